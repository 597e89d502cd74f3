// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/crs.h"

#include <ogr_spatialref.h>

#include <cmath>
#include <cstdio>
#include <memory>

#include "engine/base/errors.h"
#include "engine/geo/gdal_session.h"

namespace dayu::geo {

std::string crs_name(const std::string& crs) {
  return name_of(spatial_reference(crs));
}

std::string crs_wkt(const std::string& crs) {
  const OGRSpatialReference reference = spatial_reference(crs);
  const GdalSession session;
  char* wkt = nullptr;
  const char* const options[] = {"FORMAT=WKT2_2019", "MULTILINE=NO", nullptr};
  reference.exportToWkt(&wkt, options);
  std::string text = wkt != nullptr ? wkt : "";
  CPLFree(wkt);
  return text;
}

bool is_metric(const std::string& crs) {
  const OGRSpatialReference reference = spatial_reference(crs);
  return (reference.IsProjected() || reference.IsLocal()) && std::abs(reference.GetLinearUnits() - 1) < 1e-9;
}

std::string utm_for(double lon_deg, double lat_deg) {
  const double turned = lon_deg - 360 * std::floor((lon_deg + 180) / 360);
  const int zone = static_cast<int>(std::floor((turned + 180) / 6)) % 60 + 1;
  char code[16];
  std::snprintf(code, sizeof code, "EPSG:%d%02d", lat_deg < 0 ? 327 : 326, zone);
  return code;
}

std::vector<Point> transform(const std::vector<Point>& points, const std::string& from,
                             const std::string& to) {
  const OGRSpatialReference source = spatial_reference(from), target = spatial_reference(to);
  const GdalSession session;
  const std::unique_ptr<OGRCoordinateTransformation> way(OGRCreateCoordinateTransformation(&source, &target));
  if (!way)
    throw base::InputError("", "", "there is no way from " + from + " to " + to + session.text(),
                           "state another CRS");
  std::vector<double> x, y;
  x.reserve(points.size());
  y.reserve(points.size());
  for (const Point& p : points) {
    x.push_back(p.x_m);
    y.push_back(p.y_m);
  }
  std::vector<int> good(points.size(), 0);
  if (!points.empty())
    way->Transform(static_cast<int>(points.size()), x.data(), y.data(), nullptr, good.data());
  std::vector<Point> result;
  result.reserve(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (good[i] == 0 || !std::isfinite(x[i]) || !std::isfinite(y[i]))
      throw base::InputError("", "point " + std::to_string(i + 1),
                             "(" + std::to_string(points[i].x_m) + ", " + std::to_string(points[i].y_m) +
                                 ") cannot be carried from " + from + " to " + to + session.text(),
                             "give x (easting or longitude) first, y (northing or latitude) second");
    result.push_back({x[i], y[i]});
  }
  return result;
}

}  // namespace dayu::geo
