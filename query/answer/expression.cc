// From a resolved query to the expression that the index is asked.
#include "query/answer/engine_impl.h"

namespace dossier::query {
namespace {

using indexer::ActionTypeName;
using indexer::Combined;
using indexer::Expression;
using indexer::FieldId;
using indexer::FieldOf;

std::string_view PrefixOf(FieldId field) { return FieldOf(field).prefix; }

Expression AgencyExpression(const Name& agency) {
  std::vector<Expression> either;
  for (const std::string& id : IdsOf(agency)) {
    either.push_back(Expression::Term(PrefixOf(FieldId::kAgency), id));
    either.push_back(Expression::Term(indexer::kPublisherPrefix, id));
  }
  return Expression::Or(std::move(either));
}

Expression DateExpression(FieldId field, const DayRange& range) {
  // "~" sorts after every digit, so a day with an instant behind it is still inside.
  return Expression::Days(PrefixOf(field), FieldOf(field).slot, range.first ? FormatDay(*range.first) : "",
                          range.last ? FormatDay(*range.last) + "~" : "");
}

// A stated date: the months or years that the range touches; the statement is checked to the day.
Expression EventExpression(const DayRange& range) {
  const std::string_view prefix = PrefixOf(FieldId::kEvent);
  if (!range.first || !range.last) return Expression::Beginning(prefix, "");
  std::vector<Expression> parts;
  for (int year = range.first->year; year <= range.last->year && parts.size() < 200; ++year)
    parts.push_back(Expression::Term(prefix, FormatDay({year, 1, 1}).substr(0, 4)));
  return Expression::Or(std::move(parts));
}

Expression ExactExpression(FieldId field, const std::string& value) {
  if (value.ends_with('*')) return Expression::Beginning(PrefixOf(field), value.substr(0, value.size() - 1));
  return Expression::Term(PrefixOf(field), value);
}

Expression PartExpression(const QueryPart& part) {
  std::vector<Expression> either;
  switch (part.kind) {
    case QueryPart::Kind::kWord:
      return Expression::Words("", part.values[0]);
    case QueryPart::Kind::kPhrase:
      return Expression::Phrase("", part.values[0]);
    case QueryPart::Kind::kNear: {
      std::string words;
      for (const std::string& value : part.values) words += value + " ";
      return Expression::Near("", words, part.window);
    }
    case QueryPart::Kind::kEither:
      for (const QueryPart& alternative : part.parts) either.push_back(PartExpression(alternative));
      return Expression::Or(std::move(either));
    case QueryPart::Kind::kField:
    case QueryPart::Kind::kTag:  // resolved before
      break;
  }
  for (const std::string& value : part.values) {
    if (FieldOf(part.field).kind == indexer::FieldKind::kWords)
      either.push_back(Expression::Phrase(PrefixOf(part.field), value));
    else
      either.push_back(ExactExpression(part.field, value));
  }
  return Expression::Or(std::move(either));
}

// Vendors and actions or agencies of one statement, by the combined terms. Denied and negated ones are found too:
// they are shown apart.
void AddCombined(const ResolvedQuery& query, std::vector<Expression>& all) {
  for (const auto& actions : query.actions) {
    if (query.vendors.empty()) {
      std::vector<Expression> either;
      for (indexer::ActionType type : actions) {
        either.push_back(Expression::Term(PrefixOf(FieldId::kAction), ActionTypeName(type)));
        for (const auto& agencies : query.agencies)
          for (const Name& agency : agencies)
            for (const std::string& id : IdsOf(agency))
              either.push_back(
                  Expression::Beginning(indexer::kAgencyActionPrefix, Combined(id, ActionTypeName(type)) + "|"));
      }
      all.push_back(Expression::Or(std::move(either)));
    }
    for (const auto& vendors : query.vendors) {
      std::vector<Expression> either;
      for (const Name& vendor : vendors)
        for (const std::string& id : IdsOf(vendor))
          for (indexer::ActionType type : actions)
            either.push_back(
                Expression::Beginning(indexer::kVendorActionPrefix, Combined(id, ActionTypeName(type)) + "|"));
      all.push_back(Expression::Or(std::move(either)));
    }
  }
  for (const auto& agencies : query.agencies)
    for (const auto& vendors : query.vendors) {
      std::vector<Expression> either;
      for (const Name& name : agencies)
        for (const std::string& agency : IdsOf(name)) {
          either.push_back(Expression::Term(indexer::kPublisherPrefix, agency));
          for (const Name& vendor : vendors)
            for (const std::string& id : IdsOf(vendor))
              either.push_back(Expression::Term(indexer::kVendorAgencyPrefix, Combined(id, agency)));
        }
      all.push_back(Expression::Or(std::move(either)));
    }
}

}  // namespace

Expression TaggedExpression(const std::vector<std::string>& ids) {
  std::vector<Expression> either;
  for (const std::string& id : ids)
    either.push_back(Expression::Term(PrefixOf(id[0] == 'e' ? FieldId::kEvidence : FieldId::kDocument), id));
  return Expression::Or(std::move(either));
}

Expression ExpressionOf(const ResolvedQuery& query) {
  std::vector<Expression> all, none;
  for (const auto& vendors : query.vendors) {
    std::vector<Expression> either;
    for (const Name& vendor : vendors)
      for (const std::string& id : IdsOf(vendor)) either.push_back(Expression::Term(PrefixOf(FieldId::kVendor), id));
    all.push_back(Expression::Or(std::move(either)));
  }
  if (query.vendors.empty())
    for (const auto& agencies : query.agencies) {
      std::vector<Expression> either;
      for (const Name& agency : agencies) either.push_back(AgencyExpression(agency));
      all.push_back(Expression::Or(std::move(either)));
    }
  AddCombined(query, all);
  for (const DayRange& range : query.published) all.push_back(DateExpression(FieldId::kPublished, range));
  for (const DayRange& range : query.captured) all.push_back(DateExpression(FieldId::kCaptured, range));
  for (const DayRange& range : query.event) all.push_back(EventExpression(range));
  for (const std::string& words : query.speakers) all.push_back(Expression::Phrase(PrefixOf(FieldId::kSpeaker), words));
  for (const std::string& words : query.reported_by)
    all.push_back(Expression::Phrase(PrefixOf(FieldId::kReportedBy), words));
  for (const auto& ids : query.tagged) all.push_back(TaggedExpression(ids));
  for (const QueryPart& part : query.others) (part.negated ? none : all).push_back(PartExpression(part));
  Expression expression = Expression::And(std::move(all));
  if (none.empty()) return expression;
  return Expression::AndNot(std::move(expression), Expression::Or(std::move(none)));
}

std::vector<Expression> PreferencesOf(const ResolvedQuery& query) {
  std::vector<Expression> wishes;
  auto wish = [&](std::string_view prefix, std::string_view value, double factor) {
    wishes.push_back(Expression::Scale(Expression::Term(prefix, value), factor));
  };
  for (const auto& vendors : query.vendors)
    for (const Name& vendor : vendors)
      for (const std::string& id : IdsOf(vendor)) {
        wish(indexer::kVendorDirectPrefix, id, 3);
        for (const auto& agencies : query.agencies)
          for (const Name& agency : agencies)
            for (const std::string& with : IdsOf(agency)) wish(indexer::kVendorAgencyPrefix, Combined(id, with), 2);
        for (const auto& actions : query.actions)
          for (indexer::ActionType type : actions)
            wish(indexer::kVendorActionPrefix, Combined(id, ActionTypeName(type), "asserted"), 2);
      }
  wish(PrefixOf(FieldId::kKind), "agency", 1.5);
  wish(PrefixOf(FieldId::kKind), "congress", 1.5);
  wish(indexer::kOwnVoiceTerm, "", 1);
  return wishes;
}

}  // namespace dossier::query
