#!/usr/bin/env python3
"""Fit the model that weighs candidate days (indexer/read/html/dates/date_model.txt) on pages with known publication dates.

  dossier extract --no-analysis --explain --manifest pages.jsonl > explained.jsonl
  fit_dates.py explained.jsonl truth-*.jsonl [--out ../date_model.txt] [--folds 5] [--seeds 3] [--wrong FILE]

Every day that a page states anywhere is a choice, and so is "none of them" with the score 0; the trees are boosted so
that the softmax over a page's choices gives the true one.  What keeps 1,100 pages from being learnt by heart:
- some features may push one way only (MORE, LESS): a JSON-LD publication day never counts against a day;
- each tree sees a part of the pages, and the file holds the mean of several such ensembles;
- each page is learnt from twice, the second time without what its markup states ("unmarked_dates"): agencies' pages
  have little but visible lines;
- a truth that names another year than a day of the page, with the same month and day, is a slip and is left out; a
  page whose truths differ counts half.
A page whose truth says null has no date of publication: "none" is right there.  tests/eval/agency_pages/labels.jsonl
is a truth file too; its ids are the files' stems.  Where two truths of one page differ, the file given first is believed.

The printed figures are of pages whose registrable domain the model has not seen, the mean over several partings into
folds: accuracy (right / labelled) and precision (right / given) at several thresholds; kLeastProbability in
dates.cc is chosen by them.  Needs Debian's python3-sklearn (1.2, whose tree grower is used as it is) and
python3-numpy.
"""
import argparse
import json
import os
import pathlib
import zlib
from urllib.parse import urlsplit

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
from sklearn.ensemble._hist_gradient_boosting.binning import _BinMapper
from sklearn.ensemble._hist_gradient_boosting.common import G_H_DTYPE, X_DTYPE
from sklearn.ensemble._hist_gradient_boosting.grower import TreeGrower

MORE = set("json-ld-published json-ld-created meta-published time-published line-published line-near aside-published url script".split())
LESS = set("comment teaser aside other-json-ld-published other-meta-published other-time-published other-line-published other-url from-title "
           "form-count local-beside line-modified time-modified meta-modified".split())
SECOND_LEVEL = {"co", "com", "org", "net", "gov", "ac", "edu", "gob", "gouv", "or", "ne", "go"}
BINS = 65
UNMARKED_WEIGHT = 0.4


def domain_of(url):
    """The registrable domain, as far as two labels or a usual second level tell it."""
    labels = (urlsplit(url or "").hostname or "").lower().split(".")
    long = len(labels) >= 3 and labels[-2] in SECOND_LEVEL and len(labels[-1]) == 2
    return ".".join(labels[-3:] if long else labels[-2:])


def choices(days, truth, width, weight):
    return {"days": [d["day"] for d in days], "x": np.array([d["features"] for d in days], dtype=X_DTYPE).reshape(len(days), width),
            "y": np.array([d["day"] == truth for d in days], dtype=float), "w": weight}


def load(explained, truth_paths):
    truths = {}
    for path in truth_paths:
        for line in open(path, encoding="utf-8"):
            row = json.loads(line)
            key = row.get("id") or pathlib.Path(row.get("file", "")).stem
            if "published" in row:
                truths.setdefault(key, []).append((path, (row["published"] or "")[:10], row.get("url")))
    pages, names = [], None
    for line in open(explained, encoding="utf-8"):
        row = json.loads(line)
        if row["id"] not in truths or "explanation" not in row:
            continue
        names = row["explanation"]["date_feature_names"]
        known = truths[row["id"]]
        truth = known[0][1]
        page = choices(row["explanation"]["dates"], truth, len(names), 1.0 if len({t[1] for t in known}) == 1 else 0.5)
        if truth and not page["y"].any() and any(day[4:] == truth[4:] for day in page["days"]):
            page["w"] = 0.0
        page.update(id=row["id"], truths=known, domain=domain_of(known[0][2]) or row["id"])
        unmarked = choices(row["explanation"]["unmarked_dates"], truth, len(names), page["w"] * UNMARKED_WEIGHT)
        page["unmarked"] = None if np.array_equal(unmarked["x"], page["x"]) else unmarked
        pages.append(page)
    return pages, names


class Ensemble:
    """Trees boosted under a softmax over the days of a page and none."""

    def __init__(self, args, pages, monotone, seed):
        pages = [p for p in pages if len(p["y"]) and p["w"] > 0]
        x, y = (np.concatenate([p[key] for p in pages]) for key in ("x", "y"))
        sizes = np.array([len(p["y"]) for p in pages])
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        weight = np.array([p["w"] for p in pages])
        mapper = _BinMapper(n_bins=BINS, random_state=1)
        binned = mapper.fit_transform(x)
        self.bitsets = mapper.make_known_categories_bitsets()
        self.trees = []
        random = np.random.RandomState(seed)
        score = np.zeros(len(y))
        for _ in range(args.trees):
            top = np.maximum(np.maximum.reduceat(score, starts), 0)
            e = np.exp(score - np.repeat(top, sizes))
            p = e / np.repeat(np.add.reduceat(e, starts) + np.exp(-top), sizes)
            w = np.repeat(weight * (random.rand(len(sizes)) < args.part), sizes)
            grower = TreeGrower(binned, ((p - y) * w).astype(G_H_DTYPE), (np.maximum(p * (1 - p), 1e-3) * w + 1e-6).astype(G_H_DTYPE),
                                max_leaf_nodes=args.leaves, min_samples_leaf=12, l2_regularization=2.0, shrinkage=args.rate, n_bins=BINS,
                                n_bins_non_missing=mapper.n_bins_non_missing_, has_missing_values=np.zeros(x.shape[1], dtype=np.uint8),
                                monotonic_cst=np.array(monotone, dtype=np.int8))
            grower.grow()
            self.trees.append(grower.make_predictor(mapper.bin_thresholds_))
            score += self.trees[-1].predict(x, *self.bitsets, 1)

    def score(self, x):
        return sum(tree.predict(x, *self.bitsets, 1) for tree in self.trees)


