// SPDX-License-Identifier: Apache-2.0
// How fast people walk in still water of a depth, as a share of their speed on dry ground: wading.csv,
// straight between its rows, its last factor beyond. Dark and turbid water slows further: that is the pace's
// night factor. Moving water closes a road before it slows it much (effects.csv, depth x speed).
#pragma once

namespace dayu::plan {

double wading_factor_1(double depth_m);

}  // namespace dayu::plan
