// What every verb of the command line shares: global options, output streams, error report, exit codes.
//
// A verb is a function `int RunX(const Invocation&)` in a `*_command.cc` of its module, declared in the module's
// `commands.h` and listed in app/main.cc's table. It declares its own options on a CommandLine and calls
// ParseArguments, which adds the global ones, so that `dossier -C d evidence ZTE` and `dossier evidence ZTE -C d` mean
// the same. Data goes to stdout; everything else to stderr. Only command files, app/main.cc and this folder write to
// either.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/result.h"

namespace dossier {

class CommandLine;

enum ExitCode : int {
  kExitOk = 0,
  kExitNothing = 1,  // nothing found, or verification failed
  kExitUsage = 2,
  kExitNoCorpus = 3,  // corpus missing or locked
  kExitVersion = 4,
  kExitPartly = 5,
  kExitNetwork = 6,
  kExitInternal = 70,
  kExitInterrupted = 130,
};

enum class Format { kText, kJson, kJsonl, kCsv, kMarkdown };

// One call of a verb: its own arguments and the global options that were given before it.
struct Invocation {
  std::string verb;                    // "evidence", "inspect warc"
  std::vector<std::string> arguments;  // after the verb
  std::string corpus_dir;              // -C, else $DOSSIER_CORPUS, else ./dossier.corpus
  std::string format;                  // --format as given; empty when not given
  std::string color = "auto";          // --color auto, always, never
  bool quiet = false;                  // --quiet: no progress, no notes; errors stay
  bool no_pager = false;               // --no-pager: long answers go straight to the terminal
};

// Declares the global options on `line`, parses, and lets options given after the verb override those before it.
// Returns the exit code when the verb should stop here: after --help (0, text on stdout) or a usage error (2).
std::optional<int> ParseArguments(CommandLine& line, Invocation& invocation);

// The output format. A name outside `allowed` is a usage error that lists the allowed ones.
Result<Format> FormatOf(const Invocation& invocation, std::initializer_list<Format> allowed);

// Runs `body` with the global options that stand before the verb taken off, and the rest as words. The last fence:
// an exception that reaches it is reported and ends with exit 70.
int RunProgram(int argc, char** argv, int (*body)(Invocation& invocation, std::vector<std::string> words));

// Writes "error: message" and "  hint" to stderr and returns the exit code of the error.
int Report(const Error& error);
// Text as it is, on stderr. Through Printable, as the others.
void Tell(std::string_view text);
// "note: text" on stderr unless --quiet.
void Note(const Invocation& invocation, std::string_view text);

// Writes to stdout, through Printable (sinks.h): nothing that stands in a page acts on a terminal. A closed pipe ends
// the process quietly with exit 0, as `dossier ... | head` expects.
void Print(std::string_view text);

// Text to stand out where UseColor said so; Print knows how. Elsewhere the marks are shown as what they are.
enum class Style { kBold, kFaint, kCyan, kRed, kYellow, kGreen };
std::string Styled(std::string_view text, Style style);

// Whether to colour stdout: --color, NO_COLOR, TERM=dumb, and whether stdout is a terminal.
bool UseColor(const Invocation& invocation);
// Columns of the terminal: $COLUMNS, else the window, else 100.
size_t TerminalWidth();

// True once SIGINT or SIGTERM came: long work finishes what is in flight, commits, and returns exit 130.
// A second signal ends the process at once.
void WatchInterrupts();
bool Interrupted();

// A progress line on stderr: redrawn in place on a terminal, one line every few seconds elsewhere, nothing when
// quiet. Not thread safe.
class Progress {
 public:
  Progress(const Invocation& invocation, std::string what);
  ~Progress();  // clears the line on a terminal
  void Update(std::string_view state);

 private:
  bool terminal_ = false;
  bool quiet_ = false;
  bool drawn_ = false;
  std::string what_;
  int64_t started_ms_ = 0;
  int64_t last_ms_ = 0;
};

}  // namespace dossier
