#!/usr/bin/env python3
"""Read the prepared pages with `dossier extract` and score text, titles, authors and dates.

  tests/eval/extraction.py [--binary build/dossier] [--shared ../shared] [--worst N]

Builds one manifest of every page of shared/eval/extraction, runs one process, prints the scorer's figures and the
pages a second of CPU time (unpacking and JSON included).  Exit 77 when the prepared pages are not here.
"""
import argparse
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SETS = ["aeb", "naeb", "wcxb", "htmldate", "trafilatura"]


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--binary", default=str(ROOT / "build" / "dossier"))
    a.add_argument("--shared", default=os.environ.get("DOSSIER_SHARED", str(ROOT.parent / "shared")))
    a.add_argument("--worst", type=int, default=0)
    args = a.parse_args()
    data = pathlib.Path(args.shared) / "eval" / "extraction"
    if not data.is_dir():
        print(f"skipped: no prepared pages in {data}")
        return 77
    truths = [data / f"truth-{name}.jsonl" for name in SETS]
    jobs = {}
    for truth in truths:
        for line in truth.open(encoding="utf-8"):
            row = json.loads(line)
            jobs.setdefault(row["id"], {"id": row["id"], "file": str(data / "pages" / f"{row['id']}.html.gz"), "url": row.get("url", "")})
    with tempfile.TemporaryDirectory() as scratch:
        manifest, predictions = pathlib.Path(scratch) / "m.jsonl", pathlib.Path(scratch) / "p.jsonl"
        manifest.write_text("".join(json.dumps(job) + "\n" for job in jobs.values()), encoding="utf-8")
        with predictions.open("w") as out:
            done = subprocess.run([args.binary, "extract", "--no-analysis", "--manifest", str(manifest)], stdout=out)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = used.ru_utime + used.ru_stime
        if done.returncode not in (0, 5):
            print(f"extract ended with {done.returncode}")
            return 1
        print(f"{len(jobs)} pages in {seconds:.1f} s of CPU time, {len(jobs) / seconds:.0f} pages/s")
        scorer = [sys.executable, str(pathlib.Path(args.shared) / "eval" / "score_extraction.py"), str(predictions), *map(str, truths)]
        if args.worst:
            scorer[2:2] = ["--worst", str(args.worst)]
        return subprocess.run(scorer).returncode


if __name__ == "__main__":
    sys.exit(main())
