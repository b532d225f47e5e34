#!/usr/bin/env python3
"""The pages of `dossier serve` in Chromium: questions answered by clicking, with and without JavaScript, by keyboard, in light
and dark, wide and narrow; no outside request; nothing that axe-core objects to.

    NODE_PATH=/somewhere/node_modules pages_test.py --dossier build/dossier --corpus build/tests/cli/sample.corpus [--shots DIR]

Exit: 0 good, 1 not, 77 node, playwright-core, axe-core (npm, found through NODE_PATH) or a browser is not installed.
"""
import argparse
import os
import pathlib
import shutil
import subprocess
import sys

import chromium

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))
import serving  # noqa: E402


def missing():
    if not shutil.which("node"):
        return "node"
    if not chromium.find():
        return "a browser"
    for package in ("playwright-core", "axe-core"):
        if not any(os.path.isdir(os.path.join(path, package)) for path in os.environ.get("NODE_PATH", "").split(os.pathsep)):
            return package + " below NODE_PATH"
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--dossier", required=True)
    parser.add_argument("--corpus", required=True)
    parser.add_argument("--shots", default="", help="a folder for a picture of every page")
    arguments = parser.parse_args()
    if what := missing():
        print(f"skipped: {what} is not installed")
        return 77
    with serving.serving(arguments.dossier, arguments.corpus, copied=True) as url:
        return subprocess.run(["node", HERE / "pages_test.cjs", url, chromium.find(), arguments.shots], timeout=900).returncode and 1


if __name__ == "__main__":
    sys.exit(main())
