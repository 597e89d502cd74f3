// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/road_times.h"

#include <algorithm>
#include <cmath>

#include "engine/plan/wading.h"

namespace dayu::plan {
namespace {

using BySpan = std::vector<std::vector<Span>>;

/// A slow spell of one piece.
struct Spell {
  Tick from, to;
  double factor_1;
};

/// Spans of one class; closing rounds down and opening rounds up, so whole seconds stay on the safe side.
Span whole_span(const impact::Closure& c) {
  return {floor_tick(c.from_s), ceil_tick(c.to_s)};
}

BySpan spans_of(const impact::Impact& impact, std::size_t n_pieces, const std::string& who,
                impact::Effected effect) {
  BySpan spans(n_pieces);
  for (const impact::Closure& c : impact.closures)
    if (c.who == who && c.effect == effect && c.from_s < c.to_s)
      spans[static_cast<std::size_t>(c.piece.index)].push_back(whole_span(c));
  return spans;
}

/// Depth at which a field of water stops somebody: slow water is never deeper.
double stops_from_m(const impact::Impact& impact, const std::string& who) {
  for (const impact::Effect& e : impact.effects)
    if (e.who == who && e.field == "water_depth_m") return e.stops_from;
  return base::kNever_s;
}

using BySpell = std::vector<std::vector<Spell>>;

BySpell spells_of(const impact::Impact& impact, std::size_t n_pieces, const std::string& who,
                  double slow_factor_1, bool by_depth) {
  const double deepest_m = stops_from_m(impact, who);
  BySpell spells(n_pieces);
  for (const impact::Closure& c : impact.closures) {
    if (c.who != who || c.effect != impact::Effected::slow || !(c.from_s < c.to_s)) continue;
    const bool depth_known = by_depth && c.field == "water_depth_m" && c.value > 0;
    const Span s = whole_span(c);
    spells[static_cast<std::size_t>(c.piece.index)].push_back(
        {s.from, s.to, depth_known ? wading_factor_1(std::min(c.value, deepest_m)) : slow_factor_1});
  }
  return spells;
}

/// Sorted, disjoint; where spells overlap the slowest counts.
std::vector<Spell> slowest_of(const std::vector<Spell>& spells) {
  std::vector<Tick> cuts;
  for (const Spell& s : spells) cuts.insert(cuts.end(), {s.from, s.to});
  std::sort(cuts.begin(), cuts.end());
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  std::vector<Spell> out;
  for (std::size_t k = 0; k + 1 < cuts.size(); ++k) {
    double factor_1 = 2;
    for (const Spell& s : spells)
      if (s.from <= cuts[k] && cuts[k] < s.to) factor_1 = std::min(factor_1, s.factor_1);
    if (factor_1 > 1) continue;
    if (!out.empty() && out.back().to == cuts[k] && out.back().factor_1 == factor_1)
      out.back().to = cuts[k + 1];
    else
      out.push_back({cuts[k], cuts[k + 1], factor_1});
  }
  return out;
}

/// Sorted, disjoint, not touching.
void join(std::vector<Span>& spans) {
  std::sort(spans.begin(), spans.end(), [](Span a, Span b) { return a.from < b.from; });
  std::vector<Span> out;
  for (const Span s : spans) {
    if (!out.empty() && s.from <= out.back().to)
      out.back().to = std::max(out.back().to, s.to);
    else
      out.push_back(s);
  }
  spans = std::move(out);
}

std::vector<Span> both(const std::vector<Span>& a, const std::vector<Span>& b) {
  std::vector<Span> out;
  for (const Span x : a)
    for (const Span y : b) {
      const Span cut{std::max(x.from, y.from), std::min(x.to, y.to)};
      if (cut.from < cut.to) out.push_back(cut);
    }
  return out;
}

bool has_rows(const impact::Impact& impact, const std::string& who) {
  return std::any_of(impact.effects.begin(), impact.effects.end(),
                     [&](const impact::Effect& e) { return e.who == who; }) ||
         std::any_of(impact.closures.begin(), impact.closures.end(),
                     [&](const impact::Closure& c) { return c.who == who; });
}

/// Whose rows a way of moving follows; without rows of its own those of a more careful class.
std::string closures_like(const impact::Impact& impact, const std::string& who) {
  if (who == "boat" || who == "walker" || has_rows(impact, who)) return who;
  if (who == "walker_stretcher") return closures_like(impact, "walker_weak");
  return who == "walker_weak" ? "walker" : "car";
}

}  // namespace

RoadTimes::RoadTimes(const world::World& world, const impact::Impact& impact, const Network& network,
                     const Pace& pace, double slow_factor_1, bool by_depth)
    : network_(&network), free_(free_times(world, network, pace)) {
  const std::size_t n = world.network.pieces.size();
  const std::string who = closures_like(impact, pace.who);
  BySpan closed = spans_of(impact, n, who, impact::Effected::stop);
  BySpell slow = spells_of(impact, n, who, slow_factor_1, by_depth);
  if (who == "boat") {  // a boat is towed where the truck drives and floats where it cannot
    const BySpan truck = spans_of(impact, n, "high_truck", impact::Effected::stop);
    for (std::size_t p = 0; p < n; ++p) {
      slow[p].clear();
      for (const Span s : truck[p]) slow[p].push_back({s.from, s.to, slow_factor_1});
      closed[p] = both(truck[p], closed[p]);
    }
  }
  closed_.first.push_back(0), slow_.first.push_back(0);
  for (std::size_t p = 0; p < n; ++p) {
    join(closed[p]);
    closed_.spans.insert(closed_.spans.end(), closed[p].begin(), closed[p].end());
    closed_.first.push_back(static_cast<std::int32_t>(closed_.spans.size()));
    for (const Spell& s : slowest_of(slow[p])) slow_.spans.push_back({s.from, s.to, s.factor_1});
    slow_.first.push_back(static_cast<std::int32_t>(slow_.spans.size()));
  }
  for (const Span s : closed_.spans) changes_.insert(changes_.end(), {s.from, s.to});
  for (const Slow& s : slow_.spans) {
    changes_.insert(changes_.end(), {s.from, s.to});
    slowest_1_ = std::min(slowest_1_, s.factor_1);
  }
  std::sort(changes_.begin(), changes_.end());
  changes_.erase(std::unique(changes_.begin(), changes_.end()), changes_.end());
  make_plain();
}

void RoadTimes::make_plain() {
  for (std::int32_t arc = 0; arc < static_cast<std::int32_t>(free_.size()); ++arc) {
    const auto [begin, end] = closed_.of(arc);
    const auto [slow_begin, slow_end] = slow_.of(arc);
    const Tick time = free_[static_cast<std::size_t>(arc)];
    const bool once = end - begin == 1 && begin->to >= kNeverTick;
    if (slow_begin != slow_end || (begin != end && !once))
      plain_.push_back({-1, kNeverTick});
    else
      plain_.push_back({time, time >= kNeverTick ? Tick{-1} : once ? begin->from : kNeverTick});
  }
}

Tick RoadTimes::pass_slow(std::int32_t arc, Tick t) const {
  const Tick work = free_[static_cast<std::size_t>(arc)];
  const auto [begin, end] = slow_.of(arc);
  if (begin == end || work >= kNeverTick) return work >= kNeverTick ? kNeverTick : t + work;
  double now = t, left = work;
  for (const Slow* s = begin; s != end && left > 0; ++s) {
    if (s->to <= now) continue;
    if (now < s->from) {
      const double dry = std::min(left, s->from - now);
      now += dry;
      left -= dry;
    }
    if (left <= 0) break;
    const double wet = std::min(left / s->factor_1, s->to - now);
    now += wet;
    left -= wet * s->factor_1;
  }
  return ceil_tick(now + std::max(left, 0.0));
}

Span RoadTimes::open_at(std::int32_t arc, Tick t) const {
  const auto [begin, end] = closed_.of(arc);
  Tick from = 0;
  for (const Span* s = begin; s != end; ++s) {
    if (t < s->from) return {from, s->from};
    if (t < s->to) return {kNeverTick, kNeverTick};
    from = s->to;
  }
  return {from, kNeverTick};
}

Tick RoadTimes::leave(std::int32_t arc, Tick t) const {
  const Tick out = pass(arc, t);
  if (out >= kNeverTick) return kNeverTick;
  const Span open = open_at(arc, t);
  return open.from <= t && out <= open.to ? out : kNeverTick;
}

Tick RoadTimes::enter_waiting(std::int32_t arc, Tick t) const {
  const auto [begin, end] = closed_.of(arc);
  for (const Span* s = begin; s != end; ++s) {
    if (s->to <= t) continue;
    if (t < s->from && pass(arc, t) <= s->from) return t;
    t = s->to;
    if (t >= kNeverTick) return kNeverTick;
  }
  return t;
}

Tick RoadTimes::leave_waiting_slow(std::int32_t arc, Tick t) const {
  const Tick enter = enter_waiting(arc, t);
  return enter >= kNeverTick ? kNeverTick : pass(arc, enter);
}

Tick RoadTimes::latest_enter_within(std::int32_t arc, Span open, Tick by) const {
  const Tick work = free_[static_cast<std::size_t>(arc)];
  const Tick end = std::min(open.to, by);
  if (work >= kNeverTick || end < open.from) return -1;
  if (end >= kNeverTick) return kNeverTick;
  // The true answer lies between the slow and the free pace; pass() never falls, so halving finds it.
  Tick high = end - work;
  if (high < open.from) return -1;
  if (pass(arc, high) <= end) return high;
  Tick low = std::max<Tick>(open.from, end - static_cast<Tick>(std::ceil(work / slowest_1_)) - 1);
  if (pass(arc, low) > end) return -1;
  while (high - low > 1) {
    const Tick middle = low + (high - low) / 2;
    (pass(arc, middle) <= end ? low : high) = middle;
  }
  return low;
}

Tick RoadTimes::latest_enter_slow(std::int32_t arc, Tick by) const {
  const auto [begin, end] = closed_.of(arc);
  Tick open_to = kNeverTick;
  for (const Span* s = end; s != begin; --s) {
    const Span closed = s[-1];
    const Tick found = closed.to >= open_to ? -1 : latest_enter_within(arc, {closed.to, open_to}, by);
    if (found >= 0) return found;
    open_to = closed.from;
  }
  return latest_enter_within(arc, {0, open_to}, by);
}

}  // namespace dayu::plan
