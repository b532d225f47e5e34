// From the archive to the index: reads captures, stores their canonical texts, documents and revisions in the
// corpus, and publishes their passages.
//
// Corpus and index cannot be apart: a segment's metadata says which captures it has dealt with, and the stub file
// that names the segments is replaced by rename. Segments are published as they close (after so many captures, or a
// minute), so that a kill loses at most the one in the making, and the next run reads those captures again; what the
// corpus already holds of them is found, not doubled. Only an index that takes the place of another one is published
// as a whole: half of it would answer less than the old one.
//
// A page is isolated: it is read in a process of its own pool (reader_pool.h). When that dies, or passes a limit, the
// capture is left aside with the reason: kept as evidence, named by `stat`, and not tried again before a reader
// changes.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "corpus/corpus.h"
#include "corpus/gate/gate.h"
#include "corpus/reading_list.h"
#include "corpus/stored_records.h"
#include "indexer/pipeline/late_facts.h"
#include "indexer/pipeline/reader_pool.h"

namespace dossier::indexer {

struct IndexProgress {
  uint64_t done = 0;  // captures
  uint64_t all = 0;
  uint64_t passages = 0;
  std::string state;   // "reading", "merging"
  double seconds = 0;  // since the run began
};

// Seconds of a run: by the clock, and of processors by stage.
struct StageSeconds {
  double clock = 0;
  double reading = 0;      // the processes that read pages
  double writing = 0;      // the threads that fill databases
  double merging = 0;      // databases to segments, late facts
  double registering = 0;  // texts, documents and revisions in the corpus, and all else
};

struct IndexOptions {
  bool rebuild = false;  // read every capture again
  unsigned jobs = 0;     // processes that read, and threads that write; 0: one for each core
  PageLimits limits;     // of one page
  size_t captures_per_segment = 2000;
  std::function<void(const IndexProgress&)> progress;  // may be empty; called on the caller's thread
  std::function<bool()> stop;                          // true: publish what is done and return
  // For tests: called in the reading process before each page, and may do what no page should.
  std::function<void(const corpus::StoredRecords&)> before_reading;
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
  std::vector<corpus::AbandonedCapture> abandoned;  // reading them crashed or passed a limit
  uint64_t total_documents = 0;                     // in the index after the run
  uint64_t total_passages = 0;
  FactsWork work;  // of bringing late facts up to date
  StageSeconds seconds;
  bool rebuilt = false;
  std::string rebuilt_because;
  bool interrupted = false;
};

// `corpus` is open for Access::kIndex, whose lock keeps other writers of the index away.
// Errors: kIo, kCorrupt; what was published before stays as it was.
Result<IndexReport> IndexAll(corpus::Corpus& corpus, const IndexOptions& options);

}  // namespace dossier::indexer
