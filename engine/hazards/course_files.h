// SPDX-License-Identifier: Apache-2.0
// A Course in a run folder and back: course/<hazard>/*.tif, gauges.csv, sections.csv, course.json and
// course/frames/<hazard>.<field>.pack + .json (the index; every number needed to decode stands in it).
#pragma once

#include <filesystem>

#include "engine/hazards/course.h"

namespace dayu::hazards {

/// Writes below `run` (the run folder). Index JSON: {"v":1,"hazard","field","unit","scale","threshold",
/// "n_rows","n_cols","west_m","north_m","cell_m","crs","times_s":[...],"group":10,"offsets":[...],"crc32":[...],
/// "frame_meaning":"maximum since the previous frame"}; offsets has one more entry than groups.
void write_course(const Course& course, const std::filesystem::path& run);

/// Reads what write_course wrote. InputError on anything missing, cut off or with a wrong CRC.
Course read_course(const std::filesystem::path& run, const std::string& hazard);

/// A course that is given: a maximum-depth (or other) raster and an arrival raster stand for a field in time
/// (value = maximum from arrival on). Used for observed floods and other models' results.
Course given_course(const std::string& hazard, const FieldSpec& field, const geo::Raster<float>& maximum,
                    const geo::Raster<float>& arrival_s, double duration_s, double interval_s);

}  // namespace dayu::hazards
