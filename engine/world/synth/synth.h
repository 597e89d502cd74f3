// SPDX-License-Identifier: Apache-2.0
// How is the county Yunlan (invented) made? From a seed to an area folder (engine/ARCHITECTURE.md): land by
// stream power, valleys and reservoirs, villages, roads, people and means; see the files beside this one in
// that order. Invariant: the same seed gives the same cells, features and rows on every machine.
#pragma once

#include <cstdint>
#include <filesystem>

namespace dayu::world {

struct SynthSpec {
  std::uint64_t seed = 7;
};

/// Writes the area folder; throws InputError if the seed's land has no valley that fits the worked cases.
void synthesise(const SynthSpec& spec, const std::filesystem::path& folder);

}  // namespace dayu::world
