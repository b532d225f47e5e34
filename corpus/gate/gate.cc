#include "corpus/gate/gate.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "corpus/base/ascii.h"

namespace dossier::corpus {
namespace {

constexpr std::string_view kAside = "aside: ";
constexpr std::string_view kUnread = "unread: ";
constexpr std::string_view kUnreadable = "unreadable: ";

// What is counted under kUntried.
constexpr std::string_view kWaiting = "PDF file that waits for pdftotext";

// Outcomes that are no loss: their text is in the corpus.
constexpr std::array<std::string_view, 2> kRead = {"read", "text unchanged"};

// Outcomes that are no form of the gate, and what they are called when they are counted.
struct Word {
  std::string_view outcome, one, many;
};
constexpr std::array kWords = {
    Word{"robots", "robots file", "robots files"},
    Word{"feed", "feed", "feeds"},
    Word{"sitemap", "sitemap", "sitemaps"},
    Word{"outlines", "list of feeds", "lists of feeds"},
    Word{"no main text", "page without a main text", "pages without a main text"},
    Word{"empty page", "empty page", "empty pages"},
    Word{"index page", "page of links", "pages of links"},
    Word{"block page", "page that blocks readers", "pages that block readers"},
    Word{"login page", "login page", "login pages"},
    Word{"redirect page", "page that leads on", "pages that lead on"},
    Word{"not-found page", "page that says it was not found", "pages that say they were not found"},
    Word{"video page", "video page", "video pages"},
    Word{"", "file that is broken", "files that are broken"},
    Word{"", "PDF file of images without text", "PDF files of images without text"},
    Word{"", "encrypted PDF file", "encrypted PDF files"},
    Word{"", "broken PDF file", "broken PDF files"},
    Word{"", kWaiting, "PDF files that wait for pdftotext"},
    Word{"left aside: ", "page that no reader gets through", "pages that no reader gets through"},
};

std::string Counted(const std::string& name, uint64_t count) {
  if (count == 1) return "1 " + name;
  if (const Form* form = FormByName(name)) return fmt::format("{} {}", count, form->many);
  for (const Word& word : kWords)
    if (word.one == name) return fmt::format("{} {}", count, word.many);
  // "answer with status 403", "capture that ended the reader": the first word is the noun.
  const size_t end = std::min(name.find(' '), name.size());
  return fmt::format("{} {}s{}", count, name.substr(0, end), name.substr(end));
}

// What a file is called that its reader gave no text of, by the reason that the reader stated.
std::string_view UnreadableName(std::string_view outcome) {
  constexpr std::string_view kPdf = "PDF file: ";
  outcome.remove_prefix(kUnreadable.size());
  if (!outcome.starts_with(kPdf)) return "file that is broken";
  if (outcome.find("no text") != std::string_view::npos) return "PDF file of images without text";
  if (outcome.find("encrypted") != std::string_view::npos) return "encrypted PDF file";
  return "broken PDF file";
}

std::string Listed(const std::vector<std::pair<std::string, uint64_t>>& counts) {
  std::string text;
  for (const auto& [name, count] : counts) text += (text.empty() ? "" : ", ") + Counted(name, count);
  return text;
}

std::vector<std::pair<std::string, uint64_t>> Ranked(const std::map<std::string, uint64_t>& counts) {
  std::vector<std::pair<std::string, uint64_t>> ranked(counts.begin(), counts.end());
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  return ranked;
}

}  // namespace

Judgement JudgeAddress(std::string_view url) {
  const size_t colon = url.find(':');
  const std::string scheme = colon == std::string_view::npos || colon > 20 ? "" : AsciiLowered(url.substr(0, colon));
  if (scheme == "http" || scheme == "https" || scheme == "file") return {};
  if (scheme.empty()) return {Pass::kAside, "record without an address"};
  // "urn:pageinfo:https://..." and "urn:view:..." are told apart by their second part.
  std::string part;
  if (scheme == "urn") {
    const size_t end = url.find(':', colon + 1);
    const std::string_view space = url.substr(colon + 1, end == std::string_view::npos ? 0 : end - colon - 1);
    const bool word = !space.empty() && space.size() <= 20 && std::all_of(space.begin(), space.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || c == '-';
    });
    if (word) part = std::string(space);
  }
  return {Pass::kAside, fmt::format("by-product of the crawler ({}:{})", scheme, part)};
}

