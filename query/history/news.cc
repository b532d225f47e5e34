#include "query/history/news.h"

#include <algorithm>
#include <set>

#include "corpus/base/sinks.h"

namespace dossier::query {
namespace {

constexpr size_t kChunk = 100;         // documents asked for at a time
constexpr size_t kMostForNames = 500;  // new documents whose names are compared with all others

class Gathering {
 public:
  Gathering(const corpus::Corpus& corpus, const Engine& engine, const std::optional<Query>& question, News& news)
      : corpus_(corpus), engine_(engine), question_(question), news_(news), sightings_(corpus) {}

  Status Go(size_t limit) {
    DOSSIER_TRY_ASSIGN(const auto touched, corpus::TouchedSince(corpus_, news_.since));
    std::vector<corpus::TouchedDocument> changed;
    std::vector<std::string> ids;
    for (const corpus::TouchedDocument& one : touched) {
      DOSSIER_TRY_ASSIGN(const corpus::Document document, corpus_.GetDocument(one.document));
      ids.push_back(indexer::DocumentIdOf(document.key));
      if (one.first > news_.since)
        new_.insert(ids.back());
      else
        changed.push_back(one);
    }
    news_.documents = new_.size();
    DOSSIER_CHECK(AddRows(ids));
    for (const corpus::TouchedDocument& one : changed) DOSSIER_CHECK(AddHistory(one.document));
    if (!question_) DOSSIER_CHECK(AddNames());
    Order(limit);
    return Ok();
  }

 private:
  Status AddRows(const std::vector<std::string>& ids) {
    for (size_t begin = 0; begin < ids.size(); begin += kChunk) {
      Query query = question_.value_or(Query());
      const size_t end = std::min(ids.size(), begin + kChunk);
      query.AddField(indexer::FieldId::kDocument, {ids.begin() + static_cast<std::ptrdiff_t>(begin),
                                                   ids.begin() + static_cast<std::ptrdiff_t>(end)});
      EvidenceOptions options;
      options.order = EvidenceOrder::kNewest;
      options.limit = 10000;
      DOSSIER_TRY_ASSIGN(EvidenceAnswer answer, engine_.Evidence(query, options));
      news_.more = news_.more || answer.more;
      for (auto* rows : {&answer.rows, &answer.denials})
        for (EvidenceRow& row : *rows) {
          answering_.insert(row.passage.from.document_id);
          DOSSIER_TRY_ASSIGN(const bool is_new, IsNew(row));
          if (is_new) news_.rows.push_back(std::move(row));
        }
    }
    return Ok();
  }

  // Whether no capture that was told of says it, and, without a question, whether it is worth telling.
  Result<bool> IsNew(const EvidenceRow& row) const {
    if (!question_ && (row.said().vendors.empty() || row.said().actions.empty())) return false;
    const auto last = static_cast<int64_t>(news_.since);
    if (row.passage.from.capture_id <= last) return false;
    if (new_.count(row.passage.from.document_id)) return true;
    indexer::FindOptions find;
    find.limit = 64;
    DOSSIER_TRY_ASSIGN(
        const indexer::Hits hits,
        engine_.index().Find(
            indexer::Expression::Term(indexer::FieldOf(indexer::FieldId::kEvidence).prefix, row.said().id), find));
    for (const indexer::Hit& hit : hits.hits) {
      DOSSIER_TRY_ASSIGN(const indexer::Passage other, engine_.Fetch(hit.id));
      if (other.from.capture_id <= last) return false;
    }
    return true;
  }

  Status AddHistory(corpus::DocumentId id) {
    DOSSIER_TRY_ASSIGN(const corpus::Document document, corpus_.GetDocument(id));
    if (question_ && !answering_.count(indexer::DocumentIdOf(document.key))) return Ok();
    DOSSIER_TRY_ASSIGN(const DocumentHistory history, HistoryOf(corpus_, sightings_, document));
    const std::string publisher = indexer::ShownPublisher(document.source.publisher, document.url);
    for (const HistoryStep& step : history.steps)
      if (step.change && step.seen.capture > news_.since && step.seen.capture <= news_.until)
        news_.revisions.push_back(
            {history.id, history.document_id, step.title, publisher, WithoutUserinfo(document.url), step});
    if (history.gone && history.gone->capture > news_.since)
      news_.gone.push_back(
          {history.id, history.document_id, document.title, publisher, WithoutUserinfo(document.url), *history.gone});
    return Ok();
  }

  // Organisations that the new documents name and no other does.
  Status AddNames() {
    using indexer::Expression;
    if (new_.empty() || new_.size() > kMostForNames || news_.since == corpus::CaptureId::kNone) return Ok();
    std::vector<Expression> documents;
    std::set<std::string> ids;
    const std::string_view prefix = indexer::FieldOf(indexer::FieldId::kDocument).prefix;
    for (const std::string& id : new_) {
      documents.push_back(Expression::Term(prefix, id));
      const auto passages = engine_.FindDocument(id);
      if (!passages) continue;  // no passage of it is in the index
      for (const indexer::Passage& passage : *passages)
        for (const auto& statement : passage.statements) ids.insert(statement.vendors.begin(), statement.vendors.end());
    }
    const Expression in_new = Expression::Or(std::move(documents));
    for (const std::string& id : ids) {
      DOSSIER_TRY_ASSIGN(const size_t elsewhere, engine_.index().Count(Expression::AndNot(
                                                     Expression::Term(indexer::kVendorOfDocumentPrefix, id), in_new)));
      if (elsewhere == 0) news_.names.emplace_back(id, engine_.NameOf(id));
    }
    return Ok();
  }

  void Order(size_t limit) {
    std::stable_sort(news_.revisions.begin(), news_.revisions.end(), [](const auto& a, const auto& b) {
      const auto rank = [](const NewsRevision& one) { return -static_cast<int>(one.step.change->kind); };
      return rank(a) != rank(b) ? rank(a) < rank(b) : a.step.seen.fetched > b.step.seen.fetched;
    });
    std::stable_sort(news_.rows.begin(), news_.rows.end(), [](const EvidenceRow& a, const EvidenceRow& b) {
      return a.passage.from.published > b.passage.from.published;
    });
    news_.more = news_.more || news_.rows.size() > limit;
    if (news_.rows.size() > limit) news_.rows.resize(limit);
  }

  const corpus::Corpus& corpus_;
  const Engine& engine_;
  const std::optional<Query>& question_;
  News& news_;
  corpus::Sightings sightings_;
  std::set<std::string> new_;        // documents, by id
  std::set<std::string> answering_;  // documents that hold an answer to the question
};

}  // namespace

Result<News> NewsSince(const corpus::Corpus& corpus, const Engine& engine, const std::optional<Query>& question,
                       corpus::CaptureId since, size_t limit) {
  News news;
  news.since = since;
  DOSSIER_TRY_ASSIGN(news.until, corpus::LastRead(corpus));
  DOSSIER_CHECK(Gathering(corpus, engine, question, news).Go(limit));
  return news;
}

}  // namespace dossier::query
