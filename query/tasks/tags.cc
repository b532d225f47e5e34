#include "query/tasks/tags.h"

#include <algorithm>

#include "corpus/base/suggest.h"
#include "query/proof/row_verification.h"
#include "query/tasks/baskets.h"

namespace dossier::query {
namespace {

Error NoTag(const corpus::Tags& tags, const std::string& tag) {
  Error error = UnknownName("tag", tag, tags.Names(), "dossier tag list lists them");
  error.code = ErrorCode::kNotFound;
  return error;
}

// The whole id of what `show` would show.
Result<std::string> WholeIdOfAny(const std::string& id, const Engine* engine, const corpus::Corpus& corpus) {
  auto evidence = WholeEvidenceId(id, engine, corpus);
  if (evidence || evidence.error().code != ErrorCode::kNotFound) return evidence;
  if (!engine) return evidence;
  auto passages = engine->FindDocument(id);
  if (passages && !passages->empty()) return (*passages)[0].from.document_id;
  if (!passages && passages.error().code != ErrorCode::kNotFound) return Fail(passages.error());
  return Fail(ErrorCode::kNotFound, "there is no evidence and no document '" + id + "'; nothing was tagged",
              "dossier evidence shows the ids of rows, dossier search those of documents");
}

// Which of the tagged `written` means: its id, a beginning that only one has, or the key or address of a document.
Result<std::string> MeantAmong(const std::vector<std::string>& tagged, const std::string& written) {
  std::vector<std::string> meant;
  for (const std::string& id : tagged) {
    if (id == written || id == indexer::DocumentIdOf(written)) return id;
    if (written.size() >= 4 && id.starts_with(written)) meant.push_back(id);
  }
  if (meant.size() == 1) return meant[0];
  return Fail(ErrorCode::kNotFound,
              "'" + written + "' " +
                  (meant.empty() ? "does not have the tag" : "is the beginning of several that have it") +
                  "; nothing was taken off",
              "dossier tag list TAG shows what has it");
}

std::string TitleOf(const Engine& engine, const std::string& id) {
  const auto passages = engine.FindDocument(id);
  if (!passages || passages->empty()) return "[not in the index]";
  const indexer::Provenance& from = (*passages)[0].from;
  return from.title.empty() ? from.document_key : from.title;
}

}  // namespace

Result<TagChange> AddTag(const std::string& tag, const std::vector<std::string>& ids, const Engine* engine,
                         const corpus::Corpus& corpus) {
  TagChange done;
  DOSSIER_TRY_ASSIGN(done.tag, corpus::TagName(tag));
  std::vector<std::string> whole;  // looked up before the lock is taken
  for (const std::string& id : ids) {
    DOSSIER_TRY_ASSIGN(whole.emplace_back(), WholeIdOfAny(id, engine, corpus));
  }
  DOSSIER_CHECK(corpus::EditTags(corpus.directory(), [&](corpus::Tags& tags) -> Status {
    for (const std::string& id : whole) done.changed += tags.Add(done.tag, id, Now()) ? 1 : 0;
    done.held = tags.Under(done.tag).size();
    return Ok();
  }));
  return done;
}

Result<TagChange> RemoveTag(const std::string& corpus_directory, const std::string& tag,
                            const std::vector<std::string>& ids) {
  TagChange done;
  DOSSIER_TRY_ASSIGN(done.tag, corpus::TagName(tag));
  DOSSIER_CHECK(corpus::EditTags(corpus_directory, [&](corpus::Tags& tags) -> Status {
    const std::vector<std::string> under = tags.Under(done.tag);
    if (under.empty()) return Fail(NoTag(tags, done.tag));
    std::vector<std::string> off = ids.empty() ? under : std::vector<std::string>();
    for (const std::string& id : ids) {
      DOSSIER_TRY_ASSIGN(off.emplace_back(), MeantAmong(under, id));
    }
    done.changed = std::erase_if(tags.list, [&](const corpus::Tagging& one) {
      return one.tag == done.tag && std::find(off.begin(), off.end(), one.on) != off.end();
    });
    done.held = under.size() - done.changed;
    return Ok();
  }));
  return done;
}

Result<std::vector<TaggedThing>> ThingsTagged(const std::string& written, const Engine* engine,
                                              const corpus::Corpus& corpus) {
  DOSSIER_TRY_ASSIGN(const std::string tag, corpus::TagName(written));
  DOSSIER_TRY_ASSIGN(const corpus::Tags tags, corpus::LoadTags(corpus.directory()));
  std::vector<TaggedThing> things;
  Verifier verifier(corpus);
  for (const corpus::Tagging& one : tags.list) {
    if (one.tag != tag) continue;
    std::string what = "[no index: dossier index]";
    if (engine) what = one.on[0] == 'e' ? QuotationOfId(one.on, *engine, verifier) : TitleOf(*engine, one.on);
    things.push_back({one, std::move(what)});
  }
  if (things.empty()) return Fail(NoTag(tags, tag));
  return things;
}

}  // namespace dossier::query
