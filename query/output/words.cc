#include "query/output/words.h"

#include <fmt/format.h>

#include <algorithm>

#include "corpus/base/time.h"

namespace dossier::query {
namespace {

constexpr const char* kMonths[] = {"January", "February", "March",     "April",   "May",      "June",
                                   "July",    "August",   "September", "October", "November", "December"};

void AddOnce(std::vector<std::string>& list, std::string item) {
  if (!item.empty() && std::find(list.begin(), list.end(), item) == list.end()) list.push_back(std::move(item));
}

bool Has(const std::vector<std::string>& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

bool AreDigits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string DayWords(const Day& day) { return fmt::format("{} {} {}", day.day, kMonths[day.month - 1], day.year); }

// "2018-W23" and "2018-W23-WE" (ISO 8601 weeks begin on Monday; week 1 holds 4 January).
std::string WeekWords(std::string_view value) {
  const int year = std::stoi(std::string(value.substr(0, 4)));
  const int week = std::stoi(std::string(value.substr(6, 2)));
  const int64_t fourth = DaysSinceEpoch({year, 1, 4});
  const int64_t weekday = (fourth + 3) % 7;  // 1 January 1970 was a Thursday; Monday is 0
  const bool weekend = value.ends_with("-WE");
  const int64_t day = fourth - (weekday < 0 ? weekday + 7 : weekday) + int64_t{7} * (week - 1) + (weekend ? 5 : 0);
  return (weekend ? "weekend of " : "week of ") + DayWords(DayFromEpoch(day));
}

// Parts of a year: "Q2", "H1", "SU".
std::string PartOfYear(std::string_view part, std::string_view year) {
  static constexpr std::pair<std::string_view, std::string_view> kParts[] = {{"Q1", "first quarter of "},
                                                                             {"Q2", "second quarter of "},
                                                                             {"Q3", "third quarter of "},
                                                                             {"Q4", "fourth quarter of "},
                                                                             {"H1", "first half of "},
                                                                             {"H2", "second half of "},
                                                                             {"SP", "spring "},
                                                                             {"SU", "summer "},
                                                                             {"FA", "autumn "},
                                                                             {"AU", "autumn "},
                                                                             {"WI", "winter "}};
  for (const auto& [code, words] : kParts)
    if (part == code) return std::string(words) + std::string(year);
  return "";
}

std::string Words(std::string_view value) {
  const std::string_view year = value.substr(0, std::min<size_t>(4, value.size()));
  if (value.size() >= 10 && AreDigits(year))
    if (const auto day = ParseDay(std::string(value.substr(0, 10)))) return DayWords(*day);
  if (value.size() == 7 && AreDigits(year))
    if (const auto day = ParseDay(std::string(value) + "-01"))
      return fmt::format("{} {}", kMonths[day->month - 1], day->year);
  if (value.size() == 4 && AreDigits(value)) return std::string(value);
  if (value.size() == 3 && AreDigits(value)) return std::string(value) + "0s";
  if (value.size() == 4 && AreDigits(value.substr(0, 3)) && value[3] == 'X')
    return std::string(value.substr(0, 3)) + "0s";
  if (value.size() >= 8 && AreDigits(year) && value.substr(4, 2) == "-W" && AreDigits(value.substr(6, 2)))
    return WeekWords(value);
  if (value.size() == 7 && AreDigits(year) && value[4] == '-') return PartOfYear(value.substr(5), year);
  return "";
}

}  // namespace

std::string SpeakerWords(const EvidenceRow& row, const Engine& engine) {
  const auto& speaker = row.said().speaker;
  if (!speaker) return "";
  if (speaker->name.empty())
    return speaker->organisation.empty() ? speaker->role : engine.NameOf(speaker->organisation);
  return speaker->role.empty() ? speaker->name : speaker->name + ", " + speaker->role;
}

std::string JoinedNames(const std::vector<std::string>& names, const char* between) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : between) + name;
  return text;
}

std::string ActionWords(indexer::ActionType type) {
  if (type == indexer::ActionType::kProhibition) return "ban";
  std::string words(indexer::ActionTypeName(type));
  std::replace(words.begin(), words.end(), '-', ' ');
  return words;
}

std::string EventWords(const indexer::Action& event) {
  std::string text = ActionWords(event.type);
  if (event.modality != indexer::Modality::kDone) text += ", " + std::string(indexer::ModalityName(event.modality));
  if (event.polarity != indexer::Polarity::kAsserted) text += ", " + std::string(indexer::PolarityName(event.polarity));
  return text;
}

std::string DateWords(std::string_view value) {
  if (const size_t slash = value.find('/'); slash != std::string_view::npos) {
    const std::string from = Words(value.substr(0, slash)), to = Words(value.substr(slash + 1));
    return from.empty() || to.empty() ? "unknown" : from + " to " + to;
  }
  const std::string words = Words(value);
  return words.empty() ? "unknown" : words;
}

std::string DateCell(std::string_view value) {
  const bool shortest = (value.size() == 4 || value.size() == 7 || value.size() == 10) &&
                        value.find_first_not_of("0123456789-") == std::string_view::npos;
  return shortest ? std::string(value) : DateWords(value);
}

std::string OrganisationName(const std::string& id, const Engine& engine) {
  const indexer::Entity* entity = engine.gazetteer().Find(id);
  return engine.NameOf(id) + (entity && entity->subtype == "party" ? " (party committee)" : "");
}

Parties PartiesOf(const EvidenceRow& row, const Engine& engine) {
  Parties parties;
  std::vector<std::string> parts;  // ids that act or are acted on
  for (const indexer::Action* event : row.events()) {
    if (event->certainty == 0) continue;
    for (const std::string& id : event->actors) {
      AddOnce(parties.by, OrganisationName(id, engine));
      parts.push_back(id);
    }
    for (const std::string& id : event->targets) {
      AddOnce(parties.on, OrganisationName(id, engine));
      parts.push_back(id);
    }
  }
  for (const std::string& id : row.said().agencies)
    if (!Has(parts, id)) AddOnce(parties.names, OrganisationName(id, engine));
  return parties;
}

std::string EventsText(const EvidenceRow& row, const Engine& engine) {
  std::vector<std::string> parts;
  for (const indexer::Action* event : row.events()) {
    std::string part = EventWords(*event);
    if (event->certainty > 0) {
      std::vector<std::string> by, on;
      for (const std::string& id : event->actors) AddOnce(by, OrganisationName(id, engine));
      for (const std::string& id : event->targets) AddOnce(on, OrganisationName(id, engine));
      if (!by.empty()) part += " by " + JoinedNames(by);
      if (!on.empty()) part += " on " + JoinedNames(on);
    }
    AddOnce(parts, part);
  }
  return JoinedNames(parts, "; ");
}

}  // namespace dossier::query
