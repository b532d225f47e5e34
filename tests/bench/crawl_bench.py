#!/usr/bin/env python3
"""Crawls a generated site over loopback with dossier and with `wget --warc-file`, and prints pages a second, CPU seconds per
thousand pages and peak memory of both, with the ratios that must hold: at least twice the pages, at most half the CPU.

usage: crawl_bench.py --dossier build/dossier --server build/tests/bench/site_server [--pages 20000] [--no-wget] [--check]
--check: exit 1 when a bar is missed. CPU is of the crawler alone, the server's is shown beside it. On a machine that others
use too, pages a second say little: "possible" is what the two processes' CPU seconds allow on two cores.
"""
import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time


def cpu_of(pid):
    """CPU seconds of a running process."""
    with open(f"/proc/{pid}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Run:
    """Wall and CPU seconds of a command and CPU seconds of the server meanwhile, peak RSS in MB, standard output."""

    def __init__(self, command, cwd, server):
        server_before = cpu_of(server)
        self.wall, self.cpu, self.rss, self.output = measure(command, cwd)
        self.server_cpu = cpu_of(server) - server_before

    def line(self, name, pages):
        work = max(self.cpu + self.server_cpu, 1e-9)
        print(f"{name:26} {pages:6} pages {self.wall:6.2f} s {pages / self.wall:6.0f} pages/s {1000 * self.cpu / pages:6.3f} CPU s/1,000 "
              f"{self.rss:4.0f} MB; server {1000 * self.server_cpu / pages:5.3f}; possible {2 * pages / work:6.0f} pages/s on 2 cores")


def measure(command, cwd):
    started = time.monotonic()
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - started
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output


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
        first = Run(crawl, folder, server.pid)
        report = json.loads(first.output)
        pages = report["fetched"]
        expected = options.pages + -(-options.pages // 50) + 1
        first.line("dossier crawl", pages)
        good = pages == expected and not report["failed"]
        if not good:
            print(f"  expected {expected} pages and no failures, got {pages}, {report['failed']}")
        size = sum(os.path.getsize(os.path.join(folder, "corpus", "archive", f)) for f in os.listdir(os.path.join(folder, "corpus", "archive")))
        again = Run(crawl + ["--revisit"], folder, server.pid)
        report2 = json.loads(again.output)
        size2 = sum(os.path.getsize(os.path.join(folder, "corpus", "archive", f)) for f in os.listdir(os.path.join(folder, "corpus", "archive")))
        again.line("dossier crawl --revisit", report2["not_modified"])
        print(f"  {(size2 - size) / max(1, report2['not_modified']):.0f} bytes stored a page, {report2['body_bytes']} body bytes")
        good = good and report2["not_modified"] == expected and report2["body_bytes"] == 0
        with open(os.path.join(folder, "list"), "w") as out:
            out.writelines(f"{url}news/{n}\n" for n in range(options.pages))
        fetch = Run([options.dossier, "-C", "listed", "crawl", "--allow-private", "--delay", "0", "--format", "json", "--list", "list"], folder, server.pid)
        report3 = json.loads(fetch.output)
        fetch.line("dossier crawl --list", report3["fetched"])
        good = good and report3["fetched"] == options.pages
        if not options.no_wget and shutil.which("wget"):
            os.mkdir(os.path.join(folder, "wget"))
            wget = Run(["wget", "-q", "-r", "-l", "inf", "--warc-file=w", "--warc-cdx", url], os.path.join(folder, "wget"), server.pid)
            fetched = sum(1 for entry in open(os.path.join(folder, "wget", "w.cdx"), encoding="utf-8", errors="replace")) - 1
            wget.line("wget --warc-file", fetched)
            speed, work = (pages / first.wall) / (fetched / wget.wall), (first.cpu / pages) / (wget.cpu / fetched)
            print(f"  {speed:.1f} times wget's pages/s (bar 2), {work:.2f} of its CPU a page (bar 0.5)")
            good = good and speed >= 2 and work <= 0.5
        return 0 if good or not options.check else 1
    finally:
        server.stdin.close()
        server.wait()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
