// Engine::Evidence: passages from the index, judged statement by statement.
#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "corpus/base/case_folding.h"
#include "corpus/tags.h"
#include "indexer/index/gate_facts.h"
#include "query/answer/engine_impl.h"

namespace dossier::query {
namespace {

using indexer::FindOptions;
using indexer::HitOrder;

constexpr size_t kFirstFetch = 100;     // passages looked at before the limit counts
constexpr size_t kNearest = 3;          // rows shown when nothing was found
constexpr size_t kMostFetched = 20000;  // a bound on work, told in a note when it is reached

HitOrder OrderOf(EvidenceOrder order) {
  switch (order) {
    case EvidenceOrder::kOldest:
      return HitOrder::kOldest;
    case EvidenceOrder::kNewest:
      return HitOrder::kNewest;
    case EvidenceOrder::kRank:
      break;
  }
  return HitOrder::kPreference;
}

bool Before(const EvidenceRow& a, const EvidenceRow& b, EvidenceOrder order) {
  const std::string day_a = a.published_day(), day_b = b.published_day();
  if (order == EvidenceOrder::kRank && a.score != b.score) return a.score > b.score;
  if (day_a != day_b) {
    if (day_a.empty() || day_b.empty()) return day_b.empty();  // unknown dates last
    return order == EvidenceOrder::kNewest ? day_a > day_b : day_a < day_b;
  }
  if (a.passage.from.document_id != b.passage.from.document_id)
    return a.passage.from.document_id < b.passage.from.document_id;
  if (a.passage.block != b.passage.block) return a.passage.block < b.passage.block;
  return a.said().begin < b.said().begin;
}

// What the advisory states of the products of the vendor asked for.
std::string ProductStatusOf(const EvidenceRow& row) {
  const std::vector<std::string>& stated = row.passage.from.product_status;
  for (size_t i = 0; i + 1 < stated.size(); i += 2)
    if (!row.vendor.id.empty() && (stated[i] == row.vendor.id || stated[i] == row.vendor.name)) return stated[i + 1];
  return "";
}

class Gatherer {
 public:
  // `gone`: documents whose address answers no more, by id. `known`: what was known at the time asked for; may be null.
  Gatherer(const indexer::IndexReader& index, const NameBook& names, const ResolvedQuery& query, KnownThen* known,
           std::map<std::string, indexer::Gone> gone = {})
      : index_(index), names_(names), query_(query), known_(known), gone_(std::move(gone)) {}

  // Looks at one passage: adds its rows.
  Status Look(uint32_t id) {
    DOSSIER_TRY_ASSIGN(const indexer::Passage passage, FetchPassage(index_, names_, id));
    if (!HoldsPhrases(query_.phrases, passage)) return Ok();
    KnownThen::State then;
    if (known_) {
      DOSSIER_TRY_ASSIGN(then, known_->Of(passage.from));
      if (!then.seen) return Ok();
    }
    for (size_t i = 0; i < passage.statements.size(); ++i) {
      const indexer::IndexedStatement& statement = passage.statements[i];
      const Judgement judgement = Judge(query_, passage, statement);
      if (!judgement.supports && !judgement.denies && !judgement.unsure) continue;
      if (!seen_.insert(statement.id + "|" + std::to_string(passage.from.revision)).second) continue;
      EvidenceRow row;
      row.passage = passage;
      row.statement = i;
      row.vendor = judgement.vendor;
      row.matched = judgement.matched;
      row.referenced = judgement.referenced;
      row.denial = judgement.denies && !judgement.unsure;
      row.unsure = judgement.unsure;
      row.score = judgement.score;
      row.why = judgement.why;
      DOSSIER_CHECK(AddLateFacts(row, then));
      // The newest revision that says it stands for the others.
      const auto older = newest_.find(statement.id);
      if (older != newest_.end()) {
        if (older->second >= passage.from.revision) continue;
        for (auto* shown : {&rows, &denials, &unsure})
          std::erase_if(*shown, [&](const EvidenceRow& other) { return other.said().id == statement.id; });
      }
      newest_[statement.id] = passage.from.revision;
      (row.unsure ? unsure : row.denial ? denials : rows).push_back(std::move(row));
    }
    return Ok();
  }

