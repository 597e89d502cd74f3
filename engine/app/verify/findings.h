// SPDX-License-Identifier: Apache-2.0
// Where the checks of the checker put what they find.
#pragma once

#include <string>
#include <utility>

#include "engine/app/verify/verify.h"

namespace dayu::verify {

/// Where something stands: a file of the run folder and a place in it.
struct Spot {
  std::string file, place;
};

class Findings {
 public:
  explicit Findings(Report& report) : report_(report) {}
  void refute(std::string rule, const Spot& spot, std::string zh, std::string en) {
    report_.violations.push_back({std::move(rule), spot.file, spot.place, std::move(zh), std::move(en)});
  }
  void checked(const std::string& zh, const std::string& en) { report_.checked.push_back(en + " / " + zh); }
  void skipped(const std::string& zh, const std::string& en) { report_.skipped.push_back(en + " / " + zh); }

 private:
  Report& report_;
};

/// A figure as people write it: no trailing zeros, "never" for infinity, "none" for NaN.
std::string figure(double value);

}  // namespace dayu::verify
