// SPDX-License-Identifier: Apache-2.0
// SHA-256 (FIPS PUB 180-4): the fingerprint of every input and output that a manifest names.
// Digests are 64 lower-case hexadecimal digits. Self-made so that `base` needs no cryptography library.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

namespace dayu::base {

/// Takes bytes in any portions; `hex` closes the digest, after which the object is spent.
class Sha256 {
 public:
  void add(const void* bytes, std::size_t count);
  std::string hex();

 private:
  void block(const unsigned char* at);
  std::array<std::uint32_t, 8> h_{0x6a09e667U, 0xbb67ae85U, 0x3c6ef372U, 0xa54ff53aU,
                                  0x510e527fU, 0x9b05688cU, 0x1f83d9abU, 0x5be0cd19U};
  std::array<unsigned char, 64> open_{};
  std::size_t in_open_ = 0;
  std::uint64_t total_ = 0;
};

std::string sha256_hex(const std::string& bytes);
/// Reads the file in portions; InputError if it cannot be read.
std::string sha256_file(const std::filesystem::path& file);

}  // namespace dayu::base
