#include "corpus/outcomes.h"

#include <fmt/format.h>

#include "corpus/corpus_impl.h"
#include "corpus/gate/gate.h"

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

Result<std::vector<CaptureId>> UntriedCaptures(const Corpus& corpus, std::string_view reader_set) {
  DOSSIER_CHECK(corpus.impl().Flush());
  DOSSIER_TRY_ASSIGN(Query query, corpus.impl().database->Select(
                                      "SELECT capture FROM reads WHERE reader_set = ?1 AND substr(outcome, 1, ?2) = "
                                      "?3 ORDER BY capture",
                                      reader_set, static_cast<int64_t>(kUntried.size()), kUntried));
  std::vector<CaptureId> untried;
  while (true) {
    DOSSIER_TRY_ASSIGN(const bool row, query.Next());
    if (!row) return untried;
    untried.push_back(CaptureId{query.Integer(0)});
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
  // No part of the schema: an older program keeps it up to date as well, and none needs it.
  DOSSIER_CHECK(
      corpus.impl().database->Execute("CREATE INDEX IF NOT EXISTS revisions_capture ON revisions(capture, document)"));
  std::set<int64_t> documents;
  for (const CaptureId capture : captures) {
    DOSSIER_TRY_ASSIGN(Query query,
                       corpus.impl().database->Select("SELECT document FROM revisions WHERE capture = ?1", capture));
    while (true) {
      DOSSIER_TRY_ASSIGN(const bool row, query.Next());
      if (!row) break;
      documents.insert(query.Integer(0));
    }
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

Result<std::vector<std::string>> AddressesOf(const Corpus& corpus, const Document& document) {
  DOSSIER_CHECK(corpus.impl().Flush());
  std::set<std::string> addresses = {document.key, document.url};
  DOSSIER_TRY_ASSIGN(Query query,
                     corpus.impl().database->Select("SELECT alias FROM aliases WHERE document = ?1", document.id));
  while (true) {
    DOSSIER_TRY_ASSIGN(const bool row, query.Next());
    if (!row) break;
    addresses.emplace(query.Text(0));
  }
  std::erase_if(addresses, [](const std::string& one) { return !one.starts_with("http"); });
  return std::vector<std::string>(addresses.begin(), addresses.end());
}

Result<std::optional<UtcTime>> LastThere(const Corpus& corpus, const std::string& url) {
  DOSSIER_CHECK(corpus.impl().Flush());
  DOSSIER_TRY_ASSIGN(Query query,
                     corpus.impl().database->Select("SELECT max(fetched), count(*) FROM captures WHERE url = ?1 AND "
                                                    "(status < 300 OR status = 304)",
                                                    url));
  DOSSIER_TRY_ASSIGN(const bool row, query.Next());
  if (!row || query.Integer(1) == 0) return std::optional<UtcTime>();
  return std::optional<UtcTime>(UtcTime{query.Integer(0)});
}

namespace {

// Which texts are of the same entry as those of a reader ("list/2#7"), as SQL over the table `table`; `stem` and
// `entry` are what ?2 and ?3 stand for. Names are listed rather than compared by their ends, since thousands of entries
// may share a capture and only whole names are found in the table's own order.
std::string SameEntry(std::string_view reader, const char* table, std::string& stem, std::string& entry) {
  constexpr int kMostVersions = 9;
  const size_t mark = reader.find('#');
  if (mark == std::string_view::npos) return fmt::format("instr({}.reader, '#') = 0", table);
  const size_t slash = reader.rfind('/', mark);
  stem = reader.substr(0, slash == std::string_view::npos ? mark : slash + 1);
  entry = reader.substr(mark);
  std::string names;
  for (int version = 1; version <= kMostVersions; ++version)
    names += fmt::format("{}?2 || '{}' || ?3", version == 1 ? "" : ", ", version);
  return fmt::format("{}.reader IN ({})", table, names);
}

}  // namespace

Result<std::optional<UtcTime>> LastSeen(const Corpus& corpus, const Revision& revision) {
  const auto text = corpus.FindText(revision.text);
  if (!text) return std::optional<UtcTime>();
  std::string stem, entry;
  const std::string of = SameEntry(text->reader, "t", stem, entry), known = SameEntry(text->reader, "s", stem, entry);
  DOSSIER_TRY_ASSIGN(
      Query query,
      corpus.impl().database->Select(
          fmt::format(
              "SELECT max(c.fetched), ?2, ?3 FROM captures c WHERE c.url = (SELECT url FROM captures WHERE id = ?1) "
              "AND "
              "EXISTS (SELECT 1 FROM texts t WHERE t.capture = CASE WHEN c.payload_of = 0 THEN c.id ELSE c.payload_of "
              "END AND {} AND t.sha256 IN (SELECT s.sha256 FROM texts s WHERE s.capture = ?1 AND {})) HAVING count(*) "
              "> "
              "0",
              of, known),
          revision.capture, stem, entry));
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
