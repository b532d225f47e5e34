// Captures out of the corpus in the forms that other web-archive tools read: WARC, CDXJ, WACZ 1.1.1.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "corpus/base/result.h"
#include "corpus/corpus.h"

namespace dossier::corpus {

// Which captures: all conditions hold; empty means all. Originals of chosen revisits always come along.
struct ExportSelection {
  std::string url;               // exact, or a prefix when it ends in "*"
  std::string source;            // Source::id
  std::optional<UtcTime> since;  // fetched then or later
};

struct ExportReport {
  uint64_t captures = 0;
  uint64_t bytes = 0;  // of the file written
};

// One gzip member a record, the stored bytes unchanged, each compared with its digest first (kCorrupt stops the
// export). FILE is written beside itself and renamed, so it is whole or absent. Errors: kIo, kCorrupt.
Result<ExportReport> ExportWarc(const Corpus& corpus, const ExportSelection& selection, const std::string& file);
// A sorted CDXJ index of the corpus's own archive files.
Result<ExportReport> ExportCdxj(const Corpus& corpus, const ExportSelection& selection, const std::string& file);
// A WACZ package: the WARC, its CDXJ, a page list, and the package description with SHA-256 digests.
Result<ExportReport> ExportWacz(const Corpus& corpus, const ExportSelection& selection, const std::string& file);

// The sort-friendly form of a URL that CDXJ sorts by: "org,example)/path?query".
std::string Surt(std::string_view url);

}  // namespace dossier::corpus
