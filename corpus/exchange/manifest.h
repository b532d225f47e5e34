// The list of an import: which files to take, and what is known of each that the file itself does not say.
//
//   {"file": "a/memo.html", "url": "https://...", "fetched": "2018-08-04", "publisher": "...", "kind": "agency"}
//
// JSON Lines, or CSV (RFC 4180) with these names in its first row. Only `file` is needed; it is relative to the folder
// of the manifest. Errors name the line.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/result.h"
#include "corpus/base/time.h"

namespace dossier::corpus {

inline constexpr std::array<std::string_view, 6> kSourceKinds = {"news",     "agency", "vendor",
                                                                 "congress", "file",   "unknown"};

struct ManifestEntry {
  size_t line = 0;
  std::string file;  // as it can be opened
  std::string url, publisher, kind, source, language;
  std::optional<UtcTime> fetched;
};

struct Manifest {
  std::vector<ManifestEntry> entries;
  std::vector<std::string> problems;  // lines passed over: "list.csv line 3: ..."
  std::vector<std::string> notes;     // names of fields that are not read
};

// "2018-08-04" or RFC 3339; nullopt for anything else.
std::optional<UtcTime> ParseFetched(std::string_view text);

// Errors: kIo; kParse when no line of it can be used.
Result<Manifest> ReadManifest(const std::string& path);

}  // namespace dossier::corpus
