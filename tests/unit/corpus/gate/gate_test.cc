#include "corpus/gate/gate.h"

#include <gtest/gtest.h>

namespace dossier::corpus {
namespace {

TEST(Gate, WhenAnAddressIsNoPublishersOwn_ThenItIsAByProduct) {
  for (const char* url : {"https://a.example/", "HTTP://a.example/", "file:///tmp/a.html"})
    EXPECT_EQ(JudgeAddress(url).pass, Pass::kText) << url;
  for (const char* url :
       {"urn:pageinfo:https://a.example/", "urn:view:https://a.example/", "metadata://gnu.org/x", "dns:a.example",
        "whois://whois.example/a", "screenshot:https://a.example/", "javascript:x", "data:text/html,x", ""})
    EXPECT_EQ(JudgeAddress(url).pass, Pass::kAside) << url;
  EXPECT_EQ(JudgeAddress("urn:text:https://a.example/").name, "by-product of the crawler (urn:text)");
  EXPECT_EQ(JudgeAddress("dns:a.example").name, "by-product of the crawler (dns:)");
}

TEST(Gate, WhenAServerAnswers_ThenItsStatusDecides) {
  for (const int status : {0, 200, 203}) EXPECT_EQ(JudgeStatus(status).pass, Pass::kText) << status;
  EXPECT_EQ(JudgeStatus(206).pass, Pass::kPartial);
  EXPECT_EQ(JudgeStatus(304).pass, Pass::kUnchanged);
  for (const int status : {404, 410}) EXPECT_EQ(JudgeStatus(status).pass, Pass::kGone) << status;
  for (const int status : {100, 204, 300, 301, 401, 403, 429, 451, 500, 503})
    EXPECT_EQ(JudgeStatus(status).pass, Pass::kAside) << status;
}

TEST(Gate, WhenACaptureWasCut_ThenItIsPartial) {
  Capture capture;
  capture.url = "https://a.example/";
  capture.http_status = 200;
  EXPECT_EQ(JudgeCapture(capture).pass, Pass::kText);
  capture.truncated = "length";
  EXPECT_EQ(JudgeCapture(capture).pass, Pass::kPartial);
  capture.http_status = 503;
  EXPECT_EQ(OutcomeOf(JudgeCapture(capture)), "aside: answer with status 503");
}

TEST(Gate, WhenOutcomesAreCounted_ThenWhatNoReaderKnowsStandsApart) {
  const LeftAside left = CountLeftAside({{"read", 7},
                                         {"text unchanged", 2},
                                         {"unread: PDF file", 6},
                                         {"unread: KEV catalogue", 1},
                                         {"unreadable: the JSON ends early", 1},
                                         {"aside: image", 3},
                                         {"aside: answer with status 403", 2},
                                         {"gone: 404", 1},
                                         {"feed", 2},
                                         {"block page", 1}});
  EXPECT_EQ(UnreadText(left),
            "6 PDF files, 1 KEV catalogue, 1 file that is broken could not be read (not read by this version)");
  EXPECT_EQ(AsideText(left),
            "left aside: 3 images, 2 answers with status 403, 2 feeds, 1 answer that the page is gone (404), "
            "1 page that blocks readers");
  EXPECT_EQ(CoverageText(left), UnreadText(left) + "; left aside: 3 images, 2 answers with status 403");
  EXPECT_EQ(CoverageText(CountLeftAside({{"read", 7}, {"feed", 1}})), "");
}

TEST(Gate, WhenReadersGaveNoText_ThenFilesAreCalledByTheReason) {
  EXPECT_EQ(UnreadText(CountLeftAside({{"unreadable: PDF file: it holds images and no text (a scan?)", 3},
                                       {"unreadable: PDF file: it is encrypted, and only a password opens it", 1},
                                       {"unreadable: PDF file: it is damaged", 2},
                                       {"unreadable: the JSON ends early", 4}})),
            "4 files that are broken, 3 PDF files of images without text, 2 broken PDF files, 1 encrypted PDF file "
            "could not be read (not read by this version)");
}

TEST(Gate, WhenAFormIsNoted_ThenItsOutcomeNamesIt) {
  EXPECT_EQ(OutcomeOf(FormById("rtf")), "unread: RTF document");
  EXPECT_EQ(OutcomeOf(FormById("style")), "aside: style sheet");
  EXPECT_EQ(OutcomeOf(FormById("feed")), "feed");
  EXPECT_EQ(OutcomeOf(FormById("html")), "");
}

}  // namespace
}  // namespace dossier::corpus
