#include "corpus/catalogue/hash_chain.h"

#include <fmt/format.h>

namespace dossier::corpus {

ChainLink NextLink(const ChainLink& previous, const LinkFields& fields) {
  const Digest leaf = Sha256(fmt::format("{}\n{}\n{}\n{}\n{}\n", fields.record_id, fields.url,
                                         FormatRfc3339(fields.fetched, true), fields.body.hex(), fields.member.hex()));
  return {Sha256(fmt::format("{}\n{}\n", previous.value.hex(), leaf.hex()))};
}

}  // namespace dossier::corpus
