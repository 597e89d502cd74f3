// SPDX-License-Identifier: Apache-2.0
// The clean run: written, verified without a violation, and complete in what it says it checked and skipped.
#include "tests/verify/clean_run.h"

#include <zlib.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "engine/app/verify/verify.h"
#include "engine/base/sha256.h"
#include "engine/geo/raster_file.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

namespace dayu::test {
namespace {

namespace fs = std::filesystem;

constexpr int kFrames = 13;
constexpr double kInterval_s = 300;
constexpr std::size_t kCells = 100;

void put(const fs::path& file, const std::string& bytes) {
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << bytes;
}

std::string deflated(const std::string& bytes, int window_bits) {
  z_stream z{};
  deflateInit2(&z, 6, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&z, bytes.size()), '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  z.avail_in = static_cast<uInt>(bytes.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  deflate(&z, Z_FINISH);
  out.resize(z.total_out);
  deflateEnd(&z);
  return out;
}

std::uint32_t crc_of(const std::string& bytes) {
  return static_cast<std::uint32_t>(
      ::crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
}

std::string little(std::uint32_t value, int n_bytes) {
  std::string bytes;
  for (int k = 0; k < n_bytes; ++k) bytes += static_cast<char>(value >> (8 * k) & 255U);
  return bytes;
}

struct Packed {
  std::string pack, offsets = "0", crcs;
};

/// The documented format, written the plain way: differences, low bytes, high bytes, zlib, ten frames to a
/// group.
Packed pack(const std::vector<std::vector<float>>& depth_m) {
  Packed p;
  for (std::size_t first = 0; first < depth_m.size(); first += 10) {
    std::string low, high;
    std::vector<std::uint16_t> before(kCells, 0);
    for (std::size_t k = first; k < std::min(first + 10, depth_m.size()); ++k) {
      std::string raw;
      for (std::size_t i = 0; i < kCells; ++i) {
        const auto count = static_cast<std::uint16_t>(std::lround(depth_m[k][i] / 0.01F));
        const auto change = static_cast<std::uint16_t>(count - before[i]);
        low += static_cast<char>(change & 255), high += static_cast<char>(change >> 8);
        raw += little(count, 2);
        before[i] = count;
      }
      p.crcs += (k ? "," : "") + std::to_string(crc_of(raw));
    }
    p.pack += deflated(low + high, 15);
    p.offsets += "," + std::to_string(p.pack.size());
  }
  return p;
}

void write_frames(const CleanRun& c, const fs::path& run) {
  Packed p = pack(c.depth_m);
  if (c.break_frames) p.pack[p.pack.size() / 2] = static_cast<char>(p.pack[p.pack.size() / 2] ^ 0x55);
  std::string times;
  for (int k = 0; k < kFrames; ++k) times += (k ? "," : "") + std::to_string(k * 300);
  const auto number = [&](const std::string& key, double value) {
    const auto at = c.index.find(key);
    std::ostringstream text;
    text << "\"" << key << "\":" << (at == c.index.end() ? value : at->second) << ",";
    return text.str();
  };
  std::ostringstream west, north;
  put(run / "course/frames/flood.water_depth_m.pack", p.pack);
  put(run / "course/frames/flood.water_depth_m.json",
      "{\"v\":1,\"hazard\":\"flood\",\"field\":\"water_depth_m\",\"unit\":\"m\",\"crs\":\"EPSG:4547\"," +
          number("scale", 0.01) + number("threshold", 0.03) + number("n_rows", 10) + number("n_cols", 10) +
          "\"west_m\":500000,\"north_m\":3100200," + number("cell_m", 20) + number("group", 10) +
          "\"times_s\":[" + times + "],\"offsets\":[" + p.offsets + "],\"crc32\":[" + p.crcs +
          "],\"frame_meaning\":\"maximum since the previous frame\"}");
}

void write_raster(const fs::path& file, const std::vector<float>& values, const std::string& name) {
  geo::Raster<float> raster(clean_grid());
  raster.values = values;
  fs::create_directories(file.parent_path());
  geo::RasterNote note;
  note.unit = "m", note.description = name;
  geo::write_cog(file, raster, note);
}

void write_manifest(const fs::path& run) {
  std::string outputs;
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(run))
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files)
    outputs += (outputs.empty() ? "" : ",") + std::string("{\"path\":\"") +
               file.lexically_relative(run).generic_string() +
               "\",\"size\":" + std::to_string(fs::file_size(file)) + ",\"sha256\":\"" +
               base::sha256_file(file) + "\"}";
  put(run / "manifest.json", "{\"v\":1,\"outputs\":[" + outputs + "]}");
}

}  // namespace

