// What captured bytes are, by what they hold and what was stated of them: the table of all forms that the gate knows,
// which of them a reader takes, which are parts of pages, and which are documents that no reader of this version knows.
//
// Pure, thread safe; looks at the first 64 KiB only, in linear time.
#pragma once

#include <string>
#include <string_view>

namespace dossier::corpus {

enum class Entry {
  kRead,     // a reader takes it
  kPart,     // belongs to a page or to the program behind it: scripts, images, answers of an API; never a document
  kMachine,  // robots.txt, feeds, sitemaps: written for crawlers
  kUnread,   // may be a document; no reader of this version knows it
};

struct Form {
  std::string_view id;    // "pdf"
  std::string_view one;   // "PDF file": also the word that the catalogue keeps of a capture left aside
  std::string_view many;  // "PDF files"
  Entry entry = Entry::kUnread;
};

// The form of bytes whose content coding is undone. `content_type` is the header's value, or "" when nothing was
// stated. Content decides before what was stated, and what was stated before any guess (WHATWG MIME Sniffing,
// section 7, with the formats of publishers added).
const Form& FormOf(std::string_view bytes, std::string_view content_type);

// The form with this id; the form "unknown" for any other word.
const Form& FormById(std::string_view id);
// The form whose `one` this is, or nullptr.
const Form* FormByName(std::string_view one);

// Whether the bytes begin like HTML, or have a mark of it near their beginning.
bool LooksLikeHtml(std::string_view bytes);

}  // namespace dossier::corpus
