"""A bound on how often this machine does something costly at once, whichever of its processes does it."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings

BETWEEN_LOOKS = 0.05


class AllTaken(Exception):
    pass


@contextmanager
def taken(name: str, most: int, patience: float) -> Iterator[None]:
    """One of `most`. Raises AllTaken where none is free within `patience` seconds.

    A process that dies gives its own back: it is the operating system that holds them.
    """
    end = time.monotonic() + patience
    while (slot := _free(name, most)) is None:
        if time.monotonic() > end:
            raise AllTaken(name)
        time.sleep(BETWEEN_LOOKS)
    with slot:
        yield


def _free(name, most) -> IO | None:
    for number in range(most):
        slot = Path(settings.VAR_DIR, f"{name}-{number}.lock").open("w")  # noqa: SIM115 closed by who took it
        try:
            fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            slot.close()
        else:
            return slot
    return None
