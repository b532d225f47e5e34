#include "query/answer/all_statements.h"

#include <map>
#include <set>
#include <string>
#include <utility>

#include "indexer/index/walk.h"
#include "query/answer/engine_impl.h"
#include "query/answer/row_order.h"

namespace dossier::query {
namespace {

class Walk {
 public:
  Walk(const Engine& engine, const ResolvedQuery& query, KnownThen* known,
       const std::function<void(const EvidenceRow&)>& see)
      : engine_(engine), query_(query), known_(known), see_(see) {}

  Status Look(indexer::Passage& passage) {
    EvidenceRow row;
    row.passage = std::move(passage);
    engine_.names().Apply(row.passage);
    const indexer::Provenance& from = row.passage.from;
    if (from.status == "withdrawn" || !HoldsPhrases(query_.phrases, row.passage)) return Ok();
    if (known_) {
      DOSSIER_TRY_ASSIGN(const KnownThen::State then, known_->Of(from));
      if (!then.seen) return Ok();
    }
    if (from.document_id != document_ || from.revision != revision_) {
      document_ = from.document_id;
      revision_ = from.revision;
      seen_.clear();
      DOSSIER_TRY_ASSIGN(const indexer::DocumentFacts facts, engine_.index().FactsOf(document_));
      several_ = facts.newest_revision > 1;
      copy_ = !facts.origin.empty() && facts.origin.substr(1) != document_.substr(1);
    }
    for (row.statement = 0; row.statement < row.passage.statements.size(); ++row.statement) See(row);
    return Ok();
  }

  // What waited for a newer revision that says the same, document by document.
  void End() {
    for (auto& [key, row] : waiting_) see_(row);
  }

 private:
  void See(EvidenceRow& row) {
    Judgement judgement = Judge(query_, row.passage, row.said());
    if (!judgement.supports) return;
    row.vendor = std::move(judgement.vendor);
    row.matched = std::move(judgement.matched);
    row.referenced = judgement.referenced;
    row.score = judgement.score - (copy_ ? 1 : 0);  // as an answer ranks them
    row.why = std::move(judgement.why);
    if (SaysNothing(row) || !seen_.insert(row.said().id).second) return;
    if (!several_) return see_(row);
    EvidenceRow& held = waiting_[{document_, row.said().id}];
    if (held.passage.statements.empty() || held.passage.from.revision < revision_) held = row;
  }

  const Engine& engine_;
  const ResolvedQuery& query_;
  KnownThen* known_;
  const std::function<void(const EvidenceRow&)>& see_;
  std::string document_;        // whose passages come now
  int revision_ = 0;            // likewise
  bool several_ = false;        // it has several revisions
  bool copy_ = false;           // and its text is an earlier document's
  std::set<std::string> seen_;  // its statements
  std::map<std::pair<std::string, std::string>, EvidenceRow> waiting_;
};

}  // namespace

Status ForEachStatement(const Engine& engine, const std::string& corpus_directory, const Query& query,
                        const std::function<void(const EvidenceRow&)>& see) {
  DOSSIER_TRY_ASSIGN(const ResolvedQuery resolved, engine.Resolve(query));
  DOSSIER_TRY_ASSIGN(const auto known, KnownAt(corpus_directory, query.as_of));
  Walk walk(engine, resolved, known.get(), see);
  DOSSIER_TRY_ASSIGN(const indexer::IndexWalk index, indexer::IndexWalk::Open(corpus_directory + "/index"));
  const auto look = [&](indexer::Passage& passage) -> Result<bool> {
    DOSSIER_CHECK(walk.Look(passage));
    return true;
  };
  DOSSIER_CHECK(index.Matching(ExpressionOf(resolved), look));
  walk.End();
  return Ok();
}

}  // namespace dossier::query
