"""What social networks show of a page whose address somebody shares: https://ogp.me/."""

from functools import cache

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import get_language, gettext

from common.languages import open_graph_locale
from common.origin import origin_of
from common.structured_data import SHARED_HEIGHT, SHARED_WIDTH, pixels

from .press_room import canonical_query

register = template.Library()


@register.simple_tag(takes_context=True)
def sharing(context, title, description, article=None):
    """`article` is the page's NewsArticle where it is one; in one go, for every page has it."""
    request = context["request"]
    origin = origin_of(request)
    properties = [
        ("og:title", title),
        ("og:description", description),
        ("og:site_name", _site()),
        ("og:type", "article" if article else "website"),
        ("og:url", origin + request.path + canonical_query(context)),
        *_locales(context),
        *_picture(article["image"] if article else _site_picture(origin)),
        *_hours(article),
    ]
    return format_html_join("\n", '<meta property="{}" content="{}">', properties)


def _site():
    return gettext("Press room of the Carnot institutes and Institut Mines-Télécom")


def _locales(context):
    """That of the page, and those of its other languages."""
    current = get_language()
    pages = context["alternates"] or () if "alternates" in context else settings.LANGUAGES
    yield "og:locale", open_graph_locale(current)
    for code, *_others in pages:
        if code != current:
            yield "og:locale:alternate", open_graph_locale(code)


def _picture(picture):
    yield "og:image", picture["url"]
    for name in ("width", "height"):
        if name in picture:
            yield f"og:image:{name}", picture[name]["value"]
    if "description" in picture:
        yield "og:image:alt", picture["description"]


def _site_picture(origin):
    address = _address_of_site_picture(get_language())
    width, height = pixels(SHARED_WIDTH), pixels(SHARED_HEIGHT)
    return {"url": origin + address, "width": width, "height": height, "description": _site()}


@cache
def _address_of_site_picture(_language):
    return reverse("site_picture")


def _hours(article):
    if article:
        yield "article:published_time", article["datePublished"]
        yield "article:modified_time", article["dateModified"]
