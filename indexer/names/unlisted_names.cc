#include "indexer/names/unlisted_names.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "corpus/base/case_folding.h"
#include "corpus/base/unseen.h"
#include "corpus/base/utf8.h"
#include "indexer/gazetteer/legal_forms.h"
#include "indexer/gazetteer/name_tokens.h"
#include "indexer/names/organisations.h"
#include "indexer/names/signs.h"
#include "indexer/text/language.h"
#include "indexer/text/lexicon.h"

namespace dossier::indexer {
namespace {

constexpr size_t kLongestName = 80;  // bytes
constexpr size_t kMostWords = 9;
constexpr size_t kMostNames = 400;        // of one document; more is a list, not a text
constexpr size_t kMostForms = 8;          // kept of one name
constexpr size_t kLongestSentence = 400;  // bytes of a sentence that introduces
constexpr double kMostCapitals = 0.6;     // share of capitalised words above which capitals say nothing

struct Candidate {
  size_t begin = 0;
  size_t end = 0;
  uint32_t signs = 0;
  bool headline = false;  // in a sentence whose capitals say nothing
  std::string id;
};

bool IsOrganisation(MentionType type) {
  return type == MentionType::kVendor || type == MentionType::kAgency || type == MentionType::kOutlet ||
         type == MentionType::kOrganisation;
}

std::vector<std::string_view> WordsOfName(std::string_view name) {
  std::vector<std::string_view> words;
  NameToken token;
  for (size_t at = 0; NextNameToken(name, at, token); at = token.end)
    words.push_back(name.substr(token.begin, token.end - token.begin));
  return words;
}

// Whether the text may be a name at all: whole, of moderate length, with letters, not only one common word.
bool MayBeName(std::string_view name) {
  if (name.size() < 2 || name.size() > kLongestName || name.find('\n') != std::string_view::npos) return false;
  size_t letters = 0, quotes = 0;
  int brackets = 0;
  for (char c : name) {
    letters += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
    brackets += c == '(' ? 1 : c == ')' ? -1 : 0;
    quotes += c == '"';
    if (brackets < 0 || c == '|' || c == '/' || c == '@' || c == '=' || c == '<' || c == '>') return false;
  }
  if (letters < 2 || brackets != 0 || quotes % 2 != 0) return false;
  const auto words = WordsOfName(WithoutLegalForm(name));
  if (words.empty() || words.size() > kMostWords) return false;
  const Lexicon& english = Lexicon::English();
  for (std::string_view end : {words.front(), words.back()}) {
    const uint32_t entry = english.Find(end);
    if (english.Is(entry, WordClass::kMonth) || english.Is(entry, WordClass::kWeekday)) return false;
  }
  // "Your LLC"
  const uint32_t opening = english.Find(words.front());
  if (words.size() == 1 && (english.Is(opening, WordClass::kDeterminer) ||
                            english.Is(opening, WordClass::kPossessive) || english.Is(opening, WordClass::kPronoun)))
    return false;
  // "U.S. National": where and what, but not who.
  const bool only_attributes = std::all_of(words.begin(), words.end(), [&](std::string_view word) {
    return NameSigns::IsPlaceWord(FoldCase(word)) || english.Is(english.Find(word), WordClass::kAdjective);
  });
  if (only_attributes && words.size() > 1) return false;
  // "The European ..." is cut off; a lower-case end is no end of a name.
  const uint32_t last = english.Find(words.back());
  return !english.Is(last, WordClass::kPreposition) && !english.Is(last, WordClass::kCoordinator) &&
         !english.Is(last, WordClass::kDeterminer);
}

class Collector {
 public:
  Collector(const Gazetteer& gazetteer, std::string_view text, const std::vector<corpus::Block>& blocks,
            const Analysis& analysis)
      : gazetteer_(gazetteer), text_(text), blocks_(blocks), analysis_(analysis), signs_(text) {}

