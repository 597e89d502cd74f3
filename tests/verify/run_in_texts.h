// SPDX-License-Identifier: Apache-2.0
// A run folder as texts by file name, for runs that are worked out on paper: one place may be edited, and the
// checker is asked about the folder with a manifest whose checksums are those of the texts.
#pragma once

#include <map>
#include <string>

#include "engine/app/verify/verify.h"
#include "engine/base/sha256.h"
#include "engine/geo/table.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

namespace dayu::test {

using RunInTexts = std::map<std::string, std::string>;

inline void edit(RunInTexts& run, const std::string& file, const std::string& was, const std::string& is) {
  std::string& text = run.at(file);
  const std::size_t at = text.find(was);
  REQUIRE(at != std::string::npos);
  text.replace(at, was.size(), is);
}

inline verify::Report verified(const RunInTexts& run) {
  const TemporaryFolder folder("run_in_texts");
  std::string outputs;
  for (const auto& [file, text] : run) {
    geo::write_file(folder.path() / file, text);
    outputs += (outputs.empty() ? "" : ",") + ("{\"path\":\"" + file + "\",\"sha256\":\"") +
               base::sha256_file(folder.path() / file) + "\"}";
  }
  geo::write_file(folder.path() / "manifest.json", "{\"outputs\":[" + outputs + "]}");
  return verify::verify(folder.path());
}

/// The rules that are broken, each with its place, in one text.
inline std::string broken_rules(const RunInTexts& run) {
  std::string all;
  for (const verify::Violation& v : verified(run).violations)
    all += v.rule + " (" + v.file + " " + v.place + ": " + v.en + ") ";
  return all;
}

}  // namespace dayu::test
