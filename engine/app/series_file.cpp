// SPDX-License-Identifier: Apache-2.0
#include "engine/app/series_file.h"

#include <netcdf.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <unordered_map>
#include <vector>

#include "engine/geo/crs.h"

namespace dayu::app {
namespace {

using hazards::Course;
using hazards::FrameSeries;

void check(int status, const char* what) {
  if (status != NC_NOERR)
    throw std::runtime_error(std::string("series.nc: ") + what + ": " + nc_strerror(status));
}

/// An open NetCDF file; closed in every case, complete only after `close`.
class NetCdf {
 public:
  explicit NetCdf(const std::filesystem::path& file) {
    check(nc_create(file.c_str(), NC_CLOBBER | NC_NETCDF4 | NC_CLASSIC_MODEL, &id_), "create");
  }
  ~NetCdf() {
    if (id_ >= 0) nc_close(id_);
  }
  NetCdf(const NetCdf&) = delete;
  NetCdf& operator=(const NetCdf&) = delete;
  void close() {
    const int id = id_;
    id_ = -1;
    check(nc_close(id), "close");
  }
  void end_define() { check(nc_enddef(id_), "define"); }

  int dimension(const char* name, std::size_t length) {
    int dim = -1;
    check(nc_def_dim(id_, name, length, &dim), name);
    return dim;
  }
  int variable(const std::string& name, nc_type type, const std::vector<int>& dims, bool packed = false) {
    int var = -1;
    check(nc_def_var(id_, name.c_str(), type, static_cast<int>(dims.size()), dims.data(), &var),
          name.c_str());
    if (packed) check(nc_def_var_deflate(id_, var, 1, 1, 4), name.c_str());
    return var;
  }
  void chunks(int var, const std::vector<std::size_t>& sizes) {
    check(nc_def_var_chunking(id_, var, NC_CHUNKED, sizes.data()), "chunks");
  }
  void text(int var, const char* name, const std::string& value) {
    check(nc_put_att_text(id_, var, name, value.size(), value.c_str()), name);
  }
  void integer(int var, const char* name, int value) {
    check(nc_put_att_int(id_, var, name, NC_INT, 1, &value), name);
  }
  void real(int var, const char* name, float value) {
    check(nc_put_att_float(id_, var, name, NC_FLOAT, 1, &value), name);
  }
  void put(int var, const std::vector<double>& values) {
    check(nc_put_var_double(id_, var, values.data()), "values");
  }
  void put(int var, const std::vector<int>& values) {
    check(nc_put_var_int(id_, var, values.data()), "values");
  }
  void put_step(int var, std::size_t step, const std::vector<float>& values) {
    const std::size_t start[2] = {step, 0}, count[2] = {1, values.size()};
    check(nc_put_vara_float(id_, var, start, count, values.data()), "a step");
  }

 private:
  int id_ = -1;
};

/// Cells become faces: `block` cells along each side, `face_of[cell]` = face or -1.
struct Mesh {
  int block = 1;
  std::vector<int> face_of;
  std::vector<double> node_x, node_y, face_x, face_y;
  std::vector<int> corners;  ///< four nodes a face, counter-clockwise
  std::size_t faces() const { return face_x.size(); }
};

int blocks_along(int cells, int block) {
  return (cells + block - 1) / block;
}

/// Which blocks of a size were ever wet, row by row.
std::vector<char> wet_blocks(const geo::Grid& grid, const std::vector<char>& wet, int block) {
  const int n_cols = blocks_along(grid.n_cols, block);
  std::vector<char> found(static_cast<std::size_t>(n_cols) *
                          static_cast<std::size_t>(blocks_along(grid.n_rows, block)));
  for (std::size_t i = 0; i < wet.size(); ++i) {
    const int row = static_cast<int>(i) / grid.n_cols / block,
              col = static_cast<int>(i) % grid.n_cols / block;
    if (wet[i])
      found[static_cast<std::size_t>(row) * static_cast<std::size_t>(n_cols) +
            static_cast<std::size_t>(col)] = 1;
  }
  return found;
}

class MeshBuilder {
 public:
  MeshBuilder(const geo::Grid& grid, int block) : grid_(grid), n_cols_(blocks_along(grid.n_cols, block)) {
    mesh_.block = block;
  }

