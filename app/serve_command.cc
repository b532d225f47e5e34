// dossier serve: the local page.
#include <sys/random.h>

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <deque>
#include <exception>
#include <future>
#include <mutex>
#include <thread>

#include "app/web_server.h"
#include "corpus/base/ascii.h"
#include "corpus/base/cli/command.h"
#include "corpus/base/cli/command_line.h"
#include "corpus/base/digest.h"
#include "corpus/base/file.h"
#include "query/api/api.h"
#include "query/page/site.h"
#include "query/tasks/desk.h"

namespace dossier {
namespace {

using query::Desk;
using query::Site;
using query::WebRequest;
using query::WebResponse;

constexpr size_t kMostWaiting = 64;  // requests, fewer than connections; more are told to come again
static_assert(kMostWaiting < kMostConnections);
constexpr size_t kFewestTokenCharacters = 16;

// Threads that answer, each with a desk of its own.
class Desks {
 public:
  Desks(std::string corpus, const Site& site, size_t count) : corpus_(std::move(corpus)), site_(site) {
    for (size_t i = 0; i < count; ++i) threads_.emplace_back([this] { Work(); });
  }
  ~Desks() {
    {
      const std::lock_guard lock(mutex_);
      ending_ = true;
    }
    changed_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }
  WebResponse Answer(WebRequest request) {
    std::promise<WebResponse> promise;
    auto answer = promise.get_future();
    {
      const std::lock_guard lock(mutex_);
      if (ending_ || waiting_.size() >= kMostWaiting)
        return query::PlainAnswer(503, "too many requests wait; try again");
      waiting_.emplace_back(std::move(request), std::move(promise));
    }
    changed_.notify_one();
    return answer.get();
  }

 private:
  void Work() {
    std::unique_ptr<Desk> desk;
    while (true) {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return ending_ || !waiting_.empty(); });
      if (waiting_.empty()) return;  // ending, and nobody waits
      auto [request, promise] = std::move(waiting_.front());
      waiting_.pop_front();
      lock.unlock();
      promise.set_value(AnswerOne(request, desk));
    }
  }
  WebResponse AnswerOne(const WebRequest& request, std::unique_ptr<Desk>& desk) const {
    try {
      if (desk) {
        if (auto current = desk->Current(); !current) desk.reset();
      }
      if (!desk) {
        auto opened = Desk::Open(corpus_);
        if (!opened) return query::PlainAnswer(503, opened.error().message + "\n" + opened.error().hint);
        desk = std::move(*opened);
      }
      if (query::IsApi(request.path)) return query::AnswerApi(request, *desk);
      return query::AnswerPage(request, *desk, site_);
    } catch (const std::exception& e) {  // a library's, past its fence: this answer is lost, the server is not
      desk.reset();
      return query::PlainAnswer(500, std::string("a defect in dossier: ") + e.what());
    }
  }

