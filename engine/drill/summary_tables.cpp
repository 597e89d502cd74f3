// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/summary_tables.h"

#include <algorithm>
#include <cmath>

#include "engine/drill/log_parts.h"
#include "engine/plan/rules.h"

namespace dayu::drill {
namespace {

using Cells = std::vector<std::vector<std::string>>;

constexpr double kCells_pt = 8.5;
// More rows than this belong in plan/left.csv, not on paper.
constexpr std::size_t kMostLeft = 20;

class Tables {
 public:
  Tables(const Scenario& scenario, const world::World& world, const plan::Plan& plan, const Figures& figures,
         Language language)
      : scenario_(scenario), world_(world), plan_(plan), figures_(figures), l_(language) {}

  void draw(Paper& paper) const {
    villages(paper);
    shelters(paper);
    needs(paper);
    unmet(paper);
    left(paper);
  }

 private:
  const std::string& w(const std::string& key) const { return word(key, l_); }
  std::string clock(double time_s) const {
    return std::isfinite(time_s) ? base::clock_hh_mm(scenario_.start, time_s) : w("note.none");
  }
  std::string minutes(double time_s) const {
    return std::isfinite(time_s) ? say("note.minutes", l_, {fixed(std::floor(time_s / 60), 0)})
                                 : w("note.never");
  }
  /// A table stays whole on one page where a page can hold it.
  void titled(Paper& paper, const std::string& heading, const Cells& rows, const TableLook& look) const {
    paper.heading(w(heading), 12, paper.table_height(rows, look));
    paper.table(rows, look);
  }

  std::vector<std::string> village_row(const std::string& name, const Count& c) const {
    const bool moved = c.arrived > 0;
    return {name,
            std::to_string(c.at_home),
            std::to_string(c.must_move),
            std::to_string(c.need_help),
            std::to_string(c.arrived),
            std::to_string(c.left_behind),
            moved ? clock(c.first_depart_s) : "",
            moved ? clock(c.last_arrive_s) : "",
            moved ? minutes(c.least_margin_s) : ""};
  }

  void villages(Paper& paper) const {
    Cells rows{{w("note.village"), w("note.at_home"), w("note.must_move"), w("note.need_help"),
                w("note.arrived"), w("note.left"), w("note.first"), w("note.last"), w("note.margin")}};
    Count rest;
    for (std::size_t v = 0; v < figures_.villages.size(); ++v) {
      const Count& count = figures_.villages[v];
      if (count.must_move == 0)
        rest.add(count);
      else
        rows.push_back(village_row(
            v < world_.villages.size() ? name_in(world_.villages[v].name, l_) : w("note.elsewhere"), count));
    }
    rows.push_back(village_row(w("note.other_villages"), rest));
    rows.push_back(village_row(w("note.county"), figures_.county));
    titled(paper, "note.villages", rows,
           {.widths_mm = {30, 14, 15, 15, 14, 14, 28, 28, 20},
            .size_pt = kCells_pt,
            .right = {false, true, true, true, true, true, true, true, true},
            .last_row_bold = true});
  }

  void shelters(Paper& paper) const {
    Cells rows{{w("note.shelter"), w("note.area"), w("note.places"), say("note.places_at", l_, {"1.0"}),
                say("note.places_at", l_, {"2.0"}), w("note.assigned"), w("note.spare")}};
    for (const plan::ShelterUse& use : plan_.shelters) {
      if (use.people == 0) continue;
      const world::Shelter& s = world_.shelters[static_cast<std::size_t>(use.shelter.index)];
      rows.push_back({name_in(s.name, l_), short_number(s.indoor_m2), std::to_string(use.places),
                      fixed(std::floor(s.indoor_m2), 0), fixed(std::floor(s.indoor_m2 / 2), 0),
                      std::to_string(use.people), std::to_string(use.places - use.people)});
    }
    if (rows.size() == 1) return;
    titled(paper, "note.shelters", rows,
           {.widths_mm = {44, 24, 26, 24, 24, 16, 18},
            .size_pt = kCells_pt,
            .right = {false, true, true, true, true, true, true}});
  }

