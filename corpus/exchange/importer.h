// Local files into the corpus: the same door as the crawl's, for files, directories and the archives of others.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "corpus/archive/wacz_reader.h"
#include "corpus/archive/warc_reader.h"
#include "corpus/base/result.h"
#include "corpus/corpus.h"
#include "corpus/exchange/manifest.h"
#include "corpus/gate/file_type.h"

namespace dossier::corpus {

struct ImportOptions {
  std::string url;                 // of a file; of a directory the prefix that its files hang below
  bool url_is_prefix = false;      // also for a file: several were named
  Source source;                   // source.id empty: made from the publisher, else "import"
  std::optional<UtcTime> fetched;  // else the time of the import
  // WARC files stay where they are: the catalogue keeps where each capture's record is and its digest. What cannot be
  // told apart by its place alone (no gzip member of its own, chunks in the body, no usual id) is copied.
  bool by_reference = false;
};

struct ImportReport {
  uint64_t files = 0;                        // looked at
  uint64_t captures = 0;                     // stored, revisits among them
  uint64_t revisits = 0;                     // of these: same bytes as an earlier capture
  uint64_t unchanged = 0;                    // same URL, same bytes: nothing stored
  uint64_t checksums = 0;                    // .sha512/.sha256 files and digests of packages compared
  uint64_t digests = 0;                      // records of archives whose stated digests were compared
  std::map<std::string, uint64_t> by_type;   // captures by what they were: "csaf" -> 300
  std::map<std::string, uint64_t> left_out;  // files (or WARC records) not known, by suffix or type
  std::vector<std::string> problems;         // one line each: unreadable, damaged, checksum mismatch
  std::vector<std::string> notes;            // one line each: read all the same, and worth knowing
};

// Imports into a corpus opened with Access::kArchive. Not thread safe. A problem with one file is noted in the report
// and does not stop the others; an error means that the corpus could not be written.
class Importer {
 public:
  Importer(Corpus& corpus, ImportOptions options);
  // Files, or every regular file below directories; revisits find their originals in whatever file these are. Call
  // report() after Flush of the corpus.
  Status Import(const std::vector<std::string>& paths);
  Status Import(const std::string& path) { return Import(std::vector<std::string>{path}); }
  // The files of a manifest, each with what that says of it over what the options say.
  Status Import(const Manifest& manifest);
  const ImportReport& report() const { return report_; }
  // Called after every file or WARC record with the path and the counts so far; returning false stops the import.
  void set_progress(std::function<bool(const std::string&, const ImportReport&)> progress) {
    progress_ = std::move(progress);
  }
  bool stopped() const { return stopped_; }

 private:
  Status ImportPath(const std::string& path);
  // A file on the disk, or one unpacked from a package, which is called by the package's name and its own.
  struct Item {
    std::string path;   // where its bytes are
    std::string shown;  // what it is called in messages
    std::string name;   // without folders
    std::string url;    // as the options say; "" when they say nothing
    std::string place;  // its file: address
    bool named = false;
    int depth = 0;  // packages around it
  };
  Status ImportFile(const Item& item);
  Status ImportDocument(const Item& item, const FileType& type, std::string body, Json metadata);
  Status ImportMessage(const Item& item, const FileType& type, std::string body, Json metadata);
  Status ImportMailBox(const Item& item, std::string_view bytes, const Json& metadata);
  Status ImportMhtml(const Item& item, FileType type, std::string_view bytes, Json metadata);
  Status CheckSums(const std::string& path, std::string_view bytes, Json& metadata);
  // `name`: what the file is called in messages and in the captures' metadata; a part of a package has no path of its
  // own.
  Status ImportWarc(const std::string& path, const std::string& name);
  Status ImportRecord(const std::string& name, const WarcEntry& entry);
  // A WACZ package, a collection of them or another zip of files: its parts, compared with the digests that its
  // description states.
  Status ImportPackage(const Item& item);
  Status ImportPart(const Item& item, const WaczReader& package, const WaczReader::Part& part);
  void TellUnreadable(const std::string& directory);
  Status StorePending();
  void CompareDigests(const std::string& name, const WarcEntry& entry, NewCapture& capture);
  // A revisit whose original is not known yet: it waits for the other files.
  struct Revisit {
    NewCapture capture;
    std::string record_id, refers_to, payload_digest, refers_to_uri, refers_to_date;
  };
  Status ImportRevisit(Revisit revisit);
  Result<bool> StoreRevisit(Revisit& revisit);
  Result<std::optional<CaptureId>> OriginalOf(const Revisit& revisit) const;
  // The second pass: the revisits that waited.
  Status FinishRevisits();
  Status Store(NewCapture capture, const std::string& type);
  void Problem(std::string line) { report_.problems.push_back(std::move(line)); }
  bool Progress(const std::string& path);

  Corpus& corpus_;
  ImportOptions options_;
  ImportReport report_;
  std::function<bool(const std::string&, const ImportReport&)> progress_;
  bool stopped_ = false;
  // What this run stored and the catalogue may not show yet.
  std::unordered_map<std::string, CaptureId> by_digest_;     // resources: SHA-256 bytes
  std::unordered_map<std::string, std::string> url_digest_;  // URL: SHA-256 bytes of its latest capture
  // For WARC files: where the payload of a revisit is, request heads that wait for their response, and the capture
  // that waits for a metadata record behind it.
  std::unordered_map<std::string, CaptureId> by_record_id_;
  std::unordered_map<std::string, CaptureId> by_payload_digest_;
  std::unordered_map<std::string, std::string> requests_;
  struct Waiting {
    NewCapture capture;
    std::string record_id, payload_digest, type;
    bool dated = false;               // the record has a WARC-Date that can be read
    bool as_stored = false;           // the body is the record's own bytes, nothing undone
    uint64_t offset = 0, length = 0;  // of the record's gzip member; length 0: it has none of its own
  };
  Result<CaptureId> Keep(Waiting& waiting);
  void NoteRecord(const std::string& record_id, CaptureId id);
  // The captures of this run that the catalogue may not show yet: two generations, of which the older one is stored.
  struct Recent {
    CaptureId id = CaptureId::kNone;
    CaptureKind kind = CaptureKind::kResponse;
    UtcTime fetched;
    Digest sha256;
  };
  using RecentByUrl = std::unordered_map<std::string, std::vector<Recent>>;
  void Remember(const std::string& url, Recent recent);
  // The capture that is this very record, and the newest one of the address.
  Result<std::optional<CaptureId>> SameRecord(const NewCapture& capture, const Digest& digest) const;
  bool IsRecentRevisit(const NewCapture& capture, const Digest& digest) const;
  Result<std::optional<Recent>> NewestOf(const std::string& url) const;
  RecentByUrl recent_, older_;
  uint64_t recent_since_ = 0;
  std::vector<Revisit> revisits_;
  bool ours_ = false;  // the records being read were written by dossier, as their warcinfo says
  std::optional<Waiting> waiting_;
  std::string referenced_;  // the WARC file being read when its records are referred to; else empty
};

}  // namespace dossier::corpus
