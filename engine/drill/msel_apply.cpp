// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/msel_apply.h"

#include <algorithm>
#include <map>
#include <sstream>

namespace dayu::drill {
namespace {

/// Keys of an inject that a workbook can carry, as TOML text.
using Keys = std::map<std::string, std::string>;

std::string toml_text(const std::string& text) {
  std::string toml = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      toml += std::string("\\") + c;
    } else if (c == '\n') {
      toml += "\\n";
    } else {
      toml += c;
    }
  }
  return toml + "\"";
}

/// The lines of one [[inject]] table in the file, `end` excluded; comments before the next table stay
/// outside.
struct Span {
  std::size_t begin = 0, end = 0;
};

bool is_key_line(const std::string& line) {
  const std::size_t first = line.find_first_not_of(" \t");
  return first != std::string::npos && line[first] != '#' && line[first] != '[';
}

bool is_table_line(const std::string& line) {
  const std::size_t first = line.find_first_not_of(" \t");
  return first != std::string::npos && line[first] == '[';
}

class Applier {
 public:
  Applier(const Scenario& scenario, const MselEdits& edits, const std::string& toml)
      : scenario_(scenario), zh_(edits.language == Language::zh), edits_(edits) {
    std::istringstream in(toml);
    for (std::string line; std::getline(in, line);) lines_.push_back(line);
    find_spans();
  }

  MselApplied apply() {
    for (const MselChange& change : edits_.changes) {
      if (change.kind == MselChange::Kind::inserted)
        insert(change);
      else if (change.id.rfind("inject-", 0) != 0)
        result_.only_seen.push_back(change);
      else if (change.kind == MselChange::Kind::deleted)
        remove(change);
      else
        cell(change);
    }
    faults_.throw_if_any();
    write();
    return std::move(result_);
  }

