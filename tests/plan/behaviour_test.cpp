// SPDX-License-Identifier: Apache-2.0
// The expected course against what can be known without it: the closed solution of Rogers and Sorensen, the
// curves' medians and means, a lane worked out by hand, and the plan itself where nothing is drawn.
#include "engine/plan/behaviour/behaviour.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/base/random.h"
#include "engine/plan/behaviour/curves.h"
#include "tests/plan/tiny_town.h"
#include "tests/support/catch.h"

using namespace dayu;
using test::TinyTown;

namespace {

/// No failure, no delay, no spread, unless `more` says so: what is left is the plan.
std::string nothing(const std::string& more) {
  std::string text = "[plan.behaviour]\n" + more;
  for (const std::string key :
       {"spread_1 = 0", "decide_sigma_1 = 0", "call_failure_1 = [0, 0, 0]", "outage_probability_1 = 0",
        "broadcast_share_1 = 0", "contagion_per_min = 0", "gong_heard_1 = 1", "mobilisation = \"planned\"",
        "gauge_probability_1 = 0", "sign_probability_1 = 1", "sign_report_s = 7200"})
    if (more.find(key.substr(0, key.find(' '))) == std::string::npos) text += key + "\n";
  return text;
}

struct Town {
  TinyTown town;
  plan::Plan plan;

  Town(TinyTown made, const std::string& rules, const std::string& behaviour, std::uint64_t seed = 7)
      : town(std::move(made)) {
    const base::Settings settings = TinyTown::settings(rules, behaviour);
    plan = plan::make(town.world, town.impact, town.orders, settings);
    plan::add_behaviour(town.world, town.impact, settings, seed, plan);
  }
  const plan::ExpectedRow& all(double compliance_1) const {
    for (const plan::ExpectedRow& r : plan.behaviour->expected)
      if (r.village < 0 && r.compliance_1 == compliance_1) return r;
    throw std::logic_error("no such row");
  }
};

/// Ten households on a lane to a hall, some by car, some near the water.
TinyTown lane(double closes_s = base::kNever_s, double danger_s = 20000) {
  TinyTown town;
  const int home = town.node(0, 0), bend = town.node(600, 0), hall = town.node(1200, 0);
  town.road(home, bend, 600, 10, 0.05);
  town.close_all(town.road(bend, hall, 600, 10, 0.05), closes_s);
  town.shelter(hall, 200);
  const int g = town.group(home, 40, 10);
  for (int i = 0; i < 10; ++i) town.household(g, 4, danger_s + 10 * i, i == 3 ? 1 : 0, i % 2);
  town.order(500, 2000);
  return town;
}

const std::string kTimes =
    "decide_s = 300\ncall_s = 60\ndoor_s = 120\nprepare_day_s = [300, 900]\nvehicle_last_s = 0\n";

bool between(double low, double x, double high) {
  return low <= x && x <= high;
}

}  // namespace

TEST_CASE("the share that knows follows the closed solution of Rogers and Sorensen") {
  const double a = 0.02 / 60, b = 0.2 / 60;
  // The equation itself, by small steps.
  double n = 0;
  for (int t = 0; t < 3600; ++t) {
    if (t % 600 == 0) CHECK(std::abs(plan::told_share_1(t, a, b) - n) < 2e-4);
    for (int k = 0; k < 10; ++k) n += 0.1 * (a * (1 - n) + b * n * (1 - n));
  }
  // Households, one by one: 4,000 of them are as good as the equation to about a hundredth.
  plan::Warning warning;
  warning.broadcast_from_s = 1000, warning.broadcast_per_s = a, warning.contagion_per_s = b;
  base::Random random(3, 1);
  for (int i = 0; i < 4000; ++i) {
    warning.chain_s.push_back(base::kNever_s);
    warning.patience.push_back(plan::exponential_of(random.uniform_1()));
  }
  const std::vector<double> told = plan::diffuse(warning);
  for (const double after_s : {300.0, 900.0, 1500.0, 2400.0, 4800.0}) {
    const auto know = std::count_if(told.begin(), told.end(), [&](double t) { return t <= 1000 + after_s; });
    CHECK(std::abs(static_cast<double>(know) / 4000 - plan::told_share_1(after_s, a, b)) < 0.025);
  }
}

TEST_CASE("without siren and neighbours the chain alone tells, and nobody is told later than by it") {
  const plan::Warning silent{{30, 10, base::kNever_s}, {1, 1, 1}, base::kNever_s, 0.1, 0};
  CHECK(plan::diffuse(silent) == std::vector<double>{30, 10, base::kNever_s});
  // From 10 on one in three knows, at 0.03 a second: rates reach 0.1 after 10 s, then two in three.
  const plan::Warning spoken{{1000, 10, base::kNever_s}, {5, 1, 0.1}, base::kNever_s, 0, 0.03};
  const std::vector<double> told = plan::diffuse(spoken);
  CHECK(told[2] == Approx(20));
  CHECK(told[0] == Approx(20 + (5 - 0.1) / 0.02));
}

