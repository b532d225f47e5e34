// A place of a page that states a day: where it stands and what it is called there.
#pragma once

#include <cstdint>
#include <string_view>

#include "indexer/read/metadata/stated_date.h"

namespace dossier::indexer {

// Columns of the fitted model by number: new ones go to the end, and a change asks for a new fit.
enum class DateSource : uint8_t {
  kJsonLdPublished,  // of the work that the page is
  kJsonLdModified,
  kJsonLdCreated,
  kJsonLdOther,    // published, of another work on the page
  kMetaPublished,  // article:published_time and its many cousins
  kMetaDate,       // a date without saying of what
  kMetaModified,
  kTimePublished,  // time elements and itemprops that say so
  kTimeModified,
  kTimeNear,  // a time element near the title
  kTimeOther,
  kLinePublished,  // a visible line with a word for published
  kLineModified,
  kLineNear,   // a visible date line near the title
  kLineText,   // a visible date line within the article
  kLineAfter,  // after the article
  kLineOther,
  kDateline,       // the first words of the article: "GENEVA, Aug. 4, 2018 -"
  kScript,         // a published key in a script
  kScriptCreated,  // a created key in a script, or trackback data
  kUrl,
  kImageUrl,        // of the picture that stands for the page
  kMetaText,        // in the page's description
  kAsidePublished,  // called the day of publication, but in a sidebar or a teaser
  kAside,           // in a sidebar or the page's frame
  kTeaser,          // beside a link to another page
  kComment,
  kSwapped,  // 4/8/2018 read the other way round
};
inline constexpr int kDateSources = 28;
std::string_view DateSourceName(DateSource source);

// A plain value; several candidates may state one day, which is what makes it likely.
struct DateCandidate {
  StatedDate date;
  DateSource source = DateSource::kLineOther;
  int from_title = 1000;  // blocks after the title's block; negative before it
  uint32_t form = 0;      // elements of one tag and class have one form; 0: no element
  bool named = false;     // the element's class calls it a date
  bool alone = false;     // its line holds little else
  bool in_text = false;   // among other words of the article, or in a caption
  bool byline = false;    // beside the author's name or the minutes it takes to read
};

}  // namespace dossier::indexer
