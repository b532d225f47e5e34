#include "indexer/pipeline/late_facts.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "corpus/base/json.h"
#include "indexer/index/facts.h"
#include "indexer/index/records.h"
#include "indexer/pipeline/gate_facts.h"
#include "indexer/pipeline/near_duplicates.h"
#include "indexer/pipeline/origins.h"
#include "indexer/pipeline/proposals.h"
#include "indexer/pipeline/revision_order.h"

namespace dossier::indexer {
namespace {

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

// The newest of several records; nullptr of none.
const DocumentRecord* NewestOf(const std::vector<DocumentRecord>& records) {
  const auto newest = std::max_element(records.begin(), records.end(),
                                       [](const auto& a, const auto& b) { return a.from.revision < b.from.revision; });
  return newest == records.end() ? nullptr : &*newest;
}

class Updater : public OriginSource {
 public:
  Updater(const corpus::Corpus* corpus, Facts facts, RecordStore old, RecordStore fresh)
      : corpus_(corpus), facts_(std::move(facts)), old_(std::move(old)), fresh_(std::move(fresh)) {}

  Status Run(const Touched& touched);
  size_t records_read() const { return old_.read() + fresh_.read(); }
  const Facts& facts() const { return facts_; }
  const FactsChange& change() const { return change_; }

  Result<const DocumentRecord*> Newest(const std::string& document) override;
  Result<std::string> OriginOf(const std::string& document) override { return facts_.Get(kFactOriginOf + document); }
  Result<std::vector<std::string>> MembersOf(const std::string& origin) override;
  Result<std::vector<std::string>> InBand(uint32_t band) override;

 private:
  Status Touch(const std::string& document);
  Status SetOrDrop(const std::string& key, const std::string& value);
  Status PlaceRevisions(const std::string& document, std::vector<DocumentRecord>& records);
  Result<std::vector<DocumentRecord>> OldRecords(const std::string& document);
  void TakeNames(const std::string& document, const DocumentRecord* before, const DocumentRecord& now);
  Status UpdateOrigins();
  Status UpdateNames();
  Status TellAgain(const std::string& name, NameSum& sum);
  Status UpdateSummary();

  struct NameChange {
    std::vector<LearnedName> gone, come;
  };

