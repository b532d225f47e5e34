// What answers a request: the index and the archive of one corpus, opened once and asked many times.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "corpus/corpus.h"
#include "query/answer/engine.h"

namespace dossier::query {

// Belongs to one thread. It sees the corpus as it was opened: Current() makes it see what came since.
class Desk {
 public:
  // A corpus without an index can be asked for what needs none. Errors: kNoCorpus, kVersion, kIo, kCorrupt.
  static Result<std::unique_ptr<Desk>> Open(const std::string& corpus_directory);
  // Opens again when index, decisions about names or archive were changed by somebody else. Costs three stat calls.
  Status Current();

  const std::string& directory() const { return directory_; }
  // Errors: why there is no index.
  Result<const Engine*> Asked() const;
  const Engine* engine() const { return engine_ ? &*engine_ : nullptr; }
  corpus::Corpus& archive() { return *corpus_; }

 private:
  // When the files that answers come from were changed last.
  struct Stamp {
    std::filesystem::file_time_type index{}, names{}, catalogue{};
    bool operator==(const Stamp&) const = default;
  };
  Stamp StampNow() const;
  Status Load();

  std::string directory_;
  Stamp stamp_;
  std::optional<corpus::Corpus> corpus_;
  std::optional<Engine> engine_;
  Error no_engine_;
};

}  // namespace dossier::query
