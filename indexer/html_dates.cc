#include "indexer/html_dates.h"

#include "indexer/stated_date.h"

namespace dossier::indexer {

HtmlDates FindDates(const DateInput& input) {
  HtmlDates out;
  const SlashOrder order = SlashOrderOf(input.language);
  const auto set = [&](StatedTime& time, std::string_view value, const char* from, double confidence) {
    if (time.known() || value.empty()) return;
    if (const auto date = ParseStamp(value, order)) time = {date->value, from, confidence};
  };
  if (input.work != nullptr) {
    set(out.published, input.work->published, "json-ld", 0.95);
    set(out.updated, input.work->modified, "json-ld", 0.9);
  }
  set(out.published, input.meta.GetAny({"article:published_time", "datepublished", "date", "dc.date", "pubdate"}), "meta", 0.9);
  set(out.updated, input.meta.GetAny({"article:modified_time", "og:updated_time", "last-modified"}), "meta", 0.8);
  for (uint32_t i = 0; i < input.tree.elements().size(); ++i) {
    if (input.tree.elements()[i].tag == HtmlTag::kTime) set(out.published, input.tree.Attribute(i, HtmlAttributeName::kDatetime), "time", 0.7);
  }
  if (const auto day = DayInUrl(input.url); day && !out.published.known()) out.published = {FormatDay(*day), "url", 0.7};
  return out;
}

}  // namespace dossier::indexer
