// SPDX-License-Identifier: Apache-2.0
// The certificate's second figure: the plan as announced, held to an earlier hazard and slow people. The file
// states from when on everything comes earlier and by which share; danger and closing times are moved here
// again, and every row of stress.csv is judged by them: who is said to make it is off every piece before it
// closes and out of the house before danger; who is said not to make it is named with a reason that holds;
// slack, people and sums add up. Reopenings stay where they are.
#include <algorithm>
#include <cmath>
#include <map>

#include "engine/app/verify/check.h"
#include "engine/app/verify/rows.h"
#include "engine/app/verify/uses.h"
#include "engine/base/clock.h"

namespace dayu::verify {
namespace {

using base::kNever_s;

constexpr const char* kFile = "plan/stress.csv";
/// Closing times count in whole seconds, rounded down.
constexpr double kWhole_s = 1 + kRounding_s;

class StressCheck {
 public:
  StressCheck(const Run& run, Rows rows, Findings& findings)
      : run_(run), rows_(std::move(rows)), findings_(findings) {
    from_s_ = run.certificate.number("stress.from_s").value_or(0);
    earlier_1_ = run.certificate.number("stress.earlier_1").value_or(-1);
    for (const Trip& t : run.trips) trips_[t.unit] = &t;
    for (const Settlement& s : run.settlements) danger_[s.id] = moved_s(s.danger_s);
    for (const Closure& c : run.closures)
      if (c.stop) closures_[{c.piece, c.who}].push_back({moved_s(c.from_s), c.to_s});
  }

  void check() {
    if (!(earlier_1_ >= 0 && earlier_1_ < 1))
      findings_.refute("stress.share", {run_.certificate.file, "stress.earlier_1"}, "提前的比例不合理",
                       "is no share between 0 and 1");
    for (std::size_t i = 0; i < rows_.count(); ++i) row(i);
    for (const auto& [unit, trip] : trips_)
      if (!seen_.contains(unit))
        findings_.refute("stress.rows", {kFile, unit}, unit + " 没有压力检验行", unit + " has no row");
    sums();
    findings_.checked(
        std::to_string(rows_.count()) + " 行压力检验：提前的危险与封路下逐户重查",
        std::to_string(rows_.count()) + " rows of the stress figure, danger and closings moved again");
  }

 private:
  struct Span {
    double from_s, to_s;
  };

  double moved_s(double t_s) const {
    return std::isfinite(t_s) && t_s > from_s_ ? from_s_ + (1 - earlier_1_) * (t_s - from_s_) : t_s;
  }

  void row(std::size_t i) {
    const std::string unit = rows_.text(i, "unit");
    const auto found = trips_.find(unit);
    if (found == trips_.end() || !seen_.insert({unit, i}).second) {
      findings_.refute("stress.rows", rows_.spot(i), unit + " 不在方案中或出现两次",
                       unit + " is not in the plan, or stands twice");
      return;
    }
    const Trip& trip = *found->second;
    const bool made = rows_.yes(i, "made");
    (made ? made_ : caught_) += trip.people;
    if (rows_.integer(i, "people") != trip.people)
      findings_.refute("stress.rows", rows_.spot(i, "people"), "人数与方案不符", "differs from the plan");
    const double slack_s = recomputed_slack_s(i, trip);
    if (!made)
      caught(i, trip, slack_s);
    else
      makes_it(i, trip, slack_s);
  }

  double home_danger_s(const std::string& unit) const {
    const auto at = danger_.find(unit.substr(0, unit.find('#')));
    return at == danger_.end() ? kNever_s : at->second;
  }

  /// Time to spare at home and on every piece of the way, as far as the row says when it is entered.
  double recomputed_slack_s(std::size_t i, const Trip& trip) {
    const double depart_s = rows_.number(i, "depart_s", kNever_s);
    const std::vector<double> enter_s = rows_.numbers(i, "enter_s");
    double slack_s = home_danger_s(trip.unit) - depart_s;
    for (std::size_t k = 0; k + 1 < enter_s.size() && k < trip.route.size(); ++k) {
      const auto at = closures_.find({piece_of(trip.route[k]), road_class(run_, trip.who)});
      if (at == closures_.end()) continue;
      for (const Span& closed : at->second) {
        if (enter_s[k] >= closed.to_s - kRounding_s) continue;
        slack_s = std::min(slack_s, closed.from_s - enter_s[k + 1]);
      }
    }
    return slack_s;
  }

  void makes_it(std::size_t i, const Trip& trip, double slack_s) {
    if (slack_s < -kRounding_s)
      findings_.refute(
          "stress.caught", rows_.spot(i), trip.unit + " 写为能到达，但危险先到",
          trip.unit + " is said to make it, but danger or a closing comes " + figure(-slack_s) + " s before");
    const double stated_s = rows_.number(i, "slack_s", kNever_s);
    if (stated_s > slack_s + kRounding_s || stated_s < slack_s - kWhole_s)
      findings_.refute("stress.slack", rows_.spot(i, "slack_s"), "富余与时刻不符",
                       "says " + figure(stated_s) + ", the times give " + figure(slack_s));
    times(i, trip);
  }

