// What every page is made with: the request, who answers, and the frame around each page.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "query/html/html.h"
#include "query/page/site_settings.h"
#include "query/tasks/desk.h"
#include "query/web/message.h"

namespace dossier::query {

struct Visit {
  const WebRequest& request;
  Desk& desk;
  const Site& site;

  // The citation style that was chosen once (a cookie), else chicago.
  std::string style() const;
  // The basket that "add" puts into (a cookie), else "picked".
  std::string basket() const;
  bool keys() const { return request.Cookie("keys") != "off"; }
  // This page with some fields of the query changed ("" takes one off), and its first page again.
  std::string With(const Fields& changes) const;
  // Path and query of this page.
  std::string Here() const;
};

using PageResult = Result<WebResponse>;

struct PageFrame {
  std::string title;
  std::string active;    // path of the navigation's entry that it belongs to
  std::string question;  // in the search box of the head
  std::string body_class;
  int status = 200;
};
// A page with head, navigation and foot around `main`, which holds the one h1.
WebResponse MakePage(const Visit& visit, const PageFrame& frame, const Html& main);
WebResponse ErrorPage(const Visit& visit, const Error& error);
WebResponse SeeOther(std::string address);

// What a person chose once: kept in the browser for a year, for this site alone.
void SetCookie(WebResponse& response, const std::string& name, const std::string& value);

// A form's beginning with what proves that it is ours; `content` follows.
Html PostForm(const Visit& visit, std::string_view action, std::string_view css_class, const Html& content);
Html Hidden(std::string_view name, std::string_view value);
Html Button(std::string_view label);
Html Link(std::string_view address, const Html& content);
// Leads away from here: marked, and never a way back to this page.
Html OutsideLink(std::string_view address, const Html& content);
Html JoinedHtml(const std::vector<Html>& parts, const Html& between);
// A section with an h2; none when the content is empty.
Html Section(std::string_view id, std::string_view heading, const Html& content);
// A table that scrolls by itself where it is wider than the page, by keyboard too.
Html ScrollTable(const std::string& label, const Html& table);
// The path back that a form names; "/" when it is none of this site.
std::string LocalPath(std::string_view given);
// "/vendor/..." and its kin.
std::string PathOf(std::string_view folder, std::string_view id);
// A value as the query language takes it: quoted when it holds blanks, commas or colons.
std::string QueryValue(std::string_view value);
// The answer of the search page to a query.
std::string SearchPath(std::string_view query);

// The search box with suggestions of names.
Html SearchBox(const Visit& visit, const std::string& question, bool large);

}  // namespace dossier::query
