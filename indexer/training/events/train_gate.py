"""The gate before the event model: a weight a word piece, the sum of a sentence's pieces says whether the encoder is worth its time.

    python3 train_gate.py gate.json --recall 0.97 --own FILES... [--real FILES...] [--first ...] [--passages FILES.jsonl...] --pieces pieces.txt

A linear model of which pieces stand in a sentence, with names swapped as in the training of the encoder, so that it learns words and
not names. The least sum is where the wanted share of held-out sentences with an event passes. Sentences in which rules find an action
are read in any case.
"""
import argparse
import json
import random

import torch
import torch.nn.functional as F

import train
from batches import view
from model import our_pieces
from pieces import FIRST_SPECIAL, WordPieces

LARGEST = 127


def sets_of(records, pieces, names, seed):
    rng = random.Random(seed)
    return [sorted(set(i for i in pieces.sentence(v["text"], v["entities"])[0] if i >= len(FIRST_SPECIAL)))
            for v in (view(r, rng, names) for r in records)]


def matrix(sets, width):
    rows = [i for i, s in enumerate(sets) for _ in s]
    columns = [c for s in sets for c in s]
    return torch.sparse_coo_tensor(torch.tensor([rows, columns]), torch.ones(len(rows)), (len(sets), width)).coalesce()


def fit(features, labels, rounds=300):
    weights, bias = torch.zeros(features.shape[1], requires_grad=True), torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.Adam([weights, bias], lr=0.03)
    importance = torch.where(labels > 0, 3.0, 1.0)  # a lost event costs more than a sentence read in vain
    for _ in range(rounds):
        sums = torch.sparse.mm(features, weights.unsqueeze(1)).squeeze(1) + bias
        loss = (F.binary_cross_entropy_with_logits(sums, labels, reduction="none") * importance).mean() + 2e-4 * weights.abs().sum()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return weights.detach()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output")
    parser.add_argument("--recall", type=float, default=0.97)
    for name in ("first", "own", "real", "passages"):
        parser.add_argument("--" + name, nargs="*", default=[])
    parser.add_argument("--pieces", required=True)
    options = parser.parse_args()
    defaults = dict(hold=[], real_weight=1, none_weight=1, generated=0, seed=1)
    for name, value in defaults.items():
        setattr(options, name, value)
    records, held = train.read_all(options)
    held = held["real"]
    names = train.vendor_names(records, None)
    coder = WordPieces(our_pieces(set(open(options.pieces, encoding="utf-8").read().split("\n"))))
    random.Random(5).shuffle(records)
    apart = records[::6]
    rest = [r for i, r in enumerate(records) if i % 6]
    labels = lambda rows: torch.tensor([float(bool(r["events"])) for r in rows])
    weights = fit(matrix(sets_of(rest, coder, names, 1), len(coder.pieces)), labels(rest))
    step = float(weights.abs().max()) / LARGEST
    whole = (weights / step).round()
    sums = lambda rows: torch.sparse.mm(matrix(sets_of(rows, coder, [], 2), len(coder.pieces)), whole.unsqueeze(1)).squeeze(1)
    apart_sums, apart_labels = sums(apart), labels(apart)
    events = apart_sums[apart_labels > 0].sort().values
    least = int(events[int((1 - options.recall) * len(events))])
    share = lambda values: float((values >= least).float().mean()) if len(values) else float("nan")
    print(f"least {least}: of sentences apart pass {share(events):.3f} with an event, {share(apart_sums[apart_labels == 0]):.3f} without")
    real_sums, real_labels = sums(held), labels(held)
    print(f"held-out real sentences: {share(real_sums[real_labels > 0]):.3f} of {int(real_labels.sum())} with an event, "
          f"{share(real_sums[real_labels == 0]):.3f} of {int((1 - real_labels).sum())} without")
    json.dump(dict(least=least, weights=[int(w) for w in whole]), open(options.output, "w"))


if __name__ == "__main__":
    main()
