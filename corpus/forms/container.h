// Files that hold their text inside: what is to be read of them, by frozen rules.
//
// The text of a page is cut out of its captured bytes (corpus/text/canonical_text.h). A Word document, an OpenDocument
// text, a message or the web archive of a browser has first to be opened; how, is a rule with a number, and the name of
// the reader that is stored with the text begins with it ("docx/1 text/3"). So a quotation from a memorandum is
// verified like any other: open by the rule, cut out, compare. A rule that was released never changes.
//
// Pure, thread safe; sizes are bounded.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "corpus/base/result.h"

namespace dossier::corpus {

struct Opened {
  std::string bytes;         // UTF-8, except of MHTML, whose page stays as it is
  std::string content_type;  // "text/plain; charset=utf-8", "text/html; charset=utf-8"
  // What the container states of the document; empty where it says nothing.
  std::string title, author, published, url;
  size_t attachments = 0;
};

// The rule by which this version opens bytes of a form (corpus/gate/form.h): "email" gives "email/1"; "" for a form
// that is read as it is. A PDF file's rule is PdfRule().
std::string_view ContainerRuleOf(std::string_view form);

// The rule by which PDF files are opened here, with the version of poppler that does it: "pdf/1:22.12.0" (pdf_text.h).
std::string PdfRule();

// Errors: kParse, kLimit; kVersion for a rule that this version does not know.
Result<Opened> OpenContainer(std::string_view rule, std::string_view bytes);

// The bytes that the blocks of a text of this reader lie in: those inside for a reader whose name begins with a
// container's rule, else `bytes` as they are. Errors: as OpenContainer.
Result<std::string> BytesOfText(std::string_view reader, std::string bytes);

// Why a text of this reader may differ from what its capture gives here without either being altered: another program
// opens it, or the same one built or set up otherwise. "" when nothing of that kind is the matter.
std::string WhyOtherText(std::string_view reader);

}  // namespace dossier::corpus
