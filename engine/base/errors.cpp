// SPDX-License-Identifier: Apache-2.0
#include "engine/base/errors.h"

namespace dayu::base {

std::string to_text(const Fault& fault) {
  std::string text = fault.file;
  if (!fault.place.empty()) text += (text.empty() ? "" : ": ") + fault.place;
  if (!text.empty()) text += ": ";
  text += fault.what;
  if (!fault.remedy.empty()) text += "; " + fault.remedy;
  return text;
}

namespace {
std::string join(const std::vector<Fault>& faults) {
  std::string text;
  for (const Fault& fault : faults) text += (text.empty() ? "" : "\n") + to_text(fault);
  return text;
}
}  // namespace

InputError::InputError(std::vector<Fault> faults)
    : std::runtime_error(join(faults)), faults_(std::move(faults)) {}

InputError::InputError(std::string file, std::string place, std::string what, std::string remedy)
    : InputError(
          std::vector<Fault>{Fault{std::move(file), std::move(place), std::move(what), std::move(remedy)}}) {}

void Faults::add(std::string file, std::string place, std::string what, std::string remedy) {
  faults_.push_back({std::move(file), std::move(place), std::move(what), std::move(remedy)});
}

void Faults::add(const InputError& error) {
  faults_.insert(faults_.end(), error.faults().begin(), error.faults().end());
}

void Faults::throw_if_any() const {
  if (!faults_.empty()) throw InputError(faults_);
}

}  // namespace dayu::base
