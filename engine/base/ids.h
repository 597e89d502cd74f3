// SPDX-License-Identifier: Apache-2.0
// Row numbers that cannot be mixed up: ArcId is not a NodeId. Each is an index into the vector it names.
#pragma once

#include <compare>
#include <cstdint>

namespace dayu::base {

template <class Tag>
struct Id {
  std::int32_t index = -1;
  bool valid() const { return index >= 0; }
  auto operator<=>(const Id&) const = default;
};

}  // namespace dayu::base
