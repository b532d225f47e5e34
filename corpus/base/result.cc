#include "corpus/base/result.h"

namespace dossier {

int ExitCodeOf(ErrorCode code) {
  switch (code) {
    case ErrorCode::kNotFound:
    case ErrorCode::kCorrupt:
      return 1;
    case ErrorCode::kUsage:
      return 2;
    case ErrorCode::kNoCorpus:
    case ErrorCode::kBusy:
      return 3;
    case ErrorCode::kVersion:
      return 4;
    case ErrorCode::kIo:
    case ErrorCode::kParse:
    case ErrorCode::kLimit:
      return 5;
    case ErrorCode::kNetwork:
    case ErrorCode::kDenied:
      return 6;
    case ErrorCode::kInternal:
      return 70;
  }
  return 70;
}

}  // namespace dossier
