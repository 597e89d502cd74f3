// SPDX-License-Identifier: Apache-2.0
// The county certificate's three bounds, proven again from their prices: whatever the prices are, the sums
// below are lower bounds (weak duality of the transport problem of people to places), so a wrong price can
// only prove less. a: soonest arrival of a unit at a refuge, alone (soonest.h); X: refuges said to be full.
//   left   people whose refuges all lie in X, less the places of X
//   clear  the same with a <= T - 1 only: if more than those who may be left out, the last comes at T or
//   later mean   sum of people * min(last price, a + price, load + its price) less what the prices pay for
//   places,
//          seats and those left out
#include <algorithm>
#include <cmath>

#include "engine/app/verify/check.h"
#include "engine/app/verify/rows.h"
#include "engine/app/verify/soonest.h"
#include "engine/base/clock.h"

namespace dayu::verify {
namespace {

using base::kNever_s;

constexpr const char* kProofFile = "plan/proof.csv";

struct Load {
  double arrives_s = 0, price_s = 0;
  int seats = 0;
};

class Proof {
 public:
  Proof(const Run& run, Findings& findings) : run_(run), findings_(findings) {}

  void check() {
    if (!read()) return;
    soonest_ = soonest_of(run_, given_, findings_);
    for (const Mover& m : given_.movers) all_ += m.people;
    for (const Trip& t : run_.trips) arrived_ += t.people;
    loads();
    left();
    if (arrived_ > 0) {
      clear();
      mean();
    }
    findings_.checked("全县三个下界由价格重新证明",
                      "the county's three bounds, proven again from their prices");
  }

 private:
  bool read() {
    const auto places =
        Rows::open(run_.folder, kProofFile, {"shelter", "left_full", "clear_full", "price_s"}, findings_);
    const auto units = Rows::open(
        run_.folder, "plan/units.csv",
        {"unit", "people", "weak", "node", "access_m", "danger_s", "ready_s", "vehicles"}, findings_);
    const auto shelters = Rows::open(run_.folder, "impact/shelters.csv",
                                     {"shelter", "places", "node", "access_m", "danger_s"}, findings_);
    if (!places || !units || !shelters) {
      findings_.refute("bound.unproven", {kProofFile, ""}, "没有价格：下界无从证明",
                       "is absent or unreadable: the bounds are not proven");
      return false;
    }
    for (std::size_t i = 0; i < units->count(); ++i)
      given_.movers.push_back({units->text(i, "unit"), units->integer(i, "people"),
                               units->integer(i, "node", -1), units->integer(i, "vehicles"),
                               units->yes(i, "weak"), units->number(i, "access_m", 0),
                               units->number(i, "danger_s", kNever_s), units->number(i, "ready_s", kNever_s),
                               units->has("stretcher") && units->yes(i, "stretcher")});
    for (std::size_t i = 0; i < shelters->count(); ++i) {
      const bool safe = !std::isfinite(shelters->number(i, "danger_s", kNever_s));
      given_.refuges.push_back(
          {shelters->text(i, "shelter"), shelters->integer(i, "node", -1),
           safe && shelters->integer(i, "node", -1) >= 0 ? shelters->integer(i, "places") : 0,
           shelters->number(i, "access_m", 0)});
    }
    left_full_.assign(given_.refuges.size(), false), clear_full_ = left_full_;
    price_s_.assign(given_.refuges.size(), 0);
    for (std::size_t i = 0; i < places->count(); ++i)
      for (std::size_t r = 0; r < given_.refuges.size(); ++r)
        if (given_.refuges[r].id == places->text(i, "shelter")) {
          left_full_[r] = places->yes(i, "left_full"), clear_full_[r] = places->yes(i, "clear_full");
          price_s_[r] = std::max(0.0, places->number(i, "price_s", 0));
        }
    read_buses();
    return true;
  }

  void read_buses() {
    const auto figure_of = [&](const char* key) {
      return run_.certificate.number(std::string("proof.") + key).value_or(0);
    };
    given_.boarding_s = figure_of("boarding_s"), given_.longest_wait_s = figure_of("longest_wait_s");
    given_.seats_per_car = static_cast<int>(figure_of("seats_per_car"));
    last_price_s_ = std::max(0.0, figure_of("last_price_s"));
    if (const auto rows =
            Rows::open(run_.folder, "plan/proof_buses.csv",
                       {"team", "node", "leaves_s", "vehicles", "seats", "speed_m_per_s"}, findings_))
      for (std::size_t i = 0; i < rows->count(); ++i) {
        bus_teams_.push_back(rows->text(i, "team"));
        given_.buses.push_back({rows->integer(i, "node", -1), rows->integer(i, "vehicles"),
                                rows->integer(i, "seats"), rows->number(i, "leaves_s", 0),
                                rows->number(i, "speed_m_per_s", 0)});
      }
    if (const auto rows = Rows::open(run_.folder, "plan/proof_loads.csv",
                                     {"load", "arrives_s", "seats", "price_s"}, findings_))
      for (std::size_t i = 0; i < rows->count(); ++i)
        loads_.push_back({rows->number(i, "arrives_s", 0), std::max(0.0, rows->number(i, "price_s", 0)),
                          rows->integer(i, "seats")});
  }

