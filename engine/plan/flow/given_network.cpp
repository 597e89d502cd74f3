// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/flow/given_network.h"

#include <limits>
#include <unordered_map>

#include "engine/geo/gzip_file.h"

namespace dayu::plan {
namespace {

class Reader {
 public:
  explicit Reader(const base::Settings& section) : section_(section) {}

  GivenNetwork read() {
    network_.step_s = section_.number("step_s");
    network_.whole_capacity = section_.text("capacity") == "floor";
    nodes();
    arcs();
    at_nodes("sources", "vehicles", network_.people, 0);
    at_nodes("shelters", "capacity", network_.places, -1);
    if (section_.has("closures")) closures();
    faults_.throw_if_any();
    return network_;
  }

 private:
  geo::Table open(const std::string& key, const std::vector<std::string>& columns) {
    try {
      geo::Table table = geo::read_table_or_gzip(section_.path(key));
      table.require(columns, faults_);
      for (const std::string& column : columns)
        if (!table.has(column)) table.rows.clear();
      return table;
    } catch (const base::InputError& error) {
      faults_.add(error);
      return {};
    }
  }

  void fault(const geo::Table& table, std::size_t row, const std::string& column, const std::string& what,
             const std::string& remedy) {
    faults_.add(table.file.string(), table.place(row, column), what, remedy);
  }

  void nodes() {
    const geo::Table table = open("nodes", {"id"});
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      const std::string id = table.text(row, "id");
      if (!node_of_.emplace(id, static_cast<std::int32_t>(row)).second)
        fault(table, row, "id", "two nodes are called '" + id + "'", "rename one");
      network_.node_ids.push_back(id);
    }
    network_.people.assign(network_.node_ids.size(), 0);
    network_.places.assign(network_.node_ids.size(), -1);
  }

  std::int32_t node(const geo::Table& table, std::size_t row, const std::string& column) {
    const auto found = node_of_.find(table.text(row, column));
    if (found != node_of_.end()) return found->second;
    fault(table, row, column, "there is no node '" + table.text(row, column) + "'",
          "use an id of the node table");
    return -1;
  }

  double positive(const geo::Table& table, std::size_t row, const std::string& column, bool or_zero) {
    const double value = table.number(row, column, faults_, 1);
    if (value > 0 || (or_zero && value == 0)) return value;
    fault(table, row, column, "must be " + std::string(or_zero ? "at least 0" : "above 0"), "mend the value");
    return 1;
  }

  void arcs() {
    const geo::Table table = open("arcs", {"from", "to", "length_m", "freespeed_mps", "capacity_vph"});
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      GivenArc arc;
      arc.from = node(table, row, "from");
      arc.to = node(table, row, "to");
      arc.length_m = positive(table, row, "length_m", true);
      arc.speed_m_per_s = positive(table, row, "freespeed_mps", false);
      arc.capacity_per_h = positive(table, row, "capacity_vph", true);
      network_.arcs.push_back(arc);
    }
    network_.close_s.assign(network_.arcs.size(), base::kNever_s);
  }

  /// Several rows of one node add up.
  void at_nodes(const std::string& key, const std::string& column, std::vector<std::int32_t>& counts,
                std::int32_t absent) {
    const geo::Table table = open(key, {"node", column});
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      const std::int32_t n = node(table, row, "node");
      const int count = table.integer(row, column, faults_);
      if (count < 0) fault(table, row, column, "must be at least 0", "mend the value");
      if (n < 0 || count < 0) continue;
      std::int32_t& here = counts[static_cast<std::size_t>(n)];
      const long long sum = static_cast<long long>(here == absent ? 0 : here) + count;
      if (sum > kMost) fault(table, row, column, "is more than can be counted", "mend the value");
      here = static_cast<std::int32_t>(std::min(sum, kMost));
    }
  }

  void closures() {
    const geo::Table table = open("closures", {"arc", "close_s"});
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      const int arc = table.integer(row, "arc", faults_, -1);
      if (arc < 0 || arc >= static_cast<int>(network_.arcs.size())) {
        fault(table, row, "arc", "there is no arc " + table.text(row, "arc"),
              "give the row of the arc table, the first is 0");
        continue;
      }
      const double from_s = table.number(row, "close_s", faults_);
      if (table.has("open_s") && !table.text(row, "open_s").empty()) {
        const double to_s = table.number(row, "open_s", faults_);
        if (to_s <= from_s) fault(table, row, "open_s", "is not after close_s", "mend the value");
        network_.shut.push_back({arc, from_s, to_s});
        continue;
      }
      double& close_s = network_.close_s[static_cast<std::size_t>(arc)];
      close_s = std::min(close_s, from_s);
    }
  }

  static constexpr long long kMost = 1 << 27;
  const base::Settings& section_;
  GivenNetwork network_;
  std::unordered_map<std::string, std::int32_t> node_of_;
  base::Faults faults_;
};

base::KeySpec table_key(const char* name, bool required, const char* about) {
  base::KeySpec spec{.key = name, .kind = base::KeyKind::path};
  spec.required = required;
  if (!required) spec.fallback = "\"\"";
  spec.about = about;
  return spec;
}

base::KeySpec number_key(const char* name, const char* fallback, const char* about, double low, double high) {
  base::KeySpec spec{.key = name, .kind = base::KeyKind::number};
  spec.fallback = fallback;
  spec.about = about;
  spec.low = low;
  spec.high = high;
  return spec;
}

base::KeySpec capacity_key() {
  base::KeySpec spec{.key = "capacity", .kind = base::KeyKind::text};
  spec.fallback = "\"nearest\"";
  spec.about = "how many an arc lets in each step: capacity times step to the nearest whole, or rounded down";
  spec.choices = {"nearest", "floor"};
  return spec;
}

}  // namespace

long long GivenNetwork::all_people() const {
  long long sum = 0;
  for (const std::int32_t p : people) sum += p;
  return sum;
}

base::SectionSpec network_spec() {
  base::SectionSpec spec;
  spec.name = "network";
  spec.about =
      "an evacuation network as given: tables instead of an area; planned exactly, with a certificate";
  spec.keys = {
      table_key("nodes", true, "CSV id,x,y (m); any table may be gzipped"),
      table_key("arcs", true, "CSV from,to,length_m,freespeed_mps,capacity_vph"),
      table_key("sources", true, "CSV node,vehicles: who is where at second 0"),
      table_key("shelters", true, "CSV node,capacity"),
      table_key("closures", false,
                "CSV arc,close_s,open_s: arc = row of the arc table, from 0; open_s empty: for good"),
      number_key("step_s", "60", "time step, s: travel times are rounded to it", 1, 3600),
      capacity_key(),
      number_key(
          "work_limit", "2.5e8",
          "arcs looked at for a smaller mean before the best plan found is given; a count, never a clock", 0,
          1e15)};
  return spec;
}

GivenNetwork read_given_network(const base::Settings& section) {
  return Reader(section).read();
}

}  // namespace dayu::plan
