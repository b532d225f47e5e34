// WordPiece: text -> numbers of word pieces, as the tokenizer of BERT does it (lower case, accents stripped, each sign
// and each CJK character by itself, longest known piece first). The tables come with the model's file.
//
// Immutable after loading and shared by threads. Views into the file's bytes, which must outlive it.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corpus/base/result.h"
#include "indexer/models/model_bytes.h"

namespace dossier::models {

class WordPieces {
 public:
  static constexpr uint16_t kUnknown = 1;

  // Errors: kCorrupt.
  static Result<WordPieces> Load(ModelBytes& bytes);

  // Appends the pieces of UTF-8 text; ill-formed bytes are left out. Linear in the text but for words of 100 letters.
  void Append(std::string_view text, std::vector<uint16_t>& ids) const;

  size_t size() const { return size_; }

 private:
  enum class Kind : uint8_t { kLetter = 0, kSpace = 1, kDropped = 2, kSign = 3 };
  struct Range {
    char32_t first;
    char32_t last;
    Kind kind;
  };
  struct Fold {
    char32_t from;
    std::string_view to;
  };

  Status LoadPieces(std::string_view lines);
  Status LoadFolds(ModelBytes& bytes);
  Status LoadRanges(ModelBytes& bytes);
  Kind KindOf(char32_t c) const;
  const Fold* FoldOf(char32_t c) const;
  void AppendLetter(char32_t c, std::string& word, std::vector<uint16_t>& ids) const;
  void AppendWord(std::string& word, std::vector<uint16_t>& ids) const;

  size_t size_ = 0;
  size_t longest_ = 0;                                        // bytes of the longest piece
  std::unordered_map<std::string_view, uint16_t> beginning_;  // pieces that begin a word
  std::unordered_map<std::string_view, uint16_t> following_;  // the others, without "##"
  std::vector<Fold> folds_;                                   // by `from`
  std::vector<Range> ranges_;                                 // by `first`; letters are not listed
  std::array<Kind, 128> ascii_{};
};

}  // namespace dossier::models
