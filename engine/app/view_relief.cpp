// SPDX-License-Identifier: Apache-2.0
// The ground of the page: heights as quiet tints under light from four sides, in the model's own CRS.
//   colour = tint(h) * (warm light or cool shade by s),  h the height's rank between the 2nd and 98th
//   percentile, s = shade / level shade (geo::hill_shade). After Imhof (1965), Kartographische
//   Gelaendedarstellung: warm light sides, cool shade, low ground green-grey, high ground pale.
// Invariant: a picture of at most kMostCells cells whose corners are the terrain file's.
#include <algorithm>
#include <array>
#include <cmath>

#include "engine/app/view_parts.h"
#include "engine/geo/raster_file.h"

namespace dayu::app::view {
namespace {

constexpr std::size_t kMostCells = 4'000'000;  // about 1 MB as JPEG
constexpr double kLevelShade = 128;            // geo::hill_shade on level ground

using Colour = std::array<double, 3>;

constexpr std::array<Colour, 6> kTints{
    {{216, 224, 203}, {225, 227, 207}, {232, 227, 207}, {228, 217, 196}, {219, 207, 188}, {226, 220, 210}}};
constexpr Colour kVoid{232, 228, 216};

/// The finest terrain there is: the area's own file, which `grid.cell_m` may have coarsened for the run.
geo::Raster<float> finest(const Context& c) {
  const std::filesystem::path file =
      !c.scenario.area.empty() ? c.scenario.area / "terrain.tif" : c.scenario.terrain;
  const geo::Raster<float>& model = c.world.terrain.elevation_m;
  if (file.empty() || !std::filesystem::exists(file)) return model;
  geo::Raster<float> own = geo::read_raster(file, c.world.crs);
  if (own.grid.cell_m >= model.grid.cell_m) return model;
  const double share = static_cast<double>(own.grid.count()) / static_cast<double>(kMostCells);
  return share > 1 ? geo::coarsen_mean(own, static_cast<int>(std::ceil(std::sqrt(share)))) : own;
}

struct Span {
  float low = 0, high = 1;
};

Span span_of(const geo::Raster<float>& z) {
  std::vector<float> heights;
  for (const float v : z.values)
    if (std::isfinite(v)) heights.push_back(v);
  if (heights.empty()) return {};
  const auto rank = [&](double share) {
    const auto k = static_cast<std::ptrdiff_t>(share * static_cast<double>(heights.size() - 1));
    std::nth_element(heights.begin(), heights.begin() + k, heights.end());
    return heights[static_cast<std::size_t>(k)];
  };
  const float low = rank(0.02), high = rank(0.98);
  return {low, std::max(high, low + 1)};
}

Colour tint(double h_1) {
  const double at = std::clamp(h_1, 0.0, 1.0) * (kTints.size() - 1);
  const auto i = std::min(static_cast<std::size_t>(at), kTints.size() - 2);
  const double f = at - static_cast<double>(i);
  Colour out{};
  for (std::size_t k = 0; k < 3; ++k) out[k] = kTints[i][k] + f * (kTints[i + 1][k] - kTints[i][k]);
  return out;
}

/// Shade below level darkens towards blue, light above it brightens towards yellow.
Colour lit(const Colour& colour, double shade) {
  const double s = shade / kLevelShade;
  const Colour strength = s < 1 ? Colour{0.72, 0.64, 0.52} : Colour{0.16, 0.15, 0.08};
  Colour out{};
  for (std::size_t k = 0; k < 3; ++k)
    out[k] = s < 1 ? colour[k] * (1 - strength[k] * (1 - s))
                   : colour[k] + (255 - colour[k]) * strength[k] * 4 * std::min(s - 1, 0.6);
  return out;
}

}  // namespace

Json write_relief(const Context& context, const std::filesystem::path& run) {
  const geo::Raster<float> z = finest(context);
  const geo::Grid& grid = z.grid;
  if (grid.count() == 0) return nullptr;
  const geo::Raster<unsigned char> shade = geo::hill_shade(z);
  const Span span = span_of(z);
  std::array<geo::Raster<unsigned char>, 3> planes{
      geo::Raster<unsigned char>(grid), geo::Raster<unsigned char>(grid), geo::Raster<unsigned char>(grid)};
  for (std::size_t i = 0; i < grid.count(); ++i) {
    const bool known = std::isfinite(z.values[i]);
    const Colour colour =
        known ? lit(tint((z.values[i] - span.low) / (span.high - span.low)), shade.values[i]) : kVoid;
    for (std::size_t k = 0; k < 3; ++k)
      planes[k].values[i] = static_cast<unsigned char>(std::clamp(std::lround(colour[k]), 0L, 255L));
  }
  std::filesystem::create_directories(run / "view");
  geo::write_picture(run / "view" / "relief.jpg", planes[0], planes[1], planes[2]);
  return {{"file", "view/relief.jpg"},
          {"west", grid.west_m},
          {"south", grid.north_m - grid.n_rows * grid.cell_m},
          {"east", grid.west_m + grid.n_cols * grid.cell_m},
          {"north", grid.north_m}};
}

}  // namespace dayu::app::view
