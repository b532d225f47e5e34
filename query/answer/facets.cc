#include "query/answer/facets.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "corpus/url/url.h"
#include "indexer/index/schema.h"

namespace dossier::query {
namespace {

using indexer::FieldId;

struct Count {
  std::string shown;
  size_t statements = 0;
  std::set<std::string> documents;
};

using Counts = std::map<std::string, Count>;

// value -> name to show; a row counts once for each value.
using Values = std::map<std::string, std::string>;

std::string HostDomain(const std::string& address) {
  const auto url = Url::Parse(address);
  return url && !url->host().empty() ? RegistrableDomain(url->host()) : "";
}

Values NamesOf(const std::vector<std::string>& ids, const NameOfId& name_of) {
  Values values;
  for (const std::string& id : ids) values[id] = name_of(id);
  return values;
}

Values ActionsOf(const EvidenceRow& row) {
  Values values;
  for (const indexer::Action* event : row.events()) {
    if (event->polarity != indexer::Polarity::kAsserted) continue;
    const std::string name(indexer::ActionTypeName(event->type));
    values[name] = name;
  }
  return values;
}

Values CvesOf(const indexer::Passage& passage) {
  Values values;
  for (const indexer::Mention& mention : passage.mentions) {
    if (mention.type != indexer::MentionType::kCve) continue;
    const std::string id =
        !mention.value.empty() ? mention.value : passage.text.substr(mention.begin, mention.end - mention.begin);
    values[id] = id;
  }
  return values;
}

Values EventsOf(const indexer::IndexedStatement& said) {
  Values values;
  for (const auto& date : said.dates)
    if (date.value.size() >= 4) values[date.value.substr(0, 4)] = date.value.substr(0, 4);
  return values;
}

Values One(const std::string& value, const std::string& shown = "") {
  if (value.empty()) return {};
  return {{value, shown.empty() ? value : shown}};
}

Values ValuesOf(const EvidenceRow& row, FieldId field, const NameOfId& name_of) {
  const indexer::Provenance& from = row.passage.from;
  const indexer::IndexedStatement& said = row.said();
  switch (field) {
    case FieldId::kVendor:
      return NamesOf(said.vendors, name_of);
    case FieldId::kAgency:
      return NamesOf(said.agencies, name_of);
    case FieldId::kAction:
      return ActionsOf(row);
    case FieldId::kCve:
      return CvesOf(row.passage);
    case FieldId::kSource:
      return One(!from.publisher.empty() ? from.publisher : HostDomain(from.url));
    case FieldId::kKind: {
      Values kinds = One(from.kind);
      if (!from.source_kind.empty() && from.source_kind != "unknown") kinds[from.source_kind] = from.source_kind;
      return kinds;
    }
    case FieldId::kLanguage:
      return One(from.language.substr(0, from.language.find('-')));
    case FieldId::kPublished:
      return One(from.published.substr(0, 4));
    case FieldId::kEvent:
      return EventsOf(said);
    case FieldId::kCaptured:
      return One(FormatDay(UtcDayOf(from.fetched)).substr(0, 7));
    case FieldId::kSpeaker:
      return said.speaker ? One(said.speaker->name) : Values{};
    case FieldId::kReportedBy:
      return One(said.reported_by);
    case FieldId::kAuthor: {
      Values authors;
      for (const std::string& author : from.authors) authors[author] = author;
      return authors;
    }
    case FieldId::kDocument:
      return One(from.document_id, from.title);
    default:
      return {};
  }
}

Values ActorsOf(const EvidenceRow& row, const NameOfId& name_of) {
  Values values;
  const std::vector<std::string>& agencies = row.said().agencies;
  for (const indexer::Action* event : row.events())
    for (const std::string& id : event->actors)
      if (event->polarity == indexer::Polarity::kAsserted &&
          std::find(agencies.begin(), agencies.end(), id) != agencies.end())
        values[id] = name_of(id);
  return values;
}

void CountRow(const EvidenceRow& row, const Values& values, Counts& counts) {
  for (const auto& [value, shown] : values) {
    Count& count = counts[value];
    count.shown = shown;
    ++count.statements;
    count.documents.insert(row.passage.from.document_id);
  }
}

Facet Sorted(std::string_view field, const Counts& counts) {
  Facet facet{field, {}};
  for (const auto& [value, count] : counts)
    facet.values.push_back({value, count.shown, count.statements, count.documents.size()});
  std::stable_sort(facet.values.begin(), facet.values.end(),
                   [](const auto& a, const auto& b) { return a.statements > b.statements; });
  return facet;
}

}  // namespace

Facet ActingOf(const EvidenceAnswer& answer, const NameOfId& name_of) {
  Counts counts;
  for (const EvidenceRow& row : answer.rows) CountRow(row, ActorsOf(row, name_of), counts);
  return Sorted("by", counts);
}

std::vector<Facet> FacetsOf(const EvidenceAnswer& answer, const NameOfId& name_of) {
  std::vector<Facet> facets;
  for (const indexer::Field& field : indexer::kFields) {
    Counts counts;
    for (const EvidenceRow& row : answer.rows) CountRow(row, ValuesOf(row, field.id, name_of), counts);
    if (counts.empty()) continue;
    facets.push_back(Sorted(field.name, counts));
  }
  return facets;
}

}  // namespace dossier::query
