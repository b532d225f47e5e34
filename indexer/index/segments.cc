#include "indexer/index/segments.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <set>
#include <sstream>

#include "corpus/base/file.h"

namespace dossier::indexer {
namespace fs = std::filesystem;
namespace {

bool IsOurs(const std::string& name) {
  return name.starts_with(kSegmentStem) || name.starts_with(kFactsStem) || name.starts_with(kTemporaryStem);
}

}  // namespace

std::string RecordKey(const Provenance& from) {
  return kMetaDocument + from.document_id + "|" + std::to_string(from.revision);
}

std::vector<std::string> PartsOf(const PublishedIndex& published) {
  std::vector<std::string> parts = published.facts;
  parts.insert(parts.end(), published.segments.begin(), published.segments.end());
  return parts;
}

Result<PublishedIndex> ReadStub(const std::string& index_directory) {
  const std::string path = index_directory + "/" + kStubName;
  if (!fs::exists(path))
    return Fail(ErrorCode::kNoCorpus, "there is no index in " + index_directory, "run: dossier index");
  DOSSIER_TRY_ASSIGN(const std::string text, ReadFile(path, 1 << 20));
  PublishedIndex published;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line[0] == '#') continue;
    const size_t space = line.find(' ');
    const std::string name = space == std::string::npos ? "" : line.substr(space + 1);
    if (name.find('/') != std::string::npos || !IsOurs(name))
      return Fail(ErrorCode::kCorrupt, path + ": not a line of a dossier index: " + line,
                  "run: dossier index --rebuild");
    if (name.starts_with(kFactsStem)) {
      published.facts.push_back(name);
    } else {
      published.segments.push_back(name);
    }
  }
  return published;
}

Status Publish(const std::string& index_directory, const PublishedIndex& published) {
  std::string text = "# made by dossier index; the corpus can always make it again\n";
  for (const std::string& part : PartsOf(published)) text += "auto " + part + "\n";
  DOSSIER_CHECK(WriteFileAtomically(index_directory + "/" + kStubName, text));
  return DeleteUnpublished(index_directory);
}

Status DeleteUnpublished(const std::string& index_directory) {
  std::set<std::string> live;
  if (fs::exists(index_directory + "/" + kStubName)) {
    DOSSIER_TRY_ASSIGN(const PublishedIndex published, ReadStub(index_directory));
    const std::vector<std::string> parts = PartsOf(published);
    live.insert(parts.begin(), parts.end());
  }
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(index_directory, error)) {
    const std::string name = entry.path().filename().string();
    if (!IsOurs(name) || live.count(name)) continue;
    std::error_code ignored;  // a reader may still hold it; the next run tries again
    fs::remove_all(entry.path(), ignored);
  }
  if (error) return Fail(ErrorCode::kIo, "cannot list " + index_directory + ": " + error.message());
  return Ok();
}

std::string NextName(const std::string& index_directory, const std::string& stem) {
  int highest = 0;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(index_directory, error)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(stem)) continue;
    int number = 0;
    std::from_chars(name.data() + stem.size(), name.data() + name.size(), number);
    highest = std::max(highest, number);
  }
  return fmt::format("{}{:06}", stem, highest + 1);
}

}  // namespace dossier::indexer
