// SPDX-License-Identifier: Apache-2.0
#include "engine/hazards/course_files.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/base/errors.h"
#include "engine/geo/raster_file.h"
#include "engine/geo/table.h"

namespace dayu::hazards {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

fs::path pack_file(const fs::path& run, const std::string& hazard, const std::string& field) {
  return run / "course" / "frames" / (hazard + "." + field + ".pack");
}

fs::path index_file(const fs::path& run, const std::string& hazard, const std::string& field) {
  return run / "course" / "frames" / (hazard + "." + field + ".json");
}

void put_grid(json& to, const geo::Grid& grid) {
  to["n_rows"] = grid.n_rows;
  to["n_cols"] = grid.n_cols;
  to["west_m"] = grid.west_m;
  to["north_m"] = grid.north_m;
  to["cell_m"] = grid.cell_m;
  to["crs"] = grid.crs;
}

geo::Grid grid_of(const json& from) {
  return {from.at("n_rows").get<int>(),    from.at("n_cols").get<int>(),
          from.at("west_m").get<double>(), from.at("north_m").get<double>(),
          from.at("cell_m").get<double>(), from.at("crs").get<std::string>()};
}

void write_series(const FrameSeries& series, const std::string& hazard, const fs::path& run) {
  std::string pack;
  json offsets = json::array({0});
  for (const std::string& group : series.groups) {
    pack += group;
    offsets.push_back(pack.size());
  }
  json index{{"v", 1},
             {"hazard", hazard},
             {"field", series.field.name},
             {"unit", series.field.unit},
             {"about", series.field.about},
             {"scale", series.field.scale},
             {"threshold", series.field.threshold},
             {"times_s", series.times_s},
             {"group", FrameSeries::kGroup},
             {"offsets", offsets},
             {"crc32", series.crc32},
             {"frame_meaning", "maximum since the previous frame"}};
  put_grid(index, series.grid);
  geo::write_file(pack_file(run, hazard, series.field.name), pack);
  geo::write_file(index_file(run, hazard, series.field.name), index.dump() + "\n");
}

/// "max_depth_speed_m2_per_s" -> "m2/s"; the tail of a quantity's name is its unit.
std::string unit_of(const std::string& quantity) {
  const std::vector<std::pair<std::string, std::string>> tails = {{"_m2_per_s", "m2/s"}, {"_m_per_s", "m/s"},
                                                                  {"_kW_per_m", "kW/m"}, {"_1", "1"},
                                                                  {"_s", "s"},           {"_m", "m"}};
  for (const auto& [tail, unit] : tails)
    if (quantity.size() > tail.size() &&
        quantity.compare(quantity.size() - tail.size(), tail.size(), tail) == 0)
      return unit;
  return "";
}

void write_gauges(const Course& course, const fs::path& file) {
  std::vector<std::string> columns = {"time_s", "gauge"};
  for (const auto& [field, values] : course.gauges.front().fields) columns.push_back(field);
  geo::TableWriter table(columns);
  for (const GaugeSeries& gauge : course.gauges)
    for (std::size_t k = 0; k < gauge.times_s.size(); ++k) {
      table.cell(gauge.times_s[k], 1).cell(gauge.gauge);
      for (const auto& [field, values] : gauge.fields) table.cell(values[k], 4);
      table.end_row();
    }
  table.write(file);
}

void write_sections(const Course& course, const fs::path& file) {
  geo::TableWriter table({"time_s", "section", "discharge_m3_per_s"});
  for (const SectionSeries& section : course.sections)
    for (std::size_t k = 0; k < section.times_s.size(); ++k) {
      table.cell(section.times_s[k], 1).cell(section.section).cell(section.discharge_m3_per_s[k], 4);
      table.end_row();
    }
  table.write(file);
}

json read_json(const fs::path& file) {
  const std::string text = geo::read_file(file);
  json value = json::parse(text, nullptr, false);
  if (value.is_discarded())
    throw base::InputError(file.string(), "", "this is not JSON or it is cut off",
                           "run the simulation again");
  return value;
}

/// What a broken file throws, whatever the reason below.
template <class Read>
auto checked(const fs::path& file, Read read) {
  try {
    return read();
  } catch (const json::exception& error) {
    throw base::InputError(file.string(), "",
                           std::string("a key is missing or of the wrong kind: ") + error.what(),
                           "run the simulation again");
  }
}

void check_frames(const FrameSeries& series, const fs::path& file) {
  try {
    series.for_each([&](std::size_t frame, double, const std::uint16_t* counts) {
      if (crc32_of(counts, series.grid.count()) != series.crc32[frame])
        throw base::InputError(file.string(), "frame " + std::to_string(frame), "its checksum does not fit",
                               "the file was changed or damaged; run the simulation again");
    });
  } catch (const base::InputError&) {
    throw;
  } catch (const std::runtime_error& error) {
    throw base::InputError(file.string(), "", error.what(),
                           "the file was changed or damaged; run the simulation again");
  }
}

FrameSeries read_series(const fs::path& run, const std::string& hazard, const std::string& field) {
  const fs::path index_path = index_file(run, hazard, field), pack_path = pack_file(run, hazard, field);
  const json index = read_json(index_path);
  FrameSeries series;
  const auto offsets = checked(index_path, [&] {
    series.field = {field, index.at("unit").get<std::string>(), index.value("about", ""),
                    index.at("scale").get<double>(), index.at("threshold").get<double>()};
    series.grid = grid_of(index);
    series.times_s = index.at("times_s").get<std::vector<double>>();
    series.crc32 = index.at("crc32").get<std::vector<std::uint32_t>>();
    return index.at("offsets").get<std::vector<std::size_t>>();
  });
  const std::string pack = geo::read_file(pack_path);
  const std::size_t groups = (series.count() + FrameSeries::kGroup - 1) / FrameSeries::kGroup;
  if (offsets.size() != groups + 1 || series.crc32.size() != series.count() ||
      offsets.back() != pack.size() || !std::is_sorted(offsets.begin(), offsets.end()))
    throw base::InputError(pack_path.string(), "", "it does not fit its index (cut off?)",
                           "run the simulation again");
  for (std::size_t k = 0; k < groups; ++k)
    series.groups.push_back(pack.substr(offsets[k], offsets[k + 1] - offsets[k]));
  check_frames(series, pack_path);
  return series;
}

void read_gauges(Course& course, const json& about, const fs::path& file) {
  const geo::Table table = geo::read_table(file);
  base::Faults faults;
  std::map<std::string, std::size_t> place;
  for (const json& gauge : about) {
    place[gauge.at("gauge").get<std::string>()] = course.gauges.size();
    course.gauges.push_back({gauge.at("gauge").get<std::string>(),
                             {gauge.at("x_m").get<double>(), gauge.at("y_m").get<double>()},
                             {},
                             {}});
  }
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const auto found = place.find(table.text(row, "gauge"));
    if (found == place.end()) {
      faults.add(file.string(), table.place(row, "gauge"), "course.json does not know this gauge",
                 "run the simulation again");
      continue;
    }
    GaugeSeries& gauge = course.gauges[found->second];
    gauge.times_s.push_back(table.number(row, "time_s", faults));
    for (const std::string& column : table.columns)
      if (column != "time_s" && column != "gauge")
        gauge.fields[column].push_back(table.number(row, column, faults));
  }
  faults.throw_if_any();
}

