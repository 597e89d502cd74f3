// SPDX-License-Identifier: Apache-2.0
#include "engine/app/run_folder.h"

#include "engine/base/errors.h"

namespace dayu::app {
namespace fs = std::filesystem;

RunFolder::RunFolder(fs::path run, bool into_existing) : run_(std::move(run)) {
  if (run_.filename().empty()) run_ = run_.parent_path();
  const bool is_run = fs::exists(run_ / "manifest.json");
  if (fs::exists(run_) && (!fs::is_directory(run_) || (!is_run && !fs::is_empty(run_))))
    throw base::InputError(run_.string(), "", "this exists and is not a run folder",
                           "name another folder with -o, or remove this one");
  part_ = run_;
  part_ += ".part";
  std::error_code failure;
  fs::remove_all(part_, failure);
  if (!failure) fs::create_directories(part_, failure);
  if (failure)
    throw base::InputError(part_.string(), "", "the folder cannot be made: " + failure.message(),
                           "check the path, its permissions and the free space");
  if (into_existing && is_run) fs::copy(run_, part_, fs::copy_options::recursive);
}

RunFolder::~RunFolder() {
  std::error_code ignored;
  if (!finished_) fs::remove_all(part_, ignored);
}

void RunFolder::finish() {
  fs::path old = run_;
  old += ".old";
  fs::remove_all(old);
  if (fs::exists(run_)) fs::rename(run_, old);
  fs::rename(part_, run_);
  fs::remove_all(old);
  finished_ = true;
}

}  // namespace dayu::app
