#include "indexer/read/agency_page.h"

#include <algorithm>
#include <array>
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

// A memorandum on paper names its number and its subject on lines of their own below the letterhead: the title of such
// a page is both. What the file or the largest type says of it is often the name of a file or of a department.
void SetTitleOfMemorandum(ReadDocument& read) {
  constexpr size_t kMostBlocks = 16, kLongest = 120;
  if (read.format != "pdf") return;
  std::string number, subject;
  for (size_t i = 0; i < std::min(kMostBlocks, read.text.blocks.size()); ++i) {
    const Block& block = read.text.blocks[i];
    const std::string text = read.text.text.substr(block.begin, block.end - block.begin);
    if (number.empty() && text.size() <= kLongest && !DirectiveIn(text).empty()) number = text;
    if (subject.empty() && text.starts_with("SUBJECT:")) subject = CollapseWhiteSpace(text.substr(8));
  }
  if (number.empty()) return;
  read.title = number;
  if (!subject.empty() && subject.size() <= 2 * kLongest) read.title += ": " + subject;
}

// Paper shows its letterhead where a page has a host.
bool HasLetterheadOfCisa(const ReadDocument& read) {
  constexpr size_t kMostBytes = 2000;
  if (read.format != "pdf") return false;
  const std::string_view head = std::string_view(read.text.text).substr(0, kMostBytes);
  static constexpr std::array<std::string_view, 5> kNames = {
      "Cybersecurity and Infrastructure Security Agency", "Cybersecurity & Infrastructure Security Agency",
      "National Cybersecurity and Communications Integration Center", "www.cisa.gov", "us-cert.gov"};
  return std::any_of(kNames.begin(), kNames.end(),
                     [&](std::string_view name) { return head.find(name) != std::string_view::npos; });
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
  SetTitleOfMemorandum(read);
  std::string number = DirectiveIn(read.title);
  const bool directive = !number.empty();
  const bool of_cisa = host.ends_with("cisa.gov") || host.ends_with("us-cert.gov") || host.ends_with("cert.gov") ||
                       (host.empty() && HasLetterheadOfCisa(read));
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
