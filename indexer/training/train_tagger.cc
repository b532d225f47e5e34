// Trains the tagger's conditional random field from labelled JSON Lines and writes its weights; or measures itself by
// cross-validation over documents.
//
//   train_tagger [--folds N --predictions OUT.jsonl] [--epochs N] [--recall-bias X] [--runs N] [--dropout X] [--output
//   WEIGHTS] FILE.jsonl... train_tagger --weights WEIGHTS --predictions OUT.jsonl FILE.jsonl...
//
// Each line: {"id", "text", "mentions": [{"start","end","type"}]} with byte offsets; types ORG, VENDOR, AGENCY, OUTLET,
// GROUP, PARTY, UNIVERSITY are organisations, PER people, LOC places, others are ignored. With --folds every document
// is predicted by a model that has not seen it, and the predictions go to OUT in the scorer's form.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>
#include <random>
#include <string>
#include <unordered_map>
#include <vector>

#include "corpus/base/json.h"
#include "indexer/gazetteer/gazetteer.h"
#include "indexer/names/names.h"
#include "indexer/names/organisations.h"
#include "indexer/tagger/tagger.h"

namespace dossier::indexer {
namespace {

struct Sentence {
  size_t first = 0, last = 0;                   // tokens
  std::vector<std::vector<uint32_t>> features;  // hashes, later ids
  std::vector<bool> candidate;
  std::vector<int> tags;
};

struct TrainingDocument {
  std::string id, set, text;
  std::vector<KnownSpan> known;
  std::vector<TaggerToken> tokens;
  std::vector<Sentence> sentences;
};

std::optional<NameType> TypeOfLabel(const std::string& label) {
  for (const char* name : {"ORG", "VENDOR", "AGENCY", "OUTLET", "GROUP", "PARTY", "UNIVERSITY"}) {
    if (label == name) return NameType::kOrganisation;
  }
  if (label == "PER") return NameType::kPerson;
  if (label == "LOC") return NameType::kPlace;
  return std::nullopt;
}

std::vector<KnownSpan> KnownIn(const Gazetteer& gazetteer, const Json& line) {
  AnalysisContext context;
  context.published = StringAt(line, "published");
  const std::string text = StringAt(line, "text");
  std::vector<KnownSpan> known;
  for (const KnownName& name : FindKnownNames(gazetteer, text, {}, context)) {
    if (!name.product) known.push_back({name.begin, name.end, gazetteer.entities()[name.entity].type});
  }
  return known;
}

// Tags of all tokens from the labelled spans; a leading determiner is cut, as the scorer does.
std::vector<int> TagsOf(const TrainingDocument& document, const Json& mentions) {
  std::vector<int> tags(document.tokens.size(), 0);
  for (const Json& mention : mentions) {
    const auto type = TypeOfLabel(StringAt(mention, "type"));
    if (!type) continue;
    const auto begin = static_cast<size_t>(IntegerAt(mention, "start")),
               end = static_cast<size_t>(IntegerAt(mention, "end"));
    size_t first = 0;
    while (first < document.tokens.size() && document.tokens[first].end <= begin) ++first;
    size_t last = first;
    while (last < document.tokens.size() && document.tokens[last].begin < end) ++last;
    const auto word = [&](size_t i) {
      return std::string_view(document.text)
          .substr(document.tokens[i].begin, document.tokens[i].end - document.tokens[i].begin);
    };
    while (first < last && (word(first) == "The" || word(first) == "the" || !document.tokens[first].word)) ++first;
    while (first < last && !document.tokens[last - 1].word) --last;
    if (first >= last) continue;
    bool free = true;
    for (size_t i = first; i < last; ++i) free = free && tags[i] == 0;
    if (!free) continue;
    for (size_t i = first; i < last; ++i) {
      const TagPart part = last - first == 1 ? TagPart::kUnit
                           : i == first      ? TagPart::kBegin
                           : i + 1 == last   ? TagPart::kLast
                                             : TagPart::kInside;
      tags[i] = TagOf(*type, part);
    }
  }
  return tags;
}

// A tag sequence that the chain cannot take (a name across a cut) is made outside.
void MakeValid(std::vector<int>& tags) {
  for (size_t i = 0; i <= tags.size(); ++i) {
    const int from = i == 0 ? 0 : tags[i - 1], to = i == tags.size() ? 0 : tags[i];
    if (MayFollow(from, to)) continue;
    for (size_t k = i;
         k-- > 0 && tags[k] != 0 && PartOfTag(tags[k]) != TagPart::kLast && PartOfTag(tags[k]) != TagPart::kUnit;)
      tags[k] = 0;
    for (size_t k = i; k < tags.size() && tags[k] != 0 &&
                       (PartOfTag(tags[k]) == TagPart::kInside || PartOfTag(tags[k]) == TagPart::kLast);
         ++k)
      tags[k] = 0;
  }
}

TrainingDocument Prepare(const Json& line, const Gazetteer& gazetteer) {
  TrainingDocument document{
      StringAt(line, "id"), StringAt(line, "set"), StringAt(line, "text"), KnownIn(gazetteer, line), {}, {}};
  document.tokens = TokenizeForTagger(document.text);
  const TaggerFeatures features(document.text, document.tokens, document.known);
  const std::vector<int> tags = TagsOf(document, MemberAt(line, "mentions"));
  ForEachTaggerSentence(document.tokens, [&](size_t first, size_t last) {
    for (size_t i = first; i < last;) {
      if (!features.IsCandidate(i)) {
        ++i;
        continue;
      }
      Sentence sentence;
      sentence.first = i;
      for (; i < last && features.IsCandidate(i); ++i) {
        features.Of(i, sentence.features.emplace_back());
        sentence.tags.push_back(tags[i]);
      }
      sentence.last = i;
      MakeValid(sentence.tags);
      document.sentences.push_back(std::move(sentence));
    }
  });
  return document;
}

// Features as dense numbers, kept when seen at least `minimum` times in the training part.
class Vocabulary {
 public:
  void Count(uint32_t hash) { ++counts_[hash]; }
  void Close(int minimum) {
    for (const auto& [hash, count] : counts_) {
      if (count < minimum || hash == 0) continue;
      ids_[hash] = static_cast<uint32_t>(hashes_.size());
      hashes_.push_back(hash);
    }
    counts_.clear();
  }
  int Find(uint32_t hash) const {
    const auto found = ids_.find(hash);
    return found == ids_.end() ? -1 : static_cast<int>(found->second);
  }
  const std::vector<uint32_t>& hashes() const { return hashes_; }

