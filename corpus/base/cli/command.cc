#include "corpus/base/cli/command.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>

#include "corpus/base/sinks.h"
#include "corpus/base/suggest.h"
#include "corpus/base/utf8.h"

namespace dossier {
namespace {

std::atomic<int> interrupts{0};

// Marks of Styled: noncharacters, which no text of ours holds. Text of others that holds one can do no more with it
// than be bold where colours are on.
struct StyleMark {
  std::string_view mark, code;
};
constexpr StyleMark kStyles[] = {{"\xEF\xB7\x92", "\x1b[1m"},  {"\xEF\xB7\x93", "\x1b[2m"},
                                 {"\xEF\xB7\x94", "\x1b[36m"}, {"\xEF\xB7\x96", "\x1b[31m"},
                                 {"\xEF\xB7\x97", "\x1b[33m"}, {"\xEF\xB7\x98", "\x1b[32m"}};
constexpr StyleMark kStyleEnd = {"\xEF\xB7\x95", "\x1b[0m"};
std::atomic<bool> colors{false};

// The gate to the terminal, with the marks of Styled turned into its codes.
std::string Gated(std::string_view text) {
  if (!colors) return Printable(text);
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const size_t next = std::min(text.find("\xEF\xB7", at), text.size());
    out += Printable(text.substr(at, next - at));
    at = next;
    const std::string_view mark = text.substr(at, 3);
    std::string code = Printable(mark);
    for (const StyleMark& style : kStyles)
      if (mark == style.mark) code = style.code;
    if (mark == kStyleEnd.mark) code = kStyleEnd.code;
    out += code;
    at += mark.size();
  }
  return out;
}

extern "C" void OnInterrupt(int) {
  if (interrupts.fetch_add(1) > 0) _exit(kExitInterrupted);
}

int64_t SteadyMs() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

std::string DefaultCorpus() {
  const char* set = std::getenv("DOSSIER_CORPUS");
  return set && *set ? set : "dossier.corpus";
}

constexpr struct {
  Format format;
  const char* name;
} kFormats[] = {{Format::kText, "text"},
                {Format::kJson, "json"},
                {Format::kJsonl, "jsonl"},
                {Format::kCsv, "csv"},
                {Format::kMarkdown, "md"}};

// Takes the global options off the front of the words, up to the verb. Returns a usage error for one that lacks its
// value.
Status TakeLeadingOptions(std::vector<std::string>& words, Invocation& invocation) {
  size_t next = 0;
  const auto value_of = [&](std::string_view word, std::string_view name, std::string& target) -> Result<bool> {
    if (word.starts_with(std::string(name) + "=")) {
      target = word.substr(name.size() + 1);
      return true;
    }
    if (word != name) return false;
    if (next + 1 >= words.size())
      return Fail(ErrorCode::kUsage, std::string(name) + " needs a value", "dossier --help");
    target = words[++next];
    return true;
  };
  for (; next < words.size() && words[next].starts_with("-"); ++next) {
    const std::string word = words[next];
    if (word == "--quiet" || word == "-q") {
      invocation.quiet = true;
      continue;
    }
    if (word == "--no-pager") {
      invocation.no_pager = true;
      continue;
    }
    bool taken = false;
    for (const auto& [name, target] :
         {std::pair{"-C", &invocation.corpus_dir}, std::pair{"--corpus", &invocation.corpus_dir},
          std::pair{"--format", &invocation.format}, std::pair{"--color", &invocation.color}}) {
      DOSSIER_TRY_ASSIGN(const bool here, value_of(word, name, *target));
      taken = taken || here;
      if (taken) break;
    }
    if (!taken) break;
  }
  words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(std::min(next, words.size())));
  return Ok();
}

// Whether stdout leads through our pager to a terminal that was asked about colours before (pager.h).
bool ToPager() { return std::getenv("DOSSIER_COLOR_OF_PAGER") != nullptr; }

bool IsTerminal(int fd) {
  const char* term = std::getenv("TERM");
  return ::isatty(fd) == 1 && !(term && std::string_view(term) == "dumb");
}

}  // namespace

Result<Format> FormatOf(const Invocation& invocation, std::initializer_list<Format> allowed) {
  if (invocation.format.empty()) return *allowed.begin();
  std::vector<std::string> names;
  for (const auto& [format, name] : kFormats) {
    if (std::find(allowed.begin(), allowed.end(), format) == allowed.end()) continue;
    if (invocation.format == name || (format == Format::kMarkdown && invocation.format == "markdown")) return format;
    names.emplace_back(name);
  }
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
  return tl::unexpected<Error>(
      UnknownName("format", invocation.format, names, "formats of " + invocation.verb + ": " + list));
}

