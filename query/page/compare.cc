// /compare: two vendors, or two revisions of a document, side by side.
#include <fmt/format.h>

#include "corpus/base/cli/table.h"
#include "query/brief/brief.h"
#include "query/history/output.h"
#include "query/page/pages.h"
#include "query/page/plots.h"
#include "query/page/rows.h"

namespace dossier::query {
namespace {

constexpr size_t kMostChangesShown = 200;
constexpr size_t kRowsLookedAt = 200;

Html NameField(const char* field, const char* label, const std::string& value) {
  return Tag("label", {Attr("for", field)}, label) +
         Tag("input", {Id(field), Attr("name", field), Attr("value", value), Attr("size", 16), Attr("maxlength", 200)});
}

Html Words(const std::vector<DiffPart>& parts) {
  Html out;
  for (const DiffPart& part : parts) {
    const Html text = part.text + " ";
    out += part.op == DiffPart::Op::kRemoved ? Tag("del", text)
           : part.op == DiffPart::Op::kAdded ? Tag("ins", text)
                                             : text;
  }
  return out;
}

Html ChangeItem(const FieldChange& change) {
  Html what = Tag("span", {Class("soft")},
                  std::string(ChangeName(change.op)) + " in " + (change.place.empty() ? change.field : change.place));
  Html text;
  if (!change.words.empty())
    text = Words(change.words);
  else if (change.op == FieldChange::Op::kAdded)
    text = Tag("ins", change.after);
  else if (change.op == FieldChange::Op::kRemoved)
    text = Tag("del", change.before);
  else
    text = Tag("del", change.before) + " " + Tag("ins", change.after);
  return Tag("li", Tag("p", what) + Tag("p", text));
}

PageResult CompareRevisions(const Visit& visit, const std::string& document) {
  const corpus::Corpus& corpus = visit.desk.archive();
  DOSSIER_TRY_ASSIGN(const DocumentHistory history, HistoryNamed(corpus, visit.desk.engine(), document));
  std::vector<std::string> wanted;
  for (const char* field : {"a", "b"})
    if (const std::string step = visit.request.Get(field); !step.empty()) wanted.push_back(step);
  PageFrame frame;
  frame.title = "Revisions of " + history.id;
  Html links;
  for (const HistoryStep& step : history.steps)
    if (step.previous)
      links += Tag("li", Link(visit.With({{"a", std::to_string(step.previous)}, {"b", std::to_string(step.ordinal)}}),
                              fmt::format("{} to {}", step.previous, step.ordinal)));
  Html main = Tag("h1", frame.title) + Tag("p", Link(PathOf("document", document), history.steps.back().title)) +
              (links.empty() ? Html() : Tag("ul", {Class("inline-list")}, links));
  const auto pair = StepsNamed(history, wanted);
  if (!pair) {
    if (wanted.empty()) return MakePage(visit, frame, main + Tag("p", {Class("lead")}, pair.error().message + "."));
    return Fail(pair.error());
  }
  const HistoryStep &before = history.steps[pair->first], &after = history.steps[pair->second];
  DOSSIER_TRY_ASSIGN(const StepDiff diff, DiffSteps(corpus, before, after));
  const auto side = [](const HistoryStep& step) {
    return Tag("div", Tag("h2", fmt::format("Revision {}", step.ordinal)) +
                          Tag("p", {Class("soft")},
                              "seen " + FormatRfc3339(step.seen.fetched) +
                                  (step.stated_version.empty() ? "" : ", version " + step.stated_version)) +
                          Tag("p", Tag("code", "sha256:" + step.seen.sha256.hex())) +
                          Tag("p", Link(PathOf("archived", step.seen.sha256.hex()), "as archived")));
  };
  main += Tag("div", {Class("two")}, side(before) + side(after));
  Html items;
  for (size_t i = 0; i < diff.changes.list.size() && i < kMostChangesShown; ++i)
    items += ChangeItem(diff.changes.list[i]);
  const std::string kind = diff.kinds.any()
                               ? std::string(ChangeKindName(diff.kinds.kind)) + ": " + ChangedWords(diff.kinds.changed)
                               : "nothing differs";
  main +=
      Section("changes", "What differs",
              Tag("p", {Class("soft")},
                  kind + fmt::format("; {}", Plural(diff.changes.list.size(), "change")) +
                      (diff.changes.cut || diff.changes.list.size() > kMostChangesShown ? ", not all are shown" : "")) +
                  (items.empty() ? Html() : Tag("ol", {Class("documents")}, items)));
  return MakePage(visit, frame, main);
}

Result<Html> VendorSide(const Visit& visit, const Engine& engine, const std::string& written) {
  if (written.empty()) return Html();
  Query query;
  query.AddField(indexer::FieldId::kVendor, {written});
  DOSSIER_TRY_ASSIGN(const ResolvedQuery resolved, engine.Resolve(query));
  const Name& name = resolved.vendors.at(0).at(0);
  DOSSIER_TRY_ASSIGN(query, QuestionOf(visit, "vendor:" + QueryValue(name.id)));
  EvidenceOptions options;
  options.limit = kRowsLookedAt;
  DOSSIER_TRY_ASSIGN(EvidenceAnswer answer, engine.Evidence(query, options));
  const BriefSection section = SectionOf(name.name, answer, engine);
  std::string told;
  for (const BriefSentence& sentence : section.answer) told += sentence.text + " ";
  return Tag("div", Tag("h2", Link(PathOf("vendor", name.id), name.name)) + Tag("p", {Class("lead")}, told) +
                        YearLinks(section, "vendor:" + QueryValue(name.id)) +
                        ActionMatrix(section, engine, name.id, true));
}

}  // namespace

PageResult ComparePage(const Visit& visit) {
  if (const std::string document = visit.request.Get("document"); !document.empty())
    return CompareRevisions(visit, document);
  DOSSIER_TRY_ASSIGN(const Engine* engine, visit.desk.Asked());
  const std::string a = visit.request.Get("a"), b = visit.request.Get("b");
  DOSSIER_TRY_ASSIGN(const Html left, VendorSide(visit, *engine, a));
  DOSSIER_TRY_ASSIGN(const Html right, VendorSide(visit, *engine, b));
  PageFrame frame;
  frame.title = "Compare two vendors";
  Html main =
      Tag("h1", frame.title) + Tag("form", {Action("/compare"), Class("inline")},
                                   NameField("a", "One vendor", a) + NameField("b", "another", b) + Button("Compare"));
  if (!left.empty() || !right.empty()) main += Tag("div", {Class("two")}, left + right);
  if (!a.empty() && !b.empty())
    main +=
        Tag("p", Link(SearchPath("vendor:" + QueryValue(a) + " vendor:" + QueryValue(b)), "Sentences that name both"));
  return MakePage(visit, frame, main);
}

}  // namespace dossier::query
