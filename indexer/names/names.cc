#include "indexer/names/names.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

#include "indexer/gazetteer/name_tokens.h"
#include "indexer/names/context.h"
#include "indexer/names/references.h"
#include "indexer/names/rules.h"

namespace dossier::indexer {
namespace {

struct Range {
  size_t begin = 0;
  size_t end = 0;
};

std::vector<Range> BlocksOf(std::string_view text, const std::vector<corpus::Block>& blocks) {
  std::vector<Range> ranges;
  for (const corpus::Block& block : blocks) {
    if (block.end <= text.size() && block.begin < block.end) ranges.push_back({block.begin, block.end});
  }
  if (!ranges.empty()) return ranges;
  for (size_t at = 0; at < text.size();) {
    const size_t stop = std::min(text.find("\n\n", at), text.size());
    if (stop > at) ranges.push_back({at, stop});
    at = stop + 2;
  }
  return ranges;
}

bool IsJoint(std::string_view between) {
  for (std::string_view joint : {" and ", " or ", ", ", ", and ", ", or ", "/", " & ", " nor ", " and the ", ", the ",
                                 " or the ", " / ", "; ", " versus ", " vs. "}) {
    if (between.size() != joint.size()) continue;
    const bool same = std::equal(between.begin(), between.end(), joint.begin(), [](char seen, char known) {
      return seen == known || (seen >= 'A' && seen <= 'Z' && seen + 32 == known);
    });
    if (same) return true;
  }
  return false;
}

Via ViaOf(const Alias& alias) {
  if (alias.relation == "name") return Via::kName;
  return alias.relation == "acronym" ? Via::kAcronym : Via::kAlias;
}

constexpr size_t kNear = 60;           // bytes before a name where the same entity's other name helps
constexpr size_t kLongestName = 1000;  // bytes of a gazetteer's name, and more

class Finder {
 public:
  Finder(const Gazetteer& gazetteer, std::string_view text, const AnalysisContext& context)
      : gazetteer_(gazetteer), text_(text), hits_(gazetteer.Match(text)) {
    if (context.published.size() >= 4)
      std::from_chars(context.published.data(), context.published.data() + 4, facts_.year);
    for (std::string_view outside : {std::string_view(context.title), std::string_view(context.publisher)}) {
      for (const GazetteerHit& hit : gazetteer_.Match(outside)) Note(hit);
    }
    DropRedefinedAcronyms();
    for (const GazetteerHit& hit : hits_) Note(hit);
  }

  std::vector<KnownName> Find(const std::vector<Range>& blocks) {
    if (hits_.empty()) return {};
    CountCountries(blocks);
    std::vector<KnownName> names = Pass(blocks);
    // What one place proves helps the others: the second pass knows all that the first accepted.
    bool more = false;
    for (const KnownName& name : names)
      more |= (name.product ? facts_.products : facts_.named).insert(name.entity).second;
    if (more) names = Pass(blocks);
    return names;
  }

 private:
  const Alias& AliasOf(const GazetteerHit& hit) const { return gazetteer_.aliases()[hit.alias]; }
  const Entity& EntityOf(const GazetteerHit& hit) const { return gazetteer_.entities()[AliasOf(hit).entity]; }
  bool IsProduct(const GazetteerHit& hit) const { return AliasOf(hit).relation == "product"; }

  void Note(const GazetteerHit& hit) {
    const Alias& alias = AliasOf(hit);
    if (!alias.rule.empty()) {
      needs_countries_ |= EntityOf(hit).type == EntityType::kAgency;
      return;
    }
    (alias.relation == "product" ? facts_.products : facts_.named).insert(alias.entity);
  }

