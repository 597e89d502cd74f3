// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/persons.h"

#include "engine/geo/table.h"

namespace dayu::drill {

std::string masked_name(const std::string& name) {
  if (name.empty()) return "";
  const auto first = static_cast<unsigned char>(name[0]);
  if (first < 0x80) {
    const auto space = name.find(' ');
    return (space == std::string::npos ? name.substr(0, 1) : name.substr(0, space)) + " *";
  }
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  return name.substr(0, length) + "*";
}

std::string masked_phone(const std::string& phone) {
  std::string digits;
  for (const char c : phone)
    if (c >= '0' && c <= '9') digits += c;
  if (digits.size() >= 11) return digits.substr(0, 3) + "****" + digits.substr(digits.size() - 4);
  if (digits.size() <= 2) return std::string(digits.size(), '*');
  return std::string(digits.size() - 2, '*') + digits.substr(digits.size() - 2);
}

std::map<std::string, MaskedPerson> read_masked_persons(const std::filesystem::path& area) {
  std::map<std::string, MaskedPerson> persons;
  const std::filesystem::path file = area / "restricted" / "persons.csv";
  if (area.empty() || !std::filesystem::exists(file)) return persons;
  const geo::Table table = geo::read_table(file);
  base::Faults faults;
  table.require({"person", "name_zh", "phone"}, faults);
  faults.throw_if_any();
  for (std::size_t row = 0; row < table.rows.size(); ++row)
    persons[table.text(row, "person")] = {
        {masked_name(table.text(row, "name_zh")), masked_name(table.text(row, "name_en"))},
        {table.text(row, "post_zh"), table.text(row, "post_en")},
        masked_phone(table.text(row, "phone"))};
  return persons;
}

}  // namespace dayu::drill
