// SPDX-License-Identifier: Apache-2.0
#include "engine/app/progress.h"

#include <unistd.h>

#include <cstdio>
#include <nlohmann/json.hpp>

namespace dayu::app {
namespace {

double seconds(std::chrono::steady_clock::duration d) {
  return std::chrono::duration<double>(d).count();
}

std::string percent_line(const std::string& stage, const hazards::Progress& p, double elapsed_s) {
  const double done = p.duration_s > 0 ? p.time_s / p.duration_s : 1;
  const double left_s = done > 0.001 ? elapsed_s * (1 - done) / done : 0;
  char text[200];
  std::snprintf(text, sizeof text,
                "%-9s %5.1f %%  simulated %6.2f h  left %4.0f s  active %3.0f %%  volume error %.1e",
                stage.c_str(), 100 * done, p.time_s / 3600, left_s, 100 * p.active_1, p.volume_error_1);
  return text;
}

}  // namespace

Reporter::Reporter(ProgressStyle style)
    : style_(style), terminal_(isatty(STDERR_FILENO) != 0), began_(Clock::now()), last_(began_) {}

void Reporter::line(const std::string& text, bool lasting) {
  if (style_ != ProgressStyle::automatic) return;
  if (terminal_) {
    std::fprintf(stderr, "\r\033[K%s%s", text.c_str(), lasting ? "\n" : "");
  } else if (lasting) {
    std::fprintf(stderr, "%s\n", text.c_str());
  }
  std::fflush(stderr);
}

void Reporter::stage(const std::string& name) {
  finish();
  stage_ = name;
  began_ = last_ = Clock::now();
  if (style_ == ProgressStyle::jsonl)
    std::fprintf(stderr, "%s\n", nlohmann::json{{"v", 1}, {"stage", name}}.dump().c_str());
}

void Reporter::advance(const hazards::Progress& p) {
  const double since_s = seconds(Clock::now() - last_);
  const double beat_s = style_ == ProgressStyle::jsonl ? 1 : terminal_ ? 0.5 : 60;
  if (since_s < beat_s) return;
  last_ = Clock::now();
  if (style_ == ProgressStyle::jsonl) {
    const nlohmann::json json{{"v", 1},
                              {"stage", stage_},
                              {"time_s", p.time_s},
                              {"duration_s", p.duration_s},
                              {"active_1", p.active_1},
                              {"volume_error_1", p.volume_error_1},
                              {"steps", p.steps}};
    std::fprintf(stderr, "%s\n", json.dump().c_str());
    return;
  }
  line(percent_line(stage_, p, seconds(last_ - began_)), !terminal_);
}

void Reporter::note(const std::string& text) {
  if (style_ == ProgressStyle::jsonl) {
    std::fprintf(stderr, "%s\n", nlohmann::json{{"v", 1}, {"note", text}}.dump().c_str());
  } else {
    line(text, true);
  }
}

void Reporter::finish() {
  if (stage_.empty()) return;
  const double took_s = seconds(Clock::now() - began_);
  wall_s_[stage_] += took_s;
  char text[80];
  std::snprintf(text, sizeof text, "%-9s %.1f s", stage_.c_str(), took_s);
  line(text, true);
  stage_.clear();
}

}  // namespace dayu::app
