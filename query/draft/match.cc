#include "query/draft/match.h"

#include <algorithm>
#include <array>

#include "corpus/base/case_folding.h"
#include "corpus/base/utf8.h"
#include "query/draft/tokens.h"

namespace dossier::query {

namespace {

using Element = QuotationPattern::Element;
using Kind = Token::Kind;

constexpr size_t kMostSteps = 20'000'000;
constexpr size_t kMostWordsOfBracket = 12;
constexpr std::string_view kOmission = "an omission is marked", kBracket = "words or letters in brackets",
                           kFirstLetter = "the case of the first letter", kInnerMarks = "inner quotation marks turned",
                           kPunctuation = "punctuation moved inside the marks";

void AddOnce(std::vector<std::string>& list, std::string_view item) {
  if (std::find(list.begin(), list.end(), item) == list.end()) list.emplace_back(item);
}

bool IsMark(const Token& token, std::string_view mark) { return token.kind == Kind::kMark && token.text == mark; }

// "The" and "the": equal but for the case of the first letter.
bool SameButFirstLetter(const std::string& a, const std::string& b) {
  size_t i = 0, j = 0;
  if (a.empty() || b.empty()) return false;
  const char32_t x = NextCodePoint(a, i), y = NextCodePoint(b, j);
  return FoldedCase(x) == FoldedCase(y) && std::string_view(a).substr(i) == std::string_view(b).substr(j);
}

// Words whose loss turns what is said: negations, and what makes a deed a plan or a claim.
bool TurnsMeaning(const std::string& word) {
  static constexpr std::array<std::string_view, 50> kWords = {
      "not",        "no",          "never",     "neither",   "nor",      "none",     "nothing",  "nobody",
      "without",    "cannot",      "denied",    "denies",    "deny",     "denying",  "refused",  "rejected",
      "failed",     "false",       "falsely",   "wrongly",   "hardly",   "barely",   "unless",   "if",
      "proposed",   "proposes",    "propose",   "proposal",  "plans",    "planned",  "planning", "considers",
      "considered", "considering", "might",     "may",       "could",    "would",    "alleged",  "allegedly",
      "alleges",    "reportedly",  "suspected", "potential", "possible", "possibly", "draft",    "tentative",
      "except",     "until"};
  const std::string folded = FoldCase(word);
  return folded.ends_with("n't") || std::find(kWords.begin(), kWords.end(), folded) != kWords.end();
}

// The elements of a quotation.
class Compiler {
 public:
  explicit Compiler(std::string_view quotation) : tokens_(TokensOf(quotation)) {}

  void Compile() {
    for (size_t i = 0; i < tokens_.size(); ++i) {
      if (const size_t end = OmissionEnd(i); end > i) {
        AddOmission();
        i = end - 1;
      } else if (IsMark(tokens_[i], "[")) {
        i = Bracket(i);
      } else {
        Add(i);
      }
    }
    Trim();
  }
  std::vector<Element> elements;
  std::vector<std::string> customs, inserted;

