// Which date of a sentence cannot be the event's own. The model (models/event_model.h) links the dates that fit; a
// deadline, a count's beginning or the day of another clause fits too. Unknown is better than wrong.
#pragma once

#include "indexer/facts/date_span.h"
#include "indexer/facts/statement.h"
#include "indexer/statements/grammar.h"

namespace dossier::indexer {

// Whether the date cannot be the event's own: the end ("until May 20") or a deadline ("by May 8" of an order), the
// start of a count ("its ninth since 2018"), the day of the report that tells of it ("an article on May 18 said"), one
// of two that are joined ("in 2013 and 2014"), of what the event only came before or stands beside ("lost an appeal
// against the fine in May", "recalled airbags"), or of another thing or clause ("over its 2012 meltdown", "which it
// first saw in May"). `event` has its trigger's bytes, equal when the model found none.
bool IsDateOfElse(const Sentence& sentence, const DateSpan& date, const Action& event);
}  // namespace dossier::indexer
