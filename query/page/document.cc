// /document/ID: the archived text with what was found in it, where every value comes from, and how to check it.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "corpus/base/cli/table.h"
#include "corpus/base/sinks.h"
#include "query/history/output.h"
#include "query/output/words.h"
#include "query/page/pages.h"
#include "query/page/rows.h"
#include "query/proof/certificate.h"
#include "query/proof/provenance_json.h"
#include "query/proof/recipe.h"
#include "query/proof/row_verification.h"
#include "query/tasks/named.h"

namespace dossier::query {
namespace {

using indexer::Mention;
using indexer::MentionType;
using indexer::Passage;

constexpr size_t kBytesOnPage = 36000;  // of text
constexpr size_t kMostEntities = 40;

// What the reader of the page goes through with next and previous: statements, or the places of one name.
struct Walk {
  std::string mark;                // the id that was chosen; "" walks the statements
  std::vector<std::string> stops;  // anchors in text order
  size_t next = 0;                 // while the text is written
};

std::string KeyOf(const Passage& passage, const Mention& mention) {
  if (!mention.id.empty()) return mention.id;
  return passage.text.substr(mention.begin, mention.end - mention.begin);
}

bool IsShown(MentionType type) {
  return type == MentionType::kVendor || type == MentionType::kAgency || type == MentionType::kOutlet ||
         type == MentionType::kPerson || type == MentionType::kCve || type == MentionType::kDate ||
         type == MentionType::kProduct || type == MentionType::kOrganisation;
}

// Those to be drawn: in order, none inside another.
std::vector<const Mention*> MentionsOf(const Passage& passage) {
  std::vector<const Mention*> mentions;
  for (const Mention& mention : passage.mentions)
    if (IsShown(mention.type) && mention.begin < mention.end && mention.end <= passage.text.size())
      mentions.push_back(&mention);
  std::stable_sort(mentions.begin(), mentions.end(), [](const Mention* a, const Mention* b) {
    return a->begin != b->begin ? a->begin < b->begin : a->end > b->end;
  });
  size_t end = 0;
  std::erase_if(mentions, [&](const Mention* mention) {
    if (mention->begin < end) return true;
    end = mention->end;
    return false;
  });
  return mentions;
}

Html Jumps(const Walk& walk) {
  Html jumps;
  if (walk.next > 0)
    jumps += Tag("a", {Href("#" + walk.stops[walk.next - 1]), Attr("aria-label", "previous")}, "\xE2\x86\x91");
  if (walk.next + 1 < walk.stops.size())
    jumps += Tag("a", {Href("#" + walk.stops[walk.next + 1]), Attr("aria-label", "next")}, "\xE2\x86\x93");
  return jumps.empty() ? jumps : Tag("span", {Class("jumps")}, jumps);
}

// The text [begin, end) of the passage with its names and dates.
Html Marked(const Passage& passage, size_t begin, size_t end, Walk& walk) {
  Html out;
  size_t at = begin;
  const std::string_view text = passage.text;
  for (const Mention* mention : MentionsOf(passage)) {
    if (mention->begin < at || mention->end > end) continue;
    out += Html(text.substr(at, mention->begin - at));
    const Html words(text.substr(mention->begin, mention->end - mention->begin));
    const std::string kind(indexer::MentionTypeName(mention->type));
    const bool chosen = !walk.mark.empty() && KeyOf(passage, *mention) == walk.mark;
    std::string title = kind;
    if (!mention->value.empty())
      title += ": " + mention->value;
    else if (!mention->id.empty())
      title += ": " + mention->id;
    if (chosen && walk.next < walk.stops.size()) {
      out += Tag("mark", {Class("chosen"), Id(walk.stops[walk.next]), Attr("title", title)}, words) + Jumps(walk);
      ++walk.next;
    } else {
      out += Tag("span", {Class("m " + kind), Attr("title", title)}, words);
    }
    at = mention->end;
  }
  return out + Html(text.substr(at, end - at));
}

Html PassageText(const Passage& passage, Walk& walk) {
  Html out;
  size_t at = 0;
  for (const auto& said : passage.statements) {
    if (said.begin < at || said.end > passage.text.size()) continue;
    out += Marked(passage, at, said.begin, walk);
    const bool stop = walk.mark.empty() && walk.next < walk.stops.size();
    const Html inside = Marked(passage, said.begin, said.end, walk);
    out += Tag("span", {Class(said.actions.empty() ? "said" : "said acts"), Id(said.id)}, inside);
    Html tools =
        Tag("a", {Class("proof"), Href(PathOf("evidence", said.id)), Attr("aria-label", "proof of " + said.id)},
            "\xC2\xB6");
    if (stop) {
      tools += Jumps(walk);
      ++walk.next;
    }
    out += tools;
    at = said.end;
  }
  return out + Marked(passage, at, passage.text.size(), walk);
}

// Where the stops lie in the text, from left to right.
Html Minimap(const std::vector<Passage>& passages, const Walk& walk) {
  if (walk.stops.empty()) return {};
  double all = 0;
  for (const Passage& passage : passages) all += static_cast<double>(passage.text.size());
  Html ticks = Tag("line", {Attr("x1", 0), Attr("y1", 11), Attr("x2", 1000), Attr("y2", 11)});
  double before = 0;
  size_t stop = 0;
  for (const Passage& passage : passages) {
    const auto tick = [&](size_t begin) {
      if (stop >= walk.stops.size()) return;
      const double x = all > 0 ? (before + static_cast<double>(begin)) * 990 / all : 0;
      ticks +=
          Tag("a", {Href("#" + walk.stops[stop++]), Attr("tabindex", "-1")},
              Tag("rect", {Attr("x", fmt::format("{:.0f}", x)), Attr("y", 2), Attr("width", 5), Attr("height", 18)}));
    };
    if (walk.mark.empty()) {
      for (const auto& said : passage.statements) tick(said.begin);
    } else {
      for (const Mention* mention : MentionsOf(passage))
        if (KeyOf(passage, *mention) == walk.mark) tick(mention->begin);
    }
    before += static_cast<double>(passage.text.size());
  }
  return Tag("svg", {Class("minimap"), Attr("viewBox", "0 0 1000 22"), Attr("aria-hidden", "true")}, ticks);
}

void FillStops(const std::vector<Passage>& passages, Walk& walk) {
  for (const Passage& passage : passages) {
    if (walk.mark.empty()) {
      size_t end = 0;
      for (const auto& said : passage.statements) {
        if (said.begin < end || said.end > passage.text.size()) continue;
        walk.stops.push_back(said.id);
        end = said.end;
      }
      continue;
    }
    for (const Mention* mention : MentionsOf(passage))
      if (KeyOf(passage, *mention) == walk.mark) walk.stops.push_back(fmt::format("m{}", walk.stops.size() + 1));
  }
}

Html Entities(const Visit& visit, const Engine& engine, const std::vector<Passage>& passages, const std::string& mark) {
  struct Entity {
    std::string kind, name;
    size_t count = 0;
  };
  std::map<std::string, Entity> found;
  for (const Passage& passage : passages)
    for (const Mention* mention : MentionsOf(passage)) {
      if (mention->type == MentionType::kDate) continue;
      Entity& entity = found[KeyOf(passage, *mention)];
      if (entity.count++ == 0) entity.kind = indexer::MentionTypeName(mention->type);
    }
  std::vector<std::pair<std::string, Entity>> order(found.begin(), found.end());
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.second.count > b.second.count; });
  if (order.size() > kMostEntities) order.resize(kMostEntities);
  Html items;
  for (const auto& [id, entity] : order) {
    const Html label = Tag("span", engine.NameOf(id)) + Tag("span", {Class("count")}, std::to_string(entity.count));
    items += Tag("li", id == mark ? Tag("span", {Class("chosen")}, label)
                                  : Tag("a", {Href(visit.With({{"mark", id}})), Attr("title", entity.kind)}, label));
  }
  if (items.empty()) return {};
  Html back = mark.empty() ? Html() : Tag("p", Link(visit.With({{"mark", ""}}), "Walk through the statements instead"));
  return Tag("div", {Class("facet")}, Tag("h2", "Names in it") + back + Tag("ul", items));
}

