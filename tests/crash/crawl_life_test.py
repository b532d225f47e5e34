#!/usr/bin/env python3
"""How a crawl lives and ends: --watch goes on until it is stopped, an interrupt ends it cleanly, a full disk stops it and it
goes on afterwards, pauses that a host asked for outlive the process, a second crawler is told of the first, a feed that
went silent is named.

    crawl_life_test.py --dossier build/dossier [case...]
"""
import argparse
import collections
import http.server
import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "support"))
import loopback  # noqa: E402


class Site:
    """Answers from `pages`: path -> bytes, or (status, headers, bytes). Remembers when what was asked for."""

    def __init__(self):
        self.pages, self.asked, self.wait = {}, collections.defaultdict(list), 0
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                site.asked[self.path].append(time.monotonic())
                answer = site.pages.get(self.path, (404, {}, b""))
                status, headers, body = answer if isinstance(answer, tuple) else (200, {}, answer)
                time.sleep(site.wait)
                try:
                    self.send_response(status)
                    for name, value in {"Content-Type": "text/html", **headers, "Content-Length": str(len(body))}.items():
                        self.send_header(name, value)
                    self.end_headers()
                    self.wfile.write(body)
                except OSError:
                    pass

        self.server = loopback.serve(Handler)
        self.url = self.server.url

    def feed(self, path, items):
        entries = "".join("<item><title>%s</title><link>%s/%s</link></item>" % (i, self.url, i) for i in items)
        self.pages[path] = (200, {"Content-Type": "application/rss+xml"},
                            ("<rss version='2.0'><channel><title>f</title>%s</channel></rss>" % entries).encode())
        for i in items:
            self.pages["/" + i] = ("<html><body><p>Item %s.</p></body></html>" % i).encode()


