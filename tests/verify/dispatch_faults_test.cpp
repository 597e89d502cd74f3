// SPDX-License-Identifier: Apache-2.0
// A dispatch run written by hand, every figure worked out on paper, and one fault at a time planted in it.
//   depot 1 (0,0), nodes 2 (3,4), 3 (6,8), 4 (0,10), 5 (0,20): lengths 1-2 5, 2-3 5, 3-1 10, 1-4 10, 1-5 20
//   vehicles 1 and 2 stand at 1, carry 10, may be 60 away; service takes 2; 3 is open from 20 to 30
//   tour 1: 1 2 3 1: leaves at 6 and waits for nobody: 11-13, 18 wait 20-22, 32; tour 2: 1 4 1; 5 is not
//   served
#include "tests/support/catch.h"
#include "tests/verify/run_in_texts.h"

namespace {

struct DispatchRun {
  dayu::test::RunInTexts texts{
      {"inputs/dispatch/instance.vrp",
       "NAME : hand\nTYPE : VRPTW\nDIMENSION : 5\nVEHICLES : 2\nCAPACITY : 10\nVEHICLES_MAX_DURATION : 60\n"
       "EDGE_WEIGHT_TYPE : EUC_2D\nNODE_COORD_SECTION\n1 0 0\n2 3 4\n3 6 8\n4 0 10\n5 0 20\n"
       "DEMAND_SECTION\n1 0\n2 4\n3 5\n4 10\n5 3\nSERVICE_TIME_SECTION\n1 0\n2 2\n3 2\n4 2\n5 2\n"
       "TIME_WINDOW_SECTION\n1 0 100\n2 0 100\n3 20 30\n4 0 100\n5 0 12\nDEPOT_SECTION\n1\n-1\nEOF\n"},
      {"plan/dispatch.csv",
       "tour,vehicle,stop,node,load,arrive,begin,leave,length\n"
       "1,1,0,1,9,6,6,6,0\n1,1,1,2,9,11,11,13,5\n1,1,2,3,5,18,20,22,10\n1,1,3,1,0,32,32,32,20\n"
       "2,2,0,1,10,0,0,0,0\n2,2,1,4,10,10,10,12,10\n2,2,2,1,0,22,22,22,20\n"},
      {"plan/unmet.csv", "node,demand,reason_zh,reason_en\n5,3,太远,too far\n"},
      {"plan/certificate.json", R"({"distances":"trunc_0.1","rounding_1":0.1,"cost":40,"unserved":1})"},
      {"summary.json", R"({"dispatch":{"cost":40,"unserved":1}})"}};

  void edit(const std::string& file, const std::string& was, const std::string& is) {
    dayu::test::edit(texts, file, was, is);
  }

  std::string rules() const { return dayu::test::broken_rules(texts); }
};

struct PlantedFault {
  const char *file, *was, *is, *rule;
};

constexpr const char* kTours = "plan/dispatch.csv";
constexpr const char* kFile = "inputs/dispatch/instance.vrp";

const PlantedFault kFaults[] = {
    {kTours, "1,1,1,2,9,11,11,13,5\n", "1,1,1,4,9,11,11,13,5\n", "dispatch.twice"},
    {"plan/unmet.csv", "5,3,太远,too far\n", "", "dispatch.missing"},
    {"plan/unmet.csv", "5,3", "4,3", "dispatch.twice"},
    {"plan/unmet.csv", "too far", "", "dispatch.reason"},
    {kFile, "CAPACITY : 10", "CAPACITY : 9", "dispatch.capacity"},
    {kFile, "3 20 30", "3 21 30", "dispatch.window"},
    {kFile, "3 20 30", "3 0 19", "dispatch.window"},
    {kFile, "1 0 100\n2 0 100\n", "1 0 31\n2 0 100\n", "dispatch.depot_window"},
    {kFile, "1 0 100\n2 0 100\n", "1 1 100\n2 0 100\n", "dispatch.depot_window"},
    {kFile, "DURATION : 60", "DURATION : 25", "dispatch.duration"},
    {kFile, "VEHICLES : 2", "VEHICLES : 2\nVEHICLES_MAX_DISTANCE : 19", "dispatch.distance"},
    {kFile, "VEHICLES : 2", "VEHICLES : 1", "dispatch.vehicle"},
    {kTours, "2,2,0,1,10", "2,1,0,1,10", "dispatch.vehicle"},
    {kTours, "1,1,0,1,9,6", "1,1,0,2,9,6", "dispatch.depot"},
    {kTours, "1,1,2,3,5,18,20,22,10", "1,1,2,1,5,18,20,22,10", "dispatch.depot"},
    {kTours, "1,1,1,2,9,11,11,13,5", "1,1,1,2,9,10,11,13,5", "dispatch.travel"},
    {kTours, "1,1,1,2,9,11,11,13,5", "1,1,1,2,9,11,10,12,5", "dispatch.begin"},
    {kTours, "1,1,1,2,9,11,11,13,5", "1,1,1,2,9,11,11,12,5", "dispatch.leave"},
    {kTours, "1,1,2,3,5", "1,1,2,3,4", "dispatch.load"},
    {kTours, "1,1,3,1,0,32,32,32,20", "1,1,3,1,0,32,32,32,19", "dispatch.length"},
    {kTours, "1,1,1,2,9", "1,1,1,7,9", "dispatch.node"},
    {"summary.json", "40", "39", "sum.cost"},
    {"plan/certificate.json", "\"cost\":40", "\"cost\":41", "sum.cost"},
    {"summary.json", "\"unserved\":1", "\"unserved\":0", "sum.cost"},
    {"plan/certificate.json", "\"distances\":\"trunc_0.1\",", "", "dispatch.rule"},
    {"plan/certificate.json", "trunc_0.1\",\"rounding_1\":0.1", "exact\",\"rounding_1\":1", "dispatch.rule"},
    {kFile, "EUC_2D", "EXPLICIT", "dispatch.instance"},
};

}  // namespace

TEST_CASE("the dispatch run written by hand is proven") {
  CHECK(DispatchRun().rules().empty());
}

TEST_CASE("each planted fault of a dispatch run is found by its rule") {
  for (const PlantedFault& fault : kFaults) {
    DispatchRun run;
    run.edit(fault.file, fault.was, fault.is);
    INFO(fault.file << ": '" << fault.was << "' -> '" << fault.is << "'");
    CHECK(run.rules().find(fault.rule) != std::string::npos);
  }
}
