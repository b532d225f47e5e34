#!/usr/bin/env python3
"""What a crawl says of itself is true: a start address, a feed or a list that brought nothing ends it with exit 5, a CSAF
provider's visit ends with its counts, what a publisher lists is no trap, and a page that wants a cookie gets it back.

    crawl_truth_test.py --dossier build/dossier [case...]
"""
import argparse
import http.server
import json
import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "support"))
import loopback  # noqa: E402

PAGE = b"<!DOCTYPE html><html><body><article><p>Some words of an article that is long enough.</p></article></body></html>"


class Site:
    """Answers from `pages`: path with query -> bytes, (status, headers, bytes), or a function of the request's headers."""

    def __init__(self):
        self.pages, self.asked = {}, []
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                site.asked.append(self.path)
                answer = site.pages.get(self.path, (404, {}, b""))
                answer = answer(self.headers) if callable(answer) else answer
                status, headers, body = answer if isinstance(answer, tuple) else (200, {}, answer)
                self.send_response(status)
                for name, value in {"Content-Type": "text/html", **headers, "Content-Length": str(len(body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

        self.server = loopback.serve(Handler)
        self.url = self.server.url

    def json(self, path, value):
        self.pages[path] = (200, {"Content-Type": "application/json"}, json.dumps(value).encode())


class Case:
    def __init__(self, dossier):
        self.dossier, self.directory = dossier, tempfile.mkdtemp(prefix="dossier-truth-")
        self.site, self.other = Site(), Site()

    def crawl(self, *words, text=None):
        return subprocess.run([self.dossier, "-C", os.path.join(self.directory, "c"), "crawl", "--allow-private", "--delay", "0",
                               "--tries", "1", "--format", "json", *words], capture_output=True, text=True, timeout=60, input=text)

    def source(self, **keys):
        os.makedirs(os.path.join(self.directory, "c"), exist_ok=True)
        with open(os.path.join(self.directory, "c", "dossier.toml"), "a") as out:
            out.write("[[source]]\n" + "".join("%s = %s\n" % (key, json.dumps(value)) for key, value in keys.items()))


def report(run):
    return json.loads(run.stdout)


def advisory(number):
    return {"document": {"csaf_version": "2.0", "title": "Advisory %d" % number, "publisher": {"name": "P"},
                         "tracking": {"id": "P-%d" % number}}}


def provider(feeds=(), directories=()):
    return {"canonical_url": "x", "metadata_version": "2.0", "publisher": {"name": "P"},
            "distributions": [{"rolie": {"feeds": [{"tlp_label": "WHITE", "url": url} for url in feeds]}}] * bool(feeds) +
            [{"directory_url": url} for url in directories]}


def rolie(*addresses):
    return {"feed": {"id": "f", "entry": [{"id": a, "content": {"src": a}} for a in addresses]}}


def cookie(case):
    """A page that leads to itself until its cookie comes back; one whose cookie never satisfies it ends; a detour too."""
    def story(headers):
        return PAGE if headers.get("Cookie") == "seen=1" else (302, {"Location": "/story", "Set-Cookie": "seen=1; Path=/"}, b"")
    case.site.pages["/story"] = story
    run = case.crawl(case.site.url + "/story")
    assert run.returncode == 0 and report(run)["fetched"] == 1, (run.returncode, run.stdout, run.stderr)

    count = iter(range(1000))
    case.site.pages["/never"] = lambda _: (302, {"Location": "/never", "Set-Cookie": "n=%d" % next(count)}, b"")
    run = case.crawl(case.site.url + "/never")
    assert run.returncode == 5 and report(run)["failed"] == {"redirect-limit": 1}, (run.returncode, run.stdout)
    assert case.site.asked.count("/never") < 20

    case.site.pages["/loop"] = (302, {"Location": "/loop"}, b"")
    run = case.crawl(case.site.url + "/loop")
    assert run.returncode == 5 and report(run)["failed"] == {"redirect-loop": 1}, (run.returncode, run.stdout)

    case.site.pages["/start"] = lambda h: PAGE if h.get("Cookie") == "ok=yes" else (302, {"Location": "/gate"}, b"")
    case.site.pages["/gate"] = (303, {"Location": "/start", "Set-Cookie": "ok=yes; Path=/"}, b"")
    run = case.crawl(case.site.url + "/start")
    assert run.returncode == 0 and report(run)["fetched"] == 1, (run.returncode, run.stdout, run.stderr)

    # No cookie outlives its chain.
    case.site.pages["/later"] = lambda h: (200 if not h.get("Cookie") else 500, {}, PAGE)
    assert case.crawl(case.site.url + "/later").returncode == 0


def no_trap(case):
    """What a sitemap lists is fetched, however it is spelt; the same behind links is a trap."""
    listed = ["/n?name=%d" % n for n in range(230)] + ["/a/a/a/a/x", "/events/2099/1", "/q?a=1&a=2&a=3&a=4"]
    for path in listed:
        case.site.pages[path] = PAGE
    case.site.pages["/sitemap.xml"] = ("<urlset>%s</urlset>" % "".join(
        "<url><loc>%s%s</loc></url>" % (case.site.url, path.replace("&", "&amp;")) for path in listed)).encode()
    run = case.crawl(case.site.url + "/sitemap.xml")
    assert run.returncode == 0 and set(listed) <= set(case.site.asked), (len(case.site.asked), run.stdout)
    case.site.asked.clear()
    case.site.pages["/links"] = "".join('<a href="/l%s">x</a>' % path for path in listed[-3:]).encode()
    run = case.crawl("--depth", "1", case.site.url + "/links")
    assert sum(report(run)["left_out"].get(name, 0) for name in ("trap-repeat", "trap-calendar", "trap-query")) == 3, run.stdout


def elsewhere(case):
    """robots.txt may name a sitemap on another host; what that lists is held against the scope, and counted."""
    case.site.pages["/robots.txt"] = ("User-agent: *\nAllow: /\nSitemap: %s/map.xml\n" % case.other.url).encode()
    case.site.pages["/a"] = case.site.pages["/b"] = case.other.pages["/c"] = PAGE
    case.other.pages["/map.xml"] = ("<urlset><url><loc>%s/b</loc></url><url><loc>%s/c</loc></url></urlset>" %
                                    (case.site.url, case.other.url)).encode()
    run = case.crawl("--depth", "1", case.site.url + "/a")
    assert "/b" in case.site.asked and "/c" not in case.other.asked, (case.site.asked, case.other.asked)
    assert report(run)["left_out"]["scope"] == 1, run.stdout


def one_provider(case):
    """Feed and advisories lie on another host; the visit ends with its counts."""
    case.site.json("/provider-metadata.json", provider([case.other.url + "/feed.json"]))
    case.other.json("/feed.json", rolie(*[case.other.url + "/%d.json" % n for n in range(3)]))
    for n in range(2):
        case.other.json("/%d.json" % n, advisory(n))
    run = case.crawl(case.site.url + "/provider-metadata.json")
    visit = report(run)["providers"][0]
    assert (visit["listed"], visit["fetched"], visit["failed"]) == (3, 2, 1), run.stdout
    assert run.returncode == 5 and "3 advisories listed, 2 fetched, 1 failed" in run.stderr, (run.returncode, run.stderr)
    case.other.json("/2.json", advisory(2))
    run = case.crawl("--revisit", case.site.url + "/provider-metadata.json")
    assert run.returncode == 0, (run.returncode, run.stderr)
    visit = report(run)["providers"][0]
    assert visit["listed"] == 3 or visit["lists_known"], run.stdout  # whichever of the two was asked first


def directory(case):
    """A feed that cannot be had: the directory has the same advisories, and the refusal is said."""
    for answer in ((403, {}, b"no"), PAGE):
        site = Site()
        site.json("/p/provider-metadata.json", provider([site.url + "/p/feed.json"], [site.url + "/p"]))
        site.pages["/p/feed.json"] = answer
        site.pages["/p/changes.csv"] = b'"2024/x-1.json","2024-01-10T00:00:00Z"\n'
        site.json("/p/2024/x-1.json", advisory(1))
        run = case.crawl(site.url + "/p/provider-metadata.json")
        assert "/p/2024/x-1.json" in site.asked and run.returncode == 5, (run.returncode, site.asked)
        assert "feed.json failed" in run.stderr and report(run)["providers"][0]["fetched"] == 1, run.stderr
        site.server.shutdown()
    # Of the two lists of a directory one is enough.
    case.site.json("/q/provider-metadata.json", provider([], [case.site.url + "/q"]))
    case.site.pages["/q/index.txt"] = b"2024/x-1.json\n"
    case.site.json("/q/2024/x-1.json", advisory(1))
    run = case.crawl(case.site.url + "/q/provider-metadata.json")
    assert run.returncode == 0 and report(run)["providers"][0]["fetched"] == 1, (run.returncode, run.stderr)


def nothing_listed(case):
    """0 is said loudly, also when quiet."""
    case.site.json("/provider-metadata.json", provider([case.site.url + "/feed.json"]))
    case.site.json("/feed.json", rolie())
    run = case.crawl("--quiet", case.site.url + "/provider-metadata.json")
    assert run.returncode == 5 and "0 advisories listed" in run.stderr, (run.returncode, run.stderr)


def starts(case):
    """A start address that is gone, refused by robots.txt or no feed any more; others are fetched all the same."""
    case.site.pages["/robots.txt"] = b"User-agent: *\nDisallow: /closed\n"
    case.site.pages["/good"] = case.site.pages["/feed"] = PAGE
    run = case.crawl(case.site.url + "/good", case.site.url + "/gone", case.site.url + "/closed")
    assert run.returncode == 5 and report(run)["fetched"] == 1, (run.returncode, run.stdout)
    assert {p["outcome"] for p in report(run)["failed_starts"]} == {"http-404", "robots"}, run.stdout
    case.source(id="news", feeds=[case.site.url + "/feed"])
    run = case.crawl("news")
    assert run.returncode == 5 and "/feed failed: not-a-list (answered with HTML page" in run.stderr, run.stderr
    # A page that a page leads to is another matter.
    case.site.pages["/links"] = b'<a href="/gone-too">x</a>'
    run = case.crawl("--depth", "1", case.site.url + "/links")
    assert run.returncode == 0 and report(run)["failed"] == {"http-404": 1}, (run.returncode, run.stdout)


def kept_aside(case):
    """Fetched and kept, and no evidence: said by name."""
    case.site.pages["/paper"] = (200, {"Content-Type": "application/rtf"}, b"{\\rtf1\\ansi words}")
    case.site.pages["/picture"] = (200, {"Content-Type": "image/png"}, b"\x89PNG\r\n\x1a\n0000")
    run = case.crawl(case.site.url + "/paper", case.site.url + "/picture")
    assert "1 RTF document could not be read" in run.stderr and "left aside: 1 image" in run.stderr, run.stderr


def lists(case):
    """A list with a bad line: the others are fetched, the bad one has its number, and the exit says so."""
    for path in "abc":
        case.site.pages["/" + path] = PAGE
    text = "\ufeff# mine\r\n%s/a\r\nnothing\r\n%s/b\r\n" % (case.site.url, case.site.url)
    run = case.crawl("--list", "-", text=text)
    assert run.returncode == 5 and report(run)["fetched"] == 2 and "line 3" in run.stderr, (run.returncode, run.stderr)
    run = case.crawl("--list", "-", text='<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><DT><A HREF="%s/c">C</A></DL>' % case.site.url)
    assert run.returncode == 0 and report(run)["fetched"] == 1, (run.returncode, run.stderr)
    run = case.crawl("--list", "-", text="nothing\n")
    assert run.returncode == 2 and "line 1" in run.stderr and "one URL a line" in run.stderr, (run.returncode, run.stderr)


CASES = [cookie, no_trap, elsewhere, one_provider, directory, nothing_listed, starts, kept_aside, lists]


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
        try:
            function(case)
            print("%-14s ok" % function.__name__, flush=True)
        except AssertionError as error:
            failed += 1
            print("%-14s FAILED: line %d: %s" % (function.__name__, error.__traceback__.tb_next.tb_lineno, str(error)[:3000]), flush=True)
        finally:
            case.site.server.shutdown()
            case.other.server.shutdown()
            shutil.rmtree(case.directory, ignore_errors=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
