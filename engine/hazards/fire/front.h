// SPDX-License-Identifier: Apache-2.0
// When does the fire arrive? The ellipse with its rear focus at the ignition is a Randers metric: a
// displacement d inside one cell takes a|d| - b.d (Anderson 1983; Markvorsen 2016), a = 1/(R(1-e)), b = e w a
// for a head of rate R towards w. Shifting the neighbours' times by b.d leaves |grad T'| = a, the plain
// eikonal equation, whose update over a right triangle (cell to axis neighbour q1 to diagonal neighbour q2)
// is closed: with u = T'1 - T'2 and 0 < u < a h / sqrt 2,
//   T = T'1 + sqrt(a^2 h^2 - u^2); else the fire comes straight from q1 or q2.
// Cells are taken from buckets of time; one that turns out earlier is taken again (label correcting), so the
// width of the buckets changes speed, not results. Weather changes at slices: an update that would cross the
// end of a slice covers there only the share of its way, the rest by the next slice's metric; no fire
// overtakes an earlier one. Invariant: between two diagonal neighbours the fire needs one of the two cells
// beside them to be open.
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "engine/hazards/fire/zero_array.h"

namespace dayu::hazards::fire {

inline constexpr float kNever = std::numeric_limits<float>::infinity();

/// Seconds a metre: x east, y north. a infinite: does not burn.
struct Metric {
  float a = kNever, bx = 0, by = 0;
  float time(float dx, float dy) const { return a * std::sqrt(dx * dx + dy * dy) - bx * dx - by * dy; }
};

/// The way by which a cell was reached: from here to its centre, m; and the time it left there.
struct Incoming {
  float dx = 0, dy = 0, from_s = kNever;
};

/// A Ground says whether it is kReversed and whether it kHasEdits, and gives Metric metric(std::size_t cell,
/// int slice) for cells of the padded grid (one closed cell around), and float enters_s(std::size_t cell,
/// float time_s, float dx, float dy): when a fire that stands before the cell at that time gets in (a line
/// that holds: kNever; a drop that dries: then).
template <class Ground>
class Front {
 public:
  /// Nothing that burns at `until_s` or later is of interest. `ends_s`: end of every weather slice but the
  /// last, increasing.
  Front(int n_rows, int n_cols, double cell_m, float until_s, float bucket_s, std::vector<float> ends_s,
        Ground& ground)
      : ground_(ground),
        n_rows_(n_rows),
        stride_(n_cols + 2),
        h_(static_cast<float>(cell_m)),
        until_s_(until_s),
        bucket_s_(bucket_s),
        ends_s_(std::move(ends_s)),
        headway_s_(static_cast<std::size_t>(stride_) * static_cast<std::size_t>(n_rows + 2)),
        state_(headway_s_.size()),
        buckets_(static_cast<std::size_t>(until_s / bucket_s) + 1) {
    ends_s_.push_back(kNever);
    for (std::size_t k = 0; k < 8; ++k) step_[k] = kDx[k] - kDy[k] * stride_;
    close_border();
  }

  /// Back to before the first ignition, in the same memory.
  void reset() {
    headway_s_.clear();
    state_.clear();
    for (std::vector<std::uint32_t>& bucket : buckets_) bucket.clear();
    first_ = 0;
    taken_ = 0;
    close_border();
  }

  std::size_t at(int row, int col) const {
    return static_cast<std::size_t>(row + 1) * static_cast<std::size_t>(stride_) +
           static_cast<std::size_t>(col + 1);
  }
  bool burned(std::size_t cell) const { return headway_s_[cell] > 0; }
  /// kNever where the fire does not come before the end.
  float arrival_s(std::size_t cell) const { return burned(cell) ? time(cell) : kNever; }
  long long taken() const { return taken_; }

