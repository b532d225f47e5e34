#include "indexer/names/rules.h"

#include <algorithm>

#include "indexer/gazetteer/name_tokens.h"
#include "indexer/text/lexicon.h"

namespace dossier::indexer {
namespace {

// The rule column, parsed.
struct Rules {
  bool word = false, common = false, letter = false, person = false, place = false, department = false, strict = false,
       alone = false, the = false, full = false, country = false, preferred = false, caps = false, exact = false,
       number = false, head = false;
  std::string_view avoid, need;  // themes

  bool needs_context() const { return word || common || letter || department || number; }
};

Rules ParseRules(std::string_view text) {
  Rules rules;
  const std::pair<std::string_view, bool Rules::*> kNames[] = {
      {"word", &Rules::word},     {"common", &Rules::common},   {"letter", &Rules::letter},
      {"person", &Rules::person}, {"place", &Rules::place},     {"department", &Rules::department},
      {"strict", &Rules::strict}, {"alone", &Rules::alone},     {"the", &Rules::the},
      {"full", &Rules::full},     {"country", &Rules::country}, {"default", &Rules::preferred},
      {"caps", &Rules::caps},     {"exact", &Rules::exact},     {"number", &Rules::number},
      {"head", &Rules::head},
  };
  for (size_t at = 0; at < text.size();) {
    const size_t stop = std::min(text.find(' ', at), text.size());
    const std::string_view token = text.substr(at, stop - at);
    at = stop + 1;
    if (token.starts_with("not:")) rules.avoid = token.substr(4);
    if (token.starts_with("needs:")) rules.need = token.substr(6);
    for (const auto& [name, member] : kNames) {
      if (token == name) rules.*member = true;
    }
  }
  return rules;
}

bool ThemeOf(std::string_view name, WordList& list) {
  if (name == "sport")
    list = WordList::kSportWord;
  else if (name == "market")
    list = WordList::kMarketWord;
  else if (name == "finance")
    list = WordList::kFinanceWord;
  else
    return false;
  return true;
}

// One match with its surroundings, looked up once.
class Judge {
 public:
  Judge(const Gazetteer& gazetteer, const GazetteerHit& hit, const NameContext& context, const Neighbours& neighbours,
        const NameFacts& facts)
      : alias_(gazetteer.aliases()[hit.alias]),
        entity_(gazetteer.entities()[alias_.entity]),
        hit_(hit),
        context_(context),
        neighbours_(neighbours),
        facts_(facts),
        rules_(ParseRules(alias_.rule)),
        before_(context.Before(hit.begin)),
        after_(context.After(hit.end)),
        start_(context.IsSentenceStart(hit.begin)),
        before_adjoins_(before_.exists() && context.Adjoin(before_.end, hit.begin)),
        possessive_(IsPossessive()),
        after_adjoins_(after_.exists() && (possessive_ || context.Adjoin(hit.end, after_.begin))) {}

  int Score() const {
    if (Impossible()) return kRefused;
    int country = 0;
    if (entity_.type == EntityType::kAgency) {
      country = CountryScore();
      if (country == kRefused) return kRefused;
    }
    if (!rules_.needs_context()) {
      const int year = YearScore();
      return rules_.person && start_ ? PersonScore() + year : 4 + country + year + (rules_.preferred ? 1 : 0);
    }
    const int margin = Evidence() - Threshold();
    return margin < 0 ? kRefused : margin + country + YearScore() + (rules_.preferred ? 1 : 0);
  }

 private:
  bool IsPossessive() const {
    const std::string_view rest = context_.text().substr(hit_.end, 4);
    return rest.starts_with("'s") || rest.starts_with("\xE2\x80\x99s");
  }

  std::string_view Seen() const { return context_.text().substr(hit_.begin, hit_.end - hit_.begin); }

