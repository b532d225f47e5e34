#!/usr/bin/env python3
"""What `cmake --install` puts where: a program that runs and has its sample, pages that man reads, completion, units for systemd,
and a bill of materials that names what the program is linked with.

    install_test.py --build build
"""
import argparse
import gzip
import json
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest
import urllib.request

GIVEN = argparse.Namespace()


class Installed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.prefix = pathlib.Path(tempfile.mkdtemp(prefix="dossier-install-"))
        cls.addClassCleanup(shutil.rmtree, cls.prefix)
        done = subprocess.run(["cmake", "--install", GIVEN.build, "--prefix", cls.prefix], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        cls.program = cls.prefix / "bin/dossier"

    def run_it(self, *arguments):
        return subprocess.run([self.program, *arguments], capture_output=True, text=True, check=True, cwd=self.prefix).stdout

    def test_the_sample_is_the_installed_one(self):
        index = self.prefix / "share/dossier/sample/site/index.html"
        index.write_text(index.read_text() + "<!-- installed here -->")
        served = subprocess.Popen([self.program, "demo", "--serve-only", "--port", "0"], stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT, text=True)
        try:
            address = ""
            while not (found := re.search(r"http://\S+/", address)):
                line = served.stdout.readline()
                self.assertTrue(line, "the sample is not served")
                address += line
            with urllib.request.urlopen(found[0], timeout=60) as answer:
                self.assertIn("installed here", answer.read().decode())
        finally:
            served.terminate()
            served.communicate(timeout=60)

    def test_every_verb_has_a_page_and_the_language_too(self):
        manual = self.prefix / "share/man"
        verbs = re.findall(r"^  (\S+(?: \S+)?)  +", self.run_it("help"), re.M)
        self.assertGreater(len(verbs), 40)
        pages = [f"man1/dossier-{verb.replace(' ', '-')}.1.gz" for verb in verbs]
        for page in [*pages, "man1/dossier.1.gz", "man7/dossier-query.7.gz"]:
            self.assertTrue(gzip.decompress((manual / page).read_bytes()).startswith(b".TH "), page)
        if shutil.which("man"):
            read = subprocess.run(["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", manual / "man1/dossier-evidence.1.gz"],
                                  capture_output=True, text=True, env={"PATH": "/usr/bin:/bin", "MANWIDTH": "80"})
            self.assertEqual(read.stderr, "")
            self.assertIn("--agency", read.stdout)

    def test_the_package_has_the_version_of_the_program(self):
        debian = gzip.decompress((self.prefix / "share/doc/dossier/changelog.Debian.gz").read_bytes()).decode()
        version = re.match(r"dossier \((.+)-\d+\) ", debian)[1]
        self.assertEqual(self.run_it("-V").strip(), "dossier " + version)
        changes = gzip.decompress((self.prefix / "share/doc/dossier/changelog.gz").read_bytes()).decode()
        self.assertRegex(changes, rf"(?m)^## {re.escape(version)}\b")

    def test_shells_and_systemd_find_their_files(self):
        for name in ("share/bash-completion/completions/dossier", "share/zsh/vendor-completions/_dossier",
                     "share/fish/vendor_completions.d/dossier.fish"):
            self.assertIn("evidence", (self.prefix / name).read_text(), name)
        units = sorted(path.name for path in (self.prefix / "lib/systemd/user").iterdir())
        self.assertEqual(units, ["dossier-news.service", "dossier-news.timer", "dossier-watch.service", "dossier-watch.timer"])
        for unit in units:  # what a unit starts is a verb, with options that it has
            for command in re.findall(r"^ExecStart=/usr/bin/dossier (.*)$", (self.prefix / "lib/systemd/user" / unit).read_text(), re.M):
                done = subprocess.run([self.program, *command.split(), "--help"], capture_output=True, text=True)
                self.assertEqual(done.returncode, 0, command)

    def test_the_bill_of_materials_names_what_is_linked(self):
        bill = json.loads((self.prefix / "share/doc/dossier/dossier.cdx.json").read_text())
        self.assertEqual((bill["bomFormat"], bill["specVersion"]), ("CycloneDX", "1.5"))
        self.assertIn(bill["metadata"]["component"]["version"], self.run_it("-V"))
        names = {component["name"] for component in bill["components"]}
        self.assertTrue(any("xapian" in name for name in names), names)
        self.assertIn("indexer/gazetteer/vendors.tsv", names)
        self.assertEqual(len(names), len({component["bom-ref"] for component in bill["components"]}))
        for component in bill["components"]:
            if component["type"] == "data":
                self.assertIn("licenses", component)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True)
    GIVEN, rest = parser.parse_known_args()
    unittest.main(argv=["install_test.py", *rest])
