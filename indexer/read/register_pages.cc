#include "indexer/read/register_pages.h"

#include <algorithm>
#include <array>
#include <utility>

#include "corpus/base/ascii.h"
#include "corpus/base/time.h"
#include "corpus/base/utf8.h"
#include "indexer/read/plain_dates.h"
#include "indexer/read/register_facts.h"

namespace dossier::indexer {
namespace {

// What the heads say of the issue.
struct Issue {
  std::string volume, category;
  std::optional<Day> day;
  int first_page = 0;
};

Issue IssueOf(const std::vector<std::string_view>& heads) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kSections = {
      {{"Rules and Regulations", "Rule"},
       {"Proposed Rules", "Proposed Rule"},
       {"Notices", "Notice"},
       {"Presidential Documents", "Presidential Document"}}};
  Issue issue;
  for (const std::string_view head : heads) {
    if (const size_t at = head.find("Vol. "); at != std::string_view::npos && issue.volume.empty()) {
      const std::string_view rest = head.substr(at + 5);
      const size_t end = rest.find(", No. ");
      if (end != std::string_view::npos && NumberFrom(rest.substr(0, end)) > 0) issue.volume = rest.substr(0, end);
    }
    const bool of_register = head.find("Federal Register") != std::string_view::npos;
    if (!issue.day && (of_register || head.find("day, ") < 10)) issue.day = FirstLongDate(head);
    if (issue.first_page == 0 && head.size() >= 3) issue.first_page = NumberFrom(head);
    for (const auto& [section, type] : kSections)
      if (of_register && issue.category.empty() && head.ends_with(section)) issue.category = type;
  }
  return issue;
}

std::string_view TextOf(const corpus::TextMap& map, const corpus::Block& block) {
  return std::string_view(map.text).substr(block.begin, block.end - block.begin);
}

// What stands behind "ACTION:" or "ACTION :"; "" when the block has another beginning.
std::string Labelled(std::string_view text, std::string_view label) {
  if (!text.starts_with(label)) return "";
  text.remove_prefix(label.size());
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  if (!text.starts_with(':')) return "";
  return CollapseWhiteSpace(text.substr(1));
}

// Blocks [first, last) of the document with that number.
struct Extent {
  std::string number;
  size_t first = 0, last = 0;
};

Extent ExtentOf(const corpus::TextMap& map, std::string_view name) {
  const std::string wanted = WithHyphens(std::string(name));
  Extent chosen;
  size_t first = 0;
  for (size_t i = 0; i < map.blocks.size(); ++i) {
    const std::string_view text = TextOf(map, map.blocks[i]);
    if (text.find("FR Doc") == std::string_view::npos || text.find("Filed") == std::string_view::npos) continue;
    const std::string number = RegisterNumberIn(std::string(text));
    if (number.empty()) continue;
    const bool named = number.size() >= 6 && wanted.find(number) != std::string::npos;
    if (chosen.number.empty() || named) chosen = {number, first, i + 1};
    if (named) break;
    first = i + 1;
  }
  return chosen;
}

// The subject stands before the agency's line, on one or more lines, behind a number in brackets or of a docket.
std::string SubjectBefore(const corpus::TextMap& map, size_t first, size_t agency) {
  return agency == first ? "" : std::string(TextOf(map, map.blocks[agency - 1]));
}

}  // namespace

void AddRegisterFacts(const std::vector<std::string_view>& heads, std::string_view name, ReadDocument& read) {
  const bool of_register = std::any_of(heads.begin(), heads.end(), [](std::string_view head) {
    return head.find("Federal Register") != std::string_view::npos;
  });
  if (!of_register) return;
  const Issue issue = IssueOf(heads);
  const Extent extent = ExtentOf(read.text, name);
  if (issue.volume.empty() || !issue.day || extent.number.empty()) return;
  StructuredFacts& facts = read.structured.emplace();
  facts.kind = "federal-register";
  facts.publisher = "Federal Register";
  facts.tracking_id = extent.number;
  facts.category = issue.category;
  facts.initial = FormatDay(*issue.day);
  read.published = {facts.initial, "stated", 1, {}};
  const int page = read.text.blocks[extent.first].page;
  facts.citation = CitationOf(issue.volume, {}, issue.first_page > 0 ? issue.first_page + page - 1 : 0);
  for (size_t i = extent.first; i < extent.last; ++i) {
    const std::string_view text = TextOf(read.text, read.text.blocks[i]);
    if (std::string agency = Labelled(text, "AGENCY"); !agency.empty() && facts.agencies.empty()) {
      if (agency.ends_with('.')) agency.pop_back();
      facts.agencies = {std::move(agency)};
      facts.title = SubjectBefore(read.text, extent.first, i);
    }
    if (facts.action.empty()) facts.action = Labelled(text, "ACTION");
    if (facts.effective.empty()) facts.effective = EffectiveIn(Labelled(text, "DATES"));
  }
  if (!facts.title.empty()) read.title = facts.title;
  if (!facts.citation.empty()) facts.aliases.push_back(facts.citation);
  facts.reads = RegisterReads(facts);
  read.publisher = facts.publisher;
  read.section = facts.category;
  read.page_kind = PageKind::kAdvisory;
}

}  // namespace dossier::indexer