Html Row(const char* name, const Html& value, const std::string& where = "") {
  if (value.empty()) return {};
  return Tag("tr", Tag("th", {Attr("scope", "row")}, name) + Tag("td", value) + Tag("td", {Class("soft")}, where));
}

// Each value with where it was found.
Html Metadata(const indexer::Provenance& from) {
  std::string authors;
  for (const std::string& author : from.authors) authors += (authors.empty() ? "" : ", ") + author;
  std::string published = from.published.empty() ? "unknown" : from.published;
  const std::string reader = "read by " + from.reader;
  Html rows =
      Row("Title", from.title, reader) +
      Row("Publisher", from.publisher, from.publisher.empty() ? "" : "the source, or what the document states") +
      Row("Authors", authors, reader) +
      Row("Published", published, from.published_from.empty() ? "" : "found in: " + from.published_from) +
      Row("Updated", from.updated, reader) + Row("Number", from.number, "stated by the document") +
      Row("Status", from.status, "stated by the document") + Row("TLP", from.tlp, "stated by the document") +
      Row("Exploited since", from.kev_since, "CISA's list of known exploited vulnerabilities") +
      Row("Language", from.language, reader) +
      Row("Kind",
          from.kind + (from.source_kind.empty() || from.source_kind == "unknown" ? "" : ", " + from.source_kind),
          "content, source") +
      Row("Address", OutsideLink(WithoutUserinfo(from.url), WithoutUserinfo(from.url)),
          "the capture, or the page's canonical link") +
      Row("Fetched", FormatRfc3339(from.fetched), "our clock, UTC") +
      Row("Capture", Tag("code", "sha256:" + from.capture_sha256), "over the bytes as stored") +
      Row("Stored in",
          Tag("code", fmt::format("archive/{} at {}, {} bytes", from.warc, from.warc_offset, from.warc_length)),
          "record " + from.record_id) +
      Row("Text", Tag("code", "sha256:" + from.text_sha256), "over the canonical text");
  return ScrollTable(
      "Metadata",
      Tag("table", {Class("meta")},
          Tag("thead", {Class("visually-hidden")},
              Tag("tr", Tag("th", {Attr("scope", "col")}, "What") + Tag("th", {Attr("scope", "col")}, "Value") +
                            Tag("th", {Attr("scope", "col")}, "Where it was found"))) +
              Tag("tbody", rows)));
}

