#!/usr/bin/env python3
"""Writes the frozen tables of this folder from packages of registries (SOURCES.md says which, and how to fetch them).

usage: make_frozen_data.py --text-encoding DIR --unicode DIR [--out DIR]

DIR: the unpacked npm packages text-encoding and @unicode/unicode-18.0.0 (their folder `package`). The Python packages
unicodedata2, idna and publicsuffixlist must be importable, and node must run. The same versions give the same bytes;
other versions are refused, because a new table needs a decision (SOURCES.md, "Changing a table").
"""
import argparse
import hashlib
import importlib.metadata
import json
import os
import subprocess
import sys

import idna.idnadata
import idna.uts46data
import publicsuffixlist
import unicodedata2

UNICODE = "18.0.0"
PYTHON_PACKAGES = {"unicodedata2": "18.0.0", "idna": "3.20", "publicsuffixlist": "1.1.2.20261023"}
NPM_PACKAGES = {"text-encoding": "0.7.0", "@unicode/unicode-18.0.0": "2.0.7"}
HOLE = "\ufffd"
CODE_POINTS = range(0x110000)
SURROGATES = range(0xD800, 0xE000)

# GB 18030-2022 in the standard since 2023: eighteen pairs that stood for the private use area before.
GB18030_2022 = {
    0xA6D9: "\ufe10\ufe12\ufe11\ufe13\ufe14\ufe15\ufe16", 0xA6EC: "\ufe17\ufe18", 0xA6F3: "\ufe19", 0xFE59: "\u9fb4",
    0xFE61: "\u9fb5", 0xFE66: "\u9fb6\u9fb7", 0xFE6D: "\u9fb8", 0xFE7E: "\u9fb9", 0xFE90: "\u9fba", 0xFEA0: "\u9fbb"}

# Pointers in a row of the standard's tables; a row is a line.
ROWS = {"big5": 157, "euc-kr": 190, "gb18030": 190, "jis0208": 94, "jis0212": 94}
NOT_READ = {"gb18030-ranges", "iso-2022-jp-katakana"}  # the first is written apart, the second serves encoders only


def node(script):
    run = subprocess.run(["node", "--input-type=module", "-e", script], stdout=subprocess.PIPE, check=True)
    return json.loads(run.stdout)


def check_versions(folders):
    for name, version in PYTHON_PACKAGES.items():
        if importlib.metadata.version(name) != version:
            sys.exit(f"{name} {version} is needed, not {importlib.metadata.version(name)}")
    for name, version in NPM_PACKAGES.items():
        with open(os.path.join(folders[name], "package.json"), encoding="utf-8") as file:
            if json.load(file)["version"] != version:
                sys.exit(f"{name} {version} is needed")


def ranges_of(values, skip):
    """(first, last, value) for each run of code points with one value, without those whose value is `skip`."""
    first, out = 0, []
    for code_point in range(1, 0x110001):
        if code_point == 0x110000 or values[code_point] != values[first]:
            if values[first] != skip:
                out.append((first, code_point - 1, values[first]))
            first = code_point
    return out


def spelled(first, last):
    return f"{first:04X}" if first == last else f"{first:04X}-{last:04X}"


def hex_of(text):
    return " ".join(f"{ord(c):04X}" for c in text)


def charset_indexes(folder):
    path = json.dumps(os.path.join(os.path.abspath(folder), "lib/encoding-indexes.js"))
    indexes = node(f"import m from 'node:module'; const r = m.createRequire('/'); "
                   f"console.log(JSON.stringify(r({path})['encoding-indexes']))")
    for pair, text in GB18030_2022.items():
        for offset, c in enumerate(text):
            trail = (pair & 0xFF) + offset
            indexes["gb18030"][((pair >> 8) - 0x81) * 190 + trail - (0x40 if trail < 0x7F else 0x41)] = ord(c)
    lines = ["# Indexes of the WHATWG Encoding standard (section 5), edition of 2023 (GB 18030-2022). Format 1.",
             "# Index, first pointer, the characters of that pointer and those after it. U+FFFD: the pointer has none."]
    for name in sorted(set(indexes) - NOT_READ):
        table, row = indexes[name], ROWS.get(name, 128)
        for begin in range(0, len(table), row):
            text = "".join(HOLE if c is None else chr(c) for c in table[begin:begin + row])
            skipped = len(text) - len(text.lstrip(HOLE))
            if skipped < len(text):
                lines.append(f"{name}\t{begin + skipped}\t{text.strip(HOLE)}")
    lines += ["# Of the ranges: the first pointer and its character; those after it go on by one each."]
    lines += [f"gb18030-ranges\t{pointer}\t{chr(c)}" for pointer, c in indexes["gb18030-ranges"]]
    return lines


