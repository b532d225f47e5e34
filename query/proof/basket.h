// Baskets: named lists of evidence that a person picked, each with a note, kept in the corpus directory.
//
// baskets/<name>.json, replaced whole (OUTPUT.md, dossier.basket/1).
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/json.h"
#include "corpus/base/result.h"
#include "corpus/base/time.h"

namespace dossier::query {

struct BasketItem {
  std::string id;    // evidence id
  std::string note;  // a person's words, may be empty
  UtcTime added;
};

struct Basket {
  std::string name;
  std::vector<BasketItem> items;  // in the order added

  BasketItem* Find(std::string_view id);
};

// Letters, digits, '.', '_' and '-', at most 64, not starting with a dot. Errors: kUsage.
Status CheckBasketName(std::string_view name);

// Errors: kUsage (name), kNotFound (no such basket, the others are listed), kCorrupt.
Result<Basket> LoadBasket(const std::string& corpus_directory, const std::string& name);
// Changes the basket under its lock, so that none of two changes made at once is lost; returns it as it is now. One
// that is not there is empty when `make` says so. Errors: as of LoadBasket, kBusy, kIo, or what `change` says; the
// basket is then unchanged.
enum class MakeBasket { kNo, kIfMissing };
Result<Basket> EditBasket(const std::string& corpus_directory, const std::string& name, MakeBasket make,
                          const std::function<Status(Basket&)>& change);
// Errors: kNotFound.
Status DeleteBasket(const std::string& corpus_directory, const std::string& name);
// Names, sorted; none when there is no folder.
Result<std::vector<std::string>> BasketNames(const std::string& corpus_directory);

// What is shown; what is stored has the digest of this beside it.
Json BasketJson(const Basket& basket);

// For `check`: baskets that cannot be read or are not what was written, each with the reason. Those that were written
// without a digest are only read.
struct BasketDamage {
  std::string name, what;
};
Result<std::vector<BasketDamage>> DamagedBaskets(const std::string& corpus_directory);

}  // namespace dossier::query
