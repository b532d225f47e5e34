#include "query/question/asked.h"

namespace dossier::query {

using indexer::FieldId;

namespace {

std::vector<std::string> InRole(const std::string& role, std::vector<std::string> agencies) {
  for (std::string& agency : agencies) agency.insert(0, role);
  return agencies;
}

}  // namespace

Result<Query> Asked::ToQuery() const {
  std::string written;
  std::vector<std::string> vendors;
  for (const std::string& word : words) {
    if (word.empty()) continue;
    const bool query_text =
        word.find(':') != std::string::npos || word.find('"') != std::string::npos || word[0] == '-';
    if (query_text)
      written += (written.empty() ? "" : " ") + word;
    else
      vendors.push_back(word);
  }
  if (!text.empty()) written += (written.empty() ? "" : " ") + text;
  DOSSIER_TRY_ASSIGN(Query query, ParseQuery(written));
  for (const std::string& vendor : vendors) query.AddField(FieldId::kVendor, {vendor});
  query.AddField(FieldId::kAgency, agencies);
  query.AddField(FieldId::kAgency, InRole("by:", by));
  query.AddField(FieldId::kAgency, InRole("names:", names));
  query.AddField(FieldId::kAction, actions);
  query.AddField(FieldId::kSource, sources);
  query.AddField(FieldId::kKind, kinds);
  query.AddField(FieldId::kCve, cves);
  query.AddField(FieldId::kLanguage, languages);
  if (!since.empty() || !until.empty()) query.AddField(FieldId::kPublished, {since + ".." + until});
  if (!event.empty()) query.AddField(FieldId::kEvent, {event});
  if (!speaker.empty()) query.AddField(FieldId::kSpeaker, {speaker});
  if (!reported_by.empty()) query.AddField(FieldId::kReportedBy, {reported_by});
  if (!as_of.empty()) {
    DOSSIER_TRY_ASSIGN(query.as_of, ParseAsOf(as_of));
  }
  return query;
}

}  // namespace dossier::query
