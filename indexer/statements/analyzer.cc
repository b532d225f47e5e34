#include "indexer/statements/analyzer.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <set>
#include <span>

#include "corpus/base/unseen.h"
#include "indexer/dates/dates.h"
#include "indexer/gazetteer/gazetteer.h"
#include "indexer/statements/actions.h"
#include "indexer/statements/events.h"
#include "indexer/statements/grammar.h"
#include "indexer/statements/mentions.h"
#include "indexer/statements/references.h"
#include "indexer/statements/speakers.h"
#include "indexer/statements/voices.h"
#include "indexer/text/language.h"
#include "indexer/text/sentences.h"

namespace dossier::indexer {
namespace {

constexpr size_t kLongestSentence = 8192;  // bytes; a longer one is no prose, and gives its names and dates only
constexpr size_t kDay = 10;                // bytes of an ISO day
constexpr size_t kEnoughToTell = 200;      // bytes below which a text counts as English unless it says otherwise

bool IsEnglish(std::string_view text, const AnalysisContext& context) {
  if (!context.language.empty()) return PrimaryLanguage(context.language) == "en";
  Language language = DetectLanguage(text);
  if (language.code == "en") return true;
  return text.size() < kEnoughToTell && !language.reliable;
}

// The blocks that bound sentences: those given, else what blank lines separate.
std::vector<SentenceRange> BlockRanges(std::string_view text, const std::vector<corpus::Block>& blocks) {
  std::vector<SentenceRange> ranges;
  for (const corpus::Block& block : blocks) {
    size_t end = std::min<size_t>(block.end, text.size());
    if (block.begin < end) ranges.push_back({block.begin, end});
  }
  if (!blocks.empty()) return ranges;
  size_t begin = 0;
  while (begin < text.size()) {
    size_t end = text.find("\n\n", begin);
    if (end == std::string_view::npos) end = text.size();
    if (begin < end) ranges.push_back({begin, end});
    begin = end + 2;
  }
  return ranges;
}

// One document's analysis, sentence by sentence.
class Reading {
 public:
  // `events`: nullptr when the rules are enough.
  Reading(const Gazetteer& gazetteer, const EventReader* events, size_t most, std::string published,
          std::string_view text, std::vector<Mention> mentions, std::vector<DateSpan> dates)
      : events_(events),
        document_(text, std::move(published), most),
        text_(text),
        mentions_(std::move(mentions)),
        dates_(std::move(dates)),
        speakers_(gazetteer),
        discourse_(gazetteer, CountVendors()) {
    for (const Mention& mention : mentions_)
      if (mention.type == MentionType::kVendor && !mention.id.empty()) document_.AddVendor(mention.id);
  }

  TextAnalysis Run(const std::vector<SentenceRange>& blocks) {
    std::vector<SentenceRange> sentences;
    const std::vector<Voice> voices = Voices(blocks);
    std::optional<Speaker> voice;
    for (size_t block = 0; block < blocks.size(); ++block) {
      sentences.clear();
      voice_ = voices[block];
      if (!voice_.name.empty() || !transcript_) voice = SpeakerOf(voice_);
      speakers_.StartBlock(voice);
      FindSentences(text_, blocks[block].begin, blocks[block].end, sentences);
      size_t first = out_.statements.size();
      for (const SentenceRange& range : sentences) ReadOne(range, block);
      CarryQuotations(first);
    }
    for (Mention& mention : added_) mentions_.push_back(std::move(mention));
    OrderMentions(mentions_);
    out_.mentions = std::move(mentions_);
    out_.partial = document_.spent();
    return std::move(out_);
  }

 private:
  size_t CountVendors() const {
    std::set<std::string_view> ids;
    for (const Mention& mention : mentions_) {
      if (mention.type == MentionType::kVendor) ids.insert(mention.id);
    }
    return ids.size();
  }

