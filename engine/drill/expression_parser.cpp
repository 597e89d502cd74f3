// SPDX-License-Identifier: Apache-2.0
// Recursive descent over words, numbers, quoted texts and signs. Which calls there are, and how many
// arguments each takes, stands in one table here; what they mean, in world_state.cpp.
#include "engine/drill/expression_parser.h"

#include <array>
#include <cctype>
#include <cmath>

#include "engine/base/errors.h"

namespace dayu::drill {
namespace {

using Node = Expression::Node;

struct CallForm {
  const char* name;
  std::size_t arguments;
  const char* example;
};

constexpr std::array<CallForm, 6> kCalls{{{"rain", 2, "rain('G1', '3h')"},
                                          {"stage", 1, "stage('R2')"},
                                          {"level", 1, "level('龙潭水库')"},
                                          {"fire_distance", 1, "fire_distance('V1')"},
                                          {"transferred", 1, "transferred('V1')"},
                                          {"done", 1, "done('EA-07')"}}};

std::string known_calls() {
  std::string text;
  for (const CallForm& form : kCalls) text += (text.empty() ? "" : ", ") + std::string(form.example);
  return text;
}

class Parser {
 public:
  explicit Parser(const std::string& text) : text_(text) {}

  Node whole() {
    Node node = either();
    skip();
    if (at_ < text_.size()) fail("this does not belong here", "end the condition, or join with and / or");
    return node;
  }

 private:
  [[noreturn]] void fail(const std::string& what, const std::string& remedy) const {
    throw base::InputError(
        "", "column " + std::to_string(at_ + 1),
        what + " in \"" + text_ + "\"" +
            (at_ < text_.size() ? " (at '" + text_.substr(at_, 12) + "')" : " (at its end)"),
        remedy);
  }

  void skip() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0) ++at_;
  }

  bool sign(const std::string& sign) {
    skip();
    if (text_.compare(at_, sign.size(), sign) != 0) return false;
    at_ += sign.size();
    return true;
  }

  static bool letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_'; }

  std::string peek_word() {
    skip();
    std::size_t end = at_;
    while (end < text_.size() && letter(text_[end])) ++end;
    return text_.substr(at_, end - at_);
  }

  bool word(const std::string& word) {
    if (peek_word() != word) return false;
    at_ += word.size();
    return true;
  }

  Node joined(Node::Kind kind, const char* by, Node (Parser::*part)()) {
    Node first = (this->*part)();
    if (peek_word() != by) return first;
    Node node;
    node.kind = kind;
    node.parts.push_back(std::move(first));
    while (word(by)) node.parts.push_back((this->*part)());
    return node;
  }

  Node either() { return joined(Node::Kind::either, "or", &Parser::both); }
  Node both() { return joined(Node::Kind::both, "and", &Parser::one); }

  Node one() {
    if (word("not")) {
      Node node;
      node.kind = Node::Kind::negation;
      node.parts.push_back(one());
      return node;
    }
    if (sign("(")) {
      Node node = either();
      if (!sign(")")) fail("a bracket is not closed", "add )");
      return node;
    }
    return measure();
  }

  Node measure() {
    Node node;
    node.left = value();
    if (node.left.is_call && node.left.call.name == "done") {
      node.kind = Node::Kind::done;
      return node;
    }
    for (const char* op : {">=", "<=", "==", ">", "<"})
      if (sign(op)) {
        node.op = op;
        break;
      }
    if (node.op.empty()) fail("a comparison is missing", "write one of >= > <= < ==");
    node.right = value();
    if (!node.left.is_call && !node.right.is_call)
      fail("this compares two numbers", "one side must be one of " + known_calls());
    if (word("for")) node.held_s = duration();
    return node;
  }

  double duration() {
    skip();
    std::size_t end = at_;
    while (end < text_.size() &&
           (std::isalnum(static_cast<unsigned char>(text_[end])) != 0 || text_[end] == '.'))
      ++end;
    const double seconds = duration_s(text_.substr(at_, end - at_));
    if (std::isnan(seconds)) fail("this is not a duration", "write 30s, 10min or 2h");
    at_ = end;
    return seconds;
  }

  Node::Value value() {
    Node::Value value;
    const std::string name = peek_word();
    if (name.empty()) {
      skip();
      const char* begin = text_.c_str() + at_;
      char* end = nullptr;
      value.number = std::strtod(begin, &end);
      if (end == begin)
        fail("a number or a quantity is missing", "write a number or one of " + known_calls());
      at_ += static_cast<std::size_t>(end - begin);
      return value;
    }
    value.is_call = true;
    value.call.name = name;
    for (const CallForm& form : kCalls) {
      if (name != form.name) continue;
      at_ += name.size();
      arguments(value.call);
      if (value.call.arguments.size() != form.arguments)
        fail(name + " takes " + std::to_string(form.arguments) + " text(s)",
             std::string("write ") + form.example);
      return value;
    }
    fail("'" + name + "' is not a quantity of this language", "known: " + known_calls());
  }

  void arguments(Call& call) {
    if (!sign("(")) fail(call.name + " needs its place in brackets", "write " + call.name + "('...')");
    do {
      call.arguments.push_back(quoted());
    } while (sign(","));
    if (!sign(")")) fail("a bracket is not closed", "add )");
  }

  std::string quoted() {
    skip();
    const char quote = at_ < text_.size() ? text_[at_] : '\0';
    if (quote != '\'' && quote != '"') fail("a text in quotes is missing", "write it as 'V1'");
    const std::size_t end = text_.find(quote, at_ + 1);
    if (end == std::string::npos) fail("the quote is not closed", "add the closing quote");
    std::string inside = text_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
    return inside;
  }

  const std::string& text_;
  std::size_t at_ = 0;
};

}  // namespace

Node parse_condition(const std::string& text) {
  return Parser(text).whole();
}

}  // namespace dayu::drill
