// refused: ignoring.*(Result|nodiscard|function)
// Flush and Commit return a Status; without [[nodiscard]] on the class a dropped one loses evidence silently.
#include "corpus/corpus.h"

namespace dossier::corpus {

void Use(Corpus& corpus) {
#ifdef CONTRACT_KEPT
  (void)corpus.Flush().has_value();
#else
  corpus.Flush();
#endif
}

}  // namespace dossier::corpus
