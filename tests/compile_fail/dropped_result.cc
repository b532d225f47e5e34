// refused: ignoring.*(Result|nodiscard|function)
// A dropped Result is a lost error: the compiler must say so.
#include "corpus/base/result.h"

namespace dossier {

Result<int> Count();

void Use() {
#ifdef CONTRACT_KEPT
  if (!Count()) return;
#else
  Count();
#endif
}

}  // namespace dossier
