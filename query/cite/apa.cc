// Publication Manual of the American Psychological Association, 7th edition.
#include "query/cite/styles.h"

namespace dossier::query {
namespace {

std::string ListName(const CitedName& name) {
  if (name.corporate()) return Typeset(name.literal);
  const auto [given, suffix] = GivenAndSuffix(name.given);
  const std::string initials = Initials(given);
  return Typeset(name.family) + (initials.empty() ? "" : ", " + initials) + (suffix.empty() ? "" : ", " + suffix);
}

// All of up to twenty names; of more, the first nineteen, an ellipsis and the last.
std::string Authors(const std::vector<CitedName>& authors) {
  std::vector<std::string> names;
  if (authors.size() <= 20) {
    for (const CitedName& author : authors) names.push_back(ListName(author));
    return JoinNames(names, !authors.empty() && authors[0].corporate() ? " & " : ", & ", ", & ");
  }
  for (size_t i = 0; i < 19; ++i) names.push_back(ListName(authors[i]));
  return JoinNames(names, ", ", ", ") + ", . . . " + ListName(authors.back());
}

// Pages that change are dated by their last stated change; articles by their publication.
CitedDate DateCited(const CitationRecord& record) {
  const CitedDate updated = DateOf(record.updated);
  if (record.kind != CitedKind::kArticle && updated.known()) return updated;
  return DateOf(record.published);
}

std::string Year(const CitedDate& date, const StyleContext& context) {
  if (date.known()) return std::to_string(date.year) + context.year_letter;
  return std::string("n.d.") + (context.year_letter.empty() ? "" : "-" + context.year_letter);
}

std::string InTextName(const CitationRecord& record) {
  if (record.authors.empty()) return Quoted(record.title, ',');
  const auto name = [](const CitedName& author) { return author.corporate() ? author.literal : author.family; };
  std::string text = name(record.authors[0]);
  if (record.authors.size() == 2) text += " & " + name(record.authors[1]);
  if (record.authors.size() > 2) text += " et al.";
  return text + ",";
}

}  // namespace

Citation RenderApa(const CitationRecord& record, const CitationOptions& options, const StyleContext& context) {
  const CitedDate date = DateCited(record);
  const std::string year = Year(date, context);
  Citation citation;
  std::string locator = record.page        ? ", p. " + std::to_string(record.page)
                        : record.paragraph ? ", para. " + std::to_string(record.paragraph)
                                           : "";
  citation.in_text = "(" + InTextName(record) + " " + year + locator + ")";

  std::string when = year;
  if (date.month) when += ", " + MonthName(date.month);
  if (date.day) when += " " + std::to_string(date.day);
  // An article's title stands plain and its periodical in italics; a report or page is itself in italics.
  const bool article = record.kind == CitedKind::kArticle;
  std::string title = article ? Typeset(record.title) : Italic(Typeset(record.title));
  if (const std::string number = GenreAndNumber(record); !number.empty()) title += " (" + number + ")";
  std::string container = Typeset(record.container.empty() ? record.publisher : record.container);
  if (record.authors.size() == 1 && record.authors[0].literal == container) container.clear();
  if (!container.empty() && article) container = Italic(container);

  Sentences sentences;
  if (record.authors.empty()) {
    sentences.Add(WithEnd(title, '.') + " (" + when + ")");
  } else {
    std::string names = Authors(record.authors);
    sentences.Add(WithEnd(names, '.') + " (" + when + ")");
    sentences.Add(title);
  }
  sentences.Add(container);
  std::string text = sentences.text();
  // What has no date may change: say when it was read.
  if (!date.known()) text += " Retrieved " + AmericanDate(DateOf(record.accessed)) + ", from";
  if (!record.url.empty()) text += " " + record.url;
  if (const std::string archived = ArchivedClause(record, options.archived); !archived.empty())
    text += " [" + archived + "]";
  citation.entry = text;
  return citation;
}

}  // namespace dossier::query
