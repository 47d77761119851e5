"""A fresh demonstration while something looks at it."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager

from console import Failure
from install import ROOT

PASSWORD = "only-to-be-looked-at"


@contextmanager
def served(folder):
    """Its port."""
    port = _free_port()
    variables = os.environ | {"VAR_DIR": folder, "PORT": str(port), "DEMO_PASSWORD": PASSWORD}
    server = subprocess.Popen(
        [sys.executable, ROOT / "scripts" / "run.py"], env=variables, stdout=subprocess.DEVNULL
    )
    try:
        _wait(port)
        yield port
    finally:
        server.terminate()
        server.wait()


def _free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _wait(port):
    for _attempt in range(120):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz")
        except OSError:
            time.sleep(1)
        else:
            return
    raise Failure("The demonstration did not start.")
