// SPDX-License-Identifier: Apache-2.0
#include "engine/hazards/flood/crew.h"

namespace dayu::hazards::flood {
namespace {

/// Looks before a thread sleeps: some ten microseconds, less than a wake-up costs.
constexpr int kLooks = 2000;

inline void breathe() {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#endif
}

/// Waits until `value` is no longer `old`.
template <class T>
T wait_change(const std::atomic<T>& value, T old) {
  for (int k = 0; k < kLooks; ++k) {
    const T now = value.load(std::memory_order_acquire);
    if (now != old) return now;
    breathe();
  }
  value.wait(old, std::memory_order_acquire);
  return value.load(std::memory_order_acquire);
}

}  // namespace

Crew::Crew(int threads) {
  for (int worker = 1; worker < threads; ++worker) helpers_.emplace_back([this, worker] { help(worker); });
}

Crew::~Crew() {
  over_.store(true);
  round_.fetch_add(1, std::memory_order_release);
  round_.notify_all();
  for (std::thread& helper : helpers_) helper.join();
}

void Crew::take_pieces(int worker) {
  for (int piece = next_.fetch_add(1, std::memory_order_relaxed); piece < pieces_;
       piece = next_.fetch_add(1, std::memory_order_relaxed))
    (*work_)(piece, worker);
}

void Crew::help(int worker) {
  unsigned round = 0;
  for (;;) {
    round = wait_change(round_, round);
    if (over_.load()) return;
    take_pieces(worker);
    if (busy_.fetch_sub(1, std::memory_order_acq_rel) == 1) busy_.notify_one();
  }
}

void Crew::share(int pieces, bool alone, const std::function<void(int, int)>& work) {
  if (alone || helpers_.empty() || pieces < 2) {
    for (int piece = 0; piece < pieces; ++piece) work(piece, 0);
    return;
  }
  work_ = &work;
  pieces_ = pieces;
  next_.store(0, std::memory_order_relaxed);
  busy_.store(static_cast<int>(helpers_.size()), std::memory_order_relaxed);
  round_.fetch_add(1, std::memory_order_release);
  round_.notify_all();
  take_pieces(0);
  for (int left = busy_.load(std::memory_order_acquire); left != 0;) left = wait_change(busy_, left);
}

}  // namespace dayu::hazards::flood
