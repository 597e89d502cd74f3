// SPDX-License-Identifier: Apache-2.0
// Frames and summary rasters of every hazard as scripts: the packed bytes of a FrameSeries go out as they
// are, in base64 (RFC 4648); a raster becomes UInt16 counts, little endian, zlib deflate. Invariant: what the
// page decodes are the counts of course/frames, and each raster value to half its scale.
#include <zlib.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "engine/app/view_parts.h"
#include "engine/geo/table.h"

namespace dayu::app::view {
namespace {

constexpr int kNeverCount = 65535;

Json grid_json(const geo::Grid& grid) {
  return {{"n_rows", grid.n_rows},
          {"n_cols", grid.n_cols},
          {"west_m", grid.west_m},
          {"north_m", grid.north_m},
          {"cell_m", grid.cell_m}};
}

/// "max_speed_m_per_s" -> "m/s": the unit stands in the name.
std::string unit_of(const std::string& name) {
  for (const auto& [ending, unit] :
       {std::pair{"_m2_per_s", "m2/s"}, {"_m_per_s", "m/s"}, {"_m", "m"}, {"_s", "s"}})
    if (name.ends_with(ending)) return unit;
  return "1";
}

/// Centimetres and the like; whole classes; times so coarse that the whole run fits 65,534 counts.
double scale_of(const std::string& name, double largest) {
  if (name.ends_with("_1")) return largest <= 600 && name.find("class") == std::string::npos ? 0.01 : 1;
  const double finest = unit_of(name) == "s" ? 1 : 0.01;
  return std::max(finest, std::ceil(largest / (kNeverCount - 1) / finest) * finest);
}

std::string counts_of(const geo::Raster<float>& raster, double scale) {
  std::string bytes;
  bytes.reserve(2 * raster.values.size());
  for (const float value : raster.values) {
    const long count = std::isfinite(value) && value >= 0
                           ? std::clamp(std::lround(value / scale), 0L, static_cast<long>(kNeverCount - 1))
                           : static_cast<long>(kNeverCount);
    bytes.push_back(static_cast<char>(count & 255));
    bytes.push_back(static_cast<char>(count >> 8));
  }
  return bytes;
}

std::string deflated(const std::string& bytes) {
  uLongf size = compressBound(static_cast<uLong>(bytes.size()));
  std::string out(size, '\0');
  if (compress2(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()),
                static_cast<uLong>(bytes.size()), 9) != Z_OK)
    throw std::runtime_error("zlib could not deflate a raster");
  out.resize(size);
  return out;
}

std::uint32_t crc_of(const std::string& bytes) {
  return static_cast<std::uint32_t>(
      ::crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
}

/// A script that hands over one text: name("hazard","field",...,"base64").
std::string call(const std::string& name, const std::string& hazard, const std::string& field,
                 const std::string& more, std::string_view bytes) {
  return name + "(" + Json(hazard).dump() + "," + Json(field).dump() + "," + more + "\"" + base64(bytes) +
         "\");\n";
}

Json write_series(const hazards::FrameSeries& series, const std::string& hazard,
                  const std::filesystem::path& run) {
  Json files = Json::array();
  for (std::size_t g = 0; g < series.groups.size(); ++g) {
    const std::string file =
        "view/frames/" + hazard + "." + series.field.name + "." + std::to_string(g) + ".js";
    geo::write_file(run / file, call("DAYU_FRAMES", hazard, series.field.name, std::to_string(g) + ",",
                                     series.groups[g]));
    files.push_back(file);
  }
  Json index = {{"hazard", hazard},
                {"field", series.field.name},
                {"unit", series.field.unit},
                {"scale", series.field.scale},
                {"threshold", series.field.threshold},
                {"group", hazards::FrameSeries::kGroup},
                {"times_s", series.times_s},
                {"crc32", series.crc32},
                {"files", files}};
  index.update(grid_json(series.grid));
  return index;
}

/// A field that never rose above its threshold, such as the smoke of a fire that was asked for none.
bool is_nothing(const hazards::FrameSeries& series) {
  const std::vector<std::uint16_t> zero(series.grid.count(), 0);
  const std::uint32_t crc = hazards::crc32_of(zero.data(), zero.size());
  return std::all_of(series.crc32.begin(), series.crc32.end(), [&](std::uint32_t c) { return c == crc; });
}

}  // namespace

std::string base64(std::string_view bytes) {
  static constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t triple = 0;
    for (std::size_t k = 0; k < 3; ++k)
      triple = triple << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    for (std::size_t k = 0; k < 4; ++k)
      out.push_back(i + k <= bytes.size() ? kDigits[triple >> (18 - 6 * k) & 63U] : '=');
  }
  return out;
}

Json write_frames(const std::vector<hazards::Course>& courses, const std::filesystem::path& run) {
  std::filesystem::create_directories(run / "view" / "frames");
  Json out = Json::array();
  for (const hazards::Course& course : courses)
    for (const hazards::FrameSeries& series : course.frames)
      if (&series == &course.frames.front() || !is_nothing(series))
        out.push_back(write_series(series, course.hazard, run));
  return out;
}

Json write_rasters(const std::vector<hazards::Course>& courses, const std::filesystem::path& run) {
  std::filesystem::create_directories(run / "view" / "rasters");
  Json out = Json::array();
  for (const hazards::Course& course : courses)
    for (const auto& [name, raster] : course.rasters) {
      float largest = 0;
      for (const float value : raster.values)
        if (std::isfinite(value)) largest = std::max(largest, value);
      const double scale = scale_of(name, largest);
      const std::string counts = counts_of(raster, scale);
      const std::string file = "view/rasters/" + course.hazard + "." + name + ".js";
      geo::write_file(run / file, call("DAYU_RASTER", course.hazard, name, "", deflated(counts)));
      Json index = {{"hazard", course.hazard},
                    {"name", name},
                    {"unit", unit_of(name)},
                    {"scale", scale},
                    {"largest", largest},
                    {"crc32", crc_of(counts)},
                    {"file", file}};
      index.update(grid_json(raster.grid));
      out.push_back(index);
    }
  return out;
}

}  // namespace dayu::app::view
