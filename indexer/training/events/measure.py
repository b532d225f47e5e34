"""What a model answers on records, and how right it is.

    python3 measure.py MODEL.pt --real FILES... --own FILES...     figures
"""
import argparse
import collections
import json

import torch

import generate
import notation
from batches import Batch, batches
from notation import CLASSES, TYPES

MERGED = dict(done="done", ordered="done", hypothetical="hypothetical", negated="negated")


@torch.no_grad()
def predict(model, pieces, records, size=32):
    """For each record {group: {kind, type [14][5], role [14], speaker, author {group: [14]}, date {group: [14]}}} of probabilities."""
    answers = [None] * len(records)
    for part in batches(records, pieces, size):
        batch = Batch([records[i] for i in part], pieces)
        out = model(batch.ids, batch.mask, batch.marks, batch.pool)
        values = {k: (v.softmax(-1) if k == "type" else v.sigmoid()).tolist() for k, v in out.items() if k != "state"}
        for b, i in enumerate(part):
            answers[i] = answer_of(batch.names[b], {k: v[b] for k, v in values.items()})
    return answers


def answer_of(names, values):
    answer, rows = {}, list(names)
    for g, name in enumerate(rows):
        kind = names[name][0]
        answer[name] = dict(kind=kind, speaker=values["speaker"][g])
        if kind == "V":
            others = [(h, other) for h, other in enumerate(rows) if other != name]
            answer[name].update(type=values["type"][g], role=values["role"][g],
                                author={o: values["author"][g][h] for h, o in others if names[o][0] != "D"},
                                date={o: values["date"][g][h] for h, o in others if names[o][0] == "D"})
    return answer


def best_other(scores, t, least=0.5):
    name, score = max(((n, s[t]) for n, s in scores.items()), key=lambda x: x[1], default=(None, 0))
    return name if score >= least else None


def events_of(answer, least=0.5):
    """Decisions: [(group, type, class, score, role, author group, date group)]."""
    found = []
    least = least if isinstance(least, dict) else dict.fromkeys(TYPES, least)
    for name, a in answer.items():
        for t, kind in enumerate(TYPES if a["kind"] == "V" else []):
            p = a["type"][t]
            if 1 - p[0] >= least[kind]:
                merged = dict(done=p[1] + p[2], hypothetical=p[3], negated=p[4])
                best = max(merged, key=merged.get)
                found.append((name, kind, best, 1 - p[0], "agent" if a["role"][t] >= 0.5 else "patient", best_other(a["author"], t), best_other(a["date"], t)))
    return found


def gold_of(record):
    group = lambda i: record["entities"][i]["group"] if i is not None else None
    return [(group(e["vendor"]), e["type"], MERGED[e["factuality"]], 1.0, e["role"], group(e["author"]), group(e["date"])) for e in record["events"]]


def f1(right, told, gold):
    p, r = right / max(1, told), right / max(1, gold)
    return p, r, 2 * p * r / max(1e-9, p + r)


def counts(answers, records, least=0.5):
    c = collections.Counter()
    for answer, record in zip(answers, records):
        unknown = set(record.get("unknown_types", ()))
        gold = {g[:3]: g for g in gold_of(record)}
        for event in events_of(answer, least):
            if event[1] in unknown and event[:3] not in gold:
                continue
            for key in ("all", event[2], event[1]):
                c["told", key] += 1
                c["right", key] += event[:3] in gold
            other = gold.get(event[:3])
            if other:
                c["same"] += 1
                c["role"] += event[4] == other[4]
                c["author"] += event[5] == other[5] or (other[4] == "agent" and other[5] is None)
                c["with author"] += other[5] is not None
                c["author named"] += other[5] is not None and event[5] == other[5]
                c["date"] += event[6] == other[6]
                c["with date"] += other[6] is not None
                c["date named"] += other[6] is not None and event[6] == other[6]
                c["whole"] += event[4] == other[4] and (event[5] == other[5] or other[4] == "agent" and other[5] is None) and event[6] == other[6]
        for g in gold:
            for key in ("all", g[2], g[1]):
                c["gold", key] += 1
        if record["speaker"] != "unknown":
            scores = {n: a["speaker"] for n, a in answer.items() if a["kind"] != "D"}
            best = max(scores, key=scores.get, default=None)
            best = best if best is not None and scores[best] >= 0.5 else None
            truth = None if record["speaker"] is None else record["entities"][record["speaker"]]["group"]
            c["speaker sentences"] += truth is not None
            c["speaker told"] += best is not None
            c["speaker right"] += best is not None and best == truth
    return c


def summary(answers, records, least=0.5):
    c = counts(answers, records, least)
    parts = [f"n={len(records)}"]
    for key in ("all", "done", "hypothetical", "negated"):
        p, r, f = f1(c["right", key], c["told", key], c["gold", key])
        parts.append(f"{key} P{p:.3f} R{r:.3f} F{f:.3f} ({c['gold', key]})")
    share = lambda a, b: f"{c[a] / max(1, c[b]):.3f}"
    parts.append(f"role {share('role', 'same')} author {share('author', 'same')} (named {share('author named', 'with author')} of {c['with author']})"
                 f" date {share('date', 'same')} (named {share('date named', 'with date')} of {c['with date']}) whole {share('whole', 'same')}")
    p, r, f = f1(c["speaker right"], c["speaker told"], c["speaker sentences"])
    return "  ".join(parts + [f"speaker P{p:.3f} R{r:.3f} F{f:.3f} ({c['speaker sentences']})"])


def main():
    import train
    from pieces import WordPieces
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", nargs="+")
    parser.add_argument("--own", nargs="*", default=[])
    parser.add_argument("--real", nargs="*", default=[])
    parser.add_argument("--records", nargs="*", default=[], help="JSON Lines")
    options = parser.parse_args()
    sets = dict(grammar2=generate.records(600, seed=99, clauses=2))
    for path in options.own:
        sets[path] = notation.read_file(path, "own")
    real = [r for path in options.real for r in notation.read_file(path, "real") if train.is_held_out(r["document"])]
    sets.update(real=real) if real else None
    for path in options.records:
        sets[path] = [json.loads(line) for line in open(path, encoding="utf-8")]
    torch.set_num_threads(1)
    for path in options.model:
        model, names = train.load(path)
        for name, rows in sets.items():
            answers = predict(model, WordPieces(names), rows)
            print(path, name, summary(answers, rows), flush=True)


if __name__ == "__main__":
    main()