  Mesh build(const std::vector<char>& blocks) {
    std::vector<int> face_of_block(blocks.size(), -1);
    for (std::size_t b = 0; b < blocks.size(); ++b) {
      if (!blocks[b]) continue;
      face_of_block[b] = static_cast<int>(mesh_.faces());
      add_face(static_cast<int>(b) / n_cols_, static_cast<int>(b) % n_cols_);
    }
    mesh_.face_of.resize(grid_.count());
    for (std::size_t i = 0; i < mesh_.face_of.size(); ++i) {
      const int row = static_cast<int>(i) / grid_.n_cols / mesh_.block,
                col = static_cast<int>(i) % grid_.n_cols / mesh_.block;
      mesh_.face_of[i] =
          face_of_block[static_cast<std::size_t>(row) * n_cols_ + static_cast<std::size_t>(col)];
    }
    return std::move(mesh_);
  }

 private:
  /// The corner of cell (row, col) towards north-west; blocks at the rim are cut to the grid.
  int node(int row, int col) {
    row = std::min(row, grid_.n_rows), col = std::min(col, grid_.n_cols);
    const auto [at, is_new] = nodes_.try_emplace(static_cast<long long>(row) * (grid_.n_cols + 1) + col,
                                                 static_cast<int>(mesh_.node_x.size()));
    if (is_new) {
      mesh_.node_x.push_back(grid_.west_m + col * grid_.cell_m);
      mesh_.node_y.push_back(grid_.north_m - row * grid_.cell_m);
    }
    return at->second;
  }

  void add_face(int block_row, int block_col) {
    const int top = block_row * mesh_.block, left = block_col * mesh_.block;
    const int bottom = top + mesh_.block, right = left + mesh_.block;
    for (const int n : {node(bottom, left), node(bottom, right), node(top, right), node(top, left)})
      mesh_.corners.push_back(n);
    const std::size_t first = mesh_.corners.size() - 4;
    const auto corner = [&](std::size_t k) { return static_cast<std::size_t>(mesh_.corners[first + k]); };
    mesh_.face_x.push_back(0.5 * (mesh_.node_x[corner(0)] + mesh_.node_x[corner(2)]));
    mesh_.face_y.push_back(0.5 * (mesh_.node_y[corner(0)] + mesh_.node_y[corner(2)]));
  }

  const geo::Grid& grid_;
  int n_cols_;
  Mesh mesh_;
  std::unordered_map<long long, int> nodes_;
};

Mesh mesh_of(const std::vector<const FrameSeries*>& fields, std::size_t most_faces) {
  const geo::Grid& grid = fields.front()->grid;
  std::vector<char> wet(grid.count(), 0);
  for (const FrameSeries* field : fields)
    field->for_each([&](std::size_t, double, const std::uint16_t* counts) {
      for (std::size_t i = 0; i < wet.size(); ++i) wet[i] |= static_cast<char>(counts[i] != 0);
    });
  if (std::none_of(wet.begin(), wet.end(), [](char w) { return w != 0; })) wet.assign(wet.size(), 1);
  int block = 1;
  std::vector<char> blocks = wet;
  while (static_cast<std::size_t>(std::count(blocks.begin(), blocks.end(), 1)) > most_faces)
    blocks = wet_blocks(grid, wet, ++block);
  return MeshBuilder(grid, block).build(blocks);
}

std::vector<const FrameSeries*> fields_of(const Course& course) {
  std::vector<const FrameSeries*> fields;
  for (const FrameSeries& series : course.frames)
    if (series.count() > 0 && (fields.empty() || (series.times_s == fields.front()->times_s &&
                                                  series.grid.same_cells(fields.front()->grid))))
      fields.push_back(&series);
  return fields;
}

/// Frames that are kept: the first, then every `stride`-th, then the last.
std::vector<std::size_t> steps_of(std::size_t n_frames, std::size_t most) {
  const std::size_t stride = n_frames <= most ? 1 : (n_frames - 2) / (most - 2) + 1;
  std::vector<std::size_t> steps;
  for (std::size_t k = 0; k < n_frames; k += stride) steps.push_back(k);
  if (steps.back() != n_frames - 1) steps.push_back(n_frames - 1);
  return steps;
}

std::string since(const base::Instant& start) {
  std::string text = base::iso8601({start.unix_s, 0});  // UTC: readers of CF do not agree on offsets
  text = text.substr(0, text.find('+'));
  text[text.find('T')] = ' ';
  return "seconds since " + text;
}

void describe_crs(NetCdf& file, int var, const std::string& crs) {
  const std::string wkt = geo::crs_wkt(crs), name = geo::crs_name(crs);
  if (wkt.find("Transverse_Mercator") != std::string::npos ||
      wkt.find("Transverse Mercator") != std::string::npos)
    file.text(var, "grid_mapping_name", "transverse_mercator");
  file.text(var, "crs_wkt", wkt), file.text(var, "spatial_ref", wkt), file.text(var, "wkt", wkt);
  if (name.starts_with("EPSG:")) {
    file.text(var, "EPSG_code", name);
    file.integer(var, "epsg", std::stoi(name.substr(5)));
  }
}

void coordinate(NetCdf& file, int var, const char* standard_name) {
  file.text(var, "standard_name", standard_name), file.text(var, "units", "m");
}

/// Defines the file, then fills it step by step.
class SeriesWriter {
 public:
  SeriesWriter(const std::filesystem::path& path, const Course& course, const base::Instant& start,
               std::vector<const FrameSeries*> fields, Mesh mesh, std::vector<std::size_t> steps)
      : file_(path),
        course_(course),
        fields_(std::move(fields)),
        mesh_(std::move(mesh)),
        steps_(std::move(steps)) {
    define(start);
  }

