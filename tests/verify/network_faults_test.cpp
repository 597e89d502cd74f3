// SPDX-License-Identifier: Apache-2.0
// A network run written by hand, every figure worked out on paper, and one fault at a time planted in it.
//   A -> m -> S : 2 steps of 60 s, 2 a step        3 at A, 4 at B; S takes 10, T takes 2
//   B -> A      : 1 step, 2 a step                 B -> T closes at 300 s: to be entered by step 2
//   B -> T      : 3 steps, 1 a step
// Best: by step 2, 3, 4 at most 2, 5, 7 can be there: clear 240 s, arrivals 2*2 + 3*3 + 2*4 = 21 steps.
#include "tests/support/catch.h"
#include "tests/verify/run_in_texts.h"

namespace {

struct NetworkRun {
  dayu::test::RunInTexts texts{
      {"inputs/network/nodes.csv", "id\nA\nm\nB\nS\nT\n"},
      {"inputs/network/arcs.csv",
       "from,to,length_m,freespeed_mps,capacity_vph\nA,m,600,10,120\nm,S,600,10,120\nB,A,600,10,120\nB,T,"
       "1800,10,60\n"},
      {"inputs/network/sources.csv", "node,vehicles\nA,3\nB,4\n"},
      {"inputs/network/shelters.csv", "node,capacity\nS,10\nT,2\n"},
      {"inputs/network/closures.csv", "arc,close_s\n3,300\n"},
      {"plan/evacuation.csv",
       "group,people,from,to,depart_s,arrive_s,route,chain_enter_s\n"
       "A,2,A,S,0,120,0 1,0\n"
       "A,1,A,S,60,180,0 1,60\n"
       "B,1,B,S,0,180,2 0 1,0 60\n"
       "B,1,B,S,0,240,2 0 1,0 120\n"
       "B,1,B,T,0,180,3,0\n"
       "B,1,B,T,60,240,3,60\n"},
      {"plan/left.csv", "group,people,reason_zh,reason_en\n"},
      {"plan/shelters.csv", "shelter,places,people\nS,10,5\nT,2,2\n"},
      {"plan/cuts.csv",
       "node,home,left_step,clear_step,mean_lag\nA,0,always,,\nB,0,always,,\nS,0,always,3,0:0\nT,0,always,3,"
       "0:0\n"},
      {"plan/certificate.json",
       R"({"exercise":"EXERCISE / 演练","people":7,"arrived":7,"left_behind":0,"clear_s":240,)"
       R"("mean_arrival_s":180,"bound_left":0,"bound_clear_s":240,"bound_mean_s":180,"step_s":60,"rounding":{"capacity":"floor"},"mean_cuts":4,"prices":[]})"},
      {"summary.json",
       R"({"mark":"演练 EXERCISE","evacuation":{"people":7,"arrived":7,"left_behind":0,"clear_s":240,"mean_arrival_s":180,)"
       R"("bound_left":0,"bound_clear_s":240,"bound_mean_s":180}})"}};

  void edit(const std::string& file, const std::string& was, const std::string& is) {
    dayu::test::edit(texts, file, was, is);
  }

