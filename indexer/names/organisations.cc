#include "indexer/names/organisations.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <unordered_map>

#include "corpus/base/case_folding.h"
#include "corpus/base/utf8.h"
#include "indexer/gazetteer/legal_forms.h"
#include "indexer/tagger/tagger.h"

namespace dossier::indexer {
namespace {

// Words that make an organisation a public body wherever they stand in its name, as a whole word in lower case.
constexpr std::array kAgencyWords = {"ministry",   "department",   "agency",      "bureau",   "commission",
                                     "committee",  "parliament",   "senate",      "tribunal", "embassy",
                                     "police",     "directorate",  "secretariat", "cabinet",  "prosecutor",
                                     "coastguard", "inspectorate", "legislature", "assembly"};
constexpr std::array kOutletWords = {"times",        "post",    "herald",    "gazette",  "tribune", "daily",
                                     "newspaper",    "journal", "chronicle", "observer", "news",    "magazine",
                                     "broadcasting", "radio",   "tv",        "newswire"};
constexpr std::array kCompanyWords = {"technologies",       "technology",     "electronics", "software",
                                      "semiconductor",      "semiconductors", "networks",    "telecom",
                                      "telecommunications", "communications", "systems",     "solutions",
                                      "industries",         "motors",         "airlines",    "airways",
                                      "pharmaceuticals",    "therapeutics",   "holdings",    "securities",
                                      "ventures",           "capital",        "bank",        "energy",
                                      "petroleum",          "motor",          "labs",        "robotics",
                                      "entertainment",      "studios",        "insurance"};

template <class Words>
bool Contains(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// The lower-case words of a name.
std::vector<std::string> WordsOf(std::string_view name) {
  std::vector<std::string> words;
  for (const TaggerToken& token : TokenizeForTagger(name)) {
    if (token.word) words.push_back(FoldCase(name.substr(token.begin, token.end - token.begin)));
  }
  return words;
}

// The first letters of a name's capitalised words: "Zhongxing Telecommunication Equipment" gives "ZTE".
std::string InitialsOf(std::string_view name) {
  std::string initials;
  for (const TaggerToken& token : TokenizeForTagger(name)) {
    if (token.upper) initials += name[token.begin];
  }
  return initials;
}

// Spans taken so far, so that nothing overlaps.
class Taken {
 public:
  explicit Taken(const std::vector<KnownSpan>& known) {
    for (const KnownSpan& span : known) Add(span.begin, span.end);
  }
  bool Free(size_t begin, size_t end) const {
    auto next = std::upper_bound(spans_.begin(), spans_.end(), std::pair{begin, size_t{0} - 1});
    if (next != spans_.end() && next->first < end) return false;
    return next == spans_.begin() || std::prev(next)->second <= begin;
  }
  void Add(size_t begin, size_t end) {
    spans_.insert(std::upper_bound(spans_.begin(), spans_.end(), std::pair{begin, end}), {begin, end});
  }
  void Remove(size_t begin, size_t end) { std::erase(spans_, std::pair{begin, end}); }

 private:
  std::vector<std::pair<size_t, size_t>> spans_;
};

bool IsOrganisation(const OtherName& name) {
  return name.type != MentionType::kPerson && name.type != MentionType::kPlace;
}

// One word is one thing in one document: when most places say it is an organisation, the others are too; when few of
// many do, none is. Words inside longer names do not vote.
void AgreeOnSingleWords(std::string_view text, std::vector<OtherName>& names, Taken& taken) {
  struct Votes {
    size_t seen = 0, organisation = 0, other = 0;
    MentionType type = MentionType::kOrganisation;
  };
  const auto surface_of = [&](const OtherName& name) { return text.substr(name.begin, name.end - name.begin); };
  std::unordered_map<std::string_view, Votes> votes;
  for (const OtherName& name : names) {
    const std::string_view surface = surface_of(name);
    if (surface.find(' ') != std::string_view::npos) continue;
    Votes& vote = votes[surface];
    (IsOrganisation(name) ? vote.organisation : vote.other) += 1;
    if (IsOrganisation(name)) vote.type = name.type;
  }
  if (votes.empty()) return;
  std::vector<std::pair<size_t, size_t>> untagged;
  for (const TaggerToken& token : TokenizeForTagger(text)) {
    if (!token.upper) continue;
    const auto found = votes.find(text.substr(token.begin, token.end - token.begin));
    if (found == votes.end()) continue;
    if (taken.Free(token.begin, token.end)) {
      ++found->second.seen;
      untagged.emplace_back(token.begin, token.end);
    }
  }
  const auto share = [](const Votes& vote) {
    return static_cast<double>(vote.organisation) / static_cast<double>(vote.seen + vote.organisation + vote.other);
  };
  constexpr double kMost = 0.5, kFew = 0.3;
  constexpr size_t kMany = 3;
  std::erase_if(names, [&](const OtherName& name) {
    const auto found = votes.find(surface_of(name));
    if (found == votes.end() || !IsOrganisation(name)) return false;
    return found->second.seen + found->second.organisation + found->second.other >= kMany &&
           share(found->second) < kFew;
  });
  for (const auto& [begin, end] : untagged) {
    const Votes& vote = votes[text.substr(begin, end - begin)];
    if (vote.organisation < 2 || share(vote) < kMost || !taken.Free(begin, end)) continue;
    names.push_back({begin, end, vote.type, Via::kTagger});
    taken.Add(begin, end);
  }
}

// Adds every free place where the text has `surface` as whole words.
void AddEverywhere(std::string_view text, std::string_view surface, MentionType type, Via via,
                   std::vector<OtherName>& names, Taken& taken) {
  for (size_t at = text.find(surface); at != std::string_view::npos; at = text.find(surface, at + surface.size())) {
    const size_t end = at + surface.size();
    if (!IsWordBoundary(text, at) || !IsWordBoundary(text, end) || !taken.Free(at, end)) continue;
    names.push_back({at, end, type, via});
    taken.Add(at, end);
  }
}

using Surfaces = std::map<std::string_view, MentionType>;

// Acronyms that the text defines in brackets after an organisation's name: "Zhongxing Telecommunication Equipment
// (ZTE)".
Surfaces DefinedAcronyms(std::string_view text, const std::vector<OtherName>& names) {
  constexpr size_t kLongest = 12;
  Surfaces acronyms;
  for (const OtherName& name : names) {
    if (!IsOrganisation(name) || text.substr(name.end, 2) != " (") continue;
    const size_t close = text.find(')', name.end);
    if (close == std::string_view::npos || close - name.end > kLongest) continue;
    const std::string_view acronym = text.substr(name.end + 2, close - name.end - 2);
    if (acronym.size() >= 2 && InitialsOf(text.substr(name.begin, name.end - name.begin)).starts_with(acronym))
      acronyms.emplace(acronym, name.type);
  }
  return acronyms;
}

// What the text itself defines beats what the tagger thought of it: people and places around a defined acronym go.
void DropContradicted(std::string_view text, const Surfaces& acronyms, std::vector<OtherName>& names, Taken& taken) {
  std::erase_if(names, [&](const OtherName& name) {
    if (IsOrganisation(name)) return false;
    const std::string_view surface = text.substr(name.begin, name.end - name.begin);
    for (const TaggerToken& token : TokenizeForTagger(surface)) {
      if (!acronyms.contains(surface.substr(token.begin, token.end - token.begin))) continue;
      taken.Remove(name.begin, name.end);
      return true;
    }
    return false;
  });
}

// An organisation named in several words is found again wherever the text repeats it, and so is the acronym that the
// text defines for it.
void AddRepetitions(std::string_view text, std::vector<OtherName>& names, Taken& taken) {
  const Surfaces acronyms = DefinedAcronyms(text, names);
  if (!acronyms.empty()) DropContradicted(text, acronyms, names, taken);
  Surfaces surfaces;
  for (const OtherName& name : names) {
    const std::string_view surface = text.substr(name.begin, name.end - name.begin);
    if (IsOrganisation(name) && surface.find(' ') != std::string_view::npos) surfaces.emplace(surface, name.type);
  }
  constexpr size_t kMostSurfaces = 200;  // keeps a hostile text linear
  if (surfaces.size() + acronyms.size() > kMostSurfaces) return;
  for (const auto& [surface, type] : surfaces) AddEverywhere(text, surface, type, Via::kTagger, names, taken);
  for (const auto& [acronym, type] : acronyms) AddEverywhere(text, acronym, type, Via::kAcronym, names, taken);
}

}  // namespace

MentionType KindOfOrganisation(std::string_view name) {
  if (EndOfLegalForm(name, WithoutLegalForm(name).size()) > WithoutLegalForm(name).size()) return MentionType::kVendor;
  const std::vector<std::string> words = WordsOf(name);
  if (words.empty()) return MentionType::kOrganisation;
  for (const std::string& word : words) {
    if (Contains(kAgencyWords, word)) return MentionType::kAgency;
  }
  if (words.size() > 1 && Contains(kOutletWords, words.back())) return MentionType::kOutlet;
  if (words.size() > 1 && Contains(kCompanyWords, words.back())) return MentionType::kVendor;
  return MentionType::kOrganisation;
}

std::vector<OtherName> FindOtherNames(std::string_view text, const std::vector<KnownSpan>& known) {
  return FindOtherNames(Tagger::Embedded(), text, known);
}

std::vector<OtherName> FindOtherNames(const Tagger& tagger, std::string_view text,
                                      const std::vector<KnownSpan>& known) {
  std::vector<OtherName> names;
  Taken taken(known);
  for (const TaggedName& tagged : tagger.Tag(text, known)) {
    OtherName name{tagged.begin, tagged.end, MentionType::kOrganisation, Via::kTagger};
    if (tagged.type == NameType::kPerson) {
      name.type = MentionType::kPerson;
    } else if (tagged.type == NameType::kPlace) {
      name.type = MentionType::kPlace;
    } else {
      name.end = std::max(name.end, EndOfLegalForm(text, name.end));
      name.type = KindOfOrganisation(text.substr(name.begin, name.end - name.begin));
    }
    if (!taken.Free(name.begin, name.end)) continue;
    taken.Add(name.begin, name.end);
    names.push_back(name);
  }
  AgreeOnSingleWords(text, names, taken);
  AddRepetitions(text, names, taken);
  std::sort(names.begin(), names.end(), [](const OtherName& a, const OtherName& b) { return a.begin < b.begin; });
  return names;
}

}  // namespace dossier::indexer