  void write() {
    put_mesh();
    for (std::size_t k = 0; k < fields_.size(); ++k) put_field(*fields_[k], data_[k]);
    file_.close();
  }

 private:
  void define(const base::Instant& start) {
    time_dim_ = file_.dimension("time", steps_.size());
    node_dim_ = file_.dimension("mesh2d_nNodes", mesh_.node_x.size());
    face_dim_ = file_.dimension("mesh2d_nFaces", mesh_.faces());
    four_dim_ = file_.dimension("mesh2d_nMax_face_nodes", 4);
    define_globals();
    define_mesh();
    crs_ = file_.variable("projected_coordinate_system", NC_INT, {});
    describe_crs(file_, crs_, fields_.front()->grid.crs);
    time_ = file_.variable("time", NC_DOUBLE, {time_dim_});
    file_.text(time_, "standard_name", "time"), file_.text(time_, "long_name", "time");
    file_.text(time_, "units", since(start)), file_.text(time_, "calendar", "proleptic_gregorian");
    file_.text(time_, "axis", "T");
    for (const FrameSeries* field : fields_) data_.push_back(define_field(*field));
    file_.end_define();
  }

  void define_globals() {
    file_.text(NC_GLOBAL, "Conventions", "CF-1.8 UGRID-1.0");
    file_.text(NC_GLOBAL, "title", "演练 EXERCISE - " + course_.hazard);
    file_.text(NC_GLOBAL, "source", "Dayu");
    const std::string block = std::to_string(mesh_.block);
    file_.text(
        NC_GLOBAL, "comment",
        "Each step holds the maximum since the step before. Faces are cells that were ever above a field's "
        "threshold" +
            (mesh_.block == 1 ? std::string(".")
                              : ", " + block + " x " + block +
                                    " cells joined to one face that holds their maximum, "
                                    "to stay below " +
                                    std::to_string(kMostFaces) + " faces."));
    file_.integer(NC_GLOBAL, "cells_along_a_face", mesh_.block);
  }

