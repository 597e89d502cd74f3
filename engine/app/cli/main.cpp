// SPDX-License-Identifier: Apache-2.0
// dayu VERB ...: the command line. Progress and log on stderr, results on stdout, exit codes in exit_codes.h.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>

#include "engine/app/cli/commands.h"
#include "engine/app/cli/exit_codes.h"
#include "engine/app/cli/registers.h"
#include "engine/app/cli/replan_verb.h"
#include "engine/app/version.h"
#include "engine/base/errors.h"
#include "engine/world/import/import.h"
#include "engine/world/synth/synth.h"

namespace {

using dayu::app::RunOptions;
using dayu::app::Stage;

/// What every verb understands.
struct Common {
  int threads = dayu::app::usable_cores();
  bool quiet = false, json = false, strict = false;
  std::string progress, lang = "en";
  std::vector<std::string> overrides;
  double checkpoint_every_s = 0;
  bool resume = false;

  void add_to(CLI::App& verb) {
    verb.add_option("--threads", threads, "Threads (default: the cores this process may use)")
        ->check(CLI::Range(1, 1024));
    verb.add_flag("-q,--quiet", quiet, "No progress on stderr");
    verb.add_option("--progress", progress, "jsonl: one JSON object a line on stderr")
        ->check(CLI::IsMember({"jsonl"}));
    verb.add_option("--lang", lang, "zh or en")->check(CLI::IsMember({"zh", "en"}));
    verb.add_option("--set", overrides, "section.key=value: overrides the scenario")->allow_extra_args(false);
    verb.add_flag("--json", json, "A machine-readable result on stdout");
    verb.add_flag("--strict", strict, "Warnings end with exit code 6");
  }

  RunOptions run_options(const std::string& scenario, const std::string& run) const {
    RunOptions options;
    options.scenario = scenario;
    options.run = run;
    options.overrides = overrides;
    options.threads = threads;
    options.strict = strict;
    options.checkpoint_every_s = checkpoint_every_s;
    options.resume = resume;
    options.progress = quiet              ? dayu::app::ProgressStyle::quiet
                       : progress.empty() ? dayu::app::ProgressStyle::automatic
                                          : dayu::app::ProgressStyle::jsonl;
    return options;
  }
};

/// Arguments of all verbs; CLI11 fills them, `act` is what the chosen verb does.
struct CommandLine {
  Common common;
  std::vector<std::string> words;
  std::string scenario, run = "runs/demo", path, name, area, shell = "bash", folder, recipe, dem, osm, crs;
  bool apply = false;
  double cell_m = 60;
  std::uint64_t seed = 1;
  std::function<int()> act;

