// The answer that a section of a briefing opens with.

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "query/brief/brief.h"
#include "query/output/words.h"

namespace dossier::query {
namespace {

using indexer::ActionType;

constexpr size_t kMostNames = 4;

// "banned", "fined or sanctioned": what was done, before the vendor's name.
std::string Deed(ActionType type) {
  switch (type) {
    case ActionType::kWarning:
      return "warned of";
    case ActionType::kProhibition:
      return "banned";
    case ActionType::kRestriction:
      return "restricted";
    case ActionType::kSanction:
      return "fined or sanctioned";
    case ActionType::kLegalAction:
      return "took legal action against";
    case ActionType::kInvestigation:
      return "investigated";
    case ActionType::kReversal:
      return "lifted measures against";
    case ActionType::kMitigation:
      return "took measures over";
    case ActionType::kRecall:
      return "recalled products of";
    case ActionType::kProcurement:
      return "bought from";
    default:
      return "";
  }
}

std::string Number(size_t count) {
  static constexpr const char* kWords[] = {"no",  "one",   "two",   "three", "four", "five",
                                           "six", "seven", "eight", "nine",  "ten"};
  return count <= 10 ? kWords[count] : std::to_string(count);
}

std::string Counted(size_t count, const char* one, const char* many) {
  return Number(count) + " " + (count == 1 ? one : many);
}

std::string Capitalised(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

std::string Names(const std::set<std::string>& ids, const Engine& engine) {
  std::vector<std::string> names;
  for (const std::string& id : ids) {
    if (names.size() == kMostNames) {
      names.push_back(fmt::format("{} more", ids.size() - kMostNames));
      break;
    }
    names.push_back(OrganisationName(id, engine));
  }
  std::string text;
  for (size_t i = 0; i < names.size(); ++i) text += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
  return text;
}

// The rows of one kind of event.
struct Group {
  std::set<std::string> actors, countries;
  std::vector<size_t> footnotes;  // rows that tell who acts
  std::vector<size_t> untold;     // rows that do not
  const std::vector<size_t>& rows() const { return actors.empty() ? untold : footnotes; }
  void Add(const indexer::Action& event, size_t footnote, const Engine& engine) {
    for (const std::string& id : event.actors) {
      actors.insert(id);
      const indexer::Entity* entity = engine.gazetteer().Find(id);
      if (entity && !entity->country.empty()) countries.insert(entity->country);
    }
    std::vector<size_t>& rows = event.actors.empty() ? untold : footnotes;
    if (std::find(rows.begin(), rows.end(), footnote) == rows.end()) rows.push_back(footnote);
  }
};

// "Three organisations of two countries banned ZTE: FCC, ...".
std::string Told(const Group& group, const std::string& deed, const std::string& vendor, const Engine& engine) {
  if (group.actors.empty())
    return Capitalised(Counted(group.untold.size(), "quotation reports", "quotations report")) + " that " + vendor +
           " was " + deed + ", without saying by whom.";
  const std::string names = Names(group.actors, engine);
  if (group.actors.size() == 1) return names + " " + deed + " " + vendor + ".";
  std::string text = Capitalised(Counted(group.actors.size(), "organisation", "organisations"));
  if (!group.countries.empty()) text += " of " + Counted(group.countries.size(), "country", "countries");
  return text + " " + deed + " " + vendor + ": " + names + ".";
}

bool IsDeed(const indexer::Action& event) {
  return event.polarity == indexer::Polarity::kAsserted &&
         (event.modality == indexer::Modality::kDone || event.modality == indexer::Modality::kOrdered);
}

// Passive of the deeds that have one: of a group without an actor.
std::string Passive(ActionType type) {
  const std::string deed = Deed(type);
  if (type == ActionType::kLegalAction) return "the target of legal action";
  if (type == ActionType::kReversal) return "relieved of measures";
  if (type == ActionType::kWarning) return "warned of";
  return deed;
}

// From how many reports this is known, and what is denied by whom.
BriefSentence Known(const BriefSection& section, const std::string& vendor) {
  BriefSentence known;
  known.text = Capitalised(Counted(section.quotations.size(), "quotation", "quotations")) + " from " +
               Counted(section.documents, "document", "documents") + " of " +
               Counted(section.origins, "independent origin", "independent origins") +
               (section.quotations.size() == 1 ? " tells" : " tell") + " of " + vendor;
  std::set<std::string> deniers;
  for (const BriefQuotation& quotation : section.denials) {
    known.footnotes.push_back(quotation.footnote);
    if (!quotation.speaker.empty()) deniers.insert(quotation.speaker);
  }
  if (!section.denials.empty())
    known.text += "; " + Counted(section.denials.size(), "quotation denies or negates", "quotations deny or negate");
  std::string by;
  for (const std::string& who : deniers) by += (by.empty() ? "" : ", ") + who;
  if (!by.empty()) known.text += " (" + by + ")";
  known.text += section.more ? "; there are more, the limit cut them." : ".";
  return known;
}

}  // namespace

std::vector<BriefSentence> AnswerOf(const BriefSection& section, const Engine& engine) {
  const std::string vendor = section.heading.empty() ? "the vendors asked for" : section.heading;
  std::map<ActionType, Group> deeds;
  std::vector<size_t> planned;
  std::set<std::string> plans;
  for (const BriefQuotation& quotation : section.quotations)
    for (const indexer::Action* event : quotation.row.events()) {
      if (event->polarity != indexer::Polarity::kAsserted || Deed(event->type).empty()) continue;
      if (IsDeed(*event)) {
        deeds[event->type].Add(*event, quotation.footnote, engine);
      } else {
        if (std::find(planned.begin(), planned.end(), quotation.footnote) == planned.end())
          planned.push_back(quotation.footnote);
        plans.insert(ActionWords(event->type));
      }
    }
  std::vector<BriefSentence> sentences;
  // What more rows tell stands first.
  std::vector<std::pair<ActionType, const Group*>> order;
  for (const auto& [type, group] : deeds) order.emplace_back(type, &group);
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.second->rows().size() > b.second->rows().size(); });
  if (order.size() > 3) order.resize(3);
  for (const auto& [type, group] : order)
    sentences.push_back(
        {Told(*group, group->actors.empty() ? Passive(type) : Deed(type), vendor, engine), group->rows()});
  if (!planned.empty()) {
    std::string kinds;
    for (const std::string& plan : plans) kinds += (kinds.empty() ? "" : ", ") + plan;
    sentences.push_back({fmt::format("Only proposed, considered or alleged so far in {}: {}.",
                                     Counted(planned.size(), "quotation", "quotations"), kinds),
                         planned});
  }
  sentences.push_back(Known(section, vendor));
  return sentences;
}

}  // namespace dossier::query
