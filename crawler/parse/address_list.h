// A file of addresses to fetch, as people have them: one a line, a browser's bookmarks (Netscape form, or Chrome's
// JSON), JSON with addresses under "url", a table (CSV) with an address in each row. Byte order marks, UTF-16, CRLF and
// lone CR are read.
//
// Pure, thread safe. Input is hostile: size is the caller's, depth is bounded here.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace dossier::crawler {

struct AddressList {
  std::string form;                    // "lines", "bookmarks", "json", "table"
  std::vector<std::string> addresses;  // in order
  struct Bad {
    size_t line = 0;   // from 1
    std::string text;  // as it stands, cut to 100 bytes
  };
  std::vector<Bad> bad;  // what is no address: passed over
};

// `is_name`: whether a line without an address is a name that the caller knows (of a source); it is then taken as it
// is.
AddressList ReadAddressList(std::string_view bytes, const std::function<bool(std::string_view)>& is_name);

}  // namespace dossier::crawler
