// SPDX-License-Identifier: Apache-2.0
#include "engine/hazards/flood/card_works.h"

#include "engine/base/key_specs.h"
#include "engine/hazards/flood/culvert.h"

namespace dayu::hazards::flood {
namespace {

using base::KeyKind;
using base::KeySpec;
using base::number;
using base::SectionSpec;
using base::word;

KeySpec name_key() {
  return {"name", KeyKind::text, true, "", "its name, for acts, sections and messages"};
}
KeySpec off_flag(const char* key, const char* about) {
  return {key, KeyKind::boolean, false, "false", about};
}
KeySpec numbers(const char* key, const char* about) {
  return {key, KeyKind::numbers, false, "", about};
}

/// A straight line by its ends, or the lines of a layer.
void add_line(SectionSpec& section) {
  for (KeySpec& key :
       std::vector<KeySpec>{number("x1_m", "easting of its start"),
                            number("y1_m", "northing of its start"),
                            number("x2_m", "easting of its end"),
                            number("y2_m", "northing of its end"),
                            {"file", KeyKind::path, false, "",
                             "instead of the ends: GeoPackage, shapefile or GeoJSON with lines"},
                            {"layer", KeyKind::text, false, "", "its layer"}})
    section.keys.push_back(key);
}

KeySpec weir_key() {
  return number("weir_m1_2_per_s", "C of q = C H^1.5 over its crest", "1.7", 0.1, 4);
}

SectionSpec wall_section() {
  SectionSpec wall{
      "wall",
      true,
      "a wall, levee or row of sandbags on cell edges; water tops it as a weir",
      {name_key(), number("crest_m", "level of its crest; acts change it"),
       number("height_m", "instead: height over the higher ground beside it; acts change it", "", 0),
       weir_key()},
      {}};
  add_line(wall);
  return wall;
}

SectionSpec weir_section() {
  SectionSpec weir{"weir",
                   true,
                   "a weir across the flow, on cell edges; its discharge is kept as a section",
                   {name_key(), needed(number("crest_m", "level of its crest; acts change it")), weir_key()},
                   {}};
  add_line(weir);
  return weir;
}

SectionSpec bridge_section() {
  SectionSpec bridge{"bridge",
                     true,
                     "a bridge: free flow below its soffit, an orifice above it, a weir over its deck",
                     {name_key(), needed(number("soffit_m", "level of its underside")),
                      needed(number("deck_m", "level at which water tops it")),
                      number("orifice_1", "Cd of the flow under pressure", "0.8", 0.1, 1), weir_key()},
                     {}};
  add_line(bridge);
  return bridge;
}

SectionSpec gate_section() {
  SectionSpec gate{"gate",
                   true,
                   "a gate in the model, on cell edges; acts change its opening",
                   {name_key(), number("sill_m", "level of its sill; default: the ground"),
                    number("opening_m", "opening at the start", "0", 0),
                    number("top_m", "level at which water tops it; default: never"),
                    number("orifice_1", "Cd under its leaf", "0.6", 0.1, 1), weir_key()},
                   {}};
  add_line(gate);
  return gate;
}

SectionSpec culvert_section() {
  std::vector<std::string> inlets;
  for (const CulvertInlet& inlet : culvert_inlets()) inlets.push_back(inlet.name);
  return {"culvert",
          true,
          "a culvert between two places: the smaller of inlet and outlet control (FHWA HDS-5)",
          {name_key(),
           needed(number("x1_m", "easting of its inlet")),
           needed(number("y1_m", "northing of its inlet")),
           needed(number("x2_m", "easting of its outlet")),
           needed(number("y2_m", "northing of its outlet")),
           word("shape", "of its barrels", "\"round\"", {"round", "box"}),
           number("diameter_m", "round: its diameter", "", 0.05, 30),
           number("width_m", "box: its width", "", 0.05, 100),
           number("height_m", "box: its height", "", 0.05, 30),
           {"barrels", KeyKind::integer, false, "1", "how many side by side", 1, 100, {}},
           number("length_m", "its length; default: the distance of its ends", "", 0.1),
           number("inlet_floor_m", "level of its floor at the inlet; default: the ground"),
           number("outlet_floor_m", "level of its floor at the outlet; default: the ground"),
           number("manning_s_per_m1_3", "of its walls", "0.012", 0.005, 0.1),
           word("entrance", "its entrance, a row of culvert_inlets.csv", "\"round_square_edge_headwall\"",
                inlets),
           off_flag("flap", "lets water through from inlet to outlet only"),
           number("open_1", "share that is open; acts change it", "1", 0, 1)},
          {}};
}

SectionSpec pump_section() {
  return {"pump",
          true,
          "a pump from a place to another, or out of the model",
          {name_key(), needed(number("x_m", "easting of its intake")),
           needed(number("y_m", "northing of its intake")),
           number("to_x_m", "easting of its outlet; none: out of the model"),
           number("to_y_m", "northing of its outlet"),
           needed(number("capacity_m3_per_s", "what it moves while it runs", "", 0)),
           number("width_m", "diameter of the disc of cells it draws from", "0", 0),
           number("start_depth_m", "runs from this depth at its intake on", "0.05", 0),
           number("stop_depth_m", "stands still below this depth", "0.02", 0),
           numbers("no_power_from_s", "times at which the power fails"),
           numbers("no_power_until_s", "and comes back, one for each; a last one may be left out: never"),
           number("runs_1", "share of its capacity; acts change it", "1", 0, 1)},
          {}};
}

SectionSpec ground_breach_section() {
  SectionSpec breach{
      "breach",
      true,
      "a dam, levee or landslide dam of the terrain breaks: its cells are lowered over the time of formation",
      {name_key(), needed(number("x1_m", "easting of the axis's start")),
       needed(number("y1_m", "northing of the axis's start")),
       needed(number("x2_m", "easting of the axis's end")),
       needed(number("y2_m", "northing of the axis's end")),
       number("centre_x_m", "easting of the breach's centre; default: the middle of the axis"),
       number("centre_y_m", "northing of the breach's centre"),
       needed(number("pool_x_m", "easting of a place in the water behind the dam")),
       needed(number("pool_y_m", "northing of a place in the water behind the dam")),
       number("thickness_m", "of the dam's body at the breach's floor; default: five times its height", "",
              0),
       number("water_m3", "water above the floor; default: what stands behind the dam when it breaks", "",
              0)},
      {}};
  for (const KeySpec& key : breach_keys())
    if (key.key != "pipe_m") breach.keys.push_back(key);
  return breach;
}

SectionSpec act_section() {
  return {"act",
          true,
          "sets a work to a value, at a time or when water at a place passes a level, whichever comes first",
          {{"work", KeyKind::text, true, "",
            "a wall or weir (to: crest or height, m), gate (opening, m), pump or culvert (share), breach "
            "(begins), "
            "gate of a reservoir (opening, m)"},
           number("to", "the value it is set to", "0"),
           number("at_s", "time since the start"),
           number("over_s", "how long the change takes", "0", 0),
           number("x_m", "easting of the place"),
           number("y_m", "northing of the place"),
           number("rises_to_m", "level of the water there"),
           number("falls_to_m", "level of the water there")},
          {}};
}

}  // namespace

std::vector<KeySpec> breach_keys() {
  return {word("formula", "width and time of formation", "\"froehlich_2008\"",
               {"froehlich_2008", "von_thun_gillette_1990", "given"}),
          word("way", "how it begins", "\"overtopping\"", {"overtopping", "piping"}),
          word("material", "von Thun & Gillette: how well the dam resists", "\"resistant\"",
               {"resistant", "erodible"}),
          needed(number("floor_m", "level of the final breach's floor")),
          number("crest_m", "top of the dam; default: the area's, or the highest ground at the breach"),
          number("pipe_m", "piping: level of the first hole's axis; default: half height"),
          number("at_level_m", "begins when the water behind it reaches this level"),
          number("at_s", "begins at this time since the start"),
          number("width_m", "formula given: mean width", "0", 0),
          number("formation_s", "formula given: time of formation", "0", 0),
          number("side_slope_1", "formula given: sides, horizontal to vertical", "1", 0)};
}

SectionSpec reservoir_gate_section() {
  return {"gate",
          true,
          "a gate of the reservoir that follows a rule, or an act",
          {name_key(),
           {"rule", KeyKind::path, false, "",
            "CSV with level_m and opening_m, or level_m and release_m3_per_s; linear between its rows"},
           number("sill_m", "level of its sill", "0"),
           number("width_m", "its width", "0", 0),
           number("from_s", "the rule holds from this time on; before it the gate is shut"),
           number("until_s", "and until this time")},
          {}};
}

std::vector<SectionSpec> works_sections() {
  return {wall_section(),    weir_section(), bridge_section(),        gate_section(),
          culvert_section(), pump_section(), ground_breach_section(), act_section()};
}

}  // namespace dayu::hazards::flood
