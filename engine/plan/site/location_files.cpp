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

  double number(const std::string& what) {
    if (next_ >= words_.size())
      throw base::InputError(file_.string(), "end of the file", what + " is missing",
                             "the file was cut; fetch it again");
    const auto& [line, word] = words_[next_++];
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

/// Shortest digits that read back the same number.
std::string joined(const std::vector<double>& values) {
  std::string text;
  char word[32];
  for (const double value : values) {
    const auto end = std::to_chars(word, word + sizeof word, value).ptr;
    text += text.empty() ? "" : " ";
    text.append(word, end);
  }
  return text;
}

}  // namespace

base::SectionSpec location_spec() {
  using base::KeyKind;
  base::KeySpec format{
      .key = "format", .kind = KeyKind::text, .required = true, .fallback = {}, .about = "what the file is"};
  format.choices = {"orlib-pmed"};
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
  spec.keys = {format, file, work};
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

void write_siting(const Siting& siting, const SitingAnswer& answer, const std::filesystem::path& run) {
  geo::TableWriter clients({"client", "site", "cost"}), open({"site"});
  for (int i = 0; i < siting.clients; ++i) {
    const auto c = static_cast<std::size_t>(i);
    const int site = answer.served_by[c];
    clients.cell(siting.client_names[c]).cell(siting.site_names[static_cast<std::size_t>(site)]);
    clients.cell(siting.row(i)[site], 3).end_row();
  }
  for (const int site : answer.open) open.cell(siting.site_names[static_cast<std::size_t>(site)]).end_row();
  clients.write(run / "plan" / "site.csv");
  open.write(run / "plan" / "site_open.csv");
  geo::TableWriter proof({"node", "parent", "open", "undecided", "prices"});
  for (std::size_t n = 0; n < answer.proof.size(); ++n) {
    const MedianNode& node = answer.proof[n];
    proof.cell(static_cast<int>(n)).cell(node.parent).cell(names_of(siting, node.open));
    proof.cell(names_of(siting, node.undecided)).cell(joined(node.prices)).end_row();
  }
  proof.write(run / "plan" / "site_proof.csv");
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

std::string siting_summary(const Siting& siting, const SitingAnswer& answer,
                           const std::string& scenario_name) {
  const nlohmann::ordered_json json{{"v", 1},
                                    {"exercise", "演练 EXERCISE"},
                                    {"scenario", scenario_name},
                                    {"site",
                                     {{"cost", answer.cost},
                                      {"bound", answer.bound},
                                      {"gap_1", answer.gap_1()},
                                      {"open", answer.open.size()},
                                      {"clients", siting.clients}}}};
  return json.dump(1) + "\n";
}

}  // namespace dayu::plan
