// SPDX-License-Identifier: Apache-2.0
// Floods with closed solutions: Thacker's bowls (1981), steady flow over a made bed (MacDonald et al. 1997,
// in the SWASHES collection of Delestre et al. 2013), with and without rain.
#include <cmath>
#include <functional>

#include "tests/hazards/basin.h"
#include "tests/support/catch.h"
#include "tests/validation/table.h"

using namespace dayu;
using namespace dayu::hazards::flood;

namespace {

constexpr double kG = 9.81;

/// A paraboloid of depth 0.1 m at radius 1 m on 400 x 400 cells: the wet part is 200 cells across.
constexpr int kCells = 400;
constexpr double kCell_m = 0.01, kDepth_m = 0.1;

geo::Point from_centre(int row, int col) {
  return {(col + 0.5 - 0.5 * kCells) * kCell_m, (row + 0.5 - 0.5 * kCells) * kCell_m};
}
double bowl(int row, int col) {
  const geo::Point p = from_centre(row, col);
  return kDepth_m * (p.x_m * p.x_m + p.y_m * p.y_m - 1);
}

/// Mean error over cells that are or should be wet, as a share of the depth.
double bowl_error(Inputs in, double period_s, const std::function<double(int, int)>& depth) {
  Solver solver(std::move(in));
  solver.advance_to(period_s);
  CHECK(std::abs(solver.books().error_1()) < 1e-6);
  const std::vector<float> found = solver.values(solver.water().h);
  double sum = 0;
  int n = 0;
  for (int row = 0; row < kCells; ++row)
    for (int col = 0; col < kCells; ++col) {
      const auto h = static_cast<double>(found[static_cast<std::size_t>(row * kCells + col)]);
      const double exact = depth(row, col);
      if (exact <= 0 && h <= 1e-6) continue;
      sum += std::abs(h - exact);
      ++n;
    }
  return sum / n / kDepth_m;
}

double planar(int order) {
  constexpr double shift = 0.5;
  const double omega = std::sqrt(2 * kG * kDepth_m);
  const auto depth = [&](int row, int col) {
    return std::max(0.0, shift * kDepth_m * (2 * from_centre(row, col).x_m - shift) - bowl(row, col));
  };
  Inputs in = test::ground(kCells, kCells, kCell_m, 0, bowl);
  in.order = order;
  for (int row = 0; row < kCells; ++row)
    for (int col = 0; col < kCells; ++col) {
      in.depth_m.push_back(static_cast<float>(depth(row, col)));
      in.discharge_east_m2_per_s.push_back(0);
      in.discharge_south_m2_per_s.push_back(static_cast<float>(depth(row, col) * shift * omega));
    }
  return bowl_error(in, 2 * M_PI / omega, depth);
}

double radial(int order) {
  constexpr double start = 0.8;
  const double omega = std::sqrt(8 * kG * kDepth_m), a = (1 - start * start) / (1 + start * start);
  const auto depth = [&](int row, int col) {
    const geo::Point p = from_centre(row, col);
    const double k = 1 - a, q = p.x_m * p.x_m + p.y_m * p.y_m;
    const double eta = kDepth_m * (std::sqrt(1 - a * a) / k - 1 - q * ((1 - a * a) / (k * k) - 1));
    return std::max(0.0, eta - bowl(row, col));
  };
  Inputs in = test::ground(kCells, kCells, kCell_m, 0, bowl);
  in.order = order;
  for (int row = 0; row < kCells; ++row)
    for (int col = 0; col < kCells; ++col) in.depth_m.push_back(static_cast<float>(depth(row, col)));
  return bowl_error(in, 2 * M_PI / omega, depth);
}

/// A channel of 1 km with a made bed whose steady depth is `depth(x)`; q m2/s comes in at its head.
struct Channel {
  double q_m2_per_s = 2, rain_m_per_s = 0, n = 0.033;
  std::function<double(double)> depth;
  bool level_below = true;
};

double channel_error(const Channel& channel, int order) {
  constexpr int cols = 400;
  constexpr double cell_m = 2.5, length_m = 1000;
  // dz/dx = (q^2/(g h^3) - 1) dh/dx - 2 q R/(g h^2) - n^2 q^2 h^(-10/3), from the foot upward by Simpson.
  const auto slope = [&](double x) {
    const double h = channel.depth(x), e = 1e-3, dh = (channel.depth(x + e) - channel.depth(x - e)) / (2 * e);
    const double q = channel.q_m2_per_s + channel.rain_m_per_s * x;
    return (q * q / (kG * h * h * h) - 1) * dh - 2 * q * channel.rain_m_per_s / (kG * h * h) -
           channel.n * channel.n * q * q * std::pow(h, -10.0 / 3);
  };
  std::vector<double> bed(cols);
  double z = 0, x = length_m;
  for (int col = cols - 1; col >= 0; --col) {
    const double to = (col + 0.5) * cell_m, step = x - to;
    z -= step / 6 * (slope(x) + 4 * slope(x - 0.5 * step) + slope(to));
    bed[static_cast<std::size_t>(col)] = z;
    x = to;
  }
  Inputs in = test::ground(3, cols, cell_m, static_cast<float>(channel.n),
                           [&](int, int col) { return bed[static_cast<std::size_t>(col)]; });
  in.order = order;
  const double width_m = 3 * cell_m, q = channel.q_m2_per_s * width_m;
  in.inflows = {{"head", {{0, 0}, {1, 0}, {2, 0}}, {0, 20000}, {q, q}}};
  if (channel.rain_m_per_s > 0) in.rain = {test::even_rain(channel.rain_m_per_s * 3.6e6, 20000)};
  in.edges.east = Edge::free;
  if (channel.level_below)
    in.edges.parts = {{Side::east, 0, 3, Edge::level, {{0}, {channel.depth(length_m)}}}};
  for (int row = 0; row < 3; ++row)
    for (int col = 0; col < cols; ++col)
      in.depth_m.push_back(static_cast<float>(channel.depth((col + 0.5) * cell_m)));
  Solver solver(in);
  solver.advance_to(6000);
  const std::vector<float> found = solver.values(solver.water().h);
  double sum = 0, whole = 0;
  for (int col = 0; col < cols; ++col) {
    const double exact = channel.depth((col + 0.5) * cell_m);
    sum += std::abs(static_cast<double>(found[static_cast<std::size_t>(cols + col)]) - exact);
    whole += exact;
  }
  CHECK(std::abs(solver.books().error_1()) < 1e-6);
  return sum / whole;
}

const double kScale_m = std::cbrt(4 / kG);
double hump(double x) {
  return kScale_m * (1 + 0.5 * std::exp(-16 * std::pow(x / 1000 - 0.5, 2)));
}
double falls(double x) {
  const double s = x / 1000 - 0.5;
  return kScale_m * (s < 0 ? 1 - std::tanh(3 * s) / 3 : 1 - std::tanh(6 * s) / 6);
}

}  // namespace

