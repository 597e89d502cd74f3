// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/posts.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/drill/persons.h"
#include "engine/world/registers/registers_tables.h"

namespace dayu::drill {
namespace {

struct Level {
  const char *column, *zh, *en;
};
constexpr Level kLevels[] = {{"county", "县级", "county"},
                             {"township", "乡级", "township"},
                             {"village", "村级", "village"},
                             {"group_leader", "组级", "group"},
                             {"household", "户级", "household"}};

std::string both(const world::Name& name) {
  if (name.zh.empty() || name.en.empty() || name.zh == name.en) return name.zh + name.en;
  return name.zh + " " + name.en;
}

std::string joined(const std::vector<std::string>& ids) {
  std::string text;
  for (const std::string& id : ids) text += (text.empty() ? "" : ", ") + id;
  return text;
}

class Chains {
 public:
  Chains(const world::World& world, const std::filesystem::path& area)
      : world_(world), area_(area), asks_(has_persons(area)), facts_(person_facts(area)) {
    for (const world::Household& h : world.households)
      if (h.group.valid()) households_[h.group.index].push_back(h.id);
    for (std::size_t c = 0; c < world.chains.size(); ++c) chains_[world.chains[c].group.index].push_back(c);
  }

  std::vector<base::Fault> faults() {
    if (world_.chains.empty()) return {};
    for (std::size_t g = 0; g < world_.groups.size(); ++g) {
      const world::Group& group = world_.groups[g];
      const auto index = static_cast<std::int32_t>(g);
      if (group.people == 0 && households_.count(index) == 0) continue;
      const auto found = chains_.find(index);
      if (found == chains_.end())
        add("chains.csv", index, households_[index], "has no chain of five levels (五级责任人)",
            "add a row for group " + group.id);
      else
        levels(index, world_.chains[found->second.front()]);
    }
    return std::move(faults_);
  }

 private:
  bool known(const std::string& person) const { return !asks_ || facts_.ids.count(person) != 0; }

  void levels(std::int32_t group, const world::Chain& chain) {
    for (std::size_t level = 0; level < std::size(kLevels); ++level) {
      const std::string& person = chain.persons[level];
      const std::string called = std::string(kLevels[level].en) + " level (" + kLevels[level].zh + "责任人)";
      if (person.empty()) {
        add("chains.csv", group, households_[group], "names nobody at " + called,
            "fill in the column " + std::string(kLevels[level].column));
      } else if (person == "head") {
        std::vector<std::string> without;
        for (const std::string& id : households_[group])
          if (!known(id)) without.push_back(id);
        if (!without.empty())
          add("restricted/persons.csv", group, without,
              "has nobody at " + called + ": the head of the household is not listed",
              "add a row with the household's id as person");
      } else if (!known(person)) {
        add("restricted/persons.csv", group, households_[group],
            "has nobody at " + called + ": person " + person + " of chains.csv is not listed",
            "add the person again, or name another in chains.csv");
      }
    }
  }

  void add(const std::string& file, std::int32_t group, const std::vector<std::string>& households,
           const std::string& what, const std::string& remedy) {
    const world::Group& g = world_.groups[static_cast<std::size_t>(group)];
    std::string place = "village ";
    if (g.village.valid()) {
      const world::Village& v = world_.villages[static_cast<std::size_t>(g.village.index)];
      place += v.id + " " + both(v.name);
    }
    place += ", group " + g.id + " " + both(g.name);
    place += households.empty() ? ", " + std::to_string(g.people) + " people, none listed by household"
                                : ", household " + joined(households);
    faults_.push_back({(area_ / file).string(), place, what, remedy});
  }

