// SPDX-License-Identifier: Apache-2.0
// Inside the loader: the registers beside people, means and waters, and what their rows change in the model.
#pragma once

#include "engine/world/reading.h"

namespace dayu::world {

/// Posts, units, participants, township stock, station checklists.
void read_office(Reading& reading);
/// hazard_points.csv, hazard_point_triggers.csv and layer runouts of vectors.gpkg.
void read_hazard_points(Reading& reading);
/// hazard_ledger.csv; open rows and failed checklist items then change the World, each with a sentence in
/// World::assumptions. Last of all: it alters what the others have read.
void read_defects(Reading& reading);
/// Says on what basis people are counted, where the registers state more than one.
void tell_basis(Reading& reading);

}  // namespace dayu::world
