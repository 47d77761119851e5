"""The site on a real server with two workers, while real time passes, and its readers."""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.db import connection

from tests.processes import free_port

ROOT = Path(__file__).resolve().parent.parent
# Seconds: a worker asks the clock once in one, and it takes a moment to be asked.
SEEN_WITHIN = 1.1


@contextmanager
def two_workers(**variables: str) -> Iterator["Readers"]:
    """Their readers; the variables are those of the site, beyond those of the tests."""
    port = free_port()
    database = connection.settings_dict
    address = os.environ["DATABASE_URL"]
    if connection.vendor == "sqlite":
        address = f"sqlite:///{database['NAME']}"
    else:
        address = urlsplit(address)._replace(path=f"/{database['NAME']}").geturl()
    command = [sys.executable, "-m", "gunicorn", "--workers=2", "--threads=2", "--log-level=error"]
    with subprocess.Popen(
        [
            *command,
            f"--bind=127.0.0.1:{port}",
            "--limit-request-line=8190",
            "--no-control-socket",
            "carnot_site.wsgi",
        ],
        cwd=ROOT,
        env=os.environ
        | {"DJANGO_SETTINGS_MODULE": "carnot_site.settings", "DATABASE_URL": address, "ZEAL": "0"}
        | variables,
    ) as server:
        try:
            yield Readers(port)
        finally:
            server.terminate()


class Readers:
    """Each asks over a connection of its own, so that both workers answer some of them."""

    def __init__(self, port):
        self.port = port
        for _attempt in range(100):
            try:
                self.read("/healthz")
                break
            except OSError:
                time.sleep(0.1)

    def read(self, path):
        reader = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            reader.request("GET", path, headers={"Connection": "close"})
            answer = reader.getresponse()
            return answer.status, answer.read().decode()
        finally:
            reader.close()

    def warm(self, *paths):
        for _time in range(8):
            for path in paths:
                self.read(path)

    def all_see(self, path, text, status=200, within=SEEN_WITHIN):
        """Whether nobody who asks later than is promised gets what stood there before.

        Counted from the asking, so that a busy machine, which answers late, makes no difference.
        """
        changed = last_stale = time.monotonic()
        in_a_row = 0
        while in_a_row < 20 and time.monotonic() - changed < 30:
            asked, seen = time.monotonic(), self.read(path)
            if seen[0] == status and text in seen[1]:
                in_a_row += 1
            else:
                in_a_row, last_stale = 0, asked
        return in_a_row == 20 and last_stale - changed < within