  // Who speaks in each block by its layout; offsets are the text's. In a transcript, a document of several certain
  // labels, what has the shape of a label is one.
  std::vector<Voice> Voices(const std::vector<SentenceRange>& blocks) {
    constexpr size_t kTranscript = 3;          // labels
    constexpr size_t kLongestSignature = 200;  // bytes
    std::vector<Voice> voices(blocks.size());
    size_t labels = 0;
    for (size_t i = 0; i < blocks.size(); ++i) {
      // A signature may stand in a block of its own, below its words.
      const bool below = i + 1 < blocks.size() && blocks[i + 1].begin - blocks[i].end <= 2 &&
                         blocks[i + 1].end - blocks[i + 1].begin <= kLongestSignature;
      SentenceRange range = blocks[i];
      std::optional<Voice> voice = VoiceBefore(TextOf(range));
      const bool label = voice.has_value();
      if (!voice) voice = VoiceAfter(TextOf(range));
      if (!voice && below) {
        range.end = blocks[i + 1].end;
        voice = VoiceAfter(TextOf(range));
        if (voice && range.begin + voice->begin < blocks[i + 1].begin) voice.reset();
      }
      if (!voice) continue;
      for (size_t* at : {&voice->begin, &voice->end, &voice->name_begin, &voice->name_end}) *at += blocks[i].begin;
      if (label && NamesOrganisation(*voice)) continue;
      if (!label) DatePost(range, *voice);
      labels += label && voice->certain;
      voices[i] = std::move(*voice);
    }
    transcript_ = labels >= kTranscript;
    for (Voice& voice : voices) {
      if (!voice.certain && !transcript_) voice = {};
    }
    return voices;
  }

  // A post under the date of its signature: its "today" is that day, not the day of the page that shows it.
  void DatePost(SentenceRange block, const Voice& signature) {
    const auto in = [](const DateSpan& date, size_t begin, size_t end) {
      return date.begin >= begin && date.end <= end;
    };
    std::string day;
    for (const DateSpan& date : dates_) {
      if (in(date, signature.name_end, signature.end) && date.is_explicit) day = date.value.substr(0, kDay);
    }
    if (day.size() != kDay) return;
    std::vector<DateSpan> dates =
        FindDates(text_.substr(block.begin, block.end - block.begin), {.published = day, .language = "en"});
    for (DateSpan& own : dates) {
      own.begin += block.begin;
      own.end += block.begin;
      for (DateSpan& date : dates_) {
        if (date.begin == own.begin && date.end == own.end) date.value = own.value;
      }
      for (Mention& mention : mentions_) {
        const bool same = mention.begin == own.begin && mention.end == own.end;
        if (same && mention.type == MentionType::kDate) mention.value = own.value;
      }
    }
  }

  std::string_view TextOf(SentenceRange range) const { return text_.substr(range.begin, range.end - range.begin); }

  // The mentions that touch the name of a voice.
  const Mention* OrganisationOf(const Voice& voice) const {
    auto at = std::lower_bound(mentions_.begin(), mentions_.end(), voice.name_begin,
                               [](const Mention& mention, size_t begin) { return mention.begin < begin; });
    for (; at != mentions_.end() && at->begin < voice.name_end; ++at) {
      if (!at->id.empty()) return &*at;
    }
    return nullptr;
  }
  bool NamesOrganisation(const Voice& voice) const { return OrganisationOf(voice) != nullptr; }

  std::optional<Speaker> SpeakerOf(const Voice& voice) const {
    if (voice.name.empty()) return std::nullopt;
    if (const Mention* mention = OrganisationOf(voice)) return Speaker{"", "", mention->id};
    return Speaker{voice.name, voice.role, ""};
  }

  // Whether the words of the range are the layout's and nobody's.
  bool IsLayout(SentenceRange range) const { return voice_.begin <= range.begin && range.end <= voice_.end; }

  void ReadOne(SentenceRange range, size_t block) {
    ReadSentence(text_, range, sentence_);
    PlaceMentions(range);
    size_t named = sentence_.entities.size();
    Statement statement;
    statement.begin = range.begin;
    statement.end = range.end;
    if (range.end - range.begin > kLongestSentence) {
      Entities(named, statement);
      Dates(range, statement);
      out_.statements.push_back(std::move(statement));
      quotation_.push_back({});
      return;
    }
    discourse_.Read(sentence_, block);
    TagSentence(sentence_);
    Entities(named, statement);
    Attribution attribution = speakers_.Read(sentence_);
    if (!IsLayout(range)) statement.speaker = std::move(attribution.speaker);
    statement.reported_by = std::move(attribution.reported_by);
    for (const PersonSpan& person : attribution.people) AddPerson(person);
    const std::span<const DateSpan> dates = Dates(range, statement);
    EventReader::Events events{FindActions(sentence_), {}};
    if (events_) events = events_->Read(sentence_, std::move(events.sure), attribution.people, dates, document_);
    statement.actions = std::move(events.sure);
    statement.unsure = std::move(events.unsure);
    out_.statements.push_back(std::move(statement));
    quotation_.push_back(QuotationOf(sentence_));
  }

