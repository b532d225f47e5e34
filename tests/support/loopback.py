"""A web server for one test: loopback, a free port, threads that end with the test, silent about clients that were killed."""
import http.server
import threading


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass


def serve(handler):
    """Serves from now on with `handler`, a BaseHTTPRequestHandler; returns the server, whose `url` has no slash at its end."""
    handler.log_message = lambda *_: None
    server = _Server(("127.0.0.1", 0), handler)
    server.url = "http://127.0.0.1:%d" % server.server_address[1]
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    return server
