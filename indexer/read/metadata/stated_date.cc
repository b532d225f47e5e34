#include "indexer/read/metadata/stated_date.h"

#include <algorithm>
#include <bitset>
#include <unordered_map>

#include "corpus/base/case_folding.h"
#include "corpus/base/utf8.h"

namespace dossier::indexer {

namespace {

constexpr int kFirstYear = 1990;  // the web's first pages
constexpr int kLastYear = 2099;
constexpr size_t kTimeBeforeBytes = 24;  // " p.m. EST, Wednesday, "

// Month names and their usual abbreviations by language, folded; the month is the position in the list. Lists of
// one language are separated by '|' between months and blanks between spellings.
constexpr std::string_view kMonthLists[] = {
    "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sep sept|october "
    "oct|november nov|december dec",
    "januar jan jänner jän|februar feb feber|märz mär mrz maerz|april apr|mai|juni jun|juli jul|august aug|september "
    "sep sept|oktober okt|november nov|dezember dez",
    "janvier janv jan|février févr fév fevrier fevr fev|mars|avril avr|mai|juin|juillet juil|août aout|septembre "
    "sept|octobre oct|novembre nov|décembre déc decembre dec",
    "enero ene|febrero feb|marzo mar|abril abr|mayo may|junio jun|julio jul|agosto ago|septiembre setiembre sep sept "
    "set|octubre oct|noviembre nov|diciembre dic",
    "gennaio gen|febbraio feb|marzo mar|aprile apr|maggio mag|giugno giu|luglio lug|agosto ago|settembre set "
    "sett|ottobre ott|novembre nov|dicembre dic",
    "janeiro jan|fevereiro fev|março mar marco|abril abr|maio mai|junho jun|julho jul|agosto ago|setembro set|outubro "
    "out|novembro nov|dezembro dez",
    "januari jan|februari feb|maart mrt|april apr|mei|juni jun|juli jul|augustus aug|september sep sept|oktober "
    "okt|november nov|december dec",
    "januari jan|februari feb|mars mar|april apr|maj|juni jun|juli jul|augusti aug|september sep sept|oktober "
    "okt|november nov|december dec",
    "januar jan|februar feb|marts mars mar|april apr|maj mai|juni jun|juli jul|august aug|september sep sept|oktober "
    "okt|november nov|december desember dec des",
    "tammikuuta tammikuu|helmikuuta helmikuu|maaliskuuta maaliskuu|huhtikuuta huhtikuu|toukokuuta toukokuu|kesäkuuta "
    "kesäkuu|heinäkuuta heinäkuu|elokuuta elokuu|syyskuuta syyskuu|lokakuuta lokakuu|marraskuuta marraskuu|joulukuuta "
    "joulukuu",
    "stycznia styczeń sty|lutego luty lut|marca marzec|kwietnia kwiecień kwi|maja maj|czerwca czerwiec cze|lipca "
    "lipiec lip|sierpnia sierpień sie|września wrzesień wrz|października październik paź|listopada listopad "
    "lis|grudnia grudzień gru",
    "ledna leden|února únor|března březen|dubna duben|května květen|června červen|července červenec|srpna "
    "srpen|září|října říjen|listopadu listopad|prosince prosinec",
    "января январь янв|февраля февраль фев|марта март мар|апреля апрель апр|мая май|июня июнь июн|июля июль "
    "июл|августа август авг|сентября сентябрь сен сент|октября октябрь окт|ноября ноябрь ноя|декабря декабрь дек",
    "січня січень|лютого лютий|березня березень|квітня квітень|травня травень|червня червень|липня липень|серпня "
    "серпень|вересня вересень|жовтня жовтень|листопада листопад|грудня грудень",
    "ocak oca|şubat şub|mart|nisan nis|mayıs may|haziran haz|temmuz tem|ağustos ağu|eylül eyl|ekim eki|kasım "
    "kas|aralık ara",
    "január jan|február febr feb|március márc|április ápr|május máj|június jún|július júl|augusztus aug|szeptember "
    "szept|október okt|november nov|december dec",
    "ianuarie ian|februarie feb|martie mar|aprilie apr|mai|iunie iun|iulie iul|august aug|septembrie sept|octombrie "
    "oct|noiembrie nov|decembrie dec",
    "ιανουαρίου ιαν|φεβρουαρίου φεβ|μαρτίου μαρ|απριλίου απρ|μαΐου μαϊ|ιουνίου ιουν|ιουλίου ιουλ|αυγούστου "
    "αυγ|σεπτεμβρίου σεπ|οκτωβρίου οκτ|νοεμβρίου νοε|δεκεμβρίου δεκ",
    "januari|februari|maret|april|mei|juni|juli|agustus agu|september|oktober|november|desember",
    "siječnja|veljače|ožujka|travnja|svibnja|lipnja|srpnja|kolovoza|rujna|listopada|studenoga|prosinca",
    "януари|февруари|март|април|май|юни|юли|август|септември|октомври|ноември|декември",
    "januára|februára|marca|apríla|mája|júna|júla|augusta|septembra|októbra|novembra|decembra",
    "يناير|فبراير|مارس|أبريل ابريل|مايو|يونيو|يوليو|أغسطس اغسطس|سبتمبر|أكتوبر اكتوبر|نوفمبر|ديسمبر",
    "ינואר|פברואר|מרץ|אפריל|מאי|יוני|יולי|אוגוסט|ספטמבר|אוקטובר|נובמבר|דצמבר",
    "जनवरी|फरवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|नवंबर|दिसंबर",
    "gener|febrer|març|abril|maig|juny|juliol|agost|setembre|octubre|novembre|desembre",
};

const std::unordered_map<std::string, int>& Months() {
  static const auto* const table = [] {
    auto* out = new std::unordered_map<std::string, int>;
    for (const std::string_view list : kMonthLists) {
      int month = 1;
      std::string word;
      for (size_t i = 0; i <= list.size(); ++i) {
        const char c = i < list.size() ? list[i] : '|';
        if (c != '|' && c != ' ') {
          word += c;
          continue;
        }
        // "listopad" is October in Croatian and November in Polish and Czech: the first list wins.
        if (!word.empty()) out->emplace(FoldCase(word), month);
        word.clear();
        if (c == '|') ++month;
      }
    }
    return out;
  }();
  return *table;
}

// Whether a month may begin with the first two letters of a word: most words are turned away by one look.
bool MayBeMonth(std::string_view word) {
  const auto letter = [](char c) { return static_cast<size_t>((c | 0x20) - 'a'); };
  static const auto* const pairs = [&] {
    auto* out = new std::bitset<26 * 26>;
    for (const auto& [name, month] : Months()) {
      if (name.size() > 1 && letter(name[0]) < 26 && letter(name[1]) < 26)
        out->set(letter(name[0]) * 26 + letter(name[1]));
    }
    return out;
  }();
  if (word.size() < 2 || letter(word[0]) >= 26 || letter(word[1]) >= 26) return true;
  return pairs->test(letter(word[0]) * 26 + letter(word[1]));
}

// A piece of a text: a number, a word, or separators between them.
struct Token {
  enum class Kind { kNumber, kWord, kSeparator };
  Kind kind = Kind::kSeparator;
  size_t begin = 0;
  size_t end = 0;
  int number = -1;  // kNumber of at most 9 digits
  int month = 0;    // kWord that names a month
};

bool IsAsciiDigit(char c) { return c >= '0' && c <= '9'; }
bool IsAsciiAlpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::vector<Token> Tokenize(std::string_view text) {
  std::vector<Token> tokens;
  for (size_t i = 0; i < text.size();) {
    Token token;
    token.begin = i;
    if (IsAsciiDigit(text[i])) {
      token.kind = Token::Kind::kNumber;
      while (i < text.size() && IsAsciiDigit(text[i])) ++i;
      if (i - token.begin <= 9) {
        token.number = 0;
        for (size_t k = token.begin; k < i; ++k) token.number = token.number * 10 + (text[k] - '0');
      }
    } else {
      size_t next = i;
      char32_t code_point = NextCodePoint(text, next);
      const auto in_word = [](char32_t c) { return IsWordChar(c) && !IsDigit(c); };
      if (in_word(code_point)) {
        token.kind = Token::Kind::kWord;
        // Ideographs are words of their own, so that the number signs of East Asian dates stand alone.
        const auto ideograph = [](char32_t c) { return (c >= 0x3000 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7AF); };
        const bool single = ideograph(code_point);
        i = next;
        while (!single && i < text.size()) {
          next = i;
          code_point = NextCodePoint(text, next);
          if (!in_word(code_point) || ideograph(code_point)) break;
          i = next;
        }
        if (const std::string_view word = text.substr(token.begin, i - token.begin);
            word.size() <= 40 && MayBeMonth(word)) {
          const auto found = Months().find(FoldCase(word));
          if (found != Months().end()) token.month = found->second;
        }
      } else {
        i = next;
        while (i < text.size() && !IsAsciiDigit(text[i])) {
          next = i;
          code_point = NextCodePoint(text, next);
          if (IsWordChar(code_point)) break;
          i = next;
        }
      }
    }
    token.end = i;
    tokens.push_back(token);
  }
  return tokens;
}

class Finder {
 public:
  Finder(std::string_view text, SlashOrder order) : text_(text), order_(order), tokens_(Tokenize(text)) {}

