// SPDX-License-Identifier: Apache-2.0
// How plan.gpkg looks when it is opened: QML for QGIS, SLD 1.0 for everything else, from one description
// each. Colours are apart for colour-blind eyes (Okabe & Ito 2008); what matters also differs by shape or
// dash, for print in black and white.
#pragma once

#include <string>

namespace dayu::app {

struct GisStyle {
  std::string qml, sld;
};

/// Of a layer of plan.gpkg; std::logic_error for an unknown name.
GisStyle gis_style(const std::string& layer);

}  // namespace dayu::app
