#!/usr/bin/env python3
"""Holds the layout of every source file: clang-format 14 changes nothing, and no line is longer than 120 columns.

usage: check_layout.py ROOT        exit 1 and a line for each file or line against it; 77 when clang-format-14 is missing
"""
import os
import shutil
import subprocess
import sys
import unicodedata

FOLDERS = ("app", "corpus", "crawler", "indexer", "query", "tests")
COLUMNS = 120


def width(line):
    """Columns that a line takes: wide characters take two, combining ones none."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def sources(root):
    for folder in FOLDERS:
        for here, _, names in os.walk(os.path.join(root, folder)):
            for name in sorted(names):
                if name.endswith((".cc", ".h")):
                    yield os.path.join(here, name)


def main():
    root = sys.argv[1]
    problems = []
    files = list(sources(root))
    for path in files:
        with open(path, encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if width(line.rstrip("\n")) > COLUMNS:
                    problems.append(f"{path}:{number}: longer than {COLUMNS} columns")
    formatter = shutil.which("clang-format-14")
    if formatter:
        for begin in range(0, len(files), 40):
            run = subprocess.run([formatter, "--dry-run", "-Werror", *files[begin:begin + 40]], capture_output=True,
                                 text=True, cwd=root, check=False)
            changed = {line.split(":")[0] for line in run.stderr.splitlines() if "-Wclang-format-violations" in line}
            problems += [f"{path}: clang-format-14 -i changes it" for path in sorted(changed)]
    print("\n".join(problems) if problems else f"{len(files)} files")
    if problems:
        return 1
    if not formatter:
        print("skipped: clang-format-14 is not installed; line lengths were checked")
        return 77
    return 0


if __name__ == "__main__":
    sys.exit(main())
