"""Where a page of this site is in another language."""

from collections.abc import Iterable

from django.urls import ResolverMatch, reverse
from django.utils.translation import get_language_from_path, override

from ..models import Address
from ..texts.addresses import own_page_path, page_of


def twins_of(addresses: Iterable[str], others: Iterable[str], language: str) -> tuple[tuple[str, str], ...]:
    """(a page that one text links to, the same page in that language), for those that have one.

    A release keeps its former addresses: one that the other text links to, among `others`, is as good.
    """
    paths = {address: path for address in addresses if (path := own_page_path(address))}
    pages = {address: page for address, path in paths.items() if (page := page_of(path))}
    releases = {
        address: (get_language_from_path(paths[address]), int(page.kwargs["year"]), page.kwargs["slug"])
        for address, page in pages.items()
        if page.url_name == "release"
    }
    twins = {
        address: _in_language(page, language) for address, page in pages.items() if address not in releases
    }
    if releases:
        twins |= _of_releases(releases, set(others), language)
    return tuple(sorted(twins.items()))


def _in_language(page: ResolverMatch, language: str) -> str:
    with override(language):
        return reverse(page.view_name, args=page.args, kwargs=page.kwargs)


def _of_releases(releases, others, language) -> dict[str, str]:
    slugs = {slug for _language, _year, slug in releases.values()}
    claimed = list(Address.objects.filter(release__addresses__slug__in=slugs).distinct().order_by("pk"))
    release_of = {(each.language, each.year, each.slug): each.release_id for each in claimed}
    found: dict[str, str] = {}
    paths = set(filter(None, map(own_page_path, others)))
    for address, key in releases.items():
        same = [
            each.get_absolute_url()
            for each in claimed
            if each.language == language and each.release_id == release_of.get(key)
        ]
        if same:
            found[address] = next((each for each in same if each in paths), same[-1])
    return found
