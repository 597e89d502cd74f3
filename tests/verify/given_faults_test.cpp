// SPDX-License-Identifier: Apache-2.0
// Two runs written by hand, every figure worked out on paper, and one fault at a time planted in them.
//   flow: 3 from node 1 to node 2; 1->2 takes 2 at 1 each, 1->3 and 3->2 take 5 at 2 each: 2 + 4 = 6.
//         Potentials 0, 4, 2: only 1->2 has r = -3 on capacity 2, and 12 - 6 = 6.
//   p-centre: a path 1-2-3-4 with lengths 2, one site: from 2 the furthest is 4. Within 2, sites 2 and 3 are
//         worth looking at; prices 1 at both ends make each worth 1, and 2 is above one site.
#include "tests/support/catch.h"
#include "tests/verify/run_in_texts.h"

namespace {

using Texts = dayu::test::RunInTexts;

const Texts kFlowRun{{"inputs/flow/instance.min",
                      "c by hand\np min 3 3\nn 1 3\nn 2 -3\na 1 2 0 2 1\na 1 3 0 5 2\na 3 2 0 5 2\n"},
                     {"plan/flow.csv", "arc,from,to,quantity,cost\n1,1,2,2,2\n2,1,3,1,2\n3,3,2,1,2\n"},
                     {"plan/potentials.csv", "node,potential\n1,0\n2,4\n3,2\n"},
                     {"plan/certificate.json", R"({"problem":"minimum-cost flow","cost":6,"bound":6})"},
                     {"summary.json", R"({"dispatch":{"cost":6,"bound":6,"unserved":0}})"}};

const Texts kCentreRun{
    {"inputs/site/graph.txt", "4 3 1\n1 2 2\n2 3 2\n3 4 2\n"},
    {"plan/site_open.csv", "site\n2\n"},
    {"plan/site.csv", "client,site,share_1,cost\n1,2,1,2\n2,2,1,0\n3,2,1,2\n4,2,1,4\n"},
    {"plan/cover_proof.csv", "node,parent,branch,prices\n0,-1,,1 0 0 1\n"},
    {"plan/certificate.json",
     R"({"problem":"p-centre","radius":4,"cost":4,"bound":4,"proof_open":1,"proof_radius":2})"},
    {"summary.json", R"({"site":{"cost":4,"bound":4}})"}};

struct Planted {
  const char *file, *was, *is, *rule;
};

void check_planted(const Texts& run, const Planted& fault) {
  Texts texts = run;
  dayu::test::edit(texts, fault.file, fault.was, fault.is);
  INFO(fault.file << ": '" << fault.was << "' -> '" << fault.is << "'");
  const std::string found = dayu::test::broken_rules(texts);
  INFO("found: " << found);
  CHECK(found.find(fault.rule) != std::string::npos);
}

const Planted kFlowFaults[] = {
    {"plan/flow.csv", "1,1,2,2,2", "1,1,2,3,3", "flow.capacity"},
    {"plan/flow.csv", "2,1,3,1,2\n", "", "flow.supply"},
    {"plan/flow.csv", "3,3,2,1,2", "3,3,1,1,2", "flow.arc"},
    {"plan/flow.csv", "3,3,2,1,2", "9,3,2,1,2", "flow.arc"},
    {"plan/flow.csv", "3,3,2,1,2", "3,3,2,1,1", "flow.cost"},
    {"plan/potentials.csv", "2,4", "2,3", "bound.unproven"},
    {"plan/potentials.csv", "3,2\n", "", "bound.unproven"},
    {"plan/certificate.json", "\"cost\":6", "\"cost\":5", "sum.cost"},
    {"summary.json", "\"cost\":6", "\"cost\":7", "sum.cost"},
    {"inputs/flow/instance.min", "a 1 2 0 2 1", "a 1 2 3 5 1", "flow.capacity"},
    {"inputs/flow/instance.min", "p min", "p max 9\nx", "flow.instance"},
};

const Planted kCentreFaults[] = {
    {"plan/site_open.csv", "2\n", "2\n3\n", "site.open"},
    {"plan/site_open.csv", "2\n", "7\n", "site.open"},
    {"plan/site.csv", "4,2,1,4", "4,3,1,2", "site.serves"},
    {"plan/site.csv", "4,2,1,4\n", "", "site.serves"},
    {"plan/site.csv", "4,2,1,4", "4,2,1,3", "site.cost"},
    {"summary.json", "\"cost\":4", "\"cost\":3", "sum.cost"},
    {"plan/certificate.json", "\"cost\":4,\"bound\":4", "\"cost\":4,\"bound\":6", "bound.above"},
    {"plan/cover_proof.csv", "1 0 0 1", "0.5 0 0 0.5", "bound.unproven"},
    {"plan/cover_proof.csv", "1 0 0 1", "3 3 3 3", "bound.unproven"},
    {"plan/cover_proof.csv", "1 0 0 1", "1 -1 0 2", "bound.unproven"},
    {"plan/cover_proof.csv", "0,-1,,1 0 0 1\n", "0,-1,,1 0 0 1\n1,0,+2,9 9 9 9\n", "bound.unproven"},
    {"plan/certificate.json", "\"proof_radius\":2", "\"proof_radius\":0", "bound.unproven"},
    {"plan/certificate.json", "\"proof_open\":1", "\"proof_open\":0", "bound.unproven"},
    {"inputs/site/graph.txt", "2 3 2", "2 9 2", "site.instance"},
};

}  // namespace

TEST_CASE("the flow and the p-centre written by hand are proven") {
  CHECK(dayu::test::broken_rules(kFlowRun).empty());
  CHECK(dayu::test::broken_rules(kCentreRun).empty());
}

TEST_CASE("each planted fault of a flow run is found by its rule") {
  for (const Planted& fault : kFlowFaults) check_planted(kFlowRun, fault);
}

TEST_CASE("each planted fault of a p-centre run is found by its rule") {
  for (const Planted& fault : kCentreFaults) check_planted(kCentreRun, fault);
}
