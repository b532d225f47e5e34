// What another corpus holds into this one: captures with their records as they are (record ids, bytes, metadata), the
// canonical texts that were stored of them, and certificates. Nothing of this corpus is changed or replaced, nothing
// comes twice: a capture of the same record, or of the same address, time and bytes, is the same one.
//
// Not thread safe. Each step is complete or can be run again; an interrupted merge is finished by running it again.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "corpus/base/result.h"
#include "corpus/corpus.h"

namespace dossier::corpus {

struct MergeReport {
  uint64_t captures = 0, captures_known = 0;  // taken over; there before
  uint64_t texts = 0, texts_known = 0;
  uint64_t certificates = 0, certificates_known = 0;
  std::vector<std::string> problems;  // one line each: records of the other corpus that are damaged or gone
};

// The captures of the other corpus, by number, as they are called here.
using MergedCaptures = std::unordered_map<int64_t, CaptureId>;

// `into` opened with Access::kArchive; flushes. `go_on` is asked after every capture; false stops (kInterrupted is no
// error: the report tells what came). Errors: kIo, kCorrupt of `into`.
Result<MergedCaptures> MergeCaptures(const Corpus& other, Corpus& into, MergeReport& report,
                                     const std::function<bool()>& go_on);
// `into` opened with Access::kIndex; flushes.
Status MergeTexts(const Corpus& other, Corpus& into, const MergedCaptures& captures, MergeReport& report,
                  const std::function<bool()>& go_on);
// Where both cite the same evidence, the newest certificate of `into` goes on answering.
Status MergeCertificates(const Corpus& other, Corpus& into, MergeReport& report);

}  // namespace dossier::corpus
