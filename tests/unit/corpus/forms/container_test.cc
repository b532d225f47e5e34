#include "corpus/forms/container.h"

#include <gtest/gtest.h>
#include <zip.h>

#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "corpus/forms/message.h"
#include "corpus/forms/mime.h"
#include "corpus/forms/zip_member.h"
#include "tests/support/temp_dir.h"

namespace dossier::corpus {
namespace {

std::string ZipOf(const std::vector<std::pair<std::string, std::string>>& files) {
  testing::TempDir dir;
  const std::string path = dir / "x.zip";
  int code = 0;
  zip_t* zip = zip_open(path.c_str(), ZIP_CREATE, &code);
  for (const auto& [name, bytes] : files)
    zip_file_add(zip, name.c_str(), zip_source_buffer(zip, bytes.data(), bytes.size(), 0), 0);
  EXPECT_EQ(zip_close(zip), 0);
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(Message, WhenPartsAndCodingsAreStated_ThenItsOwnWordsAreTheText) {
  const auto opened =
      OpenContainer("email/1",
                    "From: =?utf-8?Q?J=C3=B6rg_Weber?= <j@vendor.example>\r\n"
                    "Subject: [announce] =?iso-8859-1?Q?L=FCcke?=\r\n in routers\r\n"
                    "Date: Tue, 5 Jun 2018 16:00:00 -0400 (EDT)\r\n"
                    "Message-ID: <1@vendor.example>\r\nMIME-Version: 1.0\r\n"
                    "Archived-At: <https://lists.example/m/1>\r\n"
                    "Content-Type: multipart/mixed; boundary=\"a b\"\r\n\r\npreamble\r\n"
                    "--a b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n"
                    "--c\r\nContent-Type: text/plain; charset=iso-8859-1\r\n"
                    "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
                    "The ministry pr=FCfte the r=\r\nouters.\r\n"
                    "--c\r\nContent-Type: text/html\r\n\r\n<p>The same</p>\r\n--c--\r\n"
                    "--a b\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                    "JVBERi0=\r\n--a b--\r\nepilogue\r\n");
  ASSERT_TRUE(opened) << opened.error().message;
  EXPECT_EQ(opened->bytes,
            "The ministry pr\xC3\xBC"
            "fte the routers.\n");
  EXPECT_EQ(opened->content_type, "text/plain; charset=utf-8");
  EXPECT_EQ(opened->title,
            "[announce] L\xC3\xBC"
            "cke in routers");
  EXPECT_EQ(opened->author, "J\xC3\xB6rg Weber");
  EXPECT_EQ(opened->published, "2018-06-05T16:00:00-04:00");
  EXPECT_EQ(opened->url, "https://lists.example/m/1");
  EXPECT_EQ(opened->attachments, 1u);
}

TEST(Message, WhenItQuotesAndSigns_ThenOnlyTheAuthorsWordsStay) {
  const Message message = ReadMessage(
      "From: ann@example.org (Ann Bell)\nMessage-ID: <2@x>\n\n"
      "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nWe fixed it.\n- - a dash\n\n"
      "On Tue, 5 Jun 2018, Carl Dean wrote:\n> It is broken.\n> Badly.\n\nIt was not.\n"
      "-----BEGIN PGP SIGNATURE-----\n\nabc\n-----END PGP SIGNATURE-----\n-- \nAnn Bell\nPhone 1\n");
  EXPECT_EQ(message.author, "Ann Bell");
  EXPECT_EQ(message.body, "We fixed it.\n- a dash\n\n\n\nIt was not.\n");
}

TEST(Message, WhenOnlyHtmlIsThere_ThenThatIsRead) {
  const Message message = ReadMessage(
      "Subject: x\nContent-Type: text/html; charset=utf-8\n"
      "Content-Transfer-Encoding: base64\n\nPHA+SGVsbG88L3A+\n");
  EXPECT_TRUE(message.html);
  EXPECT_EQ(message.body, "<p>Hello</p>");
}

TEST(Message, WhenDatesHaveOldForms_ThenNothingIsGuessed) {
  const auto stated = [](const char* text) {
    const auto date = ParseMimeDate(text);
    return date ? date->stated : std::string("none");
  };
  EXPECT_EQ(stated("5 Jun 18 16:00 EST"), "2018-06-05T16:00:00-05:00");
  EXPECT_EQ(stated("Tue, 5 Jun 2018 16:00:00"), "2018-06-05");
  EXPECT_EQ(stated("Tue, 5 Jun 2018 16:00:00 XST"), "2018-06-05");
  EXPECT_EQ(stated("Thu Dec 16 2021 18:30:54 GMT+0200 (x)"), "2021-12-16T18:30:54+02:00");
  EXPECT_EQ(stated("Tue, 35 Jun 2018 16:00:00 +0000"), "none");
  EXPECT_EQ(stated("yesterday"), "none");
}

TEST(Message, WhenABoxHoldsMessages_ThenEachIsTaken) {
  const auto messages = SplitMailBox(
      "From a@x Tue Jun  5 16:00:00 2018\nSubject: one\n\nText\n>From here on\n\nFrom b@x Tue Jun  5 17:00:00 2018\n"
      "Subject: two\n\nNot from:\nFrom is a word\n");
  ASSERT_EQ(messages.size(), 2u);
  EXPECT_EQ(messages[0], "Subject: one\n\nText\nFrom here on\n\n");
  EXPECT_EQ(messages[1], "Subject: two\n\nNot from:\nFrom is a word\n");
  EXPECT_TRUE(SplitMailBox("Subject: none\n\n").empty());
}

TEST(Message, WhenItIsHostile_ThenItEnds) {
  std::string deep;
  for (int i = 0; i < 200; ++i)
    deep += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\n\n--b" + std::to_string(i) + "\n";
  EXPECT_TRUE(ReadMessage(deep + "\nwords").body.empty());
  for (const char* bytes : {"", "\n", ":", "From ", "From: \nContent-Type: multipart/mixed; boundary=\n\n--\n",
                            "Subject: =?utf-8?Q?=?=\n\n=", "Content-Type: text/plain; charset\n\n"})
    ReadMessage(bytes);
}

TEST(Office, WhenAWordDocumentIsOpened_ThenWhatStandsInItIsTheText) {
  const std::string document =
      "<?xml version=\"1.0\"?><w:document><w:body>"
      "<w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr><w:r><w:t>Memorandum</w:t></w:r></w:p>"
      "<w:p/><w:p><w:r><w:t xml:space=\"preserve\">The board </w:t></w:r><w:del><w:r><w:t>never</w:t></w:r></w:del>"
      "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>bars Acme &amp; Co.</w:t><w:br/>"
      "<w:t>It said so.</w:t></w:r></w:p>"
      "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/></w:numPr></w:pPr><w:r><w:t>First</w:t></w:r></w:p>"
      "</w:body></w:document>";
  const std::string notes =
      "<w:footnotes><w:footnote><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>";
  const std::string bytes = ZipOf({{"word/document.xml", document}, {"word/footnotes.xml", notes}});
  const auto opened = OpenContainer("docx/1", bytes);
  ASSERT_TRUE(opened) << opened.error().message;
  EXPECT_EQ(opened->bytes, "# Memorandum\n\nThe board bars Acme & Co. It said so.\n\n- First\n\nA note.");
  EXPECT_EQ(*BytesOfText("docx/1 text/3", bytes), opened->bytes);
  EXPECT_EQ(*BytesOfText("html/3", bytes), bytes);
  EXPECT_FALSE(BytesOfText("docx/99 text/3", bytes));
}

TEST(Office, WhenAnOpenDocumentTextIsOpened_ThenWhatStandsInItIsTheText) {
  const std::string content =
      "<office:document-content><office:automatic-styles><style:style style:name=\"P1\" "
      "style:parent-style-name=\"Heading_20_2\"/></office:automatic-styles><office:body><office:text>"
      "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>"
      "<text:h text:outline-level=\"1\">Memorandum</text:h>"
      "<text:p text:style-name=\"P1\">Why</text:p>"
      "<text:p>The board<text:s text:c=\"2\"/>bars Acme<text:note><text:note-citation>1</text:note-citation>"
      "<text:note-body><text:p>A note.</text:p></text:note-body></text:note> &#38; Co.</text:p>"
      "<text:list><text:list-item><text:p>First</text:p></text:list-item></text:list>"
      "</office:text></office:body></office:document-content>";
  const auto opened = OpenContainer("odt/1", ZipOf({{"content.xml", content}}));
  ASSERT_TRUE(opened) << opened.error().message;
  EXPECT_EQ(opened->bytes, "# Memorandum\n\n## Why\n\nThe board bars Acme & Co.\n\n- First\n\nA note.");
}

TEST(Office, WhenTheFileIsDamaged_ThenThatIsAnError) {
  EXPECT_FALSE(OpenContainer("docx/1", "PK\3\4...."));
  EXPECT_FALSE(OpenContainer("docx/1", ZipOf({{"content.xml", "<a/>"}})));
  EXPECT_FALSE(OpenContainer("odt/1", ""));
  EXPECT_FALSE(ReadZipMember(ZipOf({{"a", std::string(1000, 'x')}}), "a", 999));
}

TEST(Container, WhenAReaderNamesAnEntryOfAList_ThenItsWordsAreNoRule) {
  for (const char* reader : {"list/1#Roe and Sons", "list/1#7", "kev/1#docx/1 text/3", "html/4"}) {
    const auto bytes = BytesOfText(reader, "the bytes");
    ASSERT_TRUE(bytes.has_value()) << reader;
    EXPECT_EQ(*bytes, "the bytes") << reader;
  }
  EXPECT_FALSE(BytesOfText("later/9 list/1#7", "the bytes").has_value());
}

}  // namespace
}  // namespace dossier::corpus