TEST_CASE("Thacker's bowls, planar and radial, after one period") {
  for (const int order : {1, 2}) {
    const double flat = planar(order), round = radial(order);
    const std::string name = "order " + std::to_string(order);
    test::table_row("Thacker, planar, 200 cells across, " + name, "L1(h)/h0 over wet cells", flat, "< 0.01");
    test::table_row("Thacker, radial, 200 cells across, " + name, "L1(h)/h0 over wet cells", round, "< 0.01");
    CHECK(flat < (order == 1 ? 0.01 : 0.002));
    CHECK(round < (order == 1 ? 0.01 : 0.002));
  }
}

TEST_CASE("MacDonald's channels: subcritical, with rain, and from sub- to supercritical") {
  for (const int order : {1, 2}) {
    const std::string name = "order " + std::to_string(order);
    const double sub = channel_error({2, 0, 0.033, hump, true}, order);
    const double rain = channel_error({1, 0.001, 0.033, hump, true}, order);
    const double trans = channel_error({2, 0, 0.033, falls, false}, order);
    test::table_row("MacDonald, subcritical, " + name, "L1(h)/mean h", sub, "< 0.01");
    test::table_row("MacDonald, subcritical with rain, " + name, "L1(h)/mean h", rain, "< 0.01");
    test::table_row("MacDonald, sub- to supercritical, " + name, "L1(h)/mean h", trans, "< 0.01");
    CHECK(sub < 0.01);
    CHECK(rain < 0.01);
    CHECK(trans < 0.01);
  }
}

