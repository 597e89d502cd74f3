// SPDX-License-Identifier: Apache-2.0
// Rules 1 and 5 from the frames themselves, not from what was made of them: wherever a stop value of
// effects.csv stands on a road piece, closures.csv must say so and nobody may be there; wherever it stands at
// a shelter or a place where people live, its danger time must be stated; the maximum raster is the maximum
// of the frames. A frame k holds the maximum in (t[k-1], t[k]]: a value there holds, for safety, in that
// whole interval. Values within half a stored count of a limit are not judged. Bridges: depth above the deck,
// max(0, depth - (deck - bed)); tunnels, and bridges where the run holds no bed, are left out and said so.
// Roads and places whose ground (ground_m.tif, finer cells) stands above the cell's bed are reached when the
// water's level is; other fields than depth are not judged there.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "engine/app/verify/check.h"
#include "engine/app/verify/packs.h"
#include "engine/app/verify/road_cells.h"
#include "engine/app/verify/uses.h"
#include "engine/base/clock.h"
#include "engine/base/errors.h"
#include "engine/geo/raster_file.h"

namespace dayu::verify {
namespace {

using base::kNever_s;

bool is_depth(const Pack& pack) {
  return pack.field == "water_depth_m";
}

/// The stop limit of a field for somebody; absent rows fall back to the more careful ones given.
double limit_of(const Run& run, const Pack& pack, const std::vector<std::string>& whos) {
  for (const std::string& who : whos)
    for (const Effect& e : run.effects)
      if (e.hazard == pack.hazard && e.field == pack.field && e.who == who) return e.stops_from;
  return kNever_s;
}

/// Road users with a stop limit on this field.
std::map<std::string, double> road_limits(const Run& run, const Pack& pack) {
  std::map<std::string, double> limits;
  for (const Effect& e : run.effects) {
    const bool on_road = e.who != "shelter" && e.who != "person" && e.who != "person_weak";
    if (on_road && e.hazard == pack.hazard && e.field == pack.field && std::isfinite(e.stops_from))
      limits[e.who] = e.stops_from;
  }
  return limits;
}

class RoadWatch {
 public:
  RoadWatch(const Run& run, const Pack& pack, const std::vector<Use>& uses, RoadCells cells,
            Findings& findings)
      : pack_(pack), cells_(std::move(cells)), limits_(road_limits(run, pack)), findings_(findings) {
    uses_.resize(run.pieces.size());
    for (const Use& use : uses)
      if (use.who != "boat") uses_[static_cast<std::size_t>(use.piece)].push_back(&use);
    for (const Closure& c : run.closures)
      if (c.stop) closures_[{c.piece, c.who}].push_back(&c);
  }

  void frame(std::size_t k, const std::vector<std::uint16_t>& counts) {
    if (limits_.empty()) return;
    for (std::size_t p = 0; p + 1 < cells_.first.size(); ++p) {
      const double worst = value_on(p, counts);
      if (worst <= 0) continue;
      for (const auto& [who, limit] : limits_)
        if (worst >= limit + pack_.scale / 2)
          hit(static_cast<int>(p), who, pack_.since_s(k), pack_.times_s[k], worst);
    }
  }

 private:
  double value_on(std::size_t piece, const std::vector<std::uint16_t>& counts) const {
    double worst = 0;
    for (std::uint32_t i = cells_.first[piece]; i < cells_.first[piece + 1]; ++i)
      if (is_depth(pack_) || cells_.cells[i].clearance_m <= 0)
        worst = std::max(worst, counts[cells_.cells[i].cell] * pack_.scale - cells_.cells[i].clearance_m);
    return worst;
  }

  void hit(int piece, const std::string& who, double from_s, double to_s, double value) {
    const std::string stands = pack_.field + " = " + figure(value);
    const std::string when = figure(from_s) + "–" + figure(to_s) + " s";
    if (!covered(piece, who, from_s, to_s) && missing_.insert({piece, who}).second)
      findings_.refute("road.closure_missing",
                       {"impact/closures.csv", "piece " + std::to_string(piece) + ", " + who},
                       when + " " + stands + "，应对 " + who + " 封闭而未列",
                       stands + " during " + when + ", but the piece is not closed for " + who);
    for (const Use* use : uses_[static_cast<std::size_t>(piece)]) {
      if (use->who != who || use->leave_s <= from_s + kRounding_s || use->enter_s >= to_s - kRounding_s)
        continue;
      if (!caught_.insert({use, who}).second) continue;
      findings_.refute(
          "road.under_hazard", use->spot,
          use->unit + " 在路段 " + std::to_string(piece) + " 上时 " + stands + "（" + when + "）",
          use->unit + " is on piece " + std::to_string(piece) + " while " + stands + " (" + when + ")");
    }
  }

