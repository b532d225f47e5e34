#include "corpus/outcomes.h"

#include "corpus/corpus_impl.h"

namespace dossier::corpus {

Result<std::map<std::string, uint64_t>> Outcomes(const Corpus& corpus) {
  DOSSIER_CHECK(corpus.impl().Flush());
  // While an index is made again, a capture may have been dealt with by two sets of readers.
  DOSSIER_TRY_ASSIGN(Query query, corpus.impl().database->Select(
                                      "SELECT outcome, count(*) FROM (SELECT outcome, max(reader_set) FROM reads "
                                      "GROUP BY capture) GROUP BY outcome"));
  std::map<std::string, uint64_t> outcomes;
  while (true) {
    DOSSIER_TRY_ASSIGN(const bool row, query.Next());
    if (!row) return outcomes;
    outcomes[std::string(query.Text(0))] = static_cast<uint64_t>(query.Integer(1));
  }
}

Status KeepReadsOf(Corpus& corpus, std::string_view reader_set) {
  return corpus.impl().EnqueueChange([set = std::string(reader_set)](Database& database) -> Status {
    // Two ranges of the primary key, so that nothing is walked over where there is nothing to forget.
    DOSSIER_CHECK(database.Run("DELETE FROM reads WHERE reader_set < ?1", set));
    return database.Run("DELETE FROM reads WHERE reader_set > ?1", set);
  });
}

Result<std::vector<std::string>> DocumentsOf(const Corpus& corpus, const std::set<CaptureId>& captures) {
  std::vector<std::string> keys;
  if (captures.empty()) return keys;
  DOSSIER_CHECK(corpus.impl().Flush());
  std::set<int64_t> documents;
  DOSSIER_TRY_ASSIGN(Query query, corpus.impl().database->Select("SELECT document, capture FROM revisions"));
  while (true) {
    DOSSIER_TRY_ASSIGN(const bool row, query.Next());
    if (!row) break;
    if (captures.contains(CaptureId{query.Integer(1)})) documents.insert(query.Integer(0));
  }
  for (const int64_t id : documents) {
    DOSSIER_TRY_ASSIGN(const Document document, corpus.GetDocument(DocumentId{id}));
    keys.push_back(document.key);
  }
  return keys;
}

Result<size_t> TextsOf(const Corpus& corpus, CaptureId capture) {
  DOSSIER_CHECK(corpus.impl().Flush());
  DOSSIER_TRY_ASSIGN(const int64_t count,
                     corpus.impl().database->Number("SELECT count(*) FROM texts WHERE capture = ?1", capture));
  return static_cast<size_t>(count);
}

Result<std::optional<GoneAddress>> GoneSince(const Corpus& corpus, const std::string& url) {
  DOSSIER_CHECK(corpus.impl().Flush());
  // The first answer "gone" behind which no answer with a page, or "not modified", stands.
  DOSSIER_TRY_ASSIGN(
      Query query,
      corpus.impl().database->Select(
          "SELECT c.fetched, c.status FROM captures c WHERE c.url = ?1 AND c.status IN (404, 410) AND NOT EXISTS "
          "(SELECT 1 FROM captures o WHERE o.url = c.url AND (o.status < 300 OR o.status = 304) AND "
          "o.fetched >= c.fetched) ORDER BY c.fetched, c.id LIMIT 1",
          url));
  DOSSIER_TRY_ASSIGN(const bool row, query.Next());
  if (!row) return std::optional<GoneAddress>();
  return std::optional<GoneAddress>({url, UtcTime{query.Integer(0)}, static_cast<int>(query.Integer(1))});
}

Result<std::optional<UtcTime>> LastSeen(const Corpus& corpus, CaptureId capture) {
  DOSSIER_TRY_ASSIGN(
      Query query,
      corpus.impl().database->Select(
          "SELECT max(c.fetched) FROM captures c WHERE c.url = (SELECT url FROM captures WHERE id = ?1) AND EXISTS "
          "(SELECT 1 FROM texts t WHERE t.capture = CASE WHEN c.payload_of = 0 THEN c.id ELSE c.payload_of END AND "
          "t.sha256 IN (SELECT sha256 FROM texts WHERE capture = ?1)) HAVING count(*) > 0",
          capture));
  DOSSIER_TRY_ASSIGN(const bool row, query.Next());
  if (!row) return std::optional<UtcTime>();
  return std::optional<UtcTime>(UtcTime{query.Integer(0)});
}

}  // namespace dossier::corpus
