#include "corpus/sightings.h"

#include <algorithm>

#include "corpus/corpus_impl.h"

namespace dossier::corpus {
namespace {

constexpr std::string_view kSelectSighting =
    "SELECT c.id, p.id, c.fetched, c.status, c.url, p.sha256 FROM captures c JOIN captures p ON "
    "p.id = CASE WHEN c.payload_of = 0 THEN c.id ELSE c.payload_of END ";

Sighting SightingOf(const Query& row) {
  Sighting sighting;
  sighting.capture = CaptureId{row.Integer(0)};
  sighting.bytes = CaptureId{row.Integer(1)};
  sighting.fetched = UtcTime{row.Integer(2)};
  sighting.status = static_cast<int>(row.Integer(3));
  sighting.url = row.Text(4);
  sighting.sha256 = DigestFrom(row.BlobAt(5));
  return sighting;
}

}  // namespace

bool Sighting::Holds(const Digest& text) const { return std::find(texts.begin(), texts.end(), text) != texts.end(); }

Status Sightings::LoadFiles() {
  if (files_loaded_) return Ok();
  {
    DOSSIER_TRY_ASSIGN(Query query, corpus_.impl().database->Select(
                                        "SELECT t.sha256, t.capture FROM texts t JOIN captures c ON c.id = t.capture "
                                        "WHERE c.url >= 'file:' AND c.url < 'file;'"));
    while (true) {
      DOSSIER_TRY_ASSIGN(const bool row, query.Next());
      if (!row) break;
      files_by_text_.emplace(DigestFrom(query.BlobAt(0)), CaptureId{query.Integer(1)});
    }
  }
  DOSSIER_TRY_ASSIGN(Query query, corpus_.impl().database->Select(
                                      "SELECT payload_of, id FROM captures WHERE url >= 'file:' AND url < 'file;' AND "
                                      "payload_of <> 0"));
  while (true) {
    DOSSIER_TRY_ASSIGN(const bool row, query.Next());
    if (!row) break;
    revisits_of_files_.emplace(CaptureId{query.Integer(0)}, CaptureId{query.Integer(1)});
  }
  files_loaded_ = true;
  return Ok();
}

Status Sightings::AddTexts(Sighting& sighting) const {
  DOSSIER_TRY_ASSIGN(Query query,
                     corpus_.impl().database->Select(
                         "SELECT sha256, reader FROM texts WHERE capture = ?1 ORDER BY id DESC", sighting.bytes));
  while (true) {
    DOSSIER_TRY_ASSIGN(const bool row, query.Next());
    if (!row) return Ok();
    if (sighting.texts.empty()) sighting.reader = query.Text(1);
    sighting.texts.push_back(DigestFrom(query.BlobAt(0)));
  }
}

Result<std::optional<Sighting>> Sightings::Find(CaptureId id) const {
  DOSSIER_TRY_ASSIGN(Query query,
                     corpus_.impl().database->Select(std::string(kSelectSighting) + "WHERE c.id = ?1", id));
  DOSSIER_TRY_ASSIGN(const bool row, query.Next());
  if (!row) return std::optional<Sighting>();
  return std::optional<Sighting>(SightingOf(query));
}

// Imported files have no address in common: those with the same text, and those with the same bytes.
Status Sightings::AddFiles(std::vector<Sighting>& sightings) const {
  std::map<CaptureId, bool> held;
  std::vector<CaptureId> more;
  const auto add = [&](CaptureId id) {
    if (held.emplace(id, true).second) more.push_back(id);
  };
  for (const Sighting& one : sightings) held.emplace(one.capture, true);
  for (const Sighting& one : sightings) {
    for (const Digest& text : one.texts) {
      const auto [first, last] = files_by_text_.equal_range(text);
      for (auto at = first; at != last; ++at) add(at->second);
    }
    const auto [first, last] = revisits_of_files_.equal_range(one.bytes);
    for (auto at = first; at != last; ++at) add(at->second);
  }
  for (size_t i = 0; i < more.size(); ++i) {
    const auto [first, last] = revisits_of_files_.equal_range(more[i]);
    for (auto at = first; at != last; ++at) add(at->second);
    DOSSIER_TRY_ASSIGN(auto found, Find(more[i]));
    if (!found) continue;
    DOSSIER_CHECK(AddTexts(*found));
    sightings.push_back(std::move(*found));
  }
  return Ok();
}

Result<std::vector<Sighting>> Sightings::Of(DocumentId document) {
  DOSSIER_CHECK(corpus_.impl().Flush());
  std::vector<Sighting> sightings;
  {
    DOSSIER_TRY_ASSIGN(Query query,
                       corpus_.impl().database->Select(
                           std::string(kSelectSighting) +
                               "WHERE c.id IN (SELECT capture FROM revisions WHERE document = ?1 UNION SELECT id FROM "
                               "captures WHERE url IN (SELECT alias FROM aliases WHERE document = ?1 UNION SELECT key "
                               "FROM documents WHERE id = ?1))",
                           document));
    while (true) {
      DOSSIER_TRY_ASSIGN(const bool row, query.Next());
      if (!row) break;
      sightings.push_back(SightingOf(query));
    }
  }
  bool files = false;
  for (Sighting& one : sightings) {
    DOSSIER_CHECK(AddTexts(one));
    files = files || one.url.starts_with("file:");
  }
  if (files) {
    DOSSIER_CHECK(LoadFiles());
    DOSSIER_CHECK(AddFiles(sightings));
  }
  std::sort(sightings.begin(), sightings.end(), [](const Sighting& a, const Sighting& b) {
    return a.fetched != b.fetched ? a.fetched < b.fetched : a.capture < b.capture;
  });
  return sightings;
}

Status ForEachKey(const Corpus& corpus, const std::function<void(DocumentId, std::string_view)>& visit) {
  DOSSIER_CHECK(corpus.impl().Flush());
  for (const char* sql : {"SELECT id, key FROM documents", "SELECT document, alias FROM aliases"}) {
    DOSSIER_TRY_ASSIGN(Query query, corpus.impl().database->Select(sql));
    while (true) {
      DOSSIER_TRY_ASSIGN(const bool row, query.Next());
      if (!row) break;
      visit(DocumentId{query.Integer(0)}, query.Text(1));
    }
  }
  return Ok();
}

Result<CaptureId> LastStoredBefore(const Corpus& corpus, UtcTime time) {
  DOSSIER_CHECK(corpus.impl().Flush());
  DOSSIER_TRY_ASSIGN(
      Query query, corpus.impl().database->Select("SELECT max(id) FROM captures WHERE stored < ?1", time.milliseconds));
  DOSSIER_TRY_ASSIGN([[maybe_unused]] const bool row, query.Next());
  return CaptureId{query.Integer(0)};
}

Result<CaptureId> LastRead(const Corpus& corpus) {
  DOSSIER_CHECK(corpus.impl().Flush());
  DOSSIER_TRY_ASSIGN(Query query, corpus.impl().database->Select("SELECT max(capture) FROM reads"));
  DOSSIER_TRY_ASSIGN([[maybe_unused]] const bool row, query.Next());
  return CaptureId{query.Integer(0)};
}

Result<std::vector<TouchedDocument>> TouchedSince(const Corpus& corpus, CaptureId last) {
  DOSSIER_CHECK(corpus.impl().Flush());
  // By a new revision, by a capture at one of its addresses, by an imported file with the text of a revision.
  DOSSIER_TRY_ASSIGN(
      Query query,
      corpus.impl().database->Select(
          "SELECT r.document, min(r.capture) FROM revisions r WHERE r.document IN ("
          "SELECT document FROM revisions WHERE capture > ?1 UNION "
          "SELECT a.document FROM captures c JOIN aliases a ON a.alias = c.url WHERE c.id > ?1 UNION "
          "SELECT d.id FROM captures c JOIN documents d ON d.key = c.url WHERE c.id > ?1 UNION "
          "SELECT o.document FROM captures c JOIN texts t ON t.capture = c.id JOIN texts s ON s.sha256 = t.sha256 "
          "JOIN revisions o ON o.text = s.id WHERE c.id > ?1 AND c.url >= 'file:' AND c.url < 'file;') "
          "GROUP BY r.document ORDER BY r.document",
          last));
  std::vector<TouchedDocument> touched;
  while (true) {
    DOSSIER_TRY_ASSIGN(const bool row, query.Next());
    if (!row) return touched;
    touched.push_back({DocumentId{query.Integer(0)}, CaptureId{query.Integer(1)}});
  }
}

Result<uint64_t> RevisionsSeenBy(const Corpus& corpus, UtcTime time) {
  DOSSIER_CHECK(corpus.impl().Flush());
  DOSSIER_TRY_ASSIGN(Query query, corpus.impl().database->Select(
                                      "SELECT count(*) FROM revisions WHERE first_seen <= ?1", time.milliseconds));
  DOSSIER_TRY_ASSIGN([[maybe_unused]] const bool row, query.Next());
  return static_cast<uint64_t>(query.Integer(0));
}

}  // namespace dossier::corpus
