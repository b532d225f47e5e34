// For verbs that write a file of the corpus directory without opening its catalogue.
#pragma once

#include <string>

#include "corpus/base/result.h"

namespace dossier::corpus {

// Errors: kVersion when a newer program wrote the corpus: it may keep in such a file what this one would lose. A
// directory without a catalogue is fine.
Status RefuseNewerCorpus(const std::string& corpus_directory);

}  // namespace dossier::corpus