  const corpus::Corpus* corpus_;
  Facts facts_;
  RecordStore old_, fresh_;
  FactsChange change_;
  std::map<std::string, std::optional<DocumentRecord>> newest_;  // of documents that were looked at
  std::set<std::string> changed_;                                // whose newest revision is another one, or new
  std::map<std::string, NameChange> names_;
  bool ranked_ = false;
  // For the summary.
  std::map<std::string, uint64_t> sources_;
  int64_t first_ = 0, last_ = 0, new_documents_ = 0, more_copies_ = 0;
};

// Sets a fact; one without value is dropped where there is one.
Status Updater::SetOrDrop(const std::string& key, const std::string& value) {
  DOSSIER_TRY_ASSIGN(const std::string before, facts_.Get(key));
  if (before != value) change_.entries[key] = value.empty() ? std::string(kFactDropped) : value;
  return Ok();
}

// The records that were published before, with the ranks that they had.
Result<std::vector<DocumentRecord>> Updater::OldRecords(const std::string& document) {
  DOSSIER_TRY_ASSIGN(std::vector<DocumentRecord> records, old_.Of(document));
  if (records.size() < 2) return records;
  DOSSIER_TRY_ASSIGN(const std::string ranks, facts_.Get(kFactRanks + document));
  if (ranks.empty()) return records;
  DOSSIER_TRY_ASSIGN(const Json json, ParseJson(ranks, "the revisions of a document of the index"));
  for (DocumentRecord& record : records)
    record.from.revision =
        static_cast<int>(IntegerAt(json, std::to_string(record.from.revision), record.from.revision));
  return records;
}

Result<const DocumentRecord*> Updater::Newest(const std::string& document) {
  auto known = newest_.find(document);
  if (known == newest_.end()) {
    DOSSIER_TRY_ASSIGN(const std::vector<DocumentRecord> records, OldRecords(document));
    const DocumentRecord* newest = NewestOf(records);
    known = newest_.emplace(document, newest ? std::optional(*newest) : std::nullopt).first;
  }
  return known->second ? &*known->second : nullptr;
}

Result<std::vector<std::string>> Updater::MembersOf(const std::string& origin) {
  std::vector<std::string> members;
  DOSSIER_TRY_ASSIGN(const std::string text, facts_.Get(kFactOrigin + origin));
  if (text.empty()) return members;
  DOSSIER_TRY_ASSIGN(const Json json, ParseJson(text, "an origin of the index"));
  for (const Json& item : MemberAt(json, "members")) members.push_back(StringAt(item, "document"));
  return members;
}

Result<std::vector<std::string>> Updater::InBand(uint32_t band) {
  std::vector<std::string> documents;
  for (const uint64_t number : facts_.InBand(band, kMostOfBand)) documents.push_back(DocumentOfBand(number));
  return documents;
}

// Ranks the revisions, when there are several, and notes the newest. Leaves the ranks in the records.
Status Updater::PlaceRevisions(const std::string& document, std::vector<DocumentRecord>& records) {
  DOSSIER_TRY_ASSIGN(const std::string ranks, OrderRevisions(corpus_, records));
  ranked_ = ranked_ || !ranks.empty();
  DOSSIER_CHECK(SetOrDrop(kFactRanks + document, ranks));
  const int newest = NewestOf(records)->from.revision;
  return SetOrDrop(kFactNewest + document, newest > 1 ? std::to_string(newest) : "");
}

void Updater::TakeNames(const std::string& document, const DocumentRecord* before, const DocumentRecord& now) {
  changed_.insert(document);
  if (before)
    for (const LearnedName& name : before->unlisted) names_[name.id].gone.push_back(name);
  for (const LearnedName& name : now.unlisted) names_[name.id].come.push_back(name);
}

Status Updater::Touch(const std::string& document) {
  DOSSIER_TRY_ASSIGN(const std::vector<DocumentRecord> old, OldRecords(document));
  DOSSIER_TRY_ASSIGN(std::vector<DocumentRecord> records, fresh_.Of(document));
  for (const DocumentRecord& record : records) {
    ++sources_[ShownPublisher(record.from.publisher, record.from.url)];
    if (!first_ || record.from.fetched.milliseconds < first_) first_ = record.from.fetched.milliseconds;
    last_ = std::max(last_, record.from.fetched.milliseconds);
  }
  if (old.empty() && records.empty()) return Ok();  // no text of it is indexed
  new_documents_ += old.empty();
  if (records.empty() && old.size() == 1) {
    newest_[document] = old.front();
    return Ok();
  }
  const DocumentRecord* before = NewestOf(old);
  DOSSIER_TRY_ASSIGN(std::vector<DocumentRecord> all, old_.Of(document));  // with the numbers that passages have
  std::move(records.begin(), records.end(), std::back_inserter(all));
  DOSSIER_CHECK(PlaceRevisions(document, all));
  const DocumentRecord* now = NewestOf(all);
  if (!before || before->from.text_sha256 != now->from.text_sha256 || before->from.capture_id != now->from.capture_id)
    TakeNames(document, before, *now);
  newest_[document] = *now;
  return Ok();
}

Status Updater::UpdateOrigins() {
  Origins origins(*this);
  DOSSIER_CHECK(origins.Place(changed_));
  DOSSIER_TRY_ASSIGN(const auto changed, origins.Changed());
  for (const auto& [id, origin] : changed)
    DOSSIER_CHECK(SetOrDrop(kFactOrigin + id, origin.members.size() > 1 ? OriginText(origin) : ""));
  for (const auto& [document, origin] : origins.Placed()) DOSSIER_CHECK(SetOrDrop(kFactOriginOf + document, origin));
  for (const std::string& document : origins.beginning()) {
    DOSSIER_TRY_ASSIGN(const DocumentRecord* record, Newest(document));
    const uint64_t number = BandDocument(document);
    if (!record || number == 0) continue;
    for (const uint32_t band : BandsOf(record->signature)) change_.bands.push_back({band, number});
  }
  more_copies_ = origins.more_copies();
  return Ok();
}

// The telling sentences of a name, from all documents that have it.
Status Updater::TellAgain(const std::string& name, NameSum& sum) {
  sum.ClearIntroductions();
  DOSSIER_TRY_ASSIGN(std::vector<std::string> documents, old_.Naming(name));
  documents.insert(documents.end(), changed_.begin(), changed_.end());
  std::sort(documents.begin(), documents.end());
  documents.erase(std::unique(documents.begin(), documents.end()), documents.end());
  for (const std::string& document : documents) {
    DOSSIER_TRY_ASSIGN(const DocumentRecord* record, Newest(document));
    if (!record) continue;
    for (const LearnedName& seen : record->unlisted)
      if (seen.id == name) sum.AddIntroductions(seen);
  }
  return Ok();
}

Status Updater::UpdateNames() {
  for (const auto& [id, change] : names_) {
    DOSSIER_TRY_ASSIGN(const std::string stored, facts_.Get(kFactSum + id));
    NameSum sum = NameSum::Parse(stored).value_or(NameSum());
    bool told = true;
    for (const LearnedName& name : change.gone) told = sum.Remove(name) && told;
    for (const LearnedName& name : change.come) sum.Add(name);
    if (!told) DOSSIER_CHECK(TellAgain(id, sum));
    change_.entries[kFactSum + id] = sum.empty() ? std::string(kFactDropped) : sum.Bytes();
    std::string learned, answers;
    if (sum.IsProposed()) {
      const LearnedName name = sum.Name();
      Json json = LearnedNameJson(name);
      json["strong"] = sum.strong_documents();
      learned = DumpJson(json);
      if (name.provisional) answers = "1";
    }
    DOSSIER_CHECK(SetOrDrop(kFactLearned + id, learned));
    DOSSIER_CHECK(SetOrDrop(kFactAnswers + id, answers));
  }
  return Ok();
}

Status Updater::UpdateSummary() {
  DOSSIER_TRY_ASSIGN(const std::string stored, facts_.Get(kFactSummary));
  Json json = Json::object();
  if (!stored.empty()) {
    DOSSIER_TRY_ASSIGN(json, ParseJson(stored, "the summary of the index"));
  }
  const int64_t first = IntegerAt(json, "first_capture"), last = IntegerAt(json, "last_capture");
  json["first_capture"] = first && (!first_ || first < first_) ? first : first_;
  json["last_capture"] = std::max(last, last_);
  json["origins"] = IntegerAt(json, "origins") + new_documents_ - more_copies_;
  const Json& stored_sources = MemberAt(json, "sources");
  if (stored_sources.is_object())
    for (const auto& [name, count] : stored_sources.items())
      sources_[name] += count.is_number_unsigned() ? count.get<uint64_t>() : 0;
  json["sources"] = sources_;
  return SetOrDrop(kFactSummary, DumpJson(json));
}

Status Updater::Run(const Touched& touched) {
  for (const std::string& document : touched.documents) DOSSIER_CHECK(Touch(document));
  if (ranked_) change_.entries[kFactRanked] = "1";
  DOSSIER_CHECK(UpdateOrigins());
  DOSSIER_CHECK(UpdateNames());
  DOSSIER_CHECK(UpdateSummary());
  return UpdateGateFacts(corpus_, facts_, touched.addresses, touched.outcomes, change_.entries);
}

}  // namespace

Result<std::vector<std::string>> UpdateFacts(const corpus::Corpus* corpus, const std::string& index_directory,
                                             const PublishedIndex& published, const std::string& segment,
                                             const Touched& touched, FactsWork& work) {
  DOSSIER_TRY_ASSIGN(Facts facts, Facts::Open(index_directory, published.facts));
  DOSSIER_TRY_ASSIGN(RecordStore old, RecordStore::Open(index_directory, published.segments));
  DOSSIER_TRY_ASSIGN(RecordStore fresh,
                     RecordStore::Open(index_directory, segment.empty() ? std::vector<std::string>()
                                                                        : std::vector<std::string>{segment}));
  Updater updater(corpus, std::move(facts), std::move(old), std::move(fresh));
  DOSSIER_CHECK(updater.Run(touched));
  work.records_read += updater.records_read();
  work.facts_written += updater.change().entries.size();
  return updater.facts().Add(updater.change(), NextName(index_directory, kFactsStem));
}

}  // namespace dossier::indexer