  /// The cell burns at `time_s`, or earlier if it does already. Around it the straight ways' times are set,
  /// since an update from cell to cell would blur the strongly curved young front.
  void ignite(std::size_t cell, float time_s) {
    const int row = static_cast<int>(cell) / stride_, col = static_cast<int>(cell) % stride_;
    for (int dr = -kYoung; dr <= kYoung; ++dr)
      for (int dc = -kYoung; dc <= kYoung; ++dc) {
        if (row + dr < 1 || col + dc < 1 || row + dr > n_rows_ || col + dc > stride_ - 2) continue;
        if (dr * dr + dc * dc > kYoung * kYoung) continue;
        const float t = straight(row, col, dr, dc, time_s);
        const std::size_t n = at(row + dr - 1, col + dc - 1);
        if (state_[n] != kClosed && t < time(n)) lower(n, t);
      }
  }

  /// Forgets everything that is not earlier than `time_s`: what burns then is ignited again, or reached
  /// again.
  void forget_from(float time_s) {
    for (std::vector<std::uint32_t>& bucket : buckets_) bucket.clear();
    for (std::size_t cell = 0; cell < state_.size(); ++cell) {
      if (state_[cell] == kQueued) state_[cell] = 0;
      if (burned(cell) && time(cell) >= time_s) headway_s_[cell] = 0;
    }
    first_ = 0;
    for (std::size_t cell = 0; cell < state_.size(); ++cell)
      if (burned(cell) && touches_unburned(cell)) push(cell, time(cell));
  }

  /// Takes every cell that burns before `time_s`.
  void run(float time_s) {
    const std::size_t last =
        std::min(buckets_.size(), static_cast<std::size_t>(std::ceil(time_s / bucket_s_)));
    for (; first_ < last; ++first_) {
      // A cell pushed into the bucket at hand is taken in the same round: the vector grows while it is read.
      // NOLINTNEXTLINE(modernize-loop-convert)
      for (std::size_t k = 0; k < buckets_[first_].size(); ++k) {
        const std::size_t cell = buckets_[first_][k];
        const float t = time(cell);
        if (state_[cell] != kQueued || bucket_of(t) > first_) continue;
        state_[cell] = 0;
        ++taken_;
        spread_from(cell, t);
      }
      buckets_[first_].clear();
    }
  }

  int slice_of(float time_s) const {
    int slice = 0;
    while (time_s >= ends_s_[static_cast<std::size_t>(slice)]) ++slice;
    return slice;
  }

  /// By which way did the fire come? Empty (from_s never) for unburned cells and for ignitions.
  Incoming incoming(std::size_t n) const {
    Incoming best;
    if (!burned(n)) return best;
    float soonest = kNever;
    for (std::size_t k = 0; k < 8; ++k) {
      const std::size_t p = neighbour(n, k + 4);
      if (!burned(p) || !(time(p) < time(n))) continue;
      const Candidate c = candidate(time(p), k, n, ground_.metric(n, slice_of(time(p))));
      if (!(c.time < soonest)) continue;
      soonest = c.time;
      best = way(c, p, k);
    }
    return best;
  }

 private:
  static constexpr std::uint8_t kClosed = 1, kQueued = 2;
  static constexpr int kYoung = 8;  ///< cells; tests/hazards/fire_front_test.cpp shows what it buys
  // Around a cell, from the east against the clock: even ones share an edge.
  static constexpr std::array<int, 8> kDx{1, 1, 0, -1, -1, -1, 0, 1}, kDy{0, 1, 1, 1, 0, -1, -1, -1};
  static constexpr float kRoot2 = 1.41421356F;

  /// Best time at a neighbour n of p; lambda: how far from q1 to q2 the fire left the line between them.
  struct Candidate {
    float time = kNever, lambda = 0;
    int side = 0;  // which of the two triangles; 0: straight from p
  };

  std::size_t bucket_of(float t) const { return static_cast<std::size_t>(t / bucket_s_); }
  std::size_t neighbour(std::size_t cell, std::size_t k) const {
    return cell + static_cast<std::size_t>(static_cast<std::ptrdiff_t>(step_[k & 7]));
  }

