#include "query/brief/pdf.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <ctime>
#include <filesystem>
#include <vector>

#include "corpus/base/child_process.h"
#include "corpus/base/file.h"
#include "corpus/base/temporary_directory.h"

extern char** environ;

namespace dossier::query {
namespace {

constexpr int kSecondsToPrint = 90;

// Runs the program with its output dropped; false when it failed or took too long.
bool RunQuietly(const std::vector<std::string>& command) {
  std::vector<char*> arguments;
  for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  const int failed = posix_spawn(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed) return false;
  const timespec pause{0, 50'000'000};
  for (int waited = 0; waited < kSecondsToPrint * 20; ++waited) {
    int status = 0;
    if (waitpid(child, &status, WNOHANG) == child) return WIFEXITED(status) && WEXITSTATUS(status) == 0;
    nanosleep(&pause, nullptr);
  }
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  return false;
}

}  // namespace

Status PrintPdf(const std::string& html, const std::string& pdf_path) {
  const std::string browser = FindProgram({"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"});
  const std::string office = browser.empty() ? FindProgram({"soffice", "libreoffice"}) : "";
  if (browser.empty() && office.empty())
    return Fail(ErrorCode::kUsage, "PDF needs Chromium or LibreOffice, and neither is installed; nothing was written",
                "write html or docx instead, or install one: apt-get install chromium");
  DOSSIER_TRY_ASSIGN(const TemporaryDirectory folder, TemporaryDirectory::Make("pdf"));
  const std::string page = folder.path() + "/brief.html", made = folder.path() + "/brief.pdf";
  DOSSIER_CHECK(WriteFileAtomically(page, html));
  std::vector<std::string> command;
  if (!browser.empty()) {
    command = {browser,
               "--headless",
               "--disable-gpu",
               "--no-first-run",
               "--user-data-dir=" + folder.path() + "/profile",
               "--no-pdf-header-footer",
               "--print-to-pdf-no-header",
               "--print-to-pdf=" + made};
    // The browser refuses its sandbox to root; the page is our own and holds no script.
    if (geteuid() == 0) command.push_back("--no-sandbox");
    command.push_back("file://" + page);
  } else {
    command = {office,
               "-env:UserInstallation=file://" + folder.path() + "/profile",
               "--headless",
               "--convert-to",
               "pdf:writer_web_pdf_Export",
               "--outdir",
               folder.path(),
               page};
  }
  const bool done = RunQuietly(command);
  auto pdf = ReadFile(made);
  if (!done || !pdf || !pdf->starts_with("%PDF"))
    return Fail(ErrorCode::kIo, command[0] + " made no PDF; nothing was written",
                "write html and print it from a browser");
  return WriteFileAtomically(pdf_path, *pdf);
}

}  // namespace dossier::query
