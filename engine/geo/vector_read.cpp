// SPDX-License-Identifier: Apache-2.0
// Shapes in. OGR may report an error, give no feature and still end well (OSM extracts do): both are faults
// here. OSM files are read whole in one pass (their layers come interleaved) and their `other_tags` become
// attributes. Multi-part points and polygons become one feature each part; a multi-part line keeps its parts
// together.
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <cstdio>
#include <functional>

#include "engine/base/errors.h"
#include "engine/geo/crs.h"
#include "engine/geo/gdal_session.h"
#include "engine/geo/table.h"
#include "engine/geo/vector_file.h"

namespace dayu::geo {
namespace {

using base::InputError;
using TransformPtr = std::unique_ptr<OGRCoordinateTransformation>;

std::string listed(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text.empty() ? "none" : text;
}

std::vector<std::string> names_in(GDALDataset& dataset) {
  std::vector<std::string> names;
  for (const OGRLayer* layer : dataset.GetLayers())
    names.emplace_back(const_cast<OGRLayer*>(layer)->GetName());
  return names;
}

/// Whose bytes the texts are: GDAL's UTF-8, declared GB (any kin: GB 18030 holds them all), or nobody says.
enum class Bytes { utf8, gb, unstated };

/// Names and texts as UTF-8.
class Decoder {
 public:
  explicit Decoder(Bytes bytes) : bytes_(bytes) {}
  std::string text(const std::string& bytes) const {
    if (bytes_ == Bytes::utf8) return bytes;
    // Some Chinese words are valid UTF-8 by accident: what is declared goes first.
    const std::string declared = bytes_ == Bytes::gb ? from_gb18030(bytes) : "";
    return declared.empty() ? to_utf8(bytes) : declared;
  }
  /// A name of ten bytes may have lost the end of its last character.
  std::string name(const std::string& bytes) const {
    constexpr std::size_t kLongest_bytes = 10;
    if (bytes_ != Bytes::gb && is_utf8(bytes)) return bytes;
    for (std::size_t lost = 1; lost < 4 && bytes.size() == kLongest_bytes && bytes_ != Bytes::gb; ++lost)
      if (is_utf8(bytes.substr(0, kLongest_bytes - lost))) return bytes.substr(0, kLongest_bytes - lost);
    for (std::size_t lost = 0; lost < 4 && lost < bytes.size(); ++lost) {
      std::string decoded = from_gb18030(bytes.substr(0, bytes.size() - lost));
      if (!decoded.empty()) return decoded;
    }
    return bytes;
  }

 private:
  Bytes bytes_;
};

Bytes bytes_of(GDALDataset& dataset) {
  if (dataset.GetDriverName() != std::string("ESRI Shapefile") || dataset.GetLayerCount() == 0)
    return Bytes::utf8;
  const char* stated = dataset.GetLayer(0)->GetMetadataItem("SOURCE_ENCODING", "SHAPEFILE");
  const std::string encoding = stated != nullptr ? stated : "";
  if (encoding.empty()) return Bytes::unstated;
  const bool gb = encoding.find("936") != std::string::npos || encoding.find("GB") != std::string::npos;
  return gb ? Bytes::gb : Bytes::utf8;
}

std::string date_text(const OGRFeature& feature, int field) {
  int y = 0, mo = 0, d = 0, h = 0, mi = 0, zone = 0;
  float s = 0;
  feature.GetFieldAsDateTime(field, &y, &mo, &d, &h, &mi, &s, &zone);
  char text[64];
  std::snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d", y, mo, d, h, mi, static_cast<int>(s));
  if (zone <= 1) return text;
  if (zone == 100) return std::string(text) + "Z";
  char offset[16];  // OGR counts zones in quarters of an hour from 100 = UTC
  const int minutes = std::abs(zone - 100) * 15;
  std::snprintf(offset, sizeof offset, "%c%02d:%02d", zone < 100 ? '-' : '+', minutes / 60 % 100,
                minutes % 60);
  return std::string(text) + offset;
}

Value value_of(const OGRFeature& feature, int field, const Decoder& decoder) {
  if (!feature.IsFieldSetAndNotNull(field)) return {};
  switch (feature.GetFieldDefnRef(field)->GetType()) {
    case OFTInteger:
    case OFTInteger64:
      return static_cast<long long>(feature.GetFieldAsInteger64(field));
    case OFTReal:
      return feature.GetFieldAsDouble(field);
    case OFTDateTime:
      return date_text(feature, field);
    default:
      return decoder.text(feature.GetFieldAsString(field));
  }
}

/// "highway"=>"primary","maxspeed"=>"50" with \" and \\ inside the quotes (PostgreSQL hstore).
void take_tags(const std::string& text, std::map<std::string, Value>& attributes) {
  std::vector<std::string> words;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') {
      quoted = !quoted;
      if (quoted) words.emplace_back();
    } else if (quoted) {
      if (text[i] == '\\' && i + 1 < text.size()) ++i;
      words.back() += text[i];
    }
  }
  for (std::size_t k = 0; k + 1 < words.size(); k += 2) attributes.emplace(words[k], words[k + 1]);
}

