import datetime
import zlib
from hashlib import blake2b
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from ..clock import Reading
from .encodings import COMPRESSED, MIN_BYTES

# A proxy may answer for that long without asking; a browser asks each time and is told that nothing changed.
SHARED_FOR = 1
# What is longer is kept packed: a section of a sitemap is a twentieth then.
MAX_PLAIN = 256 * 1024
# Two changes within a second have one date: it is told only when no other can follow.
SETTLED = datetime.timedelta(seconds=5)
# Said anew for each answer.
_OWN_HEADERS = {"cache-control", "content-length", "vary"}
_CONDITIONS = {"HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE"}
_SHOWN = ("Content-Type", "Content-Language", "Location")
_OF_THE_BODY = {"Content-Type", "Content-Encoding", "Content-Language"}


class Page(NamedTuple):
    """An answer of 200, 301, 302, 400, 404 or 410, in one encoding."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes
    etag: str
    # None: of what is not kept it is not known, some of it changes by the hour.
    changed_at: datetime.datetime | None

    @classmethod
    def of(cls, response: HttpResponse, changed_at: datetime.datetime | None = None) -> "Page":
        headers = [(name, value) for name, value in response.items() if name.lower() not in _OWN_HEADERS]
        headers.append(("Vary", _vary(response)))
        # Of what is shown, not of all headers: two processes write the same policy in another order.
        shown = [response.status_code, *(response.get(name) for name in _SHOWN)]
        digest = blake2b(repr(shown).encode() + response.content, digest_size=15)
        return cls(response.status_code, headers, response.content, f'"{digest.hexdigest()}"', changed_at)

    @classmethod
    def restored(cls, is_packed: bool, *values) -> "Page":
        page = cls(*values)
        return page._replace(body=zlib.decompress(page.body)) if is_packed else page

    def stored(self) -> tuple:
        if len(self.body) <= MAX_PLAIN:
            return False, *self
        return True, *self._replace(body=zlib.compress(self.body))

    def encoded(self, encoding: str) -> "Page":
        if not encoding or len(self.body) < MIN_BYTES:
            return self
        headers = [*self.headers, ("Content-Encoding", encoding)]
        etag = f'{self.etag[:-1]}-{encoding}"'
        return self._replace(headers=headers, body=COMPRESSED[encoding](self.body), etag=etag)

    def answer(self, request: HttpRequest, reading: Reading, at: datetime.datetime) -> HttpResponse:
        response = HttpResponse(self.body, status=self.status)
        for name, value in self.headers:
            response.headers[name] = value
        response.headers["ETag"] = self.etag
        changed = self._told_change(at)
        if changed is not None:
            response.headers["Last-Modified"] = http_date(changed)
        response.headers["Cache-Control"] = _cache_control(reading, at)
        response.headers["Content-Length"] = str(len(self.body))
        return self._as_asked(request, response, changed)

    def _told_change(self, at):
        if self.changed_at is None or at - self.changed_at <= SETTLED:
            return None
        return int(self.changed_at.timestamp())

    def _as_asked(self, request, response, changed):
        if self.status == 200 and not _CONDITIONS.isdisjoint(request.META):
            unchanged = get_conditional_response(request, etag=self.etag, last_modified=changed)
            if unchanged is not None:
                return _not_modified(response)
        if request.method == "HEAD":
            response.content = b""
        return response


def _vary(response):
    """A page of an error is in the reader's language where its address names none."""
    by_language = "Accept-Language" in response.get("Vary", "")
    return "Accept-Encoding, Accept-Language" if by_language else "Accept-Encoding"


def _cache_control(reading, at):
    left = SHARED_FOR
    if reading.changes_at is not None:
        # nginx counts in whole seconds, and keeps for nearly two what it may keep for one.
        left = int((reading.changes_at - at).total_seconds()) - 1
    return f"max-age=0, must-revalidate, s-maxage={max(0, min(SHARED_FOR, left))}"


def _not_modified(response):
    answer = HttpResponse(status=304)
    for name, value in response.items():
        if name not in _OF_THE_BODY:
            answer.headers[name] = value
    del answer.headers["Content-Length"]
    return answer
