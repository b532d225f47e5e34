#include "corpus/forms/mhtml.h"

#include "corpus/base/ascii.h"
#include "corpus/forms/mime.h"

namespace dossier::corpus {

Result<MhtmlPart> ReadMhtmlPart(std::string_view bytes) {
  const MimeFields head = TakeMimeFields(bytes);
  const std::string boundary = MimeParameter(MimeField(head, "content-type"), "boundary");
  if (boundary.empty()) return Fail(ErrorCode::kParse, "no web archive of a browser: its header names no boundary");
  for (std::string_view part : MimeParts(bytes, boundary)) {
    const MimeFields fields = TakeMimeFields(part);
    MhtmlPart page;
    page.content_type = MimeField(fields, "content-type");
    if (!AsciiLowered(page.content_type).starts_with("text/html")) continue;
    page.html = DecodeTransfer(part, MimeField(fields, "content-transfer-encoding"));
    page.address = MimeField(head, "snapshot-content-location");
    if (page.address.empty()) page.address = MimeField(fields, "content-location");
    page.date = MimeField(head, "date");
    return page;
  }
  return Fail(ErrorCode::kParse, "a web archive of a browser (MHTML) without a page in it");
}

}  // namespace dossier::corpus