  bool covered(int piece, const std::string& who, double from_s, double to_s) const {
    const auto at = closures_.find({piece, who});
    if (at == closures_.end()) return false;
    return std::any_of(at->second.begin(), at->second.end(), [&](const Closure* c) {
      return c->from_s <= from_s + kRounding_s && c->to_s >= to_s - kRounding_s;
    });
  }

  const Pack& pack_;
  RoadCells cells_;
  std::map<std::string, double> limits_;
  std::vector<std::vector<const Use*>> uses_;
  std::map<std::pair<int, std::string>, std::vector<const Closure*>> closures_;
  std::set<std::pair<int, std::string>> missing_;
  std::set<std::pair<const Use*, std::string>> caught_;
  Findings& findings_;
};

/// Shelters, groups and sites stand on the ground: their cell's value is theirs. (Listed households may have
/// a raised floor, which the run folder does not state.)
class PlaceWatch {
 public:
  PlaceWatch(const Run& run, const Pack& pack, const Levels& levels, Findings& findings)
      : pack_(pack), levels_(levels), findings_(findings) {
    const double shelter = limit_of(run, pack, {"shelter", "person_weak", "person"});
    const double weak = limit_of(run, pack, {"person_weak", "person"});
    const double sturdy = limit_of(run, pack, {"person", "person_weak"});
    for (const Shelter& s : run.shelters) add(s.id, s.at, shelter, s.danger_s, s.spot);
    for (const Settlement& s : run.settlements)
      if (s.kind != "household") add(s.id, s.at, s.kind == "group" ? weak : sturdy, s.danger_s, s.spot);
  }

  void frame(std::size_t k, const std::vector<std::uint16_t>& counts) {
    for (Place& p : places_) {
      if (p.told || value_at(p, counts) < p.limit + pack_.scale / 2) continue;
      p.told = true;  // the first time decides
      if (p.danger_s <= pack_.times_s[k] + kRounding_s) continue;
      const std::string stands = pack_.field + " = " + figure(value_at(p, counts));
      findings_.refute("place.danger_missing", p.spot,
                       p.id + " 在 " + figure(pack_.times_s[k]) + " s 前 " + stands + "，所列危险时刻为 " +
                           figure(p.danger_s),
                       stands + " at " + p.id + " by " + figure(pack_.times_s[k]) +
                           " s, but its danger time is " + figure(p.danger_s));
    }
  }

 private:
  struct Place {
    std::string id;
    std::size_t cell;
    double limit, danger_s;
    Spot spot;
    float above_bed_m = 0;
    bool told = false;
  };

  double value_at(const Place& place, const std::vector<std::uint16_t>& counts) const {
    if (place.above_bed_m > 0 && !is_depth(pack_)) return 0;
    return counts[place.cell] * pack_.scale - static_cast<double>(place.above_bed_m);
  }

  void add(const std::string& id, geo::Point at, double limit, double danger_s, const Spot& spot) {
    if (!std::isfinite(limit) || !std::isfinite(at.x_m + at.y_m)) return;
    if (const auto cell = pack_.grid.cell_of(at))
      places_.push_back({id, pack_.grid.index(*cell), limit, danger_s, spot, levels_.ground_above_bed_m(at)});
  }

