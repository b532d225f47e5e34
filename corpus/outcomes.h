// What became of the captures: outcomes that `index` noted, addresses that are gone, and when a text was last seen.
// Reads the catalogue of an open corpus; the same thread as the corpus. Errors: kIo, kCorrupt.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/corpus.h"

namespace dossier::corpus {

// How many captures came to which outcome (Corpus::MarkRead) with the readers of the newest `index`.
Result<std::map<std::string, uint64_t>> Outcomes(const Corpus& corpus);

// Forgets what other sets of readers noted, after a run of `index` that has dealt with every capture. The corpus is
// open for Access::kIndex.
Status KeepReadsOf(Corpus& corpus, std::string_view reader_set);

// Keys of the documents that have a revision of one of these captures. Walks over all revisions: for captures of lists,
// whose documents no address leads to.
Result<std::vector<std::string>> DocumentsOf(const Corpus& corpus, const std::set<CaptureId>& captures);
// How many canonical texts a capture has: several when it is a list of documents.
Result<size_t> TextsOf(const Corpus& corpus, CaptureId capture);

// An address whose newest answers are 404 or 410, since the first of them in a row.
struct GoneAddress {
  std::string url;
  UtcTime since;
  int status = 0;
};
// nullopt: the newest answer of the address is another one, or there is none.
Result<std::optional<GoneAddress>> GoneSince(const Corpus& corpus, const std::string& url);

// A source with what came from it. `last_new`: when a text that was not known came last.
struct SourceActivity {
  Source source;
  uint64_t captures = 0;
  UtcTime first, last;
  std::optional<UtcTime> last_new;
};
// Those with captures, the most recent first.
Result<std::vector<SourceActivity>> SourcesSeen(const Corpus& corpus);

// When an address last gave the text of this capture, revisits among it; nullopt when the capture has no text.
Result<std::optional<UtcTime>> LastSeen(const Corpus& corpus, CaptureId capture);

}  // namespace dossier::corpus
