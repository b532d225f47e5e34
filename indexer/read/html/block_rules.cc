#include "indexer/read/html/block_rules.h"

#include <algorithm>
#include <array>
#include <string>

#include "corpus/base/case_folding.h"
#include "corpus/base/utf8.h"
#include "indexer/read/html/furniture_phrases.h"
#include "indexer/read/html/text_shape.h"
#include "indexer/read/metadata/stated_date.h"

namespace dossier::indexer {

namespace {

using corpus::BlockKind;

constexpr ClassWords kFurniture = BitOf(ClassWord::kComment) | BitOf(ClassWord::kRelated) | BitOf(ClassWord::kPromo) |
                                  BitOf(ClassWord::kNav) | BitOf(ClassWord::kFooter) | BitOf(ClassWord::kSidebar) |
                                  BitOf(ClassWord::kHidden);

// Whether an element or one above it, below `top`, is no place for an article's text.
bool InFurniture(const HtmlTree& tree, uint32_t element, uint32_t top) {
  const auto& elements = tree.elements();
  for (uint32_t e = element; e != top && elements[e].parent != e; e = elements[e].parent) {
    if (elements[e].hidden || elements[e].other || (elements[e].words & kFurniture) != 0) return true;
    switch (elements[e].tag) {
      case HtmlTag::kNav:
      case HtmlTag::kFooter:
      case HtmlTag::kAside:
      case HtmlTag::kForm:
      case HtmlTag::kButton:
      case HtmlTag::kDialog:
        return true;
      default:
        break;
    }
  }
  return false;
}

bool IsAsciiDigit(char c) { return c >= '0' && c <= '9'; }
bool IsRow(const HtmlBlock& block) { return block.kind == BlockKind::kTableRow; }

// --- Tables --------------------------------------------------------------------------------------------------------

bool HoldsCve(std::string_view text) {
  const size_t at = FoldCase(text).find("cve-");
  return at != std::string::npos && at + 8 < text.size() && IsAsciiDigit(text[at + 4]) && IsAsciiDigit(text[at + 7]);
}

// "2.9.2", "v12.1", "10.0(3)": digits, a stop, digits.
bool HoldsVersion(std::string_view text) {
  for (size_t i = 1; i + 1 < text.size(); ++i) {
    if (text[i] == '.' && IsAsciiDigit(text[i - 1]) && IsAsciiDigit(text[i + 1])) return true;
  }
  return false;
}

bool HoldsFacts(std::string_view text) {
  return HoldsCve(text) || HoldsVersion(text) || !FindStatedDates(text, SlashOrder::kUnknown).empty();
}

// Words by which a text speaks of its table.
bool SpeaksOfTable(std::string_view text) {
  constexpr auto kWords = std::to_array<std::string_view>(
      {"table",     "tabelle",   "tableau",  "tabla",      "tabella", "tabela",  "tabel",
       "tabell",    "taulukko",  "táblázat", "таблиц",     "表",      "표",      "affected",
       "betroffen", "concernés", "afectad",  "interessat", "afetad",  "затронут"});
  const std::string folded = FoldCase(text);
  return std::any_of(kWords.begin(), kWords.end(),
                     [&](std::string_view word) { return folded.find(word) != std::string::npos; });
}

// The innermost element around two blocks.
uint32_t Around(const HtmlTree& tree, uint32_t a, uint32_t b) {
  const auto& elements = tree.elements();
  while (a != b) {
    uint32_t& deeper = elements[a].depth >= elements[b].depth ? a : b;
    if (elements[deeper].parent == deeper) break;
    deeper = elements[deeper].parent;
  }
  return a;
}

constexpr size_t kLedInBlocks = 3;       // headings and lines between the last paragraph and its table
constexpr uint32_t kLedInLetters = 120;  // of such a line

class Tables {
 public:
  Tables(const ArbiterInput& input, BlockChoice choice) : in_(input), choice_(choice) {}

  void Run() {
    const size_t count = in_.blocks.size();
    for (size_t i = count; i-- > 0 && last_ == SIZE_MAX;) {
      if (choice_.kept[i] != 0 && !IsRow(in_.blocks[i]) && in_.blocks[i].kind != BlockKind::kHeading) last_ = i;
    }
    if (last_ == SIZE_MAX) return;
    for (size_t i = last_ + 1; i < count && Keep(i); ++i) {
    }
  }

