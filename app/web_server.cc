#include "app/web_server.h"

#include <httplib.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <list>
#include <mutex>
#include <optional>
#include <thread>

#include "corpus/base/ascii.h"
#include "query/web/guard.h"

namespace dossier {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::seconds;

constexpr int kRequestsOnConnection = 1000;
constexpr int kPollMilliseconds = 200;                       // between looks at whether the server ends
constexpr auto kLookAgain = std::chrono::milliseconds(100);  // for a place, while all connections are in use
constexpr size_t kMostParts = 50;                            // of a form with files

// A connection that is being served, for those who may end it.
struct Open {
  int socket = -1;
  bool waiting = true;  // no whole request has come yet
  Clock::time_point since;
};

// All connections. Thread safe.
class Connections {
 public:
  using Place = std::list<Open>::iterator;

  Place Enter(int socket) {
    const std::lock_guard lock(mutex_);
    open_.push_back({socket, true, Clock::now()});
    return std::prev(open_.end());
  }
  void Leave(Place place) {
    const std::lock_guard lock(mutex_);
    open_.erase(place);
  }
  void Wait(Place place, bool waiting) {
    const std::lock_guard lock(mutex_);
    place->waiting = waiting;
    place->since = Clock::now();
  }
  // Ends the one that has waited longest.
  void Evict() {
    const std::lock_guard lock(mutex_);
    Open* longest = nullptr;
    for (Open& one : open_)
      if (one.waiting && (!longest || one.since < longest->since)) longest = &one;
    if (!longest) return;
    longest->waiting = false;
    shutdown(longest->socket, SHUT_RDWR);
  }
  std::atomic<bool> ending{false};

 private:
  std::mutex mutex_;
  std::list<Open> open_;
};

// The bytes of one connection with a deadline for each request, whatever the client does in between.
class Patience : public httplib::Stream {
 public:
  Patience(int socket, const Connections& connections) : socket_(socket), connections_(connections) {}

  // Waits for the first byte of the next request.
  bool Await(seconds most) {
    deadline_ = Clock::now() + most;
    if (at_ == end_ && !Fill()) return false;
    deadline_ = Clock::now() + seconds(kRequestSeconds);
    head_bytes_ = 0;
    writing_ = false;
    return true;
  }
  // What the client still sends is taken and dropped for a moment, else it would never see the answer.
  void Linger() {
    shutdown(socket_, SHUT_WR);
    deadline_ = Clock::now() + std::chrono::milliseconds(500);
    for (size_t bytes = 0; bytes < (size_t{1} << 20) && Fill(); bytes += end_) {
    }
  }

  bool is_readable() const override { return at_ < end_ || Ready(POLLIN); }
  bool is_writable() const override { return Ready(POLLOUT); }
  ssize_t read(char* to, size_t size) override {
    // The library reads heads byte by byte.
    if (size == 1 && ++head_bytes_ > kMostHeadBytes) return -1;
    if (at_ == end_ && !Fill()) return -1;
    const size_t count = std::min(size, end_ - at_);
    std::copy_n(buffer_ + at_, count, to);
    at_ += count;
    return static_cast<ssize_t>(count);
  }
  ssize_t write(const char* from, size_t size) override {
    if (!writing_) deadline_ = Clock::now() + seconds(kRequestSeconds);
    writing_ = true;
    size_t sent = 0;
    while (sent < size) {
      if (!Ready(POLLOUT)) return -1;
      const ssize_t count = send(socket_, from + sent, size - sent, MSG_NOSIGNAL | MSG_DONTWAIT);
      if (count < 0 && errno != EAGAIN && errno != EINTR) return -1;
      if (count > 0) sent += static_cast<size_t>(count);
    }
    return static_cast<ssize_t>(sent);
  }
  void get_remote_ip_and_port(std::string&, int&) const override {}  // nobody is told apart
  void get_local_ip_and_port(std::string&, int&) const override {}
  socket_t socket() const override { return socket_; }

