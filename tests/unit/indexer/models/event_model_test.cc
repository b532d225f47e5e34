// Holds the C++ to the reference (training/events/export.py --cases): the same word pieces, the same decisions.
#include "indexer/models/event_model.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>

#include "corpus/base/file.h"
#include "corpus/base/json.h"
#include "tests/support/paths.h"

namespace dossier::models {
namespace {

const std::string& ModelFile() {
  static const std::string bytes = *ReadFile(dossier::testing::SourceDirectory() + "/indexer/models/events.bin");
  return bytes;
}

const EventModel& Model() {
  static const EventModel model = *EventModel::Load(ModelFile());
  return model;
}

struct Case {
  std::string text;
  Json json;
  Sentence sentence() const {
    Sentence sentence{text, {}};
    for (const Json& e : json["entities"]) {
      sentence.entities.push_back({e[0], e[1], static_cast<EntityKind>(e[2].get<int>()), e[3]});
    }
    return sentence;
  }
};

const std::vector<Case>& Cases() {
  static const std::vector<Case> cases = [] {
    std::vector<Case> read;
    std::ifstream in(dossier::testing::SourceDirectory() + "/tests/unit/indexer/models/event_model_cases.jsonl");
    for (std::string line; std::getline(in, line);) {
      Json json = *ParseJson(line, "a case");
      read.push_back({json["text"], json});
    }
    return read;
  }();
  return cases;
}

int64_t BestLink(const std::vector<Link>& links, size_t type) {
  auto best = std::max_element(links.begin(), links.end(),
                               [&](const Link& a, const Link& b) { return a.score[type] < b.score[type]; });
  return best != links.end() && best->score[type] >= 0.5F ? static_cast<int64_t>(best->group) : -1;
}

// The reference's words for a decision: [type, class, agent, author, date].
Json Decision(const VendorEvents& vendor, size_t type) {
  Factuality factuality = vendor.FactualityOf(type);
  std::string_view name = factuality == Factuality::kHypothetical ? "hypothetical"
                          : factuality == Factuality::kNegated    ? "negated"
                                                                  : "done";
  return Json::array(
      {type, name, vendor.agent[type] >= 0.5F ? 1 : 0, BestLink(vendor.authors, type), BestLink(vendor.dates, type)});
}

TEST(EventModel, PiecesAreTheReferences) {
  ASSERT_GE(Cases().size(), 500U);
  for (const Case& c : Cases()) {
    EXPECT_EQ(Model().Pieces(c.sentence()), c.json["ids"].get<std::vector<uint16_t>>()) << c.text;
  }
}

// Of the reference's 11,000 sentences; one takes 9 ms, and with the sanitizers, which ask whether memory is safe,
// seconds.
#ifdef __SANITIZE_ADDRESS__
constexpr size_t kTried = 110, kCompared = 970;
#else
constexpr size_t kTried = 11, kCompared = 97;
#endif

TEST(EventModel, DecisionsAreTheReferences) {
  size_t same = 0, all = 0;
  float farthest = 0;
  for (size_t i = 0; i < Cases().size(); i += kTried) {
    const Case& c = Cases()[i];
    SentenceEvents events = Model().Predict(std::vector<Sentence>{c.sentence()})[0];
    ASSERT_EQ(events.vendors.size(), c.json["vendors"].size()) << c.text;
    for (size_t v = 0; v < events.vendors.size(); ++v) {
      const Json& wanted = c.json["vendors"][v];
      ASSERT_EQ(events.vendors[v].group, wanted["group"].get<uint32_t>());
      for (size_t t = 0; t < kEventTypes; ++t) {
        float score = wanted["scores"][t].get<float>() / 1000;
        farthest = std::max(farthest, std::fabs(events.vendors[v].Score(t) - score));
        ++all;
        same += (events.vendors[v].Score(t) >= 0.5F) == (score >= 0.5F);
      }
      for (const Json& event : wanted["events"]) {
        ++all;
        same += Decision(events.vendors[v], event[0]) == event;
      }
    }
    ASSERT_EQ(events.speakers.size(), c.json["speakers"].size());
    for (size_t s = 0; s < events.speakers.size(); ++s) {
      ++all;
      same += (events.speakers[s].score >= 0.5F) == (c.json["speakers"][s][1].get<int>() >= 500);
    }
  }
  EXPECT_GE(static_cast<double>(same), 0.998 * static_cast<double>(all)) << same << " of " << all;
  EXPECT_LT(farthest, 0.15F);
  RecordProperty("same", std::to_string(same) + " of " + std::to_string(all));
  RecordProperty("farthest", std::to_string(farthest));
}

TEST(EventModel, EveryProcessorGivesTheSameBits) {
  for (size_t i = 0; i < Cases().size(); i += kCompared) {
    SentenceEvents plain = Model().PredictOn(Cases()[i].sentence(), Processor::kPlain);
    SentenceEvents best = Model().PredictOn(Cases()[i].sentence(), BestProcessor());
    ASSERT_EQ(plain.vendors.size(), best.vendors.size());
    for (size_t v = 0; v < plain.vendors.size(); ++v) {
      EXPECT_EQ(plain.vendors[v].type, best.vendors[v].type);
      EXPECT_EQ(plain.vendors[v].agent, best.vendors[v].agent);
      for (size_t a = 0; a < plain.vendors[v].authors.size(); ++a) {
        EXPECT_EQ(plain.vendors[v].authors[a].score, best.vendors[v].authors[a].score);
      }
    }
  }
}

TEST(EventModel, AnEmptySentenceHasNoEvents) {
  EXPECT_TRUE(Model().Predict({}).empty());
  SentenceEvents events = Model().Predict(std::vector<Sentence>{{"", {}}})[0];
  EXPECT_TRUE(events.vendors.empty());
  events = Model().Predict(std::vector<Sentence>{{"Acme", {{2, 9, EntityKind::kVendor, 0}}}})[0];
  EXPECT_TRUE(events.vendors.empty());
}

TEST(EventModel, MentionsOfOneGroupAreOneVendor) {
  std::string_view text = "Acme was fined, and Acme paid Zenco.";
  Sentence sentence{
      text, {{0, 4, EntityKind::kVendor, 5}, {20, 24, EntityKind::kVendor, 5}, {30, 35, EntityKind::kVendor, 2}}};
  SentenceEvents events = Model().Predict(std::vector<Sentence>{sentence})[0];
  ASSERT_EQ(events.vendors.size(), 2U);
  EXPECT_EQ(events.vendors[0].group, 5U);
  ASSERT_EQ(events.vendors[0].authors.size(), 1U);
  EXPECT_EQ(events.vendors[0].authors[0].group, 2U);
}

TEST(EventModel, ALongSentenceIsCut) {
  std::string text = "Acme";
  for (int i = 0; i < 400; ++i) text += " and so on";
  size_t late = text.size() + 1;
  text += " Zenco";
  Sentence sentence{text, {{0, 4, EntityKind::kVendor, 0}, {late, late + 5, EntityKind::kVendor, 1}}};
  SentenceEvents events = Model().Predict(std::vector<Sentence>{sentence})[0];
  EXPECT_TRUE(events.cut);
  EXPECT_EQ(events.vendors.size(), 1U);
}

TEST(EventModel, ADamagedFileIsRefused) {
  std::string bytes = ModelFile();
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  auto damaged = EventModel::Load(bytes);
  ASSERT_FALSE(damaged.has_value());
  EXPECT_EQ(damaged.error().code, ErrorCode::kCorrupt);
  EXPECT_FALSE(EventModel::Load(std::string_view(ModelFile()).substr(0, 3000)).has_value());
  EXPECT_FALSE(EventModel::Load("").has_value());
}

}  // namespace
}  // namespace dossier::models
