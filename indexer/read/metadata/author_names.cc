#include "indexer/read/metadata/author_names.h"

#include <algorithm>
#include <array>

#include "corpus/base/case_folding.h"
#include "corpus/base/utf8.h"

namespace dossier::indexer {

namespace {

constexpr size_t kMaxByline = 300;
constexpr size_t kMaxPeople = 8;
constexpr size_t kMaxNameBytes = 60;

// What stands before a name, folded; longer ones first.
constexpr std::array<std::string_view, 44> kAnnouncers = {"story and photos by",
                                                          "medically reviewed by",
                                                          "originally written by",
                                                          "article written by",
                                                          "this article was written by",
                                                          "written and reported by",
                                                          "opinion by",
                                                          "analysis by",
                                                          "article by",
                                                          "review by",
                                                          "report by",
                                                          "reported by",
                                                          "written by",
                                                          "posted by",
                                                          "published by",
                                                          "authored by",
                                                          "created by",
                                                          "story by",
                                                          "words by",
                                                          "text by",
                                                          "guest post by",
                                                          "special to",
                                                          "contributed by",
                                                          "submitted by",
                                                          "from our correspondent",
                                                          "author:",
                                                          "authors:",
                                                          "autor:",
                                                          "autorin:",
                                                          "writer:",
                                                          "reporter:",
                                                          "by:",
                                                          "text:",
                                                          "author",
                                                          "by",
                                                          "von",
                                                          "par",
                                                          "por",
                                                          "di",
                                                          "door",
                                                          "af",
                                                          "av",
                                                          "tekst:",
                                                          "escrito por"};

// Words after which a name has ended: roles, outlets, meta text; folded.
constexpr std::array<std::string_view, 115> kEnders = {"staff",
                                                       "reporter",
                                                       "reporters",
                                                       "editor",
                                                       "editors",
                                                       "correspondent",
                                                       "writer",
                                                       "columnist",
                                                       "contributor",
                                                       "contributing",
                                                       "senior",
                                                       "chief",
                                                       "director",
                                                       "producer",
                                                       "journalist",
                                                       "photographer",
                                                       "associate",
                                                       "assistant",
                                                       "managing",
                                                       "executive",
                                                       "freelance",
                                                       "guest",
                                                       "special",
                                                       "published",
                                                       "updated",
                                                       "posted",
                                                       "on",
                                                       "at",
                                                       "for",
                                                       "is",
                                                       "was",
                                                       "has",
                                                       "and",
                                                       "in",
                                                       "with",
                                                       "via",
                                                       "the",
                                                       "from",
                                                       "follow",
                                                       "email",
                                                       "view",
                                                       "read",
                                                       "share",
                                                       "min",
                                                       "minutes",
                                                       "ago",
                                                       "am",
                                                       "pm",
                                                       "est",
                                                       "edt",
                                                       "pst",
                                                       "gmt",
                                                       "uhr",
                                                       "head",
                                                       "vice",
                                                       "president",
                                                       "ceo",
                                                       "cto",
                                                       "founder",
                                                       "professor",
                                                       "author",
                                                       "reviewed",
                                                       "edited",
                                                       "photos",
                                                       "photo",
                                                       "news",
                                                       "politics",
                                                       "sports",
                                                       "business",
                                                       "health",
                                                       "technology",
                                                       "science",
                                                       "last",
                                                       "more",
                                                       "jan",
                                                       "feb",
                                                       "mar",
                                                       "apr",
                                                       "jun",
                                                       "jul",
                                                       "aug",
                                                       "sep",
                                                       "sept",
                                                       "oct",
                                                       "nov",
                                                       "dec",
                                                       "january",
                                                       "february",
                                                       "march",
                                                       "june",
                                                       "july",
                                                       "august",
                                                       "september",
                                                       "october",
                                                       "november",
                                                       "december",
                                                       "monday",
                                                       "tuesday",
                                                       "wednesday",
                                                       "thursday",
                                                       "friday",
                                                       "saturday",
                                                       "sunday",
                                                       "today",
                                                       "correspondents",
                                                       "as",
                                                       "released",
                                                       "publiziert",
                                                       "veröffentlicht",
                                                       "aktualisiert",
                                                       "md",
                                                       "phd",
                                                       "jd",
                                                       "mba",
                                                       "rd"};

// Words that no person's name holds; folded.
constexpr std::array<std::string_view, 155> kNotPerson = {"staff",
                                                          "team",
                                                          "editorial",
                                                          "newsroom",
                                                          "desk",
                                                          "editor",
                                                          "editors",
                                                          "admin",
                                                          "administrator",
                                                          "press",
                                                          "news",
                                                          "newspaper",
                                                          "media",
                                                          "agency",
                                                          "agencies",
                                                          "service",
                                                          "services",
                                                          "wire",
                                                          "times",
                                                          "post",
                                                          "journal",
                                                          "tribune",
                                                          "herald",
                                                          "gazette",
                                                          "magazine",
                                                          "network",
                                                          "radio",
                                                          "tv",
                                                          "television",
                                                          "inc",
                                                          "llc",
                                                          "ltd",
                                                          "gmbh",
                                                          "corp",
                                                          "corporation",
                                                          "company",
                                                          "group",
                                                          "university",
                                                          "institute",
                                                          "school",
                                                          "college",
                                                          "hospital",
                                                          "department",
                                                          "ministry",
                                                          "office",
                                                          "association",
                                                          "foundation",
                                                          "society",
                                                          "committee",
                                                          "council",
                                                          "organization",
                                                          "organisation",
                                                          "bureau",
                                                          "daily",
                                                          "weekly",
                                                          "online",
                                                          "digital",
                                                          "contributor",
                                                          "contributors",
                                                          "guest",
                                                          "user",
                                                          "reporter",
                                                          "correspondent",
                                                          "writers",
                                                          "communications",
                                                          "blog",
                                                          "redaktion",
                                                          "technologies",
                                                          "report",
                                                          "xpress",
                                                          "diseases",
                                                          "medicine",
                                                          "research",
                                                          "today",
                                                          "entertainment",
                                                          "sports",
                                                          "lines",
                                                          "educator",
                                                          "specialist",
                                                          "manager",
                                                          "officer",
                                                          "published",
                                                          "updated",
                                                          "posted",
                                                          "nov",
                                                          "oct",
                                                          "dec",
                                                          "jan",
                                                          "feb",
                                                          "sept",
                                                          "aug",
                                                          "national",
                                                          "international",
                                                          "associates",
                                                          "partners",
                                                          "labs",
                                                          "systems",
                                                          "solutions",
                                                          "global",
                                                          "center",
                                                          "centre",
                                                          "horticulturalist",
                                                          "designer",
                                                          "consultant",
                                                          "fiction",
                                                          "plants",
                                                          "books",
                                                          "views",
                                                          "comments",
                                                          "minute",
                                                          "read",
                                                          "share",
                                                          "follow",
                                                          "new",
                                                          "more",
                                                          "all",
                                                          "story",
                                                          "photo",
                                                          "photos",
                                                          "category",
                                                          "topics",
                                                          "health",
                                                          "business",
                                                          "politics",
                                                          "science",
                                                          "technology",
                                                          "world",
                                                          "culture",
                                                          "opinion",
                                                          "lifestyle",
                                                          "food",
                                                          "travel",
                                                          "money",
                                                          "reviews",
                                                          "guide",
                                                          "guides",
                                                          "about",
                                                          "contact",
                                                          "home",
                                                          "our",
                                                          "login",
                                                          "member",
                                                          "posts",
                                                          "recent",
                                                          "repair",
                                                          "development",
                                                          "community",
                                                          "marketing",
                                                          "developer",
                                                          "analyst",
                                                          "strategy",
                                                          "strategist",
                                                          "collective",
                                                          "engineer",
                                                          "co-founder"};

constexpr std::array<std::string_view, 30> kNobody = {"staff",
                                                      "admin",
                                                      "administrator",
                                                      "editor",
                                                      "editors",
                                                      "newsroom",
                                                      "guest",
                                                      "user",
                                                      "author",
                                                      "unknown",
                                                      "anonymous",
                                                      "editorial team",
                                                      "editorial staff",
                                                      "staff writer",
                                                      "staff reporter",
                                                      "staff writers",
                                                      "news staff",
                                                      "web staff",
                                                      "team",
                                                      "the editors",
                                                      "contributor",
                                                      "guest contributor",
                                                      "guest author",
                                                      "redaktion",
                                                      "null",
                                                      "none",
                                                      "webmaster",
                                                      "root",
                                                      "by",
                                                      "default"};

constexpr std::array<std::string_view, 28> kParticles = {
    "de",  "da",  "do",  "dos", "das", "del", "della", "di", "du", "la", "le", "van", "von",  "der",
    "den", "ter", "ten", "bin", "ibn", "al",  "el",    "y",  "e",  "zu", "af", "av",  "bint", "st."};

template <size_t N>
bool In(std::string_view word, const std::array<std::string_view, N>& list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

std::vector<std::string> SplitBlanks(std::string_view text) {
  std::vector<std::string> words;
  size_t i = 0;
  while (i < text.size()) {
    const size_t end = std::min(text.find(' ', i), text.size());
    if (end > i) words.emplace_back(text.substr(i, end - i));
    i = end + 1;
  }
  return words;
}

bool StartsUpper(std::string_view word) {
  size_t i = 0;
  const char32_t c = NextCodePoint(word, i);
  if (IsUpper(c)) return true;
  return IsLetter(c) && c >= 0x590;  // scripts without case
}

std::string_view TrimMarks(std::string_view text) {
  constexpr std::string_view kMarks = " ,;:|-/\\*\t\"'()[]<>";
  while (!text.empty() && kMarks.find(text.front()) != std::string_view::npos) text.remove_prefix(1);
  while (!text.empty() && kMarks.find(text.back()) != std::string_view::npos) text.remove_suffix(1);
  for (const std::string_view mark : {"–", "—", "•", "·", "|"}) {
    if (text.starts_with(mark)) return TrimMarks(text.substr(mark.size()));
    if (text.ends_with(mark)) return TrimMarks(text.substr(0, text.size() - mark.size()));
  }
  return text;
}

// Cuts the announcing words off; true when there were any.
bool CutAnnouncer(std::string_view& text) {
  bool cut = false;
  for (int rounds = 0; rounds < 2; ++rounds) {
    const std::string folded = FoldCase(text.substr(0, 64));
    bool found = false;
    for (const std::string_view announcer : kAnnouncers) {
      if (!folded.starts_with(announcer) || text.size() <= announcer.size()) continue;
      const char next = text[announcer.size()];
      if (announcer.back() != ':' && next != ' ' && next != ':') continue;
      text = TrimMarks(text.substr(announcer.size()));
      found = cut = true;
      break;
    }
    if (!found) break;
  }
  return cut;
}

// "Paramita (Guha) Ghosh": a name in parentheses within a name.
bool IsInnerName(std::string_view text, size_t open) {
  const size_t close = text.find(')', open);
  return close != std::string_view::npos && close > open + 3 && text.find(' ', open + 1) > close &&
         text.substr(close + 1).starts_with(' ') && StartsUpper(text.substr(open + 2)) &&
         StartsUpper(text.substr(close + 2));
}

// Breaks a byline where one name ends and another begins.
std::vector<std::string> SplitNames(std::string_view text) {
  constexpr char kBreak = 1;
  std::string marked(text);
  for (const std::string_view separator :
       {" and ", " And ", " AND ", " & ", " und ", " et ", " with ", ";", " | ", "|",  " > ",
        " – ",   " — ",   " - ",   " • ", " · ",   "•",    "/",      ",", "\n",  " (", "By "}) {
    for (size_t at = marked.find(separator); at != std::string::npos; at = marked.find(separator, at + 1)) {
      if (separator != " (" || !IsInnerName(marked, at)) marked.replace(at, separator.size(), 1, kBreak);
    }
  }
  std::vector<std::string> parts;
  size_t i = 0;
  while (i <= marked.size()) {
    const size_t end = std::min(marked.find(kBreak, i), marked.size());
    const std::string part = CollapseWhiteSpace(TrimMarks(std::string_view(marked).substr(i, end - i)));
    if (!part.empty()) parts.push_back(part);
    i = end + 1;
  }
  return parts;
}

// "JD Jane Doe": the letters of an account's picture before its name.
std::string CutInitials(const std::string& part) {
  const std::vector<std::string> words = SplitBlanks(part);
  if (words.size() < 3 || words[0].size() < 2 || words[0].size() > 3 || words[0].size() >= words.size()) return part;
  for (size_t i = 0; i < words[0].size(); ++i) {
    if (words[0][i] < 'A' || words[0][i] > 'Z' || words[i + 1][0] != words[0][i]) return part;
  }
  return part.substr(words[0].size() + 1);
}

// "PhD", "M.D.", "CISSP": letters behind a name that are none of it.
bool IsCredential(std::string_view word) {
  constexpr auto kCredentials = std::to_array<std::string_view>(
      {"ba", "bsc", "cfa", "cism", "cissp", "cpa", "dds",  "dphil",  "dvm", "edd",  "esq", "jd", "llm",
       "ma", "mba", "md",  "mph",  "msc",   "mfa", "oscp", "pharmd", "phd", "psyd", "rd",  "rn"});
  std::string letters;
  for (const char c : FoldCase(word)) letters += c == '.' ? "" : std::string(1, c);
  const bool small = word.size() > 1 && word[1] >= 'a' && word[1] <= 'z' && word.find('.') == std::string_view::npos;
  return In(letters, kCredentials) && !(small && letters.size() <= 2);
}

// "BellMay", "BellPublished": where a word that ends names runs on without a blank, its end; else the word's.
size_t EndOfGlued(std::string_view word) {
  for (size_t i = 2; i < word.size(); ++i) {
    const bool glued = word[i] >= 'A' && word[i] <= 'Z' && word[i - 1] >= 'a' && word[i - 1] <= 'z';
    const std::string rest = glued ? FoldCase(TrimMarks(word.substr(i))) : std::string();
    if (glued && rest.size() >= 3 && (In(rest, kEnders) || rest == "may" || rest == "april")) return i;
  }
  return word.size();
}

// A part up to the first word that cannot go on a name.
std::string CutRole(const std::string& part) {
  std::string out;
  int count = 0;
  for (const std::string& word : SplitBlanks(part)) {
    const std::string folded = FoldCase(TrimMarks(word));
    if (count > 0 && (In(folded, kEnders) || word.find('@') != std::string::npos || (word[0] >= '0' && word[0] <= '9')))
      break;
    if (count > 1 && IsCredential(TrimMarks(word))) break;
    if (!out.empty()) out += ' ';
    const size_t end = EndOfGlued(word);
    out += word.substr(0, end);
    if (end < word.size()) break;
    ++count;
  }
  return std::string(TrimMarks(out));
}

}  // namespace

bool AnnouncesAuthor(std::string_view text) {
  text = TrimMarks(text);
  return CutAnnouncer(text);
}

bool NamesNobody(std::string_view name) {
  const std::string folded = FoldCase(TrimMarks(name));
  return folded.empty() || In(folded, kNobody) || folded.find("http") != std::string::npos ||
         folded.find('@') != std::string::npos;
}

bool LooksLikePerson(std::string_view name) {
  if (name.size() < 4 || name.size() > kMaxNameBytes || NamesNobody(name)) return false;
  const std::vector<std::string> words = SplitBlanks(name);
  if (words.size() < 2 || words.size() > 5 || words[0] == "The") return false;
  // "Lantern Lantern": the picture's text and the name of one account.
  if (std::all_of(words.begin(), words.end(), [&](const std::string& word) { return word == words[0]; })) return false;
  int capitals = 0;
  for (const std::string& word : words) {
    const std::string folded = FoldCase(TrimMarks(word));
    if (In(folded, kNotPerson)) return false;
    for (const char c : word) {
      if ((c >= '0' && c <= '9') || c == ':' || c == '@' || c == '/' || c == '?' || c == '!' || c == '#') return false;
    }
    if (StartsUpper(TrimMarks(word))) {
      ++capitals;
    } else if (!In(folded, kParticles)) {
      return false;
    }
  }
  return capitals >= 2;
}

std::vector<std::string> PeopleOfByline(std::string_view byline) {
  std::vector<std::string> people;
  std::string_view text = TrimMarks(CutUtf8(byline, kMaxByline));
  CutAnnouncer(text);
  for (const std::string& part : SplitNames(text)) {
    std::string_view rest = TrimMarks(part);
    CutAnnouncer(rest);
    const std::string name = CutRole(CutInitials(std::string(rest)));
    if (!LooksLikePerson(name)) continue;
    // "Jane DoePublished" beside "Jane Doe": two inline elements without a blank between them.
    const auto is_prefix = [&](const std::string& other) {
      return name.size() > other.size() && name.starts_with(other);
    };
    if (std::any_of(people.begin(), people.end(), is_prefix)) continue;
    if (std::find(people.begin(), people.end(), name) == people.end()) people.push_back(name);
    if (people.size() >= kMaxPeople) break;
  }
  return people;
}

}  // namespace dossier::indexer
