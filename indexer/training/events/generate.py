"""Sentences from a grammar of factuality x predicate x clauses, as records (notation.py). Our own words throughout.

    python3 generate.py 20 7        prints twenty sentences of seed 7 in the notation
"""
import random
import re
import sys

import notation
from predicates import DONE_BY, DONE_TO, DOUBLED, IRREGULAR, ORDERED, OTHER_SENSES

VENDORS = """Acme Zenco Huawei Cisco Lenovo Nokia TP-Link Hikvision Tuya Fortinet Ivanti Dahua Siemens Xiaomi Oracle Garmin Kaspersky DJI TikTok Temu Ericsson
Okta Citrix Moxa Supermicro Bosch Philips Samsung Telegram Zoom WhatsApp Palantir Clearview Axon NSO Unitree BYD Tesla Boeing Meta Microsoft Apple Atos Progress
Norvik Baltron Helvar Quanta Sundara Ostrel""".split() + ["SMIC Holdings", "Palo Alto Networks", "Check Point", "Hytera", "ZTE", "Delta Electronics", "Schneider Electric", "Rockwell Automation", "the company", "the firm", "Western Digital", "Progress Software", "Character.AI", "Snow Peak Systems", "NetScaler", "MOVEit", "Orion", "WeChat"]
AGENCIES = """the FCC|the FTC|the Pentagon|the Senate|the House|the Treasury|the Commerce Department|the Justice Department|the ministry|the regulator|the watchdog|the BSI|the NCSC|CISA|the FBI|the European Commission|the court|the SEC|the State Department|
the Home Office|parliament|the agency|the CNIL|the White House|Congress|the Navy|the council|the Danish data authority|the cyber agency|the defence ministry|Canada|Sweden|India's telecoms ministry|Ofcom|a federal judge|the Supreme Court|a court in Delhi|the KFTC|the Garante|Texas|Berlin|
Australia|the Bundestag|the Belgian government|the Norwegian army|the city of Lyon|the ICO|Japan|Washington|the UK government|the Irish regulator|the antitrust office""".replace("\n", "").split("|")
PEOPLE = """Senator Ruiz|the minister|a spokeswoman|Anna Kowalska|the union|researchers at a lab in Ghent|a former employee|Mandiant|Citizen Lab|the New York Times|Reuters|Bob Lord|the commissioner|lawmakers|two investors|campaigners|a spokesman|analyst Wei Chen|Representative Hall|the opposition|consumer groups|Le Monde|Professor Adeyemi|the chief executive|
Jan Novak|activists|a trade group|an official|a group of authors""".replace("\n", "").split("|")
DATES = "on Tuesday|on Monday|last week|last year|in March|in May 2018|in 2021|this week|yesterday|on 9 June|earlier this month|in late 2022|last spring|two years ago|on Friday|on January 14, 2020|in the autumn".split("|")
FUTURE = "next week|next month|next year|by June|in 2027|from January|this autumn|on 1 July".split("|")
HACKERS = ["hackers", "spies", "a ransomware gang", "criminals", "a group tied to Moscow", "intruders", "unknown attackers", "thieves"]

