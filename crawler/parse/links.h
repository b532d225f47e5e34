// The links of a page: where else the crawl may go, found in one pass by the tag scanner.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/url/url.h"

namespace dossier::crawler {

// What an element with an address is for.
enum class LinkKind {
  kPage,       // a, area
  kFrame,      // iframe, frame
  kRefresh,    // meta http-equiv=refresh
  kCanonical,  // link rel=canonical
  kFeed,       // link rel=alternate with a feed's media type
  kSequence,   // link rel=next or prev
  kOther,      // any other link element: style sheets, icons, translations
};

// An address as it stands in the page, character references decoded, not resolved.
struct RawLink {
  LinkKind kind;
  std::string address;
  bool nofollow = false;  // rel=nofollow on the element
};

struct RawLinks {
  std::optional<std::string> base;  // of the first base element with href
  std::vector<RawLink> links;       // in the order of the page
  bool nofollow = false;            // meta robots says nofollow (or none)
};

// Scans bytes in any encoding that keeps ASCII in place.
RawLinks ScanLinks(std::string_view page);

struct PageLink {
  LinkKind kind;
  Url url;
  bool nofollow = false;
};

struct PageLinks {
  std::vector<PageLink> links;   // http and https only, resolved, without exact repetitions of a kind and URL
  std::optional<Url> canonical;  // the first rel=canonical
  bool nofollow = false;
  size_t not_http = 0;  // mailto:, javascript: ...
  size_t bad = 0;       // addresses that are no URL
  size_t cut = 0;       // links beyond the limit
};

// Decides the page's encoding, scans it and resolves each address against the base URL (HTML standard 2.4.3): the
// query of a link is encoded as the page is. `max_links` bounds what is kept of a hostile page.
PageLinks ExtractLinks(std::string_view page, std::string_view content_type, const Url& page_url,
                       size_t max_links = 20000);

// The address in a refresh value ("5; url=/x"), by the shared declarative refresh steps; nullopt when it has none.
std::optional<std::string> RefreshAddress(std::string_view content);

}  // namespace dossier::crawler
