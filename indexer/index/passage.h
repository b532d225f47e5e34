// A passage as the index holds it: its text, what it says and where it comes from. Plain values that own what they
// hold.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/time.h"
#include "indexer/facts/statement.h"

namespace dossier::indexer {

// The publisher as a row shows it: by name, else by the host of its address ("cyber.dhs.gov"), else "unknown". Only
// for display and counts: a citation names no publisher that the page does not.
std::string ShownPublisher(std::string_view publisher, std::string_view url);

// Where a document and its capture come from. Kept once, in the record of the document revision (provenance.h).
struct Provenance {
  std::string document_id;  // short id: "d" + 12 characters, made from the key
  std::string document_key;
  std::string kind;  // article, advisory
  std::string title;
  std::vector<std::string> authors;
  std::string publisher;
  std::string publisher_id;  // the publisher's id when it is a known agency or vendor, or ""
  std::string source_id;
  std::string source_kind;  // news, agency, vendor, congress, file, unknown
  std::string section;
  std::string url;  // the address to cite
  std::string language;
  std::string published;  // ISO as stated, or ""
  std::string published_from;
  std::string updated;
  std::string number;  // advisory number, or ""
  // Of an advisory: what it says of a vendor's products, two strings a vendor: its id or name, "not affected".
  std::vector<std::string> product_status;
  // What a structured document states of itself: "final", "interim", "withdrawn", "rejected"; its TLP label; the row as
  // a person would say it; since when CISA lists its vulnerability as exploited. "" when it states nothing.
  std::string status, tlp, reads, kev_since;
  std::vector<std::string> cves;  // that the whole document is about; empty where passages name them
  int revision = 1;
  bool partial = false;
  int64_t capture_id = 0;
  std::string capture_sha256;  // hex
  std::string capture_url;     // as fetched
  UtcTime fetched;
  std::string warc;  // file below archive/
  uint64_t warc_offset = 0;
  uint64_t warc_length = 0;
  std::string record_id;
  std::string text_sha256;  // of the canonical text, hex
  std::string reader;       // "html/1"
};

// A statement inside a passage; all offsets are bytes of the passage's text.
struct IndexedStatement : Statement {
  std::string id;                     // evidence id: "e" + 12 characters, made from the document key and the quotation
  std::string fragment;               // "#:~:text=..." that matches once in the page, or ""
  std::vector<std::string> unlisted;  // provisional ids of organisations that the gazetteer does not list
  std::string text_of(std::string_view passage) const { return std::string(passage.substr(begin, end - begin)); }
};

struct Passage {
  Provenance from;
  std::string text;
  std::string before;  // up to 40 code points of the canonical text on either side
  std::string after;
  std::string kind;  // paragraph, list-item, table-row, note...
  int block = 0;     // index among the blocks of the canonical text
  int ordinal = 0;   // 1-based among the passages; the paragraph number of a citation
  int page = 0;
  std::string pointer;      // JSON pointer, or ""
  uint64_t begin_byte = 0;  // of the canonical text
  uint64_t begin_code_point = 0;
  std::vector<Mention> mentions;
  std::vector<IndexedStatement> statements;  // those that name a vendor, an agency or an unlisted organisation
};

// The short ids shown to people: stable across re-indexing, unchanged by new revisions.
std::string DocumentIdOf(std::string_view document_key);
std::string EvidenceIdOf(std::string_view document_key, std::string_view quotation);

}  // namespace dossier::indexer
