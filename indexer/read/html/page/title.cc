#include "indexer/read/html/page/title.h"

#include <algorithm>

#include "corpus/base/case_folding.h"
#include "corpus/base/utf8.h"
#include "corpus/text/character_references.h"

namespace dossier::indexer {

namespace {

constexpr size_t kMaxTitleBytes = 500;

// Words of letters and digits, folded: what two spellings of a headline share.
std::vector<std::string> WordsOf(std::string_view text) {
  std::vector<std::string> words;
  const std::string folded = FoldForComparison(text);
  std::string word;
  for (size_t i = 0; i <= folded.size();) {
    const size_t begin = i;
    const char32_t c = i < folded.size() ? NextCodePoint(folded, i) : U' ';
    const bool ideograph = (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF);  // a word of its own
    if (IsWordChar(c) && !ideograph) {
      word.append(folded, begin, i - begin);
    } else {
      if (!word.empty()) words.push_back(std::move(word));
      word.clear();
      if (ideograph) words.emplace_back(folded, begin, i - begin);
      if (begin == folded.size()) break;
    }
  }
  std::sort(words.begin(), words.end());
  return words;
}

// Twice the shared words over all words: 1 for the same bag of words.
double Likeness(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.empty() || b.empty()) return 0;
  std::vector<std::string> shared;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(shared));
  return 2.0 * static_cast<double>(shared.size()) / static_cast<double>(a.size() + b.size());
}

// Whether the words of `part` are all in `whole`.
double Containment(const std::vector<std::string>& part, const std::vector<std::string>& whole) {
  if (part.empty() || whole.empty()) return 0;
  std::vector<std::string> shared;
  std::set_intersection(part.begin(), part.end(), whole.begin(), whole.end(), std::back_inserter(shared));
  return static_cast<double>(shared.size()) / static_cast<double>(part.size());
}

constexpr std::string_view kSeparators[] = {" | ", " - ", " – ", " — ", " :: ", " » ", " « ",
                                            " • ", " · ", " / ", ": ",  " // ", " ~ ", " |"};

}  // namespace

std::string TrimSiteName(std::string_view title, std::string_view site_name) {
  std::string best(title);
  const std::vector<std::string> site = WordsOf(site_name);
  for (int rounds = 0; rounds < 3; ++rounds) {
    size_t cut_at = std::string::npos, cut_size = 0;
    for (const std::string_view separator : kSeparators) {
      const size_t at = best.rfind(separator);
      if (at == std::string::npos || at == 0) continue;
      if (cut_at == std::string::npos || at > cut_at) {
        cut_at = at;
        cut_size = separator.size();
      }
    }
    if (cut_at == std::string::npos) break;
    const std::vector<std::string> tail = WordsOf(std::string_view(best).substr(cut_at + cut_size));
    const bool is_site = !site.empty() && (Likeness(tail, site) >= 0.5 || Containment(site, tail) >= 1);
    const bool bar = best[cut_at + 1] == '|' && tail.size() <= 5;
    if (!is_site && !bar) break;
    best = CollapseWhiteSpace(std::string_view(best).substr(0, cut_at));
  }
  for (const std::string_view separator : {" | ", " - ", ": ", " – "}) {
    const size_t at = best.find(separator);
    if (at == std::string::npos || site.empty()) continue;
    if (Likeness(WordsOf(std::string_view(best).substr(0, at)), site) >= 0.8) {
      best = best.substr(at + separator.size());
      break;
    }
  }
  return best;
}

namespace {

struct Candidate {
  std::string text;
  std::string from;
  uint32_t block = UINT32_MAX;
  double score = 0;
};

class Chooser {
 public:
  Chooser(const HtmlTree& tree, const std::vector<HtmlBlock>& blocks, const HtmlMeta& meta,
          const std::vector<JsonLdWork>& works, const std::string& site_name)
      : tree_(tree), blocks_(blocks), site_name_(site_name) {
    AddWitness(meta.Get("og:title"), "og");
    AddWitness(
        meta.GetAny({"twitter:title", "parsely-title", "sailthru.title", "dc.title", "citation_title", "headline"}),
        "meta");
    const std::string title = CollapseWhiteSpace(tree.title());
    AddWitness(title, "title");
    for (const JsonLdWork& work : works) {
      if (work.IsArticle()) {
        AddWitness(work.headline.empty() ? work.name : work.headline, "json-ld");
        break;
      }
    }
  }

