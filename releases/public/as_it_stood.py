"""`?at=2026-11-24T10:00`: what the site said at that moment, for those who may view releases.

The moment goes from here to every question what is live (common/moments.py). Links of such a page lead to
pages of the same moment; it is nobody else's, and kept nowhere.
"""

import datetime
import re
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.html import escape

from common import moments
from common.languages import LANGUAGES

# In the office's time where no zone is given. A browser writes the plus of a zone as a blank.
WRITTEN = re.compile(r"[12]\d{3}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+ -]\d\d:?\d\d)?", re.ASCII)
HEADER = '<header class="masthead'
_LINK = re.compile(rf'(<(?:a|button)\b[^<>]*\s(?:href|data-from)=")(\?|/(?:{"|".join(LANGUAGES)})/)([^"#]*)')
_FORM = re.compile(rf'<form\b[^<>]*\saction="/(?:{"|".join(LANGUAGES)})/[^<>]*>')
_OWN_PAGE = re.compile(rf"/(?:{'|'.join(LANGUAGES)})/")


class AsItStoodMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not moments.may_be_asked(request):
            return self.get_response(request)
        response = self._answer(request)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    def _answer(self, request):
        if not (request.user.is_staff and request.user.has_perm("releases.view_release")):
            return self.get_response(request)
        asked, now = read(request.GET[moments.PARAMETER]), timezone.now()
        at = min(asked, now)
        with moments.as_of(at):
            response = self.get_response(request)
        _lead_on(response, written(at))
        if is_page(response):
            banner = _banner(request, at, is_to_come=asked > now)
            page = response.content.decode().replace(HEADER, f"{banner}{HEADER}", 1)
            response.content = page.encode()
        return response


def read(text: str) -> datetime.datetime:
    try:
        parsed = parse_datetime(text.replace(" ", "+")) if WRITTEN.fullmatch(text) else None
        if parsed is None:
            raise ValueError(text)
        at = parsed if timezone.is_aware(parsed) else timezone.make_aware(parsed)
        return at.astimezone(datetime.UTC)
    except (ValueError, OverflowError) as error:
        raise BadRequest(f"{moments.PARAMETER} is no moment") from error


def written(at: datetime.datetime) -> str:
    """As a form of the browser writes it."""
    return timezone.localtime(at).strftime("%Y-%m-%dT%H:%M:%S")


def is_page(response) -> bool:
    return not response.streaming and response.get("Content-Type", "").startswith("text/html")


def _lead_on(response, at):
    query = urlencode({moments.PARAMETER: at})
    if _OWN_PAGE.match(location := response.get("Location", "")):
        response.headers["Location"] = f"{location}{'&' if '?' in location else '?'}{query}"
    if is_page(response):
        page = _LINK.sub(lambda link: _with(link, query), response.content.decode())
        field = f'<input type="hidden" name="{moments.PARAMETER}" value="{at}">'
        response.content = _FORM.sub(lambda form: form[0] + field, page).encode()


def _with(link, query):
    address = link[2] + link[3]
    sign = "&amp;" if "?" in address else "?"
    return f"{link[1]}{address}{'' if address == '?' else sign}{escape(query)}"


def _banner(request, at, *, is_to_come):
    others = [(name, value) for name, value in request.GET.items() if name != moments.PARAMETER]
    context = {
        "at": at,
        "written": written(at)[:16],
        "is_to_come": is_to_come,
        "others": others,
        "now": f"{request.path}?{urlencode(others)}".rstrip("?"),
    }
    return render_to_string("releases/_as_it_stood.html", context, request)
