#include "corpus/gate/form.h"

#include <gtest/gtest.h>

#include <string>
#include <tuple>
#include <vector>

#include "corpus/gate/prose.h"

namespace dossier::corpus {
namespace {

using std::string_literals::operator""s;

const std::string kProse =
    "The ministry said on Tuesday that it had taken all routers of the firm out of its offices.\n\n"
    "A spokesman added (see annex 3; section 2.1) that nobody had asked for it, and that the costs were low.\n";

// The head of the first file in a zip.
std::string ZipHead(const std::string& name) {
  return "PK\3\4" + std::string(22, '\1') + std::string(1, static_cast<char>(name.size())) + "\0\0\0"s + name;
}

TEST(Form, WhenBytesAreKnown_ThenTheyDecideBeforeWhatIsStated) {
  const std::vector<std::tuple<std::string, std::string, std::string>> cases = {
      {"%PDF-1.7\n...", "text/html", "pdf"},
      {"\x89PNG\r\n\x1A\n....", "text/plain", "image"},
      {"GIF89a....", "", "image"},
      {"wOF2....", "application/octet-stream", "font"},
      {ZipHead("[Content_Types].xml") + "....word/document.xml", "", "docx"},
      {ZipHead("[Content_Types].xml") + "....xl/workbook.xml", "", "office"},
      {ZipHead("mimetype") + "application/vnd.oasis.opendocument.text", "", "odt"},
      {ZipHead("note.odt") + ZipHead("mimetype") + "application/vnd.oasis.opendocument.text", "", "zip"},
      {ZipHead("memo.docx") + ZipHead("[Content_Types].xml") + "word/document.xml", "", "zip"},
      {"PK\3\4....readme", "", "zip"},
      {"\x1F\x8B\x08....", "text/html", "packed"},
      {R"({"document": {"csaf_version": "2.0"}})", "text/plain", "csaf"},
      {R"({"title": "x", "catalogVersion": "1", "vulnerabilities": []})", "application/json", "kev"},
      {R"({"dataType": "CVE_RECORD", "cveMetadata": {}})", "text/html", "cve"},
      {R"([{"text": "The ministry banned the firm."}])", "text/html", "json"},
      {"<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"><text>a</text></svg>", "text/html", "image"},
      {"<?xml version=\"1.0\"?><catalog><p>a</p></catalog>", "application/xml", "xml"},
      {"<rss version=\"2.0\"></rss>", "text/html", "feed"},
      {"<!DOCTYPE html><p>a</p>", "application/javascript", "html"},
      {"<html><body>" + kProse + "</body></html>", "image/png", "html"},
      {"WARC/1.0\r\nWARC-Type: warcinfo\r\n", "", "warc"},
      {"filedesc://a.arc 0.0.0.0 20010101000000 text/plain 76\n", "text/plain", "arc"},
  };
  for (const auto& [bytes, type, form] : cases) EXPECT_EQ(FormOf(bytes, type).id, form) << bytes << " as " << type;
}

TEST(Form, WhenAPartOfAPageIsStated_ThenItIsNoDocument) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"text/javascript", "script"},
      {"application/javascript; charset=utf-8", "script"},
      {"text/css", "style"},
      {"image/vnd.microsoft.icon", "image"},
      {"font/woff", "font"},
      {"application/json", "json"},
      {"application/ld+json", "json"},
      {"application/manifest+json", "json"},
      {"video/mp2t", "media"},
      {"text/csv", "csv"},
      {"application/pgp-signature", "key"},
  };
  for (const auto& [type, form] : cases) EXPECT_EQ(FormOf(kProse, type).id, form) << type;
}

TEST(Form, WhenAPageOrProseCome_ThenAReaderGetsThem) {
  EXPECT_EQ(FormOf(kProse, "text/plain").id, "text");
  EXPECT_EQ(FormOf(kProse, "").id, "text");
  EXPECT_EQ(FormOf(kProse, "text/html").id, "html");
  EXPECT_EQ(FormOf("Words <p>" + kProse, "").id, "html");
  EXPECT_EQ(FormOf("We compared <div> and <p>.\n" + kProse, "text/plain").id, "text");
  EXPECT_EQ(FormOf("", "").id, "text");
  EXPECT_EQ(FormOf("\xFF\xFEw\0o\0r\0d\0"s, "").id, "html");
  EXPECT_EQ(FormOf("[Update] " + kProse, "text/plain").id, "text");
}

TEST(Form, WhenNulBytesStandInAText_ThenItIsNone) { EXPECT_EQ(FormOf("word\0word"s, "text/plain").id, "unknown"); }