  HtmlTitle Choose() {
    AddHeadings();
    HtmlTitle out;
    for (const Candidate& witness : witnesses_) out.witnesses.push_back(witness.text);
    const Candidate* best = nullptr;
    for (const Candidate& candidate : headings_) {
      if (best == nullptr || candidate.score > best->score) best = &candidate;
    }
    if (best != nullptr && best->score < 1.0 && !witnesses_.empty()) best = nullptr;
    if (best == nullptr && !witnesses_.empty()) best = &witnesses_.front();
    if (best == nullptr) return out;
    out.text = CutUtf8(best->text, kMaxTitleBytes * 2);
    out.from = best->from;
    out.block = best->block;
    return out;
  }

 private:
  void AddWitness(std::string_view raw, std::string from) {
    if (raw.empty()) return;
    std::string decoded = CollapseWhiteSpace(DecodeCharacterReferences(raw));
    std::string text = TrimSiteName(decoded, site_name_);
    if (text.empty()) return;
    words_.push_back(WordsOf(text));
    witnesses_.push_back({std::move(text), std::move(from), UINT32_MAX, 0});
  }

  bool InAny(uint32_t element, std::initializer_list<HtmlTag> tags) const {
    return std::any_of(tags.begin(), tags.end(), [&](HtmlTag tag) { return tree_.IsInside(element, tag); });
  }

  // How likely a heading is the title: agreement with the witnesses first, then level and place.
  void AddHeadings() {
    int h1_seen = 0;
    for (uint32_t i = 0; i < blocks_.size(); ++i) {
      const HtmlBlock& block = blocks_[i];
      const bool titled = IsTitled(block);
      const bool is_heading = block.kind == corpus::BlockKind::kHeading && block.level <= 3;
      if ((!is_heading && !titled) || block.text.size() > kMaxTitleBytes || block.text.size() < 3) continue;
      Candidate candidate{block.text, block.level == 1 ? "h1" : "heading", i, 0};
      const std::vector<std::string> words = WordsOf(block.text);
      if (words.empty()) continue;
      double agreement = 0, contained = 0;
      for (const auto& witness : words_) {
        agreement = std::max(agreement, Likeness(words, witness));
        contained = std::max(contained, Containment(words, witness));
      }
      candidate.score = agreement * 3 + (contained >= 1 && words.size() >= 3 ? 0.5 : 0);
      if (block.level == 1) candidate.score += 1.2 - 0.1 * std::min(h1_seen++, 5);
      if (block.level == 2) candidate.score += 0.3;
      if (titled) candidate.score += 0.3;
      if (InAny(block.element, {HtmlTag::kNav, HtmlTag::kFooter, HtmlTag::kAside})) candidate.score -= 1;
      if (words.size() == 1) candidate.score -= 0.5;
      if (!site_name_.empty() && Likeness(words, WordsOf(site_name_)) > 0.9) candidate.score -= 2;
      headings_.push_back(std::move(candidate));
    }
  }

  // A block that is no h1-h3 but says it is the headline.
  bool IsTitled(const HtmlBlock& block) const {
    if (block.kind == corpus::BlockKind::kHeading) return false;
    const HtmlElement& element = tree_.elements()[block.element];
    if (!Has(element.words, ClassWord::kTitle) || block.link_letters > 0) return false;
    return !words_.empty();
  }

  const HtmlTree& tree_;
  const std::vector<HtmlBlock>& blocks_;
  const std::string& site_name_;
  std::vector<Candidate> witnesses_, headings_;
  std::vector<std::vector<std::string>> words_;
};

}  // namespace

HtmlTitle FindTitle(const HtmlTree& tree, const std::vector<HtmlBlock>& blocks, const HtmlMeta& meta,
                    const std::vector<JsonLdWork>& works, const std::string& site_name) {
  return Chooser(tree, blocks, meta, works, site_name).Choose();
}

}  // namespace dossier::indexer
