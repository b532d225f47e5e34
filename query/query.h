// The answers: a question about a vendor becomes rows of evidence, each with its quotation, provenance and reason.
//
//   DOSSIER_TRY_ASSIGN(Engine engine, Engine::Open(corpus_dir));
//   DOSSIER_TRY_ASSIGN(Query query, ParseQuery("vendor:zte agency:fbi"));
//   DOSSIER_TRY_ASSIGN(EvidenceAnswer answer, engine.Evidence(query, options));
//
// The index answers alone; the corpus is opened only to verify. Not thread safe: one Engine a thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/result.h"
#include "corpus/base/time.h"
#include "indexer/gazetteer.h"
#include "indexer/index_reader.h"

namespace dossier::query {

// One part of a query as written. A query is the conjunction of its parts.
struct QueryPart {
  enum class Kind { kWord, kPhrase, kNear, kField, kEither };
  Kind kind = Kind::kWord;
  bool negated = false;
  indexer::FieldId field = indexer::FieldId::kText;
  std::vector<std::string> values;   // words; kField: alternatives; kNear: the two words
  size_t window = 0;                 // kNear
  std::vector<QueryPart> parts;      // kEither: one of these
  size_t position = 0;               // byte of the query text, for errors
};

struct Query {
  std::string text;                  // as written
  std::vector<QueryPart> parts;
  void AddField(indexer::FieldId field, std::vector<std::string> values);
};

// Errors: kUsage with the nearest field name for an unknown field, or where the text breaks off.
Result<Query> ParseQuery(std::string_view text);

// A date or range as people write it: ISO values, "A..B", "A..", "last week", "yesterday", "3 months ago".
// Errors: kUsage.
Result<DayRange> ParseDateRange(std::string_view text);

// An entity that a query names.
struct Name {
  std::string id;
  std::string name;                  // to show
  std::string written;               // as the query has it
  std::vector<std::string> members = {};  // further ids of the index that answer under this one (name_book.h)
  bool learned = false;              // no list has it and nobody accepted it: well supported by the corpus alone
};

// A query with every name, date and action resolved. Each outer list is a conjunction, each inner one alternatives.
struct ResolvedQuery {
  std::vector<std::vector<Name>> vendors, agencies, not_vendors, not_agencies;
  std::vector<std::vector<indexer::ActionType>> actions, not_actions;
  std::vector<DayRange> published, event, captured;
  std::vector<std::string> speakers, reported_by;
  std::vector<QueryPart> others;     // checked by the index alone: words, phrases, cve, source, kind, lang...
  std::vector<std::string> phrases;  // quoted, not negated: must stand in the passage as written
};

enum class Verification { kUnchecked, kVerified, kFailed };

// A statement for a vendor with everything a row shows.
struct EvidenceRow {
  indexer::Passage passage;          // the statement's passage, with provenance
  size_t statement = 0;              // index into passage.statements
  Name vendor;                       // the vendor asked for; empty when none was
  std::string matched;               // the words that name it in the statement
  bool referenced = false;           // only a reference names it ("the company")
  bool denial = false;               // denies or negates: never counted as the action
  bool superseded = false;           // a newer revision of the document exists
  double score = 0;
  std::vector<std::string> why;
  std::optional<indexer::Origin> origin;
  Verification verification = Verification::kUnchecked;
  std::string verification_reason;

  const indexer::IndexedStatement& said() const { return passage.statements[statement]; }
  std::string quotation() const { return said().text_of(passage.text); }
};

enum class EvidenceOrder { kRank, kOldest, kNewest };

struct EvidenceOptions {
  EvidenceOrder order = EvidenceOrder::kRank;
  size_t limit = 50;                 // rows
  bool group_origins = false;        // one row an origin
};

// What was searched, so that "nothing found" means something.
struct Coverage {
  uint64_t sources = 0, documents = 0, passages = 0;
  std::optional<UtcTime> first_capture, last_capture;
  std::vector<std::pair<std::string, uint64_t>> by_source;
};

struct EvidenceAnswer {
  ResolvedQuery query;
  std::vector<EvidenceRow> rows;     // evidence
  std::vector<EvidenceRow> denials;  // of the action asked for: shown apart, never counted
  std::vector<EvidenceRow> nearest;  // only when nothing was found: related, not supporting
  size_t passages = 0;               // that the index found, before statements were checked (an estimate)
  bool more = false;                 // the limit cut the rows
  bool grouped = false;              // one row an origin
  Coverage coverage;
  std::vector<std::string> notes;
};

struct SearchRow {
  indexer::Provenance document;
  std::string snippet;               // of the best passage
  std::vector<std::pair<size_t, size_t>> highlights;   // bytes of the snippet
  double score = 0;
  size_t passages = 0;               // further matching ones
};

struct SearchAnswer {
  std::vector<SearchRow> rows;
  size_t documents = 0;              // estimate
  bool any_word = false;             // no passage has all words; these have some
  Coverage coverage;
};

// A vendor or agency as the corpus knows it.
struct NameCount {
  std::string id, name;
  std::string status = "listed";     // listed, accepted (by a person), learned (by the corpus alone)
  size_t documents = 0, passages = 0;
  std::vector<std::pair<std::string, size_t>> aliases;   // as written, passages; most frequent first
};

// Two names in one sentence.
struct CoMention {
  Name other;
  size_t statements = 0, documents = 0;
  EvidenceRow example;
};

class NameBook;

class Engine {
 public:
  // Errors: kNoCorpus, kVersion, kCorrupt.
  static Result<Engine> Open(const std::string& corpus_directory);
  ~Engine();
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;

  // Errors: kNotFound for an unknown name ("did you mean"), kUsage for an ambiguous one (lists the candidates).
  Result<ResolvedQuery> Resolve(const Query& query) const;
  Result<EvidenceAnswer> Evidence(const Query& query, const EvidenceOptions& options) const;
  Result<SearchAnswer> Search(const Query& query, size_t limit, size_t offset = 0) const;
  Result<std::vector<NameCount>> Names(indexer::EntityType type, size_t limit) const;
  Result<std::vector<CoMention>> CoMentions(const Query& query, size_t limit) const;

  // The row of an evidence id, or of an unambiguous beginning of one. Errors: kNotFound, kUsage (ambiguous).
  Result<EvidenceRow> FindEvidence(std::string_view id) const;
  // The passages of a document id, document key or URL, newest revision, in text order. Errors: kNotFound.
  Result<std::vector<indexer::Passage>> FindDocument(std::string_view id) const;

  // The expression that the index is asked, in its own words.
  Result<std::string> Explain(const Query& query) const;
  Result<Coverage> Searched() const;
  std::string NameOf(std::string_view id) const;
  // A passage of the index as the names of the corpus have it: every row comes from here.
  Result<indexer::Passage> Fetch(uint32_t id) const;

  const indexer::IndexReader& index() const;
  const indexer::Gazetteer& gazetteer() const;
  const NameBook& names() const;

 private:
  struct Impl;
  explicit Engine(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dossier::query
