// Nominal references resolved inside the document: "the company", "both firms", "the Chinese telecom giant", "its
// routers", "the bureau". A reference is resolved only when one reading is left; else it stays alone, since only a
// third of such nominals in news have a named antecedent at all.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "indexer/gazetteer/gazetteer.h"
#include "indexer/statements/grammar.h"

namespace dossier::indexer {

// Not thread safe; it must not outlive the gazetteer. It keeps ids and token numbers of the last eight sentences and no
// view of their text, so a sentence may go once it was read. Costs what a sentence has tokens times the few sentences
// that are remembered.
//
// Wrong company is worse than none: two vendors in reach, a modifier that does not fit ("the American company"), an
// organisation that no table knows, and the reference stays what it is, a noun.

// What the text has named so far. Feed it the sentences of a document in order; one object a document.
class Discourse {
 public:
  // `vendors_in_document`: distinct vendors that the whole text names; with one only, it is remembered longer.
  Discourse(const Gazetteer& gazetteer, size_t vendors_in_document)
      : gazetteer_(gazetteer), single_vendor_(vendors_in_document == 1) {}

  // Adds the references of the sentence that can be resolved to its entities, then remembers the sentence.
  // Names must have been placed on it; tags are not needed. `block` is the index of its paragraph.
  // To be called for every sentence in text order, also for those that name nobody: how far back a name lies is counted
  // in sentences.
  void Read(Sentence& sentence, size_t block);

 private:
  // An organisation of a sentence as references see it.
  struct Named {
    std::string id;  // "" for an organisation that the gazetteer does not know
    MentionType type = MentionType::kVendor;
    int token = 0;
    bool subject = false;  // first entity of its sentence, before the first verb
  };
  // What a sentence leaves behind.
  struct Remembered {
    size_t index = 0;
    size_t block = 0;
    std::vector<Named> named;
  };
  struct Nominal;

  bool FindNominal(const Sentence& sentence, int at, Nominal& nominal) const;
  std::vector<std::string> Resolve(const Sentence& sentence, const Nominal& nominal) const;
  std::vector<std::string> ResolveOne(const std::vector<Named>& here, const Nominal& nominal) const;
  std::vector<std::string> ResolveSeveral(const std::vector<Named>& here, const Nominal& nominal) const;
  static std::vector<std::string> ListedPair(const std::vector<Named>& named);
  bool ReadPronoun(Sentence& sentence) const;
  std::vector<std::string> ResolveAgency(const std::vector<Named>& here, const Nominal& nominal) const;
  std::vector<std::string> ResolvePossessive(const std::vector<Named>& here) const;
  bool Fits(const Named& named, const Nominal& nominal) const;
  std::vector<Named> NamedBefore(const Sentence& sentence, int token) const;

  const Gazetteer& gazetteer_;
  bool single_vendor_;
  size_t index_ = 0;
  size_t block_ = 0;
  std::deque<Remembered> memory_;  // latest first
};

}  // namespace dossier::indexer
