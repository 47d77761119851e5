"""What this process knows of the clock."""

import threading
import time
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from .. import moments
from .reading import Reading, read

ASKED_EVERY = 1.0


class _Known(NamedTuple):
    reading: Reading
    asked_at: float

    def is_current(self) -> bool:
        return time.monotonic() - self.asked_at < ASKED_EVERY and self.reading.holds(timezone.now())


class _Watcher:
    def __init__(self):
        self.lock = threading.Lock()
        self.known: _Known | None = None
        # Raised by each forget(): what was asked before it may be older than what made us forget.
        self.forgotten = 0

    def current(self) -> Reading | None:
        if (known := self.known) and known.is_current():
            return known.reading
        with self.lock:
            # Somebody else has asked while this one waited.
            if (known := self.known) and known.is_current():
                return known.reading
            return self._ask()

    def _ask(self):
        forgotten, asked_at = self.forgotten, time.monotonic()
        reading = read()
        if reading and forgotten == self.forgotten:
            self.known = _Known(reading, asked_at)
        return reading

    def forget(self):
        self.forgotten += 1
        self.known = None


_watcher = _Watcher()


def current() -> Reading | None:
    """None of the past, and inside a transaction: what it reads may never be committed, or is older than the
    clock."""
    if connection.in_atomic_block or moments.asked():
        return None
    return _watcher.current()


def forget() -> None:
    """After a write of this process: it sees it at once."""
    _watcher.forget()
