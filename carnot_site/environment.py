import io
import os
import re
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

LINE = re.compile(r"[A-Za-z_][A-Za-z_0-9]*=|\s*(#|$)")


def read_file() -> None:
    """Puts what the file named by ENV_FILE says into the environment, where it is not set already.

    A shell and systemd each read `NAME=Press room <a@b>` in their own way; this is the only reader.
    """
    path = os.environ.get("ENV_FILE")
    if not path:
        return
    try:
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise ImproperlyConfigured(f"ENV_FILE: {path} cannot be read ({reason}).") from error
    for number, line in enumerate(text.splitlines(), 1):
        if not LINE.match(line):
            # Without the line itself: it may be half of a secret.
            raise ImproperlyConfigured(f"ENV_FILE: line {number} of {path} is not NAME=value.")
    environ.Env.read_env(io.StringIO("\n".join(line.strip() for line in text.splitlines())))
