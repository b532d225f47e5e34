#!/usr/bin/env python3
"""Fifty programs at once change one file of a corpus: each ends with exit 0, and what each wrote is there.

    writers_test.py --dossier build/dossier --corpus build/tests/cli/sample.corpus [--writers 50]

Every file that verbs read, change and write back: baskets, questions.json, tags.json, dossier.toml, names.jsonl, certificates in corpus.db, and
the key that `seal` makes. Standard library only.
"""
import argparse
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

GIVEN = argparse.Namespace()


class Writers(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.corpus = self.folder / "corpus"
        shutil.copytree(GIVEN.corpus, self.corpus)

    def run_one(self, *arguments):
        done = subprocess.run([GIVEN.dossier, "-C", self.corpus, *arguments], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def at_once(self, commands):
        """Starts all, then waits for all; the errors of those that did not end with exit 0."""
        started = [subprocess.Popen([GIVEN.dossier, "-C", self.corpus, "--quiet", *command], stdout=subprocess.DEVNULL,
                                    stderr=subprocess.PIPE, text=True) for command in commands]
        errors = [(running.communicate()[1], running.returncode) for running in started]
        self.assertEqual([error for error in errors if error[1] != 0], [])

    def evidence(self):
        """As many ids as the sample has, at most one a writer."""
        ids = []
        for vendor in json.loads(self.run_one("--format", "json", "vendors"))["rows"]:
            done = subprocess.run([GIVEN.dossier, "-C", self.corpus, "--format", "json", "evidence", "--limit", "500",
                                   "vendor:" + vendor["id"]], capture_output=True, text=True)
            if done.returncode == 0:
                ids += [row["id"] for row in json.loads(done.stdout)["rows"]]
        ids = sorted(set(ids))[:GIVEN.writers]
        self.assertGreater(len(ids), 20)
        return ids

    def test_baskets(self):
        ids = self.evidence()
        self.at_once([["basket", "add", "b", ids[i % len(ids)]] for i in range(GIVEN.writers)])
        self.at_once([["basket", "note", "b", ids[i % len(ids)], "seen"] for i in range(GIVEN.writers)])
        items = json.loads((self.corpus / "baskets" / "b.json").read_text())["items"]
        self.assertEqual(sorted(item["id"] for item in items), ids)
        self.assertEqual({item["note"] for item in items}, {"seen"})

    def test_tags(self):
        ids = self.evidence()
        self.at_once([["tag", "add", f"t{i % 2}", ids[i % len(ids)]] for i in range(GIVEN.writers)])
        held = {(row["tag"], row["on"]) for row in json.loads(self.run_one("--format", "json", "tag", "list"))["rows"]}
        self.assertEqual(held, {(f"t{i % 2}", ids[i % len(ids)]) for i in range(GIVEN.writers)})

    def test_sources(self):
        self.at_once([["source", "add", f"s{i}", "--feed", f"https://example.org/{i}"] for i in range(GIVEN.writers)])
        self.at_once([["source", "remove", f"s{i}"] for i in range(1, GIVEN.writers)])
        self.assertEqual([row["id"] for row in json.loads(self.run_one("--format", "json", "source", "list"))["rows"]],
                         ["s0"])

    def test_decisions(self):
        vendors = [row["id"] for row in json.loads(self.run_one("--format", "json", "vendors"))["rows"]][:GIVEN.writers]
        self.assertGreater(len(vendors), 2)
        self.at_once([["vendors", "--merge", vendor, "--into", vendors[0]] for vendor in vendors[1:]])
        taken = json.loads(self.run_one("--format", "json", "vendors", "--decisions"))["rows"]
        self.assertEqual([row["number"] for row in taken], list(range(1, len(vendors))))
        self.assertEqual({row["id"] for row in taken}, set(vendors[1:]))

    def test_questions(self):
        self.at_once([["question", "save", f"q{i}", "Huawei"] for i in range(GIVEN.writers)])
        self.at_once([["question", "remove", f"q{i}"] for i in range(1, GIVEN.writers)])
        self.assertEqual([row["name"] for row in json.loads(self.run_one("--format", "json", "question", "list"))["rows"]],
                         ["q0"])

    def test_certificates(self):
        ids = self.evidence()
        self.at_once([["cite", ids[i % len(ids)]] for i in range(GIVEN.writers)])
        with sqlite3.connect(self.corpus / "corpus.db") as database:
            held = {row[0] for row in database.execute("SELECT DISTINCT evidence_id FROM certificates")}
        self.assertLessEqual(set(ids), held)
        self.run_one("check")

    def test_key_of_seals(self):
        key = self.folder / "key.pem"
        seals = [self.folder / f"seal{i}.json" for i in range(GIVEN.writers)]
        self.at_once([["seal", "--key", key, "--output", seal] for seal in seals])
        self.assertEqual(key.stat().st_mode & 0o777, 0o600)
        public = {json.loads(seal.read_text())["public_key"] for seal in seals}
        self.assertEqual(len(public), 1, "seals were signed by keys that were lost")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--dossier", required=True, type=os.path.abspath)
    parser.add_argument("--corpus", required=True)
    parser.add_argument("--writers", type=int, default=50)
    GIVEN, rest = parser.parse_known_args()
    unittest.main(argv=[sys.argv[0], *rest])
