// SPDX-License-Identifier: Apache-2.0
// What went wrong, in the user's words: which file, which place in it, what, and what to do.
// Doors (readers, command line) collect every fault of an input and throw once; nothing below `app` prints.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace dayu::base {

/// One fault of an input. `place` is a line, a row and column, a key, or a layer and feature; may be empty.
struct Fault {
  std::string file;
  std::string place;
  std::string what;
  std::string remedy;
};

/// One printed line: "file:place: what; remedy".
std::string to_text(const Fault& fault);

/// The input cannot be used (exit code 3). Carries every fault found, never just the first.
class InputError : public std::runtime_error {
 public:
  explicit InputError(std::vector<Fault> faults);
  InputError(std::string file, std::string place, std::string what, std::string remedy);
  const std::vector<Fault>& faults() const { return faults_; }

 private:
  std::vector<Fault> faults_;
};

/// The numbers went wrong while computing: mass error, blow-up, NaN (exit code 5).
class NumericalError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Collects faults; `throw_if_any` ends the collecting.
class Faults {
 public:
  void add(std::string file, std::string place, std::string what, std::string remedy);
  void add(const InputError& error);
  bool empty() const { return faults_.empty(); }
  const std::vector<Fault>& all() const { return faults_; }
  void throw_if_any() const;

 private:
  std::vector<Fault> faults_;
};

}  // namespace dayu::base
