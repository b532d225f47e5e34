#include "indexer/read/html/explanation.h"

#include <cmath>
#include <string>

#include "indexer/read/html/features.h"

namespace dossier::indexer {

namespace {

constexpr size_t kReasons = 4;

double Rounded(double value) { return std::round(value * 1000) / 1000; }

// F1, by letters, of the blocks below an element against the blocks that were kept.
double AgreementOf(const HtmlTree& tree, const std::vector<HtmlBlock>& blocks, const Verdict& verdict,
                   uint32_t element) {
  uint64_t below = 0, kept = 0, both = 0;
  for (size_t i = 0; i < blocks.size(); ++i) {
    const bool inside = blocks[i].element >= element && blocks[i].element < tree.elements()[element].end;
    const bool taken = verdict.kept[i] != 0;
    below += inside ? blocks[i].letters : 0;
    kept += taken ? blocks[i].letters : 0;
    both += inside && taken ? blocks[i].letters : 0;
  }
  return both == 0 ? 0 : 2 * static_cast<double>(both) / static_cast<double>(below + kept);
}

std::string LabelOf(const HtmlTree& tree, uint32_t element) {
  std::string label(HtmlTagName(tree.elements()[element].tag));
  const std::string_view names = tree.Attribute(element, HtmlAttributeName::kClass);
  if (!names.empty()) label += "." + std::string(names);
  return label;
}

Json ReasonsJson(const Verdict& verdict, size_t block) {
  Json out = Json::array();
  for (const Reason& reason : ReasonsOf(verdict, block, kReasons)) {
    out.push_back({{"feature", std::string(reason.feature)},
                   {"value", Rounded(reason.value)},
                   {"weight", Rounded(reason.weight)}});
  }
  return out;
}

}  // namespace

Json ExplainVerdict(const HtmlTree& tree, const std::vector<HtmlBlock>& blocks, const HtmlCandidates& candidates,
                    const Verdict& verdict) {
  Json out;
  out["candidates"] = Json::object();
  out["won"] = nullptr;
  double best = 0;
  for (int i = 0; i < kCandidateKinds; ++i) {
    const uint32_t element = candidates.element[static_cast<size_t>(i)];
    if (element == HtmlCandidates::kNone) continue;
    const std::string name(CandidateName(static_cast<CandidateKind>(i)));
    const double agreement = AgreementOf(tree, blocks, verdict, element);
    out["candidates"][name] = {{"element", LabelOf(tree, element)}, {"agreement", Rounded(agreement)}};
    if (agreement > best) out["won"] = name;
    best = std::max(best, agreement);
  }
  out["feature_names"] = BlockFeatureNames();
  Json& list = out["blocks"] = Json::array();
  const auto width = static_cast<std::ptrdiff_t>(BlockFeatureNames().size());
  for (size_t i = 0; i < blocks.size(); ++i) {
    const auto row = verdict.features.begin() + static_cast<std::ptrdiff_t>(i) * width;
    list.push_back({{"kept", verdict.kept[i] != 0},
                    {"score", verdict.score[i]},
                    {"rule", std::string(verdict.rule[i])},
                    {"because", ReasonsJson(verdict, i)},
                    {"kind", std::string(corpus::BlockKindName(blocks[i].kind))},
                    {"text", blocks[i].text},
                    {"features", std::vector<float>(row, row + width)}});
  }
  return out;
}

}  // namespace dossier::indexer