 private:
  std::unordered_map<uint32_t, int> counts_;
  std::unordered_map<uint32_t, uint32_t> ids_;
  std::vector<uint32_t> hashes_;
};

struct Options {
  int folds = 0, epochs = 14, minimum = 2, runs = 1;
  float dropout = 0;  // share of the features of a token that a step does not see
  float rate = 0.15f, penalty = 3e-6f, scale = 24, recall_bias = 0;
  std::string predictions, output, weights;
  std::vector<std::string> files;
};

// AdaGrad on the log-likelihood, with an L2 penalty applied at each touch.
class Trainer {
 public:
  Trainer(size_t features, const Options& options) : options_(options), weights_(features), squares_(features) {}

  void Step(const Sentence& sentence, const std::vector<std::vector<int>>& ids) {
    const size_t n = sentence.tags.size();
    scores_.assign(n, TagScores{});
    for (size_t i = 0; i < n; ++i) {
      for (const int id : ids[i]) {
        for (size_t t = 0; t < kTags; ++t) scores_[i][t] += weights_[static_cast<size_t>(id)][t];
      }
    }
    ForwardBackward(sentence);
    for (size_t i = 0; i < n; ++i) {
      TagScores gradient;
      for (size_t t = 0; t < kTags; ++t)
        gradient[t] = marginal_[i][t] - (static_cast<int>(t) == sentence.tags[i] ? 1.0f : 0.0f);
      for (const int id : ids[i]) {
        for (size_t t = 0; t < kTags; ++t) {
          if (std::abs(gradient[t]) > 1e-4f)
            Update(weights_[static_cast<size_t>(id)][t], squares_[static_cast<size_t>(id)][t], gradient[t]);
        }
      }
    }
    for (size_t a = 0; a < kTags; ++a) {
      for (size_t b = 0; b < kTags; ++b) {
        if (edge_[a][b] != 0) Update(transitions_[a][b], transition_squares_[a][b], edge_[a][b]);
      }
    }
  }

