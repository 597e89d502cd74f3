// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/plan_difference.h"

#include <map>

namespace dayu::plan {
namespace {

class Difference {
 public:
  Difference(const Plan& announced, const Plan& now, const world::World& world, const base::Instant& start)
      : announced_(announced), now_(now), world_(world), start_(start) {}

  std::pair<std::vector<PlanChange>, int> run() {
    tell();
    return {std::move(changes_), kept_};
  }

 private:
  std::string clock(double time_s) const { return base::clock_hh_mm(start_, time_s); }

  /// The difference in words, by unit.
  void tell() {
    std::map<int, const Trip*> was, is;
    for (const Trip& t : announced_.trips) was[t.unit] = &t;
    for (const Trip& t : now_.trips) is[t.unit] = &t;
    for (int u = 0; u < static_cast<int>(now_.units.size()); ++u) {
      const Trip* before = was.contains(u) ? was[u] : nullptr;
      const Trip* after = is.contains(u) ? is[u] : nullptr;
      const std::string& id = at(now_.units, u).id;
      if (before == nullptr && after == nullptr) continue;
      if (after == nullptr)
        changes_.push_back(
            {u, id + "：没有安全道路，交救援队伍", id + ": no safe way any more; handed to rescue"});
      else if (before == nullptr)
        changes_.push_back(
            {u, id + "：新增，" + clock(after->depart_s) + " 出发，去 " + shelter_zh(*after),
             id + ": new, leaves at " + clock(after->depart_s) + " for " + shelter_en(*after)});
      else
        compare(u, *before, *after);
    }
  }

  const std::string& shelter_zh(const Trip& t) const { return at(world_.shelters, t.to.index).name.zh; }
  std::string shelter_en(const Trip& t) const {
    const world::Shelter& s = at(world_.shelters, t.to.index);
    return s.name.en.empty() ? s.id : s.name.en;
  }

  void compare(int u, const Trip& before, const Trip& after) {
    std::string zh, en;
    const auto add = [&](const std::string& in_zh, const std::string& in_en) {
      zh += (zh.empty() ? "" : "，") + in_zh;
      en += (en.empty() ? "" : ", ") + in_en;
    };
    if (before.depart_s != after.depart_s)
      add("出发由 " + clock(before.depart_s) + " 改为 " + clock(after.depart_s),
          "leaves at " + clock(after.depart_s) + " instead of " + clock(before.depart_s));
    if (before.to != after.to)
      add("安置点由" + shelter_zh(before) + "改为" + shelter_zh(after),
          "goes to " + shelter_en(after) + " instead of " + shelter_en(before));
    else if (before.arcs != after.arcs)
      add("改走别的道路", "takes another road");
    if (before.who != after.who) add("改为" + after.who, "goes by " + after.who);
    if (zh.empty()) {
      ++kept_;
      return;
    }
    const std::string& id = at(now_.units, u).id;
    add(clock(after.arrive_s) + " 到达", "arrives at " + clock(after.arrive_s));
    changes_.push_back({u, id + "：" + zh, id + ": " + en});
  }

  const Plan &announced_, &now_;
  const world::World& world_;
  const base::Instant start_;
  std::vector<PlanChange> changes_;
  int kept_ = 0;
};

}  // namespace

std::pair<std::vector<PlanChange>, int> difference(const Plan& announced, const Plan& now,
                                                   const world::World& world, const base::Instant& start) {
  return Difference(announced, now, world, start).run();
}

}  // namespace dayu::plan
