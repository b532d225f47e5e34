// The field table: every field that can be indexed, searched, filtered, counted or sorted by, in one place.
//
// It drives the index writer (prefixes, value slots), the query parser (names, kinds), `dossier fields` and
// SCHEMA.md. Prefixes follow Xapian's registry (omega's docs/termprefixes); private ones start with X. Every term
// value is lower case, so a prefix ends where the capitals end.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dossier::indexer {

enum class FieldId : uint8_t {
  kText,
  kTitle,
  kVendor,
  kAgency,
  kAction,
  kCve,
  kSource,
  kKind,
  kLanguage,
  kPublished,
  kEvent,
  kCaptured,
  kSpeaker,
  kReportedBy,
  kAuthor,
  kDocument,
  kEvidence,
};

enum class FieldKind : uint8_t {
  kWords,   // stemmed words with positions: phrases and NEAR work
  kEntity,  // a name, resolved by any alias to an id
  kAction,  // one of the action vocabulary or its everyday words
  kExact,   // a boolean term; a trailing * matches the beginning
  kDate,    // a date or range; year and month terms, and a value slot when there is one
};

inline constexpr int kNoSlot = -1;

struct Field {
  FieldId id;
  std::string_view name;    // as written in a query: "vendor"
  std::string_view prefix;  // Xapian term prefix; "" is the body text
  int slot;                 // value slot, or kNoSlot
  FieldKind kind;
  bool on_statement;  // true: checked again on each statement; false: a property of the document
  std::string_view description;
  std::string_view example;
};

inline constexpr std::array kFields = {
    Field{FieldId::kText, "text", "", kNoSlot, FieldKind::kWords, false, "words of the passage and of the title",
          "text:testimony"},
    Field{FieldId::kTitle, "title", "S", kNoSlot, FieldKind::kWords, false, "words of the title",
          "title:\"entity list\""},
    Field{FieldId::kVendor, "vendor", "XV", kNoSlot, FieldKind::kEntity, true, "a vendor by any of its names",
          "vendor:\"Huawei Technologies\""},
    Field{FieldId::kAgency, "agency", "XG", kNoSlot, FieldKind::kEntity, true, "an agency by any of its names",
          "agency:fbi"},
    Field{FieldId::kAction, "action", "XA", kNoSlot, FieldKind::kAction, true,
          "what was said or done; everyday words count (ban, fine, patch, hack)", "action:ban,warning"},
    Field{FieldId::kCve, "cve", "XCVE", kNoSlot, FieldKind::kExact, false, "a CVE id, or its beginning with *",
          "cve:CVE-2018-*"},
    Field{FieldId::kSource, "source", "XS", kNoSlot, FieldKind::kExact, false, "source id, host, domain or publisher",
          "source:fortune.com"},
    Field{FieldId::kKind, "kind", "XK", kNoSlot, FieldKind::kExact, false,
          "news, agency, vendor, congress, article, advisory", "kind:advisory"},
    Field{FieldId::kLanguage, "lang", "L", kNoSlot, FieldKind::kExact, false, "language of the document", "lang:en"},
    Field{FieldId::kPublished, "published", "D", 0, FieldKind::kDate, false, "the publisher's date",
          "published:2018-01..2018-08"},
    Field{FieldId::kEvent, "event", "XE", kNoSlot, FieldKind::kDate, true, "a date that the sentence states",
          "event:2018-04"},
    Field{FieldId::kCaptured, "captured", "XC", 1, FieldKind::kDate, false, "when the page was fetched (UTC)",
          "captured:\"last week\""},
    Field{FieldId::kSpeaker, "speaker", "XP", kNoSlot, FieldKind::kWords, true,
          "who says it: name, role or organisation", "speaker:wray"},
    Field{FieldId::kReportedBy, "reported-by", "XR", kNoSlot, FieldKind::kWords, true,
          "the outlet that the report was taken from", "reported-by:cnn"},
    Field{FieldId::kAuthor, "author", "A", kNoSlot, FieldKind::kWords, false, "a name in the byline", "author:ellis"},
    Field{FieldId::kDocument, "document", "XD", 2, FieldKind::kExact, false, "document id", "document:d3k7q2m9x4tzw"},
    Field{FieldId::kEvidence, "evidence", "XI", kNoSlot, FieldKind::kExact, true, "evidence id",
          "evidence:e3k7q2m9x4tzw"},
};

constexpr const Field& FieldOf(FieldId id) { return kFields[static_cast<size_t>(id)]; }
// The field a query names, or nullptr.
const Field* FindField(std::string_view name);
std::vector<std::string> FieldNames();

