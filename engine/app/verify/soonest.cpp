// SPDX-License-Identifier: Apache-2.0
#include "engine/app/verify/soonest.h"

#include <algorithm>
#include <cmath>
#include <queue>
#include <set>
#include <tuple>

#include "engine/app/verify/rows.h"
#include "engine/base/clock.h"

namespace dayu::verify {
namespace {

using base::kNever_s;

constexpr double kEdge_s = 1e-6;
/// Tobler 1993, held within a slope of 0.35 and 6 km/h, as plan_files.h states.
constexpr double kDecay_1 = 3.5, kOffset_1 = 0.05, kSteepest_1 = 0.35, kBest_m_per_s = 6 / 3.6;

double whole_up(double t_s) {
  return std::ceil(t_s - kEdge_s);
}

struct Way {
  std::string who;
  double speed_m_per_s = 0, factor_1 = 1;
  bool on_foot() const { return who.starts_with("walker"); }
};

/// When a piece is closed for a class, sorted and joined.
struct Shut {
  double from_s, to_s;
};

class Roads {
 public:
  Roads(const Run& run, Findings& findings) : run_(run) {
    for (const Piece& p : run.pieces) n_nodes_ = std::max({n_nodes_, p.from + 1, p.to + 1});
    first_.resize(static_cast<std::size_t>(n_nodes_));
    for (std::size_t p = 0; p < run.pieces.size(); ++p) {
      first_[static_cast<std::size_t>(run.pieces[p].from)].push_back(static_cast<int>(2 * p));
      if (!run.pieces[p].oneway)
        first_[static_cast<std::size_t>(run.pieces[p].to)].push_back(static_cast<int>(2 * p + 1));
    }
    rise_m_.assign(run.pieces.size(), 0);
    const auto rows = Rows::open(run.folder, "impact/roads.csv", {"from_z_m", "to_z_m"}, findings);
    for (std::size_t i = 0; rows && i < rows->count() && i < rise_m_.size(); ++i) {
      const double rise_m = rows->number(i, "to_z_m") - rows->number(i, "from_z_m");
      if (std::isfinite(rise_m)) rise_m_[i] = rise_m;
    }
  }

  int n_nodes() const { return n_nodes_; }

  /// Whole seconds on every arc; never: not for them.
  std::vector<double> times(const Way& way) const {
    std::vector<double> all;
    for (std::size_t p = 0; p < run_.pieces.size(); ++p)
      for (const int side : {0, 1}) {
        const double length_m = std::max(run_.pieces[p].length_m, 1e-3);
        const double slope_1 = (side == 0 ? 1 : -1) * rise_m_[p] / length_m;
        const double speed = way.on_foot() ? walking(way, slope_1) : driving(way, run_.pieces[p]);
        all.push_back(speed > 0 ? std::max(1.0, whole_up(length_m / speed)) : kNever_s);
      }
    return all;
  }

  /// Stop (or slow) spans of every piece for a class.
  std::vector<std::vector<Shut>> spans(const std::string& who, bool stop) const {
    std::vector<std::vector<Shut>> all(run_.pieces.size());
    for (const Closure& c : run_.closures)
      if (c.who == who && c.stop == stop && c.from_s < c.to_s && c.piece >= 0 &&
          c.piece < static_cast<int>(all.size()))
        all[static_cast<std::size_t>(c.piece)].push_back({std::floor(c.from_s + kEdge_s), whole_up(c.to_s)});
    for (std::vector<Shut>& of_piece : all) join(of_piece);
    return all;
  }

  /// Whose rows a class follows: its own, else those of a more careful one.
  std::string rows_of(const std::string& who) const {
    const auto named = [&](const auto& row) { return row.who == who; };
    if (who == "boat" || who == "walker" || std::any_of(run_.effects.begin(), run_.effects.end(), named) ||
        std::any_of(run_.closures.begin(), run_.closures.end(), named))
      return who;
    if (who == "walker_stretcher") return rows_of("walker_weak");
    return who == "walker_weak" ? "walker" : "car";
  }

