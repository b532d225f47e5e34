#include "indexer/read/html/features.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <unordered_map>

#include "corpus/base/utf8.h"
#include "indexer/read/html/furniture_phrases.h"
#include "indexer/read/html/page/repetition.h"
#include "indexer/read/html/text_shape.h"

namespace dossier::indexer {

namespace {

// Tags that say something about the text inside, as flags of the ancestors.
constexpr std::array<HtmlTag, 14> kAncestorTags = {
    HtmlTag::kNav,    HtmlTag::kAside,   HtmlTag::kFooter, HtmlTag::kHeader,     HtmlTag::kForm,
    HtmlTag::kFigure, HtmlTag::kTable,   HtmlTag::kLi,     HtmlTag::kBlockquote, HtmlTag::kArticle,
    HtmlTag::kMain,   HtmlTag::kSection, HtmlTag::kA,      HtmlTag::kAddress};
// Tags of the block element itself.
constexpr std::array<HtmlTag, 12> kOwnTags = {
    HtmlTag::kP,  HtmlTag::kDiv,        HtmlTag::kLi,      HtmlTag::kTd,      HtmlTag::kFigcaption, HtmlTag::kDt,
    HtmlTag::kDd, HtmlTag::kBlockquote, HtmlTag::kSection, HtmlTag::kArticle, HtmlTag::kSummary,    HtmlTag::kTr};

float Log(double value) { return static_cast<float>(std::log1p(value)); }
// Of a count: most are small, and a page asks for thousands.
float LogOf(size_t count) {
  constexpr size_t kSmall = 4096;
  static const auto* const table = [] {
    auto* out = new std::array<float, kSmall>;
    for (size_t i = 0; i < kSmall; ++i) (*out)[i] = Log(static_cast<double>(i));
    return out;
  }();
  return count < kSmall ? (*table)[count] : Log(static_cast<double>(count));
}
float Share(double part, double whole) { return whole > 0 ? static_cast<float>(part / whole) : 0.0f; }

// What a byte becomes in a squeezed text: letters and digits in lower case, 0 for what goes.
constexpr std::array<char, 256> kSqueezed = [] {
  std::array<char, 256> out{};
  for (size_t c = 0; c < out.size(); ++c) {
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0xC3;
    out[c] = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : kept ? c : 0);
  }
  return out;
}();

// Letters only, so that quotes and blanks of two renderings do not matter.
std::string Squeezed(std::string_view text) {
  std::string out(text.size(), '\0');
  size_t size = 0;
  for (const char c : text) {
    out[size] = kSqueezed[static_cast<unsigned char>(c)];
    size += out[size] != 0 ? 1 : 0;
  }
  out.resize(size);
  return out;
}

// Sums over the subtree of every element.
struct Sums {
  std::vector<uint32_t> letters, linked, paragraph, blocks;

  Sums(const HtmlTree& tree, const std::vector<HtmlBlock>& all) {
    const auto& elements = tree.elements();
    for (auto* sum : {&letters, &linked, &paragraph, &blocks}) sum->assign(elements.size(), 0);
    for (const HtmlBlock& block : all) {
      letters[block.element] += block.letters;
      linked[block.element] += block.link_letters;
      ++blocks[block.element];
      if (IsParagraphText(block)) paragraph[block.element] += block.letters;
    }
    for (auto i = static_cast<uint32_t>(elements.size()); i-- > 1;) {
      for (auto* sum : {&letters, &linked, &paragraph, &blocks}) (*sum)[elements[i].parent] += (*sum)[i];
    }
  }
};

class Builder {
 public:
  explicit Builder(const ArbiterInput& input)
      : in_(input), elements_(input.tree.elements()), blocks_(input.blocks), sums_(input.tree, input.blocks) {
    width_ = BlockFeatureNames().size();
    PrepareAncestors();
    PrepareBlocks();
    PrepareContext();
    if (in_.work != nullptr && in_.work->body.size() >= 200) body_ = Squeezed(in_.work->body);
    description_ = Squeezed(in_.description);
    title_ = Squeezed(in_.title.text);
  }

