#include "indexer/read/html/page_kind.h"

#include <algorithm>
#include <array>

#include "corpus/base/case_folding.h"
#include "corpus/base/utf8.h"
#include "indexer/read/metadata/page_kind_signs.h"

namespace dossier::indexer {

namespace {

// Words by which agencies and vendors call their advisories, in titles; folded.
constexpr std::array<std::string_view, 16> kAdvisoryWords = {"advisory",
                                                             "directive",
                                                             "security bulletin",
                                                             "security alert",
                                                             "security notice",
                                                             "security update",
                                                             "vulnerability note",
                                                             "vulnerability in",
                                                             "vulnerabilities in",
                                                             "cve-20",
                                                             "icsa-",
                                                             "alert (",
                                                             "technical alert",
                                                             "public service announcement",
                                                             "final rule",
                                                             "notice of"};

// What paywalled pages say below the part that everybody may read; folded.
constexpr std::array<std::string_view, 40> kPaywallWords = {"your last free article",
                                                            "free articles left",
                                                            "free articles remaining",
                                                            "out of free articles",
                                                            "all your free articles",
                                                            "subscribe to continue",
                                                            "subscribe to read",
                                                            "to continue reading",
                                                            "continue reading this article",
                                                            "already a subscriber",
                                                            "this article is for subscribers",
                                                            "this content is for subscribers",
                                                            "log in to read",
                                                            "sign in to read",
                                                            "register to read",
                                                            "unlock this article",
                                                            "to read the full",
                                                            "for subscribers only",
                                                            "subscribers can read",
                                                            "to keep reading",
                                                            "read the rest of this",
                                                            "artikel ist nur für abonnenten",
                                                            "nur für abonnenten",
                                                            "jetzt weiterlesen",
                                                            "um weiterzulesen",
                                                            "weiterlesen mit",
                                                            "lesen sie den ganzen artikel mit",
                                                            "réservé aux abonnés",
                                                            "réservée aux abonnés",
                                                            "réservés aux abonnés",
                                                            "de cet article à lire",
                                                            "pour lire la suite",
                                                            "abonnez-vous pour lire",
                                                            "exclusivo para suscriptores",
                                                            "solo para suscriptores",
                                                            "para seguir leyendo",
                                                            "para continuar leyendo",
                                                            "riservato agli abbonati",
                                                            "verder lezen",
                                                            "alleen voor abonnees"};
// One of these stands in each of them: what most blocks are rid of fast.
constexpr std::array<std::string_view, 13> kPaywallStems = {
    "read",     "continue", "subscriber", "free article", "abonn",  "weiterle", "weiterzul",
    "suscript", "leyendo",  "à lire",     "pour lire",    "abbona", "lezen"};

template <size_t N>
bool HoldsAny(std::string_view folded, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return folded.find(word) != std::string_view::npos; });
}

// Whether a short block asks the reader to pay. All blocks of a page are asked, so the rare words come first.
bool AsksToSubscribe(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  const std::string_view view = lower;
  if (!HoldsAny(view, kPaywallStems)) return false;
  return HoldsAny(view, kPaywallWords);
}

constexpr size_t kFullArticle = 2500;  // letters: a paywalled page that shows more shows the article
constexpr size_t kShortPage = 1200;    // letters: an article is longer, or has nothing of these in it
constexpr size_t kLongWall = 4000;     // letters: a wall that asks for consent explains itself at length
constexpr size_t kLittle = 600;        // letters: no article beside a form or a player
constexpr size_t kSomeText = 400;
constexpr size_t kNearlyNothing = 400;
constexpr size_t kSomeLinks = 120;    // letters of links: a short list of articles, more than a way back
constexpr size_t kStubBytes = 65536;  // a page that does nothing but lead on is short
constexpr size_t kTeaserLetters = 250;
constexpr size_t kDateLetters = 30;  // a date or a label between a headline and its teaser