  const world::World& world_;
  const std::filesystem::path& area_;
  bool asks_;
  PersonFacts facts_;
  std::map<std::int32_t, std::vector<std::string>> households_;
  std::map<std::int32_t, std::vector<std::size_t>> chains_;
  std::vector<base::Fault> faults_;
};

/// Every post that must be held while the water rises. A player in a drill plays his own post: no second one.
struct Held {
  std::string file, post;
};

std::map<std::string, std::vector<Held>> held_posts(const world::World& w, const PersonFacts& facts) {
  std::map<std::string, std::vector<Held>> held;
  const auto hold = [&](const std::string& person, const std::string& file, const std::string& post) {
    if (person.empty() || person == "head") return;
    const auto twin = facts.twins.find(person);
    std::vector<Held>& posts = held[twin == facts.twins.end() ? person : twin->second];
    const bool known = std::any_of(posts.begin(), posts.end(), [&](const Held& h) { return h.post == post; });
    if (!known) posts.push_back({file, post});
  };
  for (const world::Chain& c : w.chains)
    for (std::size_t level = 0; level < std::size(kLevels); ++level)
      hold(c.persons[level], "chains.csv",
           std::string(kLevels[level].zh) + "责任人 (" + kLevels[level].en + " level)");
  for (const world::ReservoirPost& p : w.registers.reservoir_posts) {
    const world::Reservoir& r = w.reservoirs[static_cast<std::size_t>(std::max(p.reservoir, 0))];
    for (const world::PostKind& kind : world::reservoir_post_kinds())
      if (kind.post == p.post)
        hold(p.person, "reservoir_posts.csv", r.name.zh + kind.name.zh + " (" + p.post + ", " + r.id + ")");
  }
  for (const world::HazardPoint& p : w.registers.hazard_points)
    hold(p.monitor, "hazard_points.csv", p.id + " 群测群防员 (watcher)");
  for (const world::Participant& p : w.registers.participants)
    if (p.role != "player" && p.role != "observer")
      hold(p.person, "participants.csv", both(p.post) + " (" + p.role + ")");
  return held;
}

void remark_reservoirs(const world::World& w, const std::filesystem::path& area, const PersonFacts& facts,
                       bool asks, std::vector<base::Fault>& out) {
  if (w.registers.reservoir_posts.empty()) return;
  for (std::size_t r = 0; r < w.reservoirs.size(); ++r)
    for (const world::PostKind& kind : world::reservoir_post_kinds()) {
      std::string person;
      for (const world::ReservoirPost& p : w.registers.reservoir_posts)
        if (p.reservoir == static_cast<std::int32_t>(r) && p.post == kind.post) person = p.person;
      if (!person.empty() && (!asks || facts.ids.count(person) != 0)) continue;
      out.push_back({(area / "reservoir_posts.csv").string(),
                     "reservoir " + w.reservoirs[r].id + " " + both(w.reservoirs[r].name),
                     "its post " + kind.post + " (" + kind.name.zh + ") is " +
                         (person.empty() ? "empty" : "held by " + person + ", who is not in persons.csv"),
                     "name a person; the posting sheet is incomplete without"});
    }
}

}  // namespace

std::vector<base::Fault> chain_faults(const world::World& world, const std::filesystem::path& area) {
  return Chains(world, area).faults();
}

std::vector<base::Fault> post_remarks(const world::World& w, const std::filesystem::path& area) {
  std::vector<base::Fault> out;
  const PersonFacts facts = person_facts(area);
  const bool asks = has_persons(area);
  const auto held = held_posts(w, facts);
  for (const auto& [person, posts] : held) {
    if (posts.size() > 1) {
      std::string all;
      for (const Held& h : posts) all += (all.empty() ? "" : "; ") + h.post;
      out.push_back({(area / posts.front().file).string(), "person " + person,
                     "holds " + std::to_string(posts.size()) + " posts at the same time: " + all,
                     "name another person: nobody can do both at once"});
    }
    if (facts.without_phone.count(person) != 0)
      out.push_back({(area / "restricted/persons.csv").string(), "person " + person,
                     "has a post but no phone", "add the number, or no call reaches the post"});
  }
  remark_reservoirs(w, area, facts, asks, out);
  for (const world::HazardPoint& p : w.registers.hazard_points) {
    if (!p.monitor.empty() && (!asks || facts.ids.count(p.monitor) != 0)) continue;
    out.push_back({(area / "hazard_points.csv").string(), "hazard point " + p.id + " " + both(p.name),
                   p.monitor.empty() ? "has no watcher (群测群防员)"
                                     : "its watcher " + p.monitor + " is not in persons.csv",
                   "name the person who watches it"});
  }
  return out;
}

}  // namespace dayu::drill