  std::vector<float> Run() {
    out_.reserve(blocks_.size() * width_);
    for (size_t i = 0; i < blocks_.size(); ++i) {
      Own(i);
      Ancestors(i);
      Candidates(i);
      Neighbours(i);
      Place(i);
      Witnesses(i);
      Repetition(i);
      Surroundings(i);
      Writing(i);
    }
    return std::move(out_);
  }

 private:
  void Put(float value) { out_.push_back(value); }
  void Put(bool value) { out_.push_back(value ? 1.0f : 0.0f); }

  // Body and html carry classes of the whole page ("single-post sidebar-right"): they say nothing about a block.
  void PrepareAncestors() {
    far_words_.assign(elements_.size(), 0);
    tag_flags_.assign(elements_.size(), 0);
    for (uint32_t i = 1; i < elements_.size(); ++i) {
      const uint32_t parent = elements_[i].parent;
      const HtmlTag tag = elements_[i].tag;
      const bool page = tag == HtmlTag::kHtml || tag == HtmlTag::kBody;
      far_words_[i] = far_words_[parent] | (page ? 0 : elements_[i].words);
      tag_flags_[i] = tag_flags_[parent];
      for (size_t t = 0; t < kAncestorTags.size(); ++t) {
        if (tag == kAncestorTags[t]) tag_flags_[i] |= static_cast<uint16_t>(1 << t);
      }
    }
  }

  size_t SignatureOf(uint32_t element) const {
    const std::hash<std::string_view> hash;
    const uint32_t parent = elements_[element].parent;
    size_t out = static_cast<size_t>(elements_[element].tag) * 1000003 +
                 hash(in_.tree.Attribute(element, HtmlAttributeName::kClass));
    out = out * 1000003 + static_cast<size_t>(elements_[parent].tag);
    return out * 1000003 + hash(in_.tree.Attribute(parent, HtmlAttributeName::kClass));
  }

  void PrepareBlocks() {
    const size_t n = blocks_.size();
    shapes_.reserve(n);
    signature_.reserve(n);
    std::unordered_map<std::string_view, int> copies;
    for (const HtmlBlock& block : blocks_) {
      shapes_.push_back(ShapeOf(block.text));
      phrases_.push_back(PhrasesOf(block.text));
      signature_.push_back(SignatureOf(block.element));
      ++copies[block.text];
      auto& [letters, count] = signature_sum_[signature_.back()];
      ++count;
      if (IsParagraphText(block)) letters += block.letters;
    }
    uint32_t before = 0;
    for (size_t i = 0; i < n; ++i) {
      copies_.push_back(copies[blocks_[i].text]);
      before_.push_back(before);
      if (IsParagraphText(blocks_[i])) before += blocks_[i].letters;
    }
    total_ = before;
    const uint32_t density = in_.candidates.Of(CandidateKind::kDensity);
    for (size_t i = 0; i < n; ++i) {
      if (!IsParagraphText(blocks_[i]) || density == HtmlCandidates::kNone) continue;
      if (blocks_[i].element < density || blocks_[i].element >= elements_[density].end) continue;
      if (first_long_ == SIZE_MAX) first_long_ = i;
      last_long_ = i;
    }
    // The heading that rules over each block.
    size_t heading = SIZE_MAX;
    for (size_t i = 0; i < n; ++i) {
      heading_.push_back(heading);
      if (blocks_[i].kind == corpus::BlockKind::kHeading) heading = i;
    }
  }

  // The blocks [first, end) that stand below an element.
  std::pair<size_t, size_t> BlocksBelow(uint32_t element) const {
    const auto by_text = [](const HtmlBlock& block, uint32_t text) { return block.first_text < text; };
    const auto first = std::lower_bound(blocks_.begin(), blocks_.end(), elements_[element].first_text, by_text);
    const auto end = std::lower_bound(first, blocks_.end(), elements_[element].end_text, by_text);
    return {static_cast<size_t>(first - blocks_.begin()), static_cast<size_t>(end - blocks_.begin())};
  }

