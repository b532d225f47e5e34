#include "corpus/base/cli/pager.h"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace dossier {
namespace {

pid_t pager = -1;

std::string PagerCommand() {
  for (const char* name : {"DOSSIER_PAGER", "PAGER"})
    if (const char* set = std::getenv(name); set && *set) return set;
  return "less";
}

// What was written is for the pager to show until the person leaves it.
void WaitForPager() {
  std::fflush(stdout);
  ::close(STDOUT_FILENO);
  int status = 0;
  while (::waitpid(pager, &status, 0) < 0 && errno == EINTR) {
  }
}

}  // namespace

void StartPager(const Invocation& invocation) {
  const std::string command = PagerCommand();
  const char* term = std::getenv("TERM");
  const bool dumb = !term || !*term || std::string(term) == "dumb";
  if (pager >= 0 || invocation.no_pager || dumb || ::isatty(STDOUT_FILENO) != 1 || command == "cat") return;
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0) return;
  const size_t columns = TerminalWidth();
  const bool color = UseColor(invocation);
  pager = ::fork();
  if (pager == 0) {
    ::dup2(ends[0], STDIN_FILENO);
    ::close(ends[0]);
    ::close(ends[1]);
    ::setenv("LESS", "FRX", 0);
    std::signal(SIGPIPE, SIG_DFL);
    ::execl("/bin/sh", "sh", "-c", (command + "").c_str(), static_cast<char*>(nullptr));
    _exit(127);
  }
  if (pager > 0) {
    ::dup2(ends[1], STDOUT_FILENO);
    ::setenv("COLUMNS", std::to_string(columns).c_str(), 0);
    if (color) ::setenv("DOSSIER_COLOR_OF_PAGER", "1", 1);
    std::atexit(WaitForPager);
  }
  ::close(ends[0]);
  ::close(ends[1]);
}

}  // namespace dossier
