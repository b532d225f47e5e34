#include "indexer/pipeline/passage_builder.h"

#include <algorithm>

#include "corpus/base/sinks.h"
#include "corpus/base/utf8.h"
#include "corpus/text/canonical_text.h"
#include "indexer/pipeline/near_duplicates.h"
#include "indexer/text/text_fragment.h"
#include "indexer/text/words.h"

namespace dossier::indexer {
namespace {

constexpr size_t kContextCodePoints = 40;

Provenance ProvenanceOf(const ReadDocument& read, const RevisionFacts& facts) {
  const corpus::Document& document = facts.document;
  const corpus::Capture& capture = facts.capture;
  Provenance from;
  from.document_key = document.key;
  from.document_id = DocumentIdOf(document.key);
  from.kind = document.kind;
  from.title = read.title;
  from.authors = read.authors;
  from.publisher = read.publisher.empty() ? document.source.publisher : read.publisher;
  from.publisher_id = facts.publisher_id;
  from.source_id = document.source.id;
  from.source_kind = document.source.kind;
  from.section = read.section;
  from.url = document.url;
  from.language = read.language;
  from.published = read.published.value;
  from.published_from = read.published.from;
  from.updated = read.updated.value;
  if (read.structured) {
    const StructuredFacts& facts_of = *read.structured;
    from.number = facts_of.tracking_id;
    from.status = StateOf(facts_of);
    from.tlp = facts_of.tlp;
    from.reads = facts_of.reads;
    from.kev_since = facts_of.kev_since;
    if (facts_of.kind == "cve" || facts_of.kind == "kev") from.cves = facts_of.cves;
    for (const ProductStatus& status : read.structured->product_status)
      from.product_status.insert(from.product_status.end(), {status.vendor, status.status});
  }
  from.revision = facts.ordinal;
  from.partial = read.partial;
  from.capture_id = static_cast<int64_t>(capture.id);
  from.capture_sha256 = capture.sha256.hex();
  from.capture_url = WithoutUserinfo(capture.url);
  from.fetched = capture.fetched;
  from.warc = capture.warc_file;
  from.warc_offset = capture.warc_offset;
  from.warc_length = capture.warc_length;
  from.record_id = capture.record_id;
  from.text_sha256 = facts.text_sha256.hex();
  from.reader = read.text.reader;
  return from;
}

IndexedStatement PlacedIn(const Statement& statement, const corpus::Block& block) {
  IndexedStatement placed;
  static_cast<Statement&>(placed) = statement;
  placed.begin = statement.begin - block.begin;
  placed.end = std::min<size_t>(statement.end, block.end) - block.begin;
  for (std::vector<Action>* actions : {&placed.actions, &placed.unsure})
    for (Action& action : *actions) {
      action.begin -= std::min<size_t>(action.begin, block.begin);
      action.end -= std::min<size_t>(action.end, block.begin);
    }
  return placed;
}

// The provisional ids of the unlisted organisations in [begin, end), from the first that is not before `next` on.
std::vector<std::string> UnlistedIn(const UnlistedNames& unlisted, size_t begin, size_t end, size_t& next) {
  std::vector<std::string> ids;
  while (next < unlisted.mentions.size() && unlisted.mentions[next].begin < begin) ++next;
  for (size_t i = next; i < unlisted.mentions.size() && unlisted.mentions[i].begin < end; ++i) {
    const std::string& id = unlisted.names[unlisted.mentions[i].name].id;
    if (unlisted.mentions[i].end <= end && std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
  }
  return ids;
}

bool IsOrganisation(MentionType type) {
  return type == MentionType::kVendor || type == MentionType::kAgency || type == MentionType::kOutlet ||
         type == MentionType::kOrganisation;
}

// Gives the mentions of a passage the provisional ids of those that are unlisted organisations; places that no
// mention has become one. Offsets of `mentions` are of the passage, which begins at `base` of the text.
void IdentifyUnlisted(const UnlistedNames& unlisted, size_t base, size_t end, std::vector<Mention>& mentions) {
  auto it = std::lower_bound(unlisted.mentions.begin(), unlisted.mentions.end(), base,
                             [](const UnlistedMention& mention, size_t at) { return mention.begin < at; });
  for (; it != unlisted.mentions.end() && it->end <= end; ++it) {
    Mention mention;
    mention.begin = it->begin - base;
    mention.end = it->end - base;
    mention.via = Via::kTagger;
    mention.id = unlisted.names[it->name].id;
    const auto same = std::find_if(mentions.begin(), mentions.end(), [&](const Mention& other) {
      return IsOrganisation(other.type) && other.id.empty() && other.begin < mention.end && other.end > mention.begin;
    });
    if (same == mentions.end()) {
      mentions.push_back(std::move(mention));
    } else {
      mention.type = same->type;
      mention.via = same->via;
      *same = std::move(mention);
    }
  }
  std::stable_sort(mentions.begin(), mentions.end(),
                   [](const Mention& a, const Mention& b) { return a.begin < b.begin; });
}

}  // namespace

std::vector<NewPassage> BuildPassages(const ReadDocument& read, const Analysis& analysis, const UnlistedNames& unlisted,
                                      const PageText* page) {
  const std::string_view text = read.text.text;
  const CodePointMap code_points(text);
  std::vector<NewPassage> passages;
  std::string headings;
  size_t statement = 0, mention = 0, next_unlisted = 0;
  for (size_t i = 0; i < read.text.blocks.size(); ++i) {
    const corpus::Block& block = read.text.blocks[i];
    const bool heading = block.kind == corpus::BlockKind::kHeading;
    NewPassage passage;
    for (; statement < analysis.statements.size() && analysis.statements[statement].begin < block.end; ++statement) {
      const Statement& s = analysis.statements[statement];
      if (s.begin < block.begin || heading) continue;
      std::vector<std::string> ids = UnlistedIn(unlisted, s.begin, s.end, next_unlisted);
      if (s.vendors.empty() && s.agencies.empty() && ids.empty()) continue;
      passage.statements.push_back(PlacedIn(s, block));
      IndexedStatement& placed = passage.statements.back();
      placed.unlisted = std::move(ids);
      if (page && (!placed.vendors.empty() || !placed.unlisted.empty()))
        placed.fragment =
            page->FragmentFor(text.substr(s.begin, placed.end - placed.begin), text.substr(block.begin, placed.begin),
                              text.substr(block.begin + placed.end, block.end - block.begin - placed.end));
    }
    for (; mention < analysis.mentions.size() && analysis.mentions[mention].begin < block.end; ++mention) {
      Mention m = analysis.mentions[mention];
      if (m.begin < block.begin || m.end > block.end) continue;
      m.begin -= block.begin;
      m.end -= block.begin;
      passage.mentions.push_back(std::move(m));
    }
    if (block.end <= block.begin) continue;
    IdentifyUnlisted(unlisted, block.begin, block.end, passage.mentions);
    if (heading) {
      headings += std::string(text.substr(block.begin, block.end - block.begin)) + "\n";
      continue;
    }
    passage.text = text.substr(block.begin, block.end - block.begin);
    passage.before = LastCodePoints(text.substr(0, block.begin), kContextCodePoints);
    passage.after = FirstCodePoints(text.substr(block.end), kContextCodePoints);
    passage.kind = corpus::BlockKindName(block.kind);
    passage.block = static_cast<int>(i);
    passage.ordinal = static_cast<int>(passages.size()) + 1;
    passage.page = block.page;
    passage.pointer = block.pointer;
    passage.begin_byte = block.begin;
    passage.begin_code_point = code_points.ToCodePoint(block.begin);
    passage.headings = std::move(headings);
    headings.clear();
    passages.push_back(std::move(passage));
  }
  return passages;
}

DocumentRecord BuildRecord(const ReadDocument& read, const UnlistedNames& unlisted) {
  DocumentRecord record;
  ForEachWord(read.text.text, [&](const RawWord&) { ++record.words; });
  record.signature = SignatureOf(read.text.text);
  record.credit = DatelineCredit(read.text.text);
  record.unlisted = unlisted.names;
  return record;
}

void Identify(const ReadDocument& read, const RevisionFacts& facts, std::vector<NewPassage>& passages,
              DocumentRecord& record) {
  record.from = ProvenanceOf(read, facts);
  const std::string& key = record.from.document_key;
  for (NewPassage& passage : passages)
    for (IndexedStatement& statement : passage.statements)
      statement.id = EvidenceIdOf(key, statement.text_of(passage.text));
  for (LearnedName& name : record.unlisted)
    for (Introduction& introduction : name.introductions) {
      introduction.evidence = EvidenceIdOf(key, introduction.sentence);
      introduction.document = record.from.document_id;
      introduction.title = read.title;
      introduction.published = read.published.value;
    }
}

}  // namespace dossier::indexer
