#include "corpus/url/url.h"

#include <algorithm>
#include <array>
#include <vector>

#include "corpus/base/ascii.h"
#include "corpus/base/embedded.h"
#include "corpus/base/hex.h"
#include "corpus/base/utf8.h"
#include "corpus/url/public_suffix.h"
#include "corpus/url/url_host.h"

DOSSIER_EMBEDDED(tracking_parameters)

namespace dossier {
namespace {

constexpr bool IsAlpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool IsDecimal(char c) { return c >= '0' && c <= '9'; }

// The percent-encode sets (URL standard 1.3): one bit each, for every byte.
enum EncodeSet : uint8_t { kControl = 1, kFragment = 2, kQuery = 4, kSpecialQuery = 8, kPath = 16, kUserinfo = 32 };

constexpr std::array<uint8_t, 256> MakeEncodeSets() {
  std::array<uint8_t, 256> sets{};
  constexpr uint8_t all = kControl | kFragment | kQuery | kSpecialQuery | kPath | kUserinfo;
  for (int c = 0; c < 256; ++c) {
    if (c < 0x20 || c > 0x7e) sets[static_cast<size_t>(c)] = all;
  }
  auto add = [&](std::string_view characters, uint8_t which) {
    for (char c : characters) sets[static_cast<uint8_t>(c)] |= which;
  };
  add(" \"<>", kFragment | kQuery | kSpecialQuery | kPath | kUserinfo);
  add("`", kFragment | kPath | kUserinfo);
  add("#", kQuery | kSpecialQuery | kPath | kUserinfo);
  add("'", kSpecialQuery);
  add("?^{}", kPath | kUserinfo);
  add("/:;=@[\\]|", kUserinfo);
  return sets;
}
constexpr std::array<uint8_t, 256> kEncodeSets = MakeEncodeSets();

void AppendEncoded(std::string& out, std::string_view text, EncodeSet set) {
  constexpr char digits[] = "0123456789ABCDEF";
  for (char c : text) {
    const auto byte = static_cast<uint8_t>(c);
    if (kEncodeSets[byte] & set) {
      out += '%';
      out += digits[byte >> 4];
      out += digits[byte & 15];
    } else {
      out += c;
    }
  }
}

int DefaultPort(std::string_view scheme) {
  if (scheme == "http" || scheme == "ws") return 80;
  if (scheme == "https" || scheme == "wss") return 443;
  if (scheme == "ftp") return 21;
  return 0;
}
bool IsSpecial(std::string_view scheme) { return DefaultPort(scheme) != 0 || scheme == "file"; }

// "." or ".." with either dot possibly written %2e (URL standard 4.1).
int DotsOf(std::string_view segment) {
  int dots = 0;
  size_t at = 0;
  while (at < segment.size()) {
    if (segment[at] == '.') {
      ++at;
    } else if (segment.size() - at >= 3 && segment[at] == '%' && segment[at + 1] == '2' &&
               AsciiLower(segment[at + 2]) == 'e') {
      at += 3;
    } else {
      return 0;
    }
    if (++dots > 2) return 0;
  }
  return dots;
}

bool IsDriveLetter(std::string_view segment) {
  return segment.size() == 2 && IsAlpha(segment[0]) && (segment[1] == ':' || segment[1] == '|');
}
bool IsNormalDriveLetter(std::string_view segment) { return IsDriveLetter(segment) && segment[1] == ':'; }
// URL standard: a string starts with a Windows drive letter.
bool StartsWithDriveLetter(std::string_view text) {
  return text.size() >= 2 && IsDriveLetter(text.substr(0, 2)) &&
         (text.size() == 2 || std::string_view("/\\?#").find(text[2]) != std::string_view::npos);
}

// Leading and trailing C0 controls and spaces go, and every tab and newline; ill-formed UTF-8 becomes U+FFFD.
std::string CleanInput(std::string_view text) {
  while (!text.empty() && static_cast<uint8_t>(text.front()) <= 0x20) text.remove_prefix(1);
  while (!text.empty() && static_cast<uint8_t>(text.back()) <= 0x20) text.remove_suffix(1);
  std::string out(text);
  std::erase_if(out, [](char c) { return c == '\t' || c == '\n' || c == '\r'; });
  const bool ascii = std::all_of(out.begin(), out.end(), [](char c) { return static_cast<uint8_t>(c) < 0x80; });
  return ascii || IsValidUtf8(out) ? out : RepairUtf8(out);
}

}  // namespace

// The basic URL parser (URL standard 4.4), each state that takes a run of input written as one function.
class UrlParser {
 public:
  UrlParser(std::string_view text, const Url* base) : input_(CleanInput(text)), rest_(input_), base_(base) {}

