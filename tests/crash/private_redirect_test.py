#!/usr/bin/env python3
"""Redirects from a public host to non-public addresses: none is connected, whatever the notation.

usage: private_redirect_test.py --dossier build/dossier

Runs itself again in a network namespace of its own (unshare -n) that has nothing but a loopback device. There the device
carries one public address, on which a redirecting server listens, and the private ones, on which a decoy counts whoever
connects. Exit 77 (skipped) where no namespace can be made.
"""
import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading

PUBLIC = "203.0.114.7"  # a globally routable address; it exists only inside the namespace
PRIVATE = ["10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"]
TARGETS = ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "017700000001", "0.0.0.0", "localhost", "[::1]", "[::]",
           "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[fd00::1]", *PRIVATE, "3232235777"]


class Decoy:
    """Listens on every address and counts connections."""

    def __init__(self):
        self.connections = 0
        self.socket = socket.socket(socket.AF_INET6)
        self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        self.socket.bind(("::", 0))
        self.socket.listen(64)
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            client, _ = self.socket.accept()
            self.connections += 1
            with client:
                client.settimeout(5)
                client.recv(4096)
                client.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\nConnection: close\r\n\r\ndecoy")


class Redirector:
    """Answers /robots.txt with 404 and everything else with a redirect to `target`."""

    def __init__(self):
        self.target = ""
        self.socket = socket.socket()
        self.socket.bind((PUBLIC, 0))
        self.socket.listen(64)
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            client, _ = self.socket.accept()
            with client:
                client.settimeout(5)
                request = client.recv(4096)
                if b"/robots.txt" in request.split(b"\r\n")[0]:
                    client.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                else:
                    client.sendall(("HTTP/1.1 302 Found\r\nLocation: %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n" % self.target).encode())


def crawl(dossier, url, *options):
    folder = tempfile.mkdtemp(prefix="dossier-private-")
    try:
        command = [dossier, "-C", folder, "crawl", "--timeout", "3", "--tries", "1", "--delay", "0", "--format", "json", "--quiet", *options, url]
        run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)
        return json.loads(run.stdout)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def inside(dossier):
    for words in (["link", "set", "lo", "up"], ["addr", "add", PUBLIC + "/32", "dev", "lo"], ["-6", "addr", "add", "fd00::1/128", "dev", "lo"],
                  *(["addr", "add", address + "/32", "dev", "lo"] for address in PRIVATE)):
        subprocess.run(["ip", *words], check=True)
    decoy, redirector = Decoy(), Redirector()
    start = "http://%s:%d/" % (PUBLIC, redirector.port)
    failures = []
    for target in TARGETS:
        redirector.target = "http://%s:%d/" % (target, decoy.port)
        report = crawl(dossier, start)
        if decoy.connections or report["fetched"]:
            failures.append("%s: %d connections, %d fetched" % (target, decoy.connections, report["fetched"]))
            decoy.connections = 0
    # The test can fail: with leave, the decoy is reached by the same redirect.
    redirector.target = "http://127.0.0.1:%d/" % decoy.port
    crawl(dossier, start, "--allow-private")
    if decoy.connections == 0:
        failures.append("the decoy was not reached with --allow-private either: the test proves nothing")
    for failure in failures:
        print("FAILED:", failure)
    print("%d targets, %d failures" % (len(TARGETS), len(failures)))
    return 1 if failures else 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--dossier", required=True)
    parser.add_argument("--inside", action="store_true")
    options = parser.parse_args()
    dossier = os.path.abspath(options.dossier)
    if options.inside:
        return inside(dossier)
    if not shutil.which("unshare") or not shutil.which("ip") or subprocess.run(["unshare", "-n", "true"], stderr=subprocess.DEVNULL).returncode != 0:
        print("skipped: no network namespace can be made here (needs root, unshare and ip)")
        return 77
    return subprocess.run(["unshare", "-n", sys.executable, os.path.abspath(__file__), "--dossier", dossier, "--inside"]).returncode


sys.exit(main())
