// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/base/errors.h"
#include "engine/base/random.h"
#include "engine/geo/table.h"
#include "engine/plan/routing/route_search.h"
#include "engine/plan/routing/routing_files.h"
#include "engine/plan/routing/vrplib_file.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

using namespace dayu;
using plan::RoutingAnswer;
using plan::RoutingProblem;
using plan::RoutingTour;
using plan::Units;

namespace {

struct Size {
  int clients = 7, depots = 1, vehicles = 8;
  bool windows = false, limits = false;
};

RoutingProblem random_problem(const Size& size, std::uint64_t seed) {
  base::Random random(seed, 3);
  RoutingProblem problem;
  problem.places = size.clients + size.depots;
  std::vector<std::pair<double, double>> at;
  for (int p = 0; p < problem.places; ++p) {
    (p < size.depots ? problem.depots : problem.clients).push_back(p);
    at.emplace_back(random.between(0, 100), random.between(0, 100));
    const bool client = p >= size.depots;
    problem.demand.push_back(client ? 1 + random.below(5) : 0);
    problem.service.push_back(client && size.windows ? 5 : 0);
    problem.open.push_back(client && size.windows ? random.below(200) : 0);
    problem.close.push_back(client && size.windows ? problem.open.back() + 30 + random.below(100) : 400);
  }
  for (const auto& a : at)
    for (const auto& b : at)
      problem.distances.push_back(
          static_cast<std::int32_t>(std::ceil(std::hypot(a.first - b.first, a.second - b.second))));
  problem.timed = size.windows || size.limits;
  for (int d = 0; d < size.depots; ++d) {
    plan::RoutingVehicle kind;
    kind.start = kind.end = d;
    kind.capacity = 10;
    kind.count = size.vehicles;
    if (size.limits) {
      kind.max_duration = 260;
      kind.fixed_cost = 15;
    }
    problem.kinds.push_back(kind);
  }
  return problem;
}

/// Least cost of one tour of a kind through a set of clients, by trying every order; kNoLimit: none.
Units least_tour(const RoutingProblem& problem, int kind, std::vector<int> clients) {
  std::sort(clients.begin(), clients.end());
  Units least = plan::kNoLimit;
  do {
    const plan::TourTimes times = plan::tour_times(problem, RoutingTour{kind, clients});
    if (times.feasible)
      least = std::min(least, times.length + problem.kinds[static_cast<std::size_t>(kind)].fixed_cost);
  } while (std::next_permutation(clients.begin(), clients.end()));
  return least;
}

/// Least cost of serving everybody with enough vehicles, by trying every partition and order.
Units least_by_trying_all(const RoutingProblem& problem) {
  const std::size_t n = problem.clients.size();
  const std::size_t sets = std::size_t{1} << n;
  std::vector<Units> tour(sets, plan::kNoLimit), least(sets, plan::kNoLimit);
  for (std::size_t set = 1; set < sets; ++set) {
    std::vector<int> clients;
    for (std::size_t i = 0; i < n; ++i)
      if ((set >> i & 1U) != 0) clients.push_back(problem.clients[i]);
    for (std::size_t k = 0; k < problem.kinds.size(); ++k)
      tour[set] = std::min(tour[set], least_tour(problem, static_cast<int>(k), clients));
  }
  least[0] = 0;
  for (std::size_t set = 1; set < sets; ++set)
    for (std::size_t part = set; part > 0; part = (part - 1) & set)
      if (tour[part] < plan::kNoLimit && least[set ^ part] < plan::kNoLimit)
        least[set] = std::min(least[set], tour[part] + least[set ^ part]);
  return least[sets - 1];
}

/// Everybody once, every tour feasible, no kind used more often than it exists, the cost as stated.
void check_answer(const RoutingProblem& problem, const RoutingAnswer& answer) {
  std::vector<int> met = answer.unserved;
  std::vector<int> used(problem.kinds.size(), 0);
  Units cost = 0;
  for (const RoutingTour& tour : answer.tours) {
    const plan::TourTimes times = plan::tour_times(problem, tour);
    CHECK(times.feasible);
    CHECK(!tour.clients.empty());
    cost += times.length + problem.kinds[static_cast<std::size_t>(tour.kind)].fixed_cost;
    ++used[static_cast<std::size_t>(tour.kind)];
    met.insert(met.end(), tour.clients.begin(), tour.clients.end());
  }
  std::sort(met.begin(), met.end());
  CHECK(met == problem.clients);
  CHECK(cost == answer.cost);
  for (std::size_t k = 0; k < used.size(); ++k) CHECK(used[k] <= problem.kinds[k].count);
}

std::string faults_of(const std::string& text) {
  const test::TemporaryFolder folder("vrplib");
  geo::write_file(folder.path() / "p.vrp", text);
  try {
    plan::read_vrplib(folder.path() / "p.vrp", "auto");
  } catch (const base::InputError& error) {
    std::string all;
    for (const base::Fault& fault : error.faults()) all += fault.place + ": " + fault.what + "; ";
    return all;
  }
  return "";
}

RoutingProblem read(const std::string& text, const std::string& rule = "auto") {
  const test::TemporaryFolder folder("vrplib");
  geo::write_file(folder.path() / "p.vrp", text);
  return plan::read_vrplib(folder.path() / "p.vrp", rule);
}

const std::string kSmall =
    "NAME : small\nTYPE : CVRP\nDIMENSION : 3\nEDGE_WEIGHT_TYPE : EUC_2D\nCAPACITY : 5\n"
    "NODE_COORD_SECTION\n1 0 0\n2 3 4.2\n3 -6 8\nDEMAND_SECTION\n1 0\n2 2\n3 4\nDEPOT_SECTION\n 1\n "
    "-1\nEOF\n";

std::string replaced(std::string text, const std::string& was, const std::string& is) {
  text.replace(text.find(was), was.size(), is);
  return text;
}

}  // namespace

