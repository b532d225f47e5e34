#include "crawler/fetcher.h"

#include <curl/curl.h>
#include <sys/socket.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <mutex>
#include <optional>

#include "corpus/url/url.h"
#include "crawler/address.h"

namespace dossier::crawler {
namespace {

int64_t SteadyMs() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

std::string_view Trim(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

// Header lines after the status line. A continuation line (obsolete folding) belongs to the one before.
corpus::Headers ParseHeaders(std::string_view head) {
  corpus::Headers headers;
  size_t at = std::min(head.find('\n'), head.size() - (head.empty() ? 0 : 1)) + 1;
  while (at < head.size()) {
    const size_t end = std::min(head.find('\n', at), head.size());
    const std::string_view line = head.substr(at, end - at);
    at = end + 1;
    if ((line.starts_with(' ') || line.starts_with('\t')) && !headers.empty()) {
      headers.back().second.append(" ").append(Trim(line));
      continue;
    }
    const size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    headers.emplace_back(std::string(Trim(line.substr(0, colon))), std::string(Trim(line.substr(colon + 1))));
  }
  return headers;
}

void CutFinalBlankLine(std::string& head) {
  while (head.ends_with('\n') || head.ends_with('\r')) head.pop_back();
}

struct SlistCloser {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

// One request in flight, with the state that libcurl's callbacks write to.
struct Transfer {
  CURL* easy = nullptr;
  std::unique_ptr<curl_slist, SlistCloser> headers;
  FetchRequest request;
  FetchResult result;
  int64_t started_ms = 0;
  size_t header_bytes = 0;
  size_t max_header_bytes = 0;
  bool in_head = true;  // the head of the final response is not complete
  bool address_allowed = false;
  bool address_refused = false;
  bool header_limit = false;
  bool body_limit = false;
  char error[CURL_ERROR_SIZE] = {};
};

// Whether another head follows this one: the status is of the class 1xx (RFC 9110, section 15.2).
bool IsInterim(std::string_view head) {
  const size_t space = head.substr(0, head.find_first_of("\r\n")).find(' ');
  return space != std::string_view::npos && head.substr(space + 1).starts_with('1');
}

extern "C" {

static size_t OnHeader(char* data, size_t size, size_t count, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  const std::string_view line(data, size * count);
  transfer.header_bytes += line.size();
  if (transfer.header_bytes > transfer.max_header_bytes) {
    transfer.header_limit = true;
    return 0;
  }
  // A status line begins a head and stands nowhere else: after an interim answer (1xx) another head follows, inside a
  // head the same words are a field, behind the body a trailer.
  if (!transfer.in_head && transfer.result.body.empty() && IsInterim(transfer.result.response_head)) {
    transfer.result.response_head.clear();
    transfer.in_head = true;
  }
  if (!transfer.in_head) return line.size();  // a trailer
  transfer.result.response_head.append(line);
  if (line == "\r\n" || line == "\n") transfer.in_head = false;
  return line.size();
}

static size_t OnBody(char* data, size_t size, size_t count, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  const size_t bytes = size * count;
  std::string& body = transfer.result.body;
  const size_t room = transfer.request.max_body_bytes - std::min(transfer.request.max_body_bytes, body.size());
  if (body.empty()) {
    curl_off_t length = -1;
    curl_easy_getinfo(transfer.easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
    // What the server promises is reserved in small steps only: it may lie.
    if (length > 0)
      body.reserve(std::min({static_cast<size_t>(length), transfer.request.max_body_bytes, size_t{1} << 20}));
  }
  body.append(data, std::min(bytes, room));
  if (bytes <= room) return bytes;
  transfer.body_limit = true;
  return 0;
}

static int OnDebug(CURL*, curl_infotype type, char* data, size_t size, void* user) {
  if (type == CURLINFO_HEADER_OUT) static_cast<Transfer*>(user)->result.request_head.assign(data, size);
  return 0;
}

static curl_socket_t OnOpenSocket(void* user, curlsocktype, struct curl_sockaddr* address) {
  auto& transfer = *static_cast<Transfer*>(user);
  if (!transfer.address_allowed && !IsPublicAddress(address->addr)) {
    transfer.address_refused = true;
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

}  // extern "C"

FetchClass ClassOf(CURLcode code, const Transfer& transfer) {
  if (transfer.header_limit) return FetchClass::kHeaderLimit;
  if (transfer.body_limit) return FetchClass::kTooLong;
  const bool answered = transfer.result.status != 0 && !transfer.in_head;
  switch (code) {
    case CURLE_OK:
      return answered ? FetchClass::kResponse : FetchClass::kCutShort;
    case CURLE_COULDNT_RESOLVE_HOST:
      return FetchClass::kDns;
    case CURLE_COULDNT_CONNECT:
      return transfer.address_refused ? FetchClass::kPrivateAddress : FetchClass::kConnect;
    case CURLE_OPERATION_TIMEDOUT:
      return transfer.result.ip.empty() && transfer.header_bytes == 0 ? FetchClass::kConnect : FetchClass::kTimeout;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
      return FetchClass::kTls;
    case CURLE_PARTIAL_FILE:
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
    case CURLE_HTTP2_STREAM:
      return FetchClass::kCutShort;
    case CURLE_RECV_ERROR:
      // libcurl gives this for a reset connection and for a broken chunk; its text tells them apart.
      return std::string_view(transfer.error).find("chunk") != std::string_view::npos ? FetchClass::kBadResponse
                                                                                      : FetchClass::kCutShort;
    case CURLE_OUT_OF_MEMORY:  // how libcurl calls a header line beyond its own limit
      return transfer.in_head && transfer.header_bytes > 0 ? FetchClass::kHeaderLimit : FetchClass::kInternal;
    case CURLE_UNSUPPORTED_PROTOCOL:  // the scheme was checked before: the answer is no HTTP, or HTTP/0.9
      return FetchClass::kBadResponse;
    case CURLE_URL_MALFORMAT:
      return FetchClass::kBadUrl;
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_HTTP2:
    case CURLE_BAD_CONTENT_ENCODING:
      return FetchClass::kBadResponse;
    default:
      return FetchClass::kInternal;
  }
}

std::string TruncationOf(FetchClass outcome, const Transfer& transfer) {
  if (transfer.in_head && transfer.result.body.empty()) return outcome == FetchClass::kResponse ? "" : "disconnect";
  switch (outcome) {
    case FetchClass::kResponse:
      return "";
    case FetchClass::kTooLong:
      return "length";
    case FetchClass::kTimeout:
      return "time";
    default:
      return "disconnect";
  }
}

void TakeCertificate(CURL* easy, FetchResult& result) {
  curl_certinfo* info = nullptr;
  if (curl_easy_getinfo(easy, CURLINFO_CERTINFO, &info) != CURLE_OK || info == nullptr || info->num_of_certs < 1)
    return;
  for (const curl_slist* entry = info->certinfo[0]; entry != nullptr; entry = entry->next) {
    const std::string_view text(entry->data);
    const auto take = [&](std::string_view key, std::string& target) {
      if (text.starts_with(key)) target = text.substr(key.size());
    };
    take("Subject:", result.tls_subject);
    take("Issuer:", result.tls_issuer);
    take("Expire date:", result.tls_expires);
  }
}

}  // namespace

std::string_view FetchClassName(FetchClass value) {
  switch (value) {
    case FetchClass::kResponse:
      return "response";
    case FetchClass::kDns:
      return "dns";
    case FetchClass::kConnect:
      return "connect";
    case FetchClass::kTls:
      return "tls";
    case FetchClass::kPrivateAddress:
      return "private-address";
    case FetchClass::kTimeout:
      return "timeout";
    case FetchClass::kCutShort:
      return "cut-short";
    case FetchClass::kTooLong:
      return "too-long";
    case FetchClass::kHeaderLimit:
      return "header-limit";
    case FetchClass::kBadResponse:
      return "bad-response";
    case FetchClass::kBadUrl:
      return "bad-url";
    case FetchClass::kInternal:
      return "internal";
  }
  return "internal";
}

class Fetcher::Impl {
 public:
  explicit Impl(FetcherOptions options) : options_(std::move(options)) {}
  ~Impl() {
    CancelAll();
    for (CURL* easy : idle_) curl_easy_cleanup(easy);
    if (multi_ != nullptr) curl_multi_cleanup(multi_);
  }

  Status Init() {
    static std::once_flag once;
    static CURLcode global = CURLE_OK;
    std::call_once(once, [] { global = curl_global_init(CURL_GLOBAL_DEFAULT); });
    multi_ = global == CURLE_OK ? curl_multi_init() : nullptr;
    if (multi_ == nullptr) return Fail(ErrorCode::kInternal, "libcurl cannot be started");
    curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, static_cast<long>(options_.max_connections));
    curl_multi_setopt(multi_, CURLMOPT_PIPELINING, CURLPIPE_MULTIPLEX);
    return Ok();
  }

  void Start(FetchRequest request) {
    auto transfer = std::make_unique<Transfer>();
    transfer->request = std::move(request);
    transfer->started_ms = SteadyMs();
    transfer->max_header_bytes = options_.max_header_bytes;
    transfer->result.ticket = transfer->request.ticket;
    transfer->result.started = Now();
    const Result<Url> url = Url::Parse(transfer->request.url);
    if (!url || !url->IsHttp()) {
      transfer->result.outcome = FetchClass::kBadUrl;
      transfer->result.detail = "not an http or https URL";
      failed_.push_back(std::move(transfer->result));
      return;
    }
    transfer->address_allowed =
        options_.allow_private ||
        std::find(options_.allow_hosts.begin(), options_.allow_hosts.end(), url->host()) != options_.allow_hosts.end();
    if (idle_.empty()) {
      transfer->easy = curl_easy_init();
    } else {
      transfer->easy = idle_.back();
      idle_.pop_back();
    }
    if (transfer->easy == nullptr || !SetUp(*transfer) || curl_multi_add_handle(multi_, transfer->easy) != CURLM_OK) {
      if (transfer->easy != nullptr) curl_easy_cleanup(transfer->easy);
      transfer->result.detail = "libcurl refused the request";
      failed_.push_back(std::move(transfer->result));
      return;
    }
    active_.push_back(std::move(transfer));
  }

  void Run(int wait_ms, const std::function<void(FetchResult)>& done) {
    for (FetchResult& result : std::exchange(failed_, {})) {
      done(std::move(result));
      wait_ms = 0;
    }
    int running = 0;
    curl_multi_perform(multi_, &running);
    if (!Collect(done) && wait_ms > 0) {
      curl_multi_poll(multi_, nullptr, 0, wait_ms, nullptr);
      curl_multi_perform(multi_, &running);
      Collect(done);
    }
  }

  void CancelAll() {
    for (auto& transfer : active_) {
      curl_multi_remove_handle(multi_, transfer->easy);
      curl_easy_cleanup(transfer->easy);
    }
    active_.clear();
    failed_.clear();
  }

  void Wake() { curl_multi_wakeup(multi_); }
  size_t active() const { return active_.size() + failed_.size(); }

 private:
  bool SetUp(Transfer& transfer) {
    CURL* easy = transfer.easy;
    curl_easy_reset(easy);
    curl_slist* list = nullptr;
    const auto add = [&](const std::string& line) { list = curl_slist_append(list, line.c_str()); };
    add("Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
    add("Accept-Encoding: gzip, deflate, br, zstd");
    for (const auto& [name, value] : transfer.request.headers) add(name + ": " + value);
    transfer.headers.reset(list);
    bool good = true;
    const auto set = [&](CURLoption option, auto value) { good &= curl_easy_setopt(easy, option, value) == CURLE_OK; };
    set(CURLOPT_URL, transfer.request.url.c_str());
    set(CURLOPT_PATH_AS_IS, 1L);
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_PROXY, "");  // the address connected has to be the server's
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
    set(CURLOPT_HTTP09_ALLOWED, 0L);
    set(CURLOPT_USERAGENT, options_.user_agent.c_str());
    set(CURLOPT_HTTPHEADER, list);
    set(CURLOPT_HEADERFUNCTION, OnHeader);
    set(CURLOPT_HEADERDATA, &transfer);
    set(CURLOPT_WRITEFUNCTION, OnBody);
    set(CURLOPT_WRITEDATA, &transfer);
    set(CURLOPT_DEBUGFUNCTION, OnDebug);
    set(CURLOPT_DEBUGDATA, &transfer);
    set(CURLOPT_VERBOSE, 1L);
    set(CURLOPT_OPENSOCKETFUNCTION, OnOpenSocket);
    set(CURLOPT_OPENSOCKETDATA, &transfer);
    set(CURLOPT_ERRORBUFFER, transfer.error);
    set(CURLOPT_PRIVATE, &transfer);
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(std::max<int64_t>(1, transfer.request.deadline_ms)));
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options_.connect_timeout_ms));
    set(CURLOPT_LOW_SPEED_LIMIT, static_cast<long>(options_.slow_bytes_per_second));
    set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(options_.slow_seconds));
    set(CURLOPT_CERTINFO, transfer.request.url.starts_with("https:") ? 1L : 0L);
    return good;
  }

