// /evidence/ID: one piece of evidence with its proof.
#include "query/page/cards.h"
#include "query/page/pages.h"
#include "query/proof/certificate.h"
#include "query/proof/picked_evidence.h"
#include "query/proof/recipe.h"
#include "query/proof/row_verification.h"

namespace dossier::query {
namespace {

Html Origins(const EvidenceRow& row) {
  if (!row.origin || row.origin->members.size() < 2) return {};
  Html items;
  for (const indexer::OriginMember& member : row.origin->members)
    items += Tag(
        "li", Link(PathOf("document", member.document_id), member.title.empty() ? member.document_id : member.title) +
                  Tag("span", {Class("soft")},
                      " " + member.published.substr(0, 10) + " " + member.publisher + ": " + member.reason));
  return Tag("ul", items);
}

}  // namespace

PageResult EvidencePage(const Visit& visit, const std::string& id) {
  DOSSIER_TRY_ASSIGN(const Engine* engine, visit.desk.Asked());
  DOSSIER_TRY_ASSIGN(EvidenceRow row, FindEvidenceOrCertificate(id, engine, visit.desk.archive()));
  Verifier verifier(visit.desk.archive());
  VerifyRow(verifier, row);
  Html proof;
  if (row.verification == Verification::kVerified) {
    const auto recipe = RecipeFor(ClaimOf(row), visit.desk.archive());
    proof = recipe ? Tag("p", "With tail, gzip, head and sha256sum, in the corpus directory:") +
                         Tag("pre", {Attr("tabindex", "0")}, Tag("code", *recipe))
                   : Tag("p", {Class("warn")}, recipe.error().message);
    proof += Tag("details", Tag("summary", "The certificate") +
                                Tag("pre", {Attr("tabindex", "0")},
                                    Tag("code", DumpJson(CertificateOf(row, visit.desk.archive()), 2))));
  }
  PageFrame frame;
  frame.title = "Evidence " + row.said().id;
  return MakePage(visit, frame,
                  Tag("h1", frame.title) + EvidenceCard(visit, *engine, row) +
                      Section("origin", "Copies of this text", Origins(row)) +
                      Section("check", "How to check this yourself", proof));
}

}  // namespace dossier::query
