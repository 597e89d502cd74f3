// SPDX-License-Identifier: Apache-2.0
// Who does the blocks of a step? A few threads that stay for the whole run. Each takes the next piece that
// nobody has; the step ends when all pieces are done: one meeting a step. Whoever waits looks a few thousand
// times and then sleeps until woken, so that a machine shared with others loses a wake-up and not a time
// slice (spinning used up the waiting thread's own share: two threads on a busy machine were six times slower
// than one). Invariant: what a piece computes never depends on who does it or when.
#pragma once

#include <atomic>
#include <functional>
#include <thread>
#include <vector>

namespace dayu::hazards::flood {

class Crew {
 public:
  /// `threads` workers in all, the caller among them.
  explicit Crew(int threads);
  ~Crew();
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  int size() const { return static_cast<int>(helpers_.size()) + 1; }
  /// Calls work(piece, worker) for every piece in [0, pieces). `alone`: the pieces are too small to share.
  void share(int pieces, bool alone, const std::function<void(int, int)>& work);

 private:
  void help(int worker);
  void take_pieces(int worker);

  std::vector<std::thread> helpers_;
  const std::function<void(int, int)>* work_ = nullptr;
  int pieces_ = 0;
  std::atomic<int> next_{0}, busy_{0};
  std::atomic<unsigned> round_{0};
  std::atomic<bool> over_{false};
};

}  // namespace dayu::hazards::flood
