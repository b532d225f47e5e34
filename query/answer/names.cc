// Engine::Names: who is in the corpus, with counts and the names that matched.
#include <algorithm>
#include <map>
#include <set>

#include "query/answer/engine_impl.h"

namespace dossier::query {
namespace {

using indexer::EntityType;
using indexer::Expression;
using indexer::FieldId;

// The term families of one type of name.
struct Terms {
  std::string_view name, of_document, alias;
};

Terms TermsOf(EntityType type) {
  if (type == EntityType::kVendor)
    return {indexer::FieldOf(FieldId::kVendor).prefix, indexer::kVendorOfDocumentPrefix, indexer::kVendorAliasPrefix};
  return {indexer::FieldOf(FieldId::kAgency).prefix, indexer::kAgencyOfDocumentPrefix, indexer::kAgencyAliasPrefix};
}

Expression AnyOf(std::string_view prefix, const std::vector<std::string>& ids) {
  std::vector<Expression> either;
  for (const std::string& id : ids) either.push_back(Expression::Term(prefix, id));
  return Expression::Or(std::move(either));
}

// Documents (revisions) in which any of several ids stands: each is marked once a document, so the marks of two may be
// those of one document.
Result<size_t> DocumentsWithAny(const indexer::IndexReader& index, std::string_view prefix,
                                const std::vector<std::string>& ids) {
  indexer::FindOptions options;
  options.order = indexer::HitOrder::kOldest;
  options.limit = 1'000'000;
  DOSSIER_TRY_ASSIGN(const indexer::Hits hits, index.Find(AnyOf(prefix, ids), options));
  std::set<std::string> documents;
  for (const indexer::Hit& hit : hits.hits) {
    DOSSIER_TRY_ASSIGN(const indexer::Passage passage, index.Fetch(hit.id));
    documents.insert(passage.from.document_id + "|" + std::to_string(passage.from.revision));
  }
  return documents.size();
}

Status Count(const indexer::IndexReader& index, const Terms& terms, const std::vector<std::string>& ids,
             NameCount& name) {
  if (ids.size() == 1) {
    DOSSIER_TRY_ASSIGN(name.passages, index.PassagesWith(terms.name, ids[0]));
    DOSSIER_TRY_ASSIGN(name.documents, index.PassagesWith(terms.of_document, ids[0]));
    return Ok();
  }
  DOSSIER_TRY_ASSIGN(name.passages, index.Count(AnyOf(terms.name, ids)));
  DOSSIER_TRY_ASSIGN(name.documents, DocumentsWithAny(index, terms.of_document, ids));
  return Ok();
}

Status AddAliases(const indexer::IndexReader& index, const Terms& terms, const std::vector<std::string>& ids,
                  NameCount& name) {
  std::map<std::string, size_t> aliases;
  for (const std::string& id : ids) {
    DOSSIER_TRY_ASSIGN(const auto found, index.Terms(terms.alias, id + "|"));
    for (const indexer::TermCount& alias : found) aliases[alias.value.substr(id.size() + 1)] += alias.passages;
  }
  name.aliases.assign(aliases.begin(), aliases.end());
  std::stable_sort(name.aliases.begin(), name.aliases.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  return Ok();
}

Result<CountedNames> CountAll(const indexer::IndexReader& index, const NameBook& book, EntityType type) {
  const Terms terms = TermsOf(type);
  DOSSIER_TRY_ASSIGN(const auto present, index.Terms(terms.name));
  std::map<std::string, std::pair<Standing, std::vector<std::string>>> groups;
  for (const indexer::TermCount& term : present) {
    auto standing = book.Find(term.value);
    if (!standing) continue;
    const bool either =
        standing->status != "listed" || indexer::IsProvisional(term.value);  // indexed as vendor and as agency
    if (either && standing->type != type) continue;
    auto& group = groups[standing->id];
    group.first = std::move(*standing);
    group.second.push_back(term.value);
  }
  CountedNames counted;
  for (const auto& [id, group] : groups) {
    NameCount name;
    name.id = id;
    name.name = group.first.name;
    name.status = group.first.status;
    DOSSIER_CHECK(Count(index, terms, group.second, name));
    counted.names.push_back(std::move(name));
  }
  std::sort(counted.names.begin(), counted.names.end(), [](const NameCount& a, const NameCount& b) {
    if (a.documents != b.documents) return a.documents > b.documents;
    if (a.passages != b.passages) return a.passages > b.passages;
    return a.id < b.id;
  });
  for (const NameCount& name : counted.names) counted.ids.push_back(std::move(groups[name.id].second));
  return counted;
}

}  // namespace

Result<std::vector<NameCount>> Engine::Names(EntityType type, size_t limit) const {
  auto found = impl_->counted.find(type);
  if (found == impl_->counted.end()) {
    DOSSIER_TRY_ASSIGN(CountedNames counted, CountAll(impl_->index, impl_->names, type));
    found = impl_->counted.emplace(type, std::move(counted)).first;
  }
  CountedNames& counted = found->second;
  const size_t asked = std::min(limit, counted.names.size());
  for (size_t& i = counted.with_aliases; i < asked; ++i)
    DOSSIER_CHECK(AddAliases(impl_->index, TermsOf(type), counted.ids[i], counted.names[i]));
  return std::vector<NameCount>(counted.names.begin(), counted.names.begin() + static_cast<std::ptrdiff_t>(asked));
}

}  // namespace dossier::query
