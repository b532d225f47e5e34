#!/usr/bin/env python3
"""Crawls and indexes the bundled sample once, for the scenarios that need a corpus.

    make_sample_corpus.py DOSSIER DIRECTORY
"""
import os
import re
import shutil
import subprocess
import sys


def main():
    dossier, directory = sys.argv[1], sys.argv[2]
    shutil.rmtree(directory, ignore_errors=True)
    env = dict(os.environ, DOSSIER_NOW="2026-01-02T03:04:05Z", TZ="UTC", NO_COLOR="1")
    server = subprocess.Popen([dossier, "demo", "--serve-only", "--port", "0"], env=env, stdout=subprocess.PIPE, text=True)
    try:
        match = re.search(r"http://\S+", server.stdout.readline())
        if not match:
            print("dossier demo --serve-only did not print its address")
            return 1
        for arguments in (["crawl", "--allow-private", "--depth", "4", "--delay", "0", match.group(0)], ["index"]):
            done = subprocess.run([dossier, "-C", directory, *arguments], env=env)
            if done.returncode != 0:
                print(f"dossier {' '.join(arguments)} ended with exit {done.returncode}")
                return 1
    finally:
        server.terminate()
        server.wait(10)
    return 0


if __name__ == "__main__":
    sys.exit(main())
