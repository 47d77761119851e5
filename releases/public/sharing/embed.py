"""A list of releases within the pages of the sites that EMBED_HOSTS names, and of no other."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from common.public_pages import not_kept

from ..listing import shown
from ..selection import MOST_KEPT, read

NUMBER = 10


@require_safe
@xframe_options_exempt
def embedded_list(request):
    if not settings.EMBED_HOSTS:
        raise Http404
    selection = read(request.GET, get_language())
    context = {
        "editions": shown(selection.editions()[:NUMBER], "line"),
        "address": f"{reverse('release_list')}?{selection.query}".rstrip("?"),
    }
    response = render(request, "releases/embed.html", context)
    # In the place of frame-ancestors 'none'; read by django-csp.
    response._csp_replace = {"frame-ancestors": settings.EMBED_HOSTS}  # type: ignore[attr-defined]
    return response if len(selection.chosen) <= MOST_KEPT else not_kept(response)
