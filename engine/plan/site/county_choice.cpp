// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "engine/plan/site/county_sites.h"
#include "engine/plan/site/covering.h"
#include "engine/plan/transport/transport.h"

namespace dayu::plan {
namespace {

/// People of one case beyond the places that they can reach, by least-cost flow with a way out at kNoWay_s.
double short_of_places(const CountySites& q, const std::vector<int>& open, const std::vector<int>& places,
                       std::size_t in_case) {
  std::vector<std::size_t> who;
  for (std::size_t i = 0; i < q.clients.size(); ++i)
    if (q.clients[i].in_case == in_case) who.push_back(i);
  FlowProblem flow;
  const int n = static_cast<int>(who.size()), m = static_cast<int>(open.size()), sink = n + m;
  flow.nodes = sink + 1;
  flow.supply.assign(static_cast<std::size_t>(flow.nodes), 0);
  for (int i = 0; i < n; ++i) {
    const SiteClient& client = q.clients[who[static_cast<std::size_t>(i)]];
    flow.supply[static_cast<std::size_t>(i)] = client.people;
    flow.supply[static_cast<std::size_t>(sink)] -= client.people;
    for (int j = 0; j < m; ++j) {
      const double way_s = q.way_s(who[static_cast<std::size_t>(i)],
                                   static_cast<std::size_t>(open[static_cast<std::size_t>(j)]));
      if (way_s < kNoWay_s)
        flow.arcs.push_back({i, n + j, 0, client.people, static_cast<std::int64_t>(way_s)});
    }
    flow.arcs.push_back({i, sink, 0, client.people, static_cast<std::int64_t>(kNoWay_s)});
  }
  const std::size_t out = flow.arcs.size();
  for (int j = 0; j < m; ++j)
    flow.arcs.push_back(
        {n + j, sink, 0, places[static_cast<std::size_t>(open[static_cast<std::size_t>(j)])], 0});
  const FlowAnswer answer = least_cost_flow(flow);
  double without = 0;
  for (std::size_t a = 0; a < out; ++a)
    if (flow.arcs[a].to == sink) without += static_cast<double>(answer.flow[a]);
  return without;
}

double nearest_s(const CountySites& q, std::size_t client, const std::vector<int>& open) {
  double best = kNoWay_s;
  for (const int site : open) best = std::min(best, q.way_s(client, static_cast<std::size_t>(site)));
  return best;
}

/// The mean of the worst cases that together weigh a tenth.
double worst_decile(const std::vector<double>& values, const std::vector<double>& weights_1) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return values[a] > values[b]; });
  double left_1 = 0.1, sum = 0;
  for (const std::size_t k : order) {
    const double share = std::min(left_1, weights_1[k]);
    sum += share * values[k];
    left_1 -= share;
  }
  return sum / (0.1 - left_1);
}

SiteFigures judged(const CountySites& q, const std::vector<int>& open, const std::vector<int>& places,
                   const std::string& name) {
  SiteFigures f;
  f.name = name;
  f.open = open;
  std::vector<double> people(q.case_names.size(), 0), sums(people), moved(people);
  for (std::size_t i = 0; i < q.clients.size(); ++i) {
    const SiteClient& client = q.clients[i];
    const double weight = q.weight_of(client), way_s = nearest_s(q, i, open);
    f.people += weight;
    if (way_s >= kNoWay_s) {
      f.without_way += weight;
      continue;
    }
    f.within_5min += way_s <= 300 ? weight : 0;
    f.within_15min += way_s <= 900 ? weight : 0;
    f.within_30min += way_s <= 1800 ? weight : 0;
    f.farthest_s = std::max(f.farthest_s, way_s);
    f.mean_s += weight * way_s;
    sums[client.in_case] += client.people * way_s;
    moved[client.in_case] += client.people;
  }
  const double moving = f.people - f.without_way;
  f.mean_s = moving > 0 ? f.mean_s / moving : 0;
  for (std::size_t k = 0; k < sums.size(); ++k) {
    sums[k] = moved[k] > 0 ? sums[k] / moved[k] : 0;
    f.short_places += q.weights_1[k] * short_of_places(q, open, places, k);
  }
  f.worst_decile_s = worst_decile(sums, q.weights_1);
  return f;
}

