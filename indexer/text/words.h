// Words of a text as the index knows them: runs of letters and digits, case folded; each character of a script
// that does not separate words is one. Used for passages and for queries alike.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace dossier::indexer {

// The same cut for passages and for queries is what makes a word that stands in a text findable; a change here asks for
// a new index (SCHEMA.md). `folded` is owned, at most 64 bytes, never cut inside a character.
struct RawWord {
  std::string folded;
  size_t begin = 0;  // bytes
  size_t end = 0;
};

// Calls `visit` for each word in order. An apostrophe between letters belongs to the word ("don't"), a final
// possessive 's does not ("DNC's" is "dnc"). Soft hyphens and characters without width in a word are no part of
// `folded`. Linear, thread safe, never fails: bytes that are no character separate words. The word is the visitor's
// only during the call.
void ForEachWord(std::string_view text, const std::function<void(const RawWord&)>& visit);

}  // namespace dossier::indexer
