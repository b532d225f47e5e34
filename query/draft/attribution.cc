#include "query/draft/attribution.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>

#include "corpus/base/case_folding.h"
#include "corpus/base/utf8.h"
#include "indexer/index/reader.h"

namespace dossier::query {
namespace {

using indexer::Entity;
using indexer::EntityType;

void AddOnce(std::vector<std::string>& list, const std::string& item) {
  if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
}

bool Has(const std::vector<std::string>& list, const std::string& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

// Where the sentence that ends at `end` begins: behind the last full stop, question or exclamation mark that a blank
// follows. A stop behind a short word with a capital is an abbreviation's ("Mr. ", "U.S. ").
size_t SentenceBegin(std::string_view text, size_t end) {
  for (size_t i = end; i > 1; --i) {
    if (text[i - 1] != ' ' || std::string_view(".!?").find(text[i - 2]) == std::string_view::npos) continue;
    const size_t word = text.substr(0, i - 1).rfind(' ') + 1;  // npos + 1 is the beginning
    const bool short_name = text[i - 2] == '.' && i - 2 - word <= 3 && text[word] >= 'A' && text[word] <= 'Z';
    if (!short_name) return i;
  }
  return 0;
}

size_t SentenceEnd(std::string_view text, size_t begin) {
  for (size_t i = begin; i + 1 < text.size(); ++i)
    if (std::string_view(".!?").find(text[i]) != std::string_view::npos && text[i + 1] == ' ') return i + 1;
  return text.size();
}

// The sentence around a quotation in two parts, what stands before it and behind it.
struct Around {
  std::string before, behind;
};

// Behind the closing mark of a quotation that ends its sentence only a dash or a bracket still belongs to it.
std::string Behind(std::string_view context, size_t end, bool closed) {
  size_t mark_end = end;
  if (mark_end < context.size()) NextCodePoint(context, mark_end);
  std::string_view rest = context.substr(mark_end);
  if (!closed) return std::string(rest.substr(0, SentenceEnd(rest, 0)));
  while (rest.starts_with(' ')) rest.remove_prefix(1);
  if (rest.starts_with('(')) return std::string(rest.substr(0, rest.find(')')));
  for (std::string_view dash : {"\xE2\x80\x94", "\xE2\x80\x93", "\xE2\x80\x95", "--"})
    if (rest.starts_with(dash)) return std::string(rest.substr(0, SentenceEnd(rest, dash.size())));
  return "";
}

Around PartsAround(const DraftQuotation& quotation) {
  const std::string_view context = quotation.context;
  if (quotation.at == std::string::npos) {
    // A block: what leads to it counts when it says so, with a colon or a verb; the line below it always.
    return {std::string(context.substr(SentenceBegin(context, context.size() > 0 ? context.size() - 1 : 0))), ""};
  }
  const size_t end = quotation.at + quotation.text.size();
  const bool closed =
      !quotation.text.empty() && std::string_view(".!?").find(quotation.text.back()) != std::string_view::npos;
  const size_t begin = SentenceBegin(context, quotation.at);
  return {std::string(context.substr(begin, quotation.at - begin)), Behind(context, end, closed)};
}

bool IsVerbOfSaying(std::string_view word) {
  static const std::set<std::string, std::less<>> kVerbs = {
      "said",    "says",      "say",       "told",       "tells",     "warned",  "warns",  "stated",
      "states",  "wrote",     "writes",    "announced",  "announces", "argued",  "argues", "added",
      "adds",    "noted",     "notes",     "explained",  "explains",  "claimed", "claims", "insisted",
      "insists", "declared",  "declares",  "replied",    "responded", "denied",  "denies", "testified",
      "tweeted", "commented", "concluded", "complained", "according", "puts",    "put"};
  return kVerbs.contains(FoldCase(word));
}

struct Word {
  std::string_view text;
  size_t begin, end;
};

std::vector<Word> WordsIn(std::string_view text) {
  std::vector<Word> words;
  for (const auto& word : indexer::WordsOf(text))
    words.push_back({text.substr(word.begin, word.end - word.begin), word.begin, word.end});
  return words;
}

struct Named {
  const Entity* entity;
  size_t begin, end;
};

// Known names in a text. Those that are also words ("Time", "The Hill") need context that a draft does not give.
std::vector<Named> NamesIn(std::string_view text, const indexer::Gazetteer& gazetteer) {
  std::vector<Named> names;
  for (const indexer::GazetteerHit& hit : gazetteer.Match(text)) {
    const indexer::Alias& alias = gazetteer.aliases()[hit.alias];
    if (!alias.rule.empty()) continue;
    if (!names.empty() && hit.begin >= names.back().begin && hit.end < names.back().end) continue;  // part of a longer
    names.push_back({&gazetteer.entities()[alias.entity], hit.begin, hit.end});
  }
  return names;
}

constexpr size_t kFarthestWords = 6;  // between a name and its verb

// A person's name in capitals that ends, or begins, at a word.
std::string PersonAt(const std::vector<Word>& words, std::string_view text, size_t verb, bool before) {
  static const std::set<std::string, std::less<>> kNone = {"The",  "He", "She", "It",  "They", "We", "I",  "This",
                                                           "That", "As", "And", "But", "In",   "On", "Who"};
  static const std::set<std::string, std::less<>> kTitles = {
      "Mr",           "Mrs",     "Ms",        "Dr",        "Sen",      "Rep",      "Gov",
      "Gen",          "Senator", "President", "Secretary", "Director", "Minister", "Representative",
      "Commissioner", "Chairman"};
  std::vector<std::string> parts;
  const auto take = [&](size_t i) {
    const std::string word(words[i].text);
    if (word.empty() || word[0] < 'A' || word[0] > 'Z' || kNone.contains(word) || parts.size() >= 4) return false;
    if (!kTitles.contains(word)) parts.insert(before ? parts.begin() : parts.end(), word);
    return true;
  };
  const auto apart = [&](size_t a, size_t b) {  // a comma divides names
    return text.substr(words[a].end, words[b].begin - words[a].end).find_first_not_of(" .'-") != std::string_view::npos;
  };
  if (before)
    for (size_t i = verb; i-- > 0 && !apart(i, i + 1) && take(i);) {
    }
  else
    for (size_t i = verb + 1; i < words.size() && !apart(i - 1, i) && take(i); ++i) {
    }
  std::string name;
  for (const std::string& part : parts) name += (name.empty() ? "" : " ") + part;
  return name;
}

// Whether a preposition stands before the name: "of Huawei it wrote".
bool IsObject(std::string_view part, const Named& name) {
  std::string_view before = part.substr(0, name.begin);
  while (before.ends_with(' ')) before.remove_suffix(1);
  const std::string word = FoldCase(before.substr(before.rfind(' ') + 1));
  static const std::set<std::string, std::less<>> kPrepositions = {"of",  "about", "on",   "to",   "against",
                                                                   "for", "from",  "with", "over", "into"};
  return kPrepositions.contains(word);
}

// Who speaks in one part of the sentence: the name beside the verb of saying that is nearest to the quotation.
void FindSpeaker(std::string_view part, bool leads, const indexer::Gazetteer& gazetteer, Attribution& named) {
  const std::vector<Word> words = WordsIn(part);
  const std::vector<Named> names = NamesIn(part, gazetteer);
  std::optional<size_t> verb;
  for (size_t i = 0; i < words.size(); ++i) {
    if (!IsVerbOfSaying(words[i].text)) continue;
    if (verb && !leads) break;
    if (!leads && i > kFarthestWords) break;  // what stands far behind is another matter
    verb = i;
  }
  if (!verb) return;
  const auto distance = [&](const Named& name) {  // words between the name and the verb
    return static_cast<size_t>(std::count_if(words.begin(), words.end(), [&](const Word& word) {
      return (word.begin >= name.end && word.end <= words[*verb].begin) ||
             (word.begin >= words[*verb].end && word.end <= name.begin);
    }));
  };
  // "according to X", "said by X": the name stands behind.
  const bool according = FoldCase(words[*verb].text) == "according" ||
                         (*verb + 1 < words.size() && FoldCase(words[*verb + 1].text) == "by");
  const Named* best = nullptr;
  for (const bool before : {true, false}) {
    if ((before && according) || best) continue;
    if (!before && leads && !according) continue;  // "X told Y": Y is told
    for (const Named& name : names) {
      if (name.entity->type == EntityType::kOutlet) continue;
      const bool is_before = name.end <= words[*verb].begin;
      if (is_before != before || distance(name) > kFarthestWords || (!according && IsObject(part, name))) continue;
      if (!best || distance(name) < distance(*best)) best = &name;
    }
  }
  std::string person = according ? PersonAt(words, part, *verb + 1, false) : PersonAt(words, part, *verb, true);
  if (person.empty() && !leads && !according) person = PersonAt(words, part, *verb, false);
  // Capitals that a known name covers are no person.
  if (!person.empty())
    for (const Named& name : names)
      if (std::string(part.substr(name.begin, name.end - name.begin)).find(person.substr(person.rfind(' ') + 1)) !=
          std::string::npos)
        person.clear();
  if (!person.empty() && named.person.empty()) named.person = person;
  if (best && named.speakers.empty())
    for (const Named& name : names)
      if (name.begin == best->begin && name.end == best->end) AddOnce(named.speakers, name.entity->id);
}

void FindAddresses(std::string_view text, Attribution& named) {
  for (std::string_view scheme : {std::string_view("https://"), std::string_view("http://")})
    for (size_t at = text.find(scheme); at != std::string_view::npos; at = text.find(scheme, at + 1)) {
      size_t end = std::min(text.find_first_of(" \t\n<>\"'", at), text.size());
      while (end > at && std::string_view(".,;:)]").find(text[end - 1]) != std::string_view::npos) --end;
      const std::string url(text.substr(at, end - at));
      AddOnce(named.urls, url.substr(0, url.find('#')));
    }
  for (const Word& word : WordsIn(text)) {
    const std::string id(word.text);
    if (id.size() != 13 || (id[0] != 'e' && id[0] != 'd')) continue;
    if (id.find_first_not_of("0123456789abcdefghjkmnpqrstvwxyz") == std::string::npos &&
        id.find_first_of("0123456789") != std::string::npos)
      AddOnce(named.ids, id);
  }
}

// "fortune.com" among the words; a company's name ("Amazon.com") has a capital.
void FindHosts(std::string_view text, Attribution& named) {
  for (size_t begin = 0; begin < text.size();) {
    begin = std::min(text.find_first_not_of(" \t()[],;:\"", begin), text.size());
    const size_t end = std::min(text.find_first_of(" \t()[],;:\"", begin), text.size());
    std::string word(text.substr(begin, end - begin));
    begin = end;
    while (word.ends_with('.')) word.pop_back();
    const size_t dot = word.rfind('.');
    if (dot == std::string::npos || dot == 0 || word.size() - dot < 3 || word.find('/') != std::string::npos) continue;
    if (word.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-") != std::string::npos) continue;
    if (word.find_first_of("0123456789", dot) != std::string::npos) continue;
    AddOnce(named.hosts, word.starts_with("www.") ? word.substr(4) : word);
  }
}

void FindOutlets(std::string_view text, const indexer::Gazetteer& gazetteer, const std::vector<std::string>& publishers,
                 Attribution& named) {
  for (const Named& name : NamesIn(text, gazetteer))
    if (name.entity->type == EntityType::kOutlet) AddOnce(named.outlets, name.entity->id);
  for (const std::string& publisher : publishers) {
    if (publisher.size() < 4) continue;
    const size_t at = text.find(publisher);
    if (at != std::string_view::npos && IsWordBoundary(text, at) && IsWordBoundary(text, at + publisher.size()))
      AddOnce(named.publishers, publisher);
  }
  FindHosts(text, named);
}

std::string WithoutScheme(std::string url) {
  for (std::string_view scheme : {std::string_view("https://"), std::string_view("http://")})
    if (url.starts_with(scheme)) url.erase(0, scheme.size());
  while (url.ends_with('/')) url.pop_back();
  return url;
}

std::string HostOf(const std::string& url) {
  std::string host = WithoutScheme(url);
  host = host.substr(0, host.find_first_of("/?#:"));
  return host.starts_with("www.") ? host.substr(4) : host;
}

// Whether one is the other, or a part of it.
bool Related(const std::string& a, const std::string& b, const indexer::Gazetteer& gazetteer) {
  if (a == b) return true;
  for (const auto& [from, to] : {std::pair(a, b), std::pair(b, a)}) {
    const Entity* entity = gazetteer.Find(from);
    for (int step = 0; entity && !entity->parent.empty() && step < 8; ++step) {
      if (entity->parent == to) return true;
      entity = gazetteer.Find(entity->parent);
    }
  }
  return false;
}

std::string LastWord(const std::string& name) { return FoldCase(name.substr(name.rfind(' ') + 1)); }

}  // namespace

Attribution AttributionOf(const DraftQuotation& quotation, const indexer::Gazetteer& gazetteer,
                          const std::vector<std::string>& publishers) {
  Attribution named;
  FindAddresses(quotation.context, named);
  FindAddresses(quotation.notes, named);
  const Around around = PartsAround(quotation);
  for (const std::string& part : {around.before, around.behind, quotation.notes})
    FindOutlets(part, gazetteer, publishers, named);
  FindSpeaker(around.behind, false, gazetteer, named);
  if (named.speakers.empty() && named.person.empty()) FindSpeaker(around.before, true, gazetteer, named);
  for (const std::string& part : {around.before, around.behind})
    for (const Named& name : NamesIn(part, gazetteer))
      if (name.entity->type == EntityType::kVendor && !Has(named.speakers, name.entity->id))
        AddOnce(named.vendors, name.entity->id);
  return named;
}

bool NamesDocument(const Attribution& named, const indexer::Passage& passage) {
  for (const std::string& url : named.urls)
    if (WithoutScheme(url) == WithoutScheme(passage.from.url) ||
        WithoutScheme(url) == WithoutScheme(passage.from.capture_url))
      return true;
  return std::any_of(named.ids.begin(), named.ids.end(), [&](const std::string& id) {
    return id == passage.from.document_id ||
           std::any_of(passage.statements.begin(), passage.statements.end(),
                       [&](const indexer::IndexedStatement& statement) { return statement.id == id; });
  });
}

bool NamesTitle(const DraftQuotation& quotation, const indexer::Passage& passage) {
  const std::string title = FoldForComparison(passage.from.title);
  if (title.size() < 12) return false;
  return FoldForComparison(quotation.written).find(title) != std::string::npos ||
         FoldForComparison(quotation.notes).find(title) != std::string::npos;
}

bool NamesOutletOf(const Attribution& named, const DraftQuotation& quotation, const indexer::Passage& passage,
                   const indexer::Gazetteer& gazetteer) {
  const std::string publisher = indexer::ShownPublisher(passage.from.publisher, passage.from.url);
  const std::string folded = FoldForComparison(publisher);
  if (FoldForComparison(quotation.context).find(folded) != std::string::npos ||
      FoldForComparison(quotation.notes).find(folded) != std::string::npos)
    return true;
  for (const std::string& host : named.hosts) {
    const std::string own = HostOf(passage.from.url);
    if (own == host || own.ends_with("." + host)) return true;
  }
  std::vector<std::string> fitting;
  const auto add = [&](const std::string& name) {
    for (const Entity* entity : gazetteer.Resolve(name, EntityType::kOutlet)) fitting.push_back(entity->id);
  };
  add(publisher);
  for (const auto& statement : passage.statements) add(statement.reported_by);
  return std::any_of(named.outlets.begin(), named.outlets.end(),
                     [&](const std::string& id) { return Has(fitting, id); });
}

std::string OutletName(const Attribution& named, const indexer::Gazetteer& gazetteer) {
  if (!named.publishers.empty()) return named.publishers[0];
  if (!named.outlets.empty()) {
    const Entity* entity = gazetteer.Find(named.outlets[0]);
    return entity ? entity->name : named.outlets[0];
  }
  return named.hosts.empty() ? "" : named.hosts[0];
}

SpeakerCheck CheckSpeaker(const Attribution& named, const indexer::Passage& passage,
                          const std::vector<const indexer::IndexedStatement*>& said,
                          const indexer::Gazetteer& gazetteer) {
  if (named.speakers.empty() && named.person.empty()) return SpeakerCheck::kFits;
  const auto fits = [&](const std::string& organisation) {
    return std::any_of(named.speakers.begin(), named.speakers.end(), [&](const std::string& id) {
      const Entity* entity = gazetteer.Find(id);
      return Related(id, organisation, gazetteer) ||
             (entity && FoldForComparison(entity->name) == FoldForComparison(organisation));
    });
  };
  // What an agency or a vendor publishes it says.
  if (!passage.from.publisher_id.empty() && fits(passage.from.publisher_id)) return SpeakerCheck::kFits;
  bool told = false;
  for (const indexer::IndexedStatement* statement : said) {
    if (!statement->speaker) continue;
    const indexer::Speaker& speaker = *statement->speaker;
    if (!speaker.organisation.empty() && fits(speaker.organisation)) return SpeakerCheck::kFits;
    if (!named.person.empty() && !speaker.name.empty() && LastWord(named.person) == LastWord(speaker.name))
      return SpeakerCheck::kFits;
    // A person speaks for somebody that the source does not name, or an organisation's speaker has no name there.
    const bool open = named.speakers.empty() ? speaker.name.empty() : speaker.organisation.empty();
    told |= !open;
  }
  return told ? SpeakerCheck::kWrong : SpeakerCheck::kUnknown;
}

bool IsOtherVendor(const Attribution& named, const DraftQuotation& quotation, const indexer::Passage& passage,
                   const indexer::Gazetteer& gazetteer) {
  if (named.vendors.empty()) return false;
  const auto own = NamesIn(quotation.text, gazetteer);
  if (std::any_of(own.begin(), own.end(), [](const Named& name) { return name.entity->type == EntityType::kVendor; }))
    return false;  // the words name it themselves
  std::vector<std::string> about;
  for (const auto& statement : passage.statements)
    for (const std::string& id : statement.vendors) AddOnce(about, id);
  for (const Named& name : NamesIn(passage.from.title, gazetteer))
    if (name.entity->type == EntityType::kVendor) AddOnce(about, name.entity->id);
  if (about.empty()) return false;
  for (const std::string& id : named.vendors)
    for (const std::string& other : about)
      if (Related(id, other, gazetteer)) return false;
  return true;
}

}  // namespace dossier::query