  bool Run() {
    if (TakeScheme()) return AfterScheme();
    if (base_ == nullptr) return false;
    if (base_->opaque_path_) {
      if (rest_.empty() || rest_[0] != '#') return false;
      CopyAuthority();
      url_.scheme_ = base_->scheme_;
      url_.path_ = base_->path_;
      url_.opaque_path_ = true;
      url_.query_ = base_->query_;
      TakeFragment();
      return true;
    }
    SetScheme(base_->scheme_);
    return url_.scheme_ == "file" ? FileState() : RelativeState();
  }

  Url Finish() {
    if (!url_.opaque_path_) {
      url_.path_.clear();
      for (const std::string& segment : segments_) url_.path_.append("/").append(segment);
    }
    Serialize();
    return std::move(url_);
  }

 private:
  void SetScheme(std::string scheme) {
    url_.scheme_ = std::move(scheme);
    special_ = IsSpecial(url_.scheme_);
  }
  bool IsSlash(char c) const { return c == '/' || (special_ && c == '\\'); }
  bool NextIsSlash() const { return !rest_.empty() && IsSlash(rest_[0]); }
  bool NextIs(char c) const { return !rest_.empty() && rest_[0] == c; }

  bool TakeScheme() {
    if (rest_.empty() || !IsAlpha(rest_[0])) return false;
    size_t end = 1;
    while (end < rest_.size() && (IsAlpha(rest_[end]) || IsDecimal(rest_[end]) || rest_[end] == '+' ||
                                  rest_[end] == '-' || rest_[end] == '.')) {
      ++end;
    }
    if (end == rest_.size() || rest_[end] != ':') return false;
    std::string scheme(rest_.substr(0, end));
    std::transform(scheme.begin(), scheme.end(), scheme.begin(), AsciiLower);
    SetScheme(std::move(scheme));
    rest_.remove_prefix(end + 1);
    return true;
  }

  bool AfterScheme() {
    if (url_.scheme_ == "file") return FileState();
    if (special_) {
      if (base_ != nullptr && base_->scheme_ == url_.scheme_ && !rest_.starts_with("//")) return RelativeState();
      return AuthorityIgnoringSlashes();
    }
    if (rest_.starts_with("//")) {
      rest_.remove_prefix(2);
      return AuthorityState();
    }
    if (NextIs('/')) {
      rest_.remove_prefix(1);
      return PathState();
    }
    return OpaquePathState();
  }

  bool AuthorityIgnoringSlashes() {
    while (!rest_.empty() && (rest_[0] == '/' || rest_[0] == '\\')) rest_.remove_prefix(1);
    return AuthorityState();
  }

  void CopyAuthority() {
    url_.username_ = base_->username_;
    url_.password_ = base_->password_;
    url_.host_ = base_->host_;
    url_.has_host_ = base_->has_host_;
    url_.port_ = base_->port_;
  }

  void CopyBasePath() {
    std::string_view path = base_->path_;
    while (!path.empty()) {
      path.remove_prefix(1);  // the slash
      const size_t end = std::min(path.find('/'), path.size());
      segments_.emplace_back(path.substr(0, end));
      path.remove_prefix(end);
    }
  }

  bool RelativeState() {
    if (NextIsSlash()) {
      rest_.remove_prefix(1);
      if (NextIsSlash()) {
        rest_.remove_prefix(1);
        return special_ ? AuthorityIgnoringSlashes() : AuthorityState();
      }
      CopyAuthority();
      return PathState();
    }
    CopyAuthority();
    CopyBasePath();
    return AfterBaseCopy();
  }