geo::Grid clean_grid() {
  geo::Grid grid;
  grid.n_rows = grid.n_cols = 10;
  grid.west_m = 500000, grid.north_m = 3100200, grid.cell_m = 20;
  grid.crs = "EPSG:4547";
  return grid;
}

std::string zip_of(const std::string& name, const std::string& text) {
  const std::string stored = "plain", stored_name = "readme.txt", packed = deflated(text, -15);
  const auto header = [](const std::string& n, int method, std::uint32_t crc, std::size_t packed_size,
                         std::size_t size) {
    return little(20, 2) + little(0, 2) + little(static_cast<std::uint32_t>(method), 2) + little(0, 4) +
           little(crc, 4) + little(static_cast<std::uint32_t>(packed_size), 4) +
           little(static_cast<std::uint32_t>(size), 4) + little(static_cast<std::uint32_t>(n.size()), 2) +
           little(0, 2);
  };
  const std::string a = header(stored_name, 0, crc_of(stored), stored.size(), stored.size());
  const std::string b = header(name, 8, crc_of(text), packed.size(), text.size());
  const std::string local_a = little(0x04034b50, 4) + a + stored_name + stored;
  const std::string local_b = little(0x04034b50, 4) + b + name + packed;
  const std::string tail(10, '\0');
  const std::string directory = little(0x02014b50, 4) + little(20, 2) + a + tail + little(0, 4) +
                                stored_name + little(0x02014b50, 4) + little(20, 2) + b + tail +
                                little(static_cast<std::uint32_t>(local_a.size()), 4) + name;
  return local_a + local_b + directory + little(0x06054b50, 4) + little(0, 4) + little(2, 2) + little(2, 2) +
         little(static_cast<std::uint32_t>(directory.size()), 4) +
         little(static_cast<std::uint32_t>(local_a.size() + local_b.size()), 4) + little(0, 2);
}