  UnlistedNames Run(const std::vector<std::string>& stated) {
    FindHeadlines();
    for (const Mention& mention : analysis_.mentions) {
      if (mention.type == MentionType::kPerson) people_.insert(std::string(Surface(mention.begin, mention.end)));
      if (IsOrganisation(mention.type) && !mention.id.empty())
        known_.insert(std::string(Surface(mention.begin, mention.end)));
    }
    for (const Mention& mention : analysis_.mentions)
      if (IsOrganisation(mention.type) && mention.id.empty() && mention.via != Via::kReference)
        Add(mention.begin, mention.end, 0);
    if (analysis_.analysed) AddPatterns();
    for (const std::string& vendor : stated) AddStated(vendor);
    AddRepetitions();
    std::sort(candidates_.begin(), candidates_.end(), [](const Candidate& a, const Candidate& b) {
      return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
    });
    DropOverlaps();
    JoinShortForms();
    return Gather();
  }

 private:
  std::string_view Surface(size_t begin, size_t end) const { return text_.substr(begin, end - begin); }

  bool Listed(std::string_view name) const {
    for (EntityType type : {EntityType::kVendor, EntityType::kAgency, EntityType::kOutlet})
      if (!gazetteer_.Resolve(name, type).empty()) return true;
    return false;
  }

  // A short form of a name that the text has in full and the gazetteer knows ("Rockwell").
  bool ShortOfKnown(std::string_view name) const {
    const std::string start = std::string(name) + " ";
    const auto known = known_.lower_bound(start);
    return known != known_.end() && known->starts_with(start);
  }

  // "Agency for Healthcare Research" goes on with "and Quality": what an office is for is often two things.
  size_t WithSecondPart(size_t begin, size_t end) const {
    constexpr std::string_view kAnd = " and ";
    const std::string_view name = Surface(begin, end);
    const size_t for_what = std::max(name.rfind(" for ") + 1, name.rfind(" of ") + 1);  // 0 when neither is there
    if (for_what == 0 || KindOfOrganisation(name) != MentionType::kAgency || text_.substr(end, kAnd.size()) != kAnd)
      return end;
    NameToken token;
    const bool second = NextNameToken(text_, end + kAnd.size(), token) && token.begin == end + kAnd.size() &&
                        StartsWithCapital(text_, token.begin);
    return second && !InKnown(token.begin, token.end) ? token.end : end;
  }

  void Add(size_t begin, size_t end, uint32_t given) {
    begin = signs_.TrimmedBegin(begin, end);
    if (Surface(begin, end).starts_with("The ") && end - begin > 4) begin += 4;
    if (given == 0) end = WithSecondPart(begin, end);
    const std::string_view name = Surface(begin, end);
    if (!MayBeName(name) || InHeading(begin, end)) return;
    Candidate candidate{begin, end, given, InHeadline(begin), ProvisionalIdOf(name)};
    if (candidate.id.empty()) return;
    const auto [entry, fresh] = unfit_.try_emplace(std::string(name), false);
    if (fresh) entry->second = Listed(name) || ShortOfKnown(name);
    if (entry->second) return;
    if (!candidate.headline) candidate.signs |= signs_.Of(begin, end);
    const std::string base(WithoutLegalForm(name));
    const bool person = people_.contains(base) && !told_.contains(base) && !(candidate.signs & kStrongVendorSigns);
    if (!person) candidates_.push_back(std::move(candidate));
  }

  // What the surroundings give away, where nothing known stands.
  void AddPatterns() {
    std::vector<std::pair<size_t, size_t>> taken;
    for (const Mention& mention : analysis_.mentions) {
      const bool name = mention.type == MentionType::kProduct || mention.type == MentionType::kPerson ||
                        mention.type == MentionType::kCve ||
                        (IsOrganisation(mention.type) && (!mention.id.empty() || mention.via == Via::kReference));
      if (name) taken.emplace_back(mention.begin, mention.end);
    }
    size_t next = 0;
    for (const auto& [begin, end] : signs_.Find()) {
      while (next < taken.size() && taken[next].second <= begin) ++next;
      const bool overlaps = next < taken.size() && taken[next].first < end;
      // One word that the tagger takes for a person is none behind "the spyware vendor".
      const bool one_word = people_.count(std::string(Surface(begin, end))) > 0 &&
                            Surface(begin, end).find(' ') == std::string_view::npos;
      if (overlaps && !(one_word && taken[next].first == begin && (signs_.Of(begin, end) & SignBit(Sign::kApposition))))
        continue;
      Add(begin, end, 0);
    }
  }

