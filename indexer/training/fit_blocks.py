#!/usr/bin/env python3
"""Fit the arbiter's model (indexer/read/html/block_model.txt) on pages with known article text.

  dossier extract --no-analysis --explain --manifest pages.jsonl > explained.jsonl
  fit_blocks.py explained.jsonl truth-*.jsonl [--out ../block_model.txt] [--folds 5] [--seeds 2]

Every block of a page is an example: it belongs to the article when most of its words stand in the true text.  Pages
whose truth is a few strings that must and must not be in the text (`with`, `without`) give the blocks that hold those.
An error costs what it costs the page's score, so a block weighs its words over the words of the true text.  All pages
of a site fall into one fold; the printed figures are of pages whose sites the model has not seen.

Some true texts stop in the middle of the article.  Blocks that the truth leaves out although a model of other sites is
sure of them are not learnt from (they count in the figures all the same).

The trees split at random points of random features ("extremely randomised"): a thousand pages are few, and a site's own
habits would be learnt by heart otherwise.  Needs the Python packages lightgbm and numpy (in a virtual environment;
Debian has no lightgbm); the scorer is not needed.
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

import lightgbm
import numpy as np

WORD = re.compile(r"\w+")
SHINGLE = 4
MOST_OUTSIDE = 3.0   # what all blocks outside the article weigh together, in articles
THINNED = 4          # of the blocks that are nothing but links outside the article, one in so many is learnt from
SURE = 0.8           # of a block that the truth leaves out: not learnt from
ROUNDS = 2           # of looking for such blocks; the second is by models that did not learn the first's
LONG = 20            # words; of longer copies only one is true
PARTIAL_WORDS = 800  # what the text of a page with a partial truth is taken to have
SECOND_LEVEL = {"ac", "co", "com", "edu", "gob", "gov", "net", "org"}


def site_of(url):
    """The registrable domain, near enough."""
    parts = (urlsplit(url or "").hostname or "").lower().split(".")
    short = 3 if len(parts) > 2 and len(parts[-1]) == 2 and parts[-2] in SECOND_LEVEL else 2
    return ".".join(parts[-short:])


def shingles(words, n=SHINGLE):
    if not words:
        return Counter()
    return Counter(tuple(words[i:i + n]) for i in range(max(1, len(words) - n + 1)))


def squeeze(text):
    return " ".join(text.split())


def contains(words, sequence):
    text, part = " " + " ".join(words) + " ", " " + " ".join(sequence) + " "
    return part in text


def drop_short_copies(label, words, gold):
    """Copies: only as many as the truth has, those with most neighbours in the article."""
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


def drop_long_copies(label, words, hidden, gold_shingles):
    """Each sequence of the truth is taken once: by what is seen before what is hidden, by paragraphs before whole texts."""
    taken = Counter()
    members = [i for i, w in enumerate(words) if label[i] and len(w) >= LONG]
    for i in sorted(members, key=lambda i: (hidden[i], len(words[i]) > 300, i)):
        own = shingles(words[i])
        left = gold_shingles - taken
        if sum((own & left).values()) < 0.3 * sum((own & gold_shingles).values()):
            label[i] = 0
        else:
            taken += own


def labels_of(texts, hidden, truth):
    """1 for each block whose words are the article's, else 0; short ones and copies are settled by their neighbours."""
    gold = WORD.findall(truth.lower())
    gold_shingles = shingles(gold)
    gold_lines = {" ".join(WORD.findall(line.lower())) for line in truth.split("\n")}
    words = [WORD.findall(t.lower()) for t in texts]
    label = np.zeros(len(texts))
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
    drop_short_copies(label, words, gold)
    drop_long_copies(label, words, hidden, gold_shingles)
    weight = np.array([(len(w) + 1.0) / (len(gold) + 50.0) for w in words])
    # A page of many other articles must not outweigh all pages of one.
    outside = weight[label == 0].sum()
    if outside > MOST_OUTSIDE:
        weight[label == 0] *= MOST_OUTSIDE / outside
    return label, weight, np.ones(len(texts), dtype=bool)


