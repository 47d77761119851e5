"""`?at=2026-11-24T10:00`: what the site said at that moment, for those who may view releases.

The moment goes from here to every question what is live (common/moments.py). Links of such a page lead to
pages of the same moment; it is nobody else's, and kept nowhere.
"""

import datetime
import re
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import HttpResponseBadRequest
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from common import moments
from common.languages import LANGUAGES

# In the office's time where no zone is given. A browser writes the plus of a zone as a blank.
WRITTEN = re.compile(r"[12]\d{3}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+ -]\d\d:?\d\d)?", re.ASCII)
DAY = re.compile(r"[12]\d{3}-\d\d-\d\d", re.ASCII)
# Lists for search engines, of now alone; the API refuses the parameter itself.
WITHOUT_PAST = "/sitemap"
NO_PAST = "A sitemap shows now alone: there is no parameter “at”.\n"
HEADER = '<header class="masthead'
_LINK = re.compile(rf'(<(?:a|button)\b[^<>]*\s(?:href|data-from)=")(\?|/(?:{"|".join(LANGUAGES)})/)([^"#]*)')
_FORM = re.compile(rf'<form\b[^<>]*\saction="/(?:{"|".join(LANGUAGES)})/[^<>]*>')
_OWN_PAGE = re.compile(rf"/(?:{'|'.join(LANGUAGES)})/")


class Reason(NamedTuple):
    status: int
    title: Promise
    sentence: Promise


SIGNED_OUT = Reason(
    403,
    _("Earlier moments are shown to the press office"),
    _("What the press room said at an earlier moment is for its staff. Sign in to see it."),
)
NOT_ALLOWED = Reason(
    403,
    _("Your account may not see earlier moments"),
    _("It lacks the permission to view press releases. Ask an administrator of the press room for it."),
)
NO_MOMENT = Reason(
    400,
    _("This is no moment"),
    _(
        "Write a day, which stands for its end, or a day and an hour of Paris: at=2026-11-24 or "
        "at=2026-11-24T10:00."
    ),
)


class Refused(Exception):
    def __init__(self, reason: Reason):
        self.reason = reason


class AsItStoodMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if moments.is_asked(request):
            response = self._answer(request)
        elif moments.is_named(request) and request.path_info.startswith(WITHOUT_PAST):
            response = HttpResponseBadRequest(NO_PAST, content_type="text/plain")
        else:
            return self.get_response(request)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    def _answer(self, request):
        try:
            check(request.user)
            asked = read(request.GET[moments.PARAMETER])
        except Refused as refused:
            return _refused(request, refused.reason)
        now = timezone.now()
        at = min(asked, now)
        with moments.as_of(at):
            response = self.get_response(request)
        _lead_on(response, written(at))
        if is_page(response):
            banner = _banner(request, at, is_to_come=asked > now)
            page = response.content.decode().replace(HEADER, f"{banner}{HEADER}", 1)
            response.content = page.encode()
        return response


def check(user: Any) -> None:
    if not user.is_authenticated:
        raise Refused(SIGNED_OUT)
    if not (user.is_staff and user.has_perm("releases.view_release")):
        raise Refused(NOT_ALLOWED)


def read(text: str) -> datetime.datetime:
    """A day stands for its end."""
    try:
        if DAY.fullmatch(text):
            return _end_of(datetime.date.fromisoformat(text))
        parsed = parse_datetime(text.replace(" ", "+")) if WRITTEN.fullmatch(text) else None
        if parsed is None:
            raise ValueError(text)
        at = parsed if timezone.is_aware(parsed) else timezone.make_aware(parsed)
        return at.astimezone(datetime.UTC)
    except (ValueError, OverflowError) as error:
        raise Refused(NO_MOMENT) from error


def _end_of(day):
    """Of today, now; a day to come stays to come."""
    begins, ends = (
        timezone.make_aware(datetime.datetime.combine(day, hour))
        for hour in (datetime.time.min, datetime.time.max)
    )
    return max(begins, min(ends, timezone.now()))


def _refused(request, reason):
    sign_in = f"{reverse('admin:login')}?{urlencode({'next': request.get_full_path()})}"
    context = {
        "reason": reason,
        "now": _address_of_now(request),
        "sign_in": sign_in if reason is SIGNED_OUT else "",
    }
    return render(request, "releases/moment_refused.html", context, status=reason.status)


def _others(request):
    return [(name, value) for name, value in request.GET.items() if name != moments.PARAMETER]


def _address_of_now(request):
    return f"{request.path}?{urlencode(_others(request))}".rstrip("?")


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
    context = {
        "at": at,
        "written": written(at)[:16],
        "is_to_come": is_to_come,
        "others": _others(request),
        "now": _address_of_now(request),
    }
    return render_to_string("releases/_as_it_stood.html", context, request)
