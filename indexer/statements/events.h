// The events of a sentence: two voices, the rules of actions.h and a trained model, made one.
//
// A row of evidence is made of an event: a type of action, who does it, to whom, whether it is done, ordered, only
// proposed or denied, and its own date. The rules find words and say why; the model (models/event_model.h) reads the
// whole sentence for each vendor in it and says what is told of whom, and whether as a fact. An event is sure above the
// point at which such events were right on real pages (models::AnswerPoints), which is lower where a rule finds it too.
// What falls short is unsure: kept, and never an answer by itself.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/facts/date_span.h"
#include "indexer/statements/grammar.h"
#include "indexer/statements/speakers.h"

namespace dossier::models {
class EventModel;
struct Sentence;
struct SentenceEvents;
}  // namespace dossier::models

namespace dossier::indexer {

// What a sentence tells: the events that may be shown, and those for which too little speaks.
// Immutable; shared by threads.
class EventReader {
 public:
  struct Events {
    std::vector<Action> sure, unsure;  // each in text order
  };

  // Bytes of different sentences that the model reads of one document, each with kOfSentence more. In time some 15 s:
  // no page of news or law has names of vendors in so much text, and a page that is made to cost more is read up to
  // here.
  static constexpr size_t kMostOfDocument = 256 << 10, kOfSentence = 40;

  // What one document may cost, and what the model said of its sentences: one that comes again, word for word and with
  // the same names, is not read again. Belongs to one reading.
  class Document {
   public:
    // `published`: the text's ISO day, "" when nobody knows it.
    explicit Document(std::string_view text, std::string published = "", size_t most = kMostOfDocument);
    ~Document();
    // Whether there was more to read than `most`.
    bool spent() const { return spent_; }
    // Whether a date (a value as in Action::date) lies behind the day of the text, which cannot tell of it as done.
    bool IsAhead(const std::string& date) const;
    // Whether the text is about faults and fixes at all (parties.h).
    bool speaks_of_faults() const { return speaks_of_faults_; }
    // To be called for each name of a vendor in the text, before the first sentence is read: whom a text is mostly
    // about tells a vendor that has a flaw from one that reports it.
    void AddVendor(const std::string& id);
    // Whether the text names another vendor more often than each of these.
    bool IsNamedLess(const std::vector<std::string>& ids) const;

   private:
    friend class EventReader;
    struct Known;
    const models::SentenceEvents* Predict(const models::EventModel& model, const models::Sentence& sentence);
    size_t most_, read_ = 0;
    bool spent_ = false;
    bool speaks_of_faults_;
    std::string published_;
    std::unordered_map<std::string, size_t> named_;  // how often, by id
    size_t most_named_ = 0;
    std::unordered_map<std::string, std::unique_ptr<Known>> known_;  // by the sentence's text
  };

  // The model that the program carries; without one (a build without indexer/models/events.bin) the rules decide alone.
  static const EventReader& Built();
  explicit EventReader(std::shared_ptr<const models::EventModel> model) : model_(std::move(model)) {}

  bool has_model() const { return model_ != nullptr; }

  // The events of the sentence. `rules` are the actions that FindActions gives for it, `people` the persons named in
  // it, `dates` the dates in it; the last two in text order. The sentence must be tagged. Offsets are bytes of the
  // text. Where there is nothing that the model could decide (no model, no known vendor) the rules' actions are sure
  // as they are; in a sentence that is too long to be prose they are unsure.
  // When `document` is spent, the rules' actions are unsure.
  Events Read(const Sentence& sentence, std::vector<Action> rules, const std::vector<PersonSpan>& people,
              std::span<const DateSpan> dates, Document& document) const;

 private:
  std::shared_ptr<const models::EventModel> model_;
};

}  // namespace dossier::indexer
