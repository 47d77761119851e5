"""The page that tells how to take our releases along; what it names comes from the code that answers."""

from typing import Any, NamedTuple

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from common.origin import origin_of
from institutes.models import Institute

from ..models import Topic
from .api import views as api
from .listing import listed
from .selection import KINDS, NAMES
from .sharing import oembed

FEEDS = {"RSS 2.0": "rss", "Atom": "atom", "JSON Feed 1.1": "json_feed"}
MEANINGS = {
    "year": _("the year, four digits"),
    "month": _("1 to 12, of a year"),
    "organisation": _("the last part of the address of an institute or school"),
    "kind": _("the kind of press release"),
    "topic": _("the topic"),
}


class Filter(NamedTuple):
    # In the language of the page, and without one.
    own: str
    api: str
    meaning: str
    values: list[str]
    values_of_api: list[str]


@require_safe
def reuse(request):
    newest = listed().select_related("address").only("address", "reference").first()
    context = {
        "origin": origin_of(request),
        "feeds": [(name, reverse(view)) for name, view in FEEDS.items()],
        "filters_id": "parameters",
        "filters": list(map(_filter, NAMES)),
        "newest": newest.get_absolute_url() if newest else "",
        "oembed_parameters": oembed.PARAMETERS,
        "is_embedded": bool(settings.EMBED_HOSTS),
        **_examples(newest),
    }
    return render(request, "releases/reuse.html", context)


def _filter(name):
    own, meaning, values = str(NAMES[name]), str(MEANINGS[name]), _values(name)
    with override(None):
        return Filter(own, name, meaning, values, values if name == "topic" else _values(name))


def _values(name):
    if name == "kind":
        return list(map(str, KINDS.values()))
    return [topic.slug for topic in Topic.objects.order_by("pk")] if name == "topic" else []


def _examples(newest) -> dict[str, Any]:
    institute = Institute.objects.order_by("pk").first()
    chosen = {"organisation": institute.slug} if institute else {}
    of_pages = {str(NAMES[name]): value for name, value in chosen.items()}
    reference = newest.reference if newest else "CP-2026-001"
    one = reverse("api_release", args=[reference, get_language()])
    return {
        "example": urlencode(of_pages),
        "api": [
            (reverse("api_releases"), api.PARAMETERS),
            (one, ()),
            (reverse("api_organisations"), api.OF_ORGANISATIONS),
        ],
        "api_example": f"{reverse('api_releases')}?{urlencode({'language': get_language(), **chosen})}",
    }
