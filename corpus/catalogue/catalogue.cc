#include "corpus/catalogue/catalogue.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

namespace dossier::corpus {
namespace {

// Step n brings a catalogue from schema n to n + 1. Released steps are never edited.
constexpr const char* kMigrations[] = {
    R"sql(
CREATE TABLE archive_files(
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, role INTEGER NOT NULL, created INTEGER NOT NULL,
  committed_bytes INTEGER NOT NULL, head BLOB NOT NULL, closed INTEGER NOT NULL, digest BLOB NOT NULL);
CREATE TABLE sources(
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, publisher TEXT NOT NULL, kind TEXT NOT NULL, language TEXT NOT NULL,
  digest BLOB NOT NULL, UNIQUE(name, publisher, kind, language));
CREATE TABLE captures(
  id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, url TEXT NOT NULL, fetched INTEGER NOT NULL,
  stored INTEGER NOT NULL, status INTEGER NOT NULL, content_type TEXT NOT NULL, truncated TEXT NOT NULL,
  sha256 BLOB NOT NULL, body_bytes INTEGER NOT NULL, file INTEGER NOT NULL, first_offset INTEGER NOT NULL,
  offset INTEGER NOT NULL, length INTEGER NOT NULL, members BLOB NOT NULL, record_id BLOB NOT NULL,
  payload_of INTEGER NOT NULL, source INTEGER NOT NULL, chain BLOB NOT NULL, digest BLOB NOT NULL);
CREATE INDEX captures_url ON captures(url, fetched);
CREATE INDEX captures_sha256 ON captures(sha256) WHERE payload_of = 0;
CREATE TABLE texts(
  id INTEGER PRIMARY KEY, capture INTEGER NOT NULL, reader TEXT NOT NULL, sha256 BLOB NOT NULL,
  created INTEGER NOT NULL, file INTEGER NOT NULL, first_offset INTEGER NOT NULL, offset INTEGER NOT NULL,
  length INTEGER NOT NULL, members BLOB NOT NULL, record_id BLOB NOT NULL, digest BLOB NOT NULL,
  UNIQUE(capture, reader));
CREATE TABLE reads(
  reader_set TEXT NOT NULL, capture INTEGER NOT NULL, outcome TEXT NOT NULL,
  PRIMARY KEY(reader_set, capture)) WITHOUT ROWID;
CREATE TABLE documents(
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, title TEXT NOT NULL, url TEXT NOT NULL,
  source INTEGER NOT NULL, metadata TEXT NOT NULL, digest BLOB NOT NULL);
CREATE INDEX documents_url ON documents(url);
CREATE TABLE aliases(alias TEXT PRIMARY KEY, document INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX aliases_document ON aliases(document);
CREATE TABLE revisions(
  document INTEGER NOT NULL, ordinal INTEGER NOT NULL, text INTEGER NOT NULL, capture INTEGER NOT NULL,
  first_seen INTEGER NOT NULL, stated INTEGER NOT NULL, stated_version TEXT NOT NULL, digest BLOB NOT NULL,
  PRIMARY KEY(document, ordinal)) WITHOUT ROWID;
CREATE TABLE certificates(
  evidence_id TEXT PRIMARY KEY, content TEXT NOT NULL, stored INTEGER NOT NULL, digest BLOB NOT NULL) WITHOUT ROWID;
)sql",
    // 2: rows that lead to evidence carry digests too; FillDigests writes those of the rows that are there.
    R"sql(
ALTER TABLE reads ADD COLUMN digest BLOB NOT NULL DEFAULT x'';
ALTER TABLE aliases ADD COLUMN digest BLOB NOT NULL DEFAULT x'';
)sql",
    // 3: what the index is made of; a certificate joins the earlier ones of its evidence. The order of certificates is
    // that of their row ids.
    R"sql(
CREATE TABLE index_parts(
  generation INTEGER NOT NULL, name TEXT NOT NULL, documents INTEGER NOT NULL, bytes INTEGER NOT NULL,
  sha256 BLOB NOT NULL, digest BLOB NOT NULL, PRIMARY KEY(generation, name)) WITHOUT ROWID;
ALTER TABLE certificates RENAME TO certificates_of_schema_2;
CREATE TABLE certificates(
  evidence_id TEXT NOT NULL, content TEXT NOT NULL, stored INTEGER NOT NULL, digest BLOB NOT NULL);
INSERT INTO certificates(evidence_id, content, stored, digest)
  SELECT evidence_id, content, stored, digest FROM certificates_of_schema_2 ORDER BY stored, evidence_id;
DROP TABLE certificates_of_schema_2;
CREATE INDEX certificates_evidence ON certificates(evidence_id);
)sql",
};
static_assert(std::size(kMigrations) == kSchemaVersion);

