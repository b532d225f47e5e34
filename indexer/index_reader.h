// Reading the index: passages with what they say, found by terms, words and dates.
//
//   DOSSIER_TRY_ASSIGN(IndexReader index, IndexReader::Open(corpus_dir + "/index"));
//   DOSSIER_TRY_ASSIGN(Hits hits, index.Find(Expression::Term(kVendorPrefix, "huawei"), options));
//
// One Xapian document is one passage; its data answers alone (Passage). An IndexReader sees the segments that were
// published when it was opened. Not thread safe: one object a thread. No Xapian type is shown here; its exceptions
// (which are not std::exceptions) become errors.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/base/result.h"
#include "corpus/base/time.h"
#include "indexer/analysis.h"
#include "indexer/learned_name.h"
#include "indexer/schema.h"

namespace dossier::indexer {

// The publisher as a row shows it: by name, else by the host of its address ("cyber.dhs.gov"), else "unknown". Only
// for display and counts: a citation names no publisher that the page does not.
std::string ShownPublisher(std::string_view publisher, std::string_view url);

// Where a document and its capture come from. Repeated in every passage, so that a row needs nothing else.
struct Provenance {
  std::string document_id;     // short id: "d" + 12 characters, made from the key
  std::string document_key;
  std::string kind;            // article, advisory
  std::string title;
  std::vector<std::string> authors;
  std::string publisher;
  std::string publisher_id;    // the publisher's id when it is a known agency or vendor, or ""
  std::string source_id;
  std::string source_kind;     // news, agency, vendor, congress, file, unknown
  std::string section;
  std::string url;             // the address to cite
  std::string language;
  std::string published;       // ISO as stated, or ""
  std::string published_from;
  std::string updated;
  std::string number;          // advisory number, or ""
  int revision = 1;
  bool partial = false;
  int64_t capture_id = 0;
  std::string capture_sha256;  // hex
  std::string capture_url;     // as fetched
  UtcTime fetched;
  std::string warc;            // file below archive/
  uint64_t warc_offset = 0;
  uint64_t warc_length = 0;
  std::string record_id;
  std::string text_sha256;     // of the canonical text, hex
  std::string reader;          // "html/1"
};

// A statement inside a passage; all offsets are bytes of the passage's text.
struct IndexedStatement : Statement {
  std::string id;              // evidence id: "e" + 12 characters, made from the document key and the quotation
  std::string fragment;        // "#:~:text=..." that matches once in the page, or ""
  std::vector<std::string> unlisted;  // provisional ids of organisations that the gazetteer does not list
  std::string text_of(std::string_view passage) const { return std::string(passage.substr(begin, end - begin)); }
};

struct Passage {
  Provenance from;
  std::string text;
  std::string before;          // up to 40 code points of the canonical text on either side
  std::string after;
  std::string kind;            // paragraph, list-item, table-row, note...
  int block = 0;               // index among the blocks of the canonical text
  int ordinal = 0;             // 1-based among the passages; the paragraph number of a citation
  int page = 0;
  std::string pointer;         // JSON pointer, or ""
  uint64_t begin_byte = 0;     // of the canonical text
  uint64_t begin_code_point = 0;
  std::vector<Mention> mentions;
  std::vector<IndexedStatement> statements;  // those that name a vendor, an agency or an unlisted organisation
};

// The short ids shown to people: stable across re-indexing, unchanged by new revisions.
std::string DocumentIdOf(std::string_view document_key);
std::string EvidenceIdOf(std::string_view document_key, std::string_view quotation);

// A query over the index, independent of Xapian. A value; cheap to copy for the sizes people write.
struct Expression {
  enum class Op { kAll, kNothing, kTerm, kBeginning, kWords, kPhrase, kNear, kRange, kAnd, kOr, kAndNot, kScale };
  Op op = Op::kAll;
  std::string prefix;               // kTerm, kBeginning: whole prefix; kWords, kPhrase, kNear: of the words; kRange: of the
                                    // year terms of the dates in the slot, or ""
  std::string text;                 // the value, or the words
  int slot = kNoSlot;               // kRange
  std::string low, high;            // kRange: inclusive, "" is open
  double factor = 1;                // kScale
  size_t window = 0;                // kNear: words apart
  std::vector<Expression> parts;    // kAnd, kOr; kAndNot: the first without the others; kScale: one; kNear: words

