// SPDX-License-Identifier: Apache-2.0
// Catch2's main, with one addition: a program whose data is absent says so and exits 77 (ctest: skipped).
#define CATCH_CONFIG_RUNNER
#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "tests/support/catch.h"

int main(int argc, char** argv) {
  if (const char* needs = std::getenv("DAYU_TEST_NEEDS")) {
    const char* root = std::getenv("DAYU_DATA");
    const std::filesystem::path folder =
        root ? std::filesystem::path(root)
             : std::filesystem::path(DAYU_SOURCE_DIR) / ".." / "shared" / "data";
    if (!std::filesystem::exists(folder / needs)) {
      std::cout << "skipped: " << (folder / needs).string() << " is absent (set DAYU_DATA)\n";
      return 77;
    }
  }
  return Catch::Session().run(argc, argv);
}
