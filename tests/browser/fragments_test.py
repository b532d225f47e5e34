#!/usr/bin/env python3
"""Text-fragment links of the sample's evidence in Chromium: each scrolls to its sentence on the stored page.

    fragments_test.py --dossier build/dossier --corpus build/tests/cli/sample.corpus [--limit 40]

The page is served with a tall empty block before and behind its text, so that only a link that matches moves it.
Exit: 0 all lead there, 1 some do not, 77 there is no browser.
"""
import argparse
import http.server
import json
import pathlib
import subprocess
import sys
import tempfile
import threading
import urllib.parse

import chromium

SITE = pathlib.Path(__file__).resolve().parents[2] / "corpus" / "sample" / "site"
SPACER = b'<div style="height:6000px"></div>'

# Where the words stand now, in the window: whether any part of the sentence is in sight.
IN_SIGHT = """(async (quotation) => {
  await new Promise(done => setTimeout(done, 60));
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  const places = [];
  let text = '';
  for (let node; (node = walker.nextNode());) {
    if (node.nodeType == Node.ELEMENT_NODE) {
      const breaks = node.tagName == 'BR' || getComputedStyle(node).display != 'inline';
      if (breaks && !text.endsWith(' ')) {
        text += ' ';
        places.push(null);
      }
      continue;
    }
    for (let i = 0; i < node.data.length; ++i) {
      const blank = /\\s/.test(node.data[i]);
      if (blank && text.endsWith(' ')) continue;
      text += blank ? ' ' : node.data[i];
      places.push([node, i]);
    }
  }
  const at = text.indexOf(quotation);
  if (at < 0) return {found: false};
  const range = document.createRange();
  range.setStart(...places[at]);
  range.setEnd(places[at + quotation.length - 1][0], places[at + quotation.length - 1][1] + 1);
  const box = range.getBoundingClientRect();
  return {found: true, moved: scrollY > 0, inSight: box.bottom > 0 && box.top < innerHeight, more: text.indexOf(quotation, at + 1) >= 0};
})(%s)"""


FILLER = ("<p>Officials briefed members of the appropriations committee on the contents of the notice before it was published on the web site of "
          "the commission. The notice runs to forty pages and gives the suppliers ninety days to answer in writing to the bureau.</p>")
# Pages that are hard to link into: name -> (markup, how many of its sentences about ZTE get a link, at least).
HARD = {
    "hyphens": ("<p>ZTE-branded phones - all of them - were banned by the FCC on Monday-evening.</p>", 1),
    "marks": ("<p>AT&amp;T, ZTE &amp; Co. were warned by the FCC, twice, about 50% of #5 phones?id=3.</p>", 1),
    "letters": ("<p>The \u201cna\u00efve\u201d caf\u00e9-owner \u2014 \u00c5ngstr\u00f6m \u2014 said the FCC banned ZTE\u2019s \u4e2d\u5174\u901a\u8baf phones in Z\u00fcrich.</p>", 1),
    "inline": ("<p>The <b>FCC</b> has <a href='#'>banned&nbsp;ZTE</a>\n   phones   from <i>all</i> networks<sup>1</sup> since May.</p>", 1),
    "told-by-prefix": ("<p>In March the bureau met. The FCC banned ZTE phones for good.</p>" + FILLER +
                       "<p>In April the bureau met again. The FCC banned ZTE phones for good.</p>", 1),
    "told-by-suffix": ("<p>The FCC banned ZTE phones for good. In March it met.</p>" + FILLER +
                       "<p>The FCC banned ZTE phones for good. In April it met again.</p>", 1),
    "teaser-alike": ("<nav><ul><li>The FCC banned ZTE phones for good.</li></ul></nav><p>The FCC banned ZTE phones for good.</p>", 0),
    "hidden-alike": ("<p style='display:none'>The FCC banned ZTE phones for good.</p><p>The FCC banned ZTE phones for good.</p>", 0),
    "heading-alike": ("<h2>THE FCC BANNED ZTE PHONES FOR GOOD.</h2><p>The FCC banned ZTE phones for good.</p>", 0),
    "lines": ("<p>The FCC banned ZTE<br>phones for good<br>on Monday in Washington.</p>", 1),
    "cells": ("<table><tr><td>ZTE phones were banned</td><td>by the FCC in May of 2018</td></tr>"
              "<tr><td>Huawei routers were banned</td><td>by the FCC in June of 2018</td></tr></table>", 1),
    "long": ("<p>The FCC banned ZTE phones and the FCC banned ZTE switches and " + " and ".join(f"item number {i} of the long list" for i in range(20)) +
             ", as the notice of the commission says at great length in its last part.</p>", 1),
    "soft-hyphens": ("<p>The Com&shy;mis&shy;sion, that is the FCC, banned ZTE tele&shy;phones for good.</p>", 1),
    "whole-words": ("<p>Unbanned ZTE phones the FCC bannedly mentions.</p><p>The FCC banned ZTE phones the FCC banned.</p>", 2),
    "references": ("<p>The FCC&#39;s order &quot;banned&quot; ZTE &lt;phones&gt; &amp;amp; switches on Monday.</p>", 1),
}


