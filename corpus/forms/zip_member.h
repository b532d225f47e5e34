// One file out of a zip that is held in memory (APPNOTE 6.3, as Office and OpenDocument use it).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/result.h"

namespace dossier::corpus {

// Errors: kParse (no zip, no such member, damaged), kLimit (more than `most` bytes). Thread safe.
Result<std::string> ReadZipMember(std::string_view zip, const std::string& member, uint64_t most);

// The names of its files, in its order, folders left out. Errors: kParse, kLimit (more than 10,000).
Result<std::vector<std::string>> ListZipMembers(std::string_view zip);

}  // namespace dossier::corpus
