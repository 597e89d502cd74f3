// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/bounds.h"

#include <lemon/network_simplex.h>
#include <lemon/preflow.h>
#include <lemon/smart_graph.h>

#include <algorithm>
#include <memory>

#include "engine/plan/bus_shuttle.h"

namespace dayu::plan {
namespace {

using FlowGraph = lemon::SmartDigraph;

/// How many can be in safe places by a moment, and which places then count as full.
struct FullPlaces {
  long long people = 0;
  std::vector<char> full;
};

class PlacesRelaxation {
 public:
  PlacesRelaxation(const std::vector<Unit>& units, Reach reach) : units_(units), reach_(std::move(reach)) {}

  const Reach& reach() const { return reach_; }

  FullPlaces most_by(Tick by) const {
    FlowGraph graph;
    const FlowGraph::Node from = graph.addNode(), to = graph.addNode();
    FlowGraph::ArcMap<int> capacity(graph);
    std::vector<FlowGraph::Node> shelters;
    const auto arc = [&](FlowGraph::Node a, FlowGraph::Node b, int most) {
      capacity[graph.addArc(a, b)] = most;
    };
    for (const int places : reach_.places) {
      shelters.push_back(graph.addNode());
      arc(shelters.back(), to, places);
    }
    for (std::size_t u = 0; u < units_.size(); ++u) {
      const FlowGraph::Node unit = graph.addNode();
      arc(from, unit, units_[u].people);
      for (std::size_t s = 0; s < shelters.size(); ++s)
        if (soonest(u, s) <= by && soonest(u, s) < kNeverTick) arc(unit, shelters[s], units_[u].people);
    }
    lemon::Preflow<FlowGraph, FlowGraph::ArcMap<int>> flow(graph, capacity, from, to);
    flow.run();
    FullPlaces cut{flow.flowValue(), {}};
    for (const FlowGraph::Node s : shelters) cut.full.push_back(flow.minCut(s) ? 1 : 0);
    return cut;
  }

  /// The soonest moment by which `people` can have arrived.
  Tick soonest_all(long long people) const {
    std::vector<Tick> moments;
    for (std::size_t u = 0; u < units_.size(); ++u)
      for (std::size_t s = 0; s < reach_.places.size(); ++s)
        if (soonest(u, s) < kNeverTick) moments.push_back(soonest(u, s));
    std::sort(moments.begin(), moments.end());
    moments.erase(std::unique(moments.begin(), moments.end()), moments.end());
    std::size_t low = 0, high = moments.empty() ? 0 : moments.size() - 1;
    while (low < high) {
      const std::size_t middle = (low + high) / 2;
      if (most_by(moments[middle]).people >= people)
        high = middle;
      else
        low = middle + 1;
    }
    return moments.empty() ? 0 : moments[low];
  }

  /// Least sum of arrivals of `people`, s, with the prices that prove it.
  double least_sum(long long people, BoundProof& proof) const;

 private:
  /// A bus takes them to any safe place.
  Tick soonest(std::size_t u, std::size_t s) const {
    return reach_.places[s] > 0 ? std::min(reach_.alone[u][s], reach_.by_bus[u]) : kNeverTick;
  }

  const std::vector<Unit>& units_;
  const Reach reach_;
};

/// The transport problem with seats: units -> places, or units -> load -> any place; who need not arrive goes
/// to `nowhere` at no cost.
class Transport {
  using Simplex = lemon::NetworkSimplex<FlowGraph, int, long long>;

 public:
  Transport(const std::vector<Unit>& units, const Reach& reach, long long people)
      : capacity_(graph_), cost_(graph_), supply_(graph_), end_(graph_.addNode()) {
    long long all = 0;
    for (const int places : reach.places) {
      shelters_.push_back(graph_.addNode());
      arc(shelters_.back(), end_, places, 0);
    }
    for (const BusLoad& load : reach.loads) {
      loads_.push_back(graph_.addNode());
      rides_.push_back(graph_.addNode());
      arc(loads_.back(), rides_.back(), load.seats, 0);
      for (std::size_t s = 0; s < shelters_.size(); ++s)
        if (reach.places[s] > 0) arc(rides_.back(), shelters_[s], load.seats, 0);
    }
    nowhere_ = graph_.addNode();
    for (std::size_t u = 0; u < units.size(); ++u) {
      all += units[u].people;
      unit(units[u], reach, u);
    }
    arc(nowhere_, end_, static_cast<int>(all - people), 0);
    supply_[end_] = static_cast<int>(-all);
  }