  std::vector<StatedDate> Run() {
    for (at_ = 0; at_ < tokens_.size();) {
      StatedDate date;
      size_t next = 0;
      if (Try(date, next)) {
        date.begin = tokens_[at_].begin;
        date.end = tokens_[next - 1].end;
        AddTime(date, next);
        found_.push_back(std::move(date));
        at_ = next;
      } else {
        ++at_;
      }
    }
    return std::move(found_);
  }

 private:
  using Kind = Token::Kind;
  const Token* Get(size_t i) const { return i < tokens_.size() ? &tokens_[i] : nullptr; }
  std::string_view TextOf(size_t i) const {
    return i < tokens_.size() ? text_.substr(tokens_[i].begin, tokens_[i].end - tokens_[i].begin) : std::string_view();
  }
  size_t Digits(size_t i) const { return tokens_[i].end - tokens_[i].begin; }
  bool IsNumber(size_t i) const {
    return i < tokens_.size() && tokens_[i].kind == Kind::kNumber && tokens_[i].number >= 0;
  }
  bool IsMonth(size_t i) const { return i < tokens_.size() && tokens_[i].month > 0; }
  bool IsYear(size_t i) const {
    return IsNumber(i) && Digits(i) == 4 && tokens_[i].number >= kFirstYear && tokens_[i].number <= kLastYear;
  }
  bool IsDayNumber(size_t i) const {
    return IsNumber(i) && Digits(i) <= 2 && tokens_[i].number >= 1 && tokens_[i].number <= 31;
  }
  bool IsShortSeparator(size_t i) const {
    return i < tokens_.size() && tokens_[i].kind == Kind::kSeparator && TextOf(i).size() <= 4 &&
           TextOf(i).find_first_of("|:;()/") == std::string_view::npos;
  }

