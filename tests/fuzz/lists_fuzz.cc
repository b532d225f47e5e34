// Lists of addresses, listings of CSAF providers, manifests of imports: any bytes end in a list or an error.
#include <cstdint>
#include <string_view>

#include "corpus/base/utf8.h"
#include "corpus/exchange/manifest.h"
#include "crawler/parse/address_list.h"
#include "crawler/parse/csaf_listing.h"
#include "tests/fuzz/input_file.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace dossier;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  crawler::ReadAddressList(bytes, [](std::string_view word) { return word.size() == 2; });
  for (const char* url : {"https://c.example/index.txt", "https://c.example/changes.csv", "https://c.example/p.json"}) {
    const auto listing = crawler::ReadCsafListing(bytes, *Url::Parse(url));
    DOSSIER_PROPERTY(!listing || listing->documents.size() <= size);
  }
  for (const char* name : {"list.csv", "list.jsonl"}) {
    const auto manifest = corpus::ReadManifest(testing::WriteInput(name, data, size) + "/" + name);
    if (manifest) DOSSIER_PROPERTY(manifest->entries.size() <= size);
  }
  return 0;
}
