#!/usr/bin/env python3
"""Kills dossier at random moments of import, crawl and index, and holds it to what it promises.

After every kill: the corpus opens again, `check` finds no damage, and no capture that was committed before is lost.
At the end: an undisturbed run completes the work; every input is there once, and no page that was committed was
asked for again. Only the command line is used.

    kill_test.py --dossier build/dossier [--kills 30] [--verb import|crawl|index] [--seed N]

DOSSIER_KILLS sets the number of kills (the soak uses 1000).
"""
import argparse
import collections
import http.server
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "support"))
import loopback  # noqa: E402

WORDS = ("agency vendor network router notice federal warned updated released product patch advisory device "
         "supply chain equipment committee officials said report").split()


def page(number, pages, rng):
    paragraphs = "".join(
        "<p>%s.</p>\n" % " ".join(rng.choice(WORDS) for _ in range(60)).capitalize() for _ in range(rng.randint(3, 12)))
    links = "".join('<a href="/p/%d">more</a> ' % ((number * 7 + k * 13 + 1) % pages) for k in range(6))
    return ("<!DOCTYPE html><html><head><title>Report %d</title></head><body><article><h1>Report %d on the agency"
            "</h1>\n%s</article>%s</body></html>" % (number, number, paragraphs, links))


class Site:
    """A site on a loopback port that remembers which pages were asked for."""

    def __init__(self, pages, seed):
        rng = random.Random(seed)
        self.bodies = {"/p/%d" % n: page(n, pages, rng).encode() for n in range(pages)}
        self.asked = collections.Counter()
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                body = site.bodies.get(self.path)
                site.asked[self.path] += 1
                self.send_response(200 if body else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body or b"")))
                self.end_headers()
                try:
                    self.wfile.write(body or b"")
                except OSError:
                    pass

        self.server = loopback.serve(Handler)
        self.url = self.server.url