  static bool Set(StatedDate& date, int year, int month, int day) {
    date.day = {year, month, day};
    return year >= kFirstYear && year <= kLastYear && IsValid(date.day);
  }

  bool Try(StatedDate& date, size_t& next) {
    const Token& token = tokens_[at_];
    // A digit glued to a letter or a longer number is part of a code.
    if (token.kind == Kind::kNumber)
      return TryEastAsianYear(date, next) || TryYearFirst(date, next) || TryDayMonthName(date, next) ||
             TryNumeric(date, next);
    if (token.month > 0) return TryMonthName(date, next);
    return false;
  }

  // 2018-08-04, 2018/8/4, 2018.08.04, 2018年8月4日, 2018년 8월 4일, 2018 August 4
  bool TryYearFirst(StatedDate& date, size_t& next) {
    if (!IsYear(at_)) return false;
    const std::string_view sep = TextOf(at_ + 1);
    if (sep.size() == 1 && (sep == "-" || sep == "/" || sep == ".") && IsNumber(at_ + 2) && TextOf(at_ + 3) == sep &&
        IsNumber(at_ + 4) && Digits(at_ + 2) <= 2 && Digits(at_ + 4) <= 2) {
      // "2020.2.1" is a version of a product more often than a day; a day has its month as "02".
      if (sep == "." && Digits(at_ + 2) == 1) return false;
      next = at_ + 5;
      return Set(date, tokens_[at_].number, tokens_[at_ + 2].number, tokens_[at_ + 4].number);
    }
    if (sep == "年" || sep == "년") {
      size_t i = at_ + 2;
      SkipBlank(i);
      if (!IsDayNumber(i) || (TextOf(i + 1) != "月" && TextOf(i + 1) != "월")) return false;
      const int month = tokens_[i].number;
      i += 2;
      SkipBlank(i);
      if (!IsDayNumber(i)) return false;
      next = i + 1;
      if (TextOf(next) == "日" || TextOf(next) == "일") ++next;
      return Set(date, tokens_[at_].number, month, tokens_[i].number);
    }
    if (IsShortSeparator(at_ + 1) && IsMonth(at_ + 2) && IsShortSeparator(at_ + 3) && IsDayNumber(at_ + 4)) {
      next = at_ + 5;
      date.named_month = true;
      return Set(date, tokens_[at_].number, tokens_[at_ + 2].month, tokens_[at_ + 4].number);
    }
    return false;
  }

