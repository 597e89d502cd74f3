// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/scenario_injects.h"

#include <algorithm>
#include <set>

#include "engine/drill/expression.h"

namespace dayu::drill {
namespace {

class InjectReader {
 public:
  InjectReader(Scenario& scenario, base::Faults& faults) : s_(scenario), faults_(faults) {}

  void read() {
    seats();
    for (const base::Settings& section : s_.settings.sections("inject")) inject(section);
    follows();
    contingencies();
  }

 private:
  void seats() {
    std::set<std::string> ids;
    for (const base::Settings& section : s_.settings.sections("seat")) {
      s_.seats.push_back({section.text("id"), section.text("zh"), section.text("en")});
      if (!ids.insert(s_.seats.back().id).second)
        faults_.add(section.error("id", "two seats are called '" + s_.seats.back().id + "'", "rename one"));
    }
  }

  std::string seat_of(const base::Settings& section, const std::string& key) {
    std::string id = given_text(section, key);
    if (id.empty()) return id;
    std::string known;
    for (const Seat& seat : s_.seats) {
      if (seat.id == id) return id;
      known += (known.empty() ? "" : ", ") + seat.id;
    }
    faults_.add(section.error(key, "there is no seat '" + id + "'",
                              known.empty() ? "declare it with [[seat]]" : "known seats: " + known));
    return id;
  }

  void inject(const base::Settings& section) {
    Inject inject;
    inject.id = section.text("id");
    inject.where = section.place("id");
    if (!ids_.insert(inject.id).second)
      faults_.add(
          section.error("id", "two injects are called '" + inject.id + "'", "rename one: ids are stable"));
    moment(section, inject);
    inject.kind = section.text("kind");
    consultation(section, inject);
    inject.mode = section.text("mode");
    inject.from = seat_of(section, "from");
    inject.to = seat_of(section, "to");
    inject.zh = section.text("zh");
    inject.en = section.text("en");
    inject.place = given_text(section, "place");
    inject.objective = given_text(section, "objective");
    inject.attachment = given_text(section, "attachment");
    inject.notes = given_text(section, "notes");
    Expected& expected = inject.expected;
    expected.who = section.has("who") ? seat_of(section, "who") : inject.to;
    expected.zh = given_text(section, "expected_zh");
    expected.en = given_text(section, "expected_en");
    expected.clause = given_text(section, "clause");
    expected.target_min = section.number("target_min");
    expected.limit_min = section.number("limit_min");
    expected.points = section.number("points");
    if (expected.limit_min < expected.target_min)
      faults_.add(
          section.error("limit_min", "the limit is before the target", "give limit_min >= target_min"));
    s_.injects.push_back(std::move(inject));
  }

  void moment(const base::Settings& section, Inject& inject) {
    inject.after = given_text(section, "after");
    inject.delay_s = section.number("delay_s");
    inject.when = given_text(section, "when");
    inject.by_hand = section.boolean("by_hand");
    inject.if_not_done = bare_id(given_text(section, "if_not_done"));
    const std::string at = given_text(section, "at");
    const int moments = static_cast<int>(!at.empty()) + static_cast<int>(!inject.after.empty()) +
                        static_cast<int>(!inject.when.empty()) + static_cast<int>(inject.by_hand) +
                        static_cast<int>(!inject.if_not_done.empty());
    if (moments != 1) {
      faults_.add(
          section.error("at", moments == 0 ? "the inject has no time" : "the inject has two times",
                        "write one of at = \"T+01:20\", after = \"<event id>\", when = \"<condition>\", "
                        "if_not_done = \"<inject>\", by_hand = true"));
      return;
    }
    if (!inject.when.empty()) condition(section, inject.when);
    if (at.empty()) return;
    try {
      inject.time_s = read_moment(at, s_.start, s_.opens_s);
    } catch (const base::InputError& error) {
      faults_.add(section.error("at", error.faults().front().what, error.faults().front().remedy));
      return;
    }
    if (inject.time_s < 0 || inject.time_s > s_.duration_s)
      faults_.add(section.error("at", "'" + at + "' lies outside the scenario",
                                "give a time between its start and its end"));
  }

