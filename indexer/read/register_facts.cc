#include "indexer/read/register_facts.h"

#include <fmt/format.h>

#include "corpus/base/ascii.h"
#include "indexer/read/plain_dates.h"
#include "indexer/read/structured.h"

namespace dossier::indexer {

std::string WithHyphens(std::string text) {
  for (const std::string_view dash : {"\xE2\x80\x93", "\xE2\x80\x92", "\xE2\x80\x91", "\xE2\x80\x90", "\xE2\x88\x92"})
    for (size_t at = text.find(dash); at != std::string::npos; at = text.find(dash, at)) text.replace(at, 3, "-");
  return text;
}

std::string RegisterNumberIn(const std::string& line) {
  const std::string text = WithHyphens(line);
  size_t at = text.find("FR Doc");
  if (at == std::string::npos) return "";
  at = text.find_first_of("0123456789CERZ", at + 6);
  if (at == std::string::npos) return "";
  const size_t end = text.find_first_not_of("0123456789-CERZ", at);
  return text.substr(at, end == std::string::npos ? end : end - at);
}

std::string EffectiveIn(const std::string& text) {
  const std::string lower = AsciiLowered(text);
  const size_t at = lower.find("effective");
  if (at == std::string::npos) return "";
  const auto day = FirstLongDate(std::string_view(text).substr(at, 120));
  return day ? FormatDay(*day) : "";
}

std::string CitationOf(const std::string& volume, const StatedTime& published, int page) {
  std::string own = volume;
  if (own.empty() && published.known()) own = std::to_string(std::stoi(published.value.substr(0, 4)) - 1935);
  return own.empty() || page <= 0 ? "" : fmt::format("{} FR {}", own, page);
}

int NumberFrom(std::string_view text) {
  int number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9' || number > 10'000'000) return 0;
    number = number * 10 + (c - '0');
  }
  return number;
}

std::string RegisterReads(const StructuredFacts& facts) {
  std::string reads = facts.agencies.empty() ? "The Federal Register" : FewOf(facts.agencies);
  reads +=
      " published " + (facts.category.empty() ? "document " : AsciiLowered(facts.category) + " ") + facts.tracking_id;
  if (!facts.citation.empty()) reads += " (" + facts.citation + ")";
  if (!facts.initial.empty()) reads += " on " + facts.initial;
  if (!facts.action.empty()) reads += ": " + facts.action;
  if (!facts.effective.empty()) reads += " Effective " + facts.effective + ".";
  return reads;
}

}  // namespace dossier::indexer