  // What to add to a year that is counted from an era's beginning ("民國109年", "令和6年"); 0 when no era stands
  // before.
  int EraBefore(size_t i) const {
    if (i > 0 && TextOf(i - 1) == " ") --i;
    if (i < 2) return 0;
    const std::string era = std::string(TextOf(i - 2)) + std::string(TextOf(i - 1));
    if (era == "民國" || era == "民国") return 1911;
    if (era == "令和") return 2018;
    return era == "平成" ? 1988 : 0;
  }

  // 民國109年12月18日, 令和6年2月8日; in a Chinese line also 109-12-18 and 109/12/18, as Taiwan's offices write.
  bool TryEastAsianYear(StatedDate& date, size_t& next) {
    if (!IsNumber(at_) || Digits(at_) > 3 || tokens_[at_].number < 1) return false;
    const int year = tokens_[at_].number;
    size_t i = at_ + 1;
    SkipBlank(i);
    if (const int era = EraBefore(at_); era != 0 && TextOf(i) == "年") {
      ++i;
      SkipBlank(i);
      if (!IsDayNumber(i)) return false;
      const int month = tokens_[i++].number;
      SkipBlank(i);
      if (TextOf(i) != "月") return false;
      ++i;
      SkipBlank(i);
      if (!IsDayNumber(i)) return false;
      next = i + 1;
      return Set(date, era + year, month, tokens_[i].number);
    }
    const std::string_view sep = TextOf(at_ + 1);
    if (Digits(at_) != 3 || year < 79 || (sep != "-" && sep != "/" && sep != ".") || !IsDayNumber(at_ + 2) ||
        Digits(at_ + 2) != 2 || TextOf(at_ + 3) != sep || !IsDayNumber(at_ + 4) || Digits(at_ + 4) != 2 ||
        TextOf(at_ + 5) == sep || !HoldsIdeograph()) {
      return false;
    }
    next = at_ + 5;
    return Set(date, 1911 + year, tokens_[at_ + 2].number, tokens_[at_ + 4].number);
  }

