// SPDX-License-Identifier: Apache-2.0
// The members of a zip file (xlsx), for tests: central directory, stored and deflated.
#pragma once

#include <zlib.h>

#include <map>
#include <stdexcept>
#include <string>

namespace dayu::test {

inline unsigned little(const std::string& bytes, std::size_t at, int n) {
  unsigned value = 0;
  for (int i = 0; i < n; ++i)
    value |= static_cast<unsigned>(static_cast<unsigned char>(bytes.at(at + static_cast<std::size_t>(i))))
             << (8 * i);
  return value;
}

inline std::string inflated(const std::string& packed, std::size_t size) {
  std::string text(size, '\0');
  z_stream stream{};
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) throw std::runtime_error("zip");
  const int rc = inflate(&stream, Z_FINISH);
  inflateEnd(&stream);
  if (rc != Z_STREAM_END) throw std::runtime_error("zip: cut off");
  return text;
}

inline std::map<std::string, std::string> unzip(const std::string& bytes) {
  std::map<std::string, std::string> members;
  const std::size_t end = bytes.rfind("PK\x05\x06");
  if (end == std::string::npos) throw std::runtime_error("not a zip");
  std::size_t at = little(bytes, end + 16, 4);
  for (unsigned n = little(bytes, end + 10, 2); n > 0; --n) {
    const unsigned method = little(bytes, at + 10, 2), packed = little(bytes, at + 20, 4),
                   size = little(bytes, at + 24, 4);
    const unsigned name = little(bytes, at + 28, 2), extra = little(bytes, at + 30, 2),
                   note = little(bytes, at + 32, 2);
    const std::size_t local = little(bytes, at + 42, 4);
    const std::size_t body = local + 30 + little(bytes, local + 26, 2) + little(bytes, local + 28, 2);
    const std::string raw = bytes.substr(body, packed);
    members[bytes.substr(at + 46, name)] = method == 0 ? raw : inflated(raw, size);
    at += 46 + name + extra + note;
  }
  return members;
}

}  // namespace dayu::test
