"""A fresh demonstration while something looks at it."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from contextlib import contextmanager

import programs
from console import Failure, command
from install import ROOT, environment

PASSWORD = "only-to-be-looked-at"


def look_with_browser(script: str, look: Callable[[str], None]) -> None:
    """Runs look() with the path of a Chromium; the script is started anew by the Python of the tests."""
    with command():
        python = environment("requirements-dev.txt")
        if sys.executable != python:
            os.execv(python, [python, script])
        chromium, missing = programs.browser(python)
        if missing:
            raise Failure(missing)
        look(chromium)


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