  template <class Leave>
  std::vector<double> search(int node, double start_s, const Leave& leave) const {
    std::vector<double> label(static_cast<std::size_t>(n_nodes_), kNever_s);
    using Entry = std::pair<double, int>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    if (node < 0 || node >= n_nodes_) return label;
    label[static_cast<std::size_t>(node)] = start_s;
    queue.emplace(start_s, node);
    while (!queue.empty()) {
      const auto [t, u] = queue.top();
      queue.pop();
      if (t > label[static_cast<std::size_t>(u)]) continue;
      for (const int arc : first_[static_cast<std::size_t>(u)]) {
        const Piece& p = run_.pieces[static_cast<std::size_t>(piece_of(arc))];
        const int v = against(arc) ? p.from : p.to;
        const double out_s = leave(arc, t);
        if (!(out_s < label[static_cast<std::size_t>(v)])) continue;
        label[static_cast<std::size_t>(v)] = out_s;
        queue.emplace(out_s, v);
      }
    }
    return label;
  }

 private:
  static double walking(const Way& way, double slope_1) {
    const double s = std::clamp(slope_1, -kSteepest_1, kSteepest_1);
    return std::min(
        way.speed_m_per_s * way.factor_1 * std::exp(-kDecay_1 * (std::abs(s + kOffset_1) - kOffset_1)),
        kBest_m_per_s);
  }
  static double driving(const Way& way, const Piece& p) {
    const double road = p.speed_m_per_s * way.factor_1;
    return way.speed_m_per_s > 0 ? std::min(road, way.speed_m_per_s) : road;
  }
  static void join(std::vector<Shut>& spans) {
    std::sort(spans.begin(), spans.end(), [](Shut a, Shut b) { return a.from_s < b.from_s; });
    std::vector<Shut> out;
    for (const Shut s : spans) {
      if (!out.empty() && s.from_s <= out.back().to_s)
        out.back().to_s = std::max(out.back().to_s, s.to_s);
      else
        out.push_back(s);
    }
    spans = std::move(out);
  }

  const Run& run_;
  int n_nodes_ = 0;
  std::vector<std::vector<int>> first_;
  std::vector<double> rise_m_;
};

class Movements {
 public:
  Movements(const Run& run, const MovesGiven& given, Findings& findings)
      : run_(run), given_(given), roads_(run, findings) {}

  Soonest find() {
    Soonest s;
    s.alone_s.assign(given_.movers.size(), std::vector<double>(given_.refuges.size(), kNever_s));
    s.by_bus_s.assign(given_.movers.size(), kNever_s);
    for (const char* who : {"walker", "walker_weak", "walker_stretcher", "car"}) alone(who, s);
    buses(s);
    return s;
  }

 private:
  std::optional<Way> way(const std::string& who) const {
    for (int i = 0;; ++i) {
      const std::string stem = "paces." + std::to_string(i) + ".";
      const auto name = run_.certificate.texts.find(stem + "who");
      if (name == run_.certificate.texts.end()) return std::nullopt;
      if (name->second == who)
        return Way{who, run_.certificate.number(stem + "speed_m_per_s").value_or(0),
                   run_.certificate.number(stem + "factor_1").value_or(1)};
    }
  }

  double walk_s(double access_m, const std::string& who) const {
    const auto pace = way(who);
    if (!pace || access_m <= 0) return 0;
    return whole_up(access_m / (pace->speed_m_per_s * pace->factor_1));
  }
  static const char* feet(const Mover& m) {
    return m.stretcher ? "walker_stretcher" : m.weak ? "walker_weak" : "walker";
  }
  static bool starts(const Mover& m) {
    return m.node >= 0 && std::isfinite(m.ready_s) && m.ready_s <= m.danger_s;
  }
  double door_s(const Mover& m) const { return whole_up(m.ready_s) + walk_s(m.access_m, feet(m)); }

  bool goes(const Mover& m, const std::string& who) const {
    if (who != "car") return who == feet(m);
    return m.vehicles > 0 &&
           (m.people + given_.seats_per_car - 1) / std::max(1, given_.seats_per_car) <= m.vehicles;
  }

  /// Movers of one node and one state of the roads share a search: durations of the first hold for the later.
  void alone(const std::string& who, Soonest& s) {
    const auto pace = way(who);
    if (!pace) return;
    const std::vector<double> times = roads_.times(*pace);
    const std::string rows = roads_.rows_of(who);
    const auto shut = roads_.spans(rows, true), slow = roads_.spans(rows, false);
    std::set<double> changes;
    for (const auto* all : {&shut, &slow})
      for (const auto& of_piece : *all)
        for (const Shut& span : of_piece) changes.insert({span.from_s, span.to_s});
    std::map<std::pair<int, std::ptrdiff_t>, std::vector<std::size_t>> alike;
    const std::vector<double> sorted(changes.begin(), changes.end());
    for (std::size_t u = 0; u < given_.movers.size(); ++u) {
      const Mover& m = given_.movers[u];
      if (!starts(m) || !goes(m, who)) continue;
      const auto state = std::upper_bound(sorted.begin(), sorted.end(), whole_up(m.ready_s)) - sorted.begin();
      alike[{m.node, state}].push_back(u);
    }
    for (const auto& [key, members] : alike) together(key.first, members, times, shut, s);
  }

