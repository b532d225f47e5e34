#!/usr/bin/env python3
"""Holds every include of the tree against tests/layers.txt, looks for circles of units inside a room, and for what
writes to stdout or stderr past the gate (corpus/base/sinks.h).

usage: check_layers.py ROOT        exit 1 and a line for each include against the table, each circle, each full folder,
                                   each direct print
"""
import collections
import os
import re
import sys

MODULES = ("app", "corpus", "crawler", "indexer", "query")
MOST_FILES = 45
# Headers of the language and of the system that any room may include.
SYSTEM = re.compile(r"^(?:[a-z_0-9]+|(?:sys|netinet|arpa|linux)/.*|(?:fcntl|unistd|dirent|poll|signal|netdb|time|termios|"
                    r"pthread|malloc|stdlib|string|errno|spawn|immintrin|emmintrin|cpuid|csetjmp)\.h)$")
# Print, Tell, Note and Report (corpus/base/cli/command.h) are the only way to the terminal.
PRINTS = re.compile(r"std::c(?:out|err|log)\b|\bfmt::print\b|(?<!\w)(?:v?printf|puts|putchar|perror)\s*\(|"
                    r"\b(?:fputs|fputc|putc|fwrite|v?fprintf)\s*\([^;]*\bstd(?:out|err)\b|"
                    r"\b(?:write|dprintf)\s*\(\s*(?:1|2|STD(?:OUT|ERR)_FILENO)\s*,")
MAY_PRINT = ("corpus/base/cli", "indexer/training")  # the latter are tools of ours that no user runs

PUBLIC_MAY_NOT_SHOW = re.compile(r"^(xapian|curl/|sqlite3|gumbo|openssl/|unicode/|libpsl|zip\.h|fmt/)")


def read_table(path):
    rooms, libraries = {}, {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            line = line.split("#")[0].strip()
            if not line:
                continue
            name, allowed = line.split(":", 1)
            if name.startswith("<"):
                libraries[name[1:-1]] = allowed.split()
            else:
                rooms[name.strip()] = allowed.split()
    return rooms, libraries


def sources(root):
    for module in MODULES:
        for folder, _, names in os.walk(os.path.join(root, module)):
            for name in sorted(names):
                if name.endswith((".cc", ".h")):
                    yield os.path.relpath(os.path.join(folder, name), root)


def unit_of(path):
    return re.sub(r"\.(cc|h)$", "", path)


def circles(edges):
    """Strongly connected components of more than one unit (Tarjan)."""
    index, low, stack, on, found = {}, {}, [], set(), []

    def visit(node):
        index[node] = low[node] = len(index)
        stack.append(node)
        on.add(node)
        for other in sorted(edges[node]):
            if other not in index:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in on:
                low[node] = min(low[node], index[other])
        if low[node] == index[node]:
            group = []
            while True:
                group.append(stack.pop())
                on.discard(group[-1])
                if group[-1] == node:
                    break
            if len(group) > 1:
                found.append(sorted(group))

    for node in sorted(edges):
        if node not in index:
            visit(node)
    return found


class Check:
    def __init__(self, root):
        self.root = root
        self.rooms, self.libraries = read_table(os.path.join(root, "tests/layers.txt"))
        self.problems = []
        self.edges = collections.defaultdict(set)
        self.used = set()

    def table(self):
        """The table itself: rooms exist, and only name rooms that stand above them in the file."""
        seen = set()
        for room, allowed in self.rooms.items():
            if not os.path.isdir(os.path.join(self.root, room)):
                self.problems.append(f"tests/layers.txt: {room} is no folder")
            for other in allowed:
                if other not in seen:
                    self.problems.append(f"tests/layers.txt: {room} names {other}, which does not stand above it")
            seen.add(room)

    def own(self, path, target):
        room, other = os.path.dirname(path), os.path.dirname(target)
        if not os.path.exists(os.path.join(self.root, target)):
            self.problems.append(f"{path}: write includes from the repository root: {target}")
        elif other == room:
            if unit_of(path) != unit_of(target):
                self.edges[unit_of(path)].add(unit_of(target))
        elif other not in self.rooms[room]:
            self.problems.append(f"{path}: {room} may not include {other}: {target}")
        if target.endswith("/commands.h") and not re.search(r"(_command\.cc|commands\.h|^app/.*)$", path):
            self.problems.append(f"{path}: only command files include {target}")

    def library(self, path, header):
        room = os.path.dirname(path)
        for name, allowed in self.libraries.items():
            if header == name or (name.endswith("/") and header.startswith(name)):
                self.used.add((name, room))
                if room not in allowed and allowed != ["*"]:
                    self.problems.append(f"{path}: <{header}> belongs to {' '.join(allowed)}")
                break
        else:
            if not SYSTEM.match(header):
                self.problems.append(f"{path}: <{header}> is no library of tests/layers.txt")
        if path.endswith(".h") and PUBLIC_MAY_NOT_SHOW.match(header) and not path.endswith("_fence.h"):
            self.problems.append(f"{path}: a header may not show <{header}>")

    def includes(self):
        for path in sources(self.root):
            if os.path.dirname(path) not in self.rooms:
                self.problems.append(f"{path}: its folder is no room of tests/layers.txt")
                continue
            with open(os.path.join(self.root, path), encoding="utf-8") as file:
                text = file.read()
            if os.path.dirname(path) not in MAY_PRINT:
                for print_ in PRINTS.findall(re.sub(r"//.*", "", text)):
                    self.problems.append(f"{path}: writes past the gate: {print_}")
            for target in re.findall(r'^#include "([^"]+)"', text, re.M):
                self.own(path, target)
            for header in re.findall(r"^#include <([^>]+)>", text, re.M):
                self.library(path, header)

    def unused_permissions(self):
        for name, allowed in self.libraries.items():
            for room in allowed:
                if room != "*" and (name, room) not in self.used:
                    self.problems.append(f"tests/layers.txt: {room} does not include <{name}>")

    def documentation(self):
        """ARCHITECTURE.md's table of libraries names for each room what its files include."""
        with open(os.path.join(self.root, "ARCHITECTURE.md"), encoding="utf-8") as file:
            text = file.read()
        for name, allowed in self.libraries.items():
            row = re.search(r"^\| `<" + re.escape(name) + r">` \| ([^|]*)\|", text, re.M)
            told = re.findall(r"`([^`]+)`", row.group(1)) if row else None
            wanted = [] if allowed == ["*"] else allowed
            if told is None or sorted(told) != sorted(wanted):
                self.problems.append(f"ARCHITECTURE.md: <{name}> is included by {' '.join(allowed)}, the table says {told}")

    def sizes(self):
        for module in MODULES:
            for folder, _, names in os.walk(os.path.join(self.root, module)):
                if len(names) > MOST_FILES:
                    self.problems.append(f"{os.path.relpath(folder, self.root)} holds {len(names)} files, more than {MOST_FILES}")


def main():
    check = Check(sys.argv[1])
    check.table()
    check.includes()
    check.unused_permissions()
    check.documentation()
    check.sizes()
    for group in circles(check.edges):
        check.problems.append("a circle of units: " + " ".join(group))
    print("\n".join(check.problems) if check.problems else f"{len(check.rooms)} rooms, no include against the table")
    return 1 if check.problems else 0


if __name__ == "__main__":
    sys.exit(main())