  void PrepareContext() {
    const size_t n = blocks_.size();
    const uint32_t density = in_.candidates.Of(CandidateKind::kDensity);
    std::vector<char> in_main(n, 0);
    uint32_t hidden = 0;
    for (size_t i = 0; i < n; ++i) {
      if (!IsParagraphText(blocks_[i])) continue;
      const uint32_t element = blocks_[i].element;
      in_main[i] = density != HtmlCandidates::kNone && element >= density && element < elements_[density].end ? 1 : 0;
      hidden += elements_[element].hidden ? blocks_[i].letters : 0;
    }
    hidden_share_ = Share(hidden, total_);
    echoes_ = EchoesOf(blocks_, in_main, in_.title.text, in_.description);
    rows_ = FindRows(in_.tree);
    row_letters_.assign(rows_.group_size.size(), 0);
    row_links_.assign(rows_.group_size.size(), 0);
    for (uint32_t e = 1; e < elements_.size(); ++e) {
      if (rows_.of[e].element != e) continue;
      row_letters_[rows_.of[e].group] += sums_.letters[e];
      row_links_[rows_.of[e].group] += sums_.linked[e];
    }
    pictures_.assign(elements_.size() + 1, 0);
    rules_.assign(elements_.size() + 1, 0);
    look_.assign(elements_.size(), 0);
    for (uint32_t e = 0; e < elements_.size(); ++e) {
      const HtmlTag tag = elements_[e].tag;
      pictures_[e + 1] = pictures_[e] + (tag == HtmlTag::kImg || tag == HtmlTag::kFigure ? 1 : 0);
      rules_[e + 1] = rules_[e] + (tag == HtmlTag::kHr ? 1 : 0);
      look_[e] = e == 0 || IsBlockTag(tag) ? 0 : look_[elements_[e].parent];
      if (tag == HtmlTag::kB || tag == HtmlTag::kStrong) look_[e] |= kBold;
      if (tag == HtmlTag::kI || tag == HtmlTag::kEm) look_[e] |= kItalic;
    }
    // Short lines that open the comments, the teasers, the newsletter form: what comes after them is theirs.
    constexpr float kShortWords = 10;
    std::array<float, kOpeners.size()> said{};
    for (size_t i = 0; i < n; ++i) {
      said_before_.push_back(said);
      if (first_long_ == SIZE_MAX || i < first_long_ || shapes_[i].words > kShortWords) continue;
      for (size_t k = 0; k < kOpeners.size(); ++k) said[k] += phrases_[i].begins >> static_cast<int>(kOpeners[k]) & 1;
    }
    if (density != HtmlCandidates::kNone) main_ = BlocksBelow(density);
    // The line below the title that sums the article up is the first of some length after it.
    constexpr float kSentenceWords = 6;
    float texts = -1;
    for (size_t i = 0; i < n; ++i) {
      texts_since_title_.push_back(texts);
      if (i == in_.title.block) {
        texts = 0;
      } else if (texts >= 0 && shapes_[i].words >= kSentenceWords && blocks_[i].link_letters * 2 < blocks_[i].letters) {
        ++texts;
      }
    }
  }

  void Own(size_t i) {
    const HtmlBlock& block = blocks_[i];
    const TextShape& shape = shapes_[i];
    const auto letters = static_cast<float>(std::max<uint32_t>(block.letters, 1));
    Put(LogOf(block.letters));
    Put(shape.words);
    Put(Share(block.link_letters, letters));
    Put(static_cast<float>(block.links));
    Put(shape.commas);
    Put(shape.sentences);
    Put(shape.digits / letters);
    Put(shape.upper / letters);
    Put(Share(shape.capitalised, shape.words));
    Put(letters / std::max(shape.words, 1.0f));
    Put(shape.ends_sentence);
    Put(shape.ends_colon);
    Put(shape.starts_lower);
    Put(shape.bar);
    Put(shape.address);
    Put(shape.year);
    Put(shape.quote_start);
    Put(static_cast<float>(block.kind));
    Put(static_cast<float>(block.level));
    for (const HtmlTag tag : kOwnTags) Put(elements_[block.element].tag == tag);
    for (int p = 0; p < kPhraseCount; ++p)
      Put(static_cast<float>((phrases_[i].begins >> p & 1) + (phrases_[i].holds >> p & 1)));
    Put(phrases_[i].share);
    Put(static_cast<float>(std::min(copies_[i], 5)));
  }

