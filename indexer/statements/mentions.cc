#include "indexer/statements/mentions.h"

#include <algorithm>

#include "corpus/base/ascii.h"
#include "corpus/text/canonical_text.h"
#include "indexer/dates/dates.h"
#include "indexer/gazetteer/gazetteer.h"
#include "indexer/names/names.h"
#include "indexer/names/organisations.h"
#include "indexer/text/language.h"

namespace dossier::indexer {
namespace {

bool IsAlphanumeric(char c) { return IsDigitAscii(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// A hyphen at `at`, ASCII or U+2010 to U+2013: its length, else 0.
size_t HyphenAt(std::string_view text, size_t at) {
  if (at < text.size() && text[at] == '-') return 1;
  if (at + 3 > text.size() || text.substr(at, 2) != "\xE2\x80") return 0;
  auto last = static_cast<unsigned char>(text[at + 2]);
  return last >= 0x90 && last <= 0x93 ? 3 : 0;
}

size_t DigitsAt(std::string_view text, size_t at) {
  size_t end = at;
  while (end < text.size() && IsDigitAscii(text[end])) ++end;
  return end - at;
}

// The CVE id at `at` (a 'C' or 'c'): its length and value; length 0 when there is none.
size_t CveAt(std::string_view text, size_t at, std::string& value) {
  if (at > 0 && IsAlphanumeric(text[at - 1])) return 0;
  if (at + 3 > text.size() || (text[at + 1] | 0x20) != 'v' || (text[at + 2] | 0x20) != 'e') return 0;
  size_t end = at + 3;
  size_t hyphen = HyphenAt(text, end);
  if (hyphen == 0 || DigitsAt(text, end + hyphen) != 4) return 0;
  std::string_view year = text.substr(end + hyphen, 4);
  end += hyphen + 4;
  hyphen = HyphenAt(text, end);
  size_t digits = hyphen > 0 ? DigitsAt(text, end + hyphen) : 0;
  if (digits < 4 || digits > 19) return 0;
  value = "CVE-" + std::string(year) + "-" + std::string(text.substr(end + hyphen, digits));
  return end + hyphen + digits - at;
}

MentionType TypeOf(EntityType type) {
  return type == EntityType::kVendor   ? MentionType::kVendor
         : type == EntityType::kAgency ? MentionType::kAgency
                                       : MentionType::kOutlet;
}

MentionType TypeOf(DateKind kind) {
  switch (kind) {
    case DateKind::kDate:
      return MentionType::kDate;
    case DateKind::kTime:
      return MentionType::kTime;
    case DateKind::kDuration:
      return MentionType::kDuration;
    case DateKind::kSet:
      return MentionType::kSet;
  }
  return MentionType::kDate;
}

Mention At(size_t begin, size_t end, MentionType type) {
  Mention mention;
  mention.begin = begin;
  mention.end = end;
  mention.type = type;
  return mention;
}

}  // namespace

void FindCves(std::string_view text, std::vector<Mention>& mentions) {
  for (size_t at = text.find_first_of("Cc"); at != std::string_view::npos; at = text.find_first_of("Cc", at + 1)) {
    if (at + 13 > text.size()) break;
    if ((text[at + 1] | 0x20) != 'v') continue;
    Mention mention;
    if (size_t length = CveAt(text, at, mention.value); length > 0) {
      mention.begin = at;
      mention.end = at + length;
      mention.type = MentionType::kCve;
      mentions.push_back(std::move(mention));
    }
  }
}

std::vector<Mention> FindMentions(const Gazetteer& gazetteer, std::string_view text,
                                  const std::vector<corpus::Block>& blocks, const AnalysisContext& context,
                                  bool english, std::vector<DateSpan>& dates) {
  std::vector<Mention> mentions;
  std::vector<KnownSpan> known;
  for (const KnownName& name : FindKnownNames(gazetteer, text, blocks, context)) {
    const Entity& entity = gazetteer.entities()[name.entity];
    Mention mention = At(name.begin, name.end, name.product ? MentionType::kProduct : TypeOf(entity.type));
    mention.id = entity.id;
    mention.via = name.via;
    known.push_back({name.begin, name.end, entity.type});
    mentions.push_back(std::move(mention));
  }
  if (english) {
    for (const OtherName& name : FindOtherNames(text, known)) {
      Mention mention = At(name.begin, name.end, name.type);
      mention.via = name.via;
      mentions.push_back(std::move(mention));
    }
  }
  dates = FindDates(
      text,
      {.published = context.published, .narrative = context.narrative, .language = PrimaryLanguage(context.language)});
  for (const DateSpan& date : dates) {
    Mention mention = At(date.begin, date.end, TypeOf(date.kind));
    mention.value = date.value;
    mentions.push_back(std::move(mention));
  }
  FindCves(text, mentions);
  OrderMentions(mentions);
  return mentions;
}

void AddDistinct(std::vector<std::string>& ids, const std::string& id) {
  if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
}

void OrderMentions(std::vector<Mention>& mentions) {
  std::stable_sort(mentions.begin(), mentions.end(), [](const Mention& a, const Mention& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
  size_t last_end[12] = {};
  std::vector<Mention> kept;
  kept.reserve(mentions.size());
  for (Mention& mention : mentions) {
    size_t& end = last_end[static_cast<size_t>(mention.type)];
    bool together = !kept.empty() && kept.back().begin == mention.begin && kept.back().end == mention.end &&
                    kept.back().type == mention.type && kept.back().via == Via::kReference &&
                    mention.via == Via::kReference && kept.back().id != mention.id;
    if (mention.begin < end && !together) continue;
    end = std::max(end, mention.end);
    kept.push_back(std::move(mention));
  }
  mentions = std::move(kept);
}

}  // namespace dossier::indexer
