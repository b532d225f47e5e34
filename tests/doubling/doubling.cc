// Whether reading takes time in proportion to the size of what is read: for each kind of hostile input, twice as much
// may take at most 2.5 times the processor time. argv: extract, index, crawl, inspect or verify, else all of them; or:
// seeds FOLDER TARGET, which writes small inputs of these kinds for a fuzz target.
//
// Sizes grow until a reading takes long enough to be measured: 1 ms, with DOSSIER_SOAK=1 a second, which sees growth
// that sets in late. A ratio that is too large is measured again, and at twice the size: a step (a limit that is
// passed, a page that is judged otherwise) is no growth.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "corpus/archive/warc.h"
#include "corpus/archive/warc_reader.h"
#include "corpus/base/compress.h"
#include "corpus/base/file.h"
#include "corpus/base/time.h"
#include "crawler/parse/address_list.h"
#include "crawler/parse/csaf_listing.h"
#include "crawler/parse/feed.h"
#include "crawler/parse/links.h"
#include "crawler/parse/robots.h"
#include "crawler/parse/sitemap.h"
#include "indexer/gazetteer/gazetteer.h"
#include "indexer/names/names.h"
#include "indexer/read/pdf_reader.h"
#include "indexer/read/reader.h"
#include "indexer/statements/analyzer.h"
#include "indexer/text/sentences.h"
#include "indexer/text/text_fragment.h"
#include "query/draft/quotations.h"
#include "query/draft/reader.h"
#include "query/forms/zip_bytes.h"
#include "tests/doubling/kinds.h"
#include "tests/support/temp_dir.h"

