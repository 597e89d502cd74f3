// SPDX-License-Identifier: Apache-2.0
// plan/site*.csv and plan/cover_proof.csv against inputs/site/graph.txt (OR-Library p-median): shortest ways
// by Dijkstra's search from every vertex. At a leaf of the cover proof, for any prices u >= 0, a completion
// opens at least  opened + sum of u over vertices not covered + sum over sites left of min(0, 1 - their u):
// above proof_open, no such cover is there. The leaves are all cases when every other node has two children
// that part on one site.
#include "engine/app/verify/check_site.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <queue>
#include <set>
#include <sstream>

#include "engine/app/verify/median_proof.h"
#include "engine/app/verify/rows.h"

namespace dayu::verify {
namespace {

constexpr const char* kGraph = "inputs/site/graph.txt";
constexpr const char* kCoverProofFile = "plan/cover_proof.csv";

class SiteCheck {
 public:
  SiteCheck(const Run& run, Findings& findings) : run_(run), findings_(findings) {}

  void check() {
    if (!read()) {
      findings_.refute("site.instance", {kGraph, ""}, "图读不懂", "cannot be understood");
      return;
    }
    sites();
    serves();
    value();
    const auto problem = run_.certificate.texts.find("problem");
    const std::string kind = problem == run_.certificate.texts.end() ? "" : problem->second;
    if (kind == "p-centre" || kind == "set-covering") {
      bound(kind == "p-centre");
    } else {
      median_bound(kind == "maximal-covering");
    }
    findings_.checked("场址、服务关系与目标值", "the sites, whom they serve, and the value");
  }

 private:
  struct Leaf {
    int parent = -1, site = -1;
    bool opened = false;
    std::vector<double> prices;
    std::vector<int> children;
  };

  static std::size_t ix(int i) { return static_cast<std::size_t>(i); }

  bool read() {
    if (!std::filesystem::exists(run_.folder / kGraph)) return false;
    std::istringstream in(geo::read_file(run_.folder / kGraph));
    long long edges = 0;
    if (!(in >> n_ >> edges >> p_) || n_ < 1 || n_ > 20000 || p_ < 1 || p_ > n_) return false;
    std::map<std::pair<int, int>, double> length;
    for (long long e = 0; e < edges; ++e) {
      int a = 0, b = 0;
      double cost = 0;
      if (!(in >> a >> b >> cost) || std::min(a, b) < 1 || std::max(a, b) > n_) return false;
      if (a != b) length[{std::min(a, b) - 1, std::max(a, b) - 1}] = cost;
    }
    around_.resize(ix(n_));
    for (const auto& [ends, cost] : length) {
      around_[ix(ends.first)].emplace_back(ends.second, cost);
      around_[ix(ends.second)].emplace_back(ends.first, cost);
    }
    for (int v = 0; v < n_; ++v) ways_.push_back(ways_from(v));
    return true;
  }

  std::vector<double> ways_from(int start) const {
    std::vector<double> way(ix(n_), std::numeric_limits<double>::infinity());
    std::priority_queue<std::pair<double, int>, std::vector<std::pair<double, int>>, std::greater<>> queue;
    queue.emplace(way[ix(start)] = 0, start);
    while (!queue.empty()) {
      const auto [far, v] = queue.top();
      queue.pop();
      if (far > way[ix(v)]) continue;
      for (const auto& [to, cost] : around_[ix(v)])
        if (far + cost < way[ix(to)]) queue.emplace(way[ix(to)] = far + cost, to);
    }
    return way;
  }

  void sites() {
    const auto rows = Rows::open(run_.folder, "plan/site_open.csv", {"site"}, findings_);
    for (std::size_t i = 0; rows && i < rows->count(); ++i) {
      const int site = rows->integer(i, "site") - 1;
      if (site < 0 || site >= n_ || !open_.insert(site).second)
        findings_.refute("site.open", rows->spot(i, "site"), "不是场址，或重复",
                         "is no site, or stands twice");
    }
    const auto stated = run_.certificate.texts.find("problem");
    const bool fewest = stated != run_.certificate.texts.end() && stated->second == "set-covering";
    if (open_.empty() || (!fewest && open_.size() > static_cast<std::size_t>(p_)))
      findings_.refute("site.open", {"plan/site_open.csv", ""}, "场址数不对",
                       "opens a wrong number of sites");
  }

