#include "indexer/statements/event_dates.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/indexer/statements/made_sentence.h"

namespace dossier::indexer {
namespace {

TEST(EventDates, WhenTheDateIsADeadlineACountOrOfAnotherClause_ThenItIsNotTheEvents) {
  struct Case {
    const char* text;
    const char* date;
    const char* words;
    bool of_else;
    Modality modality = Modality::kDone;
  };
  for (const Case& one : std::vector<Case>{
           {"By May 8, disconnect all Quellgrid gear.", "May 8", "disconnect", true, Modality::kOrdered},
           {"Quellgrid had suffered its ninth breach since 2018.", "2018", "breach", true},
           {"Quellgrid has been barred since 2018.", "2018", "barred", false},
           {"In 2013 and 2014 Quellgrid was barred.", "2014", "barred", true},
           {"An article on May 18 stated that Quellgrid was barred.", "May 18", "barred", true},
           {"The Signal Office fined Quellgrid over its 2012 meltdown.", "2012", "fined", true},
           {"The Signal Office published a 2019 audit of Quellgrid.", "2019", "audit", false},
           {"Quellgrid flagged the campaign, which it first observed in September.", "September", "flagged", true},
           {"It told what hackers did over the weekend: Quellgrid was barred.", "weekend", "barred", true},
           {"On Tuesday Holt told reporters that offices had removed Quellgrid.", "Tuesday", "removed", true},
           {"When the board barred Quellgrid in 2022, it fined Marrowby.", "2022", "barred", false},
           {"When the board barred Quellgrid in 2022, it fined Marrowby.", "2022", "fined", true},
           {"It stayed unseen until May 20, when Quellgrid saw the breach.", "May 20", "breach", true},
           {"Last week the board gave Quellgrid leave following its addition to the list.", "Last week", "addition",
            true},
           {"The rules that were set to go into effect Sunday bar Quellgrid.", "Sunday", "bar", true},
           {"It could lead to a fine of a tenth of its 2015 revenue.", "2015", "fine", true},
           {"Before Friday the makers had recalled the cars.", "Friday", "recalled", true},
           {"The board looked into Quellgrid following reports by Reuters in 2012.", "2012", "looked into", true},
           {"In May Quellgrid lost an appeal against the fine.", "May", "fine", true},
           {"The Signal Office announced a fine in May.", "May", "fine", false},
           {"The islands sued Quellgrid on Wednesday over millions of recalled airbags.", "Wednesday", "recalled",
            true},
           {"The Signal Office fined Quellgrid in September.", "September", "fined", false}}) {
    const std::string text = one.text;
    DateSpan date;
    date.begin = text.find(one.date);
    date.end = date.begin + std::string(one.date).size();
    Action event = EventAt(text, one.words, ActionType::kProhibition);
    event.modality = one.modality;
    EXPECT_EQ(IsDateOfElse(Made(text), date, event), one.of_else) << text;
  }
}

TEST(EventDates, WhenSentencesAreNoSentences_ThenNothingIsReadOutsideOfThem) {
  for (const std::string& text : HostileSentences()) {
    const Sentence sentence = Made(text);
    for (const size_t begin : {size_t{0}, text.size() / 2, text.size()}) {
      DateSpan date;
      date.begin = begin;
      date.end = text.size();
      Action event;
      event.begin = text.size() - begin;
      event.end = text.size();
      IsDateOfElse(sentence, date, event);
    }
  }
}

}  // namespace
}  // namespace dossier::indexer