TEST_CASE(
    "the tilted V-catchment of Di Giammarco (1996) at 5, 10 and 20 m against the cascade of two kinematic "
    "waves") {
  // Hillsides 800 m fall 5 % across, the channel, 20 m wide, cut 1 m (head) to 20 m (foot) into them, 2 %
  // along. The published hydrographs route hillside and channel one after the other; so does this truth: 1-D
  // kinematic waves on 1 m cells.
  constexpr double rain = 3e-6, until_s = 5400, end_s = 10800;
  std::vector<double> hill(800), river(1000), time_s, truth;
  const double a = std::sqrt(0.05) / 0.015, b = std::sqrt(0.02) / 0.15;
  double t = 0;
  while (t < end_s) {
    double fastest = 0.01;
    for (const double h : hill) fastest = std::max(fastest, 5.0 / 3 * a * std::pow(h, 2.0 / 3));
    for (const double h : river) fastest = std::max(fastest, 5.0 / 3 * b * std::pow(h, 2.0 / 3));
    const double dt = std::min(0.9 / fastest, 2.0), r = t < until_s ? rain : 0;
    double above = 0;
    for (double& h : hill) {
      const double q = a * std::pow(h, 5.0 / 3);
      h += dt * (r + above - q);
      above = q;
    }
    const double side = 2 * above / 20;
    above = 0;
    for (double& h : river) {
      const double q = b * std::pow(h, 5.0 / 3);
      h += dt * (r + side + above - q);
      above = q;
    }
    t += dt;
    time_s.push_back(t);
    truth.push_back(20 * b * std::pow(river.back(), 5.0 / 3));
  }
  for (const double cell_m : {20.0, 10.0, 5.0}) {
    const int side = static_cast<int>(800 / cell_m), channel = static_cast<int>(20 / cell_m);
    const int rows = static_cast<int>(1000 / cell_m), cols = 2 * side + channel;
    const auto in_channel = [&](int col) { return col >= side && col < side + channel; };
    Inputs in = test::ground(rows, cols, cell_m, 0.015F, [&](int row, int col) {
      if (in_channel(col)) return (rows - row - 0.5) * cell_m * 0.02 - 21;
      return 0.05 * cell_m * (col < side ? side - col - 0.5 : col - side - channel + 0.5);
    });
    in.manning_s_per_m1_3.assign(in.grid.count(), 0.015F);
    for (int row = 0; row < rows; ++row)
      for (int col = side; col < side + channel; ++col)
        in.manning_s_per_m1_3[in.grid.index({row, col})] = 0.15F;
    in.edges.parts = {{Side::south, side, side + channel, Edge::free, {}}};
    in.rain = {test::even_rain(10.8, until_s)};
    in.record_interval_s = 30;
    in.sections = {{"outlet", {side * cell_m, 0}, {(side + channel) * cell_m, 0}}};
    Solver solver(in);
    solver.advance_to(end_s);
    const Record& record = solver.record();
    double error = 0, spread = 0, mean = 0, peak = 0;
    std::vector<double> exact;
    for (const double at : record.times_s) {
      const auto k =
          static_cast<std::size_t>(std::lower_bound(time_s.begin(), time_s.end(), at) - time_s.begin());
      exact.push_back(k < truth.size() ? truth[k] : truth.back());
      mean += exact.back() / static_cast<double>(record.times_s.size());
    }
    for (std::size_t k = 0; k < exact.size(); ++k) {
      const double q = record.discharge_m3_per_s[0][k];
      error += std::pow(q - exact[k], 2);
      spread += std::pow(exact[k] - mean, 2);
      peak = std::max(peak, q);
    }
    const std::string name =
        "V-catchment, incised channel, " + std::to_string(static_cast<int>(cell_m)) + " m";
    test::table_row(name, "NSE of the outlet hydrograph", 1 - error / spread, "> 0.98");
    test::table_row(name, "peak, m3/s", peak, "4.86 +- 2 %");
    CHECK(1 - error / spread > 0.98);
    CHECK(peak == Approx(4.86).epsilon(0.02));
    CHECK(solver.books().rain_m3 == Approx(26244).epsilon(0.001));
    CHECK(std::abs(solver.books().error_1()) < 1e-6);
  }
}
