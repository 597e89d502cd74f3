// SPDX-License-Identifier: Apache-2.0
// An array that begins as zeros without being written: the system hands out zero pages on first touch, so a
// fire that burns a tenth of the county costs a tenth of the memory traffic. T must be trivial and zero must
// mean "not yet".
#pragma once

#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <type_traits>

namespace dayu::hazards::fire {

template <class T>
class ZeroArray {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  explicit ZeroArray(std::size_t count)
      : count_(count), values_(static_cast<T*>(std::calloc(count, sizeof(T)))) {
    if (count > 0 && values_ == nullptr) throw std::bad_alloc();
  }
  T& operator[](std::size_t k) { return values_.get()[k]; }
  const T& operator[](std::size_t k) const { return values_.get()[k]; }
  std::size_t size() const { return count_; }
  void clear() { std::memset(values_.get(), 0, count_ * sizeof(T)); }

 private:
  struct Free {
    void operator()(T* p) const { std::free(p); }
  };
  std::size_t count_;
  std::unique_ptr<T, Free> values_;
};

}  // namespace dayu::hazards::fire
