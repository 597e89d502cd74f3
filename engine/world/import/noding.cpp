// SPDX-License-Identifier: Apache-2.0
#include "engine/world/import/noding.h"

#include <cmath>

namespace dayu::world::importing {

std::vector<Line> parts_inside(const Line& line, const geo::Box& box) {
  std::vector<Line> parts;
  Line part;
  const auto close = [&] {
    if (part.size() >= 2) parts.push_back(part);
    part.clear();
  };
  for (const geo::Point& p : line) {
    if (!box.holds(p))
      close();
    else if (part.empty() || !(part.back() == p))
      part.push_back(p);
  }
  close();
  return parts;
}

Noding::Key Noding::key(geo::Point p) {
  return {std::llround(p.x_m * 1000), std::llround(p.y_m * 1000)};
}

void Noding::add(const Line& line) {
  for (const geo::Point& p : line) ++uses_[key(p)];
  if (line.empty()) return;
  ++uses_[key(line.front())];
  ++uses_[key(line.back())];
}

bool Noding::is_node(geo::Point p) const {
  const auto found = uses_.find(key(p));
  return found != uses_.end() && found->second >= 2;
}

std::vector<Line> Noding::cut(const Line& line) const {
  std::vector<Line> parts;
  Line part;
  const auto close = [&](const Line& made) {
    const bool ring = made.size() > 3 && made.front() == made.back();
    const auto middle = static_cast<std::ptrdiff_t>(made.size() / 2);
    if (ring) {
      parts.emplace_back(made.begin(), made.begin() + middle + 1);
      parts.emplace_back(made.begin() + middle, made.end());
    } else if (made.size() >= 2 && !(made.front() == made.back())) {
      parts.push_back(made);
    }
  };
  for (std::size_t i = 0; i < line.size(); ++i) {
    part.push_back(line[i]);
    if (i > 0 && i + 1 < line.size() && is_node(line[i])) {
      close(part);
      part = {line[i]};
    }
  }
  close(part);
  return parts;
}

}  // namespace dayu::world::importing
