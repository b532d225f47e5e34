// Cookies of one chain of redirects (RFC 6265): some pages answer the first request with a cookie and a redirect to
// themselves, and open when it comes back. They live in memory for that chain only and go back to the host that set
// them; what was sent stands in the request record. Never a log-in: nothing outlives the chain.
//
// Plain value, not thread safe. Input is hostile: numbers and lengths are bounded.
#pragma once

#include <string>
#include <vector>

#include "corpus/capture/capture.h"
#include "corpus/url/url.h"

namespace dossier::crawler {

class CookieJar {
 public:
  // Takes the Set-Cookie fields of an answer; whether anything that is sent changed by it.
  bool Take(const corpus::Headers& headers, const Url& url);
  // The value of the Cookie field for a request; "" when there is none.
  std::string For(const Url& url) const;
  bool empty() const { return cookies_.empty(); }

 private:
  struct Cookie {
    std::string host, name, value, path;
    bool secure = false;
  };
  bool TakeOne(const std::string& field, const Url& url);
  std::vector<Cookie> cookies_;
};

}  // namespace dossier::crawler
