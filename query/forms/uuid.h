// UUIDs made of names (RFC 9562 section 5.5): the same name always gives the same id.
#pragma once

#include <string>
#include <string_view>

namespace dossier::query {

// Version 5 in the namespace for URLs (RFC 9562 section 6.6), lower case with hyphens.
std::string UuidOfUrl(std::string_view url);

}  // namespace dossier::query
