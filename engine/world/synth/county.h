// SPDX-License-Identifier: Apache-2.0
// What the makers of the county hand to each other. Inside the generator all points are local: x east and y
// south of the window's north-west corner, m; only write.cpp turns them into the map's easting and northing.
#pragma once

#include <cmath>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/world/synth/landscape.h"
#include "engine/world/synth/streams.h"
#include "engine/world/synth/valley.h"
#include "engine/world/world.h"

namespace dayu::world::synth {

/// Codes of land_cover.tif, described in land_cover.csv.
enum class Cover : unsigned char {
  none = 0,
  river = 1,
  still_water = 2,
  paddy = 3,
  dry_field = 4,
  built = 5,
  masson_pine = 6,
  fir = 7,
  bamboo = 8,
  broadleaf = 9,
  shrub = 10,
  tea = 11,
  orchard = 12,
  gravel = 13
};

/// A reservoir's dam on its stream and the basin behind it.
struct Dam {
  std::string reservoir;
  StreamPlace at;     ///< axis of the dam on the stream
  geo::Point outlet;  ///< in the channel below the toe
  double bed_m = 0, crest_m = 0, full_m = 0;
  std::vector<int> basin;  ///< cells below the crest level, upstream of the axis
};

/// A village of the worked cases: where its danger zone lies on the stream.
struct CasePlace {
  StreamPlace at;  ///< stream -1: not beside a stream
  geo::Point point;
};

struct County {
  std::uint64_t seed = 1;
  Lattice lattice;
  std::vector<double> z_m;
  Drainage drainage;  ///< of the land before anything was built
  std::vector<Stream> streams;
  Waterside side;
  std::vector<double> slope_1;         ///< over 60 m
  std::vector<unsigned char> pond;     ///< 1: bed of a real pond or reservoir
  std::vector<unsigned char> channel;  ///< 1: inside the banks of a channel
  std::vector<unsigned char> cover;
  std::vector<Dam> dams;
  std::map<std::string, CasePlace> cases;  ///< by village id; "town": the county town
  World ledger;                            ///< villages, groups, ... with local points
  std::vector<geo::Feature> roads, townships;
  struct Person {
    std::string id;
    Name name, post;
  };
  std::vector<Person> persons;

  int cell(geo::Point p) const {
    int r = static_cast<int>(p.y_m / lattice.cell_m), c = static_cast<int>(p.x_m / lattice.cell_m);
    r = r < 0 ? 0 : r >= lattice.n_rows ? lattice.n_rows - 1 : r;
    c = c < 0 ? 0 : c >= lattice.n_cols ? lattice.n_cols - 1 : c;
    return r * lattice.n_cols + c;
  }
  geo::Point centre(int i) const {
    return {(i % lattice.n_cols + 0.5) * lattice.cell_m, (i / lattice.n_cols + 0.5) * lattice.cell_m};
  }
  double ground_m(geo::Point p) const { return z_m[static_cast<std::size_t>(cell(p))]; }
  /// Height above the bank of the channel nearby; large where none is near.
  double above_bank_m(int i) const {
    const auto k = static_cast<std::size_t>(i);
    return side.stream[k] < 0 ? 1e3 : z_m[k] - static_cast<double>(side.bank_m[k]);
  }
  const StreamPoint& at(StreamPlace p) const {
    return streams[static_cast<std::size_t>(p.stream)].line[p.point];
  }
};

inline double apart_m(geo::Point a, geo::Point b) {
  return std::sqrt((a.x_m - b.x_m) * (a.x_m - b.x_m) + (a.y_m - b.y_m) * (a.y_m - b.y_m));
}

}  // namespace dayu::world::synth