  // Whether the word before belongs to the same name, as far as one can tell from capitals: "Fiona Apple",
  // "Tiananmen Square", "Mobile World Congress".
  bool PartOfLongerName() const {
    const char previous = hit_.begin > 0 ? context_.text()[hit_.begin - 1] : ' ';
    if (previous == '-' && before_.exists() && before_.capital && before_.end + 1 == hit_.begin) return true;
    if (Honorific()) return true;
    if (!before_adjoins_ || !before_.capital) return false;
    if (IsWiderName()) return true;
    if (before_.Is(WordList::kFirstName) && !before_.Is(WordList::kFunctionWord)) return true;
    if (before_.Is(WordList::kTitle))
      return rules_.person || rules_.department || context_.Before(hit_.begin, 1).exists();
    if (context_.headline()) return false;
    if (neighbours_.same_entity_near) return false;
    if (!CountryOfWord(before_.text).empty() && !before_.Is("hong")) return false;
    const bool plain = before_.Is(WordList::kFunctionWord) || before_.Is(WordList::kCompanyKind) ||
                       before_.Is(WordList::kActedOnVerb) || before_.Is(WordList::kPreposition) ||
                       before_.Is(WordList::kCompanyNoun) || before_.Is(WordList::kOfficialNoun) ||
                       before_.Is(WordList::kOrganisationVerb) || before_.Is("federal");
    if (plain)
      return !context_.IsSentenceStart(before_.begin) && !before_.Is(WordList::kFunctionWord) &&
             !IsAllCapitals(before_.text);
    return true;
  }

  // "National Data Protection Commission": another agency than the one that is called so without the first word.
  bool IsWiderName() const {
    if (entity_.type != EntityType::kAgency || alias_.relation == "acronym" || context_.headline()) return false;
    if (Seen().find(' ') == std::string_view::npos || !before_adjoins_ || !before_.capital) return false;
    return before_.Is("national") || before_.Is("personal") || before_.Is("central") || before_.Is("regional");
  }

  // "Mr Siemens", "Mr. Siemens"
  bool Honorific() const {
    if (!before_.capital || Seen().find(' ') != std::string_view::npos) return false;
    const size_t stop = before_.end + (context_.text()[before_.end] == '.' ? 1 : 0);
    if (!context_.Adjoin(stop, hit_.begin)) return false;
    for (std::string_view word : {"mr", "mrs", "ms", "dr", "sir", "dame", "professor", "prof"}) {
      if (before_.Is(word)) return true;
    }
    return false;
  }

  // "Senate of the Philippines", "Congress of South African Trade Unions".
  bool OfAnother() const {
    if (!after_.Is("of") || possessive_) return false;
    ContextWord next = context_.After(hit_.end, 1);
    if (next.Is("the")) next = context_.After(hit_.end, 2);
    if (!next.capital) return context_.After(hit_.end, 1).Is("the") && start_;  // "Congress of the party"
    return CountryOfWord(next.text) != entity_.country && !next.Is("united");
  }

  bool AgainstTheme() const {
    WordList list{};
    if (!rules_.need.empty() && ThemeOf(rules_.need, list)) return context_.Count(list) == 0;
    if (rules_.avoid.empty() || !ThemeOf(rules_.avoid, list)) return false;
    if (list == WordList::kMarketWord) return after_adjoins_ && after_.Is(list);
    if (!entity_.country.empty() && context_.CountryBefore(hit_.begin) == entity_.country) return false;
    if (context_.Near(list, hit_.begin, hit_.end, 2, 1))
      return !after_.Is(WordList::kOrganisationVerb) || after_.Is(list);
    return context_.Count(list) >= 2 && !after_.Is(WordList::kOrganisationVerb) &&
           context_.Near(list, hit_.begin, hit_.end, 12, 12);
  }

  bool Impossible() const {
    if (rules_.caps && context_.all_capitals()) return true;
    if (rules_.exact && Seen().substr(0, alias_.text.size()) != alias_.text) return true;
    if (rules_.the && !before_.Is("the")) return true;
    if (rules_.head) return true;  // decided with the references to agencies
    if (rules_.full && !facts_.named.contains(alias_.entity)) return true;
    if (AgainstTheme()) return true;
    if (InCompoundAcronym() || Honorific() || IsWiderName()) return true;
    const bool guarded = rules_.needs_context() || rules_.alone || rules_.person || rules_.place || rules_.the;
    if (guarded && PartOfLongerName()) return true;
    if ((rules_.alone || rules_.country || rules_.preferred) && OfAnother()) return true;
    if (rules_.alone && before_adjoins_ &&
        (before_.Is("state") || before_.Is("student") || before_.Is("university") || before_.Is("faculty")))
      return true;
    if (rules_.alone && after_adjoins_ && after_.Is("party")) return true;
    return false;
  }

  // "the RBC-MRCC framework": short capitals joined to others are another acronym.
  bool InCompoundAcronym() const {
    if (hit_.end - hit_.begin > 4 || !IsAllCapitals(Seen()) || context_.all_capitals()) return false;
    if (hit_.end >= context_.text().size() || context_.text()[hit_.end] != '-') return false;
    return after_.exists() && after_.begin == hit_.end + 1 && after_.text.size() > 1 && IsAllCapitals(after_.text);
  }