 private:
  // Keeps the table that begins after block `i` - 1, with what leads to it, and moves `i` to its last row; false when
  // none does.
  bool Keep(size_t& i) {
    size_t first = i;
    while (first < in_.blocks.size() && first < i + kLedInBlocks && !IsRow(in_.blocks[first]) && LeadsIn(first))
      ++first;
    size_t end = first;
    while (end < in_.blocks.size() && IsRow(in_.blocks[end])) ++end;
    if (end == first || !Belongs(i, first, end)) return false;
    for (size_t k = i; k < end; ++k) {
      if (choice_.kept[k] != 0) continue;
      choice_.kept[k] = 1;
      choice_.rule[k] = "table at the end of the article";
    }
    i = end - 1;
    return true;
  }

  bool LeadsIn(size_t i) const {
    const HtmlBlock& block = in_.blocks[i];
    return block.kind == BlockKind::kHeading || block.kind == BlockKind::kCaption ||
           (block.letters <= kLedInLetters && block.link_letters * 2 < block.letters);
  }

  bool Belongs(size_t from, size_t first, size_t end) const {
    uint32_t letters = 0, linked = 0;
    size_t facts = 0;
    for (size_t i = first; i < end; ++i) {
      letters += in_.blocks[i].letters;
      linked += in_.blocks[i].link_letters;
      facts += HoldsFacts(in_.blocks[i].text) ? 1 : 0;
    }
    const uint32_t around = Around(in_.tree, in_.blocks[last_].element, in_.blocks[first].element);
    const HtmlTag tag = in_.tree.elements()[around].tag;
    if (tag == HtmlTag::kHtml || InFurniture(in_.tree, in_.blocks[first].element, around)) return false;
    const bool cves = std::any_of(in_.blocks.begin() + static_cast<std::ptrdiff_t>(first),
                                  in_.blocks.begin() + static_cast<std::ptrdiff_t>(end),
                                  [](const HtmlBlock& block) { return HoldsCve(block.text); });
    if (linked * 2 >= letters && !cves) return false;  // CVE numbers are linked wherever they stand
    if (facts * 2 + 2 >= end - first && facts > 0) return true;
    const HtmlBlock& before = in_.blocks[last_];
    const bool colon = before.text.ends_with(":") || before.text.ends_with("：");
    bool told = colon || SpeaksOfTable(before.text);
    for (size_t i = from; i < first; ++i) told = told || SpeaksOfTable(in_.blocks[i].text);
    return told && end - first >= 2;
  }

  const ArbiterInput& in_;
  BlockChoice choice_;
  size_t last_ = SIZE_MAX;  // the last block of prose that is kept
};

// --- Lines of links ------------------------------------------------------------------------------------------------

constexpr size_t kMaxLinkLine = 220;  // bytes; a longer paragraph is prose whatever is linked in it
constexpr size_t kMaxLeadIn = 40;     // bytes of the words before the colon
constexpr size_t kFewWords = 4;       // a linked headline has so many at least
constexpr double kLinkedPart = 0.4;   // of the letters of a line with a lead-in
constexpr double kAllLinked = 0.95;
constexpr float kPhrasePart = 0.6f;  // of the lead-in that says "read more" and the like
constexpr size_t kMostLone = 3;

size_t WordsIn(std::string_view text) {
  size_t words = 0;
  bool in_word = false;
  for (size_t i = 0; i < text.size();) {
    const bool word = IsWordChar(NextCodePoint(text, i));
    words += word && !in_word ? 1 : 0;
    in_word = word;
  }
  return words;
}

bool IsAllCapitals(std::string_view text) {
  bool any = false;
  for (size_t i = 0; i < text.size();) {
    const char32_t c = NextCodePoint(text, i);
    if (!IsLetter(c)) continue;
    if (!IsUpper(c)) return false;
    any = true;
  }
  return any;
}

// "[button link=/shop]Buy[/button]", "[caption id=...]": markup of an editor that its site no longer renders.
bool IsShortcode(std::string_view text) {
  if (!text.starts_with('[')) return false;
  size_t name = 1;
  while (name < text.size() && ((text[name] >= 'a' && text[name] <= 'z') || text[name] == '_' || text[name] == '-'))
    ++name;
  const size_t close = text.find(']');
  if (name < 4 || close == std::string_view::npos) return false;
  const std::string_view inside = text.substr(name, close - name);
  const bool attributes = inside.starts_with(' ') && inside.find('=') != std::string_view::npos;
  const bool closed = text.find("[/" + std::string(text.substr(1, name - 1)) + "]") != std::string_view::npos;
  return (attributes || closed) && text.size() <= close + kMaxLinkLine;
}

// The words before a colon, bar or dash near the beginning; empty when there is none.
std::string_view LeadInOf(std::string_view text) {
  for (const std::string_view mark : {":", "：", " | ", " – ", " — ", " - ", " >", " »", " ▶", " ►", " →"}) {
    const size_t at = text.find(mark);
    if (at != std::string_view::npos && at > 0 && at <= kMaxLeadIn && WordsIn(text.substr(0, at)) <= kFewWords)
      return text.substr(0, at);
  }
  return {};
}

class LinkLines {
 public:
  LinkLines(const ArbiterInput& input, BlockChoice choice) : in_(input), choice_(choice) {}