struct PageFacts {
  size_t all = 0, kept = 0, linked = 0;  // letters
  size_t paragraphs = 0;                 // kept
  size_t headlines = 0;                  // links of the length of one, in blocks of their own
  size_t teasers = 0;                    // paragraphs below such a headline
  size_t teased = 0;                     // letters of those of both that were kept
  bool claims = false;                   // describes itself as an article
  bool article = false;                  // and looks like one: what it says about errors and walls is its subject
  bool paywalled = false;
};

bool IsLinkedHeadline(const HtmlBlock& block) {
  const size_t least = block.kind == corpus::BlockKind::kHeading ? 6 : 12;
  return block.links != 0 && block.letters >= least && block.link_letters * 5 >= block.letters * 4;
}

PageFacts FactsOf(const PageKindInput& input) {
  PageFacts facts;
  const auto any = [&](auto&& what) { return std::any_of(input.works.begin(), input.works.end(), what); };
  facts.paywalled = any([](const JsonLdWork& work) { return work.restricted; });
  bool below_headline = false;
  for (size_t i = 0; i < input.blocks.size(); ++i) {
    const HtmlBlock& block = input.blocks[i];
    facts.all += block.letters;
    facts.linked += block.link_letters;
    if (!facts.paywalled && block.text.size() < 300) facts.paywalled = AsksToSubscribe(block.text);
    const bool headline = IsLinkedHeadline(block);
    facts.headlines += headline ? 1 : 0;
    const bool teaser = !headline && below_headline && block.letters > kDateLetters && block.letters <= kTeaserLetters;
    facts.teasers += teaser ? 1 : 0;
    if (input.kept[i] != 0) {
      facts.kept += block.letters;
      facts.paragraphs += IsParagraphText(block) ? 1 : 0;
      facts.teased += headline || teaser ? block.letters : 0;
    }
    below_headline = headline || (below_headline && block.letters <= kDateLetters);
  }
  facts.claims = any([](const JsonLdWork& work) { return work.IsArticle(); }) || input.meta.Get("og:type") == "article";
  facts.article =
      (facts.claims || input.dated) && (facts.paragraphs >= 2 || (facts.paragraphs == 1 && facts.kept >= kSomeText));
  return facts;
}

// A page of teasers: hardly a paragraph and mostly links, or paragraphs each below a linked headline.
bool IsIndexPage(const PageKindInput& input, const PageFacts& facts) {
  if (facts.claims) return false;
  if (facts.teasers >= 3 && facts.headlines >= 3 && facts.teased * 10 >= facts.kept * 9) return true;
  return !input.dated && facts.paragraphs <= 2 && input.blocks.size() >= 40 && facts.linked * 10 >= facts.all * 6;
}

bool IsVideoPage(const PageKindInput& input, const PageFacts& facts) {
  if (facts.kept > kLittle) return false;
  const bool video = std::any_of(input.works.begin(), input.works.end(),
                                 [](const JsonLdWork& work) { return work.type == "VideoObject"; });
  const bool article =
      std::any_of(input.works.begin(), input.works.end(), [](const JsonLdWork& work) { return work.IsArticle(); });
  return input.meta.Get("og:type").starts_with("video") || (video && !article);
}

// Whether a short page holds a field for a password.
bool AsksForPassword(std::string_view payload) {
  if (payload.size() > kStubBytes) return false;
  for (const std::string_view field : {"type=password", "type=\"password\"", "type='password'"}) {
    if (payload.find(field) != std::string_view::npos) return true;
  }
  return false;
}

// Whether a script of a page that shows next to nothing sends the visitor to an address.
bool LeadsOnByScript(std::string_view payload) {
  if (payload.size() > kStubBytes) return false;
  for (size_t at = payload.find("location"); at != std::string_view::npos; at = payload.find("location", at + 1)) {
    std::string_view rest = payload.substr(at + 8);
    for (const std::string_view member : {".replace", ".assign", ".href"}) {
      if (rest.starts_with(member)) rest.remove_prefix(member.size());
    }
    const size_t quote = rest.find_first_not_of(" \t\n(=\\");
    if (quote != 0 && quote != std::string_view::npos && quote <= 8 && (rest[quote] == '"' || rest[quote] == '\''))
      return true;
  }
  return false;
}