  void Ancestors(size_t i) {
    const uint32_t element = blocks_[i].element;
    const uint32_t parent = elements_[element].parent;
    const uint32_t grand = elements_[parent].parent;
    const ClassWords near = elements_[element].words | InlineWords(i);
    const ClassWords middle = (elements_[parent].tag == HtmlTag::kBody ? 0 : elements_[parent].words) |
                              (elements_[grand].tag == HtmlTag::kBody ? 0 : elements_[grand].words);
    const ClassWords far = far_words_[grand];
    for (int w = 0; w < kClassWordCount; ++w) {
      Put(static_cast<float>((near >> w & 1) * 4 + (middle >> w & 1) * 2 + (far >> w & 1)));
    }
    for (size_t t = 0; t < kAncestorTags.size(); ++t) Put((tag_flags_[element] >> t & 1) != 0);
    Put(elements_[element].hidden);
    Put(static_cast<float>(elements_[element].depth));
    for (const uint32_t e : {element, parent, grand, elements_[grand].parent}) {
      Put(Share(sums_.paragraph[e], total_));
      Put(Share(sums_.linked[e], sums_.letters[e]));
      Put(LogOf(sums_.blocks[e]));
      Put(Share(sums_.paragraph[e], sums_.letters[e]));
    }
    Put(Share(blocks_[i].letters, sums_.letters[element]));
    Put(Share(blocks_[i].letters, sums_.letters[parent]));
    const auto& [letters, count] = signature_sum_.at(signature_[i]);
    Put(Share(letters, total_));
    Put(LogOf(count));
  }

  // The class words of a span or link that wraps the block's whole text.
  ClassWords InlineWords(size_t i) const {
    const HtmlText& text = in_.tree.texts()[blocks_[i].first_text];
    ClassWords words = 0;
    for (uint32_t e = text.element; e != blocks_[i].element && e != 0; e = elements_[e].parent) {
      if (elements_[e].end_text >= blocks_[i].end_text) words |= elements_[e].words;
    }
    return words;
  }

  void Candidates(size_t i) {
    const uint32_t element = blocks_[i].element;
    float votes = 0;
    for (const uint32_t root : in_.candidates.element) {
      if (root == HtmlCandidates::kNone) {
        Put(-1.0f);
        Put(-1.0f);
        continue;
      }
      const bool inside = element >= root && element < elements_[root].end;
      votes += inside ? 1 : 0;
      Put(inside ? static_cast<float>(std::min(elements_[element].depth - elements_[root].depth, 20)) : -2.0f);
      Put(Share(sums_.paragraph[root], total_));
    }
    Put(votes);
    const uint32_t density = in_.candidates.Of(CandidateKind::kDensity);
    Put(density != HtmlCandidates::kNone && elements_[element].parent == density);
    Put(density != HtmlCandidates::kNone && CommonDepth(element, density) >= 0
            ? static_cast<float>(CommonDepth(element, density))
            : -1.0f);
  }

  // How far above `b` the nearest common ancestor of `a` and `b` lies.
  int CommonDepth(uint32_t a, uint32_t b) const {
    uint32_t at = b;
    int steps = 0;
    while (!(a >= at && a < elements_[at].end)) {
      at = elements_[at].parent;
      ++steps;
    }
    return std::min(steps, 12);
  }

  void Neighbours(size_t i) {
    for (const int offset : {-3, -2, -1, 1, 2, 3}) {
      const auto at = static_cast<int64_t>(i) + offset;
      if (at < 0 || at >= static_cast<int64_t>(blocks_.size())) {
        for (int k = 0; k < 5; ++k) Put(-1.0f);
        continue;
      }
      const auto k = static_cast<size_t>(at);
      Put(LogOf(blocks_[k].letters));
      Put(Share(blocks_[k].link_letters, blocks_[k].letters));
      Put(elements_[blocks_[k].element].parent == elements_[blocks_[i].element].parent);
      Put(signature_[k] == signature_[i]);
      Put(shapes_[k].ends_sentence);
    }
    const size_t heading = heading_[i];
    Put(heading == SIZE_MAX ? -1.0f : static_cast<float>(std::min<size_t>(i - heading, 50)));
    Put(heading == SIZE_MAX ? 0.0f : static_cast<float>(blocks_[heading].level));
    for (const Phrase phrase : {Phrase::kPromo, Phrase::kRelated, Phrase::kBio, Phrase::kComment, Phrase::kEditorial,
                                Phrase::kShare, Phrase::kAppeal, Phrase::kAdvert, Phrase::kWall, Phrase::kLegal}) {
      Put(heading != SIZE_MAX && (phrases_[heading].begins >> static_cast<int>(phrase) & 1) != 0);
    }
    // Appeals for money and consent texts run over several paragraphs, not each of which says so.
    for (const Phrase phrase : {Phrase::kAppeal, Phrase::kConsent}) Put(SaidNear(i, phrase));
  }

