// Times as feeds state them: RFC 822 with its many misspellings, W3C date-time in every precision, asctime.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "corpus/base/time.h"

namespace dossier::crawler {

// What a feed states of a time, as exactly as it states it.
struct FeedTime {
  enum class Precision { kInstant, kOfDay, kOfMonth, kOfYear };
  UtcTime time;  // the instant; of the others the beginning of what is named, as if it were UTC
  Precision precision = Precision::kInstant;
};

// A clock whose zone is missing, unknown or stands for several (IST) gives its day only, as written. Day and month of
// "10/02/2024" are not told apart: nullopt, as for everything that is no date. Months may be named in English, German,
// French, Spanish, Italian, Portuguese or Dutch.
std::optional<FeedTime> ParseFeedDate(std::string_view text);

// "2024-10-02T15:45:00Z", "2024-10-02", "2024-10", "2024".
std::string FormatFeedTime(const FeedTime& time);

}  // namespace dossier::crawler
