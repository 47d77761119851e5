import re
from functools import cache

from django.contrib import admin
from django.http import HttpResponseForbidden, HttpResponseNotFound
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import Resolver404, is_valid_path, reverse
from django.utils.html import escape, format_html_join
from django.utils.translation import get_language, get_language_from_path, gettext, override
from django.views import defaults

from common import unsaved
from common.languages import LANGUAGES
from common.public_pages import not_kept, under_clock
from common.request_size import is_at_desk
from common.secret_links import is_secret
from common.small_letters import InCapitals
from releases.public.listing import listed, shown
from releases.public.missing import NotInList

NEWEST = 5
# In the page that is made once, where the words of each address go; no text holds these signs.
WORDS, SENTENCE, LINKS = "\ufdd1", "\ufdd2", "\ufdd3"
MAX_WORDS = 8
_LISTS = ("release_list", "institute_list", "school_list", "press_contacts")
_ANYWHERE = frozenset(
    {"amp", "atom", "edition", "feed", "index", "json", "print", "reference", "rss", "text"}
)
# What mistyped addresses of these are searched for; the others are files, numbers and the desk.
_SEARCHED = {"", "release", "institute", "school"}
_LETTER = r"[^\W\d_]"
_WORD = re.compile(rf"(?<!{_LETTER}){_LETTER}{{2,30}}(?!{_LETTER})")


def page_not_found(request, exception):
    """Made once for all addresses of one kind, but for their words: anybody may ask for any number."""
    if small := _in_small_letters(request, exception):
        return not_kept(redirect(small, permanent=True))
    if page := unsaved.page(request, unsaved.NOT_FOUND):
        return page
    if _is_at_desk(request):
        return HttpResponseNotFound(_desk_page(request, "admin/404.html", gettext("Page not found")))
    kind = getattr(request.resolver_match, "url_name", "")
    if isinstance(exception, NotInList):
        page = under_clock(f"not in {kind} in {get_language()}", lambda: _page(request, sentence=SENTENCE))
        page = page.replace(SENTENCE, escape(exception)).replace(LINKS, _links(exception.links(request)))
    else:
        page = under_clock(f"missing {kind} in {get_language()}", lambda: _page(request))
    return not_kept(HttpResponseNotFound(page.replace(WORDS, escape(_words_of(request, kind)))))


def _in_small_letters(request, exception):
    """The address of a public page that was typed in capital letters; in a secret they have their meaning."""
    if isinstance(exception, InCapitals):
        return exception.address(request.path)
    small = request.path_info.lower()
    if not isinstance(exception, Resolver404) or small == request.path_info or is_secret(small):
        return None
    language = get_language_from_path(small)
    if not language:
        return None
    with override(language):
        return f"{small}?{request.GET.urlencode()}".rstrip("?") if is_valid_path(small) else None


def permission_denied(request, exception):
    if page := unsaved.page(request, unsaved.NOT_ALLOWED):
        return page
    if _is_at_desk(request):
        title = gettext("You may not see or do this")
        return HttpResponseForbidden(_desk_page(request, "admin/403.html", title))
    return defaults.permission_denied(request, exception)


def _desk_page(request, template, title):
    return render_to_string(template, {**admin.site.each_context(request), "title": title}, request)


def _is_at_desk(request):
    """Somebody who is signed in, and has to find back."""
    return is_at_desk(request) and hasattr(request, "user") and admin.site.has_permission(request)


def _page(request, **context):
    context |= {"editions": shown(listed()[:NEWEST], "line"), "typed": WORDS, "links": LINKS}
    return render_to_string("404.html", context, request)


def _links(links):
    return format_html_join("", '<li><a href="{1}">{0}</a></li>', links)


def _words_of(request, kind):
    """/fr/communiques/2020/label-carnot-renouvele.html: label carnot renouvele."""
    if kind not in _SEARCHED or is_secret(request.path_info):
        return ""
    pieces = (piece.partition(".")[0] for piece in reversed(request.path_info[:300].split("/")))
    words = map(_WORD.findall, pieces)
    telling = next((found for found in words if not _says_nothing().issuperset(map(str.lower, found))), [])
    return " ".join(telling[:MAX_WORDS])


@cache
def _says_nothing():
    """Words of a piece that is no name: those of every site, and those of our own lists."""
    lists = [_address(name, code) for name in _LISTS for code in LANGUAGES]
    return _ANYWHERE.union(LANGUAGES, *map(_WORD.findall, lists))


def _address(name, language):
    with override(language):
        return reverse(name)
