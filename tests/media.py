"""What lies in the folder of files, and how old it is."""

import os
import time
from pathlib import Path

from django.conf import settings

from common import file_sweep


def files() -> set[str]:
    """Names as rows hold them; the mark of the folder is no upload."""
    root = Path(settings.MEDIA_ROOT)
    found = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    return found - {file_sweep.MARKER_FILE}


def put(name: str, content: bytes = b"x") -> str:
    path = Path(settings.MEDIA_ROOT, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return name


def age(*names: str) -> None:
    """As old as what nobody is writing any more."""
    then = time.time() - file_sweep.GRACE.total_seconds() - 60
    for name in names or files():
        os.utime(Path(settings.MEDIA_ROOT, name), (then, then))
