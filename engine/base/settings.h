// SPDX-License-Identifier: Apache-2.0
// What people write (TOML) as a tree that knows where every value stands, checked against one list of keys.
// The same list makes the published JSON Schema, the commented scenario of `dayu new`, and the error that
// names the known keys. Bare keys carry their unit (`cell_m`); paths are relative to the file.
#pragma once

#include <filesystem>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/errors.h"

namespace dayu::base {

enum class KeyKind { number, integer, boolean, text, path, instant, numbers, texts };

/// One key that a section may hold.
struct KeySpec {
  std::string key;
  KeyKind kind = KeyKind::number;
  bool required = false;
  std::string fallback;  ///< default as TOML text, shown in the schema; empty: none
  std::string about;     ///< one line, English
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  std::vector<std::string> choices;  ///< for `text`: the allowed words; empty: any
};

/// A table (or, when `repeated`, an array of tables) with its keys and inner sections.
struct SectionSpec {
  std::string name;
  bool repeated = false;
  std::string about;
  std::vector<KeySpec> keys;
  std::vector<SectionSpec> sections;
};

struct Node;  // the parsed tree, hidden: toml++ stays behind settings_tree.h

/// A read-only view of one table. Copies are cheap. Accessors throw std::logic_error for keys that no spec
/// lists: that is a mistake in the engine, never in the input.
class Settings {
 public:
  /// Reads and checks a file: unknown keys, missing required ones, wrong kinds and ranges, all at once
  /// (InputError with file, line, key). `overrides` are "section.key=value" (the command line's --set).
  static Settings read(const std::filesystem::path& file, const SectionSpec& spec,
                       const std::vector<std::string>& overrides = {});
  /// The same from a text; `name` stands for the file in messages.
  static Settings parse(const std::string& toml, const std::string& name, const SectionSpec& spec,
                        const std::vector<std::string>& overrides = {});

  bool has(const std::string& key) const;       ///< written by the user (a default does not count)
  double number(const std::string& key) const;  ///< value or default; InputError if neither
  std::int64_t integer(const std::string& key) const;
  bool boolean(const std::string& key) const;
  std::string text(const std::string& key) const;
  std::filesystem::path path(const std::string& key) const;  ///< resolved against the file's folder
  std::vector<double> numbers(const std::string& key) const;
  std::vector<std::string> texts(const std::string& key) const;

  bool has_section(const std::string& name) const;
  Settings section(const std::string& name) const;  ///< an absent section reads as empty (defaults only)
  std::vector<Settings> sections(const std::string& name) const;  ///< a repeated section, in file order

  const std::filesystem::path& file() const;
  std::string place(const std::string& key) const;  ///< "line 14, flood.cell_m" for messages
  InputError error(const std::string& key, const std::string& what, const std::string& remedy) const;
  std::vector<std::filesystem::path> paths() const;  ///< every value of kind path below here, resolved
  std::string dump() const;  ///< the whole tree as JSON with overrides applied, for the manifest

 private:
  std::shared_ptr<const Node> root_;
  const Node* node_ = nullptr;  ///< null: absent section
  std::shared_ptr<const SectionSpec> root_spec_;
  const SectionSpec* spec_ = nullptr;
  std::string prefix_;
  const KeySpec& spec_of(const std::string& key, KeyKind kind) const;
};

/// JSON Schema (2020-12) of a spec.
std::string json_schema(const SectionSpec& spec, const std::string& title);

/// Expands ${DAYU_DATA}: the environment variable, else ../shared/data beside the checkout.
std::filesystem::path expand_data(const std::string& text);

}  // namespace dayu::base
