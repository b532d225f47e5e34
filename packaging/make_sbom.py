#!/usr/bin/env python3
"""A bill of materials (CycloneDX 1.5, JSON) of the program: itself, the shared libraries that it is linked with, by the Debian
packages that hold them, and the data files that are part of it, with their licences. Asks readelf, ldd and dpkg.

usage: make_sbom.py --program build/dossier --source . --version 0.2.0 > dossier.cdx.json
"""
import argparse
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import uuid

OURS = "GPL-3.0-or-later"
# Data beside the frozen tables, whose licences stand in corpus/frozen/SOURCES.md. What the weights were learned from stands
# in indexer/training/README.md and indexer/training/events/README.md.
DATA = {"indexer/gazetteer/vendors.tsv": OURS, "indexer/gazetteer/agencies.tsv": OURS, "indexer/gazetteer/outlets.tsv": OURS,
        "indexer/gazetteer/domains.tsv": OURS, "indexer/text/actions.tsv": OURS, "indexer/tagger/weights.bin": OURS,
        "indexer/models/events.bin": "Apache-2.0", "crawler/known_sources.tsv": OURS,
        "corpus/text/character_references.tsv": "BSD-3-Clause", "corpus/url/tracking_parameters.txt": OURS}


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def named(words):
    """A licence in the words of its Debian package, which are no SPDX ids."""
    return [{"license": {"name": words}}]


def spdx(licence):
    return [{"license": {"id": licence}}]


def packages_of(program):
    """Debian packages of the libraries that the program names itself: name -> version, architecture, licence."""
    needed = [name for name in re.findall(r"\(NEEDED\).*\[(.+?)\]", run("readelf", "-d", program))
              if not name.startswith("ld-linux")]  # of libc6
    paths = dict(re.findall(r"^\s*(\S+) => (\S+)", run("ldd", program), re.M))
    found = {}
    for name in needed:
        path = os.path.realpath(paths.get(name, ""))
        for candidate in (path, path.removeprefix("/usr"), "/usr" + path):
            owner = run("dpkg-query", "-S", candidate).split(": ")[0].split(",")[0]
            if owner:
                break
        if not owner:
            found[name] = ("", "", "")
            continue
        version, architecture = (run("dpkg-query", "-W", "-f", "${Version} ${Architecture}", owner).split() + ["", ""])[:2]
        package = owner.split(":")[0]
        copyright_file = pathlib.Path("/usr/share/doc") / package / "copyright"
        text = copyright_file.read_text(errors="replace") if copyright_file.exists() else ""
        stated = re.search(r"^License:\s*(\S.*)$", text, re.M)
        words = stated.group(1).strip() if stated else ""
        if not 2 < len(words) < 60:
            words = f"see {copyright_file}"
        found[package] = (version, architecture, words)
    return found


def library(name, version, architecture, licence):
    component = {"type": "library", "bom-ref": f"pkg:deb/debian/{name}", "name": name, "version": version or "unknown"}
    if version:
        component["purl"] = f"pkg:deb/debian/{name}@{version.replace(':', '%3A').replace('+', '%2B')}?arch={architecture}"
    if licence:
        component["licenses"] = named(licence)
    return component


def data(source, path, licence, version=""):
    component = {"type": "data", "bom-ref": path, "name": path, "licenses": spdx(licence),
                 "hashes": [{"alg": "SHA-256", "content": hashlib.sha256((source / path).read_bytes()).hexdigest()}]}
    return component | ({"version": version} if version else {})


def frozen(source):
    """The rows of the table in SOURCES.md: file, what for, edition, taken from, licence."""
    rows = []
    for line in (source / "corpus/frozen/SOURCES.md").read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 5 and cells[0].startswith("`"):
            rows.append((f"corpus/frozen/{cells[0].strip('`')}", cells[4].split(";")[0].split(" (")[0], cells[2]))
    return rows


def main():
    parser = argparse.ArgumentParser()
    for name in ("--program", "--source", "--version"):
        parser.add_argument(name, required=True)
    given = parser.parse_args()
    source = pathlib.Path(given.source)
    libraries = packages_of(given.program)
    components = [library(name, *what) for name, what in sorted(libraries.items())]
    components += [data(source, *row) for row in frozen(source)] + [data(source, *row) for row in DATA.items()]
    program = {"type": "application", "bom-ref": "dossier", "name": "dossier", "version": given.version,
               "licenses": spdx(OURS),
               "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(pathlib.Path(given.program).read_bytes()).hexdigest()}]}
    bom = {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
           "serialNumber": "urn:uuid:" + str(uuid.uuid5(uuid.NAMESPACE_URL, program["hashes"][0]["content"])),
           "metadata": {"component": program}, "components": components,
           "dependencies": [{"ref": "dossier", "dependsOn": [component["bom-ref"] for component in components]}]}
    print(json.dumps(bom, indent=1))
    return 0 if libraries else 1


if __name__ == "__main__":
    sys.exit(main())
