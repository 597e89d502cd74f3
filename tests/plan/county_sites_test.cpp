// SPDX-License-Identifier: Apache-2.0
// A county's shelters on a line of road: every figure by hand, every choice against all subsets.
#include "engine/plan/site/county_sites.h"

#include "engine/base/random.h"
#include "tests/plan/tiny_town.h"
#include "tests/support/catch.h"

using namespace dayu;
using test::TinyTown;

namespace {

base::Settings site(const std::string& text) {
  base::SectionSpec file;
  file.sections.push_back(plan::site_spec());
  return base::Settings::parse("[site]\n" + text, "test", file).section("site");
}

/// Five nodes 600 m apart; people at 0, 2 and 4; shelters at 0 (there), 1, 2, 3, 4 (candidates), driven at 10
/// m/s.
struct Line {
  TinyTown town;
  std::vector<int> pieces;
  static constexpr std::size_t kExisting = 1;

  Line() {
    for (int i = 0; i < 5; ++i) town.node(600.0 * i, 0);
    for (int i = 0; i + 1 < 5; ++i) pieces.push_back(town.road(i, i + 1, 600));
    const int people[] = {10, 0, 40, 0, 20};
    for (int i = 0; i < 5; ++i)
      if (people[i] > 0) town.household(town.group(i, people[i], 1, 7200), people[i], 7200);
    for (int i = 0; i < 5; ++i) town.shelter(i, 100);  // 50 places at 2 m2
    town.order(0, 0);
  }
  plan::CountySites question(const base::Settings& s, double weight_1 = 1) const {
    return plan::county_sites(town.world, kExisting, {{"case", weight_1, town.impact, town.orders}},
                              TinyTown::settings(""), s);
  }
};

/// The least cost of `open` sites among all subsets that hold the kept ones.
double by_hand(const plan::CountySites& q, int open, bool centre) {
  double best = 1e300;
  for (unsigned set = 0; set < (1U << q.sites.size()); ++set) {
    std::vector<int> sites;
    bool holds = true;
    for (std::size_t j = 0; j < q.sites.size(); ++j) {
      if ((set >> j & 1U) != 0) sites.push_back(static_cast<int>(j));
      holds = holds && (!q.kept[j] || (set >> j & 1U) != 0);
    }
    if (!holds || static_cast<int>(sites.size()) != open) continue;
    double sum = 0, far = 0;
    for (std::size_t i = 0; i < q.clients.size(); ++i) {
      double near = plan::kNoWay_s;
      for (const int j : sites) near = std::min(near, q.way_s(i, static_cast<std::size_t>(j)));
      sum += near * q.weight_of(q.clients[i]);
      far = std::max(far, near);
    }
    best = std::min(best, centre ? far : sum);
  }
  return best;
}

}  // namespace

TEST_CASE("times to the sites are those of the roads, and a closed road cuts them off") {
  Line line;
  const auto s = site("");
  plan::CountySites q = line.question(s);
  REQUIRE(q.clients.size() == 3);
  REQUIRE(q.sites.size() == 5);
  CHECK(q.way_s(0, 0) == 0);
  CHECK(q.way_s(0, 1) == 60);  // driven: 600 m at 10 m/s
  CHECK(q.way_s(0, 4) == 240);
  CHECK(q.kept == std::vector<bool>{true, false, false, false, false});
  CHECK(q.places.front() == 50);
  line.town.close_all(line.pieces[1], 0);
  q = line.question(s);
  CHECK(q.way_s(0, 1) == 60);
  CHECK(q.way_s(0, 2) == plan::kNoWay_s);
  CHECK(q.way_s(1, 3) == 60);
}

