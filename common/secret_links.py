"""Addresses that let in whoever has them: declared in one place, and never logged.

secret_path(_("my-details/"), OwnDetails.as_view(), name="own_details")     →  /en/my-details/<secret>/
"""

import logging
import re
from collections.abc import Iterator
from functools import cache

from django.conf import settings
from django.urls import get_resolver, path
from django.utils.cache import add_never_cache_headers
from django.utils.functional import keep_lazy_text
from django.utils.translation import override

_prefixes: list[str] = []


def secret_path(prefix, view, name):
    """path() of a page that takes `secret`; what follows the prefix is masked in every log."""
    _prefixes.append(prefix)
    return path(_with_secret(prefix), view, name=name)


@keep_lazy_text
def _with_secret(prefix):
    return f"{prefix}<str:secret>/"


def mask(text: str) -> str:
    """The text with what follows “/my-details/” taken out, in every language and every percent-encoding."""
    return _secrets(len(_prefixes)).sub(r"\1…", text) if _prefixes else text


def is_secret(address: str) -> bool:
    return mask(address) != address


def paths() -> list[str]:
    """/en/my-details/ and the like, in all languages."""
    return [f"/{code}/{prefix}" for code, prefix in _in_all_languages()]


def _in_all_languages() -> Iterator[tuple[str, str]]:
    for code, _name in settings.LANGUAGES:
        with override(code):
            yield from [(code, str(prefix)) for prefix in _prefixes]


@cache
def _secrets(_count: int) -> re.Pattern[str]:
    prefixes = {prefix for _code, prefix in _in_all_languages()}
    names = "|".join(_encoded(f"/{prefix.removesuffix('/')}") for prefix in sorted(prefixes))
    # Whatever stands instead of the slash, and signs that an address took along when it was copied.
    return re.compile(rf"""((?:{names})(?:[/\\;?&=]|%(?:25)*[0-9a-f]{{2}}))[ \t"']*[^\s"']+""", re.I)


def _encoded(text: str) -> str:
    """A pattern for the text, each letter as it is or percent-encoded, once or more often."""
    return "".join(f"(?:{re.escape(letter)}|{_percent(letter)})" for letter in text)


def _percent(letter: str) -> str:
    return "".join(f"%(?:25)*{byte:02x}" for byte in letter.encode())


class MaskingFormatter(logging.Formatter):
    """Around another formatter: what it writes, tracebacks included, without the secrets of links."""

    def __init__(self, inner: logging.Formatter | None = None):
        super().__init__()
        self.inner = inner or logging.Formatter()

    def format(self, record):
        return mask(self.inner.format(record))


class SecretLinkMiddleware:
    """Whatever is answered under such an address, an error too: kept nowhere, and named to nobody."""

    def __init__(self, get_response):
        self.get_response = get_response
        # Read now, so that the prefixes are known to the first line of a log, that of a broken request too.
        self.addresses = get_resolver().url_patterns

    def __call__(self, request):
        response = self.get_response(request)
        if is_secret(request.path):
            response.headers["Referrer-Policy"] = "no-referrer"
            response.headers["X-Robots-Tag"] = "noindex"
            add_never_cache_headers(response)
        return response
