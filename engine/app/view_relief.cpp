// SPDX-License-Identifier: Apache-2.0
// The ground of the page: heights as quiet tints under light from four sides, in the model's own CRS.
//   colour = (tint(h), greener by w) * (warm light or cool shade by s)
//   h  height between the 2nd and 98th percentile; w  how rough the cover is, so woods show (roughness n)
//   s  shade / level shade (geo::hill_shade) of heights stretched so that the steep tenth reads as steep
// After Imhof (1965), Kartographische Gelaendedarstellung: warm light sides, cool shade, high ground pale.
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
    {{231, 231, 212}, {233, 230, 210}, {232, 227, 207}, {228, 217, 196}, {219, 207, 188}, {226, 220, 210}}};
constexpr Colour kVoid{232, 228, 216};
constexpr Colour kWood{173, 194, 156};
constexpr double kOpen_n = 0.05, kWood_n = 0.10;  // s/m^(1/3): fields end, woods begin (land cover tables)
constexpr double kWoodShare_1 = 0.62;
constexpr double kSteep_1 = 0.62;  // slope that the steep tenth is stretched to; by eye

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

/// Heights stretched for shading only; 1 to 3 times.
double stretch_of(const geo::Raster<float>& z) {
  std::vector<float> slopes;
  for (int row = 0; row + 1 < z.grid.n_rows; row += 3)
    for (int col = 0; col + 1 < z.grid.n_cols; col += 3) {
      const float here = z[{row, col}];
      const float slope =
          std::hypot(z[{row, col + 1}] - here, z[{row + 1, col}] - here) / static_cast<float>(z.grid.cell_m);
      if (std::isfinite(slope)) slopes.push_back(slope);
    }
  if (slopes.empty()) return 1;
  const auto steep = slopes.begin() + static_cast<std::ptrdiff_t>(slopes.size() * 9 / 10);
  std::nth_element(slopes.begin(), steep, slopes.end());
  return std::clamp(kSteep_1 / std::max<double>(*steep, 1e-3), 1.0, 3.0);
}

/// Between the centres of the model's cells, so that its coarser cells do not show.
double wood_1(const geo::Raster<float>& manning, geo::Point p) {
  const geo::Grid& g = manning.grid;
  if (manning.values.empty()) return 0;
  const double x = std::clamp((p.x_m - g.west_m) / g.cell_m - 0.5, 0.0, g.n_cols - 1.0);
  const double y = std::clamp((g.north_m - p.y_m) / g.cell_m - 0.5, 0.0, g.n_rows - 1.0);
  const int c = static_cast<int>(x), r = static_cast<int>(y);
  const int c2 = std::min(c + 1, g.n_cols - 1), r2 = std::min(r + 1, g.n_rows - 1);
  const auto wooded = [&](int row, int col) {
    const double n = manning[{row, col}];
    return std::isfinite(n) ? std::clamp((n - kOpen_n) / (kWood_n - kOpen_n), 0.0, 1.0) : 0.0;
  };
  const double u = x - c, v = y - r;
  return (wooded(r, c) * (1 - u) + wooded(r, c2) * u) * (1 - v) +
         (wooded(r2, c) * (1 - u) + wooded(r2, c2) * u) * v;
}

Colour mixed(const Colour& a, const Colour& b, double share) {
  Colour out{};
  for (std::size_t k = 0; k < 3; ++k) out[k] = a[k] + share * (b[k] - a[k]);
  return out;
}

Colour tint(double h_1) {
  const double at = std::clamp(h_1, 0.0, 1.0) * (kTints.size() - 1);
  const auto i = std::min(static_cast<std::size_t>(at), kTints.size() - 2);
  return mixed(kTints[i], kTints[i + 1], at - static_cast<double>(i));
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
  geo::Raster<float> z = finest(context);
  const geo::Grid& grid = z.grid;
  if (grid.count() == 0) return nullptr;
  const Span span = span_of(z);
  const double stretch = stretch_of(z);
  geo::Raster<float> stretched = z;
  for (float& height : stretched.values) height *= static_cast<float>(stretch);
  const geo::Raster<unsigned char> shade = geo::hill_shade(stretched);
  std::array<geo::Raster<unsigned char>, 3> planes{
      geo::Raster<unsigned char>(grid), geo::Raster<unsigned char>(grid), geo::Raster<unsigned char>(grid)};
  for (int row = 0; row < grid.n_rows; ++row)
    for (int col = 0; col < grid.n_cols; ++col) {
      const geo::Cell cell{row, col};
      Colour colour = kVoid;
      if (std::isfinite(z[cell])) {
        const Colour ground = tint((z[cell] - span.low) / (span.high - span.low));
        const double wood = wood_1(context.world.terrain.manning_s_per_m1_3, grid.centre(cell));
        colour = lit(mixed(ground, kWood, kWoodShare_1 * wood), shade[cell]);
      }
      for (std::size_t k = 0; k < 3; ++k)
        planes[k][cell] = static_cast<unsigned char>(std::clamp(std::lround(colour[k]), 0L, 255L));
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