  // Names of the sentence; the larger of two that overlap comes first and wins.
  void PlaceMentions(SentenceRange range) {
    for (; next_mention_ < mentions_.size() && mentions_[next_mention_].begin < range.begin;) ++next_mention_;
    for (size_t i = next_mention_; i < mentions_.size() && mentions_[i].begin < range.end; ++i) {
      const Mention& mention = mentions_[i];
      bool organisation = mention.type == MentionType::kVendor || mention.type == MentionType::kAgency ||
                          mention.type == MentionType::kOutlet || mention.type == MentionType::kOrganisation ||
                          mention.type == MentionType::kProduct;
      if (!organisation || mention.end > range.end) continue;
      EntitySpan span;
      span.type = mention.type;
      if (!mention.id.empty()) span.ids.push_back(mention.id);
      // An unknown vendor or agency is an organisation without an id.
      if (mention.id.empty() && span.type != MentionType::kOutlet) span.type = MentionType::kOrganisation;
      PlaceEntity(sentence_, mention.begin, mention.end, std::move(span));
    }
    // "said on Twitter": where something was said, not whom it is about.
    for (EntitySpan& span : sentence_.entities) {
      bool platform = sentence_.IsWord(span.first - 1, "on") && sentence_.Is(span.first - 2, WordClass::kSpeechVerb);
      if (platform) span.type = MentionType::kOutlet;
    }
  }

  void Entities(size_t named, Statement& statement) {
    std::vector<std::string> direct;
    std::vector<const EntitySpan*> ordered;
    for (const EntitySpan& span : sentence_.entities) ordered.push_back(&span);
    std::sort(ordered.begin(), ordered.end(),
              [](const EntitySpan* a, const EntitySpan* b) { return a->first < b->first; });
    for (const EntitySpan* span : ordered) {
      bool vendor = span->type == MentionType::kVendor || span->type == MentionType::kProduct;
      for (const std::string& id : span->ids) {
        if (id.empty()) continue;
        if (vendor) AddDistinct(statement.vendors, id);
        if (vendor && !span->reference && span->type == MentionType::kVendor) AddDistinct(direct, id);
        if (span->type == MentionType::kAgency) AddDistinct(statement.agencies, id);
      }
    }
    for (const std::string& id : statement.vendors) {
      if (std::find(direct.begin(), direct.end(), id) == direct.end()) statement.referenced.push_back(id);
    }
    for (size_t i = named; i < sentence_.entities.size(); ++i) AddReference(sentence_.entities[i]);
  }

  void AddReference(const EntitySpan& span) {
    for (const std::string& id : span.ids) {
      Mention mention;
      mention.begin = sentence_.At(span.first).begin;
      mention.end = sentence_.At(span.last).end;
      mention.type = span.type;
      mention.id = id;
      mention.via = Via::kReference;
      added_.push_back(std::move(mention));
    }
  }

  void AddPerson(const PersonSpan& person) {
    Mention mention;
    mention.begin = sentence_.At(person.first).begin;
    mention.end = sentence_.At(person.last).end;
    mention.type = MentionType::kPerson;
    mention.value = person.name;
    added_.push_back(std::move(mention));
  }

  // Gives the dates that touch the range.
  std::span<const DateSpan> Dates(SentenceRange range, Statement& statement) {
    while (next_date_ < dates_.size() && dates_[next_date_].end <= range.begin) ++next_date_;
    size_t i = next_date_;
    for (; i < dates_.size() && dates_[i].begin < range.end; ++i) {
      if (dates_[i].end > range.end || !IsEventDate(dates_[i])) continue;
      statement.dates.push_back(
          {std::string(text_.substr(dates_[i].begin, dates_[i].end - dates_[i].begin)), dates_[i].value});
    }
    return std::span<const DateSpan>(dates_).subspan(next_date_, i - next_date_);
  }

  // How a sentence stands to quotation marks.
  struct Quotation {
    bool opens = false;   // a quotation is open at its end
    bool closes = false;  // one that an earlier sentence opened ends in it
    bool whole = false;   // begins and ends inside one of its own
  };

