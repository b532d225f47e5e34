// The tagger's model: a linear-chain conditional random field over the tags below. The weights are small integers in
// a hash table made by indexer/training/train_tagger.cc; immutable and thread safe once loaded.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/result.h"

namespace dossier::indexer {

enum class NameType { kOrganisation, kPerson, kPlace };
inline constexpr int kNameTypes = 3;

// Tag 0 is "outside"; a name of type t has Begin, Inside, Last, Unit = 1 + 4t ... 4 + 4t.
inline constexpr int kTags = 1 + 4 * kNameTypes;
enum class TagPart { kBegin, kInside, kLast, kUnit };
constexpr int TagOf(NameType type, TagPart part) { return 1 + 4 * static_cast<int>(type) + static_cast<int>(part); }
constexpr NameType TypeOfTag(int tag) { return static_cast<NameType>((tag - 1) / 4); }
constexpr TagPart PartOfTag(int tag) { return static_cast<TagPart>((tag - 1) % 4); }
// Whether `to` may follow `from` within a sentence, and whether a sentence may start or end with a tag.
bool MayFollow(int from, int to);
bool MayStart(int tag);
bool MayEnd(int tag);

using TagScores = std::array<float, kTags>;

// Weights are signed bytes, so that the model stays small; scores are whole numbers until scale() divides
// them, which keeps sums the same on every machine.
class TaggerModel {
 public:
  // Reads the form that Serialize writes. Errors: kParse.
  // The bytes may go afterwards. A file that ends early or begins with another mark is refused; nothing is read
  // halfway.
  static Result<TaggerModel> Parse(std::string_view bytes);
  // `features`: hash and a weight a tag; weights are rounded to 1/`scale` and clipped to a signed byte.
  // The bytes are the same for the same features in the same order. Hash 0 and features without a weight are left out.
  static std::string Serialize(const std::vector<std::pair<uint32_t, TagScores>>& features,
                               const std::array<TagScores, kTags>& transitions, float scale);

  // Adds the weights of one feature to the scores; unknown features add nothing.
  // Thread safe, no allocation.
  void AddScores(uint32_t feature, std::array<int32_t, kTags>& scores) const;
  const std::array<TagScores, kTags>& transitions() const { return transitions_; }
  float scale() const { return scale_; }

 private:
  std::vector<uint32_t> keys_;  // open addressing, 0 is empty
  std::vector<std::array<int8_t, 16>> weights_;
  std::array<TagScores, kTags> transitions_{};
  float scale_ = 1;
  uint32_t mask_ = 0;
};

// The best tag sequence of one sentence whose tokens have these scores (Viterbi). `scores` in log space.
// Only possible sequences are considered, so the result always reads as whole names. Linear in the tokens.
std::vector<int> BestTags(const std::vector<TagScores>& scores, const std::array<TagScores, kTags>& transitions);

}  // namespace dossier::indexer
