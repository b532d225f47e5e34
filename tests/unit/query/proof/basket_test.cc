// Baskets: kept whole, names that cannot leave their folder.
#include "query/proof/basket.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "corpus/base/file.h"
#include "tests/support/at_once.h"

namespace dossier::query {
namespace {

std::string EmptyFolder(const char* name) {
  const std::string path = ::testing::TempDir() + name;
  std::filesystem::remove_all(path);
  std::filesystem::create_directories(path);
  return path;
}

TEST(Basket, ComesBackAsItWasSaved) {
  const std::string folder = EmptyFolder("basket_saved");
  Basket basket{"zte", {{"e1", "", *ParseRfc3339("2026-01-02T03:04:05Z")}, {"e2", "see \"annex\"\nline", {}}}};
  const auto fill = [&](Basket& empty) -> Status {
    empty.items = basket.items;
    return Ok();
  };
  ASSERT_TRUE(EditBasket(folder, "zte", MakeBasket::kIfMissing, fill).has_value());
  const auto back = LoadBasket(folder, "zte");
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(BasketJson(*back), BasketJson(basket));
  EXPECT_EQ(*BasketNames(folder), std::vector<std::string>{"zte"});
  ASSERT_TRUE(DeleteBasket(folder, "zte").has_value());
  EXPECT_EQ(LoadBasket(folder, "zte").error().code, ErrorCode::kNotFound);
  EXPECT_EQ(DeleteBasket(folder, "zte").error().code, ErrorCode::kNotFound);
}

TEST(Basket, WhenFiftyAddAtOnce_ThenEveryItemIsThere) {
  const std::string folder = EmptyFolder("basket_at_once");
  EXPECT_EQ(testing::SucceededAtOnce([&](int i) {
              const auto add = [i](Basket& basket) -> Status {
                basket.items.push_back({"e" + std::to_string(i), "", {}});
                return Ok();
              };
              return EditBasket(folder, "zte", MakeBasket::kIfMissing, add).has_value();
            }),
            testing::kWriters);
  EXPECT_EQ(LoadBasket(folder, "zte")->items.size(), static_cast<size_t>(testing::kWriters));
}

TEST(Basket, WhenTheChangeFailsOrThereIsNone_ThenNothingIsWritten) {
  const std::string folder = EmptyFolder("basket_refused");
  const auto refuse = [](Basket&) -> Status { return Fail(ErrorCode::kNotFound, "no"); };
  const auto keep = [](Basket&) { return Ok(); };
  EXPECT_FALSE(EditBasket(folder, "b", MakeBasket::kIfMissing, refuse).has_value());
  EXPECT_FALSE(EditBasket(folder, "b", MakeBasket::kNo, keep).has_value());
  EXPECT_TRUE(BasketNames(folder)->empty());
}

TEST(Basket, NamesStayInTheirFolder) {
  for (const char* name : {"", ".", "..", "../x", "a/b", ".hidden", "a b", "\xC3\xA9"})
    EXPECT_FALSE(CheckBasketName(name).has_value()) << name;
  EXPECT_FALSE(CheckBasketName(std::string(65, 'a')).has_value());
  for (const char* name : {"zte", "ZTE-2018_a.b", "1"}) EXPECT_TRUE(CheckBasketName(name).has_value()) << name;
}

TEST(Basket, DamageIsNoEmptyBasket) {
  const std::string folder = EmptyFolder("basket_damaged");
  ASSERT_TRUE(MakeDirectories(folder + "/baskets").has_value());
  for (const char* bytes : {"", "{}", "[]", R"({"schema":"dossier.basket/1","items":[{"note":"x"}]})"}) {
    ASSERT_TRUE(WriteFileAtomically(folder + "/baskets/b.json", bytes).has_value());
    EXPECT_FALSE(LoadBasket(folder, "b").has_value()) << bytes;
  }
}

TEST(Basket, WhenANoteIsChangedBeneathIt_ThenItIsNamedAndOthersAreNot) {
  const std::string folder = EmptyFolder("basket_changed");
  const auto add = [](Basket& basket) -> Status {
    basket.items.push_back({"e1", "annex 7", {}});
    return Ok();
  };
  for (const char* name : {"kept", "changed"})
    ASSERT_TRUE(EditBasket(folder, name, MakeBasket::kIfMissing, add).has_value());
  EXPECT_TRUE(DamagedBaskets(folder)->empty());
  const std::string path = folder + "/baskets/changed.json";
  std::string bytes = *ReadFile(path);
  bytes.replace(bytes.find("annex 7"), 7, "annex 8");
  ASSERT_TRUE(WriteFileAtomically(path, bytes).has_value());
  // One that was written before there were digests, by another layout.
  ASSERT_TRUE(
      WriteFileAtomically(folder + "/baskets/old.json", R"({"schema":"dossier.basket/1","name":"old","items":[]})")
          .has_value());
  const auto damaged = DamagedBaskets(folder);
  ASSERT_TRUE(damaged.has_value());
  ASSERT_EQ(damaged->size(), 1u);
  EXPECT_EQ((*damaged)[0].name, "changed");
}

}  // namespace
}  // namespace dossier::query
