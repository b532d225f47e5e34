"""Records -> batches of tensors, with the views (other names, left-out marks) that training shows of each record."""
import random
import re

import torch

from notation import CLASSES, TYPES
from pieces import PAD

LEAD = re.compile(r"(?:the|an?|in|on|by|since|as of|until|from|late|early|last|of|this)\s+", re.I)
TYPE_OF = {t: i for i, t in enumerate(TYPES)}
CLASS_OF = {c: i for i, c in enumerate(CLASSES)}


def replaced(record, words):
    """The record with other words for some entities ({index: words}); all offsets follow."""
    text, at, entities = "", 0, [dict(e) for e in record["entities"]]
    for i in sorted(range(len(entities)), key=lambda i: entities[i]["begin"]):
        begin, end = record["entities"][i]["begin"], record["entities"][i]["end"]
        if begin < at:
            return record
        text += record["text"][at:begin]
        new = words.get(i, record["text"][begin:end])
        entities[i].update(begin=len(text), end=len(text) + len(new))
        text += new
        at = end
    return dict(record, text=text + record["text"][at:], entities=entities)


def view(record, rng, names):
    """A view for training: vendors by other names, agencies without their words, marks that start behind "the" or "in"."""
    words, by_group = {}, {}
    swap = rng.random() < 0.4
    for i, e in enumerate(record["entities"]):
        said = record["text"][e["begin"]:e["end"]]
        if e["kind"] == "V" and said[:1].isupper() and swap and names:
            words[i] = by_group.setdefault(e["group"], rng.choice(names))
        elif e["kind"] == "A" and rng.random() < 0.2 or e["kind"] == "V" and rng.random() < 0.06:
            words[i] = ""
    record = replaced(record, words) if words else record
    entities = [dict(e) for e in record["entities"]]
    for e in entities:
        lead = LEAD.match(record["text"], e["begin"], e["end"])
        if lead and lead.end() < e["end"] and e["kind"] != "V" and rng.random() < 0.5:
            e["begin"] = lead.end()
    used = {e[k] for e in record["events"] for k in ("author", "date")} | {record["speaker"]}
    hidden = [i for i, e in enumerate(entities) if e["kind"] != "V" and rng.random() < (0.05 if i in used else 0.15)]
    return without(dict(record, entities=entities), hidden)


def without(record, hidden):
    """The record without the marks of some entities; what pointed to one of them is unknown."""
    if not hidden:
        return record
    kept = [i for i in range(len(record["entities"])) if i not in hidden]
    new = {old: i for i, old in enumerate(kept)}
    events = [dict(e, vendor=new[e["vendor"]], author=new.get(e["author"]), date=new.get(e["date"])) for e in record["events"]]
    speaker = record["speaker"]
    return dict(record, entities=[record["entities"][i] for i in kept], events=events,
                speaker=new.get(speaker) if isinstance(speaker, int) else speaker)


def groups_of(record, places):
    """Groups that have a mention within reach: {group: (kind, [slots of marks])}; slot 0 is [CLS]."""
    groups = {}
    for i, e in enumerate(record["entities"]):
        if places[i] >= 0:
            groups.setdefault(e["group"], (e["kind"], []))[1].append(i + 1)
    return groups


class Batch:
    """ids, mask, marks, pool for the model, and `names`: for each record its groups in the order of the model's rows."""

    def __init__(self, records, pieces):
        self.records = records
        coded = [pieces.sentence(r["text"], r["entities"]) for r in records]
        size, length = len(records), max(len(ids) for ids, _ in coded)
        slots = 1 + max(len(r["entities"]) for r in records)
        self.names = [groups_of(r, places) for r, (_, places) in zip(records, coded)]
        count = max(1, max(len(g) for g in self.names))
        self.ids, self.marks = torch.full((size, length), PAD), torch.zeros(size, slots, dtype=torch.long)
        self.pool = torch.zeros(size, count, slots)
        for b, (ids, places) in enumerate(coded):
            self.ids[b, :len(ids)] = torch.tensor(ids)
            for i, place in enumerate(places):
                self.marks[b, i + 1] = max(place, 0)
            for g, (_, mentions) in enumerate(self.names[b].values()):
                self.pool[b, g, mentions] = 1 / len(mentions)
        self.mask = self.ids != PAD
        self._targets(size, count)

    def _targets(self, size, count):
        """Targets; weight 0 (or class -1) where nothing is known."""
        kinds = len(TYPES)
        self.type = torch.full((size, count, kinds), -1)
        self.allowed = torch.zeros(size, count, kinds, 5)
        self.type_weight = torch.zeros(size, count, kinds)
        self.role = torch.full((size, count, kinds), -1.0)
        self.author = torch.full((size, count, count, kinds), -1.0)
        self.date = torch.full((size, count, count, kinds), -1.0)
        self.speaker = torch.full((size, count), -1.0)
        for b, record in enumerate(self.records):
            self._fill(b, record, {name: g for g, name in enumerate(self.names[b])})

    def _fill(self, b, record, row):
        group = lambda i: row.get(record["entities"][i]["group"]) if i is not None else None
        kind = {g: self.names[b][name][0] for name, g in row.items()}
        weight = record.get("weight", 1.0)
        for g in (g for g in kind if kind[g] == "V"):
            self.type[b, g], self.type_weight[b, g] = 0, weight * record.get("none_weight", 1.0)
            self.allowed[b, g, :, 0] = 1
            for t in record.get("unknown_types", ()):
                self.type[b, g, TYPE_OF[t]], self.type_weight[b, g, TYPE_OF[t]] = -1, 0
        for e in record["events"]:
            v, t = group(e["vendor"]), TYPE_OF[e["type"]]
            if v is not None:
                self._event(b, e, v, t, kind, group, record, weight)
        if record["speaker"] != "unknown" and "speaker" in record["known"]:
            for g in (g for g in kind if kind[g] != "D"):
                self.speaker[b, g] = float(group(record["speaker"]) == g)

    def _event(self, b, e, v, t, kind, group, record, weight):
        allowed = e.get("allowed") or [e["factuality"]]
        self.type[b, v, t], self.type_weight[b, v, t] = CLASS_OF[allowed[0]], 1.5 * weight
        self.allowed[b, v, t] = 0
        for name in allowed:
            self.allowed[b, v, t, CLASS_OF[name]] = 1
        if e["role"]:
            self.role[b, v, t] = float(e["role"] == "agent")
        for g in kind:
            if kind[g] == "D" and "date" in record["known"]:
                self.date[b, v, g, t] = float(group(e["date"]) == g)
            elif kind[g] != "D" and g != v and "author" in record["known"] and (e["author"] is not None or e["role"] != "agent"):
                self.author[b, v, g, t] = float(group(e["author"]) == g)


def batches(records, pieces, size, rng=None):
    """Batches of like lengths; in random order when `rng` is given."""
    order = list(range(len(records)))
    if rng:
        rng.shuffle(order)
    block = size * 24 if rng else len(order) or 1
    out = []
    for at in range(0, len(order), block):
        part = sorted(order[at:at + block], key=lambda i: len(records[i]["text"]))
        out += [part[k:k + size] for k in range(0, len(part), size)]
    if rng:
        rng.shuffle(out)
    return out
