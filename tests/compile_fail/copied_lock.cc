// refused: (use of deleted function|deleted|implicitly deleted).*FileLock
// Two owners of one lock would release it twice: the second time it may be another process's.
#include "corpus/base/file_lock.h"

namespace dossier::corpus {

FileLock Use(FileLock& lock) {
#ifdef CONTRACT_KEPT
  return std::move(lock);
#else
  return lock;
#endif
}

}  // namespace dossier::corpus
