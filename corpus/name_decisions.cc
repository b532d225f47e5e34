#include "corpus/name_decisions.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <map>
#include <optional>

#include "corpus/base/digest.h"
#include "corpus/base/file.h"
#include "corpus/base/file_lock.h"
#include "corpus/base/json.h"
#include "corpus/newer_corpus.h"

namespace dossier::corpus {
namespace {

constexpr uint64_t kLargestLog = uint64_t{64} << 20;
constexpr std::array<std::string_view, 4> kActNames = {"accept", "merge", "reject", "undo"};

std::string PathOf(const std::string& corpus_directory) { return corpus_directory + "/names.jsonl"; }

Json DecisionJson(const NameDecision& decision) {
  Json json = {{"n", decision.number}, {"time", FormatRfc3339(decision.time)}, {"do", NameActName(decision.act)}};
  if (decision.act == NameAct::kUndo) json["undoes"] = decision.undoes;
  if (!decision.id.empty()) json["id"] = decision.id;
  if (!decision.name.empty()) json["name"] = decision.name;
  if (!decision.target.empty()) json["target"] = decision.target;
  if (!decision.kind.empty()) json["kind"] = decision.kind;
  return json;
}

// Each line's digest covers the line before it, so that none can be changed, removed or put in between unseen.
std::string DigestOf(const std::string& previous, const Json& without_digest) {
  return Sha256(previous + "\n" + DumpJson(without_digest)).hex();
}

std::optional<NameDecision> DecisionOf(const Json& json) {
  NameDecision decision;
  decision.number = IntegerAt(json, "n");
  const auto time = ParseRfc3339(StringAt(json, "time"));
  const auto act = std::find(kActNames.begin(), kActNames.end(), StringAt(json, "do"));
  if (!time || act == kActNames.end()) return std::nullopt;
  decision.time = *time;
  decision.act = static_cast<NameAct>(act - kActNames.begin());
  decision.undoes = IntegerAt(json, "undoes");
  decision.id = StringAt(json, "id");
  decision.name = StringAt(json, "name");
  decision.target = StringAt(json, "target");
  decision.kind = StringAt(json, "kind");
  return decision;
}

// What an undo in force takes back; an undo may be undone, so later ones are looked at first.
void MarkUndone(std::vector<NameDecision>& decisions) {
  for (size_t i = decisions.size(); i-- > 0;) {
    const NameDecision& undo = decisions[i];
    if (undo.act == NameAct::kUndo && undo.in_force && undo.undoes >= 1 && undo.undoes <= static_cast<int64_t>(i))
      decisions[static_cast<size_t>(undo.undoes - 1)].in_force = false;
  }
}

struct Log {
  std::vector<NameDecision> decisions;
  std::string digest = std::string(64, '0');  // of the last line
  size_t whole_bytes = 0;                     // up to the end of the last whole line
};

Result<Log> ReadLog(const std::string& corpus_directory) {
  Log log;
  const std::string path = PathOf(corpus_directory);
  std::error_code none;
  if (!std::filesystem::exists(path, none)) return log;
  DOSSIER_TRY_ASSIGN(const std::string bytes, ReadFile(path, kLargestLog));
  for (size_t at = 0; at < bytes.size();) {
    const size_t stop = bytes.find('\n', at);
    if (stop == std::string::npos) break;
    const std::string where = fmt::format("{}, line {}", path, log.decisions.size() + 1);
    auto json = ParseJson(std::string_view(bytes).substr(at, stop - at), where);
    auto decision = json ? DecisionOf(*json) : std::nullopt;
    const std::string stated = json ? StringAt(*json, "digest") : "";
    if (decision) {
      json->erase("digest");
      log.digest = DigestOf(log.digest, *json);
    }
    if (!decision || stated != log.digest || decision->number != static_cast<int64_t>(log.decisions.size()) + 1)
      return Fail(ErrorCode::kCorrupt, where + ": changed or damaged; nothing was decided by it",
                  "restore names.jsonl from a copy, or move it away to go without decisions");
    log.decisions.push_back(std::move(*decision));
    at = log.whole_bytes = stop + 1;
  }
  MarkUndone(log.decisions);
  return log;
}

Status WriteLine(const std::string& path, size_t offset, const std::string& line) {
  const auto failed = [&](const char* what) {
    return Fail(ErrorCode::kIo, fmt::format("{}: cannot {}: {}", path, what, std::strerror(errno)),
                "no decision was taken");
  };
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
  if (fd < 0) return failed("open");
  const bool cut = ::ftruncate(fd, static_cast<off_t>(offset)) == 0;  // a torn line of a killed process
  size_t done = 0;
  while (cut && done < line.size()) {
    const ssize_t wrote = ::pwrite(fd, line.data() + done, line.size() - done, static_cast<off_t>(offset + done));
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote <= 0) break;
    done += static_cast<size_t>(wrote);
  }
  const bool written = cut && done == line.size() && ::fsync(fd) == 0;
  if (!written) {
    auto error = failed("write");
    if (cut && ::ftruncate(fd, static_cast<off_t>(offset)) != 0) {
    }  // the torn line is left to the next reader
    ::close(fd);
    return error;
  }
  ::close(fd);
  return Ok();
}

// Writes the decision durably behind the others and gives it its number.
Status AddToLog(const std::string& corpus_directory, Log& log, NameDecision decision) {
  decision.number = static_cast<int64_t>(log.decisions.size()) + 1;
  decision.in_force = true;
  Json json = DecisionJson(decision);
  const std::string digest = DigestOf(log.digest, json);
  json["digest"] = digest;
  const std::string line = DumpJson(json) + "\n";
  DOSSIER_CHECK(WriteLine(PathOf(corpus_directory), log.whole_bytes, line));
  if (log.decisions.empty()) DOSSIER_CHECK(SyncDirectory(corpus_directory));
  log.decisions.push_back(std::move(decision));
  log.whole_bytes += line.size();
  log.digest = digest;
  return Ok();
}

bool IsSame(const NameDecision& a, const NameDecision& b) {
  return a.act == b.act && FormatRfc3339(a.time) == FormatRfc3339(b.time) && a.id == b.id && a.name == b.name &&
         a.target == b.target && a.kind == b.kind && a.undoes == b.undoes;
}

}  // namespace

