// Language identification, the only wrapper of CLD2 (Compact Language Detector 2).
#pragma once

#include <string>
#include <string_view>

namespace dossier::indexer {

// What a text is written in. `code` is the ISO 639 code that CLD2 uses ("en", "de", "zh", "zh-Hant"), or "" when
// the text is too short or too mixed to say.
struct Language {
  std::string code;
  int percent = 0;  // share of the text's letters that is in this language
  bool reliable = false;
};

// The main language of UTF-8 text (plain text, no markup). Invalid UTF-8 gives what precedes it. Pure and thread
// safe; reads at most the first 64 KiB, which decides as well as the whole and bounds the time.
// Never fails. What it says of a few words is a guess, and `reliable` tells so: callers that would leave a text out for
// its language must ask it (the analyzer reads short texts as English).
Language DetectLanguage(std::string_view text);

// The primary subtag of a language tag in lower case: "en" for "en-US", "EN_us"; "" for "".
// What a page states (lang attributes, CSAF, feeds) comes in all spellings; compare only what this gives.
std::string PrimaryLanguage(std::string_view tag);

}  // namespace dossier::indexer