  void serves() {
    const auto rows = Rows::open(run_.folder, "plan/site.csv", {"client", "site", "cost"}, findings_);
    std::vector<int> seen(ix(n_), 0);
    for (std::size_t i = 0; rows && i < rows->count(); ++i) {
      const int client = rows->integer(i, "client") - 1, site = rows->integer(i, "site") - 1;
      if (client < 0 || client >= n_ || ++seen[ix(client)] > 1 || !open_.contains(site)) {
        findings_.refute("site.serves", rows->spot(i, "site"), "客户重复，或场址未开",
                         "a client twice, or a closed site");
        continue;
      }
      const double way = ways_[ix(client)][ix(site)];
      if (!(std::abs(rows->number(i, "cost") - way) <= 1e-3))
        findings_.refute("site.cost", rows->spot(i, "cost"), "应为 " + figure(way),
                         "should be " + figure(way));
      for (const int other : open_)
        if (ways_[ix(client)][ix(other)] < way - 1e-9) {
          findings_.refute("site.nearest", rows->spot(i, "site"), "不是最近的场址",
                           "is not the nearest open site");
          break;
        }
    }
    if (std::count(seen.begin(), seen.end(), 0) > 0)
      findings_.refute("site.serves", {"plan/site.csv", ""}, "有客户无人服务", "a client is not served");
  }

  double number(const char* key) const { return run_.certificate.number(key).value_or(kAbsent); }

  void value() {
    const auto problem = run_.certificate.texts.find("problem");
    const std::string kind = problem == run_.certificate.texts.end() ? "" : problem->second;
    double sum = 0, most = 0, beyond = 0;
    for (int client = 0; client < n_; ++client) {
      double near = std::numeric_limits<double>::infinity();
      for (const int site : open_) near = std::min(near, ways_[ix(client)][ix(site)]);
      sum += near;
      most = std::max(most, near);
      beyond += near > number("radius") ? 1 : 0;
    }
    if (kind == "set-covering" && beyond > 0)
      findings_.refute("site.covered", {"plan/site_open.csv", ""}, "有客户未被覆盖",
                       "a client is not covered");
    const double is = kind == "p-centre"           ? most
                      : kind == "set-covering"     ? static_cast<double>(open_.size())
                      : kind == "maximal-covering" ? beyond
                                                   : sum;
    for (const auto& [file, stem] :
         {std::pair{&run_.summary, std::string("site.")}, {&run_.certificate, ""}}) {
      const auto said = file->number(stem + "cost"), bound = file->number(stem + "bound");
      if (!said || !(std::abs(*said - is) <= 1e-6 * std::max(1.0, is)))
        findings_.refute("sum.cost", {file->file, stem + "cost"}, "应为 " + figure(is),
                         "should be " + figure(is));
      if (!bound || !(*bound <= is * (1 + 1e-9)) || *bound != number("bound"))
        findings_.refute("bound.above", {file->file, stem + "bound"}, "下界缺失或高于目标值",
                         "the bound is absent or lies above the value");
    }
  }

  /// What is proven must be what is stated: the next length after proof_radius, or proof_open + 1 sites.
  void bound(bool centre) {
    const double stated = number("bound"), radius = number("proof_radius");
    const int most = static_cast<int>(number("proof_open"));
    double proven = centre ? 0 : 1;
    if (read_proof() && whole_proof(radius, most)) {
      if (!centre && radius == number("radius")) proven = most + 1;
      if (centre && most == p_) {
        proven = std::numeric_limits<double>::infinity();
        for (const auto& row : ways_)
          for (const double way : row)
            if (way > radius) proven = std::min(proven, way);
      }
    }
    if (stated > proven + 1e-9)
      findings_.refute("bound.unproven", {kCoverProofFile, ""}, "只证明 " + figure(proven),
                       "proves only " + figure(proven));
    else
      findings_.checked("由价格重算的覆盖下界", "the bound, evaluated again from its prices");
  }

  /// The tree of a p-median, whose costs are lengths, or 1 beyond the radius.
  void median_bound(bool covering) {
    MedianCosts problem{ix(n_), p_, {}, {}};
    for (int site = 0; site < n_; ++site) problem.sites[std::to_string(site + 1)] = site;
    for (const auto& row : ways_)
      for (const double way : row)
        problem.costs.push_back(!covering ? way : (way > number("radius") ? 1 : 0));
    const double stated = number("bound"),
                 proven = proven_median(problem, number("cost"), run_.folder, findings_);
    if (!std::isfinite(proven) || stated > proven + 1e-6 * std::max(1.0, std::abs(proven)))
      findings_.refute("bound.unproven", {"plan/site_proof.csv", ""}, "只证明 " + figure(proven),
                       "proves only " + figure(proven));
    else
      findings_.checked("由价格重算的 p 中位下界",
                        "the bound of the p-median, evaluated again from its prices");
  }

