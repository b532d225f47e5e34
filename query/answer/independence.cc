#include "query/answer/independence.h"

#include <map>
#include <set>

#include "corpus/base/case_folding.h"
#include "corpus/base/utf8.h"

namespace dossier::query {
namespace {

struct DocumentStanding {
  std::string origin;             // of the document, or its id
  std::set<std::string> outlets;  // that its rows were taken from, folded; "" for its own voice
};

}  // namespace

size_t IndependentOrigins(const std::vector<const EvidenceRow*>& rows) {
  std::map<std::string, DocumentStanding> documents;
  std::map<std::string, std::string> origin_of_outlet;  // publisher, folded -> the origin of its first document here
  for (const EvidenceRow* row : rows) {
    const indexer::Provenance& from = row->passage.from;
    DocumentStanding& document = documents[from.document_id];
    document.origin = row->origin && !row->origin->id.empty() ? row->origin->id : from.document_id;
    document.outlets.insert(FoldForComparison(row->said().reported_by));
    if (row->said().reported_by.empty())
      origin_of_outlet.emplace(FoldForComparison(indexer::ShownPublisher(from.publisher, from.url)), document.origin);
  }
  std::set<std::string> origins;
  for (const auto& [id, document] : documents) {
    const std::string outlet = document.outlets.size() == 1 ? *document.outlets.begin() : "";
    if (outlet.empty())
      origins.insert(document.origin);
    else
      origins.insert(origin_of_outlet.contains(outlet) ? origin_of_outlet.at(outlet) : "outlet:" + outlet);
  }
  return origins.size();
}

}  // namespace dossier::query
