#!/usr/bin/env python3
"""Runs the scenarios of a *.test file: commands with their expected output and exit code (tests/README.md).

    run_cli.py --dossier build/dossier [--sample-corpus DIR] [--only NAME] [--show] FILE...

--show prints what each command really gave, in the format of the file, instead of comparing.
Exit: 0 passed, 1 failed, 2 broken test file, 77 skipped (the reason is printed).
"""
import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(__file__).resolve().parents[2]
SKIPPED = 77


class Step:
    def __init__(self, command, line):
        self.command, self.line = command, line
        self.stdout, self.stderr, self.exit = [], [], 0


class Scenario:
    def __init__(self, name, line):
        self.name, self.line = name, line
        self.needs, self.steps = [], []


def parse(path):
    scenarios = []
    for number, raw in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        mark, _, rest = raw.partition(" ")
        if not raw.strip() or mark == "#":
            continue
        if mark == "===":
            scenarios.append(Scenario(rest.strip(), number))
        elif not scenarios:
            raise SystemExit(f"{path}:{number}: a scenario starts with '=== name'")
        elif mark == "needs":
            scenarios[-1].needs.append(rest.split())
        elif mark == "$":
            scenarios[-1].steps.append(Step(rest, number))
        elif not scenarios[-1].steps:
            raise SystemExit(f"{path}:{number}: '$ command' comes first")
        elif mark == "+":
            scenarios[-1].steps[-1].command += "\n" + rest
        elif mark == ">":
            scenarios[-1].steps[-1].stdout.append(rest)
        elif mark == "!":
            scenarios[-1].steps[-1].stderr.append(rest)
        elif mark == "exit":
            scenarios[-1].steps[-1].exit = int(rest)
        else:
            raise SystemExit(f"{path}:{number}: unknown line: {raw}")
    names = [scenario.name for scenario in scenarios]
    for name in names:
        if names.count(name) > 1:
            raise SystemExit(f"{path}: two scenarios are called '{name}'")
    return scenarios


def line_matches(pattern, text):
    expression = ".*".join(re.escape(part) for part in pattern.rstrip().split("[..]"))
    return re.fullmatch(expression, text) is not None


def lines_match(patterns, lines):
    """'...' alone stands for any number of lines, also none."""
    reachable = {0}
    for pattern in patterns:
        if pattern == "...":
            reachable = set(range(min(reachable), len(lines) + 1))
        else:
            reachable = {at + 1 for at in reachable if at < len(lines) and line_matches(pattern, lines[at])}
        if not reachable:
            return False
    return len(lines) in reachable


def shared_directory():
    path = pathlib.Path(os.environ.get("DOSSIER_SHARED", SOURCE.parent / "shared"))
    return path if path.is_dir() else None


class Skip(Exception):
    pass


