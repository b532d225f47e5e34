// refused: (cannot convert|cannot initialize).*CaptureId
// A bare number is no id: whoever makes one has to say of what.
#include "corpus/corpus.h"

namespace dossier::corpus {

Result<Capture> Use(const Corpus& corpus, int64_t number) {
#ifdef CONTRACT_KEPT
  return corpus.FindCapture(CaptureId{number});
#else
  return corpus.FindCapture(number);
#endif
}

}  // namespace dossier::corpus
