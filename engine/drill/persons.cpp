// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/persons.h"

#include <fstream>

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

namespace {

std::filesystem::path persons_file(const std::filesystem::path& area) {
  return area / "restricted" / "persons.csv";
}

geo::Table read_persons(const std::filesystem::path& area) {
  geo::Table table = geo::read_table(persons_file(area));
  base::Faults faults;
  table.require({"person", "name_zh", "phone"}, faults);
  faults.throw_if_any();
  return table;
}

std::map<std::string, Person> persons_of(const geo::Table& table, bool masked) {
  std::map<std::string, Person> persons;
  const auto name = [&](std::size_t row, const char* column) {
    const std::string whole = table.text(row, column);
    return masked ? masked_name(whole) : whole;
  };
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const std::string phone = table.text(row, "phone");
    persons[table.text(row, "person")] = {{name(row, "name_zh"), name(row, "name_en")},
                                          {table.text(row, "post_zh"), table.text(row, "post_en")},
                                          masked ? masked_phone(phone) : phone};
  }
  return persons;
}

/// One line more at the end of the audit file, never a rewriting of it.
void write_audit(const std::filesystem::path& area, const Disclosure& d, std::size_t persons) {
  const std::filesystem::path file = area / "restricted" / "audit.csv";
  const bool fresh = !std::filesystem::exists(file);
  geo::TableWriter line({"when", "who", "what", "persons"});
  line.cell(d.when).cell(d.who).cell(d.what).cell(static_cast<long long>(persons)).end_row();
  const std::string text = line.text();
  std::ofstream out(file, std::ios::binary | std::ios::app);
  out << (fresh ? "\xEF\xBB\xBF" + text : text.substr(text.find('\n') + 1));
  out.flush();
  if (!out)
    throw base::InputError(file.string(), "", "the audit line cannot be written: no name is shown",
                           "make the folder writable, or print masked");
}

}  // namespace

bool has_persons(const std::filesystem::path& area) {
  return !area.empty() && std::filesystem::exists(persons_file(area));
}

std::map<std::string, MaskedPerson> read_masked_persons(const std::filesystem::path& area) {
  if (!has_persons(area)) return {};
  return persons_of(read_persons(area), true);
}

std::map<std::string, Person> disclose_persons(const std::filesystem::path& area,
                                               const Disclosure& disclosure) {
  if (disclosure.who.empty() || disclosure.what.empty())
    throw base::InputError("", "--unmasked", "who prints whole names and what for is not said",
                           "add --who NAME and --purpose TEXT");
  if (!has_persons(area)) return {};
  const geo::Table table = read_persons(area);
  write_audit(area, disclosure, table.rows.size());
  return persons_of(table, false);
}

PersonFacts person_facts(const std::filesystem::path& area) {
  PersonFacts facts;
  if (!has_persons(area)) return facts;
  const geo::Table table = read_persons(area);
  std::map<std::pair<std::string, std::string>, std::string> first;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const std::string id = table.text(row, "person"), phone = table.text(row, "phone");
    facts.ids.insert(id);
    if (phone.empty()) {
      facts.without_phone.insert(id);
      continue;
    }
    const auto [known, is_new] = first.emplace(std::make_pair(table.text(row, "name_zh"), phone), id);
    if (!is_new) facts.twins[id] = known->second;
  }
  return facts;
}

}  // namespace dayu::drill