def joining_types():
    out = ["-"] * 0x110000
    for name, packed in idna.idnadata.joining_types.items():
        for span in packed:
            for code_point in range(span >> 32, span & 0xFFFFFFFF):
                out[code_point] = name
    return out


def properties():
    joining = joining_types()

    def of(code_point):
        c = chr(code_point)
        wide = "W" if unicodedata2.east_asian_width(c) in "WF" else "-"
        return (unicodedata2.category(c), unicodedata2.bidirectional(c) or "-", joining[code_point], wide)

    lines = [f"# Unicode {UNICODE}. Code points, General_Category, Bidi_Class, Joining_Type (L R D C T; else -),",
             "# W where East_Asian_Width is Wide or Fullwidth. What is not listed is: Cn - - -"]
    for first, last, value in ranges_of([of(c) for c in CODE_POINTS], ("Cn", "-", "-", "-")):
        lines.append("\t".join((spelled(first, last),) + value))
    return lines


def normalization():
    lines = [
        f"# Unicode {UNICODE}, for NFC (UAX #15). Canonical_Combining_Class where it is not 0: c, code points, class.",
        "# Canonical decompositions, one step: d, code point, what it is made of; s: so, but never composed again.",
        "# Hangul syllables are not listed: they follow a formula (Unicode standard, section 3.12)."]
    classes = [0 if c in SURROGATES else unicodedata2.combining(chr(c)) for c in CODE_POINTS]
    lines += [f"c\t{spelled(first, last)}\t{value}" for first, last, value in ranges_of(classes, 0)]
    for code_point in CODE_POINTS:
        parts = unicodedata2.decomposition(chr(code_point))
        if not parts or parts.startswith("<") or 0xAC00 <= code_point <= 0xD7A3:
            continue
        stays = unicodedata2.normalize("NFC", chr(code_point)) == chr(code_point)
        lines.append(f"{'d' if stays else 's'}\t{code_point:04X}\t{parts}")
    return lines


def nfkc_casefold(c, full, ignorable):
    """NFKC_Casefold of one character (UAX #44): folded, without what is ignorable, composed, until nothing changes."""
    text = c
    while True:
        folded = "".join(full.get(x, x) for x in unicodedata2.normalize("NFD", text))
        after = unicodedata2.normalize("NFKC", "".join(x for x in folded if x not in ignorable))
        if after == text:
            return text
        text = after


def folding(folder):
    root = os.path.abspath(folder)
    paths = {"C": "Case_Folding/C", "F": "Case_Folding/F", "S": "Case_Folding/S",
             "D": "Binary_Property/Default_Ignorable_Code_Point"}
    imports = "".join(f"import {name} from {json.dumps(os.path.join(root, path, 'code-points.mjs'))};"
                      for name, path in paths.items())
    data = node(imports + "console.log(JSON.stringify({C: [...C], F: [...F], S: [...S], D: [...D]}))")
    ignorable = {chr(c) for c in data["D"] if c not in SURROGATES}
    as_list = lambda target: target if isinstance(target, list) else [target]
    simple = {c: as_list(to)[0] for c, to in data["C"] + data["S"]}
    full = {chr(c): "".join(map(chr, as_list(to))) for c, to in data["C"] + data["F"]}
    lines = [f"# Unicode {UNICODE}. Simple case folding (CaseFolding.txt, C and S): s, code point, folded.",
             "# NFKC_Casefold (UAX #44) where it is not the character itself: k, code points, what they become."]
    lines += [f"s\t{c:04X}\t{to:04X}" for c, to in sorted(simple.items())]
    folded = [None if c in SURROGATES else nfkc_casefold(chr(c), full, ignorable) for c in CODE_POINTS]
    changed = [None if text is None or text == chr(c) else text for c, text in enumerate(folded)]
    lines += [f"k\t{spelled(first, last)}\t{hex_of(text)}" for first, last, text in ranges_of(changed, None)]
    return lines


