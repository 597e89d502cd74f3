// SPDX-License-Identifier: Apache-2.0
// What a waiting person sees on stderr: one line that renews itself on a terminal, a heartbeat every minute
// in a log, one JSON object a line with --progress jsonl, nothing with --quiet. The only place that reads a
// clock.
#pragma once

#include <chrono>
#include <map>
#include <string>

#include "engine/hazards/hazard.h"

namespace dayu::app {

enum class ProgressStyle { automatic, quiet, jsonl };

class Reporter {
 public:
  explicit Reporter(ProgressStyle style);
  void stage(const std::string& name);              ///< closes the stage before, starts its clock
  void advance(const hazards::Progress& progress);  ///< throttled
  void note(const std::string& text);               ///< a warning or remark
  void finish();
  const std::map<std::string, double>& wall_s() const { return wall_s_; }

 private:
  using Clock = std::chrono::steady_clock;
  void line(const std::string& text, bool lasting);
  ProgressStyle style_;
  bool terminal_;
  std::string stage_;
  Clock::time_point began_, last_;
  std::map<std::string, double> wall_s_;
};

}  // namespace dayu::app
