// SPDX-License-Identifier: Apache-2.0
#include "engine/hazards/state_file.h"

#include <zlib.h>

#include <algorithm>

#include "engine/base/errors.h"

namespace dayu::hazards {
namespace {

/// Changes whenever the order or meaning of what is stored does.
constexpr char kStateMark[8] = {'D', 'A', 'Y', 'U', 'S', 'T', '0', '1'};

std::uint32_t checksum_of(std::uint32_t before, const void* from, std::size_t n) {
  uLong sum = before;
  const auto* at = static_cast<const Bytef*>(from);
  for (; n > 0;) {
    const auto part = static_cast<uInt>(std::min<std::size_t>(n, std::size_t{1} << 30));
    sum = ::crc32(sum, at, part);
    at += part;
    n -= part;
  }
  return static_cast<std::uint32_t>(sum);
}

}  // namespace

StateWriter::StateWriter(const std::filesystem::path& file) : file_(file), part_(file) {
  part_ += ".tmp";
  std::error_code failure;
  std::filesystem::create_directories(file.parent_path(), failure);
  out_.open(part_, std::ios::binary | std::ios::trunc);
  bytes(kStateMark, sizeof kStateMark);
}

void StateWriter::bytes(const void* from, std::size_t n) {
  if (n == 0) return;
  checksum_ = checksum_of(checksum_, from, n);
  out_.write(static_cast<const char*>(from), static_cast<std::streamsize>(n));
}

void StateWriter::finish() {
  const std::uint32_t sum = checksum_;
  out_.write(reinterpret_cast<const char*>(&sum), sizeof sum);
  out_.close();
  std::error_code failure;
  if (out_.good()) std::filesystem::rename(part_, file_, failure);
  if (!out_.good() || failure)
    throw base::InputError(file_.string(), "", "the state of the run could not be written",
                           "check the folder's permissions and the free space");
}

StateReader::StateReader(const std::filesystem::path& file) : file_(file), in_(file, std::ios::binary) {
  std::error_code failure;
  const std::uintmax_t size = std::filesystem::file_size(file, failure);
  if (failure || !in_.good())
    throw base::InputError(file.string(), "", "there is no state to take up",
                           "run without --resume; a run leaves a state when it is interrupted or with "
                           "--checkpoint-every_s");
  left_ = size;
  char mark[sizeof kStateMark] = {};
  bytes(mark, sizeof mark);
  if (!std::equal(std::begin(mark), std::end(mark), std::begin(kStateMark)))
    refuse("this is not a state of this version");
}

void StateReader::refuse(const std::string& what) const {
  throw base::InputError(file_.string(), "", what, "run without --resume");
}

void StateReader::bytes(void* to, std::size_t n) {
  if (n == 0) return;
  if (n > left_) refuse("the state is cut off");
  in_.read(static_cast<char*>(to), static_cast<std::streamsize>(n));
  if (!in_.good()) refuse("the state cannot be read");
  left_ -= n;
  checksum_ = checksum_of(checksum_, to, n);
}

std::size_t StateReader::count(std::size_t size_of_one) {
  std::uint64_t n = 0;
  take(n);
  if (n > left_ / size_of_one) refuse("the state is damaged");
  return static_cast<std::size_t>(n);
}

void StateReader::finish() {
  const std::uint32_t found = checksum_;
  std::uint32_t sum = 0;
  if (left_ != sizeof sum) refuse("the state is damaged");
  in_.read(reinterpret_cast<char*>(&sum), sizeof sum);
  if (!in_.good() || sum != found) refuse("the state's checksum does not fit");
}

}  // namespace dayu::hazards
