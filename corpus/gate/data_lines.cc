#include "corpus/gate/data_lines.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "corpus/base/take_until.h"

namespace dossier::corpus {
namespace {

bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsUpperLetter(char c) { return c >= 'A' && c <= 'Z'; }
bool IsFigure(char c) { return c >= '0' && c <= '9'; }
bool IsNamePart(char c) { return IsLower(c) || IsUpperLetter(c) || IsFigure(c) || c == '_' || c == '.' || c == '-'; }

std::string_view Stripped(std::string_view line) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\f'; };
  while (!line.empty() && blank(line.back())) line.remove_suffix(1);
  while (!line.empty() && blank(line.front())) line.remove_prefix(1);
  return line;
}

// The length of the name that a line begins with.
size_t NameLength(std::string_view line) {
  size_t length = 0;
  while (length < line.size() && IsNamePart(line[length])) ++length;
  return length;
}

size_t FiguresAt(std::string_view text) {
  size_t length = 0;
  while (length < text.size() && IsFigure(text[length])) ++length;
  return length;
}

// Whether the text begins like `shape`: 'd' a figure, every other character itself.
bool HasShape(std::string_view text, std::string_view shape) {
  if (text.size() < shape.size()) return false;
  for (size_t i = 0; i < shape.size(); ++i)
    if (shape[i] == 'd' ? !IsFigure(text[i]) : text[i] != shape[i]) return false;
  return true;
}

// A word, number, date or name as sentences have them.
bool IsWordToken(std::string_view token) {
  constexpr std::string_view kBefore = "([\"'*_-#", kAfter = ")].,;:!?\"'*_";
  while (!token.empty() && kBefore.find(token.front()) != std::string_view::npos) token.remove_prefix(1);
  while (!token.empty() && kAfter.find(token.back()) != std::string_view::npos) token.remove_suffix(1);
  if (token.empty()) return true;
  size_t figures = 0, letters = 0;
  for (const char c : token) {
    figures += IsFigure(c);
    letters += IsLower(c) || IsUpperLetter(c) || static_cast<unsigned char>(c) >= 0x80;
    if (std::string_view("=@{}[]<>|\\^~`(;").find(c) != std::string_view::npos) return false;
    if (c == ':' && letters > 0) return false;
  }
  return figures == 0 ? letters > 0 && token.size() <= 200 : token.size() <= 20;
}

struct LineShape {
  bool machine = false, sentence = false;
};

// Entries of logs: a time of the clock first, or a request as servers note it.
bool IsLogLine(std::string_view line) {
  for (const std::string_view sign : {"] \"GET ", "] \"POST ", "] \"HEAD "})
    if (line.find(sign) != std::string_view::npos) return true;
  return HasShape(line, "dddd-dd-ddTdd:dd") || HasShape(line, "dddd-dd-dd dd:dd:dd") || HasShape(line, "[dddd-dd-dd");
}

bool BeginsAsMachine(std::string_view line, bool indented) {
  const size_t name = NameLength(line);
  const std::string_view behind = line.substr(name);
  const std::string_view value = Stripped(behind);
  if (name > 0 && value.starts_with('=') && !value.starts_with("==")) return true;  // key = value
  const bool item = line.starts_with("- ");
  const std::string_view key = item ? line.substr(2) : line;
  const size_t length = NameLength(key);
  if (length > 0 && (IsLower(key[0]) || (indented && !item)) && key.substr(length).starts_with(':') &&
      (key.size() == length + 1 || key[length + 1] == ' '))
    return true;  // key: value, as YAML has it
  if (line.starts_with('[') && line.ends_with(']') && NameLength(line.substr(1)) + 2 == line.size()) return true;
  if (line.size() > 5 && IsUpperLetter(line[0]) && line.substr(2, 4) == "  - ") return true;  // RIS
  constexpr std::array<std::string_view, 9> kBeginnings = {"@@ ", "+++ ", "--- a/", "}", "{", "<%", "; ", "at ", "./"};
  return std::any_of(kBeginnings.begin(), kBeginnings.end(), [&](std::string_view sign) {
    return line.starts_with(sign) && (sign != "at " || line.ends_with(')'));
  });
}

bool HoldsMachineSigns(std::string_view line) {
  for (const std::string_view sign : {"=>", "&&", "||", "</", "::"})
    if (line.find(sign) != std::string_view::npos) return true;
  for (const std::string_view end : {");", "];", "};", "{", "}", "\\"})
    if (line.ends_with(end)) return true;
  return false;
}

// Signs that no sentence has, however long it is.
bool HoldsJson(std::string_view line) {
  for (const std::string_view sign : {"{\"", "\":", "[\""})
    if (line.find(sign) != std::string_view::npos) return true;
  return false;
}

LineShape ShapeOfLine(std::string_view raw) {
  constexpr size_t kSentence = 8, kLongSentence = 12;  // words
  const std::string_view line = Stripped(raw);
  const bool indented = raw.starts_with(' ') || raw.starts_with('\t');
  size_t words = 0, word_bytes = 0, bytes = 0;
  for (std::string_view rest = line; !rest.empty();) {
    const std::string_view token = TakeUntil(rest, ' ');
    if (token.empty()) continue;
    bytes += token.size();
    if (!IsWordToken(token)) continue;
    ++words;
    word_bytes += token.size();
  }
  const bool of_words = word_bytes * 10 >= bytes * 8;
  LineShape shape;
  shape.machine = word_bytes * 2 < bytes || HoldsJson(line) || IsLogLine(line);
  if (!(of_words && words >= kLongSentence))
    shape.machine = shape.machine || BeginsAsMachine(line, indented) || HoldsMachineSigns(line);
  shape.sentence = !shape.machine && words >= kSentence && of_words;
  return shape;
}

// Two columns without a blank behind the separator, in every line.
bool IsTwoColumns(std::string_view text) {
  for (const char separator : {',', ';', '\t', '|'}) {
    size_t records = 0;
    bool all = true;
    for (std::string_view rest = text; !rest.empty() && all && records < 200;) {
      const std::string_view line = Stripped(TakeUntil(rest, '\n'));
      if (line.empty()) continue;
      ++records;
      const size_t at = line.find(separator);
      all = at != std::string_view::npos && line.find(separator, at + 1) == std::string_view::npos && at < 60 &&
            at + 1 < line.size() && line[at + 1] != ' ';
    }
    if (all && records >= 4) return true;
  }
  return false;
}

// Lines that only programs have, whatever the others are.
bool IsPythonLine(std::string_view line) {
  if (line.starts_with("if __name__")) return true;
  if (line.starts_with("from ")) {
    const size_t name = NameLength(line.substr(5));
    return line.substr(5 + name).starts_with(" import ");
  }
  return (line.starts_with("def ") || line.starts_with("class ")) && line.ends_with(':') &&
         line.find('(') != std::string_view::npos;
}

bool IsTiming(std::string_view line) {
  const size_t arrow = line.find(" --> ");
  return arrow != std::string_view::npos && FiguresAt(line) == 2 && FiguresAt(line.substr(arrow + 5)) >= 1;
}

// Braces, which sentences have not.
bool IsBraced(std::string_view text) {
  const auto open = static_cast<size_t>(std::count(text.begin(), text.end(), '{'));
  const auto close = static_cast<size_t>(std::count(text.begin(), text.end(), '}'));
  if (open >= 2 && close >= 1 && (open + close) * 250 > text.size()) return true;
  const std::string_view first = Stripped(text.substr(0, text.find('\n')));
  return open == 1 && close == 1 && first.ends_with('{') &&
         Stripped(text.substr(text.find_last_not_of("\n\r "))) == "}";
}

// A checksum, alone on its line or with the name of a file behind it.
bool IsCheckSum(std::string_view line) {
  size_t length = 0;
  while (length < line.size() && (IsFigure(line[length]) || (line[length] >= 'a' && line[length] <= 'f') ||
                                  (line[length] >= 'A' && line[length] <= 'F')))
    ++length;
  if (length != 32 && length != 40 && length != 64 && length != 96 && length != 128) return false;
  const std::string_view name = Stripped(line.substr(length));
  return name.find(' ') == std::string_view::npos;
}

// "callback({" ... ")": an answer in a call.
bool IsCall(std::string_view text) {
  const size_t name = NameLength(text);
  if (name == 0 || !text.substr(name).starts_with('(')) return false;
  const std::string_view inside = Stripped(text.substr(name + 1, 200));
  if (inside.empty() || (inside[0] != '{' && inside[0] != '[')) return false;
  const size_t last = text.find_last_not_of(" \t\r\n;");
  return last != std::string_view::npos && text[last] == ')';
}

// "com,example)/path 20180804164900 ...".
bool IsCdxLine(std::string_view line) {
  const size_t blank = line.find(' ');
  if (blank == std::string_view::npos || line.substr(0, blank).find(')') == std::string_view::npos) return false;
  return FiguresAt(line.substr(blank + 1)) >= 8;
}

bool IsHttpMessage(std::string_view first) {
  if (first.starts_with("HTTP/1.") || first.starts_with("HTTP/2 "))
    return HasShape(first.substr(first.find(' ')), " ddd");
  return first.ends_with(" HTTP/1.1") || first.ends_with(" HTTP/1.0");
}

}  // namespace

