"""Chromium without a window, spoken to over its debugging protocol. Standard library only."""
import base64
import json
import os
import re
import shutil
import socket
import struct
import subprocess
import tempfile
import urllib.request


def find():
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


class WebSocket:
    """A client as RFC 6455 has it, for text messages of our own machine."""

    def __init__(self, host, port, path):
        self.socket = socket.create_connection((host, port), timeout=60)
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall((f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                             f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n").encode())
        self.data = b""
        while b"\r\n\r\n" not in self.data:
            self.data += self.socket.recv(4096)
        head, self.data = self.data.split(b"\r\n\r\n", 1)
        if b" 101 " not in head.split(b"\r\n")[0]:
            raise OSError(head.decode("latin-1"))

    def take(self, count):
        while len(self.data) < count:
            more = self.socket.recv(1 << 16)
            if not more:
                raise OSError("the browser hung up")
            self.data += more
        taken, self.data = self.data[:count], self.data[count:]
        return taken

    def send(self, text):
        body, mask = text.encode(), os.urandom(4)
        length = bytes([0x80 | len(body)]) if len(body) < 126 else b"\xfe" + struct.pack(">H", len(body)) if len(body) < 1 << 16 else b"\xff" + struct.pack(">Q", len(body))
        self.socket.sendall(b"\x81" + length + mask + bytes(byte ^ mask[i % 4] for i, byte in enumerate(body)))

    def receive(self):
        message = b""
        while True:
            first, second = self.take(2)
            length = second & 0x7F
            if length == 126:
                length = struct.unpack(">H", self.take(2))[0]
            elif length == 127:
                length = struct.unpack(">Q", self.take(8))[0]
            body = self.take(length)
            if first & 0x0F == 8:
                raise OSError("the browser closed")
            if first & 0x0F in (0, 1):
                message += body
                if first & 0x80:
                    return message.decode()


class Browser:
    def __init__(self):
        self.home = tempfile.TemporaryDirectory(prefix="dossier-chromium-", ignore_cleanup_errors=True)  # a child may still write
        self.process = subprocess.Popen(
            [find(), "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--remote-debugging-port=0",
             f"--user-data-dir={self.home.name}", "--window-size=800,400", "about:blank"],
            stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        for line in self.process.stderr:
            if match := re.search(r"ws://([\d.]+):(\d+)/", line):
                self.host, self.port = match.group(1), int(match.group(2))
                break
        else:
            raise OSError("the browser did not start")
        self.count = 0

    def open_page(self):
        request = urllib.request.Request(f"http://{self.host}:{self.port}/json/new?about:blank", method="PUT")
        target = json.load(urllib.request.urlopen(request, timeout=60))
        return Page(self, target)

    def close(self):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.home.cleanup()


class Page:
    def __init__(self, browser, target):
        self.browser, self.id = browser, target["id"]
        self.socket = WebSocket(browser.host, browser.port, "/devtools/page/" + self.id)
        self.events = []
        self.call("Page.enable")

    def call(self, method, **parameters):
        self.browser.count += 1
        number = self.browser.count
        self.socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self.socket.receive())
            if answer.get("id") == number:
                if "error" in answer:
                    raise OSError(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer.get("method"))

    def go(self, url):
        self.events.clear()
        self.call("Page.navigate", url=url)
        while "Page.loadEventFired" not in self.events:
            self.events.append(json.loads(self.socket.receive()).get("method"))

    def evaluate(self, expression):
        return self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)["result"].get("value")

    def close(self):
        self.call("Page.close")