class Case:
    def __init__(self, dossier):
        self.dossier, self.directory = dossier, tempfile.mkdtemp(prefix="dossier-life-")
        self.corpus, self.site = os.path.join(self.directory, "corpus"), Site()

    def command(self, *words):
        return [self.dossier, "-C", self.corpus, *words]

    def run(self, *words, **keywords):
        return subprocess.run(self.command(*words), capture_output=True, text=True, timeout=120, **keywords)

    def start(self, *words):
        return subprocess.Popen(self.command(*words), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def source(self, **keys):
        os.makedirs(self.corpus, exist_ok=True)
        with open(os.path.join(self.corpus, "dossier.toml"), "a") as out:
            out.write("[[source]]\n" + "".join("%s = %s\n" % (key, json.dumps(value)) for key, value in keys.items()))

    def intact(self):
        check = self.run("check")
        assert check.returncode == 0, check.stdout + check.stderr

    def many_pages(self, count):
        self.site.pages["/"] = "".join('<a href="/p%d">p</a>' % n for n in range(count)).encode()
        for n in range(count):
            self.site.pages["/p%d" % n] = ("<p>%s</p>" % os.urandom(3000).hex()).encode()


def until(what, seconds=30):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if what():
            return True
        time.sleep(0.05)
    return False


def stop(process, number):
    process.send_signal(number)
    began = time.monotonic()
    output, error = process.communicate(timeout=30)
    return process.returncode, output, error, time.monotonic() - began


def watch(case):
    """A new item of a feed is fetched within its interval; the crawl ends when it is told to, and only then."""
    site = case.site
    site.feed("/feed", ["a", "b"])
    case.source(id="news", feeds=[site.url + "/feed"], revisit=1.0)
    process = case.start("crawl", "--allow-private", "--watch", "--format", "json")
    assert until(lambda: site.asked["/b"]), "the first items were not fetched"
    site.feed("/feed", ["a", "b", "c"])
    assert until(lambda: site.asked["/c"]), "the new item was not fetched"
    assert until(lambda: len(site.asked["/feed"]) >= 4), "the feed is not asked again"
    assert process.poll() is None, "it ended by itself"
    code, output, error, seconds = stop(process, signal.SIGINT)
    assert code == 130, (code, error)
    assert seconds < 5, seconds
    assert json.loads(output)["interrupted"] is True
    case.intact()


def watch_idle(case):
    """Nothing is due for a day: it waits, and SIGTERM ends it."""
    case.site.pages["/one"] = b"<p>One page.</p>"
    process = case.start("crawl", "--allow-private", "--watch", case.site.url + "/one")
    assert until(lambda: case.site.asked["/one"])
    time.sleep(1.5)
    assert process.poll() is None, process.communicate()
    code, _, error, seconds = stop(process, signal.SIGTERM)
    assert code == 130 and seconds < 5, (code, error, seconds)
    case.intact()


def interrupt(case):
    """What was in flight is finished, nothing is fetched twice by the run that goes on."""
    case.many_pages(60)
    case.site.wait = 0.05
    words = ("crawl", "--allow-private", "--delay", "0", "--depth", "1", "--per-host", "2", case.site.url + "/")
    process = case.start(*words)
    assert until(lambda: len(case.site.asked) > 20)
    code, _, error, seconds = stop(process, signal.SIGINT)
    assert code == 130 and "left for later" in error, (code, error)
    case.intact()
    again = case.run(*words)
    assert again.returncode == 0, again.stderr
    twice = [path for path, times in case.site.asked.items() if len(times) > 1]
    assert not twice, twice
    assert len([path for path in case.site.asked if path.startswith("/p")]) == 60
    case.intact()


def disk_full(case):
    """No file may grow beyond a limit: the run ends with exit 5, what was committed stays, the next one completes."""
    case.many_pages(300)
    words = ("crawl", "--allow-private", "--delay", "0", "--depth", "1", case.site.url + "/")
    limit = 700 * 1024
    full = case.run(*words, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    assert full.returncode == 5, (full.returncode, full.stderr)
    case.intact()
    before = json.loads(case.run("stat", "--format", "json").stdout)["captures"]
    again = case.run(*words)
    assert again.returncode == 0, again.stderr
    after = json.loads(case.run("stat", "--format", "json").stdout)["captures"]
    assert after >= 300 and after > before, (before, after)
    case.intact()


def pauses(case):
    """Retry-After and back-off hold for the next process too."""
    site = case.site
    for name, headers in (("/asked", {"Retry-After": "3600"}), ("/failing", {})):
        site.asked.clear()
        case.corpus = os.path.join(case.directory, "corpus" + name[1:])
        site.pages[name] = (503, headers, b"later")
        site.pages["/other"] = b"<p>Another page.</p>"
        # A failure now and then calls for seconds, many in a row for minutes.
        first = case.run("crawl", "--allow-private", "--max-wait", "1500", "--tries", "20", site.url + name)
        assert first.returncode == 0 and site.asked[name], first.stderr
        second = case.run("crawl", "--allow-private", "--max-wait", "100", site.url + "/other")
        assert not site.asked["/other"], "asked in spite of the pause: " + second.stderr
        assert "left alone" in second.stderr, second.stderr


def second(case):
    """A second crawler on the corpus exits at once and names the first."""
    case.many_pages(50)
    case.site.wait = 0.2
    words = ("crawl", "--allow-private", "--delay", "0", "--depth", "1", "--per-host", "1", case.site.url + "/")
    first = case.start(*words)
    assert until(lambda: len(case.site.asked) > 3)
    began = time.monotonic()
    other = case.run(*words)
    assert other.returncode == 3, (other.returncode, other.stderr)
    assert time.monotonic() - began < 2
    assert str(first.pid) in other.stderr and "crawl" in other.stderr, other.stderr
    stop(first, signal.SIGTERM)
    case.intact()


def silent(case):
    """A feed that brought nothing for a month is named in the report."""
    site = case.site
    site.feed("/feed", ["a"])
    case.source(id="news", feeds=[site.url + "/feed"])
    assert case.run("crawl", "--allow-private").returncode == 0
    database = sqlite3.connect(os.path.join(case.corpus, "corpus.db"))
    database.execute("UPDATE frontier SET changed = changed - 30 * 86400000, fetched = fetched - 30 * 86400000 WHERE role = 1")
    database.commit()
    database.close()
    report = json.loads(case.run("crawl", "--allow-private", "--format", "json").stdout)
    assert [entry["url"] for entry in report["silent"]] == [site.url + "/feed"], report["silent"]


def adaptive(case):
    """What changes is visited more often than what does not, and what is gone rarely."""
    site = case.site
    site.feed("/feed", ["still", "moving", "gone"])
    case.source(id="news", feeds=[site.url + "/feed"])
    for round_ in range(4):
        site.pages["/moving"] = b"<p>Version %d.</p>" % round_
        if round_ == 1:
            site.pages["/gone"] = (410, {}, b"")
        assert case.run("crawl", "--allow-private", "--revisit").returncode == 0
    database = sqlite3.connect(os.path.join(case.corpus, "corpus.db"))
    interval = {url.rsplit("/", 1)[1]: ms / 3600000 for url, ms in database.execute("SELECT url, interval FROM frontier")}
    assert interval["moving"] < 24 < interval["still"] < 24 * 8, interval
    assert interval["gone"] >= 24 * 30, interval


def advisories(case):
    """Provider metadata leads to a ROLIE feed and, for another publisher, to a directory, and these to the advisories."""
    site = case.site

    def put(path, value):
        body = value if isinstance(value, str) else json.dumps(value)
        site.pages[path] = (200, {"Content-Type": "application/json"}, body.encode())

    def advisory(number):
        return {"document": {"csaf_version": "2.0", "title": "Advisory %s" % number}}

    url = site.url
    put("/a/provider-metadata.json", {"metadata_version": "2.0", "distributions": [{"rolie": {"feeds": [
        {"tlp_label": "WHITE", "url": url + "/a/white.json"}, {"tlp_label": "RED", "url": url + "/a/red.json"}]}}]})
    put("/a/white.json", {"feed": {"id": "w", "entry": [{"id": str(n), "content": {"src": url + "/a/%d.json" % n}} for n in range(3)]}})
    put("/b/provider-metadata.json", {"metadata_version": "2.0", "distributions": [{"directory_url": url + "/b/"}]})
    put("/b/changes.csv", '"2026/x.json","2026-01-02T03:04:05Z"\n"../../out.json","2026-01-02T03:04:05Z"\n')
    for path in ["/a/0.json", "/a/1.json", "/a/2.json", "/b/2026/x.json"]:
        put(path, advisory(path))
    put("/.well-known/security.txt", "Contact: mailto:a@example.org\nCSAF: %s/b/provider-metadata.json\n" % url)
    case.source(id="a", feeds=[url + "/a/provider-metadata.json"])
    case.source(id="b", feeds=[url + "/.well-known/security.txt"])
    assert case.run("crawl", "--allow-private").returncode == 0
    for path in ["/a/0.json", "/a/1.json", "/a/2.json", "/b/2026/x.json"]:
        assert len(site.asked[path]) == 1, (path, site.asked)
    assert not site.asked["/a/red.json"] and not site.asked["/out.json"]
    # A new advisory comes with the next visit.
    put("/a/white.json", {"feed": {"id": "w", "entry": [{"id": "9", "content": {"src": url + "/a/9.json"}}]}})
    put("/a/9.json", advisory(9))
    assert case.run("crawl", "--allow-private", "--revisit").returncode == 0
    assert site.asked["/a/9.json"]
    case.intact()


CASES = [advisories, watch, watch_idle, interrupt, disk_full, pauses, second, silent, adaptive]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--dossier", required=True)
    parser.add_argument("cases", nargs="*")
    options = parser.parse_args()
    failed = 0
    for function in CASES:
        if options.cases and function.__name__ not in options.cases:
            continue
        case = Case(os.path.abspath(options.dossier))
        began = time.monotonic()
        try:
            function(case)
            print("%-12s ok, %.1f s" % (function.__name__, time.monotonic() - began), flush=True)
        except AssertionError as error:
            failed += 1
            print("%-12s FAILED: %s" % (function.__name__, str(error)[:2000]), flush=True)
        finally:
            case.site.server.shutdown()
            shutil.rmtree(case.directory, ignore_errors=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