  void define_mesh() {
    mesh_var_ = file_.variable("mesh2d", NC_INT, {});
    file_.text(mesh_var_, "cf_role", "mesh_topology"),
        file_.text(mesh_var_, "long_name", "cells of the model");
    file_.integer(mesh_var_, "topology_dimension", 2);
    file_.text(mesh_var_, "node_coordinates", "mesh2d_node_x mesh2d_node_y");
    file_.text(mesh_var_, "face_node_connectivity", "mesh2d_face_nodes");
    file_.text(mesh_var_, "face_coordinates", "mesh2d_face_x mesh2d_face_y");
    file_.text(mesh_var_, "face_dimension", "mesh2d_nFaces");
    node_x_ = file_.variable("mesh2d_node_x", NC_DOUBLE, {node_dim_}, true);
    node_y_ = file_.variable("mesh2d_node_y", NC_DOUBLE, {node_dim_}, true);
    face_x_ = file_.variable("mesh2d_face_x", NC_DOUBLE, {face_dim_}, true);
    face_y_ = file_.variable("mesh2d_face_y", NC_DOUBLE, {face_dim_}, true);
    for (const int var : {node_x_, face_x_}) coordinate(file_, var, "projection_x_coordinate");
    for (const int var : {node_y_, face_y_}) coordinate(file_, var, "projection_y_coordinate");
    for (const int var : {node_x_, node_y_, face_x_, face_y_})
      file_.text(var, "grid_mapping", "projected_coordinate_system");
    corners_ = file_.variable("mesh2d_face_nodes", NC_INT, {face_dim_, four_dim_}, true);
    file_.text(corners_, "cf_role", "face_node_connectivity");
    file_.integer(corners_, "start_index", 0), file_.integer(corners_, "_FillValue", -1);
  }

  int define_field(const FrameSeries& series) {
    const int var = file_.variable("mesh2d_" + series.field.name, NC_FLOAT, {time_dim_, face_dim_}, true);
    file_.chunks(var, {1, mesh_.faces()});
    file_.text(var, "long_name", series.field.name), file_.text(var, "units", series.field.unit);
    if (!series.field.about.empty()) file_.text(var, "comment", series.field.about);
    file_.text(var, "mesh", "mesh2d"), file_.text(var, "location", "face");
    file_.text(var, "coordinates", "mesh2d_face_x mesh2d_face_y");
    file_.text(var, "grid_mapping", "projected_coordinate_system");
    file_.text(var, "cell_methods", "time: maximum");
    file_.real(var, "_FillValue", -9999.0F);
    return var;
  }

  void put_mesh() {
    file_.put(mesh_var_, std::vector<int>{0}), file_.put(crs_, std::vector<int>{0});
    file_.put(node_x_, mesh_.node_x), file_.put(node_y_, mesh_.node_y);
    file_.put(face_x_, mesh_.face_x), file_.put(face_y_, mesh_.face_y);
    file_.put(corners_, mesh_.corners);
    std::vector<double> times_s;
    for (const std::size_t frame : steps_) times_s.push_back(fields_.front()->times_s[frame]);
    file_.put(time_, times_s);
  }

  void put_field(const FrameSeries& series, int var) {
    std::vector<std::uint16_t> most(mesh_.faces(), 0);
    std::size_t step = 0;
    series.for_each([&](std::size_t frame, double, const std::uint16_t* counts) {
      for (std::size_t i = 0; i < mesh_.face_of.size(); ++i)
        if (mesh_.face_of[i] >= 0) {
          std::uint16_t& face = most[static_cast<std::size_t>(mesh_.face_of[i])];
          face = std::max(face, counts[i]);
        }
      if (step >= steps_.size() || frame != steps_[step]) return;
      std::vector<float> values(most.size());
      for (std::size_t k = 0; k < most.size(); ++k)
        values[k] = static_cast<float>(most[k] * series.field.scale);
      file_.put_step(var, step++, values);
      most.assign(most.size(), 0);
    });
  }

  NetCdf file_;
  const Course& course_;
  std::vector<const FrameSeries*> fields_;
  Mesh mesh_;
  std::vector<std::size_t> steps_;
  std::vector<int> data_;
  int time_dim_ = -1, node_dim_ = -1, face_dim_ = -1, four_dim_ = -1;
  int mesh_var_ = -1, crs_ = -1, time_ = -1, node_x_ = -1, node_y_ = -1, face_x_ = -1, face_y_ = -1,
      corners_ = -1;
};

}  // namespace

void write_series(const Course& course, const base::Instant& start, const std::filesystem::path& file,
                  std::size_t most_faces, std::size_t most_steps) {
  std::vector<const FrameSeries*> fields = fields_of(course);
  if (fields.empty()) return;
  Mesh mesh = mesh_of(fields, most_faces);
  std::vector<std::size_t> steps = steps_of(fields.front()->count(), most_steps);
  std::filesystem::path part = file;
  part += ".tmp";
  SeriesWriter(part, course, start, std::move(fields), std::move(mesh), std::move(steps)).write();
  std::filesystem::rename(part, file);
}

}  // namespace dayu::app
