#include "indexer/pipeline/origins.h"

#include <algorithm>
#include <utility>

#include "indexer/pipeline/near_duplicates.h"

namespace dossier::indexer {
namespace {

std::string OriginId(const std::string& first) { return "o" + first.substr(1); }

OriginMember MemberOf(const DocumentRecord& record, double similarity, std::string reason) {
  return {record.from.document_id, record.from.title, record.from.publisher, record.from.url,
          record.from.published,   similarity,        std::move(reason)};
}

// Documents that are all there is.
class AllDocuments : public OriginSource {
 public:
  explicit AllDocuments(const std::vector<DocumentRecord>& records) {
    for (const DocumentRecord& record : records) {
      const DocumentRecord*& held = newest_[record.from.document_id];
      if (!held || held->from.revision < record.from.revision) held = &record;
    }
  }
  std::set<std::string> Ids() const {
    std::set<std::string> ids;
    for (const auto& [id, record] : newest_) ids.insert(id);
    return ids;
  }
  Result<const DocumentRecord*> Newest(const std::string& document) override {
    const auto found = newest_.find(document);
    return found == newest_.end() ? nullptr : found->second;
  }
  Result<std::string> OriginOf(const std::string&) override { return std::string(); }
  Result<std::vector<std::string>> MembersOf(const std::string&) override { return std::vector<std::string>(); }
  Result<std::vector<std::string>> InBand(uint32_t) override { return std::vector<std::string>(); }

