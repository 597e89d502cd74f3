// SPDX-License-Identifier: Apache-2.0
// What does a cell of an office ledger mean? "３人", "约3人", "三", "13812341234.0", "7953210001" (a phone
// that lost its leading zero), "2025年6月1日" or 45809 for a date. Each reading gives either a value, perhaps
// with a remark on what was taken for granted, or a fault with its remedy; never a silent guess. Invariant: a
// cell with a fault has no value.
#pragma once

#include <optional>
#include <string>

#include "engine/world/name.h"

namespace dayu::world::intake {

/// A sentence in both languages, and what to do.
struct Say {
  Name what, remedy;
};

struct CellValue {
  std::string text;  ///< as the area's own files write it
  std::optional<Say> remark, fault;
};

CellValue read_count(const std::string& cell);  ///< whole, not negative
CellValue read_decimal(const std::string& cell, bool negative_allowed);
CellValue read_phone(const std::string& cell);
CellValue read_date(const std::string& cell);                        ///< "2025-06-01"
CellValue read_digits(const std::string& cell, std::size_t digits);  ///< codes that are no numbers
CellValue read_word(const std::string& cell, const std::string& vocabulary);
CellValue read_words(const std::string& cell, const std::string& vocabulary);
/// Plain text: half-width letters and digits, no spaces or line breaks at the ends or in a run.
std::string plain_text(const std::string& cell);

/// A number for a report: first three and last two digits stay, the rest is masked.
std::string masked_digits(const std::string& text);

}  // namespace dayu::world::intake
