// What reading one capture gives, and the reading itself. It runs in a process of its own (reader_pool.h), since what
// it reads is hostile; nothing here touches catalogue or index.
#pragma once

#include <cstdint>
#include <functional>
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

// One document: a page, or an entry of a list. `read` is absent when the capture is no page, or could not be read.
struct PagePart {
  std::optional<ReadDocument> read;
  std::vector<NewPassage> passages;  // not identified yet (passage_builder.h)
  DocumentRecord record;             // likewise
};

// A value. `failure` says why there is no `read`.
struct Page : PagePart {
  std::string outcome;  // of a capture that the gate keeps from the readers (corpus/FORMAT.md); else ""
  std::string failure;
  bool damaged = false;           // the archive's bytes, not the page
  bool abandoned = false;         // reading it crashed or passed a limit
  std::vector<PagePart> entries;  // of a file that lists many: what each gives (ReadDocument::entries)
};

// Immutable after construction; thread safe.
class PageReader {
 public:
  explicit PageReader(std::shared_ptr<const Gazetteer> gazetteer);
  // `decoded` is called with the size of the page's decoded bytes, before they are read.
  Page Read(const corpus::StoredRecords& records, const std::function<void(uint64_t)>& decoded = {}) const;

 private:
  void Analyze(const corpus::Capture& capture, std::string_view page_text, PagePart& page) const;

  std::shared_ptr<const Gazetteer> gazetteer_;
  Analyzer analyzer_;
};

// The way between processes. The bytes that come back may be anything: ParsePage gives nullopt for what is no page.
std::string SerializePage(const Page& page);
std::optional<Page> ParsePage(std::string_view bytes);
std::string SerializeRequest(const corpus::StoredRecords& records);
std::optional<corpus::StoredRecords> ParseRequest(std::string_view bytes);

}  // namespace dossier::indexer
