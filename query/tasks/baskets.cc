#include "query/tasks/baskets.h"

#include <algorithm>

#include "query/proof/row_verification.h"

namespace dossier::query {
namespace {

tl::unexpected<Error> NotInBasket(const std::string& name, const std::string& id) {
  return Fail(ErrorCode::kNotFound, "'" + id + "' is not in the basket '" + name + "'; it is unchanged",
              "dossier basket list " + name);
}

}  // namespace

Result<std::string> WholeEvidenceId(const std::string& id, const Engine* engine, const corpus::Corpus& corpus) {
  if (engine) {
    auto row = engine->FindEvidence(id);
    if (row) return row->said().id;
    if (row.error().code == ErrorCode::kUsage) return Fail(row.error());
  }
  DOSSIER_TRY_ASSIGN(const auto stored, corpus.FindCertificate(id));
  if (!stored) return Fail(ErrorCode::kNotFound, "there is no evidence '" + id + "'", "dossier evidence shows the ids");
  return id;
}

std::string QuotationOfId(const std::string& id, const Engine& engine, Verifier& verifier) {
  auto row = engine.FindEvidence(id);
  if (!row) return "[not in the index]";
  VerifyRow(verifier, *row);
  return row->verification == Verification::kVerified ? row->quotation()
                                                      : "[withheld: " + row->verification_reason + "]";
}

Result<BasketGrowth> AddToBasket(const std::string& name, const std::vector<std::string>& ids, const Engine* engine,
                                 const corpus::Corpus& corpus) {
  DOSSIER_CHECK(CheckBasketName(name));
  std::vector<std::string> whole_ids;  // looked up before the lock is taken
  for (const std::string& id : ids) {
    DOSSIER_TRY_ASSIGN(whole_ids.emplace_back(), WholeEvidenceId(id, engine, corpus));
  }
  BasketGrowth grown;
  const auto add = [&](Basket& basket) -> Status {
    for (const std::string& id : whole_ids) {
      if (basket.Find(id)) continue;
      basket.items.push_back({id, "", Now()});
      ++grown.added;
    }
    return Ok();
  };
  DOSSIER_TRY_ASSIGN(const Basket basket, EditBasket(corpus.directory(), name, MakeBasket::kIfMissing, add));
  grown.items = basket.items.size();
  return grown;
}

Status SetBasketNote(const std::string& corpus_directory, const std::string& name, const std::string& id,
                     const std::string& note) {
  const auto set = [&](Basket& basket) -> Status {
    BasketItem* item = basket.Find(id);
    if (!item) return NotInBasket(name, id);
    item->note = note;
    return Ok();
  };
  DOSSIER_CHECK(EditBasket(corpus_directory, name, MakeBasket::kNo, set));
  return Ok();
}

Result<Basket> RemoveFromBasket(const std::string& corpus_directory, const std::string& name,
                                const std::vector<std::string>& ids) {
  return EditBasket(corpus_directory, name, MakeBasket::kNo, [&](Basket& basket) -> Status {
    for (const std::string& id : ids) {
      if (!basket.Find(id)) return NotInBasket(name, id);
      std::erase_if(basket.items, [&](const BasketItem& item) { return item.id == id; });
    }
    return Ok();
  });
}

Status MoveInBasket(const std::string& corpus_directory, const std::string& name, const std::string& id,
                    BasketMove move) {
  const auto swap = [&](Basket& basket) -> Status {
    BasketItem* item = basket.Find(id);
    if (!item) return NotInBasket(name, id);
    const auto place = static_cast<size_t>(item - basket.items.data());
    if (move == BasketMove::kUp && place > 0) std::swap(basket.items[place - 1], *item);
    if (move == BasketMove::kDown && place + 1 < basket.items.size()) std::swap(basket.items[place + 1], *item);
    return Ok();
  };
  DOSSIER_CHECK(EditBasket(corpus_directory, name, MakeBasket::kNo, swap));
  return Ok();
}

Result<BriefSubject> SubjectOfBasket(const std::string& corpus_directory, const std::string& name,
                                     const std::string& heading) {
  DOSSIER_TRY_ASSIGN(const Basket basket, LoadBasket(corpus_directory, name));
  if (basket.items.empty())
    return Fail(ErrorCode::kNotFound, "the basket '" + name + "' is empty", "dossier basket add " + name + " ID");
  BriefSubject subject;
  subject.heading = heading;
  for (const BasketItem& item : basket.items) {
    subject.evidence_ids.push_back(item.id);
    subject.notes.push_back(item.note);
  }
  return subject;
}

}  // namespace dossier::query
