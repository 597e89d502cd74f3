// SPDX-License-Identifier: Apache-2.0
// When does each road piece slow and close, and for whom? A frame holds the maximum since the frame before,
// so an effect seen in frame k holds during (t[k-1], t[k]]. An interval therefore begins at t[k-1] of its
// first frame and ends at t[j] of the first frame wholly without the effect: never shorter than what
// happened. Invariant: a lower limit or a higher value never gives a shorter union of intervals.
#include "engine/impact/road_closures.h"

#include <algorithm>
#include <tuple>

#include "engine/impact/sampling.h"

namespace dayu::impact {
namespace {

/// The largest value along one piece in one frame, and the sample where it stands.
struct Worst {
  double value = 0;
  std::size_t sample = 0;
};

Worst worst_along(const RoadSamples& s, std::size_t piece, bool tunnel, const std::uint16_t* counts,
                  double scale, const DeckShares& decks, std::size_t frame) {
  const std::size_t begin = s.first[piece], end = s.first[piece + 1];
  Worst worst{0, begin};
  if (tunnel) {  // water stands inside only when both portals are under
    if (end - begin < 2) return worst;
    worst.value = std::min(counts[s.cell[begin]], counts[s.cell[end - 1]]) * scale;
    return worst;
  }
  for (std::size_t i = begin; i < end; ++i) {
    if (counts[s.cell[i]] == 0) continue;
    double value = counts[s.cell[i]] * scale;
    if (s.deck[i] >= 0) value *= decks.share(frame, s.deck[i]);
    if (value > worst.value) worst = {value, i};
  }
  return worst;
}

/// Turns "has the effect in this frame" into intervals, one open at most for each piece.
class Intervals {
 public:
  Intervals(Closure model, double limit, std::size_t n_pieces)
      : model_(std::move(model)), limit_(limit - kSlack), open_(n_pieces, -1) {}

  void frame(std::size_t piece, const Worst& worst, geo::Point at, double before_s, double now_s,
             std::vector<Closure>& out) {
    std::int32_t& open = open_[piece];
    if (worst.value >= limit_) {
      if (open < 0) {
        open = static_cast<std::int32_t>(out.size());
        out.push_back(model_);
        out.back().piece = {static_cast<std::int32_t>(piece)};
        out.back().from_s = before_s;
        out.back().at = at;
      }
      out[static_cast<std::size_t>(open)].value =
          std::max(out[static_cast<std::size_t>(open)].value, worst.value);
    } else if (open >= 0) {
      out[static_cast<std::size_t>(open)].to_s = now_s;
      open = -1;
    }
  }

 private:
  Closure model_;
  double limit_;
  std::vector<std::int32_t> open_;
};

bool on_road(const std::string& who) {
  return who != "person" && who != "person_weak" && who != "shelter";
}

std::vector<Intervals> trackers(const std::vector<Effect>& effects, const std::string& hazard,
                                const std::string& field, std::size_t n_pieces) {
  std::vector<Intervals> all;
  for (const Effect& e : effects) {
    if (e.hazard != hazard || e.field != field || !on_road(e.who)) continue;
    Closure model;
    model.who = e.who;
    model.hazard = hazard;
    model.field = field;
    model.effect = Effected::stop;
    if (e.stops_from < base::kNever_s) all.emplace_back(model, e.stops_from, n_pieces);
    model.effect = Effected::slow;
    if (e.slows_from < base::kNever_s) all.emplace_back(model, e.slows_from, n_pieces);
  }
  return all;
}

auto key(const Closure& c) {
  return std::tie(c.piece.index, c.who, c.effect);
}

/// `slow` without the times of `stops` (both sorted and disjoint).
void cut_out(const Closure& slow, const std::vector<Closure>& stops, std::vector<Closure>& out) {
  Closure rest = slow;
  for (const Closure& stop : stops) {
    if (stop.to_s <= rest.from_s || stop.from_s >= rest.to_s) continue;
    if (stop.from_s > rest.from_s) {
      out.push_back(rest);
      out.back().to_s = stop.from_s;
    }
    rest.from_s = stop.to_s;
    if (rest.from_s >= rest.to_s) return;
  }
  if (rest.from_s < rest.to_s) out.push_back(rest);
}

}  // namespace

std::vector<Closure> closures_of(const world::World& world, const hazards::Course& course,
                                 const std::vector<Effect>& effects, const RoadSamples& samples,
                                 const DeckShares& decks) {
  std::vector<Closure> out;
  const std::size_t n_pieces = world.network.pieces.size();
  for (const hazards::FrameSeries& series : course.frames) {
    std::vector<Intervals> rules = trackers(effects, course.hazard, series.field.name, n_pieces);
    if (rules.empty()) continue;
    std::vector<char> busy(n_pieces, 0);  // had a value in the frame before: its intervals may have to end
    double before_s = series.times_s.empty() ? 0 : series.times_s.front();
    series.for_each([&](std::size_t frame, double now_s, const std::uint16_t* counts) {
      for (std::size_t p = 0; p < n_pieces; ++p) {
        const Worst worst =
            worst_along(samples, p, world.network.pieces[p].tunnel, counts, series.field.scale, decks, frame);
        if (worst.value == 0 && !busy[p]) continue;
        for (Intervals& rule : rules) rule.frame(p, worst, samples.at[worst.sample], before_s, now_s, out);
        busy[p] = worst.value > 0;
      }
      before_s = now_s;
    });
  }
  return out;
}

std::vector<Closure> merge_closures(std::vector<Closure> closures) {
  auto order = [](const Closure& a, const Closure& b) {
    return std::tie(a.piece.index, a.who, a.effect, a.from_s, a.to_s, a.field) <
           std::tie(b.piece.index, b.who, b.effect, b.from_s, b.to_s, b.field);
  };
  std::sort(closures.begin(), closures.end(), order);
  std::vector<Closure> joined;
  for (Closure& c : closures) {
    if (joined.empty() || key(joined.back()) != key(c) || c.from_s > joined.back().to_s) {
      joined.push_back(std::move(c));
      continue;
    }
    Closure& last = joined.back();
    last.to_s = std::max(last.to_s, c.to_s);
    if (c.field == last.field && c.hazard == last.hazard) last.value = std::max(last.value, c.value);
  }
  std::vector<Closure> out, stops;
  for (std::size_t i = 0; i < joined.size(); ++i) {
    const Closure& c = joined[i];
    const bool same_road_user =
        !stops.empty() && stops.front().piece == c.piece && stops.front().who == c.who;
    if (!same_road_user) stops.clear();
    if (c.effect == Effected::stop) {
      out.push_back(c);
      continue;
    }
    if (!same_road_user)
      for (std::size_t k = i + 1; k < joined.size() && joined[k].piece == c.piece && joined[k].who == c.who;
           ++k)
        if (joined[k].effect == Effected::stop) stops.push_back(joined[k]);
    cut_out(c, stops, out);
  }
  std::sort(out.begin(), out.end(), [](const Closure& a, const Closure& b) {
    return std::tie(a.piece.index, a.who, a.from_s, a.effect) <
           std::tie(b.piece.index, b.who, b.from_s, b.effect);
  });
  return out;
}

}  // namespace dayu::impact