  void Run() {
    CountLone();
    for (size_t i = 0; i < in_.blocks.size(); ++i) {
      if (choice_.kept[i] == 0) continue;
      const std::string_view rule = RuleFor(i);
      if (rule.empty()) continue;
      choice_.kept[i] = 0;
      choice_.rule[i] = rule;
    }
  }

 private:
  std::string_view RuleFor(size_t i) const {
    const HtmlBlock& block = in_.blocks[i];
    if (block.text.size() > kMaxLinkLine || IsRow(block) || block.kind == BlockKind::kCode) return {};
    if (IsShortcode(block.text)) return "shortcode";
    if (block.kind == BlockKind::kHeading) return {};
    std::string_view text = block.text;
    const bool bracketed =
        (text.starts_with('[') && text.ends_with(']')) || (text.starts_with('(') && text.ends_with(')'));
    if (bracketed) text = text.substr(1, text.size() - 2);
    const std::string_view lead = LeadInOf(text);
    const bool related = LeadsAway(lead.empty() ? text : text.substr(0, lead.size() + 1), !lead.empty());
    const double share = block.letters == 0 ? 0 : static_cast<double>(block.link_letters) / block.letters;
    if (bracketed && related && (share >= kLinkedPart || !lead.empty())) return "bracketed link line";
    if (!lead.empty() && related && (share >= kLinkedPart || (block.links == 0 && IsAllCapitals(lead))))
      return "link line";
    if (share >= kAllLinked && IsLoneHeadline(i)) return "linked headline";
    return {};
  }

  // Whether words say that other pages follow: they begin so, and a lead-in says nothing else.
  static bool LeadsAway(std::string_view words, bool all) {
    const PhraseBits bits = PhrasesOf(words);
    return (bits.begins >> static_cast<int>(Phrase::kRelated) & 1) != 0 && (!all || bits.share >= kPhrasePart);
  }

  bool IsLoneHeadline(size_t i) const {
    const HtmlBlock& block = in_.blocks[i];
    return lone_ <= kMostLone && block.kind == BlockKind::kParagraph && WordsIn(block.text) >= kFewWords &&
           !EndsSentence(block.text) && !IsReference(block.text) && IsBetween(i) && LeadsToPage(block);
  }

  // A page with many paragraphs that are links is a list of them.
  void CountLone() {
    for (size_t i = 0; i < in_.blocks.size(); ++i) {
      const HtmlBlock& block = in_.blocks[i];
      lone_ += choice_.kept[i] != 0 && block.kind == BlockKind::kParagraph && block.links > 0 &&
                       block.link_letters >= kAllLinked * block.letters
                   ? 1
                   : 0;
    }
  }

  static bool EndsSentence(std::string_view text) { return ShapeOf(text).ends_sentence; }

  // Documents are named as evidence: "Order of 4 August 2018 (PDF)", "CVE-2018-1234".
  static bool IsReference(std::string_view text) {
    const std::string folded = FoldCase(text);
    return folded.find("pdf") != std::string::npos || HoldsCve(text) || folded.find("http") != std::string::npos;
  }

  // Stands alone between two paragraphs of prose: several linked lines in a row are a list of sources.
  bool IsBetween(size_t i) const {
    const auto prose = [&](size_t k) { return choice_.kept[k] != 0 && IsParagraphText(in_.blocks[k]); };
    return i > 0 && i + 1 < in_.blocks.size() && prose(i - 1) && prose(i + 1);
  }

  // Whether the block's first link leads to a page rather than to a place of this one or to a file.
  bool LeadsToPage(const HtmlBlock& block) const {
    const auto& elements = in_.tree.elements();
    for (uint32_t e = in_.tree.texts()[block.first_text].element; elements[e].parent != e; e = elements[e].parent) {
      if (elements[e].tag != HtmlTag::kA) continue;
      const std::string_view to = in_.tree.Attribute(e, HtmlAttributeName::kHref);
      return !to.empty() && to[0] != '#' && !FoldCase(to).ends_with(".pdf");
    }
    return false;
  }

