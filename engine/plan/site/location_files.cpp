// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/site/location_files.h"

#include <charconv>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <sstream>

#include "engine/geo/table.h"

namespace dayu::plan {
namespace {

/// Words of a text file with their lines, for messages.
class Words {
 public:
  explicit Words(const std::filesystem::path& file) : file_(file) {
    std::istringstream in(geo::to_utf8(geo::read_file(file)));
    int line = 0;
    for (std::string text; std::getline(in, text);) {
      ++line;
      std::istringstream words(text);
      for (std::string word; words >> word;) words_.emplace_back(line, word);
    }
  }

  /// `stand_in` is taken where the file has the word `name` instead of a number.
  double number(const std::string& what, const std::string& name = "", double stand_in = 0) {
    if (next_ >= words_.size())
      throw base::InputError(file_.string(), "end of the file", what + " is missing",
                             "the file was cut; fetch it again");
    const auto& [line, word] = words_[next_++];
    if (!name.empty() && word == name) return stand_in;
    char* end = nullptr;
    const double value = std::strtod(word.c_str(), &end);
    if (*end != '\0' || !std::isfinite(value))
      throw base::InputError(file_.string(), "line " + std::to_string(line), "'" + word + "' is not a number",
                             "give " + what);
    return value;
  }

  int whole(const std::string& what, int low, int high) {
    const double value = number(what);
    if (value != std::floor(value) || value < low || value > high)
      fault(what + " " + text(value) + " is not possible",
            "give a whole number from " + std::to_string(low) + " to " + std::to_string(high));
    return static_cast<int>(value);
  }

  [[noreturn]] void fault(const std::string& what, const std::string& remedy) const {
    const int line = next_ > 0 ? words_[next_ - 1].first : 1;
    throw base::InputError(file_.string(), "line " + std::to_string(line), what, remedy);
  }

 private:
  static std::string text(double value) {
    std::ostringstream out;
    out << value;
    return out.str();
  }