/// A choice among the sites that are not kept; the kept ones are everybody's best so far.
class Choosing {
 public:
  Choosing(const CountySites& q, const world::World& world, const base::Settings& site, std::uint64_t seed)
      : q_(q), site_(site), seed_(seed) {
    std::set<std::string> moved;  // where a shelter might move to is no site beside it
    for (const base::Settings& what_if : site.sections("what_if")) moved.insert(what_if.text("name"));
    for (std::size_t j = 0; j < q.sites.size(); ++j)
      if (q.kept[j])
        kept_.push_back(static_cast<int>(j));
      else if (moved.count(world.shelters[static_cast<std::size_t>(q.sites[j])].id) == 0)
        free_.push_back(static_cast<int>(j));
  }

  /// `more`: sites beside the kept ones.
  CountyChoice choose(int more) {
    choice_.kind = site_.text("kind");
    choice_.radius_s = site_.number("radius_s");
    choice_.offered = kept_;
    choice_.offered.insert(choice_.offered.end(), free_.begin(), free_.end());
    std::sort(choice_.offered.begin(), choice_.offered.end());
    if (more > static_cast<int>(free_.size()))
      throw site_.error(
          "open", "only " + std::to_string(free_.size()) + " sites can be chosen",
          "open fewer, or add candidates; site_excluded.csv of a smaller choice says what is excluded");
    choice_.reduced.open = more;
    if (choice_.kind == "p-median" || choice_.kind == "maximal-covering")
      median(choice_.kind == "p-median");
    else
      within_reach(choice_.kind == "p-centre");
    choice_.open.insert(choice_.open.end(), kept_.begin(), kept_.end());
    std::sort(choice_.open.begin(), choice_.open.end());
    return std::move(choice_);
  }

 private:
  template <class Cost>
  void reduce(const std::vector<std::size_t>& clients, const Cost& cost) {
    Siting& r = choice_.reduced;
    r.clients = static_cast<int>(clients.size());
    r.sites = static_cast<int>(free_.size());
    for (const std::size_t i : clients) {
      r.client_names.push_back(q_.case_names[q_.clients[i].in_case] + ":" + q_.clients[i].id);
      const double best_s = nearest_s(q_, i, kept_);
      for (const int j : free_)
        r.costs.push_back(cost(i, std::min(best_s, q_.way_s(i, static_cast<std::size_t>(j)))));
    }
    for (const int j : free_) r.site_names.push_back(std::to_string(j));
  }

  std::vector<std::size_t> all() const {
    std::vector<std::size_t> clients(q_.clients.size());
    std::iota(clients.begin(), clients.end(), std::size_t{0});
    return clients;
  }

  void take(const std::vector<int>& open) {
    for (const int site : open) choice_.open.push_back(free_[static_cast<std::size_t>(site)]);
  }

  void median(bool times) {
    const double radius_s = site_.number("radius_s");
    choice_.unit_of_cost = times ? "person-seconds, expected" : "people beyond the radius, expected";
    const auto cost = [&](std::size_t i, double way_s) {
      return q_.weight_of(q_.clients[i]) * (times ? way_s : (way_s > radius_s ? 1 : 0));
    };
    if (choice_.reduced.open == 0) {
      for (const std::size_t i : all()) choice_.cost += cost(i, nearest_s(q_, i, kept_));
      choice_.bound = choice_.cost;
      choice_.proof_says = "nothing was to be chosen";
      return;
    }
    reduce(all(), cost);
    const SitingAnswer answer =
        p_median(choice_.reduced, seed_, static_cast<std::int64_t>(site_.number("work_limit")));
    take(answer.open);
    choice_.cost = answer.cost;
    choice_.bound = answer.bound;
    choice_.proof = answer.proof;
    choice_.proof_says =
        "plan/site_proof.csv over the costs of plan/site_costs.csv, where a kept site's time stands in for "
        "any that is "
        "longer: a node's prices u bound every choice of its `open` sites and its `undecided`; its children, "
        "or the "
        "cost of the answer, cover what it leaves";
  }