// The digests of schema 2 for rows that schema 1 wrote.
Status FillDigests(Database& database) {
  struct Row {
    std::string text, outcome;
    int64_t number = 0;
  };
  std::vector<Row> reads, aliases;
  {
    DOSSIER_TRY_ASSIGN(Query query, database.Select("SELECT reader_set, capture, outcome FROM reads"));
    while (true) {
      DOSSIER_TRY_ASSIGN(const bool row, query.Next());
      if (!row) break;
      reads.push_back({std::string(query.Text(0)), std::string(query.Text(2)), query.Integer(1)});
    }
  }
  {
    DOSSIER_TRY_ASSIGN(Query query, database.Select("SELECT alias, document FROM aliases"));
    while (true) {
      DOSSIER_TRY_ASSIGN(const bool row, query.Next());
      if (!row) break;
      aliases.push_back({std::string(query.Text(0)), "", query.Integer(1)});
    }
  }
  for (const Row& row : reads) {
    DOSSIER_CHECK(WriteRow(database, "reads",
                           "REPLACE INTO reads(reader_set, capture, outcome, digest) VALUES (?1, ?2, ?3, ?4)", row.text,
                           row.number, row.outcome));
  }
  for (const Row& row : aliases) {
    DOSSIER_CHECK(WriteRow(database, "aliases", "REPLACE INTO aliases(alias, document, digest) VALUES (?1, ?2, ?3)",
                           row.text, row.number));
  }
  return Ok();
}

}  // namespace

Result<int64_t> SchemaOf(Database& database) {
  DOSSIER_TRY_ASSIGN(const int64_t application, database.Number("PRAGMA application_id"));
  DOSSIER_TRY_ASSIGN(const int64_t version, database.Number("PRAGMA user_version"));
  DOSSIER_TRY_ASSIGN(const int64_t tables, database.Number("SELECT count(*) FROM sqlite_master"));
  if (application != kApplicationId && (application != 0 || tables != 0)) {
    return Fail(ErrorCode::kCorrupt,
                fmt::format("{}: a database, but no corpus catalogue; left as it is", database.path()),
                "-C DIR names the corpus directory");
  }
  if (version > kSchemaVersion) {
    return Fail(ErrorCode::kVersion,
                fmt::format("{}: written by a newer dossier (schema {}, this one knows up to {}); nothing was changed",
                            database.path(), version, kSchemaVersion),
                "use the newer dossier");
  }
  return version;
}

Status CheckSchema(Database& database) {
  DOSSIER_TRY_ASSIGN(const int64_t version, SchemaOf(database));
  if (version >= kOldestReadable) return Ok();
  return Fail(
      ErrorCode::kVersion,
      fmt::format("{}: written by an older dossier (schema {}, now {})", database.path(), version, kSchemaVersion),
      "dossier index (or crawl, import) brings it up to date");
}

Status PrepareSchema(Database& database) {
  DOSSIER_TRY_ASSIGN(const int64_t found, SchemaOf(database));
  if (found == kSchemaVersion) return Ok();
  DOSSIER_TRY_ASSIGN(Transaction transaction, Transaction::Begin(database));
  DOSSIER_TRY_ASSIGN(int64_t version, SchemaOf(database));  // another process may have been first
  for (; version < kSchemaVersion; ++version) {
    DOSSIER_CHECK(database.Execute(kMigrations[version]));
    if (version == 1) DOSSIER_CHECK(FillDigests(database));
  }
  DOSSIER_CHECK(database.Execute(
      fmt::format("PRAGMA application_id={}; PRAGMA user_version={}", kApplicationId, kSchemaVersion)));
  return transaction.Commit();
}

void RowDigest::AddInteger(int64_t value) {
  char bytes[8];
  for (int i = 0; i < 8; ++i) bytes[i] = static_cast<char>(static_cast<uint64_t>(value) >> (8 * i));
  AddBytes('i', {bytes, 8});
}

void RowDigest::AddBytes(char type, std::string_view bytes) {
  bytes_ += type;
  for (int i = 0; i < 8; ++i) bytes_ += static_cast<char>(static_cast<uint64_t>(bytes.size()) >> (8 * i));
  bytes_.append(bytes);
}

const std::vector<DigestedTable>& DigestedTables() {
  static const std::vector<DigestedTable> tables = {
      {"archive_files", "SELECT id, name, role, created, committed_bytes, head, closed, digest FROM archive_files", 1},
      {"sources", "SELECT id, name, publisher, kind, language, digest FROM sources", 1},
      {"captures",
       "SELECT id, kind, url, fetched, stored, status, content_type, truncated, sha256, body_bytes, file, "
       "first_offset, offset, length, members, record_id, payload_of, source, chain, digest FROM captures ORDER BY id",
       0},
      {"texts",
       "SELECT id, capture, reader, sha256, created, file, first_offset, offset, length, members, record_id, digest "
       "FROM texts ORDER BY id",
       0},
      {"reads", "SELECT reader_set, capture, outcome, digest FROM reads", 1},
      {"aliases", "SELECT alias, document, digest FROM aliases", 0},
      {"documents", "SELECT id, key, kind, title, url, source, metadata, digest FROM documents ORDER BY id", 1},
      {"revisions",
       "SELECT document, ordinal, text, capture, first_seen, stated, stated_version, digest FROM revisions", 0},
      {"certificates", "SELECT evidence_id, content, stored, digest FROM certificates", 0},
      {"index_parts", "SELECT generation, name, documents, bytes, sha256, digest FROM index_parts", 1},
  };
  return tables;
}

bool RowIsIntact(const Query& row, std::string_view table) {
  RowDigest digest(table);
  const int last = row.columns() - 1;
  for (int column = 0; column < last; ++column) row.AddTo(digest, column);
  return row.BlobAt(last) == ViewOf(digest.Finish());
}

}  // namespace dossier::corpus
