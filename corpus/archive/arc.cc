#include "corpus/archive/arc.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "corpus/base/take_until.h"

namespace dossier::corpus {
namespace {

bool IsNumber(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "0", "192.0.2.7" or an address of IPv6.
bool IsAddress(std::string_view text) {
  return text.find_first_not_of("0123456789abcdefABCDEF.:") == std::string_view::npos && !text.empty();
}

// "20010911124559", or of 12 digits without the seconds.
std::string DateOf(std::string_view digits) {
  if (!IsNumber(digits) || (digits.size() != 14 && digits.size() != 12)) return "";
  return fmt::format("{}-{}-{}T{}:{}:{}Z", digits.substr(0, 4), digits.substr(4, 2), digits.substr(6, 2),
                     digits.substr(8, 2), digits.substr(10, 2), digits.size() == 14 ? digits.substr(12, 2) : "00");
}

}  // namespace

std::optional<Headers> FieldsOfArcLine(std::string_view line) {
  while (line.ends_with('\r')) line.remove_suffix(1);
  const std::string_view whole = line;
  std::vector<std::string_view> words;
  for (std::string_view rest = line; !rest.empty();) words.push_back(TakeUntil(rest, ' '));
  if (words.size() < 5 || !IsNumber(words.back())) return std::nullopt;
  // Addresses and types may hold blanks: the place is where an IP address stands before a date.
  for (size_t ip = 1; ip + 3 < words.size(); ++ip) {
    const std::string date = DateOf(words[ip + 1]);
    if (date.empty() || !IsAddress(words[ip])) continue;
    const std::string_view url = whole.substr(0, static_cast<size_t>(words[ip].data() - whole.data()) - 1);
    const bool description = url.starts_with(kArcBeginning);
    Headers fields = {{"WARC-Type", description ? "warcinfo" : "response"},
                      {"WARC-Target-URI", std::string(url)},
                      {"WARC-Date", date},
                      {"Content-Type", description ? "text/plain" : "application/http; msgtype=response"},
                      {"Content-Length", std::string(words.back())}};
    if (words[ip].find_first_of(".:") != std::string_view::npos && words[ip] != "0.0.0.0")
      fields.emplace_back("WARC-IP-Address", std::string(words[ip]));
    return fields;
  }
  return std::nullopt;
}

}  // namespace dossier::corpus
