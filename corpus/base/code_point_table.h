// A value for every code point, looked up in two steps: most blocks of 256 code points hold one value and are shared.
// Filled once by one thread, then read by any number of threads. Owns its memory (about 1 KiB and what differs).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace dossier {

template <typename Value>
class CodePointTable {
 public:
  CodePointTable() { SharedBlock(Value{}); }

  // Value{} for what was never set and for what is no code point.
  Value At(char32_t c) const { return c < kEnd ? blocks_[block_of_[c / kBlock]][c % kBlock] : Value{}; }

  // Sets the code points first to last, both inside. Precondition: last <= U+10FFFF.
  void Set(char32_t first, char32_t last, Value value) {
    for (char32_t c = first; c <= last;) {
      const char32_t block_end = (c / kBlock + 1) * kBlock;
      if (c % kBlock == 0 && last + 1 >= block_end) {
        block_of_[c / kBlock] = SharedBlock(value);
        c = block_end;
      } else {
        OwnBlock(c / kBlock)[c % kBlock] = value;
        ++c;
      }
    }
  }

 private:
  static constexpr char32_t kEnd = 0x110000, kBlock = 256;
  using Block = std::array<Value, kBlock>;

  uint16_t SharedBlock(Value value) {
    const auto [found, is_new] = shared_.try_emplace(value, static_cast<uint16_t>(blocks_.size()));
    if (is_new) {
      blocks_.emplace_back().fill(value);
      is_shared_.push_back(true);
    }
    return found->second;
  }

  Block& OwnBlock(char32_t index) {
    if (is_shared_[block_of_[index]]) {
      const Block copy = blocks_[block_of_[index]];
      block_of_[index] = static_cast<uint16_t>(blocks_.size());
      blocks_.push_back(copy);
      is_shared_.push_back(false);
    }
    return blocks_[block_of_[index]];
  }

  std::array<uint16_t, kEnd / kBlock> block_of_{};
  std::vector<Block> blocks_;
  std::vector<bool> is_shared_;       // by block
  std::map<Value, uint16_t> shared_;  // the block that holds this value throughout
};

// A short text (at most 31 code points) for some code points.
class CodePointTexts {
 public:
  void Set(char32_t first, char32_t last, std::u32string_view text) {
    table_.Set(first, last, kPresent | static_cast<uint32_t>(pool_.size() << 5 | text.size()));
    pool_ += text;
  }

  // Appends the text of `c`, or `c` itself where there is none.
  void AppendTo(std::u32string& out, char32_t c) const {
    const uint32_t entry = table_.At(c);
    if (entry == 0) {
      out += c;
    } else {
      out.append(pool_, (entry & ~kPresent) >> 5, entry & 31);
    }
  }

 private:
  static constexpr uint32_t kPresent = 0x80000000u;

  CodePointTable<uint32_t> table_;  // kPresent | begin in pool_ << 5 | length
  std::u32string pool_;
};

}  // namespace dossier
