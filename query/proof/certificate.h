// Certificates: what a cited quotation carries, stored in the corpus so that it verifies when the index is gone.
//
// A certificate is read years after it was written, perhaps from a file that somebody sent: nothing in it is believed
// but what its id and its digests hold. All functions are pure but for reads of the corpus; what they return owns its
// memory. Thread safe, each thread with a Corpus of its own.
#pragma once

#include "corpus/base/json.h"
#include "query/answer/rows.h"
#include "query/proof/verifier.h"

namespace dossier::query {

// What the row claims of its quotation. Nothing is checked: the row may come from an index that is older than the
// archive. The address is that of the capture, or of what an imported file stands for.
Claim ClaimOf(const EvidenceRow& row);

// "dossier.certificate/1" (OUTPUT.md): everything that Verify and a citation need. The place of the canonical text in
// the archive is left out when the corpus has none with the row's digest; the digest alone then decides.
Json CertificateOf(const EvidenceRow& row, const corpus::Corpus& corpus);
// Errors: kCorrupt when the JSON is no certificate, or when its id does not follow from its document key and its words
// (so that neither can be exchanged under an id that was printed). Members of another type read as absent.
Result<Claim> ClaimOfCertificate(const Json& certificate);
// The row as far as a certificate tells it, for citing without the index: one statement that is the whole passage, no
// vendor, no reason, unchecked. Errors as of ClaimOfCertificate.
Result<EvidenceRow> RowOfCertificate(const Json& certificate);

}  // namespace dossier::query
