#include "corpus/url/public_suffix.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "corpus/base/embedded.h"
#include "corpus/base/frozen_rows.h"

namespace dossier {

DOSSIER_EMBEDDED(public_suffixes)

namespace {

// What the list says of a name, as bits.
constexpr uint8_t kSuffix = 1;     // it is a suffix
constexpr uint8_t kWildcard = 2;   // and so are all names with one label more (the list's "*.name")
constexpr uint8_t kException = 4;  // it is none, whatever a wildcard says

struct Rule {
  std::string_view name;
  uint8_t bits;
};

uint8_t BitsOf(std::string_view mark) {
  if (mark == "*") return kSuffix | kWildcard;
  return mark == "!" ? kException : kSuffix;
}

std::vector<Rule> ReadRules() {
  std::vector<Rule> rules;  // by name, as in the file
  rules.reserve(Embedded_public_suffixes().size() / 12);
  ForEachFrozenRow(Embedded_public_suffixes(), [&](std::string_view row) {
    const std::string_view name = TakeUntil(row, '\t');
    rules.push_back({name, BitsOf(row)});
  });
  return rules;
}

uint8_t RuleFor(std::string_view name) {
  static const auto* const rules = new std::vector<Rule>(ReadRules());  // lives as long as the process
  const auto found = std::lower_bound(rules->begin(), rules->end(), name,
                                      [](const Rule& rule, std::string_view wanted) { return rule.name < wanted; });
  return found != rules->end() && found->name == name ? found->bits : 0;
}

}  // namespace

std::string_view RegistrableDomainIn(std::string_view host) {
  // From the right, a label more each round. `domain`: the longest suffix so far and one label, "" when that is all.
  std::string_view domain;
  uint8_t rule_above = kSuffix | kWildcard;  // of the root: every top-level name is a suffix
  for (size_t end = host.size();;) {
    const size_t dot = end == 0 ? std::string_view::npos : host.rfind('.', end - 1);
    const size_t begin = dot == std::string_view::npos ? 0 : dot + 1;
    if (begin == end) return {};  // an empty label
    const std::string_view name = host.substr(begin);
    const uint8_t rule = RuleFor(name);
    if ((rule & kException) != 0) return name;
    if ((rule & kSuffix) != 0 || (rule_above & kWildcard) != 0) {
      domain = {};
    } else if (domain.empty()) {
      domain = name;
    }
    if (begin == 0) return domain;
    rule_above = rule;
    end = begin - 1;
  }
}

}  // namespace dossier
