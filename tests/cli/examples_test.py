#!/usr/bin/env python3
"""Every example of README and of `help VERB` on the sample corpus: each is a command line that the program takes, and those that
need no net and no answer that differs from corpus to corpus end as they should.

    examples_test.py --dossier build/dossier --corpus build/tests/cli/sample.corpus --source . --sample corpus/sample
"""
import argparse
import json
import pathlib
import re
import shlex
import shutil
import subprocess
import tempfile
import unittest

GIVEN = argparse.Namespace()
USAGE, NO_CORPUS, VERSION = 2, 3, 4
# Net, a server, or the whole pipeline: only their options are tried.
ELSEWHERE = ("crawl", "serve", "mcp", "demo")
UNKNOWN = "--no-such-option"


def readme_examples():
    """Indented lines that begin with "dossier", without the comment behind them, and the commands of the table of questions."""
    text = (pathlib.Path(GIVEN.source) / "README.md").read_text()
    found = re.findall(r"^    (dossier [^\n]*)$", text, re.M)
    found += [command for command in re.findall(r"`(dossier [^`]*)`", text) if "<" not in command]
    return [re.sub(r"\s{2,}#.*$", "", line) for line in found]


def help_examples():
    verbs = re.findall(r"^  (\S+(?: \S+)?)  +", subprocess.run([GIVEN.dossier, "help"], capture_output=True, text=True).stdout, re.M)
    found = []
    for verb in verbs:
        told = subprocess.run([GIVEN.dossier, "help", *verb.split()], capture_output=True, text=True).stdout
        lines = told.partition("Examples:\n")[2].split("\n\n")[0].splitlines()
        assert len(lines) == 2, f"{verb}: {told}"
        found += [line.strip() for line in lines]
    return found


class Examples(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="dossier-examples-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        sample = pathlib.Path(GIVEN.sample) / "site"
        cls.prepare(sample)

    @classmethod
    def run_one(cls, command, folder=None):
        return subprocess.run(["sh", "-c", command], cwd=folder or cls.folder, capture_output=True, text=True, timeout=300,
                              env={"PATH": f"{pathlib.Path(GIVEN.dossier).parent}:/usr/bin:/bin", "HOME": str(cls.folder),
                                   "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}, stdin=subprocess.DEVNULL)

    @classmethod
    def prepare(cls, sample):
        """What the examples name: corpora, files, a basket, a question, a draft."""
        for name in ("dossier.corpus", "zte.corpus", "my.corpus"):
            shutil.copytree(GIVEN.corpus, cls.folder / name)
        for name, of in (("colleague.corpus", "my.corpus"), ("mine.corpus", "my.corpus"), ("team.corpus", "zte.corpus")):
            (cls.folder / name).symlink_to(cls.folder / of)
        rows = json.loads(cls.run_one("dossier evidence ZTE --format json").stdout)["rows"]
        cls.evidence = rows[0]["id"]
        cls.page = rows[0]["document"]["url"]
        # The sample's advisory that is edited without a word: its second edition makes a second revision.
        directive = json.loads(cls.run_one("dossier search SolarWinds kind:advisory --format json").stdout)["rows"]
        cls.advisory = next(row["url"] for row in directive if "ed-21-01" in row["url"])
        shutil.copy(sample / "advisories/ed-21-01/index.2.html", cls.folder / "second.html")
        cls.run_one(f"dossier import second.html --url {cls.advisory} && dossier index")
        for name in ("page.html", "a.html", "notice.html"):
            shutil.copy(sample / "advisories/covered-list/index.html", cls.folder / name)
        shutil.copytree(sample / "wire", cls.folder / "pages")
        shutil.copytree(sample / "techpost", cls.folder / "saved-pages")
        (cls.folder / "advisories").mkdir()
        shutil.copy(sample / "advisories/csaf/sample-2021-01.json", cls.folder / "advisories")
        for name in ("robots.txt", "feed.xml", "sitemap.xml"):
            shutil.copy(sample / name, cls.folder)
        (cls.folder / "urls.txt").write_text("https://example.org/a\n")
        (cls.folder / "yours.md").write_text("# A note\n")
        cls.run_one("dossier export warc crawl.warc.gz")
        for name in ("zte", "mine"):
            cls.run_one(f"dossier basket add {name} {cls.evidence}; dossier -C zte.corpus basket add {name} {cls.evidence}")
        cls.run_one("dossier question save zte-watch ZTE; dossier question save zte-bans ZTE action:ban")
        for corpus in ("dossier.corpus", "zte.corpus"):
            cls.run_one(f"dossier -C {corpus} source add example --feed https://example.org/feed.xml")
        cls.run_one("dossier source add cisa-advisories; mkdir -p .local/share/bash-completion/completions .config/fish/completions")
        cls.run_one(f"dossier tag add to-check {cls.evidence}; dossier seal")
        cls.run_one("dossier brief ZTE --output draft.docx")
        shutil.copy(cls.folder / "draft.docx", cls.folder / "report.docx")

    def filled(self, line):
        """The example with what stands for something put in."""
        line = line.replace("../colleague.corpus", "colleague.corpus").replace("e3k7q2m9x4tzw", self.evidence)
        line = line.replace("https://example.org/news/zte", self.page)
        for number in ("icsa-19-029-02", "ICSA-21-103-01"):
            line = line.replace(number, self.advisory)
        line = re.sub(r"\bdiff (\S+) \d \d", r"diff \1 1 2", line)  # it has two revisions
        line = line.replace("-C DIR", "-C zte.corpus")
        line = re.sub(r"\bID\b", self.evidence, line)
        return re.sub(r"\bURL\b", self.page, line)

    def only_parsed(self, words):
        """The options of a command that is not run: nothing but ours is unknown."""
        done = self.run_one(" ".join(shlex.quote(word) for word in [*words, UNKNOWN]))
        self.assertEqual(done.returncode, USAGE, words)
        self.assertIn(UNKNOWN, done.stderr, words)

    def check(self, example):
        if example.startswith("dossier source add cisa") or example.startswith("dossier source add example"):
            self.run_one("dossier source remove " + example.split()[3])
        for part in self.filled(example).split(" && "):
            words = shlex.split(part.split("|")[0].split(">")[0])
            verb = next((word for word in words[1:] if not word.startswith("-") and not word.endswith(".corpus")), "help")
            if verb in ELSEWHERE or "--live" in words or "--rebuild" in words:
                self.only_parsed(words)
                continue
            done = self.run_one(part)
            self.assertNotIn(done.returncode, (USAGE, NO_CORPUS, VERSION, 70, 126, 127), f"{part}\n{done.stderr}")
            self.assertGreaterEqual(done.returncode, 0, part)
            self.assertNotIn("no basket", done.stderr, part)
            if done.returncode == 1:  # nothing is an answer, where it is one about this sample
                self.assertNotIn("unknown", done.stderr, part)
                self.assertNotIn("no such", done.stderr, part)

    def test_examples_of_readme(self):
        examples = readme_examples()
        self.assertGreater(len(examples), 40)
        for example in examples:
            with self.subTest(example):
                self.check(example)

    def test_examples_of_help(self):
        examples = help_examples()
        self.assertGreater(len(examples), 80)
        for example in examples:
            with self.subTest(example):
                self.check(example)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    for option in ("--dossier", "--corpus", "--source", "--sample"):
        parser.add_argument(option, required=True, type=lambda path: str(pathlib.Path(path).resolve()))
    GIVEN, rest = parser.parse_known_args()
    unittest.main(argv=["examples_test.py", *rest])
