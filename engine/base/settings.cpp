// SPDX-License-Identifier: Apache-2.0
// TOML through toml++; checked against a SectionSpec in one pass so that every fault is told at once.
#include "engine/base/settings.h"

#include <toml++/toml.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

namespace dayu::base {

/// A parsed table and the file it came from. The toml tree is owned by the root node.
struct Node {
  toml::table table;                  // root only
  const toml::table* view = nullptr;  // this section
  std::filesystem::path file;
  std::vector<std::unique_ptr<Node>> children;
  std::vector<std::pair<std::string, std::vector<const Node*>>> by_name;
};

namespace {

std::string line_of(const toml::node& node) {
  const auto line = node.source().begin.line;
  return line > 0 ? "line " + std::to_string(line) : "--set";
}

std::string place_of(const toml::node* node, const std::string& path) {
  return node ? line_of(*node) + ", " + path : path;
}

const char* kind_word(KeyKind kind) {
  switch (kind) {
    case KeyKind::number:
      return "a number";
    case KeyKind::integer:
      return "a whole number";
    case KeyKind::boolean:
      return "true or false";
    case KeyKind::text:
      return "a text in quotes";
    case KeyKind::path:
      return "a path in quotes";
    case KeyKind::instant:
      return "a time such as 2025-06-18T14:00:00+08:00";
    case KeyKind::numbers:
      return "a list of numbers";
    case KeyKind::texts:
      return "a list of texts";
  }
  return "";
}

bool all_of_kind(const toml::array& array, bool numbers) {
  for (const toml::node& node : array)
    if (numbers ? !node.is_number() : !node.is_string()) return false;
  return true;
}

bool fits(const toml::node& node, KeyKind kind) {
  switch (kind) {
    case KeyKind::number:
      return node.is_number();
    case KeyKind::integer:
      return node.is_integer();
    case KeyKind::boolean:
      return node.is_boolean();
    case KeyKind::text:
    case KeyKind::path:
      return node.is_string();
    case KeyKind::instant:
      return node.is_date_time() || node.is_string();
    case KeyKind::numbers:
      return node.is_array() && all_of_kind(*node.as_array(), true);
    case KeyKind::texts:
      return node.is_array() && all_of_kind(*node.as_array(), false);
  }
  return false;
}

std::string known_keys(const SectionSpec& spec) {
  std::string text;
  for (const KeySpec& key : spec.keys) text += (text.empty() ? "" : ", ") + key.key;
  for (const SectionSpec& inner : spec.sections)
    text += (text.empty() ? "" : ", ") + ("[" + inner.name + "]");
  return text;
}

template <class List>
auto find_named(List& list, const std::string& name) -> decltype(&*list.begin()) {
  for (auto& item : list) {
    if constexpr (requires { item.key; }) {
      if (item.key == name) return &item;
    } else {
      if (item.name == name) return &item;
    }
  }
  return nullptr;
}

class Checker {
 public:
  Checker(const std::filesystem::path& file, Faults& faults) : file_(file.string()), faults_(faults) {}

  void section(Node& node, const SectionSpec& spec, const std::string& prefix) {
    for (const auto& [key, value] : *node.view) member(node, spec, prefix, std::string(key.str()), value);
    for (const KeySpec& key : spec.keys)
      if (key.required && !node.view->contains(key.key))
        faults_.add(file_, place_of(node.view, prefix + key.key), "the key is missing",
                    "add " + key.key + " (" + key.about + ")");
  }

 private:
  void member(Node& node, const SectionSpec& spec, const std::string& prefix, const std::string& key,
              const toml::node& value) {
    if (const KeySpec* known = find_named(spec.keys, key)) {
      value_of(*known, prefix + key, value);
    } else if (const SectionSpec* inner = find_named(spec.sections, key)) {
      children(node, *inner, prefix + key, value);
    } else {
      faults_.add(file_, place_of(&value, prefix + key), "the key '" + key + "' is not known here",
                  "known: " + known_keys(spec));
    }
  }

  void value_of(const KeySpec& spec, const std::string& path, const toml::node& value) {
    if (!fits(value, spec.kind)) {
      faults_.add(file_, place_of(&value, path), std::string("the value is not ") + kind_word(spec.kind),
                  "write " + std::string(kind_word(spec.kind)) + ": " + spec.about);
      return;
    }
    if (const auto number = value.value<double>();
        number && value.is_number() && !(*number >= spec.low && *number <= spec.high)) {
      std::ostringstream range;
      range << "use a value from " << spec.low << " to " << spec.high;
      faults_.add(file_, place_of(&value, path), "the value is out of range", range.str());
    }
    if (spec.kind == KeyKind::text && !spec.choices.empty()) choice(spec, path, value);
  }

