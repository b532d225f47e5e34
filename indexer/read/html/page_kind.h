// What kind of page was captured: an article, an advisory, or something that must not become evidence.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/facts/document.h"
#include "indexer/read/html/arbiter.h"
#include "indexer/read/html/page/blocks.h"
#include "indexer/read/html/page/meta.h"
#include "indexer/read/html/page/tree.h"
#include "indexer/read/metadata/json_ld.h"

namespace dossier::indexer {

// Borrowed parts; they must outlive the call.
struct PageKindInput {
  const HtmlTree& tree;
  const std::vector<HtmlBlock>& blocks;
  const std::vector<char>& kept;
  const HtmlMeta& meta;
  const std::vector<JsonLdWork>& works;
  std::string_view title;
  std::string_view payload;  // what the tree was parsed from
  bool dated = false;
};

struct PageKindVerdict {
  PageKind kind = PageKind::kArticle;
  bool partial = false;
  std::string why;
};

// Wrong kinds cost differently: a refusal taken for an article becomes false evidence, an article taken for a refusal
// is lost. So page_kind.cc says beside what text signs count. `why` names the sign for `--explain`.
// Pure, thread safe.
PageKindVerdict ClassifyPage(const PageKindInput& input);

// Whether a title holds a word by which agencies and vendors call their advisories.
bool IsTitledAsAdvisory(std::string_view title);

}  // namespace dossier::indexer
