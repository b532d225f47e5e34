#!/usr/bin/env python3
"""Fit the arbiter's model (indexer/block_model.txt) on pages with known article text.

  dossier extract --no-analysis --explain --manifest pages.jsonl > explained.jsonl
  fit_blocks.py explained.jsonl truth-*.jsonl [--out ../block_model.txt] [--folds 5]

Every block of a page is an example: it belongs to the article when most of its words stand in the true text.  An
error costs what it costs the page's score, so a block weighs its words over the words of the true text.  All pages of
a host fall into one fold; the printed figures are of pages whose hosts the model has not seen.  Needs Debian's
python3-sklearn and python3-numpy; the scorer is not needed.
"""
import argparse
import json
import os
import re
import sys
import zlib
from collections import Counter
from urllib.parse import urlsplit

os.environ.setdefault("OMP_NUM_THREADS", "1")  # threads that wait on each other are slower on a busy machine

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

WORD = re.compile(r"\w+")
SHINGLE = 4
MOST_OUTSIDE = 3.0   # what all blocks outside the article weigh together, in articles
THINNED = 4          # of the blocks that are nothing but links outside the article, one in so many is learnt from


def host_of(url):
    return re.sub(r"^www\.", "", (urlsplit(url or "").hostname or "").lower())


def shingles(words, n=SHINGLE):
    if not words:
        return Counter()
    return Counter(tuple(words[i:i + n]) for i in range(max(1, len(words) - n + 1)))


def contains(words, sequence):
    text, part = " " + " ".join(words) + " ", " " + " ".join(sequence) + " "
    return part in text


def labels_of(blocks, truth):
    """1 for each block whose words are the article's, else 0; copies are settled by their neighbours."""
    gold = WORD.findall(truth.lower())
    gold_shingles = shingles(gold)
    gold_lines = {" ".join(WORD.findall(line.lower())) for line in truth.split("\n")}
    words = [WORD.findall(b["text"].lower()) for b in blocks]
    label = np.zeros(len(blocks))
    for i, w in enumerate(words):
        if len(w) >= 6:
            s = shingles(w)
            label[i] = sum((s & gold_shingles).values()) / sum(s.values()) >= 0.5
    long_ones = [i for i, w in enumerate(words) if len(w) >= 6]
    for i, w in enumerate(words):
        if not w or len(w) >= 6:
            continue
        near = [j for j in long_ones if abs(j - i) <= 4]
        before = [j for j in near if j < i]
        after = [j for j in near if j > i]
        good_before = bool(before) and label[before[-1]] > 0
        good_after = bool(after) and label[after[0]] > 0
        if " ".join(w) in gold_lines:
            label[i] = good_before or good_after
        elif good_before and good_after and len(w) >= 2 and contains(gold, w):
            label[i] = 1
    # Copies: only as many as the truth has, those with most neighbours in the article.
    groups = {}
    for i, w in enumerate(words):
        if label[i] and len(w) >= 3:
            groups.setdefault(" ".join(w), []).append(i)
    joined = " " + " ".join(gold) + " "
    for text, members in groups.items():
        if len(members) < 2:
            continue
        allowed = max(1, joined.count(" " + text + " "))
        support = {i: sum(label[max(0, i - 5):i + 6]) for i in members}
        for i in sorted(members, key=lambda i: -support[i])[allowed:]:
            label[i] = 0
    weight = np.array([(len(w) + 1.0) / (len(gold) + 50.0) for w in words])
    # A page of many other articles must not outweigh all pages of one.
    outside = weight[label == 0].sum()
    if outside > MOST_OUTSIDE:
        weight[label == 0] *= MOST_OUTSIDE / outside
    return label, weight


def load(explained, truth_paths):
    truth = {}
    for path in truth_paths:
        for line in open(path, encoding="utf-8"):
            row = json.loads(line)
            if row.get("text"):
                truth[row["id"]] = (path, row)
    pages, names = [], None
    for line in open(explained, encoding="utf-8"):
        row = json.loads(line)
        if row["id"] not in truth or "explanation" not in row:
            continue
        path, gold = truth[row["id"]]
        explanation = row["explanation"]
        names = explanation["feature_names"]
        blocks = explanation["blocks"]
        if not blocks:
            continue
        label, weight = labels_of(blocks, gold["text"])
        x = np.array([b["features"] for b in blocks], dtype=np.float32)
        easy = (label == 0) & (x[:, names.index("link-share")] >= 0.8)
        learn = ~easy | (np.arange(len(label)) % THINNED == 0)
        pages.append({
            "id": row["id"], "set": path, "host": host_of(gold.get("url")), "truth": gold["text"],
            "texts": [b["text"] for b in blocks], "x": x,
            "y": label, "w": weight, "learn": learn, "learn_w": np.where(easy, weight * THINNED, weight)})
    return pages, names


