// What reading one capture gives, and the reading itself. It runs in a process of its own (reader_pool.h), since what
// it reads is hostile; nothing here touches catalogue or index.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/stored_records.h"
#include "indexer/facts/document.h"
#include "indexer/gazetteer/gazetteer.h"
#include "indexer/index/record.h"
#include "indexer/statements/analyzer.h"

namespace dossier::indexer {

// A value. `read` is absent when the capture is no page, or could not be read (`failure` says why).
struct Page {
  std::string machine_file;  // "robots", "feed", "sitemap": not to be read
  std::string failure;
  bool damaged = false;     // the archive's bytes, not the page
  bool left_aside = false;  // reading it crashed or passed a limit
  std::optional<ReadDocument> read;
  std::vector<NewPassage> passages;  // not identified yet (passage_builder.h)
  DocumentRecord record;             // likewise
};

// Immutable after construction; thread safe.
class PageReader {
 public:
  explicit PageReader(std::shared_ptr<const Gazetteer> gazetteer);
  Page Read(const corpus::StoredRecords& records) const;

 private:
  std::shared_ptr<const Gazetteer> gazetteer_;
  Analyzer analyzer_;
};

// The way between processes. The bytes that come back may be anything: ParsePage gives nullopt for what is no page.
std::string SerializePage(const Page& page);
std::optional<Page> ParsePage(std::string_view bytes);
std::string SerializeRequest(const corpus::StoredRecords& records);
std::optional<corpus::StoredRecords> ParseRequest(std::string_view bytes);

}  // namespace dossier::indexer