void read_sections(Course& course, const fs::path& file) {
  const geo::Table table = geo::read_table(file);
  base::Faults faults;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const std::string name = table.text(row, "section");
    if (course.sections.empty() || course.sections.back().section != name)
      course.sections.push_back({name, {}, {}});
    course.sections.back().times_s.push_back(table.number(row, "time_s", faults));
    course.sections.back().discharge_m3_per_s.push_back(table.number(row, "discharge_m3_per_s", faults));
  }
  faults.throw_if_any();
}

}  // namespace

void write_course(const Course& course, const fs::path& run) {
  const fs::path folder = run / "course" / course.hazard;
  fs::create_directories(folder);
  fs::create_directories(run / "course" / "frames");
  json about{{"v", 1},
             {"hazard", course.hazard},
             {"duration_s", course.duration_s},
             {"given", course.given},
             {"figures", course.figures},
             {"notes", course.notes},
             {"fields", json::array()},
             {"rasters", json::array()},
             {"gauges", json::array()},
             {"sections", course.sections.size()}};
  put_grid(about["grid"], course.grid);
  for (const FrameSeries& series : course.frames) {
    write_series(series, course.hazard, run);
    about["fields"].push_back(series.field.name);
  }
  for (const auto& [name, raster] : course.rasters) {
    geo::RasterNote note{unit_of(name), name, geo::Stored::float32, 1, {{"HAZARD", course.hazard}}};
    if (name.find("class_1") != std::string::npos) note.stored = geo::Stored::byte;
    geo::write_cog(folder / (name + ".tif"), raster, note);
    about["rasters"].push_back(name);
  }
  for (const GaugeSeries& gauge : course.gauges)
    about["gauges"].push_back({{"gauge", gauge.gauge}, {"x_m", gauge.at.x_m}, {"y_m", gauge.at.y_m}});
  if (!course.gauges.empty()) write_gauges(course, folder / "gauges.csv");
  if (!course.sections.empty()) write_sections(course, folder / "sections.csv");
  geo::write_file(folder / "course.json", about.dump(1) + "\n");
}

