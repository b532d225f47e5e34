// A request and its answer as plain values, so that pages and API are functions from one to the other and need neither
// a socket nor a server library.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/base/result.h"

namespace dossier::query {

using Fields = std::vector<std::pair<std::string, std::string>>;  // in the order sent

// The first value of a name; "" when there is none.
std::string FieldNamed(const Fields& fields, std::string_view name);

struct Upload {
  std::string field, file_name, bytes;
};

struct WebRequest {
  std::string method = "GET";  // HEAD is answered as GET
  std::string path = "/";      // decoded UTF-8
  Fields query;                // decoded UTF-8
  Fields form;                 // of a POST
  std::vector<Upload> uploads;
  std::string body;                                         // of a POST that is no form
  std::map<std::string, std::string, std::less<>> headers;  // names in lower case; the last of equal ones

  std::string Get(std::string_view name) const { return FieldNamed(query, name); }
  std::string Posted(std::string_view name) const { return FieldNamed(form, name); }
  std::string Header(std::string_view name) const;
  std::string Cookie(std::string_view name) const;
};

struct WebResponse {
  int status = 200;
  std::string type = "text/html; charset=utf-8";
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;

  std::string Header(std::string_view name) const;  // compared as written
  void Set(std::string name, std::string value);    // replaces
};

// What an error is in HTTP, on pages and in the API alike.
int StatusOfError(ErrorCode code);

// "/vendor/A%20B?q=x" to path and query. False when it is no path, or holds a NUL.
bool ParseTarget(std::string_view target, WebRequest& request);
// application/x-www-form-urlencoded (URL Standard, section 5.1); at most 200 fields are taken.
Fields ParseForm(std::string_view text);
// Percent-encoded for a part of a path or a value of a query; also of form-urlencoded.
std::string EncodePart(std::string_view text);
// "?a=b&c=d" of the fields with a value; "" when there is none.
std::string QueryString(const Fields& fields);

}  // namespace dossier::query
