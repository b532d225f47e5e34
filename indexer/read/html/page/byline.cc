#include "indexer/read/html/page/byline.h"

#include <algorithm>
#include <array>

#include "corpus/base/case_folding.h"
#include "corpus/base/utf8.h"
#include "corpus/text/character_references.h"
#include "indexer/read/metadata/author_names.h"

namespace dossier::indexer {

namespace {

constexpr int kBlocksBeforeTitle = 6;  // where a visible byline may stand
constexpr int kBlocksAfterTitle = 16;
constexpr int kNearBefore = 3;  // where nothing but the article's own byline stands
constexpr int kNearAfter = 6;
constexpr size_t kMaxBylineBytes = 200;

constexpr std::array<std::string_view, 14> kAuthorPaths = {
    "/author/",     "/authors/", "/people/",    "/person/",  "/profile/", "/profiles/", "/staff/",
    "/contributor", "/by/",      "/journalist", "/reporter", "/writer",   "/autor",     "/bio/"};

constexpr std::array<std::string_view, 8> kPosted = {"posted",  "published", "updated",      "submitted",
                                                     "created", "written",   "last updated", "added"};
constexpr std::array<std::string_view, 17> kCredits = {
    "medically reviewed by", "reviewed by",    "fact checked by", "fact-checked by", "edited by",  "photography by",
    "photographed by",       "photographs by", "photos by",       "photo by",        "images by",  "illustration by",
    "illustrations by",      "illustrated by", "styled by",       "video by",        "graphics by"};

bool HoldsToken(std::string_view list, std::string_view token) {
  const size_t at = list.find(token);
  const size_t end = at + token.size();
  return at != std::string_view::npos && (at == 0 || list[at - 1] == ' ') && (end == list.size() || list[end] == ' ');
}

// Whether one of the parts stands in an address; each begins with a slash.
bool HoldsPath(std::string_view address, const std::array<std::string_view, 14>& parts) {
  for (size_t at = address.find('/'); at != std::string_view::npos; at = address.find('/', at + 1)) {
    const std::string_view rest = address.substr(at);
    if (std::any_of(parts.begin(), parts.end(), [&](std::string_view part) { return rest.starts_with(part); }))
      return true;
  }
  return false;
}

std::string Folded(const std::string& name) { return FoldForComparison(name); }

bool Holds(const std::vector<std::string>& names, const std::string& name) {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& other) { return Folded(other) == Folded(name); });
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

// Whether two names differ only by letters with accents that the second has without.
bool IsAccented(std::string_view accented, std::string_view plain) {
  size_t a = 0, p = 0;
  bool any = false;
  while (a < accented.size() && p < plain.size()) {
    const char32_t x = NextCodePoint(accented, a), y = NextCodePoint(plain, p);
    if (x == y) continue;
    if (x < 0x80 || y >= 0x80 || !IsLetter(x) || !IsLetter(y)) return false;
    any = true;
  }
  return any && a == accented.size() && p == plain.size();
}

// "jdoe18th Dec 2025Forum3 min read": what run together is no organisation's name.
bool HoldsNumbers(std::string_view name) {
  return std::count_if(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; }) > 3;
}

// "jane.doe.1232": how an account is called, not a name.
bool IsHandle(std::string_view name) {
  return name.find(' ') == std::string_view::npos && name.find_first_of("0123456789") != std::string_view::npos &&
         name.find_first_of("._") != std::string_view::npos;
}

class Finder {
 public:
  explicit Finder(const BylineInput& input) : in_(input) {}