  float SaidNear(size_t i, Phrase phrase) const {
    constexpr size_t kNear = 5;
    float count = 0;
    for (size_t k = i > kNear ? i - kNear : 0; k < std::min(blocks_.size(), i + kNear + 1); ++k) {
      count += (phrases_[k].holds >> static_cast<int>(phrase) & 1) != 0 ? 1 : 0;
    }
    return count;
  }

  void Place(size_t i) {
    const auto n = static_cast<double>(blocks_.size());
    Put(Share(static_cast<double>(i), n));
    Put(Share(before_[i], total_));
    const uint32_t title = in_.candidates.heading;
    Put(title == HtmlCandidates::kNone
            ? -100.0f
            : std::clamp(static_cast<float>(static_cast<double>(i) - title), -60.0f, 200.0f));
    Put(first_long_ == SIZE_MAX
            ? -100.0f
            : std::clamp(static_cast<float>(static_cast<double>(i) - static_cast<double>(first_long_)), -60.0f, 60.0f));
    Put(last_long_ == SIZE_MAX
            ? -100.0f
            : std::clamp(static_cast<float>(static_cast<double>(i) - static_cast<double>(last_long_)), -60.0f, 60.0f));
    Put(LogOf(total_));
    Put(LogOf(blocks_.size()));
    Put(Share(sums_.linked[0], sums_.letters[0]));
    Put(title == HtmlCandidates::kNone ? -1.0f
                                       : static_cast<float>(CommonDepth(blocks_[i].element, blocks_[title].element)));
  }

  void Witnesses(size_t i) {
    const HtmlBlock& block = blocks_[i];
    const std::string squeezed = block.letters <= 4000 ? Squeezed(block.text) : std::string();
    Put(i == in_.title.block);
    Put(!title_.empty() && squeezed == title_);
    Put(!description_.empty() && squeezed.size() >= 20 &&
        (description_.starts_with(std::string_view(squeezed).substr(0, 60)) ||
         squeezed.starts_with(std::string_view(description_).substr(0, 60))));
    Put(NamesAuthor(block));
    if (body_.empty()) {
      Put(-1.0f);
      Put(-1.0f);
      return;
    }
    // The whole of a short block, the ends of a long one.
    bool found = false;
    if (squeezed.size() >= 12) {
      constexpr size_t kProbe = 48;
      const std::string_view view = squeezed;
      found = body_.find(view.substr(0, kProbe)) != std::string::npos;
      if (found && view.size() > 2 * kProbe) found = body_.find(view.substr(view.size() - kProbe)) != std::string::npos;
    }
    Put(squeezed.size() < 12 ? 0.5f : found ? 1.0f : 0.0f);
    Put(Share(static_cast<double>(body_.size()), total_));
  }

  void Repetition(size_t i) {
    const BlockEcho& echo = echoes_[i];
    Put(echo.copied_before);
    Put(echo.copied_after);
    Put(echo.shared_words);
    Put(echo.shared_names);
    Put(echo.title_words);
    Put(echo.summary_words);
    const HtmlRow& row = rows_.of[blocks_[i].element];
    if (row.element == 0) {
      for (int k = 0; k < 8; ++k) Put(-1.0f);
      return;
    }
    const uint32_t size = rows_.group_size[row.group];
    Put(LogOf(size));
    Put(static_cast<float>(std::min<uint32_t>(row.place, 50)));
    Put(static_cast<float>(elements_[blocks_[i].element].depth - elements_[row.element].depth));
    Put(LogOf(sums_.letters[row.element]));
    Put(Share(sums_.linked[row.element], sums_.letters[row.element]));
    Put(LogOf(row_letters_[row.group] / size));
    Put(Share(row_links_[row.group], row_letters_[row.group]));
    Put(pictures_[elements_[row.element].end] > pictures_[row.element]);
  }