 private:
  bool Ready(short what) const {
    while (!connections_.ending) {
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline_ - Clock::now()).count();
      if (left <= 0) return false;
      pollfd one{socket_, what, 0};
      const int ready = poll(&one, 1, static_cast<int>(std::min<int64_t>(left, kPollMilliseconds)));
      if (ready > 0) return true;
      if (ready < 0 && errno != EINTR) return false;
    }
    return false;
  }
  bool Fill() {
    while (Ready(POLLIN)) {
      const ssize_t count = recv(socket_, buffer_, sizeof buffer_, MSG_DONTWAIT);
      if (count < 0 && (errno == EAGAIN || errno == EINTR)) continue;
      if (count <= 0) return false;
      at_ = 0;
      end_ = static_cast<size_t>(count);
      return true;
    }
    return false;
  }

  int socket_;
  const Connections& connections_;
  Clock::time_point deadline_;
  size_t head_bytes_ = 0;
  bool writing_ = false;
  char buffer_[16384];
  size_t at_ = 0, end_ = 0;
};

// A thread a connection. The library asks for one queue and deletes it.
class Threads : public httplib::TaskQueue {
 public:
  explicit Threads(Connections& connections) : connections_(connections) {}
  void enqueue(std::function<void()> serve) override {
    std::unique_lock lock(mutex_);
    // No one more is served than that: the longest waiting one ends, or the next answer makes room.
    while (running_ >= kMostConnections && !connections_.ending) {
      connections_.Evict();
      changed_.wait_for(lock, kLookAgain, [&] { return running_ < kMostConnections; });
    }
    ++running_;
    lock.unlock();
    std::thread([this, serve = std::move(serve)] {
      serve();
      const std::lock_guard done(mutex_);
      --running_;
      changed_.notify_all();
    }).detach();
  }
  void shutdown() override {
    connections_.ending = true;
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return running_ == 0; });
  }

 private:
  Connections& connections_;
  std::mutex mutex_;
  std::condition_variable changed_;
  size_t running_ = 0;
};

// Whether the connection of this thread must end after the answer: its request's body was not read.
thread_local bool end_after_answer = false;

void Fill(httplib::Response& to, query::WebResponse from) {
  to.status = from.status;
  for (auto& [name, value] : from.headers) to.headers.emplace(std::move(name), std::move(value));
  to.set_content(std::move(from.body), from.type.c_str());
}

// Head alone. nullopt: the target is no path of ours.
std::optional<query::WebRequest> HeadOf(const httplib::Request& from) {
  query::WebRequest request;
  request.method = from.method;
  for (const auto& [name, value] : from.headers) request.headers[AsciiLowered(name)] = value;
  if (from.target.size() > kMostTargetBytes || !query::ParseTarget(from.target, request)) return std::nullopt;
  return request;
}

bool HasBody(const httplib::Request& request) {
  const std::string length = request.get_header_value("Content-Length");
  return request.has_header("Transfer-Encoding") || (!length.empty() && length != "0");
}

// Reads the body into the request: form, form with files, or bytes.
bool ReadBody(const httplib::Request& from, const httplib::ContentReader& read, query::WebRequest& request) {
  if (!from.is_multipart_form_data()) {
    const bool whole = read([&](const char* data, size_t size) {
      request.body.append(data, size);
      return request.body.size() <= kMostBodyBytes;
    });
    if (whole && request.Header("content-type").starts_with("application/x-www-form-urlencoded"))
      request.form = query::ParseForm(std::exchange(request.body, {}));
    return whole;
  }
  std::vector<httplib::MultipartFormData> parts;
  size_t bytes = 0;
  const bool whole = read(
      [&](const httplib::MultipartFormData& part) {
        parts.push_back(part);
        return parts.size() <= kMostParts;
      },
      [&](const char* data, size_t size) {
        bytes += size;
        if (!parts.empty()) parts.back().content.append(data, size);
        return bytes <= kMostBodyBytes;
      });
  for (httplib::MultipartFormData& part : parts)
    if (part.filename.empty())
      request.form.emplace_back(part.name, std::move(part.content));
    else
      request.uploads.push_back({part.name, part.filename, std::move(part.content)});
  return whole;
}

