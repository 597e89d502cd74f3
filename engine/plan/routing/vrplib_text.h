// SPDX-License-Identifier: Apache-2.0
// A VRPLIB file (TSPLIB 95, Reinelt 1991, with the sections of CVRPLIB and its followers) as words that know
// their lines: "KEY : value" above, then sections of numbers, one row a line. May be gzipped.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/base/errors.h"

namespace dayu::plan::routing {

struct VrplibRow {
  int line = 0;
  std::vector<double> values;
};

struct VrplibSection {
  int line = 0;
  std::vector<VrplibRow> rows;
};

class VrplibText {
 public:
  /// Reads; unreadable numbers, keys and sections that it does not know are faults.
  VrplibText(const std::filesystem::path& file, base::Faults& faults);

  bool has(const std::string& key) const { return keys_.contains(key); }
  std::string text(const std::string& key) const;
  /// The key's number; `fallback` where it is absent; a fault where it is below `low` or no number.
  double number(const std::string& key, double fallback, double low);
  int whole(const std::string& key, int fallback, int low, int high);
  const VrplibSection* section(const std::string& name) const;

  void fault(int line, const std::string& what, const std::string& remedy);
  int line_of(const std::string& key) const;

 private:
  struct Value {
    int line;
    std::string text;
  };
  void read_line(int line, std::string text);
  void read_numbers(int line, const std::string& text);
  void open_section(int line, const std::string& name);
  void take_key(int line, const std::string& key, const std::string& value);

  std::filesystem::path file_;
  base::Faults& faults_;
  std::map<std::string, Value> keys_;
  std::map<std::string, VrplibSection> sections_;
  VrplibSection* open_ = nullptr;
  bool ended_ = false;
};

}  // namespace dayu::plan::routing
