// SPDX-License-Identifier: Apache-2.0
// Processor time of this process: what benchmarks compare on a machine that others use too.
#pragma once

#include <ctime>

namespace dayu::bench {

inline double cpu_s() {
  timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

}  // namespace dayu::bench
