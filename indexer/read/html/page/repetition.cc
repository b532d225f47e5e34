#include "indexer/read/html/page/repetition.h"

#include <algorithm>
#include <array>
#include <bit>
#include <functional>

namespace dossier::indexer {

namespace {

constexpr size_t kWindow = 5;         // words in a row that are no accident
constexpr size_t kMaxWords = 60'000;  // of a page; longer ones are rarely read to the end
constexpr size_t kLongWord = 5;       // bytes
constexpr size_t kNameBytes = 3;
constexpr uint32_t kFewestSiblings = 3;

// Hash of a word or a sequence to two numbers; open addressing, as a page has thousands of them.
class Table {
 public:
  struct Slot {
    uint64_t key = 0;
    uint32_t a = 0, b = 0;
  };

  explicit Table(size_t entries) : slots_(std::bit_ceil(entries * 2 + 8)) {}

  Slot& At(uint64_t key) {
    key |= 1;  // 0 marks an empty slot
    size_t i = Index(key);
    while (slots_[i].key != 0 && slots_[i].key != key) i = (i + 1) & (slots_.size() - 1);
    slots_[i].key = key;
    return slots_[i];
  }
  const Slot* Find(uint64_t key) const {
    key |= 1;
    size_t i = Index(key);
    while (slots_[i].key != 0 && slots_[i].key != key) i = (i + 1) & (slots_.size() - 1);
    return slots_[i].key == 0 ? nullptr : &slots_[i];
  }

 private:
  size_t Index(uint64_t key) const { return (key * 0x9E3779B97F4A7C15u >> 20) & (slots_.size() - 1); }
  std::vector<Slot> slots_;
};

struct Word {
  uint64_t hash = 0;
  bool is_long = false;
  bool name = false;  // begins with a capital, not as the first word of its block
};

void AppendWords(std::string_view text, size_t limit, std::vector<Word>& out) {
  const size_t first = out.size();
  for (size_t i = 0; i < text.size() && out.size() < limit;) {
    uint64_t hash = 1469598103934665603u;
    const size_t begin = i;
    for (; i < text.size(); ++i) {
      const auto c = static_cast<unsigned char>(text[i]);
      const bool upper = c >= 'A' && c <= 'Z';
      if (!upper && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c < 0xC3) break;
      hash = (hash ^ (upper ? c + 32u : c)) * 1099511628211u;
      // The rest of a letter of several bytes belongs to it, whatever the bytes are.
      while (c >= 0xC3 && i + 1 < text.size() && (static_cast<unsigned char>(text[i + 1]) & 0xC0) == 0x80) {
        hash = (hash ^ static_cast<unsigned char>(text[++i])) * 1099511628211u;
      }
    }
    if (i == begin) {
      ++i;
      continue;
    }
    const bool capital = text[begin] >= 'A' && text[begin] <= 'Z';
    out.push_back({hash, i - begin >= kLongWord, capital && i - begin >= kNameBytes && out.size() > first});
  }
}

class Echoes {
 public:
  Echoes(const std::vector<HtmlBlock>& blocks, const std::vector<char>& in_main) : in_main_(in_main) {
    begin_.reserve(blocks.size() + 1);
    for (const HtmlBlock& block : blocks) {
      begin_.push_back(words_.size());
      AppendWords(block.text, kMaxWords, words_);
    }
    begin_.push_back(words_.size());
  }

  std::vector<BlockEcho> Run(std::string_view title, std::string_view summary) {
    std::vector<BlockEcho> out(begin_.size() - 1);
    Copies(out);
    Shared(out);
    WordsOf(title, &BlockEcho::title_words, out);
    WordsOf(summary, &BlockEcho::summary_words, out);
    return out;
  }

 private:
  uint64_t Sequence(size_t at, size_t length) const {
    uint64_t hash = length;
    for (size_t k = 0; k < length; ++k) hash = (hash ^ words_[at + k].hash) * 0x9E3779B97F4A7C15u + (hash >> 29);
    return hash;
  }

  // Calls `visit` with the hash of each sequence of the block; a short block is one.
  template <class Visit>
  void Sequences(size_t block, Visit visit) const {
    const size_t begin = begin_[block], count = begin_[block + 1] - begin;
    if (count == 0) return;
    const size_t length = std::min(count, kWindow);
    for (size_t at = begin; at + length <= begin + count; ++at) visit(Sequence(at, length));
  }

  void Copies(std::vector<BlockEcho>& out) const {
    Table table(words_.size());
    for (size_t i = 0; i < out.size(); ++i) {
      Sequences(i, [&](uint64_t hash) {
        Table::Slot& slot = table.At(hash);
        if (slot.a == 0) slot.a = static_cast<uint32_t>(i + 1);
        slot.b = static_cast<uint32_t>(i + 1);
      });
    }
    for (size_t i = 0; i < out.size(); ++i) {
      float all = 0;
      Sequences(i, [&](uint64_t hash) {
        const Table::Slot* slot = table.Find(hash);
        out[i].copied_before += slot->a < i + 1 ? 1 : 0;
        out[i].copied_after += slot->b > i + 1 ? 1 : 0;
        ++all;
      });
      if (all == 0) continue;
      out[i].copied_before /= all;
      out[i].copied_after /= all;
    }
  }

