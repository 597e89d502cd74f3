// SPDX-License-Identifier: Apache-2.0
// The [[inject]] tables of a scenario's text, changed where they stand: a key's line is replaced, keys that a
// table lacked are added at its end, whole tables go or come; every comment and blank line outside stays.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/drill/scenario.h"

namespace dayu::drill {

/// Keys of an inject as TOML text; an empty text ("") takes the key away.
using InjectKeys = std::map<std::string, std::string>;

/// The text in TOML's quotes.
std::string toml_text(const std::string& text);

class InjectTables {
 public:
  InjectTables(const Scenario& scenario, const std::string& toml);
  std::string text(const std::map<std::string, InjectKeys>& edited, const std::vector<std::string>& removed,
                   const std::vector<InjectKeys>& fresh) const;

 private:
  /// Lines of one table, `end` excluded; comments before the next table stay outside.
  struct Span {
    std::size_t begin = 0, end = 0;
  };
  void rewrite(const Span& span, InjectKeys keys, std::string& out) const;

  std::vector<std::string> lines_;
  std::map<std::string, Span> spans_;  ///< by id
};

}  // namespace dayu::drill