  bool HoldsIdeograph() const {
    for (size_t i = 0; i < text_.size();) {
      const char32_t c = NextCodePoint(text_, i);
      if (c >= 0x4E00 && c <= 0x9FFF) return true;
    }
    return false;
  }

  void SkipBlank(size_t& i) const {
    if (i < tokens_.size() && tokens_[i].kind == Kind::kSeparator && TextOf(i) == " ") ++i;
  }

  // Skips "st", "de", "of", "." and the like between the parts of a written date.
  void SkipLink(size_t& i) const {
    for (int steps = 0; steps < 4 && i < tokens_.size(); ++steps) {
      const std::string_view part = TextOf(i);
      const bool link = tokens_[i].kind == Kind::kWord &&
                        (part == "st" || part == "nd" || part == "rd" || part == "th" || part == "de" || part == "of" ||
                         part == "del" || part == "er" || part == "di" || part == "ST" || part == "TH" ||
                         part == "RD" || part == "ND" || part == "do" || part == "r");
      if (!link && !IsShortSeparator(i)) return;
      ++i;
    }
  }

  // 4 August 2018, 4. August 2018, 4 de agosto de 2018, 04-Aug-18
  bool TryDayMonthName(StatedDate& date, size_t& next) {
    if (!IsDayNumber(at_)) return false;
    size_t i = at_ + 1;
    SkipLink(i);
    if (i == at_ + 1 || !IsMonth(i)) return false;
    const int month = tokens_[i].month;
    const size_t month_at = i++;
    SkipLink(i);
    if (i == month_at + 1) return false;
    int year = 0;
    if (IsYear(i)) {
      year = tokens_[i].number;
    } else if (IsNumber(i) && Digits(i) == 2 &&
               (TextOf(month_at + 1) == "-" || TextOf(i - 1) == "'" || TextOf(i - 1) == " '")) {
      year = 2000 + tokens_[i].number;
    } else {
      return false;
    }
    next = i + 1;
    date.named_month = true;
    return Set(date, year, month, tokens_[at_].number);
  }

  // August 4, 2018; Aug. 4th 2018; Aug-04-2018
  bool TryMonthName(StatedDate& date, size_t& next) {
    size_t i = at_ + 1;
    if (!IsShortSeparator(i) || !IsDayNumber(i + 1)) return false;
    const int day = tokens_[i + 1].number;
    i += 2;
    const size_t after_day = i;
    SkipLink(i);
    if (i == after_day || !IsYear(i)) return false;
    next = i + 1;
    date.named_month = true;
    return Set(date, tokens_[i].number, tokens_[at_].month, day);
  }

  // 04.08.2018, 4/8/2018, 04-08-2018, 04.08.18
  bool TryNumeric(StatedDate& date, size_t& next) {
    if (!IsDayNumber(at_)) return false;
    const std::string_view sep = TextOf(at_ + 1);
    if (sep != "." && sep != "/" && sep != "-" && sep != ". ") return false;
    if (!IsNumber(at_ + 2) || Digits(at_ + 2) > 2 || TextOf(at_ + 3) != sep) return false;
    if (at_ > 0 && (TextOf(at_ - 1) == sep || TextOf(at_ - 1) == "." || TextOf(at_ - 1) == "+")) return false;
    if (TextOf(at_ + 5) == sep && IsNumber(at_ + 6)) return false;  // a version or section number goes on
    int year = 0;
    if (IsYear(at_ + 4)) {
      year = tokens_[at_ + 4].number;
    } else if (IsNumber(at_ + 4) && Digits(at_ + 4) == 2 && Digits(at_ + 2) == 2 && Digits(at_) == 2 && sep != "-" &&
               tokens_[at_ + 4].number < 50) {
      year = 2000 + tokens_[at_ + 4].number;
    } else {
      return false;
    }
    next = at_ + 5;
    const int first = tokens_[at_].number, second = tokens_[at_ + 2].number;
    const bool both = first <= 12 && second <= 12 && first != second;
    bool day_first = sep != "/" || order_ != SlashOrder::kMonthFirst;
    if (second > 12) day_first = false;
    if (first > 12) day_first = true;
    date.ambiguous = both && sep == "/" && order_ == SlashOrder::kUnknown;
    date.swappable = both;
    date.slashes = sep == "/" || sep == "-";
    return day_first ? Set(date, year, second, first) : Set(date, year, first, second);
  }

