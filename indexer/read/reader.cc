#include "indexer/read/reader.h"

#include "corpus/gate/form.h"
#include "indexer/read/csaf_reader.h"
#include "indexer/read/html/reader.h"
#include "indexer/read/text_reader.h"

namespace dossier::indexer {

std::string ReaderSet() { return "html/4 text/4 csaf/1"; }

Result<ReadDocument> Read(const ReaderInput& input) {
  const corpus::Form& form = corpus::FormOf(input.bytes, input.content_type);
  if (form.id == "csaf" && LooksLikeCsaf(input.bytes)) return ReadCsaf(input);
  if (form.id == "html") return ReadHtml(input);
  if (form.id == "text") return ReadText(input);
  const bool unread = form.entry == corpus::Entry::kUnread;
  return Fail(ErrorCode::kParse, std::string(form.one) + (unread ? ", not read by this version" : ", no document"));
}

}  // namespace dossier::indexer
