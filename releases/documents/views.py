from functools import partial

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from common.origin import origin_of
from common.public_pages import not_kept, under_clock
from common.serving import serve
from common.slots import AllTaken

from ..models import Edition
from ..public import lookup
from ..public.take_away import document_url
from ..public.withdrawn import gone
from . import KINDS
from .keeping import stored_name
from .kinds import NotMade

# Seconds.
ASK_AGAIN_AFTER = 5


@require_safe
def document(request, year, slug, name):
    kind = KINDS.get(name)
    if kind is None or kind.lacks():
        raise Http404
    asked, origin = (get_language(), int(year), slug), origin_of(request)
    try:
        stored = under_clock(f"{name} of {asked} at {origin}", partial(_stored, kind, asked, origin))
    except AllTaken:
        return _later(request, year, slug)
    except NotMade:
        context = {"year": year, "slug": slug}
        return not_kept(render(request, "releases/document_not_made.html", context, status=404))
    return _served(request, kind, stored) if stored else _elsewhere(request, name, *asked)


def _stored(kind, asked, origin):
    """[file, address of the page]; None where no live edition has this address."""
    found = lookup.at_address(*asked)
    live = found.live(asked[0])
    if live is None or (live.language, live.address.year, live.address.slug) != asked:
        return None
    edition = Edition.objects.live(found.at).get(pk=live.pk)
    return [stored_name(kind, edition, origin), live.url]


def _served(request, kind, stored):
    file, page = stored
    response = serve(request, file, kind.mime_type, as_attachment=not kind.shown_in_browser)
    patch_cache_control(response, public=True, no_cache=True)
    # The page is what is to be found.
    response["X-Robots-Tag"] = "noindex"
    response["Link"] = f'<{origin_of(request)}{page}>; rel="canonical"'
    return response


def _elsewhere(request, name, language, year, slug):
    found = lookup.known_at(language, year, slug)
    if live := found.live(language):
        return redirect(document_url(live, name))
    return gone(request, found.withdrawn(language), found)


def _later(request, year, slug):
    context = {"year": year, "slug": slug, "seconds": ASK_AGAIN_AFTER}
    response = render(request, "releases/document_later.html", context, status=429)
    response["Retry-After"] = str(ASK_AGAIN_AFTER)
    return not_kept(response)