TEST_CASE("routing equals trying all tours on small cases") {
  for (std::uint64_t seed = 1; seed <= 24; ++seed) {
    Size size;
    size.clients = 6;
    size.depots = 1 + static_cast<int>(seed % 2);
    size.windows = seed % 3 != 0;
    size.limits = seed % 4 == 0;
    const RoutingProblem problem = random_problem(size, seed);
    const Units least = least_by_trying_all(problem);
    if (least >= plan::kNoLimit) continue;  // somebody cannot be served at all
    const RoutingAnswer answer = plan::route_search(problem, seed, 1000000);
    INFO("seed " << seed);
    check_answer(problem, answer);
    CHECK(answer.unserved.empty());
    CHECK(answer.cost == least);
  }
}

TEST_CASE("with too few vehicles the tours stay feasible and who is not served is named") {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    Size size;
    size.clients = 40;
    size.depots = 2;
    size.vehicles = 3;
    size.windows = true;
    const RoutingProblem problem = random_problem(size, seed);
    const RoutingAnswer answer = plan::route_search(problem, 1, 3000000);
    check_answer(problem, answer);
    CHECK(!answer.unserved.empty());
  }
}

TEST_CASE("the same problem, seed and work give the same tours; more work is not worse") {
  Size size;
  size.clients = 60;
  size.windows = true;
  size.vehicles = 60;
  const RoutingProblem problem = random_problem(size, 5);
  const RoutingAnswer once = plan::route_search(problem, 7, 2000000);
  const RoutingAnswer again = plan::route_search(problem, 7, 2000000);
  check_answer(problem, once);
  REQUIRE(once.tours.size() == again.tours.size());
  for (std::size_t t = 0; t < once.tours.size(); ++t) CHECK(once.tours[t].clients == again.tours[t].clients);
  CHECK(plan::route_search(problem, 7, 20000000).cost <= once.cost);
}

TEST_CASE("lengths that differ by direction are driven the right way") {
  Size size;
  size.clients = 6;
  RoutingProblem problem = random_problem(size, 11);
  problem.symmetric = false;
  for (int a = 0; a < problem.places; ++a)
    for (int b = 0; b < a; ++b)
      problem.distances[static_cast<std::size_t>(a * problem.places + b)] += 40 + 3 * a;
  const RoutingAnswer answer = plan::route_search(problem, 1, 1000000);
  check_answer(problem, answer);
  CHECK(answer.cost == least_by_trying_all(problem));
}

TEST_CASE("a VRPLIB file is read with the rounding of its set") {
  const RoutingProblem cvrp = read(kSmall);
  CHECK(cvrp.row(0)[1] == 5);  // 5.16
  CHECK(cvrp.per_one == 1);
  CHECK(cvrp.clients == std::vector<int>{1, 2});
  CHECK_FALSE(cvrp.timed);
  const std::string windows = "TIME_WINDOW_SECTION\n1 0 50\n2 0 20.5\n3 0 40\nDEPOT_SECTION";
  const std::string vrptw = replaced(replaced(kSmall, "CVRP", "VRPTW"), "DEPOT_SECTION", windows);
  CHECK(read(vrptw).row(0)[1] == 51);
  CHECK(read(vrptw).close[1] == 205);
  const RoutingProblem exact = read(vrptw, "exact");
  CHECK(exact.row(0)[1] / exact.per_one == Approx(std::hypot(3, 4.2)).margin(2 / exact.per_one));
  CHECK(exact.row(0)[1] / exact.per_one >= std::hypot(3, 4.2));  // never too short
}