  void close_border() {
    for (int col = -1; col <= stride_ - 2; ++col) state_[at(-1, col)] = state_[at(n_rows_, col)] = kClosed;
    for (int row = 0; row < n_rows_; ++row) state_[at(row, -1)] = state_[at(row, stride_ - 2)] = kClosed;
  }
  float time(std::size_t cell) const { return until_s_ - headway_s_[cell]; }
  bool burns_never(std::size_t cell, int slice) const {
    return state_[cell] == kClosed || !(ground_.metric(cell, slice).a < kNever);
  }

  void push(std::size_t cell, float t) {
    state_[cell] = kQueued;
    buckets_[std::max(bucket_of(t), first_)].push_back(static_cast<std::uint32_t>(cell));
  }

  void lower(std::size_t cell, float t) {
    if (!(t < until_s_)) return;
    const bool waits_there = state_[cell] == kQueued && bucket_of(time(cell)) == bucket_of(t);
    headway_s_[cell] = until_s_ - t;
    if (!waits_there) push(cell, t);
  }

  bool touches_unburned(std::size_t cell) const {
    for (std::size_t k = 0; k < 8; ++k)
      if (const std::size_t n = neighbour(cell, k); state_[n] != kClosed && !burned(n)) return true;
    return false;
  }

  /// Time at the end of the straight way from a cell, by steps of at most half a cell; kNever where it is
  /// barred or does not end in the slice of its start.
  float straight(int row, int col, int dr, int dc, float t) const {
    const int slice = slice_of(t), steps = 2 * std::max(std::abs(dr), std::abs(dc));
    int r0 = row, c0 = col;
    if (burns_never(at(row - 1, col - 1), slice)) return kNever;
    for (int k = 0; k < steps; ++k) {
      const float share = (static_cast<float>(k) + 0.5F) / static_cast<float>(steps);
      const int r = row + static_cast<int>(std::lround(share * static_cast<float>(dr))),
                c = col + static_cast<int>(std::lround(share * static_cast<float>(dc)));
      const std::size_t cell = at(r - 1, c - 1);
      if (burns_never(cell, slice)) return kNever;
      if (r != r0 && c != c0 && burns_never(at(r - 1, c0 - 1), slice) &&
          burns_never(at(r0 - 1, c - 1), slice))
        return kNever;
      const float part = h_ / static_cast<float>(steps), dx = part * static_cast<float>(dc),
                  dy = -part * static_cast<float>(dr);
      t += ground_.metric(cell, slice).time(dx, dy);
      if (t >= ends_s_[static_cast<std::size_t>(slice)]) return kNever;
      if (Ground::kHasEdits && ground_.enters_s(cell, t, dx, dy) != t) return kNever;
      r0 = r;
      c0 = c;
    }
    return t;
  }

  /// The interior of a triangle: shifted times of the axis neighbour q1 and the diagonal one q2.
  static void triangle(float q1, float q2, float ah, int side, Candidate& best) {
    const float u = q1 - q2;
    if (!(u > 0) || u * kRoot2 >= ah) return;
    const float root = std::sqrt(ah * ah - u * u), t = q1 + root;
    if (t < best.time) best = {t, u / root, side};
  }

  /// Best time at n by way of the neighbour from which direction k leads to n.
  Candidate candidate(float tp, std::size_t k, std::size_t n, const Metric& m) const {
    Candidate best;
    if (!(m.a < kNever)) return best;
    const float ah = m.a * h_, bx = m.bx * h_, by = m.by * h_;
    const auto shift = [&](std::size_t direction) {
      return bx * static_cast<float>(kDx[direction & 7]) + by * static_cast<float>(kDy[direction & 7]);
    };
    const float own = tp - shift(k);
    // The two neighbours of n beside p: on the left seen from n back to p, they lead on by k + 7 and k + 1.
    const std::size_t left = neighbour(n, k + 3), right = neighbour(n, k + 5);
    const float t_left = time(left) - shift(k + 7), t_right = time(right) - shift(k + 1);
    if ((k & 1) == 0) {
      best.time = own + ah;
      if (burned(left)) triangle(own, t_left, ah, -1, best);
      if (burned(right)) triangle(own, t_right, ah, 1, best);
    } else {
      best.time = own + ah * kRoot2;
      if (burned(left)) triangle(t_left, own, ah, -1, best);
      if (burned(right)) triangle(t_right, own, ah, 1, best);
    }
    return best;
  }

