// SPDX-License-Identifier: Apache-2.0
// The tours of plan/dispatch.csv against the instance, stop by stop. Where lengths are exact they are written
// with the decimals that the certificate states (rounding_1), each up; everything else must fit to 1e-6.
#include "engine/app/verify/check_dispatch.h"

#include <algorithm>
#include <cmath>

#include "engine/app/verify/rows.h"

namespace dayu::verify {
namespace {

constexpr const char* kDispatch = "plan/dispatch.csv";
constexpr double kSameUnit = 1e-6;
/// Coarser decimals than these would hide a fault.
constexpr double kCoarsest = 1e-2;

class ToursCheck {
 public:
  ToursCheck(const Run& run, const GivenTours& g, const Rows& rows, Findings& findings)
      : run_(run), g_(g), rows_(rows), findings_(findings), seen_(static_cast<std::size_t>(g.nodes) + 1, 0) {
    const auto rounding = run.certificate.number("rounding_1");
    const bool coarse = !rounding || !(*rounding > 0) || (g.rule == "exact" && *rounding > kCoarsest);
    if (coarse)
      findings.refute("dispatch.rule", {"plan/certificate.json", "rounding_1"}, "没有写明小数位，或过粗",
                      "does not state the decimals, or they are too coarse");
    if (!coarse && (g.rule == "exact" || g.type == "EXACT_2D")) rounding_ = *rounding;
  }

  void check() {
    std::size_t begin = 0;
    for (std::size_t i = 1; i <= rows_.count(); ++i)
      if (i == rows_.count() || rows_.text(i, "tour") != rows_.text(begin, "tour")) {
        tour(begin, i);
        begin = i;
      }
    unmet();
    everybody();
    figures();
    findings_.checked(
        std::to_string(tours_) + " 条线路：每位客户一次，载重、时间窗、车辆与费用",
        std::to_string(tours_) + " tours: every client once, loads, windows, vehicles and costs");
  }

 private:
  void refute(const char* rule, std::size_t row, const char* column, const std::string& zh,
              const std::string& en) {
    findings_.refute(rule, rows_.spot(row, column), zh, en);
  }

  int node(std::size_t row) {
    const int n = rows_.integer(row, "node");
    if (n >= 1 && n <= g_.nodes) return n;
    refute("dispatch.node", row, "node", "没有这个节点", "is no node of the instance");
    return 0;
  }

  const GivenVehicle* vehicle(std::size_t row) {
    const int number = rows_.integer(row, "vehicle");
    if (!used_.insert(number).second)
      refute("dispatch.vehicle", row, "vehicle", "同一辆车走两条线路", "drives two tours");
    if (g_.vehicles.empty()) return &g_.each;
    if (number >= 1 && static_cast<std::size_t>(number) <= g_.vehicles.size())
      return &g_.vehicles[static_cast<std::size_t>(number) - 1];
    refute("dispatch.vehicle", row, "vehicle", "没有这辆车", "is no vehicle of the instance");
    return nullptr;
  }

  void tour(std::size_t begin, std::size_t end) {
    ++tours_;
    const GivenVehicle* v = vehicle(begin);
    const int first = node(begin), last = node(end - 1);
    if (v == nullptr || first == 0 || last == 0) return;
    for (const auto& [row, n] : {std::pair{begin, first}, std::pair{end - 1, last}})
      if (!g_.depots.contains(n) || (v->depot > 0 && n != v->depot))
        refute("dispatch.depot", row, "node", "不是该车的车场", "is not the vehicle's depot");
    if (end - begin < 3 || first != last)
      refute("dispatch.depot", end - 1, "node", "线路没有客户，或不回车场",
             "the tour has no client, or does not return");
    double load = 0;
    for (std::size_t i = begin + 1; i + 1 < end; ++i) load += client(i);
    loads(begin, end, load, *v);
    const double driven = drive(begin, end);
    lengths(begin, end, driven, *v);
    cost_ += driven + v->fixed;
  }

  /// Its demand.
  double client(std::size_t row) {
    const int n = node(row);
    if (n == 0) return 0;
    if (g_.depots.contains(n)) {
      refute("dispatch.depot", row, "node", "线路中途经过车场", "is a depot in the middle of a tour");
      return 0;
    }
    if (++seen_[static_cast<std::size_t>(n)] > 1)
      refute("dispatch.twice", row, "node", "客户被服务两次", "is served twice");
    const auto i = static_cast<std::size_t>(n);
    const double begins = rows_.number(row, "begin");
    if (!(begins >= g_.open[i] - kSameUnit && begins <= g_.close[i] + kSameUnit))
      refute("dispatch.window", row, "begin",
             "不在时间窗 " + figure(g_.open[i]) + "—" + figure(g_.close[i]) + " 内",
             "lies outside the window " + figure(g_.open[i]) + " to " + figure(g_.close[i]));
    return g_.demand[i];
  }

  void loads(std::size_t begin, std::size_t end, double load, const GivenVehicle& v) {
    if (load > v.capacity + kSameUnit)
      refute("dispatch.capacity", begin, "load", "载重 " + figure(load) + " 超过 " + figure(v.capacity),
             "carries " + figure(load) + ", above " + figure(v.capacity));
    double left = load;
    for (std::size_t i = begin; i < end; ++i) {
      // Demands with more than three decimals are written up.
      const double said = rows_.number(i, "load");
      if (!(std::abs(said - left) <= 1e-3 * static_cast<double>(end - begin) + kSameUnit))
        refute("dispatch.load", i, "load", "应为 " + figure(left), "should be " + figure(left));
      const int n = rows_.integer(i, "node");
      if (i > begin && i + 1 < end && n >= 1 && n <= g_.nodes) left -= g_.demand[static_cast<std::size_t>(n)];
    }
  }

