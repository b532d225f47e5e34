// The English lexicon: english.tsv and the words of actions.tsv, read into a Lexicon on first use.
#include <array>
#include <cassert>

#include "corpus/base/embedded.h"
#include "indexer/text/action_words.h"
#include "indexer/text/lexicon.h"

DOSSIER_EMBEDDED(english_tsv)

namespace dossier::indexer {
namespace {

constexpr std::array<std::string_view, static_cast<size_t>(WordClass::kCount)> kClassNames = {"determiner",
                                                                                              "definite",
                                                                                              "demonstrative",
                                                                                              "possessive",
                                                                                              "pronoun",
                                                                                              "person-pronoun",
                                                                                              "preposition",
                                                                                              "coordinator",
                                                                                              "subordinator",
                                                                                              "condition",
                                                                                              "be",
                                                                                              "have",
                                                                                              "do",
                                                                                              "get",
                                                                                              "modal-weak",
                                                                                              "modal-would",
                                                                                              "modal-should",
                                                                                              "modal-must",
                                                                                              "modal-will",
                                                                                              "negator",
                                                                                              "contraction",
                                                                                              "adverb",
                                                                                              "to",
                                                                                              "month",
                                                                                              "weekday",
                                                                                              "number-word",
                                                                                              "company-noun",
                                                                                              "companies-noun",
                                                                                              "agency-noun",
                                                                                              "product-noun",
                                                                                              "role-head",
                                                                                              "role-title",
                                                                                              "honorific",
                                                                                              "speaker-noun",
                                                                                              "speech-verb",
                                                                                              "strong-speech-verb",
                                                                                              "report-verb",
                                                                                              "risk-carrier",
                                                                                              "support-verb",
                                                                                              "self-denied",
                                                                                              "link-noun",
                                                                                              "light-noun",
                                                                                              "false-word",
                                                                                              "noun",
                                                                                              "verb",
                                                                                              "adjective",
                                                                                              "role-modifier",
                                                                                              "country-adjective",
                                                                                              "brings-about"};

}  // namespace

// Reads english.tsv into a lexicon.
struct LexiconLoader {
  Lexicon& lexicon;

  void AddVerb(std::string_view spec, WordClass c) {
    Inflection forms = InflectVerb(spec);
    const std::pair<const std::string*, uint16_t> all[] = {{&forms.base, kBase},
                                                           {&forms.third, kThird},
                                                           {&forms.past, kPast},
                                                           {&forms.participle, kParticiple},
                                                           {&forms.gerund, kGerund}};
    for (const auto& [word, form] : all) {
      lexicon.AddForm(*word, form);
      lexicon.AddClass(*word, c);
    }
  }

  void AddWord(std::string_view word, WordClass c) {
    switch (c) {
      case WordClass::kVerb:
      case WordClass::kSpeechVerb:
      case WordClass::kStrongSpeechVerb:
      case WordClass::kReportVerb:
      case WordClass::kSupportVerb:
      case WordClass::kSelfDenied:
        AddVerb(word, c);
        return;
      case WordClass::kCompanyNoun:
      case WordClass::kAgencyNoun:
      case WordClass::kRoleHead:
      case WordClass::kSpeakerNoun:
      case WordClass::kRiskCarrier:
      case WordClass::kProductNoun:
      case WordClass::kCompaniesNoun:
      case WordClass::kLinkNoun:
        lexicon.AddForm(word, kSingular);
        break;
      case WordClass::kNoun:
        lexicon.AddForm(word, kSingular);
        lexicon.AddForm(PluralOf(word), kPlural);
        break;
      case WordClass::kAdjective:
      case WordClass::kCountryAdjective:
      case WordClass::kRoleModifier:
        lexicon.AddForm(word, kAdjectiveForm);
        break;
      default:
        break;
    }
    lexicon.AddClass(word, c);
  }

  void AddLine(std::string_view line) {
    size_t tab = line.find('\t');
    if (line.empty() || line[0] == '#' || tab == std::string_view::npos) return;
    std::string_view name = line.substr(0, tab);
    size_t index = 0;
    while (index < kClassNames.size() && kClassNames[index] != name) ++index;
    assert(index < kClassNames.size() && "english.tsv names an unknown class");
    std::string_view words = line.substr(tab + 1);
    while (!words.empty()) {
      size_t blank = words.find(' ');
      std::string_view word = words.substr(0, blank);
      if (!word.empty()) AddWord(word, static_cast<WordClass>(index));
      words = blank == std::string_view::npos ? std::string_view() : words.substr(blank + 1);
    }
  }
};

Lexicon::Lexicon() : entries_(1), slots_(1024, 0) {
  LexiconLoader loader{*this};
  std::string_view table = Embedded_english_tsv();
  while (!table.empty()) {
    size_t newline = table.find('\n');
    loader.AddLine(table.substr(0, newline));
    table = newline == std::string_view::npos ? std::string_view() : table.substr(newline + 1);
  }
  AddActionWords(*this);
}

const Lexicon& Lexicon::English() {
  static const Lexicon lexicon;
  return lexicon;
}

}  // namespace dossier::indexer
