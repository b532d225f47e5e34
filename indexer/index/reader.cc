#include "indexer/index/reader.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "corpus/base/json.h"
#include "indexer/index/built_query.h"
#include "indexer/index/facts.h"
#include "indexer/index/passage_store.h"
#include "indexer/index/record_data.h"
#include "indexer/index/segments.h"
#include "indexer/index/xapian_fence.h"
#include "indexer/text/words.h"

namespace dossier::indexer {
namespace {

constexpr size_t kMostRecordsKept = 1000;
constexpr size_t kTotalOrderCheck = 1;  // check_at_least for cheap bounds

}  // namespace

Expression Expression::Nothing() {
  Expression e;
  e.op = Op::kNothing;
  return e;
}
Expression Expression::Term(std::string_view prefix, std::string_view value) {
  Expression e;
  e.op = Op::kTerm;
  e.prefix = prefix;
  e.text = value;
  return e;
}
Expression Expression::Beginning(std::string_view prefix, std::string_view value) {
  Expression e = Term(prefix, value);
  e.op = Op::kBeginning;
  return e;
}
Expression Expression::Words(std::string_view prefix, std::string_view text) {
  Expression e = Term(prefix, text);
  e.op = Op::kWords;
  return e;
}
Expression Expression::Phrase(std::string_view prefix, std::string_view text) {
  Expression e = Term(prefix, text);
  e.op = Op::kPhrase;
  return e;
}
Expression Expression::Near(std::string_view prefix, std::string_view text, size_t window) {
  Expression e = Term(prefix, text);
  e.op = Op::kNear;
  e.window = window;
  return e;
}
Expression Expression::Range(int slot, std::string_view low, std::string_view high) {
  Expression e;
  e.op = Op::kRange;
  e.slot = slot;
  e.low = low;
  e.high = high;
  return e;
}
Expression Expression::Days(std::string_view prefix, int slot, std::string_view low, std::string_view high) {
  Expression e = Range(slot, low, high);
  e.prefix = prefix;
  return e;
}
Expression Expression::And(std::vector<Expression> parts) {
  if (parts.empty()) return All();
  if (parts.size() == 1) return std::move(parts[0]);
  Expression e;
  e.op = Op::kAnd;
  e.parts = std::move(parts);
  return e;
}
Expression Expression::Or(std::vector<Expression> parts) {
  if (parts.empty()) return Nothing();
  if (parts.size() == 1) return std::move(parts[0]);
  Expression e;
  e.op = Op::kOr;
  e.parts = std::move(parts);
  return e;
}
Expression Expression::AndNot(Expression keep, Expression drop) {
  Expression e;
  e.op = Op::kAndNot;
  e.parts = {std::move(keep), std::move(drop)};
  return e;
}
Expression Expression::Scale(Expression part, double factor) {
  Expression e;
  e.op = Op::kScale;
  e.factor = factor;
  e.parts = {std::move(part)};
  return e;
}

struct IndexReader::Impl {
  std::string directory;
  Xapian::Database database;  // all segments
  std::optional<Facts> facts;
  std::vector<Xapian::Database> segments;  // of `database`, in its order: metadata is asked of each alone
  bool ranked = false;  // some documents have revisions that did not come in the order of their captures
  std::unordered_map<std::string, Provenance> records;  // lately asked for; emptied when full

  PassageStore passages;

  // The record that a passage of a segment refers to.
  Result<Provenance> RecordOf(size_t segment, const Provenance& reference);

