// SPDX-License-Identifier: Apache-2.0
#include "engine/app/verify/zip_text.h"

#include <zlib.h>

#include <cstdint>

namespace dayu::verify {
namespace {

constexpr std::uint32_t kEndOfDirectory = 0x06054b50, kDirectoryEntry = 0x02014b50, kLocalHeader = 0x04034b50;
constexpr std::size_t kLargest_bytes = std::size_t{1} << 28;  // no office paper is larger; a bomb would be

/// Little-endian numbers at an offset; reading beyond the end gives zero and marks the reader as failed.
class Bytes {
 public:
  explicit Bytes(const std::string& bytes) : bytes_(bytes) {}
  std::uint32_t u16(std::size_t at) { return byte(at) | byte(at + 1) << 8; }
  std::uint32_t u32(std::size_t at) { return u16(at) | u16(at + 2) << 16; }
  std::string text(std::size_t at, std::size_t n) {
    if (at + n > bytes_.size()) ok_ = false;
    return ok_ ? bytes_.substr(at, n) : "";
  }
  std::size_t size() const { return bytes_.size(); }
  bool ok() const { return ok_; }

 private:
  std::uint32_t byte(std::size_t at) {
    if (at >= bytes_.size()) ok_ = false;
    return at < bytes_.size() ? static_cast<unsigned char>(bytes_[at]) : 0U;
  }
  const std::string& bytes_;
  bool ok_ = true;
};

std::optional<std::string> inflate_raw(const std::string& packed, std::size_t size) {
  if (size > kLargest_bytes) return std::nullopt;
  std::string out(size, '\0');
  z_stream z{};
  if (inflateInit2(&z, -MAX_WBITS) != Z_OK) return std::nullopt;
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  z.avail_in = static_cast<uInt>(packed.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  const int rc = inflate(&z, Z_FINISH);
  const bool whole = rc == Z_STREAM_END && z.avail_out == 0;
  inflateEnd(&z);
  return whole ? std::optional<std::string>(std::move(out)) : std::nullopt;
}

std::optional<std::size_t> end_of_directory(Bytes& zip) {
  if (zip.size() < 22) return std::nullopt;
  for (std::size_t at = zip.size() - 22;; --at) {
    if (zip.u32(at) == kEndOfDirectory) return at;
    if (at == 0 || zip.size() - at > 22 + 65535) return std::nullopt;
  }
}

std::optional<std::string> member(Bytes& zip, std::size_t entry) {
  const std::uint32_t method = zip.u16(entry + 10), packed = zip.u32(entry + 20), size = zip.u32(entry + 24);
  const std::size_t local = zip.u32(entry + 42);
  if (zip.u32(local) != kLocalHeader) return std::nullopt;
  const std::string bytes = zip.text(local + 30 + zip.u16(local + 26) + zip.u16(local + 28), packed);
  if (!zip.ok()) return std::nullopt;
  if (method == 0) return bytes;
  return method == 8 ? inflate_raw(bytes, size) : std::nullopt;
}

}  // namespace

std::optional<std::string> zip_xml(const std::string& bytes) {
  Bytes zip(bytes);
  const std::optional<std::size_t> end = end_of_directory(zip);
  if (!end) return std::nullopt;
  std::string all;
  std::size_t entry = zip.u32(*end + 16);
  for (std::uint32_t k = 0, n = zip.u16(*end + 10); k < n; ++k) {
    if (zip.u32(entry) != kDirectoryEntry) return std::nullopt;
    const std::string name = zip.text(entry + 46, zip.u16(entry + 28));
    if (name.ends_with(".xml")) {
      const std::optional<std::string> text = member(zip, entry);
      if (!text) return std::nullopt;
      all += *text + "\n";
    }
    entry += 46 + zip.u16(entry + 28) + zip.u16(entry + 30) + zip.u16(entry + 32);
  }
  return zip.ok() ? std::optional<std::string>(std::move(all)) : std::nullopt;
}

}  // namespace dayu::verify
