// Legal forms of companies ("Corp.", "Co., Ltd.", "GmbH", "S.p.A."), as they follow a name.
#pragma once

#include <cstddef>
#include <string_view>

namespace dossier::indexer {

// `end` is where a company's name ends in `text`; returns the end of the legal form that follows it ("Block" in
// "Block, Inc. said"), or `end` when none does. The full stop of an abbreviated form belongs to it. "Group" and
// "Holdings" count as parts of the form.
// Forms of up to three letters that are no abbreviations count only as the table writes them ("SE", "AG"), some words
// not behind a comma ("Roe, Company of the year"). At most five forms in a row. Pure, thread safe; end <= text.size().
size_t EndOfLegalForm(std::string_view text, size_t end);

// "ZTE Corp." -> "ZTE"; the name itself when it has no legal form or would become empty.
// A view of `name`. Any case: people type "zte corporation".
std::string_view WithoutLegalForm(std::string_view name);

}  // namespace dossier::indexer
