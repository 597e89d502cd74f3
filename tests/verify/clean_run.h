// SPDX-License-Identifier: Apache-2.0
// A run folder written by hand: one flooded road, one village, one shelter. Every figure is worked out here
// on paper, none by the engine. Ten by ten cells of 20 m; water of 0.5 m on piece 1 (column 3) during
// 1500-2400 s, of 0.8 m at group G1 from 2100 s on, of 2 m under the bridge (piece 4, deck 5 m above the
// bed).
//
//   node 0 --piece 0-- 1 --piece 1-- 2 --piece 2-- 3 ==piece 4 (bridge)== 4
//                      \______piece 3 (one way, 200 m)____/
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "engine/geo/raster.h"

namespace dayu::test {

struct CleanRun {
  std::map<std::string, std::string> texts;       ///< file -> content, written before the manifest
  std::map<std::string, std::string> afterwards;  ///< written after the manifest was made
  std::vector<std::string> removed;               ///< taken away after the manifest was made
  std::vector<std::vector<float>> depth_m;        ///< 13 frames of 100 cells, 300 s apart
  std::vector<float> max_depth_m, bed_m;          ///< rasters
  std::map<std::string, double> index;            ///< overrides numbers of the frame index
  bool break_frames = false;  ///< damages the pack file (the manifest vouches for the damage)

  CleanRun();
  /// Replaces `was` (which must stand in the file) by `is`.
  void edit(const std::string& file, const std::string& was, const std::string& is);
  void write(const std::filesystem::path& run) const;
};

/// A ZIP archive of one deflated and one stored member.
std::string zip_of(const std::string& name, const std::string& text);

geo::Grid clean_grid();

}  // namespace dayu::test
