// SPDX-License-Identifier: Apache-2.0
// Shapes out: GeoPackage with styles that QGIS picks up by itself, GeoJSON. Made in memory and written whole.
// Invariant: a fixed date (OGR_CURRENT_DATE) and attribute order by name, so equal layers give equal rows.
#include <cpl_conv.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <stdexcept>

#include "engine/geo/crs.h"
#include "engine/geo/gdal_session.h"
#include "engine/geo/table.h"
#include "engine/geo/vector_file.h"

namespace dayu::geo {
namespace {

// Any instant would do: it only must not be the wall clock.
constexpr const char* kFixedDate = "2000-01-01T00:00:00Z";

/// Sets a configuration option of this thread while it lives.
class ThreadOption {
 public:
  ThreadOption(const char* key, const char* value) : key_(key) { CPLSetThreadLocalConfigOption(key, value); }
  ~ThreadOption() { CPLSetThreadLocalConfigOption(key_, nullptr); }
  ThreadOption(const ThreadOption&) = delete;
  ThreadOption& operator=(const ThreadOption&) = delete;

 private:
  const char* key_;
};

void check(bool good, const std::filesystem::path& file, const std::string& what,
           const GdalSession& session) {
  if (!good || session.failed())
    throw std::runtime_error(file.string() + ": GDAL could not make " + what + session.text());
}

DatasetPtr create(const char* driver_name, const MemoryFile& memory, const std::filesystem::path& file,
                  const GdalSession& session) {
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName(driver_name);
  if (driver == nullptr)
    throw std::runtime_error(std::string("this GDAL was built without its ") + driver_name + " driver");
  DatasetPtr dataset(driver->Create(memory.name().c_str(), 0, 0, 0, GDT_Unknown, nullptr));
  check(dataset != nullptr, file, "the file", session);
  return dataset;
}

/// Whole numbers and reals in one column are reals; anything with text is text.
std::map<std::string, OGRFieldType> fields_of(const Layer& layer) {
  std::map<std::string, OGRFieldType> fields;
  for (const Feature& feature : layer.features)
    for (const auto& [name, value] : feature.attributes) {
      if (std::holds_alternative<std::monostate>(value)) continue;
      const OGRFieldType type = std::holds_alternative<long long>(value) ? OFTInteger64
                                : std::holds_alternative<double>(value)  ? OFTReal
                                                                         : OFTString;
      const auto [at, is_new] = fields.emplace(name, type);
      if (is_new || at->second == type) continue;
      at->second = type == OFTString || at->second == OFTString ? OFTString : OFTReal;
    }
  for (const Feature& feature : layer.features)  // columns that hold nothing stay columns
    for (const auto& [name, value] : feature.attributes) fields.emplace(name, OFTString);
  for (const std::string& name : layer.datetime_fields) fields[name] = OFTDateTime;
  return fields;
}

std::unique_ptr<OGRLineString> curve_of(std::unique_ptr<OGRLineString> curve,
                                        const std::vector<Point>& points) {
  for (const Point& p : points) curve->addPoint(p.x_m, p.y_m);
  return curve;
}

std::unique_ptr<OGRGeometry> geometry_of(const Feature& feature, bool multi) {
  if (feature.parts.empty() || feature.parts.front().empty())
    throw std::logic_error("a feature without points");
  if (feature.shape == Shape::point) {
    const Point p = feature.parts.front().front();
    return std::make_unique<OGRPoint>(p.x_m, p.y_m);
  }
  if (feature.shape == Shape::polygon) {
    auto polygon = std::make_unique<OGRPolygon>();
    for (const std::vector<Point>& points : feature.parts) {
      auto* ring = new OGRLinearRing();  // owned by the polygon from the next lines on
      for (const Point& p : points) ring->addPoint(p.x_m, p.y_m);
      ring->closeRings();
      polygon->addRingDirectly(ring);
    }
    return polygon;
  }
  if (!multi) return curve_of(std::make_unique<OGRLineString>(), feature.parts.front());
  auto lines = std::make_unique<OGRMultiLineString>();
  for (const std::vector<Point>& part : feature.parts)
    lines->addGeometryDirectly(curve_of(std::make_unique<OGRLineString>(), part).release());
  return lines;
}

void set_field(OGRFeature& row, int field, const Value& value, const Feature& feature,
               const std::string& name) {
  if (std::holds_alternative<std::monostate>(value)) return;
  switch (row.GetFieldDefnRef(field)->GetType()) {
    case OFTInteger64:
      row.SetField(field, static_cast<GIntBig>(std::get<long long>(value)));
      break;
    case OFTReal:
      row.SetField(field, std::holds_alternative<double>(value)
                              ? std::get<double>(value)
                              : static_cast<double>(std::get<long long>(value)));
      break;
    default:
      row.SetField(field, feature.text(name).c_str());
  }
}

bool has_multi_lines(const Layer& layer) {
  return std::any_of(layer.features.begin(), layer.features.end(),
                     [](const Feature& f) { return f.shape == Shape::line && f.parts.size() > 1; });
}

OGRwkbGeometryType type_of(const Layer& layer) {
  if (layer.shape == Shape::point) return wkbPoint;
  if (layer.shape == Shape::polygon) return wkbPolygon;
  return has_multi_lines(layer) ? wkbMultiLineString : wkbLineString;
}

void add_layer(GDALDataset& dataset, const Layer& layer, char** options, const std::filesystem::path& file,
               const GdalSession& session) {
  OGRSpatialReference reference = spatial_reference(layer.crs);
  OGRLayer* target = dataset.CreateLayer(layer.name.c_str(), &reference, type_of(layer), options);
  check(target != nullptr, file, "layer " + layer.name, session);
  for (const auto& [name, type] : fields_of(layer)) {
    OGRFieldDefn field(name.c_str(), type);
    check(target->CreateField(&field) == OGRERR_NONE, file, "column " + name, session);
  }
  const bool multi = has_multi_lines(layer);
  for (const Feature& feature : layer.features) {
    const OGRFeatureUniquePtr row(OGRFeature::CreateFeature(target->GetLayerDefn()));
    for (const auto& [name, value] : feature.attributes)
      set_field(*row, row->GetFieldIndex(name.c_str()), value, feature, name);
    row->SetGeometryDirectly(geometry_of(feature, multi).release());
    check(target->CreateFeature(row.get()) == OGRERR_NONE, file, "a feature of " + layer.name, session);
  }
}

/// The table in which QGIS and its kin look for styles.
void add_styles(GDALDataset& dataset, const std::vector<Layer>& layers, const std::filesystem::path& file,
                const GdalSession& session) {
  const auto styled = [](const Layer& l) { return !l.style_qml.empty() || !l.style_sld.empty(); };
  if (std::none_of(layers.begin(), layers.end(), styled)) return;
  const char* const options[] = {"FID=id", nullptr};
  OGRLayer* table = dataset.CreateLayer("layer_styles", nullptr, wkbNone, const_cast<char**>(options));
  check(table != nullptr, file, "layer_styles", session);
  for (const char* name :
       {"f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column", "styleName", "styleQML",
        "styleSLD", "useAsDefault", "description", "owner", "ui", "update_time"}) {
    const std::string column = name;
    OGRFieldDefn field(name, column == "useAsDefault"  ? OFTInteger
                             : column == "update_time" ? OFTDateTime
                                                       : OFTString);
    if (column == "useAsDefault") field.SetSubType(OFSTBoolean);
    check(table->CreateField(&field) == OGRERR_NONE, file, "layer_styles", session);
  }
  for (const Layer& layer : layers) {
    if (!styled(layer)) continue;
    const OGRFeatureUniquePtr row(OGRFeature::CreateFeature(table->GetLayerDefn()));
    row->SetField("f_table_catalog", "");
    row->SetField("f_table_schema", "");
    row->SetField("f_table_name", layer.name.c_str());
    row->SetField("f_geometry_column", "geom");
    row->SetField("styleName", layer.name.c_str());
    row->SetField("styleQML", layer.style_qml.c_str());
    row->SetField("styleSLD", layer.style_sld.c_str());
    row->SetField("useAsDefault", 1);
    row->SetField("description", "");
    row->SetField("owner", "");
    row->SetField("update_time", kFixedDate);
    check(table->CreateFeature(row.get()) == OGRERR_NONE, file, "layer_styles", session);
  }
}

void finish(DatasetPtr dataset, const MemoryFile& memory, const std::filesystem::path& file,
            const GdalSession& session) {
  dataset.reset();
  check(true, file, "the file", session);
  write_file(file, memory.bytes());
}

}  // namespace

void write_geopackage(const std::filesystem::path& file, const std::vector<Layer>& layers) {
  const GdalSession session;
  const ThreadOption date("OGR_CURRENT_DATE", kFixedDate);
  const MemoryFile memory(".gpkg");
  DatasetPtr dataset = create("GPKG", memory, file, session);
  const char* const options[] = {"GEOMETRY_NAME=geom", "SPATIAL_INDEX=YES", nullptr};
  for (const Layer& layer : layers) {
    dataset->StartTransaction();
    add_layer(*dataset, layer, const_cast<char**>(options), file, session);
    check(dataset->CommitTransaction() == OGRERR_NONE, file, "layer " + layer.name, session);
  }
  add_styles(*dataset, layers, file, session);
  finish(std::move(dataset), memory, file, session);
}

void write_geojson(const std::filesystem::path& file, const Layer& layer) {
  const GdalSession session;
  const MemoryFile memory(".geojson");
  DatasetPtr dataset = create("GeoJSON", memory, file, session);
  const bool geographic = spatial_reference(layer.crs).IsGeographic() != 0;
  const char* const degrees[] = {"RFC7946=YES", "COORDINATE_PRECISION=7", nullptr};
  const char* const metres[] = {"RFC7946=NO", "COORDINATE_PRECISION=2", nullptr};
  add_layer(*dataset, layer, const_cast<char**>(geographic ? degrees : metres), file, session);
  finish(std::move(dataset), memory, file, session);
}

}  // namespace dayu::geo