  const Pack& pack_;
  const Levels& levels_;
  Findings& findings_;
  std::vector<Place> places_;
};

/// A raster of the run; refuted unless it lies on `grid` (null: any).
std::optional<geo::Raster<float>> raster_of(const Run& run, const std::string& file, const geo::Grid* grid,
                                            Findings& findings) {
  if (!std::filesystem::exists(run.folder / file)) return std::nullopt;
  try {
    geo::Raster<float> raster = geo::read_raster(run.folder / file);
    if (!grid || (raster.grid.n_rows == grid->n_rows && raster.grid.n_cols == grid->n_cols)) return raster;
    findings.refute("frames.grid", {file, ""}, "与帧的网格不同", "lies on another grid than the frames");
  } catch (const base::InputError& error) {
    findings.refute("files.format", {file, ""}, "读不出", error.what());
  }
  return std::nullopt;
}

/// The raster of a field's largest values: max_depth_m.tif for water_depth_m, else max_<field>.tif.
std::string maximum_file(const Run& run, const Pack& pack) {
  const std::string stem = "course/" + pack.hazard + "/max_";
  const bool short_name = is_depth(pack) && std::filesystem::exists(run.folder / (stem + "depth_m.tif"));
  return stem + (short_name ? "depth_m" : pack.field) + ".tif";
}

/// It is the maximum over all frames, as far as either is rounded.
void check_maximum(const Run& run, const Pack& pack, const std::vector<std::uint16_t>& most,
                   Findings& findings) {
  const std::string file = maximum_file(run, pack);
  const auto raster = raster_of(run, file, &pack.grid, findings);
  if (!raster) return;
  for (std::size_t i = 0; i < most.size(); ++i) {
    const double value = std::isfinite(raster->values[i]) ? static_cast<double>(raster->values[i]) : 0.0;
    const double stored = most[i] * pack.scale;
    const bool below_threshold = most[i] == 0 && value < pack.threshold + pack.scale;
    const bool saturated = most[i] == 65535 && value > stored;
    if (below_threshold || saturated || std::abs(value - stored) <= 1.1 * pack.scale) continue;
    const int n_cols = pack.grid.n_cols, row = static_cast<int>(i) / n_cols,
              col = static_cast<int>(i) % n_cols;
    findings.refute("frames.maximum",
                    {file, "row " + std::to_string(row) + ", column " + std::to_string(col)},
                    "为 " + figure(value) + "，各帧最大 " + figure(stored),
                    "holds " + figure(value) + ", the frames reach " + figure(stored));
    return;
  }
}

void check_pack(const Run& run, const Pack& pack, const std::vector<Use>& uses, Findings& findings) {
  Levels levels;
  levels.bed_m = raster_of(run, "course/" + pack.hazard + "/bed_m.tif", &pack.grid, findings);
  levels.ground_m = raster_of(run, "course/" + pack.hazard + "/ground_m.tif", nullptr, findings);
  RoadCells cells = road_cells(run, pack.grid, levels);
  const std::size_t bridges = cells.bridges_without_bed;
  RoadWatch roads(run, pack, uses, std::move(cells), findings);
  PlaceWatch places(run, pack, levels, findings);
  std::vector<std::uint16_t> most(pack.grid.count(), 0);
  const bool whole = replay(
      pack, run.folder,
      [&](std::size_t k, const std::vector<std::uint16_t>& counts) {
        roads.frame(k, counts);
        places.frame(k, counts);
        for (std::size_t i = 0; i < most.size(); ++i) most[i] = std::max(most[i], counts[i]);
      },
      findings);
  if (whole) check_maximum(run, pack, most, findings);
  const std::string name = pack.hazard + "." + pack.field, n = std::to_string(pack.times_s.size());
  findings.checked(name + " 的 " + n + " 帧：校验码、封路、安置点与居民点",
                   name + ": CRC of " + n + " frames, closures, shelters and settlements against them");
  if (bridges > 0)
    findings.skipped(
        name + "：成果夹没有河床高程，" + std::to_string(bridges) + " 座桥未对照",
        name + ": " + std::to_string(bridges) + " bridge pieces, because the run holds no bed_m.tif");
}

}  // namespace

void check_frames(const Run& run, Findings& findings) {
  const std::vector<Pack> packs = open_packs(run.folder, findings);
  if (packs.empty()) {
    findings.skipped("帧：没有 course/frames", "frames: course/frames is absent or empty");
    return;
  }
  const std::vector<Use> uses = uses_of(run);
  for (const Pack& pack : packs) check_pack(run, pack, uses, findings);
  std::set<std::string> fields;
  for (const Pack& pack : packs) fields.insert(pack.hazard + "." + pack.field);
  for (const Effect& e : run.effects)
    if (fields.insert(e.hazard + "." + e.field).second)
      findings.skipped("没有 " + e.hazard + "." + e.field + " 的帧：其限值未对照",
                       "limits on " + e.hazard + "." + e.field + ": no frames of it");
}

}  // namespace dayu::verify