  void Surroundings(size_t i) {
    const uint32_t parent = elements_[blocks_[i].element].parent;
    for (const uint32_t e : {parent, elements_[parent].parent}) {
      const auto [first, end] = BlocksBelow(e);
      Put(static_cast<float>(std::min<size_t>(i - first, 30)));
      Put(static_cast<float>(std::min<size_t>(end - 1 - i, 30)));
    }
    const auto [first, end] = main_;
    const float before = first < end ? Share(before_[i] - std::min(before_[first], before_[i]), total_) : 0.0f;
    Put(first >= end || i < first ? -1.0f : before);
    Put(first >= end || i >= end ? -1.0f : Share((end < before_.size() ? before_[end] : total_) - before_[i], total_));
    const uint32_t at = in_.tree.texts()[blocks_[i].first_text].next_element;
    const uint32_t past = i == 0 ? 0 : in_.tree.texts()[blocks_[i - 1].end_text - 1].next_element;
    Put(static_cast<float>(std::min<uint32_t>(pictures_[at] - pictures_[std::min(past, at)], 5)));
    Put(static_cast<float>(std::min<uint32_t>(rules_[at] - rules_[std::min(past, at)], 3)));
    for (const float said : said_before_[i]) Put(std::min(said, 5.0f));
    Put(hidden_share_);
    Put(std::min(texts_since_title_[i], 20.0f));
    Put(static_cast<float>(WorkKind()));
  }

  int WorkKind() const {
    if (in_.work == nullptr) return 0;
    const std::string& type = in_.work->type;
    if (type.find("News") != std::string::npos) return in_.work->restricted ? 5 : 4;
    if (type.find("Blog") != std::string::npos) return 3;
    return in_.work->IsArticle() ? 2 : 1;
  }

  void Writing(size_t i) {
    const TextShape& shape = shapes_[i];
    float bold = 0, italic = 0, all = 0;
    for (uint32_t t = blocks_[i].first_text; t < blocks_[i].end_text; ++t) {
      const HtmlText& text = in_.tree.texts()[t];
      if (text.white) continue;
      const auto size = static_cast<float>(text.text.size());
      all += size;
      bold += (look_[text.element] & kBold) != 0 ? size : 0;
      italic += (look_[text.element] & kItalic) != 0 ? size : 0;
    }
    Put(Share(bold, all));
    Put(Share(italic, all));
    Put(Share(shape.you, shape.words));
    Put(Share(shape.we, shape.words));
    Put(std::min(shape.speech, 4.0f));
    Put(shape.ends_ellipsis);
    Put(shape.copyright);
    Put(static_cast<float>(shape.first_kind));
  }

  bool NamesAuthor(const HtmlBlock& block) const {
    if (block.letters > 600) return false;
    return std::any_of(in_.authors.begin(), in_.authors.end(), [&](const std::string& author) {
      return author.size() >= 4 && block.text.find(author) != std::string::npos;
    });
  }

