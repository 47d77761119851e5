"""A line of text with the elements in it: bold does not part a line, a paragraph does."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .edits import HIDDEN
from .protected import protected


class Added(NamedTuple):
    """A sign that is put in, and how it is written there."""

    sign: str
    written: str
    # The number of the edit that put it in.
    edit: int
    # The place of the sign that it stands for, if any.
    at: int | None


class Span(NamedTuple):
    """What becomes of the signs from `start` to `end`."""

    start: int
    end: int
    added: tuple[Added, ...]

    @property
    def after(self) -> str:
        return "".join(sign.sign for sign in self.added)

    @property
    def is_raised(self) -> bool:
        """An element is put around what is added."""
        return any(sign.written.startswith("<") for sign in self.added)


class Line:
    """`text` as it is read; each sign is `written` between the tags that open before and close behind it."""

    def __init__(self) -> None:
        self.text = ""
        self.written: list[str] = []
        # Places that no rule sees.
        self.hidden: set[int] = set()
        self.opened: defaultdict[int, str] = defaultdict(str)
        self.closed: defaultdict[int, str] = defaultdict(str)

    def seen(self) -> str:
        signs = list(self.text)
        for start, end in protected(self.text):
            signs[start:end] = HIDDEN * (end - start)
        for place in self.hidden:
            signs[place] = HIDDEN
        return "".join(signs)

    def write(self, sign: str) -> str:
        return sign

    def is_parted(self, start: int, end: int) -> bool:
        """Whether an element begins or ends between two of these signs."""
        return any(place in self.closed or place + 1 in self.opened for place in range(start, end - 1))

    def with_changes(self, spans: Iterable[Span]) -> str:
        parts, place = [], 0
        for span in spans:
            parts += [*self._kept(place, span.start), *self._changed(span)]
            place = span.end
        end = len(self.text)
        return "".join([*parts, *self._kept(place, end), self.opened.get(end, "")])

    def _kept(self, start, end) -> Iterator[str]:
        for place in range(start, end):
            yield from (self.opened.get(place, ""), self.written[place], self.closed.get(place, ""))

    def _changed(self, span) -> Iterator[str]:
        if span.start == span.end:
            yield from (sign.written for sign in span.added)
        added, place = defaultdict(list), span.start
        for sign in span.added:
            place = place if sign.at is None else sign.at
            added[place].append(sign.written)
        for place in range(span.start, span.end):
            yield from (self.opened.get(place, ""), *added[place], self.closed.get(place, ""))


class PlainLine(Line):
    """A whole plain text, with its line breaks."""

    def __init__(self, text: str):
        super().__init__()
        self.text, self.written = text, list(text)
