// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/map_labels.h"

#include <algorithm>

namespace dayu::drill {

bool PaperBox::meets(const PaperBox& other) const {
  return x_mm < other.x_mm + other.w_mm && other.x_mm < x_mm + w_mm && y_mm < other.y_mm + other.h_mm &&
         other.y_mm < y_mm + h_mm;
}

bool Labels::free(const PaperBox& box) const {
  if (box.x_mm < frame_.left_mm() + 0.5 || box.y_mm < frame_.top_mm() + 0.5 ||
      box.x_mm + box.w_mm > frame_.left_mm() + frame_.width_mm() - 0.5 ||
      box.y_mm + box.h_mm > frame_.top_mm() + frame_.height_mm() - 0.5)
    return false;
  return std::none_of(taken_.begin(), taken_.end(), [&](const PaperBox& other) { return box.meets(other); });
}

bool Labels::place(double x_mm, double y_mm, double gap_mm, const std::string& name, const TextLook& look) {
  if (name.empty()) return false;
  const double w = paper_.text_width(name, look), h = paper_.text_height(w + 5, name, look);
  const PaperBox tries[] = {{x_mm + gap_mm, y_mm - h / 2, w, h},
                            {x_mm - gap_mm - w, y_mm - h / 2, w, h},
                            {x_mm - w / 2, y_mm - gap_mm - h, w, h},
                            {x_mm - w / 2, y_mm + gap_mm, w, h},
                            {x_mm + gap_mm * 0.7, y_mm - gap_mm * 0.7 - h, w, h},
                            {x_mm - gap_mm * 0.7 - w, y_mm + gap_mm * 0.7, w, h}};
  for (const PaperBox& box : tries) {
    if (!free(box)) continue;
    paper_.text(box.x_mm, box.y_mm, w + 1, name, look);
    taken_.push_back(box);
    return true;
  }
  return false;
}

}  // namespace dayu::drill
