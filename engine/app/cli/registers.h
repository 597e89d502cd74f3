// SPDX-License-Identifier: Apache-2.0
// The verbs of the office's registers: taking ledgers in, looking for blind spots, printing who answers for
// what.
#pragma once

#include <CLI/App.hpp>
#include <functional>

namespace dayu::app {

/// Adds `area ledger` below the verb `area`; `act` is set to what the chosen verb does.
void add_ledger_verb(CLI::App& area, std::function<int()>& act);
/// `area posts`
void add_posts_verb(CLI::App& area, std::function<int()>& act);
/// `blind-spots`
void add_blind_spots_verb(CLI::App& app, std::function<int()>& act);

/// `dayu export RUN --package | --public`.
void add_export_verb(CLI::App& app, std::function<int()>& act);

}  // namespace dayu::app
