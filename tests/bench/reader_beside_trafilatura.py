#!/usr/bin/env python3
"""Pages a CPU second of the reader beside trafilatura, turn about in one run, so that the ratio holds on a busy machine.

  tests/bench/reader_beside_trafilatura.py [--bench build/tests/bench/reader_bench] [--shared ../shared] [--rounds 3]

Both read the same pages of article-extraction-benchmark (shared/eval/extraction/pages) from memory and give text and
metadata: reader_bench's ReadAll, trafilatura's bare_extraction.  Run it with the Python of a virtual environment that
has trafilatura and lxml_html_clean; without them or without the pages it ends with 77.
"""
import argparse
import gzip
import os
import pathlib
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--bench", default=str(ROOT / "build" / "tests" / "bench" / "reader_bench"))
    a.add_argument("--shared", default=os.environ.get("DOSSIER_SHARED", str(ROOT.parent / "shared")))
    a.add_argument("--rounds", type=int, default=3)
    args = a.parse_args()
    try:
        import trafilatura
    except ImportError as missing:
        print(f"skipped: {missing}")
        return 77
    folder = pathlib.Path(args.shared) / "eval" / "extraction" / "pages"
    files = sorted(f for f in folder.glob("*.html.gz") if re.fullmatch(r"[0-9a-f]{64}\.html\.gz", f.name))
    if not files:
        print(f"skipped: no pages in {folder}")
        return 77
    pages = [gzip.open(f).read().decode("utf-8", "replace") for f in files]
    for page in pages[:5]:
        trafilatura.bare_extraction(page, with_metadata=True)
    for _ in range(args.rounds):
        begin = time.process_time()
        for page in pages:
            trafilatura.bare_extraction(page, with_metadata=True)
        theirs = len(pages) / (time.process_time() - begin)
        done = subprocess.run([args.bench, "--benchmark_filter=ReadAll", "--benchmark_min_time=2"], capture_output=True, text=True,
                              env=dict(os.environ, DOSSIER_SHARED=args.shared))
        ours = float(re.search(r"pages/s=([\d.]+)", done.stdout).group(1))
        print(f"trafilatura {trafilatura.__version__}: {theirs:.1f} pages/s  dossier: {ours:.1f} pages/s  ratio {ours / theirs:.2f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