  std::vector<std::string> Run() {
    FromJsonLd();
    FromMeta();
    FromPage();
    std::vector<std::string> out = Choose();
    // The outlet beside a person has published, not written.
    const std::string outlet = FoldForComparison(in_.publisher);
    const auto is_outlet = [&](const std::string& name) { return FoldForComparison(name) == outlet; };
    if (!std::all_of(out.begin(), out.end(), is_outlet)) std::erase_if(out, is_outlet);
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
    for (const std::string_view key : {"author",
                                       "parsely-author",
                                       "article:author",
                                       "article:author_name",
                                       "og:author",
                                       "sailthru.author",
                                       "dc.creator",
                                       "dcterms.creator",
                                       "citation_author",
                                       "byl",
                                       "cxenseparse:author",
                                       "article.author",
                                       "authors",
                                       "dcsext.author",
                                       "og:article:author",
                                       "twitter:data1",
                                       "creator",
                                       "rbauthors",
                                       "author_name",
                                       "article_author"}) {
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

  // Near the title a name is the article's even where a class speaks of comments or of the latest pages.
  bool InFurniture(uint32_t element, int distance) const {
    const bool near = distance >= -kNearBefore && distance <= kNearAfter;
    const auto& elements = in_.tree.elements();
    if (elements[element].other) return true;
    int steps = 0;
    for (uint32_t e = element; elements[e].parent != e && steps < 10; e = elements[e].parent, ++steps) {
      const HtmlTag tag = elements[e].tag;
      if (tag == HtmlTag::kBody || tag == HtmlTag::kMain) return false;
      if (tag == HtmlTag::kAside || tag == HtmlTag::kFooter || tag == HtmlTag::kNav || tag == HtmlTag::kFigure)
        return true;
      if (!near && (elements[e].words & (BitOf(ClassWord::kComment) | BitOf(ClassWord::kRelated))) != 0) return true;
    }
    return false;
  }

  // Elements that say they hold the author, and lines that begin with "By", near the title.
  void FromPage() {
    const auto& elements = in_.tree.elements();
    for (uint32_t i = 1; i < elements.size(); ++i) {
      const HtmlElement& element = elements[i];
      if (element.first_text == element.end_text || element.tag == HtmlTag::kBody || element.tag == HtmlTag::kHtml)
        continue;
      const bool link = element.tag == HtmlTag::kA;
      const std::string_view property = in_.tree.Attribute(i, HtmlAttributeName::kItemprop);
      const bool marked =
          HoldsToken(property, "author") || HoldsToken(property, "creator") ||
          (link && in_.tree.Attribute(i, HtmlAttributeName::kRel).find("author") != std::string_view::npos);
      const bool linked = link && HoldsPath(in_.tree.Attribute(i, HtmlAttributeName::kHref), kAuthorPaths);
      const bool classed = Has(element.words, ClassWord::kAuthor);
      if (!marked && !linked && !classed) continue;
      const int distance = Distance(element.first_text);
      const bool furniture = InFurniture(i, distance);
      if (distance < -kBlocksBeforeTitle || distance > kBlocksAfterTitle || furniture) {
        if (marked && !furniture) AddAll(far_, PeopleOfByline(in_.tree.TextOf(i, kMaxBylineBytes)));
        if ((classed || linked) && !furniture && far_.empty())
          far_ = PeopleOfByline(in_.tree.TextOf(i, kMaxBylineBytes));
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
      if (InFurniture(block.element, distance)) continue;
      const std::string_view credited = CutCredit(block.text);
      if (const std::vector<std::string> people = PeopleOfByline(credited); !people.empty()) {
        AddAll(credits_, {people.front()});
        continue;
      }
      const std::string_view posted = distance <= kBlocksAfterTitle ? CutPosted(block.text) : std::string_view();
      if (!AnnouncesAuthor(block.text) && posted.empty()) continue;
      const std::vector<std::string> people = PeopleOfByline(posted.empty() ? std::string_view(block.text) : posted);
      if (distance <= kBlocksAfterTitle) {
        AddAll(lines_, people);
      } else if (far_.empty()) {
        far_ = people;
      }
      if (people.empty() && posted.empty() && distance <= kBlocksAfterTitle && block.text.size() < 60)
        corporate_.push_back(CutBy(block.text));
    }
    // "By" alone, with the name in the next block.
    for (uint32_t b = 0; b + 1 < in_.blocks.size(); ++b) {
      const int distance =
          static_cast<int>(b) - (in_.title.block == UINT32_MAX ? 0 : static_cast<int>(in_.title.block));
      if (distance < -kBlocksBeforeTitle || distance > kBlocksAfterTitle) continue;
      const std::string label = FoldCase(CutUtf8(in_.blocks[b].text, 20));
      if ((label == "source" || label == "source:") && in_.blocks[b + 1].text.size() < 60)
        corporate_.push_back(in_.blocks[b + 1].text);
      if (label != "by" && label != "written by" && label != "author" && label != "von" && label != "par" &&
          label != "by:" && label != "author:")
        continue;
      AddAll(lines_, PeopleOfByline(CutUtf8(in_.blocks[b + 1].text, kMaxBylineBytes)));
    }
  }

  static std::string CutBy(std::string_view text) {
    for (int rounds = 0; rounds < 2; ++rounds) {
      const std::string folded = FoldCase(text);
      for (const std::string_view word :
           {"written by ", "posted by ", "by ", "von ", "author: ", "author ", "autor: "}) {
        if (!folded.starts_with(word)) continue;
        text = text.substr(word.size());
        break;
      }
    }
    return std::string(text);
  }

  // What follows "by" in "Posted on 4 August 2018 by Jane Doe"; empty where the line is no such one.
  static std::string_view CutPosted(std::string_view text) {
    const std::string folded = FoldCase(text);
    const bool posted =
        std::any_of(kPosted.begin(), kPosted.end(), [&](std::string_view word) { return folded.starts_with(word); });
    if (!posted || folded.size() != text.size()) return {};
    const size_t by = folded.find(" by ");
    return by == std::string::npos ? std::string_view() : text.substr(by + 4);
  }

  // What follows "Photography by", "Styled by" and the like.
  static std::string_view CutCredit(std::string_view text) {
    const std::string folded = FoldCase(CutUtf8(text, 40));
    for (const std::string_view word : kCredits) {
      if (folded.starts_with(word)) return text.substr(std::min(text.size(), word.size()));
    }
    return {};
  }

  // The visible byline settles which of the stated people wrote the page; markup alone is believed when the page
  // shows no byline.
  std::vector<std::string> Choose() const {
    std::vector<std::string> chosen = ChooseList();
    // Who took the pictures did not write, unless nobody else is named.
    std::vector<std::string> writers = chosen;
    std::erase_if(writers, [&](const std::string& name) { return Holds(credits_, name) && !Holds(lines_, name); });
    if (writers.empty()) writers = chosen;
    // "Solcyre" of the markup as the page shows it: "Solcyré".
    for (std::string& name : writers) {
      for (const auto* shown : {&linked_, &lines_, &classed_}) {
        const auto accented = std::find_if(shown->begin(), shown->end(),
                                           [&](const std::string& other) { return IsAccented(other, name); });
        if (accented != shown->end()) name = *accented;
      }
    }
    return writers;
  }

  std::vector<std::string> ChooseList() const {
    std::vector<std::string> shown = linked_;
    AddAll(shown, lines_);
    AddAll(shown, classed_);
    std::vector<std::string> visible = linked_;
    if (visible.empty()) visible = lines_;
    if (visible.empty()) visible = classed_;
    const std::vector<std::string>& stated = stated_.empty() ? meta_ : stated_;
    if (!lines_.empty() && !stated.empty() && IsSubset(stated, lines_) && lines_.size() <= 5) return lines_;
    if (!stated.empty()) {
      if (IsSubset(stated, shown)) return stated;
      if (!visible.empty() && IsSubset(visible, stated)) return visible;
      return stated;
    }
    if (!visible.empty()) return visible;
    return corporate_.empty() ? far_ : std::vector<std::string>();
  }

  // An organisation as author, when the page says so and names no person.
  std::vector<std::string> Corporate() const {
    for (const auto* list : {&corporate_, &others_}) {
      for (const std::string& name : *list) {
        std::string clean = CollapseWhiteSpace(std::string_view(name).substr(0, name.find_first_of("|•")));
        if (const size_t comma = clean.find(", "); comma != std::string::npos && comma > 2) clean.resize(comma);
        while (!clean.empty() && (clean.front() == ',' || clean.front() == ' ')) clean.erase(0, 1);
        if (clean.size() >= 3 && clean.size() <= 60 && !NamesNobody(clean) && !IsHandle(clean) && !HoldsNumbers(clean))
          return {clean};
      }
    }
    return {};
  }

  const BylineInput& in_;
  std::vector<std::string> stated_, meta_;             // JSON-LD, meta elements
  std::vector<std::string> linked_, classed_, lines_;  // visible, near the title
  std::vector<std::string> far_;                       // visible elsewhere
  std::vector<std::string> credits_;                   // of pictures and the like
  std::vector<std::string> others_, corporate_;        // names that are no person's
};

}  // namespace

std::vector<std::string> FindAuthors(const BylineInput& input) { return Finder(input).Run(); }

}  // namespace dossier::indexer
