#include "indexer/statements/parties.h"

#include <algorithm>
#include <span>
#include <string_view>

#include "indexer/statements/clauses.h"

namespace dossier::indexer {
namespace {

using Words = std::span<const std::string_view>;

bool IsVendor(const EntitySpan& span) {
  return span.type == MentionType::kVendor || span.type == MentionType::kProduct;
}

// Whether the test holds for every mention of one with these ids, and there is one.
template <typename Test>
bool OfAll(const Sentence& s, const std::vector<std::string>& ids, Test test) {
  bool any = false;
  for (const EntitySpan& span : s.entities) {
    const bool several = span.reference && span.ids.size() > 1;  // "the affected companies" tells nothing of one
    if (several || !HoldsAny(ids, span.ids)) continue;
    if (!test(span)) return false;
    any = true;
  }
  return any;
}

bool NamesAnother(const Sentence& s, const std::vector<std::string>& vendor) {
  return std::any_of(s.entities.begin(), s.entities.end(), [&](const EntitySpan& span) {
    return IsVendor(span) && !span.ids.empty() && !HoldsAny(vendor, span.ids);
  });
}

constexpr std::string_view kWho[] = {"researchers", "researcher", "analysts", "analyst", "team", "experts", "expert"};
constexpr std::string_view kTrade[] = {"security", "cybersecurity", "cyber", "intelligence", "research"};
constexpr std::string_view kFirm[] = {"company",     "firm",     "vendor", "group",  "researcher",
                                      "researchers", "provider", "outfit", "startup"};

// The first token behind the whole name: "Viettel Cyber Security", "Microsoft Threat Intelligence Center (MSTIC)".
int BehindName(const Sentence& s, int last) {
  constexpr int kMost = 7;  // tokens that a name goes on
  int at = last + 1;
  int brackets = 0;
  for (; at <= last + kMost; ++at) {
    const char mark = s.MarkAt(at);
    if (mark == '(') ++brackets;
    const bool inside = brackets > 0 || s.TagAt(at) == Tag::kName || s.TagAt(at) == Tag::kPossessive;
    if (mark == ')') --brackets;
    if (!inside && mark != ')') break;
  }
  return at;
}

// "its routers", "our network": the speaker's own.
bool PointsBack(const Sentence& s, int from) {
  static constexpr std::string_view kOwn[] = {"its", "our", "ours", "itself", "we"};
  for (int i = from; i < s.size(); ++i)
    if (IsOneOf(s, i, kOwn)) return true;
  return false;
}

// The "by" before the noun phrase of the name, -1 for none: "by Israeli spyware maker", "by 'Fortnite' developer".
int ByBefore(const Sentence& s, int first) {
  constexpr int kReach = 6;  // tokens
  for (int i = first - 1; i >= 0 && i > first - kReach; --i) {
    if (s.IsWord(i, "by")) return i;
    const bool inside = IsNominal(s.TagAt(i)) || s.MarkAt(i) == '"' || s.MarkAt(i) == '{' || s.MarkAt(i) == '}';
    if (!inside) return -1;
  }
  return -1;
}

// "exploit developed by spyware maker NSO Group": whose weapon it is, and not whose flaw.
bool IsWeaponMaker(const Sentence& s, const EntitySpan& span) {
  static constexpr std::string_view kMade[] = {"developed", "created", "made", "built", "sold", "written", "designed"};
  static constexpr std::string_view kWeapons[] = {"exploit", "exploits", "spyware", "malware", "implant", "tool"};
  constexpr int kReach = 5;  // tokens back to the weapon
  const int by = ByBefore(s, span.first);
  if (by < 1 || !IsOneOf(s, by - 1, kMade)) return false;
  for (int i = by - 2; i >= 0 && i > by - kReach; --i)
    if (IsOneOf(s, i, kWeapons)) return true;
  return false;
}

bool IsFinder(const Sentence& s, const EntitySpan& span) {
  static constexpr std::string_view kFound[] = {"reported", "found",    "discovered", "identified",
                                                "spotted",  "detected", "uncovered",  "unearthed"};
  static constexpr std::string_view kThanked[] = {"thank", "thanks", "thanked", "credited", "credits", "credit"};
  static constexpr std::string_view kLearned[] = {"learned", "learnt", "heard", "tip", "alerted", "notified"};
  constexpr int kReach = 16;  // tokens: "learned of the zero-day (CVE-2021-35211) and the ongoing attacks from"
  const int before = s.IsWord(span.first - 1, "the") ? span.first - 2 : span.first - 1;
  if (s.IsWord(before, "by") && IsOneOf(s, before - 1, kFound)) return true;
  if (s.IsWord(before, "through") || s.IsWord(before, "via")) return true;
  if (s.TagAt(before) == Tag::kPreposition && IsOneOf(s, before - 1, kWho)) return true;
  const bool from = s.IsWord(before, "from") || s.IsWord(before, "by");
  for (int i = before; i >= 0 && i > before - kReach && s.MarkAt(i) != ';'; --i)
    if (IsOneOf(s, i, kThanked) || (from && IsOneOf(s, i, kLearned))) return true;
  if (IsWeaponMaker(s, span)) return true;
  int after = BehindName(s, span.last);
  if (s.TagAt(after) == Tag::kHave) ++after;
  return IsOneOf(s, after, kFound) && !s.IsWord(after + 1, "that") && !IsPassive(s, after);
}

// "Claroty, a security company, wrote", "cloud security firm Wiz said": who is called so and speaks is no owner of what
// it tells of, unless it is its own.
bool IsCalledResearcher(const Sentence& s, const EntitySpan& span) {
  if (PointsBack(s, span.last + 1)) return false;
  const int behind = BehindName(s, span.last);
  if (IsOneOf(s, behind, kWho) || (IsOneOf(s, behind, kTrade) && IsOneOf(s, behind + 1, kWho))) return true;
  if (IsOneOf(s, span.first - 1, kFirm) && IsOneOf(s, span.first - 2, kTrade)) return true;
  if (s.MarkAt(span.last + 1) != ',') return false;
  for (int i = span.last + 2; i < span.last + 8 && s.MarkAt(i) == '\0'; ++i)
    if (IsOneOf(s, i, kTrade) && IsOneOf(s, i + 1, kFirm)) return true;
  return false;
}

// Whether the name is the subject of a verb of saying or finding, or somebody there speaks ("explains Ann Holt at
// Quellgrid"), and nothing behind is its own.
bool IsTeller(const Sentence& s, const EntitySpan& span) {
  static constexpr std::string_view kFinds[] = {
      "determined", "observed",   "detected", "found",    "discovered", "tracks",  "tracked", "posted", "published",
      "linked",     "attributed", "flagged",  "analyzed", "analysed",   "spotted", "dubbed",  "blamed", "assessed"};
  static constexpr std::string_view kAt[] = {"at", "of", "with", "from"};
  constexpr int kReach = 6;  // tokens between the verb and "at"
  int verb = BehindName(s, span.last);
  while (s.TagAt(verb) == Tag::kHave || s.TagAt(verb) == Tag::kAdverb) ++verb;
  if (IsSaying(s, verb) || IsOneOf(s, verb, kFinds)) return !PointsBack(s, verb);
  if (!IsOneOf(s, span.first - 1, kAt) || s.TagAt(span.first - 2) != Tag::kName) return false;
  for (int i = span.first - 2; i >= 0 && i > span.first - kReach; --i)
    if (IsSaying(s, i)) return true;
  return false;
}

// Whether the name stands in the list after "according to".
bool IsSource(const Sentence& s, const EntitySpan& span) {
  constexpr int kReach = 14;  // tokens
  for (int i = span.first - 1; i > 0 && i > span.first - kReach; --i) {
    if (s.IsWord(i, "to") && s.IsWord(i - 1, "according")) return true;
    const Tag tag = s.TagAt(i);
    const bool list = s.MarkAt(i) == ',' || IsNominal(tag) || tag == Tag::kCoordinator || s.EntityAt(i) != nullptr;
    if (!list) return false;
  }
  return false;
}

// What a product runs on or is like.
bool IsCarrier(const Sentence& s, const EntitySpan& span) {
  static constexpr std::string_view kLike[] = {"equivalent", "similar", "alternative", "akin", "comparable"};
  static constexpr std::string_view kOn[] = {"on", "running", "for"};
  if (s.MarkAt(span.last + 1) == '-' && s.IsWord(span.last + 2, "based")) return true;
  if (s.Word(span.last).ends_with("-based") || s.IsWord(span.last + 1, "-based")) return true;
  const int before = BeforeName(s, span.first);
  if ((s.TagAt(before) == Tag::kPreposition || s.TagAt(before) == Tag::kTo) && IsOneOf(s, before - 1, kLike))
    return true;
  return span.type == MentionType::kProduct && IsOneOf(s, span.first - 1, kOn);
}

bool Judges(const Sentence& s, const EntitySpan& span) {
  static constexpr std::string_view kJudges[] = {"praised",    "praises",    "criticised", "criticized", "criticises",
                                                 "criticizes", "welcomed",   "welcomes",   "applauded",  "applauds",
                                                 "condemned",  "questioned", "hailed"};
  const int verb = VerbOfSubject(s, span.last);
  return verb >= 0 && IsOneOf(s, verb, kJudges) && !IsPassive(s, verb);
}

// Whether the noun phrase of the name is the subject of a passive: "US government agencies were already banned from".
bool IsActedOn(const Sentence& s, int last) {
  int at = last + 1;
  for (constexpr int kMost = 2; s.TagAt(at) == Tag::kNoun && at <= last + kMost;) ++at;
  bool be = false;
  for (; IsAuxiliary(s.TagAt(at)) || s.TagAt(at) == Tag::kAdverb; ++at) be |= s.TagAt(at) == Tag::kBe;
  return be && s.TagAt(at) == Tag::kParticiple;
}

constexpr std::string_view kSuits[] = {"lawsuit", "lawsuits", "suit", "complaint", "petition", "appeal", "motion"};

bool OwnsRecall(const Sentence& s, const std::vector<std::string>& vendor) {
  return std::any_of(s.entities.begin(), s.entities.end(), [&](const EntitySpan& span) {
    return HoldsAny(vendor, span.ids) && s.TagAt(span.last + 1) == Tag::kPossessive &&
           (s.IsWord(span.last + 2, "recall") || s.IsWord(span.last + 3, "recall"));
  });
}

bool OwnsSuit(const Sentence& s, const std::vector<std::string>& vendor) {
  static constexpr std::string_view kBrought[] = {"brought", "filed", "launched", "lodged"};
  return std::any_of(s.entities.begin(), s.entities.end(), [&](const EntitySpan& span) {
    if (!HoldsAny(vendor, span.ids)) return false;
    const bool owner = s.TagAt(span.last + 1) == Tag::kPossessive;
    if (owner && (IsOneOf(s, span.last + 2, kSuits) || IsOneOf(s, span.last + 3, kSuits))) return true;
    const int by = ByBefore(s, span.first);
    const bool whole =
        s.TagAt(span.last + 1) != Tag::kNoun && s.TagAt(span.last + 1) != Tag::kPossessive;  // "Uber drivers"
    static constexpr std::string_view kCases[] = {"case", "cases", "action", "actions", "suits"};
    const auto suit = [&](int at) { return IsOneOf(s, at, kSuits) || IsOneOf(s, at, kCases); };
    return by > 0 && whole && (suit(by - 1) || (IsOneOf(s, by - 1, kBrought) && suit(by - 2)));
  });
}

}  // namespace

bool HoldsAny(const std::vector<std::string>& ids, const std::vector<std::string>& of) {
  return std::any_of(of.begin(), of.end(),
                     [&](const std::string& id) { return std::find(ids.begin(), ids.end(), id) != ids.end(); });
}

bool OnlyFinds(const Sentence& sentence, const std::vector<std::string>& vendor, bool others) {
  const bool another = others || NamesAnother(sentence, vendor);
  return OfAll(sentence, vendor, [&](const EntitySpan& span) {
    const bool finds = IsFinder(sentence, span) || IsTeller(sentence, span);
    return (another && finds) || IsCalledResearcher(sentence, span);
  });
}

bool OnlyCarries(const Sentence& sentence, const std::vector<std::string>& vendor) {
  static constexpr std::string_view kAdded[] = {"plugin", "plugins", "plug-in",   "theme",
                                                "themes", "add-on",  "extension", "extensions"};
  const bool another = NamesAnother(sentence, vendor);
  return OfAll(sentence, vendor, [&](const EntitySpan& span) {
    return IsOneOf(sentence, span.last + 1, kAdded) || (another && IsCarrier(sentence, span));
  });
}

bool OnlyOwnsWhatOthersUse(const Sentence& sentence, const std::vector<std::string>& vendor) {
  static constexpr std::string_view kUsed[] = {"devices",   "device",  "phones",     "phone",     "tenants", "tenant",
                                               "accounts",  "account", "appliances", "firewalls", "routers", "cameras",
                                               "instances", "iphones", "computers",  "machines"};
  return OfAll(sentence, vendor, [&](const EntitySpan& span) { return IsOneOf(sentence, span.last + 1, kUsed); });
}

bool OnlyTells(const Sentence& sentence, const std::vector<std::string>& vendor) {
  static constexpr std::string_view kWorded[] = {"defined", "described", "noted", "explained", "quoted", "put"};
  const bool another = NamesAnother(sentence, vendor);
  return OfAll(sentence, vendor, [&](const EntitySpan& span) {
    const bool worded = sentence.IsWord(span.first - 1, "by") && IsOneOf(sentence, span.first - 2, kWorded) &&
                        sentence.IsWord(span.first - 3, "as");
    return worded || IsSource(sentence, span) || (another && Judges(sentence, span));
  });
}

bool IsContrasted(const Sentence& sentence, const std::vector<std::string>& vendor) {
  return OfAll(sentence, vendor, [&](const EntitySpan& span) { return sentence.IsWord(span.first - 1, "unlike"); });
}

bool ActsItself(const Sentence& sentence, const std::vector<std::string>& vendor, ActionType type) {
  static constexpr std::string_view kSues[] = {"sued",       "sues",       "suing",      "sue",
                                               "appealed",   "appeals",    "appeal",     "appealing",
                                               "challenged", "challenges", "challenging"};
  static constexpr std::string_view kRecalls[] = {"recalled", "recalls", "recalling", "recall"};
  if (type == ActionType::kLegalAction && OwnsSuit(sentence, vendor)) return true;
  if (type == ActionType::kRecall && OwnsRecall(sentence, vendor)) return true;
  if (type != ActionType::kLegalAction && type != ActionType::kRecall) return false;
  const Words verbs = type == ActionType::kRecall ? Words(kRecalls) : Words(kSues);
  return std::any_of(sentence.entities.begin(), sentence.entities.end(), [&](const EntitySpan& span) {
    if (!HoldsAny(vendor, span.ids)) return false;
    const int verb = VerbOfSubject(sentence, span.last);
    if (verb < 0 || !IsOneOf(sentence, verb, verbs)) return false;
    // "X was sued", "X, sued in January, ...": a participle with be, or with another verb behind it, is done to X.
    bool be = false;
    for (int i = span.last + 1; i < verb; ++i) be |= sentence.TagAt(i) == Tag::kBe;
    const bool goes_on = sentence.TagAt(verb) == Tag::kGerund;
    return goes_on ? be : !be;
  });
}

bool OnlyReceives(const Sentence& sentence, const std::vector<std::string>& vendor, const Action& event) {
  static constexpr std::string_view kPays[] = {"pay", "pays", "paid", "paying", "owes", "awarded"};
  static constexpr std::string_view kSteals[] = {"steal", "stole", "stealing", "stolen", "theft", "misappropriated"};
  static constexpr std::string_view kSides[] = {"siding", "sided", "side", "sides"};
  const bool cost = event.type == ActionType::kSanction || event.type == ActionType::kLegalAction;
  if (!cost || !NamesAnother(sentence, vendor)) return false;
  return OfAll(sentence, vendor, [&](const EntitySpan& span) {
    if (IsOneOf(sentence, span.first - 1, kPays)) return true;
    if (sentence.IsWord(span.first - 1, "from"))  // "conspired to steal intellectual property from T-Mobile"
      for (int i = span.first - 2; i >= 0 && i > span.first - 8; --i)
        if (IsOneOf(sentence, i, kSteals)) return true;
    return sentence.IsWord(span.first - 1, "with") && IsOneOf(sentence, span.first - 2, kSides);
  });
}

bool LooksInto(const Sentence& sentence, const std::vector<std::string>& vendor) {
  static constexpr std::string_view kLooks[] = {"reviewing", "investigating", "examining", "assessing", "probing",
                                                "reviewed",  "investigated",  "examined",  "assessed"};
  constexpr int kReach = 12;  // tokens: "Tencent, WeChat's owner, said it is reviewing"
  return OfAll(sentence, vendor, [&](const EntitySpan& span) {
    for (int i = span.last + 1; i < span.last + kReach; ++i) {
      if (!IsOneOf(sentence, i, kLooks)) continue;
      int subject = i - 1;
      while (IsAuxiliary(sentence.TagAt(subject)) || sentence.TagAt(subject) == Tag::kAdverb) --subject;
      if (sentence.TagAt(i) == Tag::kParticiple && IsPassive(sentence, i)) return false;
      return subject == span.last || sentence.IsWord(subject, "it") || sentence.IsWord(subject, "we");
    }
    // A second name of the same owner beside it: "Tencent, WeChat's owner".
    return sentence.TagAt(span.last + 1) == Tag::kPossessive && sentence.MarkAt(span.first - 1) == ',';
  });
}

bool OnlyStandsBeside(const Sentence& sentence, const std::vector<std::string>& agency) {
  static constexpr std::string_view kBeside[] = {"in",     "to",     "with",   "against",
                                                 "within", "across", "toward", "towards"};
  static constexpr std::string_view kTogether[] = {
      "together", "along",         "jointly", "cooperation", "coordination", "partnership", "conjunction",
      "concert",  "collaboration", "settled", "settlement",  "agreement",    "deal"};
  return OfAll(sentence, agency, [&](const EntitySpan& span) {
    static constexpr std::string_view kLaws[] = {"regulation", "directive", "act", "law", "treaty", "protection"};
    for (int i = span.last + 1; i < span.last + 5 && sentence.TagAt(i) == Tag::kName; ++i)
      if (IsOneOf(sentence, i, kLaws)) return true;  // "the EU General Data Protection Regulation"
    if (IsActedOn(sentence, span.last)) return true;
    int before = BeforeName(sentence, span.first);
    static constexpr std::string_view kParts[] = {"member",   "members", "part",   "citizen",
                                                  "citizens", "border",  "borders"};
    if (sentence.IsWord(before, "of") && IsOneOf(sentence, before - 1, kParts)) return true;
    while (sentence.TagAt(before) == Tag::kCoordinator || sentence.MarkAt(before) == ',') {  // "at A and the B"
      const EntitySpan* listed = sentence.EntityAt(before - 1);
      if (listed == nullptr || listed->type != MentionType::kAgency) break;
      before = BeforeName(sentence, listed->first);
    }
    if (!IsOneOf(sentence, before, kBeside)) return false;
    const bool people =
        sentence.Is(before - 1, WordClass::kSpeakerNoun) || sentence.Is(before - 1, WordClass::kRoleHead);
    if (sentence.IsWord(before, "at") && people) return false;  // "officials at the FBI"
    if (sentence.IsWord(before, "to") && sentence.IsWord(before - 1, "according")) return true;
    if (IsOneOf(sentence, before - 1, kTogether)) return false;
    // "in the FBI's warning", "with the FCC's approval": what follows is the agency's.
    return sentence.TagAt(span.last + 1) != Tag::kPossessive;
  });
}

bool IsNamedByPhrase(const Sentence& sentence, const std::vector<std::string>& agency, const Action& event) {
  if (event.begin >= event.end) return false;
  const int behind = TokenAt(sentence, event.end);
  if (!sentence.IsWord(behind, "by") && !sentence.IsWord(behind, "from")) return false;
  for (int i = behind + 1; i < sentence.size(); ++i) {
    const EntitySpan* span = sentence.EntityAt(i);
    if (span != nullptr && span->type != MentionType::kAgency) return false;
    if (span != nullptr && HoldsAny(agency, span->ids)) return true;
    if (span == nullptr && !PartsNames(sentence, i, i + 1)) return false;
  }
  return false;
}

bool OnlyHearsOf(const Sentence& sentence, const std::vector<std::string>& agency, const Action& event) {
  constexpr int kReach = 12;  // tokens between the agency and "that"
  // Who warns, denies or finds in a that-clause does it with these words.
  const bool said = event.type == ActionType::kWarning || event.type == ActionType::kDenial ||
                    event.type == ActionType::kInvestigation;
  if (said || event.begin >= event.end) return false;
  const int trigger = TokenAt(sentence, event.begin);
  return OfAll(sentence, agency, [&](const EntitySpan& span) {
    if (span.last >= trigger) return false;
    const int end = std::min(trigger, span.last + kReach);
    for (int i = span.last + 1; i < end; ++i) {
      if (sentence.MarkAt(i) == ';') return false;
      if (!sentence.IsWord(i, "that") || !IsVerbal(sentence.TagAt(i - 1))) continue;
      return IsNominal(sentence.TagAt(i + 1)) && sentence.TagAt(i + 1) != Tag::kPronoun && i + 1 < trigger;
    }
    return false;
  });
}

bool StandInOneList(const Sentence& sentence, const std::vector<std::string>& one,
                    const std::vector<std::string>& other) {
  for (const EntitySpan& a : sentence.entities) {
    if (!HoldsAny(one, a.ids)) continue;
    for (const EntitySpan& b : sentence.entities) {
      if (!HoldsAny(other, b.ids)) continue;
      if (PartsNames(sentence, std::min(a.last, b.last) + 1, std::max(a.first, b.first))) return true;
    }
  }
  return false;
}

}  // namespace dossier::indexer
