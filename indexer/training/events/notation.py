"""Labelled sentences in the notation of README.md -> records.

A record: text; entities [{begin, end (code points), kind "VAPD", group}]; events [{vendor, type, factuality, role, author,
date}] with indexes of entities (author and date None where the sentence does not say); speaker: index, None (nobody) or
"unknown"; known: which of "author", "date", "speaker" were labelled at all; source, document.
Entities of one kind with the same words are one group: a name said twice is one vendor.
"""
import json
import re

LETTERS = dict(W="warning", P="prohibition", R="restriction", S="sanction", L="legal-action", I="investigation", D="denial",
               X="reversal", V="vulnerability", E="exploitation", M="mitigation", B="breach", C="recall", U="procurement")
TYPES = list(LETTERS.values())
FACTUALITY = {"+": "done", "!": "ordered", "?": "hypothetical", "-": "negated"}
CLASSES = ["none", "done", "ordered", "hypothetical", "negated"]
MARKS = {"{": "V", "<": "A", "[": "P", "~": "D"}
MARK = re.compile(r"\{([^{}]*)\}|<([^<>]*)>|\[([^\[\]]*)\]|~([^~]*)~")
EVENT = re.compile(r"(\d+)([WPRSLIDXVEMBCU])([-+?!])(>?)((?:@\w+|#d\d+)*)")


def read_text(marked):
    """Text without marks, and its entities."""
    text, entities, groups, at = "", [], {}, 0
    for match in MARK.finditer(marked):
        text += marked[at:match.start()]
        at = match.end()
        words = next(part for part in match.groups() if part is not None)
        kind = MARKS[match.group(0)[0]]
        group = groups.setdefault((kind, words if kind != "D" else len(entities)), len(groups))
        entities.append(dict(begin=len(text), end=len(text) + len(words), kind=kind, group=group))
        text += words
    return text + marked[at:], entities


def entity_of(name, entities):
    """"b" -> the second agency, "p1" the first person, "2" the second vendor, "d1" the first date; None when there is none."""
    if name[0] in "pd" and name[1:].isdigit():
        kind, number = name[0].upper(), int(name[1:]) - 1
    elif name.isdigit():
        kind, number = "V", int(name) - 1
    else:
        kind, number = "A", ord(name[0]) - ord("a")
    of_kind = [i for i, e in enumerate(entities) if e["kind"] == kind]
    return of_kind[number] if 0 <= number < len(of_kind) else None


def read_labels(labels, entities):
    events, speaker = [], None
    for word in labels.split():
        if word.startswith("s="):
            speaker = entity_of(word[2:], entities) if word[2:] else None
            continue
        match = EVENT.fullmatch(word)
        if not match:
            raise ValueError(f"label {word}")
        vendor = entity_of(match[1], entities)
        if vendor is None:
            raise ValueError(f"no vendor for {word}")
        event = dict(vendor=vendor, type=LETTERS[match[2]], factuality=FACTUALITY[match[3]],
                     role="agent" if match[4] else "patient", author=None, date=None)
        for part in re.findall(r"@\w+|#d\d+", match[5]):
            event["author" if part[0] == "@" else "date"] = entity_of(part[1:], entities)
        events.append(event)
    return events, speaker


def read_file(path, source):
    """Records of a .txt file in the notation; bad lines are told and left out."""
    document, records = path, []
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        line = line.strip()
        if line.startswith("##"):
            document = line[2:].strip()
        if not line or line.startswith("#") or "|" not in line:
            continue
        if " ## " in line:  # where a sentence of others was read
            line, document = line.rsplit(" ## ", 1)
        marked, labels = line.rsplit("|", 1)
        text, entities = read_text(marked.strip())
        try:
            events, speaker = read_labels(labels, entities)
        except ValueError as error:
            print(f"{path}:{number}: {error}")
            continue
        records.append(dict(text=text, entities=entities, events=events, speaker=speaker,
                            known=["author", "date", "speaker"], source=source, document=document))
    return records


def read_sentences(path, source="first"):
    """Records of sentences.jsonl (vendors, agencies, events; neither dates nor speakers are labelled)."""
    records = []
    for line in open(path, encoding="utf-8"):
        row = json.loads(line)
        entities = [dict(begin=v["start"], end=v["end"], kind=kind, words=v["text"])
                    for kind, key in (("V", "vendors"), ("A", "agencies")) for v in row[key]]
        groups = {}
        for entity in entities:
            entity["group"] = groups.setdefault((entity["kind"], entity.pop("words")), len(groups))
        agencies = len(row["vendors"])
        events = [dict(vendor=e["vendor"], type=e["type"], factuality=e["factuality"], role=e["role"], date=None,
                       author=None if e["agency"] is None else agencies + e["agency"]) for e in row["events"]]
        records.append(dict(text=row["text"], entities=entities, events=events, speaker="unknown", known=["author"],
                            source=source, document=row["id"]))
    return records


def to_notation(record):
    """The line that read_file would read as this record."""
    text, out, at, names, counts = record["text"], "", 0, {}, dict(V=0, A=0, P=0, D=0)
    order = sorted(range(len(record["entities"])), key=lambda i: record["entities"][i]["begin"])
    for i in order:
        e = record["entities"][i]
        counts[e["kind"]] += 1
        n = counts[e["kind"]]
        names[i] = dict(V=str(n), A=chr(96 + n), P=f"p{n}", D=f"d{n}")[e["kind"]]
        left, right = dict(V="{}", A="<>", P="[]", D="~~")[e["kind"]]
        out += text[at:e["begin"]] + left + text[e["begin"]:e["end"]] + right
        at = e["end"]
    labels = []
    letter, sign = {t: k for k, t in LETTERS.items()}, {f: s for s, f in FACTUALITY.items()}
    for e in record["events"]:
        label = names[e["vendor"]] + letter[e["type"]] + sign[e["factuality"]] + (">" if e["role"] == "agent" else "")
        label += f"@{names[e['author']]}" if e["author"] is not None else ""
        labels.append(label + (f"#{names[e['date']]}" if e["date"] is not None else ""))
    if isinstance(record["speaker"], int):
        labels.append(f"s={names[record['speaker']]}")
    return out + text[at:] + " | " + " ".join(labels)
