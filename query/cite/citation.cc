#include "query/cite/citation.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "corpus/base/case_folding.h"
#include "corpus/base/sinks.h"
#include "corpus/base/suggest.h"
#include "corpus/base/utf8.h"
#include "query/cite/styles.h"

namespace dossier::query {
namespace {

constexpr size_t kLongestAddress = 2000;  // code points, for people

struct Style {
  std::string_view name;
  Citation (*render)(const CitationRecord&, const CitationOptions&, const StyleContext&);
  bool data = false;  // for programs: written as it is, without markup
};

constexpr std::array kStyles = {
    Style{"chicago", RenderChicagoNote},
    Style{"chicago-bibliography", RenderChicagoBibliography},
    Style{"chicago-author-date", RenderChicagoAuthorDate},
    Style{"apa", RenderApa},
    Style{"mla", RenderMla},
    Style{"bluebook", RenderBluebook},
    Style{"iso690", RenderIso690},
    Style{"icd206", RenderIcd206},
    Style{"bibtex", RenderBibtex, true},
    Style{"biblatex", RenderBiblatex, true},
    Style{"ris", RenderRis, true},
    Style{"csl-json", RenderCslJson, true},
};

// "a", "b"... for documents that share their first name in the list and their year, in the order of their titles; the
// same document cited twice has one letter.
std::vector<std::string> YearLetters(const std::vector<CitationRecord>& records) {
  const auto label = [](const CitationRecord& record) {
    std::string names;
    for (const CitedName& name : record.authors) names += FamilyFirst(name) + ";";
    if (names.empty()) names = record.container.empty() ? record.title : record.container;
    return names + std::to_string(DateOf(record.published).year);
  };
  const auto document = [](const CitationRecord& record) { return record.title + "\n" + record.url; };
  std::map<std::string, std::set<std::string>> documents;
  for (const CitationRecord& record : records) documents[label(record)].insert(document(record));
  std::vector<std::string> letters;
  for (const CitationRecord& record : records) {
    const std::set<std::string>& sharing = documents[label(record)];
    const auto place = std::distance(sharing.begin(), sharing.find(document(record)));
    letters.emplace_back(sharing.size() < 2 || place > 25 ? "" : std::string(1, static_cast<char>('a' + place)));
  }
  return letters;
}

void AppendEscaped(std::string& out, char c, Markup markup) {
  if (markup == Markup::kHtml && c == '&')
    out += "&amp;";
  else if (markup == Markup::kHtml && c == '<')
    out += "&lt;";
  else if (markup == Markup::kHtml && c == '>')
    out += "&gt;";
  else if (markup == Markup::kMarkdown && (c == '*' || c == '_' || c == '\\'))
    out += {'\\', c};
  else
    out += c;
}

std::string Marked(std::string_view text, Markup markup) {
  if (markup == Markup::kRuns) return std::string(text);
  std::string out;
  for (const char c : text) {
    const bool on = c == kItalicOn, off = c == kItalicOff;
    if (!on && !off)
      AppendEscaped(out, c, markup);
    else if (markup == Markup::kMarkdown)
      out += '*';
    else if (markup == Markup::kHtml)
      out += on ? "<i>" : "</i>";
  }
  return out;
}

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
  // An author that is also the site stays the author, whole, and the site is left out (APA 7, 9.24).
  bool is_site = false;
  for (const std::string& author : from.authors) {
    if (author.empty()) continue;
    const bool same = SameName(author, from.publisher);
    is_site |= same;
    record.authors.push_back(same ? CitedName{"", "", from.publisher} : NameOfByline(author));
  }
  record.title = from.title;
  if (agency) {
    if (record.authors.empty() && !from.publisher.empty()) record.authors.push_back({"", "", from.publisher});
    if (!from.number.empty()) record.genre = "Advisory";
  } else if (!(is_site && record.authors.size() == 1)) {
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

Result<std::vector<Citation>> RenderCitations(const std::vector<CitationRecord>& records,
                                              const CitationOptions& options) {
  const auto style =
      std::find_if(kStyles.begin(), kStyles.end(), [&](const Style& s) { return s.name == options.style; });
  if (style == kStyles.end())
    return Fail(UnknownName("citation style", options.style, CitationStyles(), "dossier cite --help lists them"));
  const std::vector<std::string> letters = YearLetters(records);
  std::vector<Citation> rendered;
  for (size_t i = 0; i < records.size(); ++i) {
    CitationRecord record = records[i];
    if (!style->data) record.url = ShownLine(record.url, kLongestAddress);
    Citation citation = style->render(record, options, {letters[i]});
    if (style->data)
      rendered.push_back(std::move(citation));
    else
      rendered.push_back({Marked(citation.in_text, options.markup), Marked(citation.entry, options.markup)});
  }
  return rendered;
}

}  // namespace dossier::query
