// SPDX-License-Identifier: Apache-2.0
#include "engine/hazards/course.h"

#include <zlib.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace dayu::hazards {
namespace {

/// zlib level: 6 packs a tenth smaller than 1 and a frame still costs less than a few steps of the solver.
constexpr int kLevel = 6;

std::string little_endian(const std::uint16_t* counts, std::size_t n) {
  std::string bytes(2 * n, '\0');
  for (std::size_t i = 0; i < n; ++i) {
    bytes[2 * i] = static_cast<char>(counts[i] & 0xFF);
    bytes[2 * i + 1] = static_cast<char>(counts[i] >> 8);
  }
  return bytes;
}

std::string deflate_bytes(const std::string& plain) {
  uLongf size = compressBound(static_cast<uLong>(plain.size()));
  std::string packed(size, '\0');
  const int rc =
      compress2(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(plain.data()),
                static_cast<uLong>(plain.size()), kLevel);
  if (rc != Z_OK) throw std::runtime_error("zlib could not pack a group of frames");
  packed.resize(size);
  return packed;
}

/// Differences to the frame before, in two byte planes.
std::string pack_group(const std::vector<std::uint16_t>& counts, std::size_t per_frame) {
  const std::size_t n = counts.size();
  std::string planes(2 * n, '\0');
  for (std::size_t i = 0; i < n; ++i) {
    const unsigned before = i < per_frame ? 0U : counts[i - per_frame];
    const unsigned difference = (counts[i] - before) & 0xFFFFU;
    planes[i] = static_cast<char>(difference & 0xFFU);
    planes[n + i] = static_cast<char>(difference >> 8U);
  }
  return deflate_bytes(planes);
}

std::vector<std::uint16_t> unpack_group(const std::string& packed, std::size_t frames,
                                        std::size_t per_frame) {
  const std::size_t n = frames * per_frame;
  std::string planes(2 * n, '\0');
  uLongf size = static_cast<uLongf>(planes.size());
  const int rc = uncompress(reinterpret_cast<Bytef*>(planes.data()), &size,
                            reinterpret_cast<const Bytef*>(packed.data()), static_cast<uLong>(packed.size()));
  if (rc != Z_OK || size != planes.size()) throw std::runtime_error("a group of frames does not unpack");
  std::vector<std::uint16_t> counts(n);
  for (std::size_t i = 0; i < n; ++i) {
    const unsigned before = i < per_frame ? 0U : counts[i - per_frame];
    const unsigned low = static_cast<unsigned char>(planes[i]),
                   high = static_cast<unsigned char>(planes[n + i]);
    counts[i] = static_cast<std::uint16_t>((before + (low | (high << 8U))) & 0xFFFFU);
  }
  return counts;
}

}  // namespace

std::uint32_t crc32_of(const std::uint16_t* counts, std::size_t n) {
  const std::string bytes = little_endian(counts, n);
  return static_cast<std::uint32_t>(
      ::crc32(0L, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
}

std::uint16_t FrameSeries::count_of(float value) const {
  if (!(value >= static_cast<float>(field.threshold))) return 0;  // NaN counts as nothing
  return static_cast<std::uint16_t>(
      std::min(65535.0, std::floor(static_cast<double>(value) / field.scale + 0.5)));
}

void FrameSeries::append(double time_s, const std::vector<float>& values) {
  if (values.size() != grid.count()) throw std::logic_error("a frame of another size than its grid");
  if (!times_s.empty() && time_s <= times_s.back())
    throw std::logic_error("frames must follow each other in time");
  const std::size_t start = open_.size();
  open_.resize(start + values.size());
  for (std::size_t i = 0; i < values.size(); ++i) open_[start + i] = count_of(values[i]);
  times_s.push_back(time_s);
  crc32.push_back(crc32_of(open_.data() + start, values.size()));
  if (open_.size() == static_cast<std::size_t>(kGroup) * grid.count()) close();
}

void FrameSeries::close() {
  if (open_.empty()) return;
  groups.push_back(pack_group(open_, grid.count()));
  open_.clear();
}

std::vector<std::uint16_t> FrameSeries::group_counts(std::size_t group) const {
  if (group == groups.size()) return open_;
  const std::size_t first = group * kGroup;
  const std::size_t frames = std::min<std::size_t>(kGroup, count() - first);
  return unpack_group(groups.at(group), frames, grid.count());
}

void FrameSeries::for_each(
    const std::function<void(std::size_t, double, const std::uint16_t*)>& visit) const {
  std::size_t frame = 0;
  for (std::size_t group = 0; frame < count(); ++group) {
    const std::vector<std::uint16_t> counts = group_counts(group);
    for (std::size_t at = 0; at < counts.size(); at += grid.count(), ++frame)
      visit(frame, times_s[frame], counts.data() + at);
  }
}

const FrameSeries* Course::series(const std::string& field) const {
  for (const FrameSeries& series : frames)
    if (series.field.name == field) return &series;
  return nullptr;
}

}  // namespace dayu::hazards
