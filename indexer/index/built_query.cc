#include "indexer/index/built_query.h"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/index/schema.h"
#include "indexer/text/words.h"

namespace dossier::indexer {
namespace {

std::vector<std::string> StemsOf(const Xapian::Stem& stemmer, std::string_view prefix, std::string_view text) {
  std::vector<std::string> stems;
  ForEachWord(text, [&](const RawWord& word) { stems.push_back(std::string(prefix) + stemmer(word.folded)); });
  return stems;
}

struct Builder {
  const Xapian::Database& database;
  Xapian::Stem stemmer{"english"};

  Xapian::Query Build(const Expression& e, bool weighted) const;
  Xapian::Query BuildWords(const Expression& e) const;
  Xapian::Query BuildRange(const Expression& e) const;
  Xapian::Query BuildDays(const Expression& e) const;
};

// The year that a date value begins with; 0 when it begins with none.
int YearOf(const std::string& value) {
  if (value.size() < 4 || !std::all_of(value.begin(), value.begin() + 4, [](char c) { return c >= '0' && c <= '9'; }))
    return 0;
  return std::atoi(value.substr(0, 4).c_str());
}

std::string YearTerm(const std::string& prefix, int year) {
  const std::string digits = std::to_string(year);
  return MakeTerm(prefix, std::string(4 - std::min<size_t>(4, digits.size()), '0') + digits);
}

Xapian::Query Builder::BuildRange(const Expression& e) const {
  using Query = Xapian::Query;
  const auto slot = static_cast<Xapian::valueno>(e.slot);
  if (e.low.empty() && e.high.empty()) return Query(std::string());
  // A missing value sorts before everything: it is not in any range.
  if (e.low.empty()) return Query(Query::OP_VALUE_RANGE, slot, "0", e.high);
  if (e.high.empty()) return Query(Query::OP_VALUE_GE, slot, e.low);
  return Query(Query::OP_VALUE_RANGE, slot, e.low, e.high);
}

Xapian::Query Builder::BuildDays(const Expression& e) const {
  using Query = Xapian::Query;
  constexpr int kMostYears = 150;
  const auto slot = static_cast<Xapian::valueno>(e.slot);
  const std::string least = database.get_value_lower_bound(slot), most = database.get_value_upper_bound(slot);
  const int first = std::max(YearOf(e.low), YearOf(least));
  const int last = e.high.empty() ? YearOf(most) : std::min(YearOf(e.high), YearOf(most));
  if ((e.low.empty() && e.high.empty()) || !YearOf(most) || last - first > kMostYears) return BuildRange(e);
  if (first > last) return Query::MatchNothing;
  std::vector<Query> years;
  for (int year = first; year <= last; ++year) {
    const Query term(YearTerm(e.prefix, year));
    const std::string digits = YearTerm("", year);
    const bool whole =
        (e.low.empty() || e.low <= digits + "-01-01") && (e.high.empty() || e.high >= digits + "-12-31~");
    years.push_back(whole ? term : Query(Query::OP_FILTER, term, BuildRange(e)));
  }
  return Query(Query::OP_OR, years.begin(), years.end());
}

Xapian::Query Builder::BuildWords(const Expression& e) const {
  const std::vector<std::string> stems = StemsOf(stemmer, e.prefix, e.text);
  if (stems.empty()) return Xapian::Query::MatchNothing;
  if (stems.size() == 1) return Xapian::Query(stems[0]);
  // Only the body text has positions.
  if (!e.prefix.empty()) return Xapian::Query(Xapian::Query::OP_AND, stems.begin(), stems.end());
  if (e.op == Expression::Op::kNear)
    return Xapian::Query(Xapian::Query::OP_NEAR, stems.begin(), stems.end(),
                         static_cast<Xapian::termcount>(stems.size() + e.window - 1));
  return Xapian::Query(Xapian::Query::OP_PHRASE, stems.begin(), stems.end(),
                       static_cast<Xapian::termcount>(stems.size()));
}

Xapian::Query Builder::Build(const Expression& e, bool weighted) const {
  using Query = Xapian::Query;
  auto unweighted = [weighted](Query query) { return weighted ? Query(Query::OP_SCALE_WEIGHT, query, 0.0) : query; };
  switch (e.op) {
    case Expression::Op::kAll:
      return Query(std::string());
    case Expression::Op::kNothing:
      return Query::MatchNothing;
    case Expression::Op::kTerm:
      return unweighted(Query(MakeTerm(e.prefix, e.text)));
    case Expression::Op::kBeginning: {
      const std::string pattern = MakeTerm(e.prefix, e.text);
      return unweighted(Query(Query::OP_WILDCARD, pattern, 0, Xapian::Query::WILDCARD_LIMIT_ERROR, Query::OP_OR));
    }
    case Expression::Op::kWords:
    case Expression::Op::kPhrase:
    case Expression::Op::kNear:
      return BuildWords(e);
    case Expression::Op::kRange:
      return e.prefix.empty() ? BuildRange(e) : unweighted(BuildDays(e));
    case Expression::Op::kAndNot:
      return Query(Query::OP_AND_NOT, Build(e.parts[0], weighted), Build(e.parts[1], weighted));
    case Expression::Op::kScale:
      return Query(Query::OP_SCALE_WEIGHT, Build(e.parts[0], false), e.factor);
    case Expression::Op::kAnd:
    case Expression::Op::kOr: {
      std::vector<Query> parts;
      for (const Expression& part : e.parts) parts.push_back(Build(part, weighted));
      return Query(e.op == Expression::Op::kAnd ? Query::OP_AND : Query::OP_OR, parts.begin(), parts.end());
    }
  }
  return Query::MatchNothing;
}

}  // namespace

Xapian::Query BuildQuery(const Expression& expression, const Xapian::Database& database, bool weighted) {
  return Builder{database}.Build(expression, weighted);
}

}  // namespace dossier::indexer
