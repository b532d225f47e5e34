#include "indexer/html_byline.h"

#include <algorithm>
#include <array>

#include "corpus/base/character_references.h"
#include "corpus/base/utf8.h"
#include "indexer/author_names.h"

namespace dossier::indexer {

namespace {

constexpr int kBlocksBeforeTitle = 6;   // where a visible byline may stand
constexpr int kBlocksAfterTitle = 16;
constexpr size_t kMaxBylineBytes = 200;

constexpr std::array<std::string_view, 14> kAuthorPaths = {"/author/", "/authors/", "/people/", "/person/", "/profile/", "/profiles/", "/staff/",
                                                           "/contributor", "/by/", "/journalist", "/reporter", "/writer", "/autor", "/bio/"};

bool HoldsAny(std::string_view text, const std::array<std::string_view, 14>& parts) {
  return std::any_of(parts.begin(), parts.end(), [&](std::string_view part) { return text.find(part) != std::string_view::npos; });
}

std::string Folded(const std::string& name) { return FoldForComparison(name); }

bool Holds(const std::vector<std::string>& names, const std::string& name) {
  return std::any_of(names.begin(), names.end(), [&](const std::string& other) { return Folded(other) == Folded(name); });
}

// Adds names that are new. Of "Jane Doe" and "Jane DoePublished", which run together without a blank, the shorter.
void AddAll(std::vector<std::string>& to, const std::vector<std::string>& from) {
  for (const std::string& name : from) {
    if (Holds(to, name)) continue;
    const auto glued = [](const std::string& shorter, const std::string& longer) {
      return longer.size() > shorter.size() && longer.starts_with(shorter) && longer[shorter.size()] != ' ';
    };
    if (std::any_of(to.begin(), to.end(), [&](const std::string& other) { return glued(other, name); })) continue;
    std::erase_if(to, [&](const std::string& other) { return glued(name, other); });
    to.push_back(name);
  }
}

bool IsSubset(const std::vector<std::string>& part, const std::vector<std::string>& whole) {
  return std::all_of(part.begin(), part.end(), [&](const std::string& name) { return Holds(whole, name); });
}

class Finder {
 public:
  explicit Finder(const BylineInput& input) : in_(input) {}

  std::vector<std::string> Run() {
    FromJsonLd();
    FromMeta();
    FromPage();
    std::vector<std::string> out = Choose();
    if (out.empty()) out = Corporate();
    return out;
  }

 private:
  void FromJsonLd() {
    if (in_.work == nullptr) return;
    for (const JsonLdName& author : in_.work->authors) {
      const std::vector<std::string> people = PeopleOfByline(author.name);
      if (!author.organisation && !people.empty()) {
        AddAll(stated_, people);
      } else if (!NamesNobody(author.name)) {
        others_.push_back(author.name);
      }
    }
  }

  void FromMeta() {
    for (const std::string_view key : {"author", "parsely-author", "article:author", "article:author_name", "og:author", "sailthru.author", "dc.creator",
                                       "dcterms.creator", "citation_author", "byl", "cxenseparse:author", "article.author", "authors", "dcsext.author",
                                       "og:article:author", "twitter:data1", "creator", "rbauthors", "author_name", "article_author"}) {
      if (key == "twitter:data1" && FoldCase(in_.meta.Get("twitter:label1")).find("by") == std::string::npos) continue;
      std::vector<std::string> found;
      for (const std::string_view value : in_.meta.All(key)) {
        if (value.find("://") != std::string_view::npos) continue;
        const std::string decoded = DecodeCharacterReferences(value);
        std::vector<std::string> people = PeopleOfByline(decoded);
        if (people.empty() && !NamesNobody(decoded) && decoded.size() < 80) others_.push_back(decoded);
        AddAll(found, people);
      }
      if (meta_.empty()) meta_ = found;
    }
  }

  int Distance(uint32_t first_text) const {
    const auto at = std::lower_bound(in_.blocks.begin(), in_.blocks.end(), first_text,
                                     [](const HtmlBlock& block, uint32_t text) { return block.end_text <= text; });
    const int title = in_.title.block == UINT32_MAX ? 0 : static_cast<int>(in_.title.block);
    return static_cast<int>(at - in_.blocks.begin()) - title;
  }

  bool InFurniture(uint32_t element) const {
    const auto& elements = in_.tree.elements();
    int steps = 0;
    for (uint32_t e = element; elements[e].parent != e && steps < 10; e = elements[e].parent, ++steps) {
      const HtmlTag tag = elements[e].tag;
      if (tag == HtmlTag::kBody || tag == HtmlTag::kMain) return false;
      if (tag == HtmlTag::kAside || tag == HtmlTag::kFooter || tag == HtmlTag::kNav || tag == HtmlTag::kFigure) return true;
      if ((elements[e].words & (BitOf(ClassWord::kComment) | BitOf(ClassWord::kRelated))) != 0) return true;
    }
    return false;
  }

