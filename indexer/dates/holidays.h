// Holidays that English news names by their names.
#pragma once

#include "corpus/base/time.h"

namespace dossier::indexer::dates {

// Names are matched in holidays.cc; the numbers never leave the program.
enum class Holiday : int {
  kChristmasEve,
  kChristmas,
  kNewYearsEve,
  kNewYearsDay,
  kThanksgiving,
  kEaster,
  kEasterMonday,
  kGoodFriday,
  kHalloween,
  kIndependenceDay,
  kLaborDay,
  kMemorialDay,
  kVeteransDay,
  kValentinesDay,
  kBoxingDay,
  kBlackFriday,
  kCyberMonday,
  kAshWednesday,
  kPalmSunday,
  kPentecost,
  kBastilleDay,
  kArmisticeDay,
  kColumbusDay,
  kMothersDay,
  kFathersDay,
  kPresidentsDay,
  kMartinLutherKingDay,
  kGroundhogDay,
  kEarthDay,
  kJuneteenth,
  kPatricksDay,
  kAnzacDay,
  kCanadaDay,
  kAscension,
  kMayDay,
  kAustraliaDay,
};

// The day of a holiday in a year (Gregorian, western churches; the United States' days where countries differ).
// Defined for every year from 1 on, also before there was the holiday: the text said it, not we. Easter by the
// Gregorian reckoning. Pure.
Day DayOfHoliday(Holiday holiday, int year);

// The nth given weekday (ISO, Monday 1) of a month; n = -1 is the last.
// n is 1 to 5, and a fifth that the month does not have runs into the next: callers ask for what a text names.
Day NthWeekday(int year, int month, int weekday, int n);

}  // namespace dossier::indexer::dates