  // "T16:49:00Z", " 4:49 PM", ", 16.49 Uhr" behind the date: adds the time to the value.
  void AddTime(StatedDate& date, size_t& next) {
    date.value = FormatDay(date.day);
    if (!AddTimeBehind(date, next)) date.value += TimeBefore(date.begin);
    used_ = next;
  }

  bool AddTimeBehind(StatedDate& date, size_t& next) {
    size_t i = next;
    for (int steps = 0; steps < 3 && i < tokens_.size() && tokens_[i].kind != Kind::kNumber; ++steps) {
      const std::string_view part = TextOf(i);
      const bool link = part == "T" || part == "t" || part == "at" || part == "um" || part == "à" || part == "alle" ||
                        (tokens_[i].kind == Kind::kSeparator && part.size() <= 5);
      if (!link) return false;
      ++i;
    }
    if (!IsNumber(i) || Digits(i) > 2 || TextOf(i + 1) != ":" || !IsNumber(i + 2) || Digits(i + 2) != 2) return false;
    int hour = tokens_[i].number;
    const int minute = tokens_[i + 2].number;
    int second = 0;
    size_t after = i + 3;
    if (TextOf(after) == ":" && IsNumber(after + 1) && Digits(after + 1) == 2) {
      second = tokens_[after + 1].number;
      after += 2;
      if (TextOf(after) == "." && IsNumber(after + 1)) after += 2;
    }
    ReadMeridiem(after, hour);
    if (hour > 23 || minute > 59 || second > 60) return false;
    date.value += FormatTime(hour, minute, second) + Offset(after);
    next = after;
    date.end = tokens_[after - 1].end;
    return true;
  }

  static std::string FormatTime(int hour, int minute, int second) {
    char time[40];
    std::snprintf(time, sizeof time, "T%02d:%02d:%02d", hour, minute, second);
    return time;
  }

  // " PM", "a.m." at `after`, which is moved past the letters.
  void ReadMeridiem(size_t& after, int& hour) const {
    size_t half = after;
    SkipBlank(half);
    const std::string meridiem = FoldCase(TextOf(half));
    const bool dotted = TextOf(half + 1).starts_with('.');
    if (meridiem == "pm" || (meridiem == "p" && dotted)) {
      hour = hour % 12 + 12;
    } else if (meridiem == "am" || (meridiem == "a" && dotted)) {
      hour %= 12;
    } else {
      return;
    }
    after = half + 1;
  }