class Bench:
    def __init__(self, args, directory):
        self.args, self.directory = args, directory
        self.corpus = os.path.join(directory, "corpus")
        self.rng = random.Random(args.seed)
        self.killed = 0
        self.failures = []
        self.slowest_open = 0.0

    def run(self, *words, ok=(0,)):
        done = subprocess.run([self.args.dossier, "-C", self.corpus, "--quiet", *words], capture_output=True, text=True)
        if done.returncode not in ok:
            self.fail("%s: exit %d: %s" % (" ".join(words), done.returncode, done.stderr.strip()))
        return done

    def fail(self, text):
        self.failures.append(text)
        print("FAILED: " + text, flush=True)

    def kill_one(self, words, longest):
        """Starts the command and kills it after a random time. True when it was still running."""
        process = subprocess.Popen([self.args.dossier, "-C", self.corpus, "--quiet", *words],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        try:
            process.wait(timeout=self.rng.uniform(0, longest))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            self.killed += 1
            process.stderr.close()
            return True
        error = process.stderr.read()
        process.stderr.close()
        if process.returncode not in (0, 1):
            self.fail("%s: exit %d: %s" % (" ".join(words), process.returncode, error.strip()))
        return False

    def captures(self):
        """URL and digest of every committed capture."""
        if not os.path.exists(os.path.join(self.corpus, "corpus.db")):
            return collections.Counter()
        target = os.path.join(self.directory, "x.cdxj")
        began = time.monotonic()
        done = self.run("export", "cdxj", target, ok=(0, 1, 3, 4))  # 3, 4: killed before the catalogue had tables
        self.slowest_open = max(self.slowest_open, time.monotonic() - began)
        if done.returncode in (3, 4):
            return collections.Counter()
        with open(target) as lines:
            rows = [json.loads(line.split(" ", 2)[2]) for line in lines]
        return collections.Counter((row["url"], row["digest"]) for row in rows)

    def check(self, known):
        """No damage, nothing lost; returns what is committed now."""
        now = self.captures()
        for key, count in known.items():
            if now[key] < count:
                self.fail("lost after kill %d: %s" % (self.killed, key[0]))
        if now:
            done = self.run("check", "--format", "json", ok=(0, 1))
            report = json.loads(done.stdout)
            # What a kill left behind the last commit is cut off by the next writer; it is no evidence and no damage.
            for damage in report["damage"]:
                self.fail("damage after kill %d: %s: %s" % (self.killed, damage["where"], damage["what"]))
        return now

    def rounds(self, words, longest, known=None, after=None):
        """Kills `words` until the count is reached or it has completed often; restarts the corpus when it is done."""
        known = known or collections.Counter()
        first = self.killed
        while self.killed - first < self.args.kills and not self.failures:
            finished = not self.kill_one(words, longest)
            known = self.check(known)
            if after:
                after(known, finished)
            if finished:
                yield known
                known = collections.Counter()
        yield known


def test_import(bench):
    inputs = os.path.join(bench.directory, "in")
    rng = random.Random(1)
    os.mkdir(inputs)
    for n in range(600):
        with open(os.path.join(inputs, "%04d.html" % n), "w") as out:
            out.write(page(n, 600, rng))
    for _ in bench.rounds(["import", inputs], 0.25):
        if bench.killed < bench.args.kills:
            shutil.rmtree(bench.corpus, ignore_errors=True)
    bench.run("import", inputs)
    final = bench.check(collections.Counter())
    if len(final) != 600 or max(final.values()) != 1:
        bench.fail("%d files are there, the commonest %d times; expected 600, once" % (len(final), max(final.values())))


def test_crawl(bench):
    pages = 400
    site = Site(pages, 2)
    start = "/p/0"
    words = ["crawl", "--allow-private", "--depth", "1000", "--delay", "0", "--max-pages", "0", site.url + start]
    start_url = site.url + start
    committed_asked = {}

    def watch(known, finished):
        # A page that was committed must not be asked for again.
        for url, asked in committed_asked.items():
            if site.asked[url] > asked:
                bench.fail("%s was committed and was asked for again" % url)
        committed_asked.clear()
        if not finished:
            for url, _ in known:
                path = url[len(site.url):]
                if path.startswith("/p/"):
                    committed_asked[path] = site.asked[path]
            if len(committed_asked) == pages:
                # The kill came when the run had ended or was about to: the next one is a run of its own, and a run
                # asks for its start page.
                committed_asked.pop(start)

    for _ in bench.rounds(words, 0.6, after=watch):
        if bench.killed < bench.args.kills:
            shutil.rmtree(bench.corpus, ignore_errors=True)
            site.asked.clear()
    bench.run(*words)
    watch({}, True)
    final = bench.check(collections.Counter())
    got = collections.Counter(url for (url, _), count in final.items() for _ in range(count) if "/p/" in url)
    # A kill after the last page leaves a finished run; the next asks for the start page again.
    got[start_url] = min(got[start_url], 1)
    if len(got) != pages or max(got.values()) != 1:
        bench.fail("%d pages are there, the commonest %d times; expected %d, once" %
                   (len(got), max(got.values()), pages))


def test_index(bench):
    if bench.run("index", "--help", ok=(0, 2)).returncode != 0:
        print("index: not in this build")
        sys.exit(77)
    inputs = os.path.join(bench.directory, "in")
    rng = random.Random(1)
    os.mkdir(inputs)
    for n in range(300):
        with open(os.path.join(inputs, "%04d.html" % n), "w") as out:
            out.write(page(n, 300, rng))
    bench.run("import", inputs)
    fresh = os.path.join(bench.directory, "fresh")
    shutil.copytree(bench.corpus, fresh)
    known = bench.captures()
    for _ in bench.rounds(["index"], 1.5, known=known):
        if bench.killed < bench.args.kills:
            shutil.rmtree(bench.corpus, ignore_errors=True)
            shutil.copytree(fresh, bench.corpus)
    bench.run("index")
    bench.check(known)
    stat = json.loads(bench.run("stat", "--format", "json").stdout)
    for name in ("documents", "revisions", "texts"):
        if stat[name] != 300:
            bench.fail("%d %s after the kills, expected 300" % (stat[name], name))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--dossier", required=True)
    parser.add_argument("--kills", type=int, default=int(os.environ.get("DOSSIER_KILLS", "30")))
    parser.add_argument("--verb", choices=["import", "crawl", "index"], required=True)
    parser.add_argument("--seed", type=int, default=20261122)
    args = parser.parse_args()
    args.dossier = os.path.abspath(args.dossier)
    directory = tempfile.mkdtemp(prefix="dossier-kill-")
    try:
        bench = Bench(args, directory)
        {"import": test_import, "crawl": test_crawl, "index": test_index}[args.verb](bench)
        print("%s: %d kills, %d failures, slowest reopening %.2f s" %
              (args.verb, bench.killed, len(bench.failures), bench.slowest_open))
        sys.exit(1 if bench.failures else 0)
    finally:
        shutil.rmtree(directory, ignore_errors=True)


if __name__ == "__main__":
    main()