  void within_reach(bool centre) {
    const double radius_s = site_.number("radius_s");
    choice_.unit_of_cost = centre ? "seconds, the farthest client of any case" : "sites";
    std::vector<std::size_t> clients = all();
    if (!centre)
      clients.erase(std::remove_if(clients.begin(), clients.end(),
                                   [&](std::size_t i) { return nearest_s(q_, i, kept_) <= radius_s; }),
                    clients.end());
    const double kept_cost = centre ? farthest_kept_s() : static_cast<double>(kept_.size());
    choice_.cost = choice_.bound = kept_cost;
    choice_.proof_says = "nothing was to be chosen";
    if (clients.empty() || (centre && choice_.reduced.open == 0)) return;
    reduce(clients, [](std::size_t, double way_s) { return way_s; });
    const int alone = centre ? -1 : out_of_reach(choice_.reduced, radius_s);
    if (alone >= 0)
      throw site_.error(
          "radius_s",
          choice_.reduced.client_names[static_cast<std::size_t>(alone)] + " has no site within it",
          "widen the radius, add candidates, or ask for the maximal covering");
    const ReachAnswer answer = reach(choice_.reduced, centre ? Reach::centre : Reach::covering, radius_s,
                                     seed_, static_cast<std::int64_t>(site_.number("work_limit")));
    take(answer.open);
    choice_.cost = centre ? answer.value : kept_cost + answer.value;
    choice_.bound = centre ? answer.bound : kept_cost + answer.bound;
    choice_.proof_says =
        "set covering (engine/plan/site/cover_tree.h): " + std::to_string(answer.proof_open) +
        " sites beside the kept ones do not cover everybody within " +
        std::to_string(std::lround(answer.proof_radius)) + " s";
  }

  double farthest_kept_s() const {
    double farthest = 0;
    for (std::size_t i = 0; i < q_.clients.size(); ++i)
      farthest = std::max(farthest, nearest_s(q_, i, kept_));
    return farthest;
  }

  const CountySites& q_;
  const base::Settings& site_;
  std::uint64_t seed_;
  std::vector<int> kept_, free_;
  CountyChoice choice_;
};

/// The entry of a shelter in the question; InputError where it cannot be used.
int entry_of(const CountySites& q, const world::World& world, const base::Settings& what_if, const char* key,
             const std::string& id) {
  for (std::size_t j = 0; j < q.sites.size(); ++j)
    if (world.shelters[static_cast<std::size_t>(q.sites[j])].id == id) return static_cast<int>(j);
  for (const CountySites::Excluded& out : q.excluded)
    if (world.shelters[static_cast<std::size_t>(out.shelter)].id == id)
      throw what_if.error(key, "'" + id + "' cannot be used: " + out.reason_en, "name another");
  throw what_if.error(key, "'" + id + "' is no shelter and no candidate",
                      "name one of shelters.csv or the candidates");
}

SiteFigures what_if_figures(const CountySites& q, const world::World& world, const base::Settings& what_if,
                            std::vector<int> open) {
  std::vector<int> places = q.places;
  const auto give_up = [&](const char* key, const std::string& id) {
    const int entry = entry_of(q, world, what_if, key, id);
    open.erase(std::remove(open.begin(), open.end(), entry), open.end());
  };
  if (what_if.has("close"))
    for (const std::string& id : what_if.texts("close")) give_up("close", id);
  if (what_if.has("open"))
    for (const std::string& id : what_if.texts("open"))
      open.push_back(entry_of(q, world, what_if, "open", id));
  if (what_if.has("move")) {
    give_up("move", what_if.text("move"));
    open.push_back(entry_of(q, world, what_if, "move", what_if.text("name")));
  }
  if (what_if.has("more_places_at"))
    places[static_cast<std::size_t>(
        entry_of(q, world, what_if, "more_places_at", what_if.text("more_places_at")))] +=
        static_cast<int>(what_if.number("more_places"));
  std::sort(open.begin(), open.end());
  open.erase(std::unique(open.begin(), open.end()), open.end());
  return judged(q, open, places, what_if.text("name"));
}

}  // namespace

SiteFigures judge(const CountySites& question, const std::vector<int>& open, const std::string& name) {
  return judged(question, open, question.places, name);
}

CountyChoice choose_sites(const CountySites& question, const world::World& world, std::size_t existing,
                          const base::Settings& site, std::uint64_t seed) {
  std::vector<int> today;
  for (std::size_t j = 0; j < question.sites.size(); ++j)
    if (question.sites[j] < static_cast<int>(existing)) today.push_back(static_cast<int>(j));
  const int asked = static_cast<int>(site.integer("open"));
  const bool as_today = asked == 0 && site.text("existing") == "free";
  CountyChoice choice =
      Choosing(question, world, site, seed).choose(as_today ? static_cast<int>(today.size()) : asked);
  choice.compared.push_back(judge(question, today, "today"));
  choice.compared.push_back(judge(question, choice.open, "chosen"));
  for (const base::Settings& what_if : site.sections("what_if"))
    choice.compared.push_back(what_if_figures(question, world, what_if, today));
  return choice;
}

}  // namespace dayu::plan
