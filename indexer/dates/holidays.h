// Holidays that English news names by their names.
#pragma once

#include "corpus/base/time.h"

namespace dossier::indexer::dates {

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
Day DayOfHoliday(Holiday holiday, int year);

// The nth given weekday (ISO, Monday 1) of a month; n = -1 is the last.
Day NthWeekday(int year, int month, int weekday, int n);

}  // namespace dossier::indexer::dates
