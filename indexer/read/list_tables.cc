#include "indexer/read/list_tables.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "corpus/base/ascii.h"
#include "corpus/base/time.h"
#include "corpus/base/utf8.h"
#include "corpus/text/markup.h"
#include "indexer/read/list_entry.h"
#include "indexer/read/plain_dates.h"
#include "indexer/read/structured.h"
#include "indexer/read/xml/text.h"
#include "indexer/text/sentences.h"

namespace dossier::indexer {
namespace {

using corpus::ByteRange;

struct Row {
  ByteRange content;
  std::vector<ByteRange> cells;
};

struct Table {
  std::vector<Row> rows;
};

// The tables of the page that hold no other table, with their rows and cells.
std::vector<Table> TablesOf(std::string_view page) {
  std::vector<Table> tables;
  std::optional<Table> open;
  bool in_row = false, in_cell = false;
  const auto end_cell = [&](size_t at) {
    if (std::exchange(in_cell, false)) open->rows.back().cells.back().end = at;
  };
  const auto end_row = [&](size_t at) {
    end_cell(at);
    if (std::exchange(in_row, false)) open->rows.back().content.end = at;
  };
  for (size_t at = page.find('<'); at != std::string_view::npos; at = page.find('<', at)) {
    const Markup markup = ReadMarkup(page, at);
    const bool start = markup.kind == Markup::Kind::kStartTag, end = markup.kind == Markup::Kind::kEndTag;
    const auto is = [&](std::string_view name) { return EqualsNoCase(markup.name, name); };
    if (start && (is("script") || is("style"))) {
      const size_t close = FindEndTag(page, markup.end, markup.name);
      if (close == std::string_view::npos) break;
      at = close;
      continue;
    }
    if (start && is("table")) {
      open.emplace();
      in_row = in_cell = false;
    } else if (open && (start || end) && (is("tr") || is("table"))) {
      end_row(at);
      if (start) open->rows.push_back({{markup.end, page.size()}, {}});
      in_row = start;
      if (end && is("table")) {
        tables.push_back(std::move(*open));
        open.reset();
      }
    } else if (in_row && (start || end) && (is("td") || is("th"))) {
      end_cell(at);
      if (start) open->rows.back().cells.push_back({markup.end, page.size()});
      in_cell = start;
    }
    at = std::max(markup.end, at + 1);
  }
  return tables;
}

std::string TextOf(std::string_view page, const ByteRange& range) {
  corpus::Block block;
  block.ranges = {range};
  auto text = corpus::RenderBlock(page, corpus::BlockSyntax::kMarkup, block, 1);
  return text ? std::move(*text) : "";
}

// Which columns of a table hold what, by the words of its header.
struct Columns {
  bool covered = false;  // the FCC's list; else the Entity List
  size_t name = 0, day = 0, country = 0, requirement = 0, policy = 0, citation = 0;
};

std::optional<Columns> ColumnsOf(const std::vector<std::string>& header) {
  constexpr size_t kNone = 100;
  const auto column = [&](std::string_view words) {
    for (size_t i = 0; i < std::min(header.size(), kNone); ++i)
      if (AsciiLowered(header[i]).find(words) != std::string::npos) return i;
    return kNone;
  };
  Columns columns;
  columns.name = column("covered equipment or services");
  columns.day = column("date of inclusion");
  if (columns.name != kNone && columns.day != kNone && columns.name != columns.day) {
    columns.covered = true;
    return columns;
  }
  columns.name = column("entity");
  columns.requirement = column("license requirement");
  columns.policy = column("license review policy");
  columns.citation = column("federal register citation");
  columns.country = column("country");
  const bool entity_list = columns.name < kNone && columns.requirement < kNone && columns.policy < kNone &&
                           columns.citation < kNone && columns.country < columns.name;
  return entity_list ? std::optional(columns) : std::nullopt;
}

// "84 FR 22963, 5/21/19." gives the day of the first citation.
std::string FirstCitedDay(const std::string& citations) {
  const size_t comma = citations.find(',');
  Day day;
  if (comma == std::string::npos ||
      std::sscanf(citations.c_str() + comma + 1, " %2d/%2d/%4d", &day.month, &day.day, &day.year) != 3)
    return "";
  if (day.year < 100) day.year += day.year < 70 ? 2000 : 1900;
  return IsValid(day) ? FormatDay(day) : "";
}

ListFields CoveredFields(const Columns& columns, const std::vector<std::string>& cells) {
  ListFields fields;
  fields["name"] = CoveredCompany(cells[columns.name]);
  // An entry of a kind of equipment names no company; it is called by its own words.
  if (fields["name"].empty()) fields["name"] = std::string(CutUtf8(cells[columns.name], 120));
  fields["source"] = "Covered List - Federal Communications Commission";
  // Marks of footnotes stand behind the year.
  std::string day = cells[columns.day];
  std::replace_if(
      day.begin(), day.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80 || c == '*'; }, ' ');
  if (const auto included = FirstLongDate(day)) fields["start_date"] = FormatDay(*included);
  return fields;
}

ListFields EntityFields(const Columns& columns, const std::vector<std::string>& cells) {
  ListFields fields;
  const EntityNames names = NamesOfEntity(cells[columns.name]);
  fields["name"] = names.name;
  fields["alt_names"] = names.aliases;
  if (columns.country < cells.size()) fields["country"] = cells[columns.country];
  fields["source"] = "Entity List (EL) - Bureau of Industry and Security";
  fields["license_policy"] = cells[columns.policy];
  fields["federal_register_notice"] = cells[columns.citation];
  fields["start_date"] = FirstCitedDay(cells[columns.citation]);
  return fields;
}

// Whether the page says, if it says so at all, that the agency of the list publishes it. "FCC: ...", "Federal
// Communications Commission", "eCFR".
bool IsPublishedByAgency(bool covered, const std::string& publisher) {
  const std::string lower = AsciiLowered(publisher);
  const auto says = [&](std::string_view name) { return lower.find(name) != std::string::npos; };
  if (lower.empty()) return true;
  return covered ? says("federal communications commission") || says("fcc")
                 : says("bureau of industry and security") || says("bis.") || says("ecfr") ||
                       says("code of federal regulations");
}

// Makes entries of the rows that are some, and adds the bytes of these rows and of their header to `made`, in order.
void AddEntries(std::string_view page, const Table& table, UniqueKeys& keys, ReadDocument& read,
                std::vector<ByteRange>& made) {
  std::optional<Columns> columns;
  ByteRange header;
  bool first = true;
  size_t width = 0;
  std::string country;
  for (const Row& row : table.rows) {
    std::vector<std::string> cells;
    for (const ByteRange& cell : row.cells) cells.push_back(TextOf(page, cell));
    if (!columns) {
      columns = ColumnsOf(cells);
      if (columns && !IsPublishedByAgency(columns->covered, read.publisher)) return;
      width = cells.size();
      header = row.content;
      continue;
    }
    // A country that spans several rows stands in the first of them.
    if (!columns->covered && cells.size() + 1 == width) cells.insert(cells.begin(), country);
    // Long tables repeat their header.
    if (cells.size() != width || cells[columns->name].empty() || ColumnsOf(cells)) continue;
    if (read.entries.size() >= kMaxEntries) {
      read.partial = true;
      return;
    }
    if (!columns->covered) country = cells[columns->country];
    const ListFields fields = columns->covered ? CoveredFields(*columns, cells) : EntityFields(*columns, cells);
    if (fields.find("name")->second.empty()) continue;
    ReadDocument& entry = AddListEntry(fields, keys, corpus::BlockSyntax::kMarkup, read);
    entry.text.charset = read.text.charset;
    xml::AddBlock(page, {row.content}, corpus::BlockKind::kTableRow, 0, entry.text);
    if (std::exchange(first, false)) made.push_back(header);
    made.push_back(row.content);
  }
}

// The page's own text without the blocks that lie in one of the ranges, which are in order.
void DropBlocksIn(const std::vector<ByteRange>& ranges, corpus::TextMap& map) {
  const auto made = [&](const corpus::Block& block) {
    if (block.ranges.empty()) return false;
    const auto behind = std::upper_bound(ranges.begin(), ranges.end(), block.ranges.front().begin,
                                         [](uint64_t at, const ByteRange& range) { return at < range.begin; });
    return behind != ranges.begin() && block.ranges.back().end <= std::prev(behind)->end;
  };
  corpus::TextMap out = map;
  out.text.clear();
  out.blocks.clear();
  for (corpus::Block& block : map.blocks) {
    if (made(block)) continue;
    if (!out.text.empty()) out.text += "\n\n";
    const std::string text = map.text.substr(block.begin, block.end - block.begin);
    block.begin = out.text.size();
    out.text += text;
    block.end = out.text.size();
    out.blocks.push_back(std::move(block));
  }
  map = std::move(out);
}

// Also forms that a text of English words knows as words of their own, or not at all.
bool IsFormOfName(std::string_view word) {
  static constexpr std::array<std::string_view, 10> kMore = {"ag",  "b.v", "fze", "jsc", "l.l.c",
                                                             "n.v", "ooo", "sa",  "s.a", "s.p.a"};
  while (word.ends_with('.')) word.remove_suffix(1);
  return IsCompanyForm(word) || std::find(kMore.begin(), kMore.end(), AsciiLowered(word)) != kMore.end();
}

std::string Trimmed(std::string_view text) {
  const size_t begin = text.find_first_not_of(" ,;-\t");
  if (begin == std::string_view::npos) return "";
  return std::string(text.substr(begin, text.find_last_not_of(" ,;\t") + 1 - begin));
}

}  // namespace

