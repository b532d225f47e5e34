// Reads a document for a test: it must be read, and every block must lead back to its bytes.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "corpus/forms/container.h"
#include "corpus/text/canonical_text.h"
#include "corpus/text/charset.h"
#include "indexer/read/reader.h"

namespace dossier::indexer {

// Once as it stands and once behind a byte order mark, which is no part of the payload that blocks lead back to.
inline ReadDocument ReadRecord(std::string_view bytes, const std::string& url = "", const std::string& file = "") {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  std::string text;
  if (!bytes.starts_with(kMark)) text = ReadRecord(std::string(kMark) + std::string(bytes), url, file).text.text;
  ReaderInput input;
  input.bytes = bytes;
  input.url = url;
  input.file_name = file;
  auto read = Read(input);
  EXPECT_TRUE(read.has_value()) << (read ? "" : read.error().message);
  if (!read) return {};
  const auto check = [&](const corpus::TextMap& map) {
    const auto opened = corpus::BytesOfText(map.reader, std::string(bytes));
    ASSERT_TRUE(opened.has_value()) << map.reader;
    const auto payload = DecodeToUtf8(*opened, map.charset);
    ASSERT_TRUE(payload.has_value());
    const auto same = corpus::CheckTextMap(*payload, map);
    EXPECT_TRUE(same.has_value()) << (same ? "" : same.error().message) << " in " << map.reader;
  };
  check(read->text);
  for (const ReadDocument& entry : read->entries) check(entry.text);
  if (!bytes.starts_with(kMark)) {
    EXPECT_EQ(text, read->text.text) << "behind a byte order mark";
  }
  return *std::move(read);
}

inline std::string WhyNotRead(std::string_view bytes) {
  ReaderInput input;
  input.bytes = bytes;
  const auto read = Read(input);
  return read ? "" : read.error().message;
}

}  // namespace dossier::indexer
