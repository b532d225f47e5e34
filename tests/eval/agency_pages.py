#!/usr/bin/env python3
"""Agency pages with known titles, release dates and tables: what `dossier extract` makes of them.

  agency_pages.py BINARY [--shared DIR] [--write-baseline]

Pages of our own lie beside labels.jsonl; the others are found below the shared folder and left out where it is absent.
Fails when fewer of our own pages are right than agency_pages/baseline.json says.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent / "agency_pages"


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("binary")
    a.add_argument("--shared", default=os.environ.get("DOSSIER_SHARED", str(HERE.parents[3] / "shared")))
    a.add_argument("--write-baseline", action="store_true")
    args = a.parse_args()
    own = {"pages": 0, "title": 0, "published": 0, "text": 0}
    others = dict(own)
    for line in (HERE / "labels.jsonl").open(encoding="utf-8"):
        label = json.loads(line)
        path = HERE / label["file"] if "file" in label else pathlib.Path(args.shared) / label["shared"]
        if not path.exists():
            continue
        done = subprocess.run([args.binary, "extract", "--no-analysis", str(path)], capture_output=True, text=True)
        if done.returncode != 0:
            print(f"{path.name}: {done.stderr}")
            return 1
        read = json.loads(done.stdout)
        found = {"title": read["title"] == label["title"], "published": ((read["published"] or "")[:10] or None) == label["published"],
                 "text": all(s in read["text"] for s in label.get("with", [])) and not any(s in read["text"] for s in label.get("without", []))}
        count = own if "file" in label else others
        count["pages"] += 1
        for key, right in found.items():
            count[key] += right
            if not right:
                print(f"{label.get('file', label.get('shared'))}: {key} is not right: {read.get(key) if key != 'text' else read['text']!r}")
    print("own pages:", own)
    print("shared pages:", others)
    baseline = HERE / "baseline.json"
    if args.write_baseline:
        baseline.write_text(json.dumps(own) + "\n")
        return 0
    least = json.loads(baseline.read_text())
    return 1 if any(own[key] < least[key] for key in own) else 0


if __name__ == "__main__":
    sys.exit(main())
