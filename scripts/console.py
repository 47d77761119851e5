import io
import os
import subprocess
import sys
import time
from contextlib import contextmanager


def _asked(name):
    return os.environ.get(name, "").lower() in {"1", "true", "yes"}


CI = _asked("CI")
# Programs of the system are installed only where somebody asks for it.
INSTALL = CI or _asked("INSTALL")


class Failure(Exception):
    """Ends the command with this one message."""


@contextmanager
def command():
    # A terminal that cannot show a letter is no reason to stop.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    try:
        yield
    except Failure as failure:
        sys.exit(str(failure))
    except KeyboardInterrupt:
        sys.exit(130)


@contextmanager
def step(title):
    print(f"{title} ...", end=" ", flush=True)
    started = time.monotonic()
    try:
        yield
    except BaseException:
        print(flush=True)
        raise
    print(f"{time.monotonic() - started:.0f} s", flush=True)


def quietly(arguments, failure, **options):
    """Shows what a command printed only if it failed; returns it otherwise."""
    done = subprocess.run(
        arguments,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        **options,
    )
    if done.returncode:
        raise Failure(f"{done.stdout.rstrip()}\n{failure}".lstrip())
    return done.stdout
