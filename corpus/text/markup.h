// The smallest pieces of HTML tokenising that several parts need: where a tag ends, what it is called.
// Follows the WHATWG tokenizer (HTML standard 13.2.5); pure, thread safe, linear.
#pragma once

#include <cstddef>
#include <string_view>

namespace dossier {

// A piece of markup that starts at a '<'.
struct Markup {
  enum class Kind {
    kText,  // no markup: the '<' is a character of the text
    kStartTag,
    kEndTag,
    kComment,  // also doctypes, processing instructions and bogus comments
  };
  Kind kind = Kind::kText;
  size_t end = 0;         // past the '>'; the text's size when it never closes
  std::string_view name;  // of tags, as written
  bool closed = false;    // whether the final '>' was there
  bool self_closing = false;
};

// Reads the markup at text[position] == '<'.
Markup ReadMarkup(std::string_view text, size_t position);

// Where the raw text of an element ends: the offset of "</name" followed by white space, '/' or '>', compared
// without case, at or after `position`; npos when it never does.
size_t FindEndTag(std::string_view text, size_t position, std::string_view name);

// ASCII comparison without case.
bool EqualsNoCase(std::string_view a, std::string_view b);

}  // namespace dossier
