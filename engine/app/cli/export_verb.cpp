// SPDX-License-Identifier: Apache-2.0
// `dayu export RUN --package` writes every paper of the drill; with --unmasked also cards and the call record
// with whole names, after a line in the area's audit file. `--public` writes what may leave the office.
#include <CLI/CLI.hpp>
#include <chrono>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "engine/app/cli/exit_codes.h"
#include "engine/app/cli/pipeline.h"
#include "engine/app/cli/registers.h"

namespace dayu::app {
namespace {

struct ExportWords {
  std::string run, who, purpose, lang;
  ExportWish wish;
  bool package = false, unmasked = false, json = false, quiet = false;
};

std::string audit_time() {
  const auto t = std::chrono::system_clock::now().time_since_epoch();
  return base::iso8601({std::chrono::duration_cast<std::chrono::seconds>(t).count(), 8 * 3600});
}

int export_run(ExportWords w) {
  if (w.wish.folder.empty())
    w.wish.folder = std::filesystem::path(w.run) / (w.wish.open_to_all ? "public" : "package");
  if (w.unmasked)
    w.wish.unmasked = drill::Disclosure{audit_time(), w.who, w.purpose + " -> " + w.wish.folder.string()};
  if (w.unmasked && (w.who.empty() || w.purpose.empty()))
    throw base::InputError("", "--unmasked", "who prints whole names and what for is not said",
                           "add --who NAME and --purpose TEXT");
  const drill::PackageReport report = export_package(w.run, w.wish);
  if (w.json) {
    std::cout << nlohmann::json{{"folder", w.wish.folder.string()},
                                {"files", report.files},
                                {"household_cards", report.household_cards},
                                {"kept", report.kept},
                                {"lost", report.lost}}
                     .dump(1)
              << "\n";
    return kOk;
  }
  for (const std::string& block : report.kept) std::cerr << "kept as edited by hand: " << block << "\n";
  for (const std::string& block : report.lost)
    std::cerr << "could not be kept; see *.before.docx: " << block << "\n";
  std::cout << report.files.size()
            << " files: " << std::filesystem::absolute(w.wish.folder).lexically_normal().string() << "\n";
  return kOk;
}

}  // namespace

void add_export_verb(CLI::App& app, std::function<int()>& act) {
  auto w = std::make_shared<ExportWords>();
  CLI::App* verb =
      app.add_subcommand("export", "What leaves a finished run: the drill package, or what is public");
  verb->add_option("run", w->run, "The run folder")->required();
  CLI::Option_group* what = verb->add_option_group("what");
  what->add_flag("--package", w->package, "Every paper of the drill: Word, Excel, PDF, warning texts");
  what->add_flag("--public", w->wish.open_to_all,
                 "What may leave the office: no household, no works' dimensions, places coarsened");
  what->require_option(1);
  verb->add_option("--to,-o,--out", w->wish.folder, "The folder to write (default: RUN/package, RUN/public)");
  verb->add_flag(
      "--unmasked", w->unmasked,
      "Also restricted/ with whole names and phones; writes a line to the area's restricted/audit.csv");
  verb->add_option("--who", w->who, "Who prints it unmasked");
  verb->add_option("--purpose", w->purpose, "What for");
  verb->add_flag("--json", w->json, "A machine-readable result on stdout");
  verb->add_option("--lang", w->lang, "Accepted as everywhere: the package has both languages");
  verb->add_flag("-q,--quiet", w->quiet, "Accepted as everywhere: nothing is told on the way");
  verb->callback([w, &act] { act = [w] { return export_run(*w); }; });
}

}  // namespace dayu::app
