// SPDX-License-Identifier: Apache-2.0
// The parsed TOML behind Settings, shared by the files that read it (settings_read), check it
// (settings_check), answer from it (settings) and publish its schema (settings_schema). Only those four
// include this header: toml++ stays behind the door.
#pragma once

#include <toml++/toml.h>

#include "engine/base/settings.h"

namespace dayu::base {

/// A parsed table and the file it came from. The toml tree is owned by the root node.
struct Node {
  toml::table table;                  // root only
  const toml::table* view = nullptr;  // this section
  std::filesystem::path file;
  std::vector<std::unique_ptr<Node>> children;
  std::vector<std::pair<std::string, std::vector<const Node*>>> by_name;
};

/// "line 14, flood.cell_m"; an overridden value stands at "--set".
inline std::string place_of(const toml::node* node, const std::string& path) {
  if (!node) return path;
  const auto line = node->source().begin.line;
  return (line > 0 ? "line " + std::to_string(line) : std::string("--set")) + ", " + path;
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

/// Text of a string or of a date.
std::string scalar_text(const toml::node& node);

/// The fallback of a key as a parsed node.
inline toml::table fallback_table(const KeySpec& spec) {
  return toml::parse("v = " + spec.fallback);
}

/// Checks a section and all below it against its spec, and hangs the sections it knows into the node.
void check_section(const std::filesystem::path& file, Node& node, const SectionSpec& spec, Faults& faults);

}  // namespace dayu::base
