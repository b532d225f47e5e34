// refused: (cannot convert|incompatible type|assigning to).*(DocumentId|CaptureId)
// Ids of one table do not turn into those of another by assignment either.
#include "corpus/capture/capture.h"

namespace dossier::corpus {

void Use(Revision& revision, const Capture& capture, [[maybe_unused]] const Document& document) {
  revision.capture = capture.id;
#ifdef CONTRACT_KEPT
  revision.document = document.id;
#else
  revision.document = capture.id;
#endif
}

}  // namespace dossier::corpus