def partial_labels_of(texts, wanted, unwanted):
    label, known = np.zeros(len(texts)), np.zeros(len(texts), dtype=bool)
    for i, text in enumerate(map(squeeze, texts)):
        if any(w in text or (len(text) > 30 and text in w) for w in wanted):
            label[i] = known[i] = 1
        elif any(w in text or (len(text) > 15 and text in w) for w in unwanted):
            known[i] = True
    weight = np.array([(len(WORD.findall(t)) + 1.0) / PARTIAL_WORDS for t in texts])
    return label, weight, known


def load(explained, truth_paths):
    truth = {}
    for path in truth_paths:
        for line in open(path, encoding="utf-8"):
            row = json.loads(line)
            if row.get("text") or row.get("with") or row.get("without"):
                truth.setdefault(row["id"], (re.sub(r".*-|\.jsonl$", "", path), row))
    pages, names = [], None
    for line in open(explained, encoding="utf-8"):
        row = json.loads(line)
        if row["id"] not in truth or not row.get("explanation", {}).get("blocks"):
            continue
        name, gold = truth[row["id"]]
        names, blocks = row["explanation"]["feature_names"], row["explanation"]["blocks"]
        x = np.array([b["features"] for b in blocks], dtype=np.float32)
        texts = [b["text"] for b in blocks]
        if gold.get("text"):
            label, weight, known = labels_of(texts, x[:, names.index("hidden")], gold["text"])
        else:
            label, weight, known = partial_labels_of(texts, [squeeze(s) for s in gold.get("with", [])],
                                                     [squeeze(s) for s in gold.get("without", [])])
        easy = (label == 0) & (x[:, names.index("link-share")] >= 0.8)
        pages.append({
            "id": row["id"], "set": name, "site": site_of(gold.get("url")), "gold": gold, "texts": texts, "x": x,
            "y": label, "w": np.where(easy, weight * THINNED, weight),
            "learn": known & (~easy | (np.arange(len(label)) % THINNED == 0)),
            "barred": np.array([b.get("rule") in ("title", "hidden copy") for b in blocks])})
    return pages, names


def page_score(kept, truth):
    predicted = shingles(WORD.findall("\n".join(kept)))
    true = shingles(WORD.findall(truth))
    both = sum((predicted & true).values())
    return (both / sum(predicted.values()) if predicted else None), (both / sum(true.values()) if true else None)


def bag_score(kept, truth):
    a, b = Counter(WORD.findall("\n".join(kept).lower())), Counter(WORD.findall(truth.lower()))
    both = sum((a & b).values())
    return 2 * both / (sum(a.values()) + sum(b.values())) if both else 0.0


def segments_score(rows):
    hit = bad = all_wanted = 0
    for text, gold in rows:
        hit += sum(squeeze(s) in text for s in gold.get("with", []))
        bad += sum(squeeze(s) in text for s in gold.get("without", []))
        all_wanted += len(gold.get("with", []))
    return 2 * hit / (hit + bad + all_wanted)


def report(pages, scores, threshold):
    out = []
    for name in sorted({p["set"] for p in pages}):
        rows = [([t for t, k in zip(p["texts"], (s >= threshold) & ~p["barred"]) if k], p["gold"])
                for p, s in zip(pages, scores) if p["set"] == name]
        if not rows[0][1].get("text"):
            out.append(f"{name}: segments {segments_score([(squeeze(' '.join(kept)), gold) for kept, gold in rows]):.4f}")
            continue
        pairs = [page_score(kept, gold["text"]) for kept, gold in rows]
        p = np.mean([a for a, _ in pairs if a is not None])
        r = np.mean([b for _, b in pairs if b is not None])
        words = np.mean([bag_score(kept, gold["text"]) for kept, gold in rows])
        out.append(f"{name}: shingle {2 * p * r / (p + r):.4f} (P {p:.4f} R {r:.4f}) words {words:.4f}")
    return "  ".join(out)


