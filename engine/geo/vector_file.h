// SPDX-License-Identifier: Apache-2.0
// Points, lines and polygons with attributes, in and out through OGR (GeoPackage, shapefile, GeoJSON).
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "engine/geo/raster.h"

namespace dayu::geo {

enum class Shape { point, line, polygon };

using Value = std::variant<std::monostate, long long, double, std::string>;

/// `parts`: one ring or line each; a polygon's first ring is its outline, further rings are holes.
struct Feature {
  Shape shape = Shape::point;
  std::vector<std::vector<Point>> parts;
  std::map<std::string, Value> attributes;

  std::string text(const std::string& name, const std::string& fallback = "") const;
  double number(const std::string& name, double fallback) const;
};

struct Layer {
  std::string name;
  std::string crs;
  Shape shape = Shape::point;
  std::vector<Feature> features;
  std::string style_qml, style_sld;          ///< stored in `layer_styles` when not empty
  std::vector<std::string> datetime_fields;  ///< text attributes (ISO 8601) to be stored as DateTime
};

/// Reads one layer, carried over to `target_crs` if given. InputError: missing file or layer, CPL errors,
/// no CRS, an empty layer that `may_be_empty` does not allow.
Layer read_layer(const std::filesystem::path& file, const std::string& layer,
                 const std::string& target_crs = "", bool may_be_empty = false);
std::vector<std::string> layer_names(const std::filesystem::path& file);
/// Writes all layers into one new GeoPackage, atomically, with styles and a fixed date.
void write_geopackage(const std::filesystem::path& file, const std::vector<Layer>& layers);
/// RFC 7946 when `crs` of the layer is geographic; model-CRS copies are named *.model.json by the caller.
void write_geojson(const std::filesystem::path& file, const Layer& layer);

/// Length of a polyline, m.
double length_m(const std::vector<Point>& line);
/// Points along a line at most `step_m` apart, both ends included.
std::vector<Point> sample_line(const std::vector<Point>& line, double step_m);
/// True if the point lies inside the polygon (even-odd over all rings).
bool inside(const Feature& polygon, Point p);

}  // namespace dayu::geo
