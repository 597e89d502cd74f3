// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/words.h"

#include <cmath>
#include <cstdio>
#include <map>
#include <stdexcept>

#include "engine/geo/table.h"

namespace dayu::embedded {
extern const char* const drill_words_csv;
}

namespace dayu::drill {
namespace {

struct Entry {
  std::string zh, en;
};

/// Table readers trim cells, so a space at either end is written as ␣.
std::string with_spaces(std::string text) {
  static const std::string sign = "␣";
  for (std::size_t at = text.find(sign); at != std::string::npos; at = text.find(sign, at))
    text.replace(at, sign.size(), " ");
  return text;
}

const std::map<std::string, Entry>& dictionary() {
  static const std::map<std::string, Entry> entries = [] {
    std::map<std::string, Entry> all;
    const geo::Table table = geo::parse_table(embedded::drill_words_csv, "words.csv");
    for (std::size_t row = 0; row < table.rows.size(); ++row)
      if (!all.emplace(table.text(row, "key"),
                       Entry{with_spaces(table.text(row, "zh")), with_spaces(table.text(row, "en"))})
               .second)
        throw std::logic_error("words.csv: two rows for " + table.text(row, "key"));
    return all;
  }();
  return entries;
}

bool ends_with(const std::string& text, const std::string& end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

}  // namespace

const std::string& word(const std::string& key, Language language) {
  const auto it = dictionary().find(key);
  if (it == dictionary().end()) throw std::logic_error("words.csv has no " + key);
  return language == Language::zh ? it->second.zh : it->second.en;
}

std::string say(const std::string& key, Language language, const std::vector<std::string>& values) {
  const std::string& pattern = word(key, language);
  std::string text;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool hole = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}';
    const std::size_t n = hole ? static_cast<std::size_t>(pattern[i + 1] - '0') : values.size();
    if (n < values.size()) {
      text += values[n];
      i += 2;
    } else {
      text += pattern[i];
    }
  }
  return text;
}

std::string word_or_code(const std::string& prefix, const std::string& code, Language language) {
  return dictionary().contains(prefix + code) ? word(prefix + code, language) : code;
}

std::vector<std::string> all_word_keys() {
  std::vector<std::string> keys;
  for (const auto& [key, entry] : dictionary()) keys.push_back(key);
  return keys;
}

std::string fixed(double value, int decimals) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%.*f", decimals, value);
  std::string text = buffer;
  if (text.rfind('-', 0) == 0 && text.find_first_not_of("-0.") == std::string::npos) text.erase(0, 1);
  return text;
}

std::string short_number(double value) {
  return fixed(value, value == std::floor(value) ? 0 : 1);
}

std::string marked(const std::string& message, Language language) {
  const std::string& mark = word("mark.message", language);
  const std::string& zh = word("mark.message", Language::zh);
  std::string text = message;
  if (text.rfind(mark, 0) != 0 && text.rfind(zh, 0) != 0)
    text = mark + (language == Language::en ? " " : "") + text;
  if (!ends_with(text, mark) && !ends_with(text, zh)) text += (language == Language::en ? " " : "") + mark;
  return text;
}

std::string invented_mark(const world::World& world, Language language) {
  return world.invented ? word("mark.invented", language) : std::string();
}

std::string planners_stamp(const world::World& world, Language language) {
  const bool open = world.classification == "public";
  return word_or_code("class.", open ? "internal" : world.classification, language);
}

}  // namespace dayu::drill
