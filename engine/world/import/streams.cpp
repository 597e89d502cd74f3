// SPDX-License-Identifier: Apache-2.0
#include "engine/world/import/streams.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "engine/geo/rasterise.h"
#include "engine/world/import/noding.h"
#include "engine/world/import/tables.h"

namespace dayu::world::importing {
namespace {

bool flows(const geo::Feature& line) {
  const std::string kind = line.text("waterway");
  return kind == "river" || kind == "stream";
}

double ground_at(const geo::Raster<float>& ground, geo::Point p) {
  const auto cell = ground.grid.cell_of(p);
  return cell ? static_cast<double>(ground[*cell]) : 0;
}

struct Strand {
  const geo::Feature* tags = nullptr;
  Line line;
  int order = 0;
};

/// Strahler 1957: a stream without tributaries has order 1; two of equal order make the next. Kahn's walk
/// from the springs down; what lies on a circle (a mill race drawn back) keeps order 1.
void give_orders(std::vector<Strand>& strands) {
  std::map<Noding::Key, std::vector<std::size_t>> from, into;
  for (std::size_t i = 0; i < strands.size(); ++i) {
    from[Noding::key(strands[i].line.front())].push_back(i);
    into[Noding::key(strands[i].line.back())].push_back(i);
  }
  std::map<Noding::Key, std::size_t> waiting;
  std::vector<std::size_t> ready;
  for (const auto& [node, leaving] : from) {
    const auto arriving = into.find(node);
    waiting[node] = arriving == into.end() ? 0 : arriving->second.size();
    if (waiting[node] == 0)
      for (const std::size_t i : leaving) ready.push_back(i);
  }
  for (const std::size_t i : ready) strands[i].order = 1;
  for (std::size_t k = 0; k < ready.size(); ++k) {
    const Noding::Key node = Noding::key(strands[ready[k]].line.back());
    const auto leaving = from.find(node);
    if (leaving == from.end() || --waiting[node] > 0) continue;
    int most = 1, equal = 0;
    for (const std::size_t i : into[node]) {
      if (strands[i].order > most) equal = 0;
      most = std::max(most, strands[i].order);
      equal += strands[i].order == most ? 1 : 0;
    }
    for (const std::size_t i : leaving->second) {
      strands[i].order = equal >= 2 ? most + 1 : most;
      ready.push_back(i);
    }
  }
  for (Strand& strand : strands) strand.order = std::max(1, strand.order);
}

geo::Feature stream_of(const Strand& strand) {
  const geo::Feature& tags = *strand.tags;
  const bool river = tags.text("waterway") == "river";
  double width_m = constant(river ? "river_width_m" : "stream_width_m");
  try {
    if (const std::string width = tags.text("width"); !width.empty())
      width_m = std::max(0.5, std::stod(width));
  } catch (const std::exception&) {
    // "ca. 3": the default stands.
  }
  geo::Feature stream{geo::Shape::line, {strand.line}, {}};
  stream.attributes = {{"name_zh", tags.text("name:zh", tags.text("name"))},
                       {"name_en", tags.text("name:en", tags.text("name"))},
                       {"order", static_cast<long long>(strand.order)},
                       {"width_m", width_m}};
  return stream;
}

/// The cells under a stream such that each touches the next by a side: water crosses sides, not corners.
std::vector<geo::Cell> channel(const geo::Raster<float>& terrain, const Line& line) {
  std::vector<geo::Cell> cells;
  for (const geo::Cell& cell : geo::cells_along(terrain.grid, line)) {
    if (!cells.empty() && cells.back().row != cell.row && cells.back().col != cell.col) {
      const geo::Cell a{cells.back().row, cell.col}, b{cell.row, cells.back().col};
      cells.push_back(terrain[a] <= terrain[b] ? a : b);
    }
    cells.push_back(cell);
  }
  return cells;
}

}  // namespace

geo::Layer streams_of(const geo::OsmExtract& osm, const geo::Raster<float>& ground, const geo::Box& box,
                      Notes& notes) {
  std::vector<std::pair<const geo::Feature*, Line>> parts;
  std::size_t turned = 0;
  for (const geo::Feature& way : osm.lines) {
    if (!flows(way)) continue;
    for (Line& part : parts_inside(way.parts.front(), box)) {
      if (ground_at(ground, part.back()) > ground_at(ground, part.front()) + constant("stream_flip_m")) {
        std::reverse(part.begin(), part.end());
        ++turned;
      }
      parts.emplace_back(&way, std::move(part));
    }
  }
  Noding nodes;
  for (const auto& [way, line] : parts) nodes.add(line);
  std::vector<Strand> strands;
  for (const auto& [way, line] : parts)
    for (Line& cut : nodes.cut(line)) strands.push_back({way, std::move(cut), 0});
  give_orders(strands);
  geo::Layer streams;
  streams.name = "streams";
  streams.crs = ground.grid.crs;
  streams.shape = geo::Shape::line;
  double length_km = 0;
  for (const Strand& strand : strands) {
    length_km += geo::length_m(strand.line) / 1000;
    streams.features.push_back(stream_of(strand));
  }
  notes.find("streams: " + count_text(static_cast<long long>(parts.size())) + " ways, " +
             number_text(length_km, 0) + " km, " + std::to_string(turned) +
             " turned round because they rose along their drawn direction");
  if (turned > 0)
    notes.assume(std::to_string(turned) + " streams were turned round: the terrain rises by more than " +
                     number_text(constant("stream_flip_m"), 0) + " m along their drawn direction",
                 std::to_string(turned) + " 条溪流按地形改为向下游绘制");
  return streams;
}

void carve(geo::Raster<float>& terrain, const geo::Layer& streams, Notes& notes) {
  constexpr int kPasses = 100;  // a confluence lowers the stream below it, which may lower the next
  const geo::Raster<float> before = terrain;
  const auto limit_m = static_cast<float>(constant("stream_cut_m"));
  std::vector<std::vector<geo::Cell>> channels;
  for (const geo::Feature& stream : streams.features)
    channels.push_back(channel(terrain, stream.parts.front()));
  std::set<std::size_t> refused;
  bool lowered = true;
  for (int pass = 0; pass < kPasses && lowered; ++pass) {
    lowered = false;
    for (const auto& cells : channels) {
      if (cells.empty()) continue;
      float level = terrain[cells.front()];
      for (const geo::Cell& cell : cells) {
        if (terrain[cell] > level) {
          if (before[cell] - level <= limit_m) {
            terrain[cell] = level;
            lowered = true;
          } else {
            refused.insert(terrain.grid.index(cell));
          }
        }
        level = terrain[cell];
      }
    }
  }
  std::size_t cut = 0;
  double deepest_m = 0, sum_m = 0;
  for (std::size_t i = 0; i < terrain.values.size(); ++i) {
    const double depth_m = static_cast<double>(before.values[i]) - static_cast<double>(terrain.values[i]);
    if (depth_m <= 0) continue;
    ++cut;
    sum_m += depth_m;
    deepest_m = std::max(deepest_m, depth_m);
  }
  if (cut == 0) return;
  const std::string cells = count_text(static_cast<long long>(cut)),
                    mean = number_text(sum_m / static_cast<double>(cut), 1);
  const std::string most = number_text(deepest_m, 1),
                    left = count_text(static_cast<long long>(refused.size()));
  notes.assume("Streams carved: " + cells + " cells lowered so that mapped streams descend, by " + mean +
                   " m on average and " + most + " m at most; " + left +
                   " cells were left because they would need more than " +
                   number_text(constant("stream_cut_m"), 0) + " m (constants.csv [C])",
               "河道刻深：" + cells + " 个网格平均降低 " + mean + " m，最大 " + most + " m；" + left +
                   " 个网格超过限值未改");
}

}  // namespace dayu::world::importing
