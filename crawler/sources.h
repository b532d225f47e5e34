// The sources that a corpus is set to crawl: dossier.toml in the corpus directory, written by hand or by `source add`;
// and the bundled catalogue to choose from.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/result.h"
#include "crawler/crawler.h"

namespace dossier::crawler {

// What dossier.toml sets for every crawl, where the command line says nothing.
struct CrawlSettings {
  std::optional<std::string> user_agent;
  std::optional<double> delay;
  std::optional<int> parallel;
};

struct SourceFile {
  std::vector<SourceConfig> sources;
  CrawlSettings settings;
};

// <corpus>/dossier.toml; no file is an empty list. Errors: kParse with the line and what was expected.
Result<SourceFile> LoadSources(const std::string& corpus_directory);

// Appends a [[source]] block, leaving what was written by hand as it is. Errors: kUsage when the id is taken or bad.
Status AddSource(const std::string& corpus_directory, const SourceConfig& source);
// Takes the block out; its captures and its known URLs stay. Errors: kNotFound.
Status RemoveSource(const std::string& corpus_directory, const std::string& id);

// The [[source]] block as AddSource writes it.
std::string SourceAsToml(const SourceConfig& source);

struct CatalogueEntry {
  std::string id, kind, publisher, language, country, type, address;
  bool tried = false;  // whether the address was ever fetched where the catalogue was made
};
const std::vector<CatalogueEntry>& Catalogue();
// A catalogue entry as a source. Errors: kNotFound.
Result<SourceConfig> CatalogueSource(std::string_view id);

std::string_view ScopeName(Scope scope);
Result<Scope> ParseScope(std::string_view name);

}  // namespace dossier::crawler