class Runner:
    def __init__(self, options):
        self.options = options
        self.dossier = pathlib.Path(options.dossier).resolve()

    def environment(self, directory):
        env = {name: value for name, value in os.environ.items()
               if name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "PYTHONPATH", "PYENV_ROOT")}
        env.update(
            PATH=f"{self.dossier.parent}:{os.environ['PATH']}", HOME=str(directory), TMPDIR=str(directory),
            NO_COLOR="1", TERM="dumb", TZ="UTC", LC_ALL="C.UTF-8", COLUMNS="100",
            DOSSIER_NOW="2026-01-02T03:04:05Z", SOURCE=str(SOURCE), SAMPLE=str(SOURCE / "corpus" / "sample"))
        shared = shared_directory()
        if shared:
            env["SHARED"] = str(shared)
        return env

    def prepare(self, scenario, directory, env):
        """Does what the 'needs' lines say; returns processes to end afterwards."""
        servers = []
        for words in scenario.needs:
            kind, arguments = words[0], words[1:]
            if kind == "shared":
                shared = shared_directory()
                for part in arguments:
                    if shared is None or not (shared / part).exists():
                        raise Skip(f"no shared data: {part} (set DOSSIER_SHARED)")
            elif kind == "tool":
                for tool in arguments:
                    if shutil.which(tool) is None:
                        raise Skip(f"{tool} is not installed")
            elif kind == "corpus":
                if not self.options.sample_corpus or not os.path.isdir(self.options.sample_corpus):
                    raise Skip("no sample corpus: the fixture test cli.fixture makes it")
                shutil.copytree(self.options.sample_corpus, directory / "dossier.corpus")
            elif kind == "site":
                server = subprocess.Popen([str(self.dossier), "demo", "--serve-only", "--port", "0"], env=env,
                                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
                servers.append(server)
                match = re.search(r"http://\S+", server.stdout.readline())
                if not match:
                    server.kill()
                    raise SystemExit("dossier demo --serve-only did not print its address")
                env["URL"] = match.group(0).rstrip("/")
            else:
                raise SystemExit(f"unknown need: {kind}")
        return servers

    def run_step(self, step, directory, env):
        try:
            done = subprocess.run(["sh", "-c", step.command], cwd=directory, env=env, stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=self.options.timeout)
        except subprocess.TimeoutExpired:
            return [], [f"(ended after {self.options.timeout} s)"], None
        split = lambda data: data.decode("utf-8", "replace").split("\n")[: None if not data.endswith(b"\n") else -1]
        return (split(done.stdout) if done.stdout else [], split(done.stderr) if done.stderr else [], done.returncode)

    def show(self, step, out, err, code):
        print("$ " + step.command.replace("\n", "\n+ "))
        for mark, lines in ((">", out), ("!", err)):
            for line in lines:
                print(f"{mark} {line}".rstrip())
        if code != 0:
            print(f"exit {code}")

    def compare(self, path, step, out, err, code):
        problems = []
        if code != step.exit:
            problems.append(f"exit {code}, expected {step.exit}")
        for name, wanted, got in (("stdout", step.stdout, out), ("stderr", step.stderr, err)):
            if not lines_match(wanted, [line.rstrip() for line in got]):
                shown = got if len(got) <= 80 else got[:80] + [f"(and {len(got) - 80} more lines)"]
                problems.append(f"{name} was:\n" + "\n".join("    " + line for line in shown) +
                                f"\n  expected {name}:\n" + "\n".join("    " + line for line in wanted))
        for problem in problems:
            print(f"{path}:{step.line}: $ {step.command}\n  {problem}")
        return not problems

    def run(self, path, scenario):
        with tempfile.TemporaryDirectory(prefix="dossier-cli-") as name:
            directory = pathlib.Path(name).resolve()
            env = self.environment(directory)
            servers = []
            try:
                servers = self.prepare(scenario, directory, env)
                if self.options.show:
                    print(f"=== {scenario.name}")
                passed = True
                for step in scenario.steps:
                    out, err, code = self.run_step(step, directory, env)
                    if self.options.show:
                        self.show(step, out, err, code)
                    elif not self.compare(path, step, out, err, code):
                        passed = False
                        break
                return passed
            finally:
                for server in servers:
                    server.terminate()
                    server.wait(10)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dossier", required=True)
    parser.add_argument("--sample-corpus", default="")
    parser.add_argument("--only", default="")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--timeout", type=float, default=120)
    parser.add_argument("files", nargs="+", type=pathlib.Path)
    options = parser.parse_args()
    runner = Runner(options)
    ran = failed = skipped = 0
    for path in options.files:
        for scenario in parse(path):
            if options.only and scenario.name != options.only:
                continue
            ran += 1
            try:
                if not runner.run(path, scenario):
                    print(f"{path}:{scenario.line}: FAILED: {scenario.name}")
                    failed += 1
            except Skip as skip:
                skipped += 1
                print(f"skipped: {skip}")
    if ran == 0:
        print(f"no scenario is called '{options.only}'")
        return 2
    if failed:
        return 1
    return SKIPPED if skipped == ran else 0


if __name__ == "__main__":
    sys.exit(main())
