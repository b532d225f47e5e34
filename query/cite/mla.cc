// MLA Handbook, 9th edition.
#include <array>

#include "query/cite/styles.h"

namespace dossier::query {
namespace {

// Months of more than four letters are shortened; May, June and July stay whole.
std::string MlaDate(const CitedDate& date) {
  static constexpr std::array kMonths = {"Jan.", "Feb.", "Mar.",  "Apr.", "May",  "June",
                                         "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."};
  if (!date.known()) return "";
  std::string text = date.day ? std::to_string(date.day) + " " : "";
  if (date.month) text += std::string(kMonths[static_cast<size_t>(date.month - 1)]) + " ";
  return text + std::to_string(date.year);
}

std::string Authors(const std::vector<CitedName>& authors) {
  if (authors.empty()) return "";
  std::string text = FamilyFirst(authors[0]);
  if (authors.size() == 2) text += (authors[0].corporate() ? " and " : ", and ") + GivenFirst(authors[1]);
  if (authors.size() > 2) text += ", et al.";
  return text;
}

std::string InTextName(const CitationRecord& record) {
  // The comma before a paragraph number goes inside the marks.
  if (record.authors.empty()) return Quoted(record.title, record.paragraph && !record.page ? ',' : '\0');
  const auto name = [](const CitedName& author) { return author.corporate() ? author.literal : author.family; };
  std::string text = name(record.authors[0]);
  if (record.authors.size() == 2) text += " and " + name(record.authors[1]);
  if (record.authors.size() > 2) text += " et al.";
  return text;
}

}  // namespace

Citation RenderMla(const CitationRecord& record, const CitationOptions& options, const StyleContext&) {
  Citation citation;
  std::string locator = record.page ? " " + std::to_string(record.page) : "";
  if (record.paragraph && !record.page)
    locator = (record.authors.empty() ? " par. " : ", par. ") + std::to_string(record.paragraph);
  citation.in_text = "(" + InTextName(record) + locator + ")";
  Sentences sentences;
  sentences.Add(Authors(record.authors));
  // A report that stands alone is a whole work: its title is in italics.
  const bool alone = record.kind == CitedKind::kAdvisory && record.container.empty();
  sentences.Add(alone ? Italic(Typeset(record.title)) : Quoted(record.title, '.'));
  const CitedDate published = DateOf(record.published), updated = DateOf(record.updated);
  std::string facts;
  const auto add = [&facts](const std::string& part) {
    if (!part.empty()) facts += (facts.empty() ? "" : ", ") + part;
  };
  add(record.container.empty() ? "" : Italic(Typeset(record.container)));
  add(GenreAndNumber(record));
  add(record.publisher);
  add(MlaDate(published));
  if (updated.known() && record.kind != CitedKind::kArticle &&
      record.updated.substr(0, 10) != record.published.substr(0, 10))
    add("updated " + MlaDate(updated));
  add(record.url);
  sentences.Add(facts);
  // The access date stands where no date of publication is known.
  if (!published.known() && !updated.known()) sentences.Add("Accessed " + MlaDate(DateOf(record.accessed)));
  sentences.Add(ArchivedClause(record, options.archived));
  citation.entry = sentences.text();
  return citation;
}

}  // namespace dossier::query
