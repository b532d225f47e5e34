#include "indexer/pipeline/proposals.h"

#include <algorithm>
#include <map>

#include "indexer/gazetteer/legal_forms.h"
#include "indexer/index/record_fields.h"
#include "indexer/names/signs.h"
#include "indexer/text/lexicon.h"

namespace dossier::indexer {
namespace {

constexpr size_t kDocumentsWithoutSign = 3;  // a name without any sign is kept when so many documents have it
constexpr size_t kMostForms = 12;

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

std::string KindOf(const LearnedName& name, size_t strong_documents) {
  const auto documents = [&](Sign sign) { return name.DocumentsWith(sign); };
  const size_t other = documents(Sign::kOtherDescribed), agency = documents(Sign::kAgencyDescribed);
  if (strong_documents > 0 && strong_documents > other && strong_documents > agency) {
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
bool AnswersByItself(const LearnedName& name, size_t strong_documents) {
  if (name.kind != "vendor" || HasAny(name, kOtherSigns | kAgencySigns | SignBit(Sign::kOutletWord))) return false;
  if (HasAny(name, SignBit(Sign::kStated) | SignBit(Sign::kTicker))) return true;
  const size_t strong = Kinds(name, kStrongVendorSigns);
  if (strong >= 2 || strong_documents >= 2) return true;
  return strong == 1 && name.sentences >= 2 && !IsCommonWord(name.name);
}

// The more telling one first; of one evidence id there is one.
bool TellsMore(const Introduction& a, const Introduction& b) {
  const auto rank = [](const Introduction& i) { return (i.signs & kStrongVendorSigns) ? 0 : i.signs != 0 ? 1 : 2; };
  if (rank(a) != rank(b)) return rank(a) < rank(b);
  if (a.published.empty() != b.published.empty()) return !a.published.empty();
  if (a.published != b.published) return a.published < b.published;
  return a.evidence < b.evidence;
}

template <class Map, class Key>
void Subtract(Map& counts, const Key& key, size_t count) {
  const auto found = counts.find(key);
  if (found == counts.end()) return;
  found->second -= std::min(found->second, count);
  if (found->second == 0) counts.erase(found);
}

// Whether the name stands before another one in a list of proposals.
bool IsBetterSupported(const NameSum& a, const LearnedName& name_a, const NameSum& b, const LearnedName& name_b) {
  if (name_a.provisional != name_b.provisional) return name_a.provisional;
  if (a.strong_documents() != b.strong_documents()) return a.strong_documents() > b.strong_documents();
  if (name_a.documents != name_b.documents) return name_a.documents > name_b.documents;
  return name_a.sentences > name_b.sentences;
}

}  // namespace

void NameSum::AddIntroductions(const LearnedName& seen) {
  for (const Introduction& introduction : seen.introductions) {
    const auto held = std::find_if(introductions_.begin(), introductions_.end(),
                                   [&](const Introduction& other) { return other.sentence == introduction.sentence; });
    if (held == introductions_.end())
      introductions_.push_back(introduction);
    else if (TellsMore(introduction, *held))
      *held = introduction;
  }
  std::stable_sort(introductions_.begin(), introductions_.end(), TellsMore);
  if (introductions_.size() > kMostIntroductions) introductions_.resize(kMostIntroductions);
}

void NameSum::Add(const LearnedName& seen) {
  id_ = seen.id;
  ++documents_;
  sentences_ += seen.sentences;
  for (const auto& [form, count] : seen.forms) forms_[form] += count;
  for (const auto& [sign, count] : seen.signs) signs_[sign] += 1;
  if (HasAny(seen, kStrongVendorSigns)) ++strong_;
  AddIntroductions(seen);
}

bool NameSum::Remove(const LearnedName& seen) {
  documents_ -= std::min<size_t>(documents_, 1);
  sentences_ -= std::min(sentences_, seen.sentences);
  for (const auto& [form, count] : seen.forms) Subtract(forms_, form, count);
  for (const auto& [sign, count] : seen.signs) Subtract(signs_, sign, 1);
  if (HasAny(seen, kStrongVendorSigns)) strong_ -= std::min<size_t>(strong_, 1);
  const size_t gone = std::erase_if(introductions_, [&](const Introduction& held) {
    return std::any_of(seen.introductions.begin(), seen.introductions.end(),
                       [&](const Introduction& one) { return one.evidence == held.evidence; });
  });
  return gone == 0;
}

bool NameSum::IsProposed() const { return !empty() && (!signs_.empty() || documents_ >= kDocumentsWithoutSign); }

LearnedName NameSum::Name() const {
  LearnedName name;
  name.id = id_;
  name.documents = documents_;
  name.sentences = sentences_;
  name.introductions = introductions_;
  name.signs.assign(signs_.begin(), signs_.end());
  name.forms.assign(forms_.begin(), forms_.end());
  std::stable_sort(name.forms.begin(), name.forms.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  name.name = NameToShow(name.forms, name.id);
  if (name.forms.size() > kMostForms) name.forms.resize(kMostForms);
  name.kind = KindOf(name, strong_);
  name.provisional = AnswersByItself(name, strong_);
  return name;
}

// As a learned name whose forms are all there, with one number more.
std::string NameSum::Bytes() const {
  LearnedName all;
  all.id = id_;
  all.documents = documents_;
  all.sentences = sentences_;
  all.forms.assign(forms_.begin(), forms_.end());
  all.signs.assign(signs_.begin(), signs_.end());
  all.introductions = introductions_;
  FlatWriter out;
  out(strong_);
  out(all);
  return std::move(out.bytes);
}

std::optional<NameSum> NameSum::Parse(std::string_view bytes) {
  FlatReader in(bytes);
  NameSum sum;
  LearnedName all;
  in(sum.strong_);
  in(all);
  if (!in.done()) return std::nullopt;
  sum.id_ = all.id;
  sum.documents_ = all.documents;
  sum.sentences_ = all.sentences;
  sum.forms_.insert(all.forms.begin(), all.forms.end());
  sum.signs_.insert(all.signs.begin(), all.signs.end());
  sum.introductions_ = std::move(all.introductions);
  return sum;
}

std::vector<LearnedName> MakeProposals(const std::vector<DocumentRecord>& records) {
  std::map<std::string, const DocumentRecord*> newest;
  for (const DocumentRecord& record : records) {
    const DocumentRecord*& held = newest[record.from.document_id];
    if (!held || record.from.revision > held->from.revision) held = &record;
  }
  std::map<std::string, NameSum> sums;
  for (const auto& [document, record] : newest)
    for (const LearnedName& seen : record->unlisted) sums[seen.id].Add(seen);
  std::vector<std::pair<const NameSum*, LearnedName>> ranked;
  for (const auto& [id, sum] : sums)
    if (sum.IsProposed()) ranked.emplace_back(&sum, sum.Name());
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
    return IsBetterSupported(*a.first, a.second, *b.first, b.second);
  });
  std::vector<LearnedName> names;
  for (auto& [sum, name] : ranked) names.push_back(std::move(name));
  return names;
}

}  // namespace dossier::indexer
