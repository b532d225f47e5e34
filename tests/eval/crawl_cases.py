#!/usr/bin/env python3
"""Scores `dossier inspect robots|url|feed|sitemap --cases` against the conformance cases and the bars they must hold.

usage: crawl_cases.py --dossier build/dossier [--cases DIR] [--verbose] [kind...]
Exit 0: all bars hold. 1: one does not. 77: the cases are not there (ctest counts that as skipped).
"""
import argparse
import html
import json
import os
import re
import subprocess
import sys


def load(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def answers(dossier, kind, path):
    run = subprocess.run([dossier, "inspect", kind, "--cases", path], stdout=subprocess.PIPE, check=True)
    return {a["id"]: a for a in map(json.loads, run.stdout.decode("utf-8").splitlines())}


class Tally:
    def __init__(self, name, bar):
        self.name, self.bar, self.right, self.all, self.misses = name, bar, 0, 0, []

    def add(self, right, miss):
        self.all += 1
        self.right += right
        if not right:
            self.misses.append(miss)

    def holds(self):
        return self.bar is None or self.right >= self.bar * self.all

    def report(self, verbose):
        share = 100 * self.right / self.all if self.all else 100
        bar = "report only" if self.bar is None else f"bar {100 * self.bar:g} %"
        print(f"{self.name:24} {self.right:5} of {self.all:5} = {share:6.2f} %   {bar}   {'ok' if self.holds() else 'MISSED'}")
        if verbose:
            for miss in self.misses:
                print("   ", miss)


def score_robots(cases, got):
    core, rest = Tally("robots core", 1.0), Tally("robots others", None)
    for case in cases:
        key = "crawl_delay" if "crawl_delay" in case else "allowed"
        answer = got.get(case["id"], {}).get(key, "no answer")
        (core if case["core"] else rest).add(answer == case[key], (case["id"], case.get("test"), case[key], answer))
    return [core, rest]


def score_urls(cases, got):
    ascii_only, everything = Tally("urls ascii", 1.0), Tally("urls all", 0.98)
    for case in cases:
        answer = got.get(case["id"], {})
        if case.get("failure"):
            right = answer.get("failure", False)
        else:
            right = answer.get("href") == case["href"] and answer.get("fetch_url") == case["fetch_url"]
        miss = (case["id"], case["input"], case["base"], case.get("href", "failure"), answer)
        everything.add(right, miss)
        if case["ascii"]:
            ascii_only.add(right, miss)
    return [ascii_only, everything]


def plain(text):
    """The text of a title that may hold markup."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", text or "")).split())


def score_feeds(cases, got):
    fields, counts = Tally("feed fields", 0.98), Tally("feed entries", 1.0)
    for case in cases:
        answer = got.get(case["id"], {})
        entries = answer.get("entries", [])
        counts.add(len(entries) == len(case["entries"]), (case["id"], case["file"], len(case["entries"]), len(entries)))
        expected = [("feed_title", case.get("feed_title"), answer.get("feed_title"))]
        expected += [("encoding", case["encoding"], answer.get("encoding"))] if case.get("encoding") else []
        for index, entry in enumerate(case["entries"]):
            found = entries[index] if index < len(entries) else {}
            expected += [(key, value, found.get(key)) for key, value in entry.items()]
        for key, value, found in expected:
            if key in ("title", "feed_title", "author"):
                right = plain(value) == plain(found)
            elif key == "encoding":
                right = encoding_name(value) == encoding_name(found)
            else:
                right = value == found
            fields.add(right, (case["id"], case["file"], key, value, found))
    return [fields, counts]


def encoding_name(name):
    """One name for what the WHATWG standard decodes alike."""
    name = (name or "").lower().replace("_", "-")
    same = {"us-ascii": "windows-1252", "ascii": "windows-1252", "iso-8859-1": "windows-1252", "latin-1": "windows-1252",
            "utf8": "utf-8", "gb2312": "gbk", "gb18030": "gbk", "utf-16": "utf-16le", "iso-8859-9": "windows-1254"}
    return same.get(name, name)


def score_sitemaps(cases, got):
    agreed, rest = Tally("sitemaps agreed", 1.0), Tally("sitemaps others", None)
    for case in cases:
        answer = got.get(case["id"], {})
        locations = [(u["loc"], u.get("lastmod")) for u in case["urls"]]
        found = [(u.get("loc"), u.get("lastmod")) for u in answer.get("urls", [])]
        right = answer.get("kind") == case["kind"] and found == locations
        different = [pair for pair in zip(locations, found) if pair[0] != pair[1]][:3]
        (agreed if case.get("agrees", True) else rest).add(
            right, (case["id"], case["origin"], case["kind"], answer.get("kind"), len(locations), len(found), different))
    return [agreed, rest]


KINDS = {"robots": ("robots.jsonl", score_robots), "url": ("urls.jsonl", score_urls),
         "feed": ("feeds.jsonl", score_feeds), "sitemap": ("sitemaps.jsonl", score_sitemaps)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dossier", required=True)
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    shared = os.environ.get("DOSSIER_SHARED", os.path.join(root, "..", "shared"))
    parser.add_argument("--cases", default=os.path.join(shared, "eval", "crawl"))
    parser.add_argument("--verbose", action="store_true", help="show every miss")
    parser.add_argument("kind", nargs="*", help="robots, url, feed, sitemap; none: all")
    options = parser.parse_args()
    if not os.path.isdir(options.cases):
        print("skipped: no conformance cases (set DOSSIER_SHARED)")
        return 77
    good = True
    for kind in options.kind or list(KINDS):
        name, score = KINDS[kind]
        path = os.path.join(options.cases, name)
        for tally in score(load(path), answers(options.dossier, kind, path)):
            tally.report(options.verbose)
            good = good and tally.holds()
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
