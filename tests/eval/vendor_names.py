#!/usr/bin/env python3
"""Vendor names that the reader takes from outside the article, and those of the article that it misses.

  tests/eval/vendor_names.py [--binary build/dossier] [--shared ../shared] [--list]

Reads the prepared pages with a known article text (shared/eval/extraction), finds the gazetteer's vendors in the text
that `dossier extract` took and in the true text with the same finder, and compares the sets of vendors page by page.
A vendor of our text that the true text does not name came from menus, teasers or footers: false.  Exit 77 when the
prepared pages are not here.
`--whole-page` shows what the same count is when every block of the page is read.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SETS = ["aeb", "naeb", "wcxb"]


def jsonl(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def write(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def run(binary, arguments, out):
    with out.open("w") as stream:
        done = subprocess.run([binary, "extract", *arguments], stdout=stream)
    if done.returncode not in (0, 5):
        sys.exit(f"extract ended with {done.returncode}")
    return jsonl(out)


def vendors_of(binary, scratch, texts):
    """The ids of the vendors that each text names."""
    cases = scratch / "cases.jsonl"
    write(cases, [{"id": key, "text": text, "published": "2024-01-01"} for key, text in texts.items()])
    rows = run(binary, ["--format", "entities", "--cases", str(cases)], scratch / "found.jsonl")
    return {row["id"]: {m["link"] for m in row["mentions"] if m["type"] == "VENDOR" and m.get("link")} for row in rows}


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--binary", default=str(ROOT / "build" / "dossier"))
    a.add_argument("--shared", default=os.environ.get("DOSSIER_SHARED", str(ROOT.parent / "shared")))
    a.add_argument("--list", action="store_true", help="print every vendor that is false or missed")
    a.add_argument("--whole-page", action="store_true")
    args = a.parse_args()
    data = pathlib.Path(args.shared) / "eval" / "extraction"
    if not data.is_dir():
        print(f"skipped: no prepared pages in {data}")
        return 77
    truth = {name: {row["id"]: row for row in jsonl(data / f"truth-{name}.jsonl") if row.get("text")} for name in SETS}
    with tempfile.TemporaryDirectory() as name:
        scratch = pathlib.Path(name)
        manifest = scratch / "m.jsonl"
        write(manifest, [{"id": key, "file": str(data / "pages" / f"{key}.html.gz"), "url": row.get("url", "")}
                         for rows in truth.values() for key, row in rows.items()])
        flags = ["--explain"] if args.whole_page else []
        pages = run(args.binary, ["--no-analysis", *flags, "--manifest", str(manifest)], scratch / "p.jsonl")
        if args.whole_page:
            taken = {p["id"]: "\n\n".join(b["text"] for b in p.get("explanation", {}).get("blocks", [])) for p in pages}
        else:
            taken = {p["id"]: p.get("text") or "" for p in pages}
        ours = vendors_of(args.binary, scratch, taken)
        gold = vendors_of(args.binary, scratch, {key: row["text"] for rows in truth.values() for key, row in rows.items()})
    titles = {p["id"]: (p.get("title") or "").lower() for p in pages}
    total = [0, 0, 0]
    for name in SETS:
        found = sum(len(ours.get(key, ())) for key in truth[name])
        named = sum(len(gold.get(key, ())) for key in truth[name])
        both = sum(len(ours.get(key, set()) & gold.get(key, set())) for key in truth[name])
        total = [total[0] + found, total[1] + named, total[2] + both]
        print(f"{name:5} {len(truth[name])} pages: in our text {found}, in the true text {named}, "
              f"false {1 - both / max(found, 1):.4f}, recall {both / max(named, 1):.4f}")
        if args.list:
            for key in truth[name]:
                for kind, ids in (("false", ours.get(key, set()) - gold.get(key, set())), ("missed", gold.get(key, set()) - ours.get(key, set()))):
                    if ids:
                        print(f"  {kind:6} {key[:40]} {' '.join(sorted(ids))}  [{titles.get(key, '')[:60]}]")
    print(f"all   false {1 - total[2] / max(total[0], 1):.4f}, recall {total[2] / max(total[1], 1):.4f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