std::vector<Point> points_of(const OGRSimpleCurve& curve) {
  std::vector<Point> points;
  points.reserve(static_cast<std::size_t>(curve.getNumPoints()));
  for (int i = 0; i < curve.getNumPoints(); ++i) points.push_back({curve.getX(i), curve.getY(i)});
  return points;
}

/// Adds what `geometry` holds to `out`; false if it is of a kind that has no place here.
bool take_geometry(const OGRGeometry& geometry, const Feature& base, std::vector<Feature>& out) {
  Feature f = base;
  switch (wkbFlatten(geometry.getGeometryType())) {
    case wkbPoint: {
      const OGRPoint& p = *geometry.toPoint();
      f.shape = Shape::point;
      f.parts = {{{p.getX(), p.getY()}}};
      break;
    }
    case wkbLineString:
      f.shape = Shape::line;
      f.parts = {points_of(*geometry.toLineString())};
      break;
    case wkbMultiLineString:
      f.shape = Shape::line;
      for (const OGRLineString* part : geometry.toMultiLineString()) f.parts.push_back(points_of(*part));
      break;
    case wkbPolygon:
      f.shape = Shape::polygon;
      for (const OGRLinearRing* ring : geometry.toPolygon()) f.parts.push_back(points_of(*ring));
      break;
    case wkbMultiPoint:
    case wkbMultiPolygon:
      for (const OGRGeometry* part : geometry.toGeometryCollection())
        if (!take_geometry(*part, base, out)) return false;
      return true;
    default:
      return false;
  }
  out.push_back(std::move(f));
  return true;
}

class Reader {
 public:
  Reader(Layer& layer, const std::filesystem::path& file, Decoder decoder)
      : layer_(layer), file_(file), decoder_(decoder) {}

  void carry_to(const std::string& target_crs, const GdalSession& session) {
    if (target_crs.empty() || crs_name(target_crs) == layer_.crs) return;
    const OGRSpatialReference from = spatial_reference(layer_.crs), to = spatial_reference(target_crs);
    way_.reset(OGRCreateCoordinateTransformation(&from, &to));
    if (!way_)
      throw InputError(file_.string(), "layer " + layer_.name,
                       "there is no way from " + layer_.crs + " to " + target_crs + session.text(),
                       "state another CRS");
    layer_.crs = crs_name(target_crs);
  }

  void take(OGRFeature& feature) {
    const std::string place = "layer " + layer_.name + ", feature " + std::to_string(feature.GetFID());
    OGRGeometry* geometry = feature.GetGeometryRef();
    if (geometry == nullptr || geometry->IsEmpty()) {
      faults_.add(file_.string(), place, "has no geometry", "draw it or delete it");
      return;
    }
    const std::unique_ptr<OGRGeometry> straight(geometry->getLinearGeometry());
    if (way_ && straight->transform(way_.get()) != OGRERR_NONE) {
      faults_.add(file_.string(), place, "cannot be carried over to " + layer_.crs,
                  "check the CRS of the layer");
      return;
    }
    Feature base;
    take_attributes(feature, place, base);
    if (!take_geometry(*straight, base, layer_.features))
      faults_.add(file_.string(), place, std::string("is a ") + straight->getGeometryName(),
                  "give points, lines or polygons");
  }
  const base::Faults& faults() const { return faults_; }

