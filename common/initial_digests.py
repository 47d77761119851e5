"""What a form showed when it was opened: a digest of each value, sent back in a hidden field."""

import datetime
import hashlib
import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils import timezone

NAME = "initial_digests"


class InitialDigests(NamedTuple):
    at: datetime.datetime
    digests: dict[str, str]


def digest(value: Any) -> str:
    """The same for a value of the database and for the same one read from a form."""
    if isinstance(value, (list, tuple)):
        value = json.dumps(sorted(map(str, value)))
    if isinstance(value, datetime.datetime) and timezone.is_aware(value):
        value = value.astimezone(datetime.UTC)
    text = "" if value is None else str(value)
    return hashlib.sha256(text.replace("\r\n", "\n").strip().encode()).hexdigest()[:16]


def pack(values: Mapping[str, Any]) -> str:
    digests = {name: digest(value) for name, value in values.items()}
    return json.dumps({"at": timezone.now().isoformat(), "digests": digests})


def unpack(text: str) -> InitialDigests | None:
    """None where a browser sent nothing, or anything else."""
    try:
        sent = json.loads(text)
        at = datetime.datetime.fromisoformat(sent["at"]).astimezone(datetime.UTC)
        return InitialDigests(at, dict(sent["digests"]))
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return None