  void choice(const KeySpec& spec, const std::string& path, const toml::node& value) {
    const std::string text = value.value_or(std::string());
    std::string allowed;
    for (const std::string& word : spec.choices) {
      if (word == text) return;
      allowed += (allowed.empty() ? "" : ", ") + word;
    }
    faults_.add(file_, place_of(&value, path), "'" + text + "' is not one of the allowed words",
                "use one of: " + allowed);
  }

  void children(Node& node, const SectionSpec& spec, const std::string& path, const toml::node& value) {
    std::vector<const toml::table*> tables;
    if (const auto* table = value.as_table(); table && !spec.repeated) tables.push_back(table);
    if (const auto* array = value.as_array(); array && spec.repeated)
      for (const toml::node& item : *array)
        if (item.is_table()) tables.push_back(item.as_table());
    if (tables.empty() && !(value.is_array() && value.as_array()->empty())) {
      faults_.add(file_, place_of(&value, path), "this should be a section",
                  spec.repeated ? "write [[" + path + "]]" : "write [" + path + "]");
      return;
    }
    std::vector<const Node*> made;
    for (const toml::table* table : tables) {
      auto child = std::make_unique<Node>();
      child->view = table;
      child->file = node.file;
      section(*child, spec, path + ".");
      made.push_back(child.get());
      node.children.push_back(std::move(child));
    }
    node.by_name.emplace_back(spec.name, std::move(made));
  }

