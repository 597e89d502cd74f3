// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/map_symbols.h"

#include <cairo.h>

#include <algorithm>
#include <cmath>

namespace dayu::drill {
namespace {

constexpr double k = kPoint_per_mm;

struct Stroke {
  double width_mm, red, green, blue;
  std::vector<double> dash_mm;
};

void path_of(cairo_t* cairo, const PaperLine& line) {
  cairo_new_path(cairo);
  for (const geo::Point& p : line) cairo_line_to(cairo, p.x_m * k, p.y_m * k);
}

void stroke(cairo_t* cairo, const PaperLine& line, const Stroke& s) {
  path_of(cairo, line);
  cairo_set_source_rgb(cairo, s.red, s.green, s.blue);
  cairo_set_line_width(cairo, s.width_mm * k);
  cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap(cairo, s.dash_mm.empty() ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
  std::vector<double> dash;
  for (const double mm : s.dash_mm) dash.push_back(mm * k);
  cairo_set_dash(cairo, dash.data(), static_cast<int>(dash.size()), 0);
  cairo_stroke(cairo);
  cairo_set_dash(cairo, nullptr, 0, 0);
}

std::vector<Stroke> strokes_of(Sign sign) {
  switch (sign) {
    case Sign::road:
      return {{0.75, 0.35, 0.35, 0.35, {}}, {0.4, 1, 1, 1, {}}};
    case Sign::major_road:
      return {{1.3, 0.25, 0.25, 0.25, {}}, {0.85, 1, 0.93, 0.72, {}}};
    case Sign::stream:
      return {{0.5, 0.25, 0.5, 0.8, {}}};
    case Sign::route:
      return {{2.6, 1, 1, 1, {}}, {1.9, 0, 0.32, 0.16, {}}};
    case Sign::backup:
      return {{2.0, 1, 1, 1, {}}, {1.2, 0, 0.32, 0.16, {2.6, 1.6}}};
    default:
      return {};
  }
}

/// White arrow heads along the route: which way to walk, also in black and white.
void arrows(cairo_t* cairo, const PaperLine& line) {
  constexpr double kEvery_mm = 14, kSize_mm = 0.75;
  double next_mm = kEvery_mm / 2, run_mm = 0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const double dx = line[i].x_m - line[i - 1].x_m, dy = line[i].y_m - line[i - 1].y_m;
    const double length = std::hypot(dx, dy);
    for (; length > 0 && next_mm <= run_mm + length; next_mm += kEvery_mm) {
      const double f = (next_mm - run_mm) / length;
      cairo_save(cairo);
      cairo_translate(cairo, (line[i - 1].x_m + f * dx) * k, (line[i - 1].y_m + f * dy) * k);
      cairo_rotate(cairo, std::atan2(dy, dx));
      cairo_move_to(cairo, kSize_mm * 1.3 * k, 0);
      cairo_line_to(cairo, -kSize_mm * k, -kSize_mm * k);
      cairo_line_to(cairo, -kSize_mm * k, kSize_mm * k);
      cairo_close_path(cairo);
      cairo_set_source_rgb(cairo, 1, 1, 1);
      cairo_fill(cairo);
      cairo_restore(cairo);
    }
    run_mm += length;
  }
}

void cross(cairo_t* cairo, double x, double y) {
  constexpr double r = 1.7;
  for (const auto& [width, shade] : {std::pair(1.5, 1.0), std::pair(0.8, 0.0)}) {
    cairo_set_line_width(cairo, width * k);
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
    cairo_set_source_rgb(cairo, shade > 0 ? 1 : 0.75, shade, shade);
    for (const double s : {1.0, -1.0}) {
      cairo_move_to(cairo, (x - r) * k, (y - s * r) * k);
      cairo_line_to(cairo, (x + r) * k, (y + s * r) * k);
      cairo_stroke(cairo);
    }
  }
}

/// A white plate with a black rim and one character in it.
void plate(Paper& paper, double x, double y, double r, bool round, const std::string& letter) {
  cairo_t* cairo = paper.cairo();
  cairo_new_path(cairo);
  if (round)
    cairo_arc(cairo, x * k, y * k, r * k, 0, 2 * M_PI);
  else
    cairo_rectangle(cairo, (x - r) * k, (y - r) * k, 2 * r * k, 2 * r * k);
  const double fill = round ? 1 : 0;
  cairo_set_source_rgb(cairo, fill, round ? 1 : 0.32, round ? 1 : 0.16);
  cairo_fill_preserve(cairo);
  cairo_set_source_rgb(cairo, round ? 0 : 1, round ? 0 : 1, round ? 0 : 1);
  cairo_set_line_width(cairo, 0.5 * k);
  cairo_stroke(cairo);
  const TextLook look{.size_pt = 8, .bold = true, .grey_1 = round ? 0.0 : 1.0};
  const double w = paper.text_width(letter, look), h = paper.text_height(10, letter, look);
  paper.text(x - w / 2, y - h / 2, w + 1, letter, look);
}

void rings_path(cairo_t* cairo, const std::vector<PaperLine>& rings) {
  cairo_new_path(cairo);
  for (const PaperLine& ring : rings) {
    cairo_new_sub_path(cairo);
    for (const geo::Point& p : ring) cairo_line_to(cairo, p.x_m * k, p.y_m * k);
    cairo_close_path(cairo);
  }
  cairo_set_fill_rule(cairo, CAIRO_FILL_RULE_EVEN_ODD);
}

double scale_bar_m(const MapFrame& frame) {
  return frame.bar_m(std::min(45.0, frame.width_mm() * 0.3));
}

}  // namespace

void draw_line_sign(Paper& paper, Sign sign, const PaperLine& line, double width_scale) {
  if (line.size() < 2) return;
  for (Stroke s : strokes_of(sign)) {
    s.width_mm *= width_scale;
    stroke(paper.cairo(), line, s);
  }
  if (sign == Sign::route) arrows(paper.cairo(), line);
}

void draw_point_sign(Paper& paper, Sign sign, double x_mm, double y_mm, Language language) {
  if (sign == Sign::closed) cross(paper.cairo(), x_mm, y_mm);
  if (sign == Sign::muster) plate(paper, x_mm, y_mm, 2.3, true, word("map.muster_letter", language));
  if (sign == Sign::shelter) plate(paper, x_mm, y_mm, 2.6, false, word("map.shelter_letter", language));
  if (sign == Sign::group) {
    cairo_t* cairo = paper.cairo();
    cairo_new_path(cairo);
    cairo_arc(cairo, x_mm * k, y_mm * k, 0.9 * k, 0, 2 * M_PI);
    cairo_set_source_rgb(cairo, 0, 0, 0);
    cairo_fill(cairo);
  }
}

void draw_danger_zone(Paper& paper, const std::vector<PaperLine>& rings) {
  cairo_t* cairo = paper.cairo();
  rings_path(cairo, rings);
  double x1 = 0, y1 = 0, x2 = 0, y2 = 0;
  cairo_path_extents(cairo, &x1, &y1, &x2, &y2);
  cairo_save(cairo);
  cairo_clip_preserve(cairo);
  cairo_set_source_rgba(cairo, 0.85, 0.1, 0.1, 0.12);
  cairo_fill(cairo);
  cairo_set_source_rgb(cairo, 0.75, 0.05, 0.05);
  cairo_set_line_width(cairo, 0.22 * k);
  const double height = y2 - y1;
  // Lines at 45 degrees on a fixed lattice, so that neighbouring zones hatch as one.
  const double step = 1.8 * k;
  const double first = std::floor((x1 - y2) / step) * step;
  const int lines = static_cast<int>(std::ceil((x2 - y1 + step - first) / step));
  for (int i = 0; i < lines; ++i) {
    const double c = first + i * step;
    cairo_move_to(cairo, y1 + c, y1);
    cairo_line_to(cairo, y1 + c + height, y2);
  }
  cairo_stroke(cairo);
  cairo_restore(cairo);
  rings_path(cairo, rings);
  const double dash[2] = {1.6 * k, 0.8 * k};
  cairo_set_dash(cairo, dash, 2, 0);
  cairo_set_source_rgb(cairo, 0.75, 0.05, 0.05);
  cairo_set_line_width(cairo, 0.55 * k);
  cairo_stroke(cairo);
  cairo_set_dash(cairo, nullptr, 0, 0);
}

void draw_water(Paper& paper, const std::vector<PaperLine>& rings) {
  cairo_t* cairo = paper.cairo();
  rings_path(cairo, rings);
  cairo_set_source_rgb(cairo, 0.75, 0.87, 0.96);
  cairo_fill_preserve(cairo);
  cairo_set_source_rgb(cairo, 0.25, 0.5, 0.8);
  cairo_set_line_width(cairo, 0.25 * k);
  cairo_stroke(cairo);
}

void draw_north_arrow(Paper& paper, double x_mm, double y_mm, Language language) {
  cairo_t* cairo = paper.cairo();
  paper.box(x_mm - 4, y_mm - 2.5, 8, 15, 0.15, 1);
  for (const double side : {-1.0, 1.0}) {
    cairo_new_path(cairo);
    cairo_move_to(cairo, x_mm * k, y_mm * k);
    cairo_line_to(cairo, (x_mm + side * 2.2) * k, (y_mm + 7) * k);
    cairo_line_to(cairo, x_mm * k, (y_mm + 5.4) * k);
    cairo_close_path(cairo);
    const double fill = side < 0 ? 0 : 1;
    cairo_set_source_rgb(cairo, fill, fill, fill);
    cairo_fill_preserve(cairo);
    cairo_set_source_rgb(cairo, 0, 0, 0);
    cairo_set_line_width(cairo, 0.2 * k);
    cairo_stroke(cairo);
  }
  paper.text(x_mm - 4, y_mm + 7.3, 8, word("map.north", language),
             {.size_pt = 9, .bold = true, .align = Align::centre});
}

double scale_bar_width_mm(const MapFrame& frame) {
  return scale_bar_m(frame) * 1000 / frame.denominator() + 22;
}

void draw_scale_bar(Paper& paper, const MapFrame& frame, double x_mm, double y_mm, Language language) {
  const double bar_m = scale_bar_m(frame), bar_mm = bar_m * 1000 / frame.denominator();
  paper.box(x_mm, y_mm, scale_bar_width_mm(frame), kScaleBarHeight_mm, 0.15, 1);
  for (int part = 0; part < 4; ++part)
    paper.box(x_mm + 4 + bar_mm * part / 4, y_mm + 5.2, bar_mm / 4, 1.3, 0.2, part % 2 == 0 ? 0 : 1);
  const TextLook small{.size_pt = 7};
  const auto tick = [&](double share, const std::string& text) {
    const double w = paper.text_width(text, small);
    paper.text(x_mm + 4 + bar_mm * share - w / 2, y_mm + 7, w + 1, text, small);
  };
  tick(0, "0");
  tick(0.5, fixed(bar_m / 2, 0));
  tick(1, fixed(bar_m, 0) + " " + word("map.metre", language));
  const std::string scale = word("map.scale", language) + " 1:" + fixed(frame.denominator(), 0);
  paper.text(x_mm + 3, y_mm + 0.8, bar_mm + 18, scale, {.size_pt = 8, .bold = true});
}

}  // namespace dayu::drill
