// BibTeX: for LaTeX as it has always been.
#include <fmt/format.h>

#include "query/citation_styles.h"

namespace dossier::query {
namespace {

// The characters that TeX reads as commands; text stays UTF-8.
std::string Escaped(std::string_view text) {
  std::string out;
  for (char c : text) {
    switch (c) {
      case '&': case '%': case '$': case '#': case '_': out += '\\'; out += c; break;
      case '{': out += "\\{"; break;
      case '}': out += "\\}"; break;
      case '\\': out += "{\\textbackslash}"; break;
      case '~': out += "{\\textasciitilde}"; break;
      case '^': out += "{\\textasciicircum}"; break;
      default: out += c;
    }
  }
  return out;
}

std::string Authors(const std::vector<CitedName>& names) {
  std::string text;
  for (const CitedName& name : names) {
    if (!text.empty()) text += " and ";
    if (name.corporate()) text += "{" + Escaped(name.literal) + "}";
    else text += Escaped(name.family) + (name.given.empty() ? "" : ", " + Escaped(name.given));
  }
  return text;
}

}  // namespace

std::string RenderBibtex(const CitationRecord& record, const CitationOptions& options, const StyleContext&) {
  static constexpr const char* kMonthMacros[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                                 "jul", "aug", "sep", "oct", "nov", "dec"};
  std::string entry = fmt::format("@{}{{{},\n", record.kind == CitedKind::kAdvisory ? "techreport" : "misc", record.id);
  auto field = [&entry](const char* name, const std::string& value) {
    if (!value.empty()) entry += fmt::format("  {} = {{{}}},\n", name, value);
  };
  field("author", Authors(record.authors));
  field("title", "{" + Escaped(record.title) + "}");
  if (record.kind == CitedKind::kAdvisory) {
    field("institution", record.authors.empty() ? Escaped(record.container)
                                                : Escaped(record.authors[0].corporate() ? record.authors[0].literal : record.container));
    field("type", Escaped(record.genre));
    field("number", Escaped(record.number));
  } else {
    field("howpublished", Escaped(record.container));
  }
  const CitedDate published = DateOf(record.published);
  if (published.known()) field("year", std::to_string(published.year));
  if (published.month) entry += fmt::format("  month = {},\n", kMonthMacros[published.month - 1]);
  if (published.day) field("day", std::to_string(published.day));
  field("url", record.url);
  field("urldate", FormatDay(UtcDayOf(record.accessed)));
  std::string note;
  if (record.paragraph) note = "paragraph " + std::to_string(record.paragraph);
  const std::string archived = ArchivedClause(record, options.archived);
  if (!archived.empty()) note += (note.empty() ? "" : ". ") + archived;
  field("note", Escaped(note));
  return entry + "}";
}

}  // namespace dossier::query
