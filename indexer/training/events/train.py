"""Trains the event model. README.md says how the files are made and which run made the weights of the tree."""
import argparse
import glob
import hashlib
import json
import os
import random
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

import generate
import notation
from batches import Batch, batches, view
from model import EventModel, our_pieces
from pieces import WordPieces


def is_held_out(document, share=5):
    """Whether a document of real sentences is kept for measuring: by its name's digest, so that it never changes."""
    return int(hashlib.sha256(document.encode()).hexdigest(), 16) % share == 0


def read_all(options):
    """(training records, held-out records by set)"""
    train, held = [], dict(real=[], own=[], grammar=generate.records(600, seed=99, clauses=2))
    for path in options.first:
        train += notation.read_sentences(path)
    for path in sorted(options.own):
        rows = notation.read_file(path, "own")
        (held["own"] if os.path.basename(path) in options.hold else train).extend(rows)
    for path in sorted(options.real):
        for row in notation.read_file(path, "real"):
            if is_held_out(row["document"]):
                held["real"].append(row)
            else:
                train.append(dict(row, weight=options.real_weight, none_weight=options.none_weight))
    for path in options.passages:
        train += [json.loads(line) for line in open(path, encoding="utf-8")]
    train += generate.records(options.generated, seed=options.seed)
    return train, held


def vendor_names(records, gazetteer):
    names = {r["text"][e["begin"]:e["end"]] for r in records for e in r["entities"] if e["kind"] == "V"}
    names = {n for n in names if n[:1].isupper()}
    if gazetteer:
        rows = (line.split("\t") for line in open(gazetteer, encoding="utf-8") if not line.startswith("#"))
        names |= {r[1] for r in rows if r[2] == "name" and len(r[1]) < 25}
    return sorted(names)


def loss_of(out, batch):
    known = batch.type >= 0
    logp = out["type"].log_softmax(-1).masked_fill(batch.allowed == 0, -1e9).logsumexp(-1)
    loss = -(torch.where(known, logp, torch.zeros(())) * batch.type_weight).sum()
    for name, weight in (("role", 0.5), ("author", 0.5), ("date", 0.5), ("speaker", 0.3)):
        target = getattr(batch, name)
        sure = target >= 0
        if sure.any():
            loss = loss + weight * F.binary_cross_entropy_with_logits(out[name][sure], target[sure], reduction="sum")
    return loss / len(batch.records)


def soft_loss(out, soft):
    """Distance from a teacher's answers (dict of probabilities and which rows count)."""
    vendor = soft["vendor"].unsqueeze(-1)
    loss = -(soft["type"] * out["type"].log_softmax(-1)).sum(-1).mul(vendor).sum()
    event = (1 - soft["type"][..., 0]) * vendor
    loss = loss + 0.5 * (F.binary_cross_entropy_with_logits(out["role"], soft["role"], reduction="none") * event).sum()
    pairs = event.unsqueeze(2) * soft["there"].unsqueeze(1).unsqueeze(-1)
    for name in ("author", "date"):
        loss = loss + 0.5 * (F.binary_cross_entropy_with_logits(out[name], soft[name], reduction="none") * pairs).sum()
    speaker = F.binary_cross_entropy_with_logits(out["speaker"], soft["speaker"], reduction="none") * soft["there"]
    return (loss + 0.3 * speaker.sum()) / len(vendor)


@torch.no_grad()
def teach(teachers, batch):
    """The mean of the teachers' answers on a batch."""
    outs = [t(batch.ids, batch.mask, batch.marks, batch.pool) for t in teachers]
    mean = lambda name, f: torch.stack([f(o[name]) for o in outs]).mean(0)
    soft = {name: mean(name, torch.sigmoid) for name in ("role", "author", "date", "speaker")}
    soft["type"] = mean("type", lambda x: x.softmax(-1))
    rows = [[kind for kind, _ in g.values()] for g in batch.names]
    width = soft["type"].shape[1]
    flags = lambda test: torch.tensor([[float(i < len(r) and test(r[i])) for i in range(width)] for r in rows])
    soft["vendor"], soft["there"] = flags(lambda k: k == "V"), flags(lambda k: True)
    return soft


