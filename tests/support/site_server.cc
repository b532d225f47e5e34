// A site for crawl benchmarks, served from memory over loopback: PAGES articles of about 30 KB, list pages, a forbidden
// part, twelve links an article, one of them with a tracking parameter; ETags and 304. One thread, epoll, HTTP/1.1
// keep-alive, so that the server takes as little of the machine as it can.
//
// usage: site_server PAGES        prints "port N" when it listens; ends when its standard input closes.
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <unordered_map>

namespace {

constexpr size_t kPool = size_t{1} << 20;
constexpr int kPerList = 50;

// Numbers that are the same on every machine.
struct Random {
  uint64_t state;
  uint64_t operator()(uint64_t below) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (state >> 33) % below;
  }
};

std::string MakePool() {
  Random random{7};
  std::string words[4000];
  for (std::string& word : words) {
    for (uint64_t n = 2 + random(9); n > 0; --n) word += static_cast<char>('a' + random(26));
  }
  std::string pool;
  while (pool.size() < kPool) {
    pool += "<p>";
    for (int i = 0; i < 70; ++i) pool += words[random(random(4000) + 1)] + " ";
    pool += "</p>\n";
  }
  return pool;
}

class Site {
 public:
  explicit Site(uint64_t pages) : pages_(pages), pool_(MakePool()) {}

  // The whole response to a request head.
  std::string Answer(std::string_view head) const {
    const size_t start = head.find(' ') + 1;
    std::string_view path = head.substr(start, head.find(' ', start) - start);
    path = path.substr(0, path.find('?'));
    if (path == "/robots.txt") return Response("200 OK", "text/plain", "\"r\"", "User-agent: *\nDisallow: /private/\n");
    std::string body;
    if (path == "/") {
      body = Lists();
    } else if (path.starts_with("/list/")) {
      body = List(std::strtoull(path.data() + 6, nullptr, 10));
    } else if (path.starts_with("/news/")) {
      body = Article(std::strtoull(path.data() + 6, nullptr, 10));
    }
    if (body.empty()) return Response("404 Not Found", "text/html", "", "<p>nothing here</p>");
    const std::string tag = "\"" + std::string(path) + "\"";
    if (head.find("If-None-Match: " + tag) != std::string_view::npos) {
      return "HTTP/1.1 304 Not Modified\r\nETag: " + tag + "\r\n\r\n";
    }
    return Response("200 OK", "text/html; charset=utf-8", tag, body);
  }

 private:
  static std::string Response(const char* status, const char* type, const std::string& tag, const std::string& body) {
    std::string out = std::string("HTTP/1.1 ") + status + "\r\nContent-Type: " + type +
                      "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
    if (!tag.empty()) out += "ETag: " + tag + "\r\n";
    return out + "\r\n" + body;
  }
  static std::string Link(uint64_t page, bool tracked) {
    const std::string number = std::to_string(page);
    return "<a href=\"/news/" + number + (tracked ? "?utm_source=list" : "") + "\">article " + number + "</a>\n";
  }
  std::string Lists() const {
    std::string out = "<html><body>";
    for (uint64_t i = 0; i * kPerList < pages_; ++i) out += "<a href=\"/list/" + std::to_string(i) + "\">list</a>\n";
    return out;
  }
  std::string List(uint64_t list) const {
    if (list * kPerList >= pages_) return {};
    std::string out = "<html><body><a href=\"/private/" + std::to_string(list) + "\">secret</a>\n";
    for (uint64_t i = list * kPerList; i < (list + 1) * kPerList && i < pages_; ++i) out += Link(i, i % 3 == 0);
    return out;
  }
  std::string Article(uint64_t page) const {
    if (page >= pages_) return {};
    Random random{page * 2654435761u + 1};
    random(2);
    std::string out =
        "<!DOCTYPE html><html><head><title>Article " + std::to_string(page) + "</title></head><body><nav>";
    for (int i = 0; i < 12; ++i) out += Link(random(pages_), i == 0);
    const size_t length = 21000 + random(18000);
    out += "</nav>" + pool_.substr(random(kPool - length), length) + "</body></html>\n";
    return out;
  }

  uint64_t pages_;
  std::string pool_;
};

struct Client {
  std::string in, out;
  size_t sent = 0;
};

class Server {
 public:
  explicit Server(uint64_t pages) : site_(pages) {}

  int Run() {
    listener_ = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 || listen(listener_, 1024) != 0) return 1;
    getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    poll_ = epoll_create1(EPOLL_CLOEXEC);
    Watch(listener_, EPOLLIN, EPOLL_CTL_ADD);
    Watch(STDIN_FILENO, EPOLLIN, EPOLL_CTL_ADD);
    std::printf("port %d\n", ntohs(address.sin_port));
    std::fflush(stdout);
    epoll_event events[64];
    for (;;) {
      const int count = epoll_wait(poll_, events, 64, -1);
      for (int i = 0; i < count; ++i) {
        const int fd = events[i].data.fd;
        if (fd == STDIN_FILENO) return 0;
        if (fd == listener_)
          Accept();
        else if (!Serve(fd))
          Close(fd);
      }
    }
  }

 private:
  void Watch(int fd, uint32_t what, int how) const {
    epoll_event event{};
    event.events = what;
    event.data.fd = fd;
    epoll_ctl(poll_, how, fd, &event);
  }
  void Accept() {
    for (int fd = 0; (fd = accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0;) {
      const int on = 1;
      setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      clients_[fd];
      Watch(fd, EPOLLIN, EPOLL_CTL_ADD);
    }
  }
  void Close(int fd) {
    clients_.erase(fd);
    close(fd);
  }
  bool Serve(int fd) {
    Client& client = clients_[fd];
    char buffer[16384];
    for (;;) {
      const ssize_t got = read(fd, buffer, sizeof buffer);
      if (got == 0) return false;
      if (got < 0) break;
      client.in.append(buffer, static_cast<size_t>(got));
    }
    for (size_t end = 0; (end = client.in.find("\r\n\r\n")) != std::string::npos; client.in.erase(0, end + 4)) {
      client.out += site_.Answer(std::string_view(client.in).substr(0, end + 4));
    }
    while (client.sent < client.out.size()) {
      const ssize_t put = write(fd, client.out.data() + client.sent, client.out.size() - client.sent);
      if (put <= 0) break;
      client.sent += static_cast<size_t>(put);
    }
    const bool done = client.sent == client.out.size();
    if (done) client.out.clear(), client.sent = 0;
    Watch(fd, done ? EPOLLIN : EPOLLIN | EPOLLOUT, EPOLL_CTL_MOD);
    return true;
  }

  Site site_;
  int listener_ = -1;
  int poll_ = -1;
  std::unordered_map<int, Client> clients_;
};

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);
  return Server(argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 2000).Run();
}
