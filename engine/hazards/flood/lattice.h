// SPDX-License-Identifier: Apache-2.0
// How is one number per cell laid out so that a sweep over rows runs at the machine's speed?
// Rows of floats with a ring of ghost cells around the grid: column 0 of every row starts on a 64-byte
// boundary, the western ghost lies just before it, the eastern one just behind the last column.
// Invariant: every array of a run has the same `Shape`, so one offset addresses a cell in all of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <new>
#include <utility>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace dayu::hazards::flood {

/// The shape shared by all arrays of a run.
struct Shape {
  int n_rows = 0, n_cols = 0;
  std::ptrdiff_t stride = 0;  ///< floats from one row to the next

  static constexpr int kPad =
      16;  ///< floats before column 0: one 64-byte line, which holds the western ghost
  Shape() = default;
  Shape(int rows, int cols)
      : n_rows(rows), n_cols(cols), stride((kPad + cols + 1 + kPad - 1) / kPad * kPad + kPad) {}
  /// Offset of a cell; row -1 and n_rows, column -1 and n_cols are ghosts.
  std::ptrdiff_t at(int row, int col) const { return (row + 1) * stride + kPad + col; }
  std::size_t floats() const {
    return static_cast<std::size_t>(n_rows + 2) * static_cast<std::size_t>(stride) + kPad;
  }
};

/// Floats aligned for vectors, on huge pages where they are many.
class Lattice {
 public:
  Lattice() = default;
  explicit Lattice(std::size_t n_floats, float fill = 0) : size_(n_floats) {
    const bool large = n_floats > kHuge / sizeof(float);
    const std::size_t line = large ? kHuge : 64;
    const std::size_t bytes = (n_floats * sizeof(float) + line - 1) / line * line;
    floats_.reset(static_cast<float*>(std::aligned_alloc(line, bytes)));
    if (!floats_) throw std::bad_alloc();
#if defined(__linux__)
    if (large) madvise(floats_.get(), bytes, MADV_HUGEPAGE);  // advice: nothing depends on it
#endif
    for (std::size_t i = 0; i < bytes / sizeof(float); ++i) floats_[i] = fill;
  }
  explicit Lattice(const Shape& shape, float fill = 0) : Lattice(shape.floats(), fill) {}
  float* begin() {
    return floats_.get();
  }
  const float* begin() const {
    return floats_.get();
  }
  float& operator[](std::ptrdiff_t i) {
    return floats_[i];
  }
  float operator[](std::ptrdiff_t i) const {
    return floats_[i];
  }
  bool empty() const {
    return size_ == 0;
  }
  std::size_t size() const {
    return size_;
  }
  void swap(Lattice& other) noexcept {
    floats_.swap(other.floats_);
    std::swap(size_, other.size_);
  }

 private:
  static constexpr std::size_t kHuge = std::size_t{2} << 20;
  struct Free {
    void operator()(float* p) const { std::free(p); }
  };
  std::unique_ptr<float[], Free> floats_;
  std::size_t size_ = 0;
};

}  // namespace dayu::hazards::flood