 private:
  void find_spans() {
    std::size_t n = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const std::size_t first = lines_[i].find_first_not_of(" \t");
      if (first == std::string::npos || lines_[i].compare(first, 10, "[[inject]]") != 0) continue;
      std::size_t end = i + 1;
      for (std::size_t j = i + 1; j < lines_.size() && !is_table_line(lines_[j]); ++j)
        if (is_key_line(lines_[j])) end = j + 1;
      if (n < scenario_.injects.size()) spans_[scenario_.injects[n].id] = {i, end};
      ++n;
    }
  }

  void fault(const MselChange& change, const std::string& what, const std::string& remedy) {
    faults_.add(scenario_.file.string(), "MSEL row " + std::to_string(change.line) + ", " + change.id, what,
                remedy);
  }

  const Inject* inject_of(const MselChange& change) const {
    for (const Inject& inject : scenario_.injects)
      if ("inject-" + inject.id == change.id) return &inject;
    return nullptr;
  }

  void remove(const MselChange& change) {
    const Inject* inject = inject_of(change);
    if (!inject) return;
    for (const Inject& other : scenario_.injects)
      if (other.after == change.id)
        fault(change, "inject " + other.id + " follows it", "change that one first");
    removed_.push_back(inject->id);
    result_.applied.push_back(change);
  }

  std::string seat_id(const MselChange& change, const std::string& name) {
    if (name.empty()) return name;
    std::string known;
    for (const Seat& seat : scenario_.seats) {
      if (name == seat.zh || name == seat.en || name == seat.id) return seat.id;
      known += (known.empty() ? "" : ", ") + (zh_ ? seat.zh : seat.en);
    }
    fault(change, "there is no seat '" + name + "'", "known: " + known);
    return "";
  }

  /// The code whose word is written: "电话" -> phone.
  std::string code_of(const MselChange& change, const std::string& prefix,
                      const std::vector<std::string>& codes, const std::string& text) {
    std::string known;
    for (const std::string& code : codes) {
      if (text == word(prefix + code, Language::zh) || text == word(prefix + code, Language::en) ||
          text == code)
        return code;
      known += (known.empty() ? "" : ", ") + word(prefix + code, zh_ ? Language::zh : Language::en);
    }
    fault(change, "'" + text + "' is not known here", "use one of: " + known);
    return "";
  }

  /// "seat: what" of the expected column; without a colon the seat stays.
  void expected(const MselChange& change, const std::string& text, Keys& keys) {
    const std::string colon = text.find("：") != std::string::npos ? "：" : ":";
    const std::size_t at = text.find(colon);
    if (at != std::string::npos) {
      keys["who"] = toml_text(seat_id(change, text.substr(0, at)));
      std::size_t rest = at + colon.size();
      while (rest < text.size() && text[rest] == ' ') ++rest;
      keys[zh_ ? "expected_zh" : "expected_en"] = toml_text(text.substr(rest));
    } else {
      keys[zh_ ? "expected_zh" : "expected_en"] = toml_text(text);
    }
  }

  /// The three numbers after the colon: target, limit, points.
  void evaluation(const MselChange& change, const std::string& text, Keys& keys) {
    std::vector<std::string> numbers;
    std::string digits;
    const std::size_t colon = std::min(text.find("："), text.find(": "));
    for (std::size_t i = colon == std::string::npos ? 0 : colon; i <= text.size(); ++i) {
      const char c = i < text.size() ? text[i] : ' ';
      if ((c >= '0' && c <= '9') || (c == '.' && !digits.empty())) {
        digits += c;
      } else if (!digits.empty()) {
        numbers.push_back(digits);
        digits.clear();
      }
    }
    if (numbers.size() != 3) {
      fault(change, "'" + text + "' does not hold three numbers",
            "write " +
                say("msel.evaluation_value", zh_ ? Language::zh : Language::en, {"EA", "10", "20", "5"}));
      return;
    }
    keys["target_min"] = numbers[0];
    keys["limit_min"] = numbers[1];
    keys["points"] = numbers[2];
  }

  /// True if the column is one that a scenario holds.
  bool set(const MselChange& change, const std::string& column, const std::string& text, Keys& keys) {
    static const std::vector<std::string> modes{"phone",  "radio",    "sms",  "face",
                                                "screen", "document", "gong", "observation"};
    static const std::vector<std::string> kinds{"contextual", "contingency", "note"};
    if (column == "msel.message") {
      keys[zh_ ? "zh" : "en"] = toml_text(text);
    } else if (column == "msel.kind") {
      keys["kind"] = toml_text(code_of(change, "inject.", kinds, text));
    } else if (column == "msel.mode") {
      keys["mode"] = toml_text(code_of(change, "mode.", modes, text));
    } else if (column == "msel.from" || column == "msel.to") {
      keys[column.substr(5)] = toml_text(seat_id(change, text));
    } else if (column == "msel.attachment" || column == "msel.objective" || column == "msel.notes") {
      keys[column.substr(5)] = toml_text(text);
    } else if (column == "msel.expected") {
      expected(change, text, keys);
    } else if (column == "msel.evaluation") {
      evaluation(change, text, keys);
    } else if (column == "msel.exercise_time") {
      keys["at"] = toml_text(base::t_plus(read_exercise_time(text)));
    } else if (column == "msel.scenario_time") {
      if (!keys.contains("at")) keys["at"] = toml_text(text.substr(0, 5));
    } else {
      return false;
    }
    return true;
  }

  void cell(const MselChange& change) {
    const Inject* inject = inject_of(change);
    const bool time = change.column == "msel.exercise_time" || change.column == "msel.scenario_time";
    if (!inject) {
      result_.only_seen.push_back(change);
    } else if (time && (!inject->after.empty() || !inject->when.empty() || inject->by_hand)) {
      fault(change, "its moment is not a time: it " + moment_of(*inject),
            "put its old time back here, or change its trigger in the scenario file");
    } else if (set(change, change.column, change.after, edited_[inject->id])) {
      result_.applied.push_back(change);
    } else {
      result_.only_seen.push_back(change);
    }
  }

  static std::string moment_of(const Inject& inject) {
    if (!inject.after.empty()) return "follows " + inject.after;
    return inject.when.empty() ? "is in the controller's hand" : "waits for " + inject.when;
  }

  std::string fresh_id() {
    for (int n = 1;; ++n) {
      const std::string id = "I-" + std::string(n < 10 ? "0" : "") + std::to_string(n);
      const bool taken = std::any_of(scenario_.injects.begin(), scenario_.injects.end(),
                                     [&](const Inject& inject) { return inject.id == id; }) ||
                         std::find(given_.begin(), given_.end(), id) != given_.end();
      if (!taken) return id;
    }
  }

  void insert(const MselChange& change) {
    Keys keys;
    std::string id = change.id.rfind("inject-", 0) == 0 ? change.id.substr(7) : change.id;
    if (id.empty()) id = fresh_id();
    given_.push_back(id);
    for (std::size_t c = 0; c < change.row.size(); ++c)
      if (!change.row[c].empty()) set(change, msel_columns()[c], change.row[c], keys);
    if (!keys.contains("at")) keys["by_hand"] = "true";
    // A message in one language stands for both until somebody translates it.
    const std::string& message = change.after;
    if (message.empty()) fault(change, "the new row has no message", "write its text");
    keys.try_emplace("zh", toml_text(message));
    keys.try_emplace("en", toml_text(message));
    keys["id"] = toml_text(id);
    fresh_.push_back(std::move(keys));
    MselChange named = change;
    named.id = "inject-" + id;
    result_.applied.push_back(std::move(named));
  }

  static std::string key_of(const std::string& line) {
    const std::size_t first = line.find_first_not_of(" \t"), end = line.find_first_of(" \t=", first);
    return first == std::string::npos ? std::string() : line.substr(first, end - first);
  }

  /// Key lines are replaced where they stand; keys that the table lacked are added at its end.
  void rewrite(const std::string& id, Keys keys, std::string& out) {
    const Span span = spans_.at(id);
    for (std::size_t i = span.begin; i < span.end; ++i) {
      const auto changed = keys.find(key_of(lines_[i]));
      if (i == span.begin || !is_key_line(lines_[i]) || changed == keys.end()) {
        out += lines_[i] + "\n";
        continue;
      }
      if (changed->second != "\"\"") out += changed->first + " = " + changed->second + "\n";
      keys.erase(changed);
    }
    for (const auto& [key, value] : keys)
      if (value != "\"\"") out += key + " = " + value + "\n";
  }

  void write() {
    std::string& out = result_.toml;
    for (std::size_t i = 0; i < lines_.size();) {
      const auto at =
          std::find_if(spans_.begin(), spans_.end(), [&](const auto& s) { return s.second.begin == i; });
      if (at == spans_.end()) {
        out += lines_[i++] + "\n";
        continue;
      }
      if (std::find(removed_.begin(), removed_.end(), at->first) == removed_.end())
        rewrite(at->first, edited_.contains(at->first) ? edited_[at->first] : Keys{}, out);
      i = at->second.end;
    }
    for (const Keys& keys : fresh_) {
      out += "\n[[inject]]\nid = " + keys.at("id") + "\n";
      for (const auto& [key, value] : keys)
        if (key != "id" && value != "\"\"") out += key + " = " + value + "\n";
    }
  }

  const Scenario& scenario_;
  bool zh_;
  const MselEdits& edits_;
  std::vector<std::string> lines_;
  std::map<std::string, Span> spans_;
  std::map<std::string, Keys> edited_;
  std::vector<std::string> removed_, given_;
  std::vector<Keys> fresh_;
  base::Faults faults_;
  MselApplied result_;
};

}  // namespace

MselApplied apply_msel(const Scenario& scenario, const MselEdits& edits, const std::string& toml) {
  return Applier(scenario, edits, toml).apply();
}

}  // namespace dayu::drill
