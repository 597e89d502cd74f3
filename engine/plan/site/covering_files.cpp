// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/geo/table.h"
#include "engine/plan/site/location_files.h"

namespace dayu::plan {
namespace {

const char* kind_of(Reach kind) {
  return kind == Reach::centre ? "p-centre" : kind == Reach::covering ? "set-covering" : "maximal-covering";
}

constexpr const char* kCoverProof =
    "plan/cover_proof.csv: proof_open sites do not cover everybody within proof_radius. A tree; each node "
    "differs "
    "from its parent by one site, open (+) or closed (-). At a node without children, with its prices u: "
    "opened + "
    "sum of u over clients not covered + sum over sites left of min(0, 1 - sum of their u) is above "
    "proof_open. A "
    "site whose clients are all covered by another is left out (of equals the first stays)";
constexpr const char* kMostProof =
    "plan/site_proof.csv bounds the p-median of costs 1 beyond the radius and 0 within: a node's prices u "
    "bound "
    "every choice that opens its `open` sites and no others than its `undecided`: sum u + sum over `open` + "
    "the "
    "least over `undecided` (as many as are still to be opened) of sum over clients of min(0, cost - u)";

void write_cover_proof(const Siting& siting, const std::vector<CoverNode>& nodes,
                       const std::filesystem::path& run) {
  geo::TableWriter rows({"node", "parent", "branch", "prices"});
  for (std::size_t n = 0; n < nodes.size(); ++n) {
    const CoverNode& node = nodes[n];
    rows.cell(static_cast<int>(n)).cell(node.parent);
    rows.cell(node.site < 0
                  ? ""
                  : (node.opened ? "+" : "-") + siting.site_names[static_cast<std::size_t>(node.site)]);
    rows.cell(numbers_in_words(node.prices)).end_row();
  }
  rows.write(run / "plan" / "cover_proof.csv");
}

}  // namespace

void write_siting(const Siting& siting, const ReachAnswer& answer, const std::filesystem::path& run) {
  geo::TableWriter clients({"client", "site", "share_1", "cost"}), open({"site"});
  for (int i = 0; i < siting.clients; ++i) {
    const int site = answer.served_by[static_cast<std::size_t>(i)];
    clients.cell(siting.client_names[static_cast<std::size_t>(i)]);
    clients.cell(siting.site_names[static_cast<std::size_t>(site)])
        .cell(1)
        .cell(siting.row(i)[site], 3)
        .end_row();
  }
  for (const int site : answer.open) open.cell(siting.site_names[static_cast<std::size_t>(site)]).end_row();
  clients.write(run / "plan" / "site.csv");
  open.write(run / "plan" / "site_open.csv");
  if (answer.kind == Reach::most_covered)
    write_proof(siting, answer.proof, run);
  else
    write_cover_proof(siting, answer.cover_proof, run);
  const nlohmann::ordered_json certificate{
      {"v", 1},
      {"exercise", "演练 EXERCISE"},
      {"problem", kind_of(answer.kind)},
      {"valid", "for the stated costs"},
      {"open", answer.open.size()},
      {"radius", answer.radius},
      {"cost", answer.value},
      {"bound", answer.bound},
      {"proof_open", answer.proof_open},
      {"proof_radius", answer.proof_radius},
      {"proof", answer.kind == Reach::most_covered ? kMostProof : kCoverProof},
      {"work", answer.work}};
  geo::write_file(run / "plan" / "certificate.json", certificate.dump(1) + "\n");
}

}  // namespace dayu::plan
