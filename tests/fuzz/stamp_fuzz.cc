// Answers of time-stamping authorities: any bytes are verified or refused; none is about a message that was never sent.
#include <cstdint>
#include <string_view>

#include "corpus/base/signing/timestamp.h"
#include "tests/fuzz/property.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view answer(reinterpret_cast<const char*>(data), size);
  DOSSIER_PROPERTY(!dossier::VerifyTimeStamp(answer, "a message that nobody ever sent", ""));
  const auto stamp = dossier::VerifyTimeStamp(answer, "message", "");
  DOSSIER_PROPERTY(!stamp || !stamp->vouched);
  return 0;
}
