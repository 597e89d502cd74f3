// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/terrain_source.h"

#include <gdal_alg.h>
#include <gdal_priv.h>
#include <ogr_spatialref.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "engine/base/errors.h"
#include "engine/geo/gdal_session.h"

namespace dayu::geo {
namespace {

constexpr float kVoid = -32768;                        // SRTM's own
constexpr double kLowest_m = -500, kHighest_m = 9000;  // the Dead Sea's shore and Chomolungma, with room
constexpr double kConstantBorder_1 =
    0.5;                              // share of border cells of one value that makes it suspicious (guess)
constexpr double kOutside_1 = 0.005;  // a void at the border larger than this share is no terrain (guess)
constexpr double kFirstSearch_cells = 100;   // as gdal_fillnodata's default
constexpr double kMetresPerDegree = 111320;  // at the equator; only to choose a cell

struct Work {
  int n_rows = 0, n_cols = 0;
  std::vector<float> z;
  std::vector<char> empty;  // 1: no value
  std::size_t index(int row, int col) const {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(n_cols) + static_cast<std::size_t>(col);
  }
};

template <class Visit>
void for_each_border_cell(const Work& w, const Visit& visit) {
  for (int col = 0; col < w.n_cols; ++col) {
    visit(w.index(0, col));
    if (w.n_rows > 1) visit(w.index(w.n_rows - 1, col));
  }
  for (int row = 1; row + 1 < w.n_rows; ++row) {
    visit(w.index(row, 0));
    if (w.n_cols > 1) visit(w.index(row, w.n_cols - 1));
  }
}

/// The cells joined to `seed` for which `belongs` holds, marked in `seen`.
template <class Belongs>
std::vector<std::size_t> joined(const Work& w, std::size_t seed, std::vector<char>& seen,
                                const Belongs& belongs) {
  std::vector<std::size_t> cells{seed};
  seen[seed] = 1;
  for (std::size_t k = 0; k < cells.size(); ++k) {
    const int row = static_cast<int>(cells[k] / static_cast<std::size_t>(w.n_cols));
    const int col = static_cast<int>(cells[k] % static_cast<std::size_t>(w.n_cols));
    const std::array<std::pair<int, int>, 4> around{
        {{row - 1, col}, {row + 1, col}, {row, col - 1}, {row, col + 1}}};
    for (const auto& [r, c] : around) {
      if (r < 0 || c < 0 || r >= w.n_rows || c >= w.n_cols) continue;
      const std::size_t i = w.index(r, c);
      if (seen[i] || !belongs(i)) continue;
      seen[i] = 1;
      cells.push_back(i);
    }
  }
  return cells;
}

/// The value that most border cells share, if they are many enough to look like filling.
std::optional<float> constant_border(const Work& w) {
  std::map<float, std::size_t> count;
  std::size_t all = 0;
  for_each_border_cell(w, [&](std::size_t i) {
    ++all;
    if (!w.empty[i]) ++count[w.z[i]];
  });
  const auto most = std::max_element(count.begin(), count.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  if (most == count.end() || static_cast<double>(most->second) < kConstantBorder_1 * static_cast<double>(all))
    return std::nullopt;
  return most->first;
}

void empty_border_value(Work& w, float value) {
  std::vector<char> seen(w.z.size(), 0);
  std::vector<std::size_t> seeds;
  for_each_border_cell(w, [&](std::size_t i) { seeds.push_back(i); });
  for (const std::size_t seed : seeds) {
    if (seen[seed] || w.empty[seed] || w.z[seed] != value) continue;
    for (const std::size_t i :
         joined(w, seed, seen, [&](std::size_t k) { return !w.empty[k] && w.z[k] == value; }))
      w.empty[i] = 1;
  }
}

/// Empty cells joined to the border in large pieces: beyond the survey, not a hole in it.
std::vector<char> outside_of(const Work& w) {
  std::vector<char> seen(w.z.size(), 0), outside(w.z.size(), 0);
  std::vector<std::size_t> seeds;
  for_each_border_cell(w, [&](std::size_t i) { seeds.push_back(i); });
  for (const std::size_t seed : seeds) {
    if (seen[seed] || !w.empty[seed]) continue;
    const auto cells = joined(w, seed, seen, [&](std::size_t k) { return w.empty[k] != 0; });
    if (static_cast<double>(cells.size()) <= kOutside_1 * static_cast<double>(w.z.size())) continue;
    for (const std::size_t i : cells) outside[i] = 1;
  }
  return outside;
}

std::size_t count_of(const std::vector<char>& flags) {
  return static_cast<std::size_t>(std::count(flags.begin(), flags.end(), 1));
}

/// Inverse-distance filling of GDAL, farther and farther until every hole is closed.
void fill_voids(GDALRasterBand& band, Work& w, const std::vector<char>& outside) {
  const double farthest = std::hypot(w.n_rows, w.n_cols);
  for (double search = kFirstSearch_cells;; search *= 4) {
    GDALFillNodata(&band, nullptr, search, 0, 0, nullptr, nullptr, nullptr);
    if (band.RasterIO(GF_Read, 0, 0, w.n_cols, w.n_rows, w.z.data(), w.n_cols, w.n_rows, GDT_Float32, 0, 0) !=
        CE_None)
      return;
    bool open = false;
    for (std::size_t i = 0; i < w.z.size(); ++i) open = open || (!outside[i] && w.z[i] == kVoid);
    if (!open || search > farthest) break;
  }
  for (std::size_t i = 0; i < w.z.size(); ++i)
    if (outside[i]) w.z[i] = kVoid;
}

/// Heights in feet say so in the band's unit.
double metres_of(const std::string& unit) {
  if (unit == "ft" || unit == "foot" || unit == "feet") return 0.3048;
  if (unit == "US survey foot" || unit == "ft-us" || unit == "us-ft") return 1200.0 / 3937.0;
  return 1;
}

Work read_band(GDALRasterBand& band, TerrainSource& facts, const std::string& name) {
  Work w;
  w.n_rows = band.GetYSize();
  w.n_cols = band.GetXSize();
  std::vector<double> raw(static_cast<std::size_t>(w.n_rows) * static_cast<std::size_t>(w.n_cols));
  if (band.RasterIO(GF_Read, 0, 0, w.n_cols, w.n_rows, raw.data(), w.n_cols, w.n_rows, GDT_Float64, 0, 0) !=
      CE_None)
    throw base::InputError(name, "", "the raster cannot be read to its end",
                           "copy it again from where it came");
  int has = 0;
  const double nodata = band.GetNoDataValue(&has);
  facts.nodata_set = has != 0;
  facts.unit_m = metres_of(band.GetUnitType());
  const double scale = band.GetScale(), offset = band.GetOffset();
  w.z.resize(raw.size());
  w.empty.resize(raw.size());
  for (std::size_t i = 0; i < raw.size(); ++i) {
    const double z_m = (raw[i] * scale + offset) * facts.unit_m;
    const bool none =
        (has != 0 && raw[i] == nodata) || !std::isfinite(z_m) || z_m < kLowest_m || z_m > kHighest_m;
    w.z[i] = none ? kVoid : static_cast<float>(z_m);
    w.empty[i] = none ? 1 : 0;
  }
  return w;
}

OGRSpatialReference reference_of(GDALDataset& dataset, const std::string& crs_if_absent,
                                 const std::string& name) {
  if (const OGRSpatialReference* own = dataset.GetSpatialRef(); own != nullptr && !own->IsEmpty()) {
    OGRSpatialReference copy(*own);
    copy.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    return copy;
  }
  if (crs_if_absent.empty())
    throw base::InputError(name, "", "the terrain states no coordinate reference system",
                           "state it in the recipe: [terrain] crs_if_absent = \"EPSG:...\"");
  return spatial_reference(crs_if_absent);
}

void place_on_earth(const OGRSpatialReference& reference, const std::array<double, 6>& g,
                    TerrainSource& facts, const std::string& name) {
  facts.crs = name_of(reference);
  facts.metric = reference.IsProjected() && std::abs(reference.GetLinearUnits() - 1) < 1e-9;
  double x = g[0] + g[1] * facts.n_cols / 2 + g[2] * facts.n_rows / 2;
  double y = g[3] + g[4] * facts.n_cols / 2 + g[5] * facts.n_rows / 2;
  const OGRSpatialReference degrees = spatial_reference("EPSG:4326");
  const std::unique_ptr<OGRCoordinateTransformation> way(
      OGRCreateCoordinateTransformation(&reference, &degrees));
  if (!way || way->Transform(1, &x, &y) == 0)
    throw base::InputError(name, "", "the middle of the terrain cannot be placed on the earth",
                           "check the file's coordinate reference system");
  facts.lon_deg = x;
  facts.lat_deg = y;
  const double across = std::hypot(g[1], g[4]), down = std::hypot(g[2], g[5]);
  const double unit_m = reference.IsProjected() ? reference.GetLinearUnits() : kMetresPerDegree;
  const double shrink_1 = reference.IsGeographic() ? std::cos(y * std::acos(-1.0) / 180) : 1;
  facts.cell_x_m = across * unit_m * shrink_1;
  facts.cell_y_m = down * unit_m;
  facts.square = g[2] == 0 && g[4] == 0 && std::abs(across - down) < 1e-6 * across;
}

}  // namespace

TerrainSource clean_terrain(const std::filesystem::path& file, const std::filesystem::path& cleaned,
                            const std::string& crs_if_absent, BorderValue border) {
  const GdalSession session;
  const std::string name = file.string();
  const DatasetPtr dataset = open_dataset(file, Content::raster, session);
  TerrainSource facts;
  facts.n_rows = dataset->GetRasterYSize();
  facts.n_cols = dataset->GetRasterXSize();
  std::array<double, 6> g{};
  if (dataset->GetRasterCount() < 1 || dataset->GetGeoTransform(g.data()) != CE_None)
    throw base::InputError(name, "", "the raster has no place on the earth (no geotransform)",
                           "give a georeferenced terrain raster");
  const OGRSpatialReference reference = reference_of(*dataset, crs_if_absent, name);
  place_on_earth(reference, g, facts, name);

  Work w = read_band(*dataset->GetRasterBand(1), facts, name);
  if (border == BorderValue::nodata || (border == BorderValue::automatic && !facts.nodata_set))
    if (const auto value = constant_border(w)) {
      facts.border_value = *value;
      empty_border_value(w, *value);
    }
  for (std::size_t i = 0; i < w.z.size(); ++i)
    if (w.empty[i]) w.z[i] = kVoid;
  const std::vector<char> outside = outside_of(w);
  facts.outside = count_of(outside);
  facts.voids_filled = count_of(w.empty) - facts.outside;
  if (facts.voids_filled + facts.outside == w.z.size())
    throw base::InputError(name, "", "the terrain holds no value at all",
                           "check the file and its nodata value");

  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GTiff");
  const DatasetPtr out(driver->Create(cleaned.string().c_str(), w.n_cols, w.n_rows, 1, GDT_Float32, nullptr));
  if (!out)
    throw base::InputError(cleaned.string(), "", "cannot be written" + session.text(), "check the folder");
  out->SetGeoTransform(g.data());
  out->SetSpatialRef(&reference);
  GDALRasterBand& band = *out->GetRasterBand(1);
  band.SetNoDataValue(static_cast<double>(kVoid));
  bool written = band.RasterIO(GF_Write, 0, 0, w.n_cols, w.n_rows, w.z.data(), w.n_cols, w.n_rows,
                               GDT_Float32, 0, 0) == CE_None;
  if (written && facts.voids_filled > 0) {
    fill_voids(band, w, outside);
    written = band.RasterIO(GF_Write, 0, 0, w.n_cols, w.n_rows, w.z.data(), w.n_cols, w.n_rows, GDT_Float32,
                            0, 0) == CE_None;
  }
  if (!written || session.failed())
    throw base::InputError(name, "", "the terrain cannot be prepared" + session.text(),
                           "check the file and the disk");
  return facts;
}

Raster<float> trim_to_terrain(const Raster<float>& terrain) {
  const Grid& grid = terrain.grid;
  int top = 0, bottom = grid.n_rows, left = 0, right = grid.n_cols;  // half open
  const auto share = [&](bool row, int at) {
    const int from = row ? left : top, to = row ? right : bottom;
    int none = 0;
    for (int k = from; k < to; ++k) none += std::isnan(row ? terrain[{at, k}] : terrain[{k, at}]) ? 1 : 0;
    return static_cast<double>(none) / std::max(1, to - from);
  };
  const auto inner_void = [&] {
    for (int r = top; r < bottom; ++r)
      for (int c = left; c < right; ++c)
        if (std::isnan(terrain[{r, c}])) return true;
    return false;
  };
  while (top < bottom && left < right) {
    const std::array<double, 4> sides{share(true, top), share(true, bottom - 1), share(false, left),
                                      share(false, right - 1)};
    const auto worst = std::max_element(sides.begin(), sides.end());
    if (*worst == 0 && !inner_void()) break;
    switch (worst - sides.begin()) {
      case 0:
        ++top;
        break;
      case 1:
        --bottom;
        break;
      case 2:
        ++left;
        break;
      default:
        --right;
        break;
    }
  }
  if (top >= bottom || left >= right)
    throw base::InputError("", "", "no rectangle of the terrain is free of empty cells",
                           "give a terrain that covers a rectangle");
  Grid inner = grid;
  inner.n_rows = bottom - top;
  inner.n_cols = right - left;
  inner.west_m += left * grid.cell_m;
  inner.north_m -= top * grid.cell_m;
  Raster<float> trimmed(inner);
  for (int r = 0; r < inner.n_rows; ++r)
    for (int c = 0; c < inner.n_cols; ++c) trimmed[{r, c}] = terrain[{top + r, left + c}];
  return trimmed;
}

}  // namespace dayu::geo
