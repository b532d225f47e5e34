#include "indexer/text/language.h"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <algorithm>
#include <cstdio>  // CLD2's header uses FILE without including it

#include "corpus/base/utf8.h"

namespace dossier::indexer {
namespace {

constexpr size_t kDetectBytes = size_t{4} << 10;  // more changes no verdict and costs a tenth of the reading
constexpr int kTooFewBytes = 12;

}  // namespace

Language DetectLanguage(std::string_view text) {
  text = CutUtf8(text, kDetectBytes);
  Language result;
  if (text.size() < kTooFewBytes) return result;
  CLD2::CLDHints hints = {nullptr, "", CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  CLD2::Language languages[3] = {CLD2::UNKNOWN_LANGUAGE, CLD2::UNKNOWN_LANGUAGE, CLD2::UNKNOWN_LANGUAGE};
  int percents[3] = {};
  double scores[3] = {};
  int text_bytes = 0;
  int valid_prefix = 0;
  bool reliable = false;
  int size = static_cast<int>(text.size());
  CLD2::ExtDetectLanguageSummaryCheckUTF8(text.data(), size, true, &hints, 0, languages, percents, scores, nullptr,
                                          &text_bytes, &reliable, &valid_prefix);
  if (valid_prefix < size && valid_prefix >= kTooFewBytes) {
    CLD2::ExtDetectLanguageSummary(text.data(), valid_prefix, true, &hints, 0, languages, percents, scores, nullptr,
                                   &text_bytes, &reliable);
  }
  if (languages[0] == CLD2::UNKNOWN_LANGUAGE || percents[0] == 0) return result;
  result.code = CLD2::LanguageCode(languages[0]);
  result.percent = percents[0];
  result.reliable = reliable;
  return result;
}

std::string PrimaryLanguage(std::string_view tag) {
  std::string primary(tag.substr(0, tag.find_first_of("-_;, ")));
  std::transform(primary.begin(), primary.end(), primary.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return primary;
}

}  // namespace dossier::indexer