  // `weighted`: boolean terms must not change the ranking of words.
  Xapian::Query Build(const Expression& e, bool weighted) const { return BuildQuery(e, database, weighted); }
};

IndexReader::IndexReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
IndexReader::~IndexReader() = default;
IndexReader::IndexReader(IndexReader&&) noexcept = default;
IndexReader& IndexReader::operator=(IndexReader&&) noexcept = default;

Result<IndexReader> IndexReader::Open(const std::string& index_directory) {
  // A publish between reading the stub and opening a segment can take it away: read the stub once more then.
  for (int attempt = 0;; ++attempt) {
    DOSSIER_TRY_ASSIGN(const PublishedIndex published, ReadStub(index_directory));
    auto opened = Fenced("cannot open the index at " + index_directory, [&]() -> Result<IndexReader> {
      auto impl = std::make_unique<Impl>();
      impl->directory = index_directory;
      for (const std::string& segment : published.segments) {
        Xapian::Database database(index_directory + "/" + segment);
        const std::string version = database.get_metadata(kMetaSchema);
        if (version != std::to_string(kSchemaVersion))
          return Fail(ErrorCode::kVersion,
                      "the index at " + index_directory + " has schema " + version + ", this program reads " +
                          std::to_string(kSchemaVersion),
                      "run: dossier index --rebuild");
        impl->database.add_database(database);
        impl->segments.push_back(std::move(database));
      }
      // An index of nothing answers like any other: Xapian refuses questions to a database without parts.
      if (published.segments.empty())
        impl->database = Xapian::WritableDatabase(std::string(), Xapian::DB_BACKEND_INMEMORY);
      DOSSIER_TRY_ASSIGN(Facts facts, Facts::Open(index_directory, published.facts));
      impl->facts.emplace(std::move(facts));
      DOSSIER_TRY_ASSIGN(const std::string ranked, impl->facts->Get(kFactRanked));
      impl->ranked = !ranked.empty();
      return IndexReader(std::move(impl));
    });
    if (opened || opened.error().code != ErrorCode::kIo || attempt == 2) return opened;
  }
}

namespace {

// A query in two parts: what the first passages of documents answer, and the rest. The first part is enough for most
// pages; when it is not, the whole is asked with a bonus for first passages that no weight of words reaches.
struct LeadsFirst {
  LeadsFirst(const Xapian::Query& query, size_t estimate) : estimated(estimate) {
    const Xapian::Query first{std::string(kFirstPassageTerm)};
    among_leads = Xapian::Query(Xapian::Query::OP_FILTER, query, first);
    const Xapian::Query bonus(Xapian::Query::OP_FILTER,
                              Xapian::Query((new Xapian::FixedWeightPostingSource(kBonus))->release()), first);
    leads_before_others = Xapian::Query(Xapian::Query::OP_AND_MAYBE, query, bonus);
  }
  double WeightOf(double weight) const { return all && weight >= kBonus ? weight - kBonus : weight; }

  static constexpr double kBonus = 10000;
  Xapian::Query among_leads, leads_before_others;
  size_t estimated;
  bool all = false;  // the second was asked
};

}  // namespace

Result<Hits> IndexReader::Find(const Expression& expression, const FindOptions& options) const {
  return Fenced("the index search failed", [&]() -> Result<Hits> {
    Xapian::Enquire enquire(impl_->database);
    Xapian::Query query = impl_->Build(expression, options.order == HitOrder::kRelevance);
    Xapian::MultiValueKeyMaker by_date;  // a document without a date comes last in both directions
    by_date.add_value(kPublishedSlot, options.order == HitOrder::kNewest,
                      options.order == HitOrder::kNewest ? "" : "~");
    switch (options.order) {
      case HitOrder::kRelevance:
        break;
      case HitOrder::kPreference: {
        enquire.set_weighting_scheme(Xapian::CoordWeight());
        std::vector<Xapian::Query> wishes;
        for (const Expression& wish : options.preferences) wishes.push_back(impl_->Build(wish, false));
        query = Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, query, 0.0);
        if (!wishes.empty())
          query = Xapian::Query(Xapian::Query::OP_AND_MAYBE, query,
                                Xapian::Query(Xapian::Query::OP_OR, wishes.begin(), wishes.end()));
        enquire.set_sort_by_relevance_then_key(&by_date, false);
        break;
      }
      case HitOrder::kOldest:
      case HitOrder::kNewest:
        enquire.set_weighting_scheme(Xapian::BoolWeight());
        enquire.set_sort_by_key(&by_date, false);
        break;
    }
    if (options.one_per_document) enquire.set_collapse_key(kDocumentSlot);
    const auto offset = static_cast<Xapian::doccount>(options.offset),
               limit = static_cast<Xapian::doccount>(options.limit);
    const auto ask = [&](const Xapian::Query& asked) {
      enquire.set_query(asked);
      return enquire.get_mset(offset, limit, offset + limit + kTotalOrderCheck);
    };
    std::optional<LeadsFirst> leads;
    Xapian::MSet found;
    if (options.leads_from > 0 && options.order == HitOrder::kRelevance) {
      enquire.set_query(query);
      const Xapian::doccount estimated = enquire.get_mset(0, 0).get_matches_estimated();
      if (estimated >= options.leads_from) {
        leads.emplace(query, estimated);
        found = ask(leads->among_leads);
        if (found.size() < limit) {
          leads->all = true;
          found = ask(leads->leads_before_others);
        }
      }
    }
    if (!leads) found = ask(query);
    Hits hits;
    hits.at_least = found.get_matches_lower_bound();
    hits.estimated = std::max<size_t>(found.get_matches_estimated(), leads ? leads->estimated : 0);
    for (auto it = found.begin(); it != found.end(); ++it)
      hits.hits.push_back({*it, leads ? leads->WeightOf(it.get_weight()) : it.get_weight(), it.get_collapse_count()});
    return hits;
  });
}