  bool read_proof() {
    const auto rows =
        Rows::open(run_.folder, kCoverProofFile, {"node", "parent", "branch", "prices"}, findings_);
    if (!rows || rows->count() == 0) return false;
    for (std::size_t i = 0; i < rows->count(); ++i) {
      Leaf node;
      node.parent = rows->integer(i, "parent", -1);
      const std::string branch = rows->text(i, "branch");
      if (!branch.empty()) {
        node.opened = branch[0] == '+';
        node.site = std::atoi(branch.c_str() + 1) - 1;
      }
      node.prices = rows->numbers(i, "prices");
      const bool root = i == 0;
      if (root != branch.empty() || (!root && (node.parent < 0 || node.parent >= static_cast<int>(i))) ||
          node.site >= n_)
        return false;
      if (!root) tree_[ix(node.parent)].children.push_back(static_cast<int>(i));
      tree_.push_back(std::move(node));
    }
    return true;
  }

  bool whole_proof(double radius, int most) {
    covers_.assign(ix(n_), {});
    for (int site = 0; site < n_; ++site)
      for (int client = 0; client < n_; ++client)
        if (ways_[ix(client)][ix(site)] <= radius) covers_[ix(site)].push_back(client);
    left_.assign(ix(n_), 1);
    for (int site = 0; site < n_; ++site)
      for (int other = 0; other < n_ && left_[ix(site)] != 0; ++other)
        if (outdone(site, other)) left_[ix(site)] = 0;
    for (std::size_t n = 0; n < tree_.size(); ++n) {
      const std::vector<int>& kids = tree_[n].children;
      if (kids.empty()) {
        if (leaf(static_cast<int>(n)) > most + 1e-7) continue;
        return false;
      }
      const bool parted = kids.size() == 2 && tree_[ix(kids[0])].site == tree_[ix(kids[1])].site &&
                          tree_[ix(kids[0])].opened != tree_[ix(kids[1])].opened;
      if (!parted) return false;
    }
    return true;
  }

  bool outdone(int site, int other) const {
    const std::vector<int>&own = covers_[ix(site)], &more = covers_[ix(other)];
    if (site == other || more.size() < own.size() || (more.size() == own.size() && other > site))
      return false;
    return std::includes(more.begin(), more.end(), own.begin(), own.end());
  }

  double leaf(int node) const {
    const std::vector<double>& prices = tree_[ix(node)].prices;
    if (prices.size() != ix(n_) || *std::min_element(prices.begin(), prices.end()) < 0) return -1;
    std::vector<char> covered(ix(n_), 0), left(left_);
    double bound = 0;
    for (int n = node; n > 0; n = tree_[ix(n)].parent) {
      const Leaf& at = tree_[ix(n)];
      left[ix(at.site)] = 0;
      if (!at.opened) continue;
      bound += 1;
      for (const int client : covers_[ix(at.site)]) covered[ix(client)] = 1;
    }
    for (std::size_t i = 0; i < prices.size(); ++i) bound += covered[i] != 0 ? 0 : prices[i];
    for (std::size_t site = 0; site < left.size(); ++site) {
      if (left[site] == 0) continue;
      double sum = 0;
      for (const int client : covers_[site]) sum += covered[ix(client)] != 0 ? 0 : prices[ix(client)];
      bound += std::min(0.0, 1 - sum);
    }
    return bound;
  }

  const Run& run_;
  Findings& findings_;
  int n_ = 0, p_ = 0;
  std::vector<std::vector<std::pair<int, double>>> around_;
  std::vector<std::vector<double>> ways_;
  std::set<int> open_;
  std::vector<Leaf> tree_;
  std::vector<std::vector<int>> covers_;
  std::vector<char> left_;
};

}  // namespace

bool is_site_run(const std::filesystem::path& folder) {
  return std::filesystem::exists(folder / "inputs" / "site");
}

void check_site(const Run& run, Findings& findings) {
  SiteCheck(run, findings).check();
}

}  // namespace dayu::verify
