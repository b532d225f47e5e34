// When a document was seen: all captures of it, by time, whatever the order in which they came into the corpus.
//
// The catalogue keeps a row for each revision; what lies between (the same text again, answers "not modified", an
// address that is gone) is found by the document's addresses and, for imported files, by their texts. Reads the
// catalogue of an open corpus, on its thread. Errors: kIo, kCorrupt.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/corpus.h"

namespace dossier::corpus {

// One capture of a document. A value.
struct Sighting {
  CaptureId capture = CaptureId::kNone;
  CaptureId bytes = CaptureId::kNone;  // the capture that has the bytes: another one for a revisit
  UtcTime fetched;                     // at the publisher, UTC
  int status = 0;
  std::string url;
  Digest sha256;              // of the body as stored
  std::vector<Digest> texts;  // canonical texts of the bytes, newest reader's first; none: no text, or not indexed yet
  std::string reader;         // of the first of them: "html/1"

  bool gone() const { return status == 404 || status == 410; }
  bool Holds(const Digest& text) const;
};

class Sightings {
 public:
  // `corpus` must outlive it. Captures that come into the corpus later may not be seen.
  explicit Sightings(const Corpus& corpus) : corpus_(corpus) {}

  // By time of the fetch, then in the order stored. Linear in the captures of the document; for documents of imported
  // files once linear in the texts of the corpus.
  Result<std::vector<Sighting>> Of(DocumentId document);

 private:
  Status LoadFiles();
  Status AddFiles(std::vector<Sighting>& sightings) const;
  Result<std::optional<Sighting>> Find(CaptureId id) const;
  Status AddTexts(Sighting& sighting) const;

  const Corpus& corpus_;
  bool files_loaded_ = false;
  std::multimap<Digest, CaptureId> files_by_text_;         // captures of imported files
  std::multimap<CaptureId, CaptureId> revisits_of_files_;  // by the capture that has the bytes
};

// Keys and aliases of all documents, for finding one by a part of its name.
Status ForEachKey(const Corpus& corpus, const std::function<void(DocumentId, std::string_view key)>& visit);

// Captures that were stored at or after this time have a number above the one returned.
Result<CaptureId> LastStoredBefore(const Corpus& corpus, UtcTime time);

// Revisions that were first seen at or before a time.
Result<uint64_t> RevisionsSeenBy(const Corpus& corpus, UtcTime time);

// The last capture that `index` has dealt with; it takes them in the order stored.
Result<CaptureId> LastRead(const Corpus& corpus);

// Documents of which captures behind this one were read, or found gone, each with its first revision's capture.
struct TouchedDocument {
  DocumentId document = DocumentId::kNone;
  CaptureId first = CaptureId::kNone;
};
Result<std::vector<TouchedDocument>> TouchedSince(const Corpus& corpus, CaptureId last);

}  // namespace dossier::corpus