  /// No bus in the plan that the bounds do not count, and loads neither too late nor too small.
  void loads() {
    for (const Task& t : run_.tasks)
      if (t.kind == "bus" && std::find(bus_teams_.begin(), bus_teams_.end(), t.team) == bus_teams_.end())
        findings_.refute("bound.unproven", t.spot, "下界没有计入这支车队",
                         "is by a team that the bounds leave out");
    int seats = 0, vehicles = 0;
    for (const Base& b : given_.buses) seats = std::max(seats, b.seats), vehicles += b.vehicles;
    for (std::size_t k = 0; k < loads_.size(); ++k) {
      const bool last = k + 1 == loads_.size();
      const double soonest_s = soonest_.first_load_s + static_cast<double>(k) * soonest_.round_s;
      if (loads_[k].arrives_s <= soonest_s + 0.5 &&
          loads_[k].seats >= (last ? static_cast<int>(all_) : seats * vehicles))
        continue;
      findings_.refute("bound.unproven", {"plan/proof_loads.csv", "load " + std::to_string(k)},
                       "这一趟的时刻或座位过严", "is later or smaller than buses may come");
    }
    const bool by_bus = std::any_of(soonest_.by_bus_s.begin(), soonest_.by_bus_s.end(),
                                    [](double t) { return std::isfinite(t); });
    if (loads_.empty() && by_bus)
      findings_.refute("bound.unproven", {"plan/proof_loads.csv", ""}, "没有车次",
                       "lists no load although buses run");
  }

  double soonest_s(std::size_t u, std::size_t r) const {
    if (given_.refuges[r].places <= 0) return kNever_s;
    return std::min(soonest_.alone_s[u][r], soonest_.by_bus_s[u]);
  }

  /// People with no refuge outside X by a moment, less the places of X.
  double cut(const std::vector<bool>& full, double by_s) const {
    double people = 0;
    for (std::size_t u = 0; u < given_.movers.size(); ++u) {
      bool inside = true;
      for (std::size_t r = 0; inside && r < full.size(); ++r)
        inside = full[r] || !(soonest_s(u, r) <= by_s) || !std::isfinite(soonest_s(u, r));
      if (inside) people += given_.movers[u].people;
    }
    for (std::size_t r = 0; r < full.size(); ++r)
      if (full[r]) people -= given_.refuges[r].places;
    return people;
  }

  void refute(const char* key, double stated, double proven) {
    findings_.refute("bound.unproven", {run_.certificate.file, key},
                     "写的下界 " + figure(stated) + "，能证明的只有 " + figure(proven),
                     "says " + figure(stated) + ", its proof gives only " + figure(proven));
  }

  void left() {
    const double stated = run_.certificate.number("bound_left").value_or(0);
    const double proven = std::max(0.0, cut(left_full_, kNever_s));
    if (stated > proven + 1e-6) refute("bound_left", stated, proven);
  }

  void clear() {
    const double stated = run_.certificate.number("bound_clear_s").value_or(0);
    const double beyond = cut(clear_full_, stated - 1);
    if (stated > 0 && !(beyond > all_ - arrived_ + 1e-6)) refute("bound_clear_s", stated, 0);
  }

  void mean() {
    double sum_s = 0, cheapest_s = kNever_s;
    for (std::size_t r = 0; r < price_s_.size(); ++r)
      if (given_.refuges[r].places > 0) cheapest_s = std::min(cheapest_s, price_s_[r]);
    for (std::size_t u = 0; u < given_.movers.size(); ++u) {
      double least_s = last_price_s_;
      for (std::size_t r = 0; r < price_s_.size(); ++r)
        if (given_.refuges[r].places > 0) least_s = std::min(least_s, soonest_.alone_s[u][r] + price_s_[r]);
      for (const Load& load : loads_)
        least_s =
            std::min(least_s, std::max(soonest_.by_bus_s[u], load.arrives_s) + load.price_s + cheapest_s);
      sum_s += given_.movers[u].people * least_s;
    }
    for (std::size_t r = 0; r < price_s_.size(); ++r) sum_s -= given_.refuges[r].places * price_s_[r];
    for (const Load& load : loads_) sum_s -= load.seats * load.price_s;
    sum_s -= (all_ - arrived_) * last_price_s_;
    const double stated = run_.certificate.number("bound_mean_s").value_or(0);
    if (stated > sum_s / arrived_ + 1e-3) refute("bound_mean_s", stated, sum_s / arrived_);
  }

  const Run& run_;
  Findings& findings_;
  MovesGiven given_;
  Soonest soonest_;
  std::vector<std::string> bus_teams_;
  std::vector<Load> loads_;
  std::vector<bool> left_full_, clear_full_;
  std::vector<double> price_s_;
  double last_price_s_ = 0, all_ = 0, arrived_ = 0;
};

}  // namespace

void check_proof(const Run& run, Findings& findings) {
  if (!run.has_plan) return;
  if (!run.certificate.number("proof.last_price_s") && !std::filesystem::exists(run.folder / kProofFile)) {
    findings.skipped("下界的证明：证书没有", "proof of the bounds: the certificate has none");
    return;
  }
  Proof(run, findings).check();
}

}  // namespace dayu::verify
