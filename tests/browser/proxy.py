"""A proxy in front of the site that answers 502 to “Save”, as nginx does when the site does not answer."""

import http.client
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

NOT_PASSED_ON = {"connection", "transfer-encoding", "content-length", "date", "server"}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self._pass_on()

    def do_POST(self):
        if self.server.fails and self.path.endswith(("/change/", "/add/")):
            self._answer(502, [("Content-Type", "text/html")], b"<h1>502 Bad Gateway</h1>")
        else:
            self._pass_on()

    def _pass_on(self):
        length = int(self.headers.get("Content-Length") or 0)
        asking = http.client.HTTPConnection(self.server.site, timeout=60)
        asking.request(self.command, self.path, self.rfile.read(length), dict(self.headers))
        answer = asking.getresponse()
        self._answer(answer.status, answer.getheaders(), answer.read())
        asking.close()

    def _answer(self, status, headers, body):
        self.send_response_only(status)
        for name, value in headers:
            if name.lower() not in NOT_PASSED_ON:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments):
        pass


class FailingProxy:
    def __init__(self, site):
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.site, self.server.fails = urlsplit(site).netloc, False
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def fail(self, fails=True):
        self.server.fails = fails

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