std::string_view FormOfMachineBeginning(std::string_view text) {
  for (const std::string_view guard :
       {")]}'", "for(;;);", "for (;;);", "while(1);", "while(true);", "/**/", "throw 1;"})
    if (text.starts_with(guard)) return guard == "/**/" ? "script" : "json";
  if (IsCall(text)) return "json";
  if (text.starts_with("data:") && text.substr(0, 200).find(";base64,") != std::string_view::npos) return "base64";
  if (text.starts_with("diff --git ") || text.starts_with("Index: ") || text.starts_with("--- a/")) return "script";
  if (text.starts_with("CACHE MANIFEST")) return "data";
  const std::string_view first = Stripped(text.substr(0, text.find('\n')));
  if (IsCheckSum(first)) return "key";
  if (first.starts_with("CDX ") && first.size() < 80 && first.substr(4, 2).ends_with(' ')) return "data";
  if (IsCdxLine(first) || IsHttpMessage(first)) return "data";
  // "[1, 2": a list of numbers is JSON, "[1] A note" is a note.
  if (text.starts_with('[')) {
    const std::string_view number = text.substr(std::min(text.find_first_not_of(" \t\r\n", 1), text.size()));
    const size_t figures = FiguresAt(number);
    if (figures > 0 && number.substr(figures).starts_with(',')) return "json";
  }
  return {};
}

std::string_view FormOfLines(std::string_view text) {
  constexpr size_t kProseBytes = 300;  // of sentences: then it is a text, whatever stands between
  size_t lines = 0, machine_lines = 0, bytes = 0, machine_bytes = 0, sentence_bytes = 0, timings = 0, python = 0;
  for (std::string_view rest = text; !rest.empty();) {
    const std::string_view raw = TakeUntil(rest, '\n');
    const std::string_view line = Stripped(raw);
    if (line.empty()) continue;
    const LineShape shape = ShapeOfLine(raw);
    ++lines;
    bytes += line.size();
    machine_lines += shape.machine;
    machine_bytes += shape.machine ? line.size() : 0;
    sentence_bytes += shape.sentence ? line.size() : 0;
    timings += IsTiming(line);
    python += IsPythonLine(line);
  }
  if (timings >= 2 && timings * 5 >= lines) return "media";
  if (IsTwoColumns(text)) return "csv";
  if (sentence_bytes >= kProseBytes) return {};
  if (python >= 2 || IsBraced(text)) return "script";
  return machine_lines * 10 >= lines * 6 && machine_bytes * 10 >= bytes * 6 ? "data" : "";
}

}  // namespace dossier::corpus
