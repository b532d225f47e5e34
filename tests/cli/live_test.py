#!/usr/bin/env python3
"""`verify --live` against a loopback server whose pages stay, change, move, vanish or stop answering.

    live_test.py --dossier build/dossier
"""
import argparse
import http.server
import json
import pathlib
import subprocess
import tempfile
import threading
import unittest

DOSSIER = "dossier"

FILLER = ("The department's notice runs to forty pages and gives suppliers ninety days to answer in writing. "
          "Officials briefed members of the appropriations committee on its contents before it was published.")


def page(title, *paragraphs):
    body = "".join(f"<p>{text}</p>\n" for text in paragraphs)
    return (f"<!doctype html><html lang='en'><head><title>{title}</title>"
            f"<meta property='og:type' content='article'><meta property='article:published_time' content='2018-04-16T09:00:00Z'>"
            f"</head><body><article><h1>{title}</h1>\n{body}<p>{FILLER}</p></article></body></html>").encode()


BAN = "The Commerce Department on Monday barred American companies from selling parts or software to ZTE for seven years."
BEFORE = "The order follows a settlement of last year over sales to Iran that the company had agreed to in a federal court."
AFTER = "Shares in American suppliers of optical parts fell sharply after the announcement was made in Washington."


class Site:
    """Pages by path; a value is bytes, ('redirect', path), a status, or 'hang up'."""

    def __init__(self):
        site = self
        self.pages, self.requests = {}, []

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def do_GET(self):
                site.requests.append(self.path)
                answer = site.pages.get(self.path, 404)
                if answer == "hang up":
                    self.close_connection = True
                    return
                status, headers, body = 200, [("Content-Type", "text/html; charset=utf-8")], b""
                if isinstance(answer, bytes):
                    body = answer
                elif isinstance(answer, tuple):
                    status, headers = 301, [("Location", answer[1])]
                else:
                    status = answer
                self.send_response(status)
                for name, value in headers + [("Content-Length", str(len(body)))]:
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.origin = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class Live(unittest.TestCase):
    def setUp(self):
        self.site = Site()
        self.addCleanup(self.site.close)
        self.directory = tempfile.TemporaryDirectory(prefix="dossier-live-test-")
        self.addCleanup(self.directory.cleanup)
        self.corpus = pathlib.Path(self.directory.name) / "c"
        self.site.pages["/a.html"] = page("Commerce bars sales to ZTE", BEFORE, BAN, AFTER)
        self.run_dossier("crawl", "--allow-private", "--delay", "0", self.site.origin + "/a.html")
        self.run_dossier("index")
        rows = json.loads(self.run_dossier("evidence", "ZTE", "--action", "ban", "--format", "json").stdout)["rows"]
        self.assertEqual(rows[0]["quotation"], BAN)
        self.id = rows[0]["id"]

    def run_dossier(self, *arguments, code=0):
        done = subprocess.run([DOSSIER, "-C", str(self.corpus), *arguments], capture_output=True, text=True, timeout=120)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done

    def live(self, *arguments, code=0):
        done = self.run_dossier("verify", "--live", "--allow-private", "--delay", "0", "--format", "json", *arguments, self.id, code=code)
        answer = json.loads(done.stdout)
        self.assertEqual(answer["schema"], "dossier.live/1")
        self.assertEqual(answer["claims"], 1)
        self.assertEqual(answer[answer["rows"][0]["state"]], 1)
        return answer["rows"][0]

    def captures(self):
        return json.loads(self.run_dossier("stat", "--format", "json").stdout)["captures"]

    def test_unchanged(self):
        before = self.captures()
        row = self.live()
        self.assertEqual((row["state"], row["reason"]), ("intact", "the same bytes"))
        self.assertEqual(row["live"]["sha256"], row["captured"]["sha256"])
        self.assertEqual(self.captures(), before, "the answer was stored without being asked for")

    def test_another_paragraph_before_and_advertising_leave_it_intact(self):
        self.site.pages["/a.html"] = page("Commerce bars sales to ZTE", "Updated with comments.", BEFORE, BAN, AFTER + " They recovered later.")
        row = self.live()
        self.assertEqual((row["state"], row["reason"]), ("intact", ""))

    def test_other_surroundings(self):
        self.site.pages["/a.html"] = page("Commerce bars sales to ZTE", AFTER, FILLER, BAN, BEFORE)
        self.assertEqual(self.live()["state"], "moved")

    def test_typography_alone(self):
        self.site.pages["/a.html"] = page("Commerce bars sales to ZTE", BEFORE, BAN.replace(" Monday ", " Monday&nbsp; "), AFTER)
        self.assertEqual(self.live()["state"], "intact")

    def test_altered_with_a_diff(self):
        self.site.pages["/a.html"] = page("Commerce bars sales to ZTE", BEFORE, BAN.replace("for seven years", "for ten years, it said"), AFTER)
        row = self.live(code=1)
        self.assertEqual(row["state"], "altered")
        self.assertEqual(row["now"], BAN.replace("for seven years", "for ten years, it said"))
        self.assertEqual([part for part in row["diff"] if part["op"] != "same"],
                         [{"op": "removed", "text": "seven years."}, {"op": "added", "text": "ten years, it said."}])
        text = self.run_dossier("verify", "--live", "--allow-private", "--delay", "0", self.id, code=1).stdout
        self.assertIn("for [-seven years.-] {+ten years, it said.+}", text)
        self.assertIn("0 intact, 0 moved, 1 altered, 0 gone, 0 unchecked", text)

    def test_one_word_negated_is_altered(self):
        self.site.pages["/a.html"] = page("Commerce bars sales to ZTE", BEFORE, BAN.replace("barred", "never barred"), AFTER)
        row = self.live(code=1)
        self.assertEqual([part for part in row["diff"] if part["op"] != "same"], [{"op": "added", "text": "never"}])

    def test_sentence_taken_out(self):
        self.site.pages["/a.html"] = page("Commerce and ZTE", BEFORE, AFTER)
        row = self.live(code=1)
        self.assertEqual(row["state"], "gone")
        self.assertIsNone(row["now"])

    def test_page_moved(self):
        self.site.pages["/b.html"] = self.site.pages["/a.html"]
        self.site.pages["/a.html"] = ("redirect", "/b.html")
        row = self.live()
        self.assertEqual((row["state"], row["url_now"]), ("moved", self.site.origin + "/b.html"))

    def test_redirect_to_the_start_page(self):
        self.site.pages["/"] = page("News of the day", FILLER, "Markets were calm on Tuesday and the weather held for the harvest in the west.")
        self.site.pages["/a.html"] = ("redirect", "/")
        row = self.live(code=1)
        self.assertEqual(row["state"], "gone")
        self.assertIn(self.site.origin + "/", row["reason"])

    def test_redirects_in_a_circle_tell_nothing(self):
        self.site.pages["/a.html"] = ("redirect", "/b.html")
        self.site.pages["/b.html"] = ("redirect", "/a.html")
        self.assertEqual(self.live(code=6)["state"], "unchecked")

    def test_not_found_and_gone(self):
        for status in (404, 410):
            self.site.pages["/a.html"] = status
            row = self.live(code=1)
            self.assertEqual((row["state"], row["reason"]), ("gone", f"the server answers {status}"))

    def test_server_trouble_is_not_gone(self):
        for answer in (500, 403, "hang up"):
            self.site.pages["/a.html"] = answer
            row = self.live(code=6)
            self.assertEqual(row["state"], "unchecked", row)

    def test_server_down(self):
        self.site.close()
        row = self.live(code=6)
        self.assertEqual(row["state"], "unchecked")
        self.assertIn("connect", row["reason"])

    def test_robots_forbid(self):
        self.site.pages["/robots.txt"] = b"User-agent: *\nDisallow: /a.html\n"
        asked = self.site.requests.count("/a.html")
        row = self.live(code=6)
        self.assertEqual((row["state"], row["reason"]), ("unchecked", "robots.txt forbids asking"))
        self.assertEqual(self.site.requests.count("/a.html"), asked)

    def test_private_addresses_are_not_asked(self):
        asked = len(self.site.requests)
        done = self.run_dossier("verify", "--live", self.id, code=6)
        self.assertIn("not public", done.stdout)
        self.assertEqual(len(self.site.requests), asked)
        self.run_dossier("verify", "--live", "--allow-host", "127.0.0.1", "--delay", "0", self.id)

    def test_the_answer_is_stored_when_asked_for(self):
        before = self.captures()
        self.site.pages["/a.html"] = page("Commerce bars sales to ZTE", BEFORE, BAN.replace("seven", "ten"), AFTER)
        self.assertEqual(self.live("--store", code=1)["state"], "altered")
        self.assertGreater(self.captures(), before)
        self.run_dossier("index")
        rows = json.loads(self.run_dossier("evidence", "ZTE", "--action", "ban", "--format", "json").stdout)["rows"]
        self.assertIn(BAN.replace("seven", "ten"), [row["quotation"] for row in rows])
        self.run_dossier("verify", self.id)

    def test_a_stored_answer_that_did_not_change(self):
        self.assertEqual(self.live("--store")["state"], "intact")
        self.assertEqual(self.live("--store")["state"], "intact")

    def test_without_ids_what_was_cited(self):
        done = self.run_dossier("verify", "--live", "--allow-private", code=1)
        self.assertIn("nothing was cited yet", done.stderr)
        self.run_dossier("cite", self.id)
        self.run_dossier("verify", "--live", "--allow-private", "--delay", "0")

    def test_works_without_the_index(self):
        self.run_dossier("cite", self.id)
        subprocess.run(["rm", "-rf", str(self.corpus / "index")], check=True)
        self.assertEqual(self.live()["state"], "intact")

    def test_an_imported_file_has_no_address(self):
        path = pathlib.Path(self.directory.name) / "note.html"
        path.write_bytes(page("Commerce acts again", BEFORE, BAN.replace("ZTE", "Huawei"), AFTER))
        self.run_dossier("import", str(path))
        self.run_dossier("index")
        self.id = json.loads(self.run_dossier("evidence", "Huawei", "--action", "ban", "--format", "json").stdout)["rows"][0]["id"]
        row = self.live(code=6)
        self.assertIn("imported from a file", row["reason"])


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--dossier", required=True)
    options, rest = parser.parse_known_args()
    DOSSIER = str(pathlib.Path(options.dossier).resolve())
    unittest.main(argv=["live_test.py", *rest])
