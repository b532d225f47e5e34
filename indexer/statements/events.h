// The events of a sentence: two voices, the rules of actions.h and a trained model, made one.
//
// A row of evidence is made of an event: a type of action, who does it, to whom, whether it is done, ordered, only
// proposed or denied, and its own date. The rules find words and say why; the model (models/event_model.h) reads the
// whole sentence for each vendor in it. The model may drop what a rule found, part what a rule gave to the wrong vendor
// and weaken a modality; it never makes one stronger than the rule has it. What only the model sees is an event when
// its score is above the point at which such rows were right on real pages (EventModel::thresholds).
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "indexer/facts/date_span.h"
#include "indexer/statements/grammar.h"
#include "indexer/statements/speakers.h"

namespace dossier::models {
class EventModel;
}

namespace dossier::indexer {

// One event of a sentence. `actors` and `targets` are its agents and patients.
struct Event : Action {
  std::string date;  // its own: a value as in DateOfStatement, "" when the sentence gives it none
  float score = 0;   // that the model sees it, 0 to 1
};

// Immutable; shared by threads. The statements of the index do not use it yet: its recall on our own labelled sentences
// is below that of the rules alone (training/events/README.md has the figures).
class EventReader {
 public:
  // The model that the program carries; without one (a build without indexer/models/events.bin) the rules decide alone.
  static const EventReader& Built();
  explicit EventReader(std::shared_ptr<const models::EventModel> model) : model_(std::move(model)) {}

  bool has_model() const { return model_ != nullptr; }

  // The events of the sentence. `rules` are the actions that FindActions gives for it, `people` the persons named in
  // it, `dates` the dates of the text; the last two in text order. The sentence must be tagged. Offsets are bytes of
  // the text. Empty when there is no model, no known vendor, or the sentence is too long to be prose.
  std::vector<Event> Decide(const Sentence& sentence, std::vector<Action> rules, const std::vector<PersonSpan>& people,
                            const std::vector<DateSpan>& dates) const;

 private:
  std::shared_ptr<const models::EventModel> model_;
};

}  // namespace dossier::indexer