  const std::vector<TagScores>& weights() const { return weights_; }
  const std::array<TagScores, kTags>& transitions() const { return transitions_; }

 private:
  void Update(float& weight, float& square, float gradient) {
    gradient += options_.penalty * weight * 1000;
    square += gradient * gradient;
    weight -= options_.rate * gradient / (1e-4f + std::sqrt(square));
  }

  static float LogSum(const TagScores& values) {
    float top = -1e30f;
    for (const float value : values) top = std::max(top, value);
    float sum = 0;
    for (const float value : values) sum += std::exp(value - top);
    return top + std::log(sum);
  }

  void ForwardBackward(const Sentence& sentence) {
    const size_t n = sentence.tags.size();
    constexpr float kNever = -1e9f;
    forward_.assign(n, TagScores{});
    backward_.assign(n, TagScores{});
    marginal_.assign(n, TagScores{});
    for (int t = 0; t < kTags; ++t)
      forward_[0][static_cast<size_t>(t)] = MayStart(t) ? scores_[0][static_cast<size_t>(t)] : kNever;
    for (size_t i = 1; i < n; ++i) {
      for (int to = 0; to < kTags; ++to) {
        TagScores arriving;
        for (int at = 0; at < kTags; ++at)
          arriving[static_cast<size_t>(at)] = MayFollow(at, to)
                                                  ? forward_[i - 1][static_cast<size_t>(at)] +
                                                        transitions_[static_cast<size_t>(at)][static_cast<size_t>(to)]
                                                  : kNever;
        forward_[i][static_cast<size_t>(to)] = LogSum(arriving) + scores_[i][static_cast<size_t>(to)];
      }
    }
    for (int t = 0; t < kTags; ++t) backward_[n - 1][static_cast<size_t>(t)] = MayEnd(t) ? 0 : kNever;
    for (size_t i = n - 1; i-- > 0;) {
      for (int at = 0; at < kTags; ++at) {
        TagScores leaving;
        for (int to = 0; to < kTags; ++to)
          leaving[static_cast<size_t>(to)] = MayFollow(at, to)
                                                 ? transitions_[static_cast<size_t>(at)][static_cast<size_t>(to)] +
                                                       scores_[i + 1][static_cast<size_t>(to)] +
                                                       backward_[i + 1][static_cast<size_t>(to)]
                                                 : kNever;
        backward_[i][static_cast<size_t>(at)] = LogSum(leaving);
      }
    }
    TagScores all;
    for (size_t t = 0; t < kTags; ++t) all[t] = forward_[n - 1][t] + backward_[n - 1][t];
    const float total = LogSum(all);
    for (size_t i = 0; i < n; ++i) {
      for (size_t t = 0; t < kTags; ++t) marginal_[i][t] = std::exp(forward_[i][t] + backward_[i][t] - total);
    }
    for (auto& row : edge_) row.fill(0);
    for (size_t i = 1; i < n; ++i) {
      for (int at = 0; at < kTags; ++at) {
        for (int to = 0; to < kTags; ++to) {
          if (!MayFollow(at, to)) continue;
          const auto a = static_cast<size_t>(at), b = static_cast<size_t>(to);
          const float p = forward_[i - 1][a] + transitions_[a][b] + scores_[i][b] + backward_[i][b] - total;
          if (p > -9) edge_[a][b] += std::exp(p);
        }
      }
      edge_[static_cast<size_t>(sentence.tags[i - 1])][static_cast<size_t>(sentence.tags[i])] -= 1;
    }
  }

