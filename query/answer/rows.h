// The rows of every answer: evidence, documents, names. Plain values that own what they hold.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/base/time.h"
#include "indexer/index/origin.h"
#include "indexer/index/passage.h"
#include "query/question/question.h"

namespace dossier::query {

// An entity that a query names.
struct Name {
  std::string id;
  std::string name;                       // to show
  std::string written;                    // as the query has it
  std::vector<std::string> members = {};  // further ids of the index that answer under this one (name_book.h)
  bool learned = false;                   // no list has it and nobody accepted it: well supported by the corpus alone
};

// A query with every name, date and action resolved. Each outer list is a conjunction, each inner one alternatives.
struct ResolvedQuery {
  std::optional<AsOf> as_of;
  std::vector<std::vector<Name>> vendors, agencies, not_vendors, not_agencies;
  std::vector<std::vector<indexer::ActionType>> actions, not_actions;
  std::vector<DayRange> published, event, captured;
  std::vector<std::string> speakers, reported_by;
  std::vector<std::vector<std::string>> tagged, not_tagged;  // ids of documents and of evidence, sorted
  std::vector<QueryPart> others;     // checked by the index alone: words, phrases, cve, source, kind, lang...
  std::vector<std::string> phrases;  // quoted, not negated: must stand in the passage as written
};

enum class Verification { kUnchecked, kVerified, kFailed };

// A statement for a vendor with everything a row shows.
struct EvidenceRow {
  indexer::Passage passage;    // the statement's passage, with provenance
  size_t statement = 0;        // index into passage.statements
  Name vendor;                 // the vendor asked for; empty when none was
  std::string matched;         // the words that name it in the statement
  bool referenced = false;     // only a reference names it ("the company")
  bool denial = false;         // denies or negates: never counted as the action
  bool unsure = false;         // the action asked for is none of the sentence's sure events (Statement::unsure)
  std::string product_status;  // what an advisory says of the vendor's products: "not affected"; "" when nothing
  bool superseded = false;     // a newer revision of the document exists
  double score = 0;
  std::vector<std::string> why;
  std::optional<indexer::Origin> origin;
  Verification verification = Verification::kUnchecked;
  std::string verification_reason;

  const indexer::IndexedStatement& said() const { return passage.statements[statement]; }
  // The events that are told of the vendor asked for; all of the sentence when none was. They belong to the row.
  std::vector<const indexer::Action*> events() const;
  std::string quotation() const { return said().text_of(passage.text); }
  // "2018-08-03", of its document; "" when unknown
  std::string published_day() const { return passage.from.published.substr(0, 10); }
};

enum class EvidenceOrder { kRank, kOldest, kNewest };

struct EvidenceOptions {
  EvidenceOrder order = EvidenceOrder::kRank;
  size_t limit = 50;           // rows
  bool group_origins = false;  // one row an origin
  bool unsure = false;         // rows for whose action too little speaks are answers as well, marked
};

// What was searched, so that "nothing found" means something.
struct Coverage {
  uint64_t sources = 0, documents = 0, passages = 0;
  std::string as_of;           // the day of AsOf, or ""; then `documents` had been captured by then, of
  uint64_t all_documents = 0;  // so many
  std::optional<UtcTime> first_capture, last_capture;
  std::vector<std::pair<std::string, uint64_t>> by_source;
};

struct EvidenceAnswer {
  ResolvedQuery query;
  std::vector<EvidenceRow> rows;     // evidence
  std::vector<EvidenceRow> denials;  // of the action asked for: shown apart, never counted
  std::vector<EvidenceRow> nearest;  // only when nothing was found: unsure or related, not supporting
  size_t unsure = 0;                 // rows left out because too little speaks for the action (EvidenceOptions::unsure)
  size_t passages = 0;               // that the index found, before statements were checked (an estimate)
  bool more = false;                 // the limit cut the rows
  bool grouped = false;              // one row an origin
  Coverage coverage;
  std::vector<std::string> notes;
};

struct SearchRow {
  indexer::Provenance document;
  std::string snippet;                                // of the best passage
  std::vector<std::pair<size_t, size_t>> highlights;  // bytes of the snippet
  double score = 0;
  size_t passages = 0;  // further matching ones
};

struct SearchAnswer {
  std::vector<SearchRow> rows;
  size_t documents = 0;   // estimate
  bool any_word = false;  // no passage has all words; these have some
  Coverage coverage;
};

// A vendor or agency as the corpus knows it.
struct NameCount {
  std::string id, name;
  std::string status = "listed";  // listed, accepted (by a person), learned (by the corpus alone)
  size_t documents = 0, passages = 0;
  std::vector<std::pair<std::string, size_t>> aliases;  // as written, passages; most frequent first
};

// Two names in one sentence.
struct CoMention {
  Name other;
  size_t statements = 0, documents = 0;
  EvidenceRow example;
};

}  // namespace dossier::query
