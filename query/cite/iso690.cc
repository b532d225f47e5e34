// ISO 690:2021, author and date; English terms.
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include "query/cite/styles.h"

namespace dossier::query {
namespace {

std::string UpperCase(std::string_view text) {
  std::string upper;
  icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())))
      .toUpper(icu::Locale::getRoot())
      .toUTF8String(upper);
  return upper;
}

std::string ListName(const CitedName& name) {
  if (name.corporate()) return UpperCase(Typeset(name.literal));
  return Typeset(name.given.empty() ? UpperCase(name.family) : UpperCase(name.family) + ", " + name.given);
}

std::string Authors(const std::vector<CitedName>& authors) {
  if (authors.empty()) return "";
  std::vector<std::string> names;
  for (const CitedName& author : authors) names.push_back(ListName(author));
  return JoinNames(names, " and ", " and ");
}

std::string InTextName(const CitationRecord& record) {
  if (record.authors.empty()) return Typeset(record.title);
  const auto name = [](const CitedName& author) { return author.corporate() ? author.literal : author.family; };
  std::string text = name(record.authors[0]);
  if (record.authors.size() == 2) text += " and " + name(record.authors[1]);
  if (record.authors.size() == 3) text += ", " + name(record.authors[1]) + " and " + name(record.authors[2]);
  if (record.authors.size() > 3) text += " et al.";
  return text;
}

}  // namespace

Citation RenderIso690(const CitationRecord& record, const CitationOptions& options, const StyleContext& context) {
  const CitedDate published = DateOf(record.published), updated = DateOf(record.updated);
  const std::string year = (published.known() ? std::to_string(published.year) : "[no date]") + context.year_letter;
  Citation citation;
  const std::string locator = record.page        ? ", p. " + std::to_string(record.page)
                              : record.paragraph ? ", para. " + std::to_string(record.paragraph)
                                                 : "";
  citation.in_text = "(" + InTextName(record) + ", " + year + locator + ")";

  const bool article = record.kind == CitedKind::kArticle;
  const std::string title = article ? Typeset(record.title) : Italic(Typeset(record.title));
  Sentences sentences;
  if (record.authors.empty()) {
    sentences.Add(title + ", " + year);
  } else {
    sentences.Add(Authors(record.authors) + ", " + year);
    sentences.Add(title);
  }
  sentences.Add(GenreAndNumber(record));
  sentences.Add(record.container.empty() ? "" : Italic(Typeset(record.container)));
  sentences.Add("Online");
  sentences.Add(record.publisher);
  if (published.month) sentences.Add(BritishDate(published));
  if (updated.known() && record.updated.substr(0, 10) != record.published.substr(0, 10))
    sentences.Add("Updated " + BritishDate(updated));
  std::string text = sentences.text();
  const std::string accessed = "[Accessed " + BritishDate(DateOf(record.accessed)) + "].";
  if (!record.url.empty()) text += " Available from: " + record.url;
  text += " " + accessed;
  if (const std::string archived = ArchivedClause(record, options.archived); !archived.empty())
    text += " " + WithEnd(archived, '.');
  citation.entry = text;
  return citation;
}

}  // namespace dossier::query
