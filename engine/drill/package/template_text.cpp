// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/package/template_text.h"

#include <sstream>

#include "engine/base/errors.h"

namespace dayu::drill {
namespace {

struct TemplateLine {
  int number;
  std::string text;
};

std::string stripped(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

bool takes(std::string& text, const std::string& sign) {
  if (text.rfind(sign, 0) != 0) return false;
  text = stripped(text.substr(sign.size()));
  return true;
}

template <class Map>
std::string names_of(const Map& map) {
  std::string names;
  for (const auto& entry : map) names += (names.empty() ? "" : ", ") + entry.first;
  return names;
}

class Filler {
 public:
  Filler(const std::string& file, base::Faults& faults) : file_(file), faults_(faults) {}

  void fill(const std::vector<TemplateLine>& lines, std::size_t from, std::size_t to,
            const std::vector<const Facts*>& facts, const std::string& prefix) {
    for (std::size_t i = from; i < to; ++i) {
      std::string text = stripped(lines[i].text);
      if (text.empty()) continue;
      if (takes(text, "@each ")) {
        const std::size_t end = end_of(lines, i, to);
        each(lines, i, end, text, facts, prefix);
        i = end;
      } else if (text.front() == '|') {
        const std::size_t end = table_end(lines, i, to);
        written_table(lines, i, end, facts, prefix);
        i = end - 1;
      } else {
        one(lines[i], text, facts, prefix);
      }
    }
  }

  std::vector<Block> blocks;

 private:
  template <class Value>
  const Value* find(const std::vector<const Facts*>& facts, std::map<std::string, Value> Facts::*member,
                    const std::string& name, const TemplateLine& line) {
    std::string known;
    for (const Facts* each : facts) {
      const auto found = (each->*member).find(name);
      if (found != (each->*member).end()) return &found->second;
      known += (known.empty() ? "" : ", ") + names_of(each->*member);
    }
    faults_.add(file_, "line " + std::to_string(line.number), "there is no '" + name + "' to fill in",
                "known: " + known);
    return nullptr;
  }

  std::string replaced(std::string text, const std::vector<const Facts*>& facts, const TemplateLine& line) {
    for (std::size_t at = text.find("{{"); at != std::string::npos; at = text.find("{{", at)) {
      const std::size_t end = text.find("}}", at);
      if (end == std::string::npos) {
        faults_.add(file_, "line " + std::to_string(line.number), "{{ is not closed", "add }}");
        return text;
      }
      const std::string* value =
          find(facts, &Facts::values, stripped(text.substr(at + 2, end - at - 2)), line);
      const std::string inserted = value ? *value : std::string();
      text.replace(at, end + 2 - at, inserted);
      at += inserted.size();
    }
    return text;
  }

  std::string next_id(const std::string& prefix, bool heading) {
    int& section = sections_[prefix];
    int& part = parts_[prefix];
    if (heading) {
      ++section;
      part = 0;
    }
    return prefix + std::to_string(section) + "." + std::to_string(part++);
  }

  void add(Block::Kind kind, const std::string& text, const std::string& prefix) {
    blocks.push_back({kind, next_id(prefix, kind == Block::Kind::heading), text, {}, {}});
  }

  void one(const TemplateLine& line, std::string text, const std::vector<const Facts*>& facts,
           const std::string& prefix) {
    if (text == "---") return add(Block::Kind::page_break, "", prefix);
    if (takes(text, "@table ")) {
      if (const FactTable* table = find(facts, &Facts::tables, text, line); table && table->rows.size() > 1)
        blocks.push_back({Block::Kind::table, next_id(prefix, false), "", table->rows, table->widths});
      return;
    }
    if (takes(text, "@list ")) {
      if (const std::vector<std::string>* list = find(facts, &Facts::lists, text, line))
        for (const std::string& item : *list) add(Block::Kind::item, item, prefix);
      return;
    }
    Block::Kind kind = Block::Kind::paragraph;
    if (takes(text, "### "))
      kind = Block::Kind::subheading;
    else if (takes(text, "## "))
      kind = Block::Kind::heading;
    else if (takes(text, "# "))
      kind = Block::Kind::title;
    else if (takes(text, "= "))
      kind = Block::Kind::subtitle;
    else if (takes(text, "- "))
      kind = Block::Kind::item;
    add(kind, replaced(text, facts, line), prefix);
  }

  static std::size_t table_end(const std::vector<TemplateLine>& lines, std::size_t from, std::size_t to) {
    while (from < to && !stripped(lines[from].text).empty() && stripped(lines[from].text).front() == '|')
      ++from;
    return from;
  }

  void written_table(const std::vector<TemplateLine>& lines, std::size_t from, std::size_t to,
                     const std::vector<const Facts*>& facts, const std::string& prefix) {
    Block block;
    block.kind = Block::Kind::table;
    for (std::size_t i = from; i < to; ++i) {
      std::vector<std::string> row;
      std::istringstream cells(stripped(lines[i].text).substr(1));
      for (std::string cell; std::getline(cells, cell, '|');)
        row.push_back(replaced(stripped(cell), facts, lines[i]));
      block.rows.push_back(std::move(row));
    }
    for (std::size_t c = 0; c < block.rows.front().size(); ++c) {
      double longest = 4;
      for (const std::vector<std::string>& row : block.rows)
        if (c < row.size()) longest = std::max(longest, std::min(60.0, static_cast<double>(row[c].size())));
      block.widths.push_back(longest);
    }
    block.id = next_id(prefix, false);
    blocks.push_back(std::move(block));
  }

  std::size_t end_of(const std::vector<TemplateLine>& lines, std::size_t at, std::size_t to) {
    for (std::size_t i = at + 1; i < to; ++i)
      if (stripped(lines[i].text) == "@end") return i;
    faults_.add(file_, "line " + std::to_string(lines[at].number), "@each is not closed", "add @end");
    return to - 1;
  }

  void each(const std::vector<TemplateLine>& lines, std::size_t at, std::size_t end, const std::string& name,
            const std::vector<const Facts*>& facts, const std::string& prefix) {
    const std::vector<Facts>* series = find(facts, &Facts::series, name, lines[at]);
    if (!series) return;
    for (std::size_t i = 0; i < series->size(); ++i) {
      std::vector<const Facts*> inner{&(*series)[i]};
      inner.insert(inner.end(), facts.begin(), facts.end());
      const auto id = (*series)[i].values.find("id");
      fill(
          lines, at + 1, end, inner,
          prefix + name + "-" + (id == (*series)[i].values.end() ? std::to_string(i + 1) : id->second) + "/");
    }
  }

  const std::string& file_;
  base::Faults& faults_;
  std::map<std::string, int> sections_, parts_;
};

}  // namespace

std::vector<Block> filled(const std::string& text, const std::string& file, const Facts& facts) {
  std::vector<TemplateLine> lines;
  std::istringstream in(text);
  int number = 0;
  for (std::string line; std::getline(in, line);) lines.push_back({++number, line});
  base::Faults faults;
  Filler filler(file, faults);
  filler.fill(lines, 0, lines.size(), {&facts}, "");
  faults.throw_if_any();
  return filler.blocks;
}

}  // namespace dayu::drill
