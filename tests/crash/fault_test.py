#!/usr/bin/env python3
"""Crawls every fault of tests/support/fault_server.py and requires: the crawl ends in time, memory stays bounded, the right
class is recorded, and what was cut or damaged is never counted as fetched.

usage: fault_test.py --dossier build/dossier [name...]
"""
import argparse
import gzip
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "support"))
from fault_server import FaultServer  # noqa: E402

DEADLINE = 2
SPARE = 64  # MB over a harmless page

# name: (path, robots mode, outcome: a failure class, "fetched", "refused", "redirect" or a tuple of allowed ones, options)
FAULTS = {
    "slow head": ("/slow_head", "none", "timeout", []),
    "slow body": ("/slow_body", "none", "timeout", []),
    "never answers": ("/never", "none", "timeout", []),
    "endless body": ("/endless", "none", "too-long", []),
    "endless chunks": ("/endless_chunked", "none", "too-long", []),
    "endless header": ("/endless_header", "none", "header-limit", []),
    "long header line": ("/long_header_line", "none", "header-limit", []),
    "gzip bomb": ("/bomb", "none", "damaged", []),
    "double gzip bomb": ("/bomb2", "none", "damaged", []),
    "200,000 links": ("/many_links", "none", "fetched", ["--depth", "1", "--max-pages", "1"]),
    "100,000 character URL": ("/long_url", "none", "fetched", ["--depth", "1"]),
    "deep tags": ("/deep_tags", "none", "fetched", ["--depth", "1"]),
    "redirect loop": ("/loop", "none", "redirect-loop", []),
    "redirect to itself": ("/self", "none", "redirect-loop", []),
    "endless redirects": ("/chain", "none", "redirect-limit", []),
    "redirect without location": ("/no_location", "none", "redirect-bad", []),
    "redirect to file": ("/to?file:///etc/passwd", "none", "redirect-bad", []),
    "redirect to gopher": ("/to?gopher://127.0.0.1:1/", "none", "redirect-bad", []),
    "line breaks in location": ("/crlf_location", "none", ("http-404", "redirect-bad"), []),
    "meta refresh to itself": ("/refresh", "none", "fetched", ["--depth", "3"]),
    "content-length too long": ("/long_cl", "none", "cut-short", []),
    "content-length too short": ("/short_cl", "none", "fetched", []),
    "two content-lengths": ("/two_cl", "none", ("bad-response", "cut-short", "fetched", "internal"), []),
    "negative content-length": ("/bad_cl", "none", ("bad-response", "fetched"), []),
    "truncated chunk": ("/trunc_chunk", "none", "cut-short", []),
    "no last chunk": ("/no_last_chunk", "none", "cut-short", []),
    "bad chunk": ("/bad_chunk", "none", "bad-response", []),
    "connection reset": ("/reset", "none", "cut-short", []),
    "empty answer": ("/empty", "none", "cut-short", []),
    "damaged gzip": ("/bad_gzip", "none", "damaged", []),
    "cut gzip": ("/cut_gzip", "none", "damaged", []),
    "gzip that is none": ("/no_gzip", "none", "fetched", []),
    "unknown charset": ("/bad_charset", "none", "fetched", ["--depth", "1"]),
    "lying charset": ("/lie_charset", "none", ("fetched", "http-404"), ["--depth", "1"]),
    "NUL bytes": ("/nul", "none", ("fetched", "http-404"), ["--depth", "1"]),
    "HTTP/0.9": ("/old", "none", "bad-response", []),
    "garbage": ("/garbage", "none", "bad-response", []),
    "404": ("/s404", "none", "http-404", []),
    "500": ("/s500", "none", "http-500", []),
    "429 with seconds": ("/s429?1", "none", "http-429", ["--tries", "2"]),
    "503 until 2099": ("/s503?Thu,%2001%20Jan%202099%2000:00:00%20GMT", "none", "later", ["--tries", "2", "--max-wait", "1000"]),
    "cookies wanted": ("/cookie", "none", "fetched", []),
    "robots 403": ("/ok", "403", "fetched", []),
    "robots 404": ("/ok", "404", "fetched", []),
    "robots 500": ("/ok", "500", "refused", []),
    "robots 429": ("/ok", "429", "refused", []),
    "robots hangs": ("/ok", "hang", "refused", []),
    "robots redirects to itself": ("/ok", "loop", "fetched", []),
    "robots is HTML": ("/ok", "html", "fetched", []),
    "robots forbids after 480 KB": ("/ok", "within-500k", "refused", []),
    "robots forbids": ("/ok", "disallow", "refused", []),
    "growing paths": ("/deep/", "none", "fetched", ["--depth", "60", "--max-pages", "300"]),
    "session parameters": ("/trap", "none", "fetched", ["--depth", "60", "--max-pages", "2000"]),
    "calendar": ("/calendar", "none", "fetched", ["--depth", "200", "--max-pages", "2000"]),
}


def crawl(dossier, folder, url, options):
    command = [dossier, "-C", folder, "crawl", "--allow-private", "--timeout", str(DEADLINE), "--max-bytes", "8000000",
               "--format", "json", "--quiet", *([] if "--tries" in options else ["--tries", "1"]), *options, url]
    started = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    output = process.stdout.read()
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    report = json.loads(output) if output.strip().startswith(b"{") else None
    return report, time.monotonic() - started, usage.ru_maxrss / 1024, process.returncode, errors.decode("utf-8", "replace")


