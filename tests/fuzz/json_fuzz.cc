// JSON: our way of building values gives what the library's own gives, and what was written parses again.
#include <cstdint>
#include <string_view>

#include "corpus/base/json.h"
#include "tests/fuzz/property.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace dossier;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (size > 1 << 16) return 0;  // the library's way is slow for many names
  const auto parsed = ParseJson(text, "input");
  if (!parsed) return 0;
  const std::string_view bare = text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text;
  DOSSIER_PROPERTY(*parsed == Json::parse(bare, nullptr, false));
  const auto again = ParseJson(DumpJson(*parsed), "output");
  DOSSIER_PROPERTY(again.has_value() && DumpJson(*again) == DumpJson(*parsed));
  return 0;
}