def fit(args, pages, names):
    monotone = [1 if name in MORE else -1 if name in LESS else 0 for name in names]
    seen = pages + [p["unmarked"] for p in pages if p["unmarked"]]
    return [Ensemble(args, seen, monotone, seed) for seed in range(args.ensembles)]


def probabilities(ensembles, x):
    if not len(x):
        return np.zeros(0)
    e = np.exp(np.clip(np.mean([ensemble.score(x) for ensemble in ensembles], axis=0), -50, 50))
    return e / (e.sum() + 1)


def write_model(path, ensembles, names):
    with open(path, "w", encoding="utf-8") as out:
        out.write("# Fitted by indexer/training/fit_dates.py; the format is in indexer/models/tree_model.h.\n")
        out.write(f"features {len(names)} {' '.join(names)}\nbias 0\n")
        for tree in (tree for ensemble in ensembles for tree in ensemble.trees):
            out.write(" ".join(f"={node['value'] / len(ensembles):.5g}" if node["is_leaf"] else
                               f"{node['feature_idx']}:{np.float32(node['num_threshold']):.6g}:{node['left']}:{node['right']}"
                               for node in tree.nodes) + "\n")


def unseen(args, pages, names, seed):
    """Each page's probabilities by a model that has not seen its domain."""
    fold = np.array([zlib.crc32(f"{seed}{p['domain']}".encode()) % args.folds for p in pages])
    scores = [None] * len(pages)
    for k in range(args.folds):
        ensembles = fit(args, [p for p, f in zip(pages, fold) if f != k], names)
        for i in np.flatnonzero(fold == k):
            scores[i] = probabilities(ensembles, pages[i]["x"])
    return scores


def report(pages, runs, threshold):
    sets = {}
    for scores in runs:
        counts = {}
        for page, score in zip(pages, scores):
            best = int(np.argmax(score)) if len(score) else -1
            given = page["days"][best] if best >= 0 and score[best] >= threshold else None
            for path, truth, _ in page["truths"]:
                row = counts.setdefault(pathlib.Path(path).stem.split("-")[-1], [0, 0, 0, 0])
                row[0] += 1
                row[1] += given is not None
                row[2] += (given or "") == truth
                row[3] += given == truth
        for name, (n, given, right, given_right) in counts.items():
            sets.setdefault(name, []).append((right / n, given_right / max(given, 1)))
    return "  ".join(f"{name}: accuracy {np.mean([r[0] for r in rows]):.4f} precision {np.mean([r[1] for r in rows]):.4f}"
                     for name, rows in sorted(sets.items()))


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("explained")
    a.add_argument("truth", nargs="+")
    a.add_argument("--out")
    a.add_argument("--folds", type=int, default=5)
    a.add_argument("--seeds", type=int, default=3, help="how often the domains are parted into folds anew; 0 leaves the figures out")
    a.add_argument("--ensembles", type=int, default=4)
    a.add_argument("--trees", type=int, default=110)
    a.add_argument("--leaves", type=int, default=8)
    a.add_argument("--rate", type=float, default=0.08)
    a.add_argument("--part", type=float, default=0.4, help="the part of the pages that a tree sees")
    a.add_argument("--wrong", help="write the pages whose day is wrong or missing here")
    args = a.parse_args()
    pages, names = load(args.explained, args.truth)
    print(f"{len(pages)} pages, true day among the candidates on {sum(p['y'].any() for p in pages)}, "
          f"{sum(p['w'] == 0 for p in pages)} left out as slips of the truth")
    if args.out:
        write_model(args.out, fit(args, pages, names), names)
    runs = [unseen(args, pages, names, seed) for seed in range(args.seeds)]
    for threshold in (0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6) if runs else ():
        print(f"unseen domains, threshold {threshold}:", report(pages, runs, threshold))
    if args.wrong and runs:
        with open(args.wrong, "w", encoding="utf-8") as out:
            for page, score in zip(pages, [np.mean(scores, axis=0) for scores in zip(*runs)]):
                best = int(np.argmax(score)) if len(score) else -1
                if best >= 0 and page["days"][best] == page["truths"][0][1] and score[best] >= 0.4:
                    continue
                out.write(json.dumps({"id": page["id"], "truth": [t[:2] for t in page["truths"]],
                                      "days": sorted(zip((round(float(s), 3) for s in score), page["days"]), reverse=True)[:4]}) + "\n")


if __name__ == "__main__":
    main()
