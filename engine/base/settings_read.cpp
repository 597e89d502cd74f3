// SPDX-License-Identifier: Apache-2.0
// From a file (or a text) and the command line's --set to a checked tree.
#include <fstream>
#include <sstream>

#include "engine/base/settings_tree.h"

namespace dayu::base {

namespace {

/// "flood.losses.rate_mm_per_h=4": the value is TOML; a bare word is taken as text.
void apply_override(toml::table& root, const std::string& text) {
  const auto equals = text.find('=');
  if (equals == std::string::npos || equals == 0)
    throw InputError("--set", text, "this is not key=value", "write --set section.key=value");
  const std::string value = text.substr(equals + 1);
  toml::table parsed;
  try {
    parsed = toml::parse("v = " + value);
  } catch (const toml::parse_error&) {
    parsed.insert_or_assign("v", value);
  }
  toml::table* at = &root;
  std::istringstream path(text.substr(0, equals));
  std::string part;
  std::vector<std::string> parts;
  while (std::getline(path, part, '.')) parts.push_back(part);
  for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
    if (!at->contains(parts[i])) at->insert(parts[i], toml::table{});
    at = at->get(parts[i])->as_table();
    if (!at)
      throw InputError("--set", text, "'" + parts[i] + "' is not a section",
                       "name a section and a key in it");
  }
  at->insert_or_assign(parts.back(), *parsed.get("v"));
}

/// CRLF and a byte-order mark are what Windows Notepad writes.
std::string without_bom(std::string text) {
  if (text.rfind("\xEF\xBB\xBF", 0) == 0) text.erase(0, 3);
  return text;
}

toml::table parse_toml(const std::string& text, const std::string& name) {
  try {
    return toml::parse(without_bom(text), name);
  } catch (const toml::parse_error& error) {
    std::ostringstream place;
    place << "line " << error.source().begin.line << ", column " << error.source().begin.column;
    throw InputError(name, place.str(), std::string(error.description()),
                     "mend the TOML at this place (texts need quotes; Chinese only inside quotes)");
  }
}

}  // namespace

Settings Settings::parse(const std::string& toml, const std::string& name, const SectionSpec& spec,
                         const std::vector<std::string>& overrides) {
  auto root = std::make_shared<Node>();
  root->table = parse_toml(toml, name);
  for (const std::string& text : overrides) apply_override(root->table, text);
  root->view = &root->table;
  root->file = name;
  Settings settings;
  settings.root_spec_ = std::make_shared<const SectionSpec>(spec);
  settings.spec_ = settings.root_spec_.get();
  Faults faults;
  check_section(name, *root, *settings.spec_, faults);
  faults.throw_if_any();
  settings.node_ = root.get();
  settings.root_ = root;
  return settings;
}

Settings Settings::read(const std::filesystem::path& file, const SectionSpec& spec,
                        const std::vector<std::string>& overrides) {
  std::ifstream in(file, std::ios::binary);
  if (!in || std::filesystem::is_directory(file))
    throw InputError(file.string(), "", "the file cannot be read", "check the path and its permissions");
  std::ostringstream text;
  text << in.rdbuf();
  return parse(text.str(), file.string(), spec, overrides);
}

}  // namespace dayu::base
