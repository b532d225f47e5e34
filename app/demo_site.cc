#include "app/demo_site.h"

#include <httplib.h>

#include <chrono>
#include <filesystem>
#include <string_view>
#include <thread>
#include <utility>

#include "corpus/base/digest.h"
#include "corpus/base/file.h"

namespace dossier {
namespace {

constexpr std::string_view kForbidden = "/internal/";  // corpus/sample/site/robots.txt
constexpr uint64_t kMaxFileBytes = uint64_t{16} << 20;

std::string ContentTypeOf(const std::string& path) {
  const std::string extension = std::filesystem::path(path).extension().string();
  if (extension == ".html") return "text/html; charset=utf-8";
  if (extension == ".xml") return path.find("feed") != std::string::npos ? "application/rss+xml" : "application/xml";
  if (extension == ".json") return "application/json";
  if (extension == ".txt") return "text/plain; charset=utf-8";
  if (extension == ".css") return "text/css";
  return "application/octet-stream";
}

void ReplaceAll(std::string& text, std::string_view from, const std::string& to) {
  for (size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

}  // namespace

struct DemoSite::State {
  std::string directory;
  std::string origin;
  std::atomic<int> edition{1};
  std::atomic<int> forbidden{0};
  httplib::Server server;
  std::thread thread;

  // The file of a request path, or "" when there is none.
  std::string FileOf(std::string path) const {
    if (path.find("..") != std::string::npos || path.find('\0') != std::string::npos) return {};
    std::error_code error;
    std::filesystem::path file = directory + path;
    if (std::filesystem::is_directory(file, error)) file /= "index.html";
    if (edition >= 2) {
      std::filesystem::path later = file;
      later.replace_extension(".2" + file.extension().string());
      if (std::filesystem::is_regular_file(later, error)) return later.string();
    }
    return std::filesystem::is_regular_file(file, error) ? file.string() : std::string();
  }

  void Answer(const httplib::Request& request, httplib::Response& response) {
    if (request.path.starts_with(kForbidden)) ++forbidden;
    const std::string file = FileOf(request.path);
    auto bytes =
        file.empty() ? Result<std::string>(Fail(ErrorCode::kNotFound, "no such page")) : ReadFile(file, kMaxFileBytes);
    if (!bytes) {
      response.status = 404;
      response.set_content("<!doctype html><title>Not found</title><h1>Not found</h1>", "text/html; charset=utf-8");
      return;
    }
    if (!file.ends_with(".html")) ReplaceAll(*bytes, "@ORIGIN@", origin);
    const std::string etag = "\"" + Sha256(*bytes).hex().substr(0, 16) + "\"";
    response.set_header("ETag", etag);
    if (request.get_header_value("If-None-Match") == etag) {
      response.status = 304;
      return;
    }
    response.set_content(*bytes, ContentTypeOf(file).c_str());
  }
};

DemoSite::DemoSite(std::unique_ptr<State> state) : state_(std::move(state)) {}

Result<std::unique_ptr<DemoSite>> DemoSite::Serve(const std::string& site_directory, int port) {
  std::error_code error;
  if (!std::filesystem::is_directory(site_directory, error)) {
    return Fail(ErrorCode::kIo, "the sample site is not at " + site_directory,
                "run it from the source tree, or reinstall");
  }
  auto state = std::make_unique<State>();
  State* raw = state.get();
  raw->directory = site_directory;
  // Without it, Nagle's algorithm and delayed acknowledgements add 40 ms to every answer on a kept connection.
  raw->server.set_tcp_nodelay(true);
  // By default the library shares the port with any other process that asks for it too (SO_REUSEPORT).
  raw->server.set_socket_options([](socket_t socket) {
    const int yes = 1;
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  });
  raw->server.Get(
      ".*", [raw](const httplib::Request& request, httplib::Response& response) { raw->Answer(request, response); });
  const int bound =
      port == 0 ? raw->server.bind_to_any_port("127.0.0.1") : (raw->server.bind_to_port("127.0.0.1", port) ? port : -1);
  if (bound <= 0) {
    return Fail(ErrorCode::kNetwork, "cannot listen on 127.0.0.1:" + std::to_string(port) + ": the port is in use",
                "choose another one with --port, or 0 for any");
  }
  raw->origin = "http://127.0.0.1:" + std::to_string(bound);
  raw->thread = std::thread([raw] { raw->server.listen_after_bind(); });
  return std::unique_ptr<DemoSite>(new DemoSite(std::move(state)));
}

DemoSite::~DemoSite() {
  // stop() has no effect before the loop runs.
  while (!state_->server.is_running()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  state_->server.stop();
  state_->thread.join();
}

const std::string& DemoSite::origin() const { return state_->origin; }
void DemoSite::SetEdition(int edition) { state_->edition = edition; }
int DemoSite::forbidden_requests() const { return state_->forbidden; }

}  // namespace dossier
