// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/csv_rows.h"

#include <algorithm>

#include "engine/base/errors.h"

namespace dayu::geo {

std::string trimmed(const std::string& text) {
  static const std::string spaces[] = {" ", "\t", "\r", "\n", "\xE3\x80\x80", "\xC2\xA0"};
  std::string t = text;
  for (bool again = true; again;) {
    again = false;
    for (const std::string& s : spaces) {
      if (t.size() < s.size()) continue;
      if (t.compare(0, s.size(), s) == 0) {
        t.erase(0, s.size());
        again = true;
      } else if (t.compare(t.size() - s.size(), s.size(), s) == 0) {
        t.erase(t.size() - s.size());
        again = true;
      }
    }
  }
  return t;
}

std::string half_width(const std::string& text) {
  std::string t;
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[i + k]); };
    if (i + 2 < text.size() && byte(0) == 0xEF && (byte(1) == 0xBC || byte(1) == 0xBD)) {
      const unsigned code = ((byte(1) & 0x3FU) << 6) | (byte(2) & 0x3FU);  // U+F000 aside
      if (code >= 0xF01 && code <= 0xF5E) {
        t += static_cast<char>(code - 0xF00 + 0x20);
        i += 3;
        continue;
      }
    }
    t += text[i++];
  }
  return t;
}

char csv_separator(const std::string& text) {
  std::size_t begin = 0;
  while (begin < text.size() && text[begin] == '#')
    begin = std::min(text.find('\n', begin), text.size() - 1) + 1;
  int counts[3] = {0, 0, 0};
  const char candidates[] = {',', ';', '\t'};
  bool quoted = false;
  for (std::size_t i = begin; i < text.size() && (quoted || text[i] != '\n'); ++i) {
    if (text[i] == '"') quoted = !quoted;
    for (int k = 0; k < 3; ++k)
      if (text[i] == candidates[k] && !quoted) ++counts[k];
  }
  return candidates[std::max_element(counts, counts + 3) - counts];
}

namespace {

class Splitter {
 public:
  Splitter(const std::string& text, char separator) : text_(text), separator_(separator) {}

  std::vector<CsvRow> rows(const std::string& name) {
    while (i_ < text_.size()) step();
    if (quoted_)
      throw base::InputError(name, "row " + std::to_string(row_.line), "a quote opens and never closes",
                             "close it, or double the quotes inside a cell");
    if (!cell_.empty() || !row_.cells.empty()) end_row();
    return std::move(rows_);
  }

 private:
  void step() {
    const char c = text_[i_++];
    if (quoted_) {
      if (c == '\n') ++line_;
      if (c != '"') {
        cell_ += c;
      } else if (i_ < text_.size() && text_[i_] == '"') {
        cell_ += text_[i_++];
      } else {
        quoted_ = false;
      }
    } else if (c == '"' && trimmed(cell_).empty()) {
      cell_.clear();
      quoted_ = true;
    } else if (c == separator_) {
      end_cell();
    } else if (c == '\n' || c == '\r') {
      if (c == '\r' && i_ < text_.size() && text_[i_] == '\n') ++i_;
      end_row();
    } else {
      cell_ += c;
    }
  }
  void end_cell() {
    row_.cells.push_back(trimmed(cell_));
    cell_.clear();
  }
  void end_row() {
    end_cell();
    // Spreadsheets leave rows of nothing behind.
    const auto filled = [](const std::string& cell) { return !cell.empty(); };
    if (std::any_of(row_.cells.begin(), row_.cells.end(), filled)) rows_.push_back(row_);
    row_.cells.clear();
    row_.line = ++line_;
  }

  const std::string& text_;
  char separator_;
  std::size_t i_ = 0;
  int line_ = 1;
  bool quoted_ = false;
  std::string cell_;
  CsvRow row_;
  std::vector<CsvRow> rows_;
};

}  // namespace

std::vector<CsvRow> csv_rows(const std::string& text, char separator, const std::string& name) {
  return Splitter(text, separator).rows(name);
}

}  // namespace dayu::geo
