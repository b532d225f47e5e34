// Who says what: people with their roles, the speaker of a sentence, and the outlet that it was reported by.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "indexer/gazetteer/gazetteer.h"
#include "indexer/statements/grammar.h"

namespace dossier::indexer {

enum class Gender { kUnknown, kFemale, kMale };

// A person as the document introduced them.
struct Person {
  std::string name;
  std::string role;
  std::string organisation;
  Gender gender = Gender::kUnknown;  // by a title: "Mr", "Ms"
};

// A person's name on tokens [first, last] of a sentence.
// To be marked as a mention; also for people who do not speak.
struct PersonSpan {
  int first = 0;
  int last = 0;
  std::string name;  // the full name where the document gave it before
};

// What a sentence says about its speaker.
struct Attribution {
  std::optional<Speaker> speaker;
  std::string reported_by;
  std::vector<PersonSpan> people;
};

// The people of one document; feed it tagged sentences in order. Not thread safe; one object a document.
// Borrows the gazetteer, owns the rest; sentences may go once they were read. A surname alone is somebody only after
// the document gave the full name or where it stands before the colon of a quotation, and "she" is the last person who
// spoke. An organisation speaks when it says something: one that orders, asks or is told makes no statement; "the
// statement" is its words once it gave one out.
//
// A named person wins over an organisation, what stands beside a verb of speech over "according to".
class Speakers {
 public:
  explicit Speakers(const Gazetteer& gazetteer) : gazetteer_(gazetteer) {}
  // The sentence must be tagged and have its entities. Values in the result are owned, token numbers are the
  // sentence's.
  Attribution Read(const Sentence& sentence);
  // A new paragraph: quotations do not run on, and "he" may still be the last person. `voice` is who speaks by the
  // layout (voices.h): whoever the sentences name as a speaker goes before; none when the layout says nothing.
  void StartBlock(std::optional<Speaker> voice);

 private:
  friend class SpeakerFinder;
  const Person* BySurname(std::string_view surname) const;
  void Remember(const Person& person);

  const Gazetteer& gazetteer_;
  std::vector<Person> people_;
  std::optional<Speaker> voice_;        // of the block
  std::optional<Speaker> last_person_;  // who spoke last, by name or by role
  std::string last_organisation_;       // the last speaker when an organisation was it
  std::string text_of_;                 // whose "the statement" is
};

}  // namespace dossier::indexer
