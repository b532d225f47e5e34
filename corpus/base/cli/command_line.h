// The options of one verb: declared once, they give the parser and its help. A thin front to CLI11, which only
// command_line.cc includes (its header costs seconds in every file that does).
//
//   CommandLine line("What the verb does.", "dossier evidence");
//   line.Add("vendor", words, "who").Required();
//   line.Add("--limit", limit, "rows (default 50)").Range(1, 10000);
//   line.Flag("--verify,-v", verify, "derive each quotation again");
//   if (auto code = ParseArguments(line, invocation)) return *code;
//
// Targets must outlive the parse. Not thread safe.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace dossier {

class CommandLine {
 public:
  // One declared option; its functions return it, to be chained.
  class Option {
   public:
    Option& Required();
    Option& Range(int64_t least, int64_t most);
    Option& NotNegative();
    Option& Positive();
    Option& OneOf(std::vector<std::string> words);
    Option& OneEach();           // of a list: one value each time the option is given
    Option& SplitAt(char mark);  // of a list: "a,b" gives two values
    Option& ShowDefault();       // the help shows the target's value as it was when declared

   private:
    friend class CommandLine;
    explicit Option(void* option) : option_(option) {}
    void* option_;  // CLI::Option, owned by the command line
  };

  // `name`: as the help shows it; "dossier" and the verb when empty.
  explicit CommandLine(std::string description, std::string name = {});
  ~CommandLine();
  CommandLine(const CommandLine&) = delete;
  CommandLine& operator=(const CommandLine&) = delete;

  // `names`: "--limit", "--jobs,-j", or without dashes for an argument that is told by its place.
  Option Add(const std::string& names, std::string& target, const std::string& description);
  Option Add(const std::string& names, std::vector<std::string>& target, const std::string& description);
  Option Add(const std::string& names, int& target, const std::string& description);
  Option Add(const std::string& names, unsigned& target, const std::string& description);
  Option Add(const std::string& names, int64_t& target, const std::string& description);
  Option Add(const std::string& names, uint64_t& target, const std::string& description);
  Option Add(const std::string& names, double& target, const std::string& description);
  Option Add(const std::string& names, std::optional<int>& target, const std::string& description);
  Option Add(const std::string& names, std::optional<int64_t>& target, const std::string& description);
  Option Add(const std::string& names, std::optional<double>& target, const std::string& description);
  Option Flag(const std::string& names, bool& target, const std::string& description);
  // After the parse: whether the option was given.
  bool Given(const std::string& name) const;
  // Text below the help.
  void Footer(const std::string& text);

  struct Parser;
  Parser& parser() { return *parser_; }

 private:
  std::unique_ptr<Parser> parser_;
};

}  // namespace dossier