  std::string file_;
  Faults& faults_;
};

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

std::string scalar_text(const toml::node& node) {
  std::ostringstream out;
  if (const auto* date = node.as_date_time()) {
    out << date->get();
  } else {
    out << node.value_or(std::string());
  }
  return out.str();
}

/// The fallback of a key as a parsed node.
toml::table fallback_table(const KeySpec& spec) {
  return toml::parse("v = " + spec.fallback);
}

nlohmann::json to_json(const toml::node& node) {
  if (const auto* table = node.as_table()) {
    nlohmann::json json = nlohmann::json::object();
    for (const auto& [key, value] : *table) json[std::string(key.str())] = to_json(value);
    return json;
  }
  if (const auto* array = node.as_array()) {
    nlohmann::json json = nlohmann::json::array();
    for (const toml::node& value : *array) json.push_back(to_json(value));
    return json;
  }
  if (const auto* integer = node.as_integer()) return integer->get();
  if (const auto* number = node.as_floating_point()) return number->get();
  if (const auto* boolean = node.as_boolean()) return boolean->get();
  return scalar_text(node);
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
  Checker(name, faults).section(*root, *settings.spec_, "");
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

const KeySpec& Settings::spec_of(const std::string& key, KeyKind kind) const {
  const KeySpec* spec = spec_ ? find_named(spec_->keys, key) : nullptr;
  if (!spec || (spec->kind != kind && !(kind == KeyKind::number && spec->kind == KeyKind::integer) &&
                !(kind == KeyKind::text && spec->kind == KeyKind::instant)))
    throw std::logic_error("no spec lists the key " + prefix_ + key + " with this kind");
  return *spec;
}

bool Settings::has(const std::string& key) const {
  return node_ && node_->view->contains(key);
}

namespace {

template <class T, class Convert>
T read_value(const Settings& settings, const Node* node, const KeySpec& spec, const Convert& convert) {
  if (node && node->view->contains(spec.key)) return convert(*node->view->get(spec.key));
  if (spec.fallback.empty())
    throw settings.error(spec.key, "the key is missing", "add " + spec.key + " (" + spec.about + ")");
  const toml::table table = fallback_table(spec);
  return convert(*table.get("v"));
}

template <class T>
std::vector<T> list_of(const toml::node& node) {
  std::vector<T> values;
  for (const toml::node& item : *node.as_array()) values.push_back(item.value_or(T{}));
  return values;
}

}  // namespace

double Settings::number(const std::string& key) const {
  return read_value<double>(*this, node_, spec_of(key, KeyKind::number),
                            [](const toml::node& n) { return n.value_or(0.0); });
}

std::int64_t Settings::integer(const std::string& key) const {
  return read_value<std::int64_t>(*this, node_, spec_of(key, KeyKind::integer),
                                  [](const toml::node& n) { return n.value_or(std::int64_t{0}); });
}

bool Settings::boolean(const std::string& key) const {
  return read_value<bool>(*this, node_, spec_of(key, KeyKind::boolean),
                          [](const toml::node& n) { return n.value_or(false); });
}

std::string Settings::text(const std::string& key) const {
  return read_value<std::string>(*this, node_, spec_of(key, KeyKind::text), scalar_text);
}

std::filesystem::path Settings::path(const std::string& key) const {
  const std::string text = read_value<std::string>(*this, node_, spec_of(key, KeyKind::path), scalar_text);
  const std::filesystem::path path = expand_data(text);
  return path.is_absolute() ? path : (file().parent_path() / path).lexically_normal();
}

std::vector<double> Settings::numbers(const std::string& key) const {
  return read_value<std::vector<double>>(*this, node_, spec_of(key, KeyKind::numbers), list_of<double>);
}

std::vector<std::string> Settings::texts(const std::string& key) const {
  return read_value<std::vector<std::string>>(*this, node_, spec_of(key, KeyKind::texts),
                                              list_of<std::string>);
}

bool Settings::has_section(const std::string& name) const {
  return node_ && find_named(spec_->sections, name) && node_->view->contains(name);
}

Settings Settings::section(const std::string& name) const {
  const SectionSpec* spec = find_named(spec_->sections, name);
  if (!spec) throw std::logic_error("no spec lists the section " + prefix_ + name);
  Settings inner = *this;
  inner.spec_ = spec;
  inner.prefix_ = prefix_ + name + ".";
  inner.node_ = nullptr;
  if (node_)
    for (const auto& [known, nodes] : node_->by_name)
      if (known == name && !nodes.empty()) inner.node_ = nodes.front();
  return inner;
}

std::vector<Settings> Settings::sections(const std::string& name) const {
  std::vector<Settings> all;
  Settings inner = section(name);
  if (node_)
    for (const auto& [known, nodes] : node_->by_name)
      if (known == name)
        for (const Node* node : nodes) {
          inner.node_ = node;
          all.push_back(inner);
        }
  return all;
}

const std::filesystem::path& Settings::file() const {
  return root_->file;
}

std::string Settings::place(const std::string& key) const {
  const toml::node* node = node_ ? node_->view->get(key) : nullptr;
  if (!node && node_) node = node_->view;
  return place_of(node, prefix_ + key);
}

InputError Settings::error(const std::string& key, const std::string& what, const std::string& remedy) const {
  return {root_->file.string(), place(key), what, remedy};
}

std::vector<std::filesystem::path> Settings::paths() const {
  std::vector<std::filesystem::path> all;
  if (!node_) return all;
  for (const KeySpec& key : spec_->keys)
    if (key.kind == KeyKind::path && has(key.key)) all.push_back(path(key.key));
  for (const SectionSpec& inner : spec_->sections)
    for (const Settings& child : sections(inner.name))
      for (auto& found : child.paths()) all.push_back(std::move(found));
  return all;
}

std::string Settings::dump() const {
  return to_json(root_->table).dump();
}

namespace {

nlohmann::json schema_of(const KeySpec& key) {
  nlohmann::json json;
  switch (key.kind) {
    case KeyKind::number:
      json["type"] = "number";
      break;
    case KeyKind::integer:
      json["type"] = "integer";
      break;
    case KeyKind::boolean:
      json["type"] = "boolean";
      break;
    case KeyKind::numbers:
      json = {{"type", "array"}, {"items", {{"type", "number"}}}};
      break;
    case KeyKind::texts:
      json = {{"type", "array"}, {"items", {{"type", "string"}}}};
      break;
    default:
      json["type"] = "string";
  }
  json["description"] = key.about;
  if (std::isfinite(key.low)) json["minimum"] = key.low;
  if (std::isfinite(key.high)) json["maximum"] = key.high;
  if (!key.choices.empty()) json["enum"] = key.choices;
  if (!key.fallback.empty()) json["default"] = to_json(*fallback_table(key).get("v"));
  return json;
}

nlohmann::json schema_of(const SectionSpec& spec) {
  nlohmann::json json{{"type", "object"}, {"additionalProperties", false}};
  if (!spec.about.empty()) json["description"] = spec.about;
  nlohmann::json properties = nlohmann::json::object(), required = nlohmann::json::array();
  for (const KeySpec& key : spec.keys) {
    properties[key.key] = schema_of(key);
    if (key.required) required.push_back(key.key);
  }
  for (const SectionSpec& inner : spec.sections)
    properties[inner.name] =
        inner.repeated ? nlohmann::json{{"type", "array"}, {"items", schema_of(inner)}} : schema_of(inner);
  json["properties"] = std::move(properties);
  if (!required.empty()) json["required"] = std::move(required);
  return json;
}

}  // namespace

std::string json_schema(const SectionSpec& spec, const std::string& title) {
  nlohmann::json json = schema_of(spec);
  json["$schema"] = "https://json-schema.org/draft/2020-12/schema";
  json["title"] = title;
  return json.dump(2);
}

std::filesystem::path expand_data(const std::string& text) {
  static const std::string variable = "${DAYU_DATA}";
  const auto at = text.find(variable);
  if (at == std::string::npos) return text;
  const char* root = std::getenv("DAYU_DATA");
  const std::string folder = root && *root ? root : DAYU_DEFAULT_DATA;
  return std::filesystem::path(text.substr(0, at) + folder + text.substr(at + variable.size()))
      .lexically_normal();
}

}  // namespace dayu::base
