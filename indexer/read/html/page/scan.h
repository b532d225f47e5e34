// The scan before the parse: drops the bytes of a page that hold no text, so that gumbo never sees them.
//
// Bodies of script, style, noscript, template, svg and other unseen elements, comments, and attributes that no rule
// reads go; JSON-LD bodies are kept aside. What stays is what gumbo parses, with a map back to the payload; of that,
// texts and attributes that cannot change the tree stand beside it, as gumbo takes several calls for every byte. The
// scan also bounds what makes gumbo quadratic: nesting depth, open formatting elements, attributes per tag.
// Linear in the input; pure; thread safe.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/read/html/page/attributes.h"

namespace dossier::indexer {

// Views in it are of the payload or of `rewritten`, a deque because its strings must not move. May itself be moved.
struct HtmlScan {
  // html[begin...] stands at payload[source...] until the next piece begins.
  struct Piece {
    uint32_t begin = 0;
    uint32_t source = 0;
  };
  // A text without white space at its ends; html[at] is one letter that stands for it.
  struct Run {
    uint32_t at = 0;
    uint32_t source = 0, source_end = 0;  // where it stands in the payload
    bool in_payload = true;               // `text` is a view of the payload
    std::string_view text;                // white space and line ends as gumbo would give them
  };
  // The attributes of the start tag at html[at], which has none there.
  struct Tag {
    uint32_t at = 0;
    uint32_t first = 0, count = 0;  // of `attributes`
  };
  std::string html;
  std::string_view payload;
  std::vector<Piece> pieces;  // ascending; the first begins at 0
  std::vector<Run> runs;      // ascending
  std::vector<Tag> tags;      // ascending
  std::vector<HtmlAttribute> attributes;
  std::deque<std::string> rewritten;      // texts that do not stand in the payload as they are
  size_t bytes = 0;                       // of `html` and of what stands beside it
  std::vector<std::string_view> json_ld;  // bodies of application/ld+json scripts, views into the payload
  bool cut = false;                       // the page was over a limit; the rest was left out

  // Where html[offset] stands, or its run begins, in the payload.
  uint64_t ToPayload(size_t offset) const;
};

inline constexpr size_t kMaxScanBytes = size_t{24} << 20;  // a page of more text than this is no article
inline constexpr size_t kMaxStartTags = 1'000'000;         // some hundred bytes of tree each
inline constexpr int kMaxDepth = 400;
inline constexpr int kMaxOpenFormatting = 40;

// `payload` must outlive the result.
// Never fails: what is cut off at a limit is told by `cut`. UTF-8 is expected; other bytes pass through as they are.
HtmlScan ScanHtml(std::string_view payload);

// The same without dropping anything but what the depth bounds demand: for comparing the two parses.
HtmlScan KeepWholeHtml(std::string_view payload);

}  // namespace dossier::indexer