  // Vendors that the document's data names, wherever the text has them as whole words.
  void AddStated(const std::string& vendor) {
    // Not "multiple", "n/a".
    if (vendor.size() < 3 || !StartsWithCapital(vendor, 0) || !MayBeName(vendor) || Listed(vendor)) return;
    AddEverywhere(vendor, SignBit(Sign::kStated));
    if (const std::string base(WithoutLegalForm(vendor)); base != vendor) AddEverywhere(base, SignBit(Sign::kStated));
  }

  // A name that a strong sign tells once is meant wherever the text repeats it: one of several words, or a single one
  // that English does not have.
  void AddRepetitions() {
    constexpr size_t kMostSurfaces = 100;  // keeps a hostile text linear
    for (const Candidate& candidate : candidates_) {
      const std::string name(WithoutLegalForm(Surface(candidate.begin, candidate.end)));
      constexpr size_t kShortestWord = 4;
      const bool rare =
          name.size() >= kShortestWord && Lexicon::English().Find(name) == 0 && !NameSigns::IsPlaceWord(FoldCase(name));
      if ((candidate.signs & kStrongVendorSigns) && (rare || name.find(' ') != std::string::npos)) told_.insert(name);
    }
    if (told_.size() > kMostSurfaces) return;
    for (const std::string& surface : told_) AddEverywhere(surface, 0);
  }

  void AddEverywhere(const std::string& name, uint32_t given) {
    constexpr size_t kMostPlaces = 200;
    size_t places = 0;
    for (size_t at = text_.find(name); at != std::string_view::npos && places < kMostPlaces;
         at = text_.find(name, at + name.size())) {
      const size_t end = at + name.size();
      const bool whole = (at == 0 || !IsWordByte(text_[at - 1])) && (end >= text_.size() || !IsWordByte(text_[end]));
      if (!whole || InKnown(at, end)) continue;
      Add(at, std::max(end, EndOfLegalForm(text_, end)), given);
      ++places;
    }
  }
  static bool IsWordByte(char c) {
    return kNameByteClass[static_cast<unsigned char>(c)] != 0 && kNameByteClass[static_cast<unsigned char>(c)] != 4;
  }

  bool InKnown(size_t begin, size_t end) const {
    auto it = std::lower_bound(analysis_.mentions.begin(), analysis_.mentions.end(), end,
                               [](const Mention& m, size_t at) { return m.begin < at; });
    for (int looked = 0; it != analysis_.mentions.begin() && looked < 20; ++looked) {
      --it;
      // A person's name blocks what is a part of it ("Evelyn Rothschild"), not what the tagger took wholly for one.
      const bool part_of_person = it->type == MentionType::kPerson && (it->begin < begin || it->end > end);
      const bool other = part_of_person || it->type == MentionType::kProduct;
      if ((other || (IsOrganisation(it->type) && !it->id.empty())) && it->end > begin) return true;
    }
    return false;
  }

  bool InHeading(size_t begin, size_t end) const {
    const auto after = std::upper_bound(blocks_.begin(), blocks_.end(), begin,
                                        [](size_t at, const corpus::Block& block) { return at < block.begin; });
    if (after == blocks_.begin()) return !blocks_.empty();
    const corpus::Block& block = *std::prev(after);
    return block.kind == corpus::BlockKind::kHeading || end > block.end;
  }

  void FindHeadlines() {
    for (const Statement& statement : analysis_.statements) {
      size_t words = 0, capitals = 0;
      NameToken token;
      for (size_t at = statement.begin; NextNameToken(text_, at, token) && token.end <= statement.end; at = token.end) {
        if (token.end - token.begin < 3) continue;  // "of", "in"
        ++words;
        capitals += StartsWithCapital(text_, token.begin);
      }
      if (words >= 4 && static_cast<double>(capitals) > kMostCapitals * static_cast<double>(words))
        headlines_.push_back({statement.begin, statement.end});
    }
  }
  bool InHeadline(size_t at) const {
    const auto after = std::upper_bound(headlines_.begin(), headlines_.end(), std::pair{at, SIZE_MAX});
    return after != headlines_.begin() && std::prev(after)->second > at;
  }

