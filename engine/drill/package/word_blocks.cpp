// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/package/word_blocks.h"

#include <zlib.h>

#include <cstdio>

#include "engine/drill/package/zip_file.h"

namespace dayu::drill {
namespace {

/// What a reader sees: the contents of every <w:t>, paragraphs and cells apart by their order alone, so that
/// an office program may split runs or add properties without the block counting as edited.
std::string visible_text(const std::string& xml) {
  std::string text;
  for (std::size_t at = xml.find("<w:t"); at != std::string::npos; at = xml.find("<w:t", at + 1)) {
    const char next = xml[at + 4];
    if (next != '>' && next != ' ') continue;
    const std::size_t begin = xml.find('>', at) + 1;
    if (xml[begin - 2] == '/') continue;
    const std::size_t end = xml.find("</w:t>", begin);
    if (end == std::string::npos) break;
    text.append(xml, begin, end - begin);
  }
  return text;
}

std::string checksum(const std::string& text) {
  char hex[16];
  std::snprintf(hex, sizeof hex, "%08lx",
                crc32(0, reinterpret_cast<const Bytef*>(text.data()), static_cast<uInt>(text.size())));
  return hex;
}

/// End of the <w:sdt> that begins at `at`, nested ones counted; npos if it is not closed.
std::size_t end_of_control(const std::string& xml, std::size_t at) {
  static const std::string open = "<w:sdt>", close = "</w:sdt>";
  int depth = 0;
  while (at != std::string::npos) {
    const std::size_t next_open = xml.find(open, at), next_close = xml.find(close, at);
    if (next_close == std::string::npos) return std::string::npos;
    if (next_open < next_close) {
      ++depth;
      at = next_open + open.size();
    } else {
      at = next_close + close.size();
      if (--depth == 0) return at;
    }
  }
  return std::string::npos;
}

}  // namespace

EditedBlocks edited_blocks(const std::filesystem::path& file) {
  EditedBlocks edited;
  if (!std::filesystem::exists(file)) return edited;
  const std::map<std::string, std::string> members = read_zip(file);
  const auto document = members.find("word/document.xml");
  if (document == members.end()) return edited;
  const std::string& xml = document->second;
  static const std::string tag = "<w:tag w:val=\"dayu|";
  for (std::size_t at = xml.find("<w:sdt>"); at != std::string::npos; at = xml.find("<w:sdt>", at + 1)) {
    const std::size_t end = end_of_control(xml, at);
    if (end == std::string::npos) break;
    const std::string control = xml.substr(at, end - at);
    const std::size_t mark = control.find(tag);
    if (mark == std::string::npos) continue;
    const std::size_t id = mark + tag.size(), bar = control.find('|', id), quote = control.find('"', id);
    if (bar == std::string::npos || quote < bar) continue;
    if (checksum(visible_text(control)) != control.substr(bar + 1, quote - bar - 1))
      edited[control.substr(id, bar - id)] = {control, control.find(" r:id=") == std::string::npos &&
                                                           control.find(" r:embed=") == std::string::npos};
    at = end - 1;
  }
  return edited;
}

std::string controlled(const std::string& id, const std::string& content) {
  return "<w:sdt><w:sdtPr><w:tag w:val=\"dayu|" + id + "|" + checksum(visible_text(content)) +
         "\"/></w:sdtPr><w:sdtContent>" + content + "</w:sdtContent></w:sdt>";
}

std::string escaped(const std::string& text) {
  std::string xml;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '&') {
      xml += "&amp;";
    } else if (c == '<') {
      xml += "&lt;";
    } else if (c == '>') {
      xml += "&gt;";
    } else if (c == '"') {
      xml += "&quot;";
    } else if (byte >= 0x20 || c == '\t') {
      xml += c;
    }
  }
  return xml;
}

}  // namespace dayu::drill
