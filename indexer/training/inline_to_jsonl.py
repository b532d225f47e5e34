#!/usr/bin/env python3
"""Turns inline labels ({O:Acme Corp} {P:Jane Roe} {L:Oslo}) into the JSON Lines that train_tagger reads.

usage: inline_to_jsonl.py FILE.txt... > OUT.jsonl        lines that begin with # are comments, a blank line ends a document
"""
import json
import os
import re
import sys

TYPES = {"O": "ORG", "P": "PER", "L": "LOC"}
LABEL = re.compile(r"\{([OPL]):([^{}]*)\}")


def convert(block, name):
    text, mentions, at = "", [], 0
    for match in LABEL.finditer(block):
        text += block[at:match.start()]
        start = len(text.encode())
        text += match.group(2)
        mentions.append({"start": start, "end": len(text.encode()), "type": TYPES[match.group(1)]})
        at = match.end()
    text += block[at:]
    if "{" in text or "}" in text:
        sys.exit(f"{name}: a label is broken: {text}")
    return {"id": name, "set": "own", "text": text, "mentions": mentions}


for path in sys.argv[1:]:
    lines = [line for line in open(path, encoding="utf-8") if not line.startswith("#")]
    for number, block in enumerate(filter(str.strip, "".join(lines).split("\n\n")), 1):
        print(json.dumps(convert(block.strip(), f"{os.path.basename(path)}-{number:03}"), ensure_ascii=False))
