// Whether a hyphen at the end of a typeset line was put there by the break of the line alone, or belongs to the word.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace dossier::indexer {

// The words of a text decide: "sanc-" and "tions" are one word when "sanctions" stands elsewhere, "long-" and "term"
// two when "long-term" does; else the second half decides, when it is an ending that is no word of its own ("-tions").
// Immutable, thread safe; linear in the text.
class LineHyphens {
 public:
  explicit LineHyphens(std::string_view text);

  // `first`: the letters before the hyphen; `second`: those that begin the next line.
  bool IsBreak(std::string_view first, std::string_view second) const;

 private:
  std::set<std::string, std::less<>> words_;  // in lower case, with and without hyphens in them
};

}  // namespace dossier::indexer