 private:
  std::map<std::string, const DocumentRecord*> newest_;
};

}  // namespace

bool Origins::InTime::operator()(const DocumentRecord* a, const DocumentRecord* b) const {
  if (IsEarlier(*a, *b)) return true;
  return !IsEarlier(*b, *a) && a->from.document_id < b->from.document_id;
}

// The first document of the origin that a document is in; itself when it began one.
Result<std::string> Origins::FirstOf(const std::string& document) {
  if (const auto known = first_of_.find(document); known != first_of_.end()) return known->second;
  DOSSIER_TRY_ASSIGN(const std::string origin, source_.OriginOf(document));
  return first_of_[document] = origin.empty() ? document : document.substr(0, 1) + origin.substr(1);
}

Result<std::set<std::string>*> Origins::CopiesOf(const std::string& first) {
  const auto known = copies_.find(first);
  if (known != copies_.end()) return &known->second;
  DOSSIER_TRY_ASSIGN(const std::vector<std::string> members, source_.MembersOf(OriginId(first)));
  std::set<std::string>& copies = copies_[first];
  copies.insert(members.begin(), members.end());
  copies.erase(first);
  more_copies_ -= static_cast<int64_t>(copies.size());
  return &copies;
}

Status Origins::Enqueue(const std::string& document) {
  DOSSIER_TRY_ASSIGN(const DocumentRecord* record, source_.Newest(document));
  if (record && !record->signature.empty()) queue_.insert(record);
  return Ok();
}

// Takes a copy out of its origin.
Status Origins::Leave(const std::string& document) {
  DOSSIER_TRY_ASSIGN(const std::string first, FirstOf(document));
  placed_.insert(document);
  first_of_[document] = document;
  if (first == document) return Ok();
  DOSSIER_TRY_ASSIGN(std::set<std::string> * copies, CopiesOf(first));
  copies->erase(document);
  touched_.insert(first);
  return Ok();
}

// The copies of what begins no origin any more are to be placed again.
Status Origins::Free(const std::string& first) {
  DOSSIER_TRY_ASSIGN(std::set<std::string> * copies, CopiesOf(first));
  for (const std::string& copy : std::exchange(*copies, {})) {
    placed_.insert(copy);
    first_of_[copy] = copy;
    changed_.insert(copy);  // it begins no origin yet
    DOSSIER_CHECK(Enqueue(copy));
  }
  touched_.insert(first);
  return Ok();
}

Status Origins::Place(const std::set<std::string>& changed) {
  changed_ = changed;
  for (const std::string& document : changed) {
    DOSSIER_TRY_ASSIGN(const std::string first, FirstOf(document));
    if (first == document)
      DOSSIER_CHECK(Free(document));
    else
      DOSSIER_CHECK(Leave(document));
    placed_.insert(document);
    DOSSIER_CHECK(Enqueue(document));
  }
  while (!queue_.empty()) {
    const DocumentRecord* earliest = *queue_.begin();
    queue_.erase(queue_.begin());
    DOSSIER_CHECK(PlaceOne(*earliest));
  }
  for (const auto& [first, copies] : copies_) more_copies_ += static_cast<int64_t>(copies.size());
  return Ok();
}

Result<std::set<std::string>> Origins::Near(const DocumentRecord& document) {
  std::set<std::string> near;
  for (const uint32_t band : BandsOf(document.signature)) {
    DOSSIER_TRY_ASSIGN(const std::vector<std::string> stored, source_.InBand(band));
    near.insert(stored.begin(), stored.end());
    const auto now = in_band_.find(band);
    if (now != in_band_.end()) near.insert(now->second.begin(), now->second.end());
  }
  near.erase(document.from.document_id);
  return near;
}

// Of the earlier documents that begin an origin the one that this is most like; of equals the earliest.
Result<Origins::Best> Origins::BestOf(const DocumentRecord& document, const std::set<std::string>& near) {
  Best best;
  const DocumentRecord* held = nullptr;
  for (const std::string& id : near) {
    DOSSIER_TRY_ASSIGN(const std::string first, FirstOf(id));
    DOSSIER_TRY_ASSIGN(const DocumentRecord* record, source_.Newest(id));
    if (first != id || !record || !InTime()(record, &document)) continue;
    const double likeness = Likeness(record->signature, document.signature);
    if (likeness < best.likeness || (likeness == best.likeness && held && InTime()(held, record))) continue;
    if (ReasonToMerge(*record, document, likeness).empty()) continue;
    best = {id, likeness};
    held = record;
  }
  return best;
}

// A document begins an origin: later ones near it may be its copies rather than what they were.
Status Origins::AskAgain(const DocumentRecord& first, const std::set<std::string>& near) {
  std::set<std::string> asked = near;
  for (const std::string& id : near) {
    DOSSIER_TRY_ASSIGN(const std::string its_first, FirstOf(id));
    if (its_first != id) continue;
    DOSSIER_TRY_ASSIGN(const std::set<std::string>* copies, CopiesOf(id));
    asked.insert(copies->begin(), copies->end());
  }
  for (const std::string& id : asked) {
    DOSSIER_TRY_ASSIGN(const DocumentRecord* record, source_.Newest(id));
    if (!record || !InTime()(&first, record)) continue;
    if (ReasonToMerge(first, *record, Likeness(first.signature, record->signature)).empty()) continue;
    DOSSIER_CHECK(Enqueue(id));
  }
  return Ok();
}

Status Origins::PlaceOne(const DocumentRecord& document) {
  const std::string& id = document.from.document_id;
  DOSSIER_TRY_ASSIGN(const std::string before, FirstOf(id));
  const bool began = before == id && !changed_.contains(id);
  DOSSIER_TRY_ASSIGN(const std::set<std::string> near, Near(document));
  DOSSIER_TRY_ASSIGN(const Best best, BestOf(document, near));
  placed_.insert(id);
  if (!best.first.empty()) {
    if (best.first == before) return Ok();
    if (began)
      DOSSIER_CHECK(Free(id));
    else
      DOSSIER_CHECK(Leave(id));
    DOSSIER_TRY_ASSIGN(std::set<std::string> * copies, CopiesOf(best.first));
    copies->insert(id);
    first_of_[id] = best.first;
    touched_.insert(best.first);
    return Ok();
  }
  if (began) return Ok();
  DOSSIER_CHECK(Leave(id));
  touched_.insert(id);
  beginning_.insert(id);
  for (const uint32_t band : BandsOf(document.signature))
    if (std::vector<std::string>& begun = in_band_[band]; begun.size() < kMostOfBand) begun.push_back(id);
  return AskAgain(document, near);
}

Result<std::map<std::string, Origin>> Origins::Changed() {
  std::map<std::string, Origin> changed;
  for (const std::string& first : touched_) {
    Origin& origin = changed[OriginId(first)];
    origin.id = OriginId(first);
    DOSSIER_TRY_ASSIGN(const DocumentRecord* leads, source_.Newest(first));
    DOSSIER_TRY_ASSIGN(const std::set<std::string>* copies, CopiesOf(first));
    if (!leads || copies->empty()) continue;
    origin.members.push_back(MemberOf(*leads, 1, "first"));
    std::set<const DocumentRecord*, InTime> ordered;
    for (const std::string& copy : *copies) {
      DOSSIER_TRY_ASSIGN(const DocumentRecord* record, source_.Newest(copy));
      if (record) ordered.insert(record);
    }
    for (const DocumentRecord* record : ordered) {
      const double likeness = Likeness(leads->signature, record->signature);
      origin.members.push_back(MemberOf(*record, likeness, ReasonToMerge(*leads, *record, likeness)));
    }
  }
  return changed;
}

std::map<std::string, std::string> Origins::Placed() const {
  std::map<std::string, std::string> placed;
  const auto alone = [&](const std::string& first) {
    const auto copies = copies_.find(first);
    return copies == copies_.end() || copies->second.empty();
  };
  for (const std::string& id : placed_) {
    const std::string& first = first_of_.at(id);
    placed[id] = first == id && alone(first) ? "" : OriginId(first);
  }
  // What begins an origin is in it from the first copy on to the last.
  for (const std::string& first : touched_) {
    const auto its_first = first_of_.find(first);
    if (its_first == first_of_.end() || its_first->second == first) placed[first] = alone(first) ? "" : OriginId(first);
  }
  return placed;
}

std::vector<Origin> FindOrigins(const std::vector<DocumentRecord>& records) {
  AllDocuments all(records);
  Origins origins(all);
  std::vector<Origin> found;
  if (!origins.Place(all.Ids())) return found;
  const auto changed = origins.Changed();
  if (!changed) return found;
  for (const auto& [id, origin] : *changed)
    if (origin.members.size() > 1) found.push_back(origin);
  return found;
}

}  // namespace dossier::indexer
