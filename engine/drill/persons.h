// SPDX-License-Identifier: Apache-2.0
// The names and phones of responsible persons, for documents only. They stand in one file of the area folder
// that no floor below the documents opens (the intake of ledgers puts them there). Masked by default: 王*,
// 138****1234. Whoever wants them whole says who he is and what for, and that is written to the audit file
// first. Invariant: no whole name or number leaves here without its line in restricted/audit.csv.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "engine/drill/words.h"

namespace dayu::drill {

struct Person {
  world::Name name, post;
  std::string phone;
};
/// As the documents get them.
using MaskedPerson = Person;

/// restricted/persons.csv of an area folder, masked on reading; empty where the file is absent.
std::map<std::string, MaskedPerson> read_masked_persons(const std::filesystem::path& area);

/// Who asks for whole names, when, and what is printed with them.
struct Disclosure {
  std::string when, who, what;
};
/// The same unmasked. Appends when, who, what and the number of persons to restricted/audit.csv before a name
/// is read; InputError if who or what is empty or the line cannot be written.
std::map<std::string, Person> disclose_persons(const std::filesystem::path& area,
                                               const Disclosure& disclosure);

/// What the checks need: who there is, who has a phone, and which ids are one and the same person.
struct PersonFacts {
  std::set<std::string> ids, without_phone;
  std::map<std::string, std::string> twins;  ///< id -> an earlier id with the same name and phone
};
bool has_persons(const std::filesystem::path& area);
PersonFacts person_facts(const std::filesystem::path& area);

/// "王建国" -> "王*"; "Wang Jianguo" -> "Wang *".
std::string masked_name(const std::string& name);
/// "13812341234" -> "138****1234"; shorter numbers keep their last two digits.
std::string masked_phone(const std::string& phone);

}  // namespace dayu::drill