  const ArbiterInput& in_;
  const std::vector<HtmlElement>& elements_;
  const std::vector<HtmlBlock>& blocks_;
  const Sums sums_;
  size_t width_ = 0;
  std::vector<float> out_;
  std::vector<ClassWords> far_words_;
  std::vector<uint16_t> tag_flags_;
  std::vector<TextShape> shapes_;
  std::vector<PhraseBits> phrases_;
  std::vector<size_t> signature_, heading_;
  std::unordered_map<size_t, std::pair<uint32_t, uint32_t>> signature_sum_;  // paragraph letters, blocks
  std::vector<int> copies_;
  std::vector<uint32_t> before_;  // paragraph letters before each block
  uint32_t total_ = 0;            // paragraph letters of the page
  size_t first_long_ = SIZE_MAX, last_long_ = SIZE_MAX;
  std::string body_, description_, title_;
  static constexpr uint8_t kBold = 1, kItalic = 2;
  static constexpr std::array<Phrase, 5> kOpeners = {Phrase::kComment, Phrase::kRelated, Phrase::kPromo, Phrase::kBio,
                                                     Phrase::kShare};
  std::vector<BlockEcho> echoes_;
  HtmlRows rows_;
  std::vector<uint32_t> row_letters_, row_links_;  // by group
  std::vector<uint32_t> pictures_, rules_;         // before each element
  std::vector<uint8_t> look_;                      // kBold, kItalic of the inline elements
  std::vector<std::array<float, kOpeners.size()>> said_before_;
  std::pair<size_t, size_t> main_{0, 0};  // blocks of the densest element
  std::vector<float> texts_since_title_;
  float hidden_share_ = 0;  // of the page's paragraph letters
};

std::vector<std::string> BuildNames() {
  std::vector<std::string> names = {"letters",       "words",       "link-share",   "links",       "commas",
                                    "sentences",     "digit-share", "upper-share",  "capitalised", "word-length",
                                    "ends-sentence", "ends-colon",  "starts-lower", "bar",         "address",
                                    "year",          "quote-start", "kind",         "level"};
  for (const HtmlTag tag : kOwnTags) names.push_back("own-" + std::string(HtmlTagName(tag)));
  for (int p = 0; p < kPhraseCount; ++p) names.push_back("says-" + std::string(PhraseName(static_cast<Phrase>(p))));
  names.insert(names.end(), {"furniture", "copies"});
  for (int w = 0; w < kClassWordCount; ++w)
    names.push_back("class-" + std::string(ClassWordName(static_cast<ClassWord>(w))));
  for (const HtmlTag tag : kAncestorTags) names.push_back("in-" + std::string(HtmlTagName(tag)));
  names.insert(names.end(), {"hidden", "depth"});
  for (const char* level : {"own", "parent", "grand", "great"}) {
    for (const char* what : {"paragraphs", "links", "blocks", "density"})
      names.push_back(std::string(level) + "-" + what);
  }
  names.insert(names.end(), {"share-of-own", "share-of-parent", "signature-share", "signature-count"});
  for (int k = 0; k < kCandidateKinds; ++k) {
    const std::string name(CandidateName(static_cast<CandidateKind>(k)));
    names.push_back("below-" + name);
    names.push_back("holds-" + name);
  }
  names.insert(names.end(), {"votes", "child-of-density", "away-from-density"});
  for (const char* where : {"before3", "before2", "before1", "after1", "after2", "after3"}) {
    for (const char* what : {"letters", "links", "sibling", "alike", "sentence"})
      names.push_back(std::string(where) + "-" + what);
  }
  names.insert(names.end(),
               {"heading-distance", "heading-level",     "heading-promo",   "heading-related", "heading-bio",
                "heading-comment",  "heading-editorial", "heading-share",   "heading-appeal",  "heading-advert",
                "heading-wall",     "heading-legal",     "near-appeal",     "near-consent",    "place",
                "place-in-text",    "from-title",        "from-first",      "from-last",       "page-letters",
                "page-blocks",      "page-links",        "away-from-title", "is-title",        "says-title",
                "says-description", "names-author",      "in-json-ld",      "json-ld-share"});
  names.insert(names.end(), {"copied-before", "copied-after", "shared-words", "shared-names", "title-words",
                             "summary-words", "row-count", "row-place", "row-depth", "row-letters", "row-links",
                             "row-average", "row-group-links", "row-picture"});
  for (const char* whole : {"parent", "grand"}) {
    names.push_back(std::string(whole) + "-from-start");
    names.push_back(std::string(whole) + "-from-end");
  }
  names.insert(names.end(), {"main-before",
                             "main-after",
                             "pictures-before",
                             "rules-before",
                             "after-comment",
                             "after-related",
                             "after-promo",
                             "after-bio",
                             "after-share",
                             "page-hidden",
                             "texts-since-title",
                             "page-work",
                             "bold",
                             "italic",
                             "you",
                             "we",
                             "speech",
                             "ends-ellipsis",
                             "copyright",
                             "first-kind"});
  return names;
}

}  // namespace

const std::vector<std::string>& BlockFeatureNames() {
  static const auto* const names = new std::vector<std::string>(BuildNames());
  return *names;
}

std::vector<float> BlockFeatures(const ArbiterInput& input) { return Builder(input).Run(); }

}  // namespace dossier::indexer