# Frames. {past} {base} {ing} {pp} {s}: the predicate with its objects; {O} {pas}: object and participle with the rest, for passives; {N}: the noun.
# {S} who acts, {B} " by" who acts or nothing, {D} a date of this event, {F} a date ahead, {P} a person who speaks, {R} who else.
ACTIVE = {
    "done": ["{S} {past}", "{S} has {pp}", "{S} {past} {D}", "{D}, {S} {past}", "{S} went ahead and {past}", "{S} finally {past}", "{S} has now {pp}", "it was {S} that {past}", "{S} {past} over security worries", "{S} {past} {D}, citing the risk of spying", "{S} again {past}",
             "{S} announced that it had {pp}", "{S} confirmed {D} that it {past}", "having {pp}, {S} turned to other matters", "{S}, which {past} {D}, has a staff of ninety", "{S} quietly {past}", "{S} {past}, {P} said", "{S} has already {pp}", "{S} was the first to {base}", "{S} did {base} {D}", "{S} did not wait and {past}", "{S} {s}"],
    "hypothetical": ["{S} may {base}", "{S} is considering {ing}", "{S} will {base} {F}", "{S} will {base}", "{S} plans to {base}", "{P} urged {S} to {base}", "{S} must {base}, {P} said", "{S} should {base}, {P} argued", "has {S} {pp}?", "did {S} {base}?", "will {S} {base} {F}?", "{S} is expected to {base}", "{S} threatened to {base}",
                     "a bill would make {S} {base}", "it is unclear whether {S} {past}", "{S} could {base}", "{S} proposed to {base}", "{S} is weighing whether to {base}", "{P} demanded that {S} {base}", "{S} promised to {base}", "{S} is likely to {base}", "{S} wants to {base}", "{S} is preparing to {base}", "unless talks succeed, {S} will {base}", "should {S} {base}?",
                     "{S} allegedly {past}", "{S} is said to have {pp}", "{P} asked why {S} had not yet {pp}", "{P} called on {S} to {base}", "if {S} {s}, prices will rise", "{S} to {base}", "{S} hopes to {base} {F}", "{P} wants {S} to {base}", "rumour has it that {S} {past}", "a draft would let {S} {base}", "{S} might yet {base}"],
    "negated": ["{S} did not {base}", "{S} has not {pp}", "{S} never {past}", "{S} refused to {base}", "{S} stopped short of {ing}", "{S} ruled out {ing}", "{S} denied that it had {pp}", "reports that {S} {past} are false", "neither {S} nor {R} {past}", "had {S} {pp}, things would be different", "if {S} had {pp}, shops would be empty", "{S} would have {pp} had the vote gone the other way",
                "{S} failed to {base}", "{S} saw no need to {base}", "{S} decided against {ing}", "correction: an earlier version said that {S} {past}", "it is not true that {S} {past}", "{S} considered {ing} but did not", "{S} has yet to {base}", "{S} tried to {base} and failed", "contrary to rumours, {S} has not {pp}", "{S} will not {base}", "a motion that would have let {S} {base} was defeated",
                "{S} declined to {base}", "imagine that {S} had {pp}", "{S} no longer plans to {base}", "{S} voted down a proposal to {base}", "{S} has no plans to {base}", "{S} almost {past}, but thought better of it", "{P} urged {S} in vain to {base}", "{S} shelved plans to {base}"]}
PASSIVE = {
    "done": ["{O} was {pas}{B} {D}", "{O} was {pas}{B}", "{O} has been {pas}{B}", "{O}, {pas}{B} {D}, will not comment", "{O} was among those {pas}{B} {D}", "{D}, {O} was {pas}{B}", "{O} had already been {pas}{B}", "{O} remains {pas}", "{O} is now {pas}", "{O} got {pas}{B} after all", "{O} {pas}{B}", "{P} said that {O} had been {pas}{B}", "once {pas}{B}, {O} found few friends"],
    "hypothetical": ["{O} may be {pas}{B}", "{O} will be {pas}{B} {F}", "{O} should be {pas}{B}, {P} said", "was {O} {pas}{B}?", "is {O} about to be {pas}{B}?", "{O} faces being {pas}{B}", "{O} could be {pas}{B} {F}", "{P} wants {O} to be {pas}{B}", "whether {O} will be {pas}{B} is open", "under the bill {O} would be {pas}{B}", "{O} must be {pas}, {P} said", "{O} is to be {pas}{B} {F}", "{O} was allegedly {pas}{B}", "{P} claimed that {O} had been {pas}{B}"],
    "negated": ["{O} was not {pas}{B}", "{O} has never been {pas}{B}", "{O} has not been {pas}{B}", "{O} would have been {pas}{B} under the old law", "{O} is no longer {pas}", "{O} escaped being {pas}{B}", "{O} was not among those {pas}{B}", "{O} will not be {pas}{B}", "the claim that {O} was {pas}{B} is false", "had {O} been {pas}{B}, nobody would have noticed", "{O} was nearly {pas}{B}", "far from being {pas}{B}, {O} was praised"]}