  /// The length of the tour, and every time on it.
  double drive(std::size_t begin, std::size_t end) {
    double driven = 0;
    for (std::size_t i = begin; i + 1 < end; ++i) {
      const int from = rows_.integer(i, "node"), to = rows_.integer(i + 1, "node");
      if (std::min(from, to) < 1 || std::max(from, to) > g_.nodes) return driven;
      const double length = g_.length(from, to);
      driven += length;
      const double service = g_.service[static_cast<std::size_t>(from)];
      const double leaves = i == begin ? rows_.number(i, "leave") + service : rows_.number(i, "leave");
      within("dispatch.travel", i + 1, "arrive", leaves + length, rounding_);
      const double arrives = rows_.number(i + 1, "arrive"), begins = rows_.number(i + 1, "begin");
      if (!(begins >= arrives - kSameUnit))
        refute("dispatch.begin", i + 1, "begin", "早于到达", "lies before the arrival");
      if (i + 2 < end)
        within("dispatch.leave", i + 1, "leave", begins + g_.service[static_cast<std::size_t>(to)], 0);
      within("dispatch.length", i + 1, "length", driven, rounding_ * static_cast<double>(i + 1 - begin));
    }
    return driven;
  }

  void within(const char* rule, std::size_t row, const char* column, double value, double up) {
    const double said = rows_.number(row, column);
    if (!(said >= value - kSameUnit && said <= value + up + kSameUnit))
      refute(rule, row, column, "应为 " + figure(value), "should be " + figure(value));
  }

  void lengths(std::size_t begin, std::size_t end, double driven, const GivenVehicle& v) {
    const double leaves = rows_.number(begin, "leave"), returns = rows_.number(end - 1, "begin");
    const int depot = rows_.integer(begin, "node");
    const auto d = static_cast<std::size_t>(depot);
    if (!(leaves >= g_.open[d] - kSameUnit && returns <= g_.close[d] + kSameUnit))
      refute("dispatch.depot_window", end - 1, "begin", "车场未开或已关", "the depot is closed");
    if (!(returns - leaves <= v.longest + kSameUnit))
      refute("dispatch.duration", end - 1, "begin", "用时超过 " + figure(v.longest),
             "the tour takes longer than " + figure(v.longest));
    if (!(driven <= v.furthest + kSameUnit))
      refute("dispatch.distance", end - 1, "length", "里程超过 " + figure(v.furthest),
             "the tour is longer than " + figure(v.furthest));
  }

  void unmet() {
    const auto rows =
        Rows::open(run_.folder, "plan/unmet.csv", {"node", "reason_zh", "reason_en"}, findings_);
    if (!rows) {
      findings_.refute("files.missing", {"plan/unmet.csv", ""}, "没有未满足清单", "is absent or unreadable");
      return;
    }
    for (std::size_t i = 0; i < rows->count(); ++i) {
      const int n = rows->integer(i, "node");
      if (n < 1 || n > g_.nodes || ++seen_[static_cast<std::size_t>(n)] > 1)
        findings_.refute("dispatch.twice", rows->spot(i, "node"), "不是未服务的客户",
                         "is no client that is not served");
      if (rows->text(i, "reason_en").empty())
        findings_.refute("dispatch.reason", rows->spot(i, "reason_en"), "没有写明原因", "states no reason");
      ++unserved_;
    }
  }

  void everybody() {
    for (int n = 1; n <= g_.nodes; ++n)
      if (!g_.depots.contains(n) && seen_[static_cast<std::size_t>(n)] == 0)
        findings_.refute("dispatch.missing", {kDispatch, ""},
                         "节点 " + std::to_string(n) + " 无人服务，也不在未满足清单中",
                         "node " + std::to_string(n) + " is neither served nor named in plan/unmet.csv");
  }

  void figures() {
    const double stops = static_cast<double>(rows_.count());
    for (const auto& [file, key] :
         {std::pair{&run_.summary, std::string("dispatch.")}, std::pair{&run_.certificate, std::string()}}) {
      same(*file, key + "cost", cost_, rounding_ * stops + kSameUnit * std::max(1.0, cost_));
      same(*file, key + "unserved", static_cast<double>(unserved_), 0);
    }
  }

  void same(const Figures& file, const std::string& key, double value, double slack) {
    const auto said = file.number(key);
    if (!said || !(std::abs(*said - value) <= slack))
      findings_.refute("sum.cost", {file.file, key},
                       "写的是 " + (said ? figure(*said) : "无") + "，按明细是 " + figure(value),
                       "says " + (said ? figure(*said) : "nothing") + ", the rows give " + figure(value));
  }

  const Run& run_;
  const GivenTours& g_;
  const Rows& rows_;
  Findings& findings_;
  std::vector<int> seen_;
  std::set<int> used_;
  double rounding_ = 0, cost_ = 0;
  int tours_ = 0, unserved_ = 0;
};

}  // namespace

bool is_dispatch_run(const std::filesystem::path& folder) {
  return std::filesystem::exists(folder / "inputs" / "dispatch");
}

void check_dispatch(const Run& run, Findings& findings) {
  const auto g = read_given_tours(run, findings);
  if (!g) return;
  const auto rows =
      Rows::open(run.folder, kDispatch,
                 {"tour", "vehicle", "stop", "node", "load", "arrive", "begin", "leave", "length"}, findings);
  if (!rows) {
    findings.refute("files.missing", {kDispatch, ""}, "没有派车表", "is absent or unreadable");
    return;
  }
  ToursCheck(run, *g, *rows, findings).check();
}

}  // namespace dayu::verify
