#!/usr/bin/env python3
"""What `dossier index` costs for one new page, and for nothing new, beside corpora of several sizes.

  python3 tests/bench/one_page_bench.py --dossier build/dossier [--sizes 100,2000] [--pages 3]

Pages are generated from a seed, imported and indexed once; then single pages are added. Prints the processor seconds of
the whole process (its children included) and its memory; asserts nothing, since times are of the machine.
"""
import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile

WORDS = ("router firmware agency warned report vendor device network customer patch ministry order winter letter court "
         "minister factory supply signal camera office server update notice panel member region budget").split()
VENDORS = ("Huawei", "ZTE", "Kaspersky", "Hikvision", "Cisco", "Siemens")
AGENCIES = ("FBI", "CISA", "FCC", "NSA")


def page(number):
    rng = random.Random(number)
    paragraphs = []
    for _ in range(10):
        words = " ".join(rng.choice(WORDS) + rng.choice(("", "s", "ed")) for _ in range(55))
        paragraphs.append(f"<p>The {rng.choice(AGENCIES)} warned about {rng.choice(VENDORS)} in case "
                          f"{rng.randrange(10**6)}. The {words} {rng.randrange(10**6)}.</p>")
    return (f"<html><head><title>Story {number} of the {rng.choice(WORDS)}</title></head><body><article>"
            f"<h1>Story {number}</h1>{''.join(paragraphs)}</article></body></html>")


def write(folder, numbers):
    os.makedirs(folder, exist_ok=True)
    for number in numbers:
        with open(os.path.join(folder, f"story-{number}.html"), "w", encoding="utf-8") as file:
            file.write(page(number))


def cost(command):
    """Processor seconds and largest resident set (MB) of a command and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 5):
        sys.exit(done.stderr.decode())
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, after.ru_maxrss / 1024


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--dossier", required=True)
    options.add_argument("--sizes", default="100,2000")
    options.add_argument("--pages", type=int, default=3, help="single pages added; the least is printed")
    given = options.parse_args()
    print(f"{'documents':>10} {'all, CPU s':>11} {'one page':>9} {'nothing':>8}  MB")
    for size in map(int, given.sizes.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            def run(*words):
                return cost([given.dossier, "--corpus", os.path.join(folder, "c"), *words])

            write(os.path.join(folder, "all"), range(size))
            run("import", os.path.join(folder, "all"))
            whole, _ = run("index")
            single, memory = [], 0
            for i in range(given.pages):
                one = os.path.join(folder, f"one-{i}")
                write(one, [10**7 + i])
                run("import", one)
                seconds, memory = run("index")
                single.append(seconds)
            nothing, _ = run("index")
            print(f"{size:>10} {whole:>11.2f} {min(single):>9.3f} {nothing:>8.3f}  {memory:.0f}", flush=True)


if __name__ == "__main__":
    main()
