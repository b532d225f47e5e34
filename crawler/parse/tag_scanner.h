// A streaming scanner of the tags of an HTML page: the tokenizer of the HTML standard (section 13.2.5) as far as tags
// go, with the few turns that its tree construction imposes on it (raw text elements, SVG and MathML content).
// One pass, no tree, no copy of the page.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dossier::crawler {

// One attribute as it stands in the page; the first of a name counts. Views into the page.
struct RawAttribute {
  std::string_view name;
  std::string_view value;  // character references not decoded
};

// Scans one page. The page must outlive the scanner. Any bytes whose encoding keeps ASCII in place are accepted.
class TagScanner {
 public:
  explicit TagScanner(std::string_view page) : page_(page) {}

  // Moves to the next start tag. False at the end of the page; a tag that the page ends in is none.
  bool NextStartTag();

  // Lower-case name of the tag; valid until the next call.
  std::string_view name() const { return name_; }
  // The value with character references decoded, or nullptr-like: `has` is false when there is no such attribute.
  bool Has(std::string_view attribute) const { return Find(attribute) != nullptr; }
  std::string Value(std::string_view attribute) const;
  size_t position() const { return position_; }

 private:
  // What encloses the scanner: foreign content, or a point in it where HTML is allowed again.
  enum class Context : unsigned char { kSvg, kMath, kHtmlInForeign };
  struct Open {
    Context context;
    std::string name;
  };

  const RawAttribute* Find(std::string_view attribute) const;
  bool InForeign() const { return !open_.empty() && open_.back().context != Context::kHtmlInForeign; }
  bool ScanTag(size_t name_start);  // false: the page ends inside the tag
  bool ScanAttributes();
  bool ScanAttribute();
  bool ScanValue(RawAttribute& attribute);
  void SkipDeclaration();  // "<!"
  void SkipTo(std::string_view end);
  void SkipComment();
  void EnterStartTag();
  void EnterForeignStartTag();
  void LeaveEndTag();
  void LeaveForeign();
  void SkipRawText();
  void SkipScript();
  size_t FindEndTag(std::string_view element, size_t from) const;

  std::string_view page_;
  size_t position_ = 0;
  std::string name_;
  bool self_closing_ = false;
  std::vector<RawAttribute> attributes_;
  std::vector<Open> open_;
};

}  // namespace dossier::crawler
