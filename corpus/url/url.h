// URLs by the WHATWG URL standard, the http/https part of it: parse, resolve, serialise; canonical form for
// "is this the same page". Plain values, thread safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "corpus/base/result.h"

namespace dossier {

class Url {
 public:
  // Parses an absolute URL, or `text` relative to `base` (WHATWG URL section 4.4). Errors: kParse.
  static Result<Url> Parse(std::string_view text, const Url* base = nullptr);

  const std::string& href() const { return href_; }          // the serialisation, with fragment
  std::string WithoutFragment() const;                       // what is asked for over HTTP
  const std::string& scheme() const { return scheme_; }      // "https", without ":"
  const std::string& username() const { return username_; }  // percent-encoded, "" when there is none
  const std::string& password() const { return password_; }
  const std::string& host() const { return host_; }  // ASCII (punycode) host, IPv6 in brackets
  int port() const;                                  // stated, else the scheme's default, else 0
  std::string Origin() const;                        // "https://host:port" with a default port left out
  const std::string& path() const { return path_; }
  const std::optional<std::string>& query() const { return query_; }
  const std::optional<std::string>& fragment() const { return fragment_; }
  bool IsHttp() const { return scheme_ == "http" || scheme_ == "https"; }

 private:
  std::string href_, scheme_, username_, password_, host_, path_;
  std::optional<int> port_;
  std::optional<std::string> query_, fragment_;
  bool has_host_ = false;      // a host, possibly empty, is present ("mailto:a" has none)
  bool opaque_path_ = false;   // "mailto:a": the path is no list of segments
  size_t fragment_start_ = 0;  // where "#..." begins in href_; its size when there is none
  friend class UrlParser;
};

// The key under which two spellings of one page meet: WHATWG form, no fragment, no credentials, no tracking or session
// parameters (the list is crawler-independent data, base/tracking_parameters.txt, embedded at build), percent-escapes
// in upper case and undone where RFC 3986 section 6.2.2.2 calls them needless, empty query dropped. The order of the
// remaining parameters is kept: some servers depend on it.
std::string CanonicalUrl(const Url& url);

// The registrable domain by the public suffix list ("news.bbc.co.uk" gives "bbc.co.uk"); an IP address or a
// public suffix itself gives the host unchanged.
std::string RegistrableDomain(std::string_view host);

}  // namespace dossier
