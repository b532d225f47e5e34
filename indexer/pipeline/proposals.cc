#include "indexer/pipeline/proposals.h"

#include <algorithm>
#include <map>

#include "indexer/gazetteer/legal_forms.h"
#include "indexer/names/signs.h"
#include "indexer/text/lexicon.h"

namespace dossier::indexer {
namespace {

constexpr size_t kDocumentsWithoutSign = 3;  // a name without any sign is kept when so many documents have it
constexpr size_t kMostForms = 12;

struct Sum {
  LearnedName name;
  std::map<std::string, size_t> forms;
  std::map<Sign, size_t> signs;
  size_t strong_documents = 0;
};

bool HasAny(const LearnedName& name, uint32_t signs) {
  return std::any_of(name.signs.begin(), name.signs.end(),
                     [&](const auto& seen) { return (SignBit(seen.first) & signs) != 0; });
}

size_t Kinds(const LearnedName& name, uint32_t signs) {
  return static_cast<size_t>(std::count_if(name.signs.begin(), name.signs.end(),
                                           [&](const auto& seen) { return (SignBit(seen.first) & signs) != 0; }));
}

// The form to show: the one written most often, of equals the longer; a legal form is kept when it is always there.
std::string NameToShow(const std::vector<std::pair<std::string, size_t>>& forms, const std::string& id) {
  std::map<std::string, size_t> bases;
  for (const auto& [form, count] : forms)
    if (ProvisionalIdOf(form) == id) bases[std::string(WithoutLegalForm(form))] += count;
  std::string best;
  size_t most = 0;
  for (const auto& [base, count] : bases) {
    if (count < most) continue;
    best = base;
    most = count;
  }
  if (best.empty() && !forms.empty()) best = forms[0].first;
  for (const auto& [form, count] : forms)
    if (count == most && form.size() > best.size() && WithoutLegalForm(form) == best) return form;
  return best;
}

std::string KindOf(const Sum& sum) {
  const LearnedName& name = sum.name;
  const auto documents = [&](Sign sign) { return name.DocumentsWith(sign); };
  const size_t other = documents(Sign::kOtherDescribed), agency = documents(Sign::kAgencyDescribed);
  if (sum.strong_documents > 0 && sum.strong_documents > other && sum.strong_documents > agency) {
    const bool by_form = HasAny(name, SignBit(Sign::kLegalForm) | SignBit(Sign::kStated) | SignBit(Sign::kTicker));
    if (by_form || !HasAny(name, SignBit(Sign::kOtherWord) | SignBit(Sign::kAgencyWord))) return "vendor";
  }
  if (HasAny(name, kOtherSigns) && other >= agency) return "other";
  if (HasAny(name, kAgencySigns)) return "agency";
  if (HasAny(name, SignBit(Sign::kOutletWord))) return "outlet";
  return HasAny(name, kWeakVendorSigns | kStrongVendorSigns) ? "vendor" : "other";
}

// A single word that English has too ("Outback", "Regent"): its other places may be about something else.
bool IsCommonWord(const std::string& name) {
  return name.find_first_of(" -&.") == std::string::npos && Lexicon::English().Find(name) != 0;
}

// Precision before volume: two different strong signs, or one in two documents, or one in a document that speaks of it
// again; and nothing that speaks against it.
bool AnswersByItself(const Sum& sum) {
  const LearnedName& name = sum.name;
  if (name.kind != "vendor" || HasAny(name, kOtherSigns | kAgencySigns | SignBit(Sign::kOutletWord))) return false;
  if (HasAny(name, SignBit(Sign::kStated) | SignBit(Sign::kTicker))) return true;
  const size_t strong = Kinds(name, kStrongVendorSigns);
  if (strong >= 2 || sum.strong_documents >= 2) return true;
  return strong == 1 && name.sentences >= 2 && !IsCommonWord(name.name);
}

void AddIntroductions(const LearnedName& seen, LearnedName& name) {
  for (const Introduction& introduction : seen.introductions) {
    const bool held = std::any_of(name.introductions.begin(), name.introductions.end(),
                                  [&](const Introduction& other) { return other.sentence == introduction.sentence; });
    if (!held) name.introductions.push_back(introduction);
  }
  const auto rank = [](const Introduction& i) { return (i.signs & kStrongVendorSigns) ? 0 : i.signs != 0 ? 1 : 2; };
  std::stable_sort(name.introductions.begin(), name.introductions.end(),
                   [&](const Introduction& a, const Introduction& b) {
                     if (rank(a) != rank(b)) return rank(a) < rank(b);
                     if (a.published.empty() != b.published.empty()) return !a.published.empty();
                     if (a.published != b.published) return a.published < b.published;
                     return a.evidence < b.evidence;
                   });
  if (name.introductions.size() > kMostIntroductions) name.introductions.resize(kMostIntroductions);
}

void Add(const LearnedName& seen, Sum& sum) {
  sum.name.id = seen.id;
  ++sum.name.documents;
  sum.name.sentences += seen.sentences;
  for (const auto& [form, count] : seen.forms) sum.forms[form] += count;
  for (const auto& [sign, count] : seen.signs) sum.signs[sign] += 1;
  if (HasAny(seen, kStrongVendorSigns)) ++sum.strong_documents;
  AddIntroductions(seen, sum.name);
}

LearnedName Finish(Sum& sum) {
  LearnedName& name = sum.name;
  name.signs.assign(sum.signs.begin(), sum.signs.end());
  name.forms.assign(sum.forms.begin(), sum.forms.end());
  std::stable_sort(name.forms.begin(), name.forms.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  name.name = NameToShow(name.forms, name.id);
  if (name.forms.size() > kMostForms) name.forms.resize(kMostForms);
  name.kind = KindOf(sum);
  name.provisional = AnswersByItself(sum);
  return std::move(name);
}

}  // namespace

std::vector<LearnedName> MakeProposals(const std::vector<DocumentRecord>& records) {
  std::map<std::string, const DocumentRecord*> newest;
  for (const DocumentRecord& record : records) {
    const DocumentRecord*& held = newest[record.from.document_id];
    if (!held || record.from.revision > held->from.revision) held = &record;
  }
  std::map<std::string, Sum> sums;
  for (const auto& [document, record] : newest)
    for (const LearnedName& seen : record->unlisted) Add(seen, sums[seen.id]);
  std::vector<std::pair<size_t, LearnedName>> ranked;
  for (auto& [id, sum] : sums) {
    if (sum.signs.empty() && sum.name.documents < kDocumentsWithoutSign) continue;
    ranked.emplace_back(sum.strong_documents, Finish(sum));
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
    if (a.second.provisional != b.second.provisional) return a.second.provisional;
    if (a.first != b.first) return a.first > b.first;
    if (a.second.documents != b.second.documents) return a.second.documents > b.second.documents;
    return a.second.sentences > b.second.sentences;
  });
  std::vector<LearnedName> names;
  for (auto& [documents, name] : ranked) names.push_back(std::move(name));
  return names;
}

}  // namespace dossier::indexer