  bool solve() {
    simplex_ = std::make_unique<Simplex>(graph_);
    simplex_->upperMap(capacity_).costMap(cost_).supplyMap(supply_);
    return simplex_->run() == Simplex::OPTIMAL;
  }
  double sum_s() const { return static_cast<double>(simplex_->totalCost<long long>()); }

  void prices(BoundProof& proof) const {
    for (const FlowGraph::Node s : shelters_) proof.price_s.push_back(price(s, end_));
    for (std::size_t k = 0; k < loads_.size(); ++k) proof.load_price_s.push_back(price(loads_[k], rides_[k]));
    proof.last_price_s = price(nowhere_, end_);
  }

 private:
  void arc(FlowGraph::Node from, FlowGraph::Node to, int most, Tick cost_s) {
    const FlowGraph::Arc a = graph_.addArc(from, to);
    capacity_[a] = most;
    cost_[a] = cost_s;
  }

  void unit(const Unit& unit, const Reach& reach, std::size_t u) {
    const FlowGraph::Node node = graph_.addNode();
    supply_[node] = unit.people;
    arc(node, nowhere_, unit.people, 0);
    for (std::size_t s = 0; s < shelters_.size(); ++s)
      if (reach.alone[u][s] < kNeverTick) arc(node, shelters_[s], unit.people, reach.alone[u][s]);
    if (reach.by_bus[u] >= kNeverTick) return;
    for (std::size_t k = 0; k < loads_.size(); ++k)
      arc(node, loads_[k], unit.people, std::max(reach.by_bus[u], reach.loads[k].arrives));
  }

  /// What one more unit of an arc's capacity would save.
  double price(FlowGraph::Node from, FlowGraph::Node to) const {
    return static_cast<double>(std::max(0LL, simplex_->potential(to) - simplex_->potential(from)));
  }

  FlowGraph graph_;
  FlowGraph::ArcMap<int> capacity_;
  FlowGraph::ArcMap<long long> cost_;
  FlowGraph::NodeMap<int> supply_;
  FlowGraph::Node end_, nowhere_;
  std::vector<FlowGraph::Node> shelters_, loads_, rides_;
  std::unique_ptr<Simplex> simplex_;  ///< made when the graph stands
};

double PlacesRelaxation::least_sum(long long people, BoundProof& proof) const {
  Transport transport(units_, reach_, people);
  if (!transport.solve()) return 0;
  transport.prices(proof);
  return transport.sum_s();
}

}  // namespace

void add_bounds(Scene& scene, Plan& plan) {
  const PlacesRelaxation relaxed(plan.units, reach_of(scene, plan.units));
  long long all = 0, arrived = 0;
  for (const Unit& u : plan.units) all += u.people;
  for (const Trip& t : plan.trips) arrived += at(plan.units, t.unit).people;
  const FullPlaces ever = relaxed.most_by(kNeverTick);
  plan.bound_left = static_cast<int>(all - ever.people);
  plan.proof.left_full = ever.full;
  plan.proof.buses = relaxed.reach().buses;
  plan.proof.boarding_s = scene.rules.boarding_s;
  plan.proof.longest_wait_s = kLongestWait_s;
  plan.proof.seats_per_car = scene.rules.seats_per_car;
  if (arrived == 0) {
    plan.proof.clear_full.assign(ever.full.size(), 0);
    plan.proof.price_s.assign(ever.full.size(), 0);
    return;
  }
  const Tick clear = relaxed.soonest_all(arrived);
  plan.bound_clear_s = seconds(clear);
  plan.proof.clear_full = relaxed.most_by(clear - 1).full;
  plan.bound_mean_s = relaxed.least_sum(arrived, plan.proof) / static_cast<double>(arrived);
  for (const auto& load : relaxed.reach().loads) {
    plan.proof.load_arrives_s.push_back(seconds(load.arrives));
    plan.proof.load_seats.push_back(load.seats);
  }
}

}  // namespace dayu::plan