  std::filesystem::path file_;
  std::vector<std::pair<int, std::string>> words_;
  std::size_t next_ = 0;
};

/// Floyd 1962, on rows: n^3 additions, 0.7e9 for 900 vertices.
void shortest_paths(std::vector<double>& cost, std::size_t n) {
  for (std::size_t k = 0; k < n; ++k)
    for (std::size_t i = 0; i < n; ++i) {
      const double via = cost[i * n + k];
      if (!std::isfinite(via)) continue;
      double* row = cost.data() + i * n;
      const double* on = cost.data() + k * n;
      for (std::size_t j = 0; j < n; ++j) row[j] = std::min(row[j], via + on[j]);
    }
}

std::string names_of(const Siting& siting, const std::vector<int>& sites) {
  std::string text;
  for (const int site : sites)
    text += (text.empty() ? "" : " ") + siting.site_names[static_cast<std::size_t>(site)];
  return text;
}

}  // namespace

std::string numbers_in_words(const std::vector<double>& values) {
  std::string text;
  char word[32];
  for (const double value : values) {
    const auto end = std::to_chars(word, word + sizeof word, value).ptr;
    text += text.empty() ? "" : " ";
    text.append(word, end);
  }
  return text;
}

base::SectionSpec location_spec() {
  using base::KeyKind;
  base::KeySpec format{
      .key = "format", .kind = KeyKind::text, .required = true, .fallback = {}, .about = "what the file is"};
  format.choices = {"orlib-pmed", "orlib-cap"};
  base::KeySpec file{
      .key = "file", .kind = KeyKind::path, .required = true, .fallback = {}, .about = "the problem's file"};
  base::KeySpec work{.key = "work_limit",
                     .kind = KeyKind::number,
                     .fallback = "6e9",
                     .about = "cost cells that may be looked at"};
  work.low = 1e3;
  base::SectionSpec spec;
  spec.name = "location";
  spec.about = "a location problem as given, solved by `dayu site`";
  base::KeySpec capacity{.key = "capacity",
                         .kind = KeyKind::number,
                         .required = false,
                         .fallback = "0",
                         .about = "orlib-cap: what the word `capacity` in the file stands for"};
  capacity.low = 0;
  base::KeySpec kind{.key = "kind",
                     .kind = KeyKind::text,
                     .required = false,
                     .fallback = "\"p-median\"",
                     .about = "orlib-pmed: what is asked"};
  kind.choices = {"p-median", "p-centre", "set-covering", "maximal-covering"};
  base::KeySpec radius{.key = "radius",
                       .kind = KeyKind::number,
                       .required = false,
                       .fallback = "0",
                       .about = "set-covering, maximal-covering: within which clients are covered"};
  radius.low = 0;
  spec.keys = {format, kind, file, radius, capacity, work};
  return spec;
}

Siting read_orlib_pmed(const std::filesystem::path& file) {
  Words words(file);
  Siting siting;
  const int n = words.whole("the number of vertices", 1, 20000);
  const int edges = words.whole("the number of edges", 0, 100000000);
  siting.open = words.whole("p", 1, n);
  siting.clients = siting.sites = n;
  const auto size = static_cast<std::size_t>(n);
  siting.costs.assign(size * size, std::numeric_limits<double>::infinity());
  siting.whole_costs = true;
  for (std::size_t i = 0; i < size; ++i) siting.costs[i * size + i] = 0;
  for (int e = 0; e < edges; ++e) {
    const auto a = static_cast<std::size_t>(words.whole("a vertex", 1, n) - 1);
    const auto b = static_cast<std::size_t>(words.whole("a vertex", 1, n) - 1);
    const double cost = words.number("a cost");
    if (cost < 0) words.fault("a cost is negative", "give costs of at least 0");
    siting.whole_costs = siting.whole_costs && cost == std::floor(cost);
    if (a != b) siting.costs[a * size + b] = siting.costs[b * size + a] = cost;
  }
  shortest_paths(siting.costs, size);
  for (std::size_t j = 0; j < size; ++j)
    if (!std::isfinite(siting.costs[j]))
      throw base::InputError(file.string(), "",
                             "vertex " + std::to_string(j + 1) + " cannot be reached from vertex 1",
                             "connect the graph: a client without a way has no cost");
  for (int i = 1; i <= n; ++i) siting.client_names.push_back(std::to_string(i));
  siting.site_names = siting.client_names;
  return siting;
}

CapacitatedSiting read_orlib_cap(const std::filesystem::path& file, double capacity) {
  Words words(file);
  CapacitatedSiting siting;
  siting.sites = words.whole("the number of sites", 1, 100000);
  siting.clients = words.whole("the number of clients", 1, 1000000);
  double capacities = 0, demands = 0;
  for (int j = 0; j < siting.sites; ++j) {
    siting.capacities.push_back(words.number("a capacity", "capacity", capacity));
    capacities += siting.capacities.back();
    siting.fixed.push_back(words.number("a fixed cost"));
    if (siting.capacities.back() <= 0)
      words.fault("a capacity is not above 0", "give [location] capacity, or mend the file");
  }
  for (int i = 0; i < siting.clients; ++i) {
    siting.demands.push_back(words.number("a demand"));
    demands += siting.demands.back();
    if (siting.demands.back() <= 0) words.fault("a demand is not above 0", "leave such a client out");
    for (int j = 0; j < siting.sites; ++j) siting.costs.push_back(words.number("a cost"));
  }
  if (capacities < demands)
    throw base::InputError(file.string(), "", "all sites together do not hold the demand",
                           "raise the capacities");
  return siting;
}

void write_proof(const Siting& siting, const std::vector<MedianNode>& proof,
                 const std::filesystem::path& run) {
  geo::TableWriter rows({"node", "parent", "branch", "open", "undecided", "prices"});
  for (std::size_t n = 0; n < proof.size(); ++n) {
    const MedianNode& node = proof[n];
    const std::string site = node.site < 0 ? "" : siting.site_names[static_cast<std::size_t>(node.site)];
    rows.cell(static_cast<int>(n)).cell(node.parent);
    rows.cell(site.empty() ? "" : (node.opened ? "+" : "-") + site).cell(names_of(siting, node.open));
    rows.cell(names_of(siting, node.undecided)).cell(numbers_in_words(node.prices)).end_row();
  }
  rows.write(run / "plan" / "site_proof.csv");
}

void write_siting(const Siting& siting, const SitingAnswer& answer, const std::filesystem::path& run) {
  geo::TableWriter clients({"client", "site", "share_1", "cost"}), open({"site"});
  for (int i = 0; i < siting.clients; ++i) {
    const auto c = static_cast<std::size_t>(i);
    const int site = answer.served_by[c];
    clients.cell(siting.client_names[c]).cell(siting.site_names[static_cast<std::size_t>(site)]);
    clients.cell(1).cell(siting.row(i)[site], 3).end_row();
  }
  for (const int site : answer.open) open.cell(siting.site_names[static_cast<std::size_t>(site)]).end_row();
  clients.write(run / "plan" / "site.csv");
  open.write(run / "plan" / "site_open.csv");
  write_proof(siting, answer.proof, run);
  const nlohmann::ordered_json certificate{
      {"v", 1},
      {"exercise", "演练 EXERCISE"},
      {"problem", "p-median"},
      {"valid", "for the stated costs"},
      {"open", siting.open},
      {"cost", answer.cost},
      {"bound", answer.bound},
      {"gap_1", answer.gap_1()},
      {"proof",
       "plan/site_proof.csv: a node's prices u bound every choice that opens its `open` sites and no others "
       "than its `undecided`: sum u + sum over `open` + the least over `undecided` (as many as are still to "
       "be opened) of sum over clients of min(0, cost - u). Its children, or the cost of the answer, cover "
       "what it leaves."},
      {"work", answer.work}};
  geo::write_file(run / "plan" / "certificate.json", certificate.dump(1) + "\n");
}

void write_siting(const CapacitatedSiting& siting, const CapacitatedAnswer& answer,
                  const std::filesystem::path& run) {
  geo::TableWriter clients({"client", "site", "share_1", "cost"}), open({"site"}), proof({"client", "price"});
  for (const CapacitatedAnswer::Share& share : answer.shares) {
    const double part = share.quantity / siting.demands[static_cast<std::size_t>(share.client)];
    clients.cell(share.client + 1).cell(share.site + 1).cell(part, 9);
    clients.cell(siting.row(share.client)[share.site] * part, 3).end_row();
  }
  for (const int site : answer.open) open.cell(site + 1).end_row();
  for (std::size_t i = 0; i < answer.prices.size(); ++i)
    proof.cell(static_cast<int>(i) + 1).cell(answer.prices[i], 6).end_row();
  clients.write(run / "plan" / "site.csv");
  open.write(run / "plan" / "site_open.csv");
  proof.write(run / "plan" / "site_proof.csv");
  const nlohmann::ordered_json certificate{
      {"v", 1},
      {"exercise", "演练 EXERCISE"},
      {"problem", "capacitated location, divisible demand"},
      {"valid", "for the stated costs, demands and capacities"},
      {"cost", answer.cost},
      {"bound", answer.bound},
      {"gap_1", answer.gap_1()},
      {"proof",
       "the prices of plan/site_proof.csv bound the root of a tree of open and closed sites; the tree itself "
       "(its nodes are counted here) is not written, so the bound below the root is the program's word"},
      {"nodes", answer.nodes},
      {"work", answer.work}};
  geo::write_file(run / "plan" / "certificate.json", certificate.dump(1) + "\n");
}

std::string siting_summary(double cost, double bound, std::size_t open, int clients,
                           const std::string& scenario_name) {
  const nlohmann::ordered_json json{{"v", 1},
                                    {"exercise", "演练 EXERCISE"},
                                    {"scenario", scenario_name},
                                    {"site",
                                     {{"cost", cost},
                                      {"bound", bound},
                                      {"gap_1", cost > 0 ? (cost - bound) / cost : 0.0},
                                      {"open", open},
                                      {"clients", clients}}}};
  return json.dump(1) + "\n";
}

}  // namespace dayu::plan