Judgement JudgeStatus(int http_status) {
  switch (http_status) {
    case 0:
    case 200:
    case 203:
      return {};
    case 206:
      return {Pass::kPartial, ""};
    case 304:
      return {Pass::kUnchanged, "answer that nothing changed (304)"};
    case 404:
    case 410:
      return {Pass::kGone, fmt::format("{}", http_status)};
    default:
      return {Pass::kAside, fmt::format("answer with status {}", http_status)};
  }
}

Judgement JudgeCapture(const Capture& capture) {
  Judgement judgement = JudgeAddress(capture.url);
  // Captures that a person gave an address of another scheme are files, whatever they are called.
  if (judgement.pass != Pass::kText && capture.kind == CaptureKind::kResource &&
      capture.url.find(':') == std::string::npos)
    judgement = {};
  if (judgement.pass == Pass::kText) judgement = JudgeStatus(capture.http_status);
  if (judgement.pass == Pass::kText && !capture.truncated.empty()) judgement.pass = Pass::kPartial;
  return judgement;
}

std::string OutcomeOf(const Judgement& judgement) {
  switch (judgement.pass) {
    case Pass::kText:
    case Pass::kPartial:
      return "";
    case Pass::kGone:
      return "gone: " + judgement.name;
    case Pass::kUnchanged:
    case Pass::kAside:
      break;
  }
  return std::string(kAside) + judgement.name;
}

std::string OutcomeOf(const Form& form) {
  switch (form.entry) {
    case Entry::kRead:
      return "";
    case Entry::kMachine:
      return std::string(form.id);
    case Entry::kPart:
      return std::string(kAside).append(form.one);
    case Entry::kUnread:
      break;
  }
  return std::string(kUnread).append(form.one);
}

LeftAside CountLeftAside(const std::map<std::string, uint64_t>& outcomes) {
  std::map<std::string, uint64_t> unread, aside, other;
  for (const auto& [outcome, count] : outcomes) {
    if (std::find(kRead.begin(), kRead.end(), outcome) != kRead.end()) continue;
    const std::string_view text = outcome;
    if (text.starts_with(kUnread)) {
      unread[outcome.substr(kUnread.size())] += count;
    } else if (text.starts_with(kUnreadable)) {
      unread[std::string(UnreadableName(text))] += count;
    } else if (text.starts_with(kUntried)) {
      unread[std::string(kWaiting)] += count;
    } else if (text.starts_with(kLeftAside)) {
      unread["page that no reader gets through"] += count;
    } else if (text.starts_with(kAside)) {
      aside[outcome.substr(kAside.size())] += count;
    } else if (text.starts_with("gone: ")) {
      other["answer that the page is gone (" + outcome.substr(6) + ")"] += count;
    } else {
      std::string name = outcome;
      for (const Word& word : kWords)
        if (word.outcome == outcome) name = word.one;
      other[name] += count;
    }
  }
  return {Ranked(unread), Ranked(aside), Ranked(other)};
}

std::string UnreadText(const LeftAside& left) {
  auto unread = left.unread;
  std::string waiting;
  for (const auto& [name, count] : unread)
    if (name == kWaiting) waiting = Counted(name, count) + " (apt-get install poppler-utils, then dossier index)";
  std::erase_if(unread, [](const auto& one) { return one.first == kWaiting; });
  if (unread.empty()) return waiting;
  return Listed(unread) + " could not be read (not read by this version)" + (waiting.empty() ? "" : "; ") + waiting;
}

std::string AsideText(const LeftAside& left) {
  const std::string aside = Listed(left.aside), other = Listed(left.other);
  if (aside.empty() && other.empty()) return "";
  return "left aside: " + aside + (aside.empty() || other.empty() ? "" : ", ") + other;
}

std::string CoverageText(const LeftAside& left) {
  const std::string unread = UnreadText(left);
  if (left.aside.empty()) return unread;
  return unread + (unread.empty() ? "left aside: " : "; left aside: ") + Listed(left.aside);
}

}  // namespace dossier::corpus