def fit(args, pages, seed):
    chosen = [p["learn"] & ~p.get("doubted", False) for p in pages]
    x, y, w = (np.concatenate([p[key][c] for p, c in zip(pages, chosen)]) for key in ("x", "y", "w"))
    settings = {"objective": "binary", "learning_rate": args.rate, "num_leaves": args.leaves, "min_data_in_leaf": args.smallest,
                "lambda_l2": 20, "extra_trees": True, "feature_fraction": 0.8, "bagging_fraction": 0.7, "bagging_freq": 1,
                "max_bin": 63, "min_sum_hessian_in_leaf": 1.0, "num_threads": 1, "seed": seed, "force_col_wise": True,
                "deterministic": True, "verbose": -1}
    return lightgbm.train(settings, lightgbm.Dataset(x, y, weight=w / w.mean()), num_boost_round=args.trees)


def unseen_scores(args, pages, seed):
    """Each page's scores by a model of the other folds' sites."""
    fold = np.array([zlib.crc32(f"{seed}{p['site'] or p['id']}".encode()) % args.folds for p in pages])
    scores = [None] * len(pages)
    for k in range(args.folds):
        model = fit(args, [p for p, f in zip(pages, fold) if f != k], seed)
        for i in np.flatnonzero(fold == k):
            scores[i] = model.predict(pages[i]["x"])
    return scores


def doubt(pages, scores):
    for page, score in zip(pages, scores):
        page["doubted"] = (page["y"] == 0) & (score > SURE)


def write_model(path, model, names):
    def flatten(node, out):
        at = len(out)
        out.append(None)
        if "leaf_value" in node:
            out[at] = f"={node['leaf_value']:.4g}"
            return at
        left, right = flatten(node["left_child"], out), flatten(node["right_child"], out)
        out[at] = f"{node['split_feature']}:{np.float32(node['threshold']):.6g}:{left}:{right}"
        return at

    with open(path, "w", encoding="utf-8") as out:
        out.write("# Fitted by indexer/training/fit_blocks.py; the format is in indexer/models/tree_model.h.\n")
        out.write(f"features {len(names)} {' '.join(names)}\n")
        out.write("bias 0\n")
        for tree in model.dump_model()["tree_info"]:
            nodes = []
            flatten(tree["tree_structure"], nodes)
            out.write(" ".join(nodes) + "\n")


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("explained")
    a.add_argument("truth", nargs="+")
    a.add_argument("--out")
    a.add_argument("--folds", type=int, default=5)
    a.add_argument("--seeds", type=int, default=1, help="how often the sites are dealt into folds anew, to see what chance does")
    a.add_argument("--trees", type=int, default=400)
    a.add_argument("--leaves", type=int, default=20)
    a.add_argument("--smallest", type=int, default=40, help="blocks in a leaf")
    a.add_argument("--rate", type=float, default=0.1)
    a.add_argument("--scores", help="write each page's out-of-fold block scores here, to look at errors")
    args = a.parse_args()
    pages, names = load(args.explained, args.truth)
    print(f"{len(pages)} pages, {sum(len(p['y']) for p in pages)} blocks, {len(names)} features", file=sys.stderr)
    print("every true block:", report(pages, [p["y"] for p in pages], 0.5))
    for seed in range(args.seeds):
        for _ in range(ROUNDS):
            doubt(pages, unseen_scores(args, pages, seed))
        if args.out and seed == 0:
            write_model(args.out, fit(args, pages, seed), names)
        scores = unseen_scores(args, pages, seed)
        for threshold in (0.5, 0.6, 0.7):
            print(f"unseen sites, seed {seed}, threshold {threshold}:", report(pages, scores, threshold), flush=True)
        for page in pages:
            page.pop("doubted")
    if args.scores:
        with open(args.scores, "w", encoding="utf-8") as out:
            for page, score in zip(pages, scores):
                blocks = [[round(float(s), 3), int(y), t] for s, y, t in zip(score, page["y"], page["texts"])]
                out.write(json.dumps({"id": page["id"], "set": page["set"], "blocks": blocks}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
