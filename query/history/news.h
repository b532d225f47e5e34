// What came into the corpus since somebody was told last: new revisions, pages that are gone, new evidence, new names.
// Errors: kIo, kCorrupt, and those of a question (kNotFound for an unknown name).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "query/answer/engine.h"
#include "query/history/history.h"

namespace dossier::query {

struct NewsRevision {
  std::string id, document_id, title, publisher, url;
  HistoryStep step;
};
struct NewsGone {
  std::string id, document_id, title, publisher, url;
  AddressGone gone;
};

struct News {
  std::string question;  // name of the saved question, or ""
  corpus::CaptureId since = corpus::CaptureId::kNone, until = corpus::CaptureId::kNone;
  std::optional<UtcTime> since_time;
  std::vector<NewsRevision> revisions;  // silent ones first, then partial, then stated; newest first
  std::vector<NewsGone> gone;
  std::vector<EvidenceRow> rows;                           // newest publication first; unchecked
  bool more = false;                                       // there are further rows
  size_t documents = 0;                                    // new ones
  std::vector<std::pair<std::string, std::string>> names;  // id, name: of organisations that no older document names

  bool any() const { return !revisions.empty() || !gone.empty() || !rows.empty() || !names.empty(); }
};

// Captures behind `since` that are indexed. `question` narrows evidence to its answers, and revisions to documents that
// hold one; without it rows are statements that say an action of a vendor.
Result<News> NewsSince(const corpus::Corpus& corpus, const Engine& engine, const std::optional<Query>& question,
                       corpus::CaptureId since, size_t limit);

std::string NewsText(const News& news, const Engine& engine, size_t width);
std::string NewsMarkdown(const News& news, const Engine& engine);
Json NewsJson(const News& news);
// A feed of RFC 4287, an entry for each item.
std::string NewsAtom(const News& news);

}  // namespace dossier::query
