// SPDX-License-Identifier: Apache-2.0
// When does a sentence about the world become true? The small closed language of [[inject]] when = "...":
//   level('龙潭水库') >= 214.1 for 10min
//   rain('G1', '3h') >= 90 and not transferred('V1') >= 171
// condition := all { "or" all };  all := one { "and" one };  one := "not" one | "(" condition ")" | measure;
// measure := value ( ">=" | ">" | "<=" | "<" | "==" ) value [ "for" duration ] | done('EA-...')
// value := number | name "(" text { "," text } ")". A duration is 30s, 10min or 2h. No scripts.
// Invariant: a value that the world does not know yet makes its comparison false, never true.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace dayu::drill {

/// A quantity in steps: from each time on it has that value; before the first it is unknown (NaN).
struct Steps {
  std::vector<double> times_s, values;  ///< times strictly increasing
  double at(double time_s) const;
};

/// A call of the language with its arguments as written: {"rain", {"G1", "3h"}}.
struct Call {
  std::string name;
  std::vector<std::string> arguments;
};

class Expression {
 public:
  /// InputError (place: the column) for a text that is not of this language.
  static Expression parse(const std::string& text);

  /// Every call in it, in the order of the text.
  std::vector<Call> calls() const;

  /// First time of [from_s, to_s] at which it holds; kNever_s if it never does. It is looked at whenever one
  /// of its quantities changes, and where a `for` ends.
  double first_true_s(const std::function<Steps(const Call&)>& look_up, double from_s, double to_s) const;

  struct Node {
    enum class Kind { either, both, negation, compare, done } kind = Kind::compare;
    std::vector<Node> parts;
    // compare
    std::string op;
    struct Value {
      bool is_call = false;
      double number = 0;
      Call call;
    } left, right;
    double held_s = 0;  ///< "for": how long it must have held
  };

 private:
  Node root_;
};

/// "30s", "10min", "2h", "3h" as seconds; NaN for anything else.
double duration_s(const std::string& text);

}  // namespace dayu::drill
