// What class names, ids and roles say about an element ("related-posts", "articleBody", "share_bar"), as bits.
// Names are split into words at case changes and separators, so that "nav" is not seen in "unavailable".
#pragma once

#include <cstdint>
#include <string_view>

namespace dossier::indexer {

enum class ClassWord : uint8_t {
  kArticle,    // article, story, post, entry
  kBody,       // body, content, text, main
  kParagraph,  // paragraph, para, graf
  kComment,
  kRelated,  // related, more, recommended, popular, trending
  kPromo,    // promo, ad, sponsor, newsletter, subscribe, signup, cta
  kShare,    // share, social
  kNav,      // nav, menu, breadcrumb, pagination, skip
  kFooter,
  kHeader,
  kSidebar,  // sidebar, aside, rail, secondary, complementary
  kAuthor,   // author, byline, bio, contributor
  kCaption,  // caption, credit, photo, image, media, gallery
  kTags,     // tags, topics, categories, keywords
  kDate,     // date, time, published, timestamp
  kMeta,     // meta, info, details
  kTitle,    // title, headline, heading
  kLead,     // lead, dek, summary, intro, standfirst, excerpt, description
  kHidden,   // hidden, modal, popup, cookie, consent, overlay, tooltip
  kVideo,    // video, player, audio
  kTeaser,   // teaser, card, list, item, grid, feed
  kQuote,    // quote, pullquote, blockquote
  kToc,      // toc, contents, jump
  kWidget,   // widget, embed, module, block, box
  kPaywall,  // paywall, login, register, premium
  kNote,     // disclaimer, correction, copyright, footnote, note, source
  kPrint,    // print, tools, utility, toolbar
  kRating,   // rating, review, score, poll, quiz
};
inline constexpr int kClassWordCount = 28;

using ClassWords = uint32_t;
constexpr ClassWords BitOf(ClassWord word) { return ClassWords{1} << static_cast<int>(word); }
constexpr bool Has(ClassWords words, ClassWord word) { return (words & BitOf(word)) != 0; }
std::string_view ClassWordName(ClassWord word);

// The bits of one attribute value (class, id, role, itemprop, ...).
// English names, as nearly all of the web writes them. 0 for names that say nothing, which are most. Linear; thread
// safe.
ClassWords ClassWordsOf(std::string_view value);

}  // namespace dossier::indexer
