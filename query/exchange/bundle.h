// Bundles: what was cited, with everything needed to check it without dossier, as a BagIt bag (RFC 8493).
//
//   data/captures.warc.gz    the records of the captures and of their canonical texts, bytes unchanged
//   data/texts/*.txt         the canonical texts
//   data/citations.json      CSL-JSON
//   data/certificates.json   the certificates, and where the records stand in the WARC file of the bundle
//   data/README.html         how to check it with sha256sum, tail, head and gzip
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "corpus/corpus.h"
#include "query/answer/rows.h"

namespace dossier::query {

using NamedFiles = std::vector<std::pair<std::string, std::string>>;  // path with '/', content

// The payload ("data/...") of verified rows. Every record is compared with its digest while it is copied.
// Errors: kCorrupt, kNotFound, kIo.
Result<NamedFiles> BundlePayload(const std::vector<EvidenceRow>& rows, const corpus::Corpus& corpus);

// The payload with the tag files of a bag: bagit.txt, bag-info.txt and the manifests.
NamedFiles BagOf(NamedFiles payload, UtcTime made);

}  // namespace dossier::query
