// Stamps in UTC that the page also states in local time: they are of the publisher's day.
#pragma once

#include <vector>

#include "indexer/read/html/dates/candidate.h"

namespace dossier::indexer {

// Changes day and value of candidates in place, never their number or order. Linear up to a logarithm; pure.

// "December 22, 2023 10:22 PM" and "2023-12-23T03:22:07Z" are one instant: the stamp takes the local statement's day
// and value. A local time without an offset counts when whole half hours lie between, which are then its offset. Where
// a date line by the title has no clock, a stamp of the early hours in UTC takes the line's day if that is the day
// before, one of the late hours if it is the day after. Days that lines of the article show stay, and so do stamps of
// other pages and of comments.
void SettleInstants(std::vector<DateCandidate>& candidates);

}  // namespace dossier::indexer