NOMINAL = {
    "done": ["{N}{B} took effect {D}", "{S} announced {N}", "{S} imposed {N} {D}", "{N}{B} caused a stir", "{N}{B} remains in place", "{S} defended {N}", "{P} criticised {N}{B}", "after {N}{B} {D}, prices rose", "the row began with {N}{B} {D}", "{N} is in force"],
    "hypothetical": ["{S} is weighing {N}", "{S} proposed {N}", "{P} called for {N}", "{S} is debating {N}", "a bill that calls for {N} is before {S}", "{P} threatened {N}", "{N}{B} is possible", "{N} may follow {F}", "{S} plans {N}", "could there be {N}?", "{P} sees a case for {N}", "{S} will vote {F} on {N}", "{N}{B} is only a matter of time"],
    "negated": ["{S} ruled out {N}", "{S} rejected {N}", "{S} voted against {N}", "{S} dropped a plan for {N}", "there will be no talk of {N}, {S} said", "{P} denied reports of {N}{B}", "{S} blocked {N}", "{S} decided against {N}", "there is no sign of {N}{B}", "{N} was averted", "{S} stopped short of {N}", "the plan for {N} did not find a majority"]}
JOIN = [", and {}", " while {}", ", but {}", "; {}", " as {}", " after {}", " before {}", ", whereas {}", ". {}", " and {}", ", days after {}"]
PASSING = ["unlike {W}", "like its rival {W}", "after a complaint by {W}", "at the request of {W}", "which competes with {W}", "whose lawyer once worked for {W}", "praising {W} as safe", "next to {W}", "a customer of {W}", "with the help of {W}", "which {W} supplies with parts", "a move that pleased {W}", "and {W} gained four per cent", "while {W} declined to comment", "in a shop that also sells {W}"]
TAILS = ["{P} said {d}", "{P} told reporters", "according to {P}", "people familiar with the matter said", "{P} wrote {d}", "as the rain fell on the capital", "a step that had been expected for months", "which came as no surprise to the market", "{P} reported", "a decision that {P} welcomed", "in a case that began {d}", "a spokesperson said", "the documents show", "a year after the merger of {d}", "court papers filed {d} show"]
HEADS = ["According to {P}, ", "In a letter {d}, {P} wrote that ", "BRUSSELS, {d} - ", "WASHINGTON (AP) - ", "In a move that few had expected, ", "After months of talks, ", "With elections near and the budget still open, ", "{P} said {d} that ", "As part of a wider plan to protect telecoms networks, ", "Citing concerns about national security, ", "Meanwhile, ", "Six months after {a} had opened its hearings, ", "{P} told {a} that "]


def inflect(phrase):
    """Forms of a verb phrase in which [..] is the object."""
    verb, rest = phrase.split(" ", 1)
    past, participle = IRREGULAR.get(verb, (None, None))
    if past is None:
        past = participle = verb + "d" if verb.endswith("e") else verb[:-1] + "ied" if re.search("[^aeiou]y$", verb) else verb + "ed"
    ing = verb[:-1] + "ing" if verb.endswith("e") and not verb.endswith("ee") else verb + (verb[-1] if verb in DOUBLED else "") + "ing"
    present = verb[:-1] + "ies" if re.search("[^aeiou]y$", verb) else verb + ("es" if re.search("(s|sh|ch|x)$", verb) else "s")
    plain = rest.replace("[", "").replace("]", "")
    forms = dict(base=f"{verb} {plain}", past=f"{past} {plain}", pp=f"{participle} {plain}", ing=f"{ing} {plain}", s=f"{present} {plain}")
    match = re.match(r"\[(.*)\](.*)", rest)
    if match:
        forms.update(O=match[1], pas=participle + match[2])
    return forms


