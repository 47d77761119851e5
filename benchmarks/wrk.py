"""Many readers at once, by wrk."""

import re
import shutil
import subprocess
import sys
from typing import NamedTuple

MILLISECONDS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


class Load(NamedTuple):
    requests: int
    per_second: float
    # Milliseconds, of half and of 99 of 100.
    median: float
    p99: float
    # Requests without an answer, and answers of 4xx and 5xx.
    failed: int
    refused: int


def start(address, *, connections, seconds, headers=(), script=()):
    program = shutil.which("wrk") or sys.exit("This needs wrk (Debian, Ubuntu: apt-get install wrk).")
    said = [argument for header in headers for argument in ("-H", header)]
    bounds = ["-t2", f"-c{connections}", f"-d{seconds}s", "--latency", "--timeout", "20s"]
    lua = ["-s", script[0]] if script else []
    command = [program, *bounds, *said, *lua, address, *(["--", *script[1:]] if script else [])]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603


def result(process) -> Load:
    said, _nothing = process.communicate()
    errors = re.search(r"connect (\d+), read (\d+), write (\d+), timeout (\d+)", said)
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    return Load(
        requests=int(_found(r"(\d+) requests in", said)[1]),
        per_second=float(_found(r"Requests/sec:\s+([\d.]+)", said)[1]),
        median=_milliseconds("50", said),
        p99=_milliseconds("99", said),
        failed=sum(map(int, errors.groups() if errors else ())),
        refused=int(refused[1]) if refused else 0,
    )


def run(address, **options) -> Load:
    return result(start(address, **options))


def _milliseconds(percent, said):
    value, unit = _found(rf"^\s+{percent}%\s+([\d.]+)(us|ms|s|m)\s*$", said).groups()
    return float(value) * MILLISECONDS[unit]


def _found(pattern, said):
    return re.search(pattern, said, re.MULTILINE) or sys.exit(f"wrk said something else:\n{said}")
