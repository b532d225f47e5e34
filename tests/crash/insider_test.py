#!/usr/bin/env python3
"""Somebody who can write the corpus changes what is said of a capture, with row digest and hash chain made to agree: `check`
cannot know, the seal does, for everyone who holds its key or its root.

    insider_test.py --dossier build/dossier --corpus build/tests/cli/sample.corpus

Standard library only; the formulas are those of corpus/FORMAT.md, written again.
"""
import argparse
import datetime
import hashlib
import json
import os
import pathlib
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
import unittest
import uuid

GIVEN = argparse.Namespace()


def row_digest(table, values):
    data = b""
    for kind, value in [(b"t", table.encode())] + [
            (b"i", struct.pack("<q", v)) if isinstance(v, int) else (b"t", v.encode()) if isinstance(v, str) else (b"b", v)
            for v in values]:
        data += kind + struct.pack("<Q", len(value)) + value
    return hashlib.sha256(data).digest()


def rewrite(database, change):
    """All captures after `change`, with chain and digests that agree."""
    cursor = database.execute("SELECT * FROM captures ORDER BY id")
    names = [column[0] for column in cursor.description]
    captures = [dict(zip(names, row)) for row in cursor]
    change(captures)
    chain = "0" * 64
    for capture in captures:
        member, at = b"", capture["first_offset"]
        for i in range(0, len(capture["members"]), 37):
            if at == capture["offset"]:
                member = capture["members"][i + 5:i + 37]
            at += struct.unpack("<I", capture["members"][i + 1:i + 5])[0]
        time = datetime.datetime.fromtimestamp(capture["fetched"] / 1000, datetime.timezone.utc)
        fields = [f"<urn:uuid:{uuid.UUID(bytes=bytes(capture['record_id']))}>", capture["url"],
                  time.strftime("%Y-%m-%dT%H:%M:%S.") + f"{capture['fetched'] % 1000:03}Z", capture["sha256"].hex(), member.hex()]
        leaf = hashlib.sha256("".join(field + "\n" for field in fields).encode()).hexdigest()
        chain = hashlib.sha256(f"{chain}\n{leaf}\n".encode()).hexdigest()
        capture["chain"] = bytes.fromhex(chain)
        capture["digest"] = row_digest("captures", [capture[name] for name in names[:-1]])
        database.execute(f"REPLACE INTO captures VALUES ({', '.join('?' * len(names))})", [capture[name] for name in names])
    database.commit()


class Insider(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.corpus = self.folder / "corpus"
        shutil.copytree(GIVEN.corpus, self.corpus)
        self.seal, self.key = self.folder / "seal.json", self.folder / "key.pem"
        self.run_dossier("seal", "--key", self.key, "--output", self.seal)
        self.root = json.loads(self.seal.read_text())["root"]

    def run_dossier(self, *arguments, code=0):
        done = subprocess.run([GIVEN.dossier, "-C", self.corpus, "--quiet", *arguments], capture_output=True, text=True)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout

    def test_nothing_changed(self):
        self.assertIn("key given", self.run_dossier("seal", "--check", self.seal, "--key", self.key))
        self.assertIn("root as given", self.run_dossier("seal", "--check", self.seal, "--root", self.root))
        self.assertIn("proves order only", self.run_dossier("seal", "--check", self.seal))

    def test_each_field_changed_consistently(self):
        def other(captures, field):
            captures[3][field] = captures[3][field] + (1000 if isinstance(captures[3][field], int) else "x")

        def exchange(captures):
            for field in ("url", "fetched"):
                captures[1][field], captures[2][field] = captures[2][field], captures[1][field]

        changes = [(field, lambda captures, field=field: other(captures, field))
                   for field in ("url", "fetched", "status", "content_type")] + [("two captures", exchange)]
        untouched = self.folder / "untouched"
        shutil.copytree(self.corpus, untouched)
        for name, change in changes:
            database = sqlite3.connect(self.corpus / "corpus.db")
            rewrite(database, change)
            database.close()
            self.run_dossier("check")  # rows, digests and chain agree: nothing inside can tell
            self.assertIn("BROKEN", self.run_dossier("seal", "--check", self.seal, "--key", self.key, code=1), name)
            # A new seal over the changed corpus, by somebody without the key.
            forged = self.folder / "forged.json"
            self.run_dossier("seal", "--key", self.folder / "other.pem", "--output", forged)
            self.assertIn("BROKEN", self.run_dossier("seal", "--check", forged, "--key", self.key, code=1), name)
            self.assertIn("BROKEN", self.run_dossier("seal", "--check", forged, "--root", self.root, code=1), name)
            shutil.rmtree(self.corpus)
            shutil.copytree(untouched, self.corpus)

    def test_who_published_it_changed(self):
        database = sqlite3.connect(self.corpus / "corpus.db")
        cursor = database.execute("SELECT * FROM sources ORDER BY id")
        row = list(cursor.fetchone())
        row[2] = "Commerce Department"
        row[-1] = row_digest("sources", row[:-1])
        database.execute(f"REPLACE INTO sources VALUES ({', '.join('?' * len(row))})", row)
        database.commit()
        database.close()
        self.run_dossier("check")
        self.assertIn("BROKEN", self.run_dossier("seal", "--check", self.seal, "--key", self.key, code=1))

    def test_the_archive_changed_beneath_it(self):
        database = sqlite3.connect(self.corpus / "corpus.db")
        name, at = database.execute("SELECT f.name, c.offset + c.length / 2 FROM captures c JOIN archive_files f ON f.id = c.file").fetchone()
        database.close()
        with open(self.corpus / "archive" / name, "r+b") as file:
            file.seek(at)
            byte = file.read(1)[0]
            file.seek(at)
            file.write(bytes([byte ^ 1]))
        self.assertIn("BROKEN", self.run_dossier("seal", "--check", self.seal, "--key", self.key, code=1))

    def test_a_stamp_of_something_else(self):
        stamp = self.folder / "stamp.tsr"
        stamp.write_bytes(os.urandom(500))
        self.run_dossier("seal", "--key", self.key, "--timestamp", stamp, "--output", self.folder / "other.json", code=2)
        message = json.loads(self.seal.read_text())["message"].encode()
        stamp.write_bytes(b"answer " + hashlib.sha256(message).digest())
        self.run_dossier("seal", "--key", self.key, "--timestamp", stamp, "--output", self.folder / "other.json")
        self.assertIn("not checked here", self.run_dossier("seal", "--check", self.folder / "other.json", "--key", self.key))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--dossier", required=True, type=os.path.abspath)
    parser.add_argument("--corpus", required=True)
    GIVEN, rest = parser.parse_known_args()
    unittest.main(argv=[sys.argv[0], *rest])
