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

class Analyzer {
 public:
  explicit Analyzer(std::shared_ptr<const Gazetteer> gazetteer);
  ~Analyzer();
  // `blocks` bound sentences and references (a heading is no paragraph); empty: blank lines bound them.
  Analysis Analyze(std::string_view text, const std::vector<corpus::Block>& blocks,
                   const AnalysisContext& context) const;

 private:
  struct Parts;
  std::unique_ptr<const Parts> parts_;
};

}  // namespace dossier::indexer
