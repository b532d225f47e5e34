// A fuzz input as a file, for parsers that read files: one folder a process, the same name each time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

#include "tests/fuzz/property.h"
#include "tests/support/temp_dir.h"

namespace dossier::testing {

// `name` may hold a folder ("baskets/x.json"). Returns the folder that holds it all.
inline const std::string& WriteInput(const std::string& name, const uint8_t* data, size_t size) {
  static const TempDir folder;
  const std::string path = folder / name;
  std::filesystem::create_directories(std::filesystem::path(path).parent_path());
  std::filesystem::remove(path);  // a file that is cut to nothing and written again is flushed to the disk by some
  std::ofstream file(path, std::ios::binary);
  file.write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
  DOSSIER_PROPERTY(file.flush().good());
  return folder.path();
}

}  // namespace dossier::testing
