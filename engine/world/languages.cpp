// SPDX-License-Identifier: Apache-2.0
#include "engine/world/languages.h"

#include <cctype>

namespace dayu::world {
namespace {

bool is_chinese(const std::string& text) {
  int wide = 0, latin = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0xE3 && byte <= 0xEF) ++wide;
    if (std::isalpha(byte) != 0) ++latin;
  }
  return wide * 4 > latin;  // a Chinese sentence may quote a file name or a unit
}

}  // namespace

std::string one_language(const std::string& text, bool chinese) {
  static const std::string full_stop = "。";
  std::size_t first_end = text.find(" / "), second = first_end + 3;
  if (first_end == std::string::npos) {
    for (std::size_t at = text.find(full_stop); at != std::string::npos; at = text.find(full_stop, at + 3)) {
      const std::size_t next = text.find_first_not_of(' ', at + full_stop.size());
      if (next == std::string::npos || std::isalpha(static_cast<unsigned char>(text[next])) == 0) continue;
      first_end = at + full_stop.size();
      second = next;
      break;
    }
  }
  if (first_end == std::string::npos) return text;
  const std::string a = text.substr(0, first_end), b = text.substr(second);
  if (is_chinese(a) == is_chinese(b)) return text;
  return is_chinese(a) == chinese ? a : b;
}

}  // namespace dayu::world
