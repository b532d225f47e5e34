#!/usr/bin/env python3
"""Reads exported citations with readers that are not ours, and compares every field with what was exported.

    read_again.py DIRECTORY records.jsonl

DIRECTORY holds biblatex.txt, ris.txt and csl-json.txt. Readers, as far as they are installed: pandoc and bibtexparser
(BibLaTeX), bibutils' ris2xml (RIS), pandoc (CSL-JSON); the variables and types of CSL-JSON are checked by tables of the
schema (csl-data 1.0) written down here. Prints which readers ran. Exit: 0 no field lost, 1 some lost, 77 no reader.
"""
import json
import pathlib
import re
import shutil
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ElementTree

MODS = "{http://www.loc.gov/mods/v3}"

# csl-data.json: variables by the type of their value, and the item types that are used.
CSL_STRINGS = {"type", "language", "title", "container-title", "publisher", "genre", "URL", "annote", "note"}
CSL_STRINGS_OR_NUMBERS = {"id", "number", "page"}
CSL_DATES = {"issued", "accessed"}
CSL_NAMES = {"author"}
CSL_NAME_PARTS = {"family", "given", "suffix", "literal", "dropping-particle", "non-dropping-particle"}
CSL_TYPES = {"article-newspaper", "article-magazine", "report", "webpage", "post-weblog", "legislation", "regulation"}

problems = []


def lost(reader, record, field, wanted, got):
    problems.append(f"{reader}: {record['id']}: {field}: exported {wanted!r}, read {got!r}")


def plain(text):
    """Letters as they are; quotation marks, dashes and blanks as readers like to set them."""
    text = unicodedata.normalize("NFC", text or "")
    for mark, simple in (("\u2018", "'"), ("\u2019", "'"), ("\u201c", '"'), ("\u201d", '"'), ("``", '"'), ("''", '"'),
                         ("\u2013", "-"), ("\u2014", "-"), ("--", "-"), ("\u00a0", " "), ("\u2026", "...")):
        text = text.replace(mark, simple)
    return re.sub(r"\s+", " ", text).strip()


def compare(reader, record, field, wanted, got):
    if plain(str(wanted)) != plain("" if got is None else str(got)):
        lost(reader, record, field, wanted, got)


def whole_name(name):
    """Every part of a name in one order, however a reader cut it."""
    if name.get("literal"):
        return plain(name["literal"])
    particles = " ".join(filter(None, (name.get("dropping-particle"), name.get("non-dropping-particle"))))
    parts = [particles, name.get("family", ""), name.get("given", ""), name.get("suffix", "")]
    return plain(" ".join(" ".join(filter(None, parts)).replace(",", " ").split()))


def iso(date):
    return "-".join(f"{part:02}" for part in date["date-parts"][0]) if date else ""


def check_names(reader, record, got):
    wanted = [whole_name(name) for name in record.get("author", [])]
    if wanted != got:
        lost(reader, record, "author", wanted, got)


def check_csl_shape(item):
    for key, value in item.items():
        if key in CSL_STRINGS:
            good = isinstance(value, str)
        elif key in CSL_STRINGS_OR_NUMBERS:
            good = isinstance(value, (str, int))
        elif key in CSL_DATES:
            parts = value.get("date-parts", [[]])
            good = set(value) <= {"date-parts"} and 1 <= len(parts) <= 2 and all(1 <= len(part) <= 3 and all(isinstance(number, int) for number in part)
                                                                                for part in parts)
        elif key in CSL_NAMES:
            good = isinstance(value, list) and all(set(name) <= CSL_NAME_PARTS and all(isinstance(part, str) for part in name.values()) for name in value)
        else:
            good = key == "custom" and isinstance(value, dict)
        if not good:
            problems.append(f"csl-json: {item.get('id')}: {key} is not as the schema has it: {value!r}")
    if item.get("type") not in CSL_TYPES or "id" not in item:
        problems.append(f"csl-json: {item.get('id')}: type {item.get('type')!r}")


