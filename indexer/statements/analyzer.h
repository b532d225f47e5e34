// Analysis: mentions and statements of one text. Pure, thread safe, linear in the text.
//
//   Analyzer analyzer(gazetteer);
//   Analysis a = analyzer.Analyze(text, context);
//
// Offsets are bytes of the UTF-8 text; output contracts turn them into code points.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "corpus/text/canonical_text.h"
#include "indexer/facts/statement.h"

namespace dossier::indexer {

class Gazetteer;

struct TextAnalysis : Analysis {
  bool partial = false;  // the text says more than is read of one document (EventReader::Document)
};

// Owns nothing but a share of the gazetteer. What it gives is plain values: no view of the text or of the gazetteer is
// left in them, so the text may go once Analyze has returned.
//
// Never fails and never throws for what a text holds: bytes that are no UTF-8 are words that no list knows, a sentence
// of more than 8 KiB gives names and dates but no actions, a text of more than EventReader reads is `partial`, and a
// text in another language than English gives its names with `analysed` false rather than statements by the wrong
// grammar.
class Analyzer {
 public:
  // The gazetteer must not be null. The first one of a process loads the model of events (some 0.1 s), so that
  // processes that are forked from it share the model instead of each paying for it on its first page, within that
  // page's limits. Tables of words are made at the first use.
  // `most_of_document`: what is read of one document, for tests; 0 stands for EventReader::kMostOfDocument.
  explicit Analyzer(std::shared_ptr<const Gazetteer> gazetteer, size_t most_of_document = 0);
  ~Analyzer();
  // `blocks` bound sentences and references (a heading is no paragraph); empty: blank lines bound them.
  // The mentions and the statements of `text`, which is the canonical text of one document. Soft hyphens and characters
  // without width (corpus/base/unseen.h) are read past; the offsets are of `text` as it is. May be called from several
  // threads at once; calls share nothing that changes.
  TextAnalysis Analyze(std::string_view text, const std::vector<corpus::Block>& blocks,
                       const AnalysisContext& context) const;

 private:
  // The same of a text in which all characters are seen.
  TextAnalysis AnalyzeSeen(std::string_view text, const std::vector<corpus::Block>& blocks,
                           const AnalysisContext& context) const;

  struct Parts;
  std::unique_ptr<const Parts> parts_;
};

}  // namespace dossier::indexer
