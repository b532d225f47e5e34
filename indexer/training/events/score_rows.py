"""How many of the program's rows hold: runs `dossier extract` on labelled sentences, with the names that the program finds itself.

    python3 score_rows.py DOSSIER FILES... [--held-out] [--errors]

A row is an event of one vendor: right when type and factuality are (done and ordered count together), wholly right when role, author
and date are too. What the program holds for unsure counts as not said. Vendors that the program does not know are told apart.
"""
import argparse
import collections

import notation
import train
from from_program import extracted

FACT = dict(done="fact", ordered="fact", proposed="hypothetical", considered="hypothetical", alleged="hypothetical")


def factuality(event):
    return "negated" if event["polarity"] != "asserted" else FACT[event["modality"]]


def rows_of(found, record, key="events"):
    """{(vendor's group or id, type): (factuality, role, authors, date, certainty, by a rule)} of the program; the surest of each."""
    groups = collections.defaultdict(set)  # id -> groups of the labels that its mentions touch
    for m in found.get("mentions", []):
        if m["type"] in ("vendor", "product", "agency", "outlet", "person") and (m.get("id") or m["type"] == "person"):
            name = m.get("id") or m["text"]
            touched = {e["group"] for e in record["entities"] if m["start"] < e["end"] and e["begin"] < m["end"]}
            groups[name] |= touched
    dates = {m.get("value"): [e["group"] for e in record["entities"] if e["kind"] == "D" and m["start"] < e["end"] and e["begin"] < m["end"]]
             for m in found.get("mentions", []) if m["type"] == "date"}
    vendors = {m["id"] for m in found.get("mentions", []) if m["type"] in ("vendor", "product") and m.get("id")}
    rows = {}
    for s in found.get("statements", []):
        for event in s.get(key, []):
            for vendor in [v for v in event["agents"] + event["patients"] if v in vendors]:
                role = "agent" if vendor in event["agents"] else "patient"
                if role == "agent" and any(p in vendors and p != vendor for p in event["patients"]):
                    continue  # the author of what is told of another vendor
                authors = {g for a in event["agents"] if a != vendor for g in groups[a]}
                row = (factuality(event), role, authors, (dates.get(event["date"]) or [None])[0] if event["date"] else None,
                       event["certainty"] or 0, event["trigger"] is not None)
                for group in groups[vendor] or {vendor}:
                    name = (group, event["type"])
                    if name not in rows or rows[name][4] < row[4]:
                        rows[name] = row
    return rows, {g for v in vendors for g in groups[v]}


def gold_of(record):
    group = lambda i: None if i is None else record["entities"][i]["group"]
    kind = lambda f: "fact" if f in ("done", "ordered") else f
    return {(group(e["vendor"]), e["type"]): (kind(e["factuality"]), e["role"], group(e["author"]), group(e["date"])) for e in record["events"]}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("files", nargs="+")
    parser.add_argument("--held-out", action="store_true", help="only the documents that training leaves out")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    records = [r for path in options.files for r in notation.read_file(path, path)]
    if options.held_out:
        records = [r for r in records if train.is_held_out(r["document"])]
    n = collections.Counter()
    for record, found in zip(records, extracted(options.program, [r["text"] for r in records])):
        gold = gold_of(record)
        rows, known = rows_of(found, record)
        for name, row in rows.items():
            want = gold.get(name)
            n["rows"] += 1
            right = want is not None and want[0] == row[0]
            n["right"] += right
            n["right: role"] += right and want[1] == row[1]
            n["right: author"] += right and (want[2] in row[2] if want[2] is not None else not row[2])
            n["right: date"] += right and want[3] == row[3]
            n["wholly right"] += right and want[1] == row[1] and (want[2] in row[2] if want[2] is not None else not row[2]) and want[3] == row[3]
            if not right and options.errors:
                print("FALSE", name, row[0], f"{row[4]:.2f}", "rule" if row[5] else "alone", "want", want and want[0], "|", record["text"])
        for name, want in gold.items():
            n["events"] += 1
            n["events of vendors that the program knows"] += name[0] in known
            if name[0] in known and (name not in rows or rows[name][0] != want[0]) and options.errors:
                print("MISSED", name, want[0], "|", record["text"])
    share = lambda a, b: f"{100 * n[a] / max(1, n[b]):.1f} %"
    print(f"{len(records)} sentences; rows {n['rows']}, right {n['right']} ({share('right', 'rows')}), wholly right {n['wholly right']} "
          f"({share('wholly right', 'rows')})")
    print(f"of {n['events']} events, {n['events of vendors that the program knows']} of vendors that it knows: found "
          f"{share('right', 'events of vendors that the program knows')}")
    print("of the right rows: role", share("right: role", "right"), "author", share("right: author", "right"), "date", share("right: date", "right"))


if __name__ == "__main__":
    main()
