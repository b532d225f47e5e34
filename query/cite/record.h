// What a citation says, and how it is asked for. Plain values that own what they hold.
#pragma once

#include <string>
#include <vector>

#include "corpus/base/time.h"

namespace dossier::query {

struct CitedName {
  std::string family, given;  // a person
  std::string literal;        // a corporate author: used whole; family and given are empty then
  bool corporate() const { return !literal.empty(); }
};

enum class CitedKind { kArticle, kAdvisory, kPage };

// What a citation says, independent of the style. Unknown parts are empty; nothing is filled up.
struct CitationRecord {
  std::string id;  // key of the entry: evidence id or document id
  CitedKind kind = CitedKind::kArticle;
  std::vector<CitedName> authors;
  std::string title;
  std::string container;  // periodical or site
  std::string publisher;  // only when it differs from author and container
  std::string number;     // "AA22-158A"
  std::string genre;      // "Cybersecurity Advisory"
  std::string published;  // ISO date with its granularity, or ""
  std::string updated;
  std::string language;
  std::string url;
  UtcTime accessed;   // when the capture was fetched
  int paragraph = 0;  // of the quotation; 0: the whole document is cited
  int page = 0;
  std::string quotation;  // "" when the whole document is cited
  std::string record_id;  // of the capture
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

}  // namespace dossier::query