  std::string item_name(const std::string& item) const {
    for (const world::StockItem& s : world_.stock)
      if (s.item == item) return name_in(s.name, l_);
    for (const plan::Quota& quota : plan::quotas())
      if (quota.item == item) return name_in(quota.name, l_);
    return word_or_code("standard.", item, l_) != item ? word_or_code("standard.", item, l_)
                                                       : word_or_code("note.item.", item, l_);
  }

  void needs(Paper& paper) const {
    if (plan_.needs.empty()) return;
    Cells rows{
        {w("note.item"), w("note.need"), w("note.stock"), w("note.sent"), w("note.short"), w("note.basis")}};
    for (const plan::Need& n : plan_.needs)
      rows.push_back(
          {item_name(n.item), std::to_string(n.need), std::to_string(n.stock), std::to_string(n.sent),
           std::to_string(n.short_of()),
           say("note.need_basis", l_, {std::to_string(n.people), one_language(n.source, l_), n.surety})});
    titled(paper, "note.needs", rows,
           {.widths_mm = {26, 15, 15, 15, 15, 88},
            .size_pt = kCells_pt,
            .right = {false, true, true, true, true, false}});
  }

  std::string any_place(const std::string& id) const {
    for (const std::string kind : {"shelter", "site", "group", "village", "warehouse"})
      if (std::string name = place_name(world_, kind, id, l_); name != id) return name;
    return id;
  }

  void unmet(Paper& paper) const {
    if (plan_.unmet.empty()) return;
    Cells rows{{w("note.kind"), w("note.place"), w("note.item"), w("note.need"), w("note.have"),
                w("note.short"), w("note.basis")}};
    for (const plan::Unmet& u : plan_.unmet)
      rows.push_back({word_or_code("note.unmet.", u.kind, l_), any_place(u.place), item_name(u.item),
                      short_number(u.need), short_number(u.have),
                      short_number(std::max(0.0, u.need - u.have)),
                      l_ == Language::zh ? u.basis_zh : u.basis_en});
    titled(paper, "note.unmet", rows,
           {.widths_mm = {18, 32, 20, 14, 14, 14, 62},
            .size_pt = kCells_pt,
            .right = {false, false, false, true, true, true, false}});
  }

  void left(Paper& paper) const {
    if (plan_.left_behind.empty()) return;
    Cells rows{{w("note.unit"), w("note.village"), w("transfer.people"), w("note.reason")}};
    for (const plan::LeftBehind& one : plan_.left_behind) {
      if (rows.size() > kMostLeft) break;
      const plan::Unit& unit = plan_.units[static_cast<std::size_t>(one.unit)];
      rows.push_back({unit.kind == "site" ? place_name(world_, "site", unit.id, l_) : unit.id,
                      unit.village.valid()
                          ? name_in(world_.villages[static_cast<std::size_t>(unit.village.index)].name, l_)
                          : "",
                      std::to_string(unit.people), l_ == Language::zh ? one.reason_zh : one.reason_en});
    }
    titled(paper, "note.left_list", rows,
           {.widths_mm = {34, 30, 16, 94}, .size_pt = kCells_pt, .right = {false, false, true, false}});
    if (plan_.left_behind.size() > kMostLeft)
      paper.paragraph(say("note.left_more", l_, {std::to_string(plan_.left_behind.size() - kMostLeft)}),
                      {.size_pt = kCells_pt, .face = Face::song});
  }

  const Scenario& scenario_;
  const world::World& world_;
  const plan::Plan& plan_;
  const Figures& figures_;
  Language l_;
};

}  // namespace

void draw_summary_tables(Paper& paper, const Scenario& scenario, const world::World& world,
                         const plan::Plan& plan, const Figures& figures, Language language) {
  Tables(scenario, world, plan, figures, language).draw(paper);
}

}  // namespace dayu::drill
