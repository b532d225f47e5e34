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

    def test_the_day_of_what_was_changed_is_told(self):
        database = sqlite3.connect(self.corpus / "corpus.db")
        rewrite(database, lambda captures: captures[3].update(url=captures[3]["url"] + "x"))
        database.close()
        told = self.run_dossier("seal", "--check", self.seal, "--key", self.key, code=1)
        self.assertRegex(told, r"BROKEN: a capture, or its address, time.*one of \d+ to \d+ in the order stored, fetched on 20")

    def test_a_line_of_the_ledger_is_enough(self):
        lines = self.run_dossier("seal", "--ledger").splitlines()
        self.assertEqual(len(lines), len(json.loads(self.seal.read_text())["days"]))
        for line in lines:
            self.assertIn("intact", self.run_dossier("seal", "--line", line))
        self.run_dossier("seal", "--line", "2020-01-01 words", code=5)
        forged = lines[-1][:-1] + ("0" if lines[-1][-1] != "0" else "1")
        self.assertIn("BROKEN", self.run_dossier("seal", "--line", forged, code=1))
        database = sqlite3.connect(self.corpus / "corpus.db")
        rewrite(database, lambda captures: captures[0].update(fetched=captures[0]["fetched"] - 86400000))
        database.close()
        self.assertIn("BROKEN", self.run_dossier("seal", "--line", lines[-1], code=1))

    def authority(self, name):
        """A time-stamping authority of its own root, made with openssl(1): files NAME.pem, NAME.key, NAME.cnf."""
        (self.folder / f"{name}.cnf").write_text(f"""
[req]
distinguished_name = none
[none]
[root]
basicConstraints = critical, CA:TRUE
[stamps]
extendedKeyUsage = critical, timeStamping
[tsa]
default_tsa = one
[one]
serial = {self.folder}/{name}.serial
signer_digest = sha256
digests = sha256
default_policy = 1.2.3.4
""")
        (self.folder / f"{name}.serial").write_text("01")

        def openssl(*arguments):
            subprocess.run(["openssl", *map(str, arguments)], cwd=self.folder, check=True, capture_output=True)

        openssl("req", "-x509", "-newkey", "ed25519", "-nodes", "-keyout", f"{name}.root.key", "-out", f"{name}.root.pem", "-days", 900,
                "-subj", f"/CN={name} root", "-config", f"{name}.cnf", "-extensions", "root")
        openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{name}.key", "-out", f"{name}.csr", "-subj", f"/CN={name} stamps",
                "-config", f"{name}.cnf")
        openssl("x509", "-req", "-in", f"{name}.csr", "-CA", f"{name}.root.pem", "-CAkey", f"{name}.root.key", "-out", f"{name}.pem",
                "-days", 800, "-extfile", f"{name}.cnf", "-extensions", "stamps")
        return self.folder / f"{name}.root.pem"

    def stamp(self, name, query):
        answer = self.folder / f"{name}.tsr"
        subprocess.run(["openssl", "ts", "-reply", "-queryfile", query, "-out", answer, "-signer", self.folder / f"{name}.pem",
                        "-inkey", self.folder / f"{name}.key", "-config", self.folder / f"{name}.cnf"],
                       check=True, capture_output=True, cwd=self.folder)
        return answer

    @unittest.skipUnless(shutil.which("openssl"), "openssl is not installed")
    def test_time_stamps(self):
        ours, other = self.authority("ours"), self.authority("other")
        query, sealed = self.folder / "seal.tsq", self.folder / "stamped.json"
        self.run_dossier("seal", "--output", sealed, "--timestamp-request", query)
        answer = self.stamp("ours", query)
        # What we ask and what we take is what openssl(1) takes.
        message = self.folder / "message"
        message.write_text(json.loads(sealed.read_text())["message"])
        subprocess.run(["openssl", "ts", "-verify", "-data", message, "-in", answer, "-CAfile", ours], check=True, capture_output=True)
        self.run_dossier("seal", "--output", sealed, "--timestamp", answer, "--tsa-certificate", other, code=2)
        self.run_dossier("seal", "--output", sealed, "--timestamp", answer, "--tsa-certificate", ours)
        self.assertRegex(self.run_dossier("seal", "--check", sealed, "--tsa-certificate", ours), "intact: .*time-stamped 20.* by CN=ours")
        self.assertIn("nobody vouches", self.run_dossier("seal", "--check", sealed))
        self.assertIn("BROKEN", self.run_dossier("seal", "--check", sealed, "--tsa-certificate", other, code=1))
        self.assertIn("no time stamp", self.run_dossier("seal", "--check", self.seal, "--tsa-certificate", ours, code=1))
        # Every changed byte of the answer is noticed, or is not of what is signed (an unsigned field of the container).
        whole = json.loads(sealed.read_text())
        for at in range(40, len(whole["rfc3161"]) - 2, len(whole["rfc3161"]) // 40):
            bent = dict(whole, rfc3161=whole["rfc3161"][:at] + ("0" if whole["rfc3161"][at] != "0" else "1") + whole["rfc3161"][at + 1:])
            (self.folder / "bent.json").write_text(json.dumps(bent))
            done = subprocess.run([GIVEN.dossier, "-C", self.corpus, "seal", "--check", self.folder / "bent.json", "--tsa-certificate", ours],
                                  capture_output=True, text=True)
            der = self.folder / "bent.tsr"
            der.write_bytes(bytes.fromhex(bent["rfc3161"]))
            judged = subprocess.run(["openssl", "ts", "-verify", "-data", message, "-in", der, "-CAfile", ours], capture_output=True)
            self.assertEqual(done.returncode, 0 if judged.returncode == 0 else 1, done.stdout)

    def test_a_stamp_of_something_else(self):
        stamp = self.folder / "stamp.tsr"
        for content in (os.urandom(500), b"answer " + hashlib.sha256(json.loads(self.seal.read_text())["message"].encode()).digest()):
            stamp.write_bytes(content)
            self.run_dossier("seal", "--key", self.key, "--timestamp", stamp, "--output", self.folder / "other.json", code=2)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--dossier", required=True, type=os.path.abspath)
    parser.add_argument("--corpus", required=True)
    GIVEN, rest = parser.parse_known_args()
    unittest.main(argv=[sys.argv[0], *rest])
