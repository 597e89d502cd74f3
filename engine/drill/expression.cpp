// SPDX-License-Identifier: Apache-2.0
// Evaluation: the moments at which any quantity changes, and those moments plus each `for`, are tried in
// order. A comparison with `for d` holds at t if it holds at every such moment of [t - d, t] and at t - d.
#include "engine/drill/expression.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "engine/base/clock.h"
#include "engine/drill/expression_parser.h"

namespace dayu::drill {
namespace {

using Node = Expression::Node;

/// Comparisons of readings with two decimals: a level of 214.10 written as 214.1 is met.
constexpr double kSame = 1e-9;

void collect(const Node& node, std::vector<Call>& calls) {
  if (node.left.is_call) calls.push_back(node.left.call);
  if (node.right.is_call) calls.push_back(node.right.call);
  for (const Node& part : node.parts) collect(part, calls);
}

void holding_times(const Node& node, std::set<double>& times_s) {
  if (node.held_s > 0) times_s.insert(node.held_s);
  for (const Node& part : node.parts) holding_times(part, times_s);
}

/// The quantities of one expression, looked up once.
class Looking {
 public:
  Looking(const Node& root, const std::function<Steps(const Call&)>& look_up) : root_(root) {
    std::vector<Call> calls;
    collect(root, calls);
    for (const Call& call : calls) steps_.push_back(look_up(call));
  }

  double first_s(double from_s, double to_s) {
    std::set<double> changes{from_s};
    for (const Steps& steps : steps_) changes.insert(steps.times_s.begin(), steps.times_s.end());
    changes_.assign(changes.begin(), changes.end());
    std::set<double> holds, moments(changes);
    holding_times(root_, holds);
    for (const double change_s : changes_)
      for (const double hold_s : holds) moments.insert(change_s + hold_s);
    for (const double t : moments) {
      if (t < from_s) continue;
      if (t > to_s) break;
      next_ = 0;
      if (holds_at(root_, t)) return t;
    }
    return base::kNever_s;
  }

 private:
  /// Calls are visited in the order in which they were collected; a part that is not needed is visited all
  /// the same, so that the order holds.
  bool holds_at(const Node& node, double t) {
    switch (node.kind) {
      case Node::Kind::either:
      case Node::Kind::both: {
        bool any = false, all = true;
        for (const Node& part : node.parts) {
          const bool one = holds_at(part, t);
          any = any || one;
          all = all && one;
        }
        return node.kind == Node::Kind::either ? any : all;
      }
      case Node::Kind::negation:
        return !holds_at(node.parts.front(), t);
      case Node::Kind::done:
        return steps_[next_++].at(t) > 0;
      case Node::Kind::compare:
        break;
    }
    const Steps* left = node.left.is_call ? &steps_[next_++] : nullptr;
    const Steps* right = node.right.is_call ? &steps_[next_++] : nullptr;
    const auto compared = [&](double time_s) {
      return compare(node.op, left ? left->at(time_s) : node.left.number,
                     right ? right->at(time_s) : node.right.number);
    };
    if (!compared(t)) return false;
    if (node.held_s <= 0) return true;
    const double since_s = t - node.held_s;
    if (!compared(since_s)) return false;
    return std::all_of(std::lower_bound(changes_.begin(), changes_.end(), since_s),
                       std::upper_bound(changes_.begin(), changes_.end(), t), compared);
  }

  static bool compare(const std::string& op, double a, double b) {
    if (std::isnan(a) || std::isnan(b)) return false;
    if (op == ">=") return a >= b - kSame;
    if (op == "<=") return a <= b + kSame;
    if (op == ">") return a > b + kSame;
    if (op == "<") return a < b - kSame;
    return std::abs(a - b) <= kSame;
  }

  const Node& root_;
  std::vector<Steps> steps_;
  std::vector<double> changes_;
  std::size_t next_ = 0;
};

}  // namespace

double Steps::at(double time_s) const {
  const auto after = std::upper_bound(times_s.begin(), times_s.end(), time_s);
  if (after == times_s.begin()) return std::numeric_limits<double>::quiet_NaN();
  return values[static_cast<std::size_t>(after - times_s.begin()) - 1];
}

double duration_s(const std::string& text) {
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  const std::string unit = end;
  if (end == text.c_str() || !(value > 0)) return std::numeric_limits<double>::quiet_NaN();
  if (unit == "s") return value;
  if (unit == "min") return value * 60;
  if (unit == "h") return value * 3600;
  return std::numeric_limits<double>::quiet_NaN();
}

Expression Expression::parse(const std::string& text) {
  Expression expression;
  expression.root_ = parse_condition(text);
  return expression;
}

std::vector<Call> Expression::calls() const {
  std::vector<Call> calls;
  collect(root_, calls);
  return calls;
}

double Expression::first_true_s(const std::function<Steps(const Call&)>& look_up, double from_s,
                                double to_s) const {
  return Looking(root_, look_up).first_s(from_s, to_s);
}

}  // namespace dayu::drill