// Terms that are not fields of the language: what one statement says, combined, so that "warned about ZTE and
// banned Huawei" is no answer to "ban of ZTE"; and helpers of the engine.
struct TermPrefix {
  std::string_view prefix;
  std::string_view value;  // the shape of the value
  std::string_view description;
};
inline constexpr std::string_view kVendorActionPrefix = "XVA";  // huawei|prohibition|asserted
inline constexpr std::string_view kUnsure = "unsure";           // in place of the polarity: what is no answer by itself
inline constexpr std::string_view kVendorAgencyPrefix = "XVG";  // huawei|fbi
inline constexpr std::string_view kVendorMonthPrefix = "XVM";   // huawei|2018-04, a date of the statement
inline constexpr std::string_view kAgencyActionPrefix = "XGA";  // fbi|warning|asserted
inline constexpr std::string_view kVendorDirectPrefix = "XVN";  // huawei, named and not only referred to
inline constexpr std::string_view kVendorAliasPrefix = "XVL";   // huawei|Huawei Technologies Co. (as written)
inline constexpr std::string_view kAgencyAliasPrefix = "XGL";   // fbi|Federal Bureau of Investigation
inline constexpr std::string_view kVendorOfDocumentPrefix = "XDV";  // huawei, on the first passage that names it
inline constexpr std::string_view kAgencyOfDocumentPrefix = "XDG";
inline constexpr std::string_view kPublisherPrefix = "XPB";      // cisa: the agency that published the document
inline constexpr std::string_view kFirstPassageTerm = "XFIRST";  // one passage a document revision
inline constexpr std::string_view kOwnVoiceTerm = "XOWN";        // holds a statement that reports nobody else's report
inline constexpr std::array kTermPrefixes = {
    TermPrefix{kVendorActionPrefix, "vendor|action|polarity", "vendor and action of one statement"},
    TermPrefix{kVendorAgencyPrefix, "vendor|agency", "vendor and agency of one statement"},
    TermPrefix{kVendorMonthPrefix, "vendor|YYYY-MM", "vendor and stated date of one statement"},
    TermPrefix{kAgencyActionPrefix, "agency|action|polarity", "agency and action of one statement"},
    TermPrefix{kVendorDirectPrefix, "vendor", "vendor named directly in a statement"},
    TermPrefix{kVendorAliasPrefix, "vendor|name as written", "which alias matched"},
    TermPrefix{kAgencyAliasPrefix, "agency|name as written", "which alias matched"},
    TermPrefix{kVendorOfDocumentPrefix, "vendor", "on the first passage of a document that names the vendor"},
    TermPrefix{kAgencyOfDocumentPrefix, "agency", "on the first passage of a document that names the agency"},
    TermPrefix{kPublisherPrefix, "agency", "the agency that published the document: its own words"},
    TermPrefix{kFirstPassageTerm, "", "the first passage of a document revision"},
    TermPrefix{kOwnVoiceTerm, "", "a statement in the document's own voice"},
};

inline constexpr int kPublishedSlot = FieldOf(FieldId::kPublished).slot;
inline constexpr int kCapturedSlot = FieldOf(FieldId::kCaptured).slot;
inline constexpr int kDocumentSlot = FieldOf(FieldId::kDocument).slot;

// The version of everything this table and the passage record fix. Another version in an index: it is rebuilt.
inline constexpr int kSchemaVersion = 5;

namespace schema_check {
consteval bool IdsAreIndexes() {
  for (size_t i = 0; i < kFields.size(); ++i)
    if (static_cast<size_t>(kFields[i].id) != i) return false;
  return true;
}
consteval bool NamesAndSlotsAreUnique() {
  for (size_t i = 0; i < kFields.size(); ++i)
    for (size_t j = i + 1; j < kFields.size(); ++j) {
      if (kFields[i].name == kFields[j].name || kFields[i].prefix == kFields[j].prefix) return false;
      if (kFields[i].slot != kNoSlot && kFields[i].slot == kFields[j].slot) return false;
    }
  return true;
}
consteval bool PrefixesAreCapitals() {
  auto capitals = [](std::string_view prefix) {
    for (char c : prefix)
      if (c < 'A' || c > 'Z') return false;
    return prefix.size() <= 1 || prefix[0] == 'X';
  };
  for (const Field& field : kFields)
    if (!capitals(field.prefix)) return false;
  for (const TermPrefix& term : kTermPrefixes)
    if (!capitals(term.prefix)) return false;
  return true;
}
consteval bool PrivatePrefixesAreUnique() {
  for (size_t i = 0; i < kTermPrefixes.size(); ++i) {
    for (size_t j = i + 1; j < kTermPrefixes.size(); ++j)
      if (kTermPrefixes[i].prefix == kTermPrefixes[j].prefix) return false;
    for (const Field& field : kFields)
      if (kTermPrefixes[i].prefix == field.prefix) return false;
  }
  return true;
}
}  // namespace schema_check
static_assert(schema_check::IdsAreIndexes(), "kFields must be in the order of FieldId");
static_assert(schema_check::NamesAndSlotsAreUnique(), "two fields share a name, prefix or slot");
static_assert(schema_check::PrefixesAreCapitals(), "a prefix is one registered capital or X and capitals");
static_assert(schema_check::PrivatePrefixesAreUnique(), "a private prefix is used twice");

// A boolean term: prefix and value, lower case, cut with a digest when longer than Xapian takes (245 bytes).
std::string MakeTerm(std::string_view prefix, std::string_view value);
// The combined value "a|b|c".
std::string Combined(std::string_view a, std::string_view b, std::string_view c = {});

}  // namespace dossier::indexer
