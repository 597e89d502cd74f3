// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/flow/latest_reach.h"

#include <algorithm>

#include "engine/plan/indexed.h"

namespace dayu::plan {
namespace {

std::int32_t earlier(std::int32_t step, std::int32_t by) {
  return step >= kAlways ? kAlways : step - by;
}

}  // namespace

LatestReach::LatestReach(const TimedFlow& flow)
    : net_(flow.network()), flow_(flow), queued_(net_.given.size(), 0) {
  for (const std::int32_t a : net_.in) from_.push_back({at(net_.arcs, a).tail, at(net_.arcs, a).steps, a});
  for (const std::int32_t a : net_.out) to_.push_back({at(net_.arcs, a).head, at(net_.arcs, a).steps, a});
}

void LatestReach::search(std::int32_t theta, const std::vector<std::int32_t>& left,
                         const std::vector<std::int32_t>& later, std::int32_t latest) {
  label_.assign(net_.given.size(), -1);
  last_record_.assign(net_.given.size(), -1);
  by_.assign(net_.given.size(), -1);
  records_.clear();
  buckets_.resize(static_cast<std::size_t>(std::min(theta, flow_.horizon()) + flow_.horizon()) + 2);
  top_ = -1;
  for (std::int32_t n = 0; n < net_.n_nodes(); ++n) {
    if (!is_shelter(n)) continue;
    at(by_, n) = std::min(later.empty() ? theta : earlier(theta, at(later, n)), latest);
    if (at(left, n) > 0 && at(by_, n) >= 0) improve(n, at(by_, n), at(by_, n), Step::arrive, -1, -1);
  }
  while (top_ >= 0) {
    auto& bucket = at(buckets_, top_);
    if (bucket.empty()) {
      --top_;
      continue;
    }
    const std::int32_t node = bucket.back();
    bucket.pop_back();
    if (at(queued_, node) == 0) continue;
    at(queued_, node) = 0;
    relax(node);
  }
}

void LatestReach::improve(std::int32_t node, std::int32_t base, std::int32_t label, Step step,
                          std::int32_t arc, std::int32_t entered) {
  records_.push_back({node, label, base, arc, entered, at(last_record_, node), step});
  at(last_record_, node) = static_cast<std::int32_t>(records_.size()) - 1;
  at(label_, node) = label;
  const std::int32_t bucket = std::min(label, static_cast<std::int32_t>(buckets_.size()) - 1);
  at(buckets_, bucket).push_back(node);
  at(queued_, node) = 1;
  top_ = std::max(top_, bucket);
}

void LatestReach::relax(std::int32_t node) {
  const std::int32_t label = at(label_, node);
  const std::int32_t in_end = at(net_.first_in, node + 1), out_end = at(net_.first_out, node + 1);
  for (std::int32_t i = at(net_.first_in, node); i < in_end; ++i) {
    const End& from = at(from_, i);
    const std::int32_t by = earlier(label, from.steps), known = at(label_, from.node);
    if (by <= known) continue;
    const std::int32_t enter = flow_.last_open(from.arc, by);
    if (enter > known)
      improve(from.node, enter, enter >= kAlways ? enter : flow_.waits_until(from.node, enter), Step::ride,
              from.arc, enter);
  }
  for (std::int32_t i = at(net_.first_out, node); i < out_end; ++i) {
    const End& to = at(to_, i);
    const std::int32_t known = at(label_, to.node);
    if (label + to.steps <= known) continue;
    const std::int32_t entered = flow_.last_used(to.arc, label);
    if (entered < 0) continue;
    const std::int32_t ends = entered + to.steps;
    if (is_shelter(to.node)) {
      if (known < 0 && at(by_, to.node) >= 0)
        improve(to.node, ends, at(by_, to.node), Step::displace, to.arc, entered);
    } else if (ends > known) {
      improve(to.node, ends, flow_.waits_until(to.node, ends), Step::cancel, to.arc, entered);
    }
  }
  work_ += in_end - at(net_.first_in, node) + out_end - at(net_.first_out, node);
}

std::int32_t LatestReach::onward(std::int32_t node, std::int32_t step) const {
  std::int32_t r = at(last_record_, node);
  while (at(records_, r).before >= 0 && at(records_, at(records_, r).before).label >= step)
    r = at(records_, r).before;
  return r;
}

}  // namespace dayu::plan
