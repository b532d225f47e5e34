#include "indexer/read/reader.h"

#include "corpus/forms/container.h"
#include "corpus/gate/form.h"
#include "indexer/read/csaf_reader.h"
#include "indexer/read/html/page_kind.h"
#include "indexer/read/html/reader.h"
#include "indexer/read/text_reader.h"

namespace dossier::indexer {
namespace {

// What a file holds inside, read like any other; what the file states of it comes before what its text shows.
Result<ReadDocument> ReadContainer(const ReaderInput& input, const corpus::Form& form) {
  const std::string_view rule = corpus::ContainerRuleOf(form.id);
  DOSSIER_TRY_ASSIGN(const corpus::Opened opened, corpus::OpenContainer(rule, input.bytes));
  ReaderInput inner = input;
  inner.bytes = opened.bytes;
  inner.content_type = opened.content_type;
  const bool plain = opened.content_type.starts_with("text/plain");
  DOSSIER_TRY_ASSIGN(ReadDocument document, plain ? ReadText(inner) : ReadHtml(inner));
  document.text.reader = std::string(rule) + " " + document.text.reader;
  document.format = form.id;
  if (!opened.title.empty()) document.title = opened.title;
  if (!opened.author.empty()) document.authors = {opened.author};
  if (!opened.published.empty()) document.published = {opened.published, "header", 0.9, {}};
  if (!opened.url.empty() && form.id == "email") document.canonical_url = opened.url;
  if (plain && document.page_kind == PageKind::kArticle && IsTitledAsAdvisory(document.title))
    document.page_kind = PageKind::kAdvisory;
  return document;
}

}  // namespace

std::string ReaderSet() { return "html/4 text/4 csaf/1 email/1 docx/1 odt/1 mhtml/1"; }

Result<ReadDocument> Read(const ReaderInput& input) {
  const corpus::Form& form = corpus::FormOf(input.bytes, input.content_type);
  if (form.id == "csaf" && LooksLikeCsaf(input.bytes)) return ReadCsaf(input);
  if (form.id == "html") return ReadHtml(input);
  if (form.id == "text") return ReadText(input);
  if (!corpus::ContainerRuleOf(form.id).empty()) return ReadContainer(input, form);
  const bool unread = form.entry == corpus::Entry::kUnread;
  return Fail(ErrorCode::kParse, std::string(form.one) + (unread ? ", not read by this version" : ", no document"));
}

}  // namespace dossier::indexer
