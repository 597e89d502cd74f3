// SPDX-License-Identifier: Apache-2.0
// FIPS PUB 180-4, section 6.2. Symbols as there: W message schedule, K constants, a..h working variables.
#include "engine/base/sha256.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <fstream>
#include <vector>

#include "engine/base/errors.h"

namespace dayu::base {
namespace {

constexpr std::array<std::uint32_t, 64> K{
    0x428a2f98U, 0x71374491U, 0xb5c0fbcfU, 0xe9b5dba5U, 0x3956c25bU, 0x59f111f1U, 0x923f82a4U, 0xab1c5ed5U,
    0xd807aa98U, 0x12835b01U, 0x243185beU, 0x550c7dc3U, 0x72be5d74U, 0x80deb1feU, 0x9bdc06a7U, 0xc19bf174U,
    0xe49b69c1U, 0xefbe4786U, 0x0fc19dc6U, 0x240ca1ccU, 0x2de92c6fU, 0x4a7484aaU, 0x5cb0a9dcU, 0x76f988daU,
    0x983e5152U, 0xa831c66dU, 0xb00327c8U, 0xbf597fc7U, 0xc6e00bf3U, 0xd5a79147U, 0x06ca6351U, 0x14292967U,
    0x27b70a85U, 0x2e1b2138U, 0x4d2c6dfcU, 0x53380d13U, 0x650a7354U, 0x766a0abbU, 0x81c2c92eU, 0x92722c85U,
    0xa2bfe8a1U, 0xa81a664bU, 0xc24b8b70U, 0xc76c51a3U, 0xd192e819U, 0xd6990624U, 0xf40e3585U, 0x106aa070U,
    0x19a4c116U, 0x1e376c08U, 0x2748774cU, 0x34b0bcb5U, 0x391c0cb3U, 0x4ed8aa4aU, 0x5b9cca4fU, 0x682e6ff3U,
    0x748f82eeU, 0x78a5636fU, 0x84c87814U, 0x8cc70208U, 0x90befffaU, 0xa4506cebU, 0xbef9a3f7U, 0xc67178f2U};

constexpr std::size_t kBlock_bytes = 64;

std::uint32_t big_endian(const unsigned char* at) {
  return static_cast<std::uint32_t>(at[0]) << 24 | static_cast<std::uint32_t>(at[1]) << 16 |
         static_cast<std::uint32_t>(at[2]) << 8 | static_cast<std::uint32_t>(at[3]);
}

std::array<std::uint32_t, 64> schedule(const unsigned char* at) {
  std::array<std::uint32_t, 64> W{};
  for (std::size_t t = 0; t < 16; ++t) W[t] = big_endian(at + 4 * t);
  for (std::size_t t = 16; t < 64; ++t) {
    const std::uint32_t s0 = std::rotr(W[t - 15], 7) ^ std::rotr(W[t - 15], 18) ^ (W[t - 15] >> 3);
    const std::uint32_t s1 = std::rotr(W[t - 2], 17) ^ std::rotr(W[t - 2], 19) ^ (W[t - 2] >> 10);
    W[t] = W[t - 16] + s0 + W[t - 7] + s1;
  }
  return W;
}

}  // namespace

void Sha256::block(const unsigned char* at) {
  const std::array<std::uint32_t, 64> W = schedule(at);
  auto [a, b, c, d, e, f, g, h] = h_;
  for (std::size_t t = 0; t < 64; ++t) {
    const std::uint32_t S1 = std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25);
    const std::uint32_t T1 = h + S1 + ((e & f) ^ (~e & g)) + K[t] + W[t];
    const std::uint32_t S0 = std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22);
    const std::uint32_t T2 = S0 + ((a & b) ^ (a & c) ^ (b & c));
    h = g, g = f, f = e, e = d + T1, d = c, c = b, b = a, a = T1 + T2;
  }
  const std::array<std::uint32_t, 8> add{a, b, c, d, e, f, g, h};
  for (std::size_t i = 0; i < h_.size(); ++i) h_[i] += add[i];
}

void Sha256::add(const void* bytes, std::size_t count) {
  const auto* at = static_cast<const unsigned char*>(bytes);
  total_ += count;
  while (count > 0) {
    if (in_open_ == 0 && count >= kBlock_bytes) {
      block(at);
      at += kBlock_bytes, count -= kBlock_bytes;
      continue;
    }
    const std::size_t n = std::min(count, kBlock_bytes - in_open_);
    std::memcpy(open_.data() + in_open_, at, n);
    at += n, count -= n, in_open_ += n;
    if (in_open_ == kBlock_bytes) block(open_.data()), in_open_ = 0;
  }
}

std::string Sha256::hex() {
  const std::uint64_t bits = total_ * 8;
  const std::size_t rest = in_open_;
  std::array<unsigned char, 72> padding{0x80};
  const std::size_t zeros = (rest < 56 ? 56 : 120) - rest;
  for (std::size_t i = 0; i < 8; ++i) padding[zeros + i] = static_cast<unsigned char>(bits >> (56 - 8 * i));
  add(padding.data(), zeros + 8);
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (const std::uint32_t word : h_)
    for (int shift = 28; shift >= 0; shift -= 4) text += kDigits[word >> shift & 15U];
  return text;
}

std::string sha256_hex(const std::string& bytes) {
  Sha256 digest;
  digest.add(bytes.data(), bytes.size());
  return digest.hex();
}

std::string sha256_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in || !std::filesystem::is_regular_file(file))
    throw InputError(file.string(), "", "cannot be read", "check that the file exists and may be read");
  Sha256 digest;
  std::vector<char> portion(1 << 16);
  while (in) {
    in.read(portion.data(), static_cast<std::streamsize>(portion.size()));
    digest.add(portion.data(), static_cast<std::size_t>(in.gcount()));
  }
  if (in.bad())
    throw InputError(file.string(), "", "reading broke off", "check the disk or the network share");
  return digest.hex();
}

}  // namespace dayu::base
