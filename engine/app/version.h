// SPDX-License-Identifier: Apache-2.0
// Which program this is; filled in by CMake.
#pragma once

#include <string>

namespace dayu::app {

struct Version {
  std::string number, commit, compiler, flags, gdal, share;
};

/// `share` is the folder that holds scenarios/ and gis-data/: $DAYU_SHARE, else where the build found them.
Version version();

}  // namespace dayu::app
