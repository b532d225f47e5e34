#include "indexer/read/html/reader.h"

#include "corpus/base/utf8.h"
#include "corpus/text/canonical_text.h"
#include "corpus/text/charset.h"
#include "indexer/read/html/arbiter.h"
#include "indexer/read/html/candidates.h"
#include "indexer/read/html/dates/dates.h"
#include "indexer/read/html/explanation.h"
#include "indexer/read/html/page/blocks.h"
#include "indexer/read/html/page/byline.h"
#include "indexer/read/html/page/meta.h"
#include "indexer/read/html/page/scan.h"
#include "indexer/read/html/page/title.h"
#include "indexer/read/html/page/tree.h"
#include "indexer/read/html/page_kind.h"
#include "indexer/read/metadata/json_ld.h"
#include "indexer/text/language.h"

namespace dossier::indexer {

namespace {

// What texts are stored under: raised whenever pages read differently, so that they are read again (ReaderSet).
constexpr std::string_view kHtmlReader = "html/4";

// The kept blocks as canonical text with the map back to the payload.
corpus::TextMap BuildText(const HtmlTree& tree, const std::vector<HtmlBlock>& blocks, const std::vector<char>& kept,
                          std::string_view payload, const std::string& charset) {
  corpus::TextMap map;
  map.reader = kHtmlReader;
  map.charset = charset;
  map.syntax = corpus::BlockSyntax::kMarkup;
  for (size_t i = 0; i < blocks.size(); ++i) {
    if (kept[i] == 0) continue;
    corpus::Block block;
    block.kind = blocks[i].kind;
    block.level = blocks[i].level;
    block.ranges = RangesOf(tree, blocks[i], payload);
    const Result<std::string> text = corpus::RenderBlock(payload, map.syntax, block, map.rule);
    if (!text || text->empty()) continue;
    if (!map.text.empty()) map.text += "\n\n";
    block.begin = map.text.size();
    map.text += *text;
    block.end = map.text.size();
    map.blocks.push_back(std::move(block));
  }
  return map;
}

std::string LanguageOf(const HtmlMeta& meta, std::string_view text) {
  const Language detected = DetectLanguage(text);
  if (detected.reliable && !detected.code.empty()) return detected.code;
  const std::string declared = PrimaryLanguage(meta.language);
  return declared.empty() ? detected.code : declared;
}

std::string PublisherOf(const HtmlMeta& meta, const JsonLdWork* work, const std::string& given) {
  if (!given.empty()) return given;
  if (const std::string_view site = meta.GetAny({"og:site_name", "application-name"}); !site.empty())
    return std::string(site);
  if (work != nullptr && !work->publisher.empty()) return work->publisher;
  return std::string(meta.GetAny({"dc.publisher", "publisher", "citation_publisher", "twitter:app:name:iphone"}));
}

}  // namespace

Result<ReadDocument> ReadHtml(const ReaderInput& input, HtmlPreparation preparation) {
  const std::string charset = SniffHtmlEncoding(input.bytes, CharsetOfContentType(input.content_type));
  std::string decoded;
  DOSSIER_TRY_ASSIGN(const std::string_view payload, ViewAsUtf8(input.bytes, charset, decoded));
  DOSSIER_TRY_ASSIGN(
      const HtmlTree tree,
      HtmlTree::Parse(preparation == HtmlPreparation::kReduced ? ScanHtml(payload) : KeepWholeHtml(payload)));
  const std::vector<HtmlBlock> blocks = SplitBlocks(tree);
  const HtmlMeta meta = CollectMeta(tree);
  const std::vector<JsonLdWork> works = ReadJsonLd(tree.scan().json_ld);
  ReadDocument document;
  document.format = "html";
  const std::string site_name(meta.GetAny({"og:site_name", "application-name", "publisher", "dc.publisher"}));
  const HtmlTitle title = FindTitle(tree, blocks, meta, works, site_name);
  std::vector<std::string> titles = title.witnesses;
  titles.push_back(title.text);
  const JsonLdWork* work = MainWork(works, titles);
  document.title = title.text;
  document.publisher = PublisherOf(meta, work, input.publisher);
  document.authors = FindAuthors({tree, blocks, meta, work, title, document.publisher});
  const HtmlCandidates candidates = FindCandidates(tree, blocks, title.block);
  const std::string_view description = meta.GetAny({"og:description", "description", "twitter:description"});
  const Verdict verdict = Judge({tree, blocks, candidates, title, document.authors, description, work});
  const Day last_day = UtcDayOf(input.fetched ? *input.fetched : Now());
  HtmlDates dates = FindDates({tree, blocks, meta, works, work, title, document.authors, verdict.kept, payload,
                               input.url, last_day, meta.language},
                              input.explain);
  document.published = dates.published;
  document.updated = dates.updated;
  const PageKindVerdict kind =
      ClassifyPage({tree, blocks, verdict.kept, meta, works, document.title, payload, dates.published.known()});
  document.page_kind = kind.kind;
  document.partial = kind.partial || tree.scan().cut || blocks.size() == kMostBlocks;
  document.text = BuildText(tree, blocks, verdict.kept, payload, charset);
  document.language = LanguageOf(meta, document.text.text);
  if (!IsEvidence(kind.kind))
    document.text = {.reader = std::string(kHtmlReader), .charset = charset, .text = {}, .blocks = {}};
  document.canonical_url = meta.canonical_url.empty() ? std::string(meta.Get("og:url")) : meta.canonical_url;
  document.section = work != nullptr && !work->section.empty()
                         ? work->section
                         : std::string(meta.GetAny({"article:section", "section", "parsely-section"}));
  document.confidence = verdict.confidence;
  if (input.explain) {
    document.explanation = ExplainVerdict(tree, blocks, candidates, verdict);
    document.explanation["date_feature_names"] = DateFeatureNames();
    document.explanation["dates"] = std::move(dates.explanation);
    document.explanation["unmarked_dates"] = std::move(dates.unmarked);
    document.explanation["page_kind"] = kind.why;
  }
  return document;
}

}  // namespace dossier::indexer
