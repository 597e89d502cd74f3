// SPDX-License-Identifier: Apache-2.0
// Packed frames of a course, decoded again from the text of the format and nothing else:
// groups of ten frames, each deflated (zlib) on its own; inflated, a group is all low bytes, then all high
// bytes of its UInt16 counts; the first frame is raw, each further one the difference to the frame before
// modulo 65536. A frame holds, cell by cell, the maximum since the frame before. CRC-32 of every frame is
// compared.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "engine/app/verify/findings.h"
#include "engine/geo/raster.h"

namespace dayu::verify {

struct Pack {
  std::string hazard, field, index_file, pack_file;
  double scale = 0, threshold = 0;
  geo::Grid grid;
  std::vector<double> times_s;
  std::size_t group = 0;
  std::vector<std::uint64_t> offsets;
  std::vector<std::uint32_t> crc32;

  /// When the values of frame k began to count: the stamp of the frame before (frame 0: its own).
  double since_s(std::size_t k) const { return times_s[k == 0 ? 0 : k - 1]; }
};

using OnFrame = std::function<void(std::size_t frame, const std::vector<std::uint16_t>& counts)>;

/// Every course/frames/*.json that is whole; faults of an index are violations "frames.index".
std::vector<Pack> open_packs(const std::filesystem::path& run, Findings& findings);

/// Visits all frames in order; false (and a violation "frames.broken") where bytes do not decode or a CRC
/// differs.
bool replay(const Pack& pack, const std::filesystem::path& run, const OnFrame& visit, Findings& findings);

}  // namespace dayu::verify
