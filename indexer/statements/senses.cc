#include "indexer/statements/senses.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "corpus/base/ascii.h"
#include "indexer/statements/clauses.h"

namespace dossier::indexer {

bool IsUndoing(const Sentence& sentence, const Action& reversal) {
  static constexpr std::string_view kUndoes[] = {
      "blocked",   "blocks",  "halted",   "halts",     "stayed",   "suspended",  "suspends",   "enjoined",
      "struck",    "strikes", "froze",    "paused",    "annulled", "voided",     "overturned", "overturns",
      "overruled", "vacated", "reversed", "rescinded", "revoked",  "invalidated"};
  return reversal.begin < reversal.end && IsOneOf(sentence, TokenAt(sentence, reversal.begin), kUndoes);
}

bool IsThere(const Sentence& sentence, const Action& event) {
  static constexpr std::string_view kThe[] = {"the", "this", "these", "those"};
  if (event.begin >= event.end) return false;
  const int trigger = TokenAt(sentence, event.begin);
  if (sentence.IsWord(trigger - 1, "to") && sentence.IsWord(trigger - 2, "decision")) return true;
  if (sentence.TagAt(trigger) != Tag::kNoun && sentence.TagAt(trigger) != Tag::kName) return false;
  return IsOneOf(sentence, trigger - 1, kThe);
}

bool OnlyAppeals(const Sentence& sentence) {
  static constexpr std::string_view kAppeals[] = {"appeal", "appeals", "appealed", "appealing"};
  static constexpr std::string_view kEnds[] = {"won",     "win",       "wins",    "overturned", "annulled", "upheld",
                                               "granted", "dismissed", "lifted",  "threw",      "reversed", "struck",
                                               "dropped", "rejected",  "vacated", "lost"};
  bool appeals = false;
  for (int i = 0; i < sentence.size(); ++i) {
    if (IsOneOf(sentence, i, kEnds)) return false;
    appeals |= IsOneOf(sentence, i, kAppeals) && IsVerbal(sentence.TagAt(i));
  }
  return appeals;
}

bool SpeaksOfAny(const Sentence& sentence, const Action& event) {
  if (event.begin >= event.end) return false;
  const int trigger = TokenAt(sentence, event.begin);
  if (sentence.TagAt(trigger) != Tag::kGerund) return false;
  const bool start = trigger == 0 || (trigger == 1 && sentence.MarkAt(0) != '\0');
  for (int i = trigger + 1; start && i < sentence.size() && i < trigger + 8 && sentence.MarkAt(i) != ','; ++i)
    if (sentence.TagAt(i) == Tag::kVerb || IsAuxiliary(sentence.TagAt(i))) return true;
  return false;
}

bool IsProposedClass(const Sentence& sentence) {
  for (int i = 0; i + 1 < sentence.size(); ++i)
    if (sentence.IsWord(i, "proposed") && (sentence.IsWord(i + 1, "class") || sentence.IsWord(i + 1, "class-action")))
      return true;
  return false;
}

bool SpeaksOfPlans(const Sentence& sentence) {
  static constexpr std::string_view kPlans[] = {"plans", "intends", "hopes", "wants", "aims"};
  for (int i = 0; i < sentence.size(); ++i) {
    const Tag tag = sentence.TagAt(i);
    if (IsOneOf(sentence, i, kPlans) || tag == Tag::kModal) return !sentence.IsWord(i, "must");
    if (tag == Tag::kVerb || IsAuxiliary(tag) || (tag == Tag::kParticiple && !IsPassive(sentence, i))) return false;
  }
  return false;
}

bool BreaksRule(const Sentence& sentence, const Action& event) {
  static constexpr std::string_view kRules[] = {
      "act",        "law",       "laws",       "rules",           "rule",
      "order",      "orders",    "contract",   "agreement",       "terms",
      "duty",       "duties",    "code",       "regulation",      "regulations",
      "gdpr",       "sanctions", "promise",    "license",         "licence",
      "patent",     "patents",   "copyright",  "obligations",     "settlement",
      "privacy",    "trust",     "confidence", "confidentiality", "decree",
      "injunction", "covenant",  "conditions"};
  constexpr int kReach = 6;  // tokens: "breached a 2019 court order"
  if (event.begin >= event.end) return false;
  const std::string_view words = sentence.text.substr(event.begin, event.end - event.begin);
  if (words.find("breach") == std::string_view::npos && words.find("Breach") == std::string_view::npos) return false;
  for (int i = TokenAt(sentence, event.end), end = i + kReach; i < end; ++i) {
    if (IsOneOf(sentence, i, kRules)) return true;
    const Tag tag = sentence.TagAt(i);
    if (sentence.EntityAt(i) == nullptr && !IsNominal(tag) && !sentence.IsWord(i, "of")) return false;
  }
  return false;
}

bool IsSubjectLine(const Sentence& sentence) {
  return (sentence.IsWord(0, "subject") || sentence.IsWord(0, "re")) && sentence.MarkAt(1) == ':';
}

bool InvestigatesFault(const Sentence& sentence, const Action& event) {
  static constexpr std::string_view kFaults[] = {"issue",    "issues", "bug",           "bugs",     "problem",
                                                 "problems", "flaw",   "flaws",         "glitch",   "outage",
                                                 "reports",  "report", "vulnerability", "incident", "incidents"};
  constexpr int kReach = 8;  // tokens: "the issue is currently in the process of being investigated"
  if (event.begin >= event.end) return false;
  const int trigger = TokenAt(sentence, event.begin);
  if (!IsVerbal(sentence.TagAt(trigger))) return false;
  const bool passive = IsPassive(sentence, trigger);
  for (int i = 1; i <= kReach; ++i) {
    const int at = passive ? trigger - i : trigger + i;
    if (sentence.MarkAt(at) == ',' || sentence.MarkAt(at) == ';') return false;
    const EntitySpan* span = sentence.EntityAt(at);
    if (span != nullptr && (span->type == MentionType::kVendor || span->type == MentionType::kProduct)) return false;
    if (IsOneOf(sentence, at, kFaults)) return true;
  }
  return false;
}

bool SpeaksOfFaults(std::string_view text) {
  static constexpr std::string_view kStems[] = {
      "patch",    "fixes",           "fixed",           "flaw",    "vulnerab", "bug",        "exploit", "hotfix",
      "firmware", "security update", "software update", "mitigat", "zero-day", "workaround", "cve-",    "recall",
      "defect"};
  const std::string lower = AsciiLowered(text);
  return std::any_of(std::begin(kStems), std::end(kStems),
                     [&](std::string_view stem) { return lower.find(stem) != std::string::npos; });
}

bool IsTradeNews(const Sentence& sentence) {
  static constexpr std::string_view kBrings[] = {"release",   "released",   "releases",   "launch",   "launched",
                                                 "launches",  "introduced", "introduces", "unveiled", "unveils",
                                                 "announced", "announces",  "rolled",     "ships",    "shipped"};
  for (int i = 0; i < sentence.size(); ++i)
    if (IsOneOf(sentence, i, kBrings)) return true;
  return false;
}

bool IsOnlyUrged(const Sentence& sentence) {
  static constexpr std::string_view kUrges[] = {"urged",      "urges",       "urging",     "advised",   "advises",
                                                "advise",     "recommended", "recommends", "recommend", "encouraged",
                                                "encourages", "asked",       "asks",       "suggested"};
  static constexpr std::string_view kOrders[] = {
      "ordered", "orders", "order",    "directed", "directs",    "directive", "required", "requires",
      "require", "must",   "mandated", "mandates", "instructed", "told",      "demanded", "obliges"};
  bool urged = false;
  for (int i = 0; i < sentence.size(); ++i) {
    if (IsOneOf(sentence, i, kOrders)) return false;
    urged |= IsOneOf(sentence, i, kUrges);
  }
  return urged;
}

bool IsOnlySought(const Sentence& sentence) {
  for (int i = 0; i < sentence.size(); ++i) {
    if (sentence.IsWord(i, "bounty") || sentence.IsWord(i, "bounties")) return true;
    const bool report = sentence.IsWord(i, "issue") || sentence.IsWord(i, "bug");
    if (report && (sentence.IsWord(i + 1, "tracker") || sentence.IsWord(i + 1, "trackers"))) return true;
  }
  return false;
}

bool IsOnlyUnsaid(const Sentence& sentence) {
  for (int i = 0; i < sentence.size(); ++i)
    if (sentence.IsWord(i, "no") && sentence.IsWord(i + 1, "mention")) return true;
  return false;
}

bool TakesBack(const Sentence& sentence) {
  static constexpr std::string_view kWrote[] = {"wrote", "reported", "said", "stated", "misstated"};
  static constexpr std::string_view kWrongly[] = {"incorrectly", "wrongly", "erroneously", "mistakenly", "misstated"};
  for (int i = 0; i < sentence.size(); ++i) {
    if (IsOneOf(sentence, i, kWrongly) &&
        (IsOneOf(sentence, i + 1, kWrote) || IsOneOf(sentence, i - 1, kWrote) || sentence.IsWord(i, "misstated")))
      return true;
    if (sentence.IsWord(i, "editing") && sentence.IsWord(i + 1, "error")) return true;
    const bool ours = sentence.IsWord(i, "we") || sentence.IsWord(i, "i");
    if (ours && !sentence.quoted[static_cast<size_t>(i)] && IsOneOf(sentence, i + 1, kWrote) &&
        sentence.IsWord(i + 2, "that"))
      return true;
    const bool earlier = sentence.IsWord(i, "earlier") || sentence.IsWord(i, "previous");
    if (earlier && sentence.IsWord(i + 1, "version") && sentence.IsWord(i + 2, "of")) return true;
  }
  return false;
}

}  // namespace dossier::indexer