int RunProgram(int argc, char** argv, int (*body)(Invocation&, std::vector<std::string>)) {
  // A reader that closes the pipe early (head) ends us by a failed write, which Print turns into a quiet exit.
  std::signal(SIGPIPE, SIG_IGN);
  // A file at its size limit is a full disk: a failed write, not the end of the process.
  std::signal(SIGXFSZ, SIG_IGN);
  try {
    Invocation invocation;
    invocation.corpus_dir = DefaultCorpus();
    std::vector<std::string> words(argv + 1, argv + argc);
    if (Status taken = TakeLeadingOptions(words, invocation); !taken) return Report(taken.error());
    const int exit_code = body(invocation, std::move(words));
    if (std::fflush(stdout) != 0 && errno == EPIPE) return exit_code;
    // Also a write that failed long before: what came after it may have found room again.
    if (std::ferror(stdout) != 0)
      return Report({ErrorCode::kIo, "cannot write all of the answer to standard output",
                     "is the disk full? what was written is cut and not to be used"});
    return exit_code;
  } catch (const std::exception& error) {
    return Report({ErrorCode::kInternal, std::string("internal error: ") + error.what(),
                   "stored evidence is unchanged; please report this"});
  } catch (...) {  // Xapian::Error of 1.4 does not derive from std::exception
    return Report({ErrorCode::kInternal, "internal error of an unknown kind",
                   "stored evidence is unchanged; please report this"});
  }
}

int Report(const Error& error) {
  std::string text = "error: " + error.message + "\n";
  if (!error.hint.empty()) text += "  " + error.hint + "\n";
  Tell(text);
  return ExitCodeOf(error.code);
}

void Tell(std::string_view text) { std::fputs(Printable(text).c_str(), stderr); }

void Note(const Invocation& invocation, std::string_view text) {
  if (!invocation.quiet) Tell("note: " + std::string(text) + "\n");
}

void Print(std::string_view given) {
  const std::string text = Gated(given);
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() && errno == EPIPE) _exit(kExitOk);
}

std::string Styled(std::string_view text, Style style) {
  return std::string(kStyles[static_cast<size_t>(style)].mark) + std::string(text) + std::string(kStyleEnd.mark);
}

bool UseColor(const Invocation& invocation) {
  const char* no_color = std::getenv("NO_COLOR");
  const bool automatic = !(no_color && *no_color) && (IsTerminal(STDOUT_FILENO) || ToPager());
  colors = invocation.color == "auto" ? automatic : invocation.color == "always";
  return colors;
}

size_t TerminalWidth() {
  if (const char* columns = std::getenv("COLUMNS"); columns && *columns) {
    const long width = std::strtol(columns, nullptr, 10);
    if (width >= 20 && width <= 1000) return static_cast<size_t>(width);
  }
  winsize window{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col >= 20) return window.ws_col;
  return 100;
}

void WatchInterrupts() {
  struct sigaction action {};
  action.sa_handler = OnInterrupt;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

bool Interrupted() { return interrupts.load(std::memory_order_relaxed) > 0; }

Progress::Progress(const Invocation& invocation, std::string what)
    : terminal_(IsTerminal(STDERR_FILENO)),
      quiet_(invocation.quiet),
      what_(std::move(what)),
      started_ms_(SteadyMs()),
      last_ms_(started_ms_) {}

Progress::~Progress() {
  if (drawn_ && terminal_) std::fputs("\r\x1b[K", stderr);
}

void Progress::Update(std::string_view state) {
  constexpr int64_t kTerminalEveryMs = 100, kLineEveryMs = 5000, kQuietStartMs = 500;
  const int64_t now = SteadyMs();
  if (quiet_ || now - started_ms_ < kQuietStartMs || now - last_ms_ < (terminal_ ? kTerminalEveryMs : kLineEveryMs))
    return;
  last_ms_ = now;
  drawn_ = true;
  const std::string line = Printable(what_ + ": " + std::string(state));
  if (terminal_) {
    std::fprintf(stderr, "\r%s\x1b[K", std::string(FirstCodePoints(line, TerminalWidth() - 1)).c_str());
    std::fflush(stderr);
  } else {
    std::fprintf(stderr, "%s\n", line.c_str());
  }
}

}  // namespace dossier
