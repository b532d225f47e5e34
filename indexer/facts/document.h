// The records of reading: what a reader is given, and the one document record that every format's reader gives.
//
// Plain values. ReaderInput borrows its bytes; everything else owns what it holds.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/json.h"
#include "corpus/base/time.h"
#include "corpus/text/canonical_text.h"

namespace dossier::indexer {

struct ReaderInput {
  std::string_view bytes;          // decoded body (content coding undone); must outlive the call
  std::string url;                 // may be empty
  std::string file_name;           // of a file on a disk, without folders; may be empty
  std::string content_type;        // may be empty
  std::string publisher;           // from the source, may be empty
  std::optional<UtcTime> fetched;  // dates after it are impossible
  bool explain = false;            // fill ReadDocument::explanation
};

// Names are written to disk and to output: never rename one; new ones go to the end.
enum class PageKind {
  kArticle,
  kAdvisory,
  kIndexPage,
  kBlockPage,
  kLoginWall,
  kRedirectStub,
  kNotFound,
  kVideo,
  kEmpty
};
std::string_view PageKindName(PageKind kind);  // "article", "advisory", "index", "block", ...
// Whether statements of such a page may become evidence: articles and advisories only.
bool IsEvidence(PageKind kind);

// A date or time that a publisher stated: the local day is kept with its offset.
struct StatedTime {
  std::string value;      // ISO 8601 as stated: "2018-08-04T16:49:00Z", "2018-08-04"; "" is unknown
  std::string from;       // json-ld, meta, time, visible, url, feed, csaf, stated, filed; "" when unknown
  double confidence = 0;  // 0-1
  // Other days, ISO 8601, that the page states too or that its shape speaks for: what the confidence was lowered by.
  std::vector<std::string> disagrees = {};
  bool known() const { return !value.empty(); }
  std::string day() const { return value.substr(0, 10); }  // the publisher's local day
};

// What an advisory says of a vendor's products (CSAF 2.0, section 3.2.3.9), each status once: "affected", "not
// affected", "fixed", "under investigation", "recommended", "unknown", with the vulnerabilities where they differ.
struct ProductStatus {
  std::string vendor;  // as the product tree names it; the gazetteer's id once the names are known
  std::string status;  // "not affected"; "affected (CVE-2024-1), not affected (CVE-2024-2)"
};

// What structured formats say about themselves, in the words of the source; absent parts are empty. Strings are kept as
// they were written, blanks around them included.
struct StructuredFacts {
  std::string tracking_id, publisher, version, status;
  std::vector<std::string> vendors, products, cves;
  std::string initial, current;  // RFC 3339 as stated
  int revisions = 0;             // listed in the document; 0 where the format lists none
  std::vector<ProductStatus> product_status;
  // Of which kind it is: "csaf", "cve", "kev", "federal-register", "bill", "list", "directive"; "" of no known kind.
  std::string kind;
  std::string title;              // as stated; ReadDocument::title has white space collapsed, and a name where none is
  std::string category;           // CSAF: document category; Federal Register: type; bills: kind; lists: program
  std::string tlp;                // Traffic Light Protocol: "WHITE", "CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"
  std::string sharing_group;      // CSAF 2.1, section 3.2.2.5.1: name, else id
  std::string issuing_authority;  // who is responsible, where the publisher is not
  std::vector<std::string> agencies, aliases, cwes, references;
  std::vector<std::string> actions;      // categories of remediation, required actions
  std::string severity;                  // the highest base score, as a decimal number
  std::string action;                    // the ACTION line of a Federal Register document
  std::string citation;                  // "85 FR 230", "116 S. Con. Res. 10 RS"
  std::string effective, due;            // days as stated
  std::string kev_since;                 // in CISA's catalogue of known exploited vulnerabilities since that day
  std::string ransomware;                // "Known", "Unknown" of that catalogue
  std::string exploitation;              // SSVC of an ADP container: "none", "poc", "active"
  std::vector<std::string> adp_vendors;  // vendors that only somebody other than the assigner names
  std::string reads;                     // the row of a structured source as a person would say it
};

// The state of the document in one word: what it states, or what its kind says of it ("withdrawn" and "superseded" are
// categories of CSAF 2.1, sections 4.6 and 4.7). "" when it states none.
std::string StateOf(const StructuredFacts& facts);

// What every reader gives, whatever the format; fields that a format does not have stay empty. Nothing in it is guessed
// without `confidence` or `from` saying how it was come by.
struct ReadDocument {
  std::string format;  // html, text, csaf, cve, kev, federal-register, bill, list, pdf
  PageKind page_kind = PageKind::kArticle;
  bool partial = false;  // a paywall or cut hides the rest
  std::string title;
  std::vector<std::string> authors;
  std::string publisher, section, canonical_url, language;
  StatedTime published, updated;
  corpus::TextMap text;  // the main text and its map; empty text unless IsEvidence(page_kind)
  std::optional<StructuredFacts> structured;
  // Of a file that lists many (a catalogue, a sanctions list): each entry a document of its own, whose text is mapped
  // to the same payload and whose TextMap::reader names it ("kev/1#CVE-2021-44228"). Entries have no entries. The text
  // of the file itself is then the list of what identifies its entries, as headings.
  std::vector<ReadDocument> entries;
  double confidence = 0;  // 0-1, that `text` is the whole article and nothing else
  Json explanation;       // candidates, features, dropped blocks; null unless asked for
};

}  // namespace dossier::indexer
