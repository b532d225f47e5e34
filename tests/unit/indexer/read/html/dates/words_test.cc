#include "indexer/read/html/dates/words.h"

#include <gtest/gtest.h>

namespace dossier::indexer {
namespace {

struct Case {
  const char* before;
  const char* after;
  DateLabel label;
};

TEST(HtmlDateWords, LabelsInManyLanguages) {
  const Case cases[] = {
      {"Published ", "", DateLabel::kPublished},
      {"Original release date: ", "", DateLabel::kPublished},
      {"Last updated ", "", DateLabel::kModified},
      {"Published 1 May, updated ", "", DateLabel::kModified},
      {"Last updated 4 June, originally created ", "", DateLabel::kPublished},
      {"Veröffentlicht am ", "", DateLabel::kPublished},
      {"Publicerad: ", "", DateLabel::kPublished},
      {"Senast uppdaterad: ", "", DateLabel::kModified},
      {"(Re)Published: ", "", DateLabel::kPublished},
      {"Last edit: ", "", DateLabel::kModified},
      {"", " | Originally published", DateLabel::kPublished},
      {"", " | Latest version", DateLabel::kModified},
      {"Erschienen am: ", "", DateLabel::kPublished},
      {"Post time: ", "", DateLabel::kPublished},
      {"Julkaistu ", " klo 13.05", DateLabel::kPublished},
      {"發布日期：", "", DateLabel::kPublished},
      {"更新日：", "", DateLabel::kModified},
      {"최종수정 ", "", DateLabel::kModified},
      {"تاريخ النشر: ", "", DateLabel::kPublished},
      {"Diese Seite wurde zuletzt am ", " um 13:22 Uhr geändert.", DateLabel::kModified},
      {"Dieser Beitrag wurde am ", " veröffentlicht", DateLabel::kPublished},
      {"", ". Updated: December 7, 2025", DateLabel::kNone},
      {"until ", " at the latest", DateLabel::kNone},
  };
  for (const Case& c : cases) EXPECT_EQ(LabelOfDate(c.before, c.after), c.label) << c.before << "|" << c.after;
}

TEST(HtmlDateWords, WordsBetweenTwoDates) {
  EXPECT_TRUE(StartsAsModified("Updated: "));
  EXPECT_TRUE(StartsAsModified("at 9:12 - zuletzt aktualisiert am "));
  EXPECT_FALSE(StartsAsModified("to "));
  EXPECT_FALSE(StartsAsModified("updated, and published "));
}

TEST(HtmlDateWords, Bylines) {
  for (const char* line : {"By Jane Doe", "Von Jana Muster", "Jane Doe · 4 min read", "Lesezeit: 3 Minuten"})
    EXPECT_TRUE(SaysByline(line)) << line;
  for (const char* line : {"Byron Bay opens again", "Bystanders were evacuated", "August 4, 2018"})
    EXPECT_FALSE(SaysByline(line)) << line;
}

TEST(HtmlDateWords, ClassesAndMetaNames) {
  EXPECT_EQ(LabelOfNames("ArticlePage-datePublished d-inline"), DateLabel::kPublished);
  EXPECT_EQ(LabelOfNames("dateModified"), DateLabel::kModified);
  EXPECT_EQ(LabelOfNames("byline"), DateLabel::kNone);
  EXPECT_EQ(DateMetaOf("article:published_time"), DateMeta::kPublished);
  EXPECT_EQ(DateMetaOf("og:updated_time"), DateMeta::kModified);
  EXPECT_EQ(DateMetaOf("viewport"), DateMeta::kNone);
}

}  // namespace
}  // namespace dossier::indexer
