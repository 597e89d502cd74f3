// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/routing/vrplib_text.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <set>
#include <sstream>

#include "engine/geo/gzip_file.h"

namespace dayu::plan::routing {
namespace {

/// What a file may say, and is used; and what states nothing about the problem.
const std::set<std::string> kKeys{"NAME",
                                  "TYPE",
                                  "DIMENSION",
                                  "VEHICLES",
                                  "CAPACITY",
                                  "DISTANCE",
                                  "SERVICE_TIME",
                                  "EDGE_WEIGHT_TYPE",
                                  "EDGE_WEIGHT_FORMAT",
                                  "VEHICLES_MAX_DURATION",
                                  "VEHICLES_MAX_DISTANCE",
                                  "VEHICLES_FIXED_COST"};
const std::set<std::string> kRemarks{"COMMENT", "BEST_KNOWN", "NODE_COORD_TYPE", "DISPLAY_DATA_TYPE"};
const std::set<std::string> kSections{"NODE_COORD_SECTION",
                                      "DEMAND_SECTION",
                                      "DEPOT_SECTION",
                                      "TIME_WINDOW_SECTION",
                                      "SERVICE_TIME_SECTION",
                                      "EDGE_WEIGHT_SECTION",
                                      "VEHICLES_DEPOT_SECTION",
                                      "CAPACITY_SECTION",
                                      "VEHICLES_MAX_DURATION_SECTION",
                                      "VEHICLES_MAX_DISTANCE_SECTION",
                                      "VEHICLES_FIXED_COST_SECTION",
                                      "DISPLAY_DATA_SECTION"};
/// A file full of faults is told by its first ones.
constexpr std::size_t kTold = 40;

std::string trimmed_line(const std::string& text) {
  const std::size_t a = text.find_first_not_of(" \t\r"), b = text.find_last_not_of(" \t\r");
  return a == std::string::npos ? "" : text.substr(a, b - a + 1);
}

std::string all_words(const std::set<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

/// The whole word as a finite number; false: it is none.
bool is_number(const std::string& word, double& value) {
  char* end = nullptr;
  value = std::strtod(word.c_str(), &end);
  return end != word.c_str() && *end == '\0' && std::isfinite(value);
}

}  // namespace

VrplibText::VrplibText(const std::filesystem::path& file, base::Faults& faults)
    : file_(file), faults_(faults) {
  std::istringstream in(geo::to_utf8(geo::read_gzip(file)));
  int line = 0;
  for (std::string text; std::getline(in, text) && !ended_;) read_line(++line, trimmed_line(text));
}

void VrplibText::fault(int line, const std::string& what, const std::string& remedy) {
  if (faults_.all().size() >= kTold) return;
  faults_.add(file_.string(), line > 0 ? "line " + std::to_string(line) : "", what, remedy);
}

void VrplibText::read_line(int line, std::string text) {
  if (text.empty()) return;
  if (text == "EOF") {
    ended_ = true;
    return;
  }
  const bool is_word = std::isalpha(static_cast<unsigned char>(text[0])) != 0;
  if (!is_word) {
    read_numbers(line, text);
    return;
  }
  const std::size_t colon = text.find(':');
  const std::string key = trimmed_line(text.substr(0, colon));
  if (key.ends_with("_SECTION")) {
    open_section(line, key);
  } else if (colon == std::string::npos) {
    fault(line, "'" + text + "' is neither KEY : value nor the name of a section", "mend the line");
  } else {
    take_key(line, key, trimmed_line(text.substr(colon + 1)));
  }
}

void VrplibText::open_section(int line, const std::string& name) {
  open_ = nullptr;
  if (!kSections.contains(name)) {
    fault(line, "there is no use for the section " + name,
          "leave it out if the problem is the same without it; known: " + all_words(kSections));
    open_ = &sections_[""];
    return;
  }
  if (sections_.contains(name)) fault(line, name + " stands here a second time", "leave one of them");
  open_ = &sections_[name];
  open_->line = line;
}

void VrplibText::take_key(int line, const std::string& key, const std::string& value) {
  open_ = nullptr;
  if (kRemarks.contains(key)) return;
  if (!kKeys.contains(key)) {
    fault(line, "there is no use for the key " + key,
          "leave it out if the problem is the same without it; known: " + all_words(kKeys));
    return;
  }
  if (!keys_.emplace(key, Value{line, value}).second)
    fault(line, key + " stands here a second time", "leave one of them");
}

void VrplibText::read_numbers(int line, const std::string& text) {
  if (open_ == nullptr) {
    fault(line, "numbers outside a section", "put the section's name above them");
    return;
  }
  VrplibRow row{line, {}};
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    double value = 0;
    if (!is_number(word, value)) {
      fault(line, "'" + word + "' is not a number", "give a number");
      return;
    }
    row.values.push_back(value);
  }
  open_->rows.push_back(std::move(row));
}

std::string VrplibText::text(const std::string& key) const {
  const auto found = keys_.find(key);
  return found == keys_.end() ? "" : found->second.text;
}

int VrplibText::line_of(const std::string& key) const {
  const auto found = keys_.find(key);
  return found == keys_.end() ? 0 : found->second.line;
}

double VrplibText::number(const std::string& key, double fallback, double low) {
  const auto found = keys_.find(key);
  if (found == keys_.end()) return fallback;
  double value = 0;
  if (!is_number(found->second.text, value)) {
    fault(found->second.line, key + " '" + found->second.text + "' is not a number", "give a number");
    return fallback;
  }
  if (value < low) {
    std::ostringstream least;
    least << low;
    fault(found->second.line, key + " is below " + least.str(), "mend the value");
    return fallback;
  }
  return value;
}

int VrplibText::whole(const std::string& key, int fallback, int low, int high) {
  const double value = number(key, fallback, low);
  if (value == std::floor(value) && value <= high) return static_cast<int>(value);
  fault(line_of(key), key + " is no whole number up to " + std::to_string(high), "mend the value");
  return fallback;
}

const VrplibSection* VrplibText::section(const std::string& name) const {
  const auto found = sections_.find(name);
  return found == sections_.end() ? nullptr : &found->second;
}

}  // namespace dayu::plan::routing
