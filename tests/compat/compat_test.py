#!/usr/bin/env python3
"""A corpus that an older program wrote: today's program opens it and verifies every quotation that was cited from it.

usage: compat_test.py DOSSIER ARCHIVE.tar.xz SCHEMA

The quotations and their ids were noted when the corpus was made; the stored certificates must verify without any
index, the index made today must give the same ids, and a changed byte must be noticed.
"""
import json
import os
import subprocess
import sys
import tarfile
import tempfile
import unittest

DOSSIER, ARCHIVE, SCHEMA, OLDEST_READABLE = "", "", 0, 2


class Compat(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        with tarfile.open(ARCHIVE) as archive:
            archive.extractall(folder.name)
        self.corpus = os.path.join(folder.name, "corpus")
        with open(os.path.join(folder.name, "quotations.json"), encoding="utf-8") as file:
            self.quotations = json.load(file)
        self.assertGreaterEqual(len(self.quotations), 4)

    def run_dossier(self, *arguments, code=0):
        done = subprocess.run([DOSSIER, "-C", self.corpus, *arguments], capture_output=True, text=True, check=False,
                              env=dict(os.environ, DOSSIER_NOW="2026-02-03T04:05:06Z", TZ="UTC", NO_COLOR="1"))
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done

    def bring_up_to_date(self):
        """A schema older than the oldest that is read as it stands is brought up to date by the next writer."""
        if SCHEMA >= OLDEST_READABLE:
            return
        refused = self.run_dossier("verify", code=4)
        self.assertIn(f"schema {SCHEMA}", refused.stderr)
        page = os.path.join(os.path.dirname(self.corpus), "more.txt")
        with open(page, "w", encoding="utf-8") as file:
            file.write("Another notice\n\nNothing in it names a maker, and it is long enough to be a text of its own.\n")
        self.run_dossier("import", "--url", "https://example.org/more", page)

    def test_certificates_verify_without_an_index(self):
        self.bring_up_to_date()
        self.assertFalse(os.path.exists(os.path.join(self.corpus, "index")))
        report = json.loads(self.run_dossier("--format", "json", "verify").stdout)
        self.assertEqual(report["claims"], len(self.quotations))
        self.assertEqual(report["verified"], len(self.quotations))

    def test_every_byte_and_row_is_intact(self):
        self.bring_up_to_date()
        self.run_dossier("check")

    def test_the_index_made_today_gives_the_same_quotations_under_the_same_ids(self):
        self.run_dossier("index")
        for evidence, quotation in self.quotations.items():
            shown = json.loads(self.run_dossier("--format", "json", "show", evidence).stdout)
            self.assertIn(quotation, json.dumps(shown, ensure_ascii=False))
        report = json.loads(self.run_dossier("--format", "json", "verify", *self.quotations).stdout)
        self.assertEqual(report["verified"], len(self.quotations))
        self.run_dossier("check")

    def test_a_changed_byte_is_noticed(self):
        self.bring_up_to_date()
        folder = os.path.join(self.corpus, "archive")
        texts = next(name for name in sorted(os.listdir(folder)) if name.startswith("texts-"))
        path = os.path.join(folder, texts)
        with open(path, "r+b") as file:
            file.seek(os.path.getsize(path) // 2)
            byte = file.read(1)
            file.seek(-1, os.SEEK_CUR)
            file.write(bytes([byte[0] ^ 0x10]))
        report = json.loads(self.run_dossier("--format", "json", "verify", code=1).stdout)
        self.assertLess(report["verified"], len(self.quotations))
        self.run_dossier("check", code=1)


if __name__ == "__main__":
    DOSSIER, ARCHIVE, SCHEMA = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), int(sys.argv[3])
    unittest.main(argv=[sys.argv[0]])
