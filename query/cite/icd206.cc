// A source reference citation in the manner of Intelligence Community Directive 206: who published what, when, where it
// was found and when, which copy is kept, and what is known of the source's quality. Whether a source is reliable is a
// person's judgement: the descriptor says only what the stored evidence shows, and the Admiralty rating stays F6
// (cannot be judged) until somebody sets it.
#include "query/cite/styles.h"

namespace dossier::query {
namespace {

std::string Descriptor(const CitationRecord& record) {
  std::string text = record.kind == CitedKind::kAdvisory  ? "Government publication"
                     : record.kind == CitedKind::kArticle ? "News report"
                                                          : "Web page";
  text += DateOf(record.published).known() ? "" : "; date of publication unknown";
  if (record.authors.empty()) text += "; no author named";
  if (DateOf(record.updated).known()) text += "; updated " + AmericanDate(DateOf(record.updated));
  return text;
}

}  // namespace

Citation RenderIcd206(const CitationRecord& record, const CitationOptions& options, const StyleContext&) {
  std::vector<std::string> names;
  for (const CitedName& author : record.authors) names.push_back(GivenFirst(author));
  std::string text = "(U) ";
  const auto add = [&text](const std::string& part) {
    if (!part.empty()) text += (text.ends_with("(U) ") ? "" : " | ") + part;
  };
  add(JoinNames(names, " and ", ", and "));
  add(record.container.empty() ? record.publisher : record.container);
  add(GenreAndNumber(record));
  add(Quoted(record.title, 0));
  const CitedDate published = DateOf(record.published);
  add(published.known() ? BritishDate(published) : "no date");
  if (record.page)
    add("p. " + std::to_string(record.page));
  else if (record.paragraph)
    add("para. " + std::to_string(record.paragraph));
  add(record.url);
  add("Retrieved " + BritishDate(DateOf(record.accessed)));
  add(ArchivedClause(record, options.archived));
  add("Descriptor: " + Descriptor(record) + "; rating F6 (not judged)");
  add("Extracted by dossier " DOSSIER_VERSION "; no generative AI");
  return {"", WithEnd(text, '.')};
}

}  // namespace dossier::query