  static Expression All() { return {}; }
  static Expression Nothing();
  static Expression Term(std::string_view prefix, std::string_view value);
  static Expression Beginning(std::string_view prefix, std::string_view value);
  // One written word; it may hold several tokens ("CVE-2018-1", "U.S."), which then form a phrase.
  static Expression Words(std::string_view prefix, std::string_view text);
  static Expression Phrase(std::string_view prefix, std::string_view text);
  static Expression Near(std::string_view prefix, std::string_view text, size_t window);
  static Expression Range(int slot, std::string_view low, std::string_view high);
  // The same for a field of dates: the years inside are terms, only the first and the last are read value by value.
  static Expression Days(std::string_view prefix, int slot, std::string_view low, std::string_view high);
  static Expression And(std::vector<Expression> parts);
  static Expression Or(std::vector<Expression> parts);
  static Expression AndNot(Expression keep, Expression drop);
  static Expression Scale(Expression part, double factor);
};

enum class HitOrder { kRelevance, kPreference, kOldest, kNewest };

struct FindOptions {
  HitOrder order = HitOrder::kRelevance;
  // kPreference: passages are ordered by the sum of the factors of these that match (see Expression::Scale).
  std::vector<Expression> preferences;
  size_t offset = 0;
  size_t limit = 20;
  bool one_per_document = false;    // the best passage of each document
  // kRelevance: a question that this many passages answer (0: never) is answered by first passages of documents first,
  // each part ranked by its words. Weights of words that stand everywhere tell little, and comparing all of them a lot.
  size_t leads_from = 0;
};
inline constexpr size_t kUnselective = 50000;

struct Hit {
  uint32_t id = 0;                  // passage number in this opened index
  double weight = 0;
  size_t collapsed = 0;             // further passages of the same document, a lower bound
};

struct Hits {
  std::vector<Hit> hits;
  size_t at_least = 0;              // bounds of the number of matches
  size_t estimated = 0;
};

struct TermCount {
  std::string value;                // without the prefix
  size_t passages = 0;
};

// What is newest and what is a copy of what: written at publish, looked up for the rows shown.
struct DocumentFacts {
  int newest_revision = 0;          // 0: nothing known, the passage's own is the newest
  std::string origin;               // id of the origin, or "" when the document stands alone
};

struct OriginMember {
  std::string document_id;
  std::string title, publisher, url, published;
  double similarity = 1;            // of its text to the first member's
  std::string reason;               // "first", "same text", "wire credit: Reuters"...
};
struct Origin {
  std::string id;
  std::vector<OriginMember> members;   // earliest first
};

struct IndexSummary {
  uint64_t passages = 0;
  uint64_t documents = 0;           // document revisions
  uint64_t segments = 0;
  std::optional<UtcTime> first_capture, last_capture;
  std::vector<std::pair<std::string, uint64_t>> sources;  // publisher or source id, documents
  uint64_t origins = 0;             // documents with their copies folded
};

class IndexReader {
 public:
  // Errors: kNoCorpus (no index yet; the hint names `dossier index`), kVersion, kCorrupt, kIo.
  static Result<IndexReader> Open(const std::string& index_directory);
  ~IndexReader();
  IndexReader(IndexReader&&) noexcept;
  IndexReader& operator=(IndexReader&&) noexcept;

  Result<Hits> Find(const Expression& expression, const FindOptions& options) const;
  // The number of passages that match, exactly.
  Result<size_t> Count(const Expression& expression) const;
  Result<Passage> Fetch(uint32_t id) const;
  // Without the parts that the caller does not need (mentions), for scans over many passages.
  Result<std::string> FetchData(uint32_t id) const;

  // Terms with this prefix whose value begins so, with the number of passages, in term order.
  Result<std::vector<TermCount>> Terms(std::string_view prefix, std::string_view beginning = {}, size_t limit = SIZE_MAX) const;
  Result<size_t> PassagesWith(std::string_view prefix, std::string_view value) const;

  Result<DocumentFacts> FactsOf(std::string_view document_id) const;
  Result<std::optional<Origin>> FindOrigin(std::string_view origin_id) const;
  // What the corpus says of organisations that the gazetteer does not list, by provisional id.
  Result<std::optional<LearnedName>> FindLearned(std::string_view id) const;
  // Those of them that answer by themselves (LearnedName::provisional).
  Result<std::vector<std::string>> ProvisionalIds() const;
  // All of them, best supported first.
  Result<std::vector<LearnedName>> LearnedNames() const;
  Result<IndexSummary> Summary() const;

  // The expression in Xapian's own words, for `dossier explain`.
  std::string Describe(const Expression& expression) const;

 private:
  struct Impl;
  explicit IndexReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// The words of a text as they are indexed (folded, stemmed), with their bytes; for highlighting and checks.
struct IndexedWord {
  std::string stem;
  size_t begin = 0;
  size_t end = 0;
};
std::vector<IndexedWord> WordsOf(std::string_view text);

}  // namespace dossier::indexer
