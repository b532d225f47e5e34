// Scores the analysis against labelled passages (README.md here).
//
//   eval_passages FILE.jsonl [--baseline FILE] [--write-baseline FILE] [--errors]
//
// Exit 1 when a figure is below the baseline's, or a ban is reported as asserted that the text denies, lifts or only
// considers and the baseline has fewer of them.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "corpus/base/file.h"
#include "corpus/base/json.h"
#include "indexer/gazetteer/gazetteer.h"
#include "indexer/statements/analyzer.h"

using namespace dossier;
using namespace dossier::indexer;

namespace {

using Set = std::set<std::string>;

struct Score {
  int right = 0, found = 0, wanted = 0;
  void Add(const Set& is, const Set& should) {
    for (const std::string& item : is) right += should.count(item) > 0;
    found += static_cast<int>(is.size());
    wanted += static_cast<int>(should.size());
  }
  double F1() const { return found + wanted == 0 ? 100.0 : 200.0 * right / (found + wanted); }
  double Precision() const { return found == 0 ? 100.0 : 100.0 * right / found; }
  double Recall() const { return wanted == 0 ? 100.0 : 100.0 * right / wanted; }
};

struct Passage {
  Json label;
  size_t begin = 0, end = 0;
};

std::string Id(const Gazetteer& gazetteer, const std::string& name, EntityType type) {
  if (gazetteer.Find(name) != nullptr) return name;
  std::vector<const Entity*> found = gazetteer.Resolve(name, type);
  return found.empty() ? "?" + name : found[0]->id;
}

Set Labels(const Json& list) {
  Set out;
  for (const Json& item : list) out.insert(item.get<std::string>());
  return out;
}

// The ids that labels name; where a label is ambiguous ("FSB"), the one that was found counts.
Set Ids(const Gazetteer& gazetteer, const Json& names, EntityType type, const Set& found) {
  Set out;
  for (const Json& name : names) {
    std::string id = Id(gazetteer, name.get<std::string>(), type);
    for (const Entity* entity : gazetteer.Resolve(name.get<std::string>(), type)) {
      if (found.count(entity->id)) id = entity->id;
    }
    out.insert(id);
  }
  return out;
}

std::string Shown(const Set& set) {
  std::string out;
  for (const std::string& item : set) out += (out.empty() ? "" : " ") + item;
  return "{" + out + "}";
}

class Scorer {
 public:
  explicit Scorer(const Gazetteer& gazetteer, bool errors) : gazetteer_(gazetteer), errors_(errors) {}

  void Document(const Analyzer& analyzer, std::vector<Passage>& passages) {
    std::string text;
    std::vector<corpus::Block> blocks;
    for (Passage& passage : passages) {
      if (!text.empty()) text += "\n\n";
      passage.begin = text.size();
      text += StringAt(passage.label, "text");
      passage.end = text.size();
      corpus::Block block;
      block.begin = passage.begin;
      block.end = passage.end;
      blocks.push_back(block);
    }
    AnalysisContext context;
    context.published = StringAt(passages[0].label, "published");
    context.language = "en";
    Analysis analysis = analyzer.Analyze(text, blocks, context);
    for (const Passage& passage : passages) One(passage, analysis);
  }

  std::map<std::string, Score> scores;
  int false_bans = 0;
  int split_sentences = 0;

 private:
  struct Found {
    Set vendors, actors, targets, direct, references, agencies, actions, modal, speakers, speaker_names, outlets, dates;
    bool asserted_ban = false;
    int statements = 0;
  };