  bool Collect(const std::function<void(FetchResult)>& done) {
    bool any = false;
    int queued = 0;
    while (CURLMsg* message = curl_multi_info_read(multi_, &queued)) {
      if (message->msg != CURLMSG_DONE) continue;
      Transfer* transfer = nullptr;
      curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
      const CURLcode code = message->data.result;
      curl_multi_remove_handle(multi_, transfer->easy);
      Finish(*transfer, code);
      FetchResult result = std::move(transfer->result);
      idle_.push_back(transfer->easy);
      const auto owner =
          std::find_if(active_.begin(), active_.end(), [&](const auto& each) { return each.get() == transfer; });
      std::swap(*owner, active_.back());
      active_.pop_back();
      done(std::move(result));
      any = true;
    }
    return any;
  }

  void Finish(Transfer& transfer, CURLcode code) {
    FetchResult& result = transfer.result;
    long number = 0;
    if (curl_easy_getinfo(transfer.easy, CURLINFO_RESPONSE_CODE, &number) == CURLE_OK)
      result.status = static_cast<int>(number);
    char* ip = nullptr;
    if (curl_easy_getinfo(transfer.easy, CURLINFO_PRIMARY_IP, &ip) == CURLE_OK && ip != nullptr) result.ip = ip;
    if (curl_easy_getinfo(transfer.easy, CURLINFO_HTTP_VERSION, &number) == CURLE_OK) {
      result.http_version = number == CURL_HTTP_VERSION_1_0   ? "1.0"
                            : number == CURL_HTTP_VERSION_1_1 ? "1.1"
                            : number == CURL_HTTP_VERSION_2_0 ? "2"
                                                              : "";
    }
    TakeCertificate(transfer.easy, result);
    result.elapsed_ms = SteadyMs() - transfer.started_ms;
    result.outcome = ClassOf(code, transfer);
    if (code != CURLE_OK) result.detail = transfer.error[0] != '\0' ? transfer.error : curl_easy_strerror(code);
    Explain(result);
    result.truncated = TruncationOf(result.outcome, transfer);
    CutFinalBlankLine(result.request_head);
    CutFinalBlankLine(result.response_head);
    result.headers = ParseHeaders(result.response_head);
  }

