// Dates in any bytes: spans lie in the text, in order, apart from each other, and each has a value.
#include <cstdint>
#include <string_view>

#include "indexer/dates/dates.h"
#include "tests/fuzz/property.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace dossier::indexer;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const char* language : {"en", "de"}) {
    size_t end = 0;
    for (const DateSpan& span : FindDates(text, {.published = "2018-08-04", .language = language})) {
      DOSSIER_PROPERTY(span.begin >= end && span.begin < span.end && span.end <= size);
      DOSSIER_PROPERTY(!span.value.empty());
      end = span.end;
    }
  }
  FindDates(text, {.narrative = true});
  return 0;
}
