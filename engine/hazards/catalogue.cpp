// SPDX-License-Identifier: Apache-2.0
// Every hazard there is, alphabetical, one line each.
#include "engine/hazards/fire/fire.h"
#include "engine/hazards/flood/flood.h"
#include "engine/hazards/hazard.h"
#include "engine/hazards/slide/slide.h"

namespace dayu::hazards {

const std::vector<Entry>& catalogue() {
  static const std::vector<Entry> entries = {
      {fire::card, fire::start},
      {flood::card, flood::start},
      {slide::card, slide::start},
  };
  return entries;
}

}  // namespace dayu::hazards
