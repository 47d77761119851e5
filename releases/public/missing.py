"""What a list has not: said in words, with the list that there is."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest
from django.utils.http import urlencode
from django.utils.translation import gettext, gettext_lazy, ngettext

from common.characters import clean_line

PAGE = "page"
MAX_LENGTH = 60
SENTENCES = {
    "year": gettext_lazy("“%(written)s” is no year of this list"),
    "month": gettext_lazy("“%(written)s” is no month: they are written 1 to 12"),
    "organisation": gettext_lazy("There is no institute or school “%(written)s” in this list"),
    "kind": gettext_lazy("There is no kind of press release “%(written)s”"),
    "topic": gettext_lazy("There is no topic “%(written)s” in this list"),
}
# (words, address)
Link = tuple[str, str]


class NotInList(Http404):
    """Its text is the sentence that readers get."""

    def links(self, request: HttpRequest) -> Iterator[Link]:
        """To what there is instead; each kind has its own, and none may leave a reader without."""
        raise NotImplementedError


class NoSuchPage(NotInList):
    def __init__(self, pages: int):
        sentence = ngettext("This list has %(number)d page", "This list has %(number)d pages", pages)
        super().__init__(sentence % {"number": pages})
        self.pages = pages

    def links(self, request):
        yield gettext("First page"), _address(request, PAGE)
        if self.pages > 1:
            last = gettext("Last page: %(number)d") % {"number": self.pages}
            yield last, _address(request, PAGE, **{PAGE: str(self.pages)})


class NoSuchValue(NotInList):
    """Of a choice: `name` as the code has it, `parameter` as the address has."""

    def __init__(self, name: str, parameter: str, written: str):
        shown = clean_line(written[:MAX_LENGTH])
        super().__init__(SENTENCES[name] % {"written": shown})
        self.parameter = parameter

    def links(self, request):
        yield gettext("The list without this choice"), _address(request, PAGE, self.parameter)


def _address(request, *without, **more):
    others = {name: value for name, value in request.GET.items() if name not in without}
    return f"{request.path}?{urlencode(others | more)}".rstrip("?")
