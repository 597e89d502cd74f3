// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/flow/timed_flow.h"

#include <algorithm>
#include <bit>

namespace dayu::plan {
namespace {

using Word = std::uint64_t;

/// The highest bit set at or below `step`, -1: none.
std::int32_t highest(const Word* row, std::int32_t step) {
  if (step < 0) return -1;
  std::int32_t w = step >> 6;
  Word bits = row[w] & (~Word{0} >> (63 - (step & 63)));
  while (bits == 0) {
    if (--w < 0) return -1;
    bits = row[w];
  }
  return (w << 6) + 63 - std::countl_zero(bits);
}

void widen(std::vector<Word>& bits, std::size_t rows, std::size_t from, std::size_t to, Word fill) {
  std::vector<Word> wide(rows * to, fill);
  for (std::size_t r = 0; r < rows; ++r) std::copy_n(bits.data() + r * from, from, wide.data() + r * to);
  bits.swap(wide);
}

}  // namespace

TimedFlow::TimedFlow(const StepNetwork& network)
    : network_(&network), entering_(network.arcs.size()), waiting_(network.given.size()) {
  // Steps beyond the horizon count as open: it lies behind every reopening.
  std::int32_t steps = 64;
  for (const StepNetwork::Shut& s : network.shut) steps = std::max(steps, s.to + 1);
  reach(steps);
}

void TimedFlow::put(std::vector<Word>& bits, std::size_t row_start, std::int32_t step, bool value) {
  Word& word = bits[row_start + static_cast<std::size_t>(step >> 6)];
  const Word mask = Word{1} << (step & 63);
  word = value ? word | mask : word & ~mask;
}

void TimedFlow::reach(std::int32_t steps) {
  const std::int32_t words = (steps + 63) / 64;
  if (words <= words_) return;
  const auto from = static_cast<std::size_t>(words_), to = static_cast<std::size_t>(words);
  widen(open_, network_->arcs.size(), from, to, ~Word{0});
  widen(used_, network_->arcs.size(), from, to, 0);
  widen(waits_, network_->given.size(), from, to, 0);
  const std::int32_t before = horizon();
  words_ = words;
  for (std::size_t a = 0; a < network_->arcs.size(); ++a)
    for (std::int32_t s = std::max(before, network_->arcs[a].last + 1); s < horizon(); ++s)
      put(open_, a * to, s, false);
  for (std::size_t a = 0; before == 0 && a < network_->arcs.size(); ++a)
    for (std::int32_t k = 0; k < network_->arcs[a].n_shut; ++k) {
      const StepNetwork::Shut& shut =
          network_->shut[static_cast<std::size_t>(network_->arcs[a].first_shut + k)];
      for (std::int32_t s = shut.from; s < shut.to; ++s) put(open_, a * to, s, false);
    }
  for (auto* rows : {&entering_, &waiting_})
    for (std::vector<std::int32_t>& counts : *rows)
      if (!counts.empty()) counts.resize(static_cast<std::size_t>(horizon()), 0);
}

std::int32_t TimedFlow::entering(std::int32_t arc, std::int32_t step) const {
  const auto& counts = entering_[static_cast<std::size_t>(arc)];
  return static_cast<std::size_t>(step) < counts.size() ? counts[static_cast<std::size_t>(step)] : 0;
}

std::int32_t TimedFlow::waiting(std::int32_t node, std::int32_t step) const {
  const auto& counts = waiting_[static_cast<std::size_t>(node)];
  return static_cast<std::size_t>(step) < counts.size() ? counts[static_cast<std::size_t>(step)] : 0;
}

std::int32_t TimedFlow::room(std::int32_t arc, std::int32_t step) const {
  const StepNetwork::Arc& a = network_->arcs[static_cast<std::size_t>(arc)];
  return step > a.last || network_->is_shut(a, step) ? 0 : a.per_step - entering(arc, step);
}

std::int32_t TimedFlow::last_open(std::int32_t arc, std::int32_t step) const {
  const std::int32_t until = std::min(step, network_->arcs[static_cast<std::size_t>(arc)].last);
  if (until >= horizon()) return until;
  return highest(row(open_, arc), until);
}

std::int32_t TimedFlow::first_open(std::int32_t arc, std::int32_t from, std::int32_t to) const {
  to = std::min(to, network_->arcs[static_cast<std::size_t>(arc)].last);
  if (from > to) return -1;
  if (from >= horizon()) return from;
  const Word* bits = row(open_, arc);
  std::int32_t w = from >> 6;
  Word word = bits[w] & (~Word{0} << (from & 63));
  while (word == 0) {
    if (++w >= words_) return horizon() <= to ? horizon() : -1;
    word = bits[w];
  }
  const std::int32_t found = (w << 6) + std::countr_zero(word);
  return found <= to ? found : -1;
}

std::int32_t TimedFlow::last_used(std::int32_t arc, std::int32_t step) const {
  return highest(row(used_, arc), std::min(step, horizon() - 1));
}

std::int32_t TimedFlow::waits_until(std::int32_t node, std::int32_t step) const {
  if (step >= horizon()) return step;
  const Word* bits = row(waits_, node);
  std::int32_t w = step >> 6;
  Word none = ~bits[w] & (~Word{0} << (step & 63));
  while (none == 0) {
    if (++w >= words_) return horizon();
    none = ~bits[w];
  }
  return (w << 6) + std::countr_zero(none);
}

void TimedFlow::enter(std::int32_t arc, std::int32_t step, std::int32_t count) {
  reach(step + 1);
  auto& counts = entering_[static_cast<std::size_t>(arc)];
  if (counts.empty()) counts.assign(static_cast<std::size_t>(horizon()), 0);
  std::int32_t& here = counts[static_cast<std::size_t>(step)];
  here += count;
  const std::size_t start = static_cast<std::size_t>(arc) * static_cast<std::size_t>(words_);
  put(used_, start, step, here > 0);
  put(open_, start, step, here < network_->arcs[static_cast<std::size_t>(arc)].per_step);
}

void TimedFlow::wait(std::int32_t node, std::int32_t from, std::int32_t to, std::int32_t count) {
  if (from >= to) return;
  reach(to);
  auto& counts = waiting_[static_cast<std::size_t>(node)];
  if (counts.empty()) counts.assign(static_cast<std::size_t>(horizon()), 0);
  const std::size_t start = static_cast<std::size_t>(node) * static_cast<std::size_t>(words_);
  for (std::int32_t s = from; s < to; ++s) {
    std::int32_t& here = counts[static_cast<std::size_t>(s)];
    here += count;
    put(waits_, start, s, here > 0);
  }
}

}  // namespace dayu::plan
