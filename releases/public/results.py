"""The page of a search."""

from django.core.paginator import InvalidPage, Paginator
from django.core.paginator import Page as PageOfList
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.generic import TemplateView

from common import languages
from common.characters import clean_line
from common.public_pages import FewUnderClock
from common.search.typed import MAX_LENGTH

from . import search
from .excerpts import items
from .listing import PAGE_SIZE
from .search_help import address, help_for

# Pages of the last searches: some kilobytes each.
_few: FewUnderClock[list] = FewUnderClock(200)


class SearchPage(TemplateView):
    template_name = "releases/search.html"

    def get_context_data(self, **kwargs):
        typed = as_typed(self.request.GET.get("q", ""))
        try:
            page = Pages(typed).page(self.request.GET.get("page") or 1)
        except InvalidPage:
            raise Http404 from None
        number = page.paginator.count
        return super().get_context_data(
            **kwargs,
            typed=typed,
            query=urlencode({"q": typed}),
            feed_query=urlencode({"q": typed}),
            page_obj=page,
            number=number,
            is_more=number >= search.MOST,
            help=None if number else help_for(typed, get_language()),
            alternates=[
                (code, languages.own_name(code), address(typed, code)) for code in languages.LANGUAGES
            ],
        )


def as_typed(text: str) -> str:
    """In one line, and no longer than what is looked for."""
    return " ".join(clean_line(text[:MAX_LENGTH]).split())


class Pages(Paginator):
    def __init__(self, typed: str):
        super().__init__([], PAGE_SIZE)
        self.typed, self.language = typed, get_language()

    @cached_property
    def count(self) -> int:
        return self._keep("number", lambda: [self._found.number()])[0]

    def page(self, number: int | str) -> PageOfList:
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        found = self._keep(f"from {start}", lambda: self._items(start)) if self.count else []
        return PageOfList(found, number, self)

    def _keep(self, what, make):
        return _few.get(f"{what} in {self.language}: {self.typed}", make)

    @cached_property
    def _found(self) -> search.Results:
        return search.find(self.typed, self.language)

    def _items(self, start):
        return items(self._found, self._found.keys(start, start + self.per_page))