  void Collect(const Statement& s, Found& found) const {
    ++found.statements;
    Set referenced(s.referenced.begin(), s.referenced.end());
    for (const std::string& id : s.vendors) {
      found.vendors.insert(id);
      (referenced.count(id) ? found.references : found.direct).insert(id);
    }
    found.agencies.insert(s.agencies.begin(), s.agencies.end());
    for (const Action& a : s.actions) {
      found.actors.insert(a.actors.begin(), a.actors.end());
      found.targets.insert(a.targets.begin(), a.targets.end());
      std::string type_polarity = std::string(ActionTypeName(a.type)) + "/" + std::string(PolarityName(a.polarity));
      found.actions.insert(type_polarity);
      found.modal.insert(type_polarity + "/" + std::string(ModalityName(a.modality)));
      found.asserted_ban |= a.type == ActionType::kProhibition && a.polarity == Polarity::kAsserted &&
                            (a.modality == Modality::kDone || a.modality == Modality::kOrdered);
    }
    if (s.speaker) {
      if (!s.speaker->name.empty()) found.speaker_names.insert(s.speaker->name);
      found.speakers.insert(s.speaker->name + "/" + s.speaker->organisation);
    }
    if (!s.reported_by.empty()) found.outlets.insert(Id(gazetteer_, s.reported_by, EntityType::kOutlet));
    for (const DateOfStatement& d : s.dates) found.dates.insert(d.value);
  }

  static bool Overlaps(const Statement& s, const Passage& p) { return s.begin >= p.begin && s.end <= p.end; }

  void One(const Passage& passage, const Analysis& analysis) {
    Found found;
    for (const Statement& s : analysis.statements) {
      if (Overlaps(s, passage)) Collect(s, found);
    }
    const Json& label = passage.label;
    split_sentences += found.statements != 1;
    Set references = Ids(gazetteer_, MemberAt(label, "referenced"), EntityType::kVendor, found.references);
    Set vendors = Ids(gazetteer_, MemberAt(label, "vendors"), EntityType::kVendor, found.vendors);
    if (label.contains("vendors")) Check("vendors", found.vendors, vendors, passage);
    if (label.contains("referenced")) Check("references", found.references, references, passage);
    if (label.contains("agencies"))
      Check("agencies", found.agencies,
            Ids(gazetteer_, MemberAt(label, "agencies"), EntityType::kAgency, found.agencies), passage);
    Parties(label, found, passage);
    Set actions, modal;
    bool ban = false, unreal_ban = false;
    for (const Json& a : MemberAt(label, "actions")) {
      std::string type = StringAt(a, "type"), polarity = StringAt(a, "polarity"), modality = StringAt(a, "modality");
      actions.insert(type + "/" + polarity);
      modal.insert(type + "/" + polarity + "/" + modality);
      bool real = polarity == "asserted" && (modality.empty() || modality == "done" || modality == "ordered");
      if (type == "prohibition") (real ? ban : unreal_ban) = true;
      if (type == "reversal") unreal_ban = true;
    }
    Check("actions", found.actions, actions, passage);
    if (label.contains("speaker")) Check("modality", found.modal, modal, passage, false);
    if (found.asserted_ban && unreal_ban && !ban) {
      ++false_bans;
      if (errors_) std::printf("FALSE BAN: %s\n", StringAt(label, "text").c_str());
    }
    if (!label.contains("speaker")) return;
    Set speakers, names;
    const Json& speaker = MemberAt(label, "speaker");
    if (speaker.is_object()) {
      std::string name = StringAt(speaker, "name"), organisation = StringAt(speaker, "organisation");
      if (!name.empty()) names.insert(name);
      std::string id = organisation.empty() ? "" : OrganisationId(organisation);
      speakers.insert(name + "/" + id);
      // Where the label names no organisation for a person, any is accepted.
      if (organisation.empty() && found.speakers.size() == 1 && found.speaker_names.count(name))
        speakers = found.speakers;
    }
    Check("speakers", found.speakers, speakers, passage);
    Set outlets;
    if (MemberAt(label, "reported_by").is_string())
      outlets.insert(Id(gazetteer_, StringAt(label, "reported_by"), EntityType::kOutlet));
    Check("reported_by", found.outlets, outlets, passage);
    Check("dates", found.dates, Labels(MemberAt(label, "dates")), passage);
  }

  // Who acts and on whom, over all actions of the passage; labelled in some sets only.
  void Parties(const Json& label, const Found& found, const Passage& passage) {
    if (!label.contains("actors")) return;
    Set actors = Ids(gazetteer_, MemberAt(label, "actors"), EntityType::kAgency, found.actors);
    Set should;
    for (const std::string& id : actors)
      should.insert(id[0] == '?' ? Id(gazetteer_, id.substr(1), EntityType::kVendor) : id);
    Check("actors", found.actors, should, passage);
    Check("targets", found.targets, Ids(gazetteer_, MemberAt(label, "targets"), EntityType::kVendor, found.targets),
          passage);
  }

