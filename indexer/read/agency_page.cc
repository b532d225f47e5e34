#include "indexer/read/agency_page.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>
#include <utility>

#include "corpus/base/ascii.h"
#include "corpus/base/time.h"
#include "corpus/base/utf8.h"
#include "corpus/url/url.h"
#include "indexer/read/federal_register.h"
#include "indexer/read/plain_dates.h"
#include "indexer/read/structured.h"

namespace dossier::indexer {
namespace {

using corpus::Block;
using corpus::BlockKind;

// "21-01" at `at`, "" when none stands there.
std::string YearNumberAt(std::string_view text, size_t at) {
  if (at + 5 > text.size()) return "";
  const std::string_view number = text.substr(at, 5);
  const bool fits = IsDigitAscii(number[0]) && IsDigitAscii(number[1]) && number[2] == '-' && IsDigitAscii(number[3]) &&
                    IsDigitAscii(number[4]) && (at + 5 == text.size() || !IsDigitAscii(text[at + 5]));
  return fits ? std::string(number) : "";
}

// The directive that a title begins with: "BOD-17-01", "ED-21-01"; what follows it as a part of the number
// ("-SUPPLEMENTAL-GUIDANCE") when the page is a supplement.
std::string DirectiveIn(const std::string& title) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kBeginnings = {
      {{"binding operational directive ", "BOD-"}, {"emergency directive ", "ED-"}, {"bod ", "BOD-"}, {"ed ", "ED-"}}};
  const std::string lower = AsciiLowered(title);
  for (const auto& [beginning, stem] : kBeginnings) {
    if (!lower.starts_with(beginning)) continue;
    // "Binding Operational Directive BOD-17-01" on the directives themselves.
    size_t at = beginning.size();
    for (const std::string_view again : {"bod-", "bod ", "ed-", "ed "})
      if (lower.compare(at, again.size(), again) == 0) at += again.size();
    const std::string number = YearNumberAt(lower, at);
    if (number.empty()) continue;
    const bool supplement = lower.find("supplemental guidance") != std::string::npos;
    return std::string(stem) + number + (supplement ? "-SUPPLEMENTAL-GUIDANCE" : "");
  }
  return "";
}

// An advisory's or alert's own number: the last part of its address, or the words that its title begins or ends with in
// brackets ("ICSA-21-054-01", "AA20-352A", "TA18-074A").
std::string AdvisoryIn(const std::string& title, const std::string& address) {
  const auto is_number = [](std::string_view word) {
    const size_t digits = word.find_first_of("0123456789");
    if (digits == std::string_view::npos || word.size() < digits + 5) return false;
    const std::string_view stem = word.substr(0, digits);
    const bool ics =
        stem == "icsa-" || stem == "icsma-" || stem == "ics-alert-" || stem == "ar" || stem == "ar-" || stem == "mar-";
    const bool alert = stem == "aa" || stem == "ta" || stem == "ar";
    const std::string_view rest = word.substr(digits);
    const bool plain = rest.find_first_not_of("0123456789-abcdefgh") == std::string_view::npos;
    return plain && rest.find('-') != std::string_view::npos && (ics || alert);
  };
  std::string path = AsciiLowered(address.substr(0, address.find_first_of("?#")));
  while (path.ends_with('/')) path.pop_back();
  std::string last = path.substr(path.rfind('/') + 1);
  std::string found = is_number(last) ? last : "";
  const std::string lower = AsciiLowered(title);
  for (size_t at = 0; found.empty() && at < lower.size();) {
    const size_t end = std::min(lower.find_first_of(" ()[]:|,", at), lower.size());
    const std::string word = lower.substr(at, end - at);
    if (is_number(word)) found = word;
    at = end + 1;
  }
  for (char& c : found)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return found;
}

std::string HostOf(const std::string& address) {
  const auto url = Url::Parse(address);
  return url && url->IsHttp() ? url->host() : "";
}

// Of its address, or else of the one that it states; "" when it has neither.
std::string HostOfPage(const ReaderInput& input, const ReadDocument& read) {
  const std::string host = HostOf(input.url);
  return host.empty() ? HostOf(read.canonical_url) : host;
}

// CISA was made of a part of DHS by the law of 16 November 2018 (Public Law 115-278); what was issued before is DHS's.
std::string IssuerOn(const std::string& day) { return !day.empty() && day < "2018-11-16" ? "DHS" : "CISA"; }

void AddCves(std::string_view text, UniqueNames& cves) {
  for (size_t at = text.find("CVE-"); at != std::string_view::npos; at = text.find("CVE-", at + 4)) {
    size_t end = at + 4;
    while (end < text.size() && (IsDigitAscii(text[end]) || (text[end] == '-' && end == at + 8))) ++end;
    if (end >= at + 13 && text[at + 8] == '-') cves.Add(std::string(text.substr(at, end - at)));
  }
}

// What stands below a heading of required actions, and the first whole date behind "by", "no later than" or "before".
void AddRequiredActions(const corpus::TextMap& map, StructuredFacts& facts) {
  constexpr size_t kMostActions = 200;
  int level = 0;  // of the heading whose actions are being read; 0: none
  for (const Block& block : map.blocks) {
    const std::string_view text = std::string_view(map.text).substr(block.begin, block.end - block.begin);
    const std::string lower = AsciiLowered(text);
    if (block.kind == BlockKind::kHeading) {
      const bool names =
          lower.find("required action") != std::string::npos || lower.find("actions required") != std::string::npos;
      if (names)
        level = std::max(1, block.level);
      else if (level != 0 && block.level <= level)
        level = 0;
      continue;
    }
    if (level == 0 || facts.actions.size() >= kMostActions) continue;
    facts.actions.emplace_back(text);
    for (const std::string_view mark : {" by ", "no later than ", "before "}) {
      const size_t at = lower.find(mark);
      if (!facts.due.empty() || at == std::string::npos) continue;
      if (const auto day = FirstLongDate(text.substr(at, 80))) facts.due = FormatDay(*day);
    }
  }
}

constexpr size_t kHeadBlocks = 16;  // of a paper, among which its letterhead and its labels stand
constexpr size_t kLongestHead = 160;
constexpr std::string_view kReleased = "original release date";

std::string_view HeadBlock(const ReadDocument& read, size_t i) {
  const Block& block = read.text.blocks[i];
  return std::string_view(read.text.text).substr(block.begin, block.end - block.begin);
}

// Whether a block is a letterhead that shows one of the names: what else stands in it is the department, the office or
// the place. A sentence or a title of somebody else's report that names the agency has other words.
bool IsLetterhead(std::string_view text, std::initializer_list<std::string_view> names) {
  static constexpr std::array<std::string_view, 34> kWords = {
      "u.s.",    "united",    "states",   "department", "of",        "homeland", "security",    "cybersecurity",
      "and",     "&",         "national", "agency",     "office",    "the",      "director",    "infrastructure",
      "acting",  "secretary", "dc",       "d.c.",       "center",    "cisa",     "integration", "communications",
      "us-cert", "team",      "division", "|",          "readiness", "computer", "emergency",   "nccic",
      "(nccic)", "washington"};
  if (text.size() > kLongestHead) return false;
  const std::string lower = AsciiLowered(text);
  if (std::none_of(names.begin(), names.end(),
                   [&](std::string_view name) { return lower.find(name) != std::string::npos; }))
    return false;
  for (size_t at = 0; at < lower.size();) {
    const size_t end = std::min(lower.find_first_of(" ,", at), lower.size());
    const std::string_view word = std::string_view(lower).substr(at, end - at);
    const bool number = word.find_first_not_of("0123456789-") == std::string_view::npos;
    if (!number && std::find(kWords.begin(), kWords.end(), word) == kWords.end()) return false;
    at = end + 1;
  }
  return true;
}

bool HasLetterhead(const ReadDocument& read, std::initializer_list<std::string_view> names) {
  for (size_t i = 0; i < std::min(kHeadBlocks, read.text.blocks.size()); ++i)
    if (IsLetterhead(HeadBlock(read, i), names)) return true;
  return false;
}

// Paper shows its letterhead where a page has a host.
bool HasLetterheadOfCisa(const ReadDocument& read) {
  return read.format == "pdf" && HasLetterhead(read, {"cybersecurity and infrastructure security agency", "cisa",
                                                      "us-cert", "cybersecurity & infrastructure security agency",
                                                      "national cybersecurity and communications integration center"});
}

// Whether a block is a directive's number, with or without the words of its kind, and nothing more but the line of its
// release, which some layouts set beside it.
bool IsNumberAlone(const std::string& text) {
  const std::string directive = DirectiveIn(text);
  if (directive.empty()) return false;
  const std::string number = directive.substr(directive.find('-') + 1, 5);
  std::string rest = AsciiLowered(std::string_view(text).substr(text.find(number) + number.size()));
  rest = rest.substr(0, rest.find(kReleased));
  if (const size_t at = rest.find("supplemental guidance"); at != std::string::npos) rest.erase(at, 21);
  return rest.find_first_not_of(" .:|-") == std::string::npos;
}

// The directive that a paper is, "" when it is none. A memorandum shows its number and its subject on lines of their
// own below the letterhead: its title is both then. What the file or the largest type says of it is often the name of
// a file or of a department; and papers of others bear a directive's number in their titles and on lines of their own.
// So two of the issuer's letterhead, a subject and a day of release (or whom it applies to) must stand there too.
std::string DirectiveOnPaper(ReadDocument& read) {
  std::string number, subject;
  bool released = false;
  for (size_t i = 0; i < std::min(kHeadBlocks, read.text.blocks.size()); ++i) {
    const std::string text(HeadBlock(read, i));
    const size_t release = AsciiLowered(text).find(kReleased);
    if (number.empty()) {
      if (IsNumberAlone(text)) {
        number = CollapseWhiteSpace(std::string_view(text).substr(0, release));
        released = release != std::string::npos;
      }
      continue;
    }
    if (subject.empty() && text.starts_with("SUBJECT:")) subject = CollapseWhiteSpace(text.substr(8));
    released = released || release == 0 || text.starts_with("Applies to");
  }
  if (number.empty()) return "";
  const bool letterhead =
      HasLetterhead(read, {"department of homeland security", "cybersecurity and infrastructure security agency",
                           "cybersecurity & infrastructure security agency", "cisa"});
  if (int{letterhead} + int{!subject.empty()} + int{released} < 2) return "";
  read.title = number;
  if (!subject.empty() && subject.size() <= 2 * kLongestHead) read.title += ": " + subject;
  return DirectiveIn(number);
}

bool IsOfSite(const std::string& host, std::string_view site) {
  return host == site || (host.ends_with(site) && host[host.size() - site.size() - 1] == '.');
}

}  // namespace

