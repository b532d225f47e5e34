// Learned names against what we know: every second vendor is taken out of the gazetteer, texts are read without them,
// and the proposals are compared with what the whole gazetteer finds there (README.md, "Learned names").
//
//   eval_learned TABLES [--pages LIST] [--least-found N] [--most-wrong N] [--names] PASSAGES.jsonl...
//
// Each PASSAGES file holds labelled passages, grouped to documents by "doc"; --pages: a file with a path of a page or
// advisory a line, packed or not. Exit 1 when a figure misses the bound given, in percent.
#include <cstdio>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "corpus/base/compress.h"
#include "corpus/base/file.h"
#include "corpus/base/json.h"
#include "indexer/gazetteer/gazetteer.h"
#include "indexer/names/unlisted_names.h"
#include "indexer/pipeline/proposals.h"
#include "indexer/read/reader.h"
#include "indexer/statements/analyzer.h"

using namespace dossier;
using namespace dossier::indexer;

namespace {

bool HeldOut(std::string_view id) {
  uint32_t hash = 2166136261u;
  for (char c : id) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return (hash >> 7) % 2 == 1;
}

std::string WithoutHeldOut(const std::string& table) {
  std::string kept;
  for (size_t at = 0, stop = 0; at < table.size(); at = stop + 1) {
    stop = std::min(table.find('\n', at), table.size());
    const std::string line = table.substr(at, stop - at);
    if (line.starts_with("#") || !HeldOut(line.substr(0, line.find('\t')))) kept += line + "\n";
  }
  return kept;
}

struct Text {
  std::string id, text, published;
  std::vector<corpus::Block> blocks;
  std::vector<std::string> stated;
};

class Trial {
 public:
  Trial(std::shared_ptr<const Gazetteer> all, std::shared_ptr<const Gazetteer> half)
      : all_(std::move(all)), half_(std::move(half)), knows_all_(all_), knows_half_(half_) {}

  void Read(const Text& text) {
    AnalysisContext context;
    context.language = "en";
    context.published = text.published;
    std::set<std::string> named;
    for (const Mention& mention : knows_all_.Analyze(text.text, text.blocks, context).mentions)
      if (mention.type == MentionType::kVendor && mention.via != Via::kReference && HeldOut(mention.id))
        named.insert(mention.id);
    for (const std::string& id : named) ++wanted_[id];
    DocumentRecord record;
    record.from.document_id = text.id;
    record.unlisted = FindUnlistedNames(*half_, text.text, text.blocks,
                                        knows_half_.Analyze(text.text, text.blocks, context), text.stated)
                          .names;
    for (const LearnedName& name : record.unlisted)
      for (const std::string& id : VendorsOf(name)) collected_.insert(id);
    records_.push_back(std::move(record));
  }

  // Prints the figures; returns share found and share wrong, in percent.
  std::pair<double, double> Report(bool names) {
    std::set<std::string> proposed, answering;
    size_t vendors = 0, answers = 0, wrong = 0, unknown = 0, wrong_answers = 0;
    for (const LearnedName& name : MakeProposals(records_)) {
      bool strong = false;
      for (Sign sign : {Sign::kStated, Sign::kLegalForm, Sign::kTicker, Sign::kApposition, Sign::kDescribed})
        strong |= name.DocumentsWith(sign) > 0;
      if (name.kind != "vendor" || !strong) continue;
      const auto ids = VendorsOf(name);
      ++vendors;
      answers += name.provisional;
      for (const std::string& id : ids) (proposed.insert(id), name.provisional ? (void)answering.insert(id) : (void)0);
      // Known to be something else; who is on no list at all is for people to judge.
      const bool other = ids.empty() && (!all_->Resolve(name.name, EntityType::kAgency).empty() ||
                                         !all_->Resolve(name.name, EntityType::kOutlet).empty());
      wrong += other;
      wrong_answers += other && name.provisional;
      unknown += ids.empty() && !other;
      if (names)
        std::printf("%s\t%s\t%s\t%s\n", ids.empty() ? (other ? "WRONG" : "?") : ids.begin()->c_str(),
                    name.provisional ? "answers" : "proposed", name.name.c_str(),
                    name.introductions.empty() ? "" : name.introductions[0].sentence.c_str());
    }
    size_t repeated = 0, repeated_found = 0, found = 0, kept = 0, answered = 0;
    for (const auto& [id, documents] : wanted_) {
      found += proposed.count(id);
      kept += collected_.count(id);
      answered += answering.count(id);
      if (documents < 3) continue;
      ++repeated;
      repeated_found += proposed.count(id);
    }
    const auto percent = [](size_t part, size_t whole) {
      return whole == 0 ? 100.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
    };
    std::printf(
        "%zu documents name %zu held-out vendors: collected %.1f %%, proposed %.1f %%, answering %.1f %%; in 3 "
        "documents or more: %zu, proposed %.1f %%\n",
        records_.size(), wanted_.size(), percent(kept, wanted_.size()), percent(found, wanted_.size()),
        percent(answered, wanted_.size()), repeated, percent(repeated_found, repeated));
    std::printf("%zu proposed as vendors (%zu answer): %zu known to be others (%zu answer), %zu on no list\n", vendors,
                answers, wrong, wrong_answers, unknown);
    return {percent(kept, wanted_.size()), vendors == 0 ? 0.0 : percent(wrong, vendors)};
  }

