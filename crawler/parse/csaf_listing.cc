#include "crawler/parse/csaf_listing.h"

#include <algorithm>

#include "corpus/base/json.h"
#include "corpus/base/take_until.h"

namespace dossier::crawler {
namespace {

constexpr size_t kMost = 200000;

bool IsPublic(const std::string& label) {
  return label.empty() || label == "WHITE" || label == "CLEAR" || label == "UNLABELED";
}

void Add(const std::string& address, std::vector<std::string>& list) {
  if (!address.empty() && list.size() < kMost) list.push_back(address);
}

template <class Visit>
void ForEach(const Json& array, const Visit& visit) {
  if (!array.is_array()) return;
  for (const Json& each : array) visit(each);
}

void AddDirectory(std::string address, std::vector<std::string>& lists) {
  if (address.empty()) return;
  if (!address.ends_with('/')) address += '/';
  Add(address + "changes.csv", lists);
  Add(address + "index.txt", lists);
}

// Feeds where there are any: they name each advisory with its address. Else the directories, and where no directory is
// named, the lists beside the metadata.
bool ReadProvider(const Json& json, CsafListing& out) {
  const Json& distributions = MemberAt(json, "distributions");
  if (!distributions.is_array() || !json.contains("metadata_version")) return false;
  ForEach(distributions, [&](const Json& each) {
    ForEach(MemberAt(MemberAt(each, "rolie"), "feeds"), [&](const Json& feed) {
      if (IsPublic(StringAt(feed, "tlp_label"))) Add(StringAt(feed, "url"), out.lists);
    });
  });
  ForEach(distributions, [&](const Json& each) {
    AddDirectory(StringAt(each, "directory_url"), out.fallback);
    const Json& directory = MemberAt(each, "directory");  // CSAF 2.1
    if (IsPublic(StringAt(directory, "tlp_label"))) AddDirectory(StringAt(directory, "url"), out.fallback);
  });
  if (out.fallback.empty()) AddDirectory("./", out.fallback);
  if (out.lists.empty()) out.lists.swap(out.fallback);
  out.provider = true;
  return true;
}

bool ReadAggregator(const Json& json, CsafListing& out) {
  if (!MemberAt(json, "csaf_providers").is_array()) return false;
  for (const char* key : {"csaf_providers", "csaf_publishers"}) {
    ForEach(MemberAt(json, key),
            [&](const Json& each) { Add(StringAt(MemberAt(each, "metadata"), "url"), out.lists); });
  }
  return true;
}

bool ReadRolie(const Json& json, CsafListing& out) {
  const Json& workspaces = MemberAt(MemberAt(json, "service"), "workspace");
  ForEach(workspaces, [&](const Json& workspace) {
    ForEach(MemberAt(workspace, "collection"), [&](const Json& each) { Add(StringAt(each, "href"), out.lists); });
  });
  const Json& entries = MemberAt(MemberAt(json, "feed"), "entry");
  ForEach(entries, [&](const Json& entry) {
    std::string address = StringAt(MemberAt(entry, "content"), "src");
    ForEach(MemberAt(entry, "link"), [&](const Json& link) {
      if (address.empty() && StringAt(link, "rel") == "self") address = StringAt(link, "href");
    });
    Add(address, out.documents);
  });
  return workspaces.is_array() || entries.is_array();
}

std::string_view TakeLine(std::string_view& text) {
  std::string_view line = TakeUntil(text, '\n');
  while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
  return line;
}

// "2023/x-01.json" on each line, in changes.csv quoted and with a time behind it. Every address is below the list's own
// directory: a path that leads out of it is not followed.
bool ReadDirectory(std::string_view text, CsafListing& out) {
  size_t good = 0, bad = 0;
  while (!text.empty() && out.documents.size() < kMost) {
    std::string_view line = TakeLine(text);
    if (line.empty()) continue;
    std::string path(line.substr(0, line.find(',')));
    std::erase(path, '"');
    const bool inside = !path.starts_with('/') && path.find("..") == std::string::npos &&
                        path.find(':') == std::string::npos && path.find('\\') == std::string::npos;
    const bool advisory = inside && path.ends_with(".json") && path.find(' ') == std::string::npos;
    advisory ? ++good : ++bad;
    if (advisory) out.documents.push_back(std::move(path));
  }
  return good > 0 && good >= bad;
}

bool ReadSecurityText(std::string_view text, CsafListing& out) {
  while (!text.empty()) {
    const std::string_view line = TakeLine(text);
    if (!line.starts_with("CSAF:") && !line.starts_with("csaf:") && !line.starts_with("Csaf:")) continue;
    const size_t start = line.find_first_not_of(" \t", 5);
    if (start != std::string_view::npos) Add(std::string(line.substr(start)), out.lists);
  }
  return !out.lists.empty();
}

}  // namespace

std::optional<CsafListing> ReadCsafListing(std::string_view body, const Url& url) {
  CsafListing out;
  const size_t first = body.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (first == std::string_view::npos) return std::nullopt;
  const std::string& path = url.path();
  if (body[first] != '{') {
    const bool directory = path.ends_with("/changes.csv") || path.ends_with("/index.txt");
    const bool read =
        directory ? ReadDirectory(body, out) : path.ends_with("/security.txt") && ReadSecurityText(body, out);
    return read ? std::optional(std::move(out)) : std::nullopt;
  }
  constexpr std::string_view kSigns[] = {"\"distributions\"", "\"csaf_providers\"", "\"workspace\"", "\"entry\""};
  const bool likely = std::any_of(std::begin(kSigns), std::end(kSigns),
                                  [&](std::string_view sign) { return body.find(sign) != std::string_view::npos; });
  if (!likely) return std::nullopt;
  const Result<Json> json = ParseJson(body.substr(first), "a list of advisories");
  if (!json || !json->is_object()) return std::nullopt;
  const bool read = ReadProvider(*json, out) || ReadAggregator(*json, out) || ReadRolie(*json, out);
  return read ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace dossier::crawler
