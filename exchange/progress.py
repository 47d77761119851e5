"""How far a running import is, in a small file: written and read while its transaction holds the database.

docs/decisions/0006-progress-beside-the-database.md says why.
"""

import contextlib
import json
import os
import time
from pathlib import Path
from typing import NamedTuple

from django.conf import settings


class Cancelled(Exception):
    """Somebody asked to stop."""


class Report(NamedTuple):
    done: int
    total: int
    at: float


FOLDER = "imports/progress/"


class Progress:
    def __init__(self, job_id: int):
        folder = Path(settings.MEDIA_ROOT, FOLDER)
        self.path = folder / f"{job_id}.json"
        self.stop = folder / f"{job_id}.cancel"

    @staticmethod
    def job_of(name: str) -> int | None:
        """The job of a progress file, by its name in the storage."""
        number = name.removeprefix(FOLDER).partition(".")[0]
        return int(number) if name.startswith(FOLDER) and number.isdecimal() else None

    def write(self, done: int, total: int) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self.path.with_suffix(f".{os.getpid()}")
        fresh.write_text(json.dumps({"done": done, "total": total, "at": time.time()}))
        fresh.replace(self.path)

    def step(self, done: int, total: int) -> None:
        """Between two chunks: raises Cancelled if somebody asked to stop."""
        if self.stop.exists():
            raise Cancelled
        self.write(done, total)

    def read(self) -> Report | None:
        try:
            return Report(**json.loads(self.path.read_text()))
        except (FileNotFoundError, ValueError, TypeError):
            return None

    def ask_to_stop(self) -> None:
        self.stop.parent.mkdir(parents=True, exist_ok=True)
        self.stop.touch()

    def clear(self) -> None:
        for path in (self.path, self.stop):
            with contextlib.suppress(FileNotFoundError):
                path.unlink()
