#!/usr/bin/env python3
"""Writes a small corpus for compat_test.py and packs it; how the committed archives were made.

usage: make_corpus.py DOSSIER SCHEMA OUT.tar.xz

A later schema gets its own archive, made by the last program that wrote it; archives that are there are never made
again. Schema 1 differs from 2 by two columns alone (catalogue.cc, step 2), so its archive is the corpus of schema 2
with that step undone: exactly what the older program wrote.
"""
import json
import os
import sqlite3
import subprocess
import sys
import tarfile
import tempfile

PAGE = """<!DOCTYPE html><html lang="en"><head>{charset}<title>{title}</title>
<meta property="og:type" content="article"><meta property="article:published_time" content="{day}T09:00:00Z"></head>
<body><nav><a href="/">Home</a></nav><article><h1>{title}</h1>{paragraphs}</article><footer>Terms</footer></body></html>
"""
PAGES = {
    "ban": ("utf-8", "2021-03-02", "Parts ban for ZTE", [
        "The Commerce Department banned the export of radio parts to ZTE on Tuesday, officials said in a statement.",
        "The order \u2013 the second of its kind \u2013 takes effect at once, and runs until the department lifts it.",
        "Huawei, which the order does not name, said on Tuesday that it had not been asked about its own routers."]),
    "caf\u00e9": ("windows-1252", "2021-04-06", "A warning over routers", [
        "The FBI warned on Tuesday that Huawei routers in \u201ccaf\u00e9s and hotels\u201d could be used to spy on guests.",
        "Na\u00efve settings & old firmware made it easier, the bureau said in a note to the owners of such places."]),
}
NOTICE = """Notice 21-07

CISA ordered agencies on 9 July 2021 to disconnect Kaspersky software from federal networks within thirty days.

The agency said that the products of other makers are not covered by this order, and that it may be reviewed.
"""


def run(*command):
    done = subprocess.run(command, check=False, capture_output=True, text=True,
                          env=dict(os.environ, DOSSIER_NOW="2026-01-02T03:04:05Z", TZ="UTC", NO_COLOR="1"))
    if done.returncode != 0:
        sys.exit(f"{command}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def fill(dossier, corpus, folder):
    for name, (charset, day, title, paragraphs) in PAGES.items():
        path = os.path.join(folder, "page.html")
        declared = f'<meta charset="{charset}">'
        text = PAGE.format(charset=declared, title=title, day=day, paragraphs="".join(f"<p>{p}</p>" for p in paragraphs))
        with open(path, "wb") as file:
            file.write(text.encode(charset))
        run(dossier, "-C", corpus, "import", "--url", f"https://example.org/{name}", "--publisher", "Example Times",
            "--kind", "news", "--source", "example", "--language", "en", "--fetched", day, path)
    path = os.path.join(folder, "notice.txt")
    with open(path, "w", encoding="utf-8") as file:
        file.write(NOTICE)
    run(dossier, "-C", corpus, "import", "--url", "https://example.gov/notice-21-07", "--fetched", "2021-07-10", path)
    run(dossier, "-C", corpus, "index")
    quotations = {}
    for vendor in ("zte", "huawei", "kaspersky"):
        for row in json.loads(run(dossier, "-C", corpus, "--format", "json", "evidence", vendor))["rows"]:
            quotations[row["id"]] = row["quotation"]
    run(dossier, "-C", corpus, "cite", *quotations)  # stores the certificates
    return quotations


def settle(corpus, schema):
    """Everything in corpus.db alone, in the schema wanted."""
    database = sqlite3.connect(os.path.join(corpus, "corpus.db"))
    if schema == 1:
        database.executescript("ALTER TABLE reads DROP COLUMN digest; ALTER TABLE aliases DROP COLUMN digest;"
                               "PRAGMA user_version=1;")
    database.executescript("VACUUM; PRAGMA wal_checkpoint(TRUNCATE);")
    database.close()


def main():
    dossier, schema, out = os.path.abspath(sys.argv[1]), int(sys.argv[2]), os.path.abspath(sys.argv[3])
    with tempfile.TemporaryDirectory() as folder:
        corpus = os.path.join(folder, "corpus")
        quotations = fill(dossier, corpus, folder)
        with open(os.path.join(folder, "quotations.json"), "w", encoding="utf-8") as file:
            json.dump(quotations, file, indent=1, sort_keys=True)
        settle(corpus, schema)

        def plain(member):
            member.uid = member.gid = 0
            member.uname = member.gname = ""
            return None if "/index" in member.name or member.name.endswith((".lock", "-wal", "-shm")) else member

        with tarfile.open(out, "w:xz") as archive:
            archive.add(corpus, "corpus", filter=plain)
            archive.add(os.path.join(folder, "quotations.json"), "quotations.json", filter=plain)
        print(f"{len(quotations)} quotations, {os.path.getsize(out)} bytes")


if __name__ == "__main__":
    main()
