// A paragraph of a draft, with what tells a quotation and its source. A value.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace dossier::query {

// A reference to a note, at a byte of the paragraph's text.
struct NoteReference {
  size_t at = 0;
  std::string id;  // as the draft has it: "3", "fn:a"
};

struct DraftParagraph {
  std::string text;
  bool quotation = false;  // a block quotation by its style or markup
  size_t line = 0;         // 1-based line of a text file on which it begins; 0 in office files
  std::string place;       // "table", "text box", "footnote 3"; "" in the body
  std::string note_id;     // the note that this paragraph belongs to, or ""
  std::vector<NoteReference> notes;
  size_t begin = 0, end = 0;  // docx: bytes of word/document.xml inside the (outermost) paragraph, where a comment may
                              // begin and end; both 0 elsewhere
};

}  // namespace dossier::query
