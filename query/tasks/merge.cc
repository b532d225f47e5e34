#include "query/tasks/merge.h"

#include "corpus/tags.h"
#include "query/history/questions.h"
#include "query/proof/basket.h"

namespace dossier::query {
namespace {

Status MergeBasket(const Basket& theirs, const std::string& directory, WorkMerged& merged) {
  const auto add = [&](Basket& ours) -> Status {
    for (const BasketItem& item : theirs.items) {
      BasketItem* held = ours.Find(item.id);
      if (!held) {
        ours.items.push_back(item);
        ++merged.basket_items;
      } else if (!item.note.empty() && held->note.find(item.note) == std::string::npos) {
        held->note += (held->note.empty() ? "" : " / ") + item.note;
        ++merged.notes;
      }
    }
    return Ok();
  };
  DOSSIER_CHECK(EditBasket(directory, theirs.name, MakeBasket::kIfMissing, add));
  return Ok();
}

// "name-2", "name-3": the first that is free, or that asks the same already.
std::string FreeName(Questions& ours, const SavedQuestion& theirs) {
  for (int i = 2; i < 10'000; ++i) {
    const std::string end = "-" + std::to_string(i);
    const std::string name = theirs.name.substr(0, 64 - end.size()) + end;
    const SavedQuestion* held = ours.Find(name);
    if (!held || held->words == theirs.words) return name;
  }
  return "";
}

Status MergeQuestions(const Questions& theirs, const std::string& directory, WorkMerged& merged) {
  if (theirs.list.empty()) return Ok();
  return EditQuestions(directory, [&](Questions& ours) -> Status {
    for (const SavedQuestion& question : theirs.list) {
      SavedQuestion added{question.name, question.words, question.saved, {}};  // what was told there was told to others
      if (const SavedQuestion* held = ours.Find(question.name)) {
        if (held->words == question.words) continue;
        added.name = FreeName(ours, question);
        if (added.name.empty() || ours.Find(added.name)) continue;
        merged.told.push_back("the question " + question.name + " of the other corpus asks something else: it is now " +
                              added.name);
      }
      ours.list.push_back(std::move(added));
      ++merged.questions;
    }
    return Ok();
  });
}

Status MergeTags(const corpus::Tags& theirs, const std::string& directory, WorkMerged& merged) {
  if (theirs.list.empty()) return Ok();
  return corpus::EditTags(directory, [&](corpus::Tags& ours) -> Status {
    for (const corpus::Tagging& one : theirs.list) merged.tags += ours.Add(one.tag, one.on, one.added) ? 1 : 0;
    return Ok();
  });
}

}  // namespace

Result<WorkMerged> MergeWork(const std::string& other_directory, const std::string& corpus_directory) {
  WorkMerged merged;
  DOSSIER_TRY_ASSIGN(const std::vector<std::string> baskets, BasketNames(other_directory));
  for (const std::string& name : baskets) {
    DOSSIER_TRY_ASSIGN(const Basket basket, LoadBasket(other_directory, name));
    DOSSIER_CHECK(MergeBasket(basket, corpus_directory, merged));
  }
  DOSSIER_TRY_ASSIGN(const Questions questions, LoadQuestions(other_directory));
  DOSSIER_CHECK(MergeQuestions(questions, corpus_directory, merged));
  DOSSIER_TRY_ASSIGN(const corpus::Tags tags, corpus::LoadTags(other_directory));
  DOSSIER_CHECK(MergeTags(tags, corpus_directory, merged));
  return merged;
}

}  // namespace dossier::query
