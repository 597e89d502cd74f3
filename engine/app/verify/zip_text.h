// SPDX-License-Identifier: Apache-2.0
// The XML inside a docx or xlsx (a ZIP archive: PKWARE APPNOTE 6.3, stored and deflated members, no ZIP64).
#pragma once

#include <optional>
#include <string>

namespace dayu::verify {

/// All members whose name ends in .xml, one after the other; empty when the bytes are no readable archive.
std::optional<std::string> zip_xml(const std::string& bytes);

}  // namespace dayu::verify
