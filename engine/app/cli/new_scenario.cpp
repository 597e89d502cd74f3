// SPDX-License-Identifier: Apache-2.0
// `dayu new NAME`: a commented scenario that runs as it is on the embedded county, made from the same list of
// keys that checks it; optional keys stand commented out with their defaults and meaning.
#include <iostream>
#include <sstream>

#include "engine/app/cli/commands.h"
#include "engine/app/cli/exit_codes.h"
#include "engine/app/version.h"
#include "engine/base/errors.h"
#include "engine/geo/table.h"

namespace dayu::embedded {
extern const char* const starter_drill_toml;
}

namespace dayu::app {
namespace fs = std::filesystem;
namespace {

/// The keys of a section that the user did not set, commented out.
void optional_keys(std::ostringstream& out, const base::SectionSpec& spec, const std::string& written) {
  for (const base::KeySpec& key : spec.keys) {
    if (written.find("\n" + key.key + " =") != std::string::npos) continue;
    out << "# " << key.key << " = " << (key.fallback.empty() ? "..." : key.fallback) << "   # " << key.about
        << "\n";
  }
}

void section(std::ostringstream& out, const base::SectionSpec& root, const std::string& name,
             const std::string& written) {
  for (const base::SectionSpec& spec : root.sections)
    if (spec.name == name) {
      out << "\n[" << name << "]";
      if (!spec.about.empty()) out << "   # " << spec.about;
      out << written << "\n";
      optional_keys(out, spec, written);
    }
}

std::string rain_csv() {
  std::string text = "end_s,rain_mm\n";
  for (int i = 1; i <= 36; ++i)
    text += std::to_string(i * 600) + "," +
            (i <= 6    ? "3.0"
             : i <= 18 ? "9.0"
             : i <= 24 ? "4.0"
                       : "0.5") +
            "\n";
  return text;
}

}  // namespace

int new_command(const std::string& name, const fs::path& area, bool zh) {
  const fs::path folder = name;
  if (fs::exists(folder))
    throw base::InputError(folder.string(), "", "this exists already", "choose another name, or remove it");
  const fs::path county =
      area.empty() ? fs::path(version().share) / "gis-data" / "yunlan" : fs::absolute(area);
  const base::SectionSpec spec = drill::scenario_spec();
  const std::string id = folder.filename().string();
  std::ostringstream out;
  out << (zh ? "# 演练情景。改完后运行：dayu check " : "# A drill scenario. After editing: dayu check ")
      << name << (zh ? "，再运行 dayu run " : ", then dayu run ") << name << " -o runs/" << id << "\n";
  section(
      out, spec, "scenario",
      "\nname = \"" + id +
          "\"\nstart = 2026-06-18T14:00:00+08:00\nduration_s = 21600\nseed = 1\ntitle_zh = \"山洪演练\"\n"
          "title_en = \"Flash flood drill\"\n"
          "story_zh = \"午后起出现强降雨，山洪和河道洪水将到达沿河村庄，危险区群众须在洪水到达之前转移。\"\n"
          "story_en = \"Heavy rain from the afternoon; flash floods will reach the villages on the rivers, "
          "whose "
          "people must be out before.\"\n"
          "aims_zh = [\"县、乡、村三级在雨量指标达到后10分钟内完成叫应并确认\", "
          "\"危险区群众在立即转移命令下达后55分钟内全部转移并完成清点\"]\n"
          "aims_en = [\"County, townships and villages call and confirm within 10 minutes of a threshold\", "
          "\"Everybody in danger is out and counted within 55 minutes of the order to move now\"]");
  section(out, spec, "area", "\nfolder = \"" + county.generic_string() + "\"");
  section(out, spec, "grid", "\ncell_m = 60");
  section(out, spec, "output", "");
  section(out, spec, "alerts", "");
  section(out, spec, "plan", "");
  section(out, spec, "flood", "");
  out << "\n[[flood.rain]]\ngauge = \"G1\"\nseries = \"rain.csv\"\n";
  out << embedded::starter_drill_toml;
  geo::write_file(folder / "rain.csv", rain_csv());
  geo::write_file(folder / "scenario.toml", out.str());
  std::cout << (folder / "scenario.toml").string() << "\n";
  return kOk;
}

}  // namespace dayu::app