  // The end of the relative and file states: what follows the base's path and query.
  bool AfterBaseCopy() {
    if (NextIs('?')) return TakeQuery();
    url_.query_ = base_->query_;
    if (NextIs('#')) return TakeFragment();
    if (rest_.empty()) return true;
    url_.query_.reset();
    if (url_.scheme_ == "file" && StartsWithDriveLetter(rest_)) {
      segments_.clear();
    } else {
      Shorten();
    }
    return PathState();
  }

  bool AuthorityState() {
    const size_t end = std::min(rest_.find_first_of(special_ ? "/\\?#" : "/?#"), rest_.size());
    std::string_view authority = rest_.substr(0, end);
    rest_.remove_prefix(end);
    const size_t at = authority.rfind('@');
    if (at != std::string_view::npos) {
      const std::string_view credentials = authority.substr(0, at);
      authority.remove_prefix(at + 1);
      if (authority.empty()) return false;
      const size_t colon = credentials.find(':');
      AppendEncoded(url_.username_, credentials.substr(0, colon), kUserinfo);
      if (colon != std::string_view::npos) AppendEncoded(url_.password_, credentials.substr(colon + 1), kUserinfo);
    }
    return HostAndPort(authority) && PathStartState();
  }

  bool HostAndPort(std::string_view authority) {
    bool in_brackets = false;
    size_t colon = 0;
    for (; colon < authority.size(); ++colon) {
      const char c = authority[colon];
      if (c == ':' && !in_brackets) break;
      if (c == '[') in_brackets = true;
      if (c == ']') in_brackets = false;
    }
    const std::string_view host = authority.substr(0, colon);
    if (host.empty() && (special_ || colon < authority.size())) return false;
    std::optional<std::string> parsed = ParseUrlHost(host, !special_);
    if (!parsed) return false;
    url_.host_ = *std::move(parsed);
    url_.has_host_ = true;
    return colon == authority.size() || TakePort(authority.substr(colon + 1));
  }

  bool TakePort(std::string_view digits) {
    if (digits.empty()) return true;
    int port = 0;
    for (char c : digits) {
      if (!IsDecimal(c)) return false;
      port = port * 10 + (c - '0');
      if (port > 65535) return false;
    }
    if (port != DefaultPort(url_.scheme_)) url_.port_ = port;
    return true;
  }

  bool FileState() {
    url_.has_host_ = true;
    const bool file_base = base_ != nullptr && base_->scheme_ == "file";
    if (NextIsSlash()) {
      rest_.remove_prefix(1);
      return FileSlashState(file_base);
    }
    if (!file_base) return PathState();
    CopyAuthority();
    CopyBasePath();
    return AfterBaseCopy();
  }

  bool FileSlashState(bool file_base) {
    if (NextIsSlash()) {
      rest_.remove_prefix(1);
      return FileHostState();
    }
    if (file_base) {
      url_.host_ = base_->host_;
      const std::string_view path = base_->path_;
      const std::string_view first = path.empty() ? path : path.substr(1, path.find('/', 1) - 1);
      if (!StartsWithDriveLetter(rest_) && IsNormalDriveLetter(first)) segments_.emplace_back(first);
    }
    return PathState();
  }

  bool FileHostState() {
    const size_t end = std::min(rest_.find_first_of("/\\?#"), rest_.size());
    const std::string_view host = rest_.substr(0, end);
    if (IsDriveLetter(host)) return PathState();
    rest_.remove_prefix(end);
    if (!host.empty()) {
      std::optional<std::string> parsed = ParseUrlHost(host, false);
      if (!parsed) return false;
      if (*parsed != "localhost") url_.host_ = *std::move(parsed);
    }
    return PathStartState();
  }

  bool PathStartState() {
    if (special_) {
      if (NextIsSlash()) rest_.remove_prefix(1);
      return PathState();
    }
    if (rest_.empty()) return true;
    if (NextIs('?')) return TakeQuery();
    if (NextIs('#')) return TakeFragment();
    if (NextIs('/')) rest_.remove_prefix(1);
    return PathState();
  }

  void Shorten() {
    if (url_.scheme_ == "file" && segments_.size() == 1 && IsNormalDriveLetter(segments_[0])) return;
    if (!segments_.empty()) segments_.pop_back();
  }