  const Options& options_;
  std::vector<TagScores> weights_, squares_;
  std::array<TagScores, kTags> transitions_{}, transition_squares_{};
  std::array<TagScores, kTags> edge_{};
  std::vector<TagScores> scores_, forward_, backward_, marginal_;
};

std::string Train(const std::vector<const TrainingDocument*>& documents, const Options& options) {
  Vocabulary vocabulary;
  for (const TrainingDocument* document : documents) {
    for (const Sentence& sentence : document->sentences) {
      for (const auto& features : sentence.features) {
        for (const uint32_t feature : features) vocabulary.Count(feature);
      }
    }
  }
  vocabulary.Close(options.minimum);
  std::vector<std::pair<const Sentence*, std::vector<std::vector<int>>>> work;
  for (const TrainingDocument* document : documents) {
    for (const Sentence& sentence : document->sentences) {
      std::vector<std::vector<int>> ids;
      for (const auto& features : sentence.features) {
        auto& row = ids.emplace_back();
        for (const uint32_t feature : features) {
          if (const int id = vocabulary.Find(feature); id >= 0) row.push_back(id);
        }
      }
      work.emplace_back(&sentence, std::move(ids));
    }
  }
  // The mean over several orders of the sentences: one order alone moves the figures by a point.
  const float share = 1.0f / static_cast<float>(options.runs);
  std::vector<TagScores> mean(vocabulary.hashes().size());
  std::array<TagScores, kTags> transitions{};
  for (int run = 0; run < options.runs; ++run) {
    Trainer trainer(vocabulary.hashes().size(), options);
    std::mt19937 random(static_cast<uint32_t>(7 + run));
    std::bernoulli_distribution unseen(options.dropout);
    for (int epoch = 0; epoch < options.epochs; ++epoch) {
      std::shuffle(work.begin(), work.end(), random);
      for (const auto& [sentence, ids] : work) {
        if (options.dropout == 0) {
          trainer.Step(*sentence, ids);
          continue;
        }
        std::vector<std::vector<int>> seen(ids.size());
        for (size_t i = 0; i < ids.size(); ++i) {
          for (const int id : ids[i]) {
            if (!unseen(random)) seen[i].push_back(id);
          }
        }
        trainer.Step(*sentence, seen);
      }
    }
    for (size_t i = 0; i < mean.size(); ++i) {
      for (size_t t = 0; t < kTags; ++t) mean[i][t] += share * (1 - options.dropout) * trainer.weights()[i][t];
    }
    for (size_t from = 0; from < kTags; ++from) {
      for (size_t to = 0; to < kTags; ++to) transitions[from][to] += share * trainer.transitions()[from][to];
    }
  }
  std::vector<std::pair<uint32_t, TagScores>> features;
  const int bias = vocabulary.Find(TaggerFeatures::kBiasFeature);
  for (size_t i = 0; i < vocabulary.hashes().size(); ++i) {
    TagScores scores = mean[i];
    if (static_cast<int>(i) == bias) {  // likelihood training is shy of names: this trades precision for recall
      scores[static_cast<size_t>(TagOf(NameType::kOrganisation, TagPart::kBegin))] += options.recall_bias;
      scores[static_cast<size_t>(TagOf(NameType::kOrganisation, TagPart::kUnit))] += options.recall_bias;
    }
    features.emplace_back(vocabulary.hashes()[i], scores);
  }
  std::sort(features.begin(), features.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  return TaggerModel::Serialize(features, transitions, options.scale);
}

int FoldOf(const TrainingDocument& document, int folds) {
  uint32_t hash = 17;
  for (const char c : document.id) hash = hash * 31 + static_cast<unsigned char>(c);
  return static_cast<int>((hash >> 3) % static_cast<uint32_t>(folds));
}

const char* LabelOf(MentionType type) {
  return type == MentionType::kPerson ? "PER" : type == MentionType::kPlace ? "LOC" : "ORG";
}

// Known names count as organisations, as they do in the program.
void Predict(const Tagger& tagger, const TrainingDocument& document, std::ostream& out) {
  Json mentions = Json::array();
  for (const KnownSpan& span : document.known)
    mentions.push_back({{"start", span.begin}, {"end", span.end}, {"type", "ORG"}});
  for (const OtherName& name : FindOtherNames(tagger, document.text, document.known)) {
    mentions.push_back({{"start", name.begin}, {"end", name.end}, {"type", LabelOf(name.type)}});
  }
  out << DumpJson({{"id", document.id}, {"set", document.set}, {"mentions", mentions}}) << "\n";
}

int Run(const Options& options) {
  auto gazetteer = Gazetteer::Embedded();
  if (!gazetteer) {
    std::cerr << gazetteer.error().message << "\n";
    return 1;
  }
  std::vector<TrainingDocument> documents;
  for (const std::string& file : options.files) {
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
      auto json = ParseJson(line, file);
      if (json) documents.push_back(Prepare(*json, **gazetteer));
    }
  }
  std::cerr << documents.size() << " documents\n";
  const auto train = [&](int without, int folds) {
    std::vector<const TrainingDocument*> part;
    for (const auto& document : documents) {
      if (without < 0 || FoldOf(document, folds) != without) part.push_back(&document);
    }
    return Train(part, options);
  };
  if (options.folds > 1) {
    std::ofstream out(options.predictions);
    for (int fold = 0; fold < options.folds; ++fold) {
      const std::string weights = train(fold, options.folds);
      auto model = TaggerModel::Parse(weights);
      if (!model) return 1;
      const Tagger tagger(*std::move(model));
      for (const auto& document : documents) {
        if (FoldOf(document, options.folds) == fold) Predict(tagger, document, out);
      }
      std::cerr << "fold " << fold << ": " << weights.size() << " bytes\n";
    }
  }
  if (!options.weights.empty()) {
    std::ifstream in(options.weights, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    auto model = TaggerModel::Parse(bytes);
    if (!model) return 1;
    const Tagger tagger(*std::move(model));
    std::ofstream out(options.predictions);
    for (const auto& document : documents) Predict(tagger, document, out);
  }
  if (!options.output.empty()) {
    const std::string weights = train(-1, 1);
    std::ofstream(options.output, std::ios::binary) << weights;
    std::cerr << options.output << ": " << weights.size() << " bytes\n";
  }
  return 0;
}

}  // namespace
}  // namespace dossier::indexer

int main(int argc, char** argv) {
  dossier::indexer::Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    const auto value = [&] { return std::string(i + 1 < argc ? argv[++i] : ""); };
    if (word == "--folds")
      options.folds = std::atoi(value().c_str());
    else if (word == "--epochs")
      options.epochs = std::atoi(value().c_str());
    else if (word == "--minimum")
      options.minimum = std::atoi(value().c_str());
    else if (word == "--runs")
      options.runs = std::max(1, std::atoi(value().c_str()));
    else if (word == "--dropout")
      options.dropout = std::strtof(value().c_str(), nullptr);
    else if (word == "--rate")
      options.rate = std::strtof(value().c_str(), nullptr);
    else if (word == "--penalty")
      options.penalty = std::strtof(value().c_str(), nullptr);
    else if (word == "--recall-bias")
      options.recall_bias = std::strtof(value().c_str(), nullptr);
    else if (word == "--predictions")
      options.predictions = value();
    else if (word == "--weights")
      options.weights = value();
    else if (word == "--output")
      options.output = value();
    else
      options.files.push_back(word);
  }
  return dossier::indexer::Run(options);
}
