// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/flood_naive.h"

#include <algorithm>
#include <cmath>

namespace dayu::benchmarks {
namespace {

constexpr float kG = 9.81F, kStill_m = 1e-5F;

struct Face {
  float mass, left, right, along;
};

/// riemann.h, with branches.
Face face_flux(float hL, float uL, float vL, float hR, float uR, float vR, float dz) {
  if (hL <= 0 && hR <= 0) return {0, 0, 0, 0};
  const float step = std::abs(dz), higher = (hR - hL) + dz;
  const float fall = std::min(std::max(dz > 0 ? higher : -higher, 0.0F), step);
  const float calm = step > 0 ? fall * std::max(1 - 2 * fall / step, 0.0F) : 0;
  const float low = std::max(std::min(hL, hR) - calm, 0.0F);
  float hlw = hL, hrw = hR, hl = hL, hr = hR;
  if (dz > 0) {
    hlw = std::max(hL - step, 0.0F);
    hl = std::max(hlw, low);
  } else {
    hrw = std::max(hR - step, 0.0F);
    hr = std::max(hrw, low);
  }
  const float cl = std::sqrt(kG * hl), cr = std::sqrt(kG * hr);
  const float us = cl + cr > 0 ? (cl * uL + cr * uR) / (cl + cr) : 0,
              cs = std::sqrt(0.5F * (cl * cl + cr * cr));
  const float sl = std::min(hl > 0 ? std::min(uL - cl, us - cs) : uR - 2 * cr, 0.0F);
  const float sr = std::max(hr > 0 ? std::max(uR + cr, us + cs) : uL + 2 * cl, 0.0F);
  const float m = std::min(fall, dz > 0 ? hR : hL), thrust = kG * m * (fall - 0.5F * m);
  Face f{0, 0, 0, 0};
  const float ql = hl * uL, qr = hr * uR;
  float tl = 0, tr = 0;
  if (sr - sl > 0) tl = sl / (sr - sl), tr = sr / (sr - sl);
  const float jump = (ql * uL - qr * uR) + 0.5F * kG * (hl - hr) * (hl + hr);
  f.mass = (tr * ql - tl * qr) + sl * tr * (hr - hl);
  f.left = (ql * uL + tl * (jump + sr * (qr - ql))) + 0.5F * kG * (hl - hlw) * (hl + hlw);
  f.right = (qr * uR + tr * (jump + sl * (qr - ql))) + 0.5F * kG * (hr - hrw) * (hr + hrw);
  if (dz > 0) {
    f.right -= thrust;
  } else {
    f.left -= thrust;
  }
  f.along = f.mass > 0 ? f.mass * vL : f.mass * vR;
  return f;
}

float limited(float a, float b, float most_1) {
  if (a * b <= 0) return 0;
  const float size = std::min(std::min(std::abs(most_1 * a), std::abs(most_1 * b)), std::abs(0.5F * (a + b)));
  return a > 0 ? size : -size;
}

/// reconstruct.h: how steep a depth may be beside steps of the bed.
float trust(float depth, float step_a, float step_b) {
  if (depth <= 0) return 1;
  const float room = std::max(depth - (std::abs(step_a) + std::abs(step_b)), 0.0F);
  return 1 + 0.25F * std::floor(4 * room / depth);
}

}  // namespace

NaiveFlood::NaiveFlood(int n_rows, int n_cols, float cell_m, int order)
    : n_rows_(n_rows), n_cols_(n_cols), order_(order), cell_m_(cell_m) {
  const std::size_t n = static_cast<std::size_t>(n_rows) * static_cast<std::size_t>(n_cols);
  cells_.resize(n);
  faces_.resize(n);
  across_.resize(static_cast<std::size_t>(n_rows) * static_cast<std::size_t>(n_cols + 1));
  down_.resize(static_cast<std::size_t>(n_rows + 1) * static_cast<std::size_t>(n_cols));
}

NaiveFlood::Faces NaiveFlood::faces_of(int row, int col, float k, float dt) const {
  const auto cell = [&](int r, int c) -> const NaiveCell& {
    return cells_[index(std::clamp(r, 0, n_rows_ - 1), std::clamp(c, 0, n_cols_ - 1))];
  };
  const auto u_of = [](const NaiveCell& c) { return c.h > kStill_m ? c.hu / c.h : c.hu / kStill_m; };
  const auto v_of = [](const NaiveCell& c) { return c.h > kStill_m ? c.hv / c.h : c.hv / kStill_m; };
  const NaiveCell &p = cell(row, col), &w = cell(row, col - 1), &e = cell(row, col + 1),
                  &n = cell(row - 1, col), &s = cell(row + 1, col);
  const float u = u_of(p), v = v_of(p);
  Faces f{p.h, u, v, 0, 0, 0, 0, 0, 0, 0, 0};
  if (order_ == 1) return f;
  // The ghosts of closed sides are mirror images.
  const float uw = col == 0 ? -u : u_of(w), ue = col == n_cols_ - 1 ? -u : u_of(e);
  const float vn = row == 0 ? -v : v_of(n), vs = row == n_rows_ - 1 ? -v : v_of(s);
  if (std::min(std::min(w.h, p.h), e.h) > kStill_m) {
    const float a = p.h - w.h, b = e.h - p.h, za = p.z - w.z, zb = e.z - p.z;
    f.xh = 0.5F * limited(a, b, trust(std::min(std::min(w.h, p.h), e.h), za, zb));
    f.xe = 0.5F * limited(a + za, b + zb, 2);
    f.xu = 0.5F * limited(u - uw, ue - u, 2);
    f.xv = 0.5F * limited(v - v_of(w), v_of(e) - v, 2);
  }
  if (std::min(std::min(n.h, p.h), s.h) > kStill_m) {
    const float a = p.h - n.h, b = s.h - p.h, za = p.z - n.z, zb = s.z - p.z;
    f.yh = 0.5F * limited(a, b, trust(std::min(std::min(n.h, p.h), s.h), za, zb));
    f.ye = 0.5F * limited(a + za, b + zb, 2);
    f.yu = 0.5F * limited(u - u_of(n), u_of(s) - u, 2);
    f.yv = 0.5F * limited(v - vn, vs - v, 2);
  }
  const float spread = (u * f.xh + p.h * f.xu) + (v * f.yh + p.h * f.yv);
  f.h = std::max(p.h - k * spread, std::max(std::abs(f.xh), std::abs(f.yh)));
  const float fall = std::abs((e.h - w.h) + (e.z - w.z)) + std::abs((s.h - n.h) + (s.z - n.z));
  const float held = 4 * (std::abs(f.xe) + std::abs(f.ye));
  const float share = fall > 0 ? std::min(held / fall, 1.0F) : 0;
  const float drag = 0.5F * dt * share * kG * p.n * p.n * std::sqrt(u * u + v * v) *
                     std::pow(std::max(p.h, kStill_m), -4.0F / 3);
  f.u = (u - k * ((u * f.xu + v * f.yu) + kG * f.xe)) / (1 + drag);
  f.v = (v - k * ((u * f.xv + v * f.yv) + kG * f.ye)) / (1 + drag);
  return f;
}

/// The ghost of a closed side, seen at its face: no slopes left.
NaiveFlood::Faces NaiveFlood::mirrored(const Faces& inside, bool across) const {
  Faces ghost = inside;
  (across ? ghost.u : ghost.v) *= -1;
  ghost.xh = ghost.xe = ghost.xu = ghost.xv = ghost.yh = ghost.ye = ghost.yu = ghost.yv = 0;
  return ghost;
}

void NaiveFlood::pass_across() {
  for (int row = 0; row < n_rows_; ++row)
    for (int i = 0; i <= n_cols_; ++i) {
      const int west = i - 1, east = i;
      Faces a{}, b{};
      float dz = 0;
      if (west >= 0) {
        a = faces_[index(row, west)];
        a.h += a.xh, a.u += a.xu, a.v += a.xv;
      }
      if (east < n_cols_) {
        b = faces_[index(row, east)];
        b.h -= b.xh, b.u -= b.xu, b.v -= b.xv;
      }
      if (west < 0) {
        a = mirrored(b, true);
      } else if (east >= n_cols_) {
        b = mirrored(a, true);
      } else {
        dz = (cells_[index(row, east)].z - cells_[index(row, west)].z) - ((a.xe - a.xh) + (b.xe - b.xh));
      }
      const Face f = face_flux(a.h, a.u, a.v, b.h, b.u, b.v, dz);
      across_[static_cast<std::size_t>(row) * static_cast<std::size_t>(n_cols_ + 1) +
              static_cast<std::size_t>(i)] = {f.mass, f.left, f.right, f.along};
    }
}

void NaiveFlood::pass_down() {
  for (int i = 0; i <= n_rows_; ++i)
    for (int col = 0; col < n_cols_; ++col) {
      const int north = i - 1, south = i;
      Faces a{}, b{};
      float dz = 0;
      if (north >= 0) {
        a = faces_[index(north, col)];
        a.h += a.yh, a.u += a.yu, a.v += a.yv;
      }
      if (south < n_rows_) {
        b = faces_[index(south, col)];
        b.h -= b.yh, b.u -= b.yu, b.v -= b.yv;
      }
      if (north < 0) {
        a = mirrored(b, false);
      } else if (south >= n_rows_) {
        b = mirrored(a, false);
      } else {
        dz = (cells_[index(south, col)].z - cells_[index(north, col)].z) - ((a.ye - a.yh) + (b.ye - b.yh));
      }
      const Face f = face_flux(a.h, a.v, a.u, b.h, b.v, b.u, dz);
      down_[index(i, col)] = {f.mass, f.left, f.right, f.along};
    }
}

void NaiveFlood::update(float dt) {
  const float k = dt / cell_m_;
  for (int row = 0; row < n_rows_; ++row)
    for (int col = 0; col < n_cols_; ++col) {
      NaiveCell& c = cells_[index(row, col)];
      const Faces& f = faces_[index(row, col)];
      const std::size_t i = static_cast<std::size_t>(row) * static_cast<std::size_t>(n_cols_ + 1) +
                            static_cast<std::size_t>(col);
      const Flux &w = across_[i], &e = across_[i + 1], &n = down_[index(row, col)],
                 &s = down_[index(row + 1, col)];
      c.h = std::max(c.h - k * ((e.mass - w.mass) + (s.mass - n.mass)), 0.0F);
      const float inside = order_ == 2 ? 2 * kG * f.h : 0;
      const float qx = c.hu - k * (((e.before - w.behind) + (s.along - n.along)) + inside * f.xe);
      const float qy = c.hv - k * (((s.before - n.behind) + (e.along - w.along)) + inside * f.ye);
      if (c.h <= kStill_m) {
        c.hu = c.hv = 0;
        continue;
      }
      const float drag = 4 * dt * kG * c.n * c.n * std::pow(c.h, -7.0F / 3) * std::sqrt(qx * qx + qy * qy);
      const float keep = 2 / (1 + std::sqrt(1 + drag));
      c.hu = qx * keep;
      c.hv = qy * keep;
    }
}

float NaiveFlood::longest_step() const {
  float fastest = 0;
  for (const NaiveCell& c : cells_) {
    if (c.h <= 0) continue;
    const float u = std::max(std::abs(c.hu), std::abs(c.hv)) / std::max(c.h, kStill_m);
    fastest = std::max(fastest, u + std::sqrt(kG * c.h));
  }
  return 0.5F * cell_m_ / std::max(fastest, 1e-6F);
}

void NaiveFlood::step() {
  const float dt = longest_step();
  for (int row = 0; row < n_rows_; ++row)
    for (int col = 0; col < n_cols_; ++col) faces_[index(row, col)] = faces_of(row, col, dt / cell_m_, dt);
  pass_across();
  pass_down();
  update(dt);
  time_s_ += static_cast<double>(dt);
}

}  // namespace dayu::benchmarks