 private:
  // The held-out vendors that the name may stand for.
  std::set<std::string> VendorsOf(const LearnedName& name) const {
    std::set<std::string> ids;
    std::vector<std::string> forms = {name.name};
    for (const auto& [form, count] : name.forms) forms.push_back(form);
    for (const std::string& form : forms)
      for (const Entity* entity : all_->Resolve(form, EntityType::kVendor)) ids.insert(entity->id);
    return ids;
  }

  std::shared_ptr<const Gazetteer> all_, half_;
  Analyzer knows_all_, knows_half_;
  std::map<std::string, size_t> wanted_;  // held-out vendor -> documents that name it
  std::set<std::string> collected_;
  std::vector<DocumentRecord> records_;
};

void ReadPassages(const std::string& path, Trial& trial) {
  auto bytes = ReadFile(path);
  if (!bytes) {
    std::fprintf(stderr, "%s\n", bytes.error().message.c_str());
    std::exit(2);
  }
  std::map<std::string, Text> texts;
  for (size_t at = 0, stop = 0; at < bytes->size(); at = stop + 1) {
    stop = std::min(bytes->find('\n', at), bytes->size());
    const auto json = ParseJson(std::string_view(*bytes).substr(at, stop - at), path);
    if (!json) continue;
    Text& text = texts[StringAt(*json, "doc")];
    text.id = StringAt(*json, "doc");
    text.published = StringAt(*json, "published");
    if (!text.text.empty()) text.text += "\n\n";
    text.text += StringAt(*json, "text");
  }
  for (const auto& [doc, text] : texts) trial.Read(text);
}

void ReadPages(const std::string& list, Trial& trial) {
  const auto paths = ReadFile(list);
  if (!paths) std::exit(2);
  for (size_t at = 0, stop = 0; at < paths->size(); at = stop + 1) {
    stop = std::min(paths->find('\n', at), paths->size());
    const std::string path = paths->substr(at, stop - at);
    auto bytes = ReadFile(path);
    if (!bytes) continue;
    if (path.ends_with(".gz")) {
      auto plain = DecodeContent(*bytes, "gzip");
      *bytes = plain.bytes;
    }
    ReaderInput input;
    input.bytes = *bytes;
    const auto read = indexer::Read(input);
    if (!read || !IsEvidence(read->page_kind)) continue;
    trial.Read({path, read->text.text, read->published.day(), read->text.blocks,
                read->structured ? read->structured->vendors : std::vector<std::string>()});
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> files;
  std::string pages;
  double least_found = 0, most_wrong = 100;
  bool names = false;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--pages" && i + 1 < argc)
      pages = argv[++i];
    else if (word == "--least-found" && i + 1 < argc)
      least_found = std::atof(argv[++i]);
    else if (word == "--most-wrong" && i + 1 < argc)
      most_wrong = std::atof(argv[++i]);
    else if (word == "--names")
      names = true;
    else
      files.push_back(word);
  }
  if (files.empty()) return 2;
  const auto table = [&](const char* name) { return *ReadFile(files[0] + "/" + name); };
  const std::string vendors = table("vendors.tsv"), agencies = table("agencies.tsv"), outlets = table("outlets.tsv");
  auto all = Gazetteer::Parse(vendors, agencies, outlets);
  auto half = Gazetteer::Parse(WithoutHeldOut(vendors), agencies, outlets);
  if (!all || !half) return 2;
  Trial trial(*all, *half);
  for (size_t i = 1; i < files.size(); ++i) ReadPassages(files[i], trial);
  if (!pages.empty()) ReadPages(pages, trial);
  const auto [found, wrong] = trial.Report(names);
  return found < least_found || wrong > most_wrong ? 1 : 0;
}
