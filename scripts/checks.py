"""What would otherwise fail later, and less clearly."""

import errno
import secrets
import socket
import tempfile
from pathlib import Path

from console import Failure


def port(text):
    """The number of a port of the loopback address that nothing listens on."""
    try:
        number = int(text)
    except ValueError:
        number = 0
    if not 1 <= number <= 65535:
        raise Failure(f"PORT must be a number from 1 to 65535, not {text!r}: make run PORT=8000")
    if problem := _refusal(number):
        raise Failure(f"Port {number} of 127.0.0.1 {problem}. Choose another: make run PORT={_free(number)}")
    return number


def _refusal(number):
    with socket.socket() as probe:
        # As the server does: a port that was closed a moment ago is not taken.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", number))
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            return "is taken" if taken else f"cannot be used ({error.strerror})"
    return ""


def _free(number):
    candidates = range(max(number + 1, 8000), 65536)
    return next((candidate for candidate in candidates if not _refusal(candidate)), 8000)


def var_dir(text):
    """The absolute path of a folder that can be written, made if need be."""
    path = Path(text).expanduser().absolute()
    try:
        path.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path):
            return path
    except OSError as error:
        raise Failure(
            f"Nothing can be written in {path} ({error.strerror}). Choose another: make run VAR_DIR=..."
        ) from None


def secret_key(path):
    """Makes the key once: sessions survive a restart."""
    if path.exists() and path.stat().st_size:
        return
    path.unlink(missing_ok=True)
    path.touch(mode=0o600, exist_ok=False)
    path.write_text(secrets.token_urlsafe(50))
