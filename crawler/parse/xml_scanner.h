// A lenient scanner of XML as feeds and sitemaps on the web have it: undeclared prefixes, HTML entities, bare
// ampersands, unclosed elements, files that stop in the middle. No DTD is read and nothing is fetched or expanded, so
// entity bombs and external entities do nothing.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dossier::crawler {

struct XmlEvent {
  enum class Kind { kStart, kEnd, kText };
  Kind kind = Kind::kText;
  std::string prefix;                                           // as written: "dc" in <dc:date>, lower case
  std::string name;                                             // local name, lower case
  std::string space;                                            // namespace URI, "" when none is in scope
  std::string text;                                             // kText: references decoded
  bool cdata = false;                                           // kText came from a CDATA section
  std::vector<std::pair<std::string, std::string>> attributes;  // names as written, lower case; values decoded
  std::string raw_name;                                         // kStart, kEnd: as written

  // The value of an attribute, "" when absent. `name` in lower case, with its prefix.
  std::string_view Attribute(std::string_view attribute) const;
};

// Scans UTF-8 text, which must outlive the scanner. Start and end events are always balanced: what is left open is
// closed, what closes nothing is dropped.
class XmlScanner {
 public:
  explicit XmlScanner(std::string_view text) : text_(text) {}
  // False at the end. `depth` of an element's start and of its end are equal, from 1.
  bool Next(XmlEvent& event);
  size_t depth() const { return depth_; }
  // Takes the open element at this depth for one that was closed before the newest began; no end event comes of it.
  void Forget(size_t depth) {
    if (depth == 0 || depth >= open_.size()) return;
    open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(depth) - 1);
    depth_ = open_.size();
    damaged_ = true;
  }
  // Whether anything was wrong so far.
  bool damaged() const { return damaged_; }
  // Whether the text has ended inside elements, which are being closed for it.
  bool cut() const { return cut_; }

 private:
  struct Open {
    std::string raw_name;
    std::vector<std::pair<std::string, std::string>> spaces;  // prefix, URI declared here
  };
  bool TakeMarkup(XmlEvent& event);
  bool TakeText(XmlEvent& event);
  bool TakeTag(XmlEvent& event);
  void TakeAttributes(XmlEvent& event, bool& self_closing);
  void SkipDeclaration();
  bool CloseTo(const std::string& raw_name);
  void FillName(XmlEvent& event, const std::string& raw_name) const;
  std::string SpaceOf(std::string_view prefix) const;

  std::string_view text_;
  size_t at_ = 0;
  size_t depth_ = 0;
  size_t to_close_ = 0;  // elements to close before going on
  std::vector<Open> open_;
  bool damaged_ = false;
  bool cut_ = false;
};

}  // namespace dossier::crawler