  // An acronym that the text itself spells out as something else ("polylactic acid (PLA)") is not ours.
  void DropRedefinedAcronyms() {
    std::vector<uint32_t> foreign;
    for (const GazetteerHit& hit : hits_) {
      if (AliasOf(hit).relation != "acronym" || hit.begin < 2 || hit.end >= text_.size()) continue;
      if (text_[hit.begin - 1] != '(' || text_[hit.end] != ')') continue;
      const auto here = hits_.cbegin() + (&hit - hits_.data());
      const bool ours = std::any_of(FirstFrom(hit.begin, kLongestName), here, [&](const GazetteerHit& other) {
        return other.end < hit.begin && other.end + 4 >= hit.begin && AliasOf(other).entity == AliasOf(hit).entity;
      });
      if (!ours && SpelledOut(text_.substr(hit.begin, hit.end - hit.begin), hit.begin - 1))
        foreign.push_back(hit.alias);
    }
    if (foreign.empty()) return;
    std::erase_if(hits_, [&](const GazetteerHit& hit) {
      return std::find(foreign.begin(), foreign.end(), hit.alias) != foreign.end();
    });
  }

  // The first hit that begins less than `before` bytes before `position`. Hits are in the order of their beginnings.
  std::vector<GazetteerHit>::const_iterator FirstFrom(size_t position, size_t before) const {
    return std::lower_bound(hits_.begin(), hits_.end(), position,
                            [&](const GazetteerHit& hit, size_t at) { return hit.begin + before <= at; });
  }

  // Whether the words before `position` begin with the letters of the acronym.
  bool SpelledOut(std::string_view acronym, size_t position) const {
    const size_t from = position > 120 ? position - 120 : 0;
    std::string initials;
    NameToken token;
    const std::string_view part = text_.substr(0, position);
    for (size_t at = from; NextNameToken(part, at, token); at = token.end)
      initials += static_cast<char>(part[token.begin] | 0x20);
    std::string wanted;
    for (char c : acronym) wanted += static_cast<char>(c | 0x20);
    return initials.ends_with(wanted);
  }

  void CountCountries(const std::vector<Range>& blocks) {
    if (!needs_countries_) return;
    NameToken token;
    for (const Range& block : blocks) {
      const std::string_view part = text_.substr(0, block.end);
      for (size_t at = block.begin; NextNameToken(part, at, token); at = token.end) {
        if (kNameByteClass[static_cast<unsigned char>(part[token.begin])] != 2) continue;
        const std::string_view word = part.substr(token.begin, token.end - token.begin);
        const bool united = word == "States" && part.substr(0, token.begin).ends_with("United ");
        const std::string_view code = united ? "US" : CountryOfWord(word);
        if (!code.empty()) ++facts_.countries[std::string(code)];
      }
    }
  }

  std::vector<KnownName> Pass(const std::vector<Range>& blocks) const {
    std::vector<KnownName> names;
    size_t next = 0;
    for (const Range& block : blocks) {
      while (next < hits_.size() && hits_[next].begin < block.begin) ++next;
      size_t stop = next;
      while (stop < hits_.size() && hits_[stop].begin < block.end) ++stop;
      if (stop > next) Block(NameContext(text_, block.begin, block.end), next, stop, names);
      next = stop;
    }
    return names;
  }

  void Block(const NameContext& context, size_t first, size_t last, std::vector<KnownName>& names) const {
    const size_t start = names.size();
    size_t taken = context.begin();
    for (size_t i = first; i < last;) {
      size_t same = i;  // hits of one span
      while (same < last && hits_[same].begin == hits_[i].begin && hits_[same].end == hits_[i].end) ++same;
      if (hits_[i].begin >= taken && hits_[i].end <= context.end()) {
        const std::optional<size_t> best = Choose(context, i, same, first, last, names, start);
        if (best) {
          const GazetteerHit& hit = hits_[*best];
          names.push_back({hit.begin, hit.end, AliasOf(hit).entity, hit.alias, false, ViaOf(AliasOf(hit))});
          taken = hit.end;
        }
      }
      i = same;
    }
    AddProducts(context, first, last, names, start);
  }

