#include "query/web/guard.h"

#include <algorithm>

#include "corpus/base/ascii.h"

namespace dossier::query {
namespace {

// "192.0.2.7:8484" and "[2001:db8::1]:8484": an address, not a name.
bool IsAddress(std::string_view host, int port) {
  const std::string behind = ":" + std::to_string(port);
  if (!host.ends_with(behind)) return false;
  host.remove_suffix(behind.size());
  if (host.starts_with('[') && host.ends_with(']'))
    return host.size() > 4 && host.substr(1, host.size() - 2).find_first_not_of("0123456789abcdef:.") == host.npos;
  return !host.empty() && host.find_first_not_of("0123456789.") == host.npos && host.find('.') != host.npos;
}

bool IsOurs(std::string_view host, const SiteRules& rules) {
  const std::string lower = AsciiLowered(host);
  if (std::find(rules.hosts.begin(), rules.hosts.end(), lower) != rules.hosts.end()) return true;
  return rules.any_address && IsAddress(lower, rules.port);
}

bool Changes(const WebRequest& request) {
  return request.method != "GET" && request.method != "HEAD" && request.method != "OPTIONS";
}

// A browser tells where a change comes from; programs that are no browser send neither header. Our own pages send no
// referrer, so that browsers give their forms the origin "null" (Fetch, section 3.2): then Sec-Fetch-Site decides, and
// where a browser does not send that (a plain address that is not loopback), the secret of the form alone.
bool FromHere(const WebRequest& request) {
  const std::string site = request.Header("sec-fetch-site");
  if (!site.empty() && site != "same-origin" && site != "none") return false;
  const std::string origin = request.Header("origin");
  if (origin.empty() || origin == "null") return true;
  const std::string host = AsciiLowered(request.Header("host"));
  return AsciiLowered(origin) == "http://" + host || AsciiLowered(origin) == "https://" + host;
}

bool ShowsToken(const WebRequest& request, const SiteRules& rules) {
  const std::string bearer = request.Header("authorization");
  if (bearer.starts_with("Bearer ") && SameSecret(std::string_view(bearer).substr(7), rules.token)) return true;
  return SameSecret(request.Cookie(kTokenCookie), rules.token);
}

}  // namespace

WebResponse PlainAnswer(int status, const std::string& text) {
  WebResponse response;
  response.status = status;
  response.type = "text/plain; charset=utf-8";
  response.body = text + "\n";
  if (status == 503) response.Set("Retry-After", "1");
  AddGuardHeaders(response);
  return response;
}

bool SameSecret(std::string_view a, std::string_view b) {
  unsigned different = a.size() != b.size();
  for (size_t i = 0; i < a.size(); ++i)
    different |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b.empty() ? 0 : b[i % b.size()]);
  return different == 0;
}

std::optional<WebResponse> RefuseHost(const WebRequest& request, const SiteRules& rules) {
  const std::string host = request.Header("host");
  if (host.empty()) return PlainAnswer(400, "the request names no host");
  if (!IsOurs(host, rules))
    return PlainAnswer(421, "this server does not answer for the host of this request; use the address it printed");
  // Pages of others may link here; what they load from here unseen only costs, and an answer may note a certificate.
  const std::string site = request.Header("sec-fetch-site");
  if ((site == "cross-site" || site == "same-site") && request.Header("sec-fetch-dest") != "document")
    return PlainAnswer(403, "the request comes from a page of another site; nothing was done");
  if (Changes(request) && !FromHere(request))
    return PlainAnswer(403, "the request comes from another site; nothing was done");
  return std::nullopt;
}

std::optional<WebResponse> Refuse(const WebRequest& request, const SiteRules& rules) {
  if (auto refused = RefuseHost(request, rules)) return refused;
  if (!rules.token.empty() && !ShowsToken(request, rules)) {
    WebResponse response = PlainAnswer(401, "a token is needed: open /login, or send it as Authorization: Bearer");
    response.Set("WWW-Authenticate", "Bearer realm=\"dossier\"");
    return response;
  }
  // The API changes nothing of a person's; its one POST asks a question and needs no form.
  const bool asks = request.path.starts_with("/api/");
  if (Changes(request) && !asks && !SameSecret(request.Posted("secret"), rules.secret))
    return PlainAnswer(403, "the form is of an earlier run of the server; load the page again. Nothing was done.");
  return std::nullopt;
}

void AddGuardHeaders(WebResponse& response) {
  const auto add = [&](const char* name, std::string_view value) {
    if (response.Header(name).empty()) response.headers.emplace_back(name, value);
  };
  add("Content-Security-Policy", kPagePolicy);
  add("X-Content-Type-Options", "nosniff");
  add("Referrer-Policy", "no-referrer");
  add("X-Frame-Options", "DENY");
  add("Cross-Origin-Opener-Policy", "same-origin");
  add("Cross-Origin-Resource-Policy", "same-origin");
  add("X-DNS-Prefetch-Control", "off");
  add("Cache-Control", "no-store");
}

}  // namespace dossier::query