  RunOptions run_options() const {
    RunOptions options = common.run_options(scenario, run);
    options.command_line = words;
    return options;
  }
};

void add_run_verbs(CLI::App& app, CommandLine& c) {
  struct Verb {
    const char *name, *about;
    Stage from, to;
  };
  for (const Verb& v :
       {Verb{"run", "Simulate, assess, plan, drill: the whole run folder", Stage::simulate, Stage::drill},
        Verb{"simulate", "The hazards alone", Stage::simulate, Stage::simulate},
        Verb{"assess", "Roads and people, from a simulated run folder", Stage::assess, Stage::assess},
        Verb{"plan", "Evacuation and dispatch, from an assessed run folder", Stage::plan, Stage::plan},
        Verb{"drill", "Clock, log, documents and page, from a planned run folder", Stage::drill,
             Stage::drill}}) {
    CLI::App* verb = app.add_subcommand(v.name, v.about);
    verb->add_option("scenario", c.scenario, "A scenario folder or .toml file")->required();
    verb->add_option("-o,--output", c.run, "The run folder")
        ->required(v.from != Stage::simulate || v.to != Stage::simulate);
    c.common.add_to(*verb);
    if (v.from == Stage::simulate) {
      verb->add_option("--checkpoint-every_s", c.common.checkpoint_every_s,
                       "Keep the state every so many simulated seconds (it is always kept on Ctrl-C)")
          ->check(CLI::PositiveNumber);
      verb->add_flag("--resume", c.common.resume,
                     "Go on from the state that an interrupted run left in RUN.state");
    }
    verb->callback([&c, v] {
      c.act = [&c, v] { return dayu::app::run_command(c.run_options(), v.from, v.to, c.common.json); };
    });
  }
  CLI::App* site = app.add_subcommand("site", "Where shelters and stores should stand, with a proven bound");
  site->add_option("scenario", c.scenario, "A finished run, or a scenario with [site] or [location]")
      ->required();
  site->add_option("-o,--output", c.run, "The run folder")->required();
  c.common.add_to(*site);
  site->callback([&c] { c.act = [&c] { return dayu::app::site_command(c.run_options(), c.common.json); }; });
  CLI::App* demo = app.add_subcommand("demo", "Runs the embedded drill and says which page to open");
  demo->add_option("-o,--output", c.run, "The run folder")->capture_default_str();
  c.common.add_to(*demo);
  demo->callback([&c] { c.act = [&c] { return dayu::app::demo_command(c.run_options()); }; });
}

void add_area_verbs(CLI::App& app, CommandLine& c) {
  CLI::App* area = app.add_subcommand("area", "Area folders: import, check, synth");
  area->require_subcommand(1);
  dayu::app::add_ledger_verb(*area, c.act);
  dayu::app::add_posts_verb(*area, c.act);
  CLI::App* synth = area->add_subcommand("synth", "The invented county Yunlan from a seed");
  synth->add_option("-o,--output", c.folder, "The area folder to write")->required();
  synth->add_option("--seed", c.seed, "Seed")->capture_default_str();
  synth->callback([&c] {
    c.act = [&c] {
      dayu::world::SynthSpec spec;
      spec.seed = c.seed;
      dayu::world::synthesise(spec, c.folder);
      return dayu::app::kOk;
    };
  });
  CLI::App* check = area->add_subcommand("check", "Every fault of an area folder at once");
  check->add_option("area", c.path, "The area folder")->required();
  c.common.add_to(*check);
  check->callback([&c] { c.act = [&c] { return dayu::app::check_command(c.path, {}, c.common.json); }; });
  CLI::App* import =
      area->add_subcommand("import", "An area folder from a terrain raster and an OpenStreetMap extract");
  import->add_option("recipe", c.recipe, "A recipe (.toml); or give --dem, --osm and --name");
  import->add_option("--dem", c.dem, "Terrain raster, any GDAL format, metres");
  import->add_option("--osm", c.osm, ".osm.pbf, .osm or .osm.gz");
  import->add_option("--name", c.name, "Name of the area");
  import->add_option("--crs", c.crs, "Target CRS (default: the UTM zone of the place)");
  import->add_option("--cell-m", c.cell_m, "Cell size, m")->capture_default_str();
  import->add_option("-o,--output", c.folder, "The area folder to write")->required();
  c.common.add_to(*import);
  import->callback([&c] {
    c.act = [&c] {
      dayu::world::ImportRecipe recipe;
  if (!c.recipe.empty()) {
    recipe = dayu::world::read_recipe(c.recipe);
  } else {
    recipe = dayu::world::recipe_of(c.dem, c.osm, c.name, c.crs, c.cell_m);
  }
  for (const std::string& line : dayu::world::import_area(recipe, c.folder)) std::cout << line << "\n";
  return dayu::app::kOk;
};
}  // namespace
);
}

void add_other_verbs(CLI::App& app, CommandLine& c) {
  dayu::app::add_blind_spots_verb(app, c.act);
  dayu::app::add_replan_verb(app, c.act);
  CLI::App* check = app.add_subcommand("check", "Every fault of a scenario or area at once");
  check->add_option("path", c.path, "A scenario or area folder, or a scenario file")->required();
  c.common.add_to(*check);
  check->callback(
      [&c] { c.act = [&c] { return dayu::app::check_command(c.path, c.common.overrides, c.common.json); }; });

  CLI::App* verify = app.add_subcommand(
      "verify", "The independent checker: proves or refutes a finished run from its files");
  verify->add_option("run", c.path, "The run folder")->required();
  c.common.add_to(*verify);
  verify->callback([&c] {
    c.act = [&c] { return dayu::app::verify_command(c.path, c.common.lang == "zh", c.common.json); };
  });

  dayu::app::add_export_verb(app, c.act);

  CLI::App* msel =
      app.add_subcommand("msel", "What was edited in a MSEL workbook, and back into the scenario");
  msel->add_option("run", c.path, "The run folder that made the workbook")->required();
  msel->add_option("workbook", c.folder, "The edited workbook (.xlsx)")->required();
  msel->add_flag("--apply", c.apply, "Write the changes into the scenario file");
  c.common.add_to(*msel);
  msel->callback([&c] {
    c.act = [&c] {
      return dayu::app::msel_command(c.path, c.folder, c.apply, c.common.lang == "zh", c.common.json);
    };
  });

  CLI::App* fresh = app.add_subcommand("new", "A commented scenario that runs as it is");
  fresh->add_option("name", c.name, "Folder to make")->required();
  fresh->add_option("--area", c.area, "Area folder (default: the embedded county)");
  c.common.add_to(*fresh);
  fresh->callback(
      [&c] { c.act = [&c] { return dayu::app::new_command(c.name, c.area, c.common.lang == "zh"); }; });

  app.add_subcommand("schema", "JSON Schema of a scenario")->callback([&c] {
    c.act = dayu::app::schema_command;
  });
  app.add_subcommand("doctor", "Versions and what is missing")->callback([&c] {
    c.act = dayu::app::doctor_command;
  });
  CLI::App* completion = app.add_subcommand("completion", "Shell completion");
  completion->add_option("shell", c.shell, "bash, zsh or fish")->required();
  completion->callback([&app, &c] {
    c.act = [&app, &c] {
      std::vector<std::string> verbs;
      for (const CLI::App* verb : app.get_subcommands({})) verbs.push_back(verb->get_name());
      return dayu::app::completion_command(c.shell, verbs);
    };
  });
}

int guarded(const CommandLine& c) {
  try {
    return c.act();
  } catch (const dayu::base::InputError& error) {
    for (const dayu::base::Fault& fault : error.faults()) std::cerr << "error: " << to_text(fault) << "\n";
    return dayu::app::kInputInvalid;
  } catch (const dayu::base::NumericalError& error) {
    std::cerr << "numerical trouble: " << error.what() << "\n";
    return dayu::app::kNumericalTrouble;
  } catch (const dayu::app::Interrupted& stop) {
    std::cerr << "interrupted: " << stop.text << "\n";
    return dayu::app::kInterrupted;
  } catch (const std::exception& error) {
    std::cerr << "internal error: " << error.what() << "\n";
    return dayu::app::kInternalError;
  }
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{
      "Dayu: flood drills from terrain to paper. EXERCISE / 演练: for drills and planning, not for "
      "operations."};
  app.require_subcommand(1);
  app.set_version_flag("--version",
                       "dayu " + dayu::app::version().number + " (" + dayu::app::version().commit + ")");
  CommandLine c;
  c.words.assign(argv, argv + argc);
  add_run_verbs(app, c);
  add_area_verbs(app, c);
  add_other_verbs(app, c);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? dayu::app::kOk : dayu::app::kUsage;
  }
  dayu::app::catch_interrupts();
  return guarded(c);
}
