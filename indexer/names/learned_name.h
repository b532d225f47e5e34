// Learned names: organisations that a corpus speaks of and the gazetteer does not list, with why they are held to be
// what they are. One document gives a record of them (documents = 1); the records of all documents, added up at
// every publish, are the proposals of the corpus (proposals.h).
//
// Such a name carries a provisional id, made from the name alone, so that every document gives the same one:
// "~acme-widgets". No id of the gazetteer begins so.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/base/json.h"

namespace dossier::indexer {

// Why a name is held to be an organisation, and of which kind. The names are written to disk and to output: never
// rename one; new ones go to the end.
enum class Sign : uint8_t {
  kStated,           // the advisory's own data names it as vendor
  kLegalForm,        // "Acme Widgets, Inc."
  kTicker,           // "Acme (NASDAQ: ACME)"
  kApposition,       // "the spyware vendor Acme"
  kDescribed,        // "Acme, a maker of ...", "Acme is a Danish company"
  kOfficer,          // "Acme CEO Jane Roe", "co-founder of Acme"
  kMaker,            // "made by Acme", "acquired by Acme"
  kCompanyWord,      // "Acme Technologies"
  kAgencyWord,       // "Ministry of ...", "... Commission"
  kAgencyDescribed,  // "the regulator X", "X, a government agency"
  kOutletWord,       // "... Times"
  kOtherWord,        // "... University", "... Foundation"
  kOtherDescribed,   // "X, a non-profit", "the hacking group X"
  kCount,
};
std::string_view SignName(Sign sign);  // "legal-form"
constexpr uint32_t SignBit(Sign sign) { return uint32_t{1} << static_cast<int>(sign); }

inline constexpr char kProvisionalMark = '~';
inline bool IsProvisional(std::string_view id) { return !id.empty() && id[0] == kProvisionalMark; }
// "Acme Widgets, Inc." and "ACME Widgets" -> "~acme-widgets"; "" when nothing of the name is left.
// Pure: no corpus, no order of documents enters it, so that an index may be deleted and made again without a decision
// of a person losing what it was about. Also "" for names of more than 80 bytes.
std::string ProvisionalIdOf(std::string_view name);

// A sentence that speaks of the name.
// Shown to the person who decides, so it holds all that is needed to judge: no look-up follows.
struct Introduction {
  std::string evidence;  // evidence id
  std::string document;  // document id
  std::string title;
  std::string published;  // ISO as stated, or ""
  std::string sentence;
  uint32_t signs = 0;  // SignBit of each that stands here
};

struct LearnedName {
  std::string id;    // provisional
  std::string name;  // to show: as written most often, with nothing cut off
  std::string kind;  // vendor, agency, outlet, other: a guess from the signs
  // A vendor so well supported that a question by its name is answered before anybody accepted it.
  bool provisional = false;
  size_t documents = 0;
  size_t sentences = 0;
  std::vector<std::pair<std::string, size_t>> forms;  // as written, times; most frequent first
  std::vector<std::pair<Sign, size_t>> signs;         // in how many documents each was seen; strongest first
  std::vector<Introduction> introductions;            // the telling ones, at most kMostIntroductions

  // 0 when it was seen in none.
  size_t DocumentsWith(Sign sign) const;
};
inline constexpr size_t kMostIntroductions = 3;

// The form on disk (index metadata).
// LearnedNameOf reads what an older or a damaged index holds: what is missing or of another kind reads as empty, signs
// that this program does not know are dropped. It never fails.
Json LearnedNameJson(const LearnedName& name);
LearnedName LearnedNameOf(const Json& json);

}  // namespace dossier::indexer
