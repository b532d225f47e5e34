// WARC/1.1 records (ISO 28500:2017) in memory: writing one, parsing one, and the HTTP message inside.
// Files of records are read by warc_reader.h and written by archive_writer.h.
#pragma once

#include <string>
#include <string_view>

#include "corpus/base/result.h"
#include "corpus/base/time.h"
#include "corpus/capture/capture.h"

namespace dossier::corpus {

// The media type of the metadata records that dossier writes.
// Our extension field: the SHA-256 of the payload in hexadecimal, beside the sha1 that other tools compare.
inline constexpr std::string_view kPayloadSha256Field = "Dossier-Payload-SHA256";
inline constexpr std::string_view kJsonType = "application/json";
inline constexpr std::string_view kProfileNotModified = "http://netpreserve.org/warc/1.1/revisit/server-not-modified";
inline constexpr std::string_view kProfileSamePayload =
    "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest";

// A fresh "<urn:uuid:...>" (RFC 4122, version 4).
std::string NewRecordId();

// The 16 bytes of a "<urn:uuid:...>" and back. Parsing anything else gives "".
std::string RecordIdBytes(std::string_view record_id);
std::string RecordIdFromBytes(std::string_view bytes);

// WARC-Date: RFC 3339 in UTC, with milliseconds where there are any.
std::string FormatWarcDate(UtcTime time);

// A URL as it may stand in a header: control characters, space and non-ASCII bytes percent-encoded.
std::string UrlForHeader(std::string_view url);

// One record being written. The fields go out in the order they were added; Content-Length and the block digest
// (sha256, over block_head and block_body together) are added by Serialize.
struct WarcDraft {
  std::string type;
  Headers fields;               // without WARC-Type, Content-Length, WARC-Block-Digest
  std::string_view block_head;  // the block is these two, one after the other
  std::string_view block_body;
};
std::string SerializeWarc(const WarcDraft& draft);

// One record as it was read: a view into the bytes it was parsed from.
struct WarcView {
  std::string version;  // "WARC/1.1"
  Headers fields;
  std::string_view block;
};

// Parses the record that `bytes` starts with; the block must be there in full. Errors: kCorrupt.
Result<WarcView> ParseWarc(std::string_view bytes);

// Parses header lines up to and with the empty line: returns the number of bytes they took, or npos when there is
// no end. Folded lines are joined; lines without a colon are dropped. With `start_line` the first line goes there.
size_t ParseHeaderBlock(std::string_view bytes, std::string* start_line, Headers& headers);

// An HTTP message split into its parts. A block without an HTTP head gives ok = false and everything as body.
struct HttpMessage {
  bool ok = false;
  std::string start_line;
  Headers headers;
  std::string_view body;
};
HttpMessage ParseHttp(std::string_view block);
// The status code of "HTTP/1.1 200 OK"; 0 when there is none.
int StatusOf(std::string_view start_line);

// The response head as the archive stores it, with the closing empty line. The stored body has its transfer coding
// undone, so a Transfer-Encoding field would lie to every reader: it is renamed to kOriginalTransferEncoding, which
// RestoreHeaders turns back. "HTTP/2 200" and "HTTP/3 200" become "HTTP/1.1 200", since those protocols have no
// textual head and other tools do not parse one.
inline constexpr std::string_view kOriginalTransferEncoding = "X-Archive-Orig-Transfer-Encoding";
std::string ArchivedResponseHead(std::string_view response_head);
void RestoreHeaders(Headers& headers);
// "h2" or "h3" when the head says so, else "".
std::string_view ProtocolOf(std::string_view response_head);

}  // namespace dossier::corpus