  // Of two that overlap the longer one stays, with the signs of both.
  void DropOverlaps() {
    std::vector<Candidate> kept;
    for (Candidate& candidate : candidates_) {
      if (kept.empty() || candidate.begin >= kept.back().end) {
        kept.push_back(std::move(candidate));
        continue;
      }
      Candidate& held = kept.back();
      if (candidate.id == held.id || (candidate.begin == held.begin && candidate.end == held.end))
        held.signs |= candidate.signs;
      const bool longer = candidate.end - candidate.begin > held.end - held.begin;
      if (longer && (candidate.signs & kStrongVendorSigns)) held = std::move(candidate);
    }
    candidates_ = std::move(kept);
  }

  // "Acme" stands for "Acme Widgets" where the text has one such full name, and that one is surely a company.
  void JoinShortForms() {
    std::map<std::string, uint32_t> signs;  // id -> all signs
    for (const Candidate& candidate : candidates_) signs[candidate.id] |= candidate.signs;
    std::map<std::string, std::string> full;
    for (const auto& [id, bits] : signs) {
      std::string found;
      size_t matches = 0;
      const std::string start = id + "-";
      for (auto it = signs.lower_bound(start); it != signs.end() && it->first.starts_with(start); ++it) {
        if (!(it->second & kStrongVendorSigns)) continue;
        ++matches;
        found = it->first;
      }
      // The end of a full name: "Cameras Inc" of "Security Cameras Inc".
      const std::string ending = "-" + id.substr(1);
      if (matches == 0 && signs.size() <= kMostNames)
        for (const auto& [other, other_bits] : signs) {
          if (!other.ends_with(ending) || !(other_bits & kStrongVendorSigns)) continue;
          ++matches;
          found = other;
        }
      if (matches == 1 && !(bits & (kOtherSigns | kAgencySigns))) full[id] = found;
    }
    JoinAcronyms(full);
    for (Candidate& candidate : candidates_) {
      const auto found = full.find(candidate.id);
      if (found != full.end()) candidate.id = found->second;
    }
  }

  // "Acme Widgets (AW)": the acronym is the name.
  void JoinAcronyms(std::map<std::string, std::string>& full) const {
    for (size_t i = 1; i < candidates_.size(); ++i) {
      const Candidate& name = candidates_[i - 1];
      const Candidate& acronym = candidates_[i];
      const std::string_view between = text_.substr(name.end, acronym.begin - std::min(acronym.begin, name.end));
      if ((between != " (" && between != " (\"" && between != " (\xE2\x80\x9C") || acronym.end - acronym.begin > 12)
        continue;
      std::string initials;
      for (std::string_view word : WordsOfName(Surface(name.begin, name.end)))
        if (StartsWithCapital(word, 0)) initials += word[0];
      if (initials.starts_with(Surface(acronym.begin, acronym.end)) && acronym.end - acronym.begin >= 2)
        full[acronym.id] = name.id;
    }
  }

  size_t StatementAt(size_t position) const {
    const auto after = std::upper_bound(analysis_.statements.begin(), analysis_.statements.end(), position,
                                        [](size_t at, const Statement& statement) { return at < statement.begin; });
    if (after == analysis_.statements.begin() || std::prev(after)->end <= position) return SIZE_MAX;
    return static_cast<size_t>(std::prev(after) - analysis_.statements.begin());
  }

  UnlistedNames Gather() const {
    UnlistedNames out;
    struct Tally {
      size_t index = 0;
      uint32_t signs = 0;
      std::map<std::string, size_t> forms;
      std::map<size_t, uint32_t> statements;
    };
    std::unordered_map<std::string, Tally> tallies;
    for (const Candidate& candidate : candidates_) {
      const size_t statement = StatementAt(candidate.begin);
      if (statement == SIZE_MAX || candidate.end > analysis_.statements[statement].end) continue;
      if (tallies.size() >= kMostNames && !tallies.count(candidate.id)) continue;
      Tally& tally = tallies[candidate.id];
      if (tally.forms.empty()) {
        tally.index = out.names.size();
        out.names.emplace_back().id = candidate.id;
      }
      tally.signs |= candidate.signs;
      ++tally.forms[CollapseWhiteSpace(Surface(candidate.begin, candidate.end))];
      tally.statements[statement] |= candidate.signs;
      out.mentions.push_back({candidate.begin, candidate.end, tally.index});
    }
    for (const auto& [id, tally] : tallies) {
      LearnedName& name = out.names[tally.index];
      name.documents = 1;
      name.sentences = tally.statements.size();
      name.forms.assign(tally.forms.begin(), tally.forms.end());
      std::stable_sort(name.forms.begin(), name.forms.end(),
                       [](const auto& a, const auto& b) { return a.second > b.second; });
      if (name.forms.size() > kMostForms) name.forms.resize(kMostForms);
      for (int i = 0; i < static_cast<int>(Sign::kCount); ++i)
        if (tally.signs & SignBit(static_cast<Sign>(i))) name.signs.emplace_back(static_cast<Sign>(i), 1);
      Introduce(tally.statements, name);
    }
    return out;
  }