Result<size_t> IndexReader::Count(const Expression& expression) const {
  return Fenced("the index search failed", [&]() -> Result<size_t> {
    Xapian::Enquire enquire(impl_->database);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_query(impl_->Build(expression, false));
    const Xapian::MSet found = enquire.get_mset(0, 0, impl_->database.get_doccount());
    return static_cast<size_t>(found.get_matches_estimated());
  });
}

Result<Provenance> IndexReader::Impl::RecordOf(size_t segment, const Provenance& reference) {
  const std::string key = RecordKey(reference), cached = std::to_string(segment) + "|" + key;
  if (const auto found = records.find(cached); found != records.end()) return found->second;
  const std::string data = segments[segment].get_metadata(key);
  if (data.empty())
    return Fail(ErrorCode::kCorrupt, "the index has passages of a document whose record is missing: " + key,
                kRebuildHint);
  DOSSIER_TRY_ASSIGN(Provenance from, ParseProvenance(data));
  if (records.size() >= kMostRecordsKept) records.clear();
  return records.emplace(cached, std::move(from)).first->second;
}

Result<Passage> IndexReader::Fetch(uint32_t id) const {
  if (impl_->segments.empty() || id == 0) return Fail(ErrorCode::kNotFound, "the index has no such passage");
  DOSSIER_TRY_ASSIGN(Passage passage, Fenced("cannot read a passage of the index", [&]() -> Result<Passage> {
                       // Passages of several segments are numbered in turn (Xapian, multi-database).
                       const size_t segments = impl_->segments.size(), segment = (id - 1) % segments;
                       const auto own = static_cast<Xapian::docid>((id - 1) / segments + 1);
                       DOSSIER_TRY_ASSIGN(Passage found, impl_->passages.Read(impl_->segments[segment], segment, own));
                       DOSSIER_TRY_ASSIGN(found.from, impl_->RecordOf(segment, found.from));
                       return found;
                     }));
  if (!impl_->ranked) return passage;
  DOSSIER_TRY_ASSIGN(const std::string ranks, impl_->facts->Get(kFactRanks + passage.from.document_id));
  if (ranks.empty()) return passage;
  DOSSIER_TRY_ASSIGN(const Json json, ParseJson(ranks, "the revisions of a document of the index"));
  passage.from.revision =
      static_cast<int>(IntegerAt(json, std::to_string(passage.from.revision), passage.from.revision));
  return passage;
}

Result<std::vector<TermCount>> IndexReader::Terms(std::string_view prefix, std::string_view beginning,
                                                  size_t limit) const {
  return Fenced("cannot read the terms of the index", [&]() -> Result<std::vector<TermCount>> {
    std::vector<TermCount> counts;
    const std::string start = MakeTerm(prefix, beginning);
    for (auto it = impl_->database.allterms_begin(start); it != impl_->database.allterms_end(start); ++it) {
      const std::string term = *it;
      // "XV" is also the beginning of "XVA...": a value never starts with a capital.
      if (term.size() > prefix.size() && term[prefix.size()] >= 'A' && term[prefix.size()] <= 'Z') continue;
      if (counts.size() == limit) break;
      counts.push_back({term.substr(prefix.size()), it.get_termfreq()});
    }
    return counts;
  });
}

Result<size_t> IndexReader::PassagesWith(std::string_view prefix, std::string_view value) const {
  return Fenced("cannot read the terms of the index", [&]() -> Result<size_t> {
    return static_cast<size_t>(impl_->database.get_termfreq(MakeTerm(prefix, value)));
  });
}

Result<DocumentFacts> IndexReader::FactsOf(std::string_view document_id) const {
  DocumentFacts facts;
  const std::string id(document_id);
  DOSSIER_TRY_ASSIGN(const std::string newest, impl_->facts->Get(kFactNewest + id));
  if (!newest.empty()) facts.newest_revision = std::atoi(newest.c_str());
  DOSSIER_TRY_ASSIGN(facts.origin, impl_->facts->Get(kFactOriginOf + id));
  return facts;
}