  // What the document states of itself stands with every row of it.
  static void AddState(EvidenceRow& row) {
    const indexer::Provenance& from = row.passage.from;
    if (!from.reads.empty()) row.why.push_back(from.reads);
    if (!from.status.empty()) row.why.push_back("status: " + from.status);
    if (!from.tlp.empty()) row.why.push_back("TLP:" + from.tlp);
    if (!from.kev_since.empty()) row.why.push_back("known exploited since " + from.kev_since);
    if (from.status != "withdrawn") return;
    row.unsure = true;
    row.why.push_back("withdrawn by its publisher: no evidence any more");
  }

  Status AddLateFacts(EvidenceRow& row, const KnownThen::State& then) {
    DOSSIER_TRY_ASSIGN(const indexer::DocumentFacts facts, index_.FactsOf(row.passage.from.document_id));
    row.product_status = ProductStatusOf(row);
    // What is asked of an advisory first stands first.
    if (!row.product_status.empty()) row.why.push_back("its products: " + row.product_status);
    AddState(row);
    row.superseded = known_ ? !then.current : facts.newest_revision > row.passage.from.revision;
    if (row.superseded) row.why.push_back("from a revision that was replaced");
    if (const auto gone = gone_.find(row.passage.from.document_id); gone != gone_.end())
      row.why.push_back("gone since " + FormatDay(UtcDayOf(gone->second.since)) + ": the address answers " +
                        std::to_string(gone->second.status));
    if (facts.origin.empty()) return Ok();
    DOSSIER_TRY_ASSIGN(row.origin, index_.FindOrigin(facts.origin));
    // Early before copied.
    if (row.origin && row.origin->members.size() > 1 &&
        row.origin->members[0].document_id != row.passage.from.document_id) {
      row.score -= 1;
      row.why.push_back("a copy: first in " + row.origin->members[0].publisher);
    }
    return Ok();
  }

  std::vector<EvidenceRow> rows, denials, unsure;

