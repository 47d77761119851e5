"""Renditions of stored pictures: files that are made once, all of a picture together, and kept as long as it.

They are in renditions/<name of the picture>/<recipe>/<width>.<format>; docs/pictures.md says more.
"""

import logging
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from threading import Lock, Thread

from django.conf import settings
from django.core.cache import cache
from django.core.files.storage import default_storage

from .. import slots, stored_files
from .renditions import FORMATS, RECIPE

logger = logging.getLogger(__name__)
ROOT = "renditions/"
# Processes of this machine that make some at once: readers of pages need the processors.
AT_ONCE = 1
PATIENCE = 600
# Seconds for all renditions of a picture.
TIMEOUT = 180
# Seconds until what could not be made is tried again.
TRIED_AGAIN_AFTER = 3600
MOST_WANTED = 1000
_NAME = re.compile(rf"{ROOT}(.+)/{RECIPE}/[0-9]+\.(?:{'|'.join(FORMATS)})")

# Names of pictures, in the order in which they are wanted.
_wanted: dict[str, None] = {}
_lock = Lock()


class NotMade(Exception):
    pass


def stored_name(picture: str, step: int, extension: str) -> str:
    return f"{_folder(picture)}/{step}.{extension}"


def are_made(picture: str) -> bool:
    return default_storage.exists(_folder(picture))


def want(*pictures: str) -> None:
    """Has them made beside what this process is there for."""
    with _lock:
        begins = not _wanted
        for picture in pictures:
            if len(_wanted) < MOST_WANTED and not are_made(picture) and not cache.get(_failed(picture)):
                _wanted[picture] = None
        begins = begins and bool(_wanted)
    if begins:
        start()


def start() -> None:
    Thread(target=work, daemon=True).start()


def work() -> None:
    """Makes what is wanted, one after another."""
    while picture := next(iter(_wanted), None):
        try:
            make(picture)
        except Exception:
            logger.exception("No renditions could be made of %s.", picture)
        finally:
            with _lock:
                _wanted.pop(picture, None)


def make(picture: str) -> None:
    """All that are missing. Raises slots.AllTaken where others are being made for long, and NotMade."""
    if are_made(picture):
        return
    with slots.taken("renditions", AT_ONCE, PATIENCE):
        # Somebody else may have made them meanwhile.
        if not are_made(picture):
            _make(picture)


def _make(picture):
    target = Path(default_storage.path(_folder(picture)))
    unfinished = target.with_name(f"{target.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    try:
        _encode(default_storage.path(picture), unfinished)
        # All at once: who asks meanwhile finds none or all.
        unfinished.rename(target)
    except (OSError, subprocess.SubprocessError) as error:
        cache.set(_failed(picture), True, TRIED_AGAIN_AFTER)
        shutil.rmtree(unfinished, ignore_errors=True)
        raise NotMade(_reason(error)) from error


def _encode(source, folder):
    command = [sys.executable, "-m", "common.pictures.encoding", source, str(folder), str(os.getpid())]
    subprocess.run(command, cwd=settings.BASE_DIR, check=True, capture_output=True, timeout=TIMEOUT)  # noqa: S603
    for path in folder.iterdir():
        path.chmod(settings.FILE_UPLOAD_PERMISSIONS)


def _reason(error):
    said = getattr(error, "stderr", None) or b""
    return said.decode("utf-8", "replace").strip().rpartition("\n")[2] or str(error)


def _failed(picture):
    return f"no-renditions-{RECIPE}-{picture}"


def _folder(picture):
    return f"{ROOT}{picture}/{RECIPE}"


def referenced(names: set[str]) -> set[str]:
    """Those of a picture that some row names; not what another recipe made."""
    pictures = {name: found[1] for name in names if (found := _NAME.fullmatch(name))}
    lost = stored_files.unreferenced(pictures.values()) if pictures else set()
    return {name for name, picture in pictures.items() if picture not in lost}


def made_of(name: str) -> list[str]:
    """What goes with a picture that is removed."""
    return list(stored_files.walk(f"{ROOT}{name}"))