  // The first sentence with a strong sign, then the first of all.
  void Introduce(const std::map<size_t, uint32_t>& statements, LearnedName& name) const {
    std::vector<std::pair<size_t, uint32_t>> ordered(statements.begin(), statements.end());
    constexpr size_t kShortest = 40;  // bytes; a shorter one is a list's entry or a caption
    const auto rank = [&](const std::pair<size_t, uint32_t>& said) {
      const Statement& statement = analysis_.statements[said.first];
      const int signs = (said.second & kStrongVendorSigns) ? 0
                        : (said.second & kAgencySigns)     ? 1
                        : said.second != 0                 ? 2
                                                           : 3;
      return 2 * signs + (statement.end - statement.begin < kShortest ? 3 : 0);
    };
    std::stable_sort(ordered.begin(), ordered.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
    for (const auto& [index, signs] : ordered) {
      if (name.introductions.size() == 2) break;
      const Statement& statement = analysis_.statements[index];
      if (statement.end - statement.begin > kLongestSentence && !name.introductions.empty()) continue;
      Introduction introduction;
      introduction.sentence = text_.substr(statement.begin, statement.end - statement.begin);
      introduction.signs = signs;
      name.introductions.push_back(std::move(introduction));
    }
  }

  const Gazetteer& gazetteer_;
  std::string_view text_;
  const std::vector<corpus::Block>& blocks_;
  const Analysis& analysis_;
  NameSigns signs_;
  std::unordered_set<std::string> people_;
  std::set<std::string> known_;                  // surfaces of listed names
  std::unordered_map<std::string, bool> unfit_;  // by surface: listed, or short for a listed one
  std::set<std::string> told_;                   // surfaces that a strong sign tells somewhere
  std::vector<std::pair<size_t, size_t>> headlines_;
  std::vector<Candidate> candidates_;
};

}  // namespace

namespace {

// The same analysis of the text without what is unseen.
Analysis Seen(const SeenText& seen, Analysis analysis) {
  for (Mention& mention : analysis.mentions) seen.MoveFromSource(mention);
  for (Statement& statement : analysis.statements) seen.MoveFromSource(statement);
  return analysis;
}

UnlistedNames FindIn(const Gazetteer& gazetteer, std::string_view text, const std::vector<corpus::Block>& blocks,
                     const Analysis& analysis, const std::vector<std::string>& stated) {
  return Collector(gazetteer, text, blocks, analysis).Run(stated);
}

}  // namespace

UnlistedNames FindUnlistedNames(const Gazetteer& gazetteer, std::string_view text,
                                const std::vector<corpus::Block>& blocks, const Analysis& analysis,
                                const std::vector<std::string>& stated) {
  if (!HoldsUnseen(text)) return FindIn(gazetteer, text, blocks, analysis, stated);
  const SeenText seen(text);
  std::vector<corpus::Block> seen_blocks = blocks;
  for (corpus::Block& block : seen_blocks) seen.MoveFromSource(block);
  UnlistedNames names = FindIn(gazetteer, seen.text(), seen_blocks, Seen(seen, analysis), stated);
  for (UnlistedMention& mention : names.mentions) seen.MoveToSource(mention);
  // What is quoted stays as it was captured.
  std::unordered_map<std::string, std::string> quoted;
  for (const Statement& statement : analysis.statements) {
    const std::string sentence(text.substr(statement.begin, statement.end - statement.begin));
    if (HoldsUnseen(sentence)) quoted.emplace(WithoutUnseen(sentence), sentence);
  }
  for (LearnedName& name : names.names) {
    for (Introduction& introduction : name.introductions) {
      if (const auto source = quoted.find(introduction.sentence); source != quoted.end())
        introduction.sentence = source->second;
    }
  }
  return names;
}

}  // namespace dossier::indexer
