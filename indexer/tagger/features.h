// What the tagger looks at: a list of feature hashes for every token. Used by the tagger and by its training program,
// so that both see the same.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/gazetteer/gazetteer.h"
#include "indexer/text/tagger_tokens.h"

namespace dossier::indexer {

// The order of features and their hashes are the contract with weights.bin: whoever changes one trains again and
// measures (indexer/training/README.md).

// Classes of words (words.tsv): given names, countries, heads of organisations' names... Immutable.
class TaggerWords {
 public:
  static const TaggerWords& Embedded();
  // A bit for each class that the lower-case word belongs to.
  uint32_t ClassesOf(std::string_view lower) const;
  static constexpr int kMaxClasses = 32;
  int class_count() const { return class_count_; }

 private:
  TaggerWords();
  std::unordered_map<uint32_t, uint32_t> classes_;
  int class_count_ = 0;
};

// A name that the gazetteer knows, as the tagger is told of it.
struct KnownSpan {
  size_t begin = 0;
  size_t end = 0;
  EntityType type = EntityType::kVendor;
};

class FeatureSink;

// Feature hashes of the tokens of one text, made token by token on demand.
// Borrows text and tokens; facts about the document (how a word is written elsewhere in it) are gathered once, at the
// beginning, so building is linear in the text. Read only afterwards, so threads may share one.
class TaggerFeatures {
 public:
  // `text` and `tokens` must outlive the object. `known` in text order.
  TaggerFeatures(std::string_view text, const std::vector<TaggerToken>& tokens, const std::vector<KnownSpan>& known);
  ~TaggerFeatures();

  // Whether the token may be part of a name: in or beside a run of capitalised words. Others need no features.
  // Most tokens of a text are none, which is where the tagger's speed comes from.
  bool IsCandidate(size_t token) const;
  // Replaces `out` by the features of the token. The first is kBiasFeature, which every token has.
  // `out` keeps its memory from call to call.
  static const uint32_t kBiasFeature;
  void Of(size_t token, std::vector<uint32_t>& out) const;

 private:
  struct Token;
  struct Context;
  void JoinRuns();
  void FindHeadlines();
  void FindRuns();
  void FindDocumentFacts();
  void MarkKnown(const std::vector<KnownSpan>& known);

  const Token& Near(size_t token, int offset) const;
  void AddWindow(size_t token, FeatureSink& sink) const;
  void AddRun(size_t token, FeatureSink& sink) const;
  void AddBridge(size_t token, FeatureSink& sink) const;
  void AddDocument(size_t token, FeatureSink& sink) const;

  std::string_view text_;
  const std::vector<TaggerToken>& tokens_;
  std::vector<Token> facts_;
  std::unordered_map<uint32_t, Context> contexts_;  // by hash of the lower-case word
};

}  // namespace dossier::indexer