  const ArbiterInput& in_;
  BlockChoice choice_;
  size_t lone_ = 0;  // paragraphs that are nothing but links
};

// --- Short notices -------------------------------------------------------------------------------------------------

constexpr uint32_t kHardlyAnything = 300;  // letters that the model keeps of a page that may be a notice
constexpr size_t kFewestWords = 4;         // of a sentence
constexpr float kBegunPart = 0.2f;         // of a line that begins with such a phrase
constexpr size_t kMostNotices = 12;
constexpr size_t kMostHeadlines = 3;       // linked ones: a page with more is a list of teasers
constexpr uint32_t kUnspacedLetters = 24;  // bytes that make a sentence in a script without blanks

class Notice {
 public:
  Notice(const ArbiterInput& input, BlockChoice choice) : in_(input), choice_(choice) {}

  void Run() {
    uint32_t kept = 0;
    for (size_t i = 0; i < in_.blocks.size(); ++i) kept += choice_.kept[i] != 0 ? in_.blocks[i].letters : 0;
    if (kept >= kHardlyAnything) return;
    const uint32_t top = Container();
    std::vector<size_t> found;
    size_t headlines = 0;
    for (size_t i = First(); i < in_.blocks.size(); ++i) {
      const HtmlBlock& block = in_.blocks[i];
      if (!IsBelow(block.element, top)) continue;
      headlines += block.links > 0 && block.link_letters * 5 >= block.letters * 4 && block.letters >= 12 ? 1 : 0;
      if (choice_.kept[i] == 0 && IsSentence(block, top)) found.push_back(i);
    }
    if (found.size() > kMostNotices || headlines >= kMostHeadlines) return;
    for (const size_t i : found) {
      choice_.kept[i] = 1;
      choice_.rule[i] = "short notice";
    }
  }

 private:
  size_t First() const { return in_.title.block < in_.blocks.size() ? in_.title.block + 1 : 0; }

  // The innermost element around the title that holds a sentence, or the article, or the body.
  uint32_t Container() const {
    const auto& elements = in_.tree.elements();
    if (in_.title.block < in_.blocks.size()) {
      for (uint32_t e = in_.blocks[in_.title.block].element; elements[e].parent != e; e = elements[e].parent) {
        for (size_t i = First(); i < in_.blocks.size() && in_.blocks[i].first_text < elements[e].end_text; ++i) {
          if (IsBelow(in_.blocks[i].element, e) && IsSentence(in_.blocks[i], e)) return e;
        }
      }
    }
    for (uint32_t e = 1; e < elements.size(); ++e) {
      if (elements[e].tag == HtmlTag::kArticle || elements[e].tag == HtmlTag::kMain) return e;
    }
    return 0;
  }

  bool IsBelow(uint32_t element, uint32_t top) const {
    return element >= top && element < in_.tree.elements()[top].end;
  }

  bool IsSentence(const HtmlBlock& block, uint32_t top) const {
    if (block.kind == BlockKind::kHeading || block.kind == BlockKind::kCaption || IsRow(block)) return false;
    if (block.link_letters * 2 >= block.letters || !ShapeOf(block.text).ends_sentence) return false;
    const bool unspaced = WordsIn(block.text) < kFewestWords;
    if (unspaced && (block.letters < kUnspacedLetters || static_cast<unsigned char>(block.text[0]) < 0xE3))
      return false;
    if (InFurniture(in_.tree, block.element, top)) return false;
    const PhraseBits bits = PhrasesOf(block.text);
    constexpr auto kNone =
        std::to_array<Phrase>({Phrase::kPromo, Phrase::kRelated, Phrase::kComment, Phrase::kLegal, Phrase::kShare,
                               Phrase::kConsent, Phrase::kWall, Phrase::kAdvert, Phrase::kAppeal});
    const bool begins = std::any_of(kNone.begin(), kNone.end(),
                                    [&](Phrase phrase) { return (bits.begins >> static_cast<int>(phrase) & 1) != 0; });
    return bits.share < (begins ? kBegunPart : kPhrasePart / 2);
  }

  const ArbiterInput& in_;
  BlockChoice choice_;
};

}  // namespace

void KeepFinalTables(const ArbiterInput& input, BlockChoice choice) { Tables(input, choice).Run(); }
void DropLinkLines(const ArbiterInput& input, BlockChoice choice) { LinkLines(input, choice).Run(); }
void KeepShortNotice(const ArbiterInput& input, BlockChoice choice) { Notice(input, choice).Run(); }

}  // namespace dossier::indexer
