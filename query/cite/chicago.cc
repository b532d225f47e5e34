// Chicago Manual of Style, 18th edition: notes, bibliography, author-date.
#include "query/cite/styles.h"

namespace dossier::query {
namespace {

// A note names up to two authors; of more, the first and "et al." (CMOS 18, 13.23).
std::string NoteAuthors(const std::vector<CitedName>& authors) {
  if (authors.empty()) return "";
  if (authors.size() > 2) return GivenFirst(authors[0]) + " et al.";
  std::vector<std::string> names;
  for (const CitedName& author : authors) names.push_back(GivenFirst(author));
  return JoinNames(names, " and ", ", and ");
}

// A bibliography names up to six; of more, the first three and "et al." The first is inverted.
std::string ListAuthors(const std::vector<CitedName>& authors) {
  if (authors.empty()) return "";
  std::vector<std::string> names;
  const bool cut = authors.size() > 6;
  for (size_t i = 0; i < (cut ? 3 : authors.size()); ++i)
    names.push_back(i == 0 ? FamilyFirst(authors[i]) : GivenFirst(authors[i]));
  if (cut) return JoinNames(names, ", ", ", ") + ", et al.";
  // The comma of an inverted first name needs one before "and"; a corporate name has none.
  return JoinNames(names, authors[0].corporate() ? " and " : ", and ", ", and ");
}

std::string Locator(const CitationRecord& record) {
  if (record.page) return std::to_string(record.page);
  return record.paragraph ? "para. " + std::to_string(record.paragraph) : "";
}

// The title as this style marks it: an article or a page in quotation marks, a numbered report too.
std::string Title(const CitationRecord& record, char end) { return Quoted(record.title, end); }

std::string Container(const CitationRecord& record) {
  const std::string container = Typeset(record.container);
  return record.kind == CitedKind::kArticle && !container.empty() ? Italic(container) : container;
}

// When it was published; when it changed, if the page says so; when it was read, if neither is known.
std::string Dates(const CitationRecord& record) {
  const CitedDate published = DateOf(record.published), updated = DateOf(record.updated);
  const bool article = record.kind == CitedKind::kArticle;
  if (published.known() && updated.known() && !article &&
      record.updated.substr(0, 10) != record.published.substr(0, 10))
    return AmericanDate(published) + ", last modified " + AmericanDate(updated);
  if (published.known()) return AmericanDate(published);
  if (updated.known()) return "last modified " + AmericanDate(updated);
  return "";
}

// Read when, where nothing says how old it is.
std::string AccessedIfUndated(const CitationRecord& record) {
  if (!Dates(record).empty()) return "";
  return "accessed " + AmericanDate(DateOf(record.accessed));
}

std::string Capitalized(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

}  // namespace

Citation RenderChicagoNote(const CitationRecord& record, const CitationOptions& options, const StyleContext&) {
  std::string text = NoteAuthors(record.authors);
  if (!text.empty()) text += ", ";
  text += Title(record, ',');
  for (const std::string& part : {GenreAndNumber(record), Container(record), record.publisher, Dates(record),
                                  AccessedIfUndated(record), Locator(record), record.url}) {
    if (part.empty()) continue;
    text += text.ends_with("\xE2\x80\x9D") ? " " : ", ";
    text += part;
  }
  Sentences sentences;
  sentences.Add(text);
  sentences.Add(ArchivedClause(record, options.archived));
  return {"", sentences.text()};
}

Citation RenderChicagoBibliography(const CitationRecord& record, const CitationOptions& options, const StyleContext&) {
  Sentences sentences;
  // Without an author the periodical takes the author's place.
  const bool container_leads = record.authors.empty() && !record.container.empty();
  sentences.Add(container_leads ? Container(record) : ListAuthors(record.authors));
  sentences.Add(Title(record, '.'));
  sentences.Add(GenreAndNumber(record));
  std::string facts;
  for (const std::string& part :
       {container_leads ? std::string() : Container(record), record.publisher, Dates(record)}) {
    if (!part.empty()) facts += (facts.empty() ? "" : ", ") + part;
  }
  sentences.Add(Capitalized(facts));
  sentences.Add(Capitalized(AccessedIfUndated(record)));
  sentences.Add(record.url);
  sentences.Add(ArchivedClause(record, options.archived));
  return {"", sentences.text()};
}

Citation RenderChicagoAuthorDate(const CitationRecord& record, const CitationOptions& options,
                                 const StyleContext& context) {
  const CitedDate published = DateOf(record.published);
  const std::string year = published.known()
                               ? std::to_string(published.year) + context.year_letter
                               : std::string("n.d.") + (context.year_letter.empty() ? "" : "-" + context.year_letter);
  const bool container_leads = record.authors.empty() && !record.container.empty();
  std::string who;
  if (record.authors.size() > 2)
    who = (record.authors[0].corporate() ? record.authors[0].literal : record.authors[0].family) + " et al.";
  else {
    std::vector<std::string> names;
    for (const CitedName& author : record.authors) names.push_back(author.corporate() ? author.literal : author.family);
    who = JoinNames(names, " and ", ", and ");
  }
  if (who.empty()) who = container_leads ? Container(record) : Quoted(record.title, 0);
  Citation citation;
  const std::string locator = Locator(record);
  citation.in_text = "(" + who + " " + year + (locator.empty() ? "" : ", " + locator) + ")";
  Sentences sentences;
  if (!record.authors.empty() || container_leads)
    sentences.Add(container_leads ? Container(record) : ListAuthors(record.authors));
  sentences.Add(year);
  sentences.Add(Title(record, '.'));
  sentences.Add(GenreAndNumber(record));
  std::string day = published.month ? MonthName(published.month) : "";
  if (published.day) day += " " + std::to_string(published.day);
  if (!published.known()) day = Dates(record);
  std::string facts;
  for (const std::string& part : {container_leads ? std::string() : Container(record), record.publisher, day}) {
    if (!part.empty()) facts += (facts.empty() ? "" : ", ") + part;
  }
  sentences.Add(Capitalized(facts));
  sentences.Add(Capitalized(AccessedIfUndated(record)));
  sentences.Add(record.url);
  sentences.Add(ArchivedClause(record, options.archived));
  citation.entry = sentences.text();
  return citation;
}

}  // namespace dossier::query
