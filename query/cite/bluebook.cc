// The Bluebook, rule 18.2: sources on the internet. Titles stand as published; names are not shortened by table T6,
// which is not free to copy.
#include <array>

#include "query/cite/styles.h"

namespace dossier::query {
namespace {

// Months as table T12 shortens them.
std::string BluebookDate(const CitedDate& date) {
  static constexpr std::array kMonths = {"Jan.", "Feb.", "Mar.",  "Apr.", "May",  "June",
                                         "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."};
  if (!date.known()) return "";
  std::string text = date.month ? std::string(kMonths[static_cast<size_t>(date.month - 1)]) + " " : "";
  if (date.day) text += std::to_string(date.day) + ", ";
  return text + std::to_string(date.year);
}

std::string Authors(const std::vector<CitedName>& authors) {
  if (authors.empty()) return "";
  if (authors.size() > 2) return GivenFirst(authors[0]) + " et al.";
  std::vector<std::string> names;
  for (const CitedName& author : authors) names.push_back(GivenFirst(author));
  return JoinNames(names, " & ", " & ");
}

std::string When(const CitationRecord& record) {
  const CitedDate published = DateOf(record.published), updated = DateOf(record.updated);
  if (updated.known() && record.kind != CitedKind::kArticle) return "last updated " + BluebookDate(updated);
  if (published.known()) return BluebookDate(published);
  if (updated.known()) return "last updated " + BluebookDate(updated);
  return "last visited " + BluebookDate(DateOf(record.accessed));
}

}  // namespace

Citation RenderBluebook(const CitationRecord& record, const CitationOptions& options, const StyleContext&) {
  std::string text;
  const auto add = [&text](const std::string& part) {
    if (!part.empty()) text += (text.empty() ? "" : ", ") + part;
  };
  add(Authors(record.authors));
  add(Italic(Typeset(record.title)));
  add(record.number);
  add(Typeset(record.container.empty() ? record.publisher : record.container));
  if (record.page) text += " " + std::to_string(record.page);
  if (record.paragraph && !record.page) text += " \xC2\xB6 " + std::to_string(record.paragraph);
  text += " (" + When(record) + ")";
  add(record.url);
  if (const std::string archived = ArchivedClause(record, options.archived); !archived.empty())
    text += " [" + archived + "]";
  return {"", WithEnd(text, '.')};
}

}  // namespace dossier::query