CleanRun::CleanRun() {
  depth_m.assign(kFrames, std::vector<float>(kCells, 0.0F));
  for (int k = 0; k < kFrames; ++k) {
    const double since_s = (k - 1) * kInterval_s;  // a frame holds the maximum since the one before
    auto& frame = depth_m[static_cast<std::size_t>(k)];
    if (since_s >= 1500 && since_s < 2400) frame[4 * 10 + 3] = 0.5F;  // piece 1
    if (since_s >= 2100) frame[2 * 10 + 1] = 0.8F;                    // group G1
    if (since_s >= 1500) frame[4 * 10 + 7] = 2.0F;                    // under the bridge
  }
  max_depth_m.assign(kCells, 0.0F), bed_m.assign(kCells, 110.0F);
  for (const auto& frame : depth_m)
    for (std::size_t i = 0; i < kCells; ++i) max_depth_m[i] = std::max(max_depth_m[i], frame[i]);
  bed_m[4 * 10 + 7] = 100;

  texts["impact/roads.csv"] =
      "piece,road,name_zh,name_en,kind,from_node,to_node,length_m,speed_m_per_s,capacity_per_s,oneway,bridge,"
      "tunnel,deck_m,line\n"
      "0,R1,河街,River St,tertiary,0,1,40.00,8.333,0.1000,0,0,0,,500010.00 3100110.00;500050.00 3100110.00\n"
      "1,R1,河街,River St,tertiary,1,2,40.00,8.333,0.1000,0,0,0,,500050.00 3100110.00;500090.00 3100110.00\n"
      "2,R1,河街,River St,tertiary,2,3,40.00,8.333,0.1000,0,0,0,,500090.00 3100110.00;500130.00 3100110.00\n"
      "3,R2,山路,Hill Rd,track,1,3,200.00,4.000,0.0500,1,0,0,,500050.00 3100110.00;500050.00 "
      "3100050.00;500130.00 3100050.00;500130.00 3100110.00\n"
      "4,R3,桥,Bridge,tertiary,3,4,40.00,8.333,0.1000,0,1,0,105.00,500130.00 3100110.00;500170.00 "
      "3100110.00\n";
  texts["impact/closures.csv"] =
      "piece,who,effect,from_s,to_s,from,x_m,y_m,hazard,field,value\n"
      "1,walker,stop,1500.000,2700.000,2025-06-18T14:25:00+08:00,500070.00,3100110.00,flood,water_depth_m,0."
      "5000\n"
      "1,walker_weak,stop,1500.000,2700.000,2025-06-18T14:25:00+08:00,500070.00,3100110.00,flood,water_depth_"
      "m,0.5000\n"
      "1,car,stop,1500.000,2700.000,2025-06-18T14:25:00+08:00,500070.00,3100110.00,flood,water_depth_m,0."
      "5000\n"
      "1,boat,stop,1500.000,2700.000,2025-06-18T14:25:00+08:00,500070.00,3100110.00,flood,water_depth_m,0."
      "5000\n"
      "1,high_truck,slow,1500.000,2700.000,2025-06-18T14:25:00+08:00,500070.00,3100110.00,flood,water_depth_"
      "m,0.5000\n";
  texts["impact/effects.csv"] =
      "hazard,field,who,slows_from,stops_from,source,surety\n"
      "flood,water_depth_m,walker,0.1000,0.3000,DRILLS 5.2,C\n"
      "flood,water_depth_m,walker_weak,0.1000,0.3000,DRILLS 5.2,C\n"
      "flood,water_depth_m,car,0.1000,0.3000,DRILLS 5.2,C\n"
      "flood,water_depth_m,high_truck,0.3000,0.8000,guess,C\n"
      "flood,water_depth_m,person,,0.5000,AR&R 2019,B\n"
      "flood,water_depth_m,person_weak,,0.3000,AR&R 2019,B\n"
      "flood,water_depth_m,shelter,,0.0500,guess,C\n";
  texts["impact/settlements.csv"] =
      "kind,id,village,name_zh,name_en,people,need_help,node,access_m,x_m,y_m,touched_s,danger_s,worst_class_"
      "1,max_depth_m,worst\n"
      "group,G1,V1,河边组,Riverside,14,0,0,10.00,500030.00,3100150.00,2100.000,2100.000,3,0.8000,water_depth_"
      "m=0.8000\n"
      "group,G2,V2,山上组,Hillside,30,0,2,10.00,500090.00,3100190.00,,,0,0.0000,\n"
      "household,H1,V1,,,4,1,0,20.00,500030.00,3100150.00,2100.000,2100.000,3,0.8000,water_depth_m=0.8000\n"
      "household,H2,V1,,,3,0,0,20.00,500030.00,3100150.00,2100.000,2100.000,3,0.8000,water_depth_m=0.8000\n"
      "site,S1,V1,小学,School,20,0,1,10.00,500030.00,3100150.00,2100.000,2100.000,3,0.8000,water_depth_m=0."
      "8000\n";
  texts["impact/shelters.csv"] =
      "shelter,name_zh,name_en,village,indoor_m2,places,standard,node,access_m,open_s,x_m,y_m,touched_s,"
      "danger_s,worst_class_1,worst\n"
      "SH1,村部,Village hall,V1,81.0,40,GB 51143-2015 short-term,3,10.00,600,500130.00,3100130.00,,,0,\n"
      "SH2,中学,Middle school,V2,41.0,20,GB 51143-2015 short-term,4,10.00,600,500170.00,3100130.00,,,0,\n";
  texts["plan/units.csv"] =
      "unit,kind,people,need_help,weak,village,group,node,access_m,danger_s,told_s,ready_s,vehicles,basis\n"
      "H1,household,4,1,1,V1,G1,0,20.00,2100,120,300,0,order\n"
      "H2,household,3,0,0,V1,G1,0,20.00,2100,120,300,0,order\n"
      "S1,site,20,0,1,V1,,1,10.00,2100,120,600,1,order\n"
      "G1#0,group,5,0,0,V1,G1,0,10.00,2100,120,300,0,order\n"
      "G1#1,group,2,0,0,V1,G1,0,10.00,2100,2100,2400,0,own start\n";
  // H1 walks at 0.8 m/s, H2 at 1.0 m/s, S1 rides at 8 m/s in one bus, G1#0 walks the hill road at 1.0 m/s.
  // enter_s ends with the moment at which the last arc is left.
  texts["plan/evacuation.csv"] =
      "group,people,from,to,depart_s,arrive_s,route,enter_s,kind,village,who,need_help,ready_s,latest_"
      "departure_s,margin_s,access_from_m,access_to_m,helper,vehicles,basis\n"
      "H1,4,0,SH1,300,485,0 2 4,325 375 425 "
      "475,household,V1,walker_weak,1,300,1300,1000,20.00,8.00,H2,0,order\n"
      "H2,3,0,SH1,300,450,0 2 4,320 360 400 440,household,V1,walker,0,300,1400,1100,20.00,10.00,,0,order\n"
      "S1,20,1,SH1,600,630,2 4,610 615 620,site,V1,bus,0,600,,,10.00,10.00,,1,order\n"
      "G1#0,5,0,SH1,900,1160,0 6,910 950 1150,group,V1,walker,0,300,1800,900,10.00,10.00,,0,order\n";
  texts["plan/left.csv"] =
      "group,kind,people,village,reason_zh,reason_en,deadline_s\n"
      "G1#1,group,2,V1,路已断,the road is cut,2100\n";
  // T2 carries two items on one load; T4 is a boat, which passes where trucks do not.
  texts["plan/dispatch.csv"] =
      "task,kind,team,item,quantity,people,to_kind,to,depart_s,arrive_s,deadline_s,route,enter_s,who,vehicle,"
      "vehicles,free_s,from,to_node\n"
      "T1,goods,K1,cot,20,0,shelter,SH1,700,720,,2 4,700 710 720,high_truck,K1/1,1,750,1,3\n"
      "T2,goods,K1,cot,5,0,shelter,SH1,800,820,,2 4,800 810 820,high_truck,K1/1,1,850,1,3\n"
      "T2b,goods,K1,quilt,5,0,shelter,SH1,800,820,,2 4,800 810 820,high_truck,K1/1,0,850,1,3\n"
      "T3,rescue,K2,,0,2,group,G1,1000,1020,,3 1,1000 1010 1020,high_truck,K2/1,1,1900,2,0\n"
      "T4,rescue,K3,,0,2,group,G1,1600,1680,,3 1,1600 1640 1680,boat,K3/1,1,1900,2,0\n";
  texts["plan/stock.csv"] = "warehouse,item,stock,sent,left\nW1,cot,30,25,5\nW1,quilt,50,5,45\n";
  texts["plan/shelters.csv"] = "shelter,places,people\nSH1,40,32\nSH2,20,0\n";
  texts["plan/needs.csv"] =
      "item,people,need,stock,short,sent,source,surety\ncot,32,32,30,2,25,建标121 draft,C\n";
  texts["plan/orders.csv"] =
      "village,prepare_s,immediate_s,basis\nV1,0.0,120.0,rain G1 3 h >= 78 mm\nV2,,,\n";
  texts["plan/unmet.csv"] =
      "kind,place,item,need,have,short,basis_zh,basis_en\nbeds,SH1,cot,32,25,7,集中安置人数,people in "
      "collective shelter\n";
  // (4*485 + 3*450 + 20*630 + 5*1160) / 32 = 21690 / 32 = 677.8125
  texts["plan/certificate.json"] =
      "{\"people\":34,\"arrived\":32,\"left_behind\":2,\"clear_s\":1160,\"mean_arrival_s\":677.8,\"bound_"
      "clear_s\":450,"
      "\"bound_mean_s\":400,\"bound_left\":0,\"standard\":{\"name\":\"GB 51143-2015 short-term\","
      "\"area_m2_per_person\":2,\"source\":\"GB 51143-2015\",\"surety\":\"B\"}}";
  texts["summary.json"] =
      "{\"evacuation\":{\"people\":34,\"arrived\":32,\"left_behind\":2,\"safe_in_place\":30,\"clear_s\":1160,"
      "\"mean_arrival_s\":677.8125,\"least_margin_s\":null,\"bound_clear_s\":450,\"bound_mean_s\":400,"
      "\"bound_left\":0},\"needs\":{\"cot\":{\"need\":32,\"stock\":30,\"short\":2}},"
      "\"county\":{\"people_at_home\":44,\"people\":34,\"need_help\":1,\"arrived\":32,\"left_behind\":2},"
      "\"villages\":[{\"village\":\"V1\",\"people_at_home\":14,\"people\":34,\"need_help\":1,\"arrived\":"
      "32,"
      "\"left_behind\":2},{\"village\":\"V2\",\"people_at_home\":30,\"people\":0,\"need_help\":0,"
      "\"arrived\":0,"
      "\"left_behind\":0}],"
      "\"flood\":{\"volume_in_m3\":1000.0,\"volume_out_m3\":400.0,\"volume_stored_m3\":599.99,\"volume_error_"
      "1\":"
      "1e-5,\"steps\":900}}";
  texts["course/flood/gauges.csv"] = "time_s,gauge,water_depth_m\n0,Z1,0.0\n300,Z1,0.1\n600,Z1,0.2\n";
  texts["course/flood/sections.csv"] = "time_s,section,discharge_m3_per_s\n0,X1,0.0\n300,X1,-0.5\n";
  texts["drill/events.jsonl"] =
      "{\"v\":1,\"time_s\":0,\"id\":\"alert-1\",\"kind\":\"alert\",\"place\":\"G1\",\"zh\":\"黄色预警\","
      "\"en\":\"yellow\"}\n"
      "{\"v\":1,\"time_s\":60,\"id\":\"inject-1\",\"kind\":\"inject\",\"place\":\"V1\",\"zh\":"
      "\"【演练】水库溢洪【演练】\","
      "\"en\":\"EXERCISE: spill EXERCISE\"}\n";
  texts["drill/msel.xlsx"] =
      zip_of("xl/sharedStrings.xml", "<sst><si><t>演练 EXERCISE 主场景事件表</t></si></sst>");
  texts["docs/card_V1.pdf"] = "%PDF-1.5 (not read)";
  texts["index.html"] = "<!doctype html><title>演练 EXERCISE</title>";
  texts["view/run.js"] = "run({\"title_zh\":\"【演练】龙潭\",\"title_en\":\"EXERCISE Longtan\"});";
}

