from django.http import HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import escape
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext, pgettext
from django.views.decorators.http import require_safe

from common import clock, moments
from common.origin import origin_of
from common.public_pages import not_kept

from ..results import as_typed
from ..selection import MOST_KEPT, asked_for
from ..selection import read as selection_of
from ..whole_addresses import with_whole_addresses
from .entries import entries, identity


@require_safe
def feed(request, written_as):
    """The feed of a list or of a search: it takes their parameters."""
    selection, typed = selection_of(request.GET, get_language()), as_typed(request.GET.get("q", ""))
    query = urlencode(({"q": typed} if typed else {}) | selection.parameters)
    if selection.parameters != asked_for(request.GET):
        return redirect(f"{request.path}?{query}".rstrip("?"))
    origin, asked = origin_of(request), f"?{query}" if query else ""
    written = _described(written_as, selection, typed, origin, request.path, asked)
    for entry in entries(selection, typed):
        _add(written, entry, origin)
    response = HttpResponse(written.writeString("utf-8"), content_type=written.content_type)
    return response if len(selection.chosen) <= MOST_KEPT else not_kept(response)


def _described(written_as, selection, typed, origin, path, asked):
    site = gettext("Press room of the Carnot institutes and Institut Mines-Télécom")
    chosen = selection.having(typed=typed).name
    about = pgettext("between a title and what it is about", ": ") + chosen if chosen else ""
    return written_as(
        title=site + about,
        link=f"{origin}{reverse('release_list')}{asked}",
        description=gettext(
            "Press releases of the Carnot institutes and the schools of Institut Mines-Télécom, the newest "
            "first."
        ),
        language=selection.language,
        author_name=site,
        icon=origin + static("img/icon-512.png"),
        feed_url=f"{origin}{path}{asked}",
        feed_guid=identity(f"{selection.language}{asked}"),
        empty_since=_unchanged_since(),
    )


def _unchanged_since():
    """Since when a feed without entries has had none, for all that is known; its formats want a date."""
    reading = None if moments.asked() else clock.current()
    return (reading.unchanged_since if reading else moments.moment()).replace(microsecond=0)


def _add(written, entry, origin):
    written.add_item(
        title=entry.title,
        link=origin + entry.path,
        # Readers take it for HTML.
        description=escape(entry.summary),
        summary=entry.summary,
        content=with_whole_addresses(entry.html, origin),
        pubdate=entry.published.replace(microsecond=0),
        updateddate=entry.updated.replace(microsecond=0),
        unique_id=entry.identity,
        unique_id_is_permalink=False,
        categories=entry.categories,
    )
