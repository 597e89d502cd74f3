// SPDX-License-Identifier: Apache-2.0
// The signs of a map and its legend, each drawn by one function so that map and legend cannot differ.
// Paper lengths in mm. Every sign is told by its shape, not by colour alone.
#pragma once

#include <vector>

#include "engine/drill/map_frame.h"
#include "engine/drill/paper.h"

namespace dayu::drill {

using PaperLine = std::vector<geo::Point>;  ///< points in mm on paper (x_m, y_m hold mm)

enum class Sign { road, major_road, stream, danger_zone, route, backup, closed, muster, shelter, group };

void draw_line_sign(Paper& paper, Sign sign, const PaperLine& line, double width_scale = 1);
void draw_point_sign(Paper& paper, Sign sign, double x_mm, double y_mm, Language language);
/// Hatched polygon with a dashed rim; further rings are holes.
void draw_danger_zone(Paper& paper, const std::vector<PaperLine>& rings);
void draw_water(Paper& paper, const std::vector<PaperLine>& rings);

void draw_north_arrow(Paper& paper, double x_mm, double y_mm, Language language);
constexpr double kScaleBarHeight_mm = 11.5;
double scale_bar_width_mm(const MapFrame& frame);  ///< of its white box
void draw_scale_bar(Paper& paper, const MapFrame& frame, double x_mm, double y_mm, Language language);

}  // namespace dayu::drill
