// SPDX-License-Identifier: Apache-2.0
// A tiny OpenStreetMap file made in code: nodes are stated in metres of a UTM zone and written in degrees.
#pragma once

#include <cstdio>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "engine/geo/crs.h"
#include "engine/geo/table.h"

namespace dayu::test {

class OsmText {
 public:
  using Tags = std::vector<std::pair<std::string, std::string>>;
  explicit OsmText(std::string crs) : crs_(std::move(crs)) {}

  /// A node; the id is given back. Ids count from 1 in the order of making.
  int node(double x_m, double y_m, const Tags& tags = {}) {
    points_.push_back({x_m, y_m});
    node_tags_.push_back(tags);
    return static_cast<int>(points_.size());
  }
  /// A way through nodes; its id is given back (1001, 1002, ...).
  int way(const std::vector<int>& nodes, const Tags& tags) {
    ways_.emplace_back(nodes, tags);
    return 1000 + static_cast<int>(ways_.size());
  }
  /// A closed rectangle.
  int rectangle(double west_m, double south_m, double east_m, double north_m, const Tags& tags) {
    const int a = node(west_m, south_m), b = node(east_m, south_m), c = node(east_m, north_m),
              d = node(west_m, north_m);
    return way({a, b, c, d, a}, tags);
  }

  std::string text() const {
    std::string xml = "<?xml version='1.0' encoding='UTF-8'?>\n<osm version=\"0.6\" generator=\"test\">\n";
    const auto degrees = geo::transform(points_, crs_, "EPSG:4326");
    for (std::size_t i = 0; i < degrees.size(); ++i) {
      char place[96];
      std::snprintf(place, sizeof place, "lat=\"%.7f\" lon=\"%.7f\"", degrees[i].y_m, degrees[i].x_m);
      xml += "<node id=\"" + std::to_string(i + 1) + "\" version=\"1\" " + place + ">" +
             tags_of(node_tags_[i]) + "</node>\n";
    }
    for (std::size_t i = 0; i < ways_.size(); ++i) {
      xml += "<way id=\"" + std::to_string(1001 + i) + "\" version=\"1\">";
      for (const int node : ways_[i].first) xml += "<nd ref=\"" + std::to_string(node) + "\"/>";
      xml += tags_of(ways_[i].second) + "</way>\n";
    }
    return xml + "</osm>\n";
  }
  void write(const std::filesystem::path& file) const { geo::write_file(file, text()); }

 private:
  static std::string tags_of(const Tags& tags) {
    std::string xml;
    for (const auto& [key, value] : tags) xml += "<tag k=\"" + key + "\" v=\"" + value + "\"/>";
    return xml;
  }
  std::string crs_;
  std::vector<geo::Point> points_;
  std::vector<Tags> node_tags_;
  std::vector<std::pair<std::vector<int>, Tags>> ways_;
};

}  // namespace dayu::test