  std::string OrganisationId(const std::string& name) const {
    for (EntityType type : {EntityType::kVendor, EntityType::kAgency, EntityType::kOutlet}) {
      std::string id = Id(gazetteer_, name, type);
      if (id[0] != '?') return id;
    }
    return name;
  }

  void Check(const std::string& what, const Set& is, const Set& should, const Passage& passage, bool print = true) {
    scores[what].Add(is, should);
    if (errors_ && print && is != should) {
      std::printf("%-11s %s\n            found %s wanted %s\n", what.c_str(), StringAt(passage.label, "text").c_str(),
                  Shown(is).c_str(), Shown(should).c_str());
    }
  }

  const Gazetteer& gazetteer_;
  bool errors_;
};

std::map<std::string, double> Figures(const Scorer& scorer) {
  std::map<std::string, double> figures;
  for (const auto& [what, score] : scorer.scores) figures[what] = score.F1();
  figures["false_bans"] = scorer.false_bans;
  return figures;
}

int Compare(const std::map<std::string, double>& figures, const std::string& baseline_path) {
  Result<std::string> bytes = ReadFile(baseline_path);
  if (!bytes) return std::fprintf(stderr, "%s\n", bytes.error().message.c_str()), 2;
  Result<Json> baseline = ParseJson(*bytes, baseline_path);
  if (!baseline) return 2;
  int worse = 0;
  for (const auto& [what, value] : baseline->items()) {
    double now = figures.count(what) ? figures.at(what) : 0;
    bool bad = what == "false_bans" ? now > value.get<double>() : now + 0.05 < value.get<double>();
    if (bad) std::fprintf(stderr, "%s is %.1f, the baseline has %.1f\n", what.c_str(), now, value.get<double>());
    worse += bad;
  }
  return worse > 0;
}

int Run(const std::vector<std::string>& arguments) {
  std::string file, baseline, write;
  bool errors = false;
  for (size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--errors")
      errors = true;
    else if (arguments[i] == "--baseline")
      baseline = arguments.at(++i);
    else if (arguments[i] == "--write-baseline")
      write = arguments.at(++i);
    else
      file = arguments[i];
  }
  auto gazetteer = Gazetteer::Embedded();
  Result<std::string> bytes = ReadFile(file);
  if (!gazetteer || !bytes) return std::fprintf(stderr, "cannot read %s\n", file.c_str()), 2;
  Analyzer analyzer(*gazetteer);
  Scorer scorer(**gazetteer, errors);
  std::vector<Passage> document;
  auto flush = [&] {
    if (!document.empty()) scorer.Document(analyzer, document);
    document.clear();
  };
  size_t passages = 0;
  for (size_t at = 0; at < bytes->size();) {
    size_t end = std::min(bytes->find('\n', at), bytes->size());
    Result<Json> row = ParseJson(std::string_view(*bytes).substr(at, end - at), file);
    at = end + 1;
    if (!row) return std::fprintf(stderr, "%s\n", row.error().message.c_str()), 2;
    if (!document.empty() && StringAt(document[0].label, "doc") != StringAt(*row, "doc")) flush();
    document.push_back({*row, 0, 0});
    ++passages;
  }
  flush();
  std::printf("%zu passages, %d not one sentence, %d false asserted bans\n", passages, scorer.split_sentences,
              scorer.false_bans);
  for (const auto& [what, score] : scorer.scores) {
    std::printf("%-12s P %5.1f  R %5.1f  F1 %5.1f  (%d wanted)\n", what.c_str(), score.Precision(), score.Recall(),
                score.F1(), score.wanted);
  }
  std::map<std::string, double> figures = Figures(scorer);
  if (!write.empty()) {
    Json json;
    for (const auto& [what, value] : figures) json[what] = static_cast<int>(value * 10) / 10.0;
    std::ofstream(write) << DumpJson(json, 1) << "\n";
  }
  return baseline.empty() ? 0 : Compare(figures, baseline);
}

}  // namespace

int main(int argc, char** argv) { return Run({argv + 1, argv + argc}); }
