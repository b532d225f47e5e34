#include "corpus/exchange/manifest.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

#include "corpus/base/ascii.h"
#include "corpus/base/file.h"
#include "corpus/base/json.h"
#include "corpus/base/take_until.h"

namespace dossier::corpus {
namespace {

constexpr uint64_t kMostManifestBytes = uint64_t{1} << 30;

std::string_view TrimmedValue(std::string_view text) {
  while (!text.empty() && IsHtmlSpace(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsHtmlSpace(text.back())) text.remove_suffix(1);
  return text;
}

using Values = std::vector<std::pair<std::string, std::string>>;  // field, value

class ManifestReader {
 public:
  explicit ManifestReader(const std::string& path) : path_(path), folder_(std::filesystem::path(path).parent_path()) {}

  Manifest Read(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const size_t first = text.find_first_not_of(" \t\r\n");
    if (first != std::string_view::npos && text[first] == '{') {
      ReadJsonLines(text);
    } else {
      ReadTable(text);
    }
    for (const std::string& name : unread_) out_.notes.push_back(fmt::format("{}: '{}' is not read", path_, name));
    return std::move(out_);
  }

 private:
  void Problem(size_t line, std::string_view what) {
    out_.problems.push_back(fmt::format("{} line {}: {}", path_, line, what));
  }

  void ReadJsonLines(std::string_view text) {
    for (size_t line = 1; !text.empty(); ++line) {
      const std::string_view one = TrimmedValue(TakeUntil(text, '\n'));
      if (one.empty()) continue;
      const Result<Json> json = ParseJson(one, "a line");
      if (!json || !json->is_object()) {
        Problem(line, "no JSON object; passed over");
        continue;
      }
      Values values;
      for (const auto& [name, value] : json->items())
        if (value.is_string()) values.emplace_back(name, value.get<std::string>());
      Add(line, values);
    }
  }

  void ReadTable(std::string_view text) {
    size_t line = 1;
    std::vector<std::string> names;
    while (!text.empty()) {
      const size_t at = line;
      std::vector<std::string> fields = TakeRow(text, line);
      if (fields.size() == 1 && TrimmedValue(fields[0]).empty()) continue;
      if (names.empty()) {
        names = std::move(fields);
        if (std::none_of(names.begin(), names.end(),
                         [](const auto& name) { return AsciiLowered(TrimmedValue(name)) == "file"; })) {
          Problem(at, "a table needs a first row of names, 'file' among them");
          return;
        }
        continue;
      }
      Values values;
      for (size_t i = 0; i < std::min(names.size(), fields.size()); ++i) values.emplace_back(names[i], fields[i]);
      Add(at, values);
    }
  }

  // A record of RFC 4180; quoted fields may hold commas and line breaks.
  static std::vector<std::string> TakeRow(std::string_view& rest, size_t& line) {
    std::vector<std::string> fields(1);
    bool quoted = false;
    size_t at = 0;
    for (; at < rest.size(); ++at) {
      const char c = rest[at];
      if (c == '"' && quoted && at + 1 < rest.size() && rest[at + 1] == '"') {
        fields.back() += rest[++at];
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == '\n' && !quoted) {
        break;
      } else if (c == ',' && !quoted) {
        fields.emplace_back();
      } else {
        line += c == '\n';
        fields.back() += c;
      }
    }
    ++line;
    rest.remove_prefix(std::min(at + 1, rest.size()));
    return fields;
  }

  void Add(size_t line, const Values& values) {
    ManifestEntry entry;
    entry.line = line;
    std::string fetched;
    for (const auto& [written, text] : values) {
      const std::string name = AsciiLowered(TrimmedValue(written));
      const std::string value(TrimmedValue(text));
      std::string* field = name == "file"        ? &entry.file
                           : name == "url"       ? &entry.url
                           : name == "publisher" ? &entry.publisher
                           : name == "kind"      ? &entry.kind
                           : name == "source"    ? &entry.source
                           : name == "language"  ? &entry.language
                           : name == "fetched"   ? &fetched
                                                 : nullptr;
      if (field == nullptr) {
        unread_.insert(name);
      } else {
        *field = value;
      }
    }
    if (entry.file.empty()) return Problem(line, "names no file; passed over");
    if (!fetched.empty()) {
      entry.fetched = ParseFetched(fetched);
      if (!entry.fetched) return Problem(line, fmt::format("'{}' is no time such as 2018-08-04; passed over", fetched));
    }
    if (!entry.kind.empty() && std::find(kSourceKinds.begin(), kSourceKinds.end(), entry.kind) == kSourceKinds.end())
      return Problem(line, fmt::format("no kind '{}'; passed over", entry.kind));
    entry.file = (folder_ / entry.file).string();
    out_.entries.push_back(std::move(entry));
  }

  const std::string& path_;
  std::filesystem::path folder_;
  std::set<std::string> unread_;
  Manifest out_;
};

}  // namespace

std::optional<UtcTime> ParseFetched(std::string_view text) {
  if (const auto day = ParseDay(text)) return StartOfDay(*day);
  if (const auto time = ParseRfc3339(text)) return *time;
  return std::nullopt;
}

Result<Manifest> ReadManifest(const std::string& path) {
  DOSSIER_TRY_ASSIGN(const std::string text, ReadFile(path, kMostManifestBytes));
  Manifest manifest = ManifestReader(path).Read(text);
  if (!manifest.entries.empty()) return manifest;
  return Fail(
      ErrorCode::kParse, manifest.problems.empty() ? path + ": names no file" : manifest.problems.front(),
      R"(one JSON object a line, {"file": ..., "url": ...}, or CSV with the names file,url,fetched,publisher,kind)");
}

}  // namespace dossier::corpus