 private:
  // Behind an ellipsis at `i`, in brackets or parentheses or bare, or three asterisks; `i` when there is none.
  size_t OmissionEnd(size_t i) const {
    if (tokens_[i].kind == Kind::kEllipsis) return i + 1;
    const auto is = [&](size_t k, std::string_view mark) { return k < tokens_.size() && IsMark(tokens_[k], mark); };
    if ((is(i, "[") || is(i, "(")) && i + 2 < tokens_.size() && tokens_[i + 1].kind == Kind::kEllipsis &&
        (is(i + 2, "]") || is(i + 2, ")")))
      return i + 3;
    if (is(i, "*") && is(i + 1, "*") && is(i + 2, "*")) return i + 3;
    return i;
  }
  void AddOmission() {
    AddOnce(customs, kOmission);
    // A mark that the draft set before its ellipsis may be its own.
    if (!elements.empty() && elements.back().kind == Element::Kind::kToken && elements.back().token.kind == Kind::kMark)
      elements.back().kind = Element::Kind::kMayMark;
    if (elements.empty() || elements.back().kind != Element::Kind::kAnything)
      elements.push_back({Element::Kind::kAnything, {}, false, 0});
  }
  void Add(size_t i) {
    Element element{Element::Kind::kToken, tokens_[i], false, 0};
    const bool behind_gap = !elements.empty() && elements.back().kind == Element::Kind::kAnything;
    element.first_letter = element.token.kind == Kind::kWord && (elements.empty() || behind_gap);
    const bool point = IsMark(tokens_[i], ",") || IsMark(tokens_[i], ".");
    const bool before_quote = i + 1 < tokens_.size() && tokens_[i + 1].kind == Kind::kQuote;
    // American setting moves commas and full stops inside the marks; behind an omission a mark may be the draft's.
    if (point && (before_quote || i + 1 == tokens_.size())) element.kind = Element::Kind::kMayMark;
    if (behind_gap && element.token.kind == Kind::kMark) element.kind = Element::Kind::kMayMark;
    elements.push_back(std::move(element));
  }
  // "[T]he", "work[ed]", "[the company]", "ZTE [of Shenzhen]", "[sic]": the last token of the bracket.
  size_t Bracket(size_t i) {
    size_t close = i + 1;
    while (close < tokens_.size() && close - i <= 40 && !IsMark(tokens_[close], "]")) ++close;
    if (close >= tokens_.size() || !IsMark(tokens_[close], "]")) {
      Add(i);
      return i;
    }
    AddOnce(customs, kBracket);
    std::string words;
    for (size_t k = i + 1; k < close; ++k) words += (k > i + 1 && !tokens_[k].glued ? " " : "") + tokens_[k].text;
    inserted.push_back(words);
    const bool to_word =
        close + 1 < tokens_.size() && tokens_[close + 1].kind == Kind::kWord && tokens_[close + 1].glued;
    const bool of_word = i > 0 && tokens_[i].glued && tokens_[i - 1].kind == Kind::kWord && !elements.empty();
    if (to_word && !of_word) return Beginning(i, close, words);
    if (of_word) {
      elements.back().kind = Element::Kind::kBeginning;
      return close;
    }
    // "[the company]'s": the ending belongs to what the bracket stands for.
    if (close + 2 < tokens_.size() && tokens_[close + 1].kind == Kind::kQuote && tokens_[close + 1].glued &&
        tokens_[close + 2].glued && tokens_[close + 2].text == "s")
      close += 2;
    ++brackets_;
    for (size_t k = 0; k < kMostWordsOfBracket; ++k) elements.push_back({Element::Kind::kAnyOne, {}, false, brackets_});
    return close;
  }
  // A bracket that a word's rest follows: one letter changes its case, others its beginning.
  size_t Beginning(size_t open, size_t close, const std::string& words) {
    const Token& rest = tokens_[close + 1];
    Element element{Element::Kind::kToken, rest, true, 0};
    if (CodePointCount(words) == 1) {
      element.token.text = words + rest.text;
      inserted.pop_back();
    } else {
      element.kind = Element::Kind::kEnding;
    }
    element.token.begin = tokens_[open].begin;
    elements.push_back(std::move(element));
    return close + 1;
  }
  // Omissions at either end say nothing of the text.
  void Trim() {
    while (!elements.empty() && elements.front().kind == Element::Kind::kAnything) elements.erase(elements.begin());
    while (!elements.empty() && elements.back().kind == Element::Kind::kAnything) elements.pop_back();
  }

  std::vector<Token> tokens_;
  size_t brackets_ = 0;
};

// How an element takes a token.
enum class Takes { kNo, kYes, kOtherCase, kTurned };

Takes TakenBy(const Element& element, const Token& token) {
  const Token& wanted = element.token;
  switch (element.kind) {
    case Element::Kind::kBeginning:
      return token.kind == Kind::kWord && token.text.starts_with(wanted.text) ? Takes::kYes : Takes::kNo;
    case Element::Kind::kEnding:
      return token.kind == Kind::kWord && token.text.ends_with(wanted.text) ? Takes::kYes : Takes::kNo;
    case Element::Kind::kAnything:
      return Takes::kYes;
    case Element::Kind::kAnyOne:
      return token.kind == Kind::kParagraph ? Takes::kNo : Takes::kYes;
    case Element::Kind::kToken:
    case Element::Kind::kMayMark:
      break;
  }
  if (token.kind != wanted.kind) return Takes::kNo;
  if (token.text == wanted.text) return Takes::kYes;
  if (token.kind == Kind::kQuote) return Takes::kTurned;
  if (element.first_letter && SameButFirstLetter(token.text, wanted.text)) return Takes::kOtherCase;
  return Takes::kNo;
}

// A path of the elements through the tokens, found depth first: few tokens are passed over before many.
class Search {
 public:
  Search(const std::vector<Element>& elements, const std::vector<Token>& tokens)
      : elements_(elements), tokens_(tokens), failed_((elements.size() + 1) * (tokens.size() + 1), false) {}