bool MayBeOfAgency(const ReaderInput& input, const ReadDocument& read) {
  const std::string host = HostOfPage(input, read);
  return host.empty() || host.ends_with(".gov") || host.ends_with(".mil");
}

void AddAgencyFacts(const ReaderInput& input, ReadDocument& read) {
  if (read.structured || !IsEvidence(read.page_kind)) return;
  if (!MayBeOfAgency(input, read)) return;
  const std::string host = HostOfPage(input, read);
  if (auto facts = FactsOfGpoText(read.text.text)) {
    if (!facts->title.empty()) read.title = facts->title;
    facts->title = read.title;
    if (!read.published.known()) read.published = {facts->initial, "stated", 1};
    read.structured = std::move(facts);
    read.page_kind = PageKind::kAdvisory;
    return;
  }
  const bool of_site = IsOfSite(host, "cisa.gov") || IsOfSite(host, "us-cert.gov") || IsOfSite(host, "cert.gov");
  std::string number = read.format == "pdf" ? DirectiveOnPaper(read) : "";
  // The title says it where the site is the issuer's, or of a page that names none. Other agencies write of directives.
  if (number.empty() && (of_site || IsOfSite(host, "dhs.gov") || (host.empty() && read.format != "pdf")))
    number = DirectiveIn(read.title);
  const bool directive = !number.empty();
  const bool of_cisa = of_site || (host.empty() && HasLetterheadOfCisa(read));
  if (number.empty() && of_cisa) number = AdvisoryIn(read.title, input.url.empty() ? read.canonical_url : input.url);
  if (number.empty()) return;
  StructuredFacts& facts = read.structured.emplace();
  facts.kind = directive ? "directive" : "advisory";
  facts.tracking_id = number;
  facts.title = read.title;
  facts.initial = read.published.value;
  facts.current = read.updated.value;
  facts.publisher = directive ? IssuerOn(read.published.day()) : "CISA";
  if (read.publisher.empty()) read.publisher = facts.publisher;
  UniqueNames cves;
  AddCves(read.text.text, cves);
  facts.cves = cves.Take();
  AddRequiredActions(read.text, facts);
  facts.reads = facts.publisher + " issued " + number;
  if (!facts.initial.empty()) facts.reads += " on " + facts.initial.substr(0, 10);
  if (!facts.current.empty()) facts.reads += ", updated " + facts.current.substr(0, 10);
  if (!facts.due.empty()) facts.reads += "; first deadline " + facts.due;
}

}  // namespace dossier::indexer
