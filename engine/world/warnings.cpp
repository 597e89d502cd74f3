// SPDX-License-Identifier: Apache-2.0
#include "engine/world/load.h"
#include "engine/world/remarks.h"

namespace dayu::world {

std::vector<base::Fault> warnings(const World& world) {
  Remarks remarks{world};
  remark_ground(remarks);
  remark_places(remarks);
  remark_people(remarks);
  remark_means(remarks);
  remark_waters(remarks);
  return std::move(remarks.all);
}

}  // namespace dayu::world
