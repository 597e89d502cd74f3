// SPDX-License-Identifier: Apache-2.0
// A network run: figures against the plan's own rows, then journeys and cuts.
#include "engine/app/verify/check_network.h"

#include <cmath>

#include "engine/app/verify/check.h"

namespace dayu::verify {
namespace {

void compare(const Figures& figures, const std::string& key, double value, const char* rule,
             Findings& findings) {
  const auto said = figures.number(key);
  if (!said || std::abs(*said - value) > 1e-6 * std::max(1.0, std::abs(value)))
    findings.refute(rule, {figures.file, key},
                    "写的是 " + (said ? figure(*said) : "无") + "，按明细是 " + figure(value),
                    "says " + (said ? figure(*said) : "nothing") + ", the rows give " + figure(value));
}

void check_figures(const Run& run, const Movement& moved, Findings& findings) {
  const double mean_s = moved.arrived > 0 ? moved.sum_s / static_cast<double>(moved.arrived) : 0;
  for (const auto& [figures, stem] : {std::pair<const Figures&, std::string>{run.summary, "evacuation."},
                                      std::pair<const Figures&, std::string>{run.certificate, ""}}) {
    compare(figures, stem + "people", static_cast<double>(moved.people), "sum.people", findings);
    compare(figures, stem + "arrived", static_cast<double>(moved.arrived), "sum.people", findings);
    compare(figures, stem + "left_behind", static_cast<double>(moved.left), "sum.people", findings);
    compare(figures, stem + "clear_s", moved.clear_s, "sum.clear", findings);
    compare(figures, stem + "mean_arrival_s", mean_s, "sum.mean", findings);
  }
  for (const char* key : {"bound_left", "bound_clear_s", "bound_mean_s"}) {
    const auto bound = run.certificate.number(key);
    if (bound) compare(run.summary, std::string("evacuation.") + key, *bound, "sum.certificate", findings);
  }
  findings.checked("人数、清空时刻、平均到达时刻与明细一致",
                   "people, clearing time and mean arrival as the rows give them");
}

/// A network run has no papers; its two figures files carry the mark.
void check_figures_marked(const Run& run, Findings& findings) {
  for (const auto& [figures, key] : {std::pair<const Figures&, std::string>{run.summary, "mark"},
                                     std::pair<const Figures&, std::string>{run.certificate, "exercise"}}) {
    const auto text = figures.texts.find(key);
    if (text != figures.texts.end() && text->second.find("演练") != std::string::npos &&
        text->second.find("EXERCISE") != std::string::npos)
      continue;
    findings.refute("mark.missing", {figures.file, key}, "没有“演练”", "does not say EXERCISE / 演练");
  }
}

}  // namespace

bool is_network_run(const std::filesystem::path& folder) {
  return std::filesystem::exists(folder / "inputs" / "network") &&
         !std::filesystem::exists(folder / "impact");
}

Run read_network_run(const std::filesystem::path& folder, Findings& findings) {
  Run run;
  run.folder = folder;
  run.summary = read_figures(folder, "summary.json", findings);
  run.certificate = read_figures(folder, "plan/certificate.json", findings);
  return run;
}

void check_network(const Run& run, Findings& findings) {
  const auto g = read_given_roads(run, findings);
  if (!g) return;
  const Movement moved = check_journeys(run, *g, findings);
  check_figures(run, moved, findings);
  check_figures_marked(run, findings);
  check_cuts(run, *g, moved, findings);
}

}  // namespace dayu::verify
