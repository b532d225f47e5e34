// refused: (no matching|cannot convert).*
// A digest is stored as bytes; bound as text it would be another value of the row's digest.
#include "corpus/base/digest.h"
#include "corpus/catalogue/database.h"

namespace dossier::corpus {

void Use(Query& query, const Digest& digest) {
#ifdef CONTRACT_KEPT
  query.Bind(1, Blob{ViewOf(digest)});
#else
  query.Bind(1, digest);
#endif
}

}  // namespace dossier::corpus
