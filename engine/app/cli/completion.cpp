// SPDX-License-Identifier: Apache-2.0
// Shell completion of the verbs.
#include <iostream>

#include "engine/app/cli/commands.h"
#include "engine/app/cli/exit_codes.h"
#include "engine/base/errors.h"

namespace dayu::app {

int completion_command(const std::string& shell, const std::vector<std::string>& verbs) {
  std::string words;
  for (const std::string& verb : verbs) words += (words.empty() ? "" : " ") + verb;
  if (shell == "bash") {
    std::cout << "complete -o default -W \"" << words << "\" dayu\n";
  } else if (shell == "zsh") {
    std::cout << "#compdef dayu\n_arguments '1:verb:(" << words << ")' '*:file:_files'\n";
  } else if (shell == "fish") {
    std::cout << "complete -c dayu -n __fish_use_subcommand -a '" << words << "'\n";
  } else {
    throw base::InputError("completion", shell, "this shell is not known", "use bash, zsh or fish");
  }
  return kOk;
}

}  // namespace dayu::app
