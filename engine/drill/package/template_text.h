// SPDX-License-Identifier: Apache-2.0
// A document's text with holes, as the office may edit it (a file of the same name in the scenario's folder
// `templates/` wins over the one that comes with the program):
//   # title          = subtitle      ## heading      ### subheading      - item of a list
//   | a | b |        rows of a table, the first is its header            --- page break
//   @table name      a computed table         @list name      a computed list
//   @each name ... @end      once for each of a computed series, whose own values and tables go first
// {{key}} is replaced by a computed value. Everything else is a paragraph; empty lines separate nothing else.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/drill/package/word_file.h"

namespace dayu::drill {

struct FactTable {
  std::vector<std::vector<std::string>> rows;  ///< the first is the header
  std::vector<double> widths;
};

/// What a template may ask for, in one language.
struct Facts {
  std::map<std::string, std::string> values;
  std::map<std::string, FactTable> tables;
  std::map<std::string, std::vector<std::string>> lists;
  std::map<std::string, std::vector<Facts>> series;
};

/// The blocks of a filled template. InputError (file, line): a name that no fact has, an @each without @end.
std::vector<Block> filled(const std::string& text, const std::string& file, const Facts& facts);

}  // namespace dayu::drill
