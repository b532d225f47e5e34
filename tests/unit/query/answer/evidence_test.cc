// The main job on a small corpus of hand-made pages: capture, index, ask, cite, verify, and what damage does.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>

#include "corpus/base/file.h"
#include "indexer/pipeline/indexer.h"
#include "query/draft/checker.h"
#include "query/proof/certificate.h"
#include "query/proof/recipe.h"
#include "query/proof/verify_all.h"
#include "tests/support/temp_dir.h"

namespace dossier::query {
namespace {

using corpus::Access;
using corpus::Corpus;
using testing::TempDir;

std::string Html(const std::string& title, const std::string& date, const std::vector<std::string>& paragraphs) {
  std::string html = "<!DOCTYPE html><html lang=\"en\"><head><title>" + title +
                     "</title><meta property=\"og:type\" content=\"article\">"
                     "<meta property=\"og:title\" content=\"" +
                     title + "\"><meta property=\"article:published_time\" content=\"" + date +
                     "\">"
                     "</head><body><nav><a href=\"/\">Home</a> <a href=\"/n\">News</a></nav><article><h1>" +
                     title + "</h1>";
  for (const std::string& paragraph : paragraphs) html += "<p>" + paragraph + "</p>";
  return html + "</article><footer>Terms of use</footer></body></html>";
}

const std::vector<std::string> kBanned = {
    "The Commerce Department banned American companies from selling parts to ZTE on Monday, officials said in a "
    "statement.",
    "The Federal Bureau of Investigation warned that Huawei phones could be used to spy on users in the United States.",
    "The order takes effect at once and runs for seven years, according to the department and to people who know the "
    "case."};
const std::vector<std::string> kDenied = {
    "The Commerce Department said on Friday that it did not ban Hikvision and that no order of that kind had been "
    "prepared.",
    "A spokesman added that the review of camera makers would go on through the summer and would end with a public "
    "report.",
    "Lawmakers had asked for such a step in a letter that was sent to the department earlier in the same month this "
    "year."};

void AddPage(const std::string& dir, const std::string& url, const std::string& html, Json metadata = Json::object(),
             corpus::Source source = {"example", "Example Times", "news", "en"}) {
  auto corpus = Corpus::Open(dir, Access::kArchive, corpus::Create::kIfMissing);
  ASSERT_TRUE(corpus) << corpus.error().message;
  corpus::NewCapture capture;
  capture.url = url;
  capture.fetched = *ParseRfc3339("2026-09-20T08:00:00Z");
  capture.http_status = 200;
  capture.request_head = "GET / HTTP/1.1\r\nHost: example.org";
  capture.response_head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8";
  capture.body = html;
  capture.content_type = "text/html; charset=utf-8";
  capture.metadata = std::move(metadata);
  capture.source = std::move(source);
  ASSERT_TRUE(corpus->Append(capture));
  ASSERT_TRUE(corpus->Flush());
}

indexer::IndexReport Index(const std::string& dir, bool rebuild = false) {
  auto corpus = Corpus::Open(dir, Access::kIndex);
  EXPECT_TRUE(corpus) << corpus.error().message;
  indexer::IndexOptions options;
  options.rebuild = rebuild;
  options.jobs = 2;
  auto report = indexer::IndexAll(*corpus, options);
  EXPECT_TRUE(report) << report.error().message;
  return report ? *report : indexer::IndexReport{};
}

EvidenceAnswer Ask(const std::string& dir, const std::string& text) {
  auto engine = Engine::Open(dir);
  EXPECT_TRUE(engine) << engine.error().message;
  auto query = ParseQuery(text);
  EXPECT_TRUE(query);
  auto answer = engine->Evidence(*query, {});
  EXPECT_TRUE(answer) << answer.error().message;
  return answer ? std::move(*answer) : EvidenceAnswer{};
}

class EvidenceTest : public ::testing::Test {
 protected:
  void SetUp() override {
    dir_ = temp_ / "c";
    AddPage(dir_, "https://example.org/2018/ban", Html("Commerce bans sales to ZTE", "2018-04-16T12:00:00Z", kBanned));
    AddPage(dir_, "https://example.org/2019/denied",
            Html("No ban of camera maker, department says", "2019-06-07", kDenied));
    Index(dir_);
  }
  TempDir temp_;
  std::string dir_;
};

TEST_F(EvidenceTest, OneSentenceARowWithItsProvenance) {
  const auto answer = Ask(dir_, "vendor:zte action:ban");
  ASSERT_EQ(answer.rows.size(), 1u);
  const EvidenceRow& row = answer.rows[0];
  EXPECT_EQ(row.quotation(), kBanned[0]);
  EXPECT_EQ(row.vendor.id, "zte");
  EXPECT_EQ(row.matched, "ZTE");
  EXPECT_EQ(row.passage.from.publisher, "Example Times");
  EXPECT_EQ(row.passage.from.published.substr(0, 10), "2018-04-16");
  EXPECT_EQ(row.passage.from.capture_sha256.size(), 64u);
}

TEST_F(EvidenceTest, APageWithoutAPublisherIsThatOfItsHost) {
  const std::vector<std::string> order = {
      "All agencies shall disconnect affected SolarWinds Orion products from their networks before noon on Monday.",
      "This emergency directive remains in effect until all agencies have applied the forthcoming patch of the maker.",
      "The products are used by many agencies and their compromise is an unacceptable risk to the civilian networks."};
  AddPage(dir_, "https://cyber.dhs.gov/ed/21-01/", Html("Emergency Directive 21-01", "2020-12-13", order),
          Json::object(), {"import", "", "file", "en"});
  Index(dir_);
  const auto answer = Ask(dir_, "vendor:solarwinds agency:cisa");
  ASSERT_FALSE(answer.rows.empty());
  EXPECT_EQ(answer.rows[0].passage.from.publisher_id, "cisa");
  EXPECT_EQ(answer.rows[0].passage.from.publisher, "CISA") << "as its directives are signed";
  EXPECT_EQ(answer.rows[0].passage.from.source_kind, "agency");
  EXPECT_FALSE(Ask(dir_, "vendor:solarwinds kind:agency").rows.empty());
  EXPECT_FALSE(Ask(dir_, "vendor:solarwinds kind:advisory").rows.empty());
  EXPECT_FALSE(Ask(dir_, "vendor:solarwinds source:cisa").rows.empty());
}

TEST_F(EvidenceTest, FilesForCrawlersAreNoDocuments) {
  const std::string feed =
      "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>News</title><item><title>Commerce bans "
      "ZTE</title><description>" +
      kBanned[0] + " " + kBanned[1] + " " + kBanned[2] + "</description></item></channel></rss>";
  AddPage(dir_, "https://example.org/latest", feed);  // by its root element
  AddPage(dir_, "https://example.org/all", Html("All", "2018-04-16", kBanned), {{"role", "feed"}});  // by its role
  AddPage(dir_, "https://example.org/robots.txt", "User-agent: *\nDisallow: /internal/\n");
  AddPage(dir_, "https://example.org/page", Html("Page", "2018-04-16", kBanned), {{"role", "page"}});
  const auto report = Index(dir_);
  EXPECT_EQ(report.machine_files, 3u);
  EXPECT_EQ(report.documents, 1u);
  EXPECT_TRUE(report.refused.empty());
  EXPECT_TRUE(report.unreadable.empty());
}

TEST_F(EvidenceTest, FiltersWorkOnTheStatementNotOnTheDocument) {
  EXPECT_TRUE(Ask(dir_, "vendor:zte agency:fbi").rows.empty());     // the FBI warned of another vendor
  EXPECT_TRUE(Ask(dir_, "vendor:huawei action:ban").rows.empty());  // the ban is another vendor's
  EXPECT_EQ(Ask(dir_, "vendor:huawei agency:fbi").rows.size(), 1u);
  EXPECT_EQ(Ask(dir_, "vendor:zte published:2018-04").rows.size(), 1u);
  EXPECT_TRUE(Ask(dir_, "vendor:zte published:2019..").rows.empty());
  EXPECT_TRUE(Ask(dir_, "vendor:zte -action:ban").rows.empty());
}

TEST_F(EvidenceTest, ADenialIsNeverCountedAsTheAction) {
  const auto answer = Ask(dir_, "vendor:hikvision action:ban");
  EXPECT_TRUE(answer.rows.empty());
  ASSERT_EQ(answer.denials.size(), 1u);
  EXPECT_EQ(answer.denials[0].quotation(), kDenied[0]);
}

TEST_F(EvidenceTest, NothingFoundSaysWhatWasSearchedAndWhatIsNear) {
  const auto answer = Ask(dir_, "vendor:huawei action:ban published:2015");
  EXPECT_TRUE(answer.rows.empty());
  EXPECT_EQ(answer.coverage.documents, 2u);
  EXPECT_EQ(answer.coverage.sources, 1u);
  ASSERT_FALSE(answer.nearest.empty());
  EXPECT_EQ(answer.nearest[0].quotation(), kBanned[1]);
}

TEST_F(EvidenceTest, AMisspeltNameSuggests) {
  auto engine = Engine::Open(dir_);
  auto query = ParseQuery("vendor:huawie");
  const auto answer = engine->Evidence(*query, {});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::kNotFound);
  EXPECT_NE(answer.error().hint.find("Huawei"), std::string::npos) << answer.error().hint;
}

TEST_F(EvidenceTest, IdsSurviveARebuildAndTheSecondRunHasNothingToDo) {
  const std::string id = Ask(dir_, "vendor:zte").rows.at(0).said().id;
  EXPECT_EQ(Index(dir_).captures, 0u);
  EXPECT_EQ(Index(dir_, true).documents, 2u);
  EXPECT_EQ(Ask(dir_, "vendor:zte").rows.at(0).said().id, id);
  std::filesystem::remove_all(dir_ + "/index");
  EXPECT_EQ(Index(dir_).documents, 2u);
  EXPECT_EQ(Ask(dir_, "vendor:zte").rows.at(0).said().id, id);
}

TEST_F(EvidenceTest, ANewTextIsARevisionAndOldQuotationsAreMarked) {
  auto changed = kBanned;
  changed[1] =
      "The Federal Bureau of Investigation warned that Huawei routers could be used to spy on users in the United "
      "States.";
  AddPage(dir_, "https://example.org/2018/ban", Html("Commerce bans sales to ZTE", "2018-04-16T12:00:00Z", changed));
  Index(dir_);
  const auto answer = Ask(dir_, "vendor:huawei");
  ASSERT_EQ(answer.rows.size(), 2u);
  size_t superseded = 0;
  for (const EvidenceRow& row : answer.rows) superseded += row.superseded;
  EXPECT_EQ(superseded, 1u);
  EXPECT_EQ(Ask(dir_, "vendor:zte").rows.size(), 1u);  // said by both revisions: one row, of the newest
  EXPECT_FALSE(Ask(dir_, "vendor:zte").rows[0].superseded);
}

TEST_F(EvidenceTest, CertificatesVerifyWithoutTheIndex) {
  const auto answer = Ask(dir_, "vendor:zte");
  {
    auto corpus = Corpus::Open(dir_, Access::kRead);
    const Json certificate = CertificateOf(answer.rows[0], *corpus);
    ASSERT_TRUE(corpus->StoreCertificate({answer.rows[0].said().id, certificate, Now()}));
  }
  std::filesystem::remove_all(dir_ + "/index");
  auto corpus = Corpus::Open(dir_, Access::kRead);
  const auto report = VerifyAll(nullptr, *corpus, {}, {});
  ASSERT_TRUE(report);
  EXPECT_EQ(report->claims, 1u);
  EXPECT_EQ(report->verified, 1u);
  Claim claim = *ClaimOfCertificate(corpus->Certificates()->at(0).content);
  claim.exact += " and more";
  Verifier verifier(*corpus);
  EXPECT_EQ(verifier.Verify(claim).state, VerifyState::kQuoteNotFound);
  claim.capture_sha256 = std::string(64, 'a');
  EXPECT_EQ(verifier.Verify(claim).state, VerifyState::kCaptureMissing);
}

TEST_F(EvidenceTest, EveryChangedByteOfTheArchiveIsDetected) {
  std::string archive;
  for (const auto& entry : std::filesystem::directory_iterator(dir_ + "/archive"))
    if (archive.empty() || entry.file_size() > std::filesystem::file_size(archive)) archive = entry.path().string();
  const std::string whole = *ReadFile(archive);
  auto damaged = [&] {
    auto corpus = Corpus::Open(dir_, Access::kRead);
    if (!corpus) return true;
    auto check = corpus->Check({});
    return !check || !check->damage.empty();
  };
  ASSERT_FALSE(damaged());
  std::mt19937 random(7);
  size_t missed = 0;
  const int rounds = std::getenv("DOSSIER_SOAK") ? 1200 : 120;
  for (int i = 0; i < rounds; ++i) {
    std::string changed = whole;
    changed[random() % changed.size()] ^= static_cast<char>(1 + random() % 255);
    std::ofstream(archive, std::ios::binary | std::ios::trunc) << changed;
    missed += !damaged();
  }
  EXPECT_EQ(missed, 0u);
  std::ofstream(archive, std::ios::binary | std::ios::trunc) << whole;
  EXPECT_FALSE(damaged());
}

TEST_F(EvidenceTest, TheRecipePrintsTheQuotation) {
  const auto answer = Ask(dir_, "vendor:zte");
  auto corpus = Corpus::Open(dir_, Access::kRead);
  const auto recipe = RecipeFor(ClaimOf(answer.rows[0]), *corpus);
  ASSERT_TRUE(recipe) << recipe.error().message;
  std::ofstream(temp_ / "recipe.sh") << *recipe;
  const std::string command = "cd '" + dir_ + "' && sh '" + (temp_ / "recipe.sh") + "' > '" + (temp_ / "out") + "'";
  ASSERT_EQ(std::system(command.c_str()), 0);
  const std::string out = *ReadFile(temp_ / "out");
  EXPECT_EQ(out.substr(0, 64), answer.rows[0].passage.from.capture_sha256);
  EXPECT_NE(out.find(answer.rows[0].passage.from.text_sha256), std::string::npos);
  EXPECT_NE(out.find("\n" + kBanned[0] + "\n"), std::string::npos);
}

DraftState StateOf(const std::string& dir, const std::string& draft) {
  auto engine = Engine::Open(dir);
  auto corpus = Corpus::Open(dir, Access::kRead);
  const auto quotations = FindQuotations({draft});
  EXPECT_EQ(quotations.size(), 1u) << draft;
  const auto results = CheckDraft(quotations, &*engine, *corpus);
  EXPECT_TRUE(results);
  return results && !results->empty() ? results->at(0).state : DraftState::kNotFound;
}

TEST_F(EvidenceTest, DraftQuotationsPassOnlyWhenTrue) {
  EXPECT_EQ(StateOf(dir_, "It said \"" + kBanned[0] + "\""), DraftState::kExact);
  EXPECT_EQ(StateOf(dir_, "\"banned American companies from selling parts to ZTE,\" it wrote."),
            DraftState::kNormalised);
  EXPECT_EQ(StateOf(dir_, "\"banned American companies from selling phones to ZTE\""), DraftState::kNotFound);
  EXPECT_EQ(StateOf(dir_, "\"banned American companies from selling parts to Z\""), DraftState::kNotFound);
  EXPECT_EQ(StateOf(dir_, "\"" + kBanned[0] + "\" (https://example.org/2018/ban)"), DraftState::kExact);
  EXPECT_EQ(StateOf(dir_, "\"" + kBanned[0] + "\" (https://example.org/2019/denied)"), DraftState::kWrongSource);
  EXPECT_EQ(StateOf(dir_, "\"The Commerce Department banned Huawei phones\""), DraftState::kNotFound);
  // The source named by its outlet alone.
  EXPECT_EQ(StateOf(dir_, "Reuters wrote \"" + kBanned[0] + "\""), DraftState::kWrongSource);
  EXPECT_EQ(StateOf(dir_, "Reuters had it later. The paper wrote \"" + kBanned[0] + "\""), DraftState::kExact);
}

// 200 quotations made from true sentences: as they are, one word changed, spliced, from the wrong source, invented.
TEST_F(EvidenceTest, TwoHundredSeededQuotations) {
  std::vector<std::string> sentences = kBanned;
  sentences.insert(sentences.end(), kDenied.begin(), kDenied.end());
  std::mt19937 random(11);
  auto words_of = [](const std::string& sentence) {
    std::vector<std::string> words;
    std::istringstream stream(sentence);
    for (std::string word; stream >> word;) words.push_back(word);
    return words;
  };
  auto join = [](const std::vector<std::string>& words, size_t begin, size_t end) {
    std::string text;
    for (size_t i = begin; i < end; ++i) text += (i > begin ? " " : "") + words[i];
    return text;
  };
  auto engine = Engine::Open(dir_);
  auto corpus = Corpus::Open(dir_, Access::kRead);
  size_t refused_true = 0, accepted_false = 0;
  for (int i = 0; i < 200; ++i) {
    const size_t which = random() % sentences.size();
    const auto words = words_of(sentences[which]);
    const size_t begin = random() % (words.size() / 2), end = begin + 6 + random() % (words.size() - begin - 6);
    std::string text = join(words, begin, end), source;
    const int kind = i % 5;
    if (kind == 1) {
      auto changed = words;
      changed[begin + 1 + random() % (end - begin - 2)] = "quietly";
      text = join(changed, begin, end);
    } else if (kind == 2) {
      const auto other = words_of(sentences[(which + 1 + random() % (sentences.size() - 1)) % sentences.size()]);
      text = join(words, begin, begin + 4) + " " + join(other, 2, 7);
    } else if (kind == 3) {
      source = which < kBanned.size() ? " https://example.org/2019/denied" : " https://example.org/2018/ban";
    } else if (kind == 4) {
      text = "The minister told reporters that number " + std::to_string(i) + " was a secret order";
    }
    const auto results = CheckDraft(FindQuotations({"\"" + text + "\"" + source}), &*engine, *corpus);
    ASSERT_TRUE(results);
    ASSERT_EQ(results->size(), 1u) << text;
    const bool accepted = results->at(0).state == DraftState::kExact || results->at(0).state == DraftState::kNormalised;
    if (kind == 0)
      refused_true += !accepted;
    else
      accepted_false += accepted;
  }
  EXPECT_EQ(refused_true, 0u);
  EXPECT_EQ(accepted_false, 0u);
}

TEST(Draft, QuotationsOfEveryKindOfMark) {
  const auto found =
      FindQuotations({"He said \"one two three\" and \xE2\x80\x9C"
                      "four five six\xE2\x80\x9D.",
                      "> seven eight nine ten", "a \"short one\" only"});
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].text, "one two three");
  EXPECT_EQ(found[1].text, "four five six");
  EXPECT_EQ(found[2].text, "seven eight nine ten");
  EXPECT_EQ(found[2].paragraph, 2u);
}

}  // namespace
}  // namespace dossier::query
