"""Records of sentences whose entities the program finds: `dossier extract` marks vendors, agencies, people, outlets and dates.

    python3 from_program.py DOSSIER passages FILE.jsonl    labelled passages of tests/eval (types and polarity; roles not)
    python3 from_program.py DOSSIER weak FILE.json N       off-topic sentences [{"sent", "actions"}] without an action: no event, weight 0.4
"""
import json
import os
import random
import subprocess
import sys
import tempfile

KINDS = dict(vendor="V", agency="A", person="P", outlet="P", organisation="P", date="D")


def extracted(program, texts):
    """For each text what `dossier extract` prints of it ({} when it could not be read); offsets are code points."""
    with tempfile.TemporaryDirectory() as folder:
        names = [os.path.join(folder, f"{n:06}.txt") for n in range(len(texts))]
        for name, text in zip(names, texts):
            with open(name, "w", encoding="utf-8") as out:
                out.write(text + "\n")
        found = {}
        for at in range(0, len(names), 400):
            done = subprocess.run([program, "extract"] + names[at:at + 400], capture_output=True, text=True)
            for line in done.stdout.splitlines():
                row = json.loads(line)
                found[row["file"]] = row
        return [found.get(name, {}) for name in names]


def mentions_of(program, texts):
    """For each text its text as the program has it and the program's mentions."""
    return [(row.get("text"), row.get("mentions", [])) for row in extracted(program, texts)]


def record_of(text, mentions, source, document):
    entities, groups = [], {}
    for m in mentions:
        if m["type"] in KINDS and all(m["start"] >= e["end"] or m["end"] <= e["begin"] for e in entities):
            kind = KINDS[m["type"]]
            key = (kind, m.get("id") or text[m["start"]:m["end"]], m["start"] if kind == "D" else 0)
            entities.append(dict(begin=m["start"], end=m["end"], kind=kind, group=groups.setdefault(key, len(groups)), id=m.get("id")))
    return dict(text=text, entities=entities, events=[], speaker="unknown", known=[], source=source, document=document)


def allowed_of(action):
    if action["polarity"] in ("negated", "denied"):
        return ["negated"]
    modality = action.get("modality")
    return ["done", "ordered", "hypothetical"] if modality is None else [modality if modality in ("done", "ordered") else "hypothetical"]


def passages(program, path):
    rows = [json.loads(line) for line in open(path, encoding="utf-8")]
    for row, (text, mentions) in zip(rows, mentions_of(program, [r["text"] for r in rows])):
        if text != row["text"]:
            continue
        record = record_of(text, mentions, "passages", row["doc"])
        vendors = {e["group"]: i for i, e in reversed(list(enumerate(record["entities"]))) if e["kind"] == "V"}
        if not vendors:
            continue
        types = sorted({a["type"] for a in row["actions"]})
        if len(vendors) == 1:
            for a in row["actions"]:
                record["events"].append(dict(vendor=list(vendors.values())[0], type=a["type"], factuality=allowed_of(a)[0], allowed=allowed_of(a),
                                             role=None, author=None, date=None))
        else:
            record["unknown_types"] = types
        print(json.dumps(record, ensure_ascii=False))


def weak(program, path, count):
    rows = [r for r in json.load(open(path, encoding="utf-8")) if not r["actions"] and 60 < len(r["sent"]) < 400]
    rows = random.Random(3).sample(rows, int(count))
    for row, (text, mentions) in zip(rows, mentions_of(program, [r["sent"] for r in rows])):
        record = record_of(text or "", mentions, "weak", row["id"])
        if any(e["kind"] == "V" for e in record["entities"]):
            print(json.dumps(dict(record, weight=0.4), ensure_ascii=False))


if __name__ == "__main__":
    dict(passages=passages, weak=weak)[sys.argv[2]](sys.argv[1], *sys.argv[3:])
