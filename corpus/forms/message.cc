#include "corpus/forms/message.h"

#include <algorithm>
#include <array>

#include "corpus/base/ascii.h"
#include "corpus/base/take_until.h"
#include "corpus/base/utf8.h"

namespace dossier::corpus {
namespace {

constexpr int kDeepestPart = 12;
constexpr size_t kMostMessages = 200'000;

// What was found while walking the parts.
struct Readable {
  std::string plain, html;
  size_t attachments = 0;
};

bool IsAttachment(const MimeFields& fields) {
  return AsciiLowered(MimeField(fields, "content-disposition")).starts_with("attachment");
}

void WalkPart(const MimeFields& fields, std::string_view body, int depth, Readable& out) {
  const std::string stated = MimeField(fields, "content-type");
  const std::string type = AsciiLowered(stated);
  if (type.starts_with("multipart/")) {
    if (depth >= kDeepestPart) return;
    const bool signed_part = type.starts_with("multipart/signed");
    for (std::string_view part : MimeParts(body, MimeParameter(stated, "boundary"))) {
      const MimeFields inner = TakeMimeFields(part);
      WalkPart(inner, part, depth + 1, out);
      if (signed_part) break;  // RFC 1847: the second part is the signature
    }
    return;
  }
  const bool plain = type.empty() || type.starts_with("text/plain");
  if (IsAttachment(fields) || (!plain && !type.starts_with("text/html"))) {
    ++out.attachments;
    return;
  }
  const std::string undone = DecodeTransfer(body, MimeField(fields, "content-transfer-encoding"));
  std::string text = MimeText(undone, MimeParameter(stated, "charset"));
  if (!plain) {
    if (out.html.empty()) out.html = std::move(text);
    return;
  }
  if (!out.plain.empty()) out.plain += "\n\n";
  out.plain += text;
}

// "On Tue, 5 Jun 2018, Ann Bell wrote:" and its like above quoted lines.
bool LeadsQuotation(std::string_view line) { return line.ends_with(':') && line.size() < 300; }

std::vector<std::string_view> TextLines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    std::string_view line = TakeUntil(text, '\n');
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t')) line.remove_suffix(1);
    lines.push_back(line);
  }
  return lines;
}

// The author's own lines of a plain body.
std::string OwnWords(std::string_view text) {
  std::vector<std::string_view> kept;
  bool armour = false, quoted = false;
  std::string_view own = text;
  // A signature's mark: two hyphens and a blank, alone on the line (RFC 3676, section 4.3).
  const size_t mark = own.rfind("\n-- \n");
  if (mark != std::string_view::npos) own = own.substr(0, mark);
  const std::vector<std::string_view> lines = TextLines(own);
  for (size_t i = 0; i < lines.size(); ++i) {
    std::string_view line = lines[i];
    if (line == "-----BEGIN PGP SIGNED MESSAGE-----") {  // RFC 4880, section 7: up to an empty line
      armour = true;
      while (i + 1 < lines.size() && !lines[i].empty()) ++i;
      continue;
    }
    if (armour && line == "-----BEGIN PGP SIGNATURE-----") {
      while (i + 1 < lines.size() && lines[i] != "-----END PGP SIGNATURE-----") ++i;
      armour = false;
      continue;
    }
    if (armour && line.starts_with("- ")) line.remove_prefix(2);  // dash escapes
    if (line.starts_with('>')) {
      while (!quoted && !kept.empty() && kept.back().empty()) kept.pop_back();
      // The line that leads the quotation, which may be broken into two.
      if (!quoted && !kept.empty() && LeadsQuotation(kept.back())) {
        kept.pop_back();
        if (!kept.empty() && kept.back().starts_with("On ")) kept.pop_back();
      }
      quoted = true;
      continue;
    }
    if (quoted && !line.empty()) kept.push_back({});
    if (!line.empty()) quoted = false;
    kept.push_back(line);
  }
  std::string out;
  for (const std::string_view line : kept) out.append(line).append("\n");
  return out;
}

// The display name of the first mailbox of a From field; "" when it is an address alone.
std::string NameIn(const std::string& from) {
  const size_t bracket = from.find('<');
  std::string name;
  if (bracket != std::string::npos && bracket > 0) {
    name = from.substr(0, bracket);
  } else if (const size_t open = from.find('('); open != std::string::npos) {  // "ann@example.org (Ann Bell)"
    name = from.substr(open + 1, from.find(')', open) - open - 1);
  }
  std::string plain;
  for (const char c : name)
    if (c != '"' && c != '\\') plain += c;
  plain = DecodeMimeWords(plain);
  // "Ann Bell via Announce": lists rewrite the sender when his domain demands it.
  if (const size_t via = plain.find(" via "); via != std::string::npos) plain.resize(via);
  return plain.find('@') == std::string::npos ? CollapseWhiteSpace(plain) : "";
}

std::string BetweenBrackets(std::string value) {
  const size_t open = value.find('<'), close = value.rfind('>');
  if (open != std::string::npos && close != std::string::npos && open < close)
    value = value.substr(open + 1, close - open - 1);
  std::erase_if(value, [](char c) { return c == ' ' || c == '\t'; });
  return value;
}

}  // namespace

Message ReadMessage(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (bytes.starts_with("From ")) TakeUntil(bytes, '\n');
  const MimeFields fields = TakeMimeFields(bytes);
  Message message;
  message.subject = DecodeMimeWords(MimeField(fields, "subject"));
  message.author = NameIn(MimeField(fields, "from"));
  message.id = BetweenBrackets(MimeField(fields, "message-id"));
  const std::string list = MimeField(fields, "list-id");
  message.list = DecodeMimeWords(list.substr(0, list.find('<')));
  const std::string archived = BetweenBrackets(MimeField(fields, "archived-at"));
  if (archived.starts_with("https://") || archived.starts_with("http://")) message.address = archived;
  message.date = ParseMimeDate(MimeField(fields, "date"));
  Readable found;
  WalkPart(fields, bytes, 0, found);
  message.attachments = found.attachments;
  message.html = CollapseWhiteSpace(found.plain).empty() && !found.html.empty();
  message.body = message.html ? std::move(found.html) : OwnWords(found.plain);
  return message;
}

std::vector<std::string> SplitMailBox(std::string_view bytes) {
  std::vector<std::string> messages;
  if (!bytes.starts_with("From ")) return messages;
  bool blank = true;
  while (!bytes.empty()) {
    const size_t end = std::min(bytes.find('\n'), bytes.size());
    const std::string_view line = bytes.substr(0, std::min(end + 1, bytes.size()));
    bytes.remove_prefix(line.size());
    if (blank && line.starts_with("From ") && messages.size() < kMostMessages) {
      messages.emplace_back();
      continue;
    }
    const size_t marks = std::min(line.find_first_not_of('>'), line.size());
    messages.back() += marks > 0 && line.substr(marks).starts_with("From ") ? line.substr(1) : line;
    blank = line == "\n" || line == "\r\n";
  }
  return messages;
}

}  // namespace dossier::corpus
