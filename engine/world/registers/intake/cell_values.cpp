// SPDX-License-Identifier: Apache-2.0
#include "engine/world/registers/intake/cell_values.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <regex>
#include <utility>
#include <vector>

#include "engine/geo/csv_rows.h"
#include "engine/world/ledger.h"

namespace dayu::world::intake {
namespace {

const Say kNotANumber{{"不是数字", "is not a number"}, {"只填数字", "write digits only"}};

CellValue value(std::string text, std::optional<Say> remark = {}) {
  return {std::move(text), std::move(remark), {}};
}
CellValue fault(Say say) {
  return {"", {}, std::move(say)};
}

bool ends_with(const std::string& text, const std::string& end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

bool take_front(std::string& text, const std::vector<std::string>& words) {
  for (const std::string& word : words)
    if (text.rfind(word, 0) == 0) {
      text.erase(0, word.size());
      return true;
    }
  return false;
}

bool take_back(std::string& text, const std::vector<std::string>& words) {
  for (const std::string& word : words)
    if (ends_with(text, word)) {
      text.erase(text.size() - word.size());
      return true;
    }
  return false;
}

std::optional<double> number_of(const std::string& text) {
  double number = 0;
  const char* begin = text.data() + (!text.empty() && text.front() == '+' ? 1 : 0);
  const auto [end, error] = std::from_chars(begin, text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(number)) return {};
  return number;
}

std::string written(double number) {
  char buffer[32];
  const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, number);
  return error == std::errc() ? std::string(buffer, end) : std::string();
}

/// 一 to 九十九; empty for anything else.
std::optional<int> chinese_number(const std::string& text) {
  static const std::array<const char*, 11> kDigits{"零", "一", "二", "三", "四", "五",
                                                   "六", "七", "八", "九", "两"};
  std::vector<int> signs;  // 10 stands for 十
  for (std::size_t i = 0; i + 3 <= text.size(); i += 3) {
    const std::string sign = text.substr(i, 3);
    int digit = sign == "十" ? 10 : -1;
    for (std::size_t d = 0; d < kDigits.size(); ++d)
      if (sign == kDigits[d]) digit = d == 10 ? 2 : static_cast<int>(d);
    if (digit < 0) return {};
    signs.push_back(digit);
  }
  if (text.size() % 3 != 0 || signs.empty() || signs.size() > 3) return {};
  int total = 0, open = 0;
  for (const int sign : signs) {
    if (sign == 10) {
      total += (open == 0 ? 1 : open) * 10;
      open = 0;
    } else {
      if (open != 0) return {};
      open = sign;
    }
  }
  return total + open;
}

/// Spaces and thousands commas inside a number, a unit behind it, a word of doubt before it.
struct Stripped {
  std::string text;
  bool approximate = false;
};

Stripped strip(const std::string& cell) {
  Stripped s{plain_text(cell), false};
  std::string without;
  for (const char c : s.text)
    if (c != ' ') without += c;
  s.text = without;
  if (std::regex_match(s.text, std::regex(R"([+-]?\d{1,3}(,\d{3})+(\.\d+)?)")))
    s.text.erase(std::remove(s.text.begin(), s.text.end(), ','), s.text.end());
  s.approximate = take_front(s.text, {"大约", "约", "大概", "近", "~", "≈"});
  while (take_back(s.text, {"左右", "多", "余"})) s.approximate = true;
  take_back(s.text,
            {"平方米", "立方米", "公里", "分钟", "人", "口", "户", "辆", "台", "个", "件", "床", "顶", "名",
             "米",     "m2",     "m3",   "kg",   "m",  "吨", "条", "只", "艘", "部", "套", "间", "岁"});
  while (take_back(s.text, {"左右", "多", "余"})) s.approximate = true;
  return s;
}

Say approximate(const std::string& taken) {
  return {{"是约数，按" + taken + "计", "is approximate: taken as " + taken},
          {"核实后填准确数", "check, and write the exact number"}};
}

bool stands_for_none(const std::string& text) {
  return text == "无" || text == "-" || text == "—" || text == "——" || text == "/" || text == "\\" ||
         text == "没有";
}

bool is_range(const std::string& text) {
  return std::regex_match(text, std::regex(R"(\d+(\.\d+)?(-|~|–|—|至|到)\d+(\.\d+)?)"));
}

const Say kRange{{"是一个范围，不是一个数", "is a range, not a number"},
                 {"填一个数；拿不准时填大的", "write one number; the larger if in doubt"}};

}  // namespace

std::string plain_text(const std::string& cell) {
  std::string text = geo::half_width(cell), out;
  for (const char* space : {"\xE3\x80\x80", "\xC2\xA0", "\r", "\n", "\t"})
    for (std::size_t at = text.find(space); at != std::string::npos; at = text.find(space))
      text.replace(at, std::string(space).size(), " ");
  for (const char c : text)
    if (c != ' ' || (!out.empty() && out.back() != ' ')) out += c;
  return geo::trimmed(out);
}

CellValue read_decimal(const std::string& cell, bool negative_allowed) {
  const Stripped s = strip(cell);
  if (s.text.empty()) return value("");
  if (stands_for_none(s.text)) return value("");
  if (is_range(s.text)) return fault(kRange);
  const std::optional<double> number = number_of(s.text);
  if (!number) return fault(kNotANumber);
  if (*number < 0 && !negative_allowed)
    return fault({{"是负数", "is negative"}, {"填零或正数", "write zero or more"}});
  const std::string text = written(*number);
  return value(text, s.approximate ? std::optional<Say>(approximate(text)) : std::nullopt);
}

CellValue read_count(const std::string& cell) {
  const Stripped s = strip(cell);
  if (s.text.empty()) return value("");
  if (stands_for_none(s.text))
    return value("0", Say{{"按0计", "taken as 0"}, {"没有就填0", "write 0 if there is none"}});
  if (is_range(s.text)) return fault(kRange);
  std::optional<Say> remark;
  std::optional<double> number = number_of(s.text);
  if (const std::optional<int> chinese = number ? std::nullopt : chinese_number(s.text)) {
    number = *chinese;
    remark = Say{{"按" + std::to_string(*chinese) + "计", "taken as " + std::to_string(*chinese)},
                 {"用阿拉伯数字填写", "write digits"}};
  }
  if (!number) return fault(kNotANumber);
  if (*number < 0) return fault({{"是负数", "is negative"}, {"填零或正数", "write zero or more"}});
  if (*number != std::floor(*number) || *number > 1e9)
    return fault({{"不是整数", "is not a whole number"}, {"填整数", "write it without a fraction"}});
  const std::string text = std::to_string(static_cast<long long>(*number));
  if (s.approximate) remark = approximate(text);
  return value(text, remark);
}

CellValue read_phone(const std::string& cell) {
  std::string text = plain_text(cell), digits;
  if (text.empty() || stands_for_none(text)) return value("");
  if (text.rfind("+86", 0) == 0) text.erase(0, 3);
  if (ends_with(text, ".0")) text.erase(text.size() - 2);
  if (std::regex_match(text, std::regex(R"(\d(\.\d+)?[eE]\+?\d+)"))) {
    const double number = number_of(text).value_or(0);
    // A mantissa of eleven digits still holds the number whole.
    if (text.find_first_of("eE") < 12)
      return fault({{"被表格软件改成了科学计数，末尾数字已丢失",
                     "was turned into a rounded number: its last digits are lost"},
                    {"把该列设为文本后重新填写", "format the column as text and write it again"}});
    text = std::to_string(static_cast<long long>(number));
  }
  for (const char c : text) {
    if (c >= '0' && c <= '9')
      digits += c;
    else if (c != '-' && c != ' ' && c != '(' && c != ')')
      return fault({{"不是电话号码", "is not a phone number"},
                    {"只填一个号码，数字之外只许横线", "write one number: digits and hyphens only"}});
  }
  const std::size_t n = digits.size();
  if (digits[0] == '1' && n == 11) return value(digits);
  if (digits[0] == '0' && n >= 10 && n <= 12) return value(digits);
  if (digits[0] == '1' && n == 10 && digits[1] == '0')  // 010 and eight digits, without its zero
    return value("0" + digits, Say{{"补回开头的0", "its leading zero was put back"},
                                   {"把该列设为文本", "format the column as text"}});
  // Area codes: 02x with eight digits, 03xx to 09xx with seven or eight.
  if ((digits[0] == '2' && n == 10) || (digits[0] >= '3' && digits[0] <= '9' && (n == 10 || n == 11)))
    return value("0" + digits, Say{{"补回开头的0", "its leading zero was put back"},
                                   {"把该列设为文本", "format the column as text"}});
  if (n == 7 || n == 8)
    return value(digits, Say{{"没有区号", "has no area code"}, {"加上区号", "add the area code"}});
  return fault(
      {{"有" + std::to_string(n) + "位数字，不像电话号码",
        "has " + std::to_string(n) + " digits: no phone number is so long"},
       {"手机11位，固话带区号10至12位", "mobiles have 11 digits, others 10 to 12 with their area code"}});
}

CellValue read_date(const std::string& cell) {
  const std::string text = plain_text(cell);
  if (text.empty() || stands_for_none(text)) return value("");
  static const std::regex forms[] = {std::regex(R"((\d{4})[-/.](\d{1,2})[-/.](\d{1,2})( .*)?)"),
                                     std::regex(R"((\d{4})年(\d{1,2})月(\d{1,2})日?)"),
                                     std::regex(R"((\d{4})(\d{2})(\d{2}))")};
  std::smatch m;
  int y = 0, mo = 0, d = 0;
  for (const std::regex& form : forms)
    if (y == 0 && std::regex_match(text, m, form)) {
      y = std::stoi(m[1]);
      mo = std::stoi(m[2]);
      d = std::stoi(m[3]);
    }
  const std::optional<double> serial = y == 0 ? number_of(text) : std::nullopt;
  if (serial && *serial >= 20000 && *serial < 80000) {
    // Days since 1899-12-30 (ECMA-376 18.17.4.1); civil date by Hinnant's days algorithm.
    const long z = static_cast<long>(*serial) - 25569 + 719468;
    const long era = z / 146097, doe = z - era * 146097;
    const long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    const long doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
    d = static_cast<int>(doy - (153 * mp + 2) / 5 + 1);
    mo = static_cast<int>(mp < 10 ? mp + 3 : mp - 9);
    y = static_cast<int>(yoe + era * 400 + (mo <= 2 ? 1 : 0));
  }
  static const int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
  if (y < 1900 || y > 2200 || mo < 1 || mo > 12 || d < 1 || d > kDays[mo - 1] + (leap && mo == 2 ? 1 : 0))
    return fault({{"不是完整的日期", "is not a whole date"}, {"写成 2025-06-01", "write it as 2025-06-01"}});
  const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return value(std::to_string(y) + "-" + two(mo) + "-" + two(d));
}

CellValue read_digits(const std::string& cell, std::size_t digits) {
  std::string text = plain_text(cell);
  if (ends_with(text, ".0")) text.erase(text.size() - 2);
  if (text.empty()) return value("");
  if (text.size() == digits && text.find_first_not_of("0123456789") == std::string::npos) return value(text);
  return fault(
      {{"不是" + std::to_string(digits) + "位代码", "is not a code of " + std::to_string(digits) + " digits"},
       {"把该列设为文本后重新填写", "format the column as text and write it again"}});
}

CellValue read_word(const std::string& cell, const std::string& vocabulary) {
  const std::string text = plain_text(cell);
  if (text.empty()) return value("");
  std::string known;
  const std::string word = word_for(vocabulary, text, &known);
  if (!word.empty()) return value(word);
  return fault(
      {{"不是可用的词", "is not a word that is known here"}, {"可用：" + known, "use one of: " + known}});
}

CellValue read_words(const std::string& cell, const std::string& vocabulary) {
  std::string text = plain_text(cell), words;
  for (const char* mark : {"、", "，", "；", ",", " "})
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark))
      text.replace(at, std::string(mark).size(), ";");
  if (stands_for_none(text)) return value("");
  text += ";";
  for (std::size_t begin = 0, end = text.find(';'); end != std::string::npos; end = text.find(';', begin)) {
    const std::string one = text.substr(begin, end - begin);
    begin = end + 1;
    if (one.empty()) continue;
    CellValue word = read_word(one, vocabulary);
    if (word.fault) return word;
    words += (words.empty() ? "" : ";") + word.text;
  }
  return value(words);
}

std::string masked_digits(const std::string& text) {
  std::string masked = text;
  std::size_t digits = 0, seen = 0;
  for (const char c : text) digits += c >= '0' && c <= '9' ? 1U : 0U;
  for (char& c : masked) {
    if (c < '0' || c > '9') continue;
    ++seen;
    if (seen > 3 && seen + 2 <= digits) c = '*';
  }
  return masked;
}

}  // namespace dayu::world::intake
