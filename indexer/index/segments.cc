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
      published.facts = name;
    } else {
      published.segments.push_back(name);
    }
  }
  return published;
}

Status Publish(const std::string& index_directory, const PublishedIndex& published) {
  std::string text = "# made by dossier index; the corpus can always make it again\n";
  if (!published.facts.empty()) text += "auto " + published.facts + "\n";
  for (const std::string& segment : published.segments) text += "auto " + segment + "\n";
  DOSSIER_CHECK(WriteFileAtomically(index_directory + "/" + kStubName, text));
  return DeleteUnpublished(index_directory);
}

Status DeleteUnpublished(const std::string& index_directory) {
  std::set<std::string> live;
  if (fs::exists(index_directory + "/" + kStubName)) {
    DOSSIER_TRY_ASSIGN(const PublishedIndex published, ReadStub(index_directory));
    live.insert(published.segments.begin(), published.segments.end());
    live.insert(published.facts);
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

std::string EncodeIdSet(std::vector<int64_t> ids) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  std::string text;
  for (size_t i = 0; i < ids.size();) {
    size_t last = i;
    while (last + 1 < ids.size() && ids[last + 1] == ids[last] + 1) ++last;
    if (!text.empty()) text += ',';
    text += std::to_string(ids[i]);
    if (last > i) text += "-" + std::to_string(ids[last]);
    i = last + 1;
  }
  return text;
}

std::vector<int64_t> DecodeIdSet(std::string_view text) {
  std::vector<int64_t> ids;
  while (!text.empty()) {
    const size_t comma = std::min(text.find(','), text.size());
    const std::string_view part = text.substr(0, comma);
    text.remove_prefix(std::min(text.size(), comma + 1));
    int64_t first = 0;
    const auto parsed = std::from_chars(part.data(), part.data() + part.size(), first);
    if (parsed.ec != std::errc()) continue;
    int64_t last = first;
    if (parsed.ptr != part.data() + part.size() && *parsed.ptr == '-')
      std::from_chars(parsed.ptr + 1, part.data() + part.size(), last);
    for (int64_t id = first; id <= last; ++id) ids.push_back(id);
  }
  return ids;
}

}  // namespace dossier::indexer
