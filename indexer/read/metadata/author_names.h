// Author names as bylines write them: "By Jane Doe and John Roe, Reuters | Aug. 4" gives two people.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dossier::indexer {

// The people of a byline, in order, without labels, roles, organisations, dates and addresses. Empty when no part
// looks like a person's name.
std::vector<std::string> PeopleOfByline(std::string_view byline);

// Whether the byline starts with a word that announces an author ("By", "Written by", "Von", "Author:").
bool AnnouncesAuthor(std::string_view text);

// Whether a name could be a person's: a few capitalised words, none of them a role, a label or an organisation.
bool LooksLikePerson(std::string_view name);

// Labels that name nobody: "Staff", "Admin", "Newsroom", "Guest".
bool NamesNobody(std::string_view name);

}  // namespace dossier::indexer
