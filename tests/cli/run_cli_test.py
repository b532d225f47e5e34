#!/usr/bin/env python3
"""The runner must be able to fail: matching rules and verdicts, checked on small files."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import run_cli


class Matching(unittest.TestCase):
    def test_wildcard_inside_a_line(self):
        self.assertTrue(run_cli.line_matches("took [..] s", "took 1.2 s"))
        self.assertFalse(run_cli.line_matches("took [..] s", "took 1.2 minutes"))
        self.assertFalse(run_cli.line_matches("a.c", "abc"))

    def test_dots_stand_for_lines(self):
        self.assertTrue(run_cli.lines_match(["a", "...", "z"], ["a", "b", "c", "z"]))
        self.assertTrue(run_cli.lines_match(["..."], []))
        self.assertTrue(run_cli.lines_match(["...", "x", "..."], ["w", "x", "y"]))
        self.assertFalse(run_cli.lines_match(["...", "x"], ["x", "y"]))
        self.assertFalse(run_cli.lines_match([], ["unexpected"]))
        self.assertFalse(run_cli.lines_match(["wanted"], []))


class Verdicts(unittest.TestCase):
    def verdict(self, text):
        with tempfile.TemporaryDirectory() as directory:
            path = pathlib.Path(directory) / "case.test"
            path.write_text(text)
            return subprocess.run([sys.executable, run_cli.__file__, "--dossier", "/bin/true", str(path)],
                                  stdout=subprocess.DEVNULL).returncode

    def test_passes(self):
        self.assertEqual(0, self.verdict("=== a\n$ echo out; echo err >&2; exit 3\n> out\n! err\nexit 3\n"))

    def test_fails_on_each_difference(self):
        self.assertEqual(1, self.verdict("=== a\n$ echo out\n> other\n"))
        self.assertEqual(1, self.verdict("=== a\n$ echo out\n"))
        self.assertEqual(1, self.verdict("=== a\n$ echo out >&2\n"))
        self.assertEqual(1, self.verdict("=== a\n$ exit 1\n"))

    def test_each_scenario_has_an_empty_directory(self):
        self.assertEqual(0, self.verdict("=== a\n$ touch left; ls\n> left\n=== b\n$ ls\n"))

    def test_skips_with_a_reason(self):
        self.assertEqual(77, self.verdict("=== a\nneeds tool no-such-tool-here\n$ true\n"))

    def test_broken_files_do_not_pass(self):
        self.assertNotEqual(0, self.verdict("$ true\n"))
        self.assertNotEqual(0, self.verdict("=== a\nnonsense\n"))
        self.assertNotEqual(0, self.verdict("=== a\n$ true\n=== a\n$ true\n"))


if __name__ == "__main__":
    unittest.main()