  // Whether the text is about another country and never names the owner's: "the Supreme Court" of a report from
  // Brasília is not the one in Washington.
  bool IsElsewhere() const {
    constexpr int kTold = 2;  // times that the other is named
    for (const auto& [country, times] : facts_.countries)
      if (times >= kTold) return true;
    return false;
  }

  // Owners of one name in several countries.
  int CountryScore() const {
    const std::string_view before = context_.CountryBefore(hit_.begin);
    const bool generic = alias_.relation != "acronym" && Seen().find(' ') != std::string_view::npos;
    if (!before.empty() && before != entity_.country && entity_.country.size() == 2) {
      if (rules_.country || rules_.alone || rules_.preferred || rules_.department || generic) return kRefused;
    }
    int score = 0;
    if (!before.empty() && before == entity_.country) score += 6;
    if (rules_.country || rules_.preferred) {
      if (context_.NamesCountry(entity_.country)) score += 3;
      const auto found = facts_.countries.find(entity_.country);
      if (found != facts_.countries.end()) score += found->second > 2 ? 2 : 1;
      if (facts_.named.contains(alias_.entity)) score += 4;
      if (score == 0 && IsElsewhere()) return kRefused;
      if (rules_.country && !rules_.preferred && score == 0) return kRefused;
    }
    return score;
  }

  int YearScore() const {
    if (facts_.year == 0) return alias_.to_year == 0 ? 1 : 0;
    const bool fits = (alias_.from_year == 0 || facts_.year >= alias_.from_year) &&
                      (alias_.to_year == 0 || facts_.year <= alias_.to_year);
    return fits ? 2 : 0;
  }

  int PersonScore() const {
    return after_adjoins_ && after_.capital && !context_.headline() && !after_.Is(WordList::kCompanyNoun) ? 2 : 4;
  }

  int Threshold() const {
    if (rules_.letter || rules_.number) return 2;
    if (rules_.department) return 2;
    return 1;
  }

  // Headlines and sentence starts have capitals anyway.
  int Base() const {
    const bool proof = !start_ && !context_.headline();
    if (rules_.letter || rules_.number) return 0;
    if (rules_.department) return proof && !rules_.strict ? 1 : 0;
    if (rules_.common) return proof ? 0 : -1;
    return proof ? 1 : 0;
  }

  int Evidence() const {
    int score = Base() + AfterEvidence() + BeforeEvidence();
    if (hit_.end > hit_.begin + alias_.text.size() + 1) score += 4;  // a legal form
    if (facts_.named.contains(alias_.entity)) score += rules_.common || rules_.strict || rules_.letter ? 2 : 3;
    if (facts_.products.contains(alias_.entity)) score += 2;
    if (entity_.type == EntityType::kVendor && neighbours_.listed_with_vendor) score += 2;
    if (entity_.type == EntityType::kAgency && neighbours_.listed_with_agency) score += 2;
    if (entity_.type == EntityType::kVendor && neighbours_.listed_with_candidate && !neighbours_.listed_with_vendor)
      ++score;
    if (neighbours_.same_entity_near) score += 2;
    if (rules_.department && ListedDepartments()) score += 4;
    if (rules_.department && before_.Is("of") && context_.Before(hit_.begin, 1).Is("secretary"))
      score -= 6;  // an office
    return score;
  }