class Server : public httplib::Server {
 public:
  explicit Server(WebHandlers handlers) : handlers_(std::move(handlers)) {
    new_task_queue = [this] { return new Threads(connections_); };
    set_payload_max_length(kMostBodyBytes);
    // Without it, Nagle's algorithm and delayed acknowledgements add 40 ms to every answer on a kept connection.
    set_tcp_nodelay(true);
    // By default the library shares the port with any other process that asks for it too (SO_REUSEPORT).
    set_socket_options([](socket_t socket) {
      const int yes = 1;
      setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    set_pre_routing_handler([this](const httplib::Request& from, httplib::Response& to) { return Head(from, to); });
    Post("/.*", [this](const httplib::Request& from, httplib::Response& to, const httplib::ContentReader& read) {
      auto request = HeadOf(from);
      if (!request || !ReadBody(from, read, *request)) {
        end_after_answer = true;
        return Fill(to, query::PlainAnswer(to.status == 413 ? 413 : 400, "the body is too long, or no form"));
      }
      Fill(to, handlers_.answer(std::move(*request)));
    });
  }
  Connections connections_;

 private:
  // Everything but a POST is answered here, before the library looks for a handler.
  HandlerResponse Head(const httplib::Request& from, httplib::Response& to) {
    auto request = HeadOf(from);
    const bool post = from.method == "POST";
    std::optional<query::WebResponse> refused;
    if (!request)
      refused = query::PlainAnswer(414, "the address is too long, or none");
    else if (!post && from.method != "GET" && from.method != "HEAD")
      refused = query::PlainAnswer(405, "only GET, HEAD and POST");
    else
      refused = handlers_.refuse(*request);
    if (refused || !post) end_after_answer = HasBody(from);
    if (!refused && post) return HandlerResponse::Unhandled;
    Fill(to, refused ? std::move(*refused) : handlers_.answer(std::move(*request)));
    return HandlerResponse::Handled;
  }

  bool process_and_close_socket(socket_t socket) override {
    const auto place = connections_.Enter(socket);
    Patience stream(socket, connections_);
    for (int count = kRequestsOnConnection; count > 0; --count) {
      if (!stream.Await(seconds(count == kRequestsOnConnection ? kRequestSeconds : kIdleSeconds))) break;
      end_after_answer = false;
      bool closed = false;
      const bool good = process_request(stream, count == 1, closed, [&](httplib::Request& request) {
        connections_.Wait(place, request.method == "POST");  // a body may still be on its way
        request.ranges.clear();                              // no answer is given in parts,
        request.headers.erase("Accept-Encoding");            // nor compressed: the way is short
      });
      connections_.Wait(place, true);
      if (!good || closed || end_after_answer) break;
    }
    stream.Linger();
    connections_.Leave(place);
    close(socket);
    return true;
  }

  WebHandlers handlers_;
};

}  // namespace

struct WebServer::State {
  explicit State(WebHandlers handlers) : server(std::move(handlers)) {}
  Server server;
  int port = 0;
  std::thread thread;
};

WebServer::WebServer(std::unique_ptr<State> state) : state_(std::move(state)) {}

Result<std::unique_ptr<WebServer>> WebServer::Start(const std::string& address, int port, WebHandlers handlers) {
  auto state = std::make_unique<State>(std::move(handlers));
  state->port =
      port == 0 ? state->server.bind_to_any_port(address) : (state->server.bind_to_port(address, port) ? port : -1);
  if (state->port <= 0)
    return Fail(ErrorCode::kNetwork,
                "cannot listen on " + address + ":" + std::to_string(port) +
                    ": the port is in use, or the address is not of this machine",
                "choose another one with --port, or 0 for any");
  State* raw = state.get();
  state->thread = std::thread([raw] { raw->server.listen_after_bind(); });
  return std::unique_ptr<WebServer>(new WebServer(std::move(state)));
}

WebServer::~WebServer() {
  // stop() has no effect before the loop runs.
  while (!state_->server.is_running()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  state_->server.stop();
  state_->thread.join();
}

int WebServer::port() const { return state_->port; }

}  // namespace dossier