Result<std::optional<Origin>> IndexReader::FindOrigin(std::string_view origin_id) const {
  DOSSIER_TRY_ASSIGN(const std::string text, impl_->facts->Get(kFactOrigin + std::string(origin_id)));
  if (text.empty()) return std::optional<Origin>();
  DOSSIER_TRY_ASSIGN(const Json json, ParseJson(text, "an origin of the index"));
  Origin origin;
  origin.id = origin_id;
  for (const Json& item : MemberAt(json, "members")) {
    OriginMember member;
    member.document_id = StringAt(item, "document");
    member.title = StringAt(item, "title");
    member.publisher = StringAt(item, "publisher");
    member.url = StringAt(item, "url");
    member.published = StringAt(item, "published");
    const Json& similarity = MemberAt(item, "similarity");
    if (similarity.is_number()) member.similarity = similarity.get<double>();
    member.reason = StringAt(item, "reason");
    origin.members.push_back(std::move(member));
  }
  return std::optional<Origin>(std::move(origin));
}

Result<std::optional<LearnedName>> IndexReader::FindLearned(std::string_view id) const {
  DOSSIER_TRY_ASSIGN(const std::string text, impl_->facts->Get(kFactLearned + std::string(id)));
  if (text.empty()) return std::optional<LearnedName>();
  DOSSIER_TRY_ASSIGN(const Json json, ParseJson(text, "a learned name of the index"));
  return std::optional<LearnedName>(LearnedNameOf(json));
}

Result<std::vector<std::string>> IndexReader::ProvisionalIds() const {
  std::vector<std::string> ids;
  const std::string_view stem = kFactAnswers;
  DOSSIER_CHECK(impl_->facts->ForEach(kFactAnswers, [&](const std::string& key, const std::string&) -> Status {
    ids.push_back(key.substr(stem.size()));
    return Ok();
  }));
  return ids;
}

Result<std::vector<LearnedName>> IndexReader::LearnedNames() const {
  std::vector<std::pair<int64_t, LearnedName>> found;  // with the documents in which it has a strong sign
  DOSSIER_CHECK(impl_->facts->ForEach(kFactLearned, [&](const std::string&, const std::string& value) -> Status {
    DOSSIER_TRY_ASSIGN(const Json json, ParseJson(value, "a learned name of the index"));
    found.emplace_back(IntegerAt(json, "strong"), LearnedNameOf(json));
    return Ok();
  }));
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    if (a.second.provisional != b.second.provisional) return a.second.provisional;
    if (a.first != b.first) return a.first > b.first;
    if (a.second.documents != b.second.documents) return a.second.documents > b.second.documents;
    return a.second.sentences > b.second.sentences;
  });
  std::vector<LearnedName> names;
  for (auto& [strong, name] : found) names.push_back(std::move(name));
  return names;
}

Result<IndexSummary> IndexReader::Summary() const {
  DOSSIER_TRY_ASSIGN(const std::string text, impl_->facts->Get(kFactSummary));
  IndexSummary summary;
  DOSSIER_CHECK(Fenced("cannot read the index", [&]() -> Status {
    summary.passages = impl_->database.get_doccount();
    summary.documents = impl_->database.get_termfreq(std::string(kFirstPassageTerm));
    return Ok();
  }));
  summary.segments = impl_->segments.size();
  if (text.empty()) return summary;
  DOSSIER_TRY_ASSIGN(const Json json, ParseJson(text, "the summary of the index"));
  if (const int64_t first = IntegerAt(json, "first_capture")) summary.first_capture = UtcTime{first};
  if (const int64_t last = IntegerAt(json, "last_capture")) summary.last_capture = UtcTime{last};
  summary.origins = static_cast<uint64_t>(IntegerAt(json, "origins"));
  const Json& sources = MemberAt(json, "sources");
  if (sources.is_object())
    for (const auto& [name, count] : sources.items())
      summary.sources.emplace_back(name, count.is_number() ? count.get<uint64_t>() : 0);
  return summary;
}

std::string IndexReader::Describe(const Expression& expression) const {
  auto text = Fenced("cannot describe the query",
                     [&]() -> Result<std::string> { return impl_->Build(expression, false).get_description(); });
  return text ? *text : text.error().message;
}

std::vector<IndexedWord> WordsOf(std::string_view text) {
  thread_local Xapian::Stem stemmer("english");
  std::vector<IndexedWord> words;
  ForEachWord(text, [&](const RawWord& word) { words.push_back({stemmer(word.folded), word.begin, word.end}); });
  return words;
}

}  // namespace dossier::indexer
