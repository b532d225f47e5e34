#include "indexer/pipeline/reader_pool.h"

#include <fmt/format.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <exception>
#include <new>
#include <utility>

namespace dossier::indexer {
namespace {

// Requests of one process. With a second one waiting, both sides could wait for the other to take what it sends.
constexpr size_t kMostWaiting = 1;
constexpr uint64_t kLargestFrame = uint64_t{1} << 31;  // a text and its passages are far smaller
constexpr uint64_t kFailureMark = uint64_t{1} << 63;   // in a frame's length: the bytes are a reason
constexpr int kExitNoMemory = 12;
constexpr int kExitTooMuchForItsSize = 13;

#if defined(__SANITIZE_ADDRESS__)
constexpr bool kHoldsMemory = false;
#else
constexpr bool kHoldsMemory = true;
#endif

bool ReadAll(int fd, void* to, size_t size) {
  for (size_t done = 0; done < size;) {
    const ssize_t got = read(fd, static_cast<char*>(to) + done, size - done);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    done += static_cast<size_t>(got);
  }
  return true;
}

bool SendAll(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<size_t>(sent));
  }
  return true;
}

bool SendFrame(int fd, std::string_view bytes, uint64_t mark) {
  const uint64_t head = bytes.size() | mark;
  std::string frame(reinterpret_cast<const char*>(&head), sizeof(head));
  frame += bytes;
  return SendAll(fd, frame);
}

// Ends with its parent, and is deaf to what a terminal sends: the process that started all decides when to stop.
void BelongToParent(pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(1);
  for (int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) std::signal(signal, SIG_IGN);
  for (int signal : {SIGALRM, SIGXCPU, SIGCHLD}) std::signal(signal, SIG_DFL);
}

// Closes everything else that came along: the lock of the corpus and the ends of other readers' lines would outlive the
// process that they belong to.
void KeepOnly(int a, int b) {
  const auto low = static_cast<unsigned>(std::min(a, b)), high = static_cast<unsigned>(std::max(a, b));
  if (low > 3) close_range(3, low - 1, 0);
  if (high > low + 1) close_range(low + 1, high - 1, 0);
  close_range(high + 1, ~0U, 0);
}

void Limit(int resource, rlim_t soft) {
  rlimit limit{};
  getrlimit(static_cast<__rlimit_resource>(resource), &limit);
  limit.rlim_cur = std::min(soft, limit.rlim_max);
  setrlimit(static_cast<__rlimit_resource>(resource), &limit);
}

// Bytes that RLIMIT_DATA counts (proc(5), statm, field "data"); 0 when that cannot be read.
uint64_t DataInUse() {
  unsigned long ignored = 0, data = 0;
  std::FILE* const file = std::fopen("/proc/self/statm", "re");
  if (!file) return 0;
  const int fields =
      std::fscanf(file, "%lu %lu %lu %lu %lu %lu", &ignored, &ignored, &ignored, &ignored, &ignored, &data);
  std::fclose(file);
  return fields == 6 ? uint64_t{data} * static_cast<uint64_t>(sysconf(_SC_PAGESIZE)) : 0;
}

bool holds_page = false;  // the limit is that of a page

// From now on the kernel ends this process after so much more processor time, or time.
void StartClock(const PageLimits& limits) {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto seconds = static_cast<rlim_t>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + 1;
  Limit(RLIMIT_CPU, seconds + limits.processor_seconds);
  alarm(limits.seconds);
}

[[noreturn]] void ServePages(int data, const PageLimits& limits, const ReaderPool::Serve& serve) {
  Limit(RLIMIT_CORE, 0);
  std::string request, reply;
  while (true) {
    if (kHoldsMemory) Limit(RLIMIT_DATA, limits.memory);
    holds_page = false;
    uint64_t size = 0;
    if (!ReadAll(data, &size, sizeof(size)) || size > kLargestFrame) _exit(0);
    uint64_t mark = 0;
    try {
      request.resize(size);
      if (!ReadAll(data, request.data(), size)) _exit(0);
      StartClock(limits);
      reply = serve(request);
    } catch (const std::bad_alloc&) {
      _exit(holds_page ? kExitTooMuchForItsSize : kExitNoMemory);
    } catch (const std::exception& error) {
      reply = std::string("the reader failed: ") + error.what();
      mark = kFailureMark;
    }
    alarm(0);
    if (!SendFrame(data, reply, mark)) _exit(0);
  }
}

[[noreturn]] void KeepReader(int data, int status, const PageLimits& limits, const ReaderPool::Serve& serve) {
  while (true) {
    const pid_t self = getpid(), reader = fork();
    if (reader == 0) {
      close(status);
      BelongToParent(self);
      ServePages(data, limits, serve);
    }
    if (reader < 0) _exit(1);
    int how = 0;
    while (waitpid(reader, &how, 0) < 0 && errno == EINTR) {
    }
    if (WIFEXITED(how) && WEXITSTATUS(how) == 0) _exit(0);
    char go = 0;
    if (!SendAll(status, {reinterpret_cast<const char*>(&how), sizeof(how)}) || !ReadAll(status, &go, 1)) _exit(0);
  }
}

std::string ReasonOf(int how, const PageLimits& limits) {
  if (WIFEXITED(how) && WEXITSTATUS(how) == kExitNoMemory)
    return fmt::format("reading takes more than {} MB of memory", limits.memory >> 20);
  if (WIFEXITED(how) && WEXITSTATUS(how) == kExitTooMuchForItsSize)
    return fmt::format("reading takes more than {} MB of memory, and more than {} times the page's size",
                       limits.memory_least >> 20, limits.memory_times);
  if (WIFEXITED(how)) return fmt::format("the reader ended with code {}", WEXITSTATUS(how));
  const int signal = WIFSIGNALED(how) ? WTERMSIG(how) : 0;
  if (signal == SIGXCPU) return fmt::format("reading takes more than {} s", limits.processor_seconds);
  if (signal == SIGALRM) return fmt::format("reading does not end within {} s", limits.seconds);
  const char* name = sigabbrev_np(signal);
  return fmt::format("the reader crashed (SIG{})", name ? name : "?");
}

Error Ended() {
  return {ErrorCode::kInternal, "a process that reads pages was ended from outside; what was indexed before stays",
          "run: dossier index"};
}

}  // namespace

void HoldMemory(const PageLimits& limits, uint64_t decoded) {
  const uint64_t used = DataInUse();
  if (!kHoldsMemory || used == 0 || decoded > limits.memory) return;
  const uint64_t most = used + std::max(limits.memory_least, limits.memory_times * decoded);
  if (most >= limits.memory) return;
  Limit(RLIMIT_DATA, most);
  holds_page = true;
}

Status ReaderPool::AddKeeper(const PageLimits& limits, const Serve& serve) {
  int data[2], status[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, data) != 0)
    return Fail(ErrorCode::kIo, fmt::format("cannot make a process that reads pages: {}", std::strerror(errno)));
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, status) != 0) {
    const int why = errno;
    for (int fd : data) close(fd);
    return Fail(ErrorCode::kIo, fmt::format("cannot make a process that reads pages: {}", std::strerror(why)));
  }
  const pid_t self = getpid(), pid = fork();
  if (pid == 0) {
    BelongToParent(self);
    KeepOnly(data[1], status[1]);
    KeepReader(data[1], status[1], limits, serve);
  }
  const int why = errno;
  close(data[1]);
  close(status[1]);
  Keeper& keeper = keepers_.emplace_back();
  keeper.pid = pid;
  keeper.data = data[0];
  keeper.status = status[0];
  if (pid < 0)
    return Fail(ErrorCode::kIo, fmt::format("cannot make a process that reads pages: {}", std::strerror(why)));
  return Ok();
}

Result<ReaderPool> ReaderPool::Start(unsigned processes, const PageLimits& limits, const Serve& serve) {
  ReaderPool pool;
  pool.limits_ = limits;
  for (unsigned i = 0; i < processes; ++i) DOSSIER_CHECK(pool.AddKeeper(limits, serve));
  return pool;
}

ReaderPool::~ReaderPool() {
  for (const Keeper& keeper : keepers_) {
    // One at work is not waited for: its reader has its death as a signal. Idle ones end with their line, so that what
    // they used counts as this process's.
    if (keeper.pid > 0 && !keeper.given.empty()) kill(keeper.pid, SIGKILL);
    close(keeper.data);
    close(keeper.status);
  }
  for (const Keeper& keeper : keepers_)
    while (keeper.pid > 0 && waitpid(keeper.pid, nullptr, 0) < 0 && errno == EINTR) {
    }
}

bool ReaderPool::HasRoom() const {
  return std::any_of(keepers_.begin(), keepers_.end(),
                     [](const Keeper& keeper) { return keeper.given.size() < kMostWaiting; });
}

Status ReaderPool::Send(Keeper& keeper, const Request& request) {
  if (!SendFrame(keeper.data, request.bytes, 0)) return Fail(Ended());
  return Ok();
}

Status ReaderPool::Give(uint64_t ticket, std::string request) {
  Keeper& idlest = *std::min_element(keepers_.begin(), keepers_.end(),
                                     [](const Keeper& a, const Keeper& b) { return a.given.size() < b.given.size(); });
  idlest.given.push_back({ticket, std::move(request)});
  return Send(idlest, idlest.given.back());
}

// The reply that has arrived whole, if one has.
std::optional<PageReply> ReaderPool::ReplyOf(Keeper& keeper) {
  uint64_t head = 0;
  if (keeper.arrived.size() < sizeof(head) || keeper.given.empty()) return std::nullopt;
  std::memcpy(&head, keeper.arrived.data(), sizeof(head));
  const uint64_t size = head & ~kFailureMark;
  if (keeper.arrived.size() - sizeof(head) < size) return std::nullopt;
  PageReply reply;
  reply.ticket = keeper.given.front().ticket;
  (head & kFailureMark ? reply.failure : reply.bytes) = keeper.arrived.substr(sizeof(head), size);
  keeper.arrived.erase(0, sizeof(head) + size);
  keeper.given.pop_front();
  return reply;
}

// The reader is dead and a new one waits to be made: the page that it had is the one that killed it. A SIGKILL comes
// from outside (a person, or the kernel short of memory), so that page gets a second try.
Result<std::optional<PageReply>> ReaderPool::AfterDeath(Keeper& keeper) {
  int how = 0;
  if (!ReadAll(keeper.status, &how, sizeof(how))) return Fail(Ended());
  char rest[65536];
  while (recv(keeper.data, rest, sizeof(rest), MSG_DONTWAIT) > 0) {
  }
  keeper.arrived.clear();
  std::optional<PageReply> reply;
  std::optional<Request> again;
  if (!keeper.given.empty()) {
    Request request = std::move(keeper.given.front());
    keeper.given.pop_front();
    if (WIFSIGNALED(how) && WTERMSIG(how) == SIGKILL && !request.again) {
      again = std::move(request);
    } else {
      reply.emplace();
      reply->ticket = request.ticket;
      reply->failure = ReasonOf(how, limits_);
    }
  }
  if (!SendAll(keeper.status, "g")) return Fail(Ended());
  if (again) {
    again->again = true;
    keeper.given.push_back(std::move(*again));
    DOSSIER_CHECK(Send(keeper, keeper.given.back()));
  }
  return reply;
}

Result<std::optional<PageReply>> ReaderPool::Take() {
  std::vector<pollfd> polled;
  for (const Keeper& keeper : keepers_) {
    polled.push_back({keeper.data, POLLIN, 0});
    polled.push_back({keeper.status, POLLIN, 0});
  }
  std::vector<char> chunk(1 << 18);
  while (true) {
    for (Keeper& keeper : keepers_)
      if (auto reply = ReplyOf(keeper)) return reply;
    if (poll(polled.data(), polled.size(), -1) < 0) {
      if (errno == EINTR) return std::optional<PageReply>();
      return Fail(ErrorCode::kIo, fmt::format("cannot wait for pages: {}", std::strerror(errno)));
    }
    for (size_t i = 0; i < keepers_.size(); ++i) {
      Keeper& keeper = keepers_[i];
      if (polled[2 * i].revents != 0) {
        const ssize_t got = recv(keeper.data, chunk.data(), chunk.size(), MSG_DONTWAIT);
        if (got > 0) keeper.arrived.append(chunk.data(), static_cast<size_t>(got));
        if (got == 0) return Fail(Ended());
        if (got > 0) continue;  // what a reader sent before it died counts
      }
      if (polled[2 * i + 1].revents == 0) continue;
      DOSSIER_TRY_ASSIGN(std::optional<PageReply> dead, AfterDeath(keeper));
      if (dead) return dead;
    }
  }
}

}  // namespace dossier::indexer
