from contextlib import contextmanager
from hashlib import blake2b
from http import HTTPStatus
from threading import Lock

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import DisallowedHost, MiddlewareNotUsed
from django.utils import timezone

from .. import clock, moments
from ..request_size import is_at_desk
from ..site_version import site_version
from .declaring import SAFE_METHODS, is_for_everybody, known_query
from .encodings import preferred
from .page import Page

# Longer ones are not ours.
MAX_PATH = 300
MAX_BODY = 1024 * 1024
# Seconds; what no reader asks for any more leaves a shared cache.
EXPIRES_AFTER = 24 * 3600
# Seconds that a reader waits for another's page to be made.
PATIENCE = 10


class PublicPagesMiddleware:
    """Outermost: what is kept carries the headers of all others."""

    def __init__(self, get_response):
        if not settings.KEEP_PUBLIC_PAGES:
            raise MiddlewareNotUsed("KEEP_PUBLIC_PAGES is off.")
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in SAFE_METHODS:
            return self._written(request)
        reading = clock.current() if _is_public(request) else None
        if reading is None:
            return self.get_response(request)
        encoding = preferred(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        if address := _address(request):
            return self._kept(request, reading, encoding, address)
        return self._made(request, reading, encoding)

    def _written(self, request):
        response = self.get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
            # It may have written: this process sees that at once.
            clock.forget()
        return response

    def _kept(self, request, reading, encoding, address):
        key = key_of(site_version(), reading.key, address)
        page = _load(key, encoding)
        if page is None:
            with _alone(key) as has_waited:
                page = _load(key, encoding) if has_waited else None
                if page is None:
                    return self._made(request, reading, encoding, key, address)
        return page.answer(request, reading, timezone.now())

    def _made(self, request, reading, encoding, key="", address=""):
        """Kept where its view and its address allow it; compressed and with its ETag all the same."""
        response = self.get_response(request)
        if not is_for_everybody(response) or _has_moved_on(reading):
            return response
        if address and response.may_be_kept and len(response.content) <= MAX_BODY:
            page = _keep(key, _dated(Page.of(response, reading.unchanged_since), address), encoding)
        else:
            page = Page.of(response).encoded(encoding)
        return page.answer(request, reading, timezone.now())


def _is_public(request):
    if is_at_desk(request) or moments.is_named(request):
        return False
    try:
        return bool(request.get_host())
    except DisallowedHost:
        return False


def _address(request):
    """Origin, path and known parameters; None where no page is kept."""
    path, query, host = request.path_info, known_query(request), request.get_host()
    _name, _, port = host.rpartition(":")
    # Any port is allowed to a host that is; each would be kept by itself.
    is_another = port.isdecimal() and port != request.META.get("SERVER_PORT")
    if query is None or len(path) > MAX_PATH or is_another:
        return None
    return f"{request.scheme}://{host}{path}?{query}"


def key_of(*parts):
    return f"page:{blake2b(' '.join(parts).encode('utf-8', 'surrogatepass'), digest_size=20).hexdigest()}"


def _load(key, encoding):
    """In that encoding, made once from what is kept as it is."""
    if stored := cache.get(f"{key}:{encoding}"):
        return Page.restored(*stored)
    if encoding and (stored := cache.get(f"{key}:")):
        return _keep_one(key, Page.restored(*stored).encoded(encoding), encoding)
    return None


def _keep(key, page, encoding):
    _keep_one(key, page, "")
    return _keep_one(key, page.encoded(encoding), encoding) if encoding else page


def _keep_one(key, page, encoding):
    cache.set(f"{key}:{encoding}", page.stored(), EXPIRES_AFTER)
    return page


def _has_moved_on(reading):
    """While an answer was made an hour may have come, or somebody has written."""
    still = clock.current()
    return still is None or still.key != reading.key


def _dated(page, address):
    seen = key_of("seen", address)
    etag, changed_at = cache.get(seen) or ("", page.changed_at)
    if etag != page.etag:
        cache.set(seen, (page.etag, page.changed_at), EXPIRES_AFTER)
        return page
    # Another page has changed, not this one.
    return page._replace(changed_at=changed_at)


_making: dict[str, tuple[Lock, int]] = {}
_making_lock = Lock()


@contextmanager
def _alone(key):
    """Of a crowd that asks for one page at once, one makes it and the others wait; whether this one has."""
    with _making_lock:
        lock, waiting = _making.get(key) or (Lock(), 0)
        _making[key] = lock, waiting + 1
    taken = lock.acquire(timeout=PATIENCE)
    try:
        yield waiting > 0
    finally:
        if taken:
            lock.release()
        with _making_lock:
            _lock, waiting = _making[key]
            if waiting == 1:
                del _making[key]
            else:
                _making[key] = lock, waiting - 1
