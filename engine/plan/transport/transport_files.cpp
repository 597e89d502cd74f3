// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <limits>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string_view>

#include "engine/geo/gzip_file.h"
#include "engine/plan/transport/transport.h"

namespace dayu::plan {
namespace {

constexpr std::int64_t kMostFlow = std::int64_t{1}
                                   << 40;  ///< capacities and supplies above: as good as no limit
constexpr int kMostNodes = 10000000;
constexpr std::size_t kToldFaults = 40;

class DimacsReader {
 public:
  explicit DimacsReader(const std::filesystem::path& file) : file_(file) {}

  FlowProblem read() {
    const std::string text = geo::read_gzip(file_);
    std::size_t begin = 0;
    while (begin < text.size()) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      ++line_;
      read_line(std::string_view(text).substr(begin, end - begin));
      begin = end + 1;
    }
    if (problem_.nodes == 0)
      fault(0, "has no line 'p min NODES ARCS'", "is this a DIMACS min-cost flow file?");
    if (problem_.nodes > 0 && static_cast<long long>(problem_.arcs.size()) != stated_)
      fault(0, "states " + std::to_string(stated_) + " arcs and has " + std::to_string(problem_.arcs.size()),
            "the file was cut, or mend its p line");
    std::int64_t sum = 0;
    for (const std::int64_t supply : problem_.supply) sum += supply;
    if (sum != 0)
      fault(0, "the supplies add up to " + std::to_string(sum) + ", not to 0",
            "let what is not served go to a node of its own");
    faults_.throw_if_any();
    return std::move(problem_);
  }

 private:
  void fault(int line, const std::string& what, const std::string& remedy) {
    if (faults_.all().size() < kToldFaults)
      faults_.add(file_.string(), line > 0 ? "line " + std::to_string(line) : "", what, remedy);
  }

  /// The whole numbers after the line's letter.
  bool numbers(std::string_view text, std::vector<std::int64_t>& values) {
    values.clear();
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at < end) {
      while (at < end && (*at == ' ' || *at == '\t' || *at == '\r')) ++at;
      if (at == end) break;
      const char* word = at;
      while (at < end && *at != ' ' && *at != '\t' && *at != '\r') ++at;
      std::int64_t value = 0;
      const auto [stopped, error] = std::from_chars(word, at, value);
      if (error != std::errc() || stopped != at) {
        fault(line_, "'" + std::string(word, at) + "' is no whole number", "give a whole number");
        return false;
      }
      values.push_back(value);
    }
    return true;
  }

  void read_line(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos || text[first] == 'c') return;
    const char letter = text[first];
    text.remove_prefix(first + 1);
    if (letter == 'p') {
      problem_line(text);
    } else if (letter != 'n' && letter != 'a') {
      fault(line_, std::string("a line begins with '") + letter + "'", "lines begin with c, p, n or a");
    } else if (problem_.nodes == 0) {
      fault(line_, "stands before the line 'p min NODES ARCS'", "put that line first");
    } else if (numbers(text, values_)) {
      letter == 'n' ? supply_line() : arc_line();
    }
  }

  void problem_line(std::string_view text) {
    const std::size_t kind = text.find("min");
    if (kind == std::string_view::npos || problem_.nodes > 0 || !numbers(text.substr(kind + 3), values_) ||
        values_.size() != 2 || values_[0] < 1 || values_[0] > kMostNodes || values_[1] < 0) {
      fault(line_, "is not the one line 'p min NODES ARCS'", "mend the line");
      return;
    }
    problem_.nodes = static_cast<int>(values_[0]);
    stated_ = values_[1];
    problem_.supply.assign(static_cast<std::size_t>(problem_.nodes), 0);
  }

  bool is_node(std::int64_t node) {
    if (node >= 1 && node <= problem_.nodes) return true;
    fault(line_, "there is no node " + std::to_string(node),
          "nodes count from 1 to " + std::to_string(problem_.nodes));
    return false;
  }

  void supply_line() {
    if (values_.size() != 2 || std::abs(values_[1]) > kMostFlow) {
      fault(line_, "is no 'n NODE SUPPLY'", "mend the line");
    } else if (is_node(values_[0])) {
      problem_.supply[static_cast<std::size_t>(values_[0]) - 1] = values_[1];
    }
  }

  void arc_line() {
    if (values_.size() != 5 || values_[2] < 0 || (values_[3] >= 0 && values_[3] < values_[2]) ||
        std::abs(values_[4]) > std::numeric_limits<std::int32_t>::max()) {
      fault(line_, "is no 'a FROM TO LOW CAPACITY COST' with 0 <= LOW <= CAPACITY", "mend the line");
      return;
    }
    if (!is_node(values_[0]) || !is_node(values_[1])) return;
    // A capacity below 0 stands for none in some generators.
    const std::int64_t capacity = values_[3] < 0 ? kMostFlow : std::min(values_[3], kMostFlow);
    problem_.arcs.push_back({static_cast<int>(values_[0]) - 1, static_cast<int>(values_[1]) - 1, values_[2],
                             capacity, values_[4]});
  }

  std::filesystem::path file_;
  base::Faults faults_;
  FlowProblem problem_;
  std::vector<std::int64_t> values_;
  long long stated_ = 0;
  int line_ = 0;
};

