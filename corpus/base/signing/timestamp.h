// Time stamps of RFC 3161 through libcrypto, compatible with openssl(1):
//   openssl ts -query -data message -sha256 -cert -out seal.tsq
//   openssl ts -verify -data message -in seal.tsr -CAfile authority.pem
#pragma once

#include <string>
#include <string_view>

#include "corpus/base/result.h"
#include "corpus/base/time.h"

namespace dossier {

struct TimeStamp {
  UtcTime time;          // as the authority states it
  std::string signer;    // the subject of its certificate (RFC 2253)
  bool vouched = false;  // its certificate leads to one that the caller gave
};

// A request (DER) for a stamp of the message's SHA-256, with the authority's certificate in the answer.
Result<std::string> TimeStampRequest(std::string_view message);

// Verifies an answer (DER): that it was granted, is about the message (SHA-2 only), and is signed by a certificate for
// time stamps that was valid then. `authorities`: PEM of the certificates that the caller trusts; with "" the signature
// is checked with the certificate that the answer itself holds, and nobody vouches for it.
// Errors: kCorrupt, with what is wrong; kParse when `authorities` holds no certificate.
Result<TimeStamp> VerifyTimeStamp(std::string_view answer, std::string_view message, std::string_view authorities);

}  // namespace dossier
