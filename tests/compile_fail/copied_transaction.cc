// refused: (use of deleted function|deleted|implicitly deleted).*Transaction
// A copy's destructor would roll back what the original goes on with.
#include "corpus/catalogue/database.h"

namespace dossier::corpus {

Transaction Use(Transaction& transaction) {
#ifdef CONTRACT_KEPT
  return std::move(transaction);
#else
  return transaction;
#endif
}

}  // namespace dossier::corpus
