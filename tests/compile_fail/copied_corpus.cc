// refused: (use of deleted function|deleted|implicitly deleted).*Corpus
// A Corpus holds locks and what is not flushed yet: it moves, it is never copied.
#include "corpus/corpus.h"

namespace dossier::corpus {

Corpus Use(Corpus& corpus) {
#ifdef CONTRACT_KEPT
  return std::move(corpus);
#else
  return corpus;
#endif
}

}  // namespace dossier::corpus
