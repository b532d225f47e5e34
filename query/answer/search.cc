// Engine::Search: documents by free text and fields; Engine::Names: who is in the corpus.
#include <algorithm>
#include <map>
#include <set>

#include "corpus/base/utf8.h"
#include "query/answer/engine_impl.h"

namespace dossier::query {
namespace {

constexpr size_t kSnippetBytes = 280;

// The words of the query that a snippet should show.
std::set<std::string> WantedStems(const ResolvedQuery& query) {
  std::set<std::string> stems;
  auto add = [&](const std::string& text) {
    for (const auto& word : indexer::WordsOf(text)) stems.insert(word.stem);
  };
  for (const QueryPart& part : query.others) {
    if (part.negated) continue;
    if (part.kind != QueryPart::Kind::kField || part.field == indexer::FieldId::kText)
      for (const std::string& value : part.values) add(value);
    for (const QueryPart& alternative : part.parts)
      for (const std::string& value : alternative.values) add(value);
  }
  for (const auto& names : query.vendors)
    for (const Name& name : names) add(name.name), add(name.written);
  for (const auto& names : query.agencies)
    for (const Name& name : names) add(name.name), add(name.written);
  return stems;
}

// The window of the passage with most different wanted words, cut at words.
void MakeSnippet(const std::string& text, const std::set<std::string>& wanted, SearchRow& row) {
  const auto words = indexer::WordsOf(text);
  size_t best_begin = 0, best_count = 0;
  for (size_t i = 0; i < words.size(); ++i) {
    if (!wanted.count(words[i].stem)) continue;
    std::set<std::string> held;
    for (size_t j = i; j < words.size() && words[j].end <= words[i].begin + kSnippetBytes * 3 / 4; ++j)
      if (wanted.count(words[j].stem)) held.insert(words[j].stem);
    if (held.size() > best_count) {
      best_count = held.size();
      best_begin = words[i].begin;
    }
  }
  size_t begin = 0, end = text.size();
  if (text.size() > kSnippetBytes) {
    const size_t ideal = best_begin > kSnippetBytes / 4 ? best_begin - kSnippetBytes / 4 : 0;
    for (const auto& word : words) {
      if (word.begin <= ideal) begin = ideal ? word.begin : 0;
      if (word.end <= begin + kSnippetBytes) end = word.end;
    }
    if (end < begin) end = text.size();
  }
  row.snippet = (begin ? "… " : "");
  const size_t shift = row.snippet.size();
  row.snippet += text.substr(begin, end - begin);
  for (const auto& word : words)
    if (word.begin >= begin && word.end <= end && wanted.count(word.stem))
      row.highlights.emplace_back(word.begin - begin + shift, word.end - begin + shift);
  if (end < text.size()) row.snippet += " …";
}

// The same query with its free words as alternatives.
ResolvedQuery AnyWord(const ResolvedQuery& query) {
  ResolvedQuery any = query;
  QueryPart either;
  either.kind = QueryPart::Kind::kEither;
  std::vector<QueryPart> kept;
  for (const QueryPart& part : query.others) {
    if (part.kind == QueryPart::Kind::kWord && !part.negated)
      either.parts.push_back(part);
    else
      kept.push_back(part);
  }
  any.others = std::move(kept);
  if (!either.parts.empty()) any.others.push_back(std::move(either));
  return any;
}

// The passages that answer a search. They are shown whole, so what is excluded may stand nowhere in them: evidence
// looks at single statements instead.
indexer::Expression PassagesOf(const ResolvedQuery& query) {
  using indexer::Expression;
  using indexer::FieldId;
  std::vector<Expression> none;
  auto exclude = [&](const std::vector<std::vector<Name>>& lists, FieldId field) {
    for (const auto& names : lists)
      for (const Name& name : names)
        for (const std::string& id : IdsOf(name)) none.push_back(Expression::Term(indexer::FieldOf(field).prefix, id));
  };
  exclude(query.not_vendors, FieldId::kVendor);
  exclude(query.not_agencies, FieldId::kAgency);
  for (const auto& types : query.not_actions)
    for (indexer::ActionType type : types)
      none.push_back(
          Expression::Term(indexer::FieldOf(FieldId::kAction).prefix, std::string(indexer::ActionTypeName(type))));
  for (const auto& ids : query.not_tagged) none.push_back(TaggedExpression(ids));
  Expression expression = ExpressionOf(query);
  if (none.empty()) return expression;
  return Expression::AndNot(std::move(expression), Expression::Or(std::move(none)));
}

}  // namespace

Result<SearchAnswer> Engine::Search(const Query& query, size_t limit, size_t offset) const {
  SearchAnswer answer;
  DOSSIER_TRY_ASSIGN(ResolvedQuery resolved, Resolve(query));
  DOSSIER_TRY_ASSIGN(answer.coverage, Searched(query.as_of));
  if (query.as_of) return SearchThen(query, resolved, std::move(answer), limit, offset);
  indexer::FindOptions find;
  find.limit = limit;
  find.offset = offset;
  find.one_per_document = true;
  find.leads_from = indexer::kUnselective;
  DOSSIER_TRY_ASSIGN(indexer::Hits hits, impl_->index.Find(PassagesOf(resolved), find));
  const auto words = std::count_if(resolved.others.begin(), resolved.others.end(), [](const QueryPart& part) {
    return part.kind == QueryPart::Kind::kWord && !part.negated;
  });
  if (hits.hits.empty() && offset == 0 && words > 1) {
    answer.any_word = true;
    DOSSIER_TRY_ASSIGN(hits, impl_->index.Find(PassagesOf(AnyWord(resolved)), find));
  }
  answer.documents = hits.estimated;
  const std::set<std::string> wanted = WantedStems(resolved);
  for (const indexer::Hit& hit : hits.hits) {
    DOSSIER_TRY_ASSIGN(indexer::Passage passage, Fetch(hit.id));
    if (!HoldsPhrases(resolved.phrases, passage)) continue;
    SearchRow row;
    row.document = passage.from;
    row.score = hit.weight;
    row.passages = hit.collapsed;
    MakeSnippet(passage.text, wanted, row);
    answer.rows.push_back(std::move(row));
  }
  return answer;
}

// What a search would have found at a time: of each document the best passage of the revision that it had then.
Result<SearchAnswer> Engine::SearchThen(const Query& query, const ResolvedQuery& resolved, SearchAnswer answer,
                                        size_t limit, size_t offset) const {
  constexpr size_t kPage = 500, kMostLookedAt = 20000;
  DOSSIER_TRY_ASSIGN(const auto known, KnownAt(impl_->corpus_directory, query.as_of));
  const std::set<std::string> wanted = WantedStems(resolved);
  std::map<std::string, size_t> rows;  // by document id
  indexer::FindOptions find;
  find.limit = kPage;
  for (; find.offset < kMostLookedAt; find.offset += kPage) {
    DOSSIER_TRY_ASSIGN(const indexer::Hits hits, impl_->index.Find(PassagesOf(resolved), find));
    for (const indexer::Hit& hit : hits.hits) {
      DOSSIER_TRY_ASSIGN(const indexer::Passage passage, Fetch(hit.id));
      if (!HoldsPhrases(resolved.phrases, passage)) continue;
      DOSSIER_TRY_ASSIGN(const KnownThen::State then, known->Of(passage.from));
      if (!then.current) continue;
      const auto [place, is_new] = rows.emplace(passage.from.document_id, answer.rows.size());
      if (!is_new) {
        ++answer.rows[place->second].passages;
        continue;
      }
      SearchRow row;
      row.document = passage.from;
      row.score = hit.weight;
      MakeSnippet(passage.text, wanted, row);
      answer.rows.push_back(std::move(row));
    }
    if (hits.hits.size() < kPage) break;
  }
  answer.documents = answer.rows.size();
  answer.rows.erase(answer.rows.begin(),
                    answer.rows.begin() + static_cast<std::ptrdiff_t>(std::min(offset, answer.rows.size())));
  if (answer.rows.size() > limit) answer.rows.resize(limit);
  return answer;
}

Result<std::vector<CoMention>> Engine::CoMentions(const Query& query, size_t limit) const {
  EvidenceOptions options;
  options.limit = 5000;
  DOSSIER_TRY_ASSIGN(const EvidenceAnswer answer, Evidence(query, options));
  return CoMentionsIn(answer.rows, limit);
}

std::vector<CoMention> Engine::CoMentionsIn(const std::vector<EvidenceRow>& rows, size_t limit) const {
  std::map<std::string, CoMention> found;
  std::map<std::string, std::set<std::string>> documents;
  for (const EvidenceRow& row : rows)
    for (const std::string& other : row.said().vendors) {
      if (other == row.vendor.id) continue;
      CoMention& edge = found[other];
      if (!edge.statements++) {
        edge.other = {other, NameOf(other), other};
        edge.example = row;
      }
      documents[other].insert(row.passage.from.document_id);
    }
  std::vector<CoMention> edges;
  for (auto& [id, edge] : found) {
    edge.documents = documents[id].size();
    edges.push_back(std::move(edge));
  }
  std::stable_sort(edges.begin(), edges.end(), [](const CoMention& a, const CoMention& b) {
    return a.documents != b.documents ? a.documents > b.documents : a.statements > b.statements;
  });
  if (edges.size() > limit) edges.resize(limit);
  return edges;
}

}  // namespace dossier::query
