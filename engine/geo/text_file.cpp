// SPDX-License-Identifier: Apache-2.0
// Whole files in and out, and text of any of the encodings that offices use as UTF-8.
// Invariant: a file under its own name is always complete; what is being written is called *.tmp.
#include <fcntl.h>
#include <iconv.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include "engine/geo/table.h"

namespace dayu::geo {
namespace {

/// Length of the UTF-8 character at `i`, 0 if the bytes are not UTF-8 (overlong forms and surrogates
/// included).
std::size_t utf8_length(const std::string& text, std::size_t i) {
  const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[k]); };
  const unsigned lead = byte(i);
  if (lead < 0x80) return 1;
  const std::size_t n = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || i + n > text.size()) return 0;
  for (std::size_t k = 1; k < n; ++k)
    if ((byte(i + k) & 0xC0U) != 0x80U) return 0;
  const unsigned second = byte(i + 1);
  const bool bad = (lead == 0xE0 && second < 0xA0) || (lead == 0xED && second >= 0xA0) ||
                   (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second >= 0x90);
  return bad ? 0 : n;
}

/// Empty if a byte cannot be converted.
std::string convert(const std::string& bytes, const char* from) {
  iconv_t converter = iconv_open("UTF-8", from);
  // iconv_open(3) tells failure so.
  if (converter == reinterpret_cast<iconv_t>(-1)) return "";  // NOLINT(performance-no-int-to-ptr)
  std::string text(bytes.size() * 2 + 16, '\0');
  std::string input = bytes;
  char* in = input.data();
  char* out = text.data();
  std::size_t in_left = input.size(), out_left = text.size();
  const std::size_t rc = iconv(converter, &in, &in_left, &out, &out_left);
  iconv_close(converter);
  if (rc == static_cast<std::size_t>(-1) || in_left != 0) return "";
  text.resize(text.size() - out_left);
  return text;
}

[[noreturn]] void cannot_write(const std::filesystem::path& file) {
  throw base::InputError(file.string(), "", std::string("cannot be written: ") + std::strerror(errno),
                         "choose a folder that may be written to and has room");
}

bool write_all(int handle, const std::string& bytes) {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t n = ::write(handle, bytes.data() + done, bytes.size() - done);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    done += static_cast<std::size_t>(n);
  }
  return true;
}

}  // namespace

bool is_utf8(const std::string& text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t n = utf8_length(text, i);
    if (n == 0) return false;
    i += n;
  }
  return true;
}

std::string from_gb18030(const std::string& bytes) {
  return convert(bytes, "GB18030");
}

std::string to_utf8(const std::string& bytes, std::string* encoding) {
  const auto starts = [&](const char* mark, std::size_t n) { return bytes.compare(0, n, mark, n) == 0; };
  const auto told = [&](const char* name, std::string text) {
    if (encoding != nullptr) *encoding = name;
    return text;
  };
  if (starts("\xEF\xBB\xBF", 3) && is_utf8(bytes)) return told("UTF-8 with BOM", bytes.substr(3));
  if (starts("\xFF\xFE", 2) || starts("\xFE\xFF", 2)) {
    const std::string text = convert(bytes.substr(2), starts("\xFF\xFE", 2) ? "UTF-16LE" : "UTF-16BE");
    if (!text.empty() || bytes.size() == 2) return told("UTF-16", text);
  }
  if (is_utf8(bytes)) return told("UTF-8", bytes);
  // GB 18030 holds GBK and GB 2312 whole; its four-byte characters are the rare ones in names.
  const std::string text = from_gb18030(bytes);
  if (text.empty())
    throw base::InputError("", "", "the text is neither UTF-8 nor GB 18030", "save it as \"CSV UTF-8\"");
  return told("GB 18030", text);
}

std::string read_file(const std::filesystem::path& file) {
  std::error_code error;
  std::ifstream stream(file, std::ios::binary);
  if (!stream || std::filesystem::is_directory(file, error))
    throw base::InputError(file.string(), "", "the file is missing or cannot be opened",
                           "check the path and the spelling");
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

void write_file(const std::filesystem::path& file, const std::string& bytes) {
  std::error_code error;
  const std::filesystem::path folder = file.has_parent_path() ? file.parent_path() : ".";
  std::filesystem::create_directories(folder, error);
  const std::filesystem::path temporary = file.string() + ".tmp";
  const int handle = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (handle < 0) cannot_write(file);
  const bool written = write_all(handle, bytes) && ::fsync(handle) == 0;
  const int reason = errno;
  const bool closed = ::close(handle) == 0;
  if (!written || !closed || std::rename(temporary.c_str(), file.c_str()) != 0) {
    if (!written) errno = reason;
    const int kept = errno;
    ::unlink(temporary.c_str());
    errno = kept;
    cannot_write(file);
  }
  // The new name itself must survive a power cut.
  const int folder_handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder_handle >= 0) {
    ::fsync(folder_handle);
    ::close(folder_handle);
  }
}

}  // namespace dayu::geo
