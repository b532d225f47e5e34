#include "indexer/read/reader.h"

#include <algorithm>
#include <utility>

#include "corpus/base/ascii.h"
#include "corpus/forms/container.h"
#include "corpus/gate/form.h"
#include "corpus/text/charset.h"
#include "indexer/read/agency_page.h"
#include "indexer/read/bill.h"
#include "indexer/read/csaf_reader.h"
#include "indexer/read/cve_reader.h"
#include "indexer/read/federal_register.h"
#include "indexer/read/html/page_kind.h"
#include "indexer/read/html/reader.h"
#include "indexer/read/kev_reader.h"
#include "indexer/read/list_advanced.h"
#include "indexer/read/list_reader.h"
#include "indexer/read/list_tables.h"
#include "indexer/read/pdf_reader.h"
#include "indexer/read/pre_text.h"
#include "indexer/read/text_reader.h"
#include "indexer/read/xml/tree.h"

namespace dossier::indexer {
namespace {

// The document whose texts lie in bytes of this charset.
Result<ReadDocument> Decoded(Result<ReadDocument> read, const std::string& charset) {
  if (!read) return read;
  for (ReadDocument& entry : read->entries) entry.text.charset = charset;
  read->text.charset = charset;
  return read;
}

// Formats of which only the tree tells which one it is.
Result<ReadDocument> ReadXml(const ReaderInput& input) {
  const std::string charset = SniffHtmlEncoding(input.bytes, CharsetOfContentType(input.content_type));
  DOSSIER_TRY_ASSIGN(std::string payload, DecodeToUtf8(input.bytes, charset));
  DOSSIER_TRY_ASSIGN(const xml::Tree tree, xml::Tree::Parse(std::move(payload)));
  const bool list = EqualIgnoringAsciiCase(tree.at(tree.root()).name, "sdnList");
  if (IsAdvancedList(tree)) return Decoded(ReadAdvancedList(tree), charset);
  if (!list && !IsFederalRegister(tree) && !IsBill(tree))
    return Fail(ErrorCode::kParse, "XML file, not read by this version");
  DOSSIER_TRY_ASSIGN(ReadDocument out, list           ? ReadListXml(tree)
                                       : IsBill(tree) ? ReadBill(input, tree)
                                                      : ReadFederalRegisterXml(input, tree));
  return Decoded(std::move(out), charset);
}

// A page for people, with what it was typed as and what an agency's page says of itself.
Result<ReadDocument> ReadPage(const ReaderInput& input) {
  DOSSIER_TRY_ASSIGN(ReadDocument out, ReadHtml(input));
  if (out.text.syntax == corpus::BlockSyntax::kMarkup) {
    DOSSIER_TRY_ASSIGN(const std::string payload, DecodeToUtf8(input.bytes, out.text.charset));
    if (MayBeOfAgency(input, out)) AddListTables(payload, out);
    if (!out.entries.empty()) return out;
  }
  const bool typed = std::any_of(out.text.blocks.begin(), out.text.blocks.end(),
                                 [](const corpus::Block& block) { return block.kind == corpus::BlockKind::kCode; });
  if (typed && out.text.syntax == corpus::BlockSyntax::kMarkup) {
    DOSSIER_TRY_ASSIGN(const std::string payload, DecodeToUtf8(input.bytes, out.text.charset));
    PartPreformatted(payload, out.text);
  }
  AddAgencyFacts(input, out);
  return out;
}

// A paged document for people, with what an agency's document says of itself.
Result<ReadDocument> ReadPages(const ReaderInput& input) {
  DOSSIER_TRY_ASSIGN(ReadDocument out, ReadPdf(input));
  AddAgencyFacts(input, out);
  return out;
}

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

std::string ReaderSet() {
  return std::string() +
         "html/4 text/4 csaf/2 cve/1 kev/1 federal-register/1 bill/1 list/2 email/1 docx/1 odt/1 mhtml/1 pdf/1 "
         "layout/1";
}

Result<ReadDocument> Read(const ReaderInput& input) {
  const corpus::Form& form = corpus::FormOf(input.bytes, input.content_type);
  if (form.id == "csaf" && LooksLikeCsaf(input.bytes)) return ReadCsaf(input);
  if (form.id == "cve") return ReadCve(input);
  if (form.id == "kev") return ReadKev(input);
  if (form.id == "federal-register" && LooksLikeFederalRegisterJson(input.bytes)) return ReadFederalRegisterJson(input);
  const bool markup = input.bytes.substr(0, 512).find('<') != std::string_view::npos;
  if (form.id == "list" && !markup) return ReadList(input);
  if (form.id == "federal-register" || form.id == "bill" || form.id == "list") return ReadXml(input);
  if (form.id == "html") return ReadPage(input);
  if (form.id == "text") return ReadText(input);
  if (form.id == "pdf") return ReadPages(input);
  if (!corpus::ContainerRuleOf(form.id).empty()) return ReadContainer(input, form);
  const bool unread = form.entry == corpus::Entry::kUnread;
  return Fail(ErrorCode::kParse, std::string(form.one) + (unread ? ", not read by this version" : ", no document"));
}

}  // namespace dossier::indexer