// Title, first headings, and (unless the page looks like an article) what it shows: all of a short page, else what was
// kept.
SignCounter CountSigns(const PageKindInput& input, const PageFacts& facts) {
  SignCounter signs;
  signs.AddTitle(input.title, facts.article);
  if (!facts.article) signs.AddTitle(input.tree.title(), false);
  int headings = 0;
  const bool blocks = !facts.article && facts.kept < kLongWall;
  for (size_t i = 0; i < input.blocks.size() && (headings < 3 || blocks); ++i) {
    const HtmlBlock& block = input.blocks[i];
    const bool seen = input.kept[i] != 0 || facts.all < kShortPage;
    if (block.kind == corpus::BlockKind::kHeading && block.level <= (facts.article ? 1 : 3) && headings < 3) {
      ++headings;
      if (block.links == 0) signs.AddTitle(block.text, facts.article);
    }
    if (blocks && seen) signs.AddBlock(block.text);
  }
  return signs;
}

// The kind of page that stands in place of an article; kArticle when nothing says so.
PageKindVerdict StandIn(const PageKindInput& input, const PageFacts& facts) {
  if (facts.kept >= kLongWall) return {};
  const SignCounter signs = CountSigns(input, facts);
  const PageKind best = signs.Best();
  const int points = signs.points(best);
  const size_t limit = !facts.article && points >= 4 ? kLongWall : kShortPage;
  // A statement on an outage or a theft of passwords says such things as well.
  const bool prose = facts.paragraphs >= 2 && !signs.titled(best);
  const int enough = prose ? 3 : facts.paragraphs == 0 && facts.all < kNearlyNothing ? 1 : 2;
  if (points >= enough && facts.kept < limit) return {best, false, "says \"" + signs.Why(best) + "\" and little else"};
  if (facts.kept >= kLittle) return {};
  if (input.meta.refresh_at_once) return {PageKind::kRedirectStub, false, "sends the visitor on"};
  if (!facts.article && AsksForPassword(input.payload))
    return {PageKind::kLoginWall, false, "asks for a password and says little else"};
  if (facts.all < kNearlyNothing && LeadsOnByScript(input.payload))
    return {PageKind::kRedirectStub, false, "sends the visitor on by a script"};
  return {};
}

}  // namespace

bool IsTitledAsAdvisory(std::string_view title) { return HoldsAny(FoldForComparison(title), kAdvisoryWords); }

PageKindVerdict ClassifyPage(const PageKindInput& input) {
  const PageFacts facts = FactsOf(input);
  PageKindVerdict verdict = StandIn(input, facts);
  if (verdict.kind != PageKind::kArticle) return verdict;
  if (IsVideoPage(input, facts)) {
    verdict.kind = PageKind::kVideo;
    verdict.why = "describes a video and holds little text";
  } else if (facts.kept == 0) {
    const bool links =
        (facts.linked >= kSomeLinks && facts.linked * 2 >= facts.all) || (facts.headlines >= 3 && facts.teasers >= 3);
    verdict.kind = facts.all > kShortPage || links ? PageKind::kIndexPage : PageKind::kEmpty;
    verdict.why = "holds no paragraph of an article";
  } else if (IsIndexPage(input, facts)) {
    verdict.kind = PageKind::kIndexPage;
    verdict.why = "is mostly links to other pages";
  } else if (IsTitledAsAdvisory(input.title)) {
    verdict.kind = PageKind::kAdvisory;
    verdict.why = "is titled as an advisory";
  }
  verdict.partial = facts.paywalled && facts.kept < kFullArticle;
  return verdict;
}

}  // namespace dossier::indexer