  std::string corpus_;
  const Site& site_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::pair<WebRequest, std::promise<WebResponse>>> waiting_;
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

struct ServeOptions {
  std::string listen = "127.0.0.1", token;
  std::vector<std::string> hosts;
  int port = 8484;
};

bool IsLoopback(const std::string& address) {
  return address == "localhost" || address == "::1" ||
         (address.starts_with("127.") && address.find_first_not_of("0123456789.") == std::string::npos);
}

std::string RandomHex(size_t bytes) {
  std::string random(bytes, '\0');
  size_t have = 0;
  while (have < bytes) {
    const ssize_t got = getrandom(random.data() + have, bytes - have, 0);
    if (got > 0) have += static_cast<size_t>(got);
  }
  return Sha256(random).hex().substr(0, 32);
}

// "@FILE" is read; what is left must be fit for a header and a cookie, and hard to guess.
Result<std::string> TokenOf(const ServeOptions& options) {
  std::string token = options.token;
  if (token.starts_with('@')) {
    DOSSIER_TRY_ASSIGN(token, ReadFile(token.substr(1), 4096));
    while (!token.empty() && IsHtmlSpace(token.back())) token.pop_back();
  }
  if (token.empty() && IsLoopback(options.listen)) return token;
  const bool fit = token.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~") ==
                   std::string::npos;
  if (token.size() < kFewestTokenCharacters || !fit)
    return Fail(ErrorCode::kUsage,
                token.empty()
                    ? "--listen " + options.listen + " lets others in and no token is given; nothing is served"
                    : "the token is too short, or holds more than letters, digits and -._~; nothing is served",
                "--token @FILE, a file with 16 characters or more that nobody can guess");
  return token;
}

query::SiteRules RulesOf(const ServeOptions& options, const std::string& token, int port) {
  query::SiteRules rules;
  rules.port = port;
  rules.token = token;
  rules.secret = RandomHex(16);
  std::vector<std::string> names = options.hosts;
  const std::string address =
      options.listen.find(':') == std::string::npos ? options.listen : "[" + options.listen + "]";
  if (IsLoopback(options.listen)) names.insert(names.end(), {"127.0.0.1", "localhost", "[::1]"});
  names.push_back(address);
  rules.any_address = options.listen == "0.0.0.0" || options.listen == "::";
  for (const std::string& name : names) {
    rules.hosts.push_back(AsciiLowered(name) + ":" + std::to_string(port));
    if (port == 80) rules.hosts.push_back(AsciiLowered(name));
  }
  return rules;
}

}  // namespace

int RunServe(const Invocation& given) {
  Invocation invocation = given;
  ServeOptions options;
  CommandLine line(
      "The corpus as pages in a browser on this machine, and as a JSON API (docs/api.md). Evidence is never changed; "
      "baskets and saved questions can be.",
      "dossier serve");
  line.Add("--port", options.port, "0 takes any that is free").Range(0, 65535).ShowDefault();
  line.Add("--listen", options.listen, "address to listen on; any but loopback needs --token").ShowDefault();
  line.Add("--token", options.token,
           "what others must show: @FILE, or the token itself (which others of this machine then see)");
  line.Add("--host", options.hosts, "with --listen: a name by which this machine is asked").OneEach();
  if (auto code = ParseArguments(line, invocation)) return *code;
  auto token = TokenOf(options);
  if (!token) return Report(token.error());
  if (auto desk = Desk::Open(invocation.corpus_dir); !desk) return Report(desk.error());

  Site site;
  site.version = DOSSIER_VERSION;
  const size_t cores = std::clamp<size_t>(std::thread::hardware_concurrency(), 2, 8);
  Desks desks(invocation.corpus_dir, site, cores);
  std::promise<void> ready;
  const std::shared_future<void> is_ready = ready.get_future().share();  // the rules need the port
  WebHandlers handlers;
  handlers.refuse = [&](const WebRequest& request) -> std::optional<WebResponse> {
    is_ready.wait();
    // The form's secret stands in the body, which comes later.
    return query::RefuseHost(request, site.rules);
  };
  handlers.answer = [&](WebRequest request) -> WebResponse {
    if (query::IsAsset(request.path)) return query::AnswerAsset(request.path);
    if (!site.rules.token.empty() && request.path == "/login") return query::AnswerLogin(request, site);
    if (auto refused = query::Refuse(request, site.rules)) {
      query::AddGuardHeaders(*refused);
      return std::move(*refused);
    }
    return desks.Answer(std::move(request));
  };
  auto server = WebServer::Start(options.listen, options.port, std::move(handlers));
  if (!server) return Report(server.error());
  site.rules = RulesOf(options, *token, (*server)->port());
  ready.set_value();
  WatchInterrupts();
  const std::string shown = options.listen.find(':') == std::string::npos ? options.listen : "[" + options.listen + "]";
  Print("http://" + shown + ":" + std::to_string((*server)->port()) + "/\n");
  std::fflush(stdout);
  Note(invocation, "Ctrl-C ends it");
  while (!Interrupted()) std::this_thread::sleep_for(std::chrono::milliseconds(100));
  return kExitOk;
}

}  // namespace dossier
