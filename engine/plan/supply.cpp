// SPDX-License-Identifier: Apache-2.0
// What the people in shelters need (quota.csv), what the warehouses hold, and the trucks that bring it.
// need = ceil(people * per_person / people_per_unit); the basis of every figure is people in collective
// shelters. Short stock goes to the shelters with most people first. A truck drives to the warehouse, is
// loaded, carries whatever items of one shelter fit by mass and volume, is unloaded and is free there for the
// next trip. Invariants: nothing is sent that is not in stock; no truck is over its load or in two places.
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "engine/plan/bus_shuttle.h"
#include "engine/plan/dispatch.h"
#include "engine/world/languages.h"

namespace dayu::plan {
namespace {

/// A whole number of units for people, by the stock's own figure of people served where it has one.
int units_for(int people, const Quota& quota, double people_per_unit) {
  const double served = people_per_unit > 0 ? people_per_unit : quota.people_per_unit;
  return static_cast<int>(std::ceil(people * quota.per_person / served - 1e-9));
}

double people_per_unit(const world::World& world, const std::string& item) {
  for (const world::StockItem& s : world.stock)
    if (s.item == item && s.people_per_unit > 0) return s.people_per_unit;
  return 0;
}

int stock_of(const world::World& world, const std::string& item) {
  int stock = 0;
  for (const world::StockItem& s : world.stock)
    if (s.item == item) stock += s.quantity;
  return stock;
}

/// One item still wanted by one shelter.
struct Want {
  std::size_t need = 0;  ///< row of plan.needs
  int quantity = 0;
};

/// A shelter with people, what it wants and until when.
struct Customer {
  int shelter = 0, people = 0;
  Tick call = kNeverTick;
  double deadline_s = base::kNever_s;
  std::vector<Want> wants;
};

class Supply {
 public:
  Supply(Scene& scene, Fleet& fleet, Plan& plan)
      : scene_(scene), fleet_(fleet), plan_(plan), trucks_(fleet.of_kinds({"truck"})) {
    for (const world::StockItem& s : scene.world.stock) left_.push_back(s.quantity);
  }

  void run() {
    std::vector<Customer> customers = customers_of();
    state_needs(customers);
    share_stock(customers);
    for (Customer& c : customers) deliver(c);
    for (const Need& n : plan_.needs)
      if (n.short_of() > 0 && dispatched_[n.item])
        plan_.unmet.push_back(
            {n.item == "cot" ? "beds" : "goods", "", n.item, static_cast<double>(n.need),
             static_cast<double>(n.stock),
             "集中安置 " + std::to_string(n.people) + " 人；定额来源：" + world::one_language(n.source, true),
             std::to_string(n.people) +
                 " people in collective shelters; quota: " + world::one_language(n.source, false)});
  }

 private:
  std::vector<Customer> customers_of() const {
    std::vector<Customer> customers;
    for (const ShelterUse& use : plan_.shelters)
      if (use.people > 0) customers.push_back({use.shelter.index, use.people});
    for (Customer& c : customers) {
      double first_s = base::kNever_s;
      for (const Trip& t : plan_.trips) {
        if (t.to.index != c.shelter) continue;
        first_s = std::min(first_s, t.arrive_s);
        c.call = std::min(c.call, call_of(scene_, at(plan_.units, t.unit)));
      }
      c.deadline_s = first_s + scene_.rules.goods_deadline_s;
    }
    std::stable_sort(customers.begin(), customers.end(),
                     [](const Customer& a, const Customer& b) { return a.people > b.people; });
    return customers;
  }

  void state_needs(std::vector<Customer>& customers) {
    for (const Quota& q : quotas()) {
      if (q.cold_only && !scene_.rules.cold) continue;
      Need need{q.item, 0, 0, stock_of(scene_.world, q.item), 0, q.source, q.surety};
      for (Customer& c : customers) {
        const int quantity = units_for(c.people, q, people_per_unit(scene_.world, q.item));
        need.people += c.people;
        need.need += quantity;
        if (q.dispatched) c.wants.push_back({plan_.needs.size(), quantity});
      }
      dispatched_[q.item] = q.dispatched;
      plan_.needs.push_back(std::move(need));
    }
  }

  /// The largest shelters first: wants are cut to what the stock still holds.
  void share_stock(std::vector<Customer>& customers) const {
    std::map<std::size_t, int> rest;
    for (std::size_t n = 0; n < plan_.needs.size(); ++n) rest[n] = plan_.needs[n].stock;
    for (Customer& c : customers)
      for (Want& w : c.wants) {
        w.quantity = std::min(w.quantity, rest[w.need]);
        rest[w.need] -= w.quantity;
      }
  }

  static bool wants_anything(const Customer& c) {
    return std::any_of(c.wants.begin(), c.wants.end(), [](const Want& w) { return w.quantity > 0; });
  }

  void deliver(Customer& c) {
    while (wants_anything(c))
      if (!one_trip(c)) {
        name_undelivered(c);
        return;
      }
  }

  /// What one truck trip would be: fetch at a warehouse, then to the shelter.
  struct Haul {
    int truck = -1, warehouse = -1;
    Ride fetch;
    Tick loaded = kNeverTick, arrive = kNeverTick;
  };