namespace dossier {
namespace {

using Work = std::function<void(const std::string&)>;

constexpr double kMostRatio = 2.5;
constexpr double kSlack = 0.0002;  // seconds
constexpr int kTries = 6;
constexpr size_t kSmallest = 1 << 8, kLargest = 1 << 20;

double ProcessorSeconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

double SecondsOf(const Work& work, const std::string& input) {
  const double start = ProcessorSeconds();
  work(input);
  return ProcessorSeconds() - start;
}

bool Grows(const std::array<double, 3>& seconds) {
  return seconds[2] > kMostRatio * kMostRatio * seconds[0] + kSlack && seconds[2] > kMostRatio * seconds[1] + kSlack;
}

// The least of several tries for n, 2n and 4n: other programs of the machine only ever add.
std::array<double, 3> Measure(const testing::Kind& kind, const Work& work, size_t size) {
  const std::array<std::string, 3> inputs = {InputOf(kind, size), InputOf(kind, 2 * size), InputOf(kind, 4 * size)};
  std::array<double, 3> least = {1e9, 1e9, 1e9};
  for (int i = 0; i < kTries && (i == 0 || Grows(least)); ++i)
    for (size_t k = 0; k < inputs.size(); ++k) least[k] = std::min(least[k], SecondsOf(work, inputs[k]));
  return least;
}

bool Holds(const testing::Kind& kind, const Work& work) {
  const double enough = std::getenv("DOSSIER_SOAK") ? 1 : 0.001;
  size_t size = kSmallest;
  double last = SecondsOf(work, InputOf(kind, 4 * size));
  for (; 4 * size < kLargest && last < enough; last = SecondsOf(work, InputOf(kind, 4 * size))) size *= 4;
  if (last <= kMostRatio * kMostRatio * SecondsOf(work, InputOf(kind, size)) + kSlack) return true;
  std::array<double, 3> seconds = Measure(kind, work, size);
  if (Grows(seconds)) seconds = Measure(kind, work, 2 * size);
  if (Grows(seconds))
    fmt::print("{}, {}: {:.4f} s, {:.4f} s, {:.4f} s for {}, {} and {} KB\n", kind.group, kind.name, seconds[0],
               seconds[1], seconds[2], size >> 9, size >> 8, size >> 7);
  return !Grows(seconds);
}

indexer::ReaderInput InputFor(const testing::Kind& kind, const std::string& bytes) {
  indexer::ReaderInput input;
  input.bytes = bytes;
  input.url = "http://harbour.example/2020/05/04/ships";
  input.content_type = kind.group == "json" ? "application/json" : kind.group == "text" ? "text/plain" : "text/html";
  return input;
}

Work Extract(const testing::Kind& kind, const indexer::Analyzer& analyzer) {
  return [&](const std::string& bytes) {
    const auto read = indexer::Read(InputFor(kind, bytes));
    if (read) analyzer.Analyze(read->text.text, read->text.blocks, {});
  };
}

Work ExtractPaper() {
  return [](const std::string& bytes) { indexer::PdfDocument({}, corpus::PdfTextOf(bytes)); };
}

// What `index` does with a page besides: names, and a link to each sentence.
Work Index(const testing::Kind& kind, const indexer::Gazetteer& gazetteer) {
  return [&](const std::string& bytes) {
    const auto read = indexer::Read(InputFor(kind, bytes));
    if (!read) return;
    const std::string& text = read->text.text;
    indexer::FindKnownNames(gazetteer, text, read->text.blocks, {});
    const indexer::PageText page(text);
    for (const corpus::Block& block : read->text.blocks) {
      std::vector<indexer::SentenceRange> sentences;
      indexer::FindSentences(text, block.begin, block.end, sentences);
      const std::string_view whole(text);
      for (const auto& sentence : sentences)
        page.FragmentFor(whole.substr(sentence.begin, sentence.end - sentence.begin),
                         whole.substr(block.begin, sentence.begin - block.begin),
                         whole.substr(sentence.end, block.end - sentence.end));
    }
  };
}

Work Crawl(const testing::Kind& kind) {
  const std::string_view group = kind.group;
  if (group == "feed")
    return [](const std::string& bytes) { (void)crawler::ParseFeed(bytes, "", "http://f.example/"); };
  if (group == "sitemap")
    return [](const std::string& bytes) { (void)crawler::ParseSitemap(bytes, "", "http://s.example/sitemap.xml"); };
  if (group == "robots")
    return [](const std::string& bytes) { crawler::RobotsFile::Parse(bytes).For("dossier").Check("/aaaaaaaaaaaaaa"); };
  if (group == "listing")
    return [](const std::string& bytes) {
      (void)crawler::ReadCsafListing(bytes, *Url::Parse("http://c.example/index.txt"));
      (void)crawler::ReadCsafListing(bytes, *Url::Parse("http://c.example/provider-metadata.json"));
    };
  if (group == "addresses")
    return [](const std::string& bytes) { crawler::ReadAddressList(bytes, [](std::string_view) { return false; }); };
  if (group == "links" || group == "page")
    return
        [](const std::string& bytes) { crawler::ExtractLinks(bytes, "text/html", *Url::Parse("http://l.example/")); };
  return {};
}

Work Inspect(const testing::Kind& kind) {
  if (kind.group == "warc")
    return [](const std::string& bytes) {
      auto reader = corpus::WarcReader::FromBytes(bytes, {});
      while (true) {
        const auto entry = reader.Next();
        if (!entry || !*entry) break;
        DigestsHold(**entry, (*entry)->block);
      }
    };
  if (kind.group == "http")
    return [](const std::string& bytes) {
      const auto message = corpus::ParseHttp(bytes);
      corpus::ArchivedResponseHead(bytes.substr(0, bytes.size() - message.body.size()));
      DecodeChunked(message.body);
    };
  return {};
}

Work Verify(const testing::Kind& kind, const testing::TempDir& folder) {
  const bool docx = kind.group == "document.xml";
  if (!docx && !kind.group.starts_with("draft.")) return {};
  const std::string path = folder / (docx ? "draft.docx" : std::string(kind.group));
  return [path, docx](const std::string& bytes) {
    const auto file = docx ? query::ZipBytes({{"word/document.xml", bytes}}, UtcTime{}) : Result<std::string>(bytes);
    if (!file || !WriteFileAtomically(path, *file)) std::abort();
    const auto paragraphs = query::ReadDraft(path);
    if (paragraphs) query::FindQuotations(*paragraphs);
  };
}

// One small input of each kind that a fuzz target reads, as files in a folder.
int WriteSeeds(const std::string& folder, std::string_view target) {
  static const std::multimap<std::string_view, std::string_view> kGroups = {
      {"html", "page"},        {"csaf", "json"},        {"json", "json"},       {"text", "text"},
      {"feed", "feed"},        {"sitemap", "sitemap"},  {"robots", "robots"},   {"links", "links"},
      {"links", "page"},       {"lists", "listing"},    {"lists", "addresses"}, {"warc", "http"},
      {"warc_reader", "warc"}, {"draft", "draft.html"}, {"draft", "draft.md"},  {"draft", "document.xml"},
      {"pdf", "pdf"}};
  const auto [first, last] = kGroups.equal_range(target);
  int count = 0;
  for (const testing::Kind& kind : testing::Kinds())
    if (std::any_of(first, last, [&](const auto& entry) { return entry.second == kind.group; }))
      if (!WriteFileAtomically(fmt::format("{}/kind-{}", folder, ++count), InputOf(kind, 200))) return 1;
  return 0;
}

int Run(std::string_view verb) {
  const auto gazetteer = indexer::Gazetteer::Embedded();
  if (!gazetteer) return 2;
  const indexer::Analyzer analyzer(*gazetteer);
  const testing::TempDir folder;
  size_t held = 0, broken = 0;
  for (const testing::Kind& kind : testing::Kinds()) {
    const bool document = kind.group == "page" || kind.group == "json" || kind.group == "text";
    const std::array<std::pair<std::string_view, Work>, 5> works = {{
        {"extract", document              ? Extract(kind, analyzer)
                    : kind.group == "pdf" ? ExtractPaper()
                                          : Work()},
        {"index", document ? Index(kind, **gazetteer) : Work()},
        {"crawl", Crawl(kind)},
        {"inspect", Inspect(kind)},
        {"verify", Verify(kind, folder)},
    }};
    for (const auto& [name, work] : works)
      if (work && (verb.empty() || verb == name)) ++(Holds(kind, work) ? held : broken);
  }
  // The measure itself can fail: four times the work for twice the input.
  const auto square = [](const std::string& bytes) {
    volatile size_t steps = 0;
    for (size_t i = 0; i < bytes.size(); ++i)
      for (size_t k = 0; k < bytes.size(); k += 16) steps = steps + 1;
  };
  fmt::print("(a kind that grows on purpose:) ");
  bool noticed = false;  // sooner or later: other programs of the machine may hide it once
  for (int i = 0; i < 10 && !noticed; ++i) noticed = !Holds({"none", "all pairs", "", "x", ""}, square);
  fmt::print("{} kinds of input take time in proportion to their size, {} do not\n", held, broken);
  return held > 0 && broken == 0 && noticed ? 0 : 1;
}

}  // namespace
}  // namespace dossier

int main(int argc, char** argv) {
  const std::string_view verb = argc > 1 ? argv[1] : "";
  if (verb == "seeds") return argc == 4 ? dossier::WriteSeeds(argv[2], argv[3]) : 2;
  return argc <= 2 ? dossier::Run(verb) : 2;
}
