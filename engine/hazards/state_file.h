// SPDX-License-Identifier: Apache-2.0
// The state of a running hazard as bytes in a file and back: numbers as the machine holds them, no more and
// no less. The file is written beside its place and renamed; its last word is a checksum. Invariant: what was
// put in comes out in the same order with the same bits, or InputError.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <type_traits>
#include <vector>

namespace dayu::hazards {

class StateWriter {
 public:
  explicit StateWriter(const std::filesystem::path& file);
  void bytes(const void* from, std::size_t n);
  template <class T>
  void put(const T& value) {
    static_assert(std::is_trivially_copyable_v<T>);
    bytes(&value, sizeof value);
  }
  void put(const std::string& text) {
    put(static_cast<std::uint64_t>(text.size()));
    bytes(text.data(), text.size());
  }
  template <class T>
  void put(const std::vector<T>& values) {
    static_assert(std::is_trivially_copyable_v<T>);
    put(static_cast<std::uint64_t>(values.size()));
    bytes(values.data(), values.size() * sizeof(T));
  }
  void finish();  ///< checksum, close, rename

 private:
  std::filesystem::path file_, part_;
  std::ofstream out_;
  std::uint32_t checksum_ = 0;
};

class StateReader {
 public:
  explicit StateReader(const std::filesystem::path& file);
  void bytes(void* to, std::size_t n);
  template <class T>
  void take(T& value) {
    static_assert(std::is_trivially_copyable_v<T>);
    bytes(&value, sizeof value);
  }
  void take(std::string& text) {
    text.resize(count(1));
    bytes(text.data(), text.size());
  }
  template <class T>
  void take(std::vector<T>& values) {
    static_assert(std::is_trivially_copyable_v<T>);
    values.resize(count(sizeof(T)));
    bytes(values.data(), values.size() * sizeof(T));
  }
  void finish();  ///< the checksum fits and nothing is left

 private:
  std::size_t count(std::size_t size_of_one);
  [[noreturn]] void refuse(const std::string& what) const;
  std::filesystem::path file_;
  std::ifstream in_;
  std::uint64_t left_ = 0;
  std::uint32_t checksum_ = 0;
};

}  // namespace dayu::hazards
