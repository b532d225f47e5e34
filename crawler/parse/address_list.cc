#include "crawler/parse/address_list.h"

#include <algorithm>
#include <utility>

#include "corpus/base/ascii.h"
#include "corpus/base/json.h"
#include "corpus/base/take_until.h"
#include "corpus/base/utf8.h"
#include "corpus/text/charset.h"
#include "corpus/url/url.h"
#include "crawler/parse/links.h"

namespace dossier::crawler {
namespace {

constexpr size_t kMostShown = 100;
constexpr int kMostJsonDepth = 40;

std::string_view TrimmedLine(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

bool IsWholeAddress(std::string_view text) {
  if (text.find_first_of(" \t\"<>") != std::string_view::npos) return false;
  const Result<Url> url = Url::Parse(text);
  return url && url->IsHttp() && !url->host().empty();
}

// UTF-8 with line feeds alone.
std::string NormalText(std::string_view bytes) {
  const bool wide = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
  std::string text(bytes);
  if (wide) text = DecodeToUtf8(bytes, bytes[0] == '\xFF' ? "utf-16le" : "utf-16be").value_or(text);
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') {
      out += text[i];
    } else if (i + 1 >= text.size() || text[i + 1] != '\n') {
      out += '\n';
    }
  }
  return out;
}

size_t LineAt(std::string_view text, size_t offset) {
  return 1 + static_cast<size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
}

void AddBad(AddressList& list, size_t line, std::string_view text) {
  list.bad.push_back({line, RepairUtf8(text.substr(0, kMostShown))});
}

// --- bookmarks ---------------------------------------------------------------------------------------------------

void ReadBookmarks(std::string_view text, AddressList& list) {
  list.form = "bookmarks";
  size_t from = 0;
  for (const RawLink& link : ScanLinks(text).links) {
    if (link.kind != LinkKind::kPage) continue;
    const std::string_view address = TrimmedLine(link.address);
    if (IsWholeAddress(address)) {
      list.addresses.emplace_back(address);
      continue;
    }
    // "javascript:" and "place:" are of the browser's own.
    const size_t at = text.find(link.address, from);
    if (at != std::string_view::npos) from = at;
    AddBad(list, at == std::string_view::npos ? 0 : LineAt(text, at), address);
  }
}

// --- JSON --------------------------------------------------------------------------------------------------------

void CollectAddresses(const Json& json, std::string_view key, int depth, AddressList& list) {
  if (depth > kMostJsonDepth) return;
  if (json.is_string()) {
    const std::string& text = json.get_ref<const std::string&>();
    const bool named = key == "url" || key == "href" || key == "uri" || key == "address" || key == "link";
    if ((named || key.empty()) && IsWholeAddress(text)) list.addresses.push_back(text);
  } else if (json.is_array()) {
    for (const Json& each : json) CollectAddresses(each, each.is_string() ? "" : key, depth + 1, list);
  } else if (json.is_object()) {
    for (const auto& [name, value] : json.items()) CollectAddresses(value, AsciiLowered(name), depth + 1, list);
  }
}

// One JSON text, or one a line.
bool ReadJson(std::string_view text, AddressList& list) {
  const Result<Json> whole = ParseJson(text, "a list of addresses");
  if (whole) {
    list.form = "json";
    CollectAddresses(*whole, "", 0, list);
    return true;
  }
  size_t line = 0, good = 0;
  AddressList lines;
  for (std::string_view rest = text; !rest.empty();) {
    const std::string_view one = TrimmedLine(TakeUntil(rest, '\n'));
    ++line;
    if (one.empty()) continue;
    const Result<Json> json = ParseJson(one, "a line");
    const size_t before = lines.addresses.size();
    if (json) CollectAddresses(*json, "", 0, lines);
    good += json.has_value();
    if (lines.addresses.size() == before) AddBad(lines, line, one);
  }
  if (good == 0) return false;
  list = std::move(lines);
  list.form = "json";
  return true;
}

// --- lines and tables --------------------------------------------------------------------------------------------

// The fields of a record of RFC 4180, taken off the text; quoted ones may hold separators and line breaks.
std::vector<std::string> TakeRecord(std::string_view& rest, char separator, size_t& lines) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  size_t at = 0;
  for (; at < rest.size(); ++at) {
    const char c = rest[at];
    lines += c == '\n';
    if (c == '"' && (quoted || fields.back().empty())) {
      if (quoted && at + 1 < rest.size() && rest[at + 1] == '"') {
        fields.back() += '"';
        ++at;
      } else {
        quoted = !quoted;
      }
    } else if (c == '\n' && !quoted) {
      break;
    } else if (c == separator && !quoted) {
      fields.emplace_back();
    } else {
      fields.back() += c;
    }
  }
  rest.remove_prefix(std::min(at + 1, rest.size()));
  return fields;
}