def page_score(kept, truth):
    predicted = shingles(WORD.findall("\n".join(kept)))
    true = shingles(WORD.findall(truth))
    both = sum((predicted & true).values())
    p = both / sum(predicted.values()) if predicted else None
    return p, both / sum(true.values()) if true else 1.0


def bag_score(kept, truth):
    a, b = Counter(WORD.findall("\n".join(kept).lower())), Counter(WORD.findall(truth.lower()))
    both = sum((a & b).values())
    return 2 * both / (sum(a.values()) + sum(b.values())) if both else 0.0


def report(pages, scores, threshold):
    out = []
    for name in sorted({p["set"] for p in pages}):
        rows, bags = [], []
        for page, score in zip(pages, scores):
            if page["set"] != name:
                continue
            kept = [t for t, s in zip(page["texts"], score) if s >= threshold]
            rows.append(page_score(kept, page["truth"]))
            bags.append(bag_score(kept, page["truth"]))
        p = np.mean([r[0] for r in rows if r[0] is not None])
        r = np.mean([r[1] for r in rows])
        out.append(f"{name.split('-')[-1][:-6]}: shingle {2 * p * r / (p + r):.4f} (P {p:.4f} R {r:.4f}) words {np.mean(bags):.4f}")
    return "  ".join(out)


def classifier(args):
    return HistGradientBoostingClassifier(
        max_iter=args.trees, learning_rate=args.rate, max_leaf_nodes=args.leaves, min_samples_leaf=100,
        l2_regularization=30.0, max_bins=64, early_stopping=False, random_state=1)


def fit(args, pages):
    x, y, w = (np.concatenate([p[key][p["learn"]] for p in pages]) for key in ("x", "y", "learn_w"))
    return classifier(args).fit(x, y, sample_weight=w / w.mean())


def folds_of(pages, count):
    """Hosts spread over folds by a fixed hash, so that runs compare."""
    return np.array([zlib.crc32((p["host"] or p["id"]).encode()) % count for p in pages])


def write_model(path, model, names):
    with open(path, "w", encoding="utf-8") as out:
        out.write("# Fitted by indexer/training/fit_blocks.py; the format is in indexer/tree_model.h.\n")
        out.write(f"features {len(names)} {' '.join(names)}\n")
        out.write(f"bias {float(np.ravel(model._baseline_prediction)[0]):.6g}\n")
        for (predictor,) in model._predictors:
            nodes = []
            for node in predictor.nodes:
                if node["is_leaf"]:
                    nodes.append(f"={node['value']:.5g}")
                else:
                    nodes.append(f"{node['feature_idx']}:{np.float32(node['num_threshold']):.6g}:{node['left']}:{node['right']}")
            out.write(" ".join(nodes) + "\n")


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("explained")
    a.add_argument("truth", nargs="+")
    a.add_argument("--out")
    a.add_argument("--folds", type=int, default=5)
    a.add_argument("--trees", type=int, default=150)
    a.add_argument("--leaves", type=int, default=10)
    a.add_argument("--rate", type=float, default=0.1)
    a.add_argument("--scores", help="write each page's out-of-fold block scores here, to look at errors")
    args = a.parse_args()
    pages, names = load(args.explained, args.truth)
    print(f"{len(pages)} pages, {sum(len(p['y']) for p in pages)} blocks, {len(names)} features", file=sys.stderr)
    print("every true block:", report(pages, [p["y"] for p in pages], 0.5))
    if args.out:
        write_model(args.out, fit(args, pages), names)
    if args.folds > 1:
        fold = folds_of(pages, args.folds)
        scores = [None] * len(pages)
        for k in range(args.folds):
            model = fit(args, [p for p, f in zip(pages, fold) if f != k])
            for i in np.flatnonzero(fold == k):
                scores[i] = model.predict_proba(pages[i]["x"])[:, 1]
        for threshold in (0.3, 0.4, 0.5, 0.6):
            print(f"unseen hosts, threshold {threshold}:", report(pages, scores, threshold))
        if args.scores:
            with open(args.scores, "w", encoding="utf-8") as out:
                for page, score in zip(pages, scores):
                    out.write(json.dumps({"id": page["id"], "set": page["set"], "truth": page["truth"],
                                          "blocks": [[round(float(s), 3), int(y), t] for s, y, t in zip(score, page["y"], page["texts"])]},
                                         ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
