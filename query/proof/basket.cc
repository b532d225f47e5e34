#include "query/proof/basket.h"

#include <algorithm>
#include <filesystem>

#include "corpus/base/digest.h"
#include "corpus/base/edit_file.h"
#include "corpus/base/file.h"
#include "corpus/base/file_lock.h"
#include "corpus/newer_corpus.h"
#include "corpus/short_name.h"

namespace dossier::query {
namespace {

constexpr std::string_view kEnding = ".json";
constexpr uint64_t kLargestBasket = uint64_t{64} << 20;

std::string FolderOf(const std::string& corpus_directory) { return corpus_directory + "/baskets"; }
std::string PathOf(const std::string& corpus_directory, const std::string& name) {
  return FolderOf(corpus_directory) + "/" + name + std::string(kEnding);
}

// One lock for all baskets: it outlives them, and they are changed for moments only.
EditedFile EditedBasket(const std::string& corpus_directory, const std::string& name) {
  return {PathOf(corpus_directory, name), corpus_directory + "/baskets.lock", "the basket " + name, "basket",
          kLargestBasket};
}

Result<Basket> ParseBasket(const std::string& bytes, const std::string& path, const std::string& name) {
  DOSSIER_TRY_ASSIGN(const Json json, ParseJson(bytes, path));
  if (StringAt(json, "schema") != "dossier.basket/1" || !MemberAt(json, "items").is_array())
    return Fail(ErrorCode::kCorrupt, path + ": not a basket");
  Basket basket;
  basket.name = name;
  for (const Json& item : MemberAt(json, "items")) {
    BasketItem held{StringAt(item, "id"), StringAt(item, "note"), {}};
    if (auto added = ParseRfc3339(StringAt(item, "added"))) held.added = *added;
    if (held.id.empty()) return Fail(ErrorCode::kCorrupt, path + ": an item has no id");
    basket.items.push_back(std::move(held));
  }
  return basket;
}

// Over what a person picked and wrote, however the JSON is laid out.
std::string DigestOf(const Basket& basket) { return Sha256(DumpJson(BasketJson(basket))).hex(); }

Error NoBasket(const std::string& corpus_directory, const std::string& name) {
  std::string known;
  if (auto names = BasketNames(corpus_directory))
    for (const std::string& other : *names) known += (known.empty() ? "baskets: " : ", ") + other;
  return {ErrorCode::kNotFound, "there is no basket '" + name + "'",
          known.empty() ? "dossier basket add " + name + " ID makes one" : known};
}

}  // namespace

BasketItem* Basket::Find(std::string_view id) {
  const auto item = std::find_if(items.begin(), items.end(), [&](const BasketItem& held) { return held.id == id; });
  return item == items.end() ? nullptr : &*item;
}

Status CheckBasketName(std::string_view name) {
  if (IsShortName(name)) return Ok();
  return Fail(ErrorCode::kUsage, "'" + std::string(name) + "' is no name for a basket", std::string(kShortNameRule));
}

Result<std::vector<std::string>> BasketNames(const std::string& corpus_directory) {
  std::vector<std::string> names;
  std::error_code none;
  if (!std::filesystem::exists(FolderOf(corpus_directory), none)) return names;
  DOSSIER_TRY_ASSIGN(const auto files, ListFiles(FolderOf(corpus_directory)));
  for (const std::string& file : files) {
    const std::string base = file.substr(file.rfind('/') + 1);
    if (!base.ends_with(kEnding)) continue;
    const std::string name = base.substr(0, base.size() - kEnding.size());
    if (CheckBasketName(name)) names.push_back(name);
  }
  return names;
}

Result<Basket> LoadBasket(const std::string& corpus_directory, const std::string& name) {
  DOSSIER_CHECK(CheckBasketName(name));
  const std::string path = PathOf(corpus_directory, name);
  std::error_code none;
  if (!std::filesystem::exists(path, none)) return Fail(NoBasket(corpus_directory, name));
  DOSSIER_TRY_ASSIGN(const std::string bytes, ReadFile(path, kLargestBasket));
  return ParseBasket(bytes, path, name);
}

Result<Basket> EditBasket(const std::string& corpus_directory, const std::string& name, MakeBasket make,
                          const std::function<Status(Basket&)>& change) {
  DOSSIER_CHECK(CheckBasketName(name));
  DOSSIER_CHECK(corpus::RefuseNewerCorpus(corpus_directory));
  const EditedFile file = EditedBasket(corpus_directory, name);
  std::error_code none;
  if (make == MakeBasket::kNo && !std::filesystem::exists(file.path, none))
    return Fail(NoBasket(corpus_directory, name));
  DOSSIER_CHECK(MakeDirectories(FolderOf(corpus_directory)));
  Basket basket{name, {}};
  const auto edit = [&](const std::optional<std::string>& old) -> Result<std::optional<std::string>> {
    if (!old && make == MakeBasket::kNo) return Fail(NoBasket(corpus_directory, name));
    if (old) {
      DOSSIER_TRY_ASSIGN(basket, ParseBasket(*old, file.path, name));
    }
    DOSSIER_CHECK(change(basket));
    Json json = BasketJson(basket);
    json["digest"] = DigestOf(basket);
    return std::optional(DumpJson(json, 2) + "\n");
  };
  DOSSIER_CHECK(EditFile(file, edit));
  return basket;
}

Status DeleteBasket(const std::string& corpus_directory, const std::string& name) {
  DOSSIER_CHECK(CheckBasketName(name));
  std::error_code error;
  DOSSIER_CHECK(corpus::RefuseNewerCorpus(corpus_directory));
  const EditedFile file = EditedBasket(corpus_directory, name);
  if (!std::filesystem::exists(file.path, error)) return Fail(NoBasket(corpus_directory, name));
  DOSSIER_TRY_ASSIGN(const FileLock lock, FileLock::Wait(file.lock, file.what, file.verb));
  if (std::filesystem::remove(PathOf(corpus_directory, name), error)) return Ok();
  if (error) return Fail(ErrorCode::kIo, PathOf(corpus_directory, name) + ": cannot remove: " + error.message());
  return Fail(NoBasket(corpus_directory, name));
}

Json BasketJson(const Basket& basket) {
  Json json;
  json["schema"] = "dossier.basket/1";
  json["name"] = basket.name;
  json["items"] = Json::array();
  for (const BasketItem& item : basket.items)
    json["items"].push_back({{"id", item.id}, {"note", item.note}, {"added", FormatRfc3339(item.added)}});
  return json;
}

Result<std::vector<BasketDamage>> DamagedBaskets(const std::string& corpus_directory) {
  std::vector<BasketDamage> damage;
  DOSSIER_TRY_ASSIGN(const std::vector<std::string> names, BasketNames(corpus_directory));
  for (const std::string& name : names) {
    const std::string path = PathOf(corpus_directory, name);
    DOSSIER_TRY_ASSIGN(const std::string bytes, ReadFile(path, kLargestBasket));
    const auto basket = ParseBasket(bytes, path, name);
    if (!basket) {
      damage.push_back({name, basket.error().message});
      continue;
    }
    const std::string stated = StringAt(*ParseJson(bytes, path), "digest");
    if (!stated.empty() && stated != DigestOf(*basket)) damage.push_back({name, "not the basket that was written"});
  }
  return damage;
}

}  // namespace dossier::query
