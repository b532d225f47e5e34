// Public suffixes ("co.uk"): names under which others register, by publicsuffix.org's list as it stands in
// base/frozen/public_suffixes.txt, not by the machine's. Both of its sections count. Thread safe.
#pragma once

#include <string_view>

namespace dossier {

// The public suffix of `host` and one label more, by the algorithm of https://publicsuffix.org/list/ ("news.bbc.co.uk"
// gives "bbc.co.uk"); an unlisted top-level name counts as a suffix. A view into `host`, which is in lower case and
// ASCII (punycode) without a dot at its end. "" when the host is itself a public suffix, or has an empty label.
std::string_view RegistrableDomainIn(std::string_view host);

}  // namespace dossier
