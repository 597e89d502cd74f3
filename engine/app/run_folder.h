// SPDX-License-Identifier: Apache-2.0
// A run folder appears whole or not at all: everything is written beside it in RUN.part, and renamed when the
// manifest, always last, is there. An earlier run at the same place is replaced only then.
#pragma once

#include <filesystem>

namespace dayu::app {

class RunFolder {
 public:
  /// `into_existing`: a stage verb that adds to a finished run (its files are copied to the staging folder
  /// first). InputError if `run` exists and is neither empty nor a run.
  RunFolder(std::filesystem::path run, bool into_existing);
  ~RunFolder();  ///< an unfinished staging folder is removed
  RunFolder(const RunFolder&) = delete;
  RunFolder& operator=(const RunFolder&) = delete;
  const std::filesystem::path& staging() const { return part_; }
  void finish();

 private:
  std::filesystem::path run_, part_;
  bool finished_ = false;
};

}  // namespace dayu::app
