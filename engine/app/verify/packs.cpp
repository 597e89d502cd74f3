// SPDX-License-Identifier: Apache-2.0
#include "engine/app/verify/packs.h"

#include <zlib.h>

#include <algorithm>
#include <bit>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>

#include "engine/base/errors.h"
#include "engine/geo/table.h"

namespace dayu::verify {
namespace {

namespace fs = std::filesystem;

std::string fault_of(const Pack& p, std::uint64_t pack_bytes) {
  if (p.times_s.empty()) return "holds no frame";
  if (p.grid.n_rows <= 0 || p.grid.n_cols <= 0 || !(p.grid.cell_m > 0)) return "names no grid";
  if (!(p.scale > 0)) return "names no scale";
  if (p.group == 0) return "names no group size";
  if (!std::is_sorted(p.times_s.begin(), p.times_s.end(), std::less_equal<>{}))
    return "has times that do not increase";
  const std::size_t groups = (p.times_s.size() + p.group - 1) / p.group;
  if (p.offsets.size() != groups + 1) return "has a wrong number of offsets";
  if (!std::is_sorted(p.offsets.begin(), p.offsets.end())) return "has offsets that go back";
  if (p.offsets.back() > pack_bytes) return "reaches beyond the end of its pack file";
  if (p.crc32.size() != p.times_s.size()) return "has a wrong number of CRCs";
  return "";
}

Pack parse_index(const std::string& text) {
  const nlohmann::json j = nlohmann::json::parse(text);
  Pack p;
  p.hazard = j.at("hazard").get<std::string>(), p.field = j.at("field").get<std::string>();
  p.scale = j.at("scale").get<double>(), p.threshold = j.at("threshold").get<double>();
  p.grid.n_rows = j.at("n_rows").get<int>(), p.grid.n_cols = j.at("n_cols").get<int>();
  p.grid.west_m = j.at("west_m").get<double>(), p.grid.north_m = j.at("north_m").get<double>();
  p.grid.cell_m = j.at("cell_m").get<double>();
  p.grid.crs = j.at("crs").get<std::string>();
  p.times_s = j.at("times_s").get<std::vector<double>>();
  p.group = j.at("group").get<std::size_t>();
  p.offsets = j.at("offsets").get<std::vector<std::uint64_t>>();
  p.crc32 = j.at("crc32").get<std::vector<std::uint32_t>>();
  return p;
}

std::optional<Pack> open_pack(const fs::path& run, const fs::path& name, Findings& findings) {
  const std::string index_file = "course/frames/" + name.string();
  fs::path pack_name = name;
  const std::string pack_file = "course/frames/" + pack_name.replace_extension(".pack").string();
  std::string fault;
  try {
    Pack p = parse_index(geo::read_file(run / index_file));
    p.index_file = index_file, p.pack_file = pack_file;
    fault = fs::exists(run / pack_file) ? fault_of(p, fs::file_size(run / pack_file)) : "has no " + pack_file;
    if (fault.empty()) return p;
  } catch (const nlohmann::json::exception& error) {
    fault = std::string("is not an index: ") + error.what();
  } catch (const base::InputError& error) {
    fault = std::string("cannot be read: ") + error.what();
  }
  findings.refute("frames.index", {index_file, ""}, "帧索引有误：" + fault, "the index " + fault);
  return std::nullopt;
}

/// The counts of one group, frame after frame; empty when the bytes do not inflate to exactly that.
std::vector<std::uint16_t> decode(const std::string& packed, std::size_t n_frames, std::size_t n_cells) {
  const std::size_t n = n_frames * n_cells;
  std::vector<unsigned char> planes(2 * n);
  uLongf size = planes.size();
  const int rc =
      uncompress(planes.data(), &size, reinterpret_cast<const unsigned char*>(packed.data()), packed.size());
  if (rc != Z_OK || size != planes.size()) return {};
  std::vector<std::uint16_t> counts(n);
  for (std::size_t i = 0; i < n; ++i) {
    counts[i] = static_cast<std::uint16_t>(planes[i] | planes[n + i] << 8);
    if (i >= n_cells) counts[i] = static_cast<std::uint16_t>(counts[i] + counts[i - n_cells]);
  }
  return counts;
}

/// Of the counts as little-endian bytes.
std::uint32_t crc_of(std::vector<std::uint16_t> counts) {
  if constexpr (std::endian::native == std::endian::big)
    for (std::uint16_t& c : counts) c = static_cast<std::uint16_t>(c << 8 | c >> 8);
  return static_cast<std::uint32_t>(
      crc32_z(0L, reinterpret_cast<const unsigned char*>(counts.data()), 2 * counts.size()));
}

}  // namespace

std::vector<Pack> open_packs(const fs::path& run, Findings& findings) {
  std::vector<fs::path> names;
  std::vector<Pack> packs;
  if (fs::is_directory(run / "course/frames"))
    for (const auto& entry : fs::directory_iterator(run / "course/frames"))
      if (entry.path().extension() == ".json") names.push_back(entry.path().filename());
  std::sort(names.begin(), names.end());
  for (const fs::path& name : names)
    if (std::optional<Pack> pack = open_pack(run, name, findings)) packs.push_back(std::move(*pack));
  return packs;
}

bool replay(const Pack& pack, const fs::path& run, const OnFrame& visit, Findings& findings) {
  std::ifstream in(run / pack.pack_file, std::ios::binary);
  const std::size_t n_cells = pack.grid.count();
  for (std::size_t g = 0; g + 1 < pack.offsets.size(); ++g) {
    std::string packed(pack.offsets[g + 1] - pack.offsets[g], '\0');
    in.seekg(static_cast<std::streamoff>(pack.offsets[g]));
    in.read(packed.data(), static_cast<std::streamsize>(packed.size()));
    const std::size_t first = g * pack.group;
    const std::size_t n_frames = std::min(pack.group, pack.times_s.size() - first);
    const std::vector<std::uint16_t> counts = decode(packed, n_frames, n_cells);
    for (std::size_t k = 0; k < n_frames; ++k) {
      std::vector<std::uint16_t> frame;
      if (!counts.empty())
        frame.assign(counts.begin() + static_cast<std::ptrdiff_t>(k * n_cells),
                     counts.begin() + static_cast<std::ptrdiff_t>((k + 1) * n_cells));
      if (frame.empty() || crc_of(frame) != pack.crc32[first + k]) {
        findings.refute("frames.broken", {pack.pack_file, "frame " + std::to_string(first + k)},
                        "帧解不开或校验码不符", "the frame does not decode or its CRC-32 differs");
        return false;
      }
      visit(first + k, frame);
    }
  }
  return true;
}

}  // namespace dayu::verify