  // "8:00 PM EST, Tue December 19, 2023": the time before the date, with at most a zone and a weekday between.
  std::string TimeBefore(size_t begin) const {
    size_t at = at_;
    for (int steps = 0; steps < 8 && at >= 3; ++steps) {
      --at;
      const std::string_view part = TextOf(at);
      if (tokens_[at].kind == Kind::kSeparator && part.size() > 4) return {};
      if (tokens_[at].kind == Kind::kWord && part.size() > 2 && part[0] >= 'a' && part[0] <= 'z')
        return {};  // neither a zone nor a weekday
      if (tokens_[at].kind == Kind::kNumber) break;
    }
    if (at < 2 + used_ || tokens_[at].kind != Kind::kNumber || TextOf(at - 1) != ":" || Digits(at) != 2 ||
        !IsNumber(at - 2) || Digits(at - 2) > 2 || (at >= 3 && TextOf(at - 3).ends_with(':')) ||
        begin - tokens_[at].end > kTimeBeforeBytes) {
      return {};
    }
    int hour = tokens_[at - 2].number;
    const int minute = tokens_[at].number;
    size_t after = at + 1;
    const bool clock =
        tokens_[after].kind == Kind::kSeparator && TextOf(after).find_first_not_of(" ,|") == std::string_view::npos;
    ReadMeridiem(after, hour);
    if ((!clock && after == at + 1) || hour > 23 || minute > 59) return {};
    return FormatTime(hour, minute, 0) + Offset(after);
  }

  // "Z", "+02:00", "-0400", " GMT", " UTC" at `after`, which is moved past it.
  std::string Offset(size_t& after) const {
    size_t i = after;
    const std::string_view part = TextOf(i);
    if (part == "Z" || part == "z") {
      after = i + 1;
      return "Z";
    }
    if (part == " " && (TextOf(i + 1) == "GMT" || TextOf(i + 1) == "UTC")) {
      after = i + 2;
      return "Z";
    }
    if ((part == "+" || part == "-" || part == " +" || part == " -") && IsNumber(i + 1)) {
      const char sign = part.back();
      const std::string_view digits = TextOf(i + 1);
      if (digits.size() == 4) {
        after = i + 2;
        return sign + std::string(digits.substr(0, 2)) + ":" + std::string(digits.substr(2));
      }
      if (digits.size() == 2) {
        const bool minutes = TextOf(i + 2) == ":" && IsNumber(i + 3) && Digits(i + 3) == 2;
        after = minutes ? i + 4 : i + 2;
        return sign + std::string(digits) + ":" + (minutes ? std::string(TextOf(i + 3)) : "00");
      }
    }
    return {};
  }

