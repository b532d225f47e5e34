// Tags: words that people put on documents and on rows of evidence, to find them again (tag:NAME in a query). One small
// file in the corpus directory (tags.json, FORMAT.md), replaced whole under a lock; no evidence changes by a tag.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/json.h"
#include "corpus/base/result.h"
#include "corpus/base/time.h"

namespace dossier::corpus {

struct Tagging {
  std::string tag;  // in lower case
  std::string on;   // whole id of a document ("d...") or of evidence ("e...")
  UtcTime added;
};

struct Tags {
  std::vector<Tagging> list;  // in the order added, each pair once

  bool Holds(std::string_view tag, std::string_view on) const;
  // false when it was there.
  bool Add(std::string_view tag, std::string_view on, UtcTime added);
  std::vector<std::string> Names() const;                      // each tag once, sorted
  std::vector<std::string> On(std::string_view id) const;      // the tags of one, sorted
  std::vector<std::string> Under(std::string_view tag) const;  // the ids that have one, sorted
};

// A tag as it is kept: in lower case. Errors: kUsage when it is no short name (corpus/short_name.h) or begins
// with '-'.
Result<std::string> TagName(std::string_view written);
// None when there is no file. Errors: kCorrupt, kIo.
Result<Tags> LoadTags(const std::string& corpus_directory);
// Changes them under the lock, so that none of two changes made at once is lost. Errors: kVersion, kBusy, kIo, kCorrupt
// or what `change` says; the tags are then unchanged.
Status EditTags(const std::string& corpus_directory, const std::function<Status(Tags&)>& change);
// dossier.tags/1 without its digest (OUTPUT.md).
Json TagsJson(const Tags& tags);
// For `check`: what is wrong with the file; "" when nothing is.
Result<std::string> DamageOfTags(const std::string& corpus_directory);

}  // namespace dossier::corpus
