#include "indexer/read/html/dates/words.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <vector>

#include "corpus/base/case_folding.h"
#include "corpus/base/utf8.h"

namespace dossier::indexer {

namespace {

constexpr std::string_view kMetaPublished[] = {"article:published_time",
                                               "article:published",
                                               "og:published_time",
                                               "og:article:published_time",
                                               "datepublished",
                                               "publishdate",
                                               "publish_date",
                                               "publish-date",
                                               "published_date",
                                               "published-date",
                                               "published_time",
                                               "publisheddate",
                                               "pubdate",
                                               "pub_date",
                                               "publication_date",
                                               "publication-date",
                                               "publicationdate",
                                               "date.published",
                                               "published_at",
                                               "article.published",
                                               "article_date_original",
                                               "article-publication-date",
                                               "originalpublicationdate",
                                               "cxenseparse:recs:publishtime",
                                               "cxenseparse:publishtime",
                                               "parsely-pub-date",
                                               "sailthru.date",
                                               "dc.date.issued",
                                               "dc.date.created",
                                               "dcterms.issued",
                                               "dcterms.created",
                                               "dcterms.date",
                                               "dc.date",
                                               "dc:date",
                                               "dc:created",
                                               "citation_publication_date",
                                               "citation_date",
                                               "citation_online_date",
                                               "rnews:datepublished",
                                               "vr:published_time",
                                               "video:release_date",
                                               "prism.publicationdate",
                                               "bt:pubdate",
                                               "og:pubdate",
                                               "article:publish_date",
                                               "article:post_date",
                                               "displaydate",
                                               "release_date",
                                               "releasedate",
                                               "original-publish-date",
                                               "shareaholic:article_published_time",
                                               "date_published",
                                               "article-published",
                                               "creation_date",
                                               "datecreated",
                                               "date_created",
                                               "og:release_date",
                                               "article:created",
                                               "dateposted",
                                               "twitter:datepublished",
                                               "published",
                                               "gentime",
                                               "ptime",
                                               "dc.date.publication",
                                               "dc:date.created",
                                               "dc.created",
                                               "article:publication_date",
                                               "firstpublished",
                                               "first_published",
                                               "published-at",
                                               "post_date"};
constexpr std::string_view kMetaModified[] = {"article:modified_time",
                                              "og:updated_time",
                                              "og:modified_time",
                                              "datemodified",
                                              "dateupdated",
                                              "last-modified",
                                              "lastmod",
                                              "modified_time",
                                              "updated_time",
                                              "dc.date.modified",
                                              "dcterms.modified",
                                              "article:modified",
                                              "lastmodified",
                                              "last_updated",
                                              "moddate",
                                              "revision_date",
                                              "cxenseparse:recs:modifiedtime",
                                              "shareaholic:article_modified_time",
                                              "dc.modified",
                                              "updated",
                                              "modified_date",
                                              "modified-date",
                                              "updated_at",
                                              "date_modified",
                                              "last-updated",
                                              "lastupdated",
                                              "dc:date.modified"};
constexpr std::string_view kMetaDate[] = {"date",         "timestamp", "time",    "datetime",  "dates",  "article:date",
                                          "content_date", "pdate",     "og:date", "buildtime", "og:time"};

// Folded. A word with a blank around it stands alone.
constexpr std::string_view kPublished[] = {"publish",
                                           "posted",
                                           "post time",
                                           "post date",
                                           "released",
                                           "release date",
                                           "issued",
                                           "first published",
                                           "created",
                                           "veröffentlicht",
                                           "erstveröffentlichung",
                                           "erschienen",
                                           "erscheinungsdatum",
                                           "geschrieben",
                                           "eingestellt",
                                           "erstellt",
                                           "publié",
                                           "publicad",
                                           "pubblicat",
                                           "gepubliceerd",
                                           "geplaatst",
                                           "publicera",
                                           "publisert",
                                           "udgivet",
                                           "offentliggjort",
                                           "julkaistu",
                                           "opublikowan",
                                           "data publikacji",
                                           "опубликовано",
                                           "опубліковано",
                                           "дата публикации",
                                           "yayınlan",
                                           "yayımlan",
                                           "yayın tarihi",
                                           "written",
                                           "date:",
                                           "date issued",
                                           "original release",
                                           "creado",
                                           "mis en ligne",
                                           "mise en ligne",
                                           "parution",
                                           "on:",
                                           "datum",
                                           "press release",
                                           "for immediate release",
                                           "data:",
                                           "fecha",
                                           "vom",
                                           "le ",
                                           "publikováno",
                                           "zveřejněno",
                                           "vydáno",
                                           "uverejnené",
                                           "zverejnené",
                                           "objavljeno",
                                           "objavljen",
                                           "közzétéve",
                                           "megjelent",
                                           "publicat ",
                                           "publicată",
                                           "avaldatud",
                                           "publicēts",
                                           "paskelbta",
                                           "δημοσ",
                                           "dipublikasikan",
                                           "diterbitkan",
                                           "đăng",
                                           "dátum",
                                           "páivämäärä",
                                           "päiväys",
                                           "dato:",
                                           "dagsetning",
                                           "تاريخ النشر",
                                           "نشر في",
                                           "نُشر",
                                           "פורסם",
                                           "प्रकाशित",
                                           "เผยแพร่",
                                           "發布",
                                           "发布",
                                           "發佈",
                                           "發表",
                                           "发表",
                                           "刊登",
                                           "公布日",
                                           "公告日",
                                           "公開日",
                                           "掲載日",
                                           "発行日",
                                           "投稿日",
                                           "登録日",
                                           "게시",
                                           "등록",
                                           "작성일",
                                           "입력",
                                           "발행"};
constexpr std::string_view kModified[] = {
    "updat",           "modified",     "last edit",    "revised",     "changed",
    "reviewed",        "aktualisiert", "mis à jour",   "mise à jour", "actualizad",
    "modifié",         "atualizad",    "aggiornat",    "bijgewerkt",  "gewijzigd",
    "uppdatera",       "ändrad",       "oppdatert",    "endret",      "opdateret",
    "ændret",          "päivitetty",   "muokattu",     "aktualizac",  "aktualizov",
    "ostatnia zmiana", "обновлен",     "оновлен",      "изменен",     "güncelle",
    "actualisé",       "geändert",     "last checked", "as of",       "accessed",
    "retrieved",       "last change",  "amended",      "modificad",   "modificat",
    "ажурирано",       "ažurirano",    "frissít",      "actualizat",  "uuendatud",
    "atjaunināts",     "atnaujinta",   "ενημέρωσ",     "diperbarui",  "cập nhật",
    "تحديث",           "עודכן",        "अपडेट",         "更新",        "修改日",
    "修正日",          "修訂日",       "改訂",         "最終確認",    "수정",
    "업데이트",        "갱신"};
constexpr std::string_view kPublishedAfter[] = {"originally published", "first published", "veröffentlicht", "gepostet",
                                                "gepubliceerd",         "julkaistu"};
constexpr std::string_view kModifiedAfter[] = {"latest version", "last version", "geändert",  "aktualisiert",
                                               "bearbeitet",     "bijgewerkt",   "gewijzigd", "päivitetty"};
constexpr std::string_view kNamesPublished[] = {"publish", "created", "posted",     "entry-date",
                                                "pubdate", "issued",  "publi-date", "date-pub"};

// Before a name, each with the blank or colon behind it.
constexpr std::string_view kBy[] = {
    "by ",     "by: ",        "von ",       "par ",          "por ",     "di ",         "door ",
    "av ",     "af ",         "autor: ",    "autor ",        "author: ", "written by ", "text: ",
    "fotos: ", "redaktion: ", "reporter: ", "kirjoittanut ", "автор: "};
constexpr std::string_view kReadingTime[] = {
    "min read",       "minute read",        "minutes read",   "min. read",        "mins read",      "minutes to read",
    "reading time",   "read time",          "lesezeit",       "min. lesen",       "min de lecture", "temps de lecture",
    "min de lectura", "minutos de leitura", "min di lettura", "tempo di lettura", "leestijd",       "min läsning"};

constexpr size_t kLatestChangeBytes = 32;  // "at 10:15 a.m. - Last updated on "
constexpr size_t kClockBytes = 12;         // "um 13:22 Uhr" may stand between

bool IsIn(std::string_view name, const std::string_view* begin, const std::string_view* end) {
  return std::find(begin, end, name) != end;
}

// A list by the first byte of its words, so that a text is gone through once and not once a word.
class Words {
 public:
  template <size_t N>
  explicit Words(const std::string_view (&words)[N]) {
    for (const std::string_view word : words) by_first_[static_cast<unsigned char>(word.front())].push_back(word);
  }