// The separator of a table: a row names an address in quotes, or something stands behind the first address that no
// address holds; or a first row names the columns. '\0' when the lines are no rows.
char SeparatorOf(std::string_view text) {
  std::string_view rest = text;
  size_t seen = 0;
  while (!rest.empty() && seen < 50) {
    const std::string_view line = TrimmedLine(TakeUntil(rest, '\n'));
    if (line.empty() || line[0] == '#') continue;
    const bool first = seen++ == 0;
    for (const char separator : {',', '\t', ';'}) {
      const size_t at = line.find(separator);
      if (at == std::string_view::npos) continue;
      const bool names = first && line.find("://") == std::string_view::npos;
      const bool quoted = line.find('"') != std::string_view::npos;
      const bool words = separator == ',' && IsWholeAddress(TrimmedLine(line.substr(0, at))) &&
                         line.find(' ', at) != std::string_view::npos;
      if (names || quoted || words || separator == '\t') return separator;
    }
  }
  return '\0';
}

void ReadTable(std::string_view text, char separator, AddressList& list) {
  list.form = "table";
  size_t line = 1;
  bool first = true;
  while (!text.empty()) {
    const size_t at = line;
    const std::string_view row = text.substr(0, text.find('\n'));
    const std::vector<std::string> fields = TakeRecord(text, separator, line);
    const bool names = std::exchange(first, false) && row.find("://") == std::string_view::npos;
    if (TrimmedLine(row).empty() || row.starts_with('#') || names) continue;
    const auto found = std::find_if(fields.begin(), fields.end(),
                                    [](const std::string& field) { return IsWholeAddress(TrimmedLine(field)); });
    if (found == fields.end()) {
      AddBad(list, at, row);
    } else {
      list.addresses.emplace_back(TrimmedLine(*found));
    }
  }
}

void ReadLines(std::string_view text, const std::function<bool(std::string_view)>& is_name, AddressList& list) {
  list.form = "lines";
  size_t number = 0;
  while (!text.empty()) {
    const std::string_view line = TrimmedLine(TakeUntil(text, '\n'));
    ++number;
    if (line.empty() || line[0] == '#') continue;
    const std::string_view word = line.substr(0, line.find_first_of(" \t"));
    if (IsWholeAddress(word) || is_name(line)) {
      list.addresses.emplace_back(IsWholeAddress(word) ? word : line);
    } else {
      AddBad(list, number, line);
    }
  }
}

}  // namespace

AddressList ReadAddressList(std::string_view bytes, const std::function<bool(std::string_view)>& is_name) {
  AddressList list;
  const std::string text = NormalText(bytes);
  const std::string_view start = std::string_view(text).substr(std::min(text.find_first_not_of(" \t\n"), text.size()));
  if (start.starts_with('<')) {
    ReadBookmarks(text, list);
  } else if ((start.starts_with('{') || start.starts_with('[')) && ReadJson(text, list)) {
    return list;
  } else if (const char separator = SeparatorOf(text)) {
    ReadTable(text, separator, list);
  } else {
    ReadLines(text, is_name, list);
  }
  return list;
}

}  // namespace dossier::crawler