std::string CoveredCompany(std::string_view text) {
  size_t begin = std::string_view::npos;
  for (const std::string_view by :
       {" provided by ", " produced by ", " supplied by ", " indirectly, by ", " offered by "})
    if (const size_t at = text.find(by); at != std::string_view::npos) begin = std::min(begin, at + by.size());
  if (begin == std::string_view::npos) return "";
  std::string_view name = text.substr(begin);
  for (const std::string_view end :
       {", including", " including", ", to the extent", " to the extent", ", subject to", " subject to", " or any of",
        ", or any of", " and any of", " and its ", ", and its ", ", its ", " that ", ", that ", " which ", ", which ",
        " or by ", ", as defined", " ("})
    name = name.substr(0, name.find(end) == 0 ? std::string_view::npos : name.find(end));
  const bool proper = !name.empty() && name[0] >= 'A' && name[0] <= 'Z';
  std::string found = proper ? Trimmed(name) : "";
  // The full stop of the sentence, not of "Inc."
  if (found.ends_with('.') && !IsFormOfName(std::string_view(found).substr(found.rfind(' ') + 1))) found.pop_back();
  return found;
}

EntityNames NamesOfEntity(std::string_view text) {
  EntityNames names;
  size_t other = std::string_view::npos;
  for (const std::string_view mark : {", a.k.a.", ", f.k.a.", ", also known as", " (a.k.a.", ", aka "})
    other = std::min(other, text.find(mark));
  // A comma ends the name unless the form of the company follows: what stands behind is an address.
  size_t end = 0;
  while (true) {
    end = text.find_first_of(",;", end);
    if (end == std::string_view::npos) break;
    std::string_view rest = text.substr(end + 1);
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    if (text[end] == ';' || !IsFormOfName(rest.substr(0, rest.find_first_of(" ,;")))) break;
    ++end;
  }
  names.name = Trimmed(text.substr(0, std::min(end, other)));
  const size_t listed = text.find("alias");
  const size_t colon = listed == std::string_view::npos ? listed : text.find(':', listed);
  if (other == std::string_view::npos || colon == std::string_view::npos || colon > listed + 12) return names;
  // "-A; -B; and -C. 1 Main Street": each begins with a dash, and the last one ends with a full stop.
  std::string_view rest = text.substr(colon + 1);
  while (!rest.empty()) {
    const size_t stop = rest.find(';');
    std::string_view alias = rest.substr(0, stop);
    if (const size_t dash = alias.find("\u2014"); dash != std::string_view::npos && dash < 8)
      alias.remove_prefix(dash + 3);
    bool last = stop == std::string_view::npos;
    for (size_t dot = alias.find(". "); dot != std::string_view::npos; dot = alias.find(". ", dot + 1)) {
      const size_t word = alias.rfind(' ', dot);
      if (IsFormOfName(alias.substr(word == std::string_view::npos ? 0 : word + 1, dot - word - 1)) &&
          alias.substr(dot + 2, 1).find_first_of("0123456789") == std::string_view::npos)
        continue;
      alias = alias.substr(0, dot);
      last = true;
      break;
    }
    std::string name = Trimmed(alias);
    if (name.starts_with("and ")) name = Trimmed(std::string_view(name).substr(4));
    if (name.starts_with("\u2014")) name = Trimmed(std::string_view(name).substr(3));
    if (!name.empty() && name.size() < 200) names.aliases += (names.aliases.empty() ? "" : "; ") + name;
    if (last) break;
    rest.remove_prefix(stop + 1);
  }
  return names;
}

void AddListTables(std::string_view payload, ReadDocument& read) {
  const bool stands_for_other = read.page_kind == PageKind::kBlockPage || read.page_kind == PageKind::kLoginWall ||
                                read.page_kind == PageKind::kNotFound || read.page_kind == PageKind::kRedirectStub;
  const std::string lower = AsciiLowered(payload.substr(0, size_t{4} << 20));
  if (stands_for_other || (lower.find("date of inclusion") == std::string::npos &&
                           lower.find("license review policy") == std::string::npos))
    return;
  UniqueKeys keys;
  std::vector<ByteRange> made;
  for (const Table& table : TablesOf(payload)) AddEntries(payload, table, keys, read, made);
  if (read.entries.empty()) return;
  keys.Give(read);
  DropBlocksIn(made, read.text);
  StructuredFacts& facts = read.structured.emplace();
  facts.kind = "list";
  facts.title = read.title;
  facts.publisher = read.entries[0].publisher;
  facts.status = "final";
  facts.initial = read.published.value;
  if (read.publisher.empty()) read.publisher = facts.publisher;
  read.page_kind = PageKind::kAdvisory;
}

}  // namespace dossier::indexer