  static void Explain(FetchResult& result) {
    if (result.outcome == FetchClass::kPrivateAddress)
      result.detail = "the name leads to an address that is not public";
    if (result.outcome == FetchClass::kTooLong)
      result.detail = "the body is longer than the limit of " + std::to_string(result.body.size()) + " bytes";
    if (result.outcome == FetchClass::kHeaderLimit) result.detail = "the headers are longer than the limit";
  }

  FetcherOptions options_;
  CURLM* multi_ = nullptr;
  std::vector<CURL*> idle_;
  std::vector<std::unique_ptr<Transfer>> active_;
  std::vector<FetchResult> failed_;
};

Fetcher::Fetcher(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Fetcher::~Fetcher() = default;

Result<std::unique_ptr<Fetcher>> Fetcher::Create(FetcherOptions options) {
  auto impl = std::make_unique<Impl>(std::move(options));
  DOSSIER_CHECK(impl->Init());
  return std::unique_ptr<Fetcher>(new Fetcher(std::move(impl)));
}

void Fetcher::Start(FetchRequest request) { impl_->Start(std::move(request)); }
void Fetcher::Run(int wait_ms, const std::function<void(FetchResult)>& done) { impl_->Run(wait_ms, done); }
void Fetcher::Wake() { impl_->Wake(); }
void Fetcher::CancelAll() { impl_->CancelAll(); }
size_t Fetcher::active() const { return impl_->active(); }

}  // namespace dossier::crawler
