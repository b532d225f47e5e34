// What directives, alerts and advisories say of themselves that agencies publish as pages for people.
#pragma once

#include <string_view>

#include "indexer/facts/document.h"

namespace dossier::indexer {

// Whether a page can be an agency's own: its address, or else the one that it states, is of a government (.gov, .mil),
// or it has neither (a file that names no site). Pages of others tell of agencies; none of them speaks as one.
bool MayBeOfAgency(const ReaderInput& input, const ReadDocument& read);

// Adds ReadDocument::structured to a page that is one: a directive of DHS or CISA ("Emergency Directive 21-01", "BOD
// 17-01"), an advisory or alert of CISA (ICSA-17-012-03, AA20-352A), a document of the Federal Register in GPO's text.
// Its number, the days of release and of the last update apart, what it requires and until when. Only of the
// issuer's own site, or of a file that names no site; a paper without a site must show its letterhead and labels too. A
// page or paper about a directive is none. Pure; thread safe.
void AddAgencyFacts(const ReaderInput& input, ReadDocument& read);

}  // namespace dossier::indexer
