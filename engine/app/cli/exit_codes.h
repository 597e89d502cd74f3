// SPDX-License-Identifier: Apache-2.0
// What the shell learns: one number for each kind of end.
#pragma once

namespace dayu::app {

enum ExitCode : int {
  kOk = 0,
  kInternalError = 1,
  kUsage = 2,
  kInputInvalid = 3,      ///< also `check` with faults
  kSomebodyLeft = 4,      ///< at least one person in danger gets no safe place or way out in time
  kNumericalTrouble = 5,  ///< mass error, blow-up
  kWarnings = 6,          ///< written, but with warnings, under --strict
  kRefuted = 7,           ///< `verify` refutes the run
  kInterrupted = 130,
};

}  // namespace dayu::app
