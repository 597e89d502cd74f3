// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/geo/crs.h"
#include "engine/geo/table.h"
#include "engine/geo/vector_file.h"
#include "engine/plan/site/county_sites.h"
#include "engine/plan/site/location_files.h"

namespace dayu::plan {
namespace {

const world::Shelter& shelter_of(const world::World& world, const CountySites& q, int entry) {
  return world.shelters[static_cast<std::size_t>(q.sites[static_cast<std::size_t>(entry)])];
}

int nearest_of(const CountySites& q, std::size_t client, const std::vector<int>& open) {
  int best = -1;
  double best_s = kNoWay_s;
  for (const int entry : open)
    if (const double way_s = q.way_s(client, static_cast<std::size_t>(entry)); way_s < best_s) {
      best = entry;
      best_s = way_s;
    }
  return best;
}

std::string status_of(const CountySites& q, int entry, std::size_t existing) {
  if (q.kept[static_cast<std::size_t>(entry)]) return "kept";
  return q.sites[static_cast<std::size_t>(entry)] < static_cast<int>(existing) ? "existing" : "new";
}

/// Who goes where; gives the people by entry, expected over the cases.
std::vector<double> write_clients(const CountySites& q, const CountyChoice& choice, const world::World& world,
                                  const std::filesystem::path& run) {
  std::vector<double> people(q.sites.size(), 0);
  geo::TableWriter rows({"case", "client", "people", "site", "seconds"});
  for (std::size_t i = 0; i < q.clients.size(); ++i) {
    const SiteClient& client = q.clients[i];
    const int entry = nearest_of(q, i, choice.open);
    rows.cell(q.case_names[client.in_case]).cell(client.id).cell(client.people);
    if (entry < 0) {
      rows.cell("").cell("").end_row();
      continue;
    }
    people[static_cast<std::size_t>(entry)] += q.weight_of(client);
    rows.cell(shelter_of(world, q, entry).id).cell(q.way_s(i, static_cast<std::size_t>(entry)), 0).end_row();
  }
  rows.write(run / "plan" / "site.csv");
  return people;
}

void write_open(const CountySites& q, const CountyChoice& choice, const world::World& world,
                std::size_t existing, const std::vector<double>& people, const std::filesystem::path& run) {
  geo::TableWriter rows({"site", "name_zh", "name_en", "status", "places", "people"});
  geo::Layer layer{"sites", "EPSG:4326", geo::Shape::point, {}, "", "", {}};
  std::vector<geo::Point> at;
  for (const int entry : choice.open) at.push_back(shelter_of(world, q, entry).at);
  const auto deg = geo::transform(at, world.crs, "EPSG:4326");
  for (std::size_t k = 0; k < choice.open.size(); ++k) {
    const int entry = choice.open[k];
    const world::Shelter& s = shelter_of(world, q, entry);
    const auto e = static_cast<std::size_t>(entry);
    rows.cell(s.id).cell(s.name.zh).cell(s.name.en).cell(status_of(q, entry, existing)).cell(q.places[e]);
    rows.cell(people[e], 1).end_row();
    geo::Feature point;
    point.parts = {{deg[k]}};
    point.attributes = {{"site", s.id},
                        {"name_zh", s.name.zh},
                        {"name_en", s.name.en},
                        {"status", status_of(q, entry, existing)},
                        {"places", static_cast<long long>(q.places[e])},
                        {"people", people[e]},
                        {"mark", std::string("演练 EXERCISE")}};
    layer.features.push_back(std::move(point));
  }
  rows.write(run / "plan" / "site_open.csv");
  geo::write_geojson(run / "plan" / "sites.geojson", layer);
}

/// Every choice, and what it changes against today.
void write_compared(const CountyChoice& choice, const std::filesystem::path& run) {
  geo::TableWriter rows({"choice", "sites", "people", "mean_min", "worst_decile_min", "farthest_min",
                         "within_5min", "within_15min", "within_30min", "without_way", "short_places",
                         "change_mean_min", "change_within_15min", "change_without_way",
                         "change_short_places"});
  const SiteFigures& today = choice.compared.front();
  for (const SiteFigures& f : choice.compared) {
    rows.cell(f.name).cell(static_cast<int>(f.open.size())).cell(f.people, 1);
    for (const double time_s : {f.mean_s, f.worst_decile_s, f.farthest_s}) rows.cell(time_s / 60, 1);
    for (const double people : {f.within_5min, f.within_15min, f.within_30min, f.without_way, f.short_places})
      rows.cell(people, 1);
    rows.cell((f.mean_s - today.mean_s) / 60, 1).cell(f.within_15min - today.within_15min, 1);
    rows.cell(f.without_way - today.without_way, 1).cell(f.short_places - today.short_places, 1).end_row();
  }
  rows.write(run / "plan" / "site_compare.csv");
}

void write_costs(const CountySites& q, const CountyChoice& choice, const world::World& world,
                 const std::filesystem::path& run) {
  std::vector<std::string> columns{"case", "client", "people", "weight_1"};
  for (const int entry : choice.offered) columns.push_back(shelter_of(world, q, entry).id);
  geo::TableWriter rows(columns);
  for (std::size_t i = 0; i < q.clients.size(); ++i) {
    const SiteClient& client = q.clients[i];
    rows.cell(q.case_names[client.in_case])
        .cell(client.id)
        .cell(client.people)
        .cell(numbers_in_words({q.weights_1[client.in_case]}));
    for (const int entry : choice.offered) rows.cell(q.way_s(i, static_cast<std::size_t>(entry)), 0);
    rows.end_row();
  }
  rows.write(run / "plan" / "site_costs.csv");
}

void write_certificate(const CountySites& q, const CountyChoice& choice, const std::filesystem::path& run) {
  const nlohmann::ordered_json certificate{
      {"v", 1},
      {"exercise", "演练 EXERCISE"},
      {"problem", "county " + choice.kind},
      {"valid",
       "for the stated inputs: the roads as each case closes them, the times at which people can leave; "
       "traffic and the places of a site are not in the choice (site_compare.csv counts the places)"},
      {"cases", q.case_names},
      {"weights_1", q.weights_1},
      {"no_way_counts_s", kNoWay_s},
      {"radius_s", choice.radius_s},
      {"unit", choice.unit_of_cost},
      {"cost", choice.cost},
      {"bound", choice.bound},
      {"gap_1", choice.cost > 0 ? (choice.cost - choice.bound) / choice.cost : 0.0},
      {"proof", choice.proof_says}};
  geo::write_file(run / "plan" / "certificate.json", certificate.dump(1) + "\n");
}

}  // namespace

void write_county_sites(const CountySites& question, const CountyChoice& choice, const world::World& world,
                        std::size_t existing, const std::filesystem::path& run) {
  const std::vector<double> people = write_clients(question, choice, world, run);
  write_open(question, choice, world, existing, people, run);
  geo::TableWriter excluded({"site", "reason_zh", "reason_en"});
  for (const CountySites::Excluded& out : question.excluded)
    excluded.cell(world.shelters[static_cast<std::size_t>(out.shelter)].id)
        .cell(out.reason_zh)
        .cell(out.reason_en)
        .end_row();
  excluded.write(run / "plan" / "site_excluded.csv");
  write_compared(choice, run);
  write_costs(question, choice, world, run);
  if (!choice.proof.empty()) {
    Siting named = choice.reduced;
    for (std::string& name : named.site_names) name = shelter_of(world, question, std::stoi(name)).id;
    write_proof(named, choice.proof, run);
  }
  write_certificate(question, choice, run);
}

std::string county_sites_summary(const CountySites& question, const CountyChoice& choice,
                                 const std::string& scenario_name) {
  const SiteFigures& chosen = choice.compared[1];
  const nlohmann::ordered_json json{
      {"v", 1},
      {"exercise", "演练 EXERCISE"},
      {"scenario", scenario_name},
      {"site",
       {{"kind", choice.kind},
        {"cost", choice.cost},
        {"bound", choice.bound},
        {"gap_1", choice.cost > 0 ? (choice.cost - choice.bound) / choice.cost : 0.0},
        {"open", choice.open.size()},
        {"excluded", question.excluded.size()},
        {"cases", question.case_names.size()},
        {"people", chosen.people},
        {"mean_s", std::round(chosen.mean_s)},
        {"farthest_s", chosen.farthest_s},
        {"within_15min", chosen.within_15min},
        {"without_way", chosen.without_way},
        {"short_places", chosen.short_places}}}};
  return json.dump(1) + "\n";
}

}  // namespace dayu::plan
