// What a verb tells of itself: man pages and completion are made of the same declarations as the parser.
//
//   VerbDescription description;
//   DescribeInto(&description);   // the next ParseArguments fills it, and the verb stops with exit 0
//   verb.run(invocation);
//   DescribeInto(nullptr);
//
// Of the whole process and not thread safe: a program reads one command line.
#pragma once

#include <string>
#include <vector>

namespace dossier {

struct OptionDescription {
  std::string names;                 // "--limit", "--quiet,-q", or the name of a positional argument
  std::string value;                 // "INT", "TEXT", "DIR"; "" for a flag
  std::string text;                  // what it does
  std::vector<std::string> choices;  // the values that it takes, when they are few
  bool positional = false, required = false, global = false;
};

struct VerbDescription {
  std::string text;
  std::vector<OptionDescription> options;
};

void DescribeInto(VerbDescription* description);
// Lines that the help of the verb shows below its options.
void SetExamples(std::string examples);

}  // namespace dossier
