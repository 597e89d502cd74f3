// SPDX-License-Identifier: Apache-2.0
// Is a parsed file what its spec says? Unknown keys, missing ones, wrong kinds, ranges and words, all in one
// pass.
#include <sstream>

#include "engine/base/settings_tree.h"

namespace dayu::base {

namespace {

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

}  // namespace

void check_section(const std::filesystem::path& file, Node& node, const SectionSpec& spec, Faults& faults) {
  Checker(file, faults).section(node, spec, "");
}

}  // namespace dayu::base
