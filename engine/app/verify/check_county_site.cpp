// SPDX-License-Identifier: Apache-2.0
// A county's choice of shelters from plan/site_costs.csv (seconds from every client to every site on offer):
// the open sites are on offer and hold all kept ones, everybody is listed with the nearest of them, the value
// and the people within 15 minutes add up, and the p-median's tree proves its bound.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "engine/app/verify/check_site.h"
#include "engine/app/verify/median_proof.h"
#include "engine/app/verify/rows.h"

namespace dayu::verify {
namespace {

constexpr const char* kSiteCosts = "plan/site_costs.csv";
constexpr std::size_t kFirstSite = 4;  // after case, client, people, weight_1

class CountySiteCheck {
 public:
  CountySiteCheck(const Run& run, Findings& findings) : run_(run), findings_(findings) {}

  void check() {
    if (!read()) return;
    open_sites();
    serves();
    value();
    findings_.checked("各情形下的选址、去向与目标值",
                      "the sites chosen, who goes where in each case, and the value");
  }

 private:
  struct Client {
    std::string key;
    double weight = 0;
    std::vector<double> ways_s;
  };

  bool read() {
    const auto rows =
        Rows::open(run_.folder, kSiteCosts, {"case", "client", "people", "weight_1"}, findings_);
    if (!rows) return false;
    const std::vector<std::string>& columns = rows->table().columns;
    for (std::size_t c = kFirstSite; c < columns.size(); ++c)
      sites_[columns[c]] = static_cast<int>(c - kFirstSite);
    for (std::size_t i = 0; i < rows->count(); ++i) {
      Client client{key(*rows, i), rows->number(i, "people") * rows->number(i, "weight_1"), {}};
      for (std::size_t c = kFirstSite; c < columns.size(); ++c)
        client.ways_s.push_back(rows->number(i, columns[c]));
      clients_.push_back(std::move(client));
    }
    const auto no_way = run_.certificate.number("no_way_counts_s");
    const auto problem = run_.certificate.texts.find("problem");
    if (!no_way || problem == run_.certificate.texts.end()) {
      findings_.refute("site.instance", {"plan/certificate.json", ""}, "缺问题或无路的计法",
                       "lacks the problem, or what no way counts as");
      return false;
    }
    no_way_s_ = *no_way;
    kind_ = problem->second;
    return true;
  }

  static std::string key(const Rows& rows, std::size_t row) {
    return rows.text(row, "case") + "\x1f" + rows.text(row, "client");
  }

  void open_sites() {
    const auto rows = Rows::open(run_.folder, "plan/site_open.csv", {"site", "status"}, findings_);
    for (std::size_t i = 0; rows && i < rows->count(); ++i) {
      const auto site = sites_.find(rows->text(i, "site"));
      if (site == sites_.end() || !open_.insert(site->second).second)
        findings_.refute("site.open", rows->spot(i, "site"), "不可用，或重复",
                         "is not on offer, or stands twice");
      else if (rows->text(i, "status") == "kept")
        kept_.insert(site->second);
    }
    const auto number = run_.summary.number("site.open");
    if (!number || static_cast<std::size_t>(*number) != open_.size())
      findings_.refute("site.open", {"summary.json", "site.open"}, "与 site_open.csv 不符",
                       "is not that of site_open.csv");
  }

  double near_s(const Client& client, const std::set<int>& sites) const {
    double best = no_way_s_;
    for (const int site : sites) best = std::min(best, client.ways_s[idx(site)]);
    return best;
  }

  void serves() {
    const auto rows =
        Rows::open(run_.folder, "plan/site.csv", {"case", "client", "people", "site", "seconds"}, findings_);
    if (!rows) return;
    if (rows->count() != clients_.size())
      findings_.refute("site.serves", {"plan/site.csv", ""}, "行数不对", "has not one row for each client");
    for (std::size_t i = 0; i < std::min(rows->count(), clients_.size()); ++i) {
      const double best_s = near_s(clients_[i], open_);
      const auto site = sites_.find(rows->text(i, "site"));
      const bool none = rows->text(i, "site").empty();
      const bool right =
          key(*rows, i) == clients_[i].key && (none ? best_s >= no_way_s_
                                                    : site != sites_.end() && open_.contains(site->second) &&
                                                          clients_[i].ways_s[idx(site->second)] == best_s &&
                                                          rows->number(i, "seconds") == best_s);
      if (!right)
        findings_.refute("site.nearest", rows->spot(i, "site"),
                         "不是最近的开放场址，最近为 " + figure(best_s) + " 秒",
                         "is not the nearest open site, which is " + figure(best_s) + " s away");
    }
  }