void CleanRun::edit(const std::string& file, const std::string& was, const std::string& is) {
  std::string& text = texts.at(file);
  const std::size_t at = text.find(was);
  if (at == std::string::npos) throw std::logic_error("'" + was + "' does not stand in " + file);
  text.replace(at, was.size(), is);
}

void CleanRun::write(const fs::path& run) const {
  for (const auto& [file, text] : texts) put(run / file, text);
  write_frames(*this, run);
  write_raster(run / "course/flood/max_depth_m.tif", max_depth_m, "max_depth_m");
  write_raster(run / "course/flood/bed_m.tif", bed_m, "bed_m");
  write_manifest(run);
  for (const auto& [file, text] : afterwards) put(run / file, text);
  for (const std::string& file : removed) fs::remove_all(run / file);
}

}  // namespace dayu::test

using dayu::test::CleanRun;
using dayu::test::TemporaryFolder;

namespace {

std::string told(const dayu::verify::Report& report) {
  std::string text;
  for (const auto& v : report.violations)
    text += v.rule + " | " + v.file + " | " + v.place + " | " + v.en + "\n";
  return text;
}

bool any(const std::vector<std::string>& lines, const std::string& word) {
  return std::any_of(lines.begin(), lines.end(),
                     [&](const std::string& l) { return l.find(word) != std::string::npos; });
}

}  // namespace

