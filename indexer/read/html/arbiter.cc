#include "indexer/read/html/arbiter.h"

#include <algorithm>

#include "corpus/base/embedded.h"
#include "indexer/models/tree_model.h"
#include "indexer/read/html/block_rules.h"
#include "indexer/read/html/features.h"
#include "indexer/read/html/furniture_phrases.h"
#include "indexer/read/metadata/stated_date.h"

namespace dossier::indexer {

DOSSIER_EMBEDDED(block_model)

namespace {

constexpr float kKeepAt = 0.55f;
constexpr float kKeepPromoAt = 0.7f;   // of a short line that speaks of newsletters and the like
constexpr size_t kMaxPromoLine = 120;  // bytes
constexpr float kKeepRowAt = 0.1f;     // the best row of a table between passages that are kept
constexpr float kKeepItemAt = 0.4f;    // an item of a list of which another is kept
constexpr size_t kMaxDateLine = 90;    // bytes
constexpr size_t kMaxAroundDate = 28;  // bytes beside the date: "Last updated on", "4:49 PM UTC"
constexpr float kCopied = 0.6f;        // share of a block's words in sequence that make it a copy
constexpr float kMostHidden = 0.85f;
constexpr uint32_t kFewLetters = 60;
constexpr float kConsentNear = 3;  // blocks around that speak of cookies and consent
constexpr float kKeepConsentAt = 0.9f;
constexpr float kAppealNear = 3;  // blocks around that ask for support
constexpr float kKeepAppealAt = 0.95f;
constexpr double kUnsure = 0.25;  // a score this near to kKeepAt says little

// A call to subscribe between two paragraphs is written as one of them: such a line must be surer than others.
float KeepAt(const HtmlBlock& block) {
  if (block.text.size() > kMaxPromoLine) return kKeepAt;
  const bool promo = PhrasesOf(block.text).holds >> static_cast<int>(Phrase::kPromo) & 1;
  return promo ? kKeepPromoAt : kKeepAt;
}

// One column of the features.
class Column {
 public:
  Column(const Verdict& verdict, std::string_view name)
      : features_(verdict.features), width_(BlockFeatureNames().size()) {
    const auto& names = BlockFeatureNames();
    at_ = static_cast<size_t>(std::find(names.begin(), names.end(), name) - names.begin());
  }
  float operator[](size_t block) const { return features_[block * width_ + at_]; }

