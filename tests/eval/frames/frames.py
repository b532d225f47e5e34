"""Every frame of a sentence with every action: whether the program says what the frame says (README.md beside).

    python3 frames.py DOSSIER [--baseline FILE] [--write-baseline FILE] [--errors]

A sentence is right when its event is found with its factuality, vendor and role, with the agency that does it where there is
one, and nothing else is said of a second vendor as a fact. `none` and `not` are right without any event; false facts are
counted by themselves. Exit 1 when a frame or an action falls below the baseline.
"""
import argparse
import collections
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
VENDORS = [("Huawei", "huawei"), ("ZTE", "zte"), ("Hikvision", "hikvision"), ("Fortinet", "fortinet"), ("Microsoft", "microsoft"),
           ("Cisco", "cisco"), ("Dahua", "dahua"), ("Ivanti", "ivanti"), ("Samsung", "samsung"), ("TP-Link", "tp-link")]
AGENCIES = [("the FCC", "fcc"), ("the Commerce Department", "us-department-of-commerce"), ("the Pentagon", "us-department-of-defense"),
            ("the FBI", "fbi"), ("the FTC", "ftc"), ("CISA", "cisa"), ("the Treasury Department", "us-department-of-the-treasury")]
SOMEBODY = ["a criminal group", "unknown attackers", "two students from Leeds", "hackers"]


def table(name):
    with open(os.path.join(HERE, name), encoding="utf-8") as lines:
        return [line.rstrip("\n").split("\t") for line in lines if line.strip() and not line.startswith("#")]


def upper_first(text):
    return text[0].upper() + text[1:]


def sentences():
    """(frame, type, expectation, text, vendor, agency or None, role, second vendor, what may be said of it)"""
    made = []
    for f, (frame, expected, sentence, *also) in enumerate(table("frames.tsv")):
        for p, (kind, subject, *forms) in enumerate(table("predicates.tsv")):
            form = dict(zip(("past", "participle", "base", "third", "gerund", "passive", "nominal"), forms))
            if any("{" + name + "}" in sentence and words == "-" for name, words in form.items()):
                continue
            at = f * 31 + p * 7
            vendor, second = VENDORS[at % len(VENDORS)], VENDORS[(at + 3) % len(VENDORS)]
            agency, other = AGENCIES[at % len(AGENCIES)], AGENCIES[(at + 2) % len(AGENCIES)]
            doer = {"A": agency[0], "V": vendor[0], "X": SOMEBODY[at % len(SOMEBODY)]}[subject]
            text = sentence
            for name, value in form.items():
                text = text.replace("{" + name + "}", value)
            out = []
            for token in text.split():
                bare = token.rstrip(".,:;?")
                tail = token[len(bare):]
                slot = bare in ("V", "S", "W", "B") or (bare in ("A", "X") and out[-1:] == ["by"])
                if slot:
                    bare = {"V": vendor[0], "A": agency[0], "X": doer, "S": doer, "W": second[0], "B": other[0].replace("the ", "")}[bare]
                    if out and out[-1] == "the":
                        bare = bare.replace("the ", "", 1)
                out.append(bare + tail)
            text = upper_first(" ".join(out))
            text = text.replace("the CISA", "CISA").replace("The CISA", "CISA")
            acts = "{passive}" in sentence or "S" in sentence.replace(",", " ").split()
            role = "agent" if subject == "V" else "patient"
            made.append((frame, kind, expected, text, vendor[1], agency[1] if subject == "A" and acts else None, role, second[1],
                         also[0].removeprefix("also: ") if also else None, " W" in sentence))
    return made


def extract(program, texts):
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for n, text in enumerate(texts):
            names.append(os.path.join(folder, f"{n:05}.txt"))
            with open(names[-1], "w", encoding="utf-8") as out:
                out.write(text + "\n")
        rows = {}
        for at in range(0, len(names), 300):
            done = subprocess.run([program, "extract", "--format", "jsonl"] + names[at:at + 300], capture_output=True, text=True, check=False)
            for line in done.stdout.splitlines():
                row = json.loads(line)
                rows[row["file"]] = row
        return [rows.get(name, {}) for name in names]


def factuality(event):
    if event["polarity"] != "asserted":
        return "not"
    return "fact" if event["modality"] in ("done", "ordered") else "plan"


def judge(row, case):
    """(right, false fact)"""
    _, kind, expected, _, vendor, agency, role, second, also, has_second = case
    events = [e for s in row.get("statements", []) for e in s.get("events", [])]
    own = [e for e in events if e["type"] == kind and vendor in e["agents"] + e["patients"]]
    facts = [e for e in own if factuality(e) == "fact"]
    stray = [e for e in events if has_second and second in e["agents"] + e["patients"] and factuality(e) == "fact" and e["type"] != also]
    false_fact = bool(stray) or (expected != "fact" and bool(facts))
    if expected in ("none", "not"):
        right = all(factuality(e) in (("not",) if expected == "not" else ("plan", "not")) for e in own)
    else:
        holds = [e for e in own if factuality(e) == expected and vendor in e["agents" if role == "agent" else "patients"]
                 and (agency is None or agency in e["agents"])]
        right = bool(holds)
    return right and not stray, false_fact


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("--baseline")
    parser.add_argument("--write-baseline")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    cases = sentences()
    rows = extract(options.program, [case[3] for case in cases])
    right, seen, false_facts = collections.Counter(), collections.Counter(), 0
    for row, case in zip(rows, cases):
        ok, false_fact = judge(row, case)
        for name in ("frame " + case[0], "action " + case[1], "all"):
            seen[name] += 1
            right[name] += ok
        false_facts += false_fact
        if options.errors and not ok:
            shown = [(e["type"], factuality(e), e["agents"], e["patients"], e["certainty"]) for s in row.get("statements", []) for e in s.get("events", [])]
            print("FALSE" if false_fact else "short", case[0], case[1], case[2], "|", case[3], "|", shown)
    for name in seen:
        print(f"{name:28} {right[name]:4} of {seen[name]}")
    print("false facts", false_facts)
    if options.write_baseline:
        with open(options.write_baseline, "w", encoding="utf-8") as out:
            json.dump({"right": dict(right), "false_facts": false_facts}, out, indent=1, sort_keys=True)
            out.write("\n")
    if options.baseline:
        with open(options.baseline, encoding="utf-8") as file:
            least = json.load(file)
        fallen = [name for name, count in least["right"].items() if right[name] < count]
        if fallen or false_facts > least["false_facts"]:
            print("below the baseline:", ", ".join(fallen), "false facts" if false_facts > least["false_facts"] else "")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
