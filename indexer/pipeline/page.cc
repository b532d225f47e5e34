#include "indexer/pipeline/page.h"

#include "corpus/base/utf8.h"
#include "corpus/forms/container.h"
#include "corpus/forms/pdf_text.h"
#include "corpus/gate/gate.h"
#include "corpus/gate/machine_file.h"
#include "corpus/text/charset.h"
#include "indexer/names/unlisted_names.h"
#include "indexer/pipeline/identity.h"
#include "indexer/pipeline/passage_builder.h"
#include "indexer/pipeline/stated_events.h"
#include "indexer/read/reader.h"
#include "indexer/text/text_fragment.h"

namespace dossier::indexer {
using corpus::StoredRecords;
namespace {

// Everything that a page of markup says, by the frozen rule over the whole payload.
std::string PageTextOf(const corpus::Payload& payload, const ReadDocument& read) {
  if (read.text.syntax != corpus::BlockSyntax::kMarkup) return "";
  const auto bytes = corpus::BytesOfText(read.text.reader, payload.decoded);
  if (!bytes) return "";
  auto decoded = DecodeToUtf8(*bytes, read.text.charset);
  if (!decoded) return "";
  const std::string marked = MarkBreaks(*decoded);
  corpus::Block whole;
  whole.ranges = {{0, marked.size()}};
  auto text = corpus::RenderBlock(marked, read.text.syntax, whole, read.text.rule);
  return text ? std::move(*text) : "";
}

// The outcome of a capture that the gate keeps from the readers, before its bytes are read; "" when it passes.
std::string OutcomeBefore(const corpus::Capture& capture) {
  if (corpus::MachineFileKind("", capture.url) == "robots") return "robots";
  return corpus::OutcomeOf(corpus::JudgeCapture(capture));
}

// The same by what the capture holds: the role that the crawler noted, else its form. A metadata record that cannot
// be read is for `dossier check` to tell.
std::string OutcomeOf(const StoredRecords& records, std::string_view bytes) {
  const auto metadata = corpus::MetadataOf(records);
  const std::string role = metadata ? StringAt(*metadata, "role") : "";
  if (role == "robots" || role == "feed" || role == "sitemap") return role;
  return corpus::OutcomeOf(corpus::FormOf(bytes, records.capture.content_type));
}

// The vendors that the document names as its own, by the ids that their mentions have.
std::vector<std::string> OwnVendors(const Gazetteer& gazetteer, const UnlistedNames& unlisted,
                                    const StructuredFacts& facts) {
  std::vector<std::string> ids;
  for (const std::string& name : facts.vendors) {
    const auto known = gazetteer.Resolve(CollapseWhiteSpace(name), EntityType::kVendor);
    if (known.size() == 1) ids.push_back(known[0]->id);
    if (known.empty())
      for (const auto& other : unlisted.names)
        if (other.name == CollapseWhiteSpace(name)) ids.push_back(other.id);
  }
  return ids;
}

// Vendors of the product tree by the ids that their mentions in the text have.
void IdentifyVendors(const Gazetteer& gazetteer, const UnlistedNames& unlisted, StructuredFacts& facts) {
  for (ProductStatus& status : facts.product_status) {
    const auto known = gazetteer.Resolve(status.vendor, EntityType::kVendor);
    if (known.size() == 1) {
      status.vendor = known[0]->id;
      continue;
    }
    for (const auto& name : unlisted.names)
      if (name.name == status.vendor) status.vendor = name.id;
  }
}

}  // namespace

PageReader::PageReader(std::shared_ptr<const Gazetteer> gazetteer)
    : gazetteer_(std::move(gazetteer)), analyzer_(gazetteer_) {
  // Tables that are made at their first use are made now: processes forked from here share them, and none pays for
  // them on its first page, within that page's limits.
  ReaderInput input;
  input.bytes =
      "<html lang=en><title>A page</title><p>On 4 June 2018 the FCC banned phones of Huawei, it said.</p></html>";
  input.content_type = "text/html";
  if (const auto read = indexer::Read(input)) analyzer_.Analyze(read->text.text, read->text.blocks, {});
}

Page PageReader::Read(const StoredRecords& records, const std::function<void(uint64_t)>& decoded) const {
  Page page;
  page.outcome = OutcomeBefore(records.capture);
  if (!page.outcome.empty()) return page;
  const auto payload = corpus::PayloadOf(records);
  if (!payload) {
    page.failure = payload.error().message;
    page.damaged = true;
    return page;
  }
  if (decoded) decoded(payload->decoded.size());
  page.outcome = OutcomeOf(records, payload->decoded);
  if (!page.outcome.empty()) return page;
  const corpus::Capture& capture = records.capture;
  ReaderInput input;
  input.bytes = payload->decoded;
  input.url = capture.url;
  if (capture.url.starts_with("file:")) input.file_name = capture.url.substr(capture.url.rfind('/') + 1);
  input.content_type = capture.content_type;
  input.publisher = capture.source.publisher;
  input.fetched = capture.fetched;
  auto read = indexer::Read(input);
  if (!read) {
    const corpus::Form& form = corpus::FormOf(payload->decoded, capture.content_type);
    if (form.id == "pdf" && read.error().code == corpus::kNoPoppler)
      page.outcome = std::string(corpus::kUntried).append(form.one);
    page.failure = read.error().message;
    return page;
  }
  if (!payload->complete || corpus::JudgeCapture(capture).pass == corpus::Pass::kPartial) read->partial = true;
  for (ReadDocument& entry : read->entries) {
    PagePart& one = page.entries.emplace_back();
    entry.partial = read->partial;
    one.read = std::move(entry);
    Analyze(capture, "", one);
  }
  read->entries.clear();
  const std::string whole = PageTextOf(*payload, *read);
  page.read = std::move(*read);
  Analyze(capture, whole, page);
  return page;
}

// What the text of `page.read` says. `page_text`: everything that the page says beside, "" when nothing is known of it.
void PageReader::Analyze(const corpus::Capture& capture, std::string_view page_text, PagePart& page) const {
  ReadDocument& read = *page.read;
  if (!IsEvidence(read.page_kind) || read.text.text.empty()) return;
  AnalysisContext context;
  context.published = read.published.day();
  context.publisher = read.publisher.empty() ? capture.source.publisher : read.publisher;
  if (context.publisher.empty())
    if (const Entity* owner = OwnerOf(*gazetteer_, capture.url, read.canonical_url)) context.publisher = owner->name;
  context.language = read.language;
  context.title = read.title;
  context.entry = read.structured && (read.structured->kind == "list" || read.structured->kind == "kev");
  TextAnalysis analysis = analyzer_.Analyze(read.text.text, read.text.blocks, context);
  read.partial |= analysis.partial;
  std::vector<std::string> stated = read.structured ? read.structured->vendors : std::vector<std::string>();
  for (std::string& name : stated) name = CollapseWhiteSpace(name);
  const UnlistedNames unlisted = FindUnlistedNames(*gazetteer_, read.text.text, read.text.blocks, analysis, stated);
  if (read.structured) {
    IdentifyVendors(*gazetteer_, unlisted, *read.structured);
    AddStatedEvents(*gazetteer_, read, OwnVendors(*gazetteer_, unlisted, *read.structured), analysis);
  }
  std::optional<PageText> whole;
  if (!page_text.empty()) whole.emplace(page_text);
  page.passages = BuildPassages(read, analysis, unlisted, whole ? &*whole : nullptr);
  page.record = BuildRecord(read, unlisted);
}

}  // namespace dossier::indexer
