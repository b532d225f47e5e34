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

// How the outcome of a capture begins whose reading crashed or passed a limit (Corpus::MarkRead); the reason follows.
inline constexpr std::string_view kLeftAside = "left aside: ";

// A capture whose reading crashed or passed a limit: kept, and not tried again until the readers change.
struct LeftAside {
  CaptureId capture = CaptureId::kNone;
  std::string url;
  std::string reason;  // "the reader crashed (SIGABRT)"
};
Result<std::vector<LeftAside>> CapturesLeftAside(const Corpus& corpus);
// Takes back what other reader sets left aside: they do not read here any more. Access::kIndex.
Status ForgetLeftAside(Corpus& corpus, std::string_view reader_set);

}  // namespace dossier::corpus
