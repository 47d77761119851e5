"""HTML as a PDF, made in a process of its own: its time and memory are bounded, and given back."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

# Seconds on the clock, for a machine that has other work; process.py counts those of its own work.
PATIENCE = 100
# Where its programs, its own settings and its typefaces are; no secret of the site.
_KNOWN_TO_IT = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "TMPDIR",
    "XDG_CACHE_HOME",
    "FONTCONFIG_FILE",
    "FONTCONFIG_PATH",
)
# The cut typefaces would say when they were cut.
_NO_DATES = {"SOURCE_DATE_EPOCH": "0"}


class TooMuch(Exception):
    """It took more time or memory than a document may, or broke."""


def pdf_of(html: str, address: str, files: Mapping[str, Path]) -> bytes:
    """`address` is what links in it begin from; it sees these files, by their address, and nothing else."""
    job = {"html": html, "address": address, "files": {name: str(path) for name, path in files.items()}}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "common.pdf.process"],
            input=json.dumps(job).encode(),
            capture_output=True,
            cwd=settings.BASE_DIR,
            env={name: os.environ[name] for name in _KNOWN_TO_IT if name in os.environ} | _NO_DATES,
            timeout=PATIENCE,
        )
    except subprocess.TimeoutExpired as error:
        raise TooMuch(f"It was not done after {PATIENCE} seconds.") from error
    if done.returncode:
        raise TooMuch(f"It ended with {done.returncode}: {done.stderr.decode(errors='replace')[-1000:]}")
    return done.stdout
