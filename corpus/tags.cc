#include "corpus/tags.h"

#include <algorithm>
#include <filesystem>

#include "corpus/base/ascii.h"
#include "corpus/base/digest.h"
#include "corpus/base/edit_file.h"
#include "corpus/base/file.h"
#include "corpus/newer_corpus.h"
#include "corpus/short_name.h"

namespace dossier::corpus {
namespace {

constexpr uint64_t kLargestTags = uint64_t{64} << 20;

std::string TagsFile(const std::string& corpus_directory) { return corpus_directory + "/tags.json"; }

bool IsTagged(std::string_view id) { return id.size() > 1 && (id[0] == 'd' || id[0] == 'e'); }

Result<Tags> TagsIn(const Json& json, const std::string& path) {
  if (StringAt(json, "schema") != "dossier.tags/1" || !MemberAt(json, "tags").is_array())
    return Fail(ErrorCode::kCorrupt, path + ": holds no tags", "restore it from a copy, or move it away");
  Tags tags;
  for (const Json& item : MemberAt(json, "tags")) {
    Tagging one{StringAt(item, "tag"), StringAt(item, "on"), {}};
    const auto name = TagName(one.tag);
    if (!name || *name != one.tag || !IsTagged(one.on))
      return Fail(ErrorCode::kCorrupt, path + ": an entry is no tag on a document or on evidence");
    if (const auto added = ParseRfc3339(StringAt(item, "added"))) one.added = *added;
    tags.list.push_back(std::move(one));
  }
  return tags;
}

std::string DigestOfTags(const Tags& tags) { return Sha256(DumpJson(TagsJson(tags))).hex(); }

void KeepSortedOnce(std::vector<std::string>& names) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
}

}  // namespace

bool Tags::Holds(std::string_view tag, std::string_view on) const {
  return std::any_of(list.begin(), list.end(), [&](const Tagging& one) { return one.tag == tag && one.on == on; });
}

bool Tags::Add(std::string_view tag, std::string_view on, UtcTime added) {
  if (Holds(tag, on)) return false;
  list.push_back({std::string(tag), std::string(on), added});
  return true;
}

std::vector<std::string> Tags::Names() const {
  std::vector<std::string> names;
  for (const Tagging& one : list) names.push_back(one.tag);
  KeepSortedOnce(names);
  return names;
}

std::vector<std::string> Tags::On(std::string_view id) const {
  std::vector<std::string> names;
  for (const Tagging& one : list)
    if (one.on == id) names.push_back(one.tag);
  KeepSortedOnce(names);
  return names;
}

std::vector<std::string> Tags::Under(std::string_view tag) const {
  std::vector<std::string> ids;
  for (const Tagging& one : list)
    if (one.tag == tag) ids.push_back(one.on);
  KeepSortedOnce(ids);
  return ids;
}

Result<std::string> TagName(std::string_view written) {
  if (IsShortName(written) && written[0] != '-') return AsciiLowered(written);
  return Fail(ErrorCode::kUsage, "'" + std::string(written) + "' is no tag", std::string(kShortNameRule));
}

Result<Tags> LoadTags(const std::string& corpus_directory) {
  const std::string path = TagsFile(corpus_directory);
  std::error_code none;
  if (!std::filesystem::exists(path, none)) return Tags();
  DOSSIER_TRY_ASSIGN(const std::string bytes, ReadFile(path, kLargestTags));
  DOSSIER_TRY_ASSIGN(const Json json, ParseJson(bytes, path));
  return TagsIn(json, path);
}

Status EditTags(const std::string& corpus_directory, const std::function<Status(Tags&)>& change) {
  DOSSIER_CHECK(RefuseNewerCorpus(corpus_directory));
  const std::string path = TagsFile(corpus_directory);
  const EditedFile file{path, corpus_directory + "/tags.lock", "the tags", "tag", kLargestTags};
  return EditFile(file, [&](const std::optional<std::string>& old) -> Result<std::optional<std::string>> {
    Tags tags;
    if (old) {
      DOSSIER_TRY_ASSIGN(const Json json, ParseJson(*old, path));
      DOSSIER_TRY_ASSIGN(tags, TagsIn(json, path));
    }
    DOSSIER_CHECK(change(tags));
    if (!old && tags.list.empty()) return std::optional<std::string>();
    Json json = TagsJson(tags);
    json["digest"] = DigestOfTags(tags);
    return std::optional(DumpJson(json, 2) + "\n");
  });
}

Json TagsJson(const Tags& tags) {
  Json json;
  json["schema"] = "dossier.tags/1";
  json["tags"] = Json::array();
  for (const Tagging& one : tags.list)
    json["tags"].push_back({{"tag", one.tag}, {"on", one.on}, {"added", FormatRfc3339(one.added)}});
  return json;
}

Result<std::string> DamageOfTags(const std::string& corpus_directory) {
  const std::string path = TagsFile(corpus_directory);
  std::error_code none;
  if (!std::filesystem::exists(path, none)) return std::string();
  DOSSIER_TRY_ASSIGN(const std::string bytes, ReadFile(path, kLargestTags));
  const auto json = ParseJson(bytes, path);
  const auto tags = json ? TagsIn(*json, path) : Fail(json.error());
  if (!tags) return tags.error().message;
  return std::string(StringAt(*json, "digest") == DigestOfTags(*tags) ? "" : "not the tags that were written");
}

}  // namespace dossier::corpus
