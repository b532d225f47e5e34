#!/usr/bin/env python3
"""A million known URLs: memory of the crawl that finds them and of one that goes on, and how soon that one asks again.

    scale_test.py --dossier build/dossier [--urls 1000000] [--hosts 4] [--check]

The URLs come from sitemaps of 50,000 over loopback, so every row goes through the crawler's own code. Bars for a
million: 300 MB at the peak, 2 s from start to the first request. --check: exit 1 when one is missed.
Skipped (exit 77) without DOSSIER_SOAK=1 or --urls.
"""
import argparse
import http.server
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "support"))
import loopback  # noqa: E402

PER_SITEMAP = 50000


class Site:
    def __init__(self, urls, hosts):
        self.urls, self.hosts, self.first, self.pages = urls, hosts, None, 0
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                site.first = site.first or time.monotonic()
                if self.headers.get("If-None-Match"):
                    self.send_response(304)
                    self.end_headers()
                    return
                body, kind = site.answer(self.path, self.server.server_address[1])
                self.send_response(200 if body is not None else 404)
                self.send_header("ETag", '"1"')
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body or b"")))
                self.end_headers()
                self.wfile.write(body or b"")

        self.ports = []
        for _ in range(hosts):
            self.ports.append(loopback.serve(Handler).server_address[1])

    def answer(self, path, port):
        if path.startswith("/sitemap-"):
            start = int(path[9:-4]) * PER_SITEMAP
            count = min(PER_SITEMAP, self.urls // self.hosts - start)
            locations = "".join(
                "<url><loc>http://127.0.0.1:%d/news/2026/11/%d/an-article-about-the-advisory-%d.html</loc></url>\n" % (port, n % 28, n)
                for n in range(start, start + count))
            return ("<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>%s</urlset>" % locations).encode(), "application/xml"
        if path.startswith("/news/"):
            self.pages += 1
            return b"<html><body><p>A page.</p></body></html>", "text/html"
        if path == "/robots.txt":
            return b"User-agent: *\nDisallow: /private/\n", "text/plain"
        return None, "text/html"


def run(command):
    started = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    error = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        print("exit %d: %s" % (process.returncode, error))
    return started, time.monotonic() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dossier", required=True)
    parser.add_argument("--urls", type=int)
    parser.add_argument("--hosts", type=int, default=4)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    if options.urls is None and not os.environ.get("DOSSIER_SOAK"):
        print("skipped: a soak; DOSSIER_SOAK=1 runs it")
        return 77
    urls = options.urls or 1000000
    directory = tempfile.mkdtemp(prefix="dossier-scale-")
    try:
        site = Site(urls, options.hosts)
        corpus = os.path.join(directory, "corpus")
        os.mkdir(corpus)
        with open(os.path.join(corpus, "dossier.toml"), "w") as out:
            for port in site.ports:
                lists = ", ".join('"http://127.0.0.1:%d/sitemap-%d.xml"' % (port, n) for n in range(-(-urls // options.hosts // PER_SITEMAP)))
                out.write('[[source]]\nid = "s%d"\nsitemaps = [%s]\n' % (port, lists))
        crawl = [os.path.abspath(options.dossier), "-C", corpus, "--quiet", "crawl", "--allow-private", "--delay", "0", "--max-pages"]
        _, wall, cpu, rss, code = run(crawl + ["5"])
        print("finding %d URLs: %.1f s, %.1f CPU s, %.0f MB" % (urls, wall, cpu, rss))
        good = code == 0 and rss <= 300
        for attempt in (1, 2):
            site.first = None
            pages = site.pages
            started, wall, cpu, rss, code = run(crawl + ["50"])
            first = (site.first or started + 999) - started
            print("going on with them: first request after %.2f s; %d pages, %.1f s, %.1f CPU s, %.0f MB" % (first, site.pages - pages, wall, cpu, rss))
            good = good and code == 0 and rss <= 300 and first < 2 and site.pages > pages
        print("corpus.db %.0f MB" % (os.path.getsize(os.path.join(corpus, "corpus.db")) / 1e6))
        return 0 if good or not options.check else 1
    finally:
        shutil.rmtree(directory, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
