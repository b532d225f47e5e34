// URLs: parsing what was serialised changes nothing, and a canonical URL is its own canonical form.
#include <cstdint>
#include <string_view>

#include "corpus/url/url.h"
#include "tests/fuzz/property.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace dossier;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto base = Url::Parse("https://base.example/a/b?c#d");
  for (const Url* relative_to : {static_cast<const Url*>(nullptr), &*base}) {
    const auto url = Url::Parse(text, relative_to);
    if (!url) continue;
    const auto again = Url::Parse(url->href());
    DOSSIER_PROPERTY(again.has_value());
    DOSSIER_PROPERTY(again->href() == url->href());
    if (!url->IsHttp()) continue;
    const std::string canonical = CanonicalUrl(*url);
    const auto parsed = Url::Parse(canonical);
    DOSSIER_PROPERTY(parsed.has_value());
    DOSSIER_PROPERTY(CanonicalUrl(*parsed) == canonical);
    RegistrableDomain(url->host());
  }
  return 0;
}
