// SPDX-License-Identifier: Apache-2.0
// `dayu replan RUN --inject "road R12@21:10" [-o NEW]`: what changes when something happens on the day.
#pragma once

#include <CLI/App.hpp>
#include <functional>

namespace dayu::app {

void add_replan_verb(CLI::App& app, std::function<int()>& act);

}  // namespace dayu::app
