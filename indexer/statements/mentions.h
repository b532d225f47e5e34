// Mentions that names and patterns give: known and unknown organisations, people and places, products, CVE ids, dates.
// References and people in speaking positions come with the sentences (analyzer.cc).
#pragma once

#include <string_view>
#include <vector>

#include "corpus/text/canonical_text.h"
#include "indexer/facts/date_span.h"
#include "indexer/facts/statement.h"
#include "indexer/gazetteer/gazetteer.h"

namespace dossier::indexer {

// CVE ids ("CVE-2021-44228", any case, also with a typographic hyphen), with the upper-case id as value.
// By the syntax of the CVE program: four digits of a year, then four to nineteen. An id inside a longer word is none.
// Appends; what `mentions` held before stays. Linear and thread safe.
void FindCves(std::string_view text, std::vector<Mention>& mentions);

// Overlaps between types stay: "Microsoft Exchange" is a product and its maker, a date may stand in a title. Who wants
// one reading of a place takes the longest. Values are owned; offsets are bytes of `text`.

// All of them in text order; not overlapping within one type. `english` false: only names of the gazetteer, CVE ids
// and dates. The dates found are also put into `dates`.
std::vector<Mention> FindMentions(const Gazetteer& gazetteer, std::string_view text,
                                  const std::vector<corpus::Block>& blocks, const AnalysisContext& context,
                                  bool english, std::vector<DateSpan>& dates);

// Sorts by place and removes what lies inside another mention of the same type.
// Of two at one place the longer stays, of two equal ones the first, but for a reference to several ("both companies"),
// which is one place with a mention for each.
void OrderMentions(std::vector<Mention>& mentions);

// Appends an id that does not stand there yet; the empty one, of an organisation that is not listed, too.
void AddDistinct(std::vector<std::string>& ids, const std::string& id);

}  // namespace dossier::indexer