 private:
  const std::vector<float>& features_;
  size_t width_, at_ = 0;
};

void Drop(Verdict& verdict, size_t block, std::string_view rule) {
  verdict.kept[block] = 0;
  verdict.rule[block] = rule;
}

// Pages carry their article a second time, not shown, for machines: in one piece, or with its data around it. A run of
// hidden blocks most of whose paragraphs stand elsewhere too is such a copy.
void DropHiddenCopies(const ArbiterInput& input, Verdict& verdict) {
  if (input.blocks.empty() || Column(verdict, "page-hidden")[0] > kMostHidden) return;  // shown by a script, all of it
  const Column before(verdict, "copied-before"), after(verdict, "copied-after");
  const auto hidden = [&](size_t i) { return input.tree.elements()[input.blocks[i].element].hidden; };
  const auto is_copy = [&](size_t i) { return before[i] + after[i] >= kCopied; };
  for (size_t i = 0; i < input.blocks.size(); ++i) {
    if (!hidden(i)) continue;
    size_t end = i;
    uint32_t all = 0, copied = 0;
    for (; end < input.blocks.size() && hidden(end); ++end) {
      const uint32_t letters = input.blocks[end].letters;
      if (letters < kFewLetters) continue;
      all += letters;
      copied += is_copy(end) ? letters : 0;
      if (is_copy(end)) Drop(verdict, end, "hidden copy");
    }
    const bool copy = copied > 0 && copied * 2 >= all;
    for (; copy && i < end; ++i) Drop(verdict, i, "hidden copy");
    i = end;
  }
}

// Consent texts are whole paragraphs of good prose; where several stand together only certainty keeps one.
void DropConsentTexts(Verdict& verdict) {
  const Column near(verdict, "near-consent"), says(verdict, "says-consent");
  for (size_t i = 0; i < verdict.kept.size(); ++i) {
    if (says[i] > 0 && near[i] >= kConsentNear && verdict.score[i] < kKeepConsentAt) Drop(verdict, i, "consent text");
  }
}

// An outlet's appeal for money is written as well as its articles and follows them in paragraphs; it speaks of "we" or
// to "you". Where several such stand together, only certainty keeps one.
void DropAppeals(Verdict& verdict) {
  const Column near(verdict, "near-appeal"), says(verdict, "says-appeal"), we(verdict, "we"), you(verdict, "you");
  for (size_t i = 0; i < verdict.kept.size(); ++i) {
    const bool personal = we[i] > 0 || you[i] > 0;
    if (personal && says[i] > 0 && near[i] >= kAppealNear && verdict.score[i] < kKeepAppealAt)
      Drop(verdict, i, "appeal");
  }
}

// Set once, used by all threads. The embedded file is checked by a unit test, so a broken one is a build defect.
const TreeModel& Model() {
  static const auto* const model = new TreeModel(TreeModel::Parse(Embedded_block_model(), BlockFeatureNames()).value());
  return *model;
}

// How sure the scores of the kept and of the long dropped blocks are, weighed by their letters.
double ConfidenceOf(const ArbiterInput& input, const Verdict& verdict) {
  double sure = 0, all = 0, kept = 0;
  for (size_t i = 0; i < input.blocks.size(); ++i) {
    const HtmlBlock& block = input.blocks[i];
    if (verdict.kept[i] == 0 && !IsParagraphText(block)) continue;
    const double letters = block.letters;
    const double distance = std::abs(verdict.score[i] - kKeepAt);
    all += letters;
    sure += letters * std::min(1.0, distance / kUnsure);
    kept += verdict.kept[i] != 0 ? letters : 0;
  }
  return kept > 0 ? sure / all : 0;
}

// A line that says nothing but when or by whom: metadata that stands before the first paragraph, not a passage.
bool IsDateLine(const HtmlBlock& block) {
  if (block.text.size() > kMaxDateLine || block.kind == corpus::BlockKind::kHeading) return false;
  size_t dated = 0;
  for (const StatedDate& date : FindStatedDates(block.text, SlashOrder::kUnknown)) dated += date.end - date.begin;
  return dated > 0 && block.text.size() <= dated + kMaxAroundDate;
}

// Pages of news seldom hold tables, so the model doubts them; one that stands between two kept passages is the
// article's, whole, when any of its rows could be.
void KeepTables(const ArbiterInput& input, Verdict& verdict) {
  const auto is_row = [&](size_t i) { return input.blocks[i].kind == corpus::BlockKind::kTableRow; };
  for (size_t i = 1; i < input.blocks.size(); ++i) {
    if (!is_row(i) || is_row(i - 1)) continue;
    size_t end = i;
    while (end < input.blocks.size() && is_row(end)) ++end;
    if (end == input.blocks.size() || verdict.kept[i - 1] == 0 || verdict.kept[end] == 0) continue;
    const auto best = std::max_element(verdict.score.begin() + static_cast<std::ptrdiff_t>(i),
                                       verdict.score.begin() + static_cast<std::ptrdiff_t>(end));
    for (; i < end && *best >= kKeepRowAt; ++i) {
      if (verdict.kept[i] != 0) continue;
      verdict.kept[i] = 1;
      verdict.rule[i] = "table inside the article";
    }
  }
}

// Items of one list are the article's together: beside one that is kept, less is asked of the others, unless they are
// links.
void KeepItems(const ArbiterInput& input, Verdict& verdict) {
  const auto& blocks = input.blocks;
  const auto list_of = [&](size_t i) { return input.tree.elements()[blocks[i].element].parent; };
  const auto is_item = [&](size_t i) { return blocks[i].kind == corpus::BlockKind::kListItem; };
  for (size_t i = 0; i < blocks.size(); ++i) {
    if (!is_item(i)) continue;
    size_t end = i;
    bool any = false;
    for (; end < blocks.size() && is_item(end) && list_of(end) == list_of(i); ++end)
      any = any || verdict.kept[end] != 0;
    for (; i < end; ++i) {
      if (!any || verdict.kept[i] != 0 || verdict.score[i] < kKeepItemAt ||
          blocks[i].link_letters * 2 > blocks[i].letters)
        continue;
      verdict.kept[i] = 1;
      verdict.rule[i] = "item of a list that is kept";
    }
    i = end - 1;
  }
}

void DropDateLines(const ArbiterInput& input, Verdict& verdict) {
  for (size_t i = 0; i < input.blocks.size(); ++i) {
    if (verdict.kept[i] == 0) continue;
    if (IsParagraphText(input.blocks[i])) return;
    if (IsDateLine(input.blocks[i])) Drop(verdict, i, "date line");
  }
}

}  // namespace

Verdict Judge(const ArbiterInput& input) {
  Verdict verdict;
  const size_t count = input.blocks.size();
  verdict.kept.assign(count, 0);
  verdict.rule.assign(count, {});
  verdict.features = BlockFeatures(input);
  verdict.score = Model().QuickProbabilities(verdict.features, BlockFeatureNames().size());
  for (size_t i = 0; i < count; ++i) {
    verdict.kept[i] = verdict.score[i] >= KeepAt(input.blocks[i]) ? 1 : 0;
    if (i == input.title.block) Drop(verdict, i, "title");  // metadata, not a passage
  }
  DropHiddenCopies(input, verdict);
  DropConsentTexts(verdict);
  DropAppeals(verdict);
  KeepTables(input, verdict);
  KeepItems(input, verdict);
  KeepFinalTables(input, {verdict.kept, verdict.rule});
  DropLinkLines(input, {verdict.kept, verdict.rule});
  DropDateLines(input, verdict);
  KeepShortNotice(input, {verdict.kept, verdict.rule});
  verdict.confidence = ConfidenceOf(input, verdict);
  return verdict;
}

std::vector<Reason> ReasonsOf(const Verdict& verdict, size_t block, size_t most) {
  const auto& names = BlockFeatureNames();
  const float* const row = verdict.features.data() + block * names.size();
  const std::vector<float> weights = Model().Weights(row, names.size());
  const bool towards = verdict.score[block] >= kKeepAt;
  std::vector<Reason> reasons;
  for (size_t f = 0; f < names.size(); ++f) {
    if (weights[f] != 0 && (weights[f] > 0) == towards) reasons.push_back({names[f], row[f], weights[f]});
  }
  std::sort(reasons.begin(), reasons.end(),
            [](const Reason& a, const Reason& b) { return std::abs(a.weight) > std::abs(b.weight); });
  if (reasons.size() > most) reasons.resize(most);
  return reasons;
}

}  // namespace dossier::indexer