class Sentence:
    """Words with slots \\x01N\\x02 for entities, and the events that it tells."""

    def __init__(self, rng):
        self.rng, self.slots, self.events, self.speaker, self.said = rng, [], [], None, {}

    def slot(self, kind, words):
        self.slots.append((kind, words))
        return f"\x01{len(self.slots) - 1}\x02"

    def pick(self, kind):
        pool = dict(V=VENDORS, A=AGENCIES, P=PEOPLE, D=DATES)[kind]
        taken = {w for _, w in self.slots}
        words = self.rng.choice([w for w in pool if w not in taken] or pool)
        return self.slot(kind, words)

    def number(self, slot):
        return int(slot[1:-1])

    def fill(self, text, **slots):
        """Fills {P} {d} {a} {W}... by new entities; a person who speaks becomes the speaker if nobody else is."""
        for name, kind in (("P", "P"), ("d", "D"), ("a", "A"), ("W", "V"), ("V", "V")):
            while "{%s}" % name in text:
                slot = slots.pop(name, None) or self.pick(kind)
                speaks = name == "P" and re.search(r"\{P\}( said| told rep| wrote| argued| claimed| asked| reported)|ccording to \{P\}|\{P\} told", text)
                self.speaker = self.number(slot) if speaks and self.speaker is None else self.speaker
                text = text.replace("{%s}" % name, slot, 1)
        return text


def who_acts(sentence, kind, vendor):
    """(subject, its slot or None, whether it is another vendor)"""
    rng = sentence.rng
    if kind in DONE_BY:
        return vendor, None, False
    if kind in ("breach", "exploitation"):
        return (rng.choice(HACKERS), None, False) if rng.random() < 0.85 else (lambda s: (s, s, False))(sentence.slot("P", rng.choice(HACKERS)))
    if kind == "vulnerability":
        return "researchers", None, False
    other = dict({"legal-action": 0.35, "warning": 0.3, "procurement": 0.35, "reversal": 0.1}).get(kind, 0)
    if rng.random() < other:
        slot = sentence.pick(rng.choice("VP"))
        return slot, slot, sentence.slots[sentence.number(slot)][0] == "V"
    slot = sentence.pick("A")
    return slot, slot, False


def frame_for(rng, fact, forms, noun, kind):
    """A frame that this predicate can fill; None when the one drawn makes no sense with it."""
    kinds = [ACTIVE] * 4 + ([PASSIVE] * 4 if "O" in forms and "\x01" in forms["O"] else []) + ([NOMINAL] * 2 if noun and kind not in DONE_BY else [])
    frame = rng.choice(rng.choice(kinds)[fact])
    if kind in ("breach", "exploitation", "vulnerability") and re.search("voted|motion|bill|bench|call|urged|demand|imposed|refused|rejected|wants|must|should|announced|declined|defended|draft|promised|confirmed|denied|vain|ruled|weighing|debating|praised|in force|no need|proposed|plans|blocked|staff", frame):
        return None
    if kind in DONE_BY and re.search("bill|vote|voted|motion|draft|denied|neither", frame):
        return None
    return frame


def clause(sentence, vendor, kind, fact):
    """One clause about the vendor in slot `vendor`; adds its events."""
    rng = sentence.rng
    if fact == "ordered":
        subject = sentence.pick("A")
        sentence.events.append(dict(vendor=vendor, type=kind, factuality=fact, role="patient", author=subject, date=None))
        return rng.choice(ORDERED[kind]).replace("{S}", subject).replace("{T}", vendor)
    verb, noun = rng.choice((DONE_BY if kind in DONE_BY else DONE_TO)[kind])
    forms = {k: v.replace("{T}", vendor) for k, v in inflect(verb).items()}
    frame = None
    while frame is None:
        frame = frame_for(rng, fact, forms, noun, kind)
    subject, slot, rival = who_acts(sentence, kind, vendor)
    by = "{B}" in frame and rng.random() < 0.6
    told = "{S}" in frame or by
    date = sentence.pick("D") if "{D}" in frame else sentence.slot("D", rng.choice(FUTURE)) if "{F}" in frame else None
    text = frame.replace("{S}", subject).replace("{B}", f" by {subject}" if by else "").replace("{N}", noun.replace("{T}", vendor))
    text = text.replace("{D}", date or "").replace("{F}", date or "").replace("{R}", "anyone else" if kind in DONE_BY else sentence.pick("A") if "{R}" in frame else "")
    for name, words in forms.items():
        text = text.replace("{%s}" % name, words)
    role = "agent" if kind in DONE_BY else "patient"
    event = dict(vendor=vendor, type=kind, factuality=fact, role=role, author=slot if told else None, date=date)
    sentence.events.append(event)
    if rival and told and kind != "procurement":
        sentence.events.append(dict(vendor=slot, type=kind, factuality=fact, role="agent", author=None, date=date))
    elif rival and told:
        sentence.said.setdefault("unknown", []).append(kind)
    if kind == "exploitation":
        sentence.events.append(dict(vendor=vendor, type="vulnerability", factuality="done", role="patient", author=None, date=None, weak=True))
    return sentence.fill(text)


