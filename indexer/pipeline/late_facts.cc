#include "indexer/pipeline/late_facts.h"

#include <algorithm>
#include <map>

#include "corpus/base/json.h"
#include "indexer/index/reader.h"
#include "indexer/index/segments.h"
#include "indexer/pipeline/near_duplicates.h"
#include "indexer/pipeline/proposals.h"

namespace dossier::indexer {
namespace {

std::string Summary(const std::vector<DocumentRecord>& records, size_t origins) {
  Json json;
  std::map<std::string, uint64_t> sources;
  int64_t first = 0, last = 0;
  for (const DocumentRecord& record : records) {
    ++sources[ShownPublisher(record.from.publisher, record.from.url)];
    if (!first || record.from.fetched.milliseconds < first) first = record.from.fetched.milliseconds;
    last = std::max(last, record.from.fetched.milliseconds);
  }
  json["first_capture"] = first;
  json["last_capture"] = last;
  json["origins"] = origins;
  json["sources"] = Json::object();
  for (const auto& [name, count] : sources) json["sources"][name] = count;
  return DumpJson(json);
}

std::string OriginText(const Origin& origin) {
  Json json;
  json["members"] = Json::array();
  for (const OriginMember& member : origin.members)
    json["members"].push_back({{"document", member.document_id},
                               {"title", member.title},
                               {"publisher", member.publisher},
                               {"url", member.url},
                               {"published", member.published},
                               {"similarity", member.similarity},
                               {"reason", member.reason}});
  return DumpJson(json);
}

}  // namespace

std::vector<std::pair<std::string, std::string>> MakeFacts(const std::vector<DocumentRecord>& records) {
  std::vector<std::pair<std::string, std::string>> entries;
  std::map<std::string, int> newest;
  for (const DocumentRecord& record : records) {
    int& ordinal = newest[record.from.document_id];
    ordinal = std::max(ordinal, record.from.revision);
  }
  for (const auto& [document, ordinal] : newest)
    if (ordinal > 1) entries.emplace_back(kFactNewest + document, std::to_string(ordinal));
  size_t copies = 0;
  for (const Origin& origin : FindOrigins(records)) {
    copies += origin.members.size() - 1;
    for (const OriginMember& member : origin.members)
      entries.emplace_back(kFactOriginOf + member.document_id, origin.id);
    entries.emplace_back(kFactOrigin + origin.id, OriginText(origin));
  }
  int64_t rank = 0;
  std::string provisional;
  for (const LearnedName& name : MakeProposals(records)) {
    Json json = LearnedNameJson(name);
    json["rank"] = rank++;
    if (name.provisional) provisional += name.id + "\n";
    entries.emplace_back(kFactLearned + name.id, DumpJson(json));
  }
  entries.emplace_back(kFactProvisional, provisional);
  entries.emplace_back(kFactSummary, Summary(records, newest.size() - copies));
  return entries;
}

}  // namespace dossier::indexer
