// The one query language: field:value,value "phrase" a NEAR/n b -word, words, OR.
#include <algorithm>
#include <charconv>

#include "corpus/base/case_folding.h"
#include "corpus/base/suggest.h"
#include "corpus/base/utf8.h"
#include "query/question/own_fields.h"
#include "query/question/question.h"

namespace dossier::query {
namespace {

using indexer::Field;
using indexer::FieldId;

struct Lexer {
  std::string_view text;
  size_t position = 0;

  void SkipBlanks() {
    while (position < text.size() && (text[position] == ' ' || text[position] == '\t' || text[position] == '\n'))
      ++position;
  }
  bool AtEnd() const { return position >= text.size(); }
  char Peek() const { return AtEnd() ? '\0' : text[position]; }
};

// Typographic quotes open and close phrases too: queries are pasted from documents.
size_t QuoteLength(std::string_view text, size_t position) {
  if (position >= text.size()) return 0;
  if (text[position] == '"') return 1;
  const std::string_view rest = text.substr(position);
  if (rest.starts_with("\xE2\x80\x9C") || rest.starts_with("\xE2\x80\x9D") || rest.starts_with("\xE2\x80\x9E"))
    return 3;
  return 0;
}

Result<std::string> ReadQuoted(Lexer& lexer) {
  const size_t start = lexer.position;
  lexer.position += QuoteLength(lexer.text, lexer.position);
  const size_t begin = lexer.position;
  while (!lexer.AtEnd()) {
    if (const size_t length = QuoteLength(lexer.text, lexer.position)) {
      std::string value(lexer.text.substr(begin, lexer.position - begin));
      lexer.position += length;
      return value;
    }
    ++lexer.position;
  }
  return Fail(ErrorCode::kUsage,
              "the quotation that starts at character " + std::to_string(start + 1) + " does not end",
              "close it with \"");
}

std::string ReadWord(Lexer& lexer, std::string_view stop) {
  const size_t begin = lexer.position;
  while (!lexer.AtEnd() && stop.find(lexer.Peek()) == std::string_view::npos &&
         !QuoteLength(lexer.text, lexer.position))
    ++lexer.position;
  return std::string(lexer.text.substr(begin, lexer.position - begin));
}

// A field name before a colon, when that is what follows; else leaves the lexer alone.
std::string TryFieldName(Lexer& lexer) {
  size_t end = lexer.position;
  auto name_char = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_'; };
  while (end < lexer.text.size() && name_char(lexer.text[end])) ++end;
  if (end == lexer.position || end >= lexer.text.size() || lexer.text[end] != ':') return "";
  // "https://..." is a word of the text, not a field.
  if (lexer.text.substr(end).starts_with("://")) return "";
  std::string name(lexer.text.substr(lexer.position, end - lexer.position));
  lexer.position = end + 1;
  return FoldCase(name);
}

// "since:2018" as what it means here, with the value that was written.
Error UnknownField(const std::string& name, const std::string& value) {
  Error error{ErrorCode::kUsage, "unknown field '" + name + "'", ""};
  const std::string given = value.empty() ? "2018" : value;
  if (name == "since" || name == "after" || name == "from")
    error.hint = "did you mean published:" + given + "..? (as an option: --since " + given + ")";
  else if (name == "until" || name == "before" || name == "to")
    error.hint = "did you mean published:.." + given + "? (as an option: --until " + given + ")";
  else if (name == "date" || name == "year" || name == "day")
    error.hint = "did you mean published:" + given + ", or event:" + given + " for a date that the sentence states?";
  if (!error.hint.empty()) return error;
  std::vector<std::string> known = indexer::FieldNames();
  for (const OwnField& own : kOwnFields) known.emplace_back(own.name);
  return UnknownName("field", name, known, "dossier fields lists them; put quotes around words that hold a colon");
}

Result<QueryPart> ReadField(Lexer& lexer, const std::string& name, size_t start) {
  // "by:fbi" and "names:fbi" ask for an agency in one of its roles.
  const bool role = name == "by" || name == "names", tag = name == "tag";
  const Field* field = role ? &indexer::FieldOf(FieldId::kAgency) : indexer::FindField(name);
  if (!field && !tag) return Fail(UnknownField(name, ReadWord(lexer, " \t\n,")));
  QueryPart part;
  part.kind = tag ? QueryPart::Kind::kTag : QueryPart::Kind::kField;
  if (field) part.field = field->id;
  part.position = start;
  do {
    if (lexer.Peek() == ',') ++lexer.position;
    std::string value;
    if (QuoteLength(lexer.text, lexer.position)) {
      DOSSIER_TRY_ASSIGN(value, ReadQuoted(lexer));
    } else {
      value = ReadWord(lexer, " \t\n,");
    }
    value = CollapseWhiteSpace(value);
    if (value.empty())
      return Fail(ErrorCode::kUsage, "the field " + name + " has no value",
                  "for example " + std::string(field ? field->example : "tag:to-check"));
    part.values.push_back(role ? name + ":" + value : std::move(value));
  } while (lexer.Peek() == ',');
  return part;
}

// "NEAR" or "NEAR/5"; 0 when the word is none.
size_t NearWindow(std::string_view word) {
  if (word == "NEAR") return 10;
  if (!word.starts_with("NEAR/")) return 0;
  size_t window = 0;
  std::from_chars(word.data() + 5, word.data() + word.size(), window);
  return std::min<size_t>(window, 100);
}

bool IsPlainWord(const QueryPart& part) { return part.kind == QueryPart::Kind::kWord && !part.negated; }

Result<QueryPart> ReadPart(Lexer& lexer) {
  const size_t start = lexer.position;
  bool negated = false;
  if (lexer.Peek() == '-' && lexer.position + 1 < lexer.text.size() && lexer.text[lexer.position + 1] != ' ') {
    negated = true;
    ++lexer.position;
  }
  QueryPart part;
  part.position = start;
  if (QuoteLength(lexer.text, lexer.position)) {
    DOSSIER_TRY_ASSIGN(std::string phrase, ReadQuoted(lexer));
    part.kind = QueryPart::Kind::kPhrase;
    part.values = {CollapseWhiteSpace(phrase)};
  } else if (const std::string name = TryFieldName(lexer); !name.empty()) {
    DOSSIER_TRY_ASSIGN(part, ReadField(lexer, name, start));
  } else {
    part.values = {ReadWord(lexer, " \t\n")};
  }
  part.negated = negated;
  return part;
}

}  // namespace

void Query::AddField(FieldId field, std::vector<std::string> values) {
  if (values.empty()) return;
  QueryPart part;
  part.kind = QueryPart::Kind::kField;
  part.field = field;
  part.position = text.size();
  if (!text.empty()) text += ' ';
  text += std::string(indexer::FieldOf(field).name) + ":";
  for (size_t i = 0; i < values.size(); ++i) {
    const bool quote = values[i].find_first_of(" ,\t") != std::string::npos;
    text += (i ? "," : "") + (quote ? "\"" + values[i] + "\"" : values[i]);
  }
  part.values = std::move(values);
  parts.push_back(std::move(part));
}

Result<Query> ParseQuery(std::string_view text) {
  Query query;
  query.text = CollapseWhiteSpace(text);
  Lexer lexer{query.text};
  bool either = false;  // the last word was OR
  size_t near = 0;      // the last word was NEAR/n
  for (lexer.SkipBlanks(); !lexer.AtEnd(); lexer.SkipBlanks()) {
    DOSSIER_TRY_ASSIGN(QueryPart part, ReadPart(lexer));
    if (part.values.empty() || part.values[0].empty()) continue;
    if (part.kind == QueryPart::Kind::kWord && part.values[0] == "OR" && !query.parts.empty() && !part.negated) {
      either = true;
      continue;
    }
    if (part.kind == QueryPart::Kind::kWord && part.values[0] == "AND" && !part.negated) continue;
    if (const size_t window = part.kind == QueryPart::Kind::kWord ? NearWindow(part.values[0]) : 0;
        window && !query.parts.empty() && IsPlainWord(query.parts.back())) {
      near = window;
      continue;
    }
    if (near && IsPlainWord(part)) {
      QueryPart& before = query.parts.back();
      before.kind = QueryPart::Kind::kNear;
      before.values.push_back(part.values[0]);
      before.window = near;
    } else if (either) {
      if (query.parts.back().kind != QueryPart::Kind::kEither) {
        QueryPart group;
        group.kind = QueryPart::Kind::kEither;
        group.position = query.parts.back().position;
        group.parts = {std::move(query.parts.back())};
        query.parts.back() = std::move(group);
      }
      query.parts.back().parts.push_back(std::move(part));
    } else {
      query.parts.push_back(std::move(part));
    }
    either = false;
    near = 0;
  }
  if (either || near) return Fail(ErrorCode::kUsage, "the query ends after OR or NEAR", "put the other word behind it");
  return query;
}

}  // namespace dossier::query
