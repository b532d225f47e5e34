// What a text says about a name that no list knows: that it is a company, an agency, something else. Signs are read
// from the name's own words and from what stands right around it in the sentence; each is strict, since a wrong
// company is worse than a missed one.
//
//   NameSigns signs(text);
//   uint32_t bits = signs.Of(begin, end);       // SignBit(Sign::kApposition) | ...
//
// The text must outlive the object. Pure and thread safe; linear in the text. Offsets are bytes.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "indexer/names/learned_name.h"
#include "indexer/text/tagger_tokens.h"

namespace dossier::indexer {

inline constexpr uint32_t kStrongVendorSigns = SignBit(Sign::kStated) | SignBit(Sign::kLegalForm) |
                                               SignBit(Sign::kTicker) | SignBit(Sign::kApposition) |
                                               SignBit(Sign::kDescribed);
inline constexpr uint32_t kWeakVendorSigns =
    SignBit(Sign::kOfficer) | SignBit(Sign::kMaker) | SignBit(Sign::kCompanyWord);
inline constexpr uint32_t kAgencySigns = SignBit(Sign::kAgencyWord) | SignBit(Sign::kAgencyDescribed);
inline constexpr uint32_t kOtherSigns = SignBit(Sign::kOtherWord) | SignBit(Sign::kOtherDescribed);

// Holds the tokens of the text; building it is the cost, asking is cheap and looks one sentence far.
class NameSigns {
 public:
  explicit NameSigns(std::string_view text);

  // The signs of the name at bytes [begin, end).
  // 0 when nothing is said of it, which is the common case.
  uint32_t Of(size_t begin, size_t end) const;
  // Names that their surroundings alone give away, found without a tagger: capitalised words behind "the spyware
  // vendor" and the like, or before a legal form. In text order.
  std::vector<std::pair<size_t, size_t>> Find() const;
  // Countries, states, towns and demonyms; `lower` is in lower case.
  static bool IsPlaceWord(std::string_view lower);
  // The name without words that belong to the sentence and not to it ("At Pastore LLC", "3 Centene Corp.").
  size_t TrimmedBegin(size_t begin, size_t end) const;

 private:
  using Index = int;
  std::string Lower(Index i) const;
  std::string_view Text(Index i) const {
    return text_.substr(tokens_[static_cast<size_t>(i)].begin,
                        tokens_[static_cast<size_t>(i)].end - tokens_[static_cast<size_t>(i)].begin);
  }
  const TaggerToken& At(Index i) const { return tokens_[static_cast<size_t>(i)]; }
  bool Within(Index i) const { return i >= 0 && i < static_cast<Index>(tokens_.size()); }
  // Whether token i stands in the same sentence as the token before it.
  bool Continues(Index i) const {
    return Within(i) && !(At(i).starts_sentence && (i == 0 || !At(i - 1).starts_sentence));
  }
  Index FirstAt(size_t begin) const;
  bool IsLowerWord(Index i) const { return Within(i) && At(i).word && !At(i).upper; }
  uint32_t OwnWords(std::string_view name) const;
  uint32_t Before(Index first, Index last) const;
  // `strict`: by nouns that are no person's trade.
  uint32_t After(Index last, bool strict = false) const;
  uint32_t Description(Index determiner, bool strict) const;
  uint32_t Officers(Index first, Index last) const;
  bool Ticker(Index last) const;
  bool MadeBy(Index first) const;
  bool EndsNounPhrase(Index i) const;
  Index RunEnd(Index first) const;

  std::string_view text_;
  std::vector<TaggerToken> tokens_;
};

}  // namespace dossier::indexer
