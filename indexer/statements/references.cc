#include "indexer/statements/references.h"

#include <algorithm>

#include "indexer/statements/mentions.h"

namespace dossier::indexer {
namespace {

constexpr size_t kMemory = 8;         // sentences that are remembered
constexpr size_t kSentencesBack = 3;  // how far back a reference looks
constexpr int kMaxModifiers = 5;

std::string Lower(std::string_view word) {
  std::string out(word);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

// ISO codes of the adjectives and cities that describe companies in the news.
std::string_view CountryOf(std::string_view adjective) {
  constexpr std::pair<std::string_view, std::string_view> kCountries[] = {
      {"chinese", "CN"},   {"russian", "RU"},  {"american", "US"},   {"british", "GB"},    {"german", "DE"},
      {"french", "FR"},    {"japanese", "JP"}, {"korean", "KR"},     {"taiwanese", "TW"},  {"indian", "IN"},
      {"israeli", "IL"},   {"iranian", "IR"},  {"canadian", "CA"},   {"australian", "AU"}, {"dutch", "NL"},
      {"swedish", "SE"},   {"finnish", "FI"},  {"swiss", "CH"},      {"italian", "IT"},    {"spanish", "ES"},
      {"ukrainian", "UA"}, {"u.s.", "US"},     {"us", "US"},         {"norwegian", "NO"},  {"shenzhen", "CN"},
      {"beijing", "CN"},   {"hangzhou", "CN"}, {"shanghai", "CN"},   {"moscow", "RU"},     {"tokyo", "JP"},
      {"seoul", "KR"},     {"taipei", "TW"},   {"espoo", "FI"},      {"stockholm", "SE"},  {"london", "GB"},
      {"munich", "DE"},    {"paris", "FR"},    {"california", "US"}, {"redmond", "US"},    {"cupertino", "US"},
      {"seattle", "US"},   {"texas", "US"},    {"danish", "DK"},     {"austrian", "AT"},   {"polish", "PL"},
      {"czech", "CZ"},     {"turkish", "TR"},  {"singaporean", "SG"}};
  if (adjective.ends_with("-based")) adjective.remove_suffix(6);
  for (const auto& [word, code] : kCountries) {
    if (word == adjective) return code;
  }
  return "";
}

}  // namespace

enum class NominalKind { kOne, kSeveral, kAgency, kPossessiveOne };

struct Discourse::Nominal {
  NominalKind kind = NominalKind::kOne;
  int first = 0;
  int last = 0;
  bool two = false;     // "both", "the two"
  std::string country;  // ISO code that a modifier names
  std::string head;     // lower case
};

bool Discourse::FindNominal(const Sentence& s, int at, Nominal& nominal) const {
  bool its = s.IsWord(at, "its");
  bool definite = s.IsWord(at, "the") || s.IsWord(at, "both") || s.IsWord(at, "these") || s.IsWord(at, "those");
  bool either = s.IsWord(at, "either") || s.IsWord(at, "neither");
  if (either && s.Is(at + 1, WordClass::kCompanyNoun)) {
    nominal = Nominal();
    nominal.kind = NominalKind::kSeveral;
    nominal.first = at;
    nominal.last = at + 1;
    nominal.two = true;
    nominal.head = Lower(s.Word(at + 1));
    return true;
  }
  if (!its && !definite) return false;
  nominal = Nominal();
  nominal.first = at;
  nominal.two = s.IsWord(at, "both");
  for (int i = at + 1; i < s.size() && i <= at + 1 + kMaxModifiers; ++i) {
    if (s.At(i).mark != 0 || s.EntityAt(i) != nullptr) return false;
    uint64_t classes = Lexicon::English().classes(s.At(i).word);
    auto is = [classes](WordClass c) { return (classes & ClassBit(c)) != 0; };
    if (is(WordClass::kPreposition) || is(WordClass::kCoordinator) || is(WordClass::kSubordinator)) return false;
    nominal.last = i;
    nominal.head = Lower(s.Word(i));
    bool one = is(WordClass::kCompanyNoun);
    bool several = is(WordClass::kCompaniesNoun);
    bool agency = is(WordClass::kAgencyNoun);
    bool product = is(WordClass::kProductNoun) && its;
    if (one || several || agency || product) {
      const Token* next = i + 1 < s.size() ? &s.At(i + 1) : nullptr;
      uint64_t next_classes = next != nullptr ? Lexicon::English().classes(next->word) : 0;
      bool head_again = next != nullptr && next->mark == 0 &&
                        (next_classes & (ClassBit(WordClass::kCompanyNoun) | ClassBit(WordClass::kCompaniesNoun))) != 0;
      if (head_again) continue;  // "the phone maker company"
      if (its && !product) return false;
      nominal.kind = product   ? NominalKind::kPossessiveOne
                     : several ? NominalKind::kSeveral
                     : agency  ? NominalKind::kAgency
                               : NominalKind::kOne;
      if (next == nullptr || next->mark != 0) return true;
      if (s.IsWord(i + 1, "that") || s.IsWord(i + 1, "who") || s.IsWord(i + 1, "whose")) return false;
      bool needs_more =
          nominal.head != "company" && nominal.head != "firm" && nominal.head != "giant" && nominal.head != "companies";
      if (s.IsWord(i + 1, "of") && needs_more) return false;
      uint16_t forms = Lexicon::English().forms(next->word);
      bool closed = next_classes != 0 && forms == 0;
      bool verb = (forms & kVerbForms) != 0;
      bool adverb = s.Word(i + 1).ends_with("ly");
      bool participle = s.Word(i + 1).ends_with("ed") || s.Word(i + 1).ends_with("ing");
      return product || closed || verb || adverb || participle;
    }
    std::string_view country = CountryOf(nominal.head);
    if (!country.empty()) nominal.country = std::string(country);
    if (is(WordClass::kNumberWord)) {
      if (nominal.head == "two")
        nominal.two = true;
      else
        return false;
    }
    if (is(WordClass::kDeterminer) && nominal.head != "other") return false;
    if (nominal.head == "other" || nominal.head == "same" || nominal.head == "entire") return false;
    if (is(WordClass::kBe) || is(WordClass::kHave) || is(WordClass::kPronoun) || is(WordClass::kDo)) return false;
    if (is(WordClass::kModalWeak) || is(WordClass::kModalWould) || is(WordClass::kModalShould) ||
        is(WordClass::kModalMust) || is(WordClass::kModalWill) || is(WordClass::kContraction)) {
      return false;
    }
    uint16_t forms = Lexicon::English().forms(s.At(i).word);
    bool only_verb = (forms & (kBase | kThird)) != 0 && (forms & (kNounForms | kAdjectiveForm)) == 0;
    if (only_verb) return false;
  }
  return false;
}

std::vector<Discourse::Named> Discourse::NamedBefore(const Sentence& s, int token) const {
  std::vector<Named> named;
  for (const EntitySpan& span : s.entities) {
    if (span.last >= token) continue;
    bool counts = span.type == MentionType::kVendor || span.type == MentionType::kAgency ||
                  span.type == MentionType::kOrganisation || span.type == MentionType::kProduct;
    bool everyday = span.ids.empty() && span.first == span.last && s.At(span.first).word != 0;
    if (!counts || everyday) continue;  // a capitalised "Suppliers" is no company
    MentionType type = span.type == MentionType::kProduct ? MentionType::kVendor : span.type;
    if (span.ids.empty()) named.push_back({"", type, span.first, false});
    for (const std::string& id : span.ids) named.push_back({id, type, span.first, false});
  }
  std::stable_sort(named.begin(), named.end(), [](const Named& a, const Named& b) { return a.token < b.token; });
  return named;
}

bool Discourse::Fits(const Named& named, const Nominal& nominal) const {
  if (named.type == MentionType::kOrganisation) return nominal.kind != NominalKind::kAgency;
  const Entity* entity = gazetteer_.Find(named.id);
  if (nominal.kind == NominalKind::kAgency) {
    if (named.type != MentionType::kAgency || entity == nullptr) return false;
    if (!nominal.country.empty() && !entity->country.empty() && entity->country != nominal.country) return false;
    std::string name = Lower(entity->name);
    if (nominal.head == "regulator" || nominal.head == "watchdog") return entity->subtype == "regulator";
    if (name.find(nominal.head) != std::string::npos) return true;
    bool plain = entity->subtype != "legislature" && entity->subtype != "court" && entity->subtype != "party" &&
                 entity->subtype != "government" && entity->subtype != "executive" && entity->subtype != "department" &&
                 entity->subtype != "ministry" && entity->subtype != "committee";
    return nominal.head == "agency" && plain;
  }
  if (named.type != MentionType::kVendor) return false;
  return nominal.country.empty() || entity == nullptr || entity->country.empty() || entity->country == nominal.country;
}

// One vendor: the only one that fits in this sentence before the reference, else in the nearest sentence that has any.
std::vector<std::string> Discourse::ResolveOne(const std::vector<Named>& here, const Nominal& nominal) const {
  auto distinct = [&](const std::vector<Named>& named) {
    std::vector<std::string> ids;
    for (const Named& n : named) {
      if (Fits(n, nominal)) AddDistinct(ids, n.id);
    }
    return ids;
  };
  std::vector<std::string> ids = distinct(here);
  size_t reach = single_vendor_ ? kMemory : kSentencesBack;
  for (const Remembered& sentence : memory_) {
    if (!ids.empty() || index_ - sentence.index > reach) break;
    if (sentence.block != block_ && sentence.block + 1 < block_ && !single_vendor_) break;
    ids = distinct(sentence.named);
    if (ids.size() > 1 && sentence.named.front().subject && Fits(sentence.named.front(), nominal)) {
      // The subject, when no other vendor stands beside it in a list.
      const Named& first = sentence.named.front();
      bool listed = sentence.named.size() > 1 && sentence.named[1].token - first.token <= 3;
      if (!listed && sentence.index + 1 == index_ && sentence.block == block_) ids = {first.id};
    }
  }
  if (ids.size() != 1 || ids[0].empty()) return {};
  return ids;
}

// The two vendors of a sentence that names exactly two, side by side ("Huawei and ZTE").
std::vector<std::string> Discourse::ListedPair(const std::vector<Named>& named) {
  std::vector<const Named*> vendors;
  for (const Named& n : named) {
    if (n.type != MentionType::kVendor || n.id.empty()) continue;
    bool known = std::any_of(vendors.begin(), vendors.end(), [&](const Named* v) { return v->id == n.id; });
    if (!known) vendors.push_back(&n);
  }
  if (vendors.size() != 2 || vendors[1]->token - vendors[0]->token > 3) return {};
  return {vendors[0]->id, vendors[1]->id};
}

// "It said", "It has been banned": the vendor of the last sentence, when it is the only organisation there and its
// subject.
bool Discourse::ReadPronoun(Sentence& s) const {
  if (s.size() < 3 || !s.IsWord(0, "it") || memory_.empty() || memory_.front().index + 1 != index_) return false;
  bool speech = s.Is(1, WordClass::kStrongSpeechVerb);
  bool perfect = s.Is(1, WordClass::kHave);
  if (!speech && !perfect) return false;
  const std::vector<Named>& last = memory_.front().named;
  bool one = !last.empty() && std::all_of(last.begin(), last.end(), [&](const Named& n) {
    return n.type == MentionType::kVendor && n.id == last.front().id && !n.id.empty();
  });
  if (!one || !last.front().subject) return false;
  EntitySpan span;
  span.type = MentionType::kVendor;
  span.ids = {last.front().id};
  span.reference = true;
  return PlaceEntity(s, s.At(0).begin, s.At(0).end, std::move(span));
}

std::vector<std::string> Discourse::ResolveSeveral(const std::vector<Named>& here, const Nominal& nominal) const {
  std::vector<std::string> ids;
  bool unknown = false;
  auto collect = [&](const std::vector<Named>& named) {
    for (const Named& n : named) {
      if (!Fits(n, nominal)) continue;
      if (n.id.empty())
        unknown = true;
      else
        AddDistinct(ids, n.id);
    }
  };
  collect(here);
  for (const Remembered& sentence : memory_) {
    if (nominal.two && ids.size() < 2 && index_ - sentence.index <= kSentencesBack) {
      if (std::vector<std::string> pair = ListedPair(sentence.named); !pair.empty()) return pair;
    }
    if (ids.size() >= 2 || unknown || index_ - sentence.index > kSentencesBack) break;
    collect(sentence.named);
  }
  if (unknown || ids.size() < 2 || (nominal.two && ids.size() != 2)) return {};
  return ids;
}

// The nearest sentence that names an agency which fits: when that is its subject, it is meant; else only when no other
// that fits is remembered ("the commission" after "SEC v. Jarkesy", in a text on the FCC).
std::vector<std::string> Discourse::ResolveAgency(const std::vector<Named>& here, const Nominal& nominal) const {
  const auto fitting = [&](const std::vector<Named>& named, std::vector<std::string>& ids) {
    for (const Named& n : named)
      if (n.type == MentionType::kAgency && Fits(n, nominal)) AddDistinct(ids, n.id);
  };
  std::vector<std::string> ids, all;
  fitting(here, ids);
  bool subject = !ids.empty();
  for (const Remembered& sentence : memory_) {
    if (ids.empty() && index_ - sentence.index <= kSentencesBack) {
      fitting(sentence.named, ids);
      const Named& first = sentence.named.front();
      subject = first.subject && ids.size() == 1 && first.id == ids[0];
    }
    fitting(sentence.named, all);
  }
  if (ids.size() != 1) return {};
  return subject || all.size() <= 1 ? ids : std::vector<std::string>();
}

// "its routers": the only organisation of this sentence so far, else the subject of the last one.
std::vector<std::string> Discourse::ResolvePossessive(const std::vector<Named>& here) const {
  if (!here.empty()) {
    bool one = std::all_of(here.begin(), here.end(), [&](const Named& n) { return n.id == here.front().id; });
    return one && here.front().type == MentionType::kVendor && !here.front().id.empty()
               ? std::vector<std::string>{here.front().id}
               : std::vector<std::string>();
  }
  if (memory_.empty() || memory_.front().index + 1 != index_ || memory_.front().block != block_) return {};
  const std::vector<Named>& last = memory_.front().named;
  bool one = std::all_of(last.begin(), last.end(), [&](const Named& n) { return n.id == last.front().id; });
  if (last.empty() || !one || last.front().type != MentionType::kVendor || last.front().id.empty()) return {};
  return {last.front().id};
}

std::vector<std::string> Discourse::Resolve(const Sentence& s, const Nominal& nominal) const {
  std::vector<Named> here = NamedBefore(s, nominal.first);
  switch (nominal.kind) {
    case NominalKind::kOne:
      return ResolveOne(here, nominal);
    case NominalKind::kSeveral:
      return ResolveSeveral(here, nominal);
    case NominalKind::kAgency:
      return ResolveAgency(here, nominal);
    case NominalKind::kPossessiveOne:
      return ResolvePossessive(here);
  }
  return {};
}

void Discourse::Read(Sentence& s, size_t block) {
  block_ = block;
  ReadPronoun(s);
  for (int i = 0; i < s.size(); ++i) {
    Nominal nominal;
    if (s.EntityAt(i) != nullptr || !FindNominal(s, i, nominal)) continue;
    std::vector<std::string> ids = Resolve(s, nominal);
    if (ids.empty()) continue;
    EntitySpan span;
    span.type = nominal.kind == NominalKind::kAgency ? MentionType::kAgency : MentionType::kVendor;
    span.ids = std::move(ids);
    span.reference = true;
    // "its routers" refers with its first word only.
    int last = nominal.kind == NominalKind::kPossessiveOne ? nominal.first : nominal.last;
    PlaceEntity(s, s.At(nominal.first).begin, s.At(last).end, std::move(span));
    i = last;
  }
  Remembered remembered{index_, block, NamedBefore(s, s.size() + 1)};
  if (!remembered.named.empty()) {
    bool verb_before = false;
    for (int i = 0; i < remembered.named.front().token; ++i) {
      verb_before |= s.EntityAt(i) == nullptr && (Lexicon::English().forms(s.At(i).word) & (kThird | kPast)) != 0;
    }
    remembered.named.front().subject = !verb_before;
    memory_.push_front(std::move(remembered));
    if (memory_.size() > kMemory) memory_.pop_back();
  }
  ++index_;
}

}  // namespace dossier::indexer
