// The web archives of browsers (MHTML, RFC 2557): the page inside.
#pragma once

#include <string>
#include <string_view>

#include "corpus/base/result.h"

namespace dossier::corpus {

struct MhtmlPart {
  std::string html;          // transfer coding undone, charset as stated
  std::string content_type;  // of the part
  std::string address;       // Snapshot-Content-Location, else the part's Content-Location; of any form
  std::string date;          // the header field
};

// The first text/html part. Pure, thread safe, linear. Errors: kParse when it has none.
Result<MhtmlPart> ReadMhtmlPart(std::string_view bytes);

}  // namespace dossier::corpus
