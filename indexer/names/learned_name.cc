#include "indexer/names/learned_name.h"

#include <array>

#include "corpus/base/case_folding.h"
#include "corpus/base/utf8.h"
#include "indexer/gazetteer/legal_forms.h"

namespace dossier::indexer {
namespace {

constexpr std::array<std::string_view, static_cast<size_t>(Sign::kCount)> kSignNames = {
    "stated",       "legal-form",  "ticker",           "apposition",  "described",  "officer",        "maker",
    "company-word", "agency-word", "agency-described", "outlet-word", "other-word", "other-described"};

constexpr size_t kLongestId = 80;  // bytes

Json IntroductionJson(const Introduction& introduction) {
  return {{"evidence", introduction.evidence},   {"document", introduction.document}, {"title", introduction.title},
          {"published", introduction.published}, {"sentence", introduction.sentence}, {"signs", introduction.signs}};
}

Introduction IntroductionOf(const Json& json) {
  Introduction introduction;
  introduction.evidence = StringAt(json, "evidence");
  introduction.document = StringAt(json, "document");
  introduction.title = StringAt(json, "title");
  introduction.published = StringAt(json, "published");
  introduction.sentence = StringAt(json, "sentence");
  introduction.signs = static_cast<uint32_t>(IntegerAt(json, "signs"));
  return introduction;
}

}  // namespace

std::string_view SignName(Sign sign) { return kSignNames[static_cast<size_t>(sign)]; }

std::string ProvisionalIdOf(std::string_view name) {
  std::string slug;
  std::string_view base = WithoutLegalForm(name);
  // "Arena Group" is more of a name than "Arena".
  const std::string_view form = name.substr(base.size());
  if (form == " Group" || form == " Holding" || form == " Holdings") base = name;
  const std::string folded = FoldForComparison(base);
  for (size_t at = 0; at < folded.size();) {
    const size_t begin = at;
    const bool part = IsWordChar(NextCodePoint(folded, at)) || folded[begin] == '&' || folded[begin] == '+';
    if (part)
      slug.append(folded, begin, at - begin);
    else if (!slug.empty() && slug.back() != '-')
      slug += '-';
  }
  while (!slug.empty() && (slug.back() == '-' || slug.back() == '&')) slug.pop_back();  // "Dia & Co."
  if (slug.ends_with("-and")) slug.resize(slug.size() - 4);
  if (slug.empty() || slug.size() > kLongestId) return "";
  return kProvisionalMark + slug;
}

size_t LearnedName::DocumentsWith(Sign sign) const {
  for (const auto& [seen, count] : signs)
    if (seen == sign) return count;
  return 0;
}

Json LearnedNameJson(const LearnedName& name) {
  Json json = {{"id", name.id},
               {"name", name.name},
               {"kind", name.kind},
               {"provisional", name.provisional},
               {"documents", name.documents},
               {"sentences", name.sentences}};
  json["forms"] = Json::array();
  for (const auto& [form, count] : name.forms) json["forms"].push_back({form, count});
  json["signs"] = Json::array();
  for (const auto& [sign, count] : name.signs) json["signs"].push_back({static_cast<int>(sign), count});
  json["introductions"] = Json::array();
  for (const Introduction& introduction : name.introductions)
    json["introductions"].push_back(IntroductionJson(introduction));
  return json;
}

LearnedName LearnedNameOf(const Json& json) {
  LearnedName name;
  name.id = StringAt(json, "id");
  name.name = StringAt(json, "name");
  name.kind = StringAt(json, "kind");
  const Json& provisional = MemberAt(json, "provisional");
  name.provisional = provisional.is_boolean() && provisional.get<bool>();
  name.documents = static_cast<size_t>(IntegerAt(json, "documents"));
  name.sentences = static_cast<size_t>(IntegerAt(json, "sentences"));
  for (const Json& item : MemberAt(json, "forms"))
    if (item.is_array() && item.size() == 2 && item[0].is_string() && item[1].is_number())
      name.forms.emplace_back(item[0].get<std::string>(), item[1].get<size_t>());
  for (const Json& item : MemberAt(json, "signs")) {
    if (!item.is_array() || item.size() != 2 || !item[0].is_number() || !item[1].is_number()) continue;
    const auto sign = item[0].get<size_t>();
    if (sign < static_cast<size_t>(Sign::kCount))
      name.signs.emplace_back(static_cast<Sign>(sign), item[1].get<size_t>());
  }
  for (const Json& item : MemberAt(json, "introductions")) name.introductions.push_back(IntroductionOf(item));
  return name;
}

}  // namespace dossier::indexer