  bool covering() const { return kind_ == "county maximal-covering"; }

  double cost_of(const Client& client, double way_s) const {
    return client.weight * (covering() ? (way_s > radius_s() ? 1 : 0) : way_s);
  }
  double radius_s() const { return run_.certificate.number("radius_s").value_or(kAbsent); }

  void value() {
    double sum = 0, far = 0, within = 0, without = 0;
    for (const Client& client : clients_) {
      const double way_s = near_s(client, open_);
      sum += cost_of(client, way_s);
      far = std::max(far, way_s);
      within += way_s <= 900 ? client.weight : 0;
      without += way_s >= no_way_s_ ? client.weight : 0;
    }
    const double cost = kind_ == "county p-centre"       ? far
                        : kind_ == "county set-covering" ? static_cast<double>(open_.size())
                                                         : sum;
    for (const auto& [name, is] :
         {std::pair<const char*, double>{"cost", cost}, {"within_15min", within}, {"without_way", without}})
      same_in_summary(name, is);
    const auto bound = run_.summary.number("site.bound");
    if (!bound || *bound > cost * (1 + 1e-9))
      findings_.refute("bound.above", {"summary.json", "site.bound"}, "下界缺失或高于目标值",
                       "the bound is absent or lies above the value");
    else
      prove(cost, *bound);
  }

  void same_in_summary(const char* name, double is) {
    const auto said = run_.summary.number(std::string("site.") + name);
    if (!said || std::abs(*said - is) > 1e-6 * std::max(1.0, is))
      findings_.refute(std::string("sum.") + name, {"summary.json", std::string("site.") + name},
                       "应为 " + figure(is), "should be " + figure(is));
  }

  void prove(double cost, double stated) {
    if (kind_ != "county p-median" && !covering()) {
      findings_.skipped("选址的覆盖下界：未重算",
                        "the bound of a covering or centre of a county: not evaluated again");
      return;
    }
    if (open_.size() == kept_.size()) return;  // nothing was chosen: the value is its own bound
    MedianCosts problem{clients_.size(), static_cast<int>(open_.size() - kept_.size()), {}, {}};
    std::vector<int> columns;
    for (const auto& [name, site] : sites_)
      if (!kept_.contains(site)) {
        problem.sites[name] = static_cast<int>(columns.size());
        columns.push_back(site);
      }
    for (const Client& client : clients_) {
      const double kept_s = near_s(client, kept_);
      for (const int site : columns)
        problem.costs.push_back(cost_of(client, std::min(kept_s, client.ways_s[idx(site)])));
    }
    const double proven = proven_median(problem, cost, run_.folder, findings_);
    if (!std::isfinite(proven) || stated > proven + 1e-6 * std::max(1.0, std::abs(proven)))
      findings_.refute("bound.unproven", {"plan/site_proof.csv", ""}, "只证明 " + figure(proven),
                       "proves only " + figure(proven));
    else
      findings_.checked("由价格重算的选址下界", "the bound of the choice, evaluated again from its prices");
  }

  const Run& run_;
  Findings& findings_;
  double no_way_s_ = 0;
  std::string kind_;
  std::map<std::string, int> sites_;
  std::vector<Client> clients_;
  std::set<int> open_, kept_;
};

}  // namespace

bool is_county_site_run(const std::filesystem::path& folder) {
  return std::filesystem::exists(folder / kSiteCosts);
}

void check_county_site(const Run& run, Findings& findings) {
  CountySiteCheck(run, findings).check();
}

}  // namespace dayu::verify