TEST_CASE("edge weight types as TSPLIB defines them") {
  const auto first = [](const std::string& type) { return read(replaced(kSmall, "EUC_2D", type)).row(0)[1]; };
  CHECK(first("CEIL_2D") == 6);
  CHECK(first("FLOOR_2D") == 5);
  CHECK(first("MAN_2D") == 7);  // 7.2
  CHECK(first("MAX_2D") == 4);  // 4.2
  CHECK(first("ATT") == 2);     // 5.16 / sqrt(10)
  CHECK(first("GEO") > 500);    // five degrees
  const std::string matrix = replaced(kSmall, "EUC_2D", "EXPLICIT\nEDGE_WEIGHT_FORMAT : LOWER_ROW");
  const RoutingProblem lower =
      read(replaced(matrix, "DEMAND_SECTION", "EDGE_WEIGHT_SECTION\n7\n8 9\nDEMAND_SECTION"));
  CHECK(lower.row(0)[1] == 7);
  CHECK(lower.row(2)[1] == 9);
  CHECK(lower.row(1)[2] == 9);
  const std::string full = replaced(matrix, "LOWER_ROW", "FULL_MATRIX");
  const RoutingProblem both =
      read(replaced(full, "DEMAND_SECTION", "EDGE_WEIGHT_SECTION\n0 1 2\n3 0 4\n5 6 0\nDEMAND_SECTION"));
  CHECK_FALSE(both.symmetric);
  CHECK(both.row(1)[0] == 3);
}

TEST_CASE("vehicles of a file: depots, capacities and limits by vehicle") {
  const RoutingProblem problem = read(replaced(
      replaced(kSmall, "CAPACITY : 5\n", "CAPACITY : 5\nVEHICLES : 3\nDISTANCE : 90\nSERVICE_TIME : 2\n"),
      "DEPOT_SECTION\n 1",
      "VEHICLES_DEPOT_SECTION\n1 1\n2 1\n3 3\nCAPACITY_SECTION\n2 8\nDEPOT_SECTION\n 1\n 3"));
  REQUIRE(problem.kinds.size() == 3);
  CHECK(problem.depots == std::vector<int>{0, 2});
  CHECK(problem.timed);
  CHECK(problem.service[1] == 2);
  CHECK(problem.kinds[0].max_duration == 90);
  CHECK(problem.kinds[1].capacity == 8);
  CHECK(problem.kinds[2].start == 2);
  CHECK(problem.kinds[2].numbers == std::vector<int>{3});
}

TEST_CASE("faults of a VRPLIB file are told with their lines, all at once") {
  CHECK(faults_of(kSmall).empty());
  CHECK(faults_of(replaced(kSmall, "2 3 4.2", "2 3 x")).find("line 8: 'x' is not a number") !=
        std::string::npos);
  CHECK(faults_of(replaced(kSmall, "2 3 4.2", "7 3 4.2")).find("line 8") != std::string::npos);
  CHECK(faults_of(replaced(kSmall, "3 4\nDEPOT", "DEPOT")).find("node 3 is missing in DEMAND_SECTION") !=
        std::string::npos);
  CHECK(faults_of(replaced(kSmall, "3 4\nDEPOT", "3 9\nDEPOT")).find("line 13: no vehicle can carry") !=
        std::string::npos);
  CHECK(faults_of(replaced(kSmall, "EUC_2D", "XRAY1")).find("line 4: EDGE_WEIGHT_TYPE 'XRAY1'") !=
        std::string::npos);
  CHECK(faults_of(replaced(kSmall, "TYPE : CVRP", "TYPE : TSP")).find("line 2: TYPE 'TSP'") !=
        std::string::npos);
  CHECK(faults_of(replaced(kSmall, "CAPACITY", "MAX_TRIPS"))
            .find("line 5: there is no use for the key MAX_TRIPS") != std::string::npos);
  CHECK(faults_of(replaced(kSmall, "DEPOT_SECTION", "PRIZE_SECTION\n1 1\nDEPOT_SECTION"))
            .find("PRIZE_SECTION") != std::string::npos);
  CHECK(faults_of(replaced(kSmall, "CAPACITY : 5\n", "")).find("no capacity") != std::string::npos);
  const std::string two = faults_of(replaced(replaced(kSmall, "2 3 4.2", "2 3"), "2 2\n", "2 -2\n"));
  CHECK(two.find("line 8") != std::string::npos);
  CHECK(two.find("line 12") != std::string::npos);
}

TEST_CASE("what a routing run leaves can be read back: every stop in order, costs that add up") {
  const test::TemporaryFolder folder("routing_files");
  geo::write_file(folder.path() / "p.vrp", kSmall);
  const RoutingProblem problem = plan::read_vrplib(folder.path() / "p.vrp", "auto");
  const RoutingAnswer answer = plan::route_search(problem, 1, 100000);
  plan::write_routing(problem, answer, folder.path() / "p.vrp", folder.path());
  CHECK(geo::read_file(folder.path() / "inputs" / "dispatch" / "instance.vrp") == kSmall);
  const geo::Table rows = geo::read_table(folder.path() / "plan" / "dispatch.csv");
  CHECK(rows.rows.size() == 2 + 2 * answer.tours.size());
  CHECK(answer.cost == 2 * (5 + 10));  // 2 and 3 are too much for one tour
}
