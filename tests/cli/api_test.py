#!/usr/bin/env python3
"""The JSON API from outside: the examples of docs/api.md run, and schemathesis finds nothing that the document does not tell.

    api_test.py --dossier build/dossier --corpus build/tests/cli/sample.corpus

What is not installed is skipped, with the reason.
"""
import argparse
import importlib.util
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import unittest
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "support"))
import serving  # noqa: E402

ARGUMENTS = None


def example(language):
    return re.search(rf"```{language}\n(.*?)```", (ROOT / "docs" / "api.md").read_text(), re.S)[1]


class Api(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = serving.serving(ARGUMENTS.dossier, ARGUMENTS.corpus, copied=True)
        cls.url = cls.server.__enter__()
        cls.environment = dict(os.environ, DOSSIER_URL=cls.url)

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__(None, None, None)

    def run_example(self, command):
        done = subprocess.run(command, capture_output=True, text=True, env=self.environment, timeout=serving.PATIENCE)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def test_answers_are_those_of_the_verb(self):
        verb = json.loads(subprocess.run([ARGUMENTS.dossier, "-C", ARGUMENTS.corpus, "evidence", "ZTE", "--action", "ban", "--format", "json"],
                                         capture_output=True, text=True, check=True).stdout)
        api = json.load(urllib.request.urlopen(self.url + "/api/v1/evidence?vendor=ZTE&action=ban", timeout=serving.PATIENCE))
        self.assertIsNone(api.pop("next"))
        self.assertEqual(api, verb)

    def test_python(self):
        if not importlib.util.find_spec("requests"):
            self.skipTest("the module requests is not installed")
        self.assertIn("barred American companies", self.run_example([sys.executable, "-c", example("python")]))

    def test_jq(self):
        if not shutil.which("jq") or not shutil.which("curl"):
            self.skipTest("jq or curl is not installed")
        self.assertIn("Sample Wire", self.run_example(["sh", "-c", example("sh")]))

    def test_r(self):
        if not shutil.which("Rscript"):
            self.skipTest("R is not installed")
        self.assertIn("Department of Commerce", self.run_example(["Rscript", "-e", example("r")]))

    def test_schemathesis(self):
        program = shutil.which("schemathesis")
        if not program:
            self.skipTest("schemathesis is not installed")
        self.run_example([program, "run", self.url + "/api/v1/openapi.json", "--max-examples", "20", "--seed", "7", "--checks",
                          "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"])


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--dossier", required=True)
    parser.add_argument("--corpus", required=True)
    ARGUMENTS = parser.parse_args()
    unittest.main(argv=["api_test.py", "-v"])
