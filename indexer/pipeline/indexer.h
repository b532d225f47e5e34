// From the archive to the index: reads captures, stores their canonical texts, documents and revisions in the
// corpus, and publishes their passages.
//
// Corpus and index cannot be apart: a segment's metadata says which captures it has dealt with, and the stub file
// that names the segments is replaced by rename. A kill loses at most the segment in the making, and the next run
// reads those captures again; what the corpus already holds of them is found, not doubled.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "corpus/corpus.h"
#include "corpus/gate/gate.h"

namespace dossier::indexer {

struct IndexProgress {
  uint64_t done = 0;  // captures
  uint64_t all = 0;
  uint64_t passages = 0;
  std::string state;  // "reading", "merging"
};

struct IndexOptions {
  bool rebuild = false;  // read every capture again
  unsigned jobs = 0;     // 0: one for each core
  size_t captures_per_segment = 2000;
  std::function<void(const IndexProgress&)> progress;  // may be empty; called on the caller's thread
  std::function<bool()> stop;                          // true: publish what is done and return
};

struct Refusal {
  std::string url;
  std::string reason;  // "block page", "not found page", the reader's error
};

struct IndexReport {
  uint64_t captures = 0;   // dealt with in this run
  uint64_t documents = 0;  // revisions indexed in this run
  uint64_t passages = 0;
  uint64_t statements = 0;  // that name a vendor or an agency
  uint64_t unchanged = 0;   // captures whose text was already known
  uint64_t revisits = 0;
  uint64_t machine_files = 0;    // robots.txt, feeds, sitemaps: never documents
  uint64_t unread = 0;           // of this run: documents whose form no reader knows
  corpus::LeftAside left_aside;  // of the whole corpus, by name
  std::vector<Refusal> refused;  // pages that are no evidence
  std::vector<Refusal> unreadable;
  uint64_t total_documents = 0;  // in the index after the run
  uint64_t total_passages = 0;
  bool rebuilt = false;
  std::string rebuilt_because;
  bool interrupted = false;
};

// `corpus` is open for Access::kIndex, whose lock keeps other writers of the index away.
// Errors: kIo, kCorrupt; what was published before stays as it was.
Result<IndexReport> IndexAll(corpus::Corpus& corpus, const IndexOptions& options);

}  // namespace dossier::indexer
