#include "crawler/cookies.h"

#include <algorithm>
#include <string_view>

#include "corpus/base/ascii.h"
#include "corpus/base/take_until.h"

namespace dossier::crawler {
namespace {

constexpr size_t kMostCookies = 50;  // section 6.1 asks for as many a domain
constexpr size_t kMostCookieBytes = 4096;

std::string_view TrimmedCookie(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// Section 5.1.4.
std::string DefaultPath(const std::string& path) {
  const size_t slash = path.rfind('/');
  return slash == std::string::npos || slash == 0 ? "/" : path.substr(0, slash);
}

bool PathMatches(const std::string& asked, const std::string& path) {
  if (!asked.starts_with(path)) return false;
  return asked.size() == path.size() || path.ends_with('/') || asked[path.size()] == '/';
}

bool CanBeSent(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 32 || c == 127; });
}

}  // namespace

bool CookieJar::Take(const corpus::Headers& headers, const Url& url) {
  bool changed = false;
  for (const auto& [name, value] : headers)
    if (EqualIgnoringAsciiCase(name, "set-cookie")) changed |= TakeOne(value, url);
  return changed;
}

// Section 5.2; a Domain attribute makes no cookie travel to another host.
bool CookieJar::TakeOne(const std::string& field, const Url& url) {
  std::string_view rest = field;
  const std::string_view pair = TakeUntil(rest, ';');
  const size_t equals = pair.find('=');
  if (equals == std::string_view::npos || field.size() > kMostCookieBytes) return false;
  Cookie cookie{url.host(), std::string(TrimmedCookie(pair.substr(0, equals))),
                std::string(TrimmedCookie(pair.substr(equals + 1))), DefaultPath(url.path()), false};
  if (cookie.name.empty() || !CanBeSent(cookie.name) || !CanBeSent(cookie.value)) return false;
  bool removed = false;
  while (!rest.empty()) {
    const std::string_view attribute = TrimmedCookie(TakeUntil(rest, ';'));
    const size_t sign = std::min(attribute.find('='), attribute.size());
    const std::string name = AsciiLowered(TrimmedCookie(attribute.substr(0, sign)));
    const std::string_view value = TrimmedCookie(attribute.substr(std::min(sign + 1, attribute.size())));
    if (name == "path" && value.starts_with('/')) cookie.path = value;
    if (name == "secure") cookie.secure = true;
    if (name == "max-age") removed = value.starts_with('-') || value == "0";
  }
  const auto same = std::find_if(cookies_.begin(), cookies_.end(), [&](const Cookie& other) {
    return other.host == cookie.host && other.name == cookie.name && other.path == cookie.path;
  });
  if (same != cookies_.end()) {
    const bool changed = removed || same->value != cookie.value;
    if (removed) {
      cookies_.erase(same);
    } else {
      *same = std::move(cookie);
    }
    return changed;
  }
  if (removed || cookies_.size() >= kMostCookies) return false;
  cookies_.push_back(std::move(cookie));
  return true;
}

std::string CookieJar::For(const Url& url) const {
  std::string out;
  for (const Cookie& cookie : cookies_) {
    if (cookie.host != url.host() || !PathMatches(url.path(), cookie.path)) continue;
    if (cookie.secure && url.scheme() != "https") continue;
    out += (out.empty() ? "" : "; ") + cookie.name + "=" + cookie.value;
  }
  return out;
}

}  // namespace dossier::crawler