  std::optional<size_t> Choose(const NameContext& context, size_t begin, size_t end, size_t first, size_t last,
                               const std::vector<KnownName>& names, size_t start) const {
    std::optional<size_t> best;
    int best_score = -1;
    for (size_t i = begin; i < end; ++i) {
      if (IsProduct(hits_[i])) continue;
      const int score =
          JudgeName(gazetteer_, hits_[i], context, NeighboursOf(i, first, last, names, start, context), facts_);
      if (score > best_score) {
        best = i;
        best_score = score;
      }
    }
    return best;
  }

  Neighbours NeighboursOf(size_t index, size_t first, size_t last, const std::vector<KnownName>& names, size_t start,
                          const NameContext& context) const {
    Neighbours result;
    const GazetteerHit& hit = hits_[index];
    if (AliasOf(hit).rule.empty()) return result;
    const auto join = [&](const Entity& other) {
      result.listed_with_vendor |= other.type == EntityType::kVendor;
      result.listed_with_agency |= other.type == EntityType::kAgency;
    };
    if (names.size() > start && names.back().end <= hit.begin &&
        IsJoint(context.Between(names.back().end, hit.begin))) {
      join(gazetteer_.entities()[names.back().entity]);
    }
    const auto near = static_cast<size_t>(FirstFrom(hit.begin, kNear) - hits_.begin());
    for (size_t i = std::max(first, near); i < last && hits_[i].begin < hit.end + 40; ++i) {
      const GazetteerHit& other = hits_[i];
      if (other.begin >= hit.end && !IsProduct(other) && IsJoint(context.Between(hit.end, other.begin))) {
        const std::string& rule = AliasOf(other).rule;
        if (rule.empty()) join(EntityOf(other));
        const bool weak = rule.find("common") != std::string::npos || rule.find("letter") != std::string::npos;
        result.listed_with_candidate |= !weak && EntityOf(other).type == EntityType::kVendor;
      }
      const bool apart = other.end <= hit.begin || other.begin >= hit.end;
      if (apart && AliasOf(other).entity == AliasOf(hit).entity && AliasOf(other).rule.empty() && !IsProduct(other))
        result.same_entity_near = true;
    }
    return result;
  }

  // Products: those with a rule need their maker in the document.
  void AddProducts(const NameContext& context, size_t first, size_t last, std::vector<KnownName>& names,
                   size_t start) const {
    const size_t named = names.size();
    size_t taken = 0, next = start;  // of the names, which do not overlap
    for (size_t i = first; i < last; ++i) {
      const GazetteerHit& hit = hits_[i];
      if (!IsProduct(hit) || hit.begin < taken || hit.end > context.end()) continue;
      if (!AliasOf(hit).rule.empty() &&
          (!facts_.named.contains(AliasOf(hit).entity) || context.IsSentenceStart(hit.begin)))
        continue;
      while (next < named && names[next].end <= hit.begin) ++next;
      if (next < named && names[next].begin < hit.end) continue;
      names.push_back({hit.begin, hit.end, AliasOf(hit).entity, hit.alias, true, Via::kAlias});
      taken = hit.end;
    }
    std::sort(names.begin() + static_cast<std::ptrdiff_t>(start), names.end(),
              [](const KnownName& a, const KnownName& b) { return a.begin < b.begin; });
  }

  const Gazetteer& gazetteer_;
  std::string_view text_;
  std::vector<GazetteerHit> hits_;
  NameFacts facts_;
  bool needs_countries_ = false;
};

}  // namespace

std::vector<KnownName> FindKnownNames(const Gazetteer& gazetteer, std::string_view text,
                                      const std::vector<corpus::Block>& blocks, const AnalysisContext& context) {
  Finder finder(gazetteer, text, context);
  std::vector<KnownName> names = finder.Find(BlocksOf(text, blocks));
  if (!names.empty()) AddDefinedAcronyms(gazetteer, text, names);
  AddHeadReferences(gazetteer, text, names);
  return names;
}

}  // namespace dossier::indexer
