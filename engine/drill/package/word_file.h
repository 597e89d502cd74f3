// SPDX-License-Identifier: Apache-2.0
// One Word document (OOXML, ECMA-376 transitional) that the office will go on editing: GB/T 9704-2012 page
// and type (title 22 pt, body FangSong 16 pt, line 28 pt, margins 37/35/28/26 mm), 演练 EXERCISE and the
// classification in every header, page numbers in every footer. Each block stands in a content control whose
// tag holds its id and a checksum of what was written; a block that somebody edited is found by that and kept
// when the document is made again. Invariant: the same blocks, date and earlier file give the same bytes.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/clock.h"
#include "engine/drill/words.h"

namespace dayu::drill {

struct Block {
  enum class Kind { title, subtitle, heading, subheading, paragraph, item, table, page_break };
  Kind kind = Kind::paragraph;
  std::string id;                              ///< stable within the document: "3.2", "participants"
  std::string text;                            ///< all but tables
  std::vector<std::vector<std::string>> rows;  ///< table: the first row is its header
  std::vector<double> widths;                  ///< table: shares of the text width
};

struct WordLook {
  Language language = Language::zh;
  std::string title, stamp, foot;
  bool landscape = false;
  bool official = true;  ///< GB/T 9704 type sizes; false: working paper, 12 pt
};

/// What making a document again kept from the hand of the office.
struct Kept {
  std::vector<std::string> blocks;  ///< ids whose edited text stands
  std::vector<std::string> lost;    ///< edited blocks that the document no longer has, or that hold pictures
};

/// Writes `file`; edited blocks of an earlier version at the same place stay. Where some cannot stay, the
/// earlier file is kept beside as *.before.docx.
Kept write_word(const std::filesystem::path& file, const WordLook& look, const std::vector<Block>& blocks,
                const base::Instant& created);

}  // namespace dayu::drill