def idna_mapping():
    starts, statuses = list(idna.uts46data.uts46_starts) + [0x110000], idna.uts46data.uts46_statuses
    values = []
    for i, status in enumerate(statuses):
        entry = {"V": "v", "D": "v", "M": "m", "I": "i", "X": ""}[chr(status)]
        if entry == "m":
            entry += "\t" + hex_of(idna.uts46data.uts46_replacements[i])
        values += [entry] * (starts[i + 1] - starts[i])
    lines = [
        f"# UTS #46 {UNICODE}, IDNA mapping table for nontransitional processing. Code points, status: v valid (and",
        "# deviation), i ignored, m mapped, and to what. What is not listed is disallowed."]
    return lines + [f"{spelled(first, last)}\t{value}" for first, last, value in ranges_of(values, "")]


def public_suffixes():
    path = os.path.join(os.path.dirname(publicsuffixlist.__file__), "public_suffix_list.dat")
    version, commit, rules = "", "", set()
    with open(path, encoding="utf-8") as file:
        for line in map(str.strip, file):
            if line.startswith("// VERSION:"):
                version = line.split()[-1]
            elif line.startswith("// COMMIT:"):
                commit = line.split()[-1]
            elif line and not line.startswith("//"):
                rules.add(rule_of(line.split()[0]))
    head = [
        f"# Public suffix list {version}, {commit}: https://publicsuffix.org/list/",
        "# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0. If a copy of the "
        "MPL was",
        "# not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.",
        "# All rules of both sections, names in ASCII (punycode), sorted: a name; with \"*\": it and all names "
        "one label",
        "# longer (the list's \"*.name\", which implies \"name\"); with \"!\": no suffix, whatever a wildcard says."]
    return head + merged(rules)


def rule_of(rule):
    """(name, kind) with the name in ASCII; kind: "" a suffix itself, "*" the names below it, "!" an exception."""
    kind = "*" if rule.startswith("*.") else "!" if rule.startswith("!") else ""
    labels = rule.removeprefix("*.").removeprefix("!").lower().split(".")
    return ".".join(x if x.isascii() else "xn--" + x.encode("punycode").decode("ascii") for x in labels), kind


def merged(rules):
    kinds = {}
    for name, kind in rules:
        kinds.setdefault(name, set()).add(kind)
    mark = lambda name: "\t*" if "*" in kinds[name] else "\t!" if "!" in kinds[name] else ""
    return [name + mark(name) for name in sorted(kinds)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--text-encoding", required=True)
    parser.add_argument("--unicode", required=True)
    parser.add_argument("--out", default=os.path.dirname(os.path.abspath(__file__)))
    args = parser.parse_args()
    check_versions({"text-encoding": args.text_encoding, "@unicode/unicode-18.0.0": args.unicode})
    files = {"charset_indexes.txt": charset_indexes(args.text_encoding), "unicode_properties.tsv": properties(),
             "unicode_normalization.tsv": normalization(), "unicode_folding.tsv": folding(args.unicode),
             "idna_mapping.tsv": idna_mapping(), "public_suffixes.txt": public_suffixes()}
    for name, lines in files.items():
        data = ("\n".join(lines) + "\n").encode("utf-8")
        with open(os.path.join(args.out, name), "wb") as file:
            file.write(data)
        print(hashlib.sha256(data).hexdigest(), len(data), name)


if __name__ == "__main__":
    main()
