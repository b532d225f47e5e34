// BibTeX (as LaTeX has always had it) and BibLaTeX (with full dates, corporate authors and online fields).
#include <fmt/format.h>

#include "corpus/base/sinks.h"
#include "query/cite/styles.h"

namespace dossier::query {
namespace {

// The characters that TeX reads as commands; text stays UTF-8.
std::string Escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
      case '%':
      case '$':
      case '#':
      case '_':
        out += '\\';
        out += c;
        break;
      case '{':
        out += "\\{";
        break;
      case '}':
        out += "\\}";
        break;
      case '\\':
        out += "{\\textbackslash}";
        break;
      case '~':
        out += "{\\textasciitilde}";
        break;
      case '^':
        out += "{\\textasciicircum}";
        break;
      default:
        out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
    }
  }
  return out;
}

// An address in braces: what could close them, or end it, is percent-encoded. None but a web address.
std::string Address(std::string_view url) {
  const std::string plain = WithoutUserinfo(url);
  if (!plain.starts_with("http://") && !plain.starts_with("https://")) return "";
  std::string out;
  for (const char c : plain) {
    const auto byte = static_cast<unsigned char>(c);
    const bool kept = byte > 0x20 && byte != 0x7F && std::string_view("{}\\\"<>^`|").find(c) == std::string_view::npos;
    out += kept ? std::string(1, c) : fmt::format("%{:02X}", byte);
  }
  return out;
}

// A name whose parts BibTeX would read as two names or as family and given stays one in braces.
std::string NamePart(const std::string& name) {
  const bool plain = name.find(" and ") == std::string::npos && name.find(',') == std::string::npos;
  return plain ? Escaped(name) : "{" + Escaped(name) + "}";
}

// BibTeX has "Family, Jr., Given": what follows a comma in the given names stands before them.
std::string Given(const std::string& given) {
  if (given.empty()) return "";
  const size_t comma = given.find(", ");
  if (comma == std::string::npos) return ", " + Escaped(given);
  return ", " + Escaped(given.substr(comma + 2)) + ", " + Escaped(given.substr(0, comma));
}

std::string Authors(const std::vector<CitedName>& names) {
  std::string text;
  for (const CitedName& name : names) {
    if (!text.empty()) text += " and ";
    if (name.corporate())
      text += "{" + Escaped(name.literal) + "}";
    else
      text += NamePart(name.family) + Given(name.given);
  }
  return text;
}

// Keys hold what every BibTeX accepts.
std::string Key(std::string_view id) {
  std::string key;
  for (const char c : id) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '_' || c == ':' || c == '.';
    key += plain ? c : '-';
  }
  return key;
}

class Entry {
 public:
  Entry(std::string_view type, std::string_view id) : text_(fmt::format("@{}{{{},\n", type, Key(id))) {}
  // Double braces keep the capitals of a name or title.
  void Protected(std::string_view name, std::string_view value) {
    if (!value.empty()) Raw(name, "{" + Escaped(value) + "}");
  }
  void Plain(std::string_view name, std::string_view value) {
    if (!value.empty()) Raw(name, Escaped(value));
  }
  void Raw(std::string_view name, std::string_view value) {
    if (!value.empty()) text_ += fmt::format("  {} = {{{}}},\n", name, value);
  }
  void Macro(std::string_view name, std::string_view value) { text_ += fmt::format("  {} = {},\n", name, value); }
  std::string Close() const { return text_ + "}"; }

 private:
  std::string text_;
};

std::string Note(const CitationRecord& record, Archived archived) {
  std::string note;
  if (record.page)
    note = "page " + std::to_string(record.page);
  else if (record.paragraph)
    note = "paragraph " + std::to_string(record.paragraph);
  if (const std::string clause = ArchivedClause(record, archived); !clause.empty())
    note += (note.empty() ? "" : ". ") + clause;
  return note;
}

std::string IsoDate(const CitedDate& date) {
  if (!date.known()) return "";
  if (!date.month) return fmt::format("{:04}", date.year);
  if (!date.day) return fmt::format("{:04}-{:02}", date.year, date.month);
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

}  // namespace

Citation RenderBibtex(const CitationRecord& record, const CitationOptions& options, const StyleContext&) {
  static constexpr const char* kMonthMacros[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                                 "jul", "aug", "sep", "oct", "nov", "dec"};
  const bool report = record.kind == CitedKind::kAdvisory;
  Entry entry(report ? "techreport" : "misc", record.id);
  entry.Raw("author", Authors(record.authors));
  entry.Protected("title", record.title);
  if (report) {
    const bool corporate = !record.authors.empty() && record.authors[0].corporate();
    entry.Protected("institution", corporate                  ? record.authors[0].literal
                                   : record.publisher.empty() ? record.container
                                                              : record.publisher);
    entry.Plain("type", record.genre);
    entry.Plain("number", record.number);
  }
  entry.Plain("howpublished", record.container);
  if (!report) entry.Plain("publisher", record.publisher);
  const CitedDate published = DateOf(record.published);
  if (published.known()) entry.Raw("year", std::to_string(published.year));
  if (published.month) entry.Macro("month", kMonthMacros[published.month - 1]);
  if (published.day) entry.Raw("day", std::to_string(published.day));
  entry.Raw("url", Address(record.url));
  entry.Raw("urldate", FormatDay(UtcDayOf(record.accessed)));
  entry.Plain("note", Note(record, options.archived));
  return {"", entry.Close()};
}

Citation RenderBiblatex(const CitationRecord& record, const CitationOptions& options, const StyleContext&) {
  const bool article = record.kind == CitedKind::kArticle, report = record.kind == CitedKind::kAdvisory;
  Entry entry(article ? "article" : report ? "report" : "online", record.id);
  if (article) entry.Raw("entrysubtype", "newspaper");
  entry.Raw("author", Authors(record.authors));
  entry.Protected("title", record.title);
  entry.Protected(article ? "journaltitle" : "organization", record.container);
  entry.Protected(report ? "institution" : "publisher", record.publisher);
  entry.Plain("type", record.genre);
  entry.Plain("number", record.number);
  entry.Raw("date", IsoDate(DateOf(record.published)));
  if (const CitedDate updated = DateOf(record.updated); updated.known())
    entry.Raw("addendum", "updated " + IsoDate(updated));
  entry.Raw("url", Address(record.url));
  entry.Raw("urldate", FormatDay(UtcDayOf(record.accessed)));
  entry.Plain("langid", record.language);
  entry.Plain("annotation", record.quotation);
  entry.Plain("note", Note(record, options.archived));
  return {"", entry.Close()};
}

}  // namespace dossier::query