 private:
  const indexer::IndexReader& index_;
  const NameBook& names_;
  const ResolvedQuery& query_;
  KnownThen* known_;
  std::map<std::string, indexer::Gone> gone_;
  std::set<std::string> seen_;
  std::map<std::string, int> newest_;
};

constexpr size_t kBareNameWords = 3;     // as many words or fewer say nothing
constexpr size_t kBoilerplateTexts = 3;  // a sentence of as many texts of different origin is nobody's in particular

// A sentence that recurs in text after text stands behind all others, whatever it names; a bare name is no evidence.
void SettleBoilerplate(std::vector<EvidenceRow>& rows) {
  std::erase_if(rows, [](const EvidenceRow& row) {
    return row.events().empty() && indexer::WordsOf(row.quotation()).size() <= kBareNameWords;
  });
  std::map<std::string, std::set<std::string>> texts;
  for (const EvidenceRow& row : rows)
    texts[FoldForComparison(row.quotation())].insert(row.origin ? row.origin->id : row.passage.from.document_id);
  for (EvidenceRow& row : rows)
    if (const size_t count = texts[FoldForComparison(row.quotation())].size(); count >= kBoilerplateTexts) {
      row.score -= 100;
      row.why.push_back("the same words stand in " + std::to_string(count) + " texts");
    }
}

// One row an origin: of the rows that say the same sentence in copies of one text, the first document's.
void FoldOrigins(std::vector<EvidenceRow>& rows) {
  std::set<std::string> shown;
  std::erase_if(rows, [&](const EvidenceRow& row) {
    if (!row.origin) return false;
    return !shown.insert(row.origin->id + "|" + row.quotation()).second;
  });
}

// What people noted of a row or of its document stands with it.
Status AddTags(const std::string& corpus_directory, std::initializer_list<std::vector<EvidenceRow>*> lists) {
  DOSSIER_TRY_ASSIGN(const corpus::Tags tags, corpus::LoadTags(corpus_directory));
  if (tags.list.empty()) return Ok();
  std::map<std::string, std::string> of;  // id: its tags
  for (const corpus::Tagging& one : tags.list) {
    std::string& text = of[one.on];
    text += (text.empty() ? "" : ", ") + one.tag;
  }
  for (std::vector<EvidenceRow>* rows : lists)
    for (EvidenceRow& row : *rows)
      for (const std::string& id : {row.said().id, row.passage.from.document_id})
        if (const auto found = of.find(id); found != of.end())
          row.why.push_back((id[0] == 'e' ? "tagged " : "document tagged ") + found->second);
  return Ok();
}

// What is near the question when nothing answers it: the vendors alone, without the filters.
Result<std::vector<EvidenceRow>> Nearest(const indexer::IndexReader& index, const NameBook& names,
                                         const ResolvedQuery& query, KnownThen* known) {
  ResolvedQuery looser;
  looser.vendors = query.vendors;
  if (looser.vendors.empty()) looser.agencies = query.agencies;
  if (looser.vendors.empty() && looser.agencies.empty()) return std::vector<EvidenceRow>();
  FindOptions find;
  find.order = HitOrder::kPreference;
  find.preferences = PreferencesOf(query);
  find.limit = 10;
  Gatherer gatherer(index, names, looser, known);
  DOSSIER_TRY_ASSIGN(const indexer::Hits hits, index.Find(ExpressionOf(looser), find));
  for (const indexer::Hit& hit : hits.hits) DOSSIER_CHECK(gatherer.Look(hit.id));
  std::sort(gatherer.rows.begin(), gatherer.rows.end(),
            [](const auto& a, const auto& b) { return Before(a, b, EvidenceOrder::kRank); });
  if (gatherer.rows.size() > kNearest) gatherer.rows.resize(kNearest);
  return std::move(gatherer.rows);
}

}  // namespace

Result<EvidenceAnswer> Engine::Evidence(const Query& query, const EvidenceOptions& options) const {
  EvidenceAnswer answer;
  DOSSIER_TRY_ASSIGN(answer.query, Resolve(query));
  DOSSIER_TRY_ASSIGN(const auto known, KnownAt(impl_->corpus_directory, query.as_of));
  DOSSIER_TRY_ASSIGN(answer.coverage, Searched());
  if (known) DOSSIER_CHECK(known->Narrow(answer.coverage));
  FindOptions find;
  find.order = OrderOf(options.order);
  if (find.order == HitOrder::kPreference) find.preferences = PreferencesOf(answer.query);
  find.limit = std::max(kFirstFetch, 2 * options.limit);
  const indexer::Expression expression = ExpressionOf(answer.query);
  DOSSIER_TRY_ASSIGN(indexer::GateFacts facts, indexer::ReadGateFacts(impl_->corpus_directory + "/index"));
  Gatherer gatherer(impl_->index, impl_->names, answer.query, known.get(), std::move(facts.gone));
  bool exhausted = false;
  while (!exhausted && gatherer.rows.size() <= options.limit && find.offset < kMostFetched) {
    DOSSIER_TRY_ASSIGN(const indexer::Hits hits, impl_->index.Find(expression, find));
    answer.passages = std::max(answer.passages, hits.estimated);
    for (const indexer::Hit& hit : hits.hits) DOSSIER_CHECK(gatherer.Look(hit.id));
    exhausted = hits.hits.size() < find.limit;
    find.offset += find.limit;
    find.limit *= 2;
  }
  if (!exhausted && find.offset >= kMostFetched)
    answer.notes.push_back("only the best " + std::to_string(kMostFetched) + " passages were looked at; add a filter");
  if (options.unsure) {
    std::move(gatherer.unsure.begin(), gatherer.unsure.end(), std::back_inserter(gatherer.rows));
    gatherer.unsure.clear();
  }
  answer.unsure = gatherer.unsure.size();
  for (auto* rows : {&gatherer.rows, &gatherer.denials, &gatherer.unsure}) {
    SettleBoilerplate(*rows);
    std::stable_sort(rows->begin(), rows->end(),
                     [&](const auto& a, const auto& b) { return Before(a, b, options.order); });
    if (options.group_origins) FoldOrigins(*rows);
  }
  answer.more = !exhausted || gatherer.rows.size() > options.limit;
  if (gatherer.rows.size() > options.limit) gatherer.rows.resize(options.limit);
  if (gatherer.denials.size() > options.limit) gatherer.denials.resize(options.limit);
  answer.rows = std::move(gatherer.rows);
  answer.denials = std::move(gatherer.denials);
  answer.grouped = options.group_origins;
  DOSSIER_CHECK(AddTags(impl_->corpus_directory, {&answer.rows, &answer.denials}));
  for (const auto& names : answer.query.vendors)
    for (const Name& name : names)
      if (name.learned)
        answer.notes.push_back(
            name.name +
            " is on no list: learned from this corpus (dossier vendors --learned says why; --accept keeps it)");
  if (answer.rows.empty() && answer.denials.empty()) {
    if (gatherer.unsure.size() > kNearest) gatherer.unsure.resize(kNearest);
    answer.nearest = std::move(gatherer.unsure);
    if (answer.nearest.empty()) {
      DOSSIER_TRY_ASSIGN(answer.nearest, Nearest(impl_->index, impl_->names, answer.query, known.get()));
    }
  }
  return answer;
}

}  // namespace dossier::query
