"""A stored file as an answer: again only when it has changed (304), and from the middle on (206)."""

import re
from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date

# One part, as players and readers of PDF ask for it; several at once are answered with the whole.
RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)
# It is shown, and nothing in it runs.
SAFE = {"Content-Security-Policy": "default-src 'none'; sandbox", "X-Content-Type-Options": "nosniff"}


def serve(
    request, name: str, content_type: str, *, as_attachment: bool = False, saved_as: str = ""
) -> HttpResponseBase:
    """404 where the file is lost. Who may see it is asked before."""
    saved_as = saved_as or name.rpartition("/")[2]
    try:
        if settings.FILES_BY_PROXY and default_storage.exists(name):
            return _by_the_proxy(name, content_type, as_attachment, saved_as)
        size, changed = default_storage.size(name), default_storage.get_modified_time(name).timestamp()
        content = default_storage.open(name)
    except FileNotFoundError:
        raise Http404 from None
    etag = f'"{int(changed * 1_000_000):x}-{size:x}"'
    state = {"ETag": etag, "Last-Modified": http_date(changed), "Accept-Ranges": "bytes"}
    unchanged = get_conditional_response(request, etag=etag, last_modified=int(changed))
    if unchanged is not None:
        content.close()
        return _with(unchanged, state)
    first, last = _part(request, size, {etag, state["Last-Modified"]})
    if first > last and size:
        content.close()
        return _with(HttpResponse(status=416), {"Content-Range": f"bytes */{size}", **state})
    response = FileResponse(
        _Part(content, first, last + 1),
        as_attachment=as_attachment,
        filename=saved_as,
        content_type=content_type,
    )
    _with(response, {"Content-Length": str(last + 1 - first), **state})
    if last + 1 - first < size:
        response.status_code = 206
        response.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response


def _by_the_proxy(name, content_type, as_attachment, saved_as):
    """An answer without the file, which nginx sends in its place, with ranges and conditions of its own."""
    response = HttpResponse(content_type=content_type)
    response["X-Accel-Redirect"] = quote(settings.FILES_BY_PROXY + name)
    response["Content-Disposition"] = content_disposition_header(as_attachment, saved_as)
    return _with(response, {})


def _with(response, headers):
    response.by_address_alone = True
    for name, value in {**headers, **SAFE}.items():
        response[name] = value
    return response


def _part(request, size, current):
    """(first, last) byte that is asked for; the first is behind the last where there is no such part."""
    asked = RANGE.fullmatch(request.headers.get("Range", "")) if request.method == "GET" else None
    first, last = asked.groups() if asked else ("", "")
    if not (first or last) or request.headers.get("If-Range", "") not in {"", *current}:
        return 0, size - 1
    if not first:
        return (max(size - int(last), 0), size - 1) if int(last) else (1, 0)
    if last and int(last) < int(first):
        # No range at all.
        return 0, size - 1
    return int(first), min(int(last or size), size - 1)


class _Part:
    def __init__(self, file, start, end):
        self.file, self.left = file, end - start
        file.seek(start)

    def read(self, size):
        piece = self.file.read(min(size, self.left))
        self.left -= len(piece)
        return piece

    def close(self):
        self.file.close()