TEST_CASE("mobilisation curves: medians, the Rayleigh mean, the normal distribution") {
  CHECK(plan::weibull_medians(0.5, 2) == Approx(1));
  CHECK(plan::lognormal_medians(0.5, 0.6) == Approx(1));
  CHECK(plan::normal_of(0.975) == Approx(1.959964).epsilon(1e-6));
  CHECK(plan::normal_of(0.1) == Approx(-1.281552).epsilon(1e-6));
  CHECK(plan::lognormal_medians(0.9, 0.6) == Approx(std::exp(0.6 * 1.281552)).epsilon(1e-6));
  // 1 - exp(-t^2 / 2b^2) at its median: b = 1 / sqrt(2 ln 2).
  const double b = 1 / std::sqrt(2 * std::log(2.0)), t = plan::weibull_medians(0.8, 2);
  CHECK(1 - std::exp(-t * t / (2 * b * b)) == Approx(0.8));
}

TEST_CASE("everybody complies, nothing fails, nothing is drawn: the expected course is the plan") {
  const Town t(lane(), kTimes, nothing("compliance_1 = [1]\nstep_s = 60\n"));
  REQUIRE(t.plan.behaviour);
  REQUIRE(t.plan.left_behind.empty());
  const plan::ExpectedRow& row = t.all(1);
  CHECK(row.people == 40);
  CHECK(row.plan_safe == 40);
  CHECK(between(40, row.safe.p10, 40));
  CHECK(row.last_safe_s.p90 == row.plan_last_s);
  CHECK(row.by_command == 40);
  int moments = 0;
  for (const plan::CurveRow& c : t.plan.behaviour->curves) {
    CHECK(c.announced_departed == c.plan_departed);
    CHECK(c.announced_safe == c.plan_safe);
    CHECK(c.departed.p10 == c.plan_departed);
    CHECK(c.departed.p90 == c.plan_departed);
    CHECK(c.safe.p10 == c.plan_safe);
    CHECK(c.safe.p90 == c.plan_safe);
    ++moments;
  }
  CHECK(moments > 20);
}

TEST_CASE("in every draw everybody is somewhere, and the percentiles are in order") {
  const Town t(lane(4500, 4000), kTimes, "[plan.behaviour]\n");
  CHECK(t.plan.behaviour->draws == 60);
  for (const plan::DrawRow& r : t.plan.behaviour->rows) {
    const plan::CourseCount& c = r.count;
    CHECK(c.safe + c.at_home + c.on_road + c.stays == c.people);
    CHECK(c.by_command + c.by_gauge + c.by_neighbours + c.by_sign == c.departed);
    CHECK(c.departed >= c.safe + c.on_road);
  }
  for (const plan::ExpectedRow& r : t.plan.behaviour->expected) {
    CHECK(r.in_danger.p10 <= r.in_danger.p50);
    CHECK(r.in_danger.p50 <= r.in_danger.p90);
    CHECK(r.safe.p10 <= r.safe.p50);
  }
  // Who does not leave when told waits for the water: never fewer in danger where fewer comply.
  CHECK(t.all(0.6).in_danger.p50 >= t.all(1).in_danger.p50);
  CHECK(t.all(0.6).in_danger.p50 > 0);
}

TEST_CASE("the same seed gives the same course, another seed another") {
  const auto sums = [](std::uint64_t seed) {
    const Town t(lane(4500, 4000), kTimes, "[plan.behaviour]\n", seed);
    std::vector<double> all;
    for (const plan::DrawRow& r : t.plan.behaviour->rows) {
      all.push_back(r.count.safe);
      all.push_back(r.count.last_safe_s);
    }
    return all;
  };
  CHECK(sums(1) == sums(1));
  CHECK(sums(1) != sums(2));
}

TEST_CASE("nobody complies: people leave by their own sign alone, and as many notice as the share says") {
  const std::string rules = nothing("compliance_1 = [0]\ndraws = 400\nsign_probability_1 = 0.5\n");
  const Town t(lane(), kTimes, rules);
  const plan::ExpectedRow& row = t.all(0);
  CHECK(row.by_command == 0);
  CHECK(row.by_sign == row.departed.p50);
  double departed = 0;
  for (const plan::DrawRow& r : t.plan.behaviour->rows)
    if (r.village < 0) departed += r.count.departed;
  CHECK(std::abs(departed / 400 - 20) < 1.5);  // of 40; standard error 0.32
}