  struct Step {
    size_t element, token;
    bool took;
  };

  // The steps of the match that begins at token `first`; empty when there is none.
  std::vector<Step> From(size_t first) {
    if (TakenBy(elements_[0], tokens_[first]) == Takes::kNo) return {};
    frames_ = {{0, first, 0, false}};
    while (!frames_.empty() && ++steps_ <= kMostSteps) {
      if (frames_.back().element == elements_.size()) return Path();
      Go();
    }
    return {};
  }
  bool exhausted() const { return steps_ > kMostSteps; }

 private:
  struct Frame {
    size_t element, token;
    int choice;  // the next to try
    bool took;   // how it was reached
  };

  std::vector<Step> Path() const {
    std::vector<Step> path;
    for (size_t k = 1; k < frames_.size(); ++k)
      path.push_back({frames_[k - 1].element, frames_[k - 1].token, frames_[k].took});
    return path;
  }
  static bool MayPass(const Element& element) {
    return element.kind == Element::Kind::kMayMark || element.kind == Element::Kind::kAnything ||
           element.kind == Element::Kind::kAnyOne;
  }
  // Choices at (element, token): pass the element over, or take the token; omissions pass first, marks take first.
  void Go() {
    Frame& frame = frames_.back();
    const size_t key = frame.element * (tokens_.size() + 1) + frame.token;
    if (failed_[key] || frame.choice > 1) {
      failed_[key] = true;
      frames_.pop_back();
      return;
    }
    const Element& element = elements_[frame.element];
    const bool pass_first = element.kind == Element::Kind::kAnything || element.kind == Element::Kind::kAnyOne;
    const bool pass = (frame.choice++ == 0) == pass_first;
    const size_t stays = element.kind == Element::Kind::kAnything ? 0 : 1;
    const Frame at = frame;
    if (pass && MayPass(element))
      frames_.push_back({at.element + 1, at.token, 0, false});
    else if (!pass && at.token < tokens_.size() && TakenBy(element, tokens_[at.token]) != Takes::kNo)
      frames_.push_back({at.element + stays, at.token + 1, 0, true});
  }

  const std::vector<Element>& elements_;
  const std::vector<Token>& tokens_;
  std::vector<bool> failed_;
  std::vector<Frame> frames_;
  size_t steps_ = 0;
};

// What a path through the tokens says of the quotation.
class Reading {
 public:
  Reading(const std::vector<Element>& elements, const std::vector<Token>& tokens, std::string_view text)
      : elements_(elements), tokens_(tokens), text_(text) {}

  QuotationMatch Of(const std::vector<Search::Step>& steps) {
    match_.kind = MatchKind::kNormalised;
    match_.begin = tokens_[steps.front().token].begin;
    for (const Search::Step& step : steps) {
      if (step.took) match_.end = tokens_[step.token].end;
      Look(step);
    }
    CloseGap();
    if (paragraphs_ > 0)
      match_.warnings.push_back("its parts stand in different paragraphs of the source (" +
                                std::to_string(paragraphs_ + 1) + " paragraphs)");
    return std::move(match_);
  }

 private:
  void Look(const Search::Step& step) {
    const Element& element = elements_[step.element];
    const bool gap = element.kind == Element::Kind::kAnything || element.kind == Element::Kind::kAnyOne;
    if (!gap || (gap_open_ && step.element != gap_element_ && !SameBracket(step.element))) CloseGap();
    if (gap && step.took) {
      if (!gap_open_) gap_begin_ = step.token;
      gap_open_ = true;
      gap_element_ = step.element;
      gap_end_ = step.token + 1;
      if (tokens_[step.token].kind == Kind::kParagraph && element.kind == Element::Kind::kAnything) ++paragraphs_;
      return;
    }
    if (element.kind == Element::Kind::kMayMark && !step.took) {
      // The last comma or full stop before the closing mark is setting alone.
      if (step.element + 1 != elements_.size()) Custom(kPunctuation);
      return;
    }
    if (!step.took) return;
    const Takes takes = TakenBy(element, tokens_[step.token]);
    if (takes == Takes::kOtherCase) Custom(kFirstLetter);
    if (takes == Takes::kTurned) Custom(kInnerMarks);
  }
  bool SameBracket(size_t element) const {
    return elements_[element].bracket > 0 && elements_[element].bracket == elements_[gap_element_].bracket;
  }
  void Custom(std::string_view custom) {
    match_.kind = MatchKind::kAbridged;
    AddOnce(match_.customs, custom);
  }
  void CloseGap() {
    if (!gap_open_) return;
    gap_open_ = false;
    const std::string words = CollapseWhiteSpace(
        text_.substr(tokens_[gap_begin_].begin, tokens_[gap_end_ - 1].end - tokens_[gap_begin_].begin));
    match_.omitted.push_back(words);
    for (size_t i = gap_begin_; i < gap_end_; ++i)
      if (tokens_[i].kind == Kind::kWord && TurnsMeaning(tokens_[i].text)) {
        match_.warnings.push_back("the words left out hold '" + tokens_[i].text + "'");
        break;
      }
  }