def run(model, train, pieces, options, names, teachers=()):
    rng = random.Random(options.seed)
    torch.manual_seed(options.seed)
    heads = [p for n, p in model.named_parameters() if p.requires_grad and not n.startswith(("layers", "norm", "places"))]
    body = [p for n, p in model.named_parameters() if p.requires_grad and n.startswith(("layers", "norm", "places"))]
    optimizer = torch.optim.AdamW([dict(params=body, lr=options.rate), dict(params=heads, lr=options.rate * 8)], weight_decay=0.01)
    total = options.epochs * ((len(train) + options.batch - 1) // options.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(1, (s + 1) / (0.08 * total)) * max(0.02, 1 - s / total))
    start = time.time()
    for epoch in range(options.epochs):
        model.train()
        sum_loss = 0.0
        views = [view(r, rng, names) for r in train]
        for part in batches(views, pieces, options.batch, rng):
            batch = Batch([views[i] for i in part], pieces)
            out = model(batch.ids, batch.mask, batch.marks, batch.pool)
            loss = loss_of(out, batch)
            if teachers:
                loss = (1 - options.teach) * loss + options.teach * soft_loss(out, teach(teachers, batch))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(body + heads, 1.0)
            optimizer.step()
            schedule.step()
            sum_loss += float(loss.detach()) * len(part)
            if schedule.last_epoch % 50 == 0:
                print(f"step {schedule.last_epoch} of {total} {time.time() - start:.0f} s", flush=True)
        torch.save(dict(layers=options.layers, pieces=pieces.pieces, state=model.state_dict()), options.output)
        print(f"epoch {epoch} loss {sum_loss / len(train):.3f} {time.time() - start:.0f} s", flush=True)
    return model.eval()


def load(path):
    """A model saved by this script, and its pieces."""
    saved = torch.load(path, map_location="cpu", weights_only=True)
    model = EventModel(saved["layers"], saved["pieces"])
    model.load_state_dict(saved["state"])
    return model.eval(), saved["pieces"]


def start_of(model, names, options):
    """The base's weights; or those of an earlier model of ours, of which `chosen` layers are taken."""
    chosen = options.chosen or list(range(options.layers))
    model.start_from_base(names, chosen)
    if options.start:
        state = load(options.start)[0].state_dict()
        ours = {k: v for k, v in state.items() if not k.startswith("layers.")}
        ours.update({f"layers.{new}." + k.split(".", 2)[2]: v for new, old in enumerate(chosen)
                     for k, v in state.items() if k.startswith(f"layers.{old}.")})
        model.load_state_dict(ours)


def parse():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", nargs="*", default=[], help="sentences.jsonl")
    parser.add_argument("--own", nargs="*", default=[], help="files in the notation, ours")
    parser.add_argument("--real", nargs="*", default=[], help="files in the notation, of third parties; a fifth of the documents is held out")
    parser.add_argument("--passages", nargs="*", default=[], help="records as JSON Lines")
    parser.add_argument("--hold", nargs="*", default=[], help="names of own files to measure on only")
    parser.add_argument("--generated", type=int, default=2500)
    parser.add_argument("--gazetteer", help="vendors.tsv, for names")
    parser.add_argument("--pieces", help="file of word pieces to keep; all when missing")
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--chosen", type=int, nargs="*", help="which layers of the base")
    parser.add_argument("--start", help="go on from this model instead of the base")
    parser.add_argument("--teachers", nargs="*", default=[])
    parser.add_argument("--teach", type=float, default=0.5, help="weight of the teachers against the labels")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--real-weight", type=float, default=1.0)
    parser.add_argument("--none-weight", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--output", required=True)
    return parser.parse_args()


def main():
    options = parse()
    torch.set_num_threads(options.threads)
    train, held = read_all(options)
    print("train", len(train), {k: len(v) for k, v in held.items()}, flush=True)
    wanted = set(open(options.pieces, encoding="utf-8").read().split("\n")) if options.pieces else None
    names = our_pieces(wanted)
    torch.manual_seed(options.seed)
    model = EventModel(options.layers, names)
    start_of(model, names, options)
    teachers = [load(path)[0] for path in options.teachers]
    run(model, train, WordPieces(names), options, vendor_names(train, options.gazetteer), teachers)
    torch.save(dict(layers=options.layers, pieces=names, state=model.state_dict()), options.output)
    import measure
    for name, rows in held.items():
        if rows:
            print(name, measure.summary(measure.predict(model, WordPieces(names), rows), rows), flush=True)


if __name__ == "__main__":
    main()
