// Which captures are still to be read, and which no reader gets through: what `index` asks and notes, at a cost that
// does not grow with the corpus. All on the corpus's thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/result.h"
#include "corpus/capture/capture.h"

namespace dossier::corpus {

class Corpus;

// At most `most` captures stored after the one with the number `after`, in the order stored; none at the end.
Result<std::vector<Capture>> CapturesAfter(const Corpus& corpus, CaptureId after, size_t most);
Result<CaptureId> LastCapture(const Corpus& corpus);  // kNone in an empty corpus

// A capture whose reading crashed or passed a limit: kept, and not tried again until the readers change.
struct AbandonedCapture {
  CaptureId capture = CaptureId::kNone;
  std::string url;
  std::string reason;  // "the reader crashed (SIGABRT)"
};
Result<std::vector<AbandonedCapture>> AbandonedCaptures(const Corpus& corpus);

}  // namespace dossier::corpus