def upper(text):
    """The first letter in upper case; that of a slot's words when a slot comes first."""
    return text[:1].upper() + text[1:]


def build(rng, clauses):
    sentence = Sentence(rng)
    kinds = list(DONE_TO) + list(DONE_BY)
    parts, count = [], clauses or rng.choices([1, 2, 3], [45, 45, 10])[0]
    for _ in range(count):
        fact = rng.choices(["done", "ordered", "hypothetical", "negated"], [38, 7, 28, 27])[0]
        kind = rng.choice(list(ORDERED) if fact == "ordered" else kinds)
        if rng.random() < 0.1:
            parts.append(sentence.fill(rng.choice(OTHER_SENSES)))
        else:
            parts.append(clause(sentence, sentence.pick("V"), kind, fact))
    text = parts[0]
    for part in parts[1:]:
        text += join(rng, text, part)
    return sentence, decorated(sentence, text)


def join(rng, before, part):
    if before.endswith("?"):
        return " " + "\x03" + part
    how = rng.choice(JOIN).format(part)
    return how.replace(". ", ". \x03", 1) if how.startswith(". ") else how


def decorated(sentence, text):
    """Lengthened by what stands around an event in the news; nothing of it is an event."""
    rng, question = sentence.rng, text.endswith("?")
    if rng.random() < 0.35 and not question:
        text = text + ", " + sentence.fill(rng.choice(PASSING))
    if rng.random() < 0.4 and not question and sentence.speaker is None:
        text = text + ", " + sentence.fill(rng.choice(TAILS))
    if rng.random() < 0.35 and not re.match("correction", text):
        text = sentence.fill(rng.choice(HEADS)) + text
    return text if question else text + rng.choice([".", ".", ".", ""])


def record_of(sentence, marked, name):
    """Slots become entities with their words; a sentence starts in upper case."""
    text, entities, index, groups, at = "", [], {}, {}, 0
    marked = "\x03" + marked
    for match in re.finditer("\x01(\\d+)\x02", marked):
        text, at = text + marked[at:match.start()], match.end()
        kind, words = sentence.slots[int(match[1])]
        words = upper(words) if text.endswith("\x03") else words
        index.setdefault(int(match[1]), len(entities))
        group = groups.setdefault(int(match[1]), len(groups))
        begin = len(text) - text.count("\x03")
        entities.append(dict(begin=begin, end=begin + len(words), kind=kind, group=group))
        text += words
    text = re.sub("\x03(.)", lambda m: m[1].upper(), text + marked[at:])
    number = lambda slot: index.get(sentence.number(slot)) if slot else None
    events = {}
    for e in sentence.events:
        key = (e["vendor"], e["type"])
        if number(e["vendor"]) is not None and not (e.pop("weak", False) and key in events):
            events[key] = dict(e, vendor=number(e["vendor"]), author=number(e["author"]), date=number(e["date"]))
    return dict(text=text, entities=entities, events=list(events.values()), speaker=index.get(sentence.speaker), known=["author", "date", "speaker"],
                source="grammar", document=name, unknown_types=sentence.said.get("unknown", []))


def records(count, seed, clauses=None):
    rng = random.Random(seed)
    out = []
    for n in range(count):
        sentence, marked = build(rng, clauses)
        out.append(record_of(sentence, marked, f"grammar-{seed}-{n}"))
    return out


if __name__ == "__main__":
    for record in records(int(sys.argv[1]), int(sys.argv[2])):
        print(notation.to_notation(record))
