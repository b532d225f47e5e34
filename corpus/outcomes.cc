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

Result<std::vector<SourceActivity>> SourcesSeen(const Corpus& corpus) {
  DOSSIER_CHECK(corpus.impl().Flush());
  DOSSIER_TRY_ASSIGN(
      Query query,
      corpus.impl().database->Select(
          "SELECT s.name, s.publisher, s.kind, s.language, c.number, c.first, c.last, n.last FROM sources s JOIN ("
          "SELECT source, count(*) AS number, min(fetched) AS first, max(fetched) AS last FROM captures GROUP BY source"
          ") c ON c.source = s.id LEFT JOIN ("
          "SELECT k.source, max(r.first_seen) AS last FROM revisions r JOIN captures k ON k.id = r.capture "
          "GROUP BY k.source) n ON n.source = s.id ORDER BY c.last DESC, s.name, s.publisher"));
  std::vector<SourceActivity> all;
  while (true) {
    DOSSIER_TRY_ASSIGN(const bool row, query.Next());
    if (!row) return all;
    SourceActivity one;
    one.source = {std::string(query.Text(0)), std::string(query.Text(1)), std::string(query.Text(2)),
                  std::string(query.Text(3))};
    one.captures = static_cast<uint64_t>(query.Integer(4));
    one.first = UtcTime{query.Integer(5)};
    one.last = UtcTime{query.Integer(6)};
    if (const int64_t last_new = query.Integer(7); last_new != 0) one.last_new = UtcTime{last_new};
    all.push_back(std::move(one));
  }
}

}  // namespace dossier::corpus