std::string_view NameActName(NameAct act) { return kActNames[static_cast<size_t>(act)]; }

Result<std::vector<NameDecision>> ReadNameDecisions(const std::string& corpus_directory) {
  DOSSIER_TRY_ASSIGN(Log log, ReadLog(corpus_directory));
  return std::move(log.decisions);
}

Result<NameDecision> AppendNameDecision(const std::string& corpus_directory, NameDecision decision) {
  std::error_code none;
  if (!std::filesystem::exists(corpus_directory + "/corpus.db", none))
    return Fail(ErrorCode::kNoCorpus, "no corpus at " + corpus_directory, "-C DIR names the corpus directory");
  DOSSIER_CHECK(RefuseNewerCorpus(corpus_directory));
  DOSSIER_TRY_ASSIGN(const FileLock lock,
                     FileLock::Wait(corpus_directory + "/names.lock", "a decision about names", "vendors"));
  DOSSIER_TRY_ASSIGN(Log log, ReadLog(corpus_directory));
  if (decision.act == NameAct::kUndo &&
      (decision.undoes < 1 || decision.undoes > static_cast<int64_t>(log.decisions.size())))
    return Fail(ErrorCode::kNotFound, fmt::format("there is no decision {}", decision.undoes),
                "dossier vendors --decisions lists them");
  decision.time = Now();
  DOSSIER_CHECK(AddToLog(corpus_directory, log, decision));
  return log.decisions.back();
}

Result<DecisionsMerged> MergeNameDecisions(const std::string& corpus_directory,
                                           const std::vector<NameDecision>& theirs) {
  DOSSIER_CHECK(RefuseNewerCorpus(corpus_directory));
  DOSSIER_TRY_ASSIGN(const FileLock lock,
                     FileLock::Wait(corpus_directory + "/names.lock", "a decision about names", "vendors"));
  DOSSIER_TRY_ASSIGN(Log log, ReadLog(corpus_directory));
  const std::vector<NameDecision> ours = log.decisions;
  DecisionsMerged merged;
  std::map<int64_t, int64_t> numbers;  // theirs: ours
  for (NameDecision decision : theirs) {
    const int64_t number = decision.number;
    if (decision.act == NameAct::kUndo) decision.undoes = numbers[decision.undoes];
    const auto same = std::find_if(ours.begin(), ours.end(), [&](const auto& one) { return IsSame(one, decision); });
    if (same != ours.end()) {
      numbers[number] = same->number;
      ++merged.known;
      continue;
    }
    const bool differs = decision.act != NameAct::kUndo && decision.in_force &&
                         std::any_of(ours.begin(), ours.end(), [&](const NameDecision& one) {
                           return one.act != NameAct::kUndo && one.in_force && one.id == decision.id &&
                                  (one.act != decision.act || one.target != decision.target);
                         });
    DOSSIER_CHECK(AddToLog(corpus_directory, log, decision));
    numbers[number] = log.decisions.back().number;
    ++merged.added;
    if (!differs) continue;
    merged.held_back.push_back(log.decisions.back());
    NameDecision undo;
    undo.act = NameAct::kUndo;
    undo.undoes = numbers[number];
    undo.time = Now();
    DOSSIER_CHECK(AddToLog(corpus_directory, log, undo));
  }
  return merged;
}

}  // namespace dossier::corpus