  // One past the end of the last such word, 0 when there is none.
  size_t LastIn(std::string_view text) const {
    size_t last = 0;
    for (size_t at = 0; at < text.size(); ++at) {
      for (const std::string_view word : by_first_[static_cast<unsigned char>(text[at])]) {
        if (text.substr(at, word.size()) == word) last = std::max(last, at + word.size());
      }
    }
    return last;
  }

  bool AnyIn(std::string_view text) const { return LastIn(text) > 0; }

 private:
  std::array<std::vector<std::string_view>, 256> by_first_;
};

// Set once, used by all threads.
struct WordLists {
  const Words published{kPublished}, modified{kModified}, published_after{kPublishedAfter},
      modified_after{kModifiedAfter}, names_published{kNamesPublished}, reading_time{kReadingTime};
};
const WordLists& Lists() {
  static const auto* const lists = new WordLists;
  return *lists;
}

}  // namespace

DateLabel LabelOfDate(std::string_view before, std::string_view after) {
  const std::string label = FoldCase(before);
  const size_t published = Lists().published.LastIn(label), modified = Lists().modified.LastIn(label);
  if (modified > published) return DateLabel::kModified;
  if (published > 0) return DateLabel::kPublished;
  const std::string rest =
      FoldCase(after.substr(0, after.find(':', std::min(after.size(), kClockBytes))));  // another label ends it
  if (Lists().modified_after.AnyIn(rest)) return DateLabel::kModified;
  return Lists().published_after.AnyIn(rest) ? DateLabel::kPublished : DateLabel::kNone;
}

bool StartsAsModified(std::string_view between) {
  const std::string folded = FoldCase(between.substr(0, kLatestChangeBytes));
  return Lists().modified.AnyIn(folded) && !Lists().published.AnyIn(folded);
}

DateLabel LabelOfNames(std::string_view names) {
  const std::string folded = FoldCase(names);
  if (Lists().modified.AnyIn(folded)) return DateLabel::kModified;
  return Lists().names_published.AnyIn(folded) ? DateLabel::kPublished : DateLabel::kNone;
}

bool SaysByline(std::string_view line) {
  const std::string folded = FoldCase(line);
  return std::any_of(std::begin(kBy), std::end(kBy), [&](std::string_view by) { return folded.starts_with(by); }) ||
         Lists().reading_time.AnyIn(folded);
}

DateMeta DateMetaOf(std::string_view name) {
  if (IsIn(name, std::begin(kMetaPublished), std::end(kMetaPublished))) return DateMeta::kPublished;
  if (IsIn(name, std::begin(kMetaModified), std::end(kMetaModified))) return DateMeta::kModified;
  return IsIn(name, std::begin(kMetaDate), std::end(kMetaDate)) ? DateMeta::kDate : DateMeta::kNone;
}

}  // namespace dossier::indexer