 private:
  void take_attributes(const OGRFeature& feature, const std::string& place, Feature& base) {
    for (int i = 0; i < feature.GetFieldCount(); ++i) {
      const std::string name = decoder_.name(feature.GetFieldDefnRef(i)->GetNameRef());
      try {
        if (name == "other_tags" && feature.IsFieldSetAndNotNull(i))
          take_tags(feature.GetFieldAsString(i), base.attributes);
        else
          base.attributes[name] = value_of(feature, i, decoder_);
      } catch (const InputError& error) {
        faults_.add(file_.string(), place + ", attribute " + name, error.faults().front().what,
                    "state the encoding in a .cpg file beside it");
      }
    }
  }

  Layer& layer_;
  const std::filesystem::path& file_;
  Decoder decoder_;
  TransformPtr way_;
  base::Faults faults_;
};

void each_feature(GDALDataset& dataset, OGRLayer& layer, const std::function<void(OGRFeature&)>& take) {
  if (dataset.GetDriverName() == std::string("OSM")) {
    OGRLayer* of = nullptr;
    while (OGRFeatureUniquePtr feature{dataset.GetNextFeature(&of, nullptr, nullptr, nullptr)})
      if (of == &layer) take(*feature);
    return;
  }
  layer.ResetReading();
  while (OGRFeatureUniquePtr feature{layer.GetNextFeature()}) take(*feature);
}

Shape shape_of(OGRLayer& layer, const std::vector<Feature>& features) {
  switch (OGR_GT_Flatten(OGR_GT_GetLinear(layer.GetGeomType()))) {
    case wkbPoint:
    case wkbMultiPoint:
      return Shape::point;
    case wkbLineString:
    case wkbMultiLineString:
      return Shape::line;
    case wkbPolygon:
    case wkbMultiPolygon:
      return Shape::polygon;
    default:
      return features.empty() ? Shape::point : features.front().shape;
  }
}

OGRLayer& find_layer(GDALDataset& dataset, const std::filesystem::path& file, const std::string& name) {
  OGRLayer* found = name.empty() && dataset.GetLayerCount() > 0 ? dataset.GetLayer(0)
                                                                : dataset.GetLayerByName(name.c_str());
  if (found == nullptr)
    throw InputError(file.string(), "layer " + name, "the layer is missing",
                     "the file has: " + listed(names_in(dataset)));
  return *found;
}

}  // namespace

std::vector<std::string> layer_names(const std::filesystem::path& file) {
  const GdalSession session;
  const DatasetPtr dataset = open_dataset(file, Content::vector, session);
  return names_in(*dataset);
}

Layer read_layer(const std::filesystem::path& file, const std::string& layer, const std::string& target_crs,
                 bool may_be_empty) {
  const GdalSession session;
  DatasetPtr dataset = open_dataset(file, Content::vector, session);
  const Bytes bytes = bytes_of(*dataset);
  if (bytes != Bytes::utf8)
    dataset = open_dataset(file, Content::vector, session, "ENCODING=");  // empty: no recoding by GDAL
  OGRLayer& source = find_layer(*dataset, file, layer);
  Layer result;
  result.name = source.GetName();
  const std::string place = "layer " + result.name;
  const OGRSpatialReference* stored = source.GetSpatialRef();
  if (stored == nullptr || stored->IsEmpty())
    throw InputError(file.string(), place, "states no coordinate reference system (CRS)",
                     "state it, e.g. ogr2ogr -a_srs EPSG:4547 stated.gpkg FILE");
  result.crs = name_of(*stored);
  Reader reader(result, file, Decoder(bytes));
  reader.carry_to(target_crs, session);
  each_feature(*dataset, source, [&](OGRFeature& feature) { reader.take(feature); });
  base::Faults faults = reader.faults();
  if (session.failed())
    faults.add(file.string(), place, "was not read whole" + session.text(),
               dataset->GetDriverName() == std::string("OSM")
                   ? "write it anew: osmium cat in.osm.pbf -o out.osm.pbf"
                   : "copy it again, or keep what can be read: ogr2ogr -skipfailures kept.gpkg FILE");
  if (result.features.empty() && !may_be_empty && faults.empty())
    faults.add(file.string(), place, "the layer is empty", "check that the right file and layer are named");
  faults.throw_if_any();
  result.shape = shape_of(source, result.features);
  return result;
}

}  // namespace dayu::geo
