// The gate before every reader: which captures are what a publisher published, and what the others are called.
//
// One table for crawl, import, index, `verify --live` and `extract`: address scheme and kind of record, status of the
// answer, form of the bytes (form.h). What does not pass is kept in the archive, never read as a text, and counted by
// its name in `index`, `stat` and in what every answer says of its coverage.
//
// Pure, thread safe. Counts are of captures.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/capture/capture.h"
#include "corpus/gate/form.h"

namespace dossier::corpus {

// What the gate says is part of what an index was made by: another number makes it again.
inline constexpr int kGateVersion = 2;

// How the outcome of a capture begins whose reading crashed or passed a limit (Corpus::MarkRead); the reason follows.
inline constexpr std::string_view kLeftAside = "left aside: ";

// The same of a PDF file that was not tried, since nothing reads PDF files here: `index` tries it once something does.
inline constexpr std::string_view kUntried = "untried: ";

enum class Pass {
  kText,       // a reader may have it
  kPartial,    // the same, but not all of it was delivered (206, or cut by the archive)
  kUnchanged,  // 304: what was there before is there still
  kGone,       // 404, 410: an event of the document, never a text
  kAside,      // anything else
};

struct Judgement {
  Pass pass = Pass::kText;
  std::string name;  // unless it passes: "answer with status 403", "by-product of the crawler (urn:)"
};

// A record of a foreign archive by its address: only http, https and the file: of an import are what was published.
// The others (urn:, metadata:, dns:, whois:, screenshots, page infos) are by-products of the crawler that made it.
Judgement JudgeAddress(std::string_view url);

// What a server's answer with this status is (RFC 9110, section 15). 0: no answer of a server, such as a file.
Judgement JudgeStatus(int http_status);

// Both, with whether the archive cut the capture: all that can be said without reading its bytes.
Judgement JudgeCapture(const Capture& capture);

// What became of a capture, as `Corpus::MarkRead` notes it, in the words of corpus/FORMAT.md.
std::string OutcomeOf(const Judgement& judgement);  // "aside: answer with status 403", "gone: 404"
std::string OutcomeOf(const Form& form);            // "unread: PDF file", "aside: image"; "" for one that is read

// What is left aside, by name (as `Form::one`) with its count, most frequent first, from the outcomes of all captures.
struct LeftAside {
  std::vector<std::pair<std::string, uint64_t>>
      unread;  // documents of no known form: "none found" is no answer of theirs
  std::vector<std::pair<std::string, uint64_t>> aside;  // what the gate kept from the readers
  std::vector<std::pair<std::string, uint64_t>> other;  // files for machines, pages without a text, events
};
LeftAside CountLeftAside(const std::map<std::string, uint64_t>& outcomes);

// "6 RTF documents could not be read (not read by this version)"; "left aside: 3 images", with `other` behind; "" for
// none.
std::string UnreadText(const LeftAside& left);
std::string AsideText(const LeftAside& left);
// What an answer says of its coverage: the first two, joined by "; ".
std::string CoverageText(const LeftAside& left);

}  // namespace dossier::corpus