def check_csl(reader, record, item, site_is_publisher=False):
    if item is None:
        return problems.append(f"{reader}: {record['id']} was not read")
    for field in ("title", "publisher", "container-title", "genre", "number", "language", "URL", "annote"):
        wanted, got = record.get(field, ""), item.get(field)
        if site_is_publisher and field in ("container-title", "publisher"):
            # @online and @report have the site as organization, which becomes the publisher.
            known = plain(f"{item.get('publisher') or ''};{item.get('container-title') or ''}")
            if plain(wanted) not in known:
                lost(reader, record, field, wanted, known)
            continue
        compare(reader, record, field, wanted, got)
    for field in ("issued", "accessed"):
        if iso(record.get(field)) != iso(item.get(field)):
            lost(reader, record, field, iso(record.get(field)), iso(item.get(field)))
    check_names(reader, record, [whole_name(name) for name in item.get("author", [])])
    for field in ("paragraph", "page"):
        if record.get("custom", {}).get(field) and f"{field} {record['custom'][field]}" not in item.get("note", ""):
            lost(reader, record, field, record["custom"][field], item.get("note"))
    if record.get("custom", {}).get("sha256", "") not in item.get("note", ""):
        lost(reader, record, "digest", record["custom"]["sha256"], item.get("note"))


def pandoc(kind, path, records):
    done = subprocess.run(["pandoc", "--wrap=none", "-f", kind, "-t", "csljson", str(path)], capture_output=True, text=True, check=True)
    items = {item["id"]: item for item in json.loads(done.stdout)}
    for record in records:
        check_csl(f"pandoc {kind}", record, items.get(record["id"]), kind == "biblatex" and record["type"] != "article-newspaper")


def bibtexparser(path, records):
    import bibtexparser as reader
    parser = reader.bparser.BibTexParser(common_strings=True, ignore_nonstandard_types=False, interpolate_strings=False)
    entries = {entry["ID"]: entry for entry in reader.loads(path.read_text(), parser).entries}
    untex = lambda text: re.sub(r"\\([&%$#_{}])", r"\1", re.sub(r"^\{(.*)\}$", r"\1", text or "")).replace("{\\textbackslash}", "\\")
    names = {"title": "title", "url": "URL", "number": "number", "type": "genre", "annotation": "annote", "langid": "language"}
    for record in records:
        entry = entries.get(record["id"])
        if entry is None:
            problems.append(f"bibtexparser: {record['id']} was not read")
            continue
        for field, name in names.items():
            compare("bibtexparser", record, name, record.get(name, ""), untex(entry.get(field)))
        compare("bibtexparser", record, "container-title", record.get("container-title", ""), untex(entry.get("journaltitle") or entry.get("organization")))
        for field, name in (("date", "issued"), ("urldate", "accessed")):
            compare("bibtexparser", record, name, iso(record.get(name)), entry.get(field, ""))


def mods_name(element):
    parts = {kind: " ".join(part.text or "" for part in element.findall(MODS + "namePart") if part.get("type") == kind) for kind in ("family", "given", "suffix")}
    whole = " ".join(part.text or "" for part in element.findall(MODS + "namePart") if not part.get("type"))
    return whole_name({"literal": whole} if whole else parts)


