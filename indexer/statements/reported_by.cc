#include "indexer/statements/reported_by.h"

#include <string_view>

namespace dossier::indexer {
namespace {

// A known outlet, or an unknown name that stands as one: "the newspaper Kommersant", "..., Politico reported".
bool IsOutlet(const Sentence& s, const EntitySpan& span) {
  if (span.type == MentionType::kOutlet) return true;
  if (span.type != MentionType::kOrganisation || !span.ids.empty()) return false;
  constexpr std::string_view kKinds[] = {"newspaper", "magazine", "broadcaster", "website",
                                         "outlet",    "daily",    "weekly"};
  for (std::string_view kind : kKinds) {
    if (s.IsWord(span.first - 1, kind)) return true;
  }
  int before = s.TagAt(span.first - 1) == Tag::kDeterminer ? span.first - 2 : span.first - 1;
  return s.MarkAt(before) == ',' && s.IsWord(span.last + 1, "reported");
}

bool Reports(const Sentence& s, const EntitySpan& span) {
  int next = span.last + 1;
  if (s.MarkAt(span.first - 1) == '(' && s.MarkAt(next) == ')' && span.first < 8) return true;  // (Reuters) -
  if (s.MarkAt(next) == ',' && s.IsWord(next + 1, "citing")) return true;
  while (s.TagAt(next) == Tag::kPossessive || s.TagAt(next) == Tag::kAdverb || s.TagAt(next) == Tag::kHave ||
         s.IsWord(next, "first"))
    ++next;
  if (s.Is(next, WordClass::kReportVerb) && (s.TagAt(next) != Tag::kNoun)) return true;
  constexpr std::string_view kWork[] = {"report",    "reports", "reporting", "investigation",
                                        "interview", "story",   "article"};
  for (std::string_view word : kWork) {
    if (s.IsWord(span.last + 1, word) || s.IsWord(next, word)) return true;
  }
  constexpr std::string_view kLead[] = {"told",      "reported", "according", "interview",   "report",    "reports",
                                        "seen",      "reviewed", "obtained",  "spoke",       "speaking",  "published",
                                        "revealed",  "citing",   "cited",     "broken",      "story",     "article",
                                        "statement", "email",    "reporting", "interviewed", "confirmed", "disclosed"};
  for (int i = span.first - 1; i >= 0 && i >= span.first - 4; --i) {
    if (s.MarkAt(i) != 0 && s.MarkAt(i) != ',') break;
    for (std::string_view word : kLead) {
      if (s.IsWord(i, word)) return true;
    }
    Tag tag = s.TagAt(i);
    if (tag == Tag::kVerb || (tag == Tag::kNoun && s.EntityAt(i) == nullptr && i < span.first - 2)) break;
  }
  return false;
}

// How the press names the outlet: its short name or acronym, else its name without the article.
std::string ShortName(const Gazetteer& gazetteer, const std::string& id) {
  const Entity* entity = gazetteer.Find(id);
  if (entity == nullptr) return id;
  std::string name = entity->name;
  if (name.starts_with("The ")) name = name.substr(4);
  return name;
}

}  // namespace

std::string ReportedBy(const Sentence& s, const Gazetteer& gazetteer) {
  for (const EntitySpan& span : s.entities) {
    if (span.reference || !IsOutlet(s, span) || !Reports(s, span)) continue;
    return span.ids.empty() ? std::string(s.Span(span.first, span.last)) : ShortName(gazetteer, span.ids[0]);
  }
  return "";
}

}  // namespace dossier::indexer
