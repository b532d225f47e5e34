// refused: ignoring.*(Fail|nodiscard|function)
// "Fail(...);" without return looks like a throw and does nothing.
#include "corpus/base/result.h"

namespace dossier {

Status Check(bool good) {
#ifdef CONTRACT_KEPT
  if (!good) return Fail(ErrorCode::kCorrupt, "bad");
#else
  if (!good) Fail(ErrorCode::kCorrupt, "bad");
#endif
  return Ok();
}

}  // namespace dossier
