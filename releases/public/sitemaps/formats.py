"""The XML of sitemaps.org, with the alternates and the news of Google's schemas."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from django.utils.feedgenerator import rfc3339_date
from django.utils.translation import gettext, override

from common.characters import for_xml

from ...models import Edition
from .pages import Listed

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_PROTOCOL = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_XHTML = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
_NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


def index(addresses: Iterable[tuple[str, object]]) -> Iterator[str]:
    """Of sitemaps, as (address, when it changed or None)."""
    yield f"{DECLARATION}<sitemapindex {_PROTOCOL}>\n"
    for address, changed_at in addresses:
        yield f"<sitemap>{_element('loc', address)}{_changed(changed_at)}</sitemap>\n"
    yield "</sitemapindex>\n"


def addresses(listed: Iterable[Listed], origin: str) -> Iterator[str]:
    yield f"{DECLARATION}<urlset {_PROTOCOL} {_XHTML}>\n"
    for page in listed:
        alternates = "".join(
            f'<xhtml:link rel="alternate" hreflang="{language}" href={quoteattr(origin + path)}/>'
            for language, path in page.alternates
        )
        yield f"<url>{_element('loc', origin + page.path)}{_changed(page.changed_at)}{alternates}</url>\n"
    yield "</urlset>\n"


def news(editions: Iterable[Edition], origin: str) -> Iterator[str]:
    yield f"{DECLARATION}<urlset {_PROTOCOL} {_NEWS}>\n"
    for edition in editions:
        with override(edition.language):
            name = gettext("Press room of the Carnot institutes and Institut Mines-Télécom")
        publication = _element("news:name", name) + _element("news:language", edition.language)
        told = (
            f"<news:publication>{publication}</news:publication>"
            + _element("news:publication_date", _moment(edition.online_since))  # type: ignore[attr-defined]
            + _element("news:title", edition.title)
        )
        address = _element("loc", origin + edition.get_absolute_url())
        yield f"<url>{address}<news:news>{told}</news:news></url>\n"
    yield "</urlset>\n"


def _changed(at):
    return _element("lastmod", _moment(at)) if at else ""


def _moment(at):
    return rfc3339_date(at.replace(microsecond=0))


def _element(name, text):
    return f"<{name}>{escape(for_xml(text))}</{name}>"
