#!/usr/bin/env python3
"""`dossier serve` over sockets: who is refused, and that bad clients harm no good ones.

    serve_test.py --dossier build/dossier --corpus build/tests/cli/sample.corpus
"""
import argparse
import contextlib
import http.client
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import unittest
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import serving as support  # noqa: E402

ARGUMENTS = None
PATIENCE = support.PATIENCE


@contextlib.contextmanager
def serving(corpus, *options, copied=False):
    with support.serving(ARGUMENTS.dossier, corpus, *options, copied=copied) as url:
        yield urllib.parse.urlparse(url)


def ask(address, path, method="GET", body=None, **headers):
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=PATIENCE)
    try:
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read().decode("utf-8", "replace")
    finally:
        connection.close()


def raw(address, data):
    """What comes back for bytes of our own, until the server ends the connection."""
    with socket.create_connection((address.hostname, address.port), timeout=PATIENCE) as connection:
        with contextlib.suppress(OSError):
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
        answer = b""
        with contextlib.suppress(OSError):
            while more := connection.recv(65536):
                answer += more
                if len(answer) > 1 << 20:
                    break
        return answer


class Serve(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.stack = contextlib.ExitStack()
        cls.address = cls.stack.enter_context(serving(ARGUMENTS.corpus, copied=True))

    @classmethod
    def tearDownClass(cls):
        cls.stack.close()

    def test_headers_stand_on_every_answer(self):
        for path in ("/", "/?q=vendor:zte", "/vendor/nobody", "/site.css", "/nowhere", "/api/v1/nowhere"):
            _, headers, _ = ask(self.address, path)
            self.assertEqual(headers["X-Content-Type-Options"], "nosniff", path)
            self.assertEqual(headers["Referrer-Policy"], "no-referrer", path)
            self.assertIn("default-src 'none'", headers["Content-Security-Policy"], path)
            self.assertIn("frame-ancestors 'none'", headers["Content-Security-Policy"], path)

    def test_foreign_hosts_are_refused(self):
        self.assertEqual(ask(self.address, "/", Host="evil.example")[0], 421)
        self.assertEqual(ask(self.address, "/", Host=f"localhost:{self.address.port}")[0], 200)

    def test_changes_need_the_secret_of_our_own_form(self):
        form = {"Content_Type": "application/x-www-form-urlencoded"}
        self.assertEqual(ask(self.address, "/basket", "POST", "task=choose&name=b", **form)[0], 403)
        secret = re.search(r'name="secret" value="([0-9a-f]+)"', ask(self.address, "/")[2])[1]
        body = "task=choose&name=b&secret=" + secret
        self.assertEqual(ask(self.address, "/basket", "POST", body, Origin="https://evil.example", **form)[0], 403)
        self.assertEqual(ask(self.address, "/basket", "POST", body, **form)[0], 303)

    def test_a_long_draft_is_checked(self):
        secret = re.search(r'name="secret" value="([0-9a-f]+)"', ask(self.address, "/check")[2])[1]
        draft = "It was said that nothing happened. " * 4000
        body = ("--x\r\nContent-Disposition: form-data; name=\"secret\"\r\n\r\n" + secret +
                "\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n" + draft + "\r\n--x--\r\n")
        status, _, page = ask(self.address, "/check", "POST", body, Content_Type="multipart/form-data; boundary=x")
        self.assertEqual(status, 200, page[:500])
        self.assertIn("No quotation of three words", page)
        form = urllib.parse.urlencode({"secret": secret, "text": draft})
        self.assertEqual(ask(self.address, "/check", "POST", form, Content_Type="application/x-www-form-urlencoded")[0], 200)

    def test_limits_and_nonsense(self):
        host = f"Host: 127.0.0.1:{self.address.port}\r\n".encode()
        self.assertEqual(ask(self.address, "/" + "a" * 7000)[0], 414)
        self.assertEqual(ask(self.address, "/", "DELETE")[0], 405)
        for data in (b"GET / HTTP/1.1\r\n" + host + b"X: y\r\n" * 20000 + b"\r\n",      # a head without end
                     b"POST /check HTTP/1.1\r\n" + host + b"Content-Length: 99999999999\r\n\r\n" + b"a" * 4096,
                     b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc", b"\r\n" * 1000, b"GET\r\n\r\n",
                     b"GET / HTTP/1.1\r\n" + host + b"Range: bytes=" + b"0-1," * 500 + b"\r\n\r\n",
                     b"POST /check HTTP/1.1\r\n" + host + b"Content-Type: multipart/form-data\r\nContent-Length: 3\r\n\r\nabc"):
            answer = raw(self.address, data + (b"" if data.endswith(b"\r\n\r\n") else b"\r\n\r\n"))
            self.assertRegex(answer, rb"^$|^HTTP/1\.1 4\d\d ", data[:40])  # refused, or not worth an answer
            self.assertEqual(ask(self.address, "/help")[0], 200)

    def test_slow_and_dead_clients_keep_nobody_out(self):
        idle = []
        for i in range(260):  # more than connections are kept
            connection = socket.create_connection((self.address.hostname, self.address.port), timeout=PATIENCE)
            if i % 2:
                connection.sendall(b"GET / HTTP/1.1\r\nHost: x")
            idle.append(connection)
        self.assertEqual(ask(self.address, "/vendor/zte")[0], 200)
        for connection in idle:
            connection.close()
        for _ in range(20):  # killed while the answer is on its way
            with socket.create_connection((self.address.hostname, self.address.port)) as connection:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                connection.sendall(f"GET /?q=vendor:zte HTTP/1.1\r\nHost: 127.0.0.1:{self.address.port}\r\n\r\n".encode())
        self.assertEqual(ask(self.address, "/vendor/zte")[0], 200)


def constant(name, path):
    """A limit of the server, as its source says."""
    source = pathlib.Path(__file__).resolve().parents[2] / path
    return int(re.search(rf"\b{name} = (\d+);", source.read_text())[1])


class Limits(unittest.TestCase):
    def test_no_more_connections_and_waiting_requests_than_it_says(self):
        connections = constant("kMostConnections", "app/web_server.h")
        waiting = constant("kMostWaiting", "app/serve_command.cc")
        with support.serving(ARGUMENTS.dossier, ARGUMENTS.corpus, copied=True) as url, contextlib.ExitStack() as held:
            address = urllib.parse.urlparse(url)
            idle = pathlib.Path(f"/proc/{url.pid}/task")
            own = len(list(idle.iterdir()))
            request = f"GET /vendors HTTP/1.1\r\nHost: {address.netloc}\r\nConnection: close\r\n\r\n".encode()
            clients = [held.enter_context(socket.create_connection((address.hostname, address.port), timeout=PATIENCE))
                       for _ in range(connections + 60)]
            self.assertEqual(ask(address, "/help")[0], 200)  # all before it were accepted, or ended
            self.assertLessEqual(len(list(idle.iterdir())), own + connections)
            clients = clients[-(connections - 20):]  # those that have waited longest were ended
            os.kill(url.pid, signal.SIGSTOP)  # so that all ask at once
            for client in clients:
                client.sendall(request)
            os.kill(url.pid, signal.SIGCONT)
            answers = []
            for client in clients:
                answer = b""
                with contextlib.suppress(OSError):
                    while more := client.recv(65536):
                        answer += more
                answers.append(answer)
            refused = [answer for answer in answers if answer.startswith(b"HTTP/1.1 503")]
            self.assertGreater(len([answer for answer in answers if answer.startswith(b"HTTP/1.1 200")]), waiting // 2)
            self.assertGreater(len(refused), 0, "no request was told to come again")
            for answer in refused:
                self.assertIn(b"Retry-After: 1", answer)
            self.assertEqual(ask(address, "/help")[0], 200)


class Listening(unittest.TestCase):
    def run_serve(self, *options):
        return subprocess.run([ARGUMENTS.dossier, "-C", ARGUMENTS.corpus, "serve", "--port", "0", *options],
                              capture_output=True, text=True, timeout=PATIENCE)

    def test_others_are_let_in_only_with_a_token(self):
        for options in (("--listen", "0.0.0.0"), ("--listen", "0.0.0.0", "--token", "short"), ("--listen", "::", "--token", "a b c d e f g h i j k")):
            done = self.run_serve(*options)
            self.assertEqual(done.returncode, 2, options)
            self.assertIn("nothing is served", done.stderr)

    def test_nothing_is_shown_without_the_token(self):
        token = "0123456789abcdef0123"
        with serving(ARGUMENTS.corpus, "--listen", "0.0.0.0", "--token", token) as address:
            address = urllib.parse.urlparse(f"http://127.0.0.1:{address.port}/")
            self.assertEqual(ask(address, "/?q=vendor:zte")[0], 401)
            self.assertEqual(ask(address, "/?q=vendor:zte", Authorization="Bearer " + token)[0], 200)
            status, headers, _ = ask(address, "/login", "POST", "token=" + token, Content_Type="application/x-www-form-urlencoded")
            self.assertEqual(status, 303)
            cookie = headers["Set-Cookie"]
            self.assertIn("HttpOnly", cookie)
            self.assertIn("SameSite=Strict", cookie)
            self.assertEqual(ask(address, "/", Cookie=cookie.split(";")[0])[0], 200)
            self.assertEqual(ask(address, "/", Host="evil.example", Cookie=cookie.split(";")[0])[0], 421)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--dossier", required=True)
    parser.add_argument("--corpus", required=True)
    ARGUMENTS = parser.parse_args()
    unittest.main(argv=["serve_test.py"])