  /// Nothing passes between two closed cells that touch at a corner.
  bool squeezed(const Candidate& c, std::size_t k, std::size_t n, int slice) const {
    return (k & 1) && c.side == 0 && burns_never(neighbour(n, k + 3), slice) &&
           burns_never(neighbour(n, k + 5), slice);
  }

  Incoming way(const Candidate& c, std::size_t p, std::size_t k) const {
    const auto x = [&](std::size_t d) { return h_ * static_cast<float>(kDx[d & 7]); };
    const auto y = [&](std::size_t d) { return h_ * static_cast<float>(kDy[d & 7]); };
    Incoming in{x(k), y(k), time(p)};
    if (c.side == 0) return in;
    // The other corner of the triangle; lambda runs from the axis neighbour to the diagonal one.
    const std::size_t other = c.side < 0 ? k + 7 : k + 1;
    const std::size_t q =
        neighbour(p + static_cast<std::size_t>(static_cast<std::ptrdiff_t>(step_[k])), other + 4);
    const float share = (k & 1) == 0 ? c.lambda : 1 - c.lambda;  // of the other corner
    in.dx += share * (x(other) - x(k));
    in.dy += share * (y(other) - y(k));
    in.from_s += share * (time(q) - time(p));
    return in;
  }

  /// Time at the end of a way that crosses ends of slices.
  float through_slices(const Incoming& in, std::size_t n, int slice) const {
    float t = in.from_s, left = 1;
    for (;; ++slice) {
      const float whole = ground_.metric(n, slice).time(in.dx, in.dy),
                  end = ends_s_[static_cast<std::size_t>(slice)];
      const float due = whole < kNever ? t + left * whole : kNever;
      if (due <= end || !(end < kNever)) return due;
      if (whole < kNever) left -= std::max(0.0F, end - t) / whole;
      t = std::max(t, end);
    }
  }

  void spread_from(std::size_t p, float tp) {
    const int slice = slice_of(tp);
    const float end = ends_s_[static_cast<std::size_t>(slice)];
    for (std::size_t k = 0; k < 8; ++k) {
      const std::size_t n = neighbour(p, k);
      const float known = time(n);
      if (state_[n] == kClosed || known <= tp) continue;
      Metric m = ground_.metric(n, slice);
      if constexpr (Ground::kReversed)  // the forward fire, coming from n, pays p's metric
        if (m.a < kNever) m = ground_.metric(p, slice);
      Candidate c = candidate(tp, k, n, m);
      if (c.time > end) {
        // A slice in which n does not burn knows no triangle: the way is straight from p.
        c.time = through_slices(way(c, p, k), n, slice);
      }
      if (!(c.time < known) || squeezed(c, k, n, slice)) continue;
      if constexpr (Ground::kHasEdits) {
        const Incoming in = way(c, p, k);
        c.time = ground_.enters_s(n, c.time, in.dx, in.dy);
        if (!(c.time < known)) continue;
      }
      lower(n, c.time);
    }
  }

  Ground& ground_;
  int n_rows_, stride_;
  float h_, until_s_, bucket_s_;
  std::vector<float> ends_s_;
  ZeroArray<float> headway_s_;  ///< until_s_ - arrival; 0: not burned
  ZeroArray<std::uint8_t> state_;
  std::vector<std::vector<std::uint32_t>> buckets_;
  std::size_t first_ = 0;
  std::array<int, 8> step_{};
  long long taken_ = 0;
};

}  // namespace dayu::hazards::fire