Html Revisions(const Visit& visit, const indexer::Provenance& from) {
  const auto history = HistoryNamed(visit.desk.archive(), from.document_key);
  if (!history) return Tag("p", {Class("soft")}, history.error().message + ".");
  Html rows;
  for (const HistoryStep& step : history->steps) {
    const std::string compare = "/compare?document=" + EncodePart(from.document_id) +
                                "&a=" + std::to_string(step.previous) + "&b=" + std::to_string(step.ordinal);
    rows += Tag("tr", Tag("td", {Class("number")}, std::to_string(step.ordinal)) +
                          Tag("td", FormatRfc3339(step.seen.fetched).substr(0, 16)) + Tag("td", step.stated_version) +
                          Tag("td", step.change ? std::string(ChangeKindName(step.change->kind)) : "first") +
                          Tag("td", step.change ? ChangedWords(step.change->changed) : "") +
                          Tag("td", step.previous ? Link(compare, "difference") : Html()) +
                          Tag("td", Link(PathOf("archived", step.seen.sha256.hex()), "as archived")));
  }
  Html head;
  for (const char* name : {"#", "Seen (UTC)", "Version", "Change", "What changed", "Compare", "Capture"})
    head += Tag("th", {Attr("scope", "col"), Class(*name == '#' ? "number" : "")}, name);
  Html out = ScrollTable("Revisions", Tag("table", Tag("thead", Tag("tr", head)) + Tag("tbody", rows)));
  if (history->gone)
    out += Tag("p", {Class("warn")},
               fmt::format("Gone since {}: the address answers {}.", FormatDay(UtcDayOf(history->gone->since)),
                           history->gone->status));
  return out;
}

// Commands that check the first statement without dossier; else the digest of the capture.
Html HowToCheck(const Visit& visit, const std::vector<Passage>& passages) {
  for (const Passage& passage : passages)
    if (!passage.statements.empty()) {
      EvidenceRow row;
      row.passage = passage;
      const auto recipe = RecipeFor(ClaimOf(row), visit.desk.archive());
      if (!recipe) return Tag("p", {Class("warn")}, "Not even we can: " + recipe.error().message + ".");
      return Tag("p",
                 "With tail, gzip, head and sha256sum, in the corpus directory; the words are those of the first "
                 "statement. Each piece of evidence has its own recipe under its \xC2\xB6.") +
             Tag("pre", {Attr("tabindex", "0")}, Tag("code", *recipe));
    }
  return Tag(
      "p", "It holds no statement about a vendor or agency. dossier check compares every stored byte with its digest.");
}

struct Slice {
  std::vector<Passage> passages;
  size_t page = 1, pages = 1;
};

// The passages of one page: that of the evidence asked for, else the one asked for.
Slice SliceOf(const Visit& visit, std::vector<Passage> all) {
  const std::string wanted = visit.request.Get("at");
  Slice slice;
  size_t page = 1, bytes = 0, found = 0;
  std::vector<size_t> pages;
  for (const Passage& passage : all) {
    if (bytes > 0 && bytes + passage.text.size() > kBytesOnPage) {
      ++page;
      bytes = 0;
    }
    bytes += passage.text.size();
    pages.push_back(page);
    for (const auto& said : passage.statements)
      if (said.id == wanted) found = page;
  }
  slice.pages = page;
  slice.page = found ? found : std::min(PageNumber(visit), page);
  for (size_t i = 0; i < all.size(); ++i)
    if (pages[i] == slice.page) slice.passages.push_back(std::move(all[i]));
  return slice;
}

