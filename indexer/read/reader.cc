#include "indexer/read/reader.h"

#include <array>

#include "corpus/gate/form.h"
#include "indexer/read/csaf_reader.h"
#include "indexer/read/html/reader.h"
#include "indexer/read/text_reader.h"

namespace dossier::indexer {

namespace {

constexpr std::array<std::string_view, 9> kKindNames = {"article",  "advisory",  "index", "block", "login",
                                                        "redirect", "not-found", "video", "empty"};

}  // namespace

std::string ReaderSet() { return "html/3 text/2 csaf/1"; }

std::string_view PageKindName(PageKind kind) { return kKindNames[static_cast<size_t>(kind)]; }

bool IsEvidence(PageKind kind) { return kind == PageKind::kArticle || kind == PageKind::kAdvisory; }

Result<ReadDocument> Read(const ReaderInput& input) {
  const corpus::Form& form = corpus::FormOf(input.bytes, input.content_type);
  if (form.id == "csaf" && LooksLikeCsaf(input.bytes)) return ReadCsaf(input);
  if (form.id == "html") return ReadHtml(input);
  if (form.id == "text") return ReadText(input);
  const bool unread = form.entry == corpus::Entry::kUnread;
  return Fail(ErrorCode::kParse, std::string(form.one) + (unread ? ", not read by this version" : ", no document"));
}

}  // namespace dossier::indexer