  static Quotation QuotationOf(const Sentence& sentence) {
    Quotation quotation;
    int depth = 0;
    bool starts = false;
    for (int i = 0; i < sentence.size(); ++i) {
      char mark = sentence.MarkAt(i);
      if (mark == '"') mark = depth > 0 ? '}' : '{';
      if (mark == '{') {
        ++depth;
        starts |= i == 0;
      }
      if (mark == '}') {
        if (depth == 0)
          quotation.closes = true;
        else
          --depth;
      }
    }
    quotation.opens = depth > 0;
    char last = sentence.MarkAt(sentence.size() - 1);
    quotation.whole = starts && (last == '}' || last == '"' || quotation.opens);
    return quotation;
  }

  // A quotation of several sentences has one speaker: from the sentence before it, or the one that closes it.
  void CarryQuotations(size_t first) {
    bool open = false;
    for (size_t i = first; i < out_.statements.size(); ++i) {
      Statement& statement = out_.statements[i];
      bool inside = open || quotation_[i].whole;
      if (inside && !statement.speaker && i > first) statement.speaker = out_.statements[i - 1].speaker;
      open = (open && !quotation_[i].closes) || quotation_[i].opens;
    }
    for (size_t i = out_.statements.size(); i-- > first + 1;) {
      bool continues = quotation_[i - 1].opens || (quotation_[i - 1].whole && quotation_[i].closes);
      if (continues && !out_.statements[i - 1].speaker && out_.statements[i].speaker) {
        out_.statements[i - 1].speaker = out_.statements[i].speaker;
      }
    }
  }

  const EventReader* events_;
  EventReader::Document document_;
  std::string_view text_;
  std::vector<Mention> mentions_;
  std::vector<DateSpan> dates_;
  std::vector<Mention> added_;
  Speakers speakers_;
  Voice voice_;              // of the block that is read
  bool transcript_ = false;  // the document is a debate, a hearing, an interview
  Discourse discourse_;
  Sentence sentence_;
  size_t next_mention_ = 0;
  size_t next_date_ = 0;
  std::vector<Quotation> quotation_;
  TextAnalysis out_;
};

}  // namespace

struct Analyzer::Parts {
  std::shared_ptr<const Gazetteer> gazetteer;
  size_t most_of_document;
  const EventReader& events = EventReader::Built();
};

Analyzer::Analyzer(std::shared_ptr<const Gazetteer> gazetteer, size_t most_of_document)
    : parts_(std::make_unique<const Parts>(
          Parts{.gazetteer = std::move(gazetteer),
                .most_of_document = most_of_document ? most_of_document : EventReader::kMostOfDocument})) {}
Analyzer::~Analyzer() = default;

TextAnalysis Analyzer::Analyze(std::string_view text, const std::vector<corpus::Block>& blocks,
                               const AnalysisContext& context) const {
  if (!HoldsUnseen(text)) return AnalyzeSeen(text, blocks, context);
  const SeenText seen(text);
  std::vector<corpus::Block> seen_blocks = blocks;
  for (corpus::Block& block : seen_blocks) seen.MoveFromSource(block);
  TextAnalysis analysis = AnalyzeSeen(seen.text(), seen_blocks, context);
  for (Mention& mention : analysis.mentions) seen.MoveToSource(mention);
  for (Statement& statement : analysis.statements) {
    seen.MoveToSource(statement);
    for (Action& action : statement.actions) seen.MoveToSource(action);
    for (Action& action : statement.unsure) seen.MoveToSource(action);
  }
  return analysis;
}

TextAnalysis Analyzer::AnalyzeSeen(std::string_view text, const std::vector<corpus::Block>& blocks,
                                   const AnalysisContext& context) const {
  const Gazetteer& gazetteer = *parts_->gazetteer;
  bool english = IsEnglish(text, context);
  std::vector<DateSpan> dates;
  std::vector<Mention> mentions = FindMentions(gazetteer, text, blocks, context, english, dates);
  if (!english) {
    TextAnalysis analysis;
    analysis.mentions = std::move(mentions);
    analysis.analysed = false;
    return analysis;
  }
  return Reading(gazetteer, context.entry ? nullptr : &parts_->events, parts_->most_of_document, context.published,
                 text, std::move(mentions), std::move(dates))
      .Run(BlockRanges(text, blocks));
}

}  // namespace dossier::indexer
