#include "corpus/gate/form.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "corpus/gate/machine_file.h"
#include "corpus/gate/prose.h"
#include "corpus/text/charset.h"
#include "corpus/text/markup.h"

namespace dossier::corpus {
namespace {

constexpr size_t kMostBytes = 64 << 10;

using std::string_view_literals::operator""sv;

// Every form that the gate knows. The first is the answer to what nothing else is.
constexpr std::array kForms = {
    Form{"unknown", "file of an unknown kind", "files of unknown kinds", Entry::kUnread},
    Form{"html", "HTML page", "HTML pages", Entry::kRead},
    Form{"text", "text", "texts", Entry::kRead},
    Form{"csaf", "CSAF advisory", "CSAF advisories", Entry::kRead},
    Form{"robots", "robots file", "robots files", Entry::kMachine},
    Form{"feed", "feed", "feeds", Entry::kMachine},
    Form{"sitemap", "sitemap", "sitemaps", Entry::kMachine},
    Form{"outlines", "list of feeds", "lists of feeds", Entry::kMachine},
    Form{"provider", "CSAF provider file", "CSAF provider files", Entry::kMachine},
    Form{"script", "script or program text", "scripts and program texts", Entry::kPart},
    Form{"style", "style sheet", "style sheets", Entry::kPart},
    Form{"image", "image", "images", Entry::kPart},
    Form{"font", "font", "fonts", Entry::kPart},
    Form{"media", "audio or video file", "audio and video files", Entry::kPart},
    Form{"json", "JSON answer of an API", "JSON answers of an API", Entry::kPart},
    Form{"key", "signature or key", "signatures and keys", Entry::kPart},
    Form{"kev", "KEV catalogue", "KEV catalogues", Entry::kRead},
    Form{"cve", "CVE record", "CVE records", Entry::kRead},
    Form{"federal-register", "Federal Register document", "Federal Register documents", Entry::kRead},
    Form{"bill", "bill of Congress", "bills of Congress", Entry::kRead},
    Form{"list", "list of sanctioned parties", "lists of sanctioned parties", Entry::kRead},
    Form{"vulnerability", "vulnerability record of NVD or OSV", "vulnerability records of NVD or OSV", Entry::kUnread},
    Form{"stix", "STIX bundle", "STIX bundles", Entry::kUnread},
    Form{"sbom", "software bill of materials", "software bills of materials", Entry::kUnread},
    Form{"pdf", "PDF file", "PDF files", Entry::kRead},
    Form{"docx", "Word document", "Word documents", Entry::kRead},
    Form{"odt", "OpenDocument text", "OpenDocument texts", Entry::kRead},
    Form{"office", "Office file", "Office files", Entry::kUnread},
    Form{"epub", "EPUB book", "EPUB books", Entry::kUnread},
    Form{"rtf", "RTF document", "RTF documents", Entry::kUnread},
    Form{"postscript", "PostScript file", "PostScript files", Entry::kUnread},
    Form{"mhtml", "web archive of a browser (MHTML)", "web archives of a browser (MHTML)", Entry::kRead},
    Form{"email", "e-mail message", "e-mail messages", Entry::kRead},
    Form{"mbox", "mail box (MBOX)", "mail boxes (MBOX)", Entry::kUnread},
    Form{"quoted-printable", "quoted-printable text", "quoted-printable texts", Entry::kUnread},
    Form{"base64", "base64 text", "base64 texts", Entry::kUnread},
    Form{"csv", "table (CSV)", "tables (CSV)", Entry::kUnread},
    Form{"xml", "XML file", "XML files", Entry::kUnread},
    Form{"calendar", "calendar or contact file", "calendar and contact files", Entry::kUnread},
    Form{"warc", "WARC file", "WARC files", Entry::kUnread},
    Form{"arc", "ARC file", "ARC files", Entry::kUnread},
    Form{"zip", "ZIP archive", "ZIP archives", Entry::kUnread},
    Form{"packed", "packed file", "packed files", Entry::kUnread},
    Form{"data", "file of settings, logs or other data", "files of settings, logs or other data", Entry::kPart},
    Form{"program", "program", "programs", Entry::kPart},
};

struct Magic {
  size_t offset;
  std::string_view bytes;
  std::string_view form;
};
constexpr std::array kMagics = {
    Magic{0, "%PDF-"sv, "pdf"},
    Magic{0, "\x89PNG\r\n\x1A\n"sv, "image"},
    Magic{0, "\xFF\xD8\xFF"sv, "image"},
    Magic{0, "GIF87a"sv, "image"},
    Magic{0, "GIF89a"sv, "image"},
    Magic{8, "WEBP"sv, "image"},
    Magic{0, "\0\0\1\0"sv, "image"},
    Magic{0, "\0\0\2\0"sv, "image"},
    Magic{0, "II*\0"sv, "image"},
    Magic{0, "MM\0*"sv, "image"},
    Magic{4, "ftypavif"sv, "image"},
    Magic{4, "ftypheic"sv, "image"},
    Magic{0, "wOFF"sv, "font"},
    Magic{0, "wOF2"sv, "font"},
    Magic{0, "OTTO\0"sv, "font"},
    Magic{0, "\0\1\0\0"sv, "font"},
    Magic{0, "ttcf\0"sv, "font"},
    Magic{4, "ftyp"sv, "media"},
    Magic{0, "\x1A\x45\xDF\xA3"sv, "media"},
    Magic{0, "OggS\0"sv, "media"},
    Magic{0, "ID3\2"sv, "media"},
    Magic{0, "ID3\3"sv, "media"},
    Magic{0, "ID3\4"sv, "media"},
    Magic{8, "WAVEfmt"sv, "media"},
    Magic{8, "AVI LIST"sv, "media"},
    Magic{0, "#EXTM3U"sv, "media"},
    Magic{0, "WEBVTT"sv, "media"},
    Magic{0, "\0asm"sv, "program"},
    Magic{0,
          "\x7F"
          "ELF"sv,
          "program"},
    Magic{0, "FWS\x05"sv, "program"},
    Magic{0, "\xD0\xCF\x11\xE0"sv, "office"},
    Magic{0, "\x1F\x8B"sv, "packed"},
    Magic{0, "BZh9"sv, "packed"},
    Magic{0,
          "\xFD"
          "7zXZ\0"sv,
          "packed"},
    Magic{0, "7z\xBC\xAF\x27\x1C"sv, "packed"},
    Magic{0, "\x28\xB5\x2F\xFD"sv, "packed"},
    Magic{0, "Rar!\x1A"sv, "packed"},
    Magic{257, "ustar"sv, "packed"},
};

// Types stated of parts of pages and of documents, by their beginning; the first that fits decides.
constexpr std::array<std::pair<std::string_view, std::string_view>, 39> kStated = {{
    {"text/javascript", "script"},
    {"application/javascript", "script"},
    {"application/x-javascript", "script"},
    {"text/x-javascript", "script"},
    {"application/ecmascript", "script"},
    {"text/ecmascript", "script"},
    {"text/jscript", "script"},
    {"text/typescript", "script"},
    {"application/wasm", "program"},
    {"text/x-component", "script"},
    {"text/css", "style"},
    {"image/", "image"},
    {"font/", "font"},
    {"application/font", "font"},
    {"application/x-font", "font"},
    {"application/vnd.ms-fontobject", "font"},
    {"audio/", "media"},
    {"video/", "media"},
    {"text/vtt", "media"},
    {"application/vnd.apple.mpegurl", "media"},
    {"application/x-mpegurl", "media"},
    {"application/dash+xml", "media"},
    {"application/x-shockwave-flash", "program"},
    {"application/json", "json"},
    {"text/json", "json"},
    {"application/manifest", "json"},
    {"application/x-www-form-urlencoded", "json"},
    {"application/x-protobuf", "json"},
    {"application/grpc", "json"},
    {"text/x-json", "json"},
    {"application/pdf", "pdf"},
    {"multipart/related", "mhtml"},
    {"message/rfc822", "email"},
    {"application/mbox", "mbox"},
    {"text/csv", "csv"},
    {"text/tab-separated-values", "csv"},
    {"text/calendar", "calendar"},
    {"application/pgp-", "key"},
    {"application/rtf", "rtf"},
}};

constexpr std::array<std::string_view, 14> kHtmlMarks = {"!doctype html", "html",   "head", "body",    "title",
                                                         "meta",          "script", "div",  "article", "p",
                                                         "table",         "h1",     "!--",  "main"};

// Roots of published documents with a sign that their format has near its beginning or end, since the names alone are
// anybody's: Federal Register and congressional papers (USLM and the older GPO and bill forms), OFAC's lists.
struct DocumentRoot {
  std::string_view root, sign, form;
};
constexpr std::array kDocumentRoots = {
    DocumentRoot{"rule", "<PREAMB", "federal-register"},
    DocumentRoot{"prorule", "<PREAMB", "federal-register"},
    DocumentRoot{"notice", "<PREAMB", "federal-register"},
    DocumentRoot{"presdocu", "<FRDOC", "federal-register"},
    DocumentRoot{"rule", "schemas.gpo.gov", "federal-register"},
    DocumentRoot{"notice", "schemas.gpo.gov", "federal-register"},
    DocumentRoot{"proposedRule", "schemas.gpo.gov", "federal-register"},
    DocumentRoot{"presidentialDocument", "schemas.gpo.gov", "federal-register"},
    DocumentRoot{"bill", "schemas.gpo.gov", "bill"},
    DocumentRoot{"resolution", "schemas.gpo.gov", "bill"},
    DocumentRoot{"pLaw", "schemas.gpo.gov", "bill"},
    DocumentRoot{"engrossedAmendment", "schemas.gpo.gov", "bill"},
    DocumentRoot{"bill", "<legis-", "bill"},
    DocumentRoot{"resolution", "<legis-", "bill"},
    DocumentRoot{"amendment-doc", "<legis-", "bill"},
    DocumentRoot{"sdnList", "sdnEntry", "list"},
    DocumentRoot{"Sanctions", "<ReferenceValueSets", "list"},
};

// The name of the first file of a zip (APPNOTE 6.3, section 4.3.7).
std::string_view FirstInZip(std::string_view bytes) {
  constexpr size_t kLength = 26, kName = 30;
  if (bytes.size() < kName) return {};
  const auto byte = [&](size_t at) { return static_cast<size_t>(static_cast<unsigned char>(bytes[at])); };
  return bytes.substr(kName, byte(kLength) | byte(kLength + 1) << 8);
}

// By its first file, so that a zip which holds such a document is not taken for one.
std::string_view ZipForm(std::string_view bytes) {
  const std::string_view first = FirstInZip(bytes);
  const std::string_view type = bytes.substr(std::min(bytes.size(), 30 + first.size()), 100);
  if (first == "mimetype") {
    if (type.starts_with("application/epub")) return "epub";
    if (type.starts_with("application/vnd.oasis.opendocument.text")) return "odt";
    return type.starts_with("application/vnd.oasis") ? "office" : "zip";
  }
  constexpr std::array<std::string_view, 5> kOffice = {"[Content_Types].xml", "_rels/", "docProps/", "word/",
                                                       "customXml/"};
  const bool office =
      std::any_of(kOffice.begin(), kOffice.end(), [&](std::string_view name) { return first.starts_with(name); });
  if (!office) return "zip";
  const std::string_view head = bytes.substr(0, kMostBytes);
  const std::string_view tail = bytes.substr(bytes.size() - std::min(bytes.size(), kMostBytes));
  const bool word = head.find("word/document.xml") != std::string_view::npos ||
                    tail.find("word/document.xml") != std::string_view::npos;
  return word ? "docx" : "office";
}

// The kind of a JSON text by the names that its form prescribes.
std::string_view JsonForm(std::string_view bytes) {
  const auto has = [&](std::string_view key) { return bytes.find(key) != std::string_view::npos; };
  const std::string_view front = bytes.substr(0, size_t{256} << 10);
  const auto in_front = [&](std::string_view key) { return front.find(key) != std::string_view::npos; };
  if (in_front("\"document_number\"") && in_front("\"publication_date\"") && in_front("\"title\""))
    return "federal-register";
  if (has("\"document\"") && (has("\"csaf_version\"") || (has("\"tracking\"") && has("\"publisher\"")))) return "csaf";
  const std::string_view head = bytes.substr(0, kMostBytes);
  const auto early = [&](std::string_view key) { return head.find(key) != std::string_view::npos; };
  if (early("\"CVE_RECORD\"") || early("\"cveMetadata\"") || early("\"CVE_data_meta\"")) return "cve";
  if (early("\"catalogVersion\"") && early("\"vulnerabilities\"")) return "kev";
  if (early("\"source_list_url\"") && early("\"results\"") && early("\"programs\"")) return "list";
  if (early("\"NVD_CVE\"") || (early("\"schema_version\"") && early("\"affected\""))) return "vulnerability";
  if (early("\"metadata_version\"") && early("\"canonical_url\"")) return "provider";
  if (early("\"spdxVersion\"") || early("\"CycloneDX\"")) return "sbom";
  if (early("\"bundle--")) return "stix";
  if (early("jsonfeed.org/version") || (early("\"feed\"") && early("\"entry\""))) return "feed";
  return "json";
}

// The first line of a list of OFAC or of the Consolidated Screening List: its header, or a row whose empty fields are
// "-0-", parted by a mark or by places.
bool IsPartyList(std::string_view line) {
  const auto has = [&](std::string_view word) { return line.find(word) != std::string_view::npos; };
  if (has("entity_number") && has("programs") && has("name") && has("source")) return true;
  const size_t digits = line.find_first_not_of("0123456789");
  if (digits == 0 || digits == std::string_view::npos || digits > 9 ||
      std::string_view(",|@ ").find(line[digits]) == std::string_view::npos)
    return false;
  size_t empty = 0;
  for (size_t at = line.find("-0-"); at != std::string_view::npos; at = line.find("-0-", at + 3)) ++empty;
  return empty >= 4 || (empty >= 1 && (has("aka") || has("fka") || has("nka")));
}

bool IsJson(std::string_view start) {
  if (start.empty() || (start[0] != '{' && start[0] != '[')) return false;
  return WhyNoProse(start) == "json";
}

// A text without a mark of HTML near its beginning: prose, or what it is instead.
std::string_view TextForm(std::string_view bytes) {
  const std::string_view start = SkipBlank(bytes);
  const std::string_view first = start.substr(0, start.find('\n'));
  if (first.find("cveID") != std::string_view::npos && first.find("vendorProject") != std::string_view::npos)
    return "kev";
  if (IsPartyList(first)) return "list";
  const std::string_view other = WhyNoProse(start);
  return other.empty() ? "text" : other;
}

// A text that begins with markup which is not HTML's; "" when HTML or a plain text may be it.
std::string_view MarkupForm(std::string_view start, std::string_view type) {
  if (start.starts_with("<?php")) return "script";
  if (const std::string_view machine = MachineFileKind(start, ""); !machine.empty()) return machine;
  std::string_view root;
  RootTag(start.substr(0, kMostBytes), root);
  if (EqualsNoCase(root, "html")) return "html";
  if (EqualsNoCase(root, "svg")) return "image";
  bool document = false;
  for (const DocumentRoot& known : kDocumentRoots) {
    if (!EqualsNoCase(root, known.root)) continue;
    document = true;
    const std::string_view tail = start.substr(start.size() - std::min(start.size(), kMostBytes));
    for (const std::string_view part : {start.substr(0, kMostBytes), tail})
      if (part.find(known.sign) != std::string_view::npos) return known.form;
  }
  const bool xml = start.starts_with("<?xml") || type == "application/xml" || type == "text/xml" ||
                   (type.ends_with("+xml") && type != "application/xhtml+xml");
  if (!xml && !document) return "";
  const bool html_parts = root.empty() || document || EqualsNoCase(root, "div") || EqualsNoCase(root, "article") ||
                          EqualsNoCase(root, "body") || EqualsNoCase(root, "p");
  return html_parts && LooksLikeHtml(start) ? "html" : "xml";
}

std::string_view StatedForm(std::string_view type) {
  for (const auto& [beginning, form] : kStated)
    if (type.starts_with(beginning)) return form;
  return type.ends_with("+json") ? "json" : "";
}

std::string_view BinaryForm(std::string_view bytes) {
  for (const Magic& magic : kMagics)
    if (bytes.size() > magic.offset && bytes.substr(magic.offset).starts_with(magic.bytes)) return magic.form;
  if (bytes.starts_with("PK\3\4")) return ZipForm(bytes);
  // Some writers put a line before the mark (ISO 32000, annex H.3.4.1).
  return bytes.substr(0, 1024).find("%PDF-1.") != std::string_view::npos && bytes.find('\0') != std::string_view::npos
             ? "pdf"
             : "";
}

bool IsUtf16Text(std::string_view bytes) { return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"); }

std::string_view FormIdOf(std::string_view bytes, std::string_view content_type) {
  const std::string type = MediaTypeOf(content_type);
  if (const std::string_view binary = BinaryForm(bytes); !binary.empty()) return binary;
  const std::string_view start = SkipBlank(bytes);
  if (IsJson(start)) return JsonForm(bytes);
  if (start.starts_with('<')) {
    if (const std::string_view markup = MarkupForm(start, type); !markup.empty()) return markup;
    const bool html = LooksLikeHtml(start) && ReadMarkup(start.substr(0, 2048), 0).kind != Markup::Kind::kText;
    if (html && type != "text/plain") return "html";
  }
  if (const std::string_view stated = StatedForm(type); !stated.empty() && !start.empty())
    return stated == "csv" && (TextForm(bytes) == "kev" || TextForm(bytes) == "list") ? TextForm(bytes) : stated;
  if (!start.starts_with('<')) {
    if (const std::string_view beginning = FormOfBeginning(start); !beginning.empty()) return beginning;
  }
  const bool html_type = type == "text/html" || type == "application/xhtml+xml";
  if (IsUtf16Text(bytes)) return type == "text/plain" ? "text" : "html";
  if (type != "text/plain" && LooksLikeHtml(bytes)) return "html";
  if (start.empty()) return html_type ? "html" : "text";
  const std::string_view text = TextForm(bytes);
  return text == "text" && html_type ? "html" : text;
}

}  // namespace

bool LooksLikeHtml(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const size_t first = bytes.find_first_not_of(" \t\r\n\f");
  if (first != std::string_view::npos && bytes[first] == '<' &&
      ReadMarkup(bytes.substr(0, first + 2048), first).kind == Markup::Kind::kStartTag)
    return true;
  bytes = bytes.substr(0, 2048);
  for (size_t at = bytes.find('<'); at != std::string_view::npos; at = bytes.find('<', at + 1)) {
    const std::string_view rest = bytes.substr(at + 1);
    for (const std::string_view mark : kHtmlMarks) {
      if (rest.size() > mark.size() && EqualsNoCase(rest.substr(0, mark.size()), mark)) return true;
    }
  }
  return false;
}

const Form& FormById(std::string_view id) {
  for (const Form& form : kForms)
    if (form.id == id) return form;
  return kForms[0];
}

const Form* FormByName(std::string_view one) {
  for (const Form& form : kForms)
    if (form.one == one) return &form;
  return nullptr;
}

const Form& FormOf(std::string_view bytes, std::string_view content_type) {
  const Form& form = FormById(FormIdOf(bytes, content_type));
  // A text with many bytes that no text has is none.
  if (form.id != "text" || IsUtf16Text(bytes)) return form;
  const std::string_view head = bytes.substr(0, kMostBytes);
  const auto controls = static_cast<size_t>(std::count_if(head.begin(), head.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 32 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v' && c != '\b' && byte != 27;
  }));
  const bool binary = head.find('\0') != std::string_view::npos || controls * 50 > head.size();
  return binary ? FormById("unknown") : form;
}

}  // namespace dossier::corpus
