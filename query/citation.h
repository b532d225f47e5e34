// Citations: a row of evidence in the styles that analysts use. Facts about the styles: query/STYLES.md.
//
//   CitationRecord record = RecordOf(row);
//   DOSSIER_TRY_ASSIGN(auto citations, RenderCitations({record}, {.style = "apa"}));
//   citations[0].in_text   // (“Democratic National Committee Warns ...,” 2018, para. 1)
//   citations[0].entry     // Democratic National Committee Warns ... (2018, August 4). Fortune. https://...
//
// Pure functions, thread safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/json.h"
#include "corpus/base/result.h"
#include "corpus/base/time.h"
#include "query/query.h"

namespace dossier::query {

struct CitedName {
  std::string family, given;   // a person
  std::string literal;         // a corporate author: used whole; family and given are empty then
  bool corporate() const { return !literal.empty(); }
};

enum class CitedKind { kArticle, kAdvisory, kPage };

// What a citation says, independent of the style. Unknown parts are empty; nothing is filled up.
struct CitationRecord {
  std::string id;              // key of the entry: evidence id or document id
  CitedKind kind = CitedKind::kArticle;
  std::vector<CitedName> authors;
  std::string title;
  std::string container;       // periodical or site
  std::string publisher;       // only when it differs from author and container
  std::string number;          // "AA22-158A"
  std::string genre;           // "Cybersecurity Advisory"
  std::string published;       // ISO date with its granularity, or ""
  std::string updated;
  std::string language;
  std::string url;
  UtcTime accessed;            // when the capture was fetched
  int paragraph = 0;           // of the quotation; 0: the whole document is cited
  int page = 0;
  std::string quotation;       // "" when the whole document is cited
  std::string record_id;       // of the capture
  std::string sha256;
};

enum class Archived { kNone, kShort, kFull };
enum class Markup { kPlain, kMarkdown, kHtml, kRuns };  // kRuns: italics between kItalicOn and kItalicOff

inline constexpr char kItalicOn = '\x0E';
inline constexpr char kItalicOff = '\x0F';

struct CitationOptions {
  std::string style = "chicago";
  Archived archived = Archived::kShort;
  Markup markup = Markup::kPlain;
};

// One rendered citation. `in_text` is what stands in the sentence for styles that cite by author and date or by
// author alone; empty for notes and for export formats.
struct Citation {
  std::string in_text;
  std::string entry;
};

CitationRecord RecordOf(const EvidenceRow& row);

// Names of all styles, in the order of the help.
std::vector<std::string> CitationStyles();
// Renders several records in one style, one citation each, in the order given; what depends on the others (year
// letters) is resolved among them. Errors: kUsage for an unknown style.
Result<std::vector<Citation>> RenderCitations(const std::vector<CitationRecord>& records, const CitationOptions& options);

// A byline to a name: "Jane Q. Doe" or "Doe, Jane Q."; a byline of one word stays whole.
CitedName NameOfByline(std::string_view byline);

// The record as CSL-JSON data (schema 1.0.2), and one as read from such data: for goldens and round trips.
Json CslJson(const CitationRecord& record, Archived archived);
CitationRecord RecordOfCslJson(const Json& item);

}  // namespace dossier::query
