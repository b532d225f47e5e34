// Author names as bylines write them: "By Jane Doe and John Roe, Reuters | Aug. 4" gives two people.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dossier::indexer {

// All four are pure and thread safe. They judge by form, for many languages, and know nobody by name. A reader must not
// cite a label as an author, so what is doubtful is left out.

// The people of a byline, in order, without labels, roles, organisations, dates and addresses. Empty when no part
// looks like a person's name.
std::vector<std::string> PeopleOfByline(std::string_view byline);

// Whether the byline starts with a word that announces an author ("By", "Written by", "Von", "Author:").
bool AnnouncesAuthor(std::string_view text);

// Whether a name could be a person's: a few capitalised words, none of them a role, a label or an organisation.
// Judges the form alone: a company of two plain capitalised words passes.
bool LooksLikePerson(std::string_view name);

// Labels that name nobody: "Staff", "Admin", "Newsroom", "Guest".
bool NamesNobody(std::string_view name);

}  // namespace dossier::indexer
