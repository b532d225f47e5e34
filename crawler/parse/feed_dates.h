// Times as feeds state them: RFC 822 with its many misspellings, W3C date-time in every precision, asctime.
#pragma once

#include <optional>
#include <string_view>

#include "corpus/base/time.h"

namespace dossier::crawler {

// The instant; a time without zone counts as UTC, a date without time as its start. nullopt: no date.
std::optional<UtcTime> ParseFeedDate(std::string_view text);

}  // namespace dossier::crawler
