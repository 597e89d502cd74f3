// SPDX-License-Identifier: Apache-2.0
// The tree and its spec for programs: JSON of the values (the manifest's), JSON Schema of the keys.
#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/base/settings_tree.h"

namespace dayu::base {

namespace {

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

}  // namespace dayu::base
