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
import threading
import urllib.parse

import chromium

SITE = pathlib.Path(__file__).resolve().parents[2] / "corpus" / "sample" / "site"
SPACER = b'<div style="height:6000px"></div>'

# Where the words stand now, in the window: whether any part of the sentence is in sight.
IN_SIGHT = """(async (quotation) => {
  await new Promise(done => setTimeout(done, 60));
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const places = [];
  let text = '';
  for (let node; (node = walker.nextNode());)
    for (let i = 0; i < node.data.length; ++i) {
      const blank = /\\s/.test(node.data[i]);
      if (blank && text.endsWith(' ')) continue;
      text += blank ? ' ' : node.data[i];
      places.push([node, i]);
    }
  const at = text.indexOf(quotation);
  if (at < 0) return {found: false};
  const range = document.createRange();
  range.setStart(...places[at]);
  range.setEnd(places[at + quotation.length - 1][0], places[at + quotation.length - 1][1] + 1);
  const box = range.getBoundingClientRect();
  return {found: true, moved: scrollY > 0, inSight: box.bottom > 0 && box.top < innerHeight, more: text.indexOf(quotation, at + 1) >= 0};
})(%s)"""


class Server:
    def __init__(self):
        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def do_GET(self):
                path = SITE / urllib.parse.unquote(self.path.split("?")[0]).lstrip("/")
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
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


def rows_of(dossier, corpus):
    rows = {}
    for vendor in ("huawei", "zte", "kaspersky", "solarwinds", "hikvision"):
        done = subprocess.run([dossier, "-C", corpus, "evidence", vendor, "--limit", "100", "--no-verify", "--format", "json"], capture_output=True, text=True)
        for row in json.loads(done.stdout)["rows"]:
            if row["fragment_url"] and not row["document"]["superseded"]:
                rows[row["id"]] = row
    return list(rows.values())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--dossier", required=True)
    parser.add_argument("--corpus", required=True)
    parser.add_argument("--limit", type=int, default=40)
    options = parser.parse_args()
    if chromium.find() is None:
        print("no Chromium is installed")
        return 77
    rows = rows_of(options.dossier, options.corpus)
    # The longest and the rarest shapes first: prefix, suffix, ranges.
    rows.sort(key=lambda row: (-row["fragment_url"].count(","), row["id"]))
    server, browser = Server(), chromium.Browser()
    wrong, checked = [], 0
    try:
        def look(url, quotation):
            page = browser.open_page()
            try:
                page.go(url)
                return page.evaluate(IN_SIGHT % json.dumps(quotation)) or {}
            finally:
                page.close()

        for row in rows[:options.limit]:
            url = urllib.parse.urlsplit(row["fragment_url"])
            if not (SITE / url.path.lstrip("/")).exists() or url.path.endswith(".json"):
                continue
            seen = look(f"{server.origin}{url.path}#{url.fragment}", row["quotation"])
            checked += 1
            if not (seen.get("found") and seen.get("moved") and seen.get("inSight")):
                wrong.append((row["fragment_url"], seen))
        # The test itself can fail: words that are not there move nothing.
        path = urllib.parse.urlsplit(rows[0]["fragment_url"]).path
        if look(f"{server.origin}{path}#:~:text=words%20that%20are%20not%20there", rows[0]["quotation"]).get("moved"):
            wrong.append(("a link to words that are not there", "moved the page"))
    finally:
        browser.close()
        server.server.shutdown()
    print(f"{checked} links followed, {len(wrong)} wrong")
    for line in wrong:
        print(*line)
    return 1 if wrong or checked < 10 else 0


if __name__ == "__main__":
    sys.exit(main())
