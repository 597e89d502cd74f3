// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/route_map.h"

#include <cairo.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/drill/map_labels.h"
#include "engine/drill/map_symbols.h"

namespace dayu::drill {
namespace {

constexpr double kPt = kPoint_per_mm;

PaperLine on_paper(const MapFrame& frame, const std::vector<geo::Point>& line) {
  PaperLine paper;
  paper.reserve(line.size());
  for (const geo::Point& p : line) paper.push_back({frame.x_mm(p), frame.y_mm(p)});
  return paper;
}

std::vector<PaperLine> rings_of(const MapFrame& frame, const geo::Feature& feature) {
  std::vector<PaperLine> rings;
  for (const auto& part : feature.parts) rings.push_back(on_paper(frame, part));
  return rings;
}

/// Elevation between cell centres, m; NaN beyond the raster.
double height_at(const geo::Raster<float>& z, geo::Point p) {
  const double col = (p.x_m - z.grid.west_m) / z.grid.cell_m - 0.5;
  const double row = (z.grid.north_m - p.y_m) / z.grid.cell_m - 0.5;
  const int c = static_cast<int>(std::floor(col)), r = static_cast<int>(std::floor(row));
  if (!z.grid.holds({r, c}) || !z.grid.holds({r + 1, c + 1})) return std::nan("");
  const double fc = col - c, fr = row - r;
  const double north = z[{r, c}] * (1 - fc) + z[{r, c + 1}] * fc;
  const double south = z[{r + 1, c}] * (1 - fc) + z[{r + 1, c + 1}] * fc;
  return north * (1 - fr) + south * fr;
}

/// Light relief, sun in the north-west, 45 degrees high; three samples a millimetre. Stays above 75 % white
/// so that text and lines stand out in a black-and-white copy.
void relief(Paper& paper, const world::World& world, const MapFrame& frame) {
  if (world.terrain.elevation_m.values.empty()) return;
  const int w = static_cast<int>(frame.width_mm() * 3), h = static_cast<int>(frame.height_mm() * 3);
  const double step_m = std::max(frame.denominator() / 3000, world.terrain.elevation_m.grid.cell_m);
  cairo_surface_t* image = cairo_image_surface_create(CAIRO_FORMAT_RGB24, w, h);
  unsigned char* bytes = cairo_image_surface_get_data(image);
  const int stride = cairo_image_surface_get_stride(image);
  for (int row = 0; row < h; ++row)
    for (int col = 0; col < w; ++col) {
      const geo::Point p = frame.at(frame.left_mm() + (col + 0.5) / 3, frame.top_mm() + (row + 0.5) / 3);
      const geo::Raster<float>& z = world.terrain.elevation_m;
      const double gx =
          (height_at(z, {p.x_m + step_m, p.y_m}) - height_at(z, {p.x_m - step_m, p.y_m})) / (2 * step_m);
      const double gy =
          (height_at(z, {p.x_m, p.y_m + step_m}) - height_at(z, {p.x_m, p.y_m - step_m})) / (2 * step_m);
      const double light = (1 + (gx - gy)) / std::sqrt(1 + gx * gx + gy * gy) / std::numbers::sqrt2;
      const double grey = std::isfinite(light) ? 0.75 + 0.25 * std::clamp(light * 0.95 + 0.1, 0.0, 1.0) : 1;
      const auto value = static_cast<unsigned char>(std::lround(255 * grey));
      unsigned char* pixel =
          bytes + static_cast<std::ptrdiff_t>(row) * stride + static_cast<std::ptrdiff_t>(col) * 4;
      pixel[0] = pixel[1] = pixel[2] = value;
    }
  cairo_surface_mark_dirty(image);
  cairo_t* cairo = paper.cairo();
  cairo_save(cairo);
  cairo_translate(cairo, frame.left_mm() * kPt, frame.top_mm() * kPt);
  cairo_scale(cairo, kPt / 3, kPt / 3);
  cairo_set_source_surface(cairo, image, 0, 0);
  cairo_paint(cairo);
  cairo_restore(cairo);
  cairo_surface_destroy(image);
}

bool major(const world::Piece& piece) {
  return piece.kind == "motorway" || piece.kind == "trunk" || piece.kind == "primary" ||
         piece.kind == "secondary";
}

void ground_layers(Paper& paper, const world::World& world, const RouteMap& map, const MapFrame& frame) {
  relief(paper, world, frame);
  const auto seen = [&](const geo::Feature& f) { return !f.parts.empty() && frame.meets(f.parts.front()); };
  for (const geo::Feature& water : world.water_bodies)
    if (seen(water)) draw_water(paper, rings_of(frame, water));
  for (const geo::Feature& zone : world.danger_zones)
    if (zone.text("village") == map.village && seen(zone)) draw_danger_zone(paper, rings_of(frame, zone));
  for (const geo::Feature& runout : map.runouts)
    if (seen(runout)) draw_danger_zone(paper, rings_of(frame, runout));
  for (const geo::Feature& stream : world.streams) {
    const double wide = std::clamp(stream.number("width_m", 3) * 1000 / frame.denominator() / 0.5, 0.8, 6.0);
    for (const auto& part : stream.parts)
      if (frame.meets(part)) draw_line_sign(paper, Sign::stream, on_paper(frame, part), wide);
  }
  for (const bool big : {false, true})
    for (const world::Piece& piece : world.network.pieces)
      if (major(piece) == big && frame.meets(piece.line))
        draw_line_sign(paper, big ? Sign::major_road : Sign::road, on_paper(frame, piece.line));
}

geo::Point middle_of(const std::vector<geo::Point>& line) {
  return line.empty() ? geo::Point{} : line[line.size() / 2];
}

void drill_layers(Paper& paper, const world::World& world, const RouteMap& map, const MapFrame& frame,
                  Labels& labels, Language language) {
  for (const auto& line : map.backups) draw_line_sign(paper, Sign::backup, on_paper(frame, line));
  for (const auto& line : map.routes) draw_line_sign(paper, Sign::route, on_paper(frame, line));
  std::vector<geo::Point> crossed;
  for (const world::PieceId id : map.closed) {
    const geo::Point at = middle_of(world.network.pieces[static_cast<std::size_t>(id.index)].line);
    // One cross every 8 mm is enough: a long closed road is a row of crosses, not a black bar.
    const bool near = std::any_of(crossed.begin(), crossed.end(), [&](const geo::Point& c) {
      return std::hypot(c.x_m - at.x_m, c.y_m - at.y_m) * 1000 / frame.denominator() < 8;
    });
    if (near || !frame.holds(at, 2)) continue;
    crossed.push_back(at);
    draw_point_sign(paper, Sign::closed, frame.x_mm(at), frame.y_mm(at), language);
    labels.block({frame.x_mm(at) - 1.7, frame.y_mm(at) - 1.7, 3.4, 3.4});
  }
  const auto points = [&](const std::vector<MapPlace>& places, Sign sign) {
    for (const MapPlace& place : places) {
      if (!frame.holds(place.at, 3)) continue;
      draw_point_sign(paper, sign, frame.x_mm(place.at), frame.y_mm(place.at), language);
      labels.block({frame.x_mm(place.at) - 2.6, frame.y_mm(place.at) - 2.6, 5.2, 5.2});
    }
  };
  points(map.musters, Sign::muster);
  points(map.shelters, Sign::shelter);
}

void names(const world::World& world, const RouteMap& map, const MapFrame& frame, Labels& labels,
           Language language) {
  const TextLook strong{.size_pt = 9, .bold = true, .halo = true}, plain{.size_pt = 8, .halo = true};
  const TextLook faint{.size_pt = 7, .grey_1 = 0.2, .halo = true};
  const auto at = [&](geo::Point p, double gap, const std::string& name, const TextLook& look) {
    if (frame.holds(p, 1)) labels.place(frame.x_mm(p), frame.y_mm(p), gap, name, look);
  };
  for (const MapPlace& place : map.shelters) at(place.at, 3.4, place.label, strong);
  for (const MapPlace& place : map.musters) at(place.at, 3, place.label, plain);
  for (const world::PieceId id : map.closed) {
    const world::Piece& piece = world.network.pieces[static_cast<std::size_t>(id.index)];
    if (piece.bridge) at(middle_of(piece.line), 2.4, name_in(piece.name, language), plain);
  }
  const auto once = [&](const std::string& name, const std::vector<geo::Point>& line,
                        std::vector<std::string>& said, const TextLook& look) {
    if (name.empty() || std::find(said.begin(), said.end(), name) != said.end()) return;
    const geo::Point p = middle_of(line);
    if (frame.holds(p, 6) && labels.place(frame.x_mm(p), frame.y_mm(p), 1.4, name, look))
      said.push_back(name);
  };
  std::vector<std::string> said;
  for (const world::Village& village : world.villages)
    if (village.id != map.village) at(village.at, 1.5, name_in(village.name, language), plain);
  for (const geo::Feature& stream : world.streams) {
    std::string name = stream.text(language == Language::zh ? "name_zh" : "name_en");
    if (!name.empty() && !stream.parts.empty()) once(name, stream.parts.front(), said, faint);
  }
  for (const world::Piece& piece : world.network.pieces)
    once(name_in(piece.name, language), piece.line, said, faint);
}

std::vector<geo::Point> must_show(const RouteMap& map) {
  constexpr double kNear_m = 5000;
  std::vector<geo::Point> points;
  for (const MapPlace& place : map.musters) points.push_back(place.at);
  for (const geo::Feature& runout : map.runouts)
    if (!runout.parts.empty()) points.insert(points.end(), runout.parts[0].begin(), runout.parts[0].end());
  const auto near = [&](geo::Point p) {
    return points.empty() || std::hypot(p.x_m - points.front().x_m, p.y_m - points.front().y_m) < kNear_m;
  };
  for (std::size_t i = 0; i < map.routes.size(); ++i)
    if (i == 0 || std::all_of(map.routes[i].begin(), map.routes[i].end(), near))
      points.insert(points.end(), map.routes[i].begin(), map.routes[i].end());
  for (const MapPlace& place : map.shelters)
    if (near(place.at)) points.push_back(place.at);
  return points;
}

/// The corner (mm on paper) where the scale bar hides the fewest of the points; the north arrow has the
/// fourth.
geo::Point scale_corner(const MapFrame& frame, const std::vector<geo::Point>& points) {
  const double w = scale_bar_width_mm(frame) + 4, h = kScaleBarHeight_mm + 4;
  const double left = frame.left_mm() + 2, right = frame.left_mm() + frame.width_mm() - w + 2;
  const double top = frame.top_mm() + 2, bottom = frame.top_mm() + frame.height_mm() - h + 2;
  const auto hidden = [&](geo::Point c) {
    return std::count_if(points.begin(), points.end(), [&](const geo::Point& p) {
      return std::abs(frame.x_mm(p) - (c.x_m + w / 2 - 2)) < w / 2 &&
             std::abs(frame.y_mm(p) - (c.y_m + h / 2 - 2)) < h / 2;
    });
  };
  geo::Point best{left, bottom};
  for (const geo::Point other : {geo::Point{right, bottom}, geo::Point{left, top}})
    if (hidden(other) < hidden(best)) best = other;
  return best;
}

}  // namespace

void draw_route_map(Paper& paper, const world::World& world, const RouteMap& map, double x_mm, double y_mm,
                    double w_mm, double h_mm, Language language) {
  if (paper.counting()) return;  // the box takes its place whatever is in it
  const std::vector<geo::Point> shown = must_show(map);
  const MapFrame frame(shown, x_mm, y_mm, w_mm, h_mm);
  const geo::Point scale = scale_corner(frame, shown);
  cairo_t* cairo = paper.cairo();
  cairo_save(cairo);
  cairo_rectangle(cairo, x_mm * kPt, y_mm * kPt, w_mm * kPt, h_mm * kPt);
  cairo_clip(cairo);
  Labels labels(paper, frame);
  labels.block({x_mm + w_mm - 11, y_mm, 11, 17});
  labels.block({scale.x_m - 1, scale.y_m - 1, scale_bar_width_mm(frame) + 2, kScaleBarHeight_mm + 2});
  ground_layers(paper, world, map, frame);
  drill_layers(paper, world, map, frame, labels, language);
  names(world, map, frame, labels, language);
  cairo_restore(cairo);
  draw_north_arrow(paper, x_mm + w_mm - 6, y_mm + 4.5, language);
  draw_scale_bar(paper, frame, scale.x_m, scale.y_m, language);
  paper.box(x_mm, y_mm, w_mm, h_mm, 0.35);
}

double draw_map_legend(Paper& paper, const RouteMap& map, double x_mm, double y_mm, double w_mm,
                       Language language) {
  const TextLook look{.size_pt = 8};
  double x = x_mm + 1.2, y = y_mm + 3;
  const auto item = [&](Sign sign, const std::string& key) {
    const std::string& text = word(key, language);
    const double need = 12 + paper.text_width(text, look) + 4;
    if (x + need > x_mm + w_mm) {
      x = x_mm + 1.2;
      y += 6;
    }
    if (sign == Sign::danger_zone)
      draw_danger_zone(paper, {{{x, y - 1.6}, {x + 9, y - 1.6}, {x + 9, y + 1.6}, {x, y + 1.6}}});
    else if (sign == Sign::muster || sign == Sign::shelter || sign == Sign::closed)
      draw_point_sign(paper, sign, x + 5, y, language);
    else
      draw_line_sign(paper, sign, {{x, y}, {x + 9, y}});
    paper.text(x + 11, y - paper.text_height(80, text, look) / 2, 80, text, look);
    x += need;
  };
  item(Sign::route, "map.route");
  if (!map.backups.empty()) item(Sign::backup, "map.backup");
  item(Sign::muster, "map.muster");
  item(Sign::shelter, "map.shelter");
  item(Sign::danger_zone, "map.danger_zone");
  if (!map.closed.empty()) item(Sign::closed, "map.closed");
  item(Sign::major_road, "map.major_road");
  item(Sign::road, "map.road");
  item(Sign::stream, "map.stream");
  return y + 4 - y_mm;
}

}  // namespace dayu::drill
