// The signs by which pages give themselves away that stand in place of an article: refusals, walls, missing pages,
// login forms, stubs that lead on (page_kind_signs.tsv).
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/facts/document.h"

namespace dossier::indexer {

// One object a page, one thread. It counts and does not decide: when points make a kind is page_kind.cc's, which weighs
// them against the text that the page has. Two points are meant to be enough where there is little text.

// Points of each kind by its number. A row of the table counts once.
class SignCounter {
 public:
  // A title, or the text of a heading, of which a sign must be a good part; `whole`: most of it (an article may say
  // "404" as well).
  void AddTitle(std::string_view text, bool whole);
  // A block that the page shows; long ones are looked at in their beginning.
  void AddBlock(std::string_view text);

  int points(PageKind kind) const { return points_[static_cast<size_t>(kind)]; }
  bool titled(PageKind kind) const { return titled_[static_cast<size_t>(kind)]; }  // a title or heading counted
  // The kind of most points, the first of equals.
  PageKind Best() const;
  // The words that counted first for a kind.
  std::string Why(PageKind kind) const;

 private:
  void Add(std::string_view text, bool title, bool whole);

  std::array<int, 16> points_{};
  std::array<bool, 16> titled_{};
  std::array<std::string, 16> why_;
  std::vector<char> counted_;  // rows of the table
};

}  // namespace dossier::indexer
