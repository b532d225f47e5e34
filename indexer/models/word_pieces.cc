#include "indexer/models/word_pieces.h"

#include <algorithm>

#include "corpus/base/utf8.h"

namespace dossier::models {
namespace {

constexpr size_t kMaxWord = 100;  // code points; a longer word is unknown
constexpr size_t kMaxPieces = 65536;

bool IsContinuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

}  // namespace

Result<WordPieces> WordPieces::Load(ModelBytes& bytes) {
  WordPieces pieces;
  DOSSIER_TRY_ASSIGN(uint32_t size, bytes.Number());
  DOSSIER_TRY_ASSIGN(std::string_view lines, bytes.Take(size));
  DOSSIER_CHECK(pieces.LoadPieces(lines));
  DOSSIER_CHECK(pieces.LoadFolds(bytes));
  DOSSIER_CHECK(pieces.LoadRanges(bytes));
  for (char32_t c = 0; c < 128; ++c) pieces.ascii_[c] = pieces.KindOf(c);
  return pieces;
}

Status WordPieces::LoadPieces(std::string_view lines) {
  while (!lines.empty()) {
    size_t end = lines.find('\n');
    if (end == std::string_view::npos || size_ == kMaxPieces) {
      return Fail(ErrorCode::kCorrupt, "the event model's list of word pieces is broken");
    }
    std::string_view piece = lines.substr(0, end);
    lines.remove_prefix(end + 1);
    bool follows = piece.size() > 2 && piece.starts_with("##");
    if (follows) piece.remove_prefix(2);
    (follows ? following_ : beginning_).emplace(piece, static_cast<uint16_t>(size_++));
    longest_ = std::max(longest_, piece.size());
  }
  return Ok();
}

Status WordPieces::LoadFolds(ModelBytes& bytes) {
  DOSSIER_TRY_ASSIGN(uint32_t count, bytes.Number());
  for (uint32_t i = 0; i < count; ++i) {
    DOSSIER_TRY_ASSIGN(uint32_t from, bytes.Number());
    DOSSIER_TRY_ASSIGN(uint32_t size, bytes.Number());
    DOSSIER_TRY_ASSIGN(std::string_view to, bytes.Take(size));
    folds_.push_back({from, to});
  }
  return Ok();
}

Status WordPieces::LoadRanges(ModelBytes& bytes) {
  DOSSIER_TRY_ASSIGN(uint32_t count, bytes.Number());
  for (uint32_t i = 0; i < count; ++i) {
    DOSSIER_TRY_ASSIGN(uint32_t first, bytes.Number());
    DOSSIER_TRY_ASSIGN(uint32_t last, bytes.Number());
    DOSSIER_TRY_ASSIGN(uint32_t kind, bytes.Number());
    if (kind > 3) return Fail(ErrorCode::kCorrupt, "the event model's table of characters is broken");
    ranges_.push_back({first, last, static_cast<Kind>(kind)});
  }
  return Ok();
}

WordPieces::Kind WordPieces::KindOf(char32_t c) const {
  auto after =
      std::upper_bound(ranges_.begin(), ranges_.end(), c, [](char32_t x, const Range& r) { return x < r.first; });
  if (after == ranges_.begin() || c > std::prev(after)->last) return Kind::kLetter;
  return std::prev(after)->kind;
}

const WordPieces::Fold* WordPieces::FoldOf(char32_t c) const {
  auto at = std::lower_bound(folds_.begin(), folds_.end(), c, [](const Fold& f, char32_t x) { return f.from < x; });
  return at != folds_.end() && at->from == c ? &*at : nullptr;
}

void WordPieces::AppendLetter(char32_t c, std::string& word, std::vector<uint16_t>& ids) const {
  if ((c < 128 ? ascii_[c] : KindOf(c)) != Kind::kSign) {
    AppendUtf8(word, c);
    return;
  }
  AppendWord(word, ids);
  AppendUtf8(word, c);
  AppendWord(word, ids);
}

void WordPieces::Append(std::string_view text, std::vector<uint16_t>& ids) const {
  std::string word;
  for (size_t position = 0; position < text.size();) {
    char32_t c = NextCodePoint(text, position);
    Kind kind = c < 128 ? ascii_[c] : KindOf(c);
    if (kind == Kind::kDropped) continue;
    if (kind == Kind::kSpace) {
      AppendWord(word, ids);
    } else if (const Fold* fold = c < 'A' || (c > 'Z' && c < 128) ? nullptr : FoldOf(c)) {
      for (size_t i = 0; i < fold->to.size();) AppendLetter(NextCodePoint(fold->to, i), word, ids);
    } else {
      AppendLetter(c, word, ids);
    }
  }
  AppendWord(word, ids);
}

// Appends the pieces of `word` and empties it.
void WordPieces::AppendWord(std::string& word, std::vector<uint16_t>& ids) const {
  if (word.empty()) return;
  size_t first = ids.size();
  bool known = CodePointCount(word) <= kMaxWord;
  for (size_t begin = 0; known && begin < word.size();) {
    const auto& pieces = begin == 0 ? beginning_ : following_;
    size_t end = std::min(word.size(), begin + longest_);
    auto found = pieces.end();
    for (; end > begin; --end) {
      if (end < word.size() && IsContinuation(word[end])) continue;
      found = pieces.find(std::string_view(word).substr(begin, end - begin));
      if (found != pieces.end()) break;
    }
    known = found != pieces.end();
    if (known) ids.push_back(found->second);
    begin = end;
  }
  if (!known) {
    ids.resize(first);
    ids.push_back(kUnknown);
  }
  word.clear();
}

}  // namespace dossier::models
