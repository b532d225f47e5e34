// dossier mcp: the corpus for language models, over stdin and stdout.
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <exception>

#include "corpus/base/cli/command_line.h"
#include "query/commands/commands.h"
#include "query/mcp/server.h"

namespace dossier::query {
namespace {

// Lines of stdin. One that is too long is passed over, and said so.
class Lines {
 public:
  enum class Got { kLine, kTooLong, kEnd };
  Got Next(std::string& line) {
    line.clear();
    bool too_long = false;
    while (true) {
      if (at_ == end_ && !Fill()) return line.empty() && !too_long ? Got::kEnd : too_long ? Got::kTooLong : Got::kLine;
      const std::string_view rest(buffer_ + at_, end_ - at_);
      const size_t stop = std::min(rest.find('\n'), rest.size());
      if (line.size() + stop > kMostMessageBytes) too_long = true;
      if (!too_long) line.append(rest.substr(0, stop));
      at_ += stop;
      if (stop < rest.size()) {
        ++at_;
        return too_long ? Got::kTooLong : Got::kLine;
      }
    }
  }

 private:
  bool Fill() {
    ssize_t count = 0;
    do count = read(STDIN_FILENO, buffer_, sizeof buffer_);
    while (count < 0 && errno == EINTR && !Interrupted());
    at_ = 0;
    end_ = count > 0 ? static_cast<size_t>(count) : 0;
    return count > 0;
  }
  char buffer_[65536];
  size_t at_ = 0, end_ = 0;
};

}  // namespace

int RunMcp(const Invocation& given) {
  Invocation invocation = given;
  CommandLine line(
      "A server of the Model Context Protocol over stdin and stdout: words with certificates for language models.",
      "dossier mcp");
  line.Footer(
      "Tools: search, evidence, timeline, document, history, cite, verify_draft. Documents are resources. What does "
      "not\n"
      "verify is never given. Configure it in a client as the command `dossier -C DIR mcp`.");
  if (auto code = ParseArguments(line, invocation)) return *code;
  auto desk = Desk::Open(invocation.corpus_dir);
  if (!desk) return Report(desk.error());
  McpServer server(**desk, DOSSIER_VERSION);
  Lines lines;
  std::string text;
  while (true) {
    const Lines::Got got = lines.Next(text);
    if (got == Lines::Got::kEnd) return kExitOk;
    const auto answer = got == Lines::Got::kTooLong ? std::optional<std::string>(McpTooLong()) : server.Handle(text);
    if (!answer) continue;
    Print(*answer + "\n");
    std::fflush(stdout);
  }
}

}  // namespace dossier::query
