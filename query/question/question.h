// A question as a person wrote it, taken apart. A value; nothing here knows the index's contents.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/result.h"
#include "corpus/base/time.h"
#include "indexer/index/schema.h"

namespace dossier::query {

// One part of a query as written. A query is the conjunction of its parts.
struct QueryPart {
  enum class Kind { kWord, kPhrase, kNear, kField, kEither, kTag };
  Kind kind = Kind::kWord;
  bool negated = false;
  indexer::FieldId field = indexer::FieldId::kText;
  std::vector<std::string> values;  // words; kField, kTag: alternatives; kNear: the two words
  size_t window = 0;                // kNear
  std::vector<QueryPart> parts;     // kEither: one of these
  size_t position = 0;              // byte of the query text, for errors
};

// A day or instant at which something was known: captures up to it, and none after it, answer.
struct AsOf {
  UtcTime until;        // inclusive
  std::string written;  // the day, or the instant in RFC 3339
};

struct Query {
  std::string text;  // as written
  std::vector<QueryPart> parts;
  std::optional<AsOf> as_of;
  void AddField(indexer::FieldId field, std::vector<std::string> values);
};

// Errors: kUsage with the nearest field name for an unknown field, or where the text breaks off.
Result<Query> ParseQuery(std::string_view text);

// A date or range as people write it: ISO values, "A..B", "A..", "last week", "yesterday", "3 months ago".
// Errors: kUsage.
Result<DayRange> ParseDateRange(std::string_view text);

// The end of such a date, or an instant in RFC 3339. Errors: kUsage.
Result<AsOf> ParseAsOf(std::string_view text);

}  // namespace dossier::query
