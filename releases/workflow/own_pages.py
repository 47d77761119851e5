"""Which of the pages of this site that texts link to are there for readers now."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import get_language_from_path

from institutes.models import Institute, Organisation, School

from ..models import Edition
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
