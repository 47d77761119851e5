"""The moment that a public page shows: now, or an earlier one that somebody of the desk has asked for.

Whatever asks what is public asks here what time it is. Nothing that is kept for readers is shown of the past,
and nothing of the past is kept: the clock has no reading of it.
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.http import HttpRequest
from django.utils import timezone

from .languages import LANGUAGES

PARAMETER = "at"
_PREFIXES = tuple(f"/{language}/" for language in LANGUAGES)
_asked: ContextVar[datetime.datetime | None] = ContextVar("moment of the page", default=None)


def moment() -> datetime.datetime:
    return _asked.get() or timezone.now()


def asked() -> datetime.datetime | None:
    """None: the page shows now."""
    return _asked.get()


@contextmanager
def as_of(at: datetime.datetime) -> Iterator[None]:
    token = _asked.set(at)
    try:
        yield
    finally:
        _asked.reset(token)


def is_named(request: HttpRequest) -> bool:
    """By an address that has a moment in it, whoever may ask for one."""
    return f"{PARAMETER}=" in request.META.get("QUERY_STRING", "") and PARAMETER in request.GET


def is_asked(request: HttpRequest) -> bool:
    """Of a page that can show an earlier moment."""
    return is_named(request) and request.method in ("GET", "HEAD") and request.path_info.startswith(_PREFIXES)
