// What people read for what the index keeps as codes: actions, dates, and who acts apart from who is only named.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "query/answer/engine.h"

namespace dossier::query {

// "ban", "legal action": the everyday word. JSON keeps the code.
std::string ActionWords(indexer::ActionType type);
// "ban, proposed", "warning, denied".
std::string EventWords(const indexer::Action& event);

// "4 June 2018", "June 2018", "2018", "week of 4 June 2018", "second quarter of 2018"; "unknown" for what names no
// time.
std::string DateWords(std::string_view value);
// The same for columns: years, months and days stay in their short form (ISO 8601).
std::string DateCell(std::string_view value);

// The name of an agency or vendor; a party's committee speaks for no government and is marked.
std::string OrganisationName(const std::string& id, const Engine& engine);

// Names to show of a row's events, each once: who acts, on whom, and the agencies of the sentence that do neither as
// far as it tells. An agency that speaks acts.
struct Parties {
  std::vector<std::string> by, on, names;
};
Parties PartiesOf(const EvidenceRow& row, const Engine& engine);
// "ban by FCC on Huawei; fine on ZTE": each event with its parties.
std::string EventsText(const EvidenceRow& row, const Engine& engine);

// Who says it, with the role: "Christopher Wray, Director"; "" when nobody does.
std::string SpeakerWords(const EvidenceRow& row, const Engine& engine);

std::string JoinedNames(const std::vector<std::string>& names, const char* between = ", ");

}  // namespace dossier::query
