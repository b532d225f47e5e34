"""WordPiece as the base model's tokenizer does it (lower case, accents stripped), with tables that the C++ side reads too."""
import unicodedata

FIRST_SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[V]", "[A]", "[P]", "[D]"]  # rows of every model of ours
PAD, UNK, CLS, SEP = 0, 1, 2, 3
MARKER = dict(V=4, A=5, P=6, D=7)
MAX_PIECES = 160
MAX_WORD = 100  # code points; a longer word is unknown


def is_cjk(c):
    return any(a <= c <= b for a, b in ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F),
                                        (0x2B740, 0x2B81F), (0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F)))


def is_space(c):
    return chr(c) in " \t\n\r" or unicodedata.category(chr(c)) == "Zs" or chr(c) in "\u2028\u2029"


def is_dropped(c):
    return c in (0, 0xFFFD) or (unicodedata.category(chr(c)) in ("Cc", "Cf", "Cn", "Co") and chr(c) not in "\t\n\r")


def is_punctuation(c):
    return 33 <= c <= 47 or 58 <= c <= 64 or 91 <= c <= 96 or 123 <= c <= 126 or unicodedata.category(chr(c)).startswith("P")


def folded(c):
    """The code point in lower case without accents: a string, often of one letter, "" for a mark."""
    return "".join(x for x in unicodedata.normalize("NFD", chr(c)) if unicodedata.category(x) != "Mn").lower()


def words_of(text):
    """Words and single signs, normalised."""
    out, word = [], ""
    for character in text:
        c = ord(character)
        if is_dropped(c):
            continue
        if is_space(c):
            out, word = out + [word] if word else out, ""
            continue
        for x in folded(c):
            if is_punctuation(ord(x)) or is_cjk(ord(x)):
                out, word = (out + [word] if word else out) + [x], ""
            else:
                word += x
    return out + [word] if word else out


class WordPieces:
    """`pieces`: every piece in the order of its id, specials first."""

    def __init__(self, pieces):
        self.pieces, self.ids, self.cache = pieces, {p: i for i, p in enumerate(pieces)}, {}

    def word(self, word):
        known = self.cache.get(word)
        if known is None:
            known = self.cache[word] = self._split(word)
        return known

    def _split(self, word):
        if len(word) > MAX_WORD:
            return [UNK]
        out, start = [], 0
        while start < len(word):
            end = len(word)
            while end > start and ("##" if start else "") + word[start:end] not in self.ids:
                end -= 1
            if end == start:
                return [UNK]
            out.append(self.ids[("##" if start else "") + word[start:end]])
            start = end
        return out

    def text(self, text):
        return [i for word in words_of(text) for i in self.word(word)]

    def sentence(self, text, entities):
        """Ids of [CLS] text [SEP] with a marker before each entity; and the marker's place of each entity (-1: cut off)."""
        order = sorted(range(len(entities)), key=lambda i: (entities[i]["begin"], i))
        ids, places, at = [CLS], [-1] * len(entities), 0
        for i in order:
            ids += self.text(text[at:entities[i]["begin"]])
            at = entities[i]["begin"]
            places[i] = len(ids)
            ids.append(MARKER[entities[i]["kind"]])
        ids += self.text(text[at:])
        ids = ids[:MAX_PIECES - 1] + [SEP]
        return ids, [p if p < len(ids) - 1 else -1 for p in places]
