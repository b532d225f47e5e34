// The records of the corpus: captures, texts, documents, revisions, and what identifies them. Plain values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/base/digest.h"
#include "corpus/base/json.h"
#include "corpus/base/time.h"

namespace dossier::corpus {

// Row ids of the catalogue. Strong types, so that one cannot be passed for another; 0 is "none".
enum class CaptureId : int64_t { kNone = 0 };
enum class TextId : int64_t { kNone = 0 };
enum class DocumentId : int64_t { kNone = 0 };

using Headers = std::vector<std::pair<std::string, std::string>>;  // in the order received, names as received

// The first value of a header, name compared without case; "" when absent.
std::string HeaderValue(const Headers& headers, std::string_view name);

enum class CaptureKind {
  kResponse,  // an HTTP response
  kResource,  // an imported local file
  kRevisit,   // not modified, or the same bytes as an earlier capture
};

// Who and what a capture came from. `kind` is one of news, agency, vendor, congress, file, unknown.
struct Source {
  std::string id;         // short name, unique: "fortune", "cisa-csaf"
  std::string publisher;  // "Fortune"
  std::string kind = "unknown";
  std::string language;  // BCP 47, may be empty
};

// A capture about to be stored.
struct NewCapture {
  CaptureKind kind = CaptureKind::kResponse;
  std::string url;  // as asked for; a local file gets its --url, else "file:" + its path
  UtcTime fetched;
  int http_status = 0;               // 0 for resources
  std::string request_head;          // request line and headers as sent; empty for resources
  std::string response_head;         // status line and headers as received, without the final blank line
  std::string body;                  // as received, transfer coding undone, content coding kept
  std::string content_type;          // header value, or the type found for a local file
  std::string ip;                    // address really connected
  Json metadata;                     // object: tls, redirect chain, robots decision... kept in a metadata record
  std::string truncated;             // "", or the WARC-Truncated reason: length, time, disconnect
  std::optional<CaptureId> same_as;  // kRevisit: the capture whose payload this one repeats
  Source source;
};

// A stored capture, as the catalogue knows it. Immutable.
struct Capture {
  CaptureId id = CaptureId::kNone;
  CaptureKind kind = CaptureKind::kResponse;
  std::string url;
  UtcTime fetched;
  int http_status = 0;
  std::string content_type;
  std::string truncated;
  Digest sha256;  // of the body as stored (content coding kept)
  uint64_t body_bytes = 0;
  std::string warc_file;     // name below archive/
  uint64_t warc_offset = 0;  // of the gzip member
  uint64_t warc_length = 0;
  std::string record_id;                    // WARC-Record-ID, "<urn:uuid:...>"
  CaptureId payload_of = CaptureId::kNone;  // kRevisit: where the bytes are
  Source source;
};

// What a capture's record holds, read from the WARC file and checked against the catalogue's digest.
struct Payload {
  Headers headers;       // response headers; empty for resources
  std::string body;      // as stored
  std::string decoded;   // after content decoding
  bool complete = true;  // false: the content coding was damaged or a limit was reached
  std::string problem;
};

// A stored canonical text.
struct StoredText {
  TextId id = TextId::kNone;
  CaptureId capture = CaptureId::kNone;
  Digest sha256;  // of the text
  std::string reader;
  UtcTime created;
  std::string warc_file;  // the conversion record
  uint64_t warc_offset = 0;
  uint64_t warc_length = 0;
  std::string record_id;
};

// What a canonical URL or an advisory id stands for. `key` is fixed when first seen and never changes.
struct Document {
  DocumentId id = DocumentId::kNone;
  std::string key;   // "cisa/ICSA-19-029-02", else the canonical URL, else the given URL, else the digest
  std::string kind;  // article, advisory
  std::string title;
  std::string url;  // the best address to cite
  Source source;
  Json metadata;  // what the reader found of the newest revision (indexer/SCHEMA.md)
};

// A distinct content of a document. `ordinal` counts from 1 in the order seen.
struct Revision {
  DocumentId document = DocumentId::kNone;
  int ordinal = 0;
  TextId text = TextId::kNone;
  CaptureId capture = CaptureId::kNone;
  UtcTime first_seen;
  bool stated = false;  // the publisher announced the change; else silent
  std::string stated_version;
};

// A certificate stored with cited evidence, so that it verifies when the index is gone or the reader changed.
struct Certificate {
  std::string evidence_id;
  Json content;  // query/OUTPUT.md, "certificate"
  UtcTime stored;
};

}  // namespace dossier::corpus
