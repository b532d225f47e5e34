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
  return corpus.impl().EnqueueChange([set = std::string(reader_set)](Database& database) {
    return database.Run("DELETE FROM reads WHERE reader_set <> ?1", set);
  });
}

Result<std::vector<GoneAddress>> GoneAddresses(const Corpus& corpus) {
  DOSSIER_CHECK(corpus.impl().Flush());
  // Of each address the first answer "gone" behind which no answer with a page, or "not modified", stands.
  DOSSIER_TRY_ASSIGN(
      Query query,
      corpus.impl().database->Select(
          "SELECT c.url, c.fetched, c.status FROM captures c WHERE c.status IN (404, 410) AND NOT EXISTS (SELECT 1 "
          "FROM captures o WHERE o.url = c.url AND (o.status < 300 OR o.status = 304) AND o.fetched >= c.fetched) "
          "ORDER BY c.url, c.fetched, c.id"));
  std::vector<GoneAddress> first;
  while (true) {
    DOSSIER_TRY_ASSIGN(const bool row, query.Next());
    if (!row) return first;
    if (!first.empty() && first.back().url == query.Text(0)) continue;
    first.push_back({std::string(query.Text(0)), UtcTime{query.Integer(1)}, static_cast<int>(query.Integer(2))});
  }
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
