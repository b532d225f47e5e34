// Characters that are written into words without being seen: soft hyphens and the zero-width ones.
//
// A quotation and the text that it is checked against keep them, as they keep everything that was captured. Whoever
// looks for names, words or dates reads past them. Pure, thread safe; offsets are bytes of UTF-8.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dossier {

// U+00AD, U+200B to U+200D, U+2060 and U+FEFF.
bool IsUnseen(char32_t code_point);
bool HoldsUnseen(std::string_view text);
std::string WithoutUnseen(std::string_view text);

// A text without its unseen characters, with the way back to where each byte stood. Owns its text; immutable.
class SeenText {
 public:
  explicit SeenText(std::string_view source);
  const std::string& text() const { return text_; }
  // Where a stretch that begins or ends at a byte of text() begins or ends in the source: unseen characters at its
  // edges stay outside.
  size_t BeginInSource(size_t begin) const;
  size_t EndInSource(size_t end) const;
  // The byte of text() for one of the source.
  size_t FromSource(size_t at) const;

  // The same for whatever has a `begin` and an `end`.
  template <class Part>
  void MoveToSource(Part& part) const {
    part.begin = BeginInSource(part.begin);
    part.end = EndInSource(part.end) < part.begin ? part.begin : EndInSource(part.end);
  }
  template <class Part>
  void MoveFromSource(Part& part) const {
    part.begin = FromSource(part.begin);
    part.end = FromSource(part.end);
  }

 private:
  // Before byte `at` of text(), the source has `gone` bytes more; ascending.
  struct Gap {
    size_t at = 0;
    size_t gone = 0;
  };
  std::string text_;
  std::vector<Gap> gaps_;
};

}  // namespace dossier
