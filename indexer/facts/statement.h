// The records that the analysis of a text gives: mentions, and statements with who did or said what, when.
//
// Plain values without behaviour, owned by whoever holds them; they stand below every room that fills or reads them.
// Offsets are bytes of the UTF-8 text; output contracts turn them into code points.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dossier::indexer {

// The names are the `extract` contract's "type" values (MentionTypeName).
enum class MentionType {
  kVendor,
  kAgency,
  kOutlet,
  kOrganisation,
  kPerson,
  kProduct,
  kCve,
  kDate,
  kTime,
  kDuration,
  kSet,
  kPlace
};
std::string_view MentionTypeName(MentionType type);

enum class Via { kName, kAlias, kAcronym, kReference, kTagger };
std::string_view ViaName(Via via);

// A place of the text and whom or what it names. [begin, end) never cuts a character.
struct Mention {
  size_t begin = 0;
  size_t end = 0;
  MentionType type = MentionType::kOrganisation;
  std::string id;     // canonical id when known ("huawei"); "" else
  std::string value;  // dates: ISO/TIMEX3 value with its granularity; CVE: upper-case id; "" else
  Via via = Via::kName;
};

// The design's vocabulary; the names are written to disk and to output: never rename one.
enum class ActionType {
  kWarning,
  kProhibition,
  kRestriction,
  kSanction,
  kLegalAction,
  kInvestigation,
  kDenial,
  kReversal,
  kVulnerability,
  kExploitation,
  kMitigation,
  kBreach,
  kRecall,
  kProcurement,
};
std::string_view ActionTypeName(ActionType type);  // "legal-action"
// Also takes everyday words: ban = prohibition, fine = sanction, patch = mitigation, hack = breach...
std::optional<ActionType> ActionTypeOf(std::string_view name);
std::vector<std::string> ActionTypeNames();

enum class Polarity { kAsserted, kNegated, kDenied };
enum class Modality { kDone, kOrdered, kProposed, kConsidered, kAlleged };
std::string_view PolarityName(Polarity polarity);
std::string_view ModalityName(Modality modality);

// One deed of a sentence as the sentence presents it: whether it happened is for polarity and modality to say.
struct Action {
  ActionType type = ActionType::kWarning;
  Polarity polarity = Polarity::kAsserted;
  Modality modality = Modality::kDone;
  size_t begin = 0;  // the words that say it
  size_t end = 0;
  std::vector<std::string> actors;   // agency or vendor ids, when the sentence says who acts
  std::vector<std::string> targets;  // vendor ids
  std::string date;                  // its own: a value as in DateOfStatement, "" when the sentence gives it none
  int certainty = 0;  // percent that the event model gives it; its parties are all there are then. 0: by rules alone
};
// Whether the action is told of the vendor, which acts or is acted on. Rules that found no target leave that open.
bool IsToldOf(const Action& action, std::string_view vendor);

// Who is responsible for the words, as far as the text tells; the outlet that prints them is `reported_by`.
struct Speaker {
  std::string name;          // "Bob Lord"; "" when only the organisation speaks
  std::string role;          // "chief security officer"
  std::string organisation;  // id when known, else the name
};

struct DateOfStatement {
  std::string text;
  std::string value;
};

// One sentence, with what it says. Every sentence gives one; evidence is made of those with vendors.
struct Statement {
  size_t begin = 0;
  size_t end = 0;
  std::vector<std::string> vendors;     // ids, named directly or by a resolved reference, in order of mention
  std::vector<std::string> referenced;  // those of `vendors` that only a reference names ("the company")
  std::vector<std::string> agencies;    // ids
  std::vector<Action> actions;
  std::vector<Action> unsure;  // what might be said: too little speaks for it to be shown as an answer
  std::optional<Speaker> speaker;
  std::string reported_by;  // outlet the statement was taken from ("CNN"), or ""
  std::vector<DateOfStatement> dates;
};

// What is known about the document before its text is read.
struct AnalysisContext {
  std::string published;  // ISO day, or "" when unknown
  std::string publisher;
  std::string language;  // "en"...; "" is unknown
  std::string title;
  // An entry of a catalogue of thousands, whose fields state the event: of its sentences the rules are enough.
  bool entry = false;
  bool narrative = false;  // dates relative to the narrative instead of the publication date
};

struct Analysis {
  std::vector<Mention> mentions;      // in text order, not overlapping within one type
  std::vector<Statement> statements;  // in text order, not overlapping
  bool analysed = true;               // false: the language is not one that statements are made for
};

}  // namespace dossier::indexer
