#!/usr/bin/env python3
"""The program has what cmake/Hardening.cmake promises, read from the file itself with readelf: what the linker did from
its headers, what the compiler was told from the flags that the debug information of each unit records.

usage: check_hardening.py [--compiled] PROGRAM...        without --compiled, what the linker did only
"""
import re
import shutil
import subprocess
import sys

FLAGS = ("-fstack-protector-strong", "-fstack-clash-protection", "-fcf-protection=full")


def readelf(program, *options):
    return subprocess.run(["readelf", "--wide", *options, program], capture_output=True, text=True, check=True).stdout


def linked(program):
    header, segments = readelf(program, "--file-header"), readelf(program, "--program-headers")
    dynamic = readelf(program, "--dynamic")
    stack = re.search(r"GNU_STACK(?:\s+0x\w+){5}\s+(\w+)", segments)
    return [("position independent (PIE)", re.search(r"Type:\s+DYN", header) and "PIE" in dynamic),
            ("RELRO", "GNU_RELRO" in segments),
            ("BIND_NOW", "BIND_NOW" in dynamic or re.search(r"FLAGS.*\bNOW\b", dynamic)),
            ("a stack that is not executable", stack and "E" not in stack.group(1)),
            ("no search path of its own (RPATH, RUNPATH)", not re.search(r"\((RPATH|RUNPATH)\)", dynamic))]


def compiled(program):
    symbols = readelf(program, "--dyn-syms")
    held = [("stack protector (calls of __stack_chk_fail)", "__stack_chk_fail" in symbols),
            ("checked functions (_FORTIFY_SOURCE)", re.search(r"__\w+_chk\b", symbols.replace("__stack_chk", "")))]
    producers = re.findall(r"DW_AT_producer\s*:.*?(GNU C.*)", readelf(program, "--debug-dump=info", "--dwarf-depth=1"))
    if not producers:
        print(f"{program}: no flags are recorded in it")
    flags = [flag for flag in FLAGS if "cf-protection" not in flag or "X86-64" in readelf(program, "--file-header")]
    for flag in flags:
        without = sum(flag not in producer for producer in producers)
        held.append((f"{flag} in {without} of {len(producers)} units", without == 0))
    return held


def main():
    if not shutil.which("readelf"):
        print("skipped: readelf is not installed")
        return 77
    programs = [argument for argument in sys.argv[1:] if argument != "--compiled"]
    wrong = [f"{program}: lacks {name}" for program in programs
             for name, held in linked(program) + (compiled(program) if "--compiled" in sys.argv else []) if not held]
    print("\n".join(wrong) or f"{len(programs)} program(s) are hardened")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
