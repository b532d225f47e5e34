// Captures that are no documents: what a site offers to crawlers and not to people.
#pragma once

#include <string_view>

namespace dossier::corpus {

// "robots" for the robots.txt of a host (RFC 9309: at the root, by that name), "sitemap" for a sitemap or an index of
// sitemaps (sitemaps.org), "feed" for RSS, Atom and RDF feeds, "outlines" for OPML; "" for everything else. By the
// address and the root element, not by the content type, which servers often get wrong. Pure, thread safe.
std::string_view MachineFileKind(std::string_view bytes, std::string_view url);

// The start tag of the root element and its name, past byte order mark, declaration, comments and document type; both
// "" when no element is the first thing.
std::string_view RootTag(std::string_view text, std::string_view& name);

}  // namespace dossier::corpus