TEST(Prose, WhenLinesAreWrittenForPrograms_ThenTheirFormIsNamed) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"kind: Config\nmetadata:\n  name: acme-ban\nspec:\n  - image: acme/crawler\n", "data"},
      {"[general]\nname = Acme\nstatus = banned\n", "data"},
      {"app.name=Acme\napp.status=The ministry banned the firm on Monday\nport=80\n", "data"},
      {"2024-01-02T10:00:00Z INFO fetched the page of Acme\n2024-01-02 10:00:01 WARN the ministry waits\n", "data"},
      {"10.0.0.1 - - [10/Oct/2023:13:55:36 +0000] \"GET /acme.html HTTP/1.1\" 200 2326\n", "data"},
      {"CDX N b a m s\norg,example)/acme 20180804164900 https://example.org/acme text/html 200 ABC\n", "data"},
      {"org,example)/acme 20180804164900 {\"url\": \"https://example.org/acme\"}\n", "data"},
      {"HTTP/1.1 200 OK\r\nServer: x\r\n\r\nThe ministry banned the firm.", "data"},
      {"GET /acme HTTP/1.1\r\nHost: example.org\r\n\r\n", "data"},
      {")]}',\n{\"text\": \"The ministry banned the firm.\"}", "json"},
      {"for(;;);{\"text\": \"The ministry banned the firm.\"}", "json"},
      {"back.call({\"text\": \"The ministry banned the firm.\", \"n\": 1});\n", "json"},
      {"[\n  1,\n  \"The ministry banned the firm.\"\n]", "json"},
      {"0:[\"$\",\"div\",null,{\"children\":\"The ministry banned the firm\"}]\n", "data"},
      {"data:text/html;base64,VGhlIG1pbmlzdHJ5", "base64"},
      {"vendor,status\nAcme,banned\nUmbra,banned\nNimbus,allowed\n", "csv"},
      {"d41d8cd98f00b204e9800998ecf8427e  acme.json\n", "key"},
      {"1\n00:00:01,000 --> 00:00:04,000\nThe ministry banned it.\n\n2\n00:00:05,000 --> 00:00:08,000\nIt did.\n",
       "media"},
      {"diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-The ministry banned it.\n", "script"},
      {".note { color: red; }\n.acme-ban { display: none; }\n", "script"},
      {"from crawler import fetch\n\ndef main():\n    fetch(\"acme\")\n\nif __name__ == \"__main__\":\n    main()\n",
       "script"},
      {"VGhlIG1pbmlzdHJ5IGJhbm5lZCB0aGUgZmlybSBvbiBNb25kYXkgMTIzNDU2Nzg5MA==\n", "data"},
  };
  for (const auto& [text, form] : cases) EXPECT_EQ(FormOf(text, "text/plain").id, form) << text;
}

TEST(Prose, WhenSentencesStandBetweenWhatProgramsWrite_ThenItIsATextStill) {
  std::string sums;
  for (int i = 0; i < 50; ++i) sums += "d41d8cd98f00b204e9800998ecf8427e acme-" + std::to_string(i) + ".exe\n";
  for (const std::string& text : {
           kProse + sums + kProse,
           "TO: All offices\nFROM: The minister\nDATE: 5 June 2018\nSUBJECT: Routers\n\n" + kProse,
           std::string(
               "1. The ministry, the board and the court banned the firm.\n2. Nobody, it seems, was surprised.\n"),
           std::string(
               "Import rules change on Monday.\nReturn your phones to the office;\nlet us note that var is a word.\n"),
           std::string("The minister of the north, Ann Bell, speaks on the ban\n\nThe minister, Ann Bell, said:\n\n") +
               "It was late, and it was, all told, needed.\n\nMore follows, she said, on Monday.\n",
           std::string(
               "[1] A note on the ban of Acme, https://example.org/a\n\nThe firm said that it had not been told.\n"),
           std::string("Ministry bans Acme\n"),
       })
    EXPECT_EQ(FormOf(text, "text/plain").id, "text") << text;
}

TEST(Prose, WhenATextIsForMachines_ThenItsFormIsNamed) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {R"({"a": "The ministry banned the firm."})", "json"},
      {"<?xml version=\"1.0\"?><a>The ministry banned the firm.</a>", "xml"},
      {"id,vendor,product\n1,Acme,\"Router, large\"\n2,Umbra,Switch\n3,Acme,Hub\n", "csv"},
      {"name\tday\tsum\nAcme\t2020-01-01\t3\nUmbra\t2020-01-02\t4\n", "csv"},
      {"MIME-Version: 1.0\nFrom: a@b.example\nSubject: x\nContent-Type: text/plain\n\n" + kProse, "email"},
      {"From a@b.example Mon Jan  1 00:00:00 2001\nReceived: from x\nMessage-ID: <1@b.example>\n\n" + kProse, "mbox"},
      {"From: <Saved>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\tboundary=\"b\"\n\n--b\n", "mhtml"},
      {"The min=\nistry banned =E2=80=9CAcme=E2=80=9D routers =3D all of them, as they sa=\nid.\n", "quoted-printable"},
      {std::string(76, 'Q') + "\n" + std::string(76, 'z') + "\n", "base64"},
      {"#!/bin/sh\necho The ministry banned the firm.\n", "script"},
      {"function f(a) {\n  var b = a;\n  return b;\n}\nf(1);\n", "script"},
      {"import os\n\ndef f(a):\n    return a\n\nimport sys\n\ndef g(b):\n    return b\n", "script"},
      {"-----BEGIN PGP SIGNATURE-----\n\niQ\n", "key"},
      {"filedesc://x.arc 0.0.0.0 20010101000000 text/plain 76\n", "arc"},
  };
  for (const auto& [text, form] : cases) EXPECT_EQ(WhyNoProse(text), form) << text;
}

TEST(Prose, WhenPeopleWroteIt_ThenItIsProse) {
  const std::vector<std::string> cases = {
      kProse,
      "FOR IMMEDIATE RELEASE\nContact: press office, 555-0100\nSubject: routers\n\n" + kProse,
      "Title: Routers banned\nDate: 2020-01-01\n\n" + kProse,
      "- first, the routers\n- second, the hubs\n- third, the phones\n\n" + kProse,
      "In Rome, Paris, and Bonn, the firm said, little changed.\nIn Oslo, Riga, and Kiev, it said, much did.\n",
      "import duties rise\n\n" + kProse,
      "From Monday on, routers of the firm are banned, the ministry said.\n\n" + kProse,
      "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n" + kProse,
      "CVE-2020-0001 (CVSS 9.8): the firm's routers accept any password; see https://a.example/?id=3&lang=en\n",
  };
  for (const std::string& text : cases) EXPECT_EQ(WhyNoProse(text), "") << text;
}

}  // namespace
}  // namespace dossier::corpus
