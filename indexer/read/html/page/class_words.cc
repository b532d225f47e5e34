#include "indexer/read/html/page/class_words.h"

#include <array>
#include <bitset>
#include <string>
#include <unordered_map>

#include "corpus/base/ascii.h"
#include "corpus/base/take_until.h"

namespace dossier::indexer {

namespace {

struct WordList {
  ClassWord word;
  std::string_view name;
  std::string_view list;  // separated by blanks
};

constexpr WordList kLists[] = {
    {ClassWord::kArticle, "article",
     "article articles story post entry news blog blogpost hentry artikel articulo noticia nota single beitrag "
     "actualite permalink newsdetail singlepost blogentry bericht artykul artikkel statya"},
    {ClassWord::kBody, "body",
     "body content text txt main maincontent articlebody storybody articletext articlecontent bodytext richtext rich "
     "wysiwyg prose cuerpo texto corps inhalt copy articlebodytext entrycontent postcontent markdown bodycopy texte "
     "testo tekst contenido conteudo contenu contenuto longform copytext maintext bodycontent fulltext"},
    {ClassWord::kParagraph, "paragraph", "paragraph paragraphs para graf p absatz parrafo"},
    {ClassWord::kComment, "comment",
     "comment comments commentlist disqus discussion reply replies respond kommentar kommentare comentarios "
     "commentaires forum viafoura coral conversation commentform discourse livefyre spotim openweb isso hyvor "
     "hypercomments vuukle insticator messages thread threads kommentarer reacties reactions opinions livechat"},
    {ClassWord::kRelated, "related",
     "related relatedposts more recommended recommend recommendations recommendation popular trending mostread most "
     "read readmore also similar latest next prev previous associated outbrain taboola recirc recirculation recommends "
     "mehr weitere suggested suggestions seealso see crosslinks inline interlink linkbox internal upnext further "
     "readnext readalso yarpp zergnet revcontent mgid dianomi nativo plista ligatus strossle connatix primis vidazoo "
     "anyclip recs reco recos infinite autoload relacionadas relacionados relacionado similares aussi leia correlati "
     "correlate gerelateerd verwandt verwandte aehnlich popularposts recentposts recent mostviewed youmaylike onward "
     "alsoread topstories featured highlights crosspromo crosslink interlinks pertinent"},
    {ClassWord::kPromo, "promo",
     "promo promos promotion promotional ad ads adv advert advertisement advertising adunit adslot adsbygoogle banner "
     "sponsor sponsored sponsors newsletter newsletters subscribe subscription signup sign cta offer offers marketing "
     "dfp gpt mpu leaderboard affiliate shop product buy donate donation membership werbung anzeige publicidad pub app "
     "download campaign adbox adzone adtag adblock adwrapper adcontainer googlead googleads adnxs prebid teads "
     "outstream interstitial billboard skyscraper houseads advertentie publi publicite reklama annonce annons "
     "commercial commerce ecommerce deal deals coupon coupons merch partner partners nl mailchimp optin optinmonster "
     "leadgen mailinglist upsell trial fundraising appeal contribute contribution patreon paypal buybox buylink "
     "pricebox listicle products sponsorship partnercontent"},
    {ClassWord::kShare, "share",
     "share shares sharing social socials follow sharebar sharedaddy addthis addtoany facebook twitter whatsapp like "
     "bookmark flipboard teilen compartir sharethis ssba heateor mashshare mashsb socialwarfare essb telegram linkedin "
     "pinterest reddit tiktok youtube emailto icons"},
    {ClassWord::kNav, "nav",
     "nav navigation navbar menu menus submenu breadcrumb breadcrumbs pagination pager pagenav skip topbar masthead "
     "crumbs dropdown tabs tab navi sitenav subnav megamenu hamburger sitemap skiplink quicklinks toplinks offcanvas "
     "burger"},
    {ClassWord::kFooter, "footer", "footer foot bottom colophon endnote after"},
    {ClassWord::kHeader, "header", "header head top hero banner masthead"},
    {ClassWord::kSidebar, "sidebar",
     "sidebar aside side rail secondary complementary right sidecontent supplementary col2"},
    {ClassWord::kAuthor, "author",
     "author authors byline bylines bio biography contributor contributors writer autor autoren auteur profile person "
     "reporter credits vcard kicker saboxplugin molongui authorbox aboutauthor gravatar avatar journalist redacteur "
     "redaktion columnist editorname staff"},
    {ClassWord::kCaption, "caption",
     "caption captions figcaption credit photo photos image images img picture gallery slideshow slide carousel media "
     "thumbnail thumb figure bild foto fotos legend lightbox copyright swiper slick wp fotocredit photocredit "
     "imagecredit imagecaption legende bildunterschrift pie epigrafe didascalia zoom fancybox photoswipe splide "
     "flickity"},
    {ClassWord::kTags, "tags",
     "tag tags taglist topic topics category categories cat keywords label labels schlagworte themen hashtag hashtags "
     "etiquetas cats section"},
    {ClassWord::kDate, "date",
     "date dates datetime time timestamp published publish pubdate updated modified datum fecha posted dateline"},
    {ClassWord::kMeta, "meta", "meta metadata info infos information details detail postmeta entrymeta"},
    {ClassWord::kTitle, "title",
     "title titles headline headlines heading hed hdg subtitle subhead subheadline titulo titre titel"},
    {ClassWord::kLead, "lead",
     "lead lede dek deck summary intro introduction standfirst excerpt description desc abstract teasertext chapo "
     "bajada vorspann subhead subheading sub highlights keypoints key takeaways bullets"},
    {ClassWord::kHidden, "hidden",
     "hidden hide invisible modal popup popover cookie cookies consent gdpr privacy overlay tooltip tooltips rollover "
     "hovercard flyout dialog screenreader sr visuallyhidden offscreen notice alert alerts notification notifications "
     "toast accessibility onetrust cookiebot cookielaw cookieconsent iubenda didomi usercentrics quantcast osano "
     "termly borlabs tarteaucitron cmp lgpd rgpd dsgvo noscript nojs compliance"},
    {ClassWord::kVideo, "video",
     "video videos player audio jwplayer podcast youtube vimeo playlist listen brightcove videojs vjs mediaelement "
     "mejs ooyala kaltura dailymotion audioplayer videoplayer mediaplayer trinity remixd beyondwords speechkit "
     "soundcloud spotify megaphone"},
    {ClassWord::kTeaser, "teaser",
     "teaser teasers card cards list listing item items grid feed stream river stories posts tile tiles ticker row "
     "entries collection thumbs headlines carousel tease storycard newscard postcard newslist newsitem listitem "
     "griditem archive loop archives blogroll latestnews cell cells masonry"},
    {ClassWord::kQuote, "quote",
     "quote quotes pullquote blockquote pull zitat cita quotation tweet instagram embed tweets twitter embeds oembed "
     "tiktok facebook socialembed embedded threads bluesky"},
    {ClassWord::kToc, "toc", "toc contents tableofcontents jump anchor anchors index"},
    {ClassWord::kWidget, "widget",
     "widget widgets module modules block box panel component infobox factbox callout aside note sidebar embed sidebox "
     "inset breakout pullout spotlight explainer inlinebox"},
    {ClassWord::kPaywall, "paywall",
     "paywall login logon signin register registration premium piano regwall meter subscriber subscribers locked gate "
     "gated metered tollbooth zephr pelcro memberful leaky subscribewall abo membership members member"},
    {ClassWord::kNote, "note",
     "disclaimer disclosure correction corrections copyright footnote footnotes source sources references reference "
     "note editor editors notes legal terms rights license factcheck editorsnote boilerplate imprint impressum "
     "acknowledgements acknowledgments citation citations bibliography"},
    {ClassWord::kPrint, "print",
     "print tools tool toolbar utility utilities actions action button buttons btn icon icons control controls options "
     "search form input"},
    {ClassWord::kRating, "rating",
     "rating ratings review reviews score vote votes poll quiz survey feedback stars price prices stock quote quotes "
     "chart specs spec specifications pros cons verdict rate"},
};

std::unordered_map<std::string_view, ClassWords> BuildTable() {
  std::unordered_map<std::string_view, ClassWords> table;
  for (const WordList& list : kLists) {
    std::string_view rest = list.list;
    while (!rest.empty()) {
      table[TakeUntil(rest, ' ')] |= BitOf(list.word);
    }
  }
  return table;
}

const std::unordered_map<std::string_view, ClassWords>& Table() {
  static const auto* const table = new std::unordered_map<std::string_view, ClassWords>(BuildTable());
  return *table;
}

// Which words there are, by length and first three letters: most parts of class names are turned away by one look.
size_t FilterKey(std::string_view word) {
  size_t key = word.size();
  for (const char c : word.substr(0, 3)) key = key * 37 + static_cast<unsigned char>(c);
  return key & 0xFFFF;
}

const std::bitset<0x10000>& Filter() {
  static const auto* const filter = [] {
    auto* out = new std::bitset<0x10000>;
    for (const auto& [word, bits] : Table()) out->set(FilterKey(word));
    return out;
  }();
  return *filter;
}

bool IsLowerAscii(char c) { return c >= 'a' && c <= 'z'; }

}  // namespace

std::string_view ClassWordName(ClassWord word) { return kLists[static_cast<size_t>(word)].name; }

ClassWords ClassWordsOf(std::string_view value) {
  constexpr size_t kLongestWord = 24;
  constexpr size_t kShortestPart = 4;      // letters, of a compound
  std::array<char, kLongestWord> part{};   // the word between case changes
  std::array<char, kLongestWord> whole{};  // the word between separators: "articleBody" counts as both
  size_t part_size = 0, whole_size = 0;
  bool plain = true;  // no case change in the word so far
  ClassWords bits = 0;
  const auto& table = Table();
  const auto& filter = Filter();
  const auto look_up = [&](const std::array<char, kLongestWord>& word, size_t size) {
    if (size < 1 || size > kLongestWord) return false;
    const std::string_view view(word.data(), size);
    const auto found = filter.test(FilterKey(view)) ? table.find(view) : table.end();
    if (found == table.end()) return false;
    bits |= found->second;
    return true;
  };
  // "relatedposts", "articlefooter": two known words written as one.
  const auto look_up_compound = [&](std::string_view word) {
    for (size_t cut = kShortestPart; cut + kShortestPart <= word.size(); ++cut) {
      if (!filter.test(FilterKey(word.substr(0, cut))) || !filter.test(FilterKey(word.substr(cut)))) continue;
      const auto first = table.find(word.substr(0, cut)), second = table.find(word.substr(cut));
      if (first == table.end() || second == table.end()) continue;
      bits |= first->second | second->second;
      return;
    }
  };
  char previous = ' ';
  for (size_t i = 0; i <= value.size(); ++i) {
    const char c = i < value.size() ? value[i] : ' ';
    const bool letter = IsUpperAscii(c) || IsLowerAscii(c);
    const bool new_part = !letter || (IsUpperAscii(c) && IsLowerAscii(previous));
    if (new_part) {
      if (part_size != whole_size) look_up(part, part_size);
      if (letter && part_size == whole_size) look_up(part, part_size);
      part_size = 0;
      plain = plain && (!letter || whole_size == 0);
    }
    if (!letter) {
      const bool known = look_up(whole, whole_size);
      if (!known && plain && whole_size <= kLongestWord) look_up_compound({whole.data(), whole_size});
      whole_size = 0;
      plain = true;
    } else {
      const char lower = IsUpperAscii(c) ? static_cast<char>(c + 32) : c;
      if (part_size < kLongestWord) part[part_size] = lower;
      if (whole_size < kLongestWord) whole[whole_size] = lower;
      ++part_size;
      ++whole_size;
    }
    previous = c;
  }
  return bits;
}

}  // namespace dossier::indexer
