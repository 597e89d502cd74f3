// SPDX-License-Identifier: Apache-2.0
// Vectors read by the 32-bit numbers of nodes, arcs and records.
#pragma once

#include <cstdint>
#include <vector>

namespace dayu::plan {

template <class T>
T& at(std::vector<T>& items, std::int32_t i) {
  return items[static_cast<std::size_t>(i)];
}
template <class T>
const T& at(const std::vector<T>& items, std::int32_t i) {
  return items[static_cast<std::size_t>(i)];
}

}  // namespace dayu::plan
