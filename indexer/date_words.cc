// The word table of the date grammar. Every word is lower case; abbreviations stand without their dot.
#include <array>
#include <cstring>

#include "indexer/date_tokens.h"

namespace dossier::indexer::dates {
namespace {

template <class E>
constexpr int V(E value) {
  return static_cast<int>(value);
}

constexpr uint8_t kAbbrRisky = kAbbreviated | kRisky;

constexpr WordInfo kWords[] = {
    // months
    {"january", Type::kMonth, 1}, {"february", Type::kMonth, 2}, {"march", Type::kMonth, 3, kRisky},
    {"april", Type::kMonth, 4}, {"may", Type::kMonth, 5, kRisky}, {"june", Type::kMonth, 6},
    {"july", Type::kMonth, 7}, {"august", Type::kMonth, 8, kRisky}, {"september", Type::kMonth, 9},
    {"october", Type::kMonth, 10}, {"november", Type::kMonth, 11}, {"december", Type::kMonth, 12},
    {"jan", Type::kMonth, 1, kAbbreviated}, {"feb", Type::kMonth, 2, kAbbreviated},
    {"febr", Type::kMonth, 2, kAbbreviated}, {"mar", Type::kMonth, 3, kAbbrRisky},
    {"apr", Type::kMonth, 4, kAbbreviated}, {"jun", Type::kMonth, 6, kAbbrRisky},
    {"jul", Type::kMonth, 7, kAbbreviated}, {"aug", Type::kMonth, 8, kAbbreviated},
    {"sep", Type::kMonth, 9, kAbbreviated}, {"sept", Type::kMonth, 9, kAbbreviated},
    {"oct", Type::kMonth, 10, kAbbreviated}, {"nov", Type::kMonth, 11, kAbbreviated},
    {"dec", Type::kMonth, 12, kAbbreviated},
    // months: German, French, Spanish, Italian, Dutch, Portuguese
    {"januar", Type::kMonth, 1, kForeign}, {"jänner", Type::kMonth, 1, kForeign}, {"februar", Type::kMonth, 2, kForeign},
    {"märz", Type::kMonth, 3, kForeign}, {"mai", Type::kMonth, 5, kForeign}, {"juni", Type::kMonth, 6, kForeign},
    {"juli", Type::kMonth, 7, kForeign}, {"oktober", Type::kMonth, 10, kForeign}, {"dezember", Type::kMonth, 12, kForeign},
    {"janvier", Type::kMonth, 1, kForeign}, {"février", Type::kMonth, 2, kForeign}, {"fevrier", Type::kMonth, 2, kForeign},
    {"mars", Type::kMonth, 3, kForeign}, {"avril", Type::kMonth, 4, kForeign}, {"juin", Type::kMonth, 6, kForeign},
    {"juillet", Type::kMonth, 7, kForeign}, {"août", Type::kMonth, 8, kForeign}, {"aout", Type::kMonth, 8, kForeign},
    {"septembre", Type::kMonth, 9, kForeign}, {"octobre", Type::kMonth, 10, kForeign},
    {"novembre", Type::kMonth, 11, kForeign}, {"décembre", Type::kMonth, 12, kForeign},
    {"enero", Type::kMonth, 1, kForeign}, {"febrero", Type::kMonth, 2, kForeign}, {"marzo", Type::kMonth, 3, kForeign},
    {"abril", Type::kMonth, 4, kForeign}, {"mayo", Type::kMonth, 5, kForeign}, {"junio", Type::kMonth, 6, kForeign},
    {"julio", Type::kMonth, 7, kForeign}, {"agosto", Type::kMonth, 8, kForeign}, {"septiembre", Type::kMonth, 9, kForeign},
    {"setiembre", Type::kMonth, 9, kForeign}, {"octubre", Type::kMonth, 10, kForeign},
    {"noviembre", Type::kMonth, 11, kForeign}, {"diciembre", Type::kMonth, 12, kForeign},
    {"gennaio", Type::kMonth, 1, kForeign}, {"febbraio", Type::kMonth, 2, kForeign}, {"aprile", Type::kMonth, 4, kForeign},
    {"maggio", Type::kMonth, 5, kForeign}, {"giugno", Type::kMonth, 6, kForeign}, {"luglio", Type::kMonth, 7, kForeign},
    {"settembre", Type::kMonth, 9, kForeign}, {"ottobre", Type::kMonth, 10, kForeign},
    {"dicembre", Type::kMonth, 12, kForeign}, {"januari", Type::kMonth, 1, kForeign}, {"februari", Type::kMonth, 2, kForeign},
    {"maart", Type::kMonth, 3, kForeign}, {"mei", Type::kMonth, 5, kForeign}, {"augustus", Type::kMonth, 8, kForeign},
    {"janeiro", Type::kMonth, 1, kForeign}, {"fevereiro", Type::kMonth, 2, kForeign}, {"março", Type::kMonth, 3, kForeign},
    {"maio", Type::kMonth, 5, kForeign}, {"junho", Type::kMonth, 6, kForeign}, {"julho", Type::kMonth, 7, kForeign},
    {"setembro", Type::kMonth, 9, kForeign}, {"outubro", Type::kMonth, 10, kForeign},
    {"novembro", Type::kMonth, 11, kForeign}, {"dezembro", Type::kMonth, 12, kForeign},
    // weekdays
    {"monday", Type::kWeekday, 1}, {"tuesday", Type::kWeekday, 2}, {"wednesday", Type::kWeekday, 3},
    {"thursday", Type::kWeekday, 4}, {"friday", Type::kWeekday, 5}, {"saturday", Type::kWeekday, 6},
    {"sunday", Type::kWeekday, 7}, {"mon", Type::kWeekday, 1, kAbbrRisky}, {"tue", Type::kWeekday, 2, kAbbrRisky},
    {"tues", Type::kWeekday, 2, kAbbrRisky}, {"wed", Type::kWeekday, 3, kAbbrRisky},
    {"thu", Type::kWeekday, 4, kAbbrRisky}, {"thur", Type::kWeekday, 4, kAbbrRisky},
    {"thurs", Type::kWeekday, 4, kAbbrRisky}, {"fri", Type::kWeekday, 5, kAbbrRisky},
    {"sat", Type::kWeekday, 6, kAbbrRisky}, {"sun", Type::kWeekday, 7, kAbbrRisky},
    {"mondays", Type::kWeekday, 1, kPlural}, {"tuesdays", Type::kWeekday, 2, kPlural},
    {"wednesdays", Type::kWeekday, 3, kPlural}, {"thursdays", Type::kWeekday, 4, kPlural},
    {"fridays", Type::kWeekday, 5, kPlural}, {"saturdays", Type::kWeekday, 6, kPlural},
    {"sundays", Type::kWeekday, 7, kPlural},
    // units
    {"second", Type::kOrdinal, 2, kRisky}, {"seconds", Type::kUnit, V(Unit::kSecond), kPlural},
    {"minute", Type::kUnit, V(Unit::kMinute)}, {"minutes", Type::kUnit, V(Unit::kMinute), kPlural},
    {"mins", Type::kUnit, V(Unit::kMinute), kPlural | kAbbreviated}, {"hour", Type::kUnit, V(Unit::kHour)},
    {"hours", Type::kUnit, V(Unit::kHour), kPlural}, {"hrs", Type::kUnit, V(Unit::kHour), kPlural | kAbbreviated},
    {"day", Type::kUnit, V(Unit::kDay)}, {"days", Type::kUnit, V(Unit::kDay), kPlural},
    {"nights", Type::kUnit, V(Unit::kNight), kPlural}, {"weekend", Type::kUnit, V(Unit::kWeekend)},
    {"weekends", Type::kUnit, V(Unit::kWeekend), kPlural}, {"week", Type::kUnit, V(Unit::kWeek)},
    {"weeks", Type::kUnit, V(Unit::kWeek), kPlural}, {"fortnight", Type::kUnit, V(Unit::kFortnight)},
    {"fortnights", Type::kUnit, V(Unit::kFortnight), kPlural}, {"month", Type::kUnit, V(Unit::kMonth)},
    {"months", Type::kUnit, V(Unit::kMonth), kPlural}, {"quarter", Type::kUnit, V(Unit::kQuarter)},
    {"quarters", Type::kUnit, V(Unit::kQuarter), kPlural}, {"season", Type::kUnit, V(Unit::kSeasonUnit)},
    {"seasons", Type::kUnit, V(Unit::kSeasonUnit), kPlural}, {"half", Type::kUnit, V(Unit::kHalf)},
    {"year", Type::kUnit, V(Unit::kYear)}, {"years", Type::kUnit, V(Unit::kYear), kPlural},
    {"yrs", Type::kUnit, V(Unit::kYear), kPlural | kAbbreviated}, {"yr", Type::kUnit, V(Unit::kYear), kAbbreviated},
    {"decade", Type::kUnit, V(Unit::kDecade)}, {"decades", Type::kUnit, V(Unit::kDecade), kPlural},
    {"century", Type::kUnit, V(Unit::kCentury)}, {"centuries", Type::kUnit, V(Unit::kCentury), kPlural},
    {"millennium", Type::kUnit, V(Unit::kMillennium)}, {"millennia", Type::kUnit, V(Unit::kMillennium), kPlural},
    // numbers
    {"zero", Type::kCardinal, 0}, {"one", Type::kCardinal, 1}, {"two", Type::kCardinal, 2}, {"three", Type::kCardinal, 3},
    {"four", Type::kCardinal, 4}, {"five", Type::kCardinal, 5}, {"six", Type::kCardinal, 6},
    {"seven", Type::kCardinal, 7}, {"eight", Type::kCardinal, 8}, {"nine", Type::kCardinal, 9},
    {"ten", Type::kCardinal, 10}, {"eleven", Type::kCardinal, 11}, {"twelve", Type::kCardinal, 12},
    {"thirteen", Type::kCardinal, 13}, {"fourteen", Type::kCardinal, 14}, {"fifteen", Type::kCardinal, 15},
    {"sixteen", Type::kCardinal, 16}, {"seventeen", Type::kCardinal, 17}, {"eighteen", Type::kCardinal, 18},
    {"nineteen", Type::kCardinal, 19}, {"twenty", Type::kCardinal, 20}, {"thirty", Type::kCardinal, 30},
    {"forty", Type::kCardinal, 40}, {"fifty", Type::kCardinal, 50}, {"sixty", Type::kCardinal, 60},
    {"seventy", Type::kCardinal, 70}, {"eighty", Type::kCardinal, 80}, {"ninety", Type::kCardinal, 90},
    {"hundred", Type::kCardinal, 100}, {"thousand", Type::kCardinal, 1000}, {"million", Type::kCardinal, 1000000},
    {"first", Type::kOrdinal, 1}, {"third", Type::kOrdinal, 3}, {"fourth", Type::kOrdinal, 4},
    {"fifth", Type::kOrdinal, 5}, {"sixth", Type::kOrdinal, 6}, {"seventh", Type::kOrdinal, 7},
    {"eighth", Type::kOrdinal, 8}, {"ninth", Type::kOrdinal, 9}, {"tenth", Type::kOrdinal, 10},
    {"eleventh", Type::kOrdinal, 11}, {"twelfth", Type::kOrdinal, 12}, {"thirteenth", Type::kOrdinal, 13},
    {"fourteenth", Type::kOrdinal, 14}, {"fifteenth", Type::kOrdinal, 15}, {"sixteenth", Type::kOrdinal, 16},
    {"seventeenth", Type::kOrdinal, 17}, {"eighteenth", Type::kOrdinal, 18}, {"nineteenth", Type::kOrdinal, 19},
    {"twentieth", Type::kOrdinal, 20}, {"thirtieth", Type::kOrdinal, 30}, {"final", Type::kOrdinal, 100},
    {"st", Type::kSuffix, 1, kAbbreviated}, {"nd", Type::kSuffix, 2, kAbbreviated},
    {"rd", Type::kSuffix, 3, kAbbreviated}, {"th", Type::kSuffix, 4, kAbbreviated}, {"er", Type::kSuffix, 5, kForeign},
    {"twenties", Type::kDecade, 20}, {"thirties", Type::kDecade, 30}, {"forties", Type::kDecade, 40},
    {"fifties", Type::kDecade, 50}, {"sixties", Type::kDecade, 60}, {"seventies", Type::kDecade, 70},
    {"eighties", Type::kDecade, 80}, {"nineties", Type::kDecade, 90},
    {"several", Type::kQuantity}, {"few", Type::kQuantity}, {"many", Type::kQuantity}, {"some", Type::kQuantity},
    {"couple", Type::kQuantity, 2}, {"numerous", Type::kQuantity}, {"dozen", Type::kCardinal, 12},
    {"multiple", Type::kQuantity},
    // seasons and parts of the day
    {"spring", Type::kSeason, 'P'}, {"summer", Type::kSeason, 'S'}, {"fall", Type::kSeason, 'F', kRisky},
    {"autumn", Type::kSeason, 'F'}, {"winter", Type::kSeason, 'W'},
    {"morning", Type::kDayPart, V(DayPart::kMorning)}, {"mornings", Type::kDayPart, V(DayPart::kMorning), kPlural},
    {"noon", Type::kDayPart, V(DayPart::kNoon)}, {"midday", Type::kDayPart, V(DayPart::kMidday)},
    {"midnight", Type::kDayPart, V(DayPart::kMidnight)}, {"afternoon", Type::kDayPart, V(DayPart::kAfternoon)},
    {"evening", Type::kDayPart, V(DayPart::kEvening)}, {"night", Type::kDayPart, V(DayPart::kNight)},
    {"nighttime", Type::kDayPart, V(DayPart::kNight)}, {"daytime", Type::kDayPart, V(DayPart::kDaytime)},
    {"dawn", Type::kDayPart, V(DayPart::kMorning), kRisky}, {"dusk", Type::kDayPart, V(DayPart::kEvening), kRisky},
    {"afternoons", Type::kDayPart, V(DayPart::kAfternoon), kPlural},
    {"evenings", Type::kDayPart, V(DayPart::kEvening), kPlural},
    {"am", Type::kMeridiem, 0, kRisky}, {"pm", Type::kMeridiem, 12}, {"gmt", Type::kZone}, {"utc", Type::kZone},
    {"est", Type::kZone, 0, kRisky}, {"edt", Type::kZone}, {"cst", Type::kZone}, {"cdt", Type::kZone},
    {"mst", Type::kZone}, {"mdt", Type::kZone}, {"pst", Type::kZone}, {"pdt", Type::kZone}, {"et", Type::kZone, 0, kRisky},
    {"ct", Type::kZone, 0, kRisky}, {"pt", Type::kZone, 0, kRisky}, {"cet", Type::kZone}, {"cest", Type::kZone},
    {"bst", Type::kZone}, {"ist", Type::kZone}, {"jst", Type::kZone}, {"aest", Type::kZone}, {"msk", Type::kZone},
    {"bc", Type::kEra, -1}, {"bce", Type::kEra, -1}, {"ad", Type::kEra, 1, kRisky}, {"ce", Type::kEra, 1, kRisky},
    // relations
    {"this", Type::kRelative, V(Relative::kThis)}, {"last", Type::kRelative, V(Relative::kLast)},
    {"past", Type::kRelative, V(Relative::kPast)}, {"previous", Type::kRelative, V(Relative::kPrevious)},
    {"prior", Type::kRelative, V(Relative::kPrevious)}, {"preceding", Type::kRelative, V(Relative::kPrevious)},
    {"next", Type::kRelative, V(Relative::kNext)}, {"following", Type::kRelative, V(Relative::kFollowing)},
    {"subsequent", Type::kRelative, V(Relative::kFollowing)}, {"coming", Type::kRelative, V(Relative::kComing)},
    {"upcoming", Type::kRelative, V(Relative::kComing)}, {"that", Type::kRelative, V(Relative::kThat)},
    {"these", Type::kRelative, V(Relative::kThis), kPlural}, {"those", Type::kRelative, V(Relative::kThat), kPlural},
    {"same", Type::kRelative, V(Relative::kSame)}, {"current", Type::kRelative, V(Relative::kCurrent)},
    {"recent", Type::kRelative, V(Relative::kRecent)}, {"latest", Type::kRelative, V(Relative::kLast), kRisky},
    {"early", Type::kEdge, V(Edge::kEarly)}, {"mid", Type::kEdge, V(Edge::kMid)}, {"late", Type::kEdge, V(Edge::kLate)},
    {"later", Type::kShift, V(Shift::kLater)}, {"earlier", Type::kShift, V(Shift::kEarlier)},
    {"beginning", Type::kEdge, V(Edge::kStart)}, {"start", Type::kEdge, V(Edge::kStart), kRisky},
    {"middle", Type::kEdge, V(Edge::kMiddle)}, {"end", Type::kEdge, V(Edge::kEnd), kRisky},
    {"close", Type::kEdge, V(Edge::kEnd), kRisky}, {"rest", Type::kEdge, V(Edge::kRest), kRisky},
    {"remainder", Type::kEdge, V(Edge::kRest)},
    {"ago", Type::kShift, V(Shift::kAgo)}, {"before", Type::kShift, V(Shift::kBefore)},
    {"beforehand", Type::kShift, V(Shift::kBefore)}, {"previously", Type::kShift, V(Shift::kBefore)},
    {"after", Type::kShift, V(Shift::kAfter)}, {"afterwards", Type::kShift, V(Shift::kAfter)},
    {"afterward", Type::kShift, V(Shift::kAfter)}, {"thereafter", Type::kShift, V(Shift::kAfter)},
    {"hence", Type::kShift, V(Shift::kHence)},
    {"today", Type::kDeictic, V(Deictic::kToday)}, {"yesterday", Type::kDeictic, V(Deictic::kYesterday)},
    {"tomorrow", Type::kDeictic, V(Deictic::kTomorrow)}, {"tonight", Type::kDeictic, V(Deictic::kTonight)},
    {"overnight", Type::kDeictic, V(Deictic::kOvernight)}, {"now", Type::kDeictic, V(Deictic::kPresent)},
    {"currently", Type::kDeictic, V(Deictic::kPresent)}, {"nowadays", Type::kDeictic, V(Deictic::kPresent)},
    {"recently", Type::kDeictic, V(Deictic::kPast)}, {"lately", Type::kDeictic, V(Deictic::kPast)},
    {"future", Type::kDeictic, V(Deictic::kFuture)},
    {"about", Type::kApprox, V(Approx::kAbout)}, {"around", Type::kApprox, V(Approx::kAbout)},
    {"approximately", Type::kApprox, V(Approx::kAbout)}, {"roughly", Type::kApprox, V(Approx::kAbout)},
    {"circa", Type::kApprox, V(Approx::kAbout)}, {"ca", Type::kApprox, V(Approx::kAbout)},
    {"nearly", Type::kApprox, V(Approx::kNearly)}, {"almost", Type::kApprox, V(Approx::kNearly)},
    {"over", Type::kApprox, V(Approx::kOver)}, {"under", Type::kApprox, V(Approx::kUnder)},
    {"every", Type::kEvery}, {"each", Type::kEvery}, {"per", Type::kEvery},
    {"daily", Type::kFrequency, V(Unit::kDay)}, {"weekly", Type::kFrequency, V(Unit::kWeek)},
    {"monthly", Type::kFrequency, V(Unit::kMonth)}, {"quarterly", Type::kFrequency, V(Unit::kQuarter)},
    {"yearly", Type::kFrequency, V(Unit::kYear)}, {"annually", Type::kFrequency, V(Unit::kYear)},
    {"annual", Type::kFrequency, V(Unit::kYear)}, {"hourly", Type::kFrequency, V(Unit::kHour)},
    {"nightly", Type::kFrequency, V(Unit::kNight)},
    // prepositions, connectors, determiners
    {"in", Type::kPreposition, V(Prep::kIn)}, {"on", Type::kPreposition, V(Prep::kOn)},
    {"at", Type::kPreposition, V(Prep::kAt)}, {"by", Type::kPreposition, V(Prep::kBy)},
    {"since", Type::kPreposition, V(Prep::kSince)}, {"until", Type::kPreposition, V(Prep::kUntil)},
    {"till", Type::kPreposition, V(Prep::kUntil)}, {"from", Type::kPreposition, V(Prep::kFrom)},
    {"during", Type::kPreposition, V(Prep::kDuring)}, {"of", Type::kPreposition, V(Prep::kOf)},
    {"through", Type::kPreposition, V(Prep::kThrough)}, {"throughout", Type::kPreposition, V(Prep::kThroughout)},
    {"to", Type::kPreposition, V(Prep::kTo)}, {"between", Type::kPreposition, V(Prep::kBetween)},
    {"within", Type::kPreposition, V(Prep::kWithin)}, {"for", Type::kPreposition, V(Prep::kFor)},
    {"and", Type::kPreposition, V(Prep::kAnd)}, {"or", Type::kPreposition, V(Prep::kOr)},
    {"the", Type::kDeterminer, 0}, {"a", Type::kDeterminer, 1}, {"an", Type::kDeterminer, 1},
    {"de", Type::kPreposition, V(Prep::kOf), kForeign}, {"del", Type::kPreposition, V(Prep::kOf), kForeign},
    // holidays: the first words; date_holidays.cc has the rest
    {"christmas", Type::kHoliday}, {"thanksgiving", Type::kHoliday}, {"easter", Type::kHoliday},
    {"halloween", Type::kHoliday}, {"independence", Type::kHoliday}, {"labor", Type::kHoliday},
    {"labour", Type::kHoliday}, {"memorial", Type::kHoliday}, {"veterans", Type::kHoliday},
    {"valentine", Type::kHoliday}, {"valentines", Type::kHoliday}, {"boxing", Type::kHoliday}, {"black", Type::kHoliday},
    {"cyber", Type::kHoliday}, {"good", Type::kHoliday}, {"ash", Type::kHoliday}, {"palm", Type::kHoliday},
    {"pentecost", Type::kHoliday}, {"ascension", Type::kHoliday}, {"bastille", Type::kHoliday},
    {"armistice", Type::kHoliday}, {"remembrance", Type::kHoliday}, {"columbus", Type::kHoliday},
    {"mother", Type::kHoliday}, {"mothers", Type::kHoliday}, {"father", Type::kHoliday}, {"fathers", Type::kHoliday},
    {"presidents", Type::kHoliday}, {"president", Type::kHoliday}, {"martin", Type::kHoliday}, {"mlk", Type::kHoliday},
    {"groundhog", Type::kHoliday}, {"earth", Type::kHoliday}, {"new", Type::kHoliday}, {"juneteenth", Type::kHoliday},
    {"super", Type::kHoliday}, {"inauguration", Type::kHoliday}, {"election", Type::kHoliday}, {"patrick", Type::kHoliday},
    {"epiphany", Type::kHoliday}, {"guy", Type::kHoliday}, {"anzac", Type::kHoliday}, {"australia", Type::kHoliday},
    {"canada", Type::kHoliday},
    {"fiscal", Type::kFiscal}, {"calendar", Type::kFiscal}, {"fy", Type::kFiscal}, {"q", Type::kFiscal}, {"h", Type::kFiscal},
    // verbs and other words that tell tense
    {"will", Type::kOther, 0, 0, Verb::kModal}, {"shall", Type::kOther, 0, 0, Verb::kModal},
    {"would", Type::kOther, 0, 0, Verb::kModal}, {"ll", Type::kOther, 0, 0, Verb::kModal},
    {"won", Type::kOther, 0, 0, Verb::kPast}, {"going", Type::kOther, 0, 0, Verb::kFuture},
    {"scheduled", Type::kOther, 0, 0, Verb::kFuture}, {"expected", Type::kOther, 0, 0, Verb::kFuture},
    {"due", Type::kOther, 0, 0, Verb::kFuture}, {"slated", Type::kOther, 0, 0, Verb::kFuture},
    {"planned", Type::kOther, 0, 0, Verb::kFuture}, {"plans", Type::kOther, 0, 0, Verb::kFuture},
    {"plan", Type::kOther, 0, 0, Verb::kFuture}, {"planning", Type::kOther, 0, 0, Verb::kFuture},
    {"expects", Type::kOther, 0, 0, Verb::kFuture}, {"expect", Type::kOther, 0, 0, Verb::kFuture},
    {"poised", Type::kOther, 0, 0, Verb::kFuture}, {"set", Type::kOther, 0, 0, Verb::kFuture},
    {"hopes", Type::kOther, 0, 0, Verb::kFuture}, {"intends", Type::kOther, 0, 0, Verb::kFuture},
    {"projected", Type::kOther, 0, 0, Verb::kFuture}, {"deadline", Type::kOther, 0, 0, Verb::kFuture},
    {"expires", Type::kOther, 0, 0, Verb::kFuture}, {"begins", Type::kOther, 0, 0, Verb::kFuture},
    {"starts", Type::kOther, 0, 0, Verb::kFuture}, {"takes", Type::kOther, 0, 0, Verb::kFuture},
    {"opens", Type::kOther, 0, 0, Verb::kFuture}, {"meets", Type::kOther, 0, 0, Verb::kFuture},
    {"ends", Type::kOther, 0, 0, Verb::kFuture}, {"resumes", Type::kOther, 0, 0, Verb::kFuture},
    {"airs", Type::kOther, 0, 0, Verb::kFuture}, {"returns", Type::kOther, 0, 0, Verb::kFuture},
    {"premieres", Type::kOther, 0, 0, Verb::kFuture}, {"debuts", Type::kOther, 0, 0, Verb::kFuture},
    {"arrives", Type::kOther, 0, 0, Verb::kFuture}, {"hosts", Type::kOther, 0, 0, Verb::kFuture},
    {"faces", Type::kOther, 0, 0, Verb::kFuture}, {"continues", Type::kOther, 0, 0, Verb::kFuture}, {"must", Type::kOther, 0, 0, Verb::kModal},
    {"was", Type::kOther, 0, 0, Verb::kPast}, {"were", Type::kOther, 0, 0, Verb::kPast},
    {"had", Type::kOther, 0, 0, Verb::kPast}, {"did", Type::kOther, 0, 0, Verb::kPast},
    {"has", Type::kOther, 0, 0, Verb::kPast}, {"have", Type::kOther, 0, 0, Verb::kPast},
    {"said", Type::kOther, 0, 0, Verb::kPast}, {"told", Type::kOther, 0, 0, Verb::kPast},
    {"came", Type::kOther, 0, 0, Verb::kPast}, {"went", Type::kOther, 0, 0, Verb::kPast},
    {"made", Type::kOther, 0, 0, Verb::kPast}, {"took", Type::kOther, 0, 0, Verb::kPast},
    {"met", Type::kOther, 0, 0, Verb::kPast}, {"began", Type::kOther, 0, 0, Verb::kPast},
    {"gave", Type::kOther, 0, 0, Verb::kPast}, {"got", Type::kOther, 0, 0, Verb::kPast},
    {"held", Type::kOther, 0, 0, Verb::kPast}, {"left", Type::kOther, 0, 0, Verb::kPast},
    {"sent", Type::kOther, 0, 0, Verb::kPast}, {"saw", Type::kOther, 0, 0, Verb::kPast},
    {"spoke", Type::kOther, 0, 0, Verb::kPast}, {"wrote", Type::kOther, 0, 0, Verb::kPast},
    {"became", Type::kOther, 0, 0, Verb::kPast}, {"rose", Type::kOther, 0, 0, Verb::kPast},
    {"fell", Type::kOther, 0, 0, Verb::kPast}, {"lost", Type::kOther, 0, 0, Verb::kPast},
    {"broke", Type::kOther, 0, 0, Verb::kPast}, {"brought", Type::kOther, 0, 0, Verb::kPast},
    {"found", Type::kOther, 0, 0, Verb::kPast}, {"sold", Type::kOther, 0, 0, Verb::kPast},
    {"bought", Type::kOther, 0, 0, Verb::kPast}, {"ran", Type::kOther, 0, 0, Verb::kPast},
    {"shot", Type::kOther, 0, 0, Verb::kPast}, {"struck", Type::kOther, 0, 0, Verb::kPast},
    {"hit", Type::kOther, 0, 0, Verb::kPast}, {"kept", Type::kOther, 0, 0, Verb::kPast},
    {"led", Type::kOther, 0, 0, Verb::kPast}, {"flew", Type::kOther, 0, 0, Verb::kPast},
    {"paid", Type::kOther, 0, 0, Verb::kPast}, {"put", Type::kOther, 0, 0, Verb::kPast},
    {"stood", Type::kOther, 0, 0, Verb::kPast}, {"built", Type::kOther, 0, 0, Verb::kPast},
    {"caught", Type::kOther, 0, 0, Verb::kPast}, {"grew", Type::kOther, 0, 0, Verb::kPast},
    {"heard", Type::kOther, 0, 0, Verb::kPast}, {"knew", Type::kOther, 0, 0, Verb::kPast},
    {"thought", Type::kOther, 0, 0, Verb::kPast}, {"withdrew", Type::kOther, 0, 0, Verb::kPast},
    {"filed", Type::kOther, 0, 0, Verb::kPast}, {"sought", Type::kOther, 0, 0, Verb::kPast},
    {"died", Type::kOther, 0, 0, Verb::kPast}, {"drew", Type::kOther, 0, 0, Verb::kPast},
    {"threw", Type::kOther, 0, 0, Verb::kPast}, {"arose", Type::kOther, 0, 0, Verb::kPast},
    {"sank", Type::kOther, 0, 0, Verb::kPast}, {"is", Type::kOther, 0, 0, Verb::kPresent},
    {"are", Type::kOther, 0, 0, Verb::kPresent}, {"says", Type::kOther, 0, 0, Verb::kPresent},
};

constexpr size_t kSlots = 2048;  // a power of two, several times the number of words
static_assert(std::size(kWords) * 3 < kSlots);

constexpr uint32_t Hash(std::string_view word) {
  uint32_t hash = 2166136261u;
  for (const char c : word) hash = (hash ^ static_cast<uint8_t>(c)) * 16777619u;
  return hash ^ (hash >> 15);
}

constexpr std::array<uint16_t, kSlots> BuildSlots() {
  std::array<uint16_t, kSlots> slots{};
  for (size_t i = 0; i < std::size(kWords); ++i) {
    size_t slot = Hash(kWords[i].word) % kSlots;
    while (slots[slot] != 0) slot = (slot + 1) % kSlots;
    slots[slot] = static_cast<uint16_t>(i + 1);
  }
  return slots;
}

constexpr std::array<uint16_t, kSlots> kTable = BuildSlots();

}  // namespace

const WordInfo* FindWord(std::string_view lower_case) {
  size_t slot = Hash(lower_case) % kSlots;
  while (kTable[slot] != 0) {
    const WordInfo& info = kWords[kTable[slot] - 1];
    if (info.word == lower_case) return &info;
    slot = (slot + 1) % kSlots;
  }
  return nullptr;
}

}  // namespace dossier::indexer::dates