  const std::vector<Element>& elements_;
  const std::vector<Token>& tokens_;
  std::string_view text_;
  QuotationMatch match_;
  bool gap_open_ = false;
  size_t gap_element_ = 0, gap_begin_ = 0, gap_end_ = 0, paragraphs_ = 0;
};

bool OnWords(std::string_view text, size_t begin, size_t length) {
  return IsWordBoundary(text, begin) && IsWordBoundary(text, begin + length);
}

}  // namespace

QuotationPattern::QuotationPattern(std::string_view quotation) : exact_(CollapseWhiteSpace(quotation)) {
  Compiler compiler(exact_);
  compiler.Compile();
  elements_ = std::move(compiler.elements);
  customs_ = std::move(compiler.customs);
  inserted_ = std::move(compiler.inserted);
  FindRuns();
}

void QuotationPattern::FindRuns() {
  std::string run;
  size_t previous_end = 0;
  const auto close = [&] {
    if (!run.empty()) runs_.push_back(run);
    run.clear();
  };
  for (const Element& element : elements_) {
    const bool word = element.kind == Element::Kind::kToken && element.token.kind == Token::Kind::kWord;
    const bool mark = element.token.kind != Token::Kind::kWord &&
                      (element.kind == Element::Kind::kToken || element.kind == Element::Kind::kMayMark);
    if (word)
      run += (run.empty() || element.token.begin == previous_end ? "" : " ") + element.token.text;
    else if (mark)
      run += element.token.text == "-" && !run.empty() ? "-" : "";
    else
      close();
    previous_end = element.token.end;
  }
  close();
  std::stable_sort(runs_.begin(), runs_.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
}

QuotationMatch QuotationPattern::Find(std::string_view text) const {
  if (exact_.empty()) return {};
  for (size_t at = text.find(exact_); at != std::string_view::npos; at = text.find(exact_, at + 1))
    if (OnWords(text, at, exact_.size())) return {MatchKind::kExact, at, at + exact_.size(), {}, {}, {}};
  const bool has_word = std::any_of(elements_.begin(), elements_.end(), [](const Element& element) {
    return element.token.kind == Token::Kind::kWord && element.kind != Element::Kind::kAnyOne &&
           element.kind != Element::Kind::kAnything;
  });
  if (!has_word) return {};
  const std::vector<Token> tokens = TokensOf(text);
  if (tokens.size() * elements_.size() > kMostSteps) return {};
  Search search(elements_, tokens);
  QuotationMatch best;
  for (size_t first = 0; first < tokens.size() && !search.exhausted(); ++first) {
    const auto steps = search.From(first);
    if (steps.empty()) continue;
    QuotationMatch match = Reading(elements_, tokens, text).Of(steps);
    if (!customs_.empty()) {
      match.kind = MatchKind::kAbridged;
      match.customs.insert(match.customs.begin(), customs_.begin(), customs_.end());
    }
    for (const std::string& words : inserted_)
      for (const Token& token : TokensOf(words))
        if (token.kind == Token::Kind::kWord && TurnsMeaning(token.text))
          match.warnings.push_back("the words in brackets hold '" + token.text + "'");
    if (!best.good() || match.kind > best.kind ||
        (match.kind == best.kind && match.warnings.size() < best.warnings.size()))
      best = std::move(match);
    if (best.kind == MatchKind::kNormalised) break;
  }
  return best;
}

}  // namespace dossier::query