  bool PathState() {
    for (;;) {
      const size_t end = std::min(rest_.find_first_of(special_ ? "/\\?#" : "/?#"), rest_.size());
      const std::string_view segment = rest_.substr(0, end);
      rest_.remove_prefix(end);
      const bool slash = NextIsSlash();
      const int dots = DotsOf(segment);
      if (dots == 2) Shorten();
      if (dots > 0) {
        if (!slash) segments_.emplace_back();
      } else if (url_.scheme_ == "file" && segments_.empty() && IsDriveLetter(segment)) {
        segments_.push_back(std::string(1, segment[0]) + ":");
      } else {
        AppendEncoded(segments_.emplace_back(), segment, kPath);
      }
      if (!slash) break;
      rest_.remove_prefix(1);
    }
    if (NextIs('?')) return TakeQuery();
    return rest_.empty() || TakeFragment();
  }

  bool OpaquePathState() {
    url_.opaque_path_ = true;
    const size_t end = std::min(rest_.find_first_of("?#"), rest_.size());
    AppendEncoded(url_.path_, rest_.substr(0, end), kControl);
    // A trailing space before "?" or "#" is encoded, so that dropping those parts later cannot change the path.
    if (end < rest_.size() && url_.path_.ends_with(' ')) url_.path_.replace(url_.path_.size() - 1, 1, "%20");
    rest_.remove_prefix(end);
    if (NextIs('?')) return TakeQuery();
    return rest_.empty() || TakeFragment();
  }

  bool TakeQuery() {
    rest_.remove_prefix(1);
    const size_t end = std::min(rest_.find('#'), rest_.size());
    AppendEncoded(url_.query_.emplace(), rest_.substr(0, end), special_ ? kSpecialQuery : kQuery);
    rest_.remove_prefix(end);
    return rest_.empty() || TakeFragment();
  }

  bool TakeFragment() {
    AppendEncoded(url_.fragment_.emplace(), rest_.substr(1), kFragment);
    rest_ = {};
    return true;
  }

  // URL standard 4.5.
  void Serialize() {
    std::string& out = url_.href_;
    out = url_.scheme_ + ":";
    if (url_.has_host_) {
      out += "//";
      if (!url_.username_.empty() || !url_.password_.empty()) {
        out += url_.username_;
        if (!url_.password_.empty()) out.append(":").append(url_.password_);
        out += '@';
      }
      out += url_.host_;
      if (url_.port_) out.append(":").append(std::to_string(*url_.port_));
    } else if (!url_.opaque_path_ && segments_.size() > 1 && segments_[0].empty()) {
      out += "/.";
    }
    out += url_.path_;
    if (url_.query_) out.append("?").append(*url_.query_);
    url_.fragment_start_ = out.size();
    if (url_.fragment_) out.append("#").append(*url_.fragment_);
  }

