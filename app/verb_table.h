// The table of verbs (main.cc): what help, man pages and completion are made of.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "corpus/base/cli/command.h"
#include "corpus/base/cli/description.h"

namespace dossier {

struct Verb {
  const char* name;  // one word, or two for the parts of inspect
  int (*run)(const Invocation&);
  const char* group;  // heading in the help
  const char* summary;
  bool paged = false;  // its answer may be long and is read
};

std::span<const Verb> Verbs();

// Two lines of examples, "  dossier evidence ZTE --agency fbi\n"; "" for a verb that nothing is told of (a test finds
// it).
std::string ExamplesOf(std::string_view verb);

}  // namespace dossier
