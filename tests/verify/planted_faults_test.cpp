// SPDX-License-Identifier: Apache-2.0
// One fault at a time is planted in the clean run; the checker must find it, name its rule, its file and its
// place.
#include <cmath>
#include <limits>

#include "engine/app/verify/verify.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"
#include "tests/verify/clean_run.h"

using dayu::test::CleanRun;
using dayu::test::TemporaryFolder;

namespace {

struct Plant {
  const char* what;
  void (*edit)(CleanRun&);
  const char *rule, *file, *place;
};

constexpr const char* kTrips = "plan/evacuation.csv";

const Plant kFiles[] = {
    {"no manifest", [](CleanRun& r) { r.removed = {"manifest.json"}; }, "files.manifest", "manifest.json",
     ""},
    {"an output altered after the manifest",
     [](CleanRun& r) {
       r.afterwards["plan/stock.csv"] = "warehouse,item,stock,sent,left\nW1,cot,99,25,74\n";
     },
     "files.changed", "plan/stock.csv", ""},
    {"an output lost", [](CleanRun& r) { r.removed = {"docs/card_V1.pdf"}; }, "files.missing",
     "docs/card_V1.pdf", ""},
    {"a file that nobody vouches for", [](CleanRun& r) { r.afterwards["plan/orders2.csv"] = "a\n1\n"; },
     "files.unlisted", "plan/orders2.csv", ""},
    {"a file left unfinished", [](CleanRun& r) { r.afterwards["plan/left.csv.tmp"] = "group"; },
     "files.unfinished", "plan/left.csv.tmp", ""},
    {"a cell that is no number", [](CleanRun& r) { r.edit("plan/stock.csv", "30,25", "thirty,25"); },
     "files.format", "plan/stock.csv", "column stock"},
    {"a column missing", [](CleanRun& r) { r.edit("impact/settlements.csv", "danger_s", "danger"); },
     "files.format", "impact/settlements.csv", "column danger_s"},
};

const Plant kRoads[] = {
    {"on a piece after it closed",
     [](CleanRun& r) {
       r.edit(kTrips, "S1,20,1,SH1,600,630,2 4,610 615 620", "S1,20,1,SH1,1600,1630,2 4,1610 1615 1620");
     },
     "road.closed", kTrips, "line 4"},
    {"entered before the closing but not off by then",
     [](CleanRun& r) {
       r.edit(kTrips, "H2,3,0,SH1,300,450,0 2 4,320 360 400 440",
              "H2,3,0,SH1,1400,1550,0 2 4,1430 1470 1510 1550");
     },
     "road.closed", kTrips, "line 3"},
    {"a task on a closed piece",
     [](CleanRun& r) { r.edit("impact/closures.csv", "1,high_truck,slow,1500", "1,high_truck,stop,705"); },
     "road.closed", "plan/dispatch.csv", "line 2"},
    {"a boat where neither boat nor truck can pass",
     [](CleanRun& r) { r.edit("impact/closures.csv", "1,high_truck,slow", "1,high_truck,stop"); },
     "road.closed", "plan/dispatch.csv", "line 6"},
    {"a closure left out", [](CleanRun& r) { r.edit("impact/closures.csv", "1,car,stop", "1,car,slow"); },
     "road.closure_missing", "impact/closures.csv", "piece 1, car"},
    {"a closure that opens too early",
     [](CleanRun& r) {
       r.edit("impact/closures.csv", "1,walker,stop,1500.000,2700.000", "1,walker,stop,1500.000,2000.000");
     },
     "road.closure_missing", "impact/closures.csv", "piece 1, walker"},
    {"a person in water that no closure tells of",
     [](CleanRun& r) {
       r.edit("impact/closures.csv", "1,car,stop", "1,car,slow");
       r.edit(kTrips, "S1,20,1,SH1,600,630,2 4,610 615 620", "S1,20,1,SH1,1600,1630,2 4,1610 1615 1620");
     },
     "road.under_hazard", kTrips, "line 4"},
    {"water over a bridge's deck",
     [](CleanRun& r) {
       for (std::size_t k = 6; k < r.depth_m.size(); ++k) r.depth_m[k][47] = 5.5F;
       r.max_depth_m[47] = 5.5F;
     },
     "road.closure_missing", "impact/closures.csv", "piece 4"},
    {"no times of entering", [](CleanRun& r) { r.edit(kTrips, "enter_s", "entered"); }, "time.absent", kTrips,
     "enter_s"},
    {"frames that do not decode", [](CleanRun& r) { r.break_frames = true; }, "frames.broken",
     "course/frames/flood.water_depth_m.pack", "frame"},
    {"an index that does not fit", [](CleanRun& r) { r.index["group"] = 5; }, "frames.index",
     "course/frames/flood.water_depth_m.json", ""},
    {"a maximum below the frames", [](CleanRun& r) { r.max_depth_m[43] = 0.2F; }, "frames.maximum",
     "course/flood/max_depth_m.tif", "row 4, column 3"},
};

const Plant kShelters[] = {
    {"into a shelter that is already wet",
     [](CleanRun& r) {
       r.edit("impact/shelters.csv", "500130.00,3100130.00,,,0", "500130.00,3100130.00,400.000,440.000,2");
     },
     "shelter.unsafe", kTrips, "line 2"},
    {"in a shelter that gets wet",
     [](CleanRun& r) {
       r.edit("impact/shelters.csv", "500130.00,3100130.00,,,0", "500130.00,3100130.00,2000.000,2000.000,2");
     },
     "shelter.unsafe_later", kTrips, "line 2"},
    {"a shelter whose water is hidden",
     [](CleanRun& r) { r.edit("impact/shelters.csv", "500130.00,3100130.00", "500070.00,3100110.00"); },
     "place.danger_missing", "impact/shelters.csv", "line 2"},
    {"a village whose water is hidden",
     [](CleanRun& r) {
       r.edit("impact/settlements.csv", "500030.00,3100150.00,2100.000,2100.000,3",
              "500030.00,3100150.00,,,0");
     },
     "place.danger_missing", "impact/settlements.csv", "line 2"},
    {"one person too many", [](CleanRun& r) { r.edit("impact/shelters.csv", "81.0,40,", "63.0,31,"); },
     "shelter.full", "impact/shelters.csv", "line 2"},
    {"places by a kinder standard",
     [](CleanRun& r) { r.edit("impact/shelters.csv", "81.0,40,", "81.0,80,"); }, "shelter.standard",
     "impact/shelters.csv", "line 2"},
    {"no such shelter", [](CleanRun& r) { r.edit(kTrips, "H2,3,0,SH1", "H2,3,0,SH9"); }, "shelter.unknown",
     kTrips, "line 3"},
};

const Plant kMeans[] = {
    {"more cars than the road takes",
     [](CleanRun& r) {
       r.edit("impact/roads.csv", "1,2,40.00,8.333,0.1000", "1,2,40.00,8.333,0.0100");
       r.edit("plan/dispatch.csv", "T1,goods,K1,cot,20,0,shelter,SH1,700,720,,2 4,700 710 720",
              "T1,goods,K1,cot,20,0,shelter,SH1,620,640,,2 4,620 630 640");
     },
     "road.flow", "plan/dispatch.csv", "line 2"},
    {"a truck at two places",
     [](CleanRun& r) {
       r.edit("plan/dispatch.csv", "SH1,800,820,,2 4,800 810 820", "SH1,745,765,,2 4,745 755 765");
     },
     "team.twice", "plan/dispatch.csv", "line 3"},
    {"more sent than in store", [](CleanRun& r) { r.edit("plan/stock.csv", "30,25,5", "24,25,-1"); },
     "stock.over", "plan/stock.csv", "line 2"},
    {"stock that does not add up", [](CleanRun& r) { r.edit("plan/stock.csv", "30,25,5", "30,25,6"); },
     "stock.sum", "plan/stock.csv", "line 2"},
    {"goods carried that were not sent",
     [](CleanRun& r) { r.edit("plan/dispatch.csv", "cot,20,", "cot,21,"); }, "stock.sum", "plan/dispatch.csv",
     "item cot"},
};

const Plant kPeople[] = {
    {"a household split", [](CleanRun& r) { r.edit(kTrips, "H1,4,0,SH1", "H1,3,0,SH1"); }, "unit.split",
     kTrips, "line 2"},
    {"a household moved twice", [](CleanRun& r) { r.edit(kTrips, "H2,3,0,SH1,300", "H1,4,0,SH1,300"); },
     "unit.twice", kTrips, "line 3"},
    {"moved and left behind", [](CleanRun& r) { r.edit("plan/left.csv", "G1#1,group,2", "H2,household,3"); },
     "unit.twice", "plan/left.csv", "line 2"},
    {"a household in danger nowhere",
     [](CleanRun& r) {
       r.edit(kTrips, "S1,20,1,SH1,600,630,2 4,610 615 620,site,V1,bus,0,600,,,10.00,10.00,,1,order\n", "");
     },
     "unit.nowhere", "impact/settlements.csv", "line 6"},
    {"a group in danger that forgets two",
     [](CleanRun& r) { r.edit("plan/left.csv", "G1#1,group,2,V1,路已断,the road is cut,2100\n", ""); },
     "unit.nowhere", "impact/settlements.csv", "line 2"},
    {"more people than the village has", [](CleanRun& r) { r.edit(kTrips, "G1#0,5,", "G1#0,9,"); },
     "people.sum", "impact/settlements.csv", "village V1"},
    {"told to move and nowhere",
     [](CleanRun& r) {
       r.edit("plan/units.csv", "H2,household",
              "H3,household,2,0,0,V1,G1,0,1.00,,120,300,0,order\nH2,household");
     },
     "unit.nowhere", "plan/units.csv", "line 3"},
    {"moved and not among those who must",
     [](CleanRun& r) {
       r.edit("plan/units.csv", "H2,household,3,0,0,V1,G1,0,20.00,2100,120,300,0,order\n", "");
     },
     "unit.unknown", kTrips, "line 3"},
    {"nobody's household", [](CleanRun& r) { r.edit(kTrips, "H2,3,0,SH1", "H7,3,0,SH1"); }, "unit.unknown",
     kTrips, "line 3"},
    {"given to another village",
     [](CleanRun& r) { r.edit(kTrips, "household,V1,walker,", "household,V2,walker,"); }, "unit.village",
     kTrips, "line 3"},
    {"needs help and has no helper", [](CleanRun& r) { r.edit(kTrips, "20.00,8.00,H2", "20.00,8.00,"); },
     "helper.missing", kTrips, "line 2"},
    {"a helper who is nobody", [](CleanRun& r) { r.edit(kTrips, "20.00,8.00,H2", "20.00,8.00,H99"); },
     "helper.unknown", kTrips, "line 2"},
    {"a helper who is left behind", [](CleanRun& r) { r.edit(kTrips, "20.00,8.00,H2", "20.00,8.00,G1#1"); },
     "helper.unknown", kTrips, "line 2"},
    {"left behind without a reason",
     [](CleanRun& r) { r.edit("plan/left.csv", "路已断,the road is cut", ","); }, "left.reason",
     "plan/left.csv", "line 2"},
    {"leaves after the water came",
     [](CleanRun& r) {
       r.edit("impact/settlements.csv",
              "500030.00,3100150.00,2100.000,2100.000,3,0.8000,water_depth_m=0.8000\nsite",
              "500030.00,3100150.00,200.000,200.000,3,0.8000,water_depth_m=0.8000\nsite");
     },
     "danger.before_leaving", kTrips, "line 3"},
};

const Plant kTimes[] = {
    {"a gap in the route", [](CleanRun& r) { r.edit(kTrips, "300,450,0 2 4", "300,450,0 4 4"); },
     "route.broken", kTrips, "line 3"},
    {"an arc that does not exist", [](CleanRun& r) { r.edit(kTrips, "300,450,0 2 4", "300,450,0 2 40"); },
     "route.broken", kTrips, "line 3"},
    {"against a one-way road",
     [](CleanRun& r) {
       r.edit("impact/roads.csv", "track,1,3,200.00", "track,3,1,200.00");
       r.edit(kTrips, "0 6,910", "0 7,910");
     },
     "route.oneway", kTrips, "line 5"},
    {"does not start at home", [](CleanRun& r) { r.edit(kTrips, "H2,3,0,SH1", "H2,3,1,SH1"); }, "route.ends",
     kTrips, "line 3"},
    {"does not reach the shelter", [](CleanRun& r) { r.edit(kTrips, "H2,3,0,SH1", "H2,3,0,SH2"); },
     "route.ends", kTrips, "line 3"},
    {"faster than anybody walks", [](CleanRun& r) { r.edit(kTrips, "320 360 400 440", "320 330 400 440"); },
     "time.speed", kTrips, "line 3"},
    {"times that go back", [](CleanRun& r) { r.edit(kTrips, "320 360 400 440", "320 400 360 440"); },
     "time.order", kTrips, "line 3"},
    {"a time too few", [](CleanRun& r) { r.edit(kTrips, "320 360 400 440", "320 360"); }, "time.count",
     kTrips, "line 3"},
    {"arrives before it can", [](CleanRun& r) { r.edit(kTrips, "300,450,0 2 4", "300,405,0 2 4"); },
     "time.speed", kTrips, "line 3"},
    {"leaves before it is ready",
     [](CleanRun& r) { r.edit(kTrips, "walker,0,300,1400", "walker,0,310,1400"); }, "time.ready", kTrips,
     "line 3"},
    {"leaves before the village is told",
     [](CleanRun& r) { r.edit("plan/orders.csv", "V1,0.0,120.0", "V1,400.0,420.0"); }, "time.order", kTrips,
     "line 2"},
    {"an own start before any sign",
     [](CleanRun& r) {
       r.edit("plan/orders.csv", "V1,0.0,120.0", "V1,400.0,420.0");
       r.edit(kTrips, "10.00,,0,order", "10.00,,0,own start");
     },
     "time.order", kTrips, "line 3"},
    {"on the road at once", [](CleanRun& r) { r.edit(kTrips, "320 360 400 440", "301 360 400 440"); },
     "time.speed", kTrips, "line 3"},
    {"a task that goes elsewhere", [](CleanRun& r) { r.edit("plan/dispatch.csv", "1,750,1,3", "1,750,1,2"); },
     "route.ends", "plan/dispatch.csv", "line 2"},
    {"a margin that is not one", [](CleanRun& r) { r.edit(kTrips, "1400,1100", "1400,1200"); }, "time.margin",
     kTrips, "line 3"},
    {"leaves after the latest safe departure", [](CleanRun& r) { r.edit(kTrips, "1400,1100", "200,-100"); },
     "time.late", kTrips, "line 3"},
    {"a task faster than a road allows",
     [](CleanRun& r) { r.edit("plan/dispatch.csv", "SH1,700,720", "SH1,700,701"); }, "time.speed",
     "plan/dispatch.csv", "line 2"},
};

const Plant kFigures[] = {
    {"the county says one less",
     [](CleanRun& r) {
       r.edit("summary.json", "\"people\":34,\"arrived\":32", "\"people\":33,\"arrived\":31");
     },
     "sum.people", "summary.json", "evacuation.arrived"},
    {"a village that differs",
     [](CleanRun& r) {
       r.edit("summary.json", "\"need_help\":1,\"arrived\":32,\"left_behind\":2},{",
              "\"need_help\":1,\"arrived\":30,\"left_behind\":2},{");
     },
     "sum.village", "summary.json", "villages.0.arrived"},
    {"a county that is not its villages",
     [](CleanRun& r) {
       r.edit("summary.json", "\"county\":{\"people_at_home\":44", "\"county\":{\"people_at_home\":45");
     },
     "sum.village", "summary.json", "county.people_at_home"},
    {"people who are nowhere at all",
     [](CleanRun& r) { r.edit("summary.json", "\"safe_in_place\":30", "\"safe_in_place\":5"); }, "sum.people",
     "summary.json", "evacuation.safe_in_place"},
    {"a shelter's people restated wrongly",
     [](CleanRun& r) { r.edit("plan/shelters.csv", "SH1,40,32", "SH1,40,31"); }, "sum.shelter",
     "plan/shelters.csv", "line 2"},
    {"a need hidden", [](CleanRun& r) { r.edit("plan/needs.csv", "32,30,2,25", "32,30,1,25"); }, "sum.needs",
     "plan/needs.csv", "line 2"},
    {"a clearing time too good",
     [](CleanRun& r) { r.edit("plan/certificate.json", "\"clear_s\":1160", "\"clear_s\":1100"); },
     "sum.clear", "plan/certificate.json", "clear_s"},
    {"a mean too good", [](CleanRun& r) { r.edit("summary.json", "677.8125", "670"); }, "sum.mean",
     "summary.json", "evacuation.mean_arrival_s"},
    {"a bound above the value",
     [](CleanRun& r) { r.edit("plan/certificate.json", "\"bound_mean_s\":400", "\"bound_mean_s\":700"); },
     "bound.above", "plan/certificate.json", "bound_mean_s"},
    {"a bound of people above the value",
     [](CleanRun& r) { r.edit("plan/certificate.json", "\"bound_left\":0", "\"bound_left\":3"); },
     "bound.above", "plan/certificate.json", "bound_left"},
    {"two bounds for one thing",
     [](CleanRun& r) { r.edit("plan/certificate.json", "\"bound_clear_s\":450", "\"bound_clear_s\":440"); },
     "sum.certificate", "plan/certificate.json", "bound_clear_s"},
    {"a shortage hidden", [](CleanRun& r) { r.edit("summary.json", "\"short\":2", "\"short\":0"); },
     "sum.needs", "summary.json", "needs.cot.short"},
    {"an unmet need hidden", [](CleanRun& r) { r.edit("plan/unmet.csv", "32,25,7", "32,25,0"); }, "sum.needs",
     "plan/unmet.csv", "line 2"},
};

const Plant kWater[] = {
    {"water made of nothing",
     [](CleanRun& r) { r.edit("summary.json", "\"volume_stored_m3\":599.99", "\"volume_stored_m3\":600.2"); },
     "water.volume", "summary.json", "flood.volume_*"},
    {"an error above the limit",
     [](CleanRun& r) { r.edit("summary.json", "\"volume_error_1\":1e-5", "\"volume_error_1\":2e-4"); },
     "water.volume", "summary.json", "flood.volume_error_1"},
    {"a figure that is NaN",
     [](CleanRun& r) { r.edit("summary.json", "\"volume_error_1\":1e-5", "\"volume_error_1\":null"); },
     "files.nan", "summary.json", "flood.volume_error_1"},
    {"a negative depth", [](CleanRun& r) { r.max_depth_m[5] = -0.01F; }, "water.negative",
     "course/flood/max_depth_m.tif", "row 0, column 5"},
    {"a cell that is NaN", [](CleanRun& r) { r.max_depth_m[6] = std::numeric_limits<float>::quiet_NaN(); },
     "files.nan", "course/flood/max_depth_m.tif", "row 0, column 6"},
    {"a gauge that says nan",
     [](CleanRun& r) { r.edit("course/flood/gauges.csv", "300,Z1,0.1", "300,Z1,nan"); }, "files.nan",
     "course/flood/gauges.csv", "line 3"},
    {"a gauge below zero",
     [](CleanRun& r) { r.edit("course/flood/gauges.csv", "300,Z1,0.1", "300,Z1,-0.1"); }, "water.negative",
     "course/flood/gauges.csv", "line 3"},
    {"a gauge whose clock stands", [](CleanRun& r) { r.edit("course/flood/gauges.csv", "600,Z1", "300,Z1"); },
     "time.order", "course/flood/gauges.csv", "line 4"},
};

const Plant kWords[] = {
    {"a limit without a source",
     [](CleanRun& r) { r.edit("impact/effects.csv", "0.8000,guess,C", "0.8000,,C"); }, "source.missing",
     "impact/effects.csv", "line 5, column source"},
    {"an order without a basis", [](CleanRun& r) { r.edit("plan/orders.csv", "rain G1 3 h >= 78 mm", ""); },
     "source.missing", "plan/orders.csv", "line 2, column basis"},
    {"an area without a source",
     [](CleanRun& r) { r.edit("plan/certificate.json", "\"source\":\"GB 51143-2015\"", "\"source\":\"\""); },
     "source.missing", "plan/certificate.json", "standard.source"},
    {"a shelter by no standard",
     [](CleanRun& r) { r.edit("impact/shelters.csv", "20,GB 51143-2015 short-term", "20,"); },
     "source.missing", "impact/shelters.csv", "line 3"},
    {"a page without the mark", [](CleanRun& r) { r.edit("index.html", "演练 EXERCISE", "云岚县"); },
     "mark.missing", "index.html", ""},
    {"a view without the mark", [](CleanRun& r) { r.texts["view/run.js"] = "run({\"title_zh\":\"龙潭\"});"; },
     "mark.missing", "view/run.js", "title"},
    {"a message without 演练",
     [](CleanRun& r) { r.edit("drill/events.jsonl", "【演练】水库溢洪【演练】", "水库溢洪"); },
     "mark.missing", "drill/events.jsonl", "line 2, zh"},
    {"a message without EXERCISE",
     [](CleanRun& r) { r.edit("drill/events.jsonl", "EXERCISE: spill EXERCISE", "spill"); }, "mark.missing",
     "drill/events.jsonl", "line 2, en"},
    {"a workbook without the mark",
     [](CleanRun& r) {
       r.texts["drill/msel.xlsx"] = dayu::test::zip_of("xl/sharedStrings.xml", "<t>主场景</t>");
     },
     "mark.missing", "drill/msel.xlsx", ""},
    {"a workbook that does not open", [](CleanRun& r) { r.texts["drill/msel.xlsx"] = "PK not a zip"; },
     "files.format", "drill/msel.xlsx", ""},
    {"events out of order",
     [](CleanRun& r) { r.edit("drill/events.jsonl", "\"time_s\":60", "\"time_s\":-60"); }, "events.order",
     "drill/events.jsonl", "line 2"},
    {"an event that is no JSON",
     [](CleanRun& r) { r.edit("drill/events.jsonl", "{\"v\":1,\"time_s\":60", "{\"v\":1,time_s:60"); },
     "files.format", "drill/events.jsonl", "line 2"},
};

void find(const Plant& plant) {
  INFO(plant.what);
  const TemporaryFolder folder("verify_planted");
  CleanRun run;
  plant.edit(run);
  run.write(folder.path());
  const dayu::verify::Report report = dayu::verify::verify(folder.path());
  bool found = false;
  std::string told;
  for (const auto& v : report.violations) {
    told += v.rule + " | " + v.file + " | " + v.place + " | " + v.en + " | " + v.zh + "\n";
    found = found || (v.rule == plant.rule && v.file == plant.file &&
                      v.place.find(plant.place) != std::string::npos && !v.zh.empty() && !v.en.empty());
  }
  INFO(told);
  CHECK(found);
}

}  // namespace

TEST_CASE("planted faults in files are found") {
  for (const Plant& p : kFiles) find(p);
}
TEST_CASE("planted faults on roads are found") {
  for (const Plant& p : kRoads) find(p);
}
TEST_CASE("planted faults in shelters are found") {
  for (const Plant& p : kShelters) find(p);
}
TEST_CASE("planted faults in means are found") {
  for (const Plant& p : kMeans) find(p);
}
TEST_CASE("planted faults in people are found") {
  for (const Plant& p : kPeople) find(p);
}
TEST_CASE("planted faults in routes and times are found") {
  for (const Plant& p : kTimes) find(p);
}
TEST_CASE("planted faults in sums and bounds are found") {
  for (const Plant& p : kFigures) find(p);
}
TEST_CASE("planted faults in water are found") {
  for (const Plant& p : kWater) find(p);
}
TEST_CASE("planted faults in words are found") {
  for (const Plant& p : kWords) find(p);
}
