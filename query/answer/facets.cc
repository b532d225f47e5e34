#include "query/answer/facets.h"

#include <algorithm>
#include <set>

#include "corpus/url/url.h"

namespace dossier::query {
namespace {

using indexer::FieldId;

std::string HostDomain(const std::string& address) {
  const auto url = Url::Parse(address);
  return url && !url->host().empty() ? RegistrableDomain(url->host()) : "";
}

// Each once: a row counts once for each value.
using Values = std::set<std::string>;

Values ActionsOf(const EvidenceRow& row) {
  Values values;
  for (const indexer::Action* event : row.events())
    if (event->polarity == indexer::Polarity::kAsserted) values.emplace(indexer::ActionTypeName(event->type));
  return values;
}

Values CvesOf(const indexer::Passage& passage) {
  Values values;
  for (const indexer::Mention& mention : passage.mentions) {
    if (mention.type != indexer::MentionType::kCve) continue;
    values.insert(!mention.value.empty() ? mention.value
                                         : passage.text.substr(mention.begin, mention.end - mention.begin));
  }
  return values;
}

Values EventsOf(const indexer::IndexedStatement& said) {
  Values values;
  for (const auto& date : said.dates)
    if (date.value.size() >= 4) values.insert(date.value.substr(0, 4));
  return values;
}

Values Distinct(const std::vector<std::string>& values) { return {values.begin(), values.end()}; }

}  // namespace

const std::string& FacetCounter::NameOf(const std::string& id) {
  const auto known = names_.find(id);
  return known != names_.end() ? known->second : names_.emplace(id, name_of_(id)).first->second;
}

void FacetCounter::Tally(FieldId field, const std::string& value, const std::string& shown) {
  if (value.empty()) return;
  Count& count = counts_[static_cast<size_t>(field)][value];
  if (count.statements == 0) count.shown = shown.empty() ? value : shown;
  ++count.statements;
  count.documents += count.document != document_number_;
  count.document = document_number_;
}

// What the statement itself says.
void FacetCounter::AddSaid(const EvidenceRow& row) {
  const indexer::IndexedStatement& said = row.said();
  for (const std::string& id : Distinct(said.vendors)) Tally(FieldId::kVendor, id, NameOf(id));
  for (const std::string& id : Distinct(said.agencies)) Tally(FieldId::kAgency, id, NameOf(id));
  for (const std::string& action : ActionsOf(row)) Tally(FieldId::kAction, action, "");
  for (const std::string& cve : CvesOf(row.passage)) Tally(FieldId::kCve, cve, "");
  for (const std::string& year : EventsOf(said)) Tally(FieldId::kEvent, year, "");
  if (said.speaker) Tally(FieldId::kSpeaker, said.speaker->name, "");
  Tally(FieldId::kReportedBy, said.reported_by, "");
}

void FacetCounter::Add(const EvidenceRow& row) {
  const indexer::Provenance& from = row.passage.from;
  if (from.document_id != document_ || document_number_ == 0) {
    document_ = from.document_id;
    ++document_number_;
  }
  ++statements_;
  AddSaid(row);
  Tally(FieldId::kSource, !from.publisher.empty() ? from.publisher : HostDomain(from.url), "");
  Tally(FieldId::kKind, from.kind, "");
  if (from.source_kind != "unknown" && from.source_kind != from.kind) Tally(FieldId::kKind, from.source_kind, "");
  Tally(FieldId::kLanguage, from.language.substr(0, from.language.find('-')), "");
  Tally(FieldId::kPublished, from.published.substr(0, 4), "");
  Tally(FieldId::kCaptured, FormatDay(UtcDayOf(from.fetched)).substr(0, 7), "");
  for (const std::string& author : Distinct(from.authors)) Tally(FieldId::kAuthor, author, "");
  Tally(FieldId::kDocument, from.document_id, from.title);
}

std::vector<Facet> FacetCounter::Facets() const {
  std::vector<Facet> facets;
  for (const indexer::Field& field : indexer::kFields) {
    const auto& counts = counts_[static_cast<size_t>(field.id)];
    if (counts.empty()) continue;
    Facet facet{field.name, {}};
    for (const auto& [value, count] : counts)
      facet.values.push_back({value, count.shown, count.statements, count.documents});
    std::sort(facet.values.begin(), facet.values.end(), [](const FacetValue& a, const FacetValue& b) {
      return a.statements != b.statements ? a.statements > b.statements : a.value < b.value;
    });
    facets.push_back(std::move(facet));
  }
  return facets;
}

}  // namespace dossier::query
