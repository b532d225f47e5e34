#include "indexer/read/html/page/attributes.h"

#include <array>

#include "corpus/text/markup.h"

namespace dossier::indexer {

namespace {

constexpr std::array<std::string_view, static_cast<size_t>(HtmlAttributeName::kOther)> kNames = {
    "aria-hidden", "class",      "content", "data-component", "data-testid", "data-type", "datetime", "hidden",
    "href",        "http-equiv", "id",      "itemprop",       "itemtype",    "lang",      "name",     "property",
    "pubdate",     "rel",        "role",    "style",          "title"};

constexpr size_t kSlots = 64;

// By length, first and last letter, without case.
constexpr size_t SlotOf(std::string_view name) {
  const auto letter = [](char c) { return static_cast<size_t>(c & 0x1F); };
  return (name.size() * 5 + letter(name.front()) * 3 + letter(name.back())) % kSlots;
}

// The names by slot, open addressing.
constexpr std::array<HtmlAttributeName, kSlots> kTable = [] {
  std::array<HtmlAttributeName, kSlots> table{};
  table.fill(HtmlAttributeName::kOther);
  for (size_t i = 0; i < kNames.size(); ++i) {
    size_t slot = SlotOf(kNames[i]);
    while (table[slot] != HtmlAttributeName::kOther) slot = (slot + 1) % kSlots;
    table[slot] = static_cast<HtmlAttributeName>(i);
  }
  return table;
}();

}  // namespace

HtmlAttributeName AttributeNameOf(std::string_view name) {
  if (name.empty()) return HtmlAttributeName::kOther;
  for (size_t slot = SlotOf(name); kTable[slot] != HtmlAttributeName::kOther; slot = (slot + 1) % kSlots) {
    if (EqualsNoCase(kNames[static_cast<size_t>(kTable[slot])], name)) return kTable[slot];
  }
  return HtmlAttributeName::kOther;
}

}  // namespace dossier::indexer
