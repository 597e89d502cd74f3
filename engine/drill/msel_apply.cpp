// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/msel_apply.h"

#include <algorithm>
#include <map>

#include "engine/drill/inject_tables.h"

namespace dayu::drill {
namespace {

using Keys = InjectKeys;

class Applier {
 public:
  Applier(const Scenario& scenario, const MselEdits& edits, const std::string& toml)
      : scenario_(scenario), zh_(edits.language == Language::zh), edits_(edits), tables_(scenario, toml) {}

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
    result_.toml = tables_.text(edited_, removed_, fresh_);
    return std::move(result_);
  }

 private:
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
    static const std::vector<std::string> kinds{"contextual", "contingency", "consultation", "note"};
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
    if (inject && time && !inject->at_a_time()) {
      fault(change, "its moment is not a time: it " + moment_of(*inject),
            "put its old time back here, or change its trigger in the scenario file");
      return;
    }
    const bool applied = inject && set(change, change.column, change.after, edited_[inject->id]);
    (applied ? result_.applied : result_.only_seen).push_back(change);
  }

  static std::string moment_of(const Inject& inject) {
    if (!inject.after.empty()) return "follows " + inject.after;
    if (!inject.if_not_done.empty()) return "waits for EA-" + inject.if_not_done + " not being done";
    return inject.when.empty() ? "is in the controller's hand" : "waits for " + inject.when;
  }

  std::string fresh_id() {
    for (int n = 1;; ++n) {
      std::string id = "I-" + std::string(n < 10 ? "0" : "") + std::to_string(n);
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

  const Scenario& scenario_;
  bool zh_;
  const MselEdits& edits_;
  InjectTables tables_;
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
