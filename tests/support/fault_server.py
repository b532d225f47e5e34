"""A web server on loopback that does everything wrong, one fault a path. Standard library only; threads; raw sockets.

Used by tests/crash/fault_test.py; by hand: python3 tests/support/fault_server.py, then crawl http://127.0.0.1:PORT/<fault>.
"""
import gzip
import os
import socket
import threading
import time
import zlib

PAGE = b"<html><head><title>t</title></head><body><p>" + b"text " * 200 + b"</p><a href='/next'>n</a></body></html>"


def head(status="200 OK", *lines):
    return ("HTTP/1.1 " + status + "\r\n" + "".join(line + "\r\n" for line in lines) + "\r\n").encode("latin-1")


def whole(body=PAGE, status="200 OK", *lines):
    return head(status, "Content-Type: text/html", f"Content-Length: {len(body)}", *lines) + body


def redirect(to, status="302 Found"):
    return whole(b"", status, "Location: " + to)


def bomb(layers):
    """Gzip data that unpacks to 512 MiB (one layer) or to that, gzipped once more (two)."""
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    block = b"\0" * (1 << 20)
    data = b"".join(packer.compress(block) for _ in range(512)) + packer.flush()
    return data if layers == 1 else gzip.compress(data)


class FaultServer:
    def __init__(self):
        self.robots = {}     # first path segment "robots-..." -> handled by name
        self.requests = []   # (time, path, headers)
        self.bombs = {1: bomb(1), 2: bomb(2)}
        self.socket = socket.socket()
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(("127.0.0.1", 0))
        self.socket.listen(256)
        self.port = self.socket.getsockname()[1]
        self.robots_mode = "none"
        threading.Thread(target=self._accept, daemon=True).start()

    def url(self, path):
        return f"http://127.0.0.1:{self.port}{path}"

    def _accept(self):
        while True:
            try:
                client, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client):
        try:
            with client:
                data = b""
                client.settimeout(60)
                while True:
                    while b"\r\n\r\n" not in data:
                        more = client.recv(65536)
                        if not more:
                            return
                        data += more
                    request, _, data = data.partition(b"\r\n\r\n")
                    path = request.split(b" ")[1].decode("latin-1")
                    self.requests.append((time.monotonic(), path, request.decode("latin-1")))
                    if not self._answer(client, path, request.decode("latin-1")):
                        return
        except OSError:
            pass

    def _answer(self, client, path, request):
        """Sends the answer; True keeps the connection."""
        if path == "/robots.txt":
            return self._robots(client)
        name, _, argument = path.lstrip("/").partition("?")
        handler = getattr(self, "do_" + name.split("/")[0].replace("-", "_"), None)
        if handler is None:
            client.sendall(whole(b"no such fault", "404 Not Found"))
            return True
        return bool(handler(client, path, argument, request))

    def _robots(self, client):
        mode = self.robots_mode
        if mode == "none":
            client.sendall(whole(b"", "404 Not Found"))
        elif mode == "hang":
            time.sleep(30)
            return False
        elif mode == "loop":
            client.sendall(redirect("/robots.txt"))
        elif mode == "huge":
            client.sendall(whole(b"# filler\n" * 90000 + b"User-agent: *\nDisallow: /\n"))
        elif mode == "within-500k":
            client.sendall(whole(b"#" * 99 + b"\n" * 1 + (b"# filler line of robots\n" * 20000) + b"User-agent: *\nDisallow: /ok\n"))
        elif mode == "html":
            client.sendall(whole(PAGE))
        elif mode == "disallow":
            client.sendall(whole(b"User-agent: *\nDisallow: /\n"))
        elif mode.isdigit():
            client.sendall(whole(b"", mode + " Status"))
        return mode != "hang"

    # --- time ---
    def _drip(self, client, data, pause=0.25):
        for i in range(len(data)):
            client.sendall(data[i:i + 1])
            time.sleep(pause)

    def do_slow_head(self, client, *_):
        self._drip(client, whole())

    def do_slow_body(self, client, *_):
        client.sendall(head("200 OK", "Content-Type: text/html", f"Content-Length: {len(PAGE)}"))
        self._drip(client, PAGE)

    def do_never(self, client, *_):
        time.sleep(30)

    # --- size ---
    def do_endless(self, client, *_):
        client.sendall(head("200 OK", "Content-Type: text/html"))
        while True:
            client.sendall(b"<p>more</p>" * 4096)

    def do_endless_chunked(self, client, *_):
        client.sendall(head("200 OK", "Content-Type: text/html", "Transfer-Encoding: chunked"))
        while True:
            client.sendall(b"10000\r\n" + b"x" * 65536 + b"\r\n")

    def do_endless_header(self, client, *_):
        client.sendall(b"HTTP/1.1 200 OK\r\n")
        while True:
            client.sendall(b"X-More: " + b"y" * 4000 + b"\r\n")

    def do_long_header_line(self, client, *_):
        client.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
        while True:
            client.sendall(b"z" * 65536)

    def do_bomb(self, client, *_):
        data = self.bombs[1]
        client.sendall(head("200 OK", "Content-Type: text/html", "Content-Encoding: gzip", f"Content-Length: {len(data)}") + data)

    def do_bomb2(self, client, *_):
        data = self.bombs[2]
        client.sendall(head("200 OK", "Content-Type: text/html", "Content-Encoding: gzip, gzip", f"Content-Length: {len(data)}") + data)

    def do_many_links(self, client, *_):
        body = b"<html>" + b"".join(b"<a href='/x/%d'>x</a>" % i for i in range(200000))
        client.sendall(whole(body))
        return True

    def do_long_url(self, client, *_):
        client.sendall(whole(b"<a href='/ok?" + b"u" * 100000 + b"'>long</a>"))
        return True

    def do_deep_tags(self, client, *_):
        client.sendall(whole(b"<div>" * 200000 + b"<svg>" * 20000 + b"<a href='/ok'>"))
        return True

    # --- redirects ---
    def do_loop(self, client, *_):
        client.sendall(redirect("/loop2"))
        return True

    def do_loop2(self, client, *_):
        client.sendall(redirect("/loop"))
        return True

    def do_self(self, client, *_):
        client.sendall(redirect("/self"))
        return True

    def do_chain(self, client, path, argument, *_):
        client.sendall(redirect(f"/chain?{int(argument or 0) + 1}"))
        return True

    def do_to(self, client, path, argument, *_):
        client.sendall(redirect(argument))
        return True

    def do_no_location(self, client, *_):
        client.sendall(whole(b"", "302 Found"))
        return True

    def do_crlf_location(self, client, *_):
        client.sendall(redirect("/ok\tX-Injected:%0d%0a 1"))
        return True

    def do_refresh(self, client, *_):
        client.sendall(whole(b"<meta http-equiv=refresh content='0; url=/refresh?again'>"))
        return True

    # --- lengths and chunks ---
    def do_long_cl(self, client, *_):
        client.sendall(head("200 OK", "Content-Type: text/html", f"Content-Length: {len(PAGE) + 5000}") + PAGE)

    def do_short_cl(self, client, *_):
        client.sendall(head("200 OK", "Content-Type: text/html", "Content-Length: 100") + PAGE)
        time.sleep(0.2)

    def do_like_status(self, client, *_):
        client.sendall(whole(PAGE, "200 OK", "HTTP/1.1: 404 Not Found", "HTTP/1.0 500: none"))

    def do_interim(self, client, *_):
        client.sendall(head("103 Early Hints", "Link: </style.css>", "HTTP/1.1: 404 Not Found") + whole())

    def do_like_status_behind(self, client, *_):
        client.sendall(head("200 OK", "Content-Type: text/html", "Transfer-Encoding: chunked") + b"%x\r\n" % len(PAGE) + PAGE +
                       b"\r\n0\r\nHTTP/1.1: 404 Not Found\r\n\r\n")

    def do_two_cl(self, client, *_):
        client.sendall(head("200 OK", "Content-Type: text/html", "Content-Length: 100", "Content-Length: 50") + PAGE)

    def do_bad_cl(self, client, *_):
        client.sendall(head("200 OK", "Content-Type: text/html", "Content-Length: -5") + PAGE)

    def do_trunc_chunk(self, client, *_):
        client.sendall(head("200 OK", "Content-Type: text/html", "Transfer-Encoding: chunked") + b"64\r\n" + PAGE[:100] + b"\r\n1000\r\nabc")

    def do_no_last_chunk(self, client, *_):
        client.sendall(head("200 OK", "Content-Type: text/html", "Transfer-Encoding: chunked") + b"64\r\n" + PAGE[:100] + b"\r\n")

    def do_bad_chunk(self, client, *_):
        client.sendall(head("200 OK", "Content-Type: text/html", "Transfer-Encoding: chunked") + b"64\r\n" + PAGE[:100] + b"\r\nzz\r\nabc\r\n0\r\n\r\n")

    def do_reset(self, client, *_):
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")

    def do_empty(self, client, *_):
        pass

    # --- codings, characters, protocol ---
    def do_bad_gzip(self, client, *_):
        data = bytearray(gzip.compress(PAGE * 20))
        data[len(data) // 2] ^= 0x55
        client.sendall(head("200 OK", "Content-Type: text/html", "Content-Encoding: gzip", f"Content-Length: {len(data)}") + bytes(data))
        return True

    def do_cut_gzip(self, client, *_):
        data = gzip.compress(os.urandom(5000))[:2000]
        client.sendall(head("200 OK", "Content-Type: text/html", "Content-Encoding: gzip", f"Content-Length: {len(data)}") + data)
        return True

    def do_no_gzip(self, client, *_):
        client.sendall(head("200 OK", "Content-Type: text/html", "Content-Encoding: gzip", f"Content-Length: {len(PAGE)}") + PAGE)
        return True

    def do_bad_charset(self, client, *_):
        body = b"<meta charset=no-such-thing><p>\xff\xfe\xe4\xf6</p>"
        client.sendall(head("200 OK", "Content-Type: text/html; charset=klingon", f"Content-Length: {len(body)}") + body)
        return True

    def do_lie_charset(self, client, *_):
        body = b"<meta charset=utf-16><p>\xe4\xf6\xfc</p><a href='/\xe4'>x</a>"
        client.sendall(head("200 OK", "Content-Type: text/html; charset=utf-8", f"Content-Length: {len(body)}") + body)
        return True

    def do_nul(self, client, *_):
        client.sendall(whole(b"<p>a\0b</p><a href='/n\0ul'>x</a>" * 50))
        return True

    def do_old(self, client, *_):
        client.sendall(PAGE)

    def do_garbage(self, client, *_):
        client.sendall(os.urandom(3000))

    def do_ok(self, client, *_):
        client.sendall(whole())
        return True

    # --- status, pace, state ---
    def do_s404(self, client, *_):
        client.sendall(whole(b"gone", "404 Not Found"))
        return True

    def do_s500(self, client, *_):
        client.sendall(whole(b"oops", "500 Internal Server Error"))
        return True

    def do_s429(self, client, path, argument, *_):
        client.sendall(whole(b"slow", "429 Too Many Requests", "Retry-After: " + (argument.replace("+", " ") or "1")))
        return True

    def do_s503(self, client, path, argument, *_):
        client.sendall(whole(b"slow", "503 Service Unavailable", "Retry-After: " + (argument.replace("%20", " ") or "1")))
        return True

    def do_cookie(self, client, path, argument, request):
        if "Cookie:" in request:
            client.sendall(whole())
        else:
            client.sendall(whole(b"", "302 Found", "Location: /cookie", "Set-Cookie: seen=1"))
        return True

    def do_etag(self, client, path, argument, request):
        if 'If-None-Match: "v1"' in request:
            client.sendall(head("304 Not Modified", 'ETag: "v1"'))
        else:
            client.sendall(whole(PAGE, "200 OK", 'ETag: "v1"'))
        return True

    def do_lastmod(self, client, path, argument, request):
        stamp = "Sat, 04 Aug 2018 16:49:00 GMT"
        if "If-Modified-Since: " + stamp in request:
            client.sendall(head("304 Not Modified"))
        else:
            client.sendall(whole(PAGE, "200 OK", "Last-Modified: " + stamp))
        return True

    # --- traps ---
    def do_deep(self, client, path, *_):
        base = path.rstrip("/")
        client.sendall(whole(f"<a href='{base}/deep/'>deeper</a><a href='{base}/x{len(path)}/'>on</a>".encode()))
        return True

    def do_trap(self, client, path, argument, *_):
        step = int(argument.rpartition("=")[2] or 0) if argument else 0
        client.sendall(whole("".join(f"<a href='/trap?page={step}&s={step * 7 + i}'>x</a>" for i in range(7)).encode()))
        return True

    def do_calendar(self, client, path, argument, *_):
        year = int(argument.rpartition("=")[2] or 2026) if argument else 2026
        client.sendall(whole(f"<a href='/calendar?year={year + 1}'>next</a><a href='/calendar?year={year - 1}'>previous</a>".encode()))
        return True


if __name__ == "__main__":
    server = FaultServer()
    print(server.url("/"), flush=True)
    try:
        while True:
            time.sleep(1)
    except KeyboardInterrupt:
        pass
