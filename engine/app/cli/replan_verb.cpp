// SPDX-License-Identifier: Apache-2.0
#include "engine/app/cli/replan_verb.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "engine/app/cli/exit_codes.h"
#include "engine/app/cli/pipeline.h"

namespace dayu::app {
namespace {

struct ReplanWords {
  std::string run, to, lang = "en";
  std::vector<std::string> injects;
  bool quiet = false, json = false;
  int threads = usable_cores();
};

int replan_command(const ReplanWords& words) {
  RunOptions options;
  options.run = words.to;
  options.threads = words.threads;
  options.progress = words.quiet ? ProgressStyle::quiet : ProgressStyle::automatic;
  options.command_line = {"dayu", "replan", words.run};
  for (const std::string& inject : words.injects) {
    options.command_line.emplace_back("--inject");
    options.command_line.push_back(inject);
  }
  plan::Replanned result;
  const Outcome outcome = replan_run(words.run, words.injects, options, result);
  if (words.json) {
    nlohmann::ordered_json out{
        {"mark", "演练 EXERCISE"},
        {"kept", result.kept},
        {"changed", result.changes.size()},
        {"left_behind", outcome.people_left},
        {"replan_wall_s", outcome.wall_s.count("replan") != 0 ? outcome.wall_s.at("replan") : 0}};
    out["changes"] = nlohmann::json::array();
    for (const plan::PlanChange& c : result.changes)
      out["changes"].push_back(
          {{"unit", result.plan.units[static_cast<std::size_t>(c.unit)].id}, {"zh", c.zh}, {"en", c.en}});
    std::cout << out.dump(1) << "\n";
    return outcome.exit_code;
  }
  const bool zh = words.lang == "zh";
  for (const plan::PlanChange& c : result.changes) std::cout << (zh ? c.zh : c.en) << "\n";
  if (zh)
    std::cout << "【演练】" << result.kept << " 户（单位）不变，" << result.changes.size()
              << " 户变更，无出路 " << outcome.people_left << " 人【演练】\n";
  else
    std::cout << "EXERCISE: " << result.kept << " units keep what they were told, " << result.changes.size()
              << " change, " << outcome.people_left << " people without a safe way\n";
  return outcome.exit_code;
}

}  // namespace

void add_replan_verb(CLI::App& app, std::function<int()>& act) {
  const auto words = std::make_shared<ReplanWords>();
  CLI::App* verb = app.add_subcommand(
      "replan",
      "A finished run after something happened on the day: a new plan, least changed, told in words");
  verb->add_option("run", words->run, "The finished run folder")->required();
  verb->add_option("--inject", words->injects,
                   "\"road ID@21:10\" (road id or piece), \"shelter ID@20:40\", \"order VILLAGE@20:00\"")
      ->required()
      ->allow_extra_args(false);
  verb->add_option("-o,--output", words->to, "A run folder for the new plan with its papers (default: none)");
  verb->add_option("--lang", words->lang, "zh or en")->check(CLI::IsMember({"zh", "en"}));
  verb->add_option("--threads", words->threads, "Threads");
  verb->add_flag("--json", words->json, "A machine-readable result on stdout");
  verb->add_flag("-q,--quiet", words->quiet, "No progress on stderr");
  verb->callback([words, &act] { act = [words] { return replan_command(*words); }; });
}

}  // namespace dayu::app
