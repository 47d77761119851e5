"""The production server, and what its workers use."""

import http.client
import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from archive import HOST, ROOT

TICKS = os.sysconf("SC_CLK_TCK")
PORT = 8911


@contextmanager
def server(application, variables, workers=1, port=PORT):
    """The process ids of its workers."""
    gunicorn = [sys.executable, "-m", "gunicorn", "--config", "python:benchmarks.server", application]
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(  # noqa: S603
            [*gunicorn, f"--bind={HOST}:{port}", f"--workers={workers}"],
            cwd=ROOT,
            env=variables,
            stdout=log,
            stderr=log,
        )
        try:
            yield _workers(process, workers, port)
        finally:
            process.terminate()
            process.wait()


def _workers(process, number, port):
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    for _attempt in range(300):
        time.sleep(0.1)
        try:
            http.client.HTTPConnection(HOST, port, timeout=5).request("GET", "/")
            workers = [int(child) for child in children.read_text().split()]
        except OSError:
            continue
        if len(workers) == number:
            return workers
    raise SystemExit("The server did not start.")


def processor_time(pid):
    """Seconds, of all threads; to the nanosecond where the kernel counts so, else by ticks."""
    try:
        tasks = Path(f"/proc/{pid}/task").iterdir()
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9
    except OSError:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS
