#include "corpus/base/child_process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <thread>

namespace dossier {
namespace {

constexpr size_t kMostErrorBytes = 4096;

// An open file that is closed with its owner.
class ProcessFile {
 public:
  explicit ProcessFile(int fd = -1) : fd_(fd) {}
  ~ProcessFile() { Close(); }
  ProcessFile(const ProcessFile&) = delete;
  ProcessFile& operator=(const ProcessFile&) = delete;
  int get() const { return fd_; }
  void Reset(int fd) {
    Close();
    fd_ = fd;
  }
  void Close() {
    if (fd_ >= 0) close(fd_);
    fd_ = -1;
  }

 private:
  int fd_;
};

Error NoProcess(const std::string& program) {
  return {ErrorCode::kIo, fmt::format("cannot run {}: {}", program, std::strerror(errno)), ""};
}

// A file in memory that holds the bytes, at its start.
bool MakeInput(std::string_view bytes, ProcessFile& out) {
  out.Reset(memfd_create("dossier-input", MFD_CLOEXEC));
  if (out.get() < 0) return false;
  while (!bytes.empty()) {
    const ssize_t put = write(out.get(), bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return false;
    bytes.remove_prefix(static_cast<size_t>(put));
  }
  return lseek(out.get(), 0, SEEK_SET) == 0;
}

bool MakePipe(ProcessFile& from, ProcessFile& to) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return false;
  from.Reset(ends[0]);
  to.Reset(ends[1]);
  return true;
}

void Limit(int resource, rlim_t value) {
  rlimit limit{};
  getrlimit(static_cast<__rlimit_resource>(resource), &limit);
  limit.rlim_cur = limit.rlim_max = std::min(value, limit.rlim_max);
  setrlimit(static_cast<__rlimit_resource>(resource), &limit);
}

// In the new process; only calls that are safe after a fork beside other threads.
[[noreturn]] void Become(char* const* arguments, char* const* environment, int input, int output, int errors,
                         const ProgramLimits& limits, pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(kNotStarted);
  setpgid(0, 0);
  for (int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGALRM, SIGXCPU, SIGCHLD})
    std::signal(signal, SIG_DFL);
  Limit(RLIMIT_CORE, 0);
  if (limits.processor_seconds) Limit(RLIMIT_CPU, limits.processor_seconds);
  if (limits.memory) Limit(RLIMIT_AS, limits.memory);
  if (dup2(input, 0) < 0 || dup2(output, 1) < 0 || dup2(errors, 2) < 0) _exit(kNotStarted);
  execve(arguments[0], arguments, environment);
  _exit(kNotStarted);
}

// Takes what the pipe holds; false at its end.
bool TakeFrom(int fd, size_t most, std::string& to, bool& too_much) {
  std::array<char, 65536> chunk{};
  const ssize_t got = read(fd, chunk.data(), chunk.size());
  if (got < 0) return errno == EINTR;
  if (got == 0) return false;
  const size_t room = most == 0 ? static_cast<size_t>(got) : most - std::min(most, to.size());
  to.append(chunk.data(), std::min(room, static_cast<size_t>(got)));
  too_much = static_cast<size_t>(got) > room;
  return true;
}

using Clock = std::chrono::steady_clock;

std::string TooSlow(const ProgramLimits& limits) { return fmt::format("does not end within {} s", limits.seconds); }

// Why the program is not to be waited for any longer; "" when both of its pipes ended.
std::string Listen(ProcessFile& output, ProcessFile& errors, const ProgramLimits& limits, Clock::time_point end,
                   ProgramResult& result) {
  while (output.get() >= 0 || errors.get() >= 0) {
    int wait = -1;
    if (limits.seconds) {
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now());
      if (left.count() <= 0) return TooSlow(limits);
      wait = static_cast<int>(left.count()) + 1;
    }
    std::array<pollfd, 2> polled{{{output.get(), POLLIN, 0}, {errors.get(), POLLIN, 0}}};
    if (poll(polled.data(), polled.size(), wait) < 0 && errno != EINTR) return "cannot be listened to";
    bool too_much = false, ignored = false;
    if (polled[0].revents && !TakeFrom(output.get(), limits.output, result.output, too_much)) output.Close();
    if (too_much) return fmt::format("gives more than {} MB", limits.output >> 20);
    if (polled[1].revents && !TakeFrom(errors.get(), kMostErrorBytes, result.errors, ignored)) errors.Close();
  }
  return "";
}

// Waits until the program ended, which may close its pipes long before. Why it had to be killed; "" when it had not.
std::string AwaitEnd(pid_t child, const ProgramLimits& limits, Clock::time_point end, int& status) {
  constexpr std::chrono::milliseconds kLongestNap{50};
  std::string stopped;
  for (std::chrono::milliseconds nap{1}; stopped.empty(); nap = std::min(2 * nap, kLongestNap)) {
    const pid_t ended = waitpid(child, &status, limits.seconds ? WNOHANG : 0);
    if (ended == child) return "";
    if (ended < 0 && errno != EINTR) return "cannot be waited for";
    if (ended == 0 && Clock::now() >= end) stopped = TooSlow(limits);
    if (ended == 0) std::this_thread::sleep_for(nap);
  }
  kill(child, SIGKILL);
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return stopped;
}

void SetEnd(int status, const ProgramLimits& limits, ProgramResult& result) {
  if (WIFEXITED(status)) {
    result.exit_code = WEXITSTATUS(status);
    return;
  }
  const int signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  result.limited = limits.processor_seconds != 0 && (signal == SIGXCPU || signal == SIGKILL);
  const char* name = sigabbrev_np(signal);
  result.failure = result.limited ? fmt::format("takes more than {} s", limits.processor_seconds)
                                  : fmt::format("crashed (SIG{})", name ? name : "?");
}

}  // namespace

std::string FindProgram(std::initializer_list<const char*> names) {
  const char* variable = std::getenv("PATH");
  const std::string folders = variable ? variable : "/usr/bin:/bin";
  for (const char* name : names)
    for (size_t begin = 0; begin <= folders.size();) {
      const size_t end = std::min(folders.find(':', begin), folders.size());
      const std::string path = folders.substr(begin, end - begin) + "/" + name;
      if (path[0] == '/' && access(path.c_str(), X_OK) == 0) return path;
      begin = end + 1;
    }
  return "";
}

Result<ProgramResult> RunProgram(const std::vector<std::string>& command, std::string_view input,
                                 const ProgramLimits& limits) {
  ProcessFile given, output, output_end, errors, errors_end;
  if (!MakeInput(input, given) || !MakePipe(output, output_end) || !MakePipe(errors, errors_end))
    return Fail(NoProcess(command[0]));
  std::vector<char*> arguments;
  for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const pid_t self = getpid(), child = fork();
  if (child == 0) Become(arguments.data(), environ, given.get(), output_end.get(), errors_end.get(), limits, self);
  if (child < 0) return Fail(NoProcess(command[0]));
  output_end.Close();
  errors_end.Close();
  ProgramResult result;
  const auto end = Clock::now() + std::chrono::seconds(limits.seconds);
  std::string stopped = Listen(output, errors, limits, end, result);
  if (!stopped.empty()) kill(child, SIGKILL);
  int status = 0;
  const std::string killed = AwaitEnd(child, limits, end, status);
  if (stopped.empty()) stopped = killed;
  kill(-child, SIGKILL);  // what the program itself started; its group is our own making
  SetEnd(status, limits, result);
  if (!stopped.empty()) {
    result.failure = stopped;
    result.limited = true;
  }
  return result;
}

}  // namespace dossier
