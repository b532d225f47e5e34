// The gates between stored bytes and what reads them: one function for each kind of sink, and no other way there.
// Titles, names and addresses come from pages: they may hold control characters, marks of the target's syntax,
// formulas. Words are never lost: what a sink must not act on is escaped so that a person sees it, or a program reads
// it back.
//
//   terminal and JSON   Printable       (Print, Tell, Note and Report apply it to all that a verb writes; nothing else
//                                    writes to stdout or stderr, which tests/check_layers.py holds)
//   CSV                 CsvCell
//   Markdown            MarkdownText, MarkdownAddress
//   HTML, XML, docx     EscapeMarkup
//   BibTeX, RIS         query/cite
//
// Input is UTF-8 or bytes (ill-formed parts become U+FFFD). All functions are pure and thread safe.
#pragma once

#include <string>
#include <string_view>

namespace dossier {

// What a terminal would act on and no text needs: C0 without tab and line feed, DEL, C1, bidirectional overrides,
// embeddings and isolates (UAX #9), tags (U+E0000 to
// U+E007F, letters that nobody sees), and noncharacters.
bool IsActing(char32_t code_point);

// Such characters as \u001b: seen by people, and in JSON the same string (RFC 8259, section 7).
std::string Printable(std::string_view text);

// One line for people: white space collapsed, cut after `most` code points with "..." and how many there were.
std::string ShownLine(std::string_view text, size_t most = 400);
// An address for people and for exports: without user name and password (RFC 3986, section 3.2.1).
std::string WithoutUserinfo(std::string_view url);

// The address with a text fragment "#:~:text=..."; one that it has already stays before it (WICG text fragments, 3.3).
std::string WithTextFragment(std::string_view url, std::string_view fragment);

// A cell of RFC 4180. One that a spreadsheet would take for a formula (= + - @, tab, return) gets an apostrophe before
// it, unless it is a number.
std::string CsvCell(std::string_view text);

// Text in a paragraph or a table's cell of CommonMark with tables: nothing in it is a mark, it is one line, and what
// acts on a display is dropped.
std::string MarkdownText(std::string_view text);
// An address between ( ) of a link or standing alone; empty unless it is http or https, and when it is longer than
// 4,000 bytes: cut, it would lead elsewhere.
std::string MarkdownAddress(std::string_view url);
// Text in which addresses stand and are to stay links.
std::string MarkdownLine(std::string_view text);

// Element content, and attributes with double quotes. What XML 1.0 cannot hold (section 2.2), C1 and bidirectional
// overrides are dropped.
std::string EscapeMarkup(std::string_view text);

}  // namespace dossier