  std::string_view text_;
  SlashOrder order_;
  std::vector<Token> tokens_;
  std::vector<StatedDate> found_;
  size_t at_ = 0;
  size_t used_ = 0;  // tokens before it are of the date before
};

std::optional<StatedDate> FromDay(Day day) {
  if (!IsValid(day) || day.year < kFirstYear || day.year > kLastYear) return std::nullopt;
  StatedDate date;
  date.day = day;
  date.value = FormatDay(day);
  return date;
}

std::optional<Day> DayOfDigits(std::string_view digits) {
  if (digits.size() < 8) return std::nullopt;
  int parts[3] = {0, 0, 0};
  for (size_t i = 0; i < 8; ++i) {
    if (!IsAsciiDigit(digits[i])) return std::nullopt;
    int& part = parts[i < 4 ? 0 : i < 6 ? 1 : 2];
    part = part * 10 + (digits[i] - '0');
  }
  const Day day{parts[0], parts[1], parts[2]};
  if (!IsValid(day) || day.year < kFirstYear || day.year > kLastYear) return std::nullopt;
  return day;
}

}  // namespace

std::vector<StatedDate> FindStatedDates(std::string_view text, SlashOrder order) { return Finder(text, order).Run(); }

std::optional<StatedDate> ParseStamp(std::string_view value, SlashOrder order) {
  const size_t begin = value.find_first_not_of(" \t\r\n\"'");
  if (begin == std::string_view::npos) return std::nullopt;
  value = value.substr(begin, 120);
  size_t digits = 0;
  while (digits < value.size() && IsAsciiDigit(value[digits])) ++digits;
  if (digits == 8 || digits == 14 || digits == 12) {
    if (const auto day = DayOfDigits(value)) return FromDay(*day);
  }
  if (digits == value.size() && (digits == 10 || digits == 13)) {
    const UtcTime time{std::stoll(std::string(value.substr(0, 10))) * 1000};
    auto date = FromDay(UtcDayOf(time));
    if (date) date->value = FormatRfc3339(time);
    return date;
  }
  for (StatedDate& date : FindStatedDates(value, order)) {
    if (date.begin <= 24) return std::move(date);
    break;
  }
  return std::nullopt;
}

namespace {

std::string_view PathOf(std::string_view url) {
  const size_t host = url.find("://");
  const size_t path = url.find('/', host == std::string_view::npos ? 0 : host + 3);
  return path == std::string_view::npos ? std::string_view() : url.substr(path);
}

bool IsPlausible(Day day) { return IsValid(day) && day.year >= kFirstYear && day.year <= kLastYear; }

// Year, month and day at `at`, split by one of "/-_."; the month may be a name. As many as there are.
int UrlParts(std::string_view rest, size_t at, int (&numbers)[3]) {
  for (int parts = 0; parts < 3; ++parts) {
    size_t stop = at;
    while (stop < rest.size() && IsAsciiDigit(rest[stop]) && stop - at < 5) {
      numbers[parts] = numbers[parts] * 10 + (rest[stop] - '0');
      ++stop;
    }
    if (stop == at && parts == 1) {
      while (stop < rest.size() && IsAsciiAlpha(rest[stop])) ++stop;
      const auto month = Months().find(FoldCase(rest.substr(at, stop - at)));
      const bool ends =
          stop + 1 < rest.size() && (rest[stop] == '/' || IsAsciiDigit(rest[stop + 1]));  // no "/2018/may-be"
      if (month == Months().end() || !ends) return parts;
      numbers[1] = month->second;
    } else if (stop == at || (parts > 0 && stop - at > 2)) {
      return parts;
    }
    at = stop;
    if (at < rest.size() && IsAsciiDigit(rest[at])) return parts;
    if (parts < 2 && (at >= rest.size() || std::string_view("/-_.").find(rest[at]) == std::string_view::npos))
      return parts + 1;
    ++at;
  }
  return 3;
}

}  // namespace

std::optional<Day> DayInUrl(std::string_view url) {
  const std::string_view rest = PathOf(url);
  for (size_t i = 0; i < rest.size(); ++i) {
    if (!IsAsciiDigit(rest[i]) || (i > 0 && IsAsciiDigit(rest[i - 1]))) continue;
    size_t end = i;
    while (end < rest.size() && IsAsciiDigit(rest[end])) ++end;
    if (end - i == 8) {
      if (const auto day = DayOfDigits(rest.substr(i, 8))) return day;
    }
    int numbers[3] = {0, 0, 0};
    if (end - i != 4 || UrlParts(rest, i, numbers) < 3) continue;
    const Day day{numbers[0], numbers[1], numbers[2]};
    if (IsPlausible(day)) return day;
  }
  return std::nullopt;
}

std::optional<Day> MonthInUrl(std::string_view url) {
  const std::string_view rest = PathOf(url);
  for (size_t i = 1; i + 5 < rest.size(); ++i) {
    if (rest[i - 1] != '/' || !IsAsciiDigit(rest[i]) || !IsAsciiDigit(rest[i + 3]) || rest[i + 4] != '/') continue;
    int numbers[3] = {0, 0, 0};
    if (UrlParts(rest, i, numbers) != 2) continue;
    const Day day{numbers[0], numbers[1], 1};
    if (IsPlausible(day)) return day;
  }
  return std::nullopt;
}

SlashOrder SlashOrderOf(std::string_view language_tag) {
  std::string tag = FoldCase(language_tag);
  std::replace(tag.begin(), tag.end(), '_', '-');
  if (tag.empty() || tag == "en") return SlashOrder::kUnknown;
  if (tag == "en-us" || tag == "en-ph" || tag == "es-us") return SlashOrder::kMonthFirst;
  return SlashOrder::kDayFirst;
}

}  // namespace dossier::indexer