  void Shared(std::vector<BlockEcho>& out) const {
    Table table(words_.size());  // a: blocks of the main text with the word, b: the last of them
    for (size_t i = 0; i < out.size(); ++i) {
      if (in_main_[i] == 0) continue;
      for (size_t at = begin_[i]; at < begin_[i + 1]; ++at) {
        if (!words_[at].is_long && !words_[at].name) continue;
        Table::Slot& slot = table.At(words_[at].hash);
        slot.a += slot.b != i + 1 ? 1 : 0;
        slot.b = static_cast<uint32_t>(i + 1);
      }
    }
    for (size_t i = 0; i < out.size(); ++i) {
      float words = 0, names = 0, shared_words = 0, shared_names = 0;
      for (size_t at = begin_[i]; at < begin_[i + 1]; ++at) {
        if (!words_[at].is_long && !words_[at].name) continue;
        const Table::Slot* slot = table.Find(words_[at].hash);
        const bool shared = slot != nullptr && slot->a > (in_main_[i] != 0 ? 1u : 0u);
        words += words_[at].is_long ? 1 : 0;
        names += words_[at].name ? 1 : 0;
        shared_words += shared && words_[at].is_long ? 1 : 0;
        shared_names += shared && words_[at].name ? 1 : 0;
      }
      out[i].shared_words = words > 0 ? shared_words / words : -1;
      out[i].shared_names = names > 0 ? shared_names / names : -1;
    }
  }

  // The share of a text's long words that each block has.
  void WordsOf(std::string_view text, float BlockEcho::*share, std::vector<BlockEcho>& out) const {
    std::vector<Word> words;
    constexpr size_t kMostWords = 80;
    AppendWords(text, kMostWords, words);
    std::vector<uint64_t> hashes;
    for (const Word& word : words) {
      if (word.is_long) hashes.push_back(word.hash);
    }
    std::sort(hashes.begin(), hashes.end());
    hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
    if (hashes.empty()) return;
    std::vector<size_t> seen(hashes.size(), SIZE_MAX);
    for (size_t i = 0; i < out.size(); ++i) {
      float found = 0;
      for (size_t at = begin_[i]; at < begin_[i + 1]; ++at) {
        if (!words_[at].is_long) continue;
        const auto hit = std::lower_bound(hashes.begin(), hashes.end(), words_[at].hash);
        if (hit == hashes.end() || *hit != words_[at].hash) continue;
        size_t& last = seen[static_cast<size_t>(hit - hashes.begin())];
        found += last != i ? 1 : 0;
        last = i;
      }
      out[i].*share = found / static_cast<float>(hashes.size());
    }
  }

  const std::vector<char>& in_main_;
  std::vector<Word> words_;
  std::vector<size_t> begin_;  // of each block's words
};

// Paragraphs and headings follow each other in every text; only what holds them says something.
bool CanBeRow(HtmlTag tag) {
  constexpr std::array<HtmlTag, 9> kNever = {HtmlTag::kP,  HtmlTag::kBr,  HtmlTag::kTd,   HtmlTag::kTh,  HtmlTag::kHr,
                                             HtmlTag::kTr, HtmlTag::kPre, HtmlTag::kHtml, HtmlTag::kBody};
  return IsBlockTag(tag) && !IsHeadingTag(tag) && std::find(kNever.begin(), kNever.end(), tag) == kNever.end();
}

}  // namespace

std::vector<BlockEcho> EchoesOf(const std::vector<HtmlBlock>& blocks, const std::vector<char>& in_main,
                                std::string_view title, std::string_view summary) {
  return Echoes(blocks, in_main).Run(title, summary);
}

HtmlRows FindRows(const HtmlTree& tree) {
  const auto& elements = tree.elements();
  HtmlRows rows;
  rows.of.resize(elements.size());
  const std::hash<std::string_view> hash;
  const auto key_of = [&](uint32_t i) {
    const uint64_t name =
        hash(tree.Attribute(i, HtmlAttributeName::kClass)) * 131 + static_cast<uint64_t>(elements[i].tag);
    return (name ^ (uint64_t{elements[i].parent} << 40)) * 0xD6E8FEB86659FD93u;
  };
  Table table(elements.size());  // a: group, b: siblings so far
  std::vector<uint32_t> group_of(elements.size(), 0);
  rows.group_size.push_back(0);
  for (uint32_t i = 1; i < elements.size(); ++i) {
    if (!CanBeRow(elements[i].tag)) continue;
    Table::Slot& slot = table.At(key_of(i));
    if (slot.b++ == 0) {
      slot.a = static_cast<uint32_t>(rows.group_size.size());
      rows.group_size.push_back(0);
    }
    group_of[i] = slot.a;
    rows.of[i].place = rows.group_size[slot.a]++;
  }
  for (uint32_t i = 1; i < elements.size(); ++i) {
    if (rows.group_size[group_of[i]] >= kFewestSiblings && group_of[i] != 0) {
      rows.of[i].element = i;
      rows.of[i].group = group_of[i];
    } else {
      rows.of[i] = rows.of[elements[i].parent];
    }
  }
  return rows;
}

}  // namespace dossier::indexer