  Haul best_trip(const Customer& c) {
    Haul best;
    const std::int32_t to = at(scene_.world.shelters, c.shelter).node.index;
    for (int w = 0; w < static_cast<int>(scene_.world.warehouses.size()); ++w) {
      if (!holds_something(w, c)) continue;
      const world::Warehouse& house = at(scene_.world.warehouses, w);
      for (const int t : trucks_) {
        const Vehicle& truck = at(fleet_.vehicles, t);
        const Tick there = fleet_.estimate(truck, c.call, house.node.index);
        if (there >= kNeverTick) continue;
        Vehicle loaded = truck;
        loaded.node = house.node.index;
        loaded.access = 0;
        loaded.called = true;
        loaded.free = there + ceil_tick(house.load_s);
        const Tick arrive = fleet_.estimate(loaded, loaded.free, to);
        if (arrive < best.arrive) best = {t, w, {}, loaded.free, arrive};
      }
    }
    return best;
  }

  bool holds_something(int warehouse, const Customer& c) const {
    for (std::size_t s = 0; s < left_.size(); ++s) {
      if (scene_.world.stock[s].warehouse.index != warehouse || left_[s] <= 0) continue;
      for (const Want& w : c.wants)
        if (w.quantity > 0 && plan_.needs[w.need].item == scene_.world.stock[s].item) return true;
    }
    return false;
  }

  bool one_trip(Customer& c) {
    const Haul plan = best_trip(c);
    if (plan.truck < 0 || seconds(plan.arrive) > scene_.impact.duration_s) return false;
    Vehicle& truck = fleet_.vehicles[static_cast<std::size_t>(plan.truck)];
    const world::Warehouse& house = at(scene_.world.warehouses, plan.warehouse);
    const Ride fetch = fleet_.ride(truck, c.call, house.node.index);
    if (fetch.arrive >= kNeverTick) return false;
    const Tick loaded = fetch.arrive + ceil_tick(house.load_s);
    if (!fetch.arcs.empty()) {
      Task task = fleet_.task(truck, fetch, "fetch", house.node.index, loaded);
      task.to_kind = "warehouse";
      task.to = house.id;
      task.deadline_s = c.deadline_s;
      task.note_zh = "空车到仓库装货";
      task.note_en = "empty, to load";
      plan_.tasks.push_back(std::move(task));
    }
    fleet_.go(truck, fetch, house.node.index, loaded);
    const std::int32_t to = at(scene_.world.shelters, c.shelter).node.index;
    const Ride haul = fleet_.ride(truck, loaded, to);
    if (haul.arrive >= kNeverTick) return false;
    const Tick free = haul.arrive + ceil_tick(scene_.rules.unload_s);
    Task task = fleet_.task(truck, haul, "goods", to, free);
    task.to_kind = "shelter";
    task.to = at(scene_.world.shelters, c.shelter).id;
    task.deadline_s = c.deadline_s;
    task.warehouse = house.id;
    if (!load(c, plan.warehouse, truck, task)) return false;
    fleet_.go(truck, haul, to, free);
    return true;
  }

  /// Loads what fits, a row for each item; the vehicle is counted once. False: not one unit fits.
  bool load(Customer& c, int warehouse, const Vehicle& truck, Task& task) {
    double kg = truck.load_kg > 0 ? truck.load_kg : base::kNever_s;
    double m3 = truck.load_m3 > 0 ? truck.load_m3 : base::kNever_s;
    bool loaded = false;
    for (Want& w : c.wants)
      for (std::size_t s = 0; s < left_.size(); ++s) {
        const world::StockItem& stock = scene_.world.stock[s];
        if (stock.warehouse.index != warehouse || stock.item != plan_.needs[w.need].item) continue;
        int n = std::min(w.quantity, left_[s]);
        if (stock.mass_kg > 0)
          n = static_cast<int>(std::min<double>(n, std::floor(kg / stock.mass_kg + 1e-9)));
        if (stock.volume_m3 > 0)
          n = static_cast<int>(std::min<double>(n, std::floor(m3 / stock.volume_m3 + 1e-9)));
        if (n <= 0) continue;
        kg -= n * stock.mass_kg;
        m3 -= n * stock.volume_m3;
        left_[s] -= n;
        w.quantity -= n;
        plan_.needs[w.need].sent += n;
        task.item = stock.item;
        task.quantity = n;
        plan_.tasks.push_back(task);
        task.vehicles = 0;
        loaded = true;
      }
    return loaded;
  }

  void name_undelivered(const Customer& c) {
    for (const Want& w : c.wants)
      if (w.quantity > 0)
        plan_.unmet.push_back({"delivery", at(scene_.world.shelters, c.shelter).id, plan_.needs[w.need].item,
                               static_cast<double>(w.quantity), 0,
                               trucks_.empty() ? "没有运输车辆" : "演练结束前没有车辆能够送达",
                               trucks_.empty() ? "no trucks" : "no truck can bring it before the run ends"});
  }

  Scene& scene_;
  Fleet& fleet_;
  Plan& plan_;
  std::vector<int> trucks_;
  std::vector<int> left_;  ///< by row of the World's stock
  std::map<std::string, bool> dispatched_;
};

}  // namespace

void supply(Scene& scene, Fleet& fleet, Plan& plan) {
  Supply(scene, fleet, plan).run();
}

}  // namespace dayu::plan
