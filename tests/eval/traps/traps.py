#!/usr/bin/env python3
"""Scores names in sentences whose words are also names of vendors and agencies.

  traps.py DOSSIER FILE.txt... [--baseline FILE] [--write-baseline FILE] [--errors]

A line is a sentence, "|", and the names that must come out with their type ("v:Apple;a:FTC"); nothing after "|" means
that no vendor and no agency may be found. A name counts when type and words agree. Exit 1 when a figure is below the
baseline's or there are more false alarms on the empty sentences."""
import argparse
import json
import os
import subprocess
import sys
import tempfile


def read_cases(files):
    cases = []
    for name in files:
        for number, line in enumerate(open(name, encoding="utf-8"), 1):
            line = line.rstrip("\n")
            if not line or line.startswith("#"):
                continue
            text, _, labels = line.rpartition("|")
            wanted = sorted(tuple(item.split(":", 1)) for item in labels.split(";") if item)
            cases.append({"id": f"{os.path.basename(name)}-{number}", "text": text, "wanted": wanted})
    return cases


def find_names(dossier, cases):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for case in cases:
            file.write(json.dumps({"id": case["id"], "text": case["text"], "published": "2023-05-10"}) + "\n")
        file.flush()
        run = subprocess.run([dossier, "extract", "--format", "entities", "--cases", file.name], check=True,
                             capture_output=True, text=True)
    found = {}
    for line in run.stdout.splitlines():
        row = json.loads(line)
        found[row["id"]] = row["mentions"]
    for case in cases:
        raw = case["text"].encode()
        kinds = {"VENDOR": "v", "AGENCY": "a"}
        case["found"] = sorted((kinds[m["type"]], raw[m["start"]:m["end"]].decode()) for m in found.get(case["id"], [])
                               if m["type"] in kinds)


def score(cases):
    right = sum(min(case["found"].count(item), case["wanted"].count(item))
                for case in cases for item in set(case["wanted"]))
    found = sum(len(case["found"]) for case in cases)
    wanted = sum(len(case["wanted"]) for case in cases)
    alarms = sum(len(case["found"]) for case in cases if not case["wanted"])
    return {"precision": round(100 * right / max(1, found), 1), "recall": round(100 * right / max(1, wanted), 1),
            "f1": round(200 * right / max(1, found + wanted), 1), "false_alarms": alarms}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("dossier")
    parser.add_argument("files", nargs="+")
    parser.add_argument("--baseline")
    parser.add_argument("--write-baseline")
    parser.add_argument("--errors", action="store_true")
    arguments = parser.parse_args()
    cases = read_cases(arguments.files)
    find_names(arguments.dossier, cases)
    if arguments.errors:
        for case in cases:
            if case["found"] != case["wanted"]:
                print(case["text"], "\n    found", case["found"], "wanted", case["wanted"])
    figures = score(cases)
    print(len(cases), "sentences", figures)
    if arguments.write_baseline:
        json.dump(figures, open(arguments.write_baseline, "w"), indent=1)
    if arguments.baseline:
        held = json.load(open(arguments.baseline))
        if figures["f1"] < held["f1"] or figures["false_alarms"] > held["false_alarms"]:
            print("below the baseline", held, file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