  void together(int node, const std::vector<std::size_t>& members, const std::vector<double>& times,
                const std::vector<std::vector<Shut>>& shut, Soonest& s) {
    double start_s = kNever_s, asked_s = kNever_s;
    for (const std::size_t u : members) {
      start_s = std::min(start_s, door_s(given_.movers[u]));
      asked_s = std::min(asked_s, whole_up(given_.movers[u].ready_s));
    }
    const std::vector<double> label = roads_.search(node, start_s, [&](int arc, double t) {
      const double out_s = t + times[static_cast<std::size_t>(arc)];
      for (const Shut& closed : shut[static_cast<std::size_t>(piece_of(arc))]) {
        if (closed.to_s <= asked_s) continue;
        return closed.from_s <= asked_s || out_s > closed.from_s ? kNever_s : out_s;
      }
      return out_s;
    });
    for (const std::size_t u : members) take(given_.movers[u], label, start_s, s.alone_s[u]);
  }

  void take(const Mover& m, const std::vector<double>& label, double start_s, std::vector<double>& alone_s) {
    for (std::size_t r = 0; r < given_.refuges.size(); ++r) {
      const Refuge& refuge = given_.refuges[r];
      if (refuge.places <= 0 || refuge.node < 0 || refuge.node >= roads_.n_nodes()) continue;
      const double t = label[static_cast<std::size_t>(refuge.node)];
      if (!std::isfinite(t)) continue;
      alone_s[r] = std::min(alone_s[r], t + (door_s(m) - start_s) + walk_s(refuge.access_m, feet(m)));
    }
  }

  void buses(Soonest& s) {
    double shortest_s = kNever_s;
    for (const Base& base : given_.buses) {
      const auto pace = way("bus");
      const std::vector<double> times = roads_.times({"bus", base.speed_m_per_s, pace ? pace->factor_1 : 1});
      const auto free = [&](int arc, double t) { return t + times[static_cast<std::size_t>(arc)]; };
      const std::vector<double> there = roads_.search(base.node, base.leaves_s, free);
      std::map<int, double> ride;
      for (std::size_t u = 0; u < given_.movers.size(); ++u) {
        const Mover& m = given_.movers[u];
        if (!starts(m) || m.node >= roads_.n_nodes()) continue;
        if (!ride.contains(m.node)) ride[m.node] = ride_s(m.node, free);
        const double leaves_s = std::max(
            whole_up(m.ready_s), there[static_cast<std::size_t>(m.node)] + whole_up(given_.boarding_s));
        if (!std::isfinite(leaves_s + ride[m.node]) || leaves_s > m.ready_s + given_.longest_wait_s) continue;
        shortest_s = std::min(shortest_s, ride[m.node]);
        s.by_bus_s[u] = std::min(s.by_bus_s[u], leaves_s + walk_s(m.access_m, feet(m)) + ride[m.node]);
      }
    }
    s.first_load_s = *std::min_element(s.by_bus_s.begin(), s.by_bus_s.end());
    s.round_s = std::max(1.0, 2 * whole_up(given_.boarding_s) + shortest_s);
  }

  template <class Free>
  double ride_s(int node, const Free& free) const {
    const std::vector<double> label = roads_.search(node, 0, free);
    double best_s = kNever_s;
    for (const Refuge& r : given_.refuges)
      if (r.places > 0 && r.node >= 0 && r.node < roads_.n_nodes())
        best_s = std::min(best_s, label[static_cast<std::size_t>(r.node)] + walk_s(r.access_m, "walker"));
    return best_s;
  }

  const Run& run_;
  const MovesGiven& given_;
  Roads roads_;
};

}  // namespace

Soonest soonest_of(const Run& run, const MovesGiven& given, Findings& findings) {
  if (given.movers.empty()) return {};
  return Movements(run, given, findings).find();
}

}  // namespace dayu::verify
