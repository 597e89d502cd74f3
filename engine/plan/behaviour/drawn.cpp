// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/behaviour/drawn.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/plan/indexed.h"

namespace dayu::plan {
namespace {

/// More moments than this do not fit a curve: the step is doubled.
constexpr double kMostSteps = 240;

/// Which units are counted together: slot 0 all, then each village with people who move, by the World's
/// order; people of no village are counted in all alone.
struct Slots {
  std::vector<int> villages{-1};
  std::vector<int> of_unit;  ///< 0: none of its own

  explicit Slots(const Plan& plan) {
    std::map<int, int> found;
    for (const Unit& u : plan.units)
      if (u.village.valid()) found[u.village.index] = 0;
    for (auto& [village, slot] : found) {
      slot = static_cast<int>(villages.size());
      villages.push_back(village);
    }
    for (const Unit& u : plan.units) of_unit.push_back(u.village.valid() ? found[u.village.index] : 0);
  }
};

void count_path(Path path, int people, CourseCount& c) {
  if (path == Path::command) c.by_command += people;
  if (path == Path::gauge) c.by_gauge += people;
  if (path == Path::neighbours) c.by_neighbours += people;
  if (path == Path::sign) c.by_sign += people;
}

void count_one(const Course& course, Path path, int people, CourseCount& c) {
  c.people += people;
  if (course.depart_s < base::kNever_s) {
    c.departed += people;
    count_path(path, people, c);
  }
  if (course.turned) c.turned += people;
  if (course.end == End::safe) c.safe += people, c.last_safe_s = std::max(c.last_safe_s, course.arrive_s);
  if (course.end == End::at_home) c.at_home += people;
  if (course.end == End::on_road) c.on_road += people;
  if (course.end == End::stays) c.stays += people;
}

std::vector<CourseCount> counts_of(const Plan& plan, const Slots& slots, const Drawn& drawn) {
  std::vector<CourseCount> counts(slots.villages.size());
  std::vector<std::vector<std::pair<double, int>>> arrivals(counts.size());
  for (std::size_t u = 0; u < plan.units.size(); ++u) {
    const int own = slots.of_unit[u];
    for (const int slot : {0, own}) {
      const auto s = static_cast<std::size_t>(slot);
      count_one(drawn.courses[u], drawn.paths[u], plan.units[u].people, counts[s]);
      if (drawn.courses[u].end == End::safe)
        arrivals[s].emplace_back(drawn.courses[u].arrive_s, plan.units[u].people);
      if (own == 0) break;
    }
  }
  for (std::size_t s = 0; s < counts.size(); ++s) {
    std::sort(arrivals[s].begin(), arrivals[s].end());
    int safe = 0;
    for (const auto& [time_s, people] : arrivals[s])
      if ((safe += people) * 10 >= counts[s].people * 9) {
        counts[s].ninety_s = time_s;
        break;
      }
  }
  return counts;
}

template <class Get>
auto range_over(const std::vector<const CourseCount*>& counts, const Get& get) {
  std::vector<decltype(get(*counts.front()))> values;
  values.reserve(counts.size());
  for (const CourseCount* c : counts) values.push_back(get(*c));
  std::sort(values.begin(), values.end());
  return range_of(values);
}

ExpectedRow expected_row(const std::vector<const CourseCount*>& c) {
  ExpectedRow row;
  row.people = c.front()->people;
  row.departed = range_over(c, [](const CourseCount& x) { return x.departed; });
  row.safe = range_over(c, [](const CourseCount& x) { return x.safe; });
  row.in_danger = range_over(c, [](const CourseCount& x) { return x.in_danger(); });
  row.at_home = range_over(c, [](const CourseCount& x) { return x.at_home; });
  row.on_road = range_over(c, [](const CourseCount& x) { return x.on_road; });
  row.stays = range_over(c, [](const CourseCount& x) { return x.stays; });
  row.ninety_s = range_over(c, [](const CourseCount& x) { return x.ninety_s; });
  row.last_safe_s = range_over(c, [](const CourseCount& x) { return x.last_safe_s; });
  row.by_command = range_over(c, [](const CourseCount& x) { return x.by_command; }).p50;
  row.by_gauge = range_over(c, [](const CourseCount& x) { return x.by_gauge; }).p50;
  row.by_neighbours = range_over(c, [](const CourseCount& x) { return x.by_neighbours; }).p50;
  row.by_sign = range_over(c, [](const CourseCount& x) { return x.by_sign; }).p50;
  return row;
}

void plan_side(const Plan& plan, const Slots& slots, std::size_t slot, ExpectedRow& row) {
  const auto here = [&](int unit) { return slot == 0 || at(slots.of_unit, unit) == static_cast<int>(slot); };
  for (const Trip& t : plan.trips)
    if (here(t.unit)) {
      row.plan_safe += at(plan.units, t.unit).people;
      row.plan_last_s = std::max(row.plan_last_s, t.arrive_s);
    }
  for (const LeftBehind& l : plan.left_behind)
    if (here(l.unit) && at(plan.units, l.unit).danger_s < base::kNever_s)
      row.plan_in_danger += at(plan.units, l.unit).people;
}

void add_rows(const Plan& plan, const Slots& slots, const std::vector<Drawn>& all, Behaviour& b) {
  for (const double compliance_1 : b.compliance_1) {
    std::vector<std::vector<CourseCount>> by_draw;
    for (const Drawn& d : all)
      if (d.compliance_1 == compliance_1) by_draw.push_back(counts_of(plan, slots, d));
    for (std::size_t s = 0; s < slots.villages.size(); ++s) {
      std::vector<const CourseCount*> counts;
      for (std::size_t d = 0; d < by_draw.size(); ++d) {
        b.rows.push_back({compliance_1, static_cast<int>(d), slots.villages[s], by_draw[d][s]});
        counts.push_back(&by_draw[d][s]);
      }
      ExpectedRow row = expected_row(counts);
      row.compliance_1 = compliance_1;
      row.village = slots.villages[s];
      plan_side(plan, slots, s, row);
      b.expected.push_back(row);
    }
  }
}

/// How many people of each slot had left, or were safe, by each moment.
class Curve {
 public:
  Curve(const Plan& plan, const Slots& slots, double first_s, double step_s, std::size_t steps)
      : plan_(plan), slots_(slots), first_s_(first_s), step_s_(step_s), steps_(steps) {}

