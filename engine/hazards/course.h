// SPDX-License-Identifier: Apache-2.0
// What a hazard did, as a value: fields in time, first-crossing and maximum rasters, gauges, sections, books.
// Impact and plan read a Course and never a solver; it may come from a simulation, from files, or be given.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "engine/geo/raster.h"

namespace dayu::hazards {

/// A field that a hazard publishes, unit in its name ("water_depth_m").
struct FieldSpec {
  std::string name, unit, about;
  double scale = 0.01;      ///< value of one stored count (UInt16)
  double threshold = 0.03;  ///< smaller values are stored as 0
};

/// CRC-32 (zlib's) of counts as little-endian bytes.
std::uint32_t crc32_of(const std::uint16_t* counts, std::size_t n);

/// One field at increasing times, as UInt16 counts. Each frame holds, cell by cell, the MAXIMUM since the
/// frame before (the first: the initial state), so that whoever asks "was it ever above x?" cannot miss a
/// peak. Frames are kept in groups of `kGroup`, each packed on its own: first frame raw, then differences
/// modulo 65536; all low bytes of the group, then all high bytes; zlib deflate. The same bytes go to the pack
/// file.
class FrameSeries {
 public:
  static constexpr int kGroup = 10;
  FieldSpec field;
  geo::Grid grid;
  std::vector<double> times_s;
  std::vector<std::string> groups;   ///< packed bytes of each closed group
  std::vector<std::uint32_t> crc32;  ///< of each frame's UInt16 counts, little endian

  void append(double time_s, const std::vector<float>& values);
  void close();  ///< packs the last, shorter group
  std::size_t count() const { return times_s.size(); }
  /// Counts of all frames of a group, frame after frame.
  std::vector<std::uint16_t> group_counts(std::size_t group) const;
  /// Calls `visit(frame, time_s, counts)` for every frame in order; decodes one group at a time.
  void for_each(const std::function<void(std::size_t, double, const std::uint16_t*)>& visit) const;
  std::uint16_t count_of(float value) const;  ///< rounds to nearest; below threshold 0; saturates
 private:
  std::vector<std::uint16_t> open_;
};

/// Time series at named points, one column for each published field, at the solver's or output's pace.
struct GaugeSeries {
  std::string gauge;
  geo::Point at;
  std::vector<double> times_s;
  std::map<std::string, std::vector<double>> fields;
};

/// Discharge through a named line, m3/s.
struct SectionSeries {
  std::string section;
  std::vector<double> times_s, discharge_m3_per_s;
};

struct Course {
  std::string hazard;  ///< the card's name, e.g. "flood"
  geo::Grid grid;
  double duration_s = 0;
  std::vector<FrameSeries> frames;
  std::map<std::string, geo::Raster<float>> rasters;  ///< "max_depth_m", "arrival_s", ... NaN: never
  std::vector<GaugeSeries> gauges;
  std::vector<SectionSeries> sections;
  std::map<std::string, double> figures;  ///< for summary.<hazard>: "volume_in_m3", "steps", ...
  std::vector<std::string> notes;         ///< printed warnings and assumptions
  bool given = false;                     ///< not simulated: read from files of another model or observer

  const FrameSeries* series(const std::string& field) const;  ///< nullptr if absent
};

}  // namespace dayu::hazards