TEST_CASE("phones dead in the village: the word comes by runner, later by retry and way") {
  TinyTown town = lane();
  const std::string once = "compliance_1 = [1]\ndraws = 1\n";
  const Town calls(town, kTimes, nothing(once));
  const Town dead(town, kTimes,
                  nothing(once + "outage_villages = [\"V1\"]\nretry_s = 200\nrunner_s = [9, 1000, 500]\n"));
  // Township to village and village to group each: 200 s until given up, then the runner, for a call of 60 s.
  CHECK(dead.all(1).last_safe_s.p50 - calls.all(1).last_safe_s.p50 ==
        Approx(200 + 1000 - 60 + 200 + 500 - 60));
}

TEST_CASE("a village that reads its own gauge does not wait for the county; the earlier governs") {
  TinyTown town = lane();
  town.orders.front().basis = "immediate: rain G1 180 min >= 90 mm";
  world::Gauge gauge;
  gauge.id = "G1", gauge.kind = "rain", gauge.villages = {"V1"};
  town.world.gauges.push_back(gauge);
  const std::string once = "compliance_1 = [1]\ndraws = 1\n";
  const Town waits(town, kTimes, nothing(once));
  const Town reads(town, kTimes, nothing(once + "gauge_probability_1 = 1\ngauge_read_s = 0\n"));
  CHECK(waits.all(1).by_gauge == 0);
  CHECK(reads.all(1).by_gauge == 40);
  // Decision 300 s and two calls of 60 s are saved.
  CHECK(waits.all(1).last_safe_s.p50 - reads.all(1).last_safe_s.p50 == Approx(420));
}

TEST_CASE("whoever finds the road closed turns off, or is counted on the road where no other way is open") {
  const std::string once = nothing("compliance_1 = [1]\ndraws = 1\n");
  TinyTown other = lane(1000);  // closed before anybody is there
  const int high = other.node(600, 900);
  other.road(1, high, 1000, 10), other.road(high, 2, 1000, 10);
  // The plan knows of a closing and goes round it; the plan made for open roads meets it on the day.
  CHECK(Town(other, kTimes, once).all(1).safe.p50 == 40);
  const Town open(lane(), kTimes, once);
  for (const bool round : {true, false}) {
    const TinyTown day = round ? other : lane(1000);
    plan::Plan p = open.plan;
    plan::add_behaviour(day.world, day.impact, TinyTown::settings(kTimes, once), 7, p);
    const plan::ExpectedRow& row = p.behaviour->expected.front();
    CHECK(row.safe.p50 == (round ? 40 : 0));
    CHECK(row.on_road.p50 == (round ? 0 : 40));
    CHECK(p.behaviour->rows.front().count.turned == (round ? 40 : 0));
  }
}

TEST_CASE("a full piece blocks the one before it: spill-back") {
  // Sixteen cars onto a piece of 30 m, which holds four, and on to one that lets one in a minute.
  TinyTown town;
  const int home = town.node(0, 0), a = town.node(3000, 0), b = town.node(3030, 0), hall = town.node(3630, 0);
  const int farm = town.node(3000, 20000);
  town.road(home, a, 3000, 10, 0);
  const int narrow = town.road(a, b, 30, 10, 0);
  town.road(b, hall, 600, 10, 1.0 / 60), town.road(a, farm, 20000, 10, 0);
  town.shelter(hall, 200), town.shelter(farm, 200);
  const int g = town.group(home, 64, 16);
  for (int i = 0; i < 16; ++i) town.household(g, 4, 30000, 0, 1);
  town.order(base::kNever_s, 1000);
  const std::string rules = "vehicle_last_s = 0\ncapacity_factor_1 = 1\nwalk_m_per_s = 0.2\n";
  const auto behaviour = [](double storage_m) {
    return nothing("compliance_1 = [1]\ndraws = 1\nstorage_m_per_vehicle = " + std::to_string(storage_m) +
                   "\n");
  };
  // One a minute gets through, whoever stands where.
  const double last_s = 1000 + 300 + 3 + 15 * 60 + 60;
  const Town all(town, rules, behaviour(7.5));
  CHECK(all.all(1).safe.p50 == 64);
  CHECK(all.all(1).last_safe_s.p50 == Approx(last_s));
  CHECK(Town(town, rules, behaviour(1)).all(1).last_safe_s.p50 == Approx(last_s));
  // Closed at 1800 s: nine have gone on (1303, 1363, ... 1783). Where all seven others stand on it they are
  // caught there; where it holds four, three stand before it and turn off to the farm.
  town.close_all(narrow, 1800);
  for (const bool holds_all : {true, false}) {
    plan::Plan p = all.plan;
    plan::add_behaviour(town.world, town.impact, TinyTown::settings(rules, behaviour(holds_all ? 1 : 7.5)), 7,
                        p);
    const plan::ExpectedRow& row = p.behaviour->expected.front();
    CHECK(row.on_road.p50 == (holds_all ? 28 : 16));
    CHECK(row.safe.p50 == (holds_all ? 36 : 48));
  }
}
