// `dossier demo`: the whole pipeline on the bundled sample site, over loopback HTTP.
#include "corpus/base/command.h"

namespace dossier {

int RunDemo(const Invocation&) {
  return Report({ErrorCode::kInternal, "the sample site is not part of this build yet", ""});
}

}  // namespace dossier
