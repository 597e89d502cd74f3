// SPDX-License-Identifier: Apache-2.0
// plan/flow.csv and plan/potentials.csv against inputs/flow/instance.min. Weak duality of minimum-cost flow:
// for any potentials pi, with r = cost + pi(from) - pi(to), every flow costs at least
//   sum over arcs of low * max(0, r) + capacity * min(0, r)   -   sum over nodes of supply * pi.
#include "engine/app/verify/check_flow.h"

#include <algorithm>
#include <cmath>
#include <sstream>

#include "engine/app/verify/rows.h"

namespace dayu::verify {
namespace {

constexpr const char* kInstanceFile = "inputs/flow/instance.min";
constexpr const char* kFlow = "plan/flow.csv";
/// As the planner reads a capacity below 0: none.
constexpr long long kUnlimited = 1LL << 40;

struct Edge {
  long long from = 0, to = 0, low = 0, high = 0, cost = 0;
};

class FlowCheck {
 public:
  FlowCheck(const Run& run, Findings& findings) : run_(run), findings_(findings) {}

  void check() {
    if (!std::filesystem::exists(run_.folder / kInstanceFile)) {
      findings_.refute("files.missing", {kInstanceFile, ""}, "没有这个文件", "is absent");
      return;
    }
    if (!read(geo::read_file(run_.folder / kInstanceFile))) {
      findings_.refute("flow.instance", {kInstanceFile, ""}, "算例读不懂", "cannot be understood");
      return;
    }
    flows();
    figure_of("cost", static_cast<double>(cost_));
    bound();
    findings_.checked("流量：供需、容量、费用与由势重算的下界",
                      "the flow: supplies, capacities, its cost, and the bound from the potentials");
  }

 private:
  bool read(const std::string& text) {
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      std::istringstream words(line);
      std::string kind;
      if (!(words >> kind) || kind == "c") continue;
      long long a = 0, b = 0;
      Edge edge;
      if (kind == "p") {
        words >> kind >> a >> b;
        if (a < 1 || a > 100000000) return false;
        balance_.assign(static_cast<std::size_t>(a), 0);
      } else if (kind == "n" && words >> a >> b && known(a)) {
        balance_[static_cast<std::size_t>(a) - 1] = b;
      } else if (kind == "a" && words >> edge.from >> edge.to >> edge.low >> edge.high >> edge.cost &&
                 known(edge.from) && known(edge.to)) {
        if (edge.high < 0) edge.high = kUnlimited;
        edge.high = std::min(edge.high, kUnlimited);
        edges_.push_back(edge);
      } else {
        return false;
      }
    }
    supply_ = balance_;
    return !balance_.empty();
  }

  bool known(long long node) const { return node >= 1 && node <= static_cast<long long>(balance_.size()); }

  void flows() {
    const auto rows = Rows::open(run_.folder, kFlow, {"arc", "from", "to", "quantity", "cost"}, findings_);
    if (!rows) {
      findings_.refute("files.missing", {kFlow, ""}, "没有流量表", "is absent or unreadable");
      return;
    }
    std::vector<long long> on(edges_.size(), 0);
    for (std::size_t i = 0; i < rows->count(); ++i) {
      const double arc = rows->number(i, "arc"), quantity = rows->number(i, "quantity");
      if (!(arc >= 1 && arc <= static_cast<double>(edges_.size())) || quantity != std::floor(quantity)) {
        findings_.refute("flow.arc", rows->spot(i, "arc"), "没有这条弧，或流量不是整数",
                         "names no arc of the instance, or no whole quantity");
        continue;
      }
      const auto a = static_cast<std::size_t>(arc) - 1;
      const Edge& edge = edges_[a];
      const auto moved = static_cast<long long>(quantity);
      if (rows->integer(i, "from") != edge.from || rows->integer(i, "to") != edge.to)
        findings_.refute("flow.arc", rows->spot(i, "from"), "两端与算例不符",
                         "its ends are not the instance's");
      if (rows->number(i, "cost") != static_cast<double>(moved * edge.cost))
        findings_.refute("flow.cost", rows->spot(i, "cost"), "费用不等于流量乘单价",
                         "is not quantity times cost");
      on[a] += moved;
      cost_ += moved * edge.cost;
      balance_[static_cast<std::size_t>(edge.from) - 1] -= moved;
      balance_[static_cast<std::size_t>(edge.to) - 1] += moved;
    }
    for (std::size_t a = 0; a < on.size(); ++a)
      if (on[a] < edges_[a].low || on[a] > edges_[a].high)
        findings_.refute("flow.capacity", {kFlow, "arc " + std::to_string(a + 1)},
                         "流量 " + std::to_string(on[a]) + " 越界",
                         "carries " + std::to_string(on[a]) + ", outside its limits");
    for (std::size_t n = 0; n < balance_.size(); ++n)
      if (balance_[n] != 0)
        findings_.refute(
            "flow.supply", {kFlow, "node " + std::to_string(n + 1)}, "供需不平衡",
            "its supply does not go where it is needed: " + std::to_string(balance_[n]) + " over");
  }

  void figure_of(const std::string& key, double value) {
    for (const auto& [file, name] :
         {std::pair{&run_.summary, "dispatch." + key}, std::pair{&run_.certificate, key}}) {
      const auto said = file->number(name);
      if (!said || *said != value)
        findings_.refute("sum.cost", {file->file, name}, "按明细是 " + figure(value),
                         "the rows give " + figure(value));
    }
  }

  void bound() {
    const auto rows = Rows::open(run_.folder, "plan/potentials.csv", {"node", "potential"}, findings_);
    const auto said = run_.certificate.number("bound");
    if (!rows || rows->count() != supply_.size() || !said) {
      findings_.refute("bound.unproven", {"plan/potentials.csv", ""}, "势不全：下界无从证明",
                       "is not whole: the bound is not proven");
      return;
    }
    std::vector<long long> potential(supply_.size(), 0);
    for (std::size_t i = 0; i < rows->count(); ++i) {
      const double node = rows->number(i, "node"), value = rows->number(i, "potential");
      if (node >= 1 && node <= static_cast<double>(potential.size()) && value == std::floor(value))
        potential[static_cast<std::size_t>(node) - 1] = static_cast<long long>(value);
    }
    long long proven = 0;
    for (const Edge& e : edges_) {
      const long long r = e.cost + potential[static_cast<std::size_t>(e.from) - 1] -
                          potential[static_cast<std::size_t>(e.to) - 1];
      proven += r >= 0 ? r * e.low : r * e.high;
    }
    for (std::size_t n = 0; n < supply_.size(); ++n) proven -= supply_[n] * potential[n];
    if (*said > static_cast<double>(proven))
      findings_.refute("bound.unproven", {"plan/certificate.json", "bound"},
                       "势只证明 " + std::to_string(proven),
                       "the potentials prove only " + std::to_string(proven));
    if (*said > static_cast<double>(cost_))
      findings_.refute("bound.above", {"plan/certificate.json", "bound"}, "下界高于费用",
                       "lies above the cost");
    figure_of("bound", *said);
  }

  const Run& run_;
  Findings& findings_;
  std::vector<long long> balance_, supply_;
  std::vector<Edge> edges_;
  long long cost_ = 0;
};

}  // namespace

bool is_flow_run(const std::filesystem::path& folder) {
  return std::filesystem::exists(folder / "inputs" / "flow");
}

void check_flow(const Run& run, Findings& findings) {
  FlowCheck(run, findings).check();
}

}  // namespace dayu::verify
