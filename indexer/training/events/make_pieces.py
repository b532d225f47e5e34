"""The word pieces to keep: those that news text uses most. Reads texts (any files; .jsonl by its "text" keys) and writes one piece a line.

    python3 make_pieces.py --keep 17500 FILES... > pieces.txt
"""
import argparse
import collections
import json
import sys

from model import base_pieces
from pieces import WordPieces, words_of


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--keep", type=int, default=17500)
    options = parser.parse_args()
    words = collections.Counter()
    for path in options.files:
        for line in open(path, encoding="utf-8", errors="replace"):
            words.update(words_of(json.loads(line)["text"] if path.endswith(".jsonl") else line))
    base = base_pieces()
    coder = WordPieces(["[PAD]", "[UNK]"] + base)
    count = collections.Counter()
    for word, n in words.items():
        for i in coder.word(word):
            count[coder.pieces[i]] += n
    alphabet = {p for p in base if len(p.removeprefix("##")) == 1 and ord(p[-1]) < 0x250}
    ranked = sorted((p for p in base if p not in alphabet and not p.startswith("[") or p == "["), key=lambda p: -count[p])
    kept = alphabet | set(ranked[:options.keep - len(alphabet)])
    total = sum(count.values())
    print(f"{sum(count[p] for p in kept) / total:.4%} of {total} pieces", file=sys.stderr)
    print("\n".join(p for p in base if p in kept))


if __name__ == "__main__":
    main()