def outcome_holds(expected, report):
    if isinstance(expected, tuple):
        return any(outcome_holds(each, report) for each in expected)
    if expected == "fetched":
        return report["fetched"] > 0
    if expected == "refused":
        return report["refused"] > 0 and report["fetched"] == 0
    if expected == "later":
        return report["left_for_later"] > 0 and report["fetched"] == 0
    return report["failed"].get(expected, 0) > 0 and report["fetched"] == 0


def check(dossier, server, base_rss, name):
    path, robots, expected, options = FAULTS[name]
    server.robots_mode = robots
    folder = tempfile.mkdtemp(prefix="dossier-fault-")
    try:
        report, wall, rss, code, errors = crawl(dossier, folder, server.url(path), options)
        if report is None:
            return f"exit {code} without a report: {errors[:300]}"
        if not outcome_holds(expected, report):
            return f"expected {expected}, got fetched {report['fetched']}, refused {report['refused']}, failed {report['failed']}"
        single = "--depth" not in options and "--tries" not in options
        limit = (2 * DEADLINE if robots == "hang" else DEADLINE) + 1 if single else 60
        if wall > limit + LOAD:
            return f"took {wall:.1f} s, the limit is {limit} s"
        if rss > base_rss + SPARE:
            return f"took {rss:.0f} MB, a harmless page takes {base_rss:.0f} MB"
        if code not in ((5, 6) if report["failed_starts"] else (0, 6)):
            return f"exit {code}: {errors[:300]}"
        checked = subprocess.run([dossier, "-C", folder, "check", "--quiet"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        if checked.returncode != 0:
            return "the corpus is damaged: " + checked.stderr.decode("utf-8", "replace")[:300]
        return ""
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def revisits(dossier, server):
    """ETag and Last-Modified: the second visit is a 304."""
    server.robots_mode = "none"
    for path in ("/etag", "/lastmod"):
        folder = tempfile.mkdtemp(prefix="dossier-fault-")
        try:
            crawl(dossier, folder, server.url(path), [])
            report = crawl(dossier, folder, server.url(path), [])[0]
            if report["not_modified"] != 1 or report["body_bytes"] != 0:
                return f"{path}: {report}"
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    return ""


def status_lines(dossier, server):
    """The first line of an answer is its status line, whatever its fields and trailers are called."""
    server.robots_mode = "none"
    for path in ("/like_status", "/interim", "/like_status_behind"):
        folder = tempfile.mkdtemp(prefix="dossier-fault-")
        try:
            report = crawl(dossier, folder, server.url(path), [])[0]
            archive = b"".join(gzip.decompress(file.read_bytes()) for file in pathlib.Path(folder, "archive").glob("*.gz"))
            blocks = [record.partition(b"\r\n\r\n")[2] for record in archive.split(b"WARC/1.1\r\n") if b"WARC-Type: response" in record]
            told = [block.partition(b"\r\n")[0] for block in blocks if b"<title>t</title>" in block]
            if report["fetched"] != 1 or told != [b"HTTP/1.1 200 OK"]:
                return f"{path}: {told}, {report['fetched']} fetched, failed {report['failed']}"
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    return ""


def refuses_private(dossier, server):
    """Without --allow-private nothing on loopback is connected, in any notation."""
    before = len(server.requests)
    port = server.port
    for host in ("127.0.0.1", "2130706433", "0x7f.1", "017700000001", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "127.1"):
        folder = tempfile.mkdtemp(prefix="dossier-fault-")
        try:
            command = [dossier, "-C", folder, "crawl", "--timeout", "2", "--tries", "1", "--format", "json", "--quiet", f"http://{host}:{port}/ok"]
            run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            report = json.loads(run.stdout)
            if report["fetched"] != 0 or report["refused"] + sum(report["failed"].values()) != 1 or run.returncode != 6:
                return f"{host}: exit {run.returncode}, {report}"
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    return "" if len(server.requests) == before else "the server was asked"


def closed_port(dossier):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tempfile.mkdtemp(prefix="dossier-fault-")
    try:
        report, wall, _, code, _ = crawl(dossier, folder, f"http://127.0.0.1:{port}/", [])
        return "" if code == 6 and report["failed"].get("connect") == 1 else f"exit {code}, {report}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


LOAD = float(os.environ.get("DOSSIER_TEST_SLACK", "3"))  # seconds that a busy machine may add


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dossier", required=True)
    parser.add_argument("name", nargs="*")
    options = parser.parse_args()
    dossier = os.path.abspath(options.dossier)
    server = FaultServer()
    folder = tempfile.mkdtemp(prefix="dossier-fault-")
    base_rss = crawl(dossier, folder, server.url("/ok"), [])[2]
    shutil.rmtree(folder, ignore_errors=True)
    failures = 0
    checks = {name: (lambda name=name: check(dossier, server, base_rss, name)) for name in FAULTS}
    checks["304 on the second visit"] = lambda: revisits(dossier, server)
    checks["status lines"] = lambda: status_lines(dossier, server)
    checks["private addresses refused"] = lambda: refuses_private(dossier, server)
    checks["closed port"] = lambda: closed_port(dossier)
    for name, run in checks.items():
        if options.name and name not in options.name:
            continue
        problem = run()
        failures += bool(problem)
        print(f"{'FAILED' if problem else 'ok    '} {name}{': ' + problem if problem else ''}", flush=True)
    print(f"{failures} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