  dayu::verify::Report verified() const { return dayu::test::verified(texts); }
};

struct Plant {
  const char* what;
  void (*edit)(NetworkRun&);
  const char *rule, *file, *place;
};

constexpr const char* kPlan = "plan/evacuation.csv";
constexpr const char* kProof = "plan/certificate.json";

const Plant kPlants[] = {
    {"a certificate without the mark", [](NetworkRun& r) { r.edit(kProof, "EXERCISE / 演练", "real"); },
     "mark.missing", kProof, "exercise"},
    {"a summary without the mark", [](NetworkRun& r) { r.edit("summary.json", "演练 EXERCISE", "real"); },
     "mark.missing", "summary.json", "mark"},
    {"capacity over by one",
     [](NetworkRun& r) {
       r.edit(kPlan, "A,2,A,S,0,120,0 1,0\nA,1,A,S,60,180,0 1,60", "A,3,A,S,0,120,0 1,0");
     },
     "road.flow", kPlan, "line 2"},
    {"two at once where one may enter", [](NetworkRun& r) { r.edit(kPlan, "T,60,240,3,60", "T,0,180,3,0"); },
     "road.flow", kPlan, "line 7"},
    {"still on the road when it closes",
     [](NetworkRun& r) { r.edit(kPlan, "T,60,240,3,60", "T,180,360,3,180"); }, "road.closed", kPlan,
     "line 7"},
    {"an earlier closing than planned for",
     [](NetworkRun& r) { r.edit("inputs/network/closures.csv", "3,300", "3,239"); }, "road.closed", kPlan,
     "line 7"},
    {"a person twice", [](NetworkRun& r) { r.edit(kPlan, "B,1,B,T,0", "B,2,B,T,0"); }, "unit.twice", kPlan,
     "node B"},
    {"a person nowhere", [](NetworkRun& r) { r.edit(kPlan, "A,1,A,S,60,180,0 1,60\n", ""); }, "unit.nowhere",
     kPlan, "node A"},
    {"nobody moved", [](NetworkRun& r) { r.edit(kPlan, "A,1,A,S", "A,0,A,S"); }, "people.sum", kPlan,
     "line 3"},
    {"moved and left behind",
     [](NetworkRun& r) { r.edit("plan/left.csv", "en\n", "en\nA,1,路断,road cut\n"); }, "unit.twice", kPlan,
     "node A"},
    {"left without a reason", [](NetworkRun& r) { r.edit("plan/left.csv", "en\n", "en\nA,1,,\n"); },
     "left.reason", "plan/left.csv", "line 2"},
    {"a shelter over its places", [](NetworkRun& r) { r.edit("inputs/network/shelters.csv", "T,2", "T,1"); },
     "shelter.full", kPlan, "shelter T"},
    {"a shelter's people restated wrongly",
     [](NetworkRun& r) { r.edit("plan/shelters.csv", "S,10,5", "S,10,4"); }, "sum.shelter",
     "plan/shelters.csv", "line 2"},
    {"ends where no shelter is",
     [](NetworkRun& r) { r.edit(kPlan, "B,1,B,S,0,180,2 0 1,0 60", "B,1,B,A,0,60,2,0"); }, "shelter.unknown",
     kPlan, "line 4"},
    {"does not end where it says", [](NetworkRun& r) { r.edit(kPlan, "A,1,A,S,60", "A,1,A,T,60"); },
     "route.ends", kPlan, "line 3"},
    {"a gap in the route", [](NetworkRun& r) { r.edit(kPlan, "180,2 0 1,0 60", "180,3 0 1,0 60"); },
     "route.broken", kPlan, "line 4"},
    {"half a chain", [](NetworkRun& r) { r.edit(kPlan, "60,180,0 1,60", "60,180,0,60"); }, "route.broken",
     kPlan, "line 3"},
    {"an arc that does not exist", [](NetworkRun& r) { r.edit(kPlan, "60,180,0 1,60", "60,180,9 1,60"); },
     "route.broken", kPlan, "line 3"},
    {"arrives before it can",
     [](NetworkRun& r) { r.edit(kPlan, "B,S,0,240,2 0 1,0 120", "B,S,0,180,2 0 1,0 120"); }, "time.arrive",
     kPlan, "line 5"},
    {"leaves at another time than it says", [](NetworkRun& r) { r.edit(kPlan, "A,1,A,S,60", "A,1,A,S,0"); },
     "time.depart", kPlan, "line 3"},
    {"enters before it is there", [](NetworkRun& r) { r.edit(kPlan, "180,2 0 1,0 60", "120,2 0 1,0 0"); },
     "time.order", kPlan, "line 4"},
    {"a time off the steps",
     [](NetworkRun& r) { r.edit(kPlan, "B,S,0,240,2 0 1,0 120", "B,S,0,250,2 0 1,0 130"); }, "time.step",
     kPlan, "line 5"},
    {"a time too few", [](NetworkRun& r) { r.edit(kPlan, "2 0 1,0 60", "2 0 1,0"); }, "time.count", kPlan,
     "line 4"},
    {"a node that does not exist", [](NetworkRun& r) { r.edit(kPlan, "A,2,A,S", "A,2,Q,S"); }, "network.node",
     kPlan, "line 2"},
    {"a clearing time too good",
     [](NetworkRun& r) { r.edit("summary.json", "\"clear_s\":240", "\"clear_s\":180"); }, "sum.clear",
     "summary.json", "evacuation.clear_s"},
    {"a mean too good",
     [](NetworkRun& r) { r.edit(kProof, "\"mean_arrival_s\":180", "\"mean_arrival_s\":170"); }, "sum.mean",
     kProof, "mean_arrival_s"},
    {"more arrived than did", [](NetworkRun& r) { r.edit("summary.json", "\"arrived\":7", "\"arrived\":8"); },
     "sum.people", "summary.json", "evacuation.arrived"},
    {"two bounds for one thing",
     [](NetworkRun& r) { r.edit("summary.json", "\"bound_mean_s\":180", "\"bound_mean_s\":170"); },
     "sum.certificate", "summary.json", "evacuation.bound_mean_s"},
    {"a bound above the value",
     [](NetworkRun& r) { r.edit(kProof, "\"bound_mean_s\":180", "\"bound_mean_s\":190"); }, "bound.above",
     kProof, "bound_mean_s"},
    {"a bound of people above the value",
     [](NetworkRun& r) { r.edit(kProof, "\"bound_left\":0", "\"bound_left\":1"); }, "bound.above", kProof,
     "bound_left"},
    {"a clearing bound that the cut does not prove",
     [](NetworkRun& r) { r.edit("plan/cuts.csv", "S,0,always,3", "S,0,always,"); }, "bound.unproven", kProof,
     "bound_clear_s"},
    {"a mean bound that the cuts do not prove",
     [](NetworkRun& r) { r.edit("plan/cuts.csv", "A,0,always,,", "A,0,always,,0:0"); }, "bound.unproven",
     kProof, "bound_mean_s"},
    {"a cut short of thetas", [](NetworkRun& r) { r.edit(kProof, "\"mean_cuts\":4", "\"mean_cuts\":3"); },
     "bound.unproven", kProof, "bound_mean_s"},
    {"no cuts at all", [](NetworkRun& r) { r.texts.erase("plan/cuts.csv"); }, "bound.unproven",
     "plan/cuts.csv", ""},
    {"a price of what is no shelter",
     [](NetworkRun& r) { r.edit(kProof, "\"prices\":[]", R"("prices":[{"shelter":"A","steps":2}])"); },
     "bound.price", kProof, ""},
    {"no rule of rounding", [](NetworkRun& r) { r.edit(kProof, "\"step_s\":60,", ""); }, "network.rule",
     kProof, "step_s"},
    {"a table missing", [](NetworkRun& r) { r.texts.erase("inputs/network/arcs.csv"); }, "files.missing",
     "inputs/network/arcs.csv", ""},
};

}  // namespace

TEST_CASE("a network run worked out by hand passes") {
  const dayu::verify::Report report = NetworkRun().verified();
  for (const auto& v : report.violations)
    UNSCOPED_INFO(v.rule << " " << v.file << " " << v.place << " " << v.en);
  CHECK(report.violations.empty());
  CHECK(report.checked.size() >= 4);
}

TEST_CASE("planted faults in a network run are found") {
  for (const Plant& plant : kPlants) {
    NetworkRun run;
    plant.edit(run);
    bool found = false;
    std::string told;
    for (const auto& v : run.verified().violations) {
      told += v.rule + " | " + v.file + " | " + v.place + " | " + v.en + "\n";
      found = found || (v.rule == plant.rule && v.file == plant.file && !v.zh.empty() && !v.en.empty() &&
                        v.place.find(plant.place) != std::string::npos);
    }
    INFO(plant.what << "\n" << told);
    CHECK(found);
  }
}
