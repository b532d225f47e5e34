#include "app/manual.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "corpus/base/cli/command_line.h"
#include "corpus/base/file.h"
#include "corpus/base/suggest.h"
#include "indexer/index/schema.h"
#include "query/question/own_fields.h"

namespace dossier {
namespace {

// Text of a man page: nothing in it is a request, and a hyphen is a minus, as it is typed.
std::string Roff(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else if (c == '\'' && (out.empty() || out.back() == '\n'))
      out += "\\(aq";
    else if (c == '.' && (out.empty() || out.back() == '\n'))
      out += "\\&.";
    else
      out += c;
  }
  return out;
}

std::string Dashed(std::string_view verb) {
  std::string name(verb);
  std::replace(name.begin(), name.end(), ' ', '-');
  return name;
}

std::string Heading(const std::string& name, int section) {
  std::string upper = name;
  for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return ".TH " + Roff(upper) + " " + std::to_string(section) + " \"\" \"dossier " DOSSIER_VERSION "\" \"dossier\"\n";
}

std::string Replaced(std::string text, std::string_view from, std::string_view to) {
  for (size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

std::string OptionsOf(const VerbDescription& description, bool global) {
  std::string out;
  for (const OptionDescription& option : description.options) {
    if (option.global != global || option.positional) continue;
    out += ".TP\n\\fB" + Replaced(Roff(option.names), ",", "\\fR, \\fB") + "\\fR";
    if (!option.value.empty()) out += " \\fI" + Roff(option.value) + "\\fR";
    out += "\n" + Roff(option.text) + "\n";
    if (!option.choices.empty()) {
      std::string list;
      for (const std::string& choice : option.choices) list += (list.empty() ? "" : ", ") + choice;
      out += "One of: " + Roff(list) + ".\n";
    }
  }
  return out;
}

constexpr std::string_view kExitCodes =
    ".SH EXIT STATUS\n0 done, 1 nothing found or verification failed, 2 usage, 3 corpus missing or locked,\n"
    "4 other version, 5 partly done, 6 network, 70 internal, 130 interrupted.\n";

// The words of a shell's list: none of ours holds a quotation mark.
std::string Quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::vector<std::string> LongNames(const OptionDescription& option) {
  std::vector<std::string> names;
  for (size_t begin = 0; begin < option.names.size();) {
    const size_t end = std::min(option.names.find(',', begin), option.names.size());
    names.push_back(option.names.substr(begin, end - begin));
    begin = end + 1;
  }
  return names;
}

std::vector<std::string> FirstWords() {
  std::set<std::string> words = {"help"};
  for (const Verb& verb : Verbs())
    words.insert(std::string(verb.name).substr(0, std::string_view(verb.name).find(' ')));
  return {words.begin(), words.end()};
}

std::string Joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

std::string Bash() {
  std::string out =
      "# bash completion of dossier, made by `dossier completion bash`\n_dossier() {\n"
      "  local word=${COMP_WORDS[COMP_CWORD]} last=${COMP_WORDS[COMP_CWORD-1]} verb= i\n"
      "  for ((i = 1; i < COMP_CWORD; i++)); do\n    case ${COMP_WORDS[i]} in\n"
      "      -C|--corpus|--format|--color) ((i++)) ;;\n      -*) ;;\n"
      "      *) verb=\"${verb:+$verb }${COMP_WORDS[i]}\" ;;\n    esac\n  done\n"
      "  case $last in\n    -C|--corpus) COMPREPLY=($(compgen -d -- \"$word\")); return ;;\n  esac\n  case $verb in\n";
  std::string values = "  case $verb:$last in\n";
  for (const Verb& verb : Verbs()) {
    std::vector<std::string> names;
    for (const OptionDescription& option : DescriptionOf(verb).options) {
      if (option.positional) continue;
      for (const std::string& name : LongNames(option)) {
        names.push_back(name);
        if (!option.choices.empty())
          values += "    " + Quoted(verb.name) + "*:" + name + ") COMPREPLY=($(compgen -W " +
                    Quoted(Joined(option.choices)) + " -- \"$word\")); return ;;\n";
      }
    }
    out += "    " + Quoted(verb.name) + "|" + Quoted(std::string(verb.name) + " ") +
           "*) words=" + Quoted(Joined(names)) + " ;;\n";
  }
  std::string families;  // first words that are no verb by themselves
  for (const std::string& first : FirstWords()) {
    std::vector<std::string> second;
    for (const Verb& verb : Verbs())
      if (std::string_view(verb.name).starts_with(first + " "))
        second.push_back(std::string(verb.name).substr(first.size() + 1));
    if (!second.empty() &&
        std::none_of(Verbs().begin(), Verbs().end(), [&](const Verb& v) { return first == v.name; })) {
      out += "    " + first + ") words=" + Quoted(Joined(second)) + " ;;\n";
      families += first + " ";
    }
  }
  out += "    '') words=" + Quoted(Joined(FirstWords()) + " -C --format --quiet --color --no-pager --help --version") +
         " ;;\n  esac\n";
  return Replaced(out, "local word", "local words= word") + values + "  esac\n  if [[ $word == -* || -z $verb || \" " +
         families +
         "\" == *\" $verb \"* ]]; then\n"
         "    COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n  else\n"
         "    COMPREPLY=($(compgen -f -- \"$word\"))\n  fi\n}\ncomplete -o filenames -F _dossier dossier\n";
}

std::string Zsh() {
  std::string out =
      "#compdef dossier\n# zsh completion of dossier, made by `dossier completion zsh`\n_dossier() {\n  local -a verbs "
      "options\n  verbs=(\n";
  std::set<std::string> seen;
  for (const Verb& verb : Verbs()) {
    const std::string first = std::string(verb.name).substr(0, std::string_view(verb.name).find(' '));
    if (seen.insert(first).second) out += "    " + Quoted(first + ":" + Replaced(verb.summary, ":", "\\:")) + "\n";
  }
  out +=
      "  )\n  if (( CURRENT == 2 )); then\n    _describe 'verb' verbs\n    return\n  fi\n  case \"$words[2] "
      "$words[3]\" in\n";
  for (const bool two : {true, false})
    for (const Verb& verb : Verbs()) {
      const std::string_view name = verb.name;
      if ((name.find(' ') != std::string_view::npos) != two) continue;
      out += "    " + Quoted(name) + (two ? "" : "' '*") + ") options=(";
      for (const OptionDescription& option : DescriptionOf(verb).options) {
        if (option.positional) continue;
        for (const std::string& one : LongNames(option))
          out += " " + Quoted(one + ":" + Replaced(Replaced(option.text, "\n", " "), ":", "\\:"));
      }
      out += ") ;;\n";
    }
  return out +
         "  esac\n  if [[ $words[CURRENT] == -* ]]; then\n    _describe 'option' options\n  else\n    _files\n  fi\n}\n"
         "_dossier \"$@\"\n";
}

std::string Fish() {
  std::string out = "# fish completion of dossier, made by `dossier completion fish`\n";
  std::set<std::string> seen;
  for (const Verb& verb : Verbs()) {
    const std::string name = verb.name, first = name.substr(0, name.find(' '));
    if (seen.insert(first).second)
      out += "complete -c dossier -n __fish_use_subcommand -a " + first + " -d " + Quoted(verb.summary) + "\n";
    std::string condition = "__fish_seen_subcommand_from " + first;
    if (name != first) condition += "; and __fish_seen_subcommand_from " + name.substr(first.size() + 1);
    for (const OptionDescription& option : DescriptionOf(verb).options) {
      if (option.positional) continue;
      out += "complete -c dossier -n " + Quoted(condition);
      for (const std::string& one : LongNames(option))
        out += one.starts_with("--") ? " -l " + one.substr(2) : " -s " + one.substr(1);
      if (!option.value.empty()) out += " -r";
      if (!option.choices.empty()) out += " -f -a " + Quoted(Joined(option.choices));
      out += " -d " + Quoted(Replaced(option.text, "\n", " ")) + "\n";
    }
  }
  return out;
}

Status WriteManuals(const std::string& directory) {
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  if (error) return Fail(ErrorCode::kIo, directory + ": " + error.message());
  DOSSIER_CHECK(WriteFileAtomically(directory + "/dossier.1", ManualOfProgram()));
  DOSSIER_CHECK(WriteFileAtomically(directory + "/dossier-query.7", ManualOfQueries()));
  for (const Verb& verb : Verbs())
    DOSSIER_CHECK(WriteFileAtomically(directory + "/dossier-" + Dashed(verb.name) + ".1", ManualOfVerb(verb)));
  return Ok();
}

}  // namespace

VerbDescription DescriptionOf(const Verb& verb) {
  VerbDescription description;
  Invocation invocation;
  invocation.verb = verb.name;
  DescribeInto(&description);
  verb.run(invocation);
  DescribeInto(nullptr);
  return description;
}

std::string ManualOfVerb(const Verb& verb) {
  const VerbDescription description = DescriptionOf(verb);
  const std::string name = "dossier-" + Dashed(verb.name);
  std::string out = Heading(name, 1) + ".SH NAME\n" + Roff(name) + " \\- " + Roff(verb.summary) +
                    "\n.SH SYNOPSIS\n\\fBdossier " + Roff(verb.name) + "\\fR [\\fIoptions\\fR]";
  for (const OptionDescription& option : description.options)
    if (option.positional)
      out += (option.required ? " \\fI" : " [\\fI") + Roff(option.names) + (option.required ? "\\fR" : "\\fR]...");
  out += "\n.SH DESCRIPTION\n" + Roff(description.text) + "\n";
  for (const OptionDescription& option : description.options)
    if (option.positional) out += ".TP\n\\fI" + Roff(option.names) + "\\fR\n" + Roff(option.text) + "\n";
  out += ".SH OPTIONS\n" + OptionsOf(description, false) + ".SS Global options\n" + OptionsOf(description, true);
  out += ".SH EXAMPLES\n.nf\n" + Roff(ExamplesOf(verb.name)) + ".fi\n" + std::string(kExitCodes);
  return out + ".SH SEE ALSO\n\\fBdossier\\fR(1), \\fBdossier\\-query\\fR(7)\n";
}

std::string ManualOfProgram() {
  std::string out =
      Heading("dossier", 1) +
      ".SH NAME\ndossier \\- who said or did what about a vendor, when, in which words, and where to check it\n"
      ".SH SYNOPSIS\n\\fBdossier\\fR [\\fB\\-C\\fR \\fIDIR\\fR] \\fIverb\\fR [\\fIoptions\\fR]\n.SH DESCRIPTION\n"
      "Keeps fetched news articles and advisories as evidence, indexes them and answers, for each vendor, with\n"
      "verbatim quotations that can be derived again from the stored bytes.\n.SH VERBS\n";
  std::string group;
  for (const Verb& verb : Verbs()) {
    if (group != verb.group) out += ".SS " + Roff(group = verb.group) + "\n";
    out += ".TP\n\\fBdossier\\-" + Roff(Dashed(verb.name)) + "\\fR(1)\n" + Roff(verb.summary) + "\n";
  }
  return out +
         ".SH ENVIRONMENT\n.TP\nDOSSIER_CORPUS\nthe corpus when \\-C is not given; else ./dossier.corpus\n.TP\n"
         "NO_COLOR\nno colours\n.TP\nDOSSIER_PAGER, PAGER\nwhat long answers are read in; less by default\n" +
         std::string(kExitCodes) + ".SH SEE ALSO\n\\fBdossier\\-query\\fR(7)\n";
}

std::string ManualOfQueries() {
  std::string out =
      Heading("dossier-query", 7) +
      ".SH NAME\ndossier\\-query \\- the query language of dossier\n.SH DESCRIPTION\n"
      "A query is words, \"phrases\", and fields with values; all of them must hold. A comma separates "
      "alternatives,\na minus before a part excludes it, OR stands between two parts of which one must hold, "
      "and\nNEAR/5 between two words that stand within five words.\n.SH FIELDS\n";
  for (const indexer::Field& field : indexer::kFields)
    out += ".TP\n\\fB" + Roff(field.name) + "\\fR:\n" + Roff(field.description) + ". Example: " + Roff(field.example) +
           "\n";
  for (const query::OwnField& own : query::kOwnFields)
    out += ".TP\n\\fB" + Roff(own.name) + "\\fR:\n" + Roff(own.description) + ". Example: " + Roff(own.example) + "\n";
  return out + ".SH SEE ALSO\n\\fBdossier\\-evidence\\fR(1), \\fBdossier\\-explain\\fR(1)\n";
}

std::string CompletionFor(std::string_view shell) {
  return shell == "bash" ? Bash() : shell == "zsh" ? Zsh() : shell == "fish" ? Fish() : "";
}

int RunCompletion(const Invocation& given) {
  Invocation invocation = given;
  std::string shell;
  CommandLine line("The completion of dossier for a shell, made from the options of every verb.", "dossier completion");
  line.Add("shell", shell, "bash, zsh or fish").OneOf({"bash", "zsh", "fish"}).Required();
  if (auto code = ParseArguments(line, invocation)) return *code;
  Print(CompletionFor(shell));
  return kExitOk;
}

int RunManual(const Invocation& given) {
  Invocation invocation = given;
  std::vector<std::string> words;
  std::string all;
  CommandLine line("The man page of a verb, of the program, or of the query language, as man(7) source.",
                   "dossier manual");
  line.Add("verb", words, "a verb, or query; none: the program");
  line.Add("--all", all, "write every page into this folder");
  if (auto code = ParseArguments(line, invocation)) return *code;
  if (!all.empty()) {
    if (auto written = WriteManuals(all); !written) return Report(written.error());
    return kExitOk;
  }
  const std::string name = Joined(words);
  if (name.empty() || name == "query") {
    Print(name.empty() ? ManualOfProgram() : ManualOfQueries());
    return kExitOk;
  }
  for (const Verb& verb : Verbs())
    if (name == verb.name || name == Dashed(verb.name)) {
      Print(ManualOfVerb(verb));
      return kExitOk;
    }
  std::vector<std::string> names;
  for (const Verb& verb : Verbs()) names.emplace_back(verb.name);
  return Report(UnknownName("verb", name, names, "dossier --help lists the verbs"));
}

}  // namespace dossier
