#!/usr/bin/env python3
"""Crawls a generated site over loopback with dossier and with `wget --warc-file`, and prints pages a second, CPU seconds per
thousand pages and peak memory of both, with the ratios that must hold: at least twice the pages, at most half the CPU.

usage: crawl_bench.py --dossier build/dossier --server build/tests/bench/site_server [--pages 20000] [--no-wget] [--check]
--check: exit 1 when a bar is missed. Times are of the crawler alone; the server's CPU is shown beside them.
"""
import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time


def run(command, cwd):
    """Wall seconds, CPU seconds, peak RSS in MB, and standard output of a command."""
    started = time.monotonic()
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - started
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output


def line(name, pages, wall, cpu, rss):
    print(f"{name:28} {pages:7} pages {wall:7.2f} s {pages / wall:8.0f} pages/s {1000 * cpu / pages:6.2f} CPU s/1,000 {rss:6.0f} MB")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dossier", required=True)
    parser.add_argument("--server", required=True)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--no-wget", action="store_true")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    options.dossier, options.server = os.path.abspath(options.dossier), os.path.abspath(options.server)
    folder = tempfile.mkdtemp(prefix="crawl-bench-")
    server = subprocess.Popen([options.server, str(options.pages)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        port = int(server.stdout.readline().split()[1])
        url = f"http://127.0.0.1:{port}/"
        crawl = [options.dossier, "-C", "corpus", "crawl", "--allow-private", "--delay", "0", "--depth", "50", "--format", "json", url]
        wall, cpu, rss, output = run(crawl, folder)
        report = json.loads(output)
        pages = report["fetched"]
        expected = options.pages + -(-options.pages // 50) + 1
        line("dossier crawl", pages, wall, cpu, rss)
        good = pages == expected and not report["failed"]
        if not good:
            print(f"  expected {expected} pages and no failures, got {pages}, {report['failed']}")
        size = sum(os.path.getsize(os.path.join(folder, "corpus", "archive", f)) for f in os.listdir(os.path.join(folder, "corpus", "archive")))
        wall2, cpu2, rss2, output2 = run(crawl + ["--revisit"], folder)
        report2 = json.loads(output2)
        size2 = sum(os.path.getsize(os.path.join(folder, "corpus", "archive", f)) for f in os.listdir(os.path.join(folder, "corpus", "archive")))
        line("dossier crawl --revisit", report2["not_modified"], wall2, cpu2, rss2)
        print(f"  {(size2 - size) / max(1, report2['not_modified']):.0f} bytes stored a page, {report2['body_bytes']} body bytes")
        good = good and report2["not_modified"] == expected and report2["body_bytes"] == 0
        if not options.no_wget and shutil.which("wget"):
            os.mkdir(os.path.join(folder, "wget"))
            wall3, cpu3, rss3, _ = run(["wget", "-q", "-r", "-l", "inf", "--warc-file=w", "--warc-cdx", url], os.path.join(folder, "wget"))
            fetched = sum(1 for entry in open(os.path.join(folder, "wget", "w.cdx"), encoding="utf-8", errors="replace")) - 1
            line("wget --warc-file", fetched, wall3, cpu3, rss3)
            speed, work = (pages / wall) / (fetched / wall3), (cpu / pages) / (cpu3 / fetched)
            print(f"  {speed:.1f} times wget's pages/s (bar 2), {work:.2f} of its CPU a page (bar 0.5)")
            good = good and speed >= 2 and work <= 0.5
        return 0 if good or not options.check else 1
    finally:
        server.stdin.close()
        server.wait()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
