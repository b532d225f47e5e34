// WACZ packages and other zip files: any bytes are opened or refused, and a part unpacks to what it says or not at all.
#include <cstdint>

#include "corpus/archive/wacz_reader.h"
#include "tests/fuzz/input_file.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace dossier;
  const std::string path = testing::WriteInput("x.wacz", data, size) + "/x.wacz";
  corpus::IsPackage(path);
  const auto package = corpus::WaczReader::Open(path);
  if (!package) return 0;
  DOSSIER_PROPERTY(package->parts().size() <= size);
  size_t tried = 0;
  for (const auto& part : package->parts()) {
    if (part.bytes > 1 << 20 || ++tried > 8) continue;
    const auto unpacked = package->Unpack(part);
    if (unpacked) DOSSIER_PROPERTY(std::filesystem::file_size(unpacked->path) == part.bytes);
  }
  return 0;
}
