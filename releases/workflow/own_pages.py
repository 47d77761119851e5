"""Which of the pages of this site that texts link to are there for readers now."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import get_language_from_path

from common import languages
from institutes.models import Institute, Organisation, School

from ..models import Edition, Release
from ..texts.addresses import own_page_path, page_of


def missing_pages(addresses: Iterable[str]) -> set[str]:
    """Those of which this site has the form and not the page. One query per form."""
    asked: dict[str, dict] = defaultdict(dict)
    for address in addresses:
        path = own_page_path(address)
        page = page_of(path) if path else None
        if page and page.url_name in _EXISTING:
            asked[page.url_name][address] = _key(path, **page.kwargs)
    missing = set()
    for form, keys in asked.items():
        there = set(_EXISTING[form](keys.values()))
        missing |= {address for address, key in keys.items() if key not in there}
    return missing


def coming_pages(addresses: Iterable[str]) -> set[str]:
    """Those at which a release of the desk is to stand."""
    keys = {}
    for address in addresses:
        path = own_page_path(address)
        page = page_of(path) if path else None
        if page and page.url_name in ("release", "release_by_reference"):
            keys[address] = _key(path, **page.kwargs)
    slugs = [key[2] for key in keys.values() if isinstance(key, tuple)]
    at = Q(reference__in=[key for key in keys.values() if isinstance(key, str)])
    for column in languages.columns("slug"):
        at |= Q(**{f"{column}__in": slugs})
    there = list(Release.objects.filter(at)) if keys else []
    known = {(code, release.text("slug", code)) for release in there for code in languages.LANGUAGES}
    references = {release.reference for release in there}
    return {
        address
        for address, key in keys.items()
        if (key in references if isinstance(key, str) else (key[0], key[2]) in known)
    }


def _key(path, slug="", year="", reference=""):
    return (get_language_from_path(path), int(year), slug) if year else slug or reference


def _releases(keys):
    """A former address leads on, and that of a withdrawn text explains."""
    seen = Edition.objects.ever_live() | Edition.objects.withdrawn()
    slugs = {slug for _language, _year, slug in keys}
    return seen.filter(address__slug__in=slugs).values_list("language", "address__year", "address__slug")


def _references(keys):
    seen = Edition.objects.live() | Edition.objects.withdrawn()
    return seen.filter(reference__in=keys).values_list("reference", flat=True)


def _organisations(rows):
    return lambda keys: rows.filter(slug__in=keys).values_list("slug", flat=True)


# {name of a form of address: the keys, among those asked for, of the pages that are there}
_EXISTING = {
    "release": _releases,
    "release_by_reference": _references,
    "institute": _organisations(Institute.objects.all()),
    "school": _organisations(School.objects.all()),
    "logo": _organisations(Organisation.objects.exclude(logo="")),
}
