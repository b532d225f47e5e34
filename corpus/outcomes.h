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

// Captures with an outcome that begins with kUntried, of this set of readers, ascending. Walks over all outcomes.
Result<std::vector<CaptureId>> UntriedCaptures(const Corpus& corpus, std::string_view reader_set);

// Forgets what other sets of readers noted, after a run of `index` that has dealt with every capture. The corpus is
// open for Access::kIndex.
Status KeepReadsOf(Corpus& corpus, std::string_view reader_set);

// Keys of the documents that have a revision of one of these captures: for captures of lists, whose documents no
// address leads to. The first time in a corpus it makes an index of the revisions, then it costs what it finds. The
// corpus is open for Access::kIndex.
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

// Addresses of the web that lead to a document: its key, its URL, and its aliases.
Result<std::vector<std::string>> AddressesOf(const Corpus& corpus, const Document& document);
// When an address last gave a page, or "not modified"; nullopt when it never did.
Result<std::optional<UtcTime>> LastThere(const Corpus& corpus, const std::string& url);

// A source with what came from it. `last_new`: when a text that was not known came last.
struct SourceActivity {
  Source source;
  uint64_t captures = 0;
  UtcTime first, last;
  std::optional<UtcTime> last_new;
};
// Those with captures, the most recent first.
Result<std::vector<SourceActivity>> SourcesSeen(const Corpus& corpus);

// When the address of a revision's capture last gave its text, revisits among it; nullopt when it has no text. A list
// has a text for each of its entries: only those of the revision's own entry count. What is not flushed is not seen.
Result<std::optional<UtcTime>> LastSeen(const Corpus& corpus, const Revision& revision);

}  // namespace dossier::corpus
