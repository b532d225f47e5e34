#include "indexer/html_phrases.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <string>
#include <unordered_map>
#include <vector>

namespace dossier::indexer {

namespace {

struct PhraseList {
  Phrase phrase;
  std::string_view name;
  std::string_view list;  // separated by '|', ASCII lower case; other letters as they are
};

constexpr PhraseList kLists[] = {
    {Phrase::kPromo, "promo",
     "sign up|subscribe|newsletter|newsletters|donate|download our|download the|get the app|join our|join us|become a member|"
     "support our|get our|free trial|register now|click here|learn more|buy now|shop now|order now|get the latest|"
     "delivered to your inbox|in your inbox|your inbox|subscribers|abonnieren|abonnez|suscríbete|suscribete|assine|"
     "jetzt anmelden|iscriviti|our app|to our|start your|try it|sale|discount|enter your email|email address|"
     "our podcast|listen to|watch:|watch the|watch now|send us|get in touch|contact us|have a tip|send tips"},
    {Phrase::kRelated, "related",
     "related|read also|also read|read more|read next|more on|more from|more stories|see also|you may also|you might also|"
     "recommended|most popular|most read|trending|popular|latest news|top stories|don't miss|up next|in case you missed|"
     "what to read|further reading|keep reading|story timeline|read:|read the full|see more|view more|show more|"
     "mehr zum thema|lesen sie auch|auch interessant|mehr zu|lire aussi|à lire aussi|sur le même sujet|lea también|"
     "lee también|te puede interesar|leia também|leia mais|veja também|leggi anche|lees ook|läs också|les også|"
     "czytaj także|читайте также|previous|next article|next post|previous post|related topics|related articles|"
     "related stories|related posts|editor's picks|editors' picks|more news|other stories|explore more"},
    {Phrase::kCredit, "credit",
     "photo|photos|photo by|photograph|photography|getty|getty images|reuters|afp|ap photo|via ap|image|images|image credit|"
     "credit|courtesy|courtesy of|file photo|picture|pictures|pictured|shutterstock|istock|unsplash|screenshot|"
     "illustration|foto|fotos|bild|bildquelle|quelle|crédit|crédits|archivo|video|gallery|enlarge|caption|source"},
    {Phrase::kBio, "bio",
     "is a reporter|is a staff|is a senior|is the author|is a freelance|is a writer|is a journalist|is an editor|"
     "is a contributing|is a correspondent|is the editor|about the author|about the writer|can be reached|reach him|"
     "reach her|reached at|follow him|follow her|email him|email her|has written|covers|contact the author|writes about|"
     "author of|graduate of|is based in|lives in|about us|über den autor|à propos de l'auteur|sobre el autor|"
     "staff writer|senior editor|managing editor|contributor|correspondent|reporter|view all posts|all posts by|bio"},
    {Phrase::kByline, "byline",
     "by|written by|published|posted|posted on|posted by|updated|last updated|last modified|minutes read|min read|"
     "minute read|read time|reading time|von|par|por|di|door|av|af|publicado|publié|veröffentlicht|stand:|aktualisiert|"
     "actualizado|mis à jour|pubblicato|gepubliceerd|reviewed by|edited by|medically reviewed|fact checked|hours ago|"
     "days ago|ago|uhr|est|edt|gmt|pst|pdt"},
    {Phrase::kComment, "comment",
     "comment|comments|leave a comment|leave a reply|reply|log in to|login to|join the conversation|join the discussion|"
     "post a comment|add a comment|be the first|your email|required fields|kommentare|commentaires|comentarios|"
     "report abuse|like this|likes|replies"},
    {Phrase::kLegal, "legal",
     "copyright|all rights reserved|rights reserved|privacy policy|terms of|terms and conditions|cookie|cookies|"
     "affiliate|commission|disclaimer|disclosure|permission|may not be|reproduced|republished|reprinted|"
     "licensed under|creative commons|alle rechte|tous droits|todos los derechos|trademark|this site|our website|"
     "user agreement|independently|earn from"},
    {Phrase::kAdvert, "advert",
     "advertisement|advertising|story continues|article continues|continue reading|continues below|scroll to|sponsored|"
     "anzeige|publicité|publicidad|promoted|skip|loading|ad|ads|watch more|presented by|partner content|scroll down|"
     "advertise"},
    {Phrase::kShare, "share",
     "share|share this|tweet|follow us|follow|facebook|twitter|whatsapp|linkedin|pinterest|instagram|print|email|"
     "copy link|teilen|partager|compartir|on social media|tap here|flipboard|reddit|telegram|save|bookmark|tags|tagged|"
     "topics|filed under|categories|category|keywords|schlagworte|themen"},
    {Phrase::kEditorial, "editorial",
     "editor's note|editor’s note|correction|this story|this article|this post|this report|originally published|"
     "first published|originally appeared|contributed to|contributed reporting|reporting by|editing by|with reporting|"
     "has been updated|was updated|references|sources|footnotes|reviewed|read the original|the original article|"
     "with files from|associated press|press release|more information|notes to editors|media contact|for more information"},
    {Phrase::kAppeal, "appeal",
     "your support|your contribution|your donation|support our|support us|support independent|our newsroom|"
     "our journalism|our journalists|our reporters|our reporting|our readers|readers like you|readers like yourself|help us keep|"
     "help us continue|keep news free|keep our news|keep our journalism|free for everyone|free for all|free and accessible|"
     "as little as|tax-deductible|nonprofit newsroom|chip in|make a contribution|make a donation|become a supporter|"
     "become a subscriber|regular contributor|already contributed|loyal reader|loyal readers|we need your|"
     "we can't do this without|we cannot do this without|we can’t do this without|without your help|independent journalism|"
     "quality journalism|high-quality journalism|trusted journalism|fearless journalism|fact-based journalism|"
     "local journalism|news subscriptions|ad-free|spenden|unterstützen sie|soutenez|faites un don|apoya|dona|sostieni"},
    {Phrase::kConsent, "consent",
     "strictly necessary|targeting cookies|performance cookies|functional cookies|essential cookies|analytics cookies|"
     "advertising cookies|third-party cookies|these cookies|cookie policy|cookie settings|cookie preferences|use cookies|"
     "uses cookies|store cookies|of cookies|your cookie|your browser|your consent|give consent|withdraw consent|opt out|opt-out|opting out|"
     "your preferences|privacy preference|your privacy|do not sell|personal information|personal data|similar technologies|"
     "our partners|your device|this website|cookies setzen|einwilligung|datenschutz|vos données|votre consentement|"
     "sus datos|tu consentimiento|i tuoi dati"},
};


struct Entry {
  std::string text;
  uint16_t bits = 0;
};

bool IsWordByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (static_cast<unsigned char>(c) >= 0x80) || c == '\'';
}

// Phrases by their first word.
const std::unordered_map<std::string_view, std::vector<Entry>>& Table() {
  static const auto* const table = [] {
    auto* out = new std::unordered_map<std::string_view, std::vector<Entry>>;
    for (const PhraseList& list : kLists) {
      std::string_view rest = list.list;
      while (!rest.empty()) {
        const size_t end = std::min(rest.find('|'), rest.size());
        const std::string_view phrase = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        size_t word = 0;
        while (word < phrase.size() && IsWordByte(phrase[word])) ++word;
        (*out)[phrase.substr(0, word)].push_back({std::string(phrase), static_cast<uint16_t>(1 << static_cast<int>(list.phrase))});
      }
    }
    return out;
  }();
  return *table;
}

// Which first words there are, by length and first three bytes: most words of a text are turned away by one look.
size_t FilterKey(std::string_view word) {
  size_t key = word.size();
  for (size_t i = 0; i < std::min<size_t>(word.size(), 3); ++i) key = key * 37 + static_cast<unsigned char>(word[i]);
  return key & 0xFFFF;
}

const std::bitset<0x10000>& Filter() {
  static const auto* const filter = [] {
    auto* out = new std::bitset<0x10000>;
    for (const auto& [word, entries] : Table()) out->set(FilterKey(word));
    return out;
  }();
  return *filter;
}

constexpr size_t kReadBytes = 600;   // furniture is short, or says what it is at once
constexpr size_t kBeginBytes = 24;   // a phrase that starts within them is what the text begins with

}  // namespace

std::string_view PhraseName(Phrase phrase) { return kLists[static_cast<size_t>(phrase)].name; }

PhraseBits PhrasesOf(std::string_view text) {
  std::string lower(text.substr(0, kReadBytes));
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  PhraseBits bits;
  const auto& table = Table();
  const auto& filter = Filter();
  for (size_t i = 0; i < lower.size();) {
    if (!IsWordByte(lower[i])) {
      ++i;
      continue;
    }
    size_t end = i;
    while (end < lower.size() && IsWordByte(lower[end])) ++end;
    const std::string_view word = std::string_view(lower).substr(i, end - i);
    const auto found = filter.test(FilterKey(word)) ? table.find(word) : table.end();
    if (found != table.end()) {
      for (const Entry& entry : found->second) {
        if (lower.compare(i, entry.text.size(), entry.text) != 0) continue;
        const size_t after = i + entry.text.size();
        if (after < lower.size() && IsWordByte(lower[after]) && IsWordByte(entry.text.back())) continue;
        bits.holds |= entry.bits;
        if (i <= kBeginBytes) bits.begins |= entry.bits;
      }
    }
    i = end;
  }
  return bits;
}

}  // namespace dossier::indexer
