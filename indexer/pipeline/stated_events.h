// What structured sources state in fields and not in sentences, as events of their rows' statements: an entry of CISA's
// catalogue is an exploitation, a row of a sanctions list a sanction; products that are not affected have no
// vulnerability. Pure; thread safe.
#pragma once

#include "indexer/facts/document.h"
#include "indexer/facts/statement.h"
#include "indexer/gazetteer/gazetteer.h"

namespace dossier::indexer {

// `vendors`: ids of the document's own vendors, listed or provisional. Changes the events of statements that name one
// of them, and of an entry of a list the first statement.
void AddStatedEvents(const Gazetteer& gazetteer, const ReadDocument& read, const std::vector<std::string>& vendors,
                     Analysis& analysis);

}  // namespace dossier::indexer
