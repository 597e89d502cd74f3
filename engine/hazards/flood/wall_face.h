// SPDX-License-Identifier: Apache-2.0
// What crosses a wall or levee that stands on the face between two cells? Nothing while both waters are below
// its crest: each side feels its own mirror image. Above the crest a broad-crested weir,
//   q = 1.705 (1 - loss) H^(3/2) (1 - (Hd/H)^(3/2))^0.385                        (Villemonte 1947),
// H, Hd heads over the crest up- and downstream, never more than the face without its wall would pass.
// Symbols: crest in m of the bed's datum; q m2/s. Invariant: q has one sign for both sides; a level surface
// gives q = 0.
#pragma once

#include "engine/hazards/flood/riemann.h"

namespace dayu::hazards::flood {

struct WallSide {
  float h, across, along, z;
};

/// (2/3)^(3/2) sqrt(g): critical flow over a broad crest.
inline constexpr float kWeir_m05_per_s = 1.7049F;

inline FaceFlux wall_flux(const WallSide& one, const WallSide& two, float crest_m, float loss_1,
                          const FaceFlux& open) {
  const float head_one = most(one.z + one.h - crest_m, 0.0F), head_two = most(two.z + two.h - crest_m, 0.0F);
  const float up = most(head_one, head_two), down = least(head_one, head_two);
  FaceFlux f{};
  f.left = face_flux(one.h, one.across, one.along, one.h, -one.across, one.along, 0).left;
  f.right = face_flux(two.h, -two.across, two.along, two.h, two.across, two.along, 0).right;
  if (up <= 0.0F || up == down) return f;
  const float ratio = down / up, root = __builtin_sqrtf(ratio);
  const float submerged = std::pow(1.0F - ratio * root, 0.385F);
  const float weir = kWeir_m05_per_s * (1.0F - loss_1) * up * __builtin_sqrtf(up) * submerged;
  const float passed = least(weir, open.mass < 0.0F ? -open.mass : open.mass);
  const bool forward = head_one > head_two;
  if ((open.mass > 0.0F) != forward) return f;
  f.mass = forward ? passed : -passed;
  // The nappe falls with no speed along the receiving side's normal; it keeps what it had along the wall.
  f.along = f.mass * (forward ? one.along : two.along);
  return f;
}

}  // namespace dayu::hazards::flood