TEST_CASE("a clean run has no violation and says what was checked") {
  const TemporaryFolder folder("verify_clean");
  CleanRun().write(folder.path());
  const dayu::verify::Report report = dayu::verify::verify(folder.path());
  CHECK(told(report) == "");
  for (const char* word :
       {"sha256", "closures", "CRC", "shelters", "flow of vehicles", "teams", "exactly one",
        "routes and times", "recomputed", "bounds", "water books", "rasters", "sources", "mark"})
    CHECK(any(report.checked, word));
  CHECK(any(report.skipped, "PDF"));
  // The small run states no stress figure, no expected course and no proof of its bounds.
  CHECK(report.skipped.size() == 4);
}

TEST_CASE("stages that are absent are skipped with a reason, not refuted") {
  const TemporaryFolder folder("verify_flood_only");
  CleanRun run;
  std::erase_if(run.texts, [](const auto& item) {
    return item.first.starts_with("plan/") || item.first.starts_with("impact/") ||
           item.first.starts_with("drill/");
  });
  run.texts["summary.json"] =
      "{\"flood\":{\"volume_in_m3\":1000.0,\"volume_out_m3\":400.0,\"volume_stored_m3\":600,\"volume_error_"
      "1\":0}}";
  run.write(folder.path());
  const dayu::verify::Report report = dayu::verify::verify(folder.path());
  CHECK(told(report) == "");
  for (const char* word : {"no network", "people", "routes", "sums", "drill"})
    CHECK(any(report.skipped, word));
  CHECK(any(report.checked, "water books"));
}

TEST_CASE("who has no helper is told apart when the plan names the gap") {
  const TemporaryFolder folder("verify_unhelped");
  CleanRun run;
  run.edit("plan/evacuation.csv", "20.00,8.00,H2", "20.00,8.00,");
  run.texts["plan/unmet.csv"] += "helper,H1,helper,1,0,1,无可帮扶的户,no able household\n";
  run.write(folder.path());
  const dayu::verify::Report report = dayu::verify::verify(folder.path());
  CHECK(told(report) == "");
  CHECK(any(report.skipped, "helpers of 1 units"));
}

TEST_CASE("a folder that is not there, and one that is empty, are refuted") {
  const TemporaryFolder folder("verify_none");
  CHECK(dayu::verify::verify(folder.path() / "absent").violations.at(0).rule == "files.missing");
  CHECK(dayu::verify::verify(folder.path()).violations.at(0).rule == "files.manifest");
}
