// SPDX-License-Identifier: Apache-2.0
// What would be sent, and never is: short messages of at most 70 characters, loudspeaker scripts, and CAP 1.2
// alerts with status Exercise. Every text begins and ends with 【演练】 / [EXERCISE].
#pragma once

#include <filesystem>

#include "engine/drill/package/package_facts.h"

namespace dayu::drill {

/// The largest Chinese message that every network passes in one piece (GSM 03.38, UCS-2).
inline constexpr std::size_t kShortMessage_characters = 70;

/// One line for each alert that is issued: time, place, text; cut at words of the template, never in a
/// number.
struct WarningText {
  double time_s = 0;
  std::string id, place, sms, loudspeaker;  ///< loudspeaker: village signals only
};
std::vector<WarningText> warning_texts(const RunValues& run, Language language);

/// A CAP 1.2 alert of one signal, both languages as <info> blocks. `sender` is a reserved, unreachable name.
std::string cap_alert(const RunValues& run, const Alert& alert);

/// Count of Unicode code points.
std::size_t characters(const std::string& text);

/// warnings/sms_<lang>.csv, loudspeaker_<lang>.txt, cap/*.xml below the folder.
void write_warning_texts(const RunValues& run, const std::filesystem::path& folder);

}  // namespace dayu::drill