def ris2xml(path, records):
    # This reader cuts the name of a body at "and"; its words have to be there all the same.
    done = subprocess.run(["ris2xml", "-nt", "-nl", str(path)], capture_output=True)
    tree = ElementTree.fromstring(done.stdout.decode("utf-8-sig"))
    items = {mods.get("ID"): mods for mods in tree}
    for record in records:
        mods = items.get(record["id"])
        if mods is None:
            problems.append(f"ris2xml: {record['id']} was not read")
            continue
        everything = plain(" ; ".join(text for text in mods.itertext() if text.strip()))
        compare("ris2xml", record, "title", record["title"], mods.findtext(f"{MODS}titleInfo/{MODS}title"))
        compare("ris2xml", record, "URL", record["URL"], mods.findtext(f"{MODS}location/{MODS}url"))
        compare("ris2xml", record, "language", record["language"], mods.findtext(f"{MODS}language/{MODS}languageTerm"))
        issued = "".join(element.text or "" for element in mods.iter(MODS + "dateIssued"))
        if iso(record.get("issued")) != issued.replace("/", "-").strip("-"):
            lost("ris2xml", record, "issued", iso(record.get("issued")), issued)
        for field in ("container-title", "publisher", "genre", "number", "annote"):
            if plain(record.get(field, "")) not in everything:
                lost("ris2xml", record, field, record.get(field), everything)
        # MODS has initials without their full stops; the writers put them back.
        wanted = [re.sub(r"\b(\w)\.", r"\1", whole_name(name)) for name in record.get("author", [])]
        got = [mods_name(element) for element in mods.findall(MODS + "name")]
        got = [re.sub(r"\b(\w)\.", r"\1", name) for name in got]
        corporate = any(name.get("literal") for name in record.get("author", []))
        if wanted != got and not (corporate and all(word in everything for name in wanted for word in name.split() if word not in ("and", "&"))):
            lost("ris2xml", record, "author", wanted, got)
        custom = record.get("custom", {})
        if custom.get("sha256", "") not in everything:
            lost("ris2xml", record, "digest", custom["sha256"], everything)


def ris_tags(path, records):
    """The grammar itself: two capitals, two blanks, hyphen, blank; TY first, ER last; no tag of two lines."""
    entries, current = {}, None
    for number, line in enumerate(path.read_text().split("\n"), 1):
        match = re.fullmatch(r"([A-Z][A-Z0-9])  - ?(.*)", line)
        if not match:
            if line.strip():
                problems.append(f"ris: line {number} is no tag: {line!r}")
            continue
        tag, value = match.groups()
        if tag == "TY":
            current = [(tag, value)]
        elif tag == "ER":
            entries[dict(current)["ID"]] = current
            current = None
        elif current is None:
            problems.append(f"ris: line {number} stands in no entry")
        else:
            current.append((tag, value))
    for record in records:
        entry = entries.get(record["id"], [])
        values = dict(entry)
        for tag, field in (("TI", "title"), ("T2", "container-title"), ("PB", "publisher"), ("M3", "genre"), ("M1", "number"), ("LA", "language"), ("UR", "URL")):
            compare("ris", record, field, record.get(field, ""), values.get(tag, ""))
        compare("ris", record, "issued", iso(record.get("issued")), values.get("DA", "").rstrip("/").replace("/", "-"))
        compare("ris", record, "accessed", iso(record.get("accessed")), values.get("Y2", "").rstrip("/").replace("/", "-"))
        check_names("ris", record, [plain(" ".join(value.replace(",", " ").split())) if not value.endswith(",") else plain(value[:-1])
                                    for tag, value in entry if tag == "AU"])


def main():
    directory, records_path = map(pathlib.Path, sys.argv[1:3])
    records = [json.loads(line) for line in records_path.read_text().splitlines()]
    items = json.loads((directory / "csl-json.txt").read_text())
    for item in items:
        check_csl_shape(item)
    for record, item in zip(records, items):
        check_csl("csl-json", record, item)
    ris_tags(directory / "ris.txt", records)
    ran, missing = [], []
    try:
        import bibtexparser as _  # noqa: F401
        bibtexparser(directory / "biblatex.txt", records)
        ran.append("bibtexparser")
    except ImportError:
        missing.append("bibtexparser")
    if shutil.which("pandoc"):
        pandoc("biblatex", directory / "biblatex.txt", records)
        pandoc("csljson", directory / "csl-json.txt", records)
        ran.append("pandoc")
    else:
        missing.append("pandoc")
    if shutil.which("ris2xml"):
        ris2xml(directory / "ris.txt", records)
        ran.append("ris2xml")
    else:
        missing.append("ris2xml (bibutils)")
    print("read again by: " + ", ".join(ran or ["none"]) + ("; not installed: " + ", ".join(missing) if missing else ""))
    for problem in problems[:40]:
        print(problem)
    if problems:
        print(f"{len(problems)} fields lost")
        return 1
    return 0 if ran else 77


if __name__ == "__main__":
    sys.exit(main())
