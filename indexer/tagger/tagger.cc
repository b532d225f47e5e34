#include "indexer/tagger/tagger.h"

#include <cassert>
#include <cstdlib>
#include <utility>

#include "corpus/base/embedded.h"

DOSSIER_EMBEDDED(tagger_weights)

namespace dossier::indexer {

Tagger::Tagger(TaggerModel model) : model_(std::move(model)) {}

const Tagger& Tagger::Embedded() {
  static const Tagger tagger = [] {
    auto model = TaggerModel::Parse(Embedded_tagger_weights());
    assert(model && "the embedded weights are made with the program");
    if (!model) std::abort();
    return Tagger(*std::move(model));
  }();
  return tagger;
}

std::vector<TaggedName> Tagger::Tag(std::string_view text, const std::vector<KnownSpan>& known) const {
  const std::vector<TaggerToken> tokens = TokenizeForTagger(text);
  const TaggerFeatures features(text, tokens, known);
  std::vector<TaggedName> names;
  std::vector<uint32_t> active;
  std::vector<TagScores> scores;
  TagScores outside{};
  for (size_t tag = 1; tag < kTags; ++tag) outside[tag] = -1e6f;
  ForEachTaggerSentence(tokens, [&](size_t first, size_t last) {
    // Stretches without a candidate hold no name: the chain is cut there.
    for (size_t i = first; i < last;) {
      if (!features.IsCandidate(i)) {
        ++i;
        continue;
      }
      const size_t begin = i;
      scores.clear();
      for (; i < last && features.IsCandidate(i); ++i) {
        features.Of(i, active);
        std::array<int32_t, kTags> sums{};
        for (const uint32_t feature : active) model_.AddScores(feature, sums);
        TagScores& row = scores.emplace_back();
        for (size_t tag = 0; tag < kTags; ++tag) row[tag] = static_cast<float>(sums[tag]) / model_.scale();
      }
      AppendNames(tokens, begin, BestTags(scores, model_.transitions()), names);
    }
  });
  return names;
}

void AppendNames(const std::vector<TaggerToken>& tokens, size_t first, const std::vector<int>& tags,
                 std::vector<TaggedName>& names) {
  for (size_t i = 0; i < tags.size(); ++i) {
    if (tags[i] == 0) continue;
    const NameType type = TypeOfTag(tags[i]);
    const size_t begin = i;
    while (PartOfTag(tags[i]) != TagPart::kUnit && PartOfTag(tags[i]) != TagPart::kLast) ++i;
    names.push_back({tokens[first + begin].begin, tokens[first + i].end, type});
  }
}

}  // namespace dossier::indexer
