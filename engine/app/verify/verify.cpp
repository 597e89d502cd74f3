// SPDX-License-Identifier: Apache-2.0
#include "engine/app/verify/verify.h"

#include <span>

#include "engine/app/verify/check.h"
#include "engine/app/verify/check_dispatch.h"
#include "engine/app/verify/check_flow.h"
#include "engine/app/verify/check_network.h"
#include "engine/app/verify/check_site.h"

namespace dayu::verify {
namespace {

struct Check {
  const char* name;
  void (*run)(const Run&, Findings&);
};

constexpr Check kChecks[] = {
    {"files", check_files},       {"closures", check_closures},   {"frames", check_frames},
    {"shelters", check_shelters}, {"means", check_means},         {"people", check_people},
    {"routes", check_routes},     {"sums", check_sums},           {"bounds", check_bounds},
    {"stress", check_stress},     {"behaviour", check_behaviour}, {"proof", check_proof},
    {"water", check_water},       {"sources", check_sources},     {"marks", check_marks},
};

/// A network as given has no county, no hazard and no papers.
constexpr Check kNetworkChecks[] = {
    {"files", check_files}, {"network", check_network}, {"sources", check_sources}};
constexpr Check kDispatchChecks[] = {
    {"files", check_files}, {"dispatch", check_dispatch}, {"sources", check_sources}};
constexpr Check kSiteChecks[] = {{"files", check_files}, {"site", check_site}, {"sources", check_sources}};
constexpr Check kCountySiteChecks[] = {
    {"files", check_files}, {"county site", check_county_site}, {"sources", check_sources}};
constexpr Check kFlowChecks[] = {{"files", check_files}, {"flow", check_flow}, {"sources", check_sources}};

/// Problems as given in files: their runs hold no county.
struct Given {
  bool (*is_run)(const std::filesystem::path&);
  std::span<const Check> checks;
};
constexpr Given kGiven[] = {{is_network_run, kNetworkChecks},
                            {is_dispatch_run, kDispatchChecks},
                            {is_flow_run, kFlowChecks},
                            {is_site_run, kSiteChecks},
                            {is_county_site_run, kCountySiteChecks}};

/// What a check cannot digest (a file that vanishes, numbers out of any range) refutes the run and never
/// hides a rule.
void guarded(const Check& check, const Run& run, Findings& findings) {
  try {
    check.run(run, findings);
  } catch (const std::exception& error) {
    findings.refute("files.unusable", {"", std::string("check ") + check.name}, "此项检查无法完成",
                    std::string("the check cannot be completed: ") + error.what());
  }
}

}  // namespace

Report verify(const std::filesystem::path& run_folder) {
  Report report;
  Findings findings(report);
  if (!std::filesystem::is_directory(run_folder)) {
    findings.refute("files.missing", {run_folder.string(), ""}, "没有这个成果夹", "is no folder");
    return report;
  }
  try {
    for (const Given& given : kGiven) {
      if (!given.is_run(run_folder)) continue;
      const Run run = read_network_run(run_folder, findings);
      for (const Check& check : given.checks) guarded(check, run, findings);
      return report;
    }
    const Run run = read_run(run_folder, findings);
    for (const Check& check : kChecks) guarded(check, run, findings);
  } catch (const std::exception& error) {
    findings.refute("files.unusable", {run_folder.string(), ""}, "成果夹读不出",
                    std::string("cannot be read: ") + error.what());
  }
  return report;
}

}  // namespace dayu::verify
