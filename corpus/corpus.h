// The corpus: evidence that never changes, and the catalogue that finds it.
//
//   auto corpus = Corpus::Open("my.corpus", Access::kArchive, Create::kIfMissing);
//   DOSSIER_TRY_ASSIGN(CaptureId id, corpus->Append(new_capture));
//   DOSSIER_CHECK(corpus->Flush());                 // now it survives a power cut
//   DOSSIER_TRY_ASSIGN(Payload payload, corpus->ReadPayload(id));
//
// On disk (FORMAT.md): archive/*.warc.gz holds every byte, one gzip member a record; corpus.db (SQLite, WAL) holds
// where each record is, documents, revisions, sources and the crawl frontier. Write order, in groups of at most
// 100 captures or 200 ms: WARC records, fsync, then the SQLite transaction. A kill at any instruction loses at most the
// group in flight; Open cuts a torn tail off and reports it.
//
// Locks: one archive writer (crawl, import) and one index writer at a time, each with a lock file that names its
// owner; readers are never held up. A Corpus object belongs to one thread; other threads open their own for reading.
//
// This header is all that other modules see of corpus/ besides base/.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/digest.h"
#include "corpus/base/json.h"
#include "corpus/base/result.h"
#include "corpus/base/time.h"
#include "corpus/capture/capture.h"
#include "corpus/text/canonical_text.h"

namespace dossier::corpus {

enum class Access {
  kRead,     // any number at a time
  kArchive,  // crawl, import: appends captures
  kIndex,    // index: appends canonical texts, documents, revisions
};
enum class Create { kNever, kIfMissing };

struct CorpusStat {
  uint64_t captures = 0, revisits = 0, texts = 0, documents = 0, revisions = 0, sources = 0, certificates = 0;
  uint64_t archive_files = 0, archive_bytes = 0, body_bytes = 0;
  std::optional<UtcTime> first_capture, last_capture;
};

// One thing that `check` found wrong.
struct Damage {
  std::string where;  // file and offset, or table and row
  std::string what;
};
struct CheckReport {
  uint64_t records = 0, rows = 0, bytes = 0;  // bytes: decompressed
  std::vector<Damage> damage;
};

// The value of the hash chain over captures after the last capture stored on a UTC day (FORMAT.md). Noted outside the
// corpus, it proves later that no capture up to then was changed, removed or put in between.
struct ChainRoot {
  Day day;
  CaptureId last_capture = CaptureId::kNone;
  Digest value;
};

class Corpus {
 public:
  // Opens the corpus directory. Errors: kNoCorpus (missing and Create::kNever, or not a corpus), kBusy (the lock's
  // owner is named), kVersion (a newer schema; an older one is migrated when opened for writing), kIo, kCorrupt.
  // `verb` names the process in the lock file for others to see.
  static Result<Corpus> Open(const std::string& directory, Access access, Create create = Create::kNever,
                             std::string_view verb = "writer");
  ~Corpus();  // drops what was not flushed; never reports success
  Corpus(Corpus&&) noexcept;
  Corpus& operator=(Corpus&&) noexcept;

  const std::string& directory() const;
  std::string index_directory() const;  // directory() + "/index"
  // What Open repaired ("cut 312 bytes of a torn record off crawl-...warc.gz"); empty when nothing.
  const std::vector<std::string>& repairs() const;

  // --- Captures (Access::kArchive) ---
  // Queues the records of one capture and its row. Visible to others, and durable, after the group is flushed:
  // on Flush, when 100 are queued, or when 200 ms have passed at the next call.
  // The records are made on a thread of the corpus's own; pass the capture with std::move to spare a copy.
  Result<CaptureId> Append(NewCapture capture);
  // Writes what is queued: archive, fsync, catalogue. After Ok it survives a power cut.
  Status Flush();

  // --- Reading captures ---
  Result<Capture> FindCapture(CaptureId id) const;  // kNotFound
  Result<std::optional<Capture>> LatestCaptureOf(std::string_view url) const;
  Result<std::optional<Capture>> FindCaptureByDigest(const Digest& sha256) const;
  // Reads the record (of payload_of for a revisit) and checks its digest. Errors: kCorrupt, kIo, kNotFound.
  Result<Payload> ReadPayload(CaptureId id) const;
  // What NewCapture::metadata held, with "source" and "url" beside it; an empty object when the capture has no
  // metadata record. The crawler's "role" tells pages from robots, feed and sitemap. Errors as for ReadPayload.
  Result<Json> ReadMetadata(CaptureId id) const;
  // Captures that this reader set has not dealt with yet, in the order stored: calls `visit` until it fails or
  // ends. Revisits of the same URL are left out: their text is that of an earlier capture. `visit` may write.
  Status ForEachUnread(std::string_view reader_set, const std::function<Status(const Capture&)>& visit) const;
  Status ForEachCapture(const std::function<Status(const Capture&)>& visit) const;

  // --- Texts, documents, revisions (Access::kIndex) ---
  // Queues a conversion record (the text) and a metadata record (the map). One text a capture and reader.
  Result<TextId> AppendText(CaptureId capture, const TextMap& map);
  // Notes that this reader set has dealt with the capture, whether or not a text came of it ("block page").
  Status MarkRead(CaptureId capture, std::string_view reader_set, std::string_view outcome);
  // Finds the document of `key` or an alias of it, else creates it; updates title, url and metadata.
  Result<Document> UpsertDocument(const Document& document, const std::vector<std::string>& aliases);
  // Adds a revision when none of the document has its text digest; else returns the one that has.
  Result<Revision> AddRevision(const Revision& revision);

  // --- Reading texts, documents, revisions ---
  Result<StoredText> FindText(TextId id) const;
  Result<std::optional<StoredText>> FindTextOf(CaptureId capture) const;  // by the newest reader
  // The one with this digest, else the newest: an entry of a list has a text of its own.
  Result<std::optional<StoredText>> FindTextOf(CaptureId capture, const Digest& sha256) const;
  // The text and its map from the archive, digest checked. Errors: kCorrupt, kIo, kNotFound.
  Result<TextMap> ReadText(TextId id) const;
  Result<std::optional<Document>> FindDocument(std::string_view key_or_url) const;
  Result<Document> GetDocument(DocumentId id) const;
  Result<std::vector<Revision>> Revisions(DocumentId id) const;  // by ordinal
  Status ForEachDocument(const std::function<Status(const Document&)>& visit) const;

  // --- Certificates (any access; a short write transaction of their own) ---
  Status StoreCertificate(const Certificate& certificate);
  Result<std::vector<Certificate>> Certificates() const;
  Result<std::optional<Certificate>> FindCertificate(std::string_view evidence_id) const;

  // --- Sources ---
  Result<std::vector<Source>> Sources() const;

  Result<CorpusStat> Stat() const;
  // One root a UTC day on which captures were stored, oldest first.
  Result<std::vector<ChainRoot>> ChainRoots() const;
  // Compares every stored byte and row with its digest. `progress` may be empty.
  Result<CheckReport> Check(const std::function<void(uint64_t done_bytes, uint64_t all_bytes)>& progress) const;

  // The catalogue's handle for the parts of corpus/ that keep tables of their own (frontier.h).
  class Impl;
  Impl& impl() const { return *impl_; }

 private:
  explicit Corpus(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dossier::corpus