TEST_CASE("the choice keeps what is there, is the best of all, and is proven") {
  const Line line;
  const auto chosen = [&](const std::string& text) {
    const auto s = site(text);
    return plan::choose_sites(line.question(s), line.town.world, Line::kExisting, s, 1);
  };
  // Kept: node 0. A second site at node 2 leaves the 20 people at node 4 120 s away.
  plan::CountyChoice choice = chosen("open = 1\n");
  CHECK(choice.open == std::vector<int>{0, 2});
  CHECK(choice.cost == 20 * 120);
  CHECK(choice.bound == Approx(choice.cost));
  CHECK(choice.compared[0].name == "today");
  CHECK(choice.compared[0].mean_s == Approx((40 * 120 + 20 * 240) / 70.0));
  CHECK(choice.compared[0].short_places == 20);  // 70 people, 50 places
  CHECK(choice.compared[1].short_places == 0);
  CHECK(choice.compared[1].within_5min == 70);
  CHECK(chosen("open = 1\nexisting = 'free'\n").open == std::vector<int>{2});
  choice = chosen("open = 2\nkind = 'p-centre'\nexisting = 'free'\n");
  CHECK(choice.cost == 60);
  CHECK(choice.bound == 60);
  choice = chosen("kind = 'set-covering'\nradius_s = 60\n");
  CHECK(choice.open == std::vector<int>{0, 3});
  CHECK(choice.cost == 2);
  CHECK(choice.bound == 2);
  choice = chosen("kind = 'maximal-covering'\nradius_s = 30\nopen = 1\n");
  CHECK(choice.cost == 20);  // beyond
  CHECK(choice.bound == Approx(20));
  CHECK_THROWS_AS(chosen("open = 9\n"), base::InputError);
  CHECK_THROWS_AS(chosen("kind = 'set-covering'\nradius_s = 1\n[[site.what_if]]\nname='x'\nclose=['S9']\n"),
                  base::InputError);
}

TEST_CASE("what is unsafe in any case is excluded with its reason; cases count by their weight") {
  Line wet, cut;
  wet.town.impact.shelters[2].danger_s = 3600;
  cut.town.close_all(cut.pieces[0], 0);
  const auto s = site("");
  const plan::CountySites q = plan::county_sites(
      wet.town.world, Line::kExisting,
      {{"wet", 3, wet.town.impact, wet.town.orders}, {"cut", 1, cut.town.impact, cut.town.orders}},
      TinyTown::settings(""), s);
  REQUIRE(q.excluded.size() == 1);
  CHECK(q.excluded.front().reason_en == "the hazard reaches it in 'wet'");
  CHECK(q.weights_1 == std::vector<double>{0.75, 0.25});
  const plan::SiteFigures today = plan::judge(q, {0}, "today");
  CHECK(today.people == Approx(70));
  CHECK(today.without_way == Approx(0.25 * 60));
  // Worst decile: of the case with the longer mean alone.
  CHECK(today.worst_decile_s == Approx((40 * 120 + 20 * 240) / 70.0));
}

TEST_CASE("what-ifs: a shelter given up, moved, made larger") {
  Line line;
  const auto s = site(
      "[[site.what_if]]\nname = 'gone'\nclose = ['S1']\nopen = ['S3']\n"
      "[[site.what_if]]\nname = 'larger'\nmore_places_at = 'S1'\nmore_places = 15\n");
  const plan::CountyChoice choice =
      plan::choose_sites(line.question(s), line.town.world, Line::kExisting, s, 1);
  REQUIRE(choice.compared.size() == 4);
  CHECK(choice.compared[2].mean_s == Approx((10 * 120 + 20 * 120) / 70.0));
  CHECK(choice.compared[3].short_places == 5);
}

TEST_CASE("random towns: the choice equals the best of all subsets, the bound reaches it") {
  base::Random random(7, 0);
  for (int round = 0; round < 40; ++round) {
    TinyTown town;
    for (int i = 0; i < 12; ++i) town.node(random.uniform_1() * 5000, random.uniform_1() * 5000);
    for (int i = 1; i < 12; ++i)
      town.road(i, static_cast<int>(random.uniform_1() * i), 200 + random.uniform_1() * 3000);
    for (int i = 0; i < 6; ++i) {
      const int people = 1 + static_cast<int>(random.uniform_1() * 9);
      town.household(town.group(i, people, 1, 7200), people, 7200);
    }
    for (int i = 4; i < 12; ++i) town.shelter(i, 100);
    town.order(0, 0);
    for (const bool centre : {false, true}) {
      const int open = 2 + round % 3;
      const auto s = site("open = " + std::to_string(open - 1) + (centre ? "\nkind = 'p-centre'\n" : "\n"));
      const plan::CountySites q =
          plan::county_sites(town.world, 1, {{"a", 1, town.impact, town.orders}}, TinyTown::settings(""), s);
      const plan::CountyChoice choice = plan::choose_sites(q, town.world, 1, s, 1);
      INFO(round << (centre ? " centre" : " median"));
      CHECK(choice.cost == Approx(by_hand(q, open, centre)));
      CHECK(choice.bound == Approx(choice.cost));
    }
  }
}
