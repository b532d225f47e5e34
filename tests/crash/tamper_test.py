#!/usr/bin/env python3
"""Single-byte changes to everything that evidence rests on: each has to be noticed, and nothing that is whole reported.

    tamper_test.py --dossier build/dossier --corpus build/tests/cli/sample.corpus [--changes 40]

Six targets, this many changes each (DOSSIER_SOAK=1: 1,000): the archive's WARC files (`check`), its canonical texts
(`verify`, of the conversion records alone), values of the catalogue's evidence tables (`check`), an exported bundle
(`sha256sum -c` of its manifests, and the digest that `export bundle` printed), the index (`check`, and questions where a
part is missing), and what stands beside it: baskets, settings, the seal, the frontier. Standard library only.
"""
import argparse
import contextlib
import hashlib
import json
import os
import pathlib
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile

# Tables that evidence rests on. The frontier and robots tables only plan crawls: their rows carry no digest.
EVIDENCE_TABLES = ("archive_files", "sources", "captures", "texts", "reads", "documents", "aliases", "revisions", "certificates",
                   "index_parts")


def other_byte(rng, byte):
    return (byte + rng.randrange(1, 256)) % 256


class Tamper:
    def __init__(self, dossier, corpus, changes, rng):
        self.dossier, self.corpus, self.changes, self.rng = dossier, corpus, changes, rng
        self.missed = []

    def run(self, *arguments):
        return subprocess.run([self.dossier, "-C", str(self.corpus), "--quiet", *arguments], capture_output=True, text=True)

    def whole(self, *verb):
        done = self.run(*verb)
        return done.returncode == 0

    def expect_whole(self, what, passed):
        if not passed:
            self.missed.append(f"false alarm: {what} on what is untouched")

    def expect_noticed(self, what, noticed):
        if not noticed:
            self.missed.append("missed: " + what)

    def change_file(self, path, at, verb):
        """One byte of a file, the check, and the byte back."""
        with open(path, "r+b") as file:
            file.seek(at)
            byte = file.read(1)[0]
            file.seek(at)
            file.write(bytes([other_byte(self.rng, byte)]))
        noticed = not self.whole(*verb)
        with open(path, "r+b") as file:
            file.seek(at)
            file.write(bytes([byte]))
        self.expect_noticed(f"{path.name} byte {at} by {verb[0]}", noticed)

    def archive(self):
        files = sorted((self.corpus / "archive").glob("*.warc.gz"))
        self.expect_whole("check", self.whole("check"))
        for _ in range(self.changes):
            path = self.rng.choices(files, [file.stat().st_size for file in files])[0]
            self.change_file(path, self.rng.randrange(path.stat().st_size), ("check",))
        self.expect_whole("check", self.whole("check"))

    def index(self):
        """Flipped bytes by `check`; parts that are missing by whoever asks, too. `index` makes it whole again."""
        folder = self.corpus / "index"
        files = [file for file in sorted(folder.rglob("*")) if file.is_file() and file.stat().st_size and file.name != "flintlock"]
        self.expect_whole("check", self.whole("check"))
        for _ in range(self.changes):
            path = self.rng.choices(files, [file.stat().st_size for file in files])[0]
            at = self.rng.randrange(path.stat().st_size)
            if path.name == "XAPIANDB" and b"#" in path.read_bytes()[:at + 1] and b"\n" not in path.read_bytes()[:at + 1]:
                continue  # the comment in its first line
            self.change_file(path, at, ("check",))
        self.expect_whole("check", self.whole("check"))
        untouched = self.corpus.parent / "untouched"
        shutil.copytree(folder, untouched)
        stub = folder / "XAPIANDB"
        segment = next(folder.glob("seg-*"))
        largest = max(segment.iterdir(), key=lambda file: file.stat().st_size)
        for what, damage in (
                ("a line taken out of the stub", lambda: stub.write_text(stub.read_text().replace(f"auto {segment.name}\n", ""))),
                ("a segment deleted", lambda: shutil.rmtree(segment)),
                ("a segment deleted with its line", lambda: (shutil.rmtree(segment), stub.write_text("auto facts-000001\n"))),
                ("a file cut short", lambda: os.truncate(largest, largest.stat().st_size // 2))):
            damage()
            self.expect_noticed(what + ", by check", not self.whole("check"))
            self.expect_noticed(what + ", by evidence", "nothing was answered" in self.run("evidence", "ZTE").stderr)
            shutil.rmtree(folder)
            shutil.copytree(untouched, folder)
            self.expect_whole("evidence after " + what, self.whole("evidence", "ZTE"))
        stub.write_text("auto facts-000001\n")
        self.expect_whole("index over a damaged index", self.whole("index"))
        self.expect_whole("evidence after it", self.whole("evidence", "ZTE"))
        self.expect_whole("check after it", self.whole("check"))

    def beside(self):
        """Baskets, settings, the seal, the frontier's addresses."""
        row = json.loads(self.run("evidence", "ZTE", "--limit", "1", "--format", "json").stdout)["rows"][0]
        self.run("basket", "add", "mine", row["id"])
        self.run("basket", "note", "mine", row["id"], "see annex 7 of the order")
        self.run("source", "add", "one", "--feed", "https://example.org/feed")
        self.run("seal", "--key", str(self.corpus.parent / "key.pem"))
        self.expect_whole("check", self.whole("check"))
        for name, old, new in (("baskets/mine.json", "annex 7", "annex 8"), ("baskets/mine.json", row["id"], "e000000000000"),
                               ("baskets/mine.json", "{", "["), ("dossier.toml", "[[source]]", "[[source"),
                               ("dossier.toml", "feeds", "fedes"), ("seal.json", '"captures": ', '"captures": 1'),
                               ("seal.json", '"signature": "', '"signature": "00'), ("seal.json", "{", "")):
            path = self.corpus / name
            untouched = path.read_text()
            assert old in untouched, (name, old)
            path.write_text(untouched.replace(old, new))
            self.expect_noticed(f"{name}: {old} for {new}", not self.whole("check"))
            path.write_text(untouched)
        path = self.corpus / "corpus.db"
        with contextlib.closing(sqlite3.connect(path)) as database:
            url, = database.execute("SELECT url FROM frontier ORDER BY id LIMIT 1").fetchone()
            for value, noticed in ((url + "x", True), (url, False)):
                database.execute("UPDATE frontier SET url = ? WHERE id = (SELECT min(id) FROM frontier)", [value])
                database.commit()
                (self.expect_noticed if noticed else self.expect_whole)("an address of the frontier",
                                                                        self.whole("check") != noticed)

    def texts(self):
        """The conversion records: their text is what quotations are compared with."""
        with contextlib.closing(sqlite3.connect(self.corpus / "corpus.db")) as database:
            rows = database.execute("SELECT f.name, t.offset, t.length FROM texts t JOIN archive_files f ON f.id = t.file").fetchall()
        self.expect_whole("verify", self.whole("verify"))
        for number in range(self.changes):
            name, offset, length = self.rng.choice(rows)
            # verify reads what quotations need, check every byte; both in turn.
            verb = "verify" if number % 2 and self.quoted(name, offset) else "check"
            self.change_file(self.corpus / "archive" / name, offset + self.rng.randrange(length), (verb,))
        self.expect_whole("verify", self.whole("verify"))

    def quoted(self, name, offset):
        """Whether evidence is quoted from the text of this record."""
        if not hasattr(self, "quoted_texts"):
            rows = json.loads(self.run("evidence", *self.vendors(), "--limit", "1000", "--format", "json").stdout)["rows"]
            captures = {row["capture"]["record_id"] for row in rows}
            with contextlib.closing(sqlite3.connect(self.corpus / "corpus.db")) as database:
                known = database.execute("SELECT f.name, t.offset, c.record_id FROM texts t JOIN archive_files f ON f.id = t.file "
                                         "JOIN captures c ON c.id = t.capture").fetchall()
            self.quoted_texts = {(file, at) for file, at, record in known
                                 if any(record.hex() == text.strip("<>").rsplit(":", 1)[-1].replace("-", "") for text in captures)}
        return (name, offset) in self.quoted_texts

    def vendors(self):
        return ("Huawei",)

    def rows(self):
        path = self.corpus / "corpus.db"
        with contextlib.closing(sqlite3.connect(path)) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cells = []
            for table in EVIDENCE_TABLES:
                names = [(row[1], row[2]) for row in database.execute(f"PRAGMA table_info({table})")]
                keys = [row[1] for row in database.execute(f"PRAGMA table_info({table})") if row[5]] or ["rowid"]
                for values in database.execute(f"SELECT {', '.join(keys)} FROM {table}"):
                    cells += [(table, column, kind, dict(zip(keys, values))) for column, kind in names]
        untouched = path.read_bytes()
        self.expect_whole("check", self.whole("check"))
        done = 0
        while done < self.changes:
            table, column, kind, key = self.rng.choice(cells)
            if self.change_cell(path, table, column, kind, key):
                done += 1
                self.expect_noticed(f"{table}.{column} of {key}", not self.whole("check"))
            for side in ("-wal", "-shm"):
                (self.corpus / ("corpus.db" + side)).unlink(missing_ok=True)
            path.write_bytes(untouched)
        self.expect_whole("check", self.whole("check"))

    def change_cell(self, path, table, column, kind, key):
        database = sqlite3.connect(path)
        try:
            where = " AND ".join(f"{name} = ?" for name in key)
            value = database.execute(f"SELECT {column} FROM {table} WHERE {where}", list(key.values())).fetchone()[0]
            if isinstance(value, int):
                changed = value ^ (self.rng.randrange(1, 256) << 8 * self.rng.randrange(0, 6))
            else:
                data = bytearray(value.encode() if isinstance(value, str) else value)
                if not data:
                    return False
                at = self.rng.randrange(len(data))
                if isinstance(value, str):
                    data[at] = self.rng.choice([c for c in b"abcdefghijklmnopqrstuvwxyz0123456789" if c != data[at]])
                    changed = data.decode("utf-8", "replace")
                else:
                    data[at] = other_byte(self.rng, data[at])
                    changed = bytes(data)
            database.execute("PRAGMA foreign_keys = OFF")
            database.execute(f"UPDATE {table} SET {column} = ? WHERE {where}", [changed, *key.values()])
            database.commit()
            return True
        except sqlite3.IntegrityError:   # the change meets another row's key: the catalogue itself refuses it
            return False
        finally:
            database.close()

    def bundle(self, directory):
        rows = json.loads(self.run("evidence", "ZTE", "--limit", "6", "--format", "json").stdout)["rows"]
        ids = [row["id"] for row in rows]
        folder, archive = directory / "bundle", directory / "bundle.zip"
        digests = {}
        for target in (folder, archive):
            done = self.run("export", "bundle", str(target), *ids)
            assert done.returncode == 0, done.stderr
            digest, path = done.stdout.strip().split("\n")[-1].split("  ")
            digests[pathlib.Path(path)] = digest
        files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
        self.expect_whole("the bundle's manifests", self.bag_is_whole(folder, digests))
        self.expect_whole("the zip's digest", self.digest_holds(archive, digests))
        for number in range(self.changes):
            path = self.rng.choices(files, [file.stat().st_size + 200 for file in files])[0] if number % 2 else archive
            untouched = path.read_bytes()
            changed = bytearray(untouched)
            at = self.rng.randrange(len(changed))
            changed[at] = other_byte(self.rng, changed[at])
            path.write_bytes(changed)
            noticed = not (self.digest_holds(archive, digests) if path == archive else self.bag_is_whole(folder, digests))
            path.write_bytes(untouched)
            self.expect_noticed(f"{path.relative_to(directory)} byte {at}", noticed)
        self.expect_whole("the bundle's manifests", self.bag_is_whole(folder, digests))

    @staticmethod
    def digest_holds(path, digests):
        return hashlib.sha256(path.read_bytes()).hexdigest() == digests[path]

    def bag_is_whole(self, folder, digests):
        """What the page in the bundle tells a reader to do."""
        root = folder / "tagmanifest-sha256.txt"
        if not self.digest_holds(root, digests):
            return False
        return all(subprocess.run(["sha256sum", "-c", "--strict", "--quiet", name], cwd=folder, capture_output=True).returncode == 0
                   for name in ("manifest-sha256.txt", "tagmanifest-sha256.txt"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dossier", required=True)
    parser.add_argument("--corpus", required=True)
    parser.add_argument("--changes", type=int, default=1000 if os.environ.get("DOSSIER_SOAK") else 40)
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--only", choices=("archive", "texts", "rows", "bundle", "index", "beside"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dossier-tamper-") as name:
        directory = pathlib.Path(name)
        corpus = directory / "corpus"
        shutil.copytree(options.corpus, corpus)
        tamper = Tamper(str(pathlib.Path(options.dossier).resolve()), corpus, options.changes, random.Random(options.seed))
        # A certificate in the catalogue, so that its table is under test too.
        row = json.loads(tamper.run("evidence", "ZTE", "--limit", "1", "--format", "json").stdout)["rows"][0]
        tamper.run("cite", row["id"])
        for target in ("archive", "texts", "rows", "bundle", "index", "beside"):
            if options.only not in (None, target):
                continue
            before = len(tamper.missed)
            tamper.bundle(directory) if target == "bundle" else getattr(tamper, target)()
            print(f"{target}: {options.changes} changes, {len(tamper.missed) - before} wrong", flush=True)
    for line in tamper.missed[:50]:
        print(line)
    return 1 if tamper.missed else 0


if __name__ == "__main__":
    sys.exit(main())