  using Counts = std::vector<std::vector<int>>;  ///< slot, step
  Counts empty() const { return Counts(slots_.villages.size(), std::vector<int>(steps_, 0)); }
  void add(double time_s, int unit, Counts& counts) const {
    if (time_s >= base::kNever_s) return;
    const auto from = static_cast<std::size_t>(std::max(0.0, std::ceil((time_s - first_s_) / step_s_)));
    const int own = at(slots_.of_unit, unit), people = at(plan_.units, unit).people;
    for (std::size_t k = from; k < steps_; ++k) {
      counts[0][k] += people;
      if (own > 0) counts[static_cast<std::size_t>(own)][k] += people;
    }
  }
  std::pair<Counts, Counts> of(const std::vector<Course>& courses) const {
    std::pair<Counts, Counts> both{empty(), empty()};
    for (std::size_t u = 0; u < courses.size(); ++u) {
      add(courses[u].depart_s, static_cast<int>(u), both.first);
      add(courses[u].arrive_s, static_cast<int>(u), both.second);
    }
    return both;
  }
  std::pair<Counts, Counts> of_plan() const {
    std::pair<Counts, Counts> both{empty(), empty()};
    for (const Trip& t : plan_.trips)
      add(t.depart_s, t.unit, both.first), add(t.arrive_s, t.unit, both.second);
    return both;
  }

 private:
  const Plan& plan_;
  const Slots& slots_;
  double first_s_, step_s_;
  std::size_t steps_;
};

void add_curves(const Plan& plan, const Slots& slots, const Drawn& announced, const std::vector<Drawn>& all,
                Behaviour& b) {
  double first_s = base::kNever_s, last_s = 0;
  const auto widen = [&](double depart_s, double arrive_s) {
    first_s = std::min(first_s, depart_s);
    if (arrive_s < base::kNever_s) last_s = std::max(last_s, arrive_s);
  };
  for (const Trip& t : plan.trips) widen(t.depart_s, t.arrive_s);
  for (const Drawn& d : all)
    for (const Course& c : d.courses) widen(c.depart_s, c.arrive_s);
  if (first_s >= base::kNever_s) return;
  while ((last_s - first_s) / b.step_s > kMostSteps) b.step_s *= 2;
  first_s = std::floor(first_s / b.step_s) * b.step_s;
  const auto steps = static_cast<std::size_t>(std::ceil((last_s - first_s) / b.step_s)) + 1;
  const Curve curve(plan, slots, first_s, b.step_s, steps);
  const auto planned = curve.of_plan(), told = curve.of(announced.courses);
  for (const double compliance_1 : b.compliance_1) {
    std::vector<std::pair<Curve::Counts, Curve::Counts>> draws;
    for (const Drawn& d : all)
      if (d.compliance_1 == compliance_1) draws.push_back(curve.of(d.courses));
    for (std::size_t s = 0; s < slots.villages.size(); ++s)
      for (std::size_t k = 0; k < steps; ++k) {
        std::vector<int> departed, safe;
        for (const auto& d : draws) departed.push_back(d.first[s][k]), safe.push_back(d.second[s][k]);
        std::sort(departed.begin(), departed.end());
        std::sort(safe.begin(), safe.end());
        b.curves.push_back({compliance_1, first_s + static_cast<double>(k) * b.step_s, slots.villages[s],
                            planned.first[s][k], planned.second[s][k], told.first[s][k], told.second[s][k],
                            range_of(departed), range_of(safe)});
      }
  }
}

}  // namespace

void count_draws(const Plan& plan, const Drawn& announced, const std::vector<Drawn>& all, Behaviour& b) {
  const Slots slots(plan);
  add_rows(plan, slots, all, b);
  add_curves(plan, slots, announced, all, b);
}

}  // namespace dayu::plan