Html Text(const Slice& slice, Walk& walk) {
  Html out;
  bool list = false;
  Html items;
  const auto close = [&] {
    if (list) out += Tag("ul", items);
    list = false;
    items = Html();
  };
  for (const Passage& passage : slice.passages) {
    const Html text = PassageText(passage, walk);
    if (passage.kind == "list-item") {
      list = true;
      items += Tag("li", {Id(fmt::format("p{}", passage.ordinal))}, text);
      continue;
    }
    close();
    out += Tag("p", {Id(fmt::format("p{}", passage.ordinal)), Class(passage.kind)}, text);
  }
  close();
  return out;
}

Html Banner(Verifier& verifier, const indexer::Provenance& from, size_t withheld) {
  const DerivedText& derived = verifier.Derive(from.capture_sha256, from.capture_id, from.text_sha256, 0);
  const bool good = derived.state == VerifyState::kVerified;
  return Tag("p", {Class("banner")},
             Html("Captured " + FormatRfc3339(from.fetched).substr(0, 10) + " from ") +
                 OutsideLink(WithoutUserinfo(from.capture_url), WithoutUserinfo(from.capture_url)) + ". " +
                 Tag("span", {Class(good ? "badge good" : "badge bad")},
                     good ? "\xE2\x9C\x93 the text was derived again from the capture now"
                          : "\xE2\x9C\x97 " + derived.reason) +
                 Html(withheld == 0 ? ""
                                    : " " + Plural(withheld, "paragraph") +
                                          " withheld: what the index has is not the capture's text."));
}

}  // namespace

PageResult DocumentPage(const Visit& visit, const std::string& id) {
  DOSSIER_TRY_ASSIGN(const Engine* engine, visit.desk.Asked());
  std::optional<AsOf> as_of;
  if (const std::string day = visit.request.Get("as-of"); !day.empty()) {
    DOSSIER_TRY_ASSIGN(as_of, ParseAsOf(day));
  }
  DOSSIER_TRY_ASSIGN(auto passages, PassagesNamed(*engine, visit.desk.directory(), id, as_of));
  const indexer::Provenance from = passages[0].from;
  Verifier verifier(visit.desk.archive());
  const size_t withheld = KeepStanding(verifier, passages);
  const bool both = visit.request.Get("view") == "both";
  const Html entities = Entities(visit, *engine, passages, visit.request.Get("mark"));
  const Slice slice = SliceOf(visit, std::move(passages));
  Walk walk{visit.request.Get("mark"), {}, 0};
  FillStops(slice.passages, walk);
  Html head = Tag("h1", from.title.empty() ? from.url : from.title) +
              Tag("p", {Class("soft")},
                  JoinedHtml({Html(DateWords(from.published.substr(0, 10))),
                              indexer::ShownPublisher(from.publisher, from.url), Plural(from.revision, "revision")},
                             " \xC2\xB7 ")) +
              Banner(verifier, from, withheld);
  if (!from.reads.empty()) head += Tag("p", {Class("lead")}, from.reads);
  head += Tag("div", {Class("tools")},
              (both ? Link(visit.With({{"view", ""}}), "Hide the archived page")
                    : Link(visit.With({{"view", "both"}}), "Show the archived page beside it")) +
                  Link("#metadata", "Where each value was found") + Link("#revisions", "Revisions") +
                  Link("#check", "How to check this yourself"));
  const Html map = Minimap(slice.passages, walk);
  Html text =
      Tag("div", {Class("text"), Attr("lang", from.language.empty() ? "en" : from.language)}, Text(slice, walk));
  if (slice.pages > 1) text += Pager(visit, slice.page, slice.page < slice.pages);
  const Html beside =
      both ? Tag("iframe", {Src(PathOf("archived", from.capture_sha256)), Attr("sandbox", ""),
                            Attr("title", "The page as it was archived"), Attr("referrerpolicy", "no-referrer")})
           : Tag("aside", {Class("facets"), Attr("aria-label", "Names")}, entities);
  PageFrame frame;
  frame.title = from.title.empty() ? from.document_id : from.title;
  frame.body_class = both ? "both" : "";
  WebResponse response =
      MakePage(visit, frame,
               head + map + Tag("div", {Class("with-aside")}, Tag("div", {Class("results")}, text) + beside) +
                   Section("metadata", "Where each value was found", Metadata(from)) +
                   Section("revisions", "Revisions", Revisions(visit, from)) +
                   Section("check", "How to check this yourself", HowToCheck(visit, slice.passages)));
  // The only page with a frame, and only of this site.
  if (both) response.Set("Content-Security-Policy", std::string(kPagePolicy) + "; frame-src 'self'");
  return response;
}

}  // namespace dossier::query
