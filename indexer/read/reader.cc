#include "indexer/read/reader.h"

#include <algorithm>
#include <utility>

#include "corpus/base/ascii.h"
#include "corpus/gate/form.h"
#include "corpus/text/charset.h"
#include "indexer/read/agency_page.h"
#include "indexer/read/bill.h"
#include "indexer/read/csaf_reader.h"
#include "indexer/read/cve_reader.h"
#include "indexer/read/federal_register.h"
#include "indexer/read/html/reader.h"
#include "indexer/read/kev_reader.h"
#include "indexer/read/list_reader.h"
#include "indexer/read/pre_text.h"
#include "indexer/read/text_reader.h"
#include "indexer/read/xml/tree.h"

namespace dossier::indexer {

std::string ReaderSet() { return "html/4 text/3 csaf/2 cve/1 kev/1 federal-register/1 bill/1 list/1"; }

namespace {

// Formats of which only the tree tells which one it is.
Result<ReadDocument> ReadXml(const ReaderInput& input) {
  const std::string charset = SniffHtmlEncoding(input.bytes, CharsetOfContentType(input.content_type));
  DOSSIER_TRY_ASSIGN(std::string payload, DecodeToUtf8(input.bytes, charset));
  DOSSIER_TRY_ASSIGN(const xml::Tree tree, xml::Tree::Parse(std::move(payload)));
  const bool list = EqualIgnoringAsciiCase(tree.at(tree.root()).name, "sdnList");
  if (!list && !IsFederalRegister(tree) && !IsBill(tree))
    return Fail(ErrorCode::kParse, "XML file, not read by this version");
  DOSSIER_TRY_ASSIGN(ReadDocument out, list           ? ReadListXml(tree)
                                       : IsBill(tree) ? ReadBill(input, tree)
                                                      : ReadFederalRegisterXml(input, tree));
  for (ReadDocument& entry : out.entries) entry.text.charset = charset;
  out.text.charset = charset;
  return out;
}

// A page for people, with what it was typed as and what an agency's page says of itself.
Result<ReadDocument> ReadPage(const ReaderInput& input) {
  DOSSIER_TRY_ASSIGN(ReadDocument out, ReadHtml(input));
  const bool typed = std::any_of(out.text.blocks.begin(), out.text.blocks.end(),
                                 [](const corpus::Block& block) { return block.kind == corpus::BlockKind::kCode; });
  if (typed && out.text.syntax == corpus::BlockSyntax::kMarkup) {
    DOSSIER_TRY_ASSIGN(const std::string payload, DecodeToUtf8(input.bytes, out.text.charset));
    PartPreformatted(payload, out.text);
  }
  AddAgencyFacts(input, out);
  return out;
}

}  // namespace

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
  const bool unread = form.entry == corpus::Entry::kUnread;
  return Fail(ErrorCode::kParse, std::string(form.one) + (unread ? ", not read by this version" : ", no document"));
}

}  // namespace dossier::indexer
