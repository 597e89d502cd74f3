// SPDX-License-Identifier: Apache-2.0
// The parts of view/run.js and of the files beside it; used by view_files.cpp only.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "engine/app/view_files.h"

namespace dayu::app::view {

using Json = nlohmann::ordered_json;

/// Whole metres east and north of the south-western corner of the model.
struct Frame {
  double west_m = 0, south_m = 0;
  long long x(geo::Point p) const;
  long long y(geo::Point p) const;
  /// [x, y, dx, dy, ...]; points that fall together are dropped, two remain.
  Json line(const std::vector<geo::Point>& points) const;
};

/// Words that occur often are written once and named by their row.
class Rows {
 public:
  int row(const std::string& word);
  Json json() const { return words_; }

 private:
  std::vector<std::string> words_;
};

/// What every part may look up.
struct Context {
  const drill::Scenario& scenario;
  const world::World& world;
  const std::vector<hazards::Course>& courses;
  const impact::Impact& impact;
  const plan::Plan& plan;
  Frame frame;
  Rows who, fields;
};

Json words(const world::Name& name);
Json time(double time_s);  ///< null for never

Json roads(const Context& context);
Json closures(Context& context);
Json streams(const Context& context);
Json areas(const Context& context, const std::vector<geo::Feature>& features, const std::string& kind_key);

Json villages(const Context& context);
Json groups(const Context& context);
Json sites(const Context& context);
Json shelters(const Context& context);
Json trips(Context& context, Rows& unit_kinds);
Json left_behind(const Context& context);
Json teams(const Context& context);
Json tasks(Context& context);

/// Writes view/frames and view/rasters, and gives their index.
Json write_frames(const std::vector<hazards::Course>& courses, const std::filesystem::path& run);
Json write_rasters(const std::vector<hazards::Course>& courses, const std::filesystem::path& run);
std::string base64(std::string_view bytes);

/// Writes view/relief.jpg and gives {file, west, south, east, north}.
Json write_relief(const Context& context, const std::filesystem::path& run);

/// Writes index.html and viewer/.
void write_page(const std::filesystem::path& run);

}  // namespace dayu::app::view
