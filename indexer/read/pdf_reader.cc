#include "indexer/read/pdf_reader.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "corpus/base/ascii.h"
#include "corpus/base/utf8.h"
#include "corpus/forms/container.h"
#include "corpus/forms/pdf_text.h"
#include "indexer/read/html/page_kind.h"
#include "indexer/read/pdf/blocks.h"
#include "indexer/read/pdf/lines.h"
#include "indexer/read/pdf/noise.h"
#include "indexer/read/pdf/order.h"
#include "indexer/read/plain_dates.h"
#include "indexer/read/register_pages.h"
#include "indexer/read/structured.h"

namespace dossier::indexer {
namespace {

using corpus::Block;
using corpus::BlockKind;

constexpr size_t kLongestTitle = 300;  // bytes

std::string_view TextOf(const corpus::TextMap& map, const Block& block) {
  return std::string_view(map.text).substr(block.begin, block.end - block.begin);
}

// What the file states as its title is often the name of the file that it was made from.
bool IsTitle(const std::string& stated) {
  const std::string lower = AsciiLowered(stated);
  if (stated.size() < 6 || stated.size() > kLongestTitle || stated.find(' ') == std::string::npos) return false;
  if (lower.starts_with("microsoft ") || lower.starts_with("untitled") || lower.find("http") == 0) return false;
  for (const std::string_view ending : {".pdf", ".doc", ".docx", ".indd", ".qxd", ".ppt", ".pptx", ".html", ".txt"})
    if (lower.ends_with(ending)) return false;
  return true;
}

// "SUBJECT: Removal of products" gives what stands behind the label; "" when the block has none.
std::string SubjectIn(std::string_view text) {
  for (const std::string_view label : {"SUBJECT:", "Subject:", "RE:", "Re:"})
    if (text.starts_with(label)) return CollapseWhiteSpace(text.substr(label.size()));
  return "";
}

std::string TitleOf(const corpus::PdfText& pdf, const pdf::Blocks& blocks) {
  if (const std::string stated = CollapseWhiteSpace(pdf.title); IsTitle(stated)) return stated;
  std::string heading, subject, first;
  double largest = 0;
  for (size_t i = 0; i < blocks.map.blocks.size() && blocks.map.blocks[i].page <= 1; ++i) {
    const Block& block = blocks.map.blocks[i];
    const std::string text(TextOf(blocks.map, block));
    if (subject.empty()) subject = SubjectIn(text);
    if (text.size() > kLongestTitle || pdf::IsGarbled(text)) continue;
    if (first.empty() && text.size() >= 12) first = text;
    const bool words = text.size() >= 12 && text.find(' ') != std::string::npos;
    if (block.kind == BlockKind::kHeading && words && blocks.sizes[i] > largest * 1.05) {
      largest = blocks.sizes[i];
      heading = text;
    }
  }
  return !heading.empty() ? heading : !subject.empty() ? subject : first;
}

// The day behind one of the labels, at most a few words from it.
std::optional<Day> LabelledDay(std::string_view text, std::initializer_list<std::string_view> labels) {
  const std::string lower = AsciiLowered(text);
  for (const std::string_view label : labels) {
    const size_t at = lower.find(label);
    if (at == std::string::npos || (at > 0 && lower[at - 1] != ' ' && lower[at - 1] != '(')) continue;
    std::string_view rest = text.substr(at + label.size());
    rest.remove_prefix(std::min(rest.find_first_not_of(" :"), rest.size()));
    rest = rest.substr(0, 40);
    if (const auto day = FirstLongDate(rest)) return day;
  }
  return std::nullopt;
}

// The day that a short line ends with, when it is the only one in it: "Reference Number: AR-16-20173 August 30, 2016".
std::optional<Day> DayAtEnd(std::string_view text) {
  for (size_t at = 0; at < text.size(); at = std::min(text.find(' ', at), text.size() - 1) + 1)
    if (const auto day = WholeDate(text.substr(at))) return day;
  return std::nullopt;
}

void SetDays(ReadDocument& out) {
  for (const Block& block : out.text.blocks) {
    if (block.page > 1) break;
    const std::string_view text = TextOf(out.text, block);
    if (text.size() > 400) continue;
    const auto updated = LabelledDay(text, {"last updated", "last revised", "updated:", "revised:", "revision date"});
    if (updated && !out.updated.known()) out.updated = {FormatDay(*updated), "visible", 0.8, {}};
    const auto day = LabelledDay(text, {"original release date", "release date", "publication date", "date published",
                                        "published", "date issued", "issued", "date:", "dated"});
    if (day && !out.published.known()) out.published = {FormatDay(*day), "visible", 0.8, {}};
  }
  for (const Block& block : out.text.blocks) {
    if (out.published.known() || block.page > 1) break;
    const std::string_view text = TextOf(out.text, block);
    const size_t comma = text.find("day, ");
    const auto day = WholeDate(comma < 10 ? text.substr(comma + 5) : text);
    if (day && text.size() < 60) out.published = {FormatDay(*day), "visible", 0.7, {}};
    constexpr std::ptrdiff_t kHeadBlocks = 8;
    if (out.published.known() || text.size() > 100 || &block - out.text.blocks.data() >= kHeadBlocks) continue;
    if (const auto last = DayAtEnd(text)) out.published = {FormatDay(*last), "visible", 0.6, {}};
  }
}

Json ExplanationOf(const corpus::PdfText& pdf, const pdf::Lines& lines, const pdf::Blocks& blocks, int columns) {
  constexpr size_t kMostShown = 50;
  Json furniture = Json::array(), noise = Json::array();
  for (size_t i = 0; i < std::min(kMostShown, lines.furniture.size()); ++i)
    furniture.push_back(std::string(lines.furniture[i]));
  for (size_t i = 0; i < std::min(kMostShown, blocks.noise.size()); ++i) noise.push_back(blocks.noise[i]);
  return {{"pages", pdf.pages.size()}, {"columns", columns},     {"body_size", lines.body_size},
          {"scanned", lines.scanned},  {"furniture", furniture}, {"noise", noise}};
}

}  // namespace

Result<ReadDocument> ReadPdf(const ReaderInput& input) {
  DOSSIER_TRY_ASSIGN(const corpus::PdfText pdf, corpus::ReadPdfText(input.bytes));
  return PdfDocument(input, pdf);
}

ReadDocument PdfDocument(const ReaderInput& input, const corpus::PdfText& pdf) {
  const pdf::Lines lines = pdf::LinesOf(pdf);
  std::vector<pdf::Row> rows;
  int columns = 0;
  for (const auto& page : lines.pages) {
    std::vector<pdf::Row> more = pdf::RowsInOrder(page, lines.body_size, columns);
    std::move(more.begin(), more.end(), std::back_inserter(rows));
  }
  pdf::Blocks blocks = pdf::BlocksOf(pdf, lines, rows, kMaxBlocks);
  ReadDocument out;
  out.format = "pdf";
  out.publisher = input.publisher;
  out.partial = pdf.cut || blocks.map.blocks.size() >= kMaxBlocks;
  out.title = TitleOf(pdf, blocks);
  if (input.explain) out.explanation = ExplanationOf(pdf, lines, blocks, columns);
  out.text = std::move(blocks.map);
  out.text.reader = corpus::PdfRule() + " layout/1" + (lines.scanned ? " scan" : "");
  SetDays(out);
  if (const std::string author = CollapseWhiteSpace(pdf.author); author.find(' ') != std::string::npos)
    out.authors = {author};
  out.page_kind = out.text.text.empty()           ? PageKind::kEmpty
                  : IsTitledAsAdvisory(out.title) ? PageKind::kAdvisory
                                                  : PageKind::kArticle;
  AddRegisterFacts(lines.furniture, input.file_name + " " + input.url, out);
  out.confidence = out.text.text.empty() ? 0 : lines.scanned ? 0.7 : 0.9;
  return out;
}

}  // namespace dossier::indexer
