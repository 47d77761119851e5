"""Addresses that programs ask every site for."""

import datetime

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from common import secret_links
from common.origin import origin_of

# RFC 9116 wants less than a year; an installation that nobody keeps up should not look kept up for long.
SECURITY_TXT_HOLDS = datetime.timedelta(days=180)


@require_safe
def robots(request):
    context = {
        "origin": origin_of(request),
        "disallowed": [settings.DESK_PATH, *secret_links.paths()],
    }
    return render(request, "robots.txt", context, content_type="text/plain")


@require_safe
def security_txt(request):
    if not settings.SECURITY_CONTACT:
        raise Http404
    today = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        *(f"Contact: {contact}" for contact in settings.SECURITY_CONTACT),
        f"Expires: {today + SECURITY_TXT_HOLDS:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(settings.LANGUAGE_CODES)}",
        f"Canonical: {origin_of(request)}{request.path}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def icon(request, name):
    """What browsers ask for without having read a page; its file has another name in each version."""
    return redirect(static(f"img/{name}"))


@require_safe
def manifest(request):
    """What a telephone shows of the site when somebody puts it among their programs."""
    described = {
        "name": gettext("Press room of the Carnot institutes and Institut Mines-Télécom"),
        "short_name": gettext("Press room"),
        "lang": get_language(),
        "start_url": reverse("home"),
        "scope": "/",
        "display": "minimal-ui",
        "background_color": "#fdfdfb",
        "theme_color": "#ad1f2d",
        "icons": [
            {"src": static("img/icon-192.png"), "sizes": "192x192", "type": "image/png"},
            {"src": static("img/icon-512.png"), "sizes": "512x512", "type": "image/png"},
            {
                "src": static("img/icon-maskable-512.png"),
                "sizes": "512x512",
                "type": "image/png",
                "purpose": "maskable",
            },
        ],
    }
    return JsonResponse(
        described, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False}
    )


@require_safe
def opensearch(request):
    """So that a browser searches here from its own address bar."""
    context = {"origin": origin_of(request)}
    return render(
        request,
        "opensearch.xml",
        context,
        content_type="application/opensearchdescription+xml; charset=utf-8",
    )
