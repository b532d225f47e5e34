#include "indexer/read/bill.h"

#include <gmock/gmock.h>

#include "tests/support/read_record.h"

namespace dossier::indexer {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Bill, WhenCommitteeStruckAPart_ThenTheTextIsWhatIsSaidNow) {
  const ReadDocument read = ReadRecord(R"(<?xml version="1.0"?><resolution xmlns="http://schemas.gpo.gov/xml/uslm">
<meta><citableAs>116sres7rs</citableAs><citableAs>116 S. Res. 7 RS</citableAs>
<docStage>Reported in Senate</docStage></meta>
<preface><action><date date="2019-03-28">March 28, 2019</date></action>
<action><date>July 9, 2019</date></action></preface>
<main><longTitle><officialTitle>On radios.</officialTitle></longTitle><preamble>
<recital changed="deleted">Whereas Acme was trusted;</recital>
<recital changed="added">Whereas Acme was banned;</recital>
</preamble><section><num>1. </num><p>That the Senate agrees.</p></section></main></resolution>)");
  EXPECT_EQ(read.structured->tracking_id, "116 S. Res. 7");
  EXPECT_EQ(read.structured->version, "RS");
  EXPECT_EQ(read.structured->initial, "2019-03-28");
  EXPECT_EQ(read.published.value, "2019-07-09");
  EXPECT_THAT(read.text.text, HasSubstr("Whereas Acme was banned;"));
  EXPECT_THAT(read.text.text, Not(HasSubstr("trusted")));
  EXPECT_THAT(read.text.text, HasSubstr("That the Senate agrees."));
}

TEST(Bill, WhenBillIsOfTheOlderForm_ThenNumberAndTitleAreRead) {
  const ReadDocument read = ReadRecord(R"(<?xml version="1.0"?><!DOCTYPE bill PUBLIC "-//US Congress//DTDs/bill.dtd//EN"
 "bill.dtd"><bill bill-stage="Introduced-in-House"><form><congress>115th CONGRESS</congress>
<legis-num>H. R. 4747</legis-num>
<action><action-date date="20180109">January 9, 2018</action-date></action>
<official-title>To prohibit radios.</official-title>
</form><legis-body><section><enum>1.</enum><text>No agency may buy radios of Acme.</text></section></legis-body>
</bill>)");
  EXPECT_EQ(read.structured->tracking_id, "115 H. R. 4747");
  EXPECT_EQ(read.structured->title, "To prohibit radios.");
  EXPECT_EQ(read.structured->status, "introduced-in-house");
  EXPECT_THAT(read.text.text, HasSubstr("No agency may buy radios of Acme."));
}

}  // namespace
}  // namespace dossier::indexer