  void times(std::size_t i, const Trip& trip) {
    const std::vector<double> enter_s = rows_.numbers(i, "enter_s");
    const double depart_s = rows_.number(i, "depart_s", kNever_s),
                 arrive_s = rows_.number(i, "arrive_s", kNever_s);
    bool good = trip.route.empty() || enter_s.size() == trip.route.size() + 1;
    double before_s = depart_s;
    for (std::size_t k = 0; good && k < enter_s.size(); ++k) {
      good = enter_s[k] >= before_s - kRounding_s;
      before_s = enter_s[k];
      if (k == 0 || !trip.enter_s || k >= trip.enter_s->size()) continue;
      const auto& piece = run_.pieces;
      const int p = piece_of(trip.route[k - 1]);
      if (p >= 0 && p < static_cast<int>(piece.size()))
        good = good && enter_s[k] - enter_s[k - 1] >=
                           piece[static_cast<std::size_t>(p)].length_m / top_speed_m_per_s(trip.who) -
                               2 * kRounding_s;
    }
    good = good && arrive_s >= before_s - kRounding_s && arrive_s - depart_s < 7 * 86400.0;
    if (!good)
      findings_.refute("stress.times", rows_.spot(i), trip.unit + " 的时刻相加不符",
                       trip.unit + " has times that do not add up");
  }

  void caught(std::size_t i, const Trip& trip, double slack_s) {
    if (rows_.text(i, "reason_zh").empty() || rows_.text(i, "reason_en").empty())
      findings_.refute("stress.reason", rows_.spot(i), trip.unit + " 来不及而没有写明原因",
                       trip.unit + " does not make it, without a reason");
    const bool bus = trip.who == "bus" && rows_.text(i, "enter_s").empty();
    if (!bus && slack_s > kWhole_s)
      findings_.refute("stress.reason", rows_.spot(i), trip.unit + " 写为来不及，但时刻有富余",
                       trip.unit + " is said to be caught, but has " + figure(slack_s) + " s to spare");
  }

  void sums() {
    for (const auto& [figures, stem] :
         {std::pair<const Figures&, std::string>{run_.summary, "stress."},
          std::pair<const Figures&, std::string>{run_.certificate, "stress."}}) {
      same(figures, stem + "made", made_);
      same(figures, stem + "caught", caught_);
    }
    for (const char* key : {"earlier_1", "percentile_1", "from_s", "holds_to_1", "left_if_replanned"}) {
      const auto a = run_.certificate.number(std::string("stress.") + key);
      const auto b = run_.summary.number(std::string("stress.") + key);
      if (a && (!b || std::abs(*a - *b) > 1e-6 * std::max(1.0, std::abs(*a))))
        findings_.refute("sum.certificate", {run_.summary.file, std::string("stress.") + key},
                         "与 certificate.json 不同", "differs from certificate.json");
    }
    const auto holds = run_.certificate.number("stress.holds_to_1");
    if (holds && *holds >= earlier_1_ && caught_ > 0)
      findings_.refute("stress.holds", {run_.certificate.file, "stress.holds_to_1"},
                       "写的承受幅度与来不及的人数矛盾", "contradicts the people who are caught");
  }

  void same(const Figures& f, const std::string& key, double rows) {
    const auto stated = f.number(key);
    if (stated && *stated == rows) return;
    findings_.refute("stress.sum", {f.file, key}, "与各行之和不符",
                     "says " + (stated ? figure(*stated) : "nothing") + ", the rows give " + figure(rows));
  }

  const Run& run_;
  Rows rows_;
  Findings& findings_;
  double from_s_ = 0, earlier_1_ = 0, made_ = 0, caught_ = 0;
  std::map<std::string, const Trip*> trips_;
  std::map<std::string, double> danger_;
  std::map<std::pair<int, std::string>, std::vector<Span>> closures_;
  std::map<std::string, std::size_t> seen_;
};

}  // namespace

void check_stress(const Run& run, Findings& findings) {
  if (!run.has_plan) return;
  if (!run.certificate.number("stress.earlier_1")) {
    findings.skipped("压力检验：证书没有这一项", "stress figure: the certificate has none");
    return;
  }
  auto rows = Rows::open(
      run.folder, kFile,
      {"unit", "people", "made", "depart_s", "arrive_s", "slack_s", "enter_s", "reason_zh", "reason_en"},
      findings);
  if (!rows) {
    findings.refute("files.missing", {kFile, ""}, "没有这个文件", "is absent or unreadable");
    return;
  }
  StressCheck(run, std::move(*rows), findings).check();
}

}  // namespace dayu::verify
