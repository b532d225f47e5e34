// Files that are part of the program (cmake/Embed.cmake): DOSSIER_EMBEDDED(vendors_tsv) at namespace scope defines
// `std::string_view Embedded_vendors_tsv()`. The bytes live as long as the process.
#pragma once

#include <string_view>

#define DOSSIER_EMBEDDED(symbol)                                                                       \
  extern "C" const char dossier_embedded_##symbol##_begin[];                                           \
  extern "C" const char dossier_embedded_##symbol##_end[];                                             \
  inline std::string_view Embedded_##symbol() {                                                        \
    return {dossier_embedded_##symbol##_begin,                                                         \
            static_cast<size_t>(dossier_embedded_##symbol##_end - dossier_embedded_##symbol##_begin)}; \
  }
