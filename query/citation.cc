#include "query/citation.h"

#include <algorithm>
#include <array>

#include "corpus/base/command.h"
#include "corpus/base/utf8.h"
#include "query/citation_styles.h"

namespace dossier::query {
namespace {

struct Style {
  std::string_view name;
  std::string (*render)(const CitationRecord&, const CitationOptions&, const StyleContext&);
};

constexpr std::array kStyles = {
    Style{"chicago", RenderChicagoNote},
    Style{"bibtex", RenderBibtex},
};

bool SameName(std::string_view a, std::string_view b) { return FoldForComparison(a) == FoldForComparison(b); }

}  // namespace

CitedName NameOfByline(std::string_view byline) {
  CitedName name;
  const std::string text = CollapseWhiteSpace(byline);
  const size_t comma = text.find(", ");
  if (comma != std::string::npos) {
    name.family = text.substr(0, comma);
    name.given = text.substr(comma + 2);
    return name;
  }
  const size_t space = text.rfind(' ');
  if (space == std::string::npos) {
    name.literal = text;
    return name;
  }
  // Particles belong to the family name: "Ursula von der Leyen".
  size_t start = space + 1;
  for (size_t before = text.rfind(' ', space - 1); start > 1; before = text.rfind(' ', start - 2)) {
    const size_t begin = before == std::string::npos ? 0 : before + 1;
    if (begin == 0) break;
    const std::string word = text.substr(begin, start - 1 - begin);
    if (word.empty() || !(word[0] >= 'a' && word[0] <= 'z')) break;
    start = begin;
  }
  name.given = text.substr(0, start - 1);
  name.family = text.substr(start);
  return name;
}

CitationRecord RecordOf(const EvidenceRow& row) {
  const indexer::Provenance& from = row.passage.from;
  CitationRecord record;
  record.id = row.said().id;
  const bool agency = from.source_kind == "agency" || from.kind == "advisory" || from.source_kind == "congress";
  record.kind = agency ? CitedKind::kAdvisory : from.kind == "article" ? CitedKind::kArticle : CitedKind::kPage;
  for (const std::string& author : from.authors)
    if (!author.empty() && !SameName(author, from.publisher)) record.authors.push_back(NameOfByline(author));
  record.title = from.title;
  if (agency) {
    if (record.authors.empty() && !from.publisher.empty()) record.authors.push_back({"", "", from.publisher});
    if (!from.number.empty()) record.genre = "Advisory";
  } else {
    record.container = from.publisher;
  }
  record.number = from.number;
  record.published = from.published;
  record.updated = from.updated;
  record.language = from.language;
  record.url = from.url;
  record.accessed = from.fetched;
  record.paragraph = row.passage.ordinal;
  record.page = row.passage.page;
  record.quotation = row.quotation();
  record.record_id = from.record_id;
  record.sha256 = from.capture_sha256;
  return record;
}

std::vector<std::string> CitationStyles() {
  std::vector<std::string> names;
  for (const Style& style : kStyles) names.emplace_back(style.name);
  return names;
}

Result<std::vector<std::string>> RenderCitations(const std::vector<CitationRecord>& records, const CitationOptions& options) {
  const auto style = std::find_if(kStyles.begin(), kStyles.end(), [&](const Style& s) { return s.name == options.style; });
  if (style == kStyles.end())
    return Fail(UnknownName("citation style", options.style, CitationStyles(), "dossier cite --help lists them"));
  std::vector<std::string> rendered;
  for (size_t i = 0; i < records.size(); ++i) {
    StyleContext context{records, i, ""};
    rendered.push_back(style->render(records[i], options, context));
  }
  return rendered;
}

}  // namespace dossier::query
