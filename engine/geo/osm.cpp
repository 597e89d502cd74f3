// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/osm.h"

#include <cpl_vsi.h>
#include <gdal_priv.h>
#include <ogr_spatialref.h>
#include <ogrsf_frmts.h>

#include <cmath>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <utility>

#include "engine/base/errors.h"
#include "engine/geo/gdal_session.h"

namespace dayu::embedded {
extern const char* const osmconf_ini;
}

namespace dayu::geo {
namespace {

constexpr double kRound_m = 0.001;  // OSM stores 1e-7 degree, about 11 mm

struct FeatureGone {
  void operator()(OGRFeature* feature) const { OGRFeature::DestroyFeature(feature); }
};

double rounded(double value) {
  return std::round(value / kRound_m) * kRound_m;
}

std::vector<Point> points_of(const OGRSimpleCurve& curve) {
  std::vector<Point> line;
  line.reserve(static_cast<std::size_t>(curve.getNumPoints()));
  for (int i = 0; i < curve.getNumPoints(); ++i)
    line.push_back({rounded(curve.getX(i)), rounded(curve.getY(i))});
  return line;
}

Feature polygon_of(const OGRPolygon& polygon) {
  Feature feature;
  feature.shape = Shape::polygon;
  for (const OGRLinearRing* ring : polygon) feature.parts.push_back(points_of(*ring));
  return feature;
}

bool touches(const OGRGeometry& geometry, const Box& box) {
  OGREnvelope e;
  geometry.getEnvelope(&e);
  return e.MaxX >= box.west_m && e.MinX <= box.east_m && e.MaxY >= box.south_m && e.MinY <= box.north_m;
}

class Reader {
 public:
  /// `sorted`: the file's ids increase, as most do; GDAL's quick index needs that.
  Reader(const std::filesystem::path& file, const std::string& target_crs, const Box& box, bool sorted)
      : file_(file), box_(box), sorted_(sorted) {
    const OGRSpatialReference from = spatial_reference("EPSG:4326"), to = spatial_reference(target_crs);
    way_.reset(OGRCreateCoordinateTransformation(&from, &to));
    if (!way_)
      throw base::InputError(file.string(), "", "cannot be carried over to " + target_crs,
                             "state another CRS");
    extract_.crs = target_crs;
  }

  void read() {
    const DatasetPtr dataset = open();
    // The driver must be read across its layers, in the file's order; a layer of its own would stall.
    OGRLayer* layer = nullptr;
    while (OGRFeature* next = dataset->GetNextFeature(&layer, nullptr, nullptr, nullptr)) {
      const std::unique_ptr<OGRFeature, FeatureGone> feature(next);
      take(*feature, layer->GetName());
    }
  }
  /// Ids out of order (merged or hand-made files): GDAL says so and loses ways.
  bool found_unsorted() const {
    return sorted_ && session_.text().find("Non increasing") != std::string::npos;
  }
  OsmExtract extract() {
    if (session_.failed())
      throw base::InputError(file_.string(), "", "the extract cannot be read whole" + session_.text(),
                             "write it anew with `osmium cat IN.osm.pbf -o OUT.osm.pbf` and import that");
    if (extract_.roads_in_file == 0)
      throw base::InputError(file_.string(), "", "the extract holds no road (no way tagged highway)",
                             "export the area again with its highways, or re-encode it with `osmium cat`");
    return std::move(extract_);
  }

 private:
  DatasetPtr open() {
    std::error_code error;
    if (!std::filesystem::is_regular_file(file_, error))
      throw base::InputError(file_.string(), "", "the file is missing", "check the path and the spelling");
    VSILFILE* out = VSIFOpenL(conf_.name().c_str(), "wb");
    VSIFWriteL(embedded::osmconf_ini, 1, std::strlen(embedded::osmconf_ini), out);
    VSIFCloseL(out);
    const std::string name = (file_.extension() == ".gz" ? "/vsigzip/" : "") + file_.string();
    const std::string option = "CONFIG_FILE=" + conf_.name();
    const char* const drivers[] = {"OSM", nullptr};
    const char* const options[] = {option.c_str(), sorted_ ? nullptr : "USE_CUSTOM_INDEXING=NO", nullptr};
    DatasetPtr dataset(
        GDALDataset::Open(name.c_str(), GDAL_OF_VECTOR | GDAL_OF_VERBOSE_ERROR, drivers, options));
    if (!dataset)
      throw base::InputError(file_.string(), "", "is not an OpenStreetMap extract" + session_.text(),
                             "give a .osm.pbf, .osm or .osm.gz file");
    return dataset;
  }

  void take(OGRFeature& feature, const char* layer) {
    const bool line = std::strcmp(layer, "lines") == 0;
    if (line && feature.IsFieldSetAndNotNull(feature.GetFieldIndex("highway"))) ++extract_.roads_in_file;
    OGRGeometry* geometry = feature.GetGeometryRef();
    if (geometry == nullptr || geometry->IsEmpty() || geometry->transform(way_.get()) != OGRERR_NONE) return;
    if (!touches(*geometry, box_)) return;
    switch (wkbFlatten(geometry->getGeometryType())) {
      case wkbPoint: {
        const OGRPoint& p = *geometry->toPoint();
        keep(extract_.points, {Shape::point, {{{rounded(p.getX()), rounded(p.getY())}}}, {}}, feature);
        break;
      }
      case wkbLineString:
        keep(extract_.lines, {Shape::line, {points_of(*geometry->toLineString())}, {}}, feature);
        break;
      case wkbMultiPolygon:
        for (const OGRPolygon* polygon : *geometry->toMultiPolygon())
          if (touches(*polygon, box_)) keep(extract_.areas, polygon_of(*polygon), feature);
        break;
      default:
        break;  // relations of lines and of anything else: routes, networks
    }
  }

  static void keep(std::vector<Feature>& list, Feature made, const OGRFeature& from) {
    for (int i = 0; i < from.GetFieldCount(); ++i) {
      if (!from.IsFieldSetAndNotNull(i)) continue;
      const std::string name = from.GetFieldDefnRef(i)->GetNameRef();
      const std::string text = from.GetFieldAsString(i);
      if (name == "osm_way_id")
        made.attributes["osm_id"] = "w" + text;
      else
        made.attributes[name] = text;
    }
    list.push_back(std::move(made));
  }

  GdalSession session_;
  MemoryFile conf_{".ini"};
  std::filesystem::path file_;
  Box box_;
  bool sorted_ = true;
  std::unique_ptr<OGRCoordinateTransformation> way_;
  OsmExtract extract_;
};

}  // namespace

OsmExtract read_osm(const std::filesystem::path& file, const std::string& target_crs, const Box& box) {
  for (const bool sorted : {true, false}) {
    Reader reader(file, target_crs, box, sorted);
    reader.read();
    if (!reader.found_unsorted()) return reader.extract();
  }
  throw std::logic_error("an unsorted extract is read at the second try");
}

}  // namespace dayu::geo