Course read_course(const fs::path& run, const std::string& hazard) {
  const fs::path folder = run / "course" / hazard, file = folder / "course.json";
  const json about = read_json(file);
  return checked(file, [&] {
    Course course;
    course.hazard = hazard;
    course.grid = grid_of(about.at("grid"));
    course.duration_s = about.at("duration_s").get<double>();
    course.given = about.at("given").get<bool>();
    course.figures = about.at("figures").get<std::map<std::string, double>>();
    course.notes = about.at("notes").get<std::vector<std::string>>();
    for (const json& field : about.at("fields"))
      course.frames.push_back(read_series(run, hazard, field.get<std::string>()));
    for (const json& name : about.at("rasters"))
      course.rasters[name.get<std::string>()] =
          geo::read_raster(folder / (name.get<std::string>() + ".tif"), "", geo::Voids::whole);
    if (!about.at("gauges").empty()) read_gauges(course, about.at("gauges"), folder / "gauges.csv");
    if (about.at("sections").get<int>() > 0) read_sections(course, folder / "sections.csv");
    return course;
  });
}

Course given_course(const std::string& hazard, const FieldSpec& field, const geo::Raster<float>& maximum,
                    const geo::Raster<float>& arrival_s, double duration_s, double interval_s) {
  if (!maximum.grid.same_cells(arrival_s.grid))
    throw base::InputError("", "", "the maximum and the arrival raster have other cells",
                           "warp one to the other");
  Course course;
  course.hazard = hazard;
  course.grid = maximum.grid;
  course.duration_s = duration_s;
  course.given = true;
  FrameSeries series;
  series.field = field;
  series.grid = maximum.grid;
  std::vector<float> values(maximum.values.size());
  // A frame holds the maximum since the frame before: whatever arrived by its time is there.
  const auto frames = static_cast<long long>(std::ceil(duration_s / interval_s - 1e-9));
  for (long long k = 0; k <= frames; ++k) {
    const double time_s = std::min(static_cast<double>(k) * interval_s, duration_s);
    for (std::size_t i = 0; i < values.size(); ++i)
      values[i] = static_cast<double>(arrival_s.values[i]) <= time_s ? maximum.values[i] : 0;
    series.append(time_s, values);
  }
  series.close();
  course.frames.push_back(std::move(series));
  course.rasters["max_" + field.name] = maximum;
  course.rasters["arrival_s"] = arrival_s;
  course.notes.push_back(
      "this course is given, not simulated: from its arrival on, a cell keeps its maximum");
  return course;
}

}  // namespace dayu::hazards
