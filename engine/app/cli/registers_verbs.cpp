// SPDX-License-Identifier: Apache-2.0
// `dayu area posts` prints who answers for what; `dayu blind-spots` finds the people whom the system does not
// see.
#include <CLI/CLI.hpp>
#include <chrono>
#include <iostream>
#include <memory>

#include "engine/app/cli/exit_codes.h"
#include "engine/app/cli/pipeline.h"
#include "engine/app/cli/registers.h"
#include "engine/drill/register_sheets.h"
#include "engine/geo/table.h"
#include "engine/impact/impact_files.h"
#include "engine/world/load.h"
#include "engine/world/registers/blind_spots.h"

namespace dayu::app {
namespace fs = std::filesystem;
namespace {

/// The date inside these workbooks: they belong to no run, and the same lists give the same bytes.
constexpr base::Instant kNoDate{1735660800, 8 * 3600};  // 2025-01-01

std::string now() {
  const auto t = std::chrono::system_clock::now().time_since_epoch();
  return base::iso8601({std::chrono::duration_cast<std::chrono::seconds>(t).count(), 8 * 3600});
}

struct RegisterWords {
  std::string path, run, output, lang = "zh", who, purpose;
  bool unmasked = false, strict = false;
  std::vector<std::string> overrides;
};

drill::Language language_of(const RegisterWords& w) {
  return w.lang == "zh" ? drill::Language::zh : drill::Language::en;
}

int print_posts(const RegisterWords& w) {
  const world::World world = world::load(w.path);
  const auto persons = w.unmasked
                           ? drill::disclose_persons(w.path, {now(), w.who, w.purpose + " -> " + w.output})
                           : drill::read_masked_persons(w.path);
  drill::write_sheets(w.output, drill::register_pages(world, persons, language_of(w)), kNoDate);
  std::cout << w.output
            << (w.unmasked ? " (unmasked; " + (fs::path(w.path) / "restricted/audit.csv").string() + ")" : "")
            << "\n";
  return kOk;
}

/// Everybody whom the run endangers.
std::vector<world::Endangered> endangered_by_run(const world::World& w, const impact::Impact& impact) {
  std::vector<world::Endangered> all;
  std::vector<int> listed(w.groups.size(), 0);
  for (std::size_t i = 0; i < w.households.size(); ++i) {
    const world::Household& h = w.households[i];
    if (!h.group.valid()) continue;
    listed[static_cast<std::size_t>(h.group.index)] += h.people;
    if (impact.households[i].danger_s < base::kNever_s)
      all.push_back({"household", h.id, w.groups[static_cast<std::size_t>(h.group.index)].village,
                     h.group.index, h.people, h.at, ""});
  }
  for (std::size_t i = 0; i < w.groups.size(); ++i)
    if (impact.groups[i].danger_s < base::kNever_s)
      all.push_back({"group", w.groups[i].id, w.groups[i].village, static_cast<std::int32_t>(i),
                     w.groups[i].people - listed[i], w.groups[i].at, ""});
  for (std::size_t i = 0; i < w.sites.size(); ++i)
    if (impact.sites[i].danger_s < base::kNever_s)
      all.push_back({"site", w.sites[i].id, w.sites[i].village, -1,
                     std::max(w.sites[i].people_day, w.sites[i].people_night), w.sites[i].at, ""});
  return all;
}

std::vector<world::BlindSpot> find(const RegisterWords& w, const world::World& world) {
  world::Sight sight{world};
  const drill::PersonFacts facts = drill::person_facts(world.folder);
  if (drill::has_persons(world.folder)) sight.persons = &facts.ids;
  if (w.run.empty()) return world::blind_spots(sight, world::endangered_by_registers(world));
  const impact::Impact impact = impact::read_impact(world, w.run);
  for (const impact::Danger& d : impact.shelters)
    sight.unsafe_shelters.push_back(d.danger_s < base::kNever_s);
  return world::blind_spots(sight, endangered_by_run(world, impact));
}

void write_spots(const RegisterWords& w, const world::World& world,
                 const std::vector<world::BlindSpot>& spots) {
  if (fs::path(w.output).extension() != ".xlsx") {
    geo::write_file(w.output, world::blind_spots_csv(world, spots));
    return;
  }
  std::vector<std::vector<std::string>> rows;
  for (const world::BlindSpot& spot : spots) {
    std::string ids;
    for (const std::string& id : spot.who) ids += (ids.empty() ? "" : " ") + id;
    rows.push_back({world::in_language(world.villages[static_cast<std::size_t>(spot.village.index)].name,
                                       w.lang == "zh"),
                    spot.lack, std::to_string(spot.people), ids,
                    world::in_language(spot.sentence, w.lang == "zh")});
  }
  drill::write_sheets(w.output, {drill::blind_spot_page(world, rows, language_of(w))}, kNoDate);
}

int print_blind_spots(const RegisterWords& w) {
  const bool is_area = fs::exists(fs::path(w.path) / "area.toml");
  const world::World world =
      is_area ? world::load(w.path) : world_of(drill::read_scenario(w.path, w.overrides));
  const std::vector<world::BlindSpot> spots = find(w, world);
  for (const world::BlindSpot& spot : spots)
    std::cout << spot.lack << ": " << world::in_language(spot.sentence, w.lang == "zh") << "\n";
  if (!w.output.empty()) write_spots(w, world, spots);
  std::cout << spots.size() << (w.lang == "zh" ? " 处盲区" : " blind spots") << "\n";
  return w.strict && !spots.empty() ? kWarnings : kOk;
}

}  // namespace

void add_posts_verb(CLI::App& area, std::function<int()>& act) {
  auto w = std::make_shared<RegisterWords>();
  CLI::App* verb = area.add_subcommand("posts",
                                       "A workbook of who answers for what: chains, reservoirs, watchers, "
                                       "participants, township stock, checklists, defects");
  verb->add_option("area", w->path, "The area folder")->required();
  verb->add_option("-o,--output", w->output, "The workbook (.xlsx)")->required();
  verb->add_option("--lang", w->lang, "zh or en")->check(CLI::IsMember({"zh", "en"}))->capture_default_str();
  verb->add_flag("--unmasked", w->unmasked, "Whole names and phones; writes a line to restricted/audit.csv");
  verb->add_option("--who", w->who, "Who prints it unmasked");
  verb->add_option("--purpose", w->purpose, "What for");
  verb->callback([w, &act] { act = [w] { return print_posts(*w); }; });
}

void add_blind_spots_verb(CLI::App& app, std::function<int()>& act) {
  auto w = std::make_shared<RegisterWords>();
  CLI::App* verb =
      app.add_subcommand("blind-spots", "People in danger without chain, threshold, shelter or gauge");
  verb->add_option("path", w->path, "A scenario or area folder, or a scenario file")->required();
  verb->add_option("--run", w->run,
                   "A finished run: those whom it endangers (default: danger zones and run-outs)");
  verb->add_option("-o,--output", w->output, "Also as .xlsx or .csv");
  verb->add_option("--set", w->overrides, "section.key=value: overrides the scenario")
      ->allow_extra_args(false);
  verb->add_option("--lang", w->lang, "zh or en")->check(CLI::IsMember({"zh", "en"}))->capture_default_str();
  verb->add_flag("--strict", w->strict, "Blind spots end with exit code 6");
  verb->callback([w, &act] { act = [w] { return print_blind_spots(*w); }; });
}

}  // namespace dayu::app
