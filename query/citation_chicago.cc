// Chicago Manual of Style: notes.
#include "query/citation_styles.h"

namespace dossier::query {
namespace {

std::string FullName(const CitedName& name) {
  if (name.corporate()) return name.literal;
  return name.given.empty() ? name.family : name.given + " " + name.family;
}

// A note names up to three authors; of four or more the first and "et al."
std::string NoteAuthors(const std::vector<CitedName>& authors) {
  if (authors.empty()) return "";
  if (authors.size() > 3) return FullName(authors[0]) + " et al.";
  std::string text = FullName(authors[0]);
  for (size_t i = 1; i < authors.size(); ++i) {
    const bool last = i + 1 == authors.size();
    text += last ? (authors.size() > 2 ? ", and " : " and ") : ", ";
    text += FullName(authors[i]);
  }
  return text;
}

std::string Numbered(const CitationRecord& record) {
  if (record.number.empty()) return "";
  return record.genre.empty() ? record.number : record.genre + " " + record.number;
}

}  // namespace

std::string RenderChicagoNote(const CitationRecord& record, const CitationOptions& options, const StyleContext&) {
  std::string text = NoteAuthors(record.authors);
  if (!text.empty()) text += ", ";
  text += "\xE2\x80\x9C" + WithEnd(InnerQuotes(record.title), ',') + "\xE2\x80\x9D";
  auto part = [&text](const std::string& piece) {
    if (piece.empty()) return;
    text += (text.ends_with("\xE2\x80\x9D") ? " " : ", ") + piece;
  };
  part(Numbered(record));
  part(record.container);
  const CitedDate published = DateOf(record.published), updated = DateOf(record.updated);
  if (published.known()) part(AmericanDate(published));
  else if (updated.known()) part("last modified " + AmericanDate(updated));
  else part("accessed " + AmericanDate(DateOf(record.accessed)));
  if (record.page) part(std::to_string(record.page));
  else if (record.paragraph) part("para. " + std::to_string(record.paragraph));
  part(record.url);
  const std::string archived = ArchivedClause(record, options.archived);
  text += ".";
  if (!archived.empty()) text += " " + archived + ".";
  return text;
}

}  // namespace dossier::query
