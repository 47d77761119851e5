from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from common import languages
from common.origin import origin_of

from . import formats, pages
from .sections import sections


@require_safe
def sitemap_index(request):
    origin, found = origin_of(request), sections()
    maps = {code: _parted_address(origin, code) for code in languages.LANGUAGES}
    addresses = [
        *((_address(origin, "sitemap_pages", code), None) for code in languages.LANGUAGES),
        *((str(section.number).join(maps[section.language]), section.changed_at) for section in found),
    ]
    return _answer(formats.index(addresses))


@require_safe
def sitemap_pages(request, language):
    _check(language)
    return _answer(formats.addresses(pages.pages(language), origin_of(request)))


@require_safe
def sitemap_releases(request, language, section):
    _check(language)
    listed = list(pages.releases(language, section))
    if not listed:
        raise Http404
    return _answer(formats.addresses(listed, origin_of(request)))


@require_safe
def sitemap_news(request):
    """Made anew: by the hour, what was news is none any more."""
    return _answer(formats.news(pages.news(), origin_of(request)))


def _check(language):
    if language not in languages.LANGUAGES:
        raise Http404


def _address(origin, name, *args):
    return origin + reverse(name, args=args)


def _parted_address(origin, language):
    """Before and after the number of a section: to find an address takes Django longer than to list it."""
    return _address(origin, "sitemap_releases", language, 0).rsplit("0", 1)


def _answer(parts):
    return HttpResponse("".join(parts), content_type="application/xml; charset=utf-8")
