// What the words around a date call it: the day of publication, or of a later change. Many languages.
#pragma once

#include <string_view>

namespace dossier::indexer {

// All questions are pure and thread safe.
enum class DateLabel { kNone, kPublished, kModified };

// `before` and `after` are the texts around the date in its line. The word nearest to the date counts
// ("Published 1 May, updated 2 May"); after the date only participles do ("wurde am 1. Mai veröffentlicht").
DateLabel LabelOfDate(std::string_view before, std::string_view after);

// Whether the words between two dates call the second a later change and say nothing of the first: "Updated: ".
bool StartsAsModified(std::string_view between);

// The same as LabelOfDate for a class name or an itemprop ("datePublished", "entry-date updated").
DateLabel LabelOfNames(std::string_view names);

// Whether a line names who wrote the page or how long reading it takes: "By Jane Doe", "von ...", "4 min read".
bool SaysByline(std::string_view line);

// Meta elements by what they state; names are lower case.
enum class DateMeta { kNone, kPublished, kModified, kDate };
DateMeta DateMetaOf(std::string_view name);

}  // namespace dossier::indexer
