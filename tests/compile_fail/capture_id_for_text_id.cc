// refused: (cannot convert|cannot initialize).*(CaptureId|TextId)
// Both are row numbers; a text read by a capture's number would be somebody else's text.
#include "corpus/corpus.h"

namespace dossier::corpus {

Result<TextMap> Use(const Corpus& corpus, [[maybe_unused]] CaptureId capture, [[maybe_unused]] TextId text) {
#ifdef CONTRACT_KEPT
  return corpus.ReadText(text);
#else
  return corpus.ReadText(capture);
#endif
}

}  // namespace dossier::corpus
