#include "corpus/base/cli/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cctype>
#include <utility>

#include "corpus/base/cli/command.h"
#include "corpus/base/cli/description.h"
#include "corpus/base/cli/table.h"
#include "corpus/base/suggest.h"
#include "corpus/base/utf8.h"

namespace dossier {

struct CommandLine::Parser {
  CLI::App app;
};

namespace {

CLI::Option* Of(void* option) { return static_cast<CLI::Option*>(option); }

VerbDescription* described = nullptr;
std::string examples_of_verb;

// The words of a check as CLI11 tells it behind the type: "TEXT:{rank,date,newest}".
std::vector<std::string> ChoicesOf(const std::string& type) {
  std::vector<std::string> choices;
  const size_t open = type.find('{'), close = type.find('}', open);
  if (open == std::string::npos || close == std::string::npos) return choices;
  for (size_t begin = open + 1; begin < close;) {
    const size_t end = std::min(type.find(',', begin), close);
    choices.push_back(type.substr(begin, end - begin));
    begin = end + 1;
  }
  return choices;
}

void Describe(const CLI::App& app, VerbDescription& into) {
  into.text = app.get_description();
  for (const CLI::Option* option : app.get_options()) {
    OptionDescription one;
    one.positional = option->get_lnames().empty() && option->get_snames().empty();
    one.names = option->get_name(one.positional, !one.positional);
    const std::string type = option->get_type_name();
    one.choices = ChoicesOf(type);
    if (option->get_expected_max() > 0) one.value = type.substr(0, type.find_first_of(":{ "));
    one.text = option->get_description();
    one.required = option->get_required();
    one.global = option->get_group() == "Global options" || one.names.find("--help") != std::string::npos;
    into.options.push_back(std::move(one));
  }
}

void AddGlobalOptions(CLI::App& app, Invocation& invocation) {
  app.add_option("-C,--corpus", invocation.corpus_dir, "corpus directory")->group("Global options")->type_name("DIR");
  app.add_option("--format", invocation.format, "output format")->group("Global options")->type_name("NAME");
  app.add_option("--color", invocation.color, "auto, always or never")
      ->group("Global options")
      ->type_name("WHEN")
      ->check(CLI::IsMember({"auto", "always", "never"}));
  app.add_flag("--quiet,-q", invocation.quiet, "no progress and no notes; errors stay")->group("Global options");
  app.add_flag("--no-pager", invocation.no_pager, "long answers go straight to the terminal")->group("Global options");
}

}  // namespace

CommandLine::CommandLine(std::string description, std::string name)
    : parser_(new Parser{CLI::App(std::move(description), std::move(name))}) {}
CommandLine::~CommandLine() = default;

CommandLine::Option CommandLine::Add(const std::string& names, std::string& target, const std::string& description) {
  return Option(parser_->app.add_option(names, target, description));
}
CommandLine::Option CommandLine::Add(const std::string& names, std::vector<std::string>& target,
                                     const std::string& description) {
  return Option(parser_->app.add_option(names, target, description));
}
CommandLine::Option CommandLine::Add(const std::string& names, int& target, const std::string& description) {
  return Option(parser_->app.add_option(names, target, description));
}
CommandLine::Option CommandLine::Add(const std::string& names, unsigned& target, const std::string& description) {
  return Option(parser_->app.add_option(names, target, description));
}
CommandLine::Option CommandLine::Add(const std::string& names, int64_t& target, const std::string& description) {
  return Option(parser_->app.add_option(names, target, description));
}
CommandLine::Option CommandLine::Add(const std::string& names, uint64_t& target, const std::string& description) {
  return Option(parser_->app.add_option(names, target, description));
}
CommandLine::Option CommandLine::Add(const std::string& names, double& target, const std::string& description) {
  return Option(parser_->app.add_option(names, target, description));
}
CommandLine::Option CommandLine::Add(const std::string& names, std::optional<int>& target,
                                     const std::string& description) {
  return Option(parser_->app.add_option(names, target, description));
}
CommandLine::Option CommandLine::Add(const std::string& names, std::optional<int64_t>& target,
                                     const std::string& description) {
  return Option(parser_->app.add_option(names, target, description));
}
CommandLine::Option CommandLine::Add(const std::string& names, std::optional<double>& target,
                                     const std::string& description) {
  return Option(parser_->app.add_option(names, target, description));
}
CommandLine::Option CommandLine::Flag(const std::string& names, bool& target, const std::string& description) {
  return Option(parser_->app.add_flag(names, target, description));
}
bool CommandLine::Given(const std::string& name) const { return parser_->app.count(name) > 0; }
void CommandLine::Footer(const std::string& text) { parser_->app.footer(text); }

CommandLine::Option& CommandLine::Option::Required() {
  Of(option_)->required();
  return *this;
}
CommandLine::Option& CommandLine::Option::Range(int64_t least, int64_t most) {
  Of(option_)->check(CLI::Range(least, most));
  return *this;
}
CommandLine::Option& CommandLine::Option::NotNegative() {
  Of(option_)->check(CLI::NonNegativeNumber);
  return *this;
}
CommandLine::Option& CommandLine::Option::Positive() {
  Of(option_)->check(CLI::PositiveNumber);
  return *this;
}
CommandLine::Option& CommandLine::Option::OneOf(std::vector<std::string> words) {
  Of(option_)->check(CLI::IsMember(std::move(words)));
  return *this;
}
CommandLine::Option& CommandLine::Option::OneEach() {
  Of(option_)->allow_extra_args(false);
  return *this;
}
CommandLine::Option& CommandLine::Option::SplitAt(char mark) {
  Of(option_)->delimiter(mark);
  return *this;
}
CommandLine::Option& CommandLine::Option::ShowDefault() {
  Of(option_)->capture_default_str();
  return *this;
}

namespace {

// "-word" and "-field:value" take something away from a question. Where a command takes any number of words they are
// words and no options: they go behind "--".
std::vector<std::string> MinusWordsLast(const CLI::App& app, const std::vector<std::string>& arguments) {
  const auto all = app.get_options();
  const bool takes_words = std::any_of(all.begin(), all.end(), [](const CLI::Option* option) {
    return option->get_positional() && option->get_expected_max() > 1;
  });
  const auto takes_value = [&](char letter) {  // "-Cdir"
    const CLI::Option* option = app.get_option_no_throw(std::string("-") + letter);
    return option && option->get_expected_max() > 0;
  };
  std::vector<std::string> kept, words;
  for (const std::string& argument : arguments) {
    if (!takes_words || argument == "--") return arguments;
    const bool minus = argument.size() > 2 && argument[0] == '-' && argument[1] != '-' &&
                       !std::isdigit(static_cast<unsigned char>(argument[1]));
    (minus && !takes_value(argument[1]) ? words : kept).push_back(argument);
  }
  if (words.empty()) return arguments;
  kept.push_back("--");
  kept.insert(kept.end(), words.begin(), words.end());
  return kept;
}

}  // namespace

namespace {

constexpr size_t kOptionColumn = 34;

// The help with lines no wider than the terminal: what an option means goes on below itself, other text below its line.
std::string Folded(const std::string& help, size_t width) {
  std::string out;
  for (size_t begin = 0; begin < help.size();) {
    const size_t end = std::min(help.find('\n', begin), help.size());
    const std::string line = help.substr(begin, end - begin);
    begin = end + 1;
    const bool example = line.starts_with("  dossier ");
    if (DisplayWidth(line) <= width || example) {
      out += line + "\n";
      continue;
    }
    const size_t text = line.find_first_not_of(' ');
    const bool option = line.size() > kOptionColumn && text != std::string::npos && text >= 2 &&
                        line.find("  ", text) < kOptionColumn && line[kOptionColumn - 1] == ' ';
    size_t left = option || text == kOptionColumn ? kOptionColumn : text;
    const std::string head = line.substr(0, left);
    if (left + 20 > width) left = 2;
    std::string before = head;
    for (const std::string& part : WrapText(line.substr(head.size()), width > left ? width - left : width)) {
      out += before + part + "\n";
      before.assign(left, ' ');
    }
  }
  return out;
}

// What the verb did not expect: an option that is misspelt, with the nearest, or one word too many.
Error UnexpectedOf(const CLI::App& app, const std::string& verb, const std::string& otherwise) {
  const std::string help = "dossier " + verb + " --help";
  for (const std::string& extra : app.remaining()) {
    if (!extra.starts_with("--")) continue;
    std::vector<std::string> known;
    for (const CLI::Option* option : app.get_options())
      for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
    Error error = UnknownName("option", extra.substr(0, extra.find('=')), known, help);
    error.message = "dossier " + verb + ": " + error.message;
    return error;
  }
  return {ErrorCode::kUsage, "dossier " + verb + ": " + otherwise, help};
}

}  // namespace

void DescribeInto(VerbDescription* description) { described = description; }
void SetExamples(std::string examples) { examples_of_verb = std::move(examples); }

std::optional<int> ParseArguments(CommandLine& line, Invocation& invocation) {
  CLI::App& app = line.parser().app;
  if (app.get_name().empty()) app.name("dossier " + invocation.verb);
  AddGlobalOptions(app, invocation);
  app.get_formatter()->column_width(kOptionColumn);
  if (!examples_of_verb.empty()) {
    const std::string below = app.get_footer();
    app.footer((below.empty() ? "" : below + "\n\n") + "Examples:\n" + examples_of_verb);
  }
  if (described != nullptr) {
    Describe(app, *described);
    return kExitOk;
  }
  std::vector<std::string> reversed = MinusWordsLast(app, invocation.arguments);
  std::reverse(reversed.begin(), reversed.end());  // as CLI11 wants them
  try {
    app.parse(reversed);
  } catch (const CLI::CallForHelp&) {
    Print(Folded(app.help(), TerminalWidth()));
    return kExitOk;
  } catch (const CLI::ExtrasError& error) {
    return Report(UnexpectedOf(app, invocation.verb, error.what()));
  } catch (const CLI::ParseError& error) {
    return Report({ErrorCode::kUsage, "dossier " + invocation.verb + ": " + error.what(),
                   "dossier " + invocation.verb + " --help"});
  }
  return std::nullopt;
}

}  // namespace dossier
