// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/thresholds/threshold.h"

#include <algorithm>

#include "engine/geo/table.h"

namespace dayu::embedded {
extern const char* const default_thresholds_csv;
}

namespace dayu::drill {
namespace {

/// What can be measured, and what may be reached by it.
const std::vector<std::string>& known_measures() {
  static const std::vector<std::string> measures{"rain",          "stage", "reservoir_level",
                                                 "fire_distance", "grade", "lead"};
  return measures;
}

std::string known_list(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

class ThresholdRows {
 public:
  ThresholdRows(const geo::Table& table, base::Faults& faults) : table_(table), faults_(faults) {}

  Threshold row(std::size_t row) {
    Threshold t;
    t.kind = table_.text(row, "kind");
    t.place = table_.text(row, "place", "*");
    t.level = table_.text(row, "level");
    t.measure = table_.text(row, "measure");
    t.object = table_.text(row, "object");
    t.window_s = table_.number(row, "window_s", faults_);
    t.value = table_.number(row, "value", faults_);
    t.unit = table_.text(row, "unit");
    t.soil = table_.text(row, "soil");
    t.basis = table_.text(row, "basis", "approved");
    t.source = table_.text(row, "source");
    t.edition = table_.text(row, "edition");
    t.region = table_.text(row, "region");
    t.surety = table_.text(row, "surety", "C");
    sense(row, t);
    return t;
  }

 private:
  void one_of(std::size_t row, const std::string& column, const std::string& value,
              const std::vector<std::string>& known) {
    if (std::find(known.begin(), known.end(), value) == known.end())
      faults_.add(table_.file.string(), table_.place(row, column), "'" + value + "' is not known here",
                  "use one of: " + known_list(known));
  }

  void sense(std::size_t row, Threshold& t) {
    const std::vector<std::string> levels = levels_of(t.kind);
    if (levels.empty()) {
      one_of(row, "kind", t.kind,
             {"transfer", "response", "reservoir", "geology", "fire_danger", "release", "call"});
    } else {
      one_of(row, "level", t.level, levels);
      t.rank = 1 + static_cast<int>(std::find(levels.begin(), levels.end(), t.level) - levels.begin());
    }
    one_of(row, "measure", t.measure, known_measures());
    one_of(row, "basis", t.basis, {"approved", "computed"});
    one_of(row, "surety", t.surety, {"A", "B", "C"});
    if (!t.soil.empty()) one_of(row, "soil", t.soil, {"dry", "normal", "wet", "*"});
    if (t.measure == "rain" && !(t.window_s > 0))
      faults_.add(table_.file.string(), table_.place(row, "window_s"), "a window of 0 s holds no rain",
                  "give its length, s");
    if (t.place.empty())
      faults_.add(table_.file.string(), table_.place(row, "place"), "the place is missing",
                  "give an id, or * for every place without rows of its own");
  }

  const geo::Table& table_;
  base::Faults& faults_;
};

std::vector<Threshold> rows_of(const geo::Table& table, base::Faults& faults) {
  std::vector<Threshold> rows;
  base::Faults missing;
  table.require({"kind", "level", "measure", "value"}, missing);
  for (const base::Fault& fault : missing.all())
    faults.add(fault.file, fault.place, fault.what, fault.remedy);
  if (!missing.empty()) return rows;
  ThresholdRows reader(table, faults);
  for (std::size_t row = 0; row < table.rows.size(); ++row) rows.push_back(reader.row(row));
  return rows;
}

}  // namespace

std::vector<std::string> levels_of(const std::string& kind) {
  if (kind == "transfer" || kind == "geology") return {"prepare", "immediate"};
  if (kind == "response") return {"IV", "III", "II", "I"};
  if (kind == "rainstorm" || kind == "fire_danger" || kind == "geology_warning")
    return {"blue", "yellow", "orange", "red"};
  if (kind == "reservoir") return {"flood_limit", "design", "check", "crest"};
  if (kind == "release") return {"release"};
  if (kind == "call") return {"county", "township", "village"};
  return {};
}

std::vector<Threshold> parse_thresholds(const std::string& text, const std::string& file,
                                        base::Faults& faults) {
  return rows_of(geo::parse_table(text, file), faults);
}

std::vector<Threshold> read_thresholds(const std::filesystem::path& file, base::Faults& faults) {
  return rows_of(geo::read_table(file), faults);
}

const std::vector<Threshold>& default_thresholds() {
  static const std::vector<Threshold> rows = [] {
    base::Faults faults;
    std::vector<Threshold> all =
        parse_thresholds(embedded::default_thresholds_csv, "default_thresholds.csv", faults);
    faults.throw_if_any();
    return all;
  }();
  return rows;
}

std::string printed_source(const Threshold& threshold) {
  if (threshold.source.empty() || threshold.edition.empty()) return threshold.source;
  return threshold.source + ", " + threshold.edition;
}

}  // namespace dayu::drill