  int AfterEvidence() const {
    if (!after_.exists()) return 0;
    const char next = hit_.end < context_.text().size() ? context_.text()[hit_.end] : ' ';
    if (next == '-') return HyphenEvidence();
    if (next == ',') return Apposition();
    if (next == '(') return 0;
    if (!after_adjoins_) return 0;
    const bool agency = entity_.type == EntityType::kAgency;
    if (possessive_) return 1 + (after_.Is(agency ? WordList::kOfficialNoun : WordList::kCompanyNoun) ? 1 : 0);
    if (after_.Is("of")) return before_adjoins_ && before_.Is(WordList::kActedOnVerb) ? 0 : -4;  // "accused Meta of"
    const bool title = after_.capital && after_.Is(WordList::kTitle) && entity_.type != EntityType::kAgency;
    if (after_.capital && after_.Is(WordList::kFirstName) && !context_.headline()) return -4;  // "Apple Martin"
    if (title && !context_.headline()) return -4;                                              // "Vice President"
    if (rules_.department && after_.Is("and") && ListedWithOfficials()) return 2;
    if (after_.Is(WordList::kPlaceNoun) && !after_.Is(WordList::kCompanyNoun)) return -4;
    if (after_.capital && !context_.headline() && (rules_.department || rules_.person) &&
        !after_.Is(WordList::kOfficialNoun))
      return -4;
    if (rules_.strict) {
      if (after_.Is("secretary") && after_.capital) return 2;
      if (after_.Is(WordList::kOfficialNoun)) return start_ ? -2 : 0;
      return after_.Is(WordList::kOrganisationVerb) && !Ambiguous(after_) ? (start_ ? 2 : 1) : 0;
    }
    if (after_.Is(agency ? WordList::kOfficialNoun : WordList::kCompanyNoun)) return 2;
    if (!rules_.letter && !rules_.number && BareSubject()) return 2;
    const ContextWord next_word = context_.After(hit_.end, 1);
    const bool participle = next_word.Is("is") || next_word.Is("was") || next_word.Is("by");  // "Justice delayed is"
    if (after_.Is(WordList::kOrganisationVerb) && !participle) return Ambiguous(after_) ? 1 - (start_ ? 1 : 0) : 2;
    if (after_.capital && rules_.common && !context_.headline()) return -2;
    const bool opener = after_.Is(WordList::kDeterminer) || after_.Is(WordList::kPreposition) || after_.Is("the") ||
                        after_.Is("out") || after_.Is("up") || after_.Is("off") || after_.Is("all") ||
                        after_.Is("between") || after_.Is("you");
    if (opener && (start_ || context_.headline())) return -2;
    return 0;
  }

  // A countable noun without an article is no subject: "Box raised its forecast", "after Sprint chose" can only be
  // names. Headlines leave articles out, so the block must end as a sentence does.
  bool BareSubject() const {
    if (after_.capital || before_.Is("the") || InList(WordList::kMassNoun, alias_.text)) return false;
    if (before_adjoins_ && !start_ && (before_.Is(WordList::kDeterminer) || before_.Is("and") || before_.Is("or")))
      return false;
    const char last = context_.end() > context_.begin() ? context_.text()[context_.end() - 1] : ' ';
    if (context_.headline() || (last != '.' && last != '"' && last != '?')) return false;
    const bool plural = alias_.text.ends_with('s') && !alias_.text.ends_with("ss");
    if (plural) return false;
    if (after_.Is(WordList::kAuxiliary)) return true;
    const Lexicon& lexicon = Lexicon::English();
    const uint32_t entry = lexicon.Find(after_.text);
    if (entry == 0) return false;
    const uint16_t forms = lexicon.forms(entry);
    const bool present = (forms & kThird) != 0 && (forms & kPlural) == 0;  // "makes", but not "Target audiences"
    return present || ((forms & kPast) != 0 && !FollowedByBy());
  }

  // "Signal jammed by the army": a participle.
  bool FollowedByBy() const {
    for (size_t i = 1; i < 3; ++i) {
      if (context_.After(hit_.end, i).Is("by")) return true;
    }
    return false;
  }

  // Forms of be, have and modal verbs follow any noun.
  static bool Ambiguous(const ContextWord& word) {
    for (std::string_view weak : {"is",      "was",   "has",   "had",   "will",  "would",  "also", "lost",
                                  "takes",   "took",  "made",  "makes", "began", "begins", "led",  "leads",
                                  "stopped", "stops", "faces", "helps", "moves", "moved",  "won",  "raised"}) {
      if (word.Is(weak)) return true;
    }
    return false;
  }

  int HyphenEvidence() const {
    for (std::string_view tail : {"owned", "made", "based", "backed", "branded", "run", "led", "designed", "built",
                                  "developed", "powered", "issued", "funded", "hosted", "approved", "certified"}) {
      if (after_.Is(tail)) return 2;
    }
    return after_.capital && !rules_.person ? 0 : -4;  // "Fisher-Rao"
  }

  // "Block, the payments firm once called Square" "X, formerly Twitter"
  int Apposition() const {
    if (after_.Is("inc") || after_.Is("formerly") || after_.Is("previously") || after_.Is("whose")) return 3;
    const bool opens = after_.Is("the") || after_.Is("a") || after_.Is("an") || after_.Is("which") ||
                       after_.Is("maker") || after_.Is("owner") || after_.Is("parent");
    if (!opens) return 0;
    for (size_t i = 0; i < 9; ++i) {
      const ContextWord word = context_.After(hit_.end, i);
      if (!word.exists()) break;
      if (i > 1 && context_.text()[word.begin - 2] == ',') break;
      if (word.Is(WordList::kCompanyKind) || word.Is(WordList::kCompanyNoun)) return 3;
    }
    return after_.Is("which") ? 1 : 0;
  }