def write_hard_pages(folder):
    for name, (markup, _) in HARD.items():
        title = f"Case of {name.replace('-', ' ')} in the telephone notice"
        (folder / f"{name}.html").write_text(
            f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{title}</title><meta property='og:type' content='article'>"
            f"<meta property='article:published_time' content='2018-04-16'></head><body><article><h1>{title}</h1>{FILLER}{markup}"
            f"{FILLER.replace('Officials', 'Staff').replace('forty', 'fifty')}</article></body></html>", encoding="utf-8")


class Server:
    def __init__(self, site):
        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def do_GET(self):
                path = site / urllib.parse.unquote(self.path.split("?")[0]).lstrip("/")
                path = path / "index.html" if path.is_dir() else path
                if not path.is_file():
                    return self.send_error(404)
                body = path.read_bytes()
                begin = body.find(b">", body.find(b"<body")) + 1
                body = body[:begin] + SPACER + body[begin:].replace(b"</body>", SPACER + b"</body>")
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.origin = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()


def rows_of(dossier, corpus, vendors=("huawei", "zte", "kaspersky", "solarwinds", "hikvision")):
    rows = {}
    for vendor in vendors:
        done = subprocess.run([dossier, "-C", corpus, "evidence", vendor, "--limit", "100", "--no-verify", "--format", "json"], capture_output=True, text=True)
        for row in json.loads(done.stdout)["rows"]:
            if row["fragment_url"] and not row["document"]["superseded"]:
                rows[row["id"]] = row
    return list(rows.values())


class Follower:
    """Follows links in one browser and keeps those that do not lead to their words."""

    def __init__(self):
        self.browser, self.wrong, self.checked = chromium.Browser(), [], 0

    def look(self, url, quotation):
        page = self.browser.open_page()
        try:
            page.go(url)
            return page.evaluate(IN_SIGHT % json.dumps(quotation)) or {}
        finally:
            page.close()

    def follow(self, server, row):
        url = urllib.parse.urlsplit(row["fragment_url"])
        seen = self.look(f"{server.origin}{url.path}#{url.fragment}", row["quotation"])
        self.checked += 1
        if not (seen.get("found") and seen.get("moved") and seen.get("inSight")):
            self.wrong.append((row["fragment_url"], seen))


def follow_sample(follower, options):
    server = Server(SITE)
    rows = [row for row in rows_of(options.dossier, options.corpus)
            if (SITE / urllib.parse.urlsplit(row["fragment_url"]).path.lstrip("/")).exists() and ".json" not in row["fragment_url"]]
    # Prefixes, suffixes and ranges first.
    rows.sort(key=lambda row: (-row["fragment_url"].count(","), row["id"]))
    for row in rows[:options.limit]:
        follower.follow(server, row)
    # The test itself can fail: words that are not there move nothing.
    path = urllib.parse.urlsplit(rows[0]["fragment_url"]).path
    if follower.look(f"{server.origin}{path}#:~:text=words%20that%20are%20not%20there", rows[0]["quotation"]).get("moved"):
        follower.wrong.append(("a link to words that are not there", "moved the page"))
    server.server.shutdown()


def follow_hard_pages(follower, dossier, directory):
    folder, corpus = directory / "pages", str(directory / "corpus")
    folder.mkdir()
    write_hard_pages(folder)
    for name in HARD:
        subprocess.run([dossier, "-C", corpus, "-q", "import", "--url", f"http://hard.example/{name}.html", str(folder / f"{name}.html")],
                       check=True, capture_output=True)
    subprocess.run([dossier, "-C", corpus, "-q", "index"], check=True, capture_output=True)
    server = Server(folder)
    links = dict.fromkeys(HARD, 0)
    for row in rows_of(dossier, corpus, ("zte",)):
        links[pathlib.Path(urllib.parse.urlsplit(row["fragment_url"]).path).stem] += 1
        follower.follow(server, row)
    server.server.shutdown()
    for name, (_, wanted) in HARD.items():
        # Alike elsewhere and no telling apart: none rather than a wrong one.
        if links[name] < wanted or (wanted == 0 and links[name] > 0):
            follower.wrong.append((f"page {name}", f"{links[name]} links, expected {wanted}"))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--dossier", required=True)
    parser.add_argument("--corpus", required=True)
    parser.add_argument("--limit", type=int, default=30)
    options = parser.parse_args()
    if chromium.find() is None:
        print("no Chromium is installed")
        return 77
    follower = Follower()
    try:
        with tempfile.TemporaryDirectory(prefix="dossier-fragments-") as name:
            follow_sample(follower, options)
            follow_hard_pages(follower, options.dossier, pathlib.Path(name))
    finally:
        follower.browser.close()
    print(f"{follower.checked} links followed, {len(follower.wrong)} wrong")
    for line in follower.wrong:
        print(*line)
    return 1 if follower.wrong or follower.checked < 20 else 0


if __name__ == "__main__":
    sys.exit(main())
