// The hash chain over captures: each capture's row carries a value that depends on all captures before it, so that
// a root noted elsewhere (one a UTC day) proves later that no capture was changed, removed or put in between.
//
//   leaf  = SHA-256 of five lines: record id, URL, fetched (RFC 3339 with milliseconds), SHA-256 of the body,
//           SHA-256 of the gzip member that holds the capture
//   value = SHA-256 of two lines: the previous value (64 zeros at the start), the leaf
//
// Lines end with "\n" and digests are lower-case hexadecimal, so anyone can recompute it with sha256sum (FORMAT.md).
#pragma once

#include <string>

#include "corpus/base/digest.h"
#include "corpus/base/time.h"

namespace dossier::corpus {

struct LinkFields {
  std::string record_id;
  std::string url;
  UtcTime fetched;
  Digest body;
  Digest member;
};

struct ChainLink {
  Digest value;  // all zero before the first capture
};

ChainLink NextLink(const ChainLink& previous, const LinkFields& fields);

}  // namespace dossier::corpus
