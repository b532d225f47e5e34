// What a request must be before any page or answer is made: of this host, of this site, with the token.
//
// A page anywhere on the web can make a browser send requests here. Three things stand against it: the Host header must
// be a name of this server (a name of the attacker's that leads to 127.0.0.1 is none: DNS rebinding); whatever changes
// something needs an Origin of this site and the secret that only our own forms hold (CSRF); and no answer can be read
// from elsewhere or framed (headers). Pure and thread safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "query/web/message.h"

namespace dossier::query {

struct SiteRules {
  std::vector<std::string> hosts;  // "127.0.0.1:8484", "localhost:8484": the Host headers that are ours, lower case
  bool any_address = false;        // also any IP address with `port`: a name cannot be rebound to that
  int port = 0;
  std::string token;   // to be shown by who comes from outside; "" on loopback
  std::string secret;  // in every form of ours; new for each run
};

// The answer that refuses the request; nothing when it may go on. 400 without or with a foreign Host (421), 401 without
// the token, 403 for a change from elsewhere.
std::optional<WebResponse> Refuse(const WebRequest& request, const SiteRules& rules);
// Without looking at the token or the form's secret: for the page where the token is given.
std::optional<WebResponse> RefuseHost(const WebRequest& request, const SiteRules& rules);

// A line of text, with those headers; 503 asks to come again.
WebResponse PlainAnswer(int status, const std::string& text);
// Headers that every answer has; those that are set already stay.
void AddGuardHeaders(WebResponse& response);
inline constexpr std::string_view kPagePolicy =
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'";

// Equal, in time that does not tell where they differ.
bool SameSecret(std::string_view a, std::string_view b);
inline constexpr std::string_view kTokenCookie = "dossier_token";

}  // namespace dossier::query
