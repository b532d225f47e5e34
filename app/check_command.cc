// dossier check: the corpus, and all that stands beside it in the corpus directory.
#include "app/check_command.h"

#include <filesystem>

#include "corpus/base/file.h"
#include "corpus/base/json.h"
#include "corpus/commands/commands.h"
#include "corpus/tags.h"
#include "crawler/sources.h"
#include "indexer/pipeline/manifest.h"
#include "query/proof/basket.h"
#include "query/proof/seal.h"

namespace dossier {
namespace {

using corpus::CheckReport;
using corpus::Corpus;

Status CheckSettings(const Corpus& corpus, CheckReport& report) {
  if (const auto sources = crawler::LoadSources(corpus.directory()); !sources)
    report.damage.push_back({"dossier.toml", sources.error().message});
  return Ok();
}

Status CheckBaskets(const Corpus& corpus, CheckReport& report) {
  DOSSIER_TRY_ASSIGN(const auto damaged, query::DamagedBaskets(corpus.directory()));
  for (const auto& basket : damaged) report.damage.push_back({"baskets/" + basket.name + ".json", basket.what});
  return Ok();
}

Status CheckTags(const Corpus& corpus, CheckReport& report) {
  DOSSIER_TRY_ASSIGN(const std::string damage, corpus::DamageOfTags(corpus.directory()));
  if (!damage.empty()) report.damage.push_back({"tags.json", damage});
  return Ok();
}

// The seal that `seal` keeps in the corpus when no other place is named.
Status CheckOwnSeal(const Corpus& corpus, CheckReport& report) {
  const std::string path = corpus.directory() + "/seal.json";
  std::error_code none;
  if (!std::filesystem::exists(path, none)) return Ok();
  DOSSIER_TRY_ASSIGN(const std::string text, ReadFile(path, uint64_t{64} << 20));
  const auto stored = ParseJson(text, path);
  const auto check = stored ? query::CheckSeal(*stored, corpus) : Fail(stored.error());
  if (!check)
    report.damage.push_back({"seal.json", check.error().message});
  else if (!check->intact)
    report.damage.push_back({"seal.json", check->reason});
  return Ok();
}

}  // namespace

int RunCheck(const Invocation& invocation) {
  return corpus::RunCheck(invocation, {indexer::CheckIndex, CheckSettings, CheckBaskets, CheckTags, CheckOwnSeal});
}

}  // namespace dossier
