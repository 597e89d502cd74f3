// SPDX-License-Identifier: Apache-2.0
// Blocks of a Word document that a person changed. Each block stands in <w:sdt> with the tag
// "dayu|<id>|<crc>", where crc is that of the block's visible text when it was written: a block whose text no
// longer has that checksum was edited by hand.
#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace dayu::drill {

struct EditedBlock {
  std::string xml;       ///< the whole <w:sdt>, as the office program left it
  bool portable = true;  ///< false: it refers to pictures or links that stand elsewhere in the file
};
using EditedBlocks = std::map<std::string, EditedBlock>;  ///< by block id

/// Empty where the file does not exist. InputError: it is damaged.
EditedBlocks edited_blocks(const std::filesystem::path& file);

/// The content in its content control.
std::string controlled(const std::string& id, const std::string& content);

/// Text for XML; characters that XML forbids are left out.
std::string escaped(const std::string& text);

}  // namespace dayu::drill
