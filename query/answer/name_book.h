// The names of a corpus beyond the gazetteer: organisations that the index learned and what people decided about
// them. It stands between the index and every answer, so that a decision changes answers at once, without indexing,
// and undoing it brings the old answers back.
//
// The index holds unlisted organisations by provisional ids, whatever they are thought to be (learned_name.h). The
// book says what each id counts as: itself (well supported), another id (accepted, merged), or nothing.
// Not thread safe with its IndexReader; one a thread.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/name_decisions.h"
#include "indexer/gazetteer/gazetteer.h"
#include "indexer/index/reader.h"

namespace dossier::query {

// What an id counts as.
struct Standing {
  std::string id;
  std::string name;
  indexer::EntityType type = indexer::EntityType::kVendor;
  std::string status;  // listed, accepted, learned
};

// As messages name what somebody wrote: 'huawei'.
inline std::string Quoted(const std::string& text) { return "'" + text + "'"; }

class NameBook {
 public:
  // `index` must outlive the book. Errors: kCorrupt (the log of decisions), kIo.
  static Result<NameBook> Open(const std::string& corpus_directory, const indexer::IndexReader& index,
                               std::shared_ptr<const indexer::Gazetteer> gazetteer);

  // What this id of the index counts as; nothing for an unlisted organisation that neither people nor the corpus vouch
  // for, or that was rejected.
  std::optional<Standing> Find(std::string_view id) const;
  // The ids of the index that count as `id`, itself among them.
  std::vector<std::string> MembersOf(const std::string& id) const;
  // Who may be meant by a name that the gazetteer does not have: accepted, merged or learned.
  std::optional<Standing> Resolve(std::string_view written, indexer::EntityType type) const;

  enum class Keep { kNamed, kAll };
  // Turns what the passage says into the book's terms. kNamed: statements that then name nobody are left out.
  void Apply(indexer::Passage& passage, Keep keep = Keep::kNamed) const;

  const std::vector<corpus::NameDecision>& decisions() const { return decisions_; }
  // The decision in force about an id, or nullptr.
  const corpus::NameDecision* DecisionOn(std::string_view id) const;

 private:
  std::string FinalId(std::string_view id) const;
  bool MapIds(std::vector<std::string>& ids) const;
  const indexer::LearnedName* Learned(const std::string& id) const;

  const indexer::IndexReader* index_ = nullptr;
  std::shared_ptr<const indexer::Gazetteer> gazetteer_;
  std::vector<corpus::NameDecision> decisions_;
  std::map<std::string, size_t, std::less<>> ruling_;      // id -> index of the latest decision in force
  std::map<std::string, Standing, std::less<>> accepted_;  // id given by an acceptance
  std::set<std::string, std::less<>> provisional_;
  mutable std::map<std::string, std::optional<indexer::LearnedName>> learned_;
};

}  // namespace dossier::query
