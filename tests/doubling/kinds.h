// Hostile inputs of any size, each a beginning, a part that is repeated ("#" in it counts), and an end.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dossier::testing {

struct Kind {
  std::string_view group;  // what reads it: "page", "json", "text", "feed", "links", "warc", "draft", ...
  std::string_view name;
  std::string_view begin, part, end;
};

const std::vector<Kind>& Kinds();

// The input with about `size` bytes of repeated parts.
std::string InputOf(const Kind& kind, size_t size);

}  // namespace dossier::testing
