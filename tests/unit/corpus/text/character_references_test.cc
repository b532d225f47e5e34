#include "corpus/text/character_references.h"

#include <gtest/gtest.h>

namespace dossier {
namespace {

struct Case {
  const char* in;
  const char* text;
  const char* attribute;
};

TEST(CharacterReferences, DecodesAsTheStandardSays) {
  const Case cases[] = {
      {"a &amp; b", "a & b", "a & b"},
      {"&lt;p&gt;", "<p>", "<p>"},
      {"&AMP", "&", "&"},
      {"x&ampy", "x&y", "x&ampy"},
      {"&notit;", "\xC2\xACit;", "&notit;"},
      {"&notin;", "\xE2\x88\x89", "\xE2\x88\x89"},
      {"?a=1&copy=2", "?a=1\xC2\xA9=2", "?a=1&copy=2"},
      {"&eacute;", "\xC3\xA9", "\xC3\xA9"},
      {"&acE;", "\xE2\x88\xBE\xCC\xB3", "\xE2\x88\xBE\xCC\xB3"},
      {"&CounterClockwiseContourIntegral;", "\xE2\x88\xB3", "\xE2\x88\xB3"},
      {"&#8217;&#x2019;&#X2019", "\xE2\x80\x99\xE2\x80\x99\xE2\x80\x99", "\xE2\x80\x99\xE2\x80\x99\xE2\x80\x99"},
      {"&#150;", "\xE2\x80\x93", "\xE2\x80\x93"},
      {"&#0;&#xD800;&#x110000;&#99999999999;", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD",
       "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"&#;&#x;&;& &unknown;", "&#;&#x;&;& &unknown;", "&#;&#x;&;& &unknown;"},
      {"AT&T", "AT&T", "AT&T"},
      {"&", "&", "&"},
      {"&#", "&#", "&#"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(DecodeCharacterReferences(c.in), c.text) << c.in;
    EXPECT_EQ(DecodeCharacterReferences(c.in, ReferenceContext::kAttribute), c.attribute) << c.in;
  }
}

TEST(CharacterReferences, ReportsHowManyBytesItTook) {
  std::string out;
  EXPECT_EQ(DecodeCharacterReference("a&nbsp;b", 1, ReferenceContext::kText, out), 6u);
  EXPECT_EQ(out, "\xC2\xA0");
  EXPECT_EQ(DecodeCharacterReference("a&b", 1, ReferenceContext::kText, out), 0u);
  EXPECT_EQ(out, "\xC2\xA0");
}

}  // namespace
}  // namespace dossier
