#include "indexer/names/signs.h"

#include <algorithm>
#include <array>
#include <string>

#include "corpus/base/case_folding.h"
#include "corpus/base/utf8.h"
#include "indexer/gazetteer/legal_forms.h"
#include "indexer/gazetteer/name_tokens.h"
#include "indexer/names/organisations.h"
#include "indexer/names/words.h"
#include "indexer/tagger/features.h"
#include "indexer/text/lexicon.h"

namespace dossier::indexer {
namespace {

constexpr int kLongestNameWords = 7;     // words
constexpr int kLongestDescription = 14;  // tokens between "a" and the noun that tells the kind

// Nouns that make what they stand before or describe a company, whatever else is said.
constexpr std::array<std::string_view, 29> kCompanyNouns = {
    "company",      "firm",      "giant",     "maker",      "manufacturer", "vendor",   "startup",     "chipmaker",
    "conglomerate", "automaker", "carmaker",  "drugmaker",  "phonemaker",   "retailer", "telco",       "insurer",
    "lender",       "airline",   "brokerage", "subsidiary", "corporation",  "unicorn",  "distributor", "wholesaler",
    "shipbuilder",  "toymaker",  "shipmaker", "gamemaker",  "chipmakers"};
// The same of a description; before a name they may as well be a person's trade ("developer Jane Roe").
constexpr std::array<std::string_view, 12> kLooseCompanyNouns = {"provider", "supplier",   "developer", "operator",
                                                                 "carrier",  "contractor", "bank",      "unit",
                                                                 "reseller", "integrator", "publisher", "seller"};
constexpr std::array<std::string_view, 6> kPluralCompanyNouns = {"companies", "firms",     "manufacturers",
                                                                 "vendors",   "providers", "startups"};
constexpr std::array<std::string_view, 8> kAgencyNouns = {"regulator",  "watchdog", "agency",      "ministry",
                                                          "commission", "bureau",   "directorate", "authority"};
// "Agency" and the like are businesses behind these.
constexpr std::array<std::string_view, 20> kBusinessAgency = {
    "marketing", "advertising", "ad",       "travel",     "creative", "talent",  "news",
    "staffing",  "rating",      "ratings",  "credit",     "pr",       "digital", "design",
    "modelling", "modeling",    "branding", "employment", "estate",   "seo"};
constexpr std::array<std::string_view, 40> kOtherNouns = {
    "university",  "college",    "institute", "school",     "nonprofit",    "non-profit",   "charity",    "foundation",
    "association", "union",      "party",     "team",       "band",         "club",         "league",     "museum",
    "church",      "hospital",   "tank",      "ngo",        "organization", "organisation", "coalition",  "consortium",
    "alliance",    "federation", "movement",  "gang",       "militia",      "group",        "collective", "network",
    "project",     "program",    "programme", "conference", "festival",     "podcast",      "tournament", "society"};
// Last or first words of names that are neither company nor agency.
constexpr std::array<std::string_view, 39> kOtherNameWords = {
    "university", "college", "institute", "school",     "academy",    "foundation", "association", "union",
    "federation", "league",  "society",   "alliance",   "coalition",  "council",    "museum",      "church",
    "hospital",   "party",   "fc",        "club",       "committee",  "center",     "centre",      "conference",
    "festival",   "army",    "forces",    "team",       "consortium", "initiative", "project",     "program",
    "programme",  "library", "orchestra", "tournament", "podcast",    "movement",   "institution"};
constexpr std::array<std::string_view, 8> kMadeVerbs = {"made",     "manufactured", "sold",        "marketed",
                                                        "acquired", "produced",     "distributed", "supplied"};
constexpr std::array<std::string_view, 6> kChiefs = {"ceo", "cto", "cfo", "coo", "ciso", "cofounder"};
constexpr std::array<std::string_view, 8> kMakesVerbs = {"sells",   "manufactures", "develops", "produces",
                                                         "markets", "builds",       "designs",  "distributes"};
constexpr std::array<std::string_view, 16> kExchanges = {"NASDAQ", "Nasdaq", "NYSE", "LSE", "TSX", "ASX",
                                                         "HKEX",   "SEHK",   "TYO",  "TSE", "SSE", "SZSE",
                                                         "OTC",    "AMEX",   "KRX",  "BSE"};

// Forms that are no word or abbreviation of anything else. The others ("Group", "Limited", "SE", "AG") need a further
// sign, and "PLC" in capitals is a controller.
constexpr std::array<std::string_view, 18> kTellingForms = {"inc", "incorporated", "corp", "corporation", "co",  "ltd",
                                                            "llc", "llp",          "gmbh", "spa",         "pty", "pte",
                                                            "bhd", "kgaa",         "oyj",  "pjsc",        "pvt", "a/s"};
// "Your Texas LLC", "New York LLC": a form behind a place is a kind of company, not one.
constexpr std::array<std::string_view, 6> kPlacePrefixes = {"new", "north", "south", "east", "west", "united"};
// What "maker" names besides companies: "one of the best coffee makers".
constexpr std::array<std::string_view, 8> kAppliances = {"coffee", "espresso", "bread",  "ice",
                                                         "tea",    "pasta",    "waffle", "popcorn"};

template <class Words>
bool In(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// The kind that the noun of a description tells, as a sign; 0 for other nouns.
uint32_t SignOfNoun(std::string_view noun, std::string_view before, bool plural, bool strict) {
  if (noun == "maker" && In(kAppliances, before)) return 0;
  if (In(kCompanyNouns, noun) || (!strict && In(kLooseCompanyNouns, noun)) || (plural && In(kPluralCompanyNouns, noun)))
    return SignBit(Sign::kDescribed);
  if (In(kAgencyNouns, noun))
    return In(kBusinessAgency, before) ? SignBit(Sign::kDescribed) : SignBit(Sign::kAgencyDescribed);
  if (In(kOtherNouns, noun)) return SignBit(Sign::kOtherDescribed);
  return 0;
}

bool HasTellingForm(std::string_view tail) {
  for (const TaggerToken& token : TokenizeForTagger(tail)) {
    std::string word = FoldCase(tail.substr(token.begin, token.end - token.begin));
    while (!word.empty() && word.back() == '.') word.pop_back();
    if (In(kTellingForms, word)) return true;
    if (word == "plc" && tail.substr(token.begin, 3) != "PLC") return true;
  }
  return tail.find("S.p.A") != std::string_view::npos || tail.find("B.V") != std::string_view::npos ||
         tail.find("N.V") != std::string_view::npos || tail.find("S.r.l") != std::string_view::npos ||
         tail.find("L.L.C") != std::string_view::npos;
}

}  // namespace

// As the tagger's word classes have them, told by one word of each class.
bool NameSigns::IsPlaceWord(std::string_view lower) {
  const TaggerWords& words = TaggerWords::Embedded();
  static const uint32_t kPlaces = words.ClassesOf("zimbabwe") | words.ClassesOf("minnesota") |
                                  words.ClassesOf("taiwanese") | words.ClassesOf("pyongyang");
  return (words.ClassesOf(lower) & kPlaces) != 0;
}

NameSigns::NameSigns(std::string_view text) : text_(text), tokens_(TokenizeForTagger(text)) {}

std::string NameSigns::Lower(Index i) const { return Within(i) ? FoldCase(Text(i)) : ""; }

NameSigns::Index NameSigns::FirstAt(size_t begin) const {
  const auto found = std::lower_bound(tokens_.begin(), tokens_.end(), begin,
                                      [](const TaggerToken& token, size_t at) { return token.end <= at; });
  return static_cast<Index>(found - tokens_.begin());
}

uint32_t NameSigns::OwnWords(std::string_view name) const {
  uint32_t signs = 0;
  const std::string_view base = WithoutLegalForm(name);
  bool only_places = true, generic = true;
  size_t words = 0, letters = 0;
  std::string first, last;
  for (const TaggerToken& token : TokenizeForTagger(base)) {
    if (!token.word) continue;
    last = FoldCase(base.substr(token.begin, token.end - token.begin));
    if (words++ == 0) first = last;
    letters += last.size();
    only_places = only_places && (IsPlaceWord(last) || In(kPlacePrefixes, last));
    generic = generic && (last == "limited" || last == "liability" || last == "private" || last == "public");
  }
  const bool state = words == 1 && base.size() == 2 && IsAllCapitals(base);  // "NY LLC"
  const bool formed = base.size() < name.size() && HasTellingForm(name.substr(base.size()));
  if (formed && !only_places && !generic && !state && letters >= 2) signs |= SignBit(Sign::kLegalForm);
  if (words < 2) return signs;
  if (In(kOtherNameWords, last) || In(kOtherNameWords, first)) return signs | SignBit(Sign::kOtherWord);
  switch (KindOfOrganisation(base)) {
    case MentionType::kVendor:
      signs |= only_places ? 0u : SignBit(Sign::kCompanyWord);
      break;
    case MentionType::kAgency:
      signs |= SignBit(Sign::kAgencyWord);
      break;
    case MentionType::kOutlet:
      signs |= SignBit(Sign::kOutletWord);
      break;
    default:
      break;
  }
  return signs;
}

// Whether nothing behind token i goes on with a compound noun: "the company Acme said", not "the company Slack
// channel".
bool NameSigns::EndsNounPhrase(Index i) const {
  const Index next = i + 1;
  if (!Continues(next) || !At(next).word || At(next).glued) return true;
  const Lexicon& english = Lexicon::English();
  const uint32_t entry = english.Find(Text(next));
  constexpr std::array<std::string_view, 12> kPasts = {"took", "gave", "sold", "built", "won", "began",
                                                       "ran",  "held", "went", "came",  "got", "led"};
  const std::string word = Lower(next);
  if (In(kPasts, word) || word.ends_with("ed")) return true;
  if (entry == 0) return false;
  if ((english.forms(entry) & kVerbForms) != 0 || english.forms(entry) == 0) return true;
  return english.Is(entry, WordClass::kPreposition) || english.Is(entry, WordClass::kAdverb);
}

// "spyware vendor X", "start-up X", "its parent company, X,".
uint32_t NameSigns::Before(Index first, Index last) const {
  Index i = first - 1;
  if (!Continues(first)) return 0;
  bool comma = false;
  if (Within(i) && Text(i) == ",") {
    comma = true;
    --i;
  }
  if (!IsLowerWord(i) || !EndsNounPhrase(last)) return 0;
  std::string noun = Lower(i);
  if (noun == "up" && Lower(i - 1) == "-" && Lower(i - 2) == "start") noun = "startup";
  const std::string before = Lower(i - 1);
  const Lexicon& english = Lexicon::English();
  if (comma) {
    // "the hospital operator, Acme, said": the comma must close again, and the noun must be a definite one.
    const Index next = last + 1;
    if (!Within(next) || (Text(next) != "," && Text(next) != ".") || !In(kCompanyNouns, noun)) return 0;
    for (Index j = i - 1; j > i - 6 && Continues(j + 1); --j) {
      const uint32_t entry = english.Find(Text(j));
      if (english.Is(entry, WordClass::kDefinite) || english.Is(entry, WordClass::kPossessive) || Text(j) == "'s" ||
          Text(j) == "\xE2\x80\x99s")
        return SignBit(Sign::kApposition);
    }
    return 0;
  }
  if (In(kCompanyNouns, noun)) {
    // "the company URL": an acronym behind a bare noun names a thing of the company.
    const std::string_view name = text_.substr(At(first).begin, At(last).end - At(first).begin);
    const bool capitals =
        first == last && std::none_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    const uint32_t entry = english.Find(Text(std::max(0, i - 1)));
    const bool bare = i == 0 || !At(i - 1).word || english.Is(entry, WordClass::kDeterminer) ||
                      english.Is(entry, WordClass::kPossessive) || english.Is(entry, WordClass::kPreposition);
    return (capitals || noun == "giant") && bare ? 0 : SignBit(Sign::kApposition);  // "a giant AppStore"
  }
  if (noun == "group" || noun == "gang" || noun == "nonprofit" || noun == "charity" || noun == "team" ||
      noun == "band" || noun == "tank")
    return SignBit(Sign::kOtherDescribed);
  if (noun == "regulator" || noun == "watchdog") return SignBit(Sign::kAgencyDescribed);
  if (noun == "agency" && !In(kBusinessAgency, before)) return SignBit(Sign::kAgencyDescribed);
  return 0;
}

// The noun of "a small Danish maker of ...", `determiner` being the "a".
uint32_t NameSigns::Description(Index determiner, bool strict) const {
  Index i = determiner + 1;
  const bool one_of = Lower(determiner) == "one" && Lower(i) == "of";
  if (one_of) ++i;
  const Lexicon& english = Lexicon::English();
  for (Index stop = i + kLongestDescription; i < stop && Continues(i); ++i) {
    if (!At(i).word) {
      if (Text(i) == "-" || Text(i) == "&" || Text(i) == "\xE2\x80\x91" || Text(i) == "\"") continue;
      return 0;
    }
    if (At(i).upper) continue;
    const std::string word = Lower(i);
    const uint32_t entry = english.Find(word);
    const bool nonprofit = word == "profit" && Lower(i - 2) == "non";
    const uint32_t sign = nonprofit ? SignBit(Sign::kOtherDescribed) : SignOfNoun(word, Lower(i - 1), one_of, strict);
    if (sign != 0) {
      const Index next = i + 1;
      if (!Continues(next) || !At(next).word) {
        const std::string_view mark = Within(next) ? Text(next) : std::string_view();
        const bool owns = mark == "'s" || mark == "\xE2\x80\x99s";  // "the company's chairman"
        const bool compound = mark == "-" && At(next).glued;        // "a company-wide ban"
        return owns || compound ? 0 : sign;
      }
      const uint32_t follower = english.Find(Text(next));
      const std::string after = Lower(next);
      const bool ends = english.Is(follower, WordClass::kPreposition) || english.Is(follower, WordClass::kPronoun) ||
                        english.Is(follower, WordClass::kCoordinator) ||
                        english.Is(follower, WordClass::kSubordinator) || after == "that" || after == "which" ||
                        after == "who" || after == "based" || after == "with" || after == "to" ||
                        after.ends_with("ed") || after.ends_with("ing") || after == "known" || after == "whose";
      if (ends && !At(next).upper) return sign;
      continue;  // "a company executive": the noun goes on
    }
    if (english.Is(entry, WordClass::kPreposition) || english.Is(entry, WordClass::kPronoun) ||
        english.Is(entry, WordClass::kSubordinator)) {
      if (!At(i).glued) return 0;
    }
  }
  return 0;
}

// "X, a maker of ...", "X is a Danish company", "X, which makes ...".
uint32_t NameSigns::After(Index last, bool strict) const {
  Index i = last + 1;
  if (Within(i) && Text(i) == "(") {
    for (Index stop = i + 6; i < stop && Continues(i) && Text(i) != ")"; ++i) {
    }
    if (!Within(i) || Text(i) != ")") return 0;
    ++i;
  }
  if (!Continues(i)) return 0;
  const std::string word = Lower(i), next = Lower(i + 1);
  const auto determines = [](std::string_view w) { return w == "a" || w == "an" || w == "the" || w == "one"; };
  if (word == "," && next == "which" && In(kMakesVerbs, Lower(i + 2))) {
    const Lexicon& english = Lexicon::English();
    if (Continues(i + 3) && !english.Is(english.Find(Lower(i + 3)), WordClass::kPronoun))
      return SignBit(Sign::kDescribed);
  }
  const bool is = word == "is" || word == "was";
  if ((word != "," && !is) || !determines(next) || !Continues(i + 1)) return 0;
  return Description(i + 1, strict);
}

// "X CEO", "X's chief executive", "co-founder of X".
uint32_t NameSigns::Officers(Index first, Index last) const {
  const auto chief = [&](Index i) {
    return In(kChiefs, Lower(i)) || (Lower(i) == "chief" && Lower(i + 1) == "executive") ||
           (Lower(i) == "co" && Lower(i + 2) == "founder");
  };
  Index i = last + 1;
  if (Continues(i) && (Text(i) == "'s" || Text(i) == "\xE2\x80\x99s")) ++i;
  if (Continues(i) && chief(i)) return SignBit(Sign::kOfficer);
  const std::string before = Lower(first - 1);
  if (!Continues(first) || (before != "of" && before != "at")) return 0;
  i = first - 2;
  if (In(kChiefs, Lower(i)) || (Lower(i) == "executive" && Lower(i - 1) == "chief") ||
      (Lower(i) == "founder" && Lower(i - 2) == "co"))
    return SignBit(Sign::kOfficer);
  return 0;
}

bool NameSigns::Ticker(Index last) const {
  const Index open = last + 1;
  if (!Continues(open) || Text(open) != "(" || !Within(open + 2)) return false;
  return In(kExchanges, Text(open + 1)) && (Text(open + 2) == ":" || At(open + 2).upper);
}

bool NameSigns::MadeBy(Index first) const {
  return Continues(first) && Lower(first - 1) == "by" && In(kMadeVerbs, Lower(first - 2));
}

uint32_t NameSigns::Of(size_t begin, size_t end) const {
  const Index first = FirstAt(begin);
  if (!Within(first) || begin >= end) return 0;
  Index last = first;
  while (Within(last + 1) && At(last + 1).begin < end) ++last;
  uint32_t signs = OwnWords(text_.substr(begin, end - begin));
  signs |= Before(first, last) | After(last) | Officers(first, last);
  if (Ticker(last)) signs |= SignBit(Sign::kTicker);
  if (MadeBy(first)) signs |= SignBit(Sign::kMaker);
  return signs;
}

size_t NameSigns::TrimmedBegin(size_t begin, size_t end) const {
  Index i = FirstAt(begin);
  const Index before_last = FirstAt(end) - 1;
  for (; i < before_last && At(i).begin < end; ++i) {
    const std::string word = Lower(i);
    const uint32_t entry = Lexicon::English().Find(word);
    const bool number = std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
    const bool opens = !Continues(i) || (i > 0 && !At(i - 1).word);
    const Lexicon& english = Lexicon::English();
    const bool of_sentence = english.Is(entry, WordClass::kDeterminer) || english.Is(entry, WordClass::kPreposition) ||
                             english.Is(entry, WordClass::kPronoun) || english.Is(entry, WordClass::kSubordinator) ||
                             english.Is(entry, WordClass::kCoordinator) || english.Is(entry, WordClass::kNumberWord) ||
                             english.Is(entry, WordClass::kAdverb) || InList(WordList::kFunctionWord, word);
    const bool capitals =
        Text(i).size() > 1 && IsAllCapitals(Text(i)) && Within(i + 1) && !IsAllCapitals(Text(i + 1));  // "IT Dynamics"
    if (capitals && !number) break;
    const bool orders =
        (english.forms(entry) & kVerbForms) != 0 && (english.forms(entry) & kNounForms) == 0;  // "Visit", "Choosing"
    if (!(opens && (of_sentence || orders || number || word == "visit" || word == "join"))) break;
    if (!Within(i + 1) || !At(i + 1).word || !At(i + 1).upper || At(i + 1).glued) break;
  }
  return std::max<size_t>(begin, At(i).begin);
}

// The last token of the run of capitalised words that starts at `first`.
NameSigns::Index NameSigns::RunEnd(Index first) const {
  Index last = first;
  for (Index i = first + 1; i < first + kLongestNameWords && Continues(i); ++i) {
    if (At(i).word && At(i).upper) {
      last = i;
      continue;
    }
    const bool joins = (Text(i) == "&" || (Text(i) == "-" && At(i).glued)) && Within(i + 1) && At(i + 1).upper;
    if (!joins) break;
  }
  return last;
}

std::vector<std::pair<size_t, size_t>> NameSigns::Find() const {
  std::vector<std::pair<size_t, size_t>> found;
  const auto count = static_cast<Index>(tokens_.size());
  for (Index i = 0; i < count; ++i) {
    if (!At(i).word || !At(i).upper) continue;
    const Index run = RunEnd(i);
    const bool introduced = Continues(i) && i > 0 && IsLowerWord(i - 1) && In(kCompanyNouns, Lower(i - 1));
    size_t end = 0;
    for (Index k = i; k <= run && end == 0; ++k) {
      if (!At(k).word) continue;
      const size_t form = EndOfLegalForm(text_, At(k).end);
      if (form > At(k).end && HasTellingForm(text_.substr(At(k).end, form - At(k).end))) end = form;
    }
    // "Acme, a Danish maker of ...": a single word may be a person's name, so the noun must leave no doubt.
    const bool part = i > 1 && Continues(i) && Lower(i - 1) == "of" && At(i - 2).upper;  // "Tree of Life"
    if (end == 0 && !part && (After(run, run == i) & SignBit(Sign::kDescribed)) != 0) end = At(run).end;
    if (end == 0 && introduced && !InList(WordList::kTitle, Lower(i)) &&
        !Lexicon::English().Is(Lexicon::English().Find(Text(i)), WordClass::kMonth) &&
        !Lexicon::English().Is(Lexicon::English().Find(Text(i)), WordClass::kWeekday))
      end = At(run).end;
    if (end > 0) found.emplace_back(TrimmedBegin(At(i).begin, end), end);
    i = run;
  }
  return found;
}

}  // namespace dossier::indexer
