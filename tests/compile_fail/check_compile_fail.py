#!/usr/bin/env python3
"""A contract that the compiler must hold: the snippet is refused for the reason that its first line names.

usage: check_compile_fail.py SNIPPET COMPILER [FLAG...]

The snippet's first line is "// refused: REGEX", searched in what the compiler prints. With -DCONTRACT_KEPT the same
snippet must compile without a warning, so that it is the contract and nothing else that is refused.
"""
import re
import subprocess
import sys


def compile_snippet(command, snippet):
    run = subprocess.run([*command, "-fsyntax-only", snippet], capture_output=True, text=True, check=False,
                         env={"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C"})
    return run.returncode, run.stderr


def main():
    snippet, command = sys.argv[1], sys.argv[2:]
    with open(snippet, encoding="utf-8") as file:
        first = file.readline()
    if not first.startswith("// refused: "):
        print(f"{snippet}: the first line does not name what the compiler must say")
        return 2
    code, said = compile_snippet([*command, "-DCONTRACT_KEPT"], snippet)
    if code != 0:
        print(f"{snippet}: does not compile even where the contract is kept:\n{said}")
        return 1
    code, said = compile_snippet(command, snippet)
    if code == 0:
        print(f"{snippet}: the compiler took what breaks the contract")
        return 1
    errors = [line for line in said.splitlines() if " error: " in line]
    if not any(re.search(first.removeprefix("// refused: ").strip(), line) for line in errors):
        print(f"{snippet}: refused, but not for the reason that it names:\n{said}")
        return 1
    print(errors[0])
    return 0


if __name__ == "__main__":
    sys.exit(main())