  // Elements that say they hold the author, and lines that begin with "By", near the title.
  void FromPage() {
    const auto& elements = in_.tree.elements();
    for (uint32_t i = 1; i < elements.size(); ++i) {
      const HtmlElement& element = elements[i];
      if (element.first_text == element.end_text || element.tag == HtmlTag::kBody || element.tag == HtmlTag::kHtml) continue;
      const bool link = element.tag == HtmlTag::kA;
      const std::string_view property = in_.tree.Attribute(i, HtmlAttributeName::kItemprop);
      const bool marked = property == "author" || property == "creator" ||
                          (link && in_.tree.Attribute(i, HtmlAttributeName::kRel).find("author") != std::string_view::npos);
      const bool linked = link && HoldsAny(in_.tree.Attribute(i, HtmlAttributeName::kHref), kAuthorPaths);
      const bool classed = Has(element.words, ClassWord::kAuthor);
      if (!marked && !linked && !classed) continue;
      const int distance = Distance(element.first_text);
      if (distance < -kBlocksBeforeTitle || distance > kBlocksAfterTitle || InFurniture(i)) {
        if (marked && !InFurniture(i)) AddAll(far_, PeopleOfByline(in_.tree.TextOf(i, kMaxBylineBytes)));
        if ((classed || linked) && !InFurniture(i) && far_.empty()) far_ = PeopleOfByline(in_.tree.TextOf(i, kMaxBylineBytes));
        continue;
      }
      const std::string text = in_.tree.TextOf(i, kMaxBylineBytes * 2);
      if (text.size() > kMaxBylineBytes) continue;
      const std::vector<std::string> people = PeopleOfByline(text);
      if (!people.empty()) {
        AddAll(marked || linked ? linked_ : classed_, people);
      } else if (text.size() < 60 && !NamesNobody(text)) {
        if (marked || AnnouncesAuthor(text)) corporate_.emplace_back(CutBy(text));
      }
    }
    for (uint32_t b = 0; b < in_.blocks.size(); ++b) {
      const HtmlBlock& block = in_.blocks[b];
      const int title = in_.title.block == UINT32_MAX ? 0 : static_cast<int>(in_.title.block);
      const int distance = static_cast<int>(b) - title;
      if (block.text.size() > kMaxBylineBytes || distance < -kBlocksBeforeTitle) continue;
      if (!AnnouncesAuthor(block.text) || InFurniture(block.element)) continue;
      const std::vector<std::string> people = PeopleOfByline(block.text);
      if (distance <= kBlocksAfterTitle) {
        AddAll(lines_, people);
      } else if (far_.empty()) {
        far_ = people;
      }
      if (people.empty() && distance <= kBlocksAfterTitle && block.text.size() < 60) corporate_.push_back(CutBy(block.text));
    }
    // "By" alone, with the name in the next block.
    for (uint32_t b = 0; b + 1 < in_.blocks.size(); ++b) {
      const std::string label = FoldCase(in_.blocks[b].text);
      if (label != "by" && label != "written by" && label != "author" && label != "von" && label != "par" && label != "by:" && label != "author:") continue;
      AddAll(lines_, PeopleOfByline(CutUtf8(in_.blocks[b + 1].text, kMaxBylineBytes)));
    }
  }

  static std::string CutBy(std::string_view text) {
    const std::string folded = FoldCase(text);
    for (const std::string_view word : {"written by ", "posted by ", "by ", "von ", "author: "}) {
      if (folded.starts_with(word)) return std::string(text.substr(word.size()));
    }
    return std::string(text);
  }

  // The visible byline settles which of the stated people wrote the page; markup alone is believed when the page
  // shows no byline.
  std::vector<std::string> Choose() const {
    std::vector<std::string> visible = linked_;
    if (visible.empty()) visible = lines_;
    if (visible.empty()) visible = classed_;
    const std::vector<std::string>& stated = stated_.empty() ? meta_ : stated_;
    if (!lines_.empty() && !stated.empty() && IsSubset(stated, lines_) && lines_.size() <= 5) return lines_;
    if (!stated.empty()) {
      if (!visible.empty() && IsSubset(visible, stated)) return visible;
      return stated;
    }
    if (!visible.empty()) return visible;
    return far_;
  }

  // An organisation as author, when the page says so and names no person.
  std::vector<std::string> Corporate() const {
    for (const auto* list : {&corporate_, &others_}) {
      for (const std::string& name : *list) {
        std::string clean = CollapseWhiteSpace(std::string_view(name).substr(0, name.find_first_of("|•")));
        if (const size_t comma = clean.find(", "); comma != std::string::npos && comma > 2) clean.resize(comma);
        while (!clean.empty() && (clean.front() == ',' || clean.front() == ' ')) clean.erase(0, 1);
        if (clean.size() >= 3 && clean.size() <= 60 && !NamesNobody(clean)) return {clean};
      }
    }
    return {};
  }

  const BylineInput& in_;
  std::vector<std::string> stated_, meta_;          // JSON-LD, meta elements
  std::vector<std::string> linked_, classed_, lines_;  // visible, near the title
  std::vector<std::string> far_;                    // visible elsewhere
  std::vector<std::string> others_, corporate_;     // names that are no person's
};

}  // namespace

std::vector<std::string> FindAuthors(const BylineInput& input) { return Finder(input).Run(); }

}  // namespace dossier::indexer