  /// "EA-I-08", "inject-I-08" and "I-08" name the same.
  static std::string bare_id(std::string id) {
    for (const std::string prefix : {"EA-", "inject-"})
      if (id.rfind(prefix, 0) == 0) id.erase(0, prefix.size());
    return id;
  }

  void consultation(const base::Settings& section, Inject& inject) {
    Consultation& c = inject.consultation;
    c.inputs = section.texts("inputs");
    c.question_zh = given_text(section, "question_zh");
    c.question_en = given_text(section, "question_en");
    c.decision_zh = given_text(section, "decision_zh");
    c.decision_en = given_text(section, "decision_en");
    const bool any = !c.inputs.empty() || !c.question_zh.empty() || !c.decision_zh.empty();
    if (any && inject.kind != "consultation")
      faults_.add(section.error("kind", "inputs, question and decision belong to a consultation",
                                "write kind = \"consultation\""));
    for (const std::string& input : c.inputs) {
      try {
        Expression::parse(input + " >= 0");
      } catch (const base::InputError& error) {
        faults_.add(section.error("inputs", error.faults().front().what + ", " + error.faults().front().place,
                                  error.faults().front().remedy));
      }
    }
  }

  void condition(const base::Settings& section, const std::string& when) {
    try {
      Expression::parse(when);
    } catch (const base::InputError& error) {
      const base::Fault& fault = error.faults().front();
      faults_.add(section.error("when", fault.what + ", " + fault.place, fault.remedy));
    }
  }

  /// `after = "inject-..."` must name an inject; alerts are known only when the rain was read (see play).
  void follows() {
    for (const base::Settings& section : s_.settings.sections("inject")) {
      const std::string after = given_text(section, "after");
      const bool to_inject = after.rfind("inject-", 0) == 0;
      if (to_inject && !ids_.contains(after.substr(7)))
        faults_.add(section.error("after", "there is no inject '" + after.substr(7) + "'",
                                  "name the id of another [[inject]]"));
      else if (!after.empty() && !to_inject && after.rfind("alert-", 0) != 0)
        faults_.add(
            section.error("after", "'" + after + "' is not an event that an inject can follow",
                          "write alert-transfer-immediate-<village>, alert-rainstorm-red or inject-<id>"));
    }
  }

  /// What is waited for must be expected of somebody; what is taken as not done likewise.
  void contingencies() {
    const auto expects = [&](const std::string& id) {
      return std::any_of(s_.injects.begin(), s_.injects.end(),
                         [&](const Inject& inject) { return inject.id == id && inject.expected.any(); });
    };
    const auto sections = s_.settings.sections("inject");
    for (std::size_t i = 0; i < s_.injects.size(); ++i) {
      Inject& inject = s_.injects[i];
      if (inject.if_not_done.empty()) continue;
      if (!sections[i].has("kind")) inject.kind = "contingency";
      if (!expects(inject.if_not_done))
        faults_.add(sections[i].error("if_not_done", "inject '" + inject.if_not_done + "' expects nothing",
                                      "name an inject with expected_zh or expected_en"));
    }
    for (std::string& id : s_.not_done) {
      id = bare_id(id);
      if (!expects(id))
        faults_.add(s_.settings.section("scenario")
                        .error("not_done", "inject '" + id + "' expects nothing",
                               "name injects with an expected action, e.g. I-08"));
    }
  }

  Scenario& s_;
  base::Faults& faults_;
  std::set<std::string> ids_;
};

}  // namespace

std::string given_text(const base::Settings& section, const std::string& key) {
  return section.has(key) ? section.text(key) : std::string();
}

void read_injects(Scenario& scenario, base::Faults& faults) {
  InjectReader(scenario, faults).read();
}

}  // namespace dayu::drill