std::int64_t all_supply(const FlowProblem& problem) {
  std::int64_t sum = 0;
  for (const std::int64_t supply : problem.supply) sum += std::max<std::int64_t>(0, supply);
  return sum;
}

}  // namespace

FlowProblem read_dimacs_flow(const std::filesystem::path& file) {
  return DimacsReader(file).read();
}

void write_flow(const FlowProblem& problem, const FlowAnswer& answer, const std::filesystem::path& instance,
                const std::filesystem::path& run) {
  geo::TableWriter flow({"arc", "from", "to", "quantity", "cost"}), potentials({"node", "potential"});
  for (std::size_t a = 0; a < problem.arcs.size(); ++a) {
    const FlowArc& arc = problem.arcs[a];
    if (answer.flow[a] == 0) continue;
    flow.cell(static_cast<long long>(a) + 1).cell(arc.from + 1).cell(arc.to + 1);
    flow.cell(static_cast<long long>(answer.flow[a]));
    flow.cell(static_cast<long long>(answer.flow[a] * arc.cost)).end_row();
  }
  for (std::size_t n = 0; n < answer.potentials.size(); ++n)
    potentials.cell(static_cast<long long>(n) + 1)
        .cell(static_cast<long long>(answer.potentials[n]))
        .end_row();
  flow.write(run / "plan" / "flow.csv");
  potentials.write(run / "plan" / "potentials.csv");
  geo::write_file(run / "inputs" / "flow" / "instance.min", geo::read_gzip(instance));
  const nlohmann::ordered_json certificate{
      {"v", 1},
      {"exercise", "演练 EXERCISE"},
      {"problem", "minimum-cost flow"},
      {"valid", "for the file as given"},
      {"cost", answer.cost},
      {"bound", answer.bound},
      {"proof",
       "plan/potentials.csv: with r = cost + potential(from) - potential(to), no flow costs less than the "
       "sum "
       "over arcs of low * max(0, r) + capacity * min(0, r), less the sum over nodes of supply * potential"}};
  geo::write_file(run / "plan" / "certificate.json", certificate.dump(1) + "\n");
}

std::string flow_summary(const FlowProblem& problem, const FlowAnswer& answer,
                         const std::string& scenario_name) {
  const nlohmann::ordered_json json{
      {"v", 1},
      {"exercise", "演练 EXERCISE"},
      {"scenario", scenario_name},
      {"dispatch",
       {{"cost", answer.cost}, {"bound", answer.bound}, {"unserved", 0}, {"quantity", all_supply(problem)}}}};
  return json.dump(1) + "\n";
}

}  // namespace dayu::plan
