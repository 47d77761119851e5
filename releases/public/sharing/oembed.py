"""oEmbed 1.0 (https://oembed.com/): what another site shows of a release whose address it was given."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from xml.sax.saxutils import escape

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils.html import format_html
from django.utils.translation import gettext, override

from common import moments
from common.characters import for_xml
from common.languages import LANGUAGES
from common.origin import origin_of
from common.web_addresses import parts_of

from .. import lookup, rendering
from ..api.answers import Answer, OpenResponse, answers_in_json, gone
from ..structured_data import of_page
from .drawing import HEIGHT as HIGH
from .drawing import SMALLER
from .drawing import WIDTH as WIDE

PARAMETERS = ("url", "format", "maxwidth", "maxheight")
WIDTH, HEIGHT = 600, 240
PIXELS = re.compile(r"[1-9][0-9]{0,4}", re.ASCII)


@answers_in_json
def oembed(request):
    if moments.is_named(request):
        raise BadRequest("Releases are quoted as of now: there is no parameter at.")
    write = FORMATS.get(request.GET.get("format") or "json")
    if write is None:
        # The standard asks for 501, which readers of our logs would take for a failure of the site.
        raise BadRequest(f"The format is one of: {', '.join(FORMATS)}.")
    if not request.GET.get("url"):
        raise BadRequest("Name the address of a release of this site: url=….")
    most = _most(request, "maxwidth"), _most(request, "maxheight")
    language, year, slug = _named_release(request)
    found = lookup.known_at(language, year, slug)
    live = found.live(language)
    if live is None:
        return gone(found, language)
    with override(language):
        origin, kept = origin_of(request), rendering.structured_data_of(live)
        article = of_page(kept, found, live, found.alternates(), origin)
        return write(_rich(article, *most, origin), language=language)


def _xml(data, language):
    """The same, flat, as the standard writes it."""
    told = "".join(f"<{name}>{escape(for_xml(str(value)))}</{name}>" for name, value in data.items())
    text = f'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>{told}</oembed>\n'
    return OpenResponse(text, "text/xml", language=language)


FORMATS: dict[str, Callable[..., OpenResponse]] = {"json": Answer, "xml": _xml}


def discovery(article: dict[str, Any], origin: str) -> str:
    """The address at which a release's page says that this is answered."""
    return f"{origin}{reverse('oembed')}?{urlencode({'url': article['url'], 'format': 'json'})}"


def _most(request, name):
    written = request.GET.get(name, "")
    if written and not PIXELS.fullmatch(written):
        raise BadRequest(f"{name} is a number of pixels.")
    return int(written or 99_999)


def _named_release(request: HttpRequest) -> tuple[str, int, str]:
    """Language, year and name in the address of a release of this site."""
    try:
        address = parts_of(request.GET.get("url", ""))
    except ValueError:
        raise Http404 from None
    language = address.path.split("/")[1] if address.path.count("/") > 1 else ""
    ours = address.scheme in {"http", "https"} and address.netloc == request.get_host()
    if not ours or language not in LANGUAGES:
        raise Http404
    with override(language):
        try:
            match = resolve(address.path)
        except Resolver404:
            raise Http404 from None
    if match.url_name != "release":
        raise Http404
    return language, int(match.kwargs["year"]), match.kwargs["slug"]


def _rich(article, most_wide, most_high, origin):
    site = gettext("Press room of the Carnot institutes and Institut Mines-Télécom")
    return {
        "version": "1.0",
        "type": "rich",
        "title": article["headline"],
        "provider_name": site,
        "provider_url": origin + reverse("home"),
        "width": min(WIDTH, most_wide),
        "height": min(HEIGHT, most_high),
        "html": _quotation(article, site),
    } | _thumbnail(article, most_wide, most_high)


def _quotation(article, site):
    return format_html(
        '<blockquote cite="{url}" lang="{language}"><p><a href="{url}">{title}</a></p><p>{text}</p>'
        "<footer>{site}, {dateline}</footer></blockquote>",
        url=article["url"],
        language=article["inLanguage"],
        title=article["headline"],
        text=article["description"],
        site=site,
        dateline=article["dateline"],
    )


def _thumbnail(article, most_wide, most_high):
    """Its picture, else its words as one; the largest that fits."""
    for address, width, height in _pictures(article):
        if width <= most_wide and height <= most_high:
            return {"thumbnail_url": address, "thumbnail_width": width, "thumbnail_height": height}
    return {}


def _pictures(article):
    own, page = article["image"], article["url"]
    # Of a picture from before its size was kept, none is known.
    if {"width", "height"} <= own.keys():
        yield own["url"], own["width"]["value"], own["height"]["value"]
    yield f"{page}picture.png", WIDE, HIGH
    for width, height in SMALLER.items():
        yield f"{page}picture-{width}.png", width, height
