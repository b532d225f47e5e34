// The only user of libcurl: many HTTP(S) requests at once on one thread, each bounded in time, header bytes and body
// bytes, each to an address that was checked when the socket was opened.
//
// One request is one hop: redirects are not followed here, because each hop is a capture of its own and needs its own
// robots and politeness decision. The body is kept as received: transfer coding undone, content coding kept.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/result.h"
#include "corpus/base/time.h"
#include "corpus/capture/capture.h"

namespace dossier::crawler {

struct FetcherOptions {
  std::string user_agent;
  size_t max_connections = 64;
  size_t max_header_bytes = 64 << 10;
  int64_t connect_timeout_ms = 15000;
  int64_t slow_bytes_per_second = 50;  // slower than this for slow_seconds: given up
  int64_t slow_seconds = 20;
  bool allow_private = false;            // loopback, private and other non-public addresses may be connected
  std::vector<std::string> allow_hosts;  // hosts (as in URLs) for which every address may be connected
};

struct FetchRequest {
  uint64_t ticket = 0;          // comes back in the result
  std::string url;              // http or https, without fragment
  corpus::Headers headers;      // besides Host, User-Agent, Accept, Accept-Encoding
  int64_t deadline_ms = 60000;  // for everything, from now
  size_t max_body_bytes = size_t{10} << 20;
};

// What became of a request. The names (FetchClassName) appear in reports and the frontier: never rename one.
enum class FetchClass {
  kResponse,  // a whole HTTP response, whatever its status
  kDns,
  kConnect,  // refused, unreachable, or no answer in time
  kTls,
  kPrivateAddress,  // the name leads to an address that is not public, and that was not allowed
  kTimeout,         // the deadline passed, or the server was slower than the minimum rate
  kCutShort,        // the connection ended inside the headers or the body
  kTooLong,         // the body limit was reached
  kHeaderLimit,
  kBadResponse,  // no HTTP, HTTP/0.9, or a broken chunk
  kBadUrl,
  kInternal,
};
std::string_view FetchClassName(FetchClass value);

struct FetchResult {
  uint64_t ticket = 0;
  FetchClass outcome = FetchClass::kInternal;
  std::string detail;  // for a person; empty when there is nothing to say
  UtcTime started;
  int64_t elapsed_ms = 0;
  int status = 0;             // 0: no status line came
  std::string request_head;   // as sent, without the final blank line
  std::string response_head;  // status line and headers of the final response, without the final blank line
  corpus::Headers headers;    // the same, parsed
  std::string body;
  std::string truncated;                             // "" or the WARC-Truncated reason: length, time, disconnect
  std::string ip;                                    // address really connected
  std::string http_version;                          // "1.0", "1.1", "2"
  std::string tls_subject, tls_issuer, tls_expires;  // of the server's certificate
};

// Owned by one thread.
class Fetcher {
 public:
  static Result<std::unique_ptr<Fetcher>> Create(FetcherOptions options);
  ~Fetcher();
  Fetcher(const Fetcher&) = delete;
  Fetcher& operator=(const Fetcher&) = delete;

  // Starts a request; never blocks. Its result comes out of Run, also when it fails at once.
  void Start(FetchRequest request);
  // Moves data for at most `wait_ms` (it returns as soon as something happened) and hands over finished requests.
  void Run(int wait_ms, const std::function<void(FetchResult)>& done);
  // Makes a waiting Run return; the only call that other threads may make.
  void Wake();
  // Gives up what is in flight without results.
  void CancelAll();
  size_t active() const;

 private:
  class Impl;
  explicit Fetcher(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dossier::crawler
