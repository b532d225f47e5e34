// Opening and closing a corpus, its statistics, its certificates.
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "corpus/base/file.h"
#include "corpus/corpus.h"
#include "corpus/corpus_impl.h"

namespace dossier::corpus {
namespace {

bool Exists(const std::string& path) { return access(path.c_str(), F_OK) == 0; }

Error NoCorpus(const std::string& directory) {
  return {ErrorCode::kNoCorpus, fmt::format("{}: no corpus here", directory),
          "dossier crawl or dossier import makes one; -C DIR names another"};
}

// Whether a directory without a catalogue may become a corpus: never one that holds an archive already.
Status CheckFresh(const std::string& directory) {
  if (!Exists(directory + "/archive")) return Ok();
  DOSSIER_TRY_ASSIGN(const std::vector<std::string> files, ListFiles(directory + "/archive"));
  if (files.empty()) return Ok();
  return Fail(ErrorCode::kCorrupt,
              fmt::format("{}: an archive without its catalogue (corpus.db is missing); left as it is", directory),
              fmt::format("to rebuild: dossier -C NEW import {}/archive", directory));
}

}  // namespace

Result<Corpus> Corpus::Open(const std::string& directory, Access access, Create create, std::string_view verb) {
  auto impl = std::make_unique<Impl>();
  impl->directory = directory;
  while (impl->directory.size() > 1 && impl->directory.ends_with('/')) impl->directory.pop_back();
  impl->access = access;
  impl->verb = verb;
  const std::string catalogue = impl->directory + "/corpus.db";
  const bool fresh = !Exists(catalogue);
  if (fresh) {
    if (create == Create::kNever || access == Access::kRead) return Fail(NoCorpus(directory));
    DOSSIER_CHECK(CheckFresh(impl->directory));
    DOSSIER_CHECK(MakeDirectories(impl->directory + "/archive"));
  }
  if (access == Access::kRead) {
    DOSSIER_TRY_ASSIGN(impl->database, Database::Open(catalogue, Database::Mode::kReadOnly));
    DOSSIER_CHECK(CheckSchema(*impl->database));
    return Corpus(std::move(impl));
  }
  DOSSIER_CHECK(impl->TakeLock());
  DOSSIER_TRY_ASSIGN(impl->database, Database::Open(catalogue, Database::Mode::kCreate));
  DOSSIER_CHECK(PrepareSchema(*impl->database));
  // Groups of captures overlap: their log is synced on a thread of its own, and by Flush.
  if (access == Access::kArchive) DOSSIER_CHECK(impl->database->Execute("PRAGMA synchronous=NORMAL"));
  if (fresh) DOSSIER_CHECK(SyncDirectory(impl->directory));
  DOSSIER_CHECK(impl->RepairArchive());
  DOSSIER_CHECK(impl->LoadCounters());
  return Corpus(std::move(impl));
}

Corpus::Corpus(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Corpus::Corpus(Corpus&&) noexcept = default;
Corpus& Corpus::operator=(Corpus&&) noexcept = default;
Corpus::~Corpus() {
  if (impl_) impl_->CloseArchiveFile();
}

const std::string& Corpus::directory() const { return impl_->directory; }
std::string Corpus::index_directory() const { return impl_->directory + "/index"; }
const std::vector<std::string>& Corpus::repairs() const { return impl_->repairs; }
Status Corpus::Flush() { return impl_->Flush(); }

Status Corpus::Impl::TakeLock() {
  const bool index = access == Access::kIndex;
  DOSSIER_TRY_ASSIGN(FileLock lock, FileLock::Acquire(directory + (index ? "/index.lock" : "/archive.lock"),
                                                      index ? "the index" : "the archive", verb));
  lock_.emplace(std::move(lock));
  return Ok();
}

Status Corpus::Impl::LoadCounters() {
  DOSSIER_TRY_ASSIGN(const int64_t capture, database->Number("SELECT max(id) FROM captures"));
  DOSSIER_TRY_ASSIGN(const int64_t text, database->Number("SELECT max(id) FROM texts"));
  DOSSIER_TRY_ASSIGN(const int64_t document, database->Number("SELECT max(id) FROM documents"));
  next_capture = capture + 1;
  next_text = text + 1;
  next_document = document + 1;
  DOSSIER_TRY_ASSIGN(Query last, database->Select("SELECT chain, stored FROM captures WHERE id = ?1", capture));
  DOSSIER_TRY_ASSIGN(const bool found, last.Next());
  chain.value = found ? DigestFrom(last.BlobAt(0)) : Digest{};
  last_stored = UtcTime{found ? last.Integer(1) : 0};
  return Ok();
}

Status Corpus::Impl::WithWritableDatabase(const std::function<Status(Database&)>& change) {
  if (access != Access::kRead) {
    DOSSIER_TRY_ASSIGN(Transaction transaction, Transaction::Begin(*database));
    DOSSIER_CHECK(change(*database));
    return transaction.Commit();
  }
  DOSSIER_TRY_ASSIGN(auto writable, Database::Open(directory + "/corpus.db", Database::Mode::kReadWrite));
  DOSSIER_CHECK(PrepareSchema(*writable));
  DOSSIER_TRY_ASSIGN(Transaction transaction, Transaction::Begin(*writable));
  DOSSIER_CHECK(change(*writable));
  return transaction.Commit();
}

Status Corpus::StoreCertificate(const Certificate& certificate) {
  return impl_->WithWritableDatabase([&](Database& database) -> Status {
    const std::string content = DumpJson(certificate.content);
    {
      DOSSIER_TRY_ASSIGN(
          Query newest,
          database.Select("SELECT content FROM certificates WHERE evidence_id = ?1 ORDER BY rowid DESC LIMIT 1",
                          certificate.evidence_id));
      DOSSIER_TRY_ASSIGN(const bool there, newest.Next());
      if (there && newest.Text(0) == content) return Ok();
    }
    return WriteRow(database, "certificates",
                    "INSERT INTO certificates(evidence_id, content, stored, digest) VALUES (?1, ?2, ?3, ?4)",
                    certificate.evidence_id, content, certificate.stored.milliseconds);
  });
}

namespace {

Result<Certificate> CertificateOf(const Query& row) {
  Certificate certificate;
  certificate.evidence_id = row.Text(0);
  DOSSIER_TRY_ASSIGN(certificate.content, ParseJson(row.Text(1), "the certificate of " + certificate.evidence_id));
  certificate.stored = UtcTime{row.Integer(2)};
  return certificate;
}

}  // namespace

Result<std::vector<Certificate>> Corpus::Certificates() const {
  DOSSIER_TRY_ASSIGN(
      Query query,
      impl_->database->Select("SELECT evidence_id, content, stored FROM certificates ORDER BY stored, evidence_id"));
  std::vector<Certificate> certificates;
  while (true) {
    DOSSIER_TRY_ASSIGN(const bool row, query.Next());
    if (!row) return certificates;
    DOSSIER_TRY_ASSIGN(Certificate certificate, CertificateOf(query));
    certificates.push_back(std::move(certificate));
  }
}

Result<std::optional<Certificate>> Corpus::FindCertificate(std::string_view evidence_id) const {
  // Schema 2 kept one a piece of evidence, in a table without row ids.
  DOSSIER_TRY_ASSIGN(const int64_t schema, SchemaOf(*impl_->database));
  const std::string newest = schema < 3 ? "" : " ORDER BY rowid DESC LIMIT 1";
  DOSSIER_TRY_ASSIGN(
      Query query,
      impl_->database->Select("SELECT evidence_id, content, stored FROM certificates WHERE evidence_id = ?1" + newest,
                              evidence_id));
  DOSSIER_TRY_ASSIGN(const bool row, query.Next());
  if (!row) return std::optional<Certificate>{};
  DOSSIER_TRY_ASSIGN(Certificate certificate, CertificateOf(query));
  return std::optional<Certificate>(std::move(certificate));
}

Result<std::vector<ChainRoot>> Corpus::ChainRoots() const {
  DOSSIER_TRY_ASSIGN(
      Query query,
      impl_->database->Select("SELECT c.stored / 86400000, c.id, c.chain FROM captures c JOIN "
                              "(SELECT max(id) AS id FROM captures GROUP BY stored / 86400000) l ON l.id = c.id "
                              "ORDER BY c.id"));
  std::vector<ChainRoot> roots;
  while (true) {
    DOSSIER_TRY_ASSIGN(const bool row, query.Next());
    if (!row) return roots;
    roots.push_back({DayFromEpoch(query.Integer(0)), CaptureId{query.Integer(1)}, DigestFrom(query.BlobAt(2))});
  }
}

Result<CorpusStat> Corpus::Stat() const {
  CorpusStat stat;
  Database& database = *impl_->database;
  DOSSIER_TRY_ASSIGN(
      Query captures,
      database.Select("SELECT count(*), sum(kind = 2), sum(CASE WHEN payload_of = 0 THEN body_bytes ELSE 0 "
                      "END), min(fetched), max(fetched) FROM captures"));
  DOSSIER_TRY_ASSIGN(const bool row, captures.Next());
  if (row && captures.Integer(0) > 0) {
    stat.captures = static_cast<uint64_t>(captures.Integer(0));
    stat.revisits = static_cast<uint64_t>(captures.Integer(1));
    stat.body_bytes = static_cast<uint64_t>(captures.Integer(2));
    stat.first_capture = UtcTime{captures.Integer(3)};
    stat.last_capture = UtcTime{captures.Integer(4)};
  }
  const auto count = [&](std::string_view sql, uint64_t& into) -> Status {
    DOSSIER_TRY_ASSIGN(const int64_t number, database.Number(sql));
    into = static_cast<uint64_t>(number);
    return Ok();
  };
  DOSSIER_CHECK(count("SELECT count(*) FROM texts", stat.texts));
  DOSSIER_CHECK(count("SELECT count(*) FROM documents", stat.documents));
  DOSSIER_CHECK(count("SELECT count(*) FROM revisions", stat.revisions));
  DOSSIER_CHECK(count("SELECT count(*) FROM sources", stat.sources));
  DOSSIER_CHECK(count("SELECT count(*) FROM certificates", stat.certificates));
  DOSSIER_CHECK(count("SELECT count(*) FROM archive_files WHERE committed_bytes > 0 AND role < 2", stat.archive_files));
  DOSSIER_CHECK(count("SELECT sum(committed_bytes) FROM archive_files WHERE role < 2", stat.archive_bytes));
  return stat;
}

}  // namespace dossier::corpus