  const std::string input_;
  std::string_view rest_;
  const Url* base_;
  Url url_;
  bool special_ = false;
  std::vector<std::string> segments_;
};

Result<Url> Url::Parse(std::string_view text, const Url* base) {
  UrlParser parser(text, base);
  if (!parser.Run()) {
    std::string shown(text.substr(0, 200));
    return Fail(ErrorCode::kParse, "not a URL: '" + RepairUtf8(shown) + "'",
                base == nullptr ? "a whole URL starts with http:// or https://" : "");
  }
  return parser.Finish();
}

std::string Url::WithoutFragment() const { return href_.substr(0, fragment_start_); }

int Url::port() const { return port_ ? *port_ : DefaultPort(scheme_); }

std::string Url::Origin() const {
  std::string out = scheme_ + "://" + host_;
  if (port_) out.append(":").append(std::to_string(*port_));
  return out;
}

namespace {

struct TrackingNames {
  std::vector<std::string> exact;  // sorted, lower case
  std::vector<std::string> prefixes;
};

const TrackingNames& Tracking() {
  static const TrackingNames names = [] {
    TrackingNames out;
    std::string_view text = Embedded_tracking_parameters();
    while (!text.empty()) {
      const size_t end = std::min(text.find('\n'), text.size());
      std::string line(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
      while (!line.empty() && (line.back() == ' ' || line.back() == '\r')) line.pop_back();
      if (line.empty() || line[0] == '#') continue;
      std::transform(line.begin(), line.end(), line.begin(), AsciiLower);
      if (line.back() == '*') {
        line.pop_back();
        out.prefixes.push_back(std::move(line));
      } else {
        out.exact.push_back(std::move(line));
      }
    }
    std::sort(out.exact.begin(), out.exact.end());
    return out;
  }();
  return names;
}

bool IsTracking(std::string_view name) {
  std::string lower(name);
  std::transform(lower.begin(), lower.end(), lower.begin(), AsciiLower);
  const TrackingNames& names = Tracking();
  if (std::binary_search(names.exact.begin(), names.exact.end(), lower)) return true;
  return std::any_of(names.prefixes.begin(), names.prefixes.end(),
                     [&](const std::string& prefix) { return lower.starts_with(prefix); });
}

// Whether a text ends in the beginning of an escape that is none: another hexadecimal digit would make it one.
bool EndsInTornEscape(std::string_view text) {
  return text.ends_with('%') || (text.size() >= 2 && text[text.size() - 2] == '%' && HexValue(text.back()) >= 0);
}

// RFC 3986 section 6.2.2: escapes in upper case, escapes of unreserved characters undone. A dot stays escaped: undoing
// it could make a path segment "..", which means something else; so does what would complete a torn escape ("%c%33").
void AppendNormalized(std::string& out, std::string_view text) {
  for (size_t at = 0; at < text.size(); ++at) {
    int high = 0;
    int low = 0;
    if (text[at] != '%' || text.size() - at < 3 || (high = HexValue(text[at + 1])) < 0 ||
        (low = HexValue(text[at + 2])) < 0) {
      out += text[at];
      continue;
    }
    const char c = static_cast<char>(high * 16 + low);
    const bool unreserved = IsAlpha(c) || IsDecimal(c) || c == '-' || c == '_' || c == '~';
    if (unreserved && !(HexValue(c) >= 0 && EndsInTornEscape(out))) {
      out += c;
    } else {
      constexpr char digits[] = "0123456789ABCDEF";
      out += '%';
      out += digits[high];
      out += digits[low];
    }
    at += 2;
  }
}

std::string Normalized(std::string_view text) {
  std::string out;
  AppendNormalized(out, text);
  return out;
}

// The path without session parameters of the form ";jsessionid=...".
std::string PathWithoutSession(std::string_view path) {
  std::string out;
  while (!path.empty()) {
    const size_t semicolon = path.find(';');
    AppendNormalized(out, path.substr(0, semicolon));
    if (semicolon == std::string_view::npos) break;
    path.remove_prefix(semicolon);
    const size_t end = std::min(path.find_first_of(";/", 1), path.size());
    const std::string parameter = Normalized(path.substr(0, end));
    const size_t equals = parameter.find('=');
    if (equals == std::string::npos ||
        !EqualIgnoringAsciiCase(std::string_view(parameter).substr(1, equals - 1), "jsessionid"))
      out += parameter;
    path.remove_prefix(end);
  }
  return out;
}

}  // namespace

std::string CanonicalUrl(const Url& url) {
  if (!url.IsHttp()) return url.WithoutFragment();
  std::string out = url.Origin() + PathWithoutSession(url.path());
  if (!url.query()) return out;
  std::string_view query = *url.query();
  char separator = '?';
  while (!query.empty()) {
    const size_t end = std::min(query.find('&'), query.size());
    const std::string parameter = Normalized(query.substr(0, end));
    query.remove_prefix(std::min(end + 1, query.size()));
    if (parameter.empty() || IsTracking(parameter.substr(0, parameter.find('=')))) continue;
    out += separator;
    out += parameter;
    separator = '&';
  }
  return out;
}

std::string RegistrableDomain(std::string_view host) {
  std::string name(host);
  if (name.empty() || name.front() == '[' || IsIpv4Host(name)) return name;
  while (name.ends_with('.')) name.pop_back();
  const std::string_view domain = RegistrableDomainIn(name);
  return std::string(domain.empty() ? host : domain);
}

}  // namespace dossier