  int BeforeEvidence() const {
    if (!before_.exists() || start_ || !before_adjoins_) return 0;
    const bool agency = entity_.type == EntityType::kAgency;
    if (before_.Is("the")) return TheEvidence();
    if (before_.text == "s" && !agency && context_.Before(hit_.begin, 1).capital) return 2;  // "Jack Dorsey's Block"
    if (before_.Is(WordList::kDeterminer)) {
      // "a Zoom call", "its Slack channels"
      const bool noun = after_adjoins_ && (after_.Is(agency ? WordList::kOfficialNoun : WordList::kCompanyNoun) ||
                                           after_.Is(WordList::kCompanyKind));
      return noun && !rules_.letter ? 0 : -4;
    }
    if (rules_.place && before_.Is(WordList::kPlacePreposition)) return -4;
    if (agency && before_.Is("of") && OfAnotherBody()) return -6;  // "the Chamber of Commerce"
    if (agency)
      return before_.Is("at") || before_.Is("by") || before_.Is("from") || before_.Is("with") ||
                     before_.Is(WordList::kActedOnVerb)
                 ? 1
                 : 0;
    if (before_.Is(WordList::kCompanyKind) && !before_.capital) return 2;
    if (before_.Is(WordList::kActedOnVerb)) return 2;
    const bool source = before_.Is("at") || before_.Is("by") || before_.Is("from") || before_.Is("against") ||
                        before_.Is("with") || before_.Is("of") || before_.Is("like") || before_.Is("via") ||
                        before_.Is("on") || before_.Is("than") || before_.Is("for") || before_.Is("to") ||
                        before_.Is("between");
    if (!source) return 0;
    const ContextWord holder = context_.Before(hit_.begin, 1);
    const bool staff = holder.Is(WordList::kCompanyNoun) || holder.Is(WordList::kActedOnVerb) ||
                       holder.Is(WordList::kOrganisationVerb);
    return staff ? 2 : 1;
  }

  bool OfAnotherBody() const {
    const ContextWord head = context_.Before(hit_.begin, 1);
    return head.capital && !head.Is(WordList::kOfficialNoun) && !context_.headline();
  }

  int TheEvidence() const {
    if (rules_.the) return 1;
    if (entity_.type == EntityType::kAgency) return rules_.department ? -3 : 1;
    if (entity_.type == EntityType::kOutlet) return 0;
    const bool thing =
        after_adjoins_ && !possessive_ && (after_.Is(WordList::kCompanyNoun) || after_.Is(WordList::kCompanyKind));
    return thing && !rules_.place ? 0 : -4;
  }

  // "Commerce and Treasury officials"
  bool ListedWithOfficials() const {
    const ContextWord other = context_.After(hit_.end, 1);
    return other.capital && context_.After(hit_.end, 2).Is(WordList::kOfficialNoun);
  }

  // "the Commerce and Treasury departments", "Departments of Defense, Energy and State"
  bool ListedDepartments() const {
    for (size_t i = 0; i < 7; ++i) {
      const ContextWord word = context_.After(hit_.end, i);
      if (!word.exists()) break;
      if (word.Is("departments") || word.Is("secretaries")) return true;
      if (!word.capital && !word.Is("and") && !word.Is("or") && word.text != "&") break;
    }
    for (size_t i = 0; i < 12; ++i) {
      const ContextWord word = context_.Before(hit_.begin, i);
      if (!word.exists()) break;
      if (word.Is("departments")) return true;
      if (!word.capital && !word.Is("and") && !word.Is("or") && !word.Is("of") && !word.Is("the")) break;
    }
    return false;
  }

  const Alias& alias_;
  const Entity& entity_;
  const GazetteerHit& hit_;
  const NameContext& context_;
  const Neighbours& neighbours_;
  const NameFacts& facts_;
  const Rules rules_;
  const ContextWord before_;
  const ContextWord after_;
  const bool start_;
  const bool before_adjoins_;
  const bool possessive_;
  const bool after_adjoins_;
};

}  // namespace

int JudgeName(const Gazetteer& gazetteer, const GazetteerHit& hit, const NameContext& context,
              const Neighbours& neighbours, const NameFacts& facts) {
  return Judge(gazetteer, hit, context, neighbours, facts).Score();
}

}  // namespace dossier::indexer
