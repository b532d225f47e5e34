// The link scanner: any bytes are a page; what it resolves are web addresses, never longer a list than the page.
#include <cstdint>
#include <string_view>

#include "crawler/parse/links.h"
#include "tests/fuzz/property.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace dossier::crawler;
  const std::string_view page(reinterpret_cast<const char*>(data), size);
  const RawLinks links = ScanLinks(page);
  DOSSIER_PROPERTY(links.links.size() <= size);
  const RawLinks again = ScanLinks(page);
  DOSSIER_PROPERTY(again.links.size() == links.links.size());
  return 0;
}
