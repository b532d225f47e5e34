// `dossier demo`: the whole pipeline on the bundled sample site, over loopback HTTP.
//
// Every step is a child process of this program, run with the arguments that are shown, so what is printed is what a
// person would see. Nothing here reads the sample's files except the server.
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "app/demo_site.h"
#include "corpus/base/cli/command.h"
#include "corpus/base/cli/command_line.h"
#include "corpus/base/json.h"
#include "corpus/base/temporary_directory.h"

extern char** environ;

namespace dossier {
namespace {

// One port for every run, so that the addresses and evidence ids of two runs are the same; any other if it is taken.
constexpr int kUsualPort = 28480;

struct ChildResult {
  int exit_code = 0;
  std::string output;
};

// Runs this program with `arguments`. Its stdout is returned; its stderr goes where ours goes, or nowhere.
Result<ChildResult> RunSelf(const std::vector<std::string>& arguments, bool show_errors) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0)
    return Fail(ErrorCode::kIo, std::string("cannot make a pipe: ") + std::strerror(errno));
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  if (!show_errors) posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  std::vector<std::string> words = {"dossier"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  pid_t child = 0;
  const int error = posix_spawn(&child, "/proc/self/exe", &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  if (error != 0) {
    close(ends[0]);
    return Fail(ErrorCode::kInternal, std::string("cannot start dossier again: ") + std::strerror(error));
  }
  ChildResult result;
  char buffer[1 << 16];
  for (ssize_t got; (got = read(ends[0], buffer, sizeof buffer)) != 0;) {
    if (got < 0 && errno != EINTR) break;
    if (got > 0) result.output.append(buffer, static_cast<size_t>(got));
  }
  close(ends[0]);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return result;
}

// As a person would type it.
std::string Quoted(const std::string& word) {
  const bool plain = word.find_first_of(" '\"$*?#&;()<>|\\") == std::string::npos && !word.empty();
  return plain ? word : "'" + word + "'";
}

// Where the sample is: installed (PREFIX/bin beside PREFIX/share), else the source tree that the program was built
// from, else beside the program.
std::string SampleSite() {
  std::error_code error;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
  const auto installed = program.parent_path().parent_path() / "share" / "dossier" / "sample" / "site";
  if (std::filesystem::is_directory(installed, error)) return installed.string();
  const std::string built = DOSSIER_SAMPLE_DIR "/site";
  if (std::filesystem::is_directory(built, error)) return built;
  return (program.parent_path() / "sample" / "site").string();
}

class Demo {
 public:
  Demo(const Invocation& invocation, std::string corpus) : invocation_(invocation), corpus_(std::move(corpus)) {}

  // Shows the command, runs it, shows its output. Fails when it does not end with `expected`.
  Result<std::string> Step(const std::string& what, std::vector<std::string> arguments, int expected = kExitOk) {
    std::string line = "$ dossier -C " + Quoted(corpus_);
    for (const std::string& argument : arguments) line += " " + Quoted(argument);
    Print("\n# " + what + "\n" + line + "\n");
    std::fflush(stdout);
    DOSSIER_TRY_ASSIGN(ChildResult result, Run(std::move(arguments), true));
    Print(result.output);
    if (result.exit_code != expected) {
      return Fail(ErrorCode::kInternal, "this step ended with exit " + std::to_string(result.exit_code) + ": " + line,
                  "the corpus is left in " + corpus_);
    }
    return std::move(result.output);
  }

  // The id of the best evidence for a question, from the same answer in JSON.
  Result<std::string> BestEvidence(std::vector<std::string> question) {
    question.insert(question.end(), {"--limit", "1", "--format", "json"});
    DOSSIER_TRY_ASSIGN(const ChildResult result, Run(std::move(question), false));
    DOSSIER_TRY_ASSIGN(const Json answer, ParseJson(result.output, "the evidence"));
    const Json& rows = MemberAt(answer, "rows");
    if (!rows.is_array() || rows.empty()) return Fail(ErrorCode::kInternal, "the sample gave no evidence");
    return StringAt(rows[0], "id");
  }

 private:
  Result<ChildResult> Run(std::vector<std::string> arguments, bool show_errors) {
    arguments.insert(arguments.begin(), {"-C", corpus_, "--color", invocation_.color});
    if (invocation_.quiet) arguments.insert(arguments.begin(), "--quiet");
    return RunSelf(arguments, show_errors);
  }

  const Invocation& invocation_;
  std::string corpus_;
};

Status RunSteps(Demo& demo, DemoSite& site) {
  const std::vector<std::string> crawl = {"crawl", "--allow-private",  "--depth", "4", "--delay",
                                          "0",     site.origin() + "/"};
  DOSSIER_TRY_ASSIGN(std::string crawled,
                     demo.Step("Fetch the sample site, page by page, as its robots.txt allows", crawl));
  DOSSIER_TRY_ASSIGN(std::string indexed,
                     demo.Step("Read the pages: text, dates, vendors, agencies, statements", {"index"}));
  const std::vector<std::string> question = {"evidence", "ZTE", "--action", "ban"};
  std::vector<std::string> shown = question;
  shown.insert(shown.end(), {"--limit", "4"});
  DOSSIER_TRY_ASSIGN(std::string rows, demo.Step("Who banned ZTE, when, in which words?", shown));
  DOSSIER_TRY_ASSIGN(const std::string id, demo.BestEvidence(question));
  DOSSIER_TRY_ASSIGN(std::string cited, demo.Step("Cite the first row", {"cite", id, "--style", "chicago"}));
  DOSSIER_TRY_ASSIGN(std::string verified,
                     demo.Step("Derive that quotation again from the archived bytes alone", {"verify", id}));
  site.SetEdition(2);
  std::vector<std::string> again = crawl;
  again.insert(again.begin() + 1, "--revisit");
  DOSSIER_TRY_ASSIGN(crawled,
                     demo.Step("Later one advisory has been edited without notice. Ask for every page again", again));
  DOSSIER_TRY_ASSIGN(indexed, demo.Step("Read what is new", {"index"}));
  DOSSIER_TRY_ASSIGN(rows, demo.Step("What is said about SolarWinds now?", {"evidence", "SolarWinds", "--limit", "3"}));
  DOSSIER_TRY_ASSIGN(verified, demo.Step("Verify every quotation in the corpus", {"verify"}));
  if (site.forbidden_requests() != 0) {
    return Fail(ErrorCode::kInternal, "the crawler asked for pages that robots.txt forbids");
  }
  return Ok();
}

int ServeOnly(const DemoSite& site) {
  Print("serving the sample site at " + site.origin() + "/ (end with Ctrl-C)\n");
  std::fflush(stdout);
  WatchInterrupts();
  while (!Interrupted()) std::this_thread::sleep_for(std::chrono::milliseconds(50));
  return kExitOk;
}

Result<std::unique_ptr<DemoSite>> ServeSample(int port) {
  if (port >= 0) return DemoSite::Serve(SampleSite(), port);
  auto site = DemoSite::Serve(SampleSite(), kUsualPort);
  if (!site && site.error().code == ErrorCode::kNetwork) return DemoSite::Serve(SampleSite(), 0);
  return site;
}

int RunInto(const Invocation& invocation, const std::string& corpus, DemoSite& site) {
  Print("Sample site at " + site.origin() + "/, corpus in " + corpus + "\n");
  Demo demo(invocation, corpus);
  const auto started = std::chrono::steady_clock::now();
  if (Status done = RunSteps(demo, site); !done) return Report(done.error());
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - started;
  char seconds[32];
  std::snprintf(seconds, sizeof seconds, "%.1f", took.count());
  Print(std::string("\nDone in ") + seconds + " s.");
  return kExitOk;
}

}  // namespace

int RunDemo(const Invocation& given) {
  Invocation invocation = given;
  CommandLine line("Runs the whole pipeline on the bundled sample site over loopback HTTP, and shows each command.");
  int port = -1;
  int edition = 1;
  bool serve_only = false;
  bool keep = false;
  line.Add("--port", port, "listen here (default 28480, or any when it is taken; 0: any)").Range(0, 65535);
  line.Flag("--serve-only", serve_only, "only serve the sample site, until interrupted");
  line.Add("--edition", edition, "which edition of the site to serve first: 1, or 2 with one advisory edited")
      .Range(1, 2);
  line.Flag("--keep", keep, "keep the corpus, in ./demo.corpus");
  if (auto code = ParseArguments(line, invocation)) return *code;

  auto site = ServeSample(port);
  if (!site) return Report(site.error());
  (*site)->SetEdition(edition);
  if (serve_only) return ServeOnly(**site);

  std::string corpus = "demo.corpus";
  std::optional<TemporaryDirectory> scratch;
  if (keep && std::filesystem::exists(corpus)) {
    return Report({ErrorCode::kUsage, "./demo.corpus exists already; it was left as it is",
                   "remove it, or change to another directory"});
  }
  if (!keep) {
    auto made = TemporaryDirectory::Make("demo");
    if (!made) return Report(made.error());
    corpus = scratch.emplace(*std::move(made)).path() + "/demo.corpus";
  }
  const int code = RunInto(invocation, corpus, **site);
  if (code != kExitOk) return code;
  if (keep) {
    Print(" The corpus stays in " + corpus + ".\n");
    return kExitOk;
  }
  Print(" The corpus is gone; `dossier demo --keep` leaves it in ./demo.corpus.\n");
  return kExitOk;
}

}  // namespace dossier
