#include "corpus/forms/container.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "corpus/forms/message.h"
#include "corpus/forms/mhtml.h"
#include "corpus/forms/office_text.h"
#include "corpus/forms/pdf_text.h"

namespace dossier::corpus {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kRules = {
    {{"email", "email/1"}, {"docx", "docx/1"}, {"odt", "odt/1"}, {"mhtml", "mhtml/1"}}};

// One paragraph a line with an empty line between two; headings and items marked as a plain text marks them.
std::string PlainOf(const std::vector<OfficeParagraph>& paragraphs) {
  std::string text;
  for (const OfficeParagraph& paragraph : paragraphs) {
    if (!text.empty()) text += "\n\n";
    if (paragraph.kind == OfficeParagraph::Kind::kHeading)
      text += std::string(static_cast<size_t>(paragraph.level), '#') + " ";
    if (paragraph.kind == OfficeParagraph::Kind::kListItem) text += "- ";
    text += paragraph.text;
  }
  return text;
}

Result<Opened> OfOffice(Result<std::vector<OfficeParagraph>> paragraphs) {
  if (!paragraphs) return Fail(paragraphs.error());
  Opened opened;
  opened.bytes = PlainOf(*paragraphs);
  opened.content_type = "text/plain; charset=utf-8";
  return opened;
}

Opened OfMessage(Message message) {
  Opened opened;
  opened.bytes = std::move(message.body);
  opened.content_type = message.html ? "text/html; charset=utf-8" : "text/plain; charset=utf-8";
  opened.title = std::move(message.subject);
  opened.author = std::move(message.author);
  opened.url = std::move(message.address);
  if (message.date) opened.published = message.date->stated;
  opened.attachments = message.attachments;
  return opened;
}

}  // namespace

std::string_view ContainerRuleOf(std::string_view form) {
  for (const auto& [id, rule] : kRules)
    if (id == form) return rule;
  return {};
}

std::string PdfRule() { return "pdf/1:" + PopplerVersion(); }

Result<Opened> OpenContainer(std::string_view rule, std::string_view bytes) {
  // Any poppler may try; whether it gives the same text, only the comparison says.
  if (rule.starts_with("pdf/1:")) {
    DOSSIER_TRY_ASSIGN(PdfText pdf, ReadPdfText(bytes));
    Opened opened;
    opened.bytes = std::move(pdf.text);
    opened.content_type = "text/plain; charset=utf-8";
    return opened;
  }
  if (rule == "email/1") return OfMessage(ReadMessage(bytes));
  if (rule == "docx/1") return OfOffice(ReadDocx(bytes));
  if (rule == "odt/1") return OfOffice(ReadOdt(bytes));
  if (rule == "mhtml/1") {
    DOSSIER_TRY_ASSIGN(MhtmlPart page, ReadMhtmlPart(bytes));
    Opened opened;
    opened.bytes = std::move(page.html);
    opened.content_type = std::move(page.content_type);
    opened.url = std::move(page.address);
    return opened;
  }
  return Fail(ErrorCode::kVersion, "texts of '" + std::string(rule) + "' are opened by a newer version of dossier");
}

Result<std::string> BytesOfText(std::string_view reader, std::string bytes) {
  reader = reader.substr(0, reader.find('#'));  // behind it stands an entry's own name, of any words
  const std::string_view rule = reader.substr(0, reader.find(' '));
  if (rule.size() == reader.size()) return bytes;
  DOSSIER_TRY_ASSIGN(Opened opened, OpenContainer(rule, bytes));
  return std::move(opened.bytes);
}

std::string WhyOtherText(std::string_view reader) {
  constexpr std::string_view kRule = "pdf/1:";
  if (!reader.starts_with(kRule)) return "";
  const std::string_view made_by = reader.substr(kRule.size(), reader.find(' ') - kRule.size());
  const std::string here = PopplerVersion();
  const std::string other =
      made_by == here ? "the poppler " + here + " of this machine (another build, or other fonts)" : "poppler " + here;
  return "the text was made by poppler " + std::string(made_by) + ", and " + other +
         " reads this PDF file otherwise; the captured bytes are what they were. Verify where " +
         (made_by == here ? "the text was made" : "poppler " + std::string(made_by) + " is installed");
}

}  // namespace dossier::corpus
