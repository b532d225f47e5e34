// Markup of drafts, read tag by tag: XML of office files and HTML. No tree is made, nothing is fetched, no entity but
// those of HTML is known.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "query/draft/draft_paragraph.h"

namespace dossier::query {

// Around the id of a note where the text refers to it, until TakeNotes.
inline constexpr char kNoteOn = '\x1E';
inline constexpr char kNoteOff = '\x1F';

// Goes over tags and the text between them; comments, processing instructions and declarations are passed over. A tag
// without an end ends the text. Views into the markup, which must outlive the reader.
class MarkupReader {
 public:
  explicit MarkupReader(std::string_view markup) : markup_(markup) {}
  bool Next();
  bool is_text() const { return is_text_; }
  std::string_view text() const { return markup_.substr(begin_, end_ - begin_); }
  std::string_view name() const { return name_; }  // as written; "" for text
  bool closing() const { return closing_; }
  bool empty_element() const { return empty_; }
  // The value with its character references decoded; "" when the tag has no such attribute.
  std::string Attribute(std::string_view key) const;
  size_t begin() const { return begin_; }  // bytes of the markup
  size_t end() const { return end_; }

 private:
  std::string_view markup_, name_;
  size_t begin_ = 0, end_ = 0;
  bool is_text_ = false, closing_ = false, empty_ = false;
};

// Decodes character references and collapses white space with the archive's own rule for markup.
std::string RenderMarkup(std::string_view markup);

// Sets text and notes of the paragraph from a text in which notes stand between kNoteOn and kNoteOff.
void TakeNotes(std::string_view text, DraftParagraph& paragraph);

}  // namespace dossier::query
