#!/usr/bin/env python3
"""Fit the model that weighs candidate days (indexer/date_model.txt) on pages with known publication dates.

  dossier extract --no-analysis --explain --manifest pages.jsonl > explained.jsonl
  fit_dates.py explained.jsonl truth-*.jsonl [--out ../date_model.txt] [--folds 5]

Every day that a page states anywhere is an example; it is right when it is the day of the truth.  All pages of a host
fall into one fold; the printed figures are of pages whose hosts the model has not seen: accuracy (right / labelled)
and precision (right / given) at several thresholds.  Needs Debian's python3-sklearn and python3-numpy.
"""
import argparse
import json
import os
import zlib

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from fit_blocks import host_of, write_model


def load(explained, truth_paths):
    truths = {}
    for path in truth_paths:
        for line in open(path, encoding="utf-8"):
            row = json.loads(line)
            if row.get("published"):
                truths.setdefault(row["id"], []).append((path, row["published"][:10], row.get("url")))
    pages, names = [], None
    for line in open(explained, encoding="utf-8"):
        row = json.loads(line)
        if row["id"] not in truths or "explanation" not in row:
            continue
        names = row["explanation"]["date_feature_names"]
        days = row["explanation"]["dates"]
        # Where two truths of one page differ, the first file given is believed.
        pages.append({"id": row["id"], "truths": truths[row["id"]], "host": host_of(truths[row["id"]][0][2]),
                      "days": [d["day"] for d in days],
                      "x": np.array([d["features"] for d in days], dtype=np.float32).reshape(len(days), len(names)),
                      "y": np.array([d["day"] == truths[row["id"]][0][1] for d in days], dtype=float)})
    return pages, names


def fit(args, pages):
    x = np.concatenate([p["x"] for p in pages])
    y = np.concatenate([p["y"] for p in pages])
    # A page counts once, however many days it states.
    w = np.concatenate([np.full(len(p["y"]), 1.0 / np.sqrt(max(1, len(p["y"])))) for p in pages])
    return HistGradientBoostingClassifier(max_iter=args.trees, learning_rate=args.rate, max_leaf_nodes=args.leaves, min_samples_leaf=12,
                                          l2_regularization=2.0, max_bins=64, early_stopping=False, random_state=1).fit(x, y, sample_weight=w)


def report(pages, scores, threshold):
    sets = {}
    for page, score in zip(pages, scores):
        best = int(np.argmax(score)) if len(score) else -1
        given = page["days"][best] if best >= 0 and score[best] >= threshold else None
        for path, truth, _ in page["truths"]:
            row = sets.setdefault(path.split("-")[-1][:-6], [0, 0, 0])
            row[0] += 1
            row[1] += given is not None
            row[2] += given == truth
    return "  ".join(f"{name}: accuracy {r / n:.4f} precision {r / max(g, 1):.4f}" for name, (n, g, r) in sorted(sets.items()))


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("explained")
    a.add_argument("truth", nargs="+")
    a.add_argument("--out")
    a.add_argument("--folds", type=int, default=5)
    a.add_argument("--trees", type=int, default=80)
    a.add_argument("--leaves", type=int, default=8)
    a.add_argument("--rate", type=float, default=0.08)
    a.add_argument("--wrong", help="write the pages whose day is wrong or missing here")
    args = a.parse_args()
    pages, names = load(args.explained, args.truth)
    print(f"{len(pages)} pages, true day among the candidates on {sum(p['y'].any() for p in pages)}")
    if args.out:
        write_model(args.out, fit(args, pages), names)
    fold = np.array([zlib.crc32((p["host"] or p["id"]).encode()) % args.folds for p in pages])
    scores = [None] * len(pages)
    for k in range(args.folds):
        model = fit(args, [p for p, f in zip(pages, fold) if f != k])
        for i in np.flatnonzero(fold == k):
            scores[i] = model.predict_proba(pages[i]["x"])[:, 1] if len(pages[i]["y"]) else np.array([])
    for threshold in (0.2, 0.3, 0.4, 0.5, 0.6):
        print(f"unseen hosts, threshold {threshold}:", report(pages, scores, threshold))
    if args.wrong:
        with open(args.wrong, "w", encoding="utf-8") as out:
            for page, score in zip(pages, scores):
                best = int(np.argmax(score)) if len(score) else -1
                if best >= 0 and page["days"][best] == page["truths"][0][1] and score[best] >= 0.5:
                    continue
                out.write(json.dumps({"id": page["id"], "truth": [t[:2] for t in page["truths"]],
                                      "days": sorted(zip((round(float(s), 3) for s in score), page["days"]), reverse=True)[:4]}) + "\n")


if __name__ == "__main__":
    main()
