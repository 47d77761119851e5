"""The page of a search."""

from django.core.paginator import InvalidPage, Paginator
from django.core.paginator import Page as PageOfList
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.views.generic import TemplateView

from common.characters import clean_line
from common.public_pages import FewUnderClock
from common.search.typed import MAX_LENGTH

from . import excerpts, search
from .facets import narrowing, render
from .listing import PAGE_SIZE
from .missing import NoSuchPage
from .page_number import to_one_spelling
from .search_help import help_for
from .selection import Selection, address_in, asked_for, read

# Pages of the last searches: some kilobytes each.
_few: FewUnderClock[list] = FewUnderClock(200)


class SearchPage(TemplateView):
    template_name = "releases/search.html"
    selection: Selection

    def get(self, request, *args, **kwargs):
        typed = as_typed(request.GET.get("q", ""))
        self.selection = read(request.GET, get_language()).having(typed=typed)
        if self.selection.parameters != asked_for(request.GET):
            return redirect(f"{request.path}?{self.selection.query}")
        return to_one_spelling(request) or super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        selection, pages = self.selection, Pages(self.selection)
        try:
            page = pages.page(self.request.GET.get("page") or 1)
        except InvalidPage:
            raise NoSuchPage(pages.num_pages) from None
        return super().get_context_data(
            **kwargs,
            **narrowing(selection),
            typed=selection.typed,
            page_obj=page,
            number=pages.count,
            asks_nothing=not pages.count and pages.asks_nothing,
            without=pages.number_without_choices if selection.chosen and not pages.count else 0,
            is_more=pages.count >= search.MOST,
            facets=pages.facets,
            all_results=address_in(selection.language, Selection(selection.language, typed=selection.typed)),
            help=None if pages.count or pages.asks_nothing else help_for(selection),
        )


def as_typed(text: str) -> str:
    """In one line, and no longer than what is looked for."""
    return " ".join(clean_line(text[:MAX_LENGTH]).split())


class Pages(Paginator):
    """What is kept of a search is found again by all that was asked for."""

    def __init__(self, selection: Selection):
        super().__init__([], PAGE_SIZE)
        self.selection = selection

    @cached_property
    def count(self) -> int:
        return self._keep("number", lambda: [self._number()])[0]

    def _number(self):
        return len(self._chosen) if self.selection.chosen else self._found.number()

    @property
    def asks_nothing(self) -> bool:
        """No word to look for: signs alone, or only words to leave out."""
        return not self._found.search

    @property
    def number_without_choices(self) -> int:
        return self._found.number()

    @cached_property
    def facets(self) -> str:
        if not (self.count or self.selection.chosen):
            return ""
        return self._keep("facets", lambda: [render(self.selection, self._found.by_date)])[0]

    def page(self, number: int | str) -> PageOfList:
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        found = self._keep(f"from {start}", lambda: self._items(start)) if self.count else []
        return PageOfList(found, number, self)

    def _keep(self, what, make):
        return _few.get(f"{what} in {self.selection.language}: {self.selection.query}", make)

    @cached_property
    def _found(self) -> search.Results:
        return search.find(self.selection.typed, self.selection.language)

    @cached_property
    def _chosen(self) -> list[int]:
        return self.selection.among(self._found.keys(0, search.MOST))

    def _items(self, start):
        end = start + self.per_page
        keys = self._chosen[start:end] if self.selection.chosen else self._found.keys(start, end)
        return excerpts.results(self._found, keys)
