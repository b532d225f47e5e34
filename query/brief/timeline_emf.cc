// TimelineEmf: [MS-EMF] records, little-endian, sizes in bytes and multiples of four.
#include <bit>
#include <cmath>
#include <cstdint>

#include "corpus/base/utf8.h"
#include "query/answer/timeline.h"

namespace dossier::query {
namespace {

// Record types ([MS-EMF] 2.1.1).
enum : uint32_t {
  kHeader = 1,
  kEof = 14,
  kSetBkMode = 18,
  kSetTextAlign = 22,
  kSetTextColor = 24,
  kMoveTo = 27,
  kSelectObject = 37,
  kCreatePen = 38,
  kCreateBrush = 39,
  kEllipse = 42,
  kLineTo = 54,
  kCreateFont = 82,
  kTextOut = 84,
};
// Our handles, and the stock objects of the device.
enum : uint32_t { kLanePen = 1, kMarkPen, kFullBrush, kHollowBrush, kHeadingFont, kLaneFont, kHandles };
constexpr uint32_t kStock = 0x80000000, kStockWhiteBrush = kStock | 0;

constexpr int kRadius = 6;
constexpr double kAdvance = 0.6;  // of the letters of a typewriter face, in its height

class Record {
 public:
  explicit Record(uint32_t type) { U32(type).U32(0); }
  Record& U32(uint32_t value) {
    for (int shift = 0; shift < 32; shift += 8) bytes_ += static_cast<char>(value >> shift);
    return *this;
  }
  Record& I32(int64_t value) { return U32(static_cast<uint32_t>(static_cast<int32_t>(value))); }
  Record& U16(uint16_t value) {
    bytes_ += static_cast<char>(value);
    bytes_ += static_cast<char>(value >> 8);
    return *this;
  }
  Record& Box(int64_t left, int64_t top, int64_t right, int64_t bottom) {
    return I32(left).I32(top).I32(right).I32(bottom);
  }
  Record& Fill(size_t size) {
    bytes_.resize(size, '\0');
    return *this;
  }
  size_t size() const { return bytes_.size(); }
  std::string Done() {
    bytes_.resize((bytes_.size() + 3) / 4 * 4, '\0');
    for (size_t i = 0; i < 4; ++i) bytes_[4 + i] = static_cast<char>(bytes_.size() >> (8 * i));
    return std::move(bytes_);
  }

 private:
  std::string bytes_;
};

std::u16string Utf16(const std::string& text) {
  std::u16string out;
  for (size_t i = 0; i < text.size();) {
    const char32_t c = NextCodePoint(text, i);
    if (c < 0x10000) {
      out += static_cast<char16_t>(c);
    } else {
      out += static_cast<char16_t>(0xD800 + ((c - 0x10000) >> 10));
      out += static_cast<char16_t>(0xDC00 + ((c - 0x10000) & 0x3FF));
    }
  }
  return out;
}

class Writer {
 public:
  void Add(Record record) {
    body_ += record.Done();
    ++records_;
  }
  void Select(uint32_t handle) { Add(Record(kSelectObject).U32(handle)); }
  void Font(uint32_t handle, int height, int weight) {
    // LOGFONTW, then nothing more of what the record may hold.
    Record record(kCreateFont);
    record.U32(handle).I32(-height).U32(0).U32(0).U32(0).I32(weight).U32(0).U32(0x31);  // fixed pitch, modern
    for (char16_t c : std::u16string(u"Courier New")) record.U16(c);
    Add(std::move(record.Fill(332)));
  }
  void Text(double x, double y, int height, const std::string& text) {
    constexpr uint32_t kFixed = 76;
    const std::u16string units = Utf16(text);
    const auto count = static_cast<uint32_t>(units.size());
    const uint32_t dx_at = (kFixed + 2 * count + 3) / 4 * 4;
    Record record(kTextOut);
    record.Box(0, 0, -1, -1).U32(1).U32(std::bit_cast<uint32_t>(1.0F)).U32(std::bit_cast<uint32_t>(1.0F));
    record.I32(std::lround(x)).I32(std::lround(y)).U32(count).U32(kFixed).U32(0).Box(0, 0, -1, -1).U32(dx_at);
    for (char16_t unit : units) record.U16(unit);
    record.Fill(dx_at);
    for (uint32_t i = 0; i < count; ++i) record.I32(std::lround(height * kAdvance));
    Add(std::move(record));
  }
  std::string Done(int width, int height) {
    Add(Record(kEof).U32(0).U32(16).U32(20));
    constexpr double kHundredths = 2540.0 / 96;  // of a millimetre a pixel
    constexpr uint32_t kHeaderBytes = 88;
    Record header(kHeader);
    header.Box(0, 0, width - 1, height - 1)
        .Box(0, 0, std::lround(width * kHundredths), std::lround(height * kHundredths));
    header.U32(0x464D4520).U32(0x10000).U32(kHeaderBytes + static_cast<uint32_t>(body_.size())).U32(records_ + 1);
    header.U16(kHandles).U16(0).U32(0).U32(0).U32(0);
    header.I32(1920).I32(1080).I32(508).I32(286);  // a device of 96 dots an inch
    return header.Done() + body_;
  }

 private:
  std::string body_;
  uint32_t records_ = 0;
};

}  // namespace

std::string TimelineEmf(const TimelinePicture& picture) {
  constexpr uint32_t kBlue = 0x794E1F, kGrey = 0xCCCCCC, kWhite = 0xFFFFFF, kDark = 0x333333;  // 0x00BBGGRR
  constexpr int kHeadingHeight = 20, kLaneHeight = 18;
  Writer out;
  out.Add(Record(kSetBkMode).U32(1));
  out.Add(Record(kSetTextAlign).U32(24));  // left, base line
  out.Add(Record(kSetTextColor).U32(kDark));
  out.Add(Record(kCreatePen).U32(kLanePen).U32(0).I32(1).I32(0).U32(kGrey));
  out.Add(Record(kCreatePen).U32(kMarkPen).U32(0).I32(2).I32(0).U32(kBlue));
  out.Add(Record(kCreateBrush).U32(kFullBrush).U32(0).U32(kBlue).U32(0));
  out.Add(Record(kCreateBrush).U32(kHollowBrush).U32(0).U32(kWhite).U32(0));
  out.Font(kHeadingFont, kHeadingHeight, 700);
  out.Font(kLaneFont, kLaneHeight, 400);
  out.Select(kLanePen);
  for (const TimelinePicture::Line& line : picture.lines) {
    out.Add(Record(kMoveTo).I32(std::lround(line.x1)).I32(std::lround(line.y1)));
    out.Add(Record(kLineTo).I32(std::lround(line.x2)).I32(std::lround(line.y2)));
  }
  for (const TimelinePicture::Text& text : picture.texts) {
    const bool heading = text.kind == TimelinePicture::Text::Kind::kHeading;
    out.Select(heading ? kHeadingFont : kLaneFont);
    out.Text(text.x, text.y, heading ? kHeadingHeight : kLaneHeight, text.text);
  }
  out.Select(kMarkPen);
  for (const TimelinePicture::Mark& mark : picture.marks) {
    out.Select(mark.stated ? kFullBrush : kHollowBrush);
    const auto x = std::lround(mark.x), y = std::lround(mark.y);
    out.Add(Record(kEllipse).Box(x - kRadius, y - kRadius, x + kRadius, y + kRadius));
  }
  out.Select(kStockWhiteBrush);
  return out.Done(picture.width, picture.height);
}

}  // namespace dossier::query
