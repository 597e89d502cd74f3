// SPDX-License-Identifier: Apache-2.0
// Answers from a checked tree: values with their defaults, sections, places for messages.
#include "engine/base/settings.h"

#include <cstdlib>
#include <sstream>

#include "engine/base/settings_tree.h"

namespace dayu::base {

std::string scalar_text(const toml::node& node) {
  std::ostringstream out;
  if (const auto* date = node.as_date_time()) {
    out << date->get();
  } else {
    out << node.value_or(std::string());
  }
  return out.str();
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
