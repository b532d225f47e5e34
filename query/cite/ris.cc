// RIS: the tagged format of reference managers. Two letters, two blanks, a hyphen, a blank, the value; ER ends.
#include <fmt/format.h>

#include "corpus/base/sinks.h"
#include "corpus/base/utf8.h"
#include "query/cite/styles.h"

namespace dossier::query {
namespace {

// "2018/08/04/": year/month/day/other, empty where unknown.
std::string RisDate(const CitedDate& date) {
  if (!date.known()) return "";
  return fmt::format("{:04}/{}/{}/", date.year, date.month ? fmt::format("{:02}", date.month) : "",
                     date.day ? fmt::format("{:02}", date.day) : "");
}

// A value ends with its line, whatever a reader takes for one: control characters, NEL and the separators of Unicode
// too.
std::string OneLine(std::string_view value) {
  std::string line;
  for (size_t i = 0; i < value.size();) {
    const char32_t c = NextCodePoint(value, i);
    if (IsActing(c) || c == '\n' || c == '\t' || c == 0x2028 || c == 0x2029)
      line += ' ';
    else
      AppendUtf8(line, c);
  }
  return line;
}

}  // namespace

Citation RenderRis(const CitationRecord& record, const CitationOptions& options, const StyleContext&) {
  std::string text;
  const auto tag = [&text](const char* name, std::string value) {
    if (value.empty()) return;
    text += fmt::format("{}  - {}\n", name, OneLine(value));
  };
  const bool article = record.kind == CitedKind::kArticle, report = record.kind == CitedKind::kAdvisory;
  tag("TY", article ? "NEWS" : report ? "RPRT" : "ELEC");
  tag("ID", record.id);
  // A corporate name ends in a comma, so that readers do not split it.
  for (const CitedName& author : record.authors)
    tag("AU", author.corporate() ? author.literal + "," : FamilyFirst(author));
  tag("TI", record.title);
  tag("T2", record.container);
  tag("PB", record.publisher);
  tag("M3", record.genre);
  tag("M1", record.number);
  const CitedDate published = DateOf(record.published);
  if (published.known()) tag("PY", std::to_string(published.year));
  tag("DA", RisDate(published));
  tag("Y2", RisDate(DateOf(record.accessed)));
  tag("LA", record.language);
  if (record.page) tag("SP", std::to_string(record.page));
  tag("UR", record.url);
  tag("N1", record.quotation.empty() ? "" : "Quotation: " + record.quotation);
  if (record.paragraph && !record.page) tag("N1", "Paragraph " + std::to_string(record.paragraph));
  if (const CitedDate updated = DateOf(record.updated); updated.known()) tag("N1", "Updated " + AmericanDate(updated));
  tag("N1", ArchivedClause(record, options.archived));
  text += "ER  - ";
  return {"", text};
}

}  // namespace dossier::query
