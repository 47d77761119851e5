"""How long and how deep a rich text may be: known before it is parsed, since parsers slow down with depth."""

import re
from collections import Counter

from django.core.exceptions import ValidationError
from django.utils import formats
from django.utils.translation import gettext as _

MAX_LENGTH = 300_000  # characters of HTML: a press kit of a hundred pages
MAX_DEPTH = 40  # elements inside one another: lists of thirteen levels

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# What a parser opens again in the next paragraph where its end is missing.
_MARKS = {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}
_CELLS = {"td", "th", "caption"}
# Which open elements a new one ends by itself, and what it does not look beyond.
_ENDED_BY = {
    "li": {"li", "p"},
    "dt": {"dt", "dd", "p"},
    "dd": {"dt", "dd", "p"},
    "td": {"td", "th", "p"},
    "th": {"td", "th", "p"},
    "tr": {"tr", "td", "th", "p"},
    "tbody": {"thead", "tbody", "tr", "td", "th", "p"},
    "option": {"option"},
} | {tag: {"p"} for tag in ("p", "h2", "h3", "ul", "ol", "div", "table", "blockquote", "figure", "hr")}


class _Open:
    """The elements open at one place, never fewer than a browser would have open."""

    def __init__(self):
        self.blocks = []
        # One for each cell that is open: a cell ends no mark outside of it.
        self.marks: list[Counter] = [Counter()]

    @property
    def depth(self) -> int:
        return len(self.blocks) + sum(marks.total() for marks in self.marks)

    def start(self, tag: str) -> None:
        ended = _ENDED_BY.get(tag, ())
        while self.blocks and self.blocks[-1] in ended:
            self._leave(self.blocks.pop())
        if tag in _MARKS:
            self.marks[-1][tag] += 1
        elif tag not in _VOID:
            self.blocks.append(tag)
            if tag in _CELLS:
                self.marks.append(Counter())

    def end(self, tag: str) -> None:
        if tag in _MARKS:
            self.marks[-1][tag] = max(0, self.marks[-1][tag] - 1)
        elif tag in self.blocks:
            while (left := self.blocks.pop()) != tag:
                self._leave(left)
            self._leave(left)

    def _leave(self, tag):
        if tag in _CELLS:
            self.marks.pop()


def too_deep(html: str) -> bool:
    """In time that grows with the text, however it is nested: it stops at MAX_DEPTH."""
    opened = _Open()
    for match in _TAG.finditer(html):
        closing, tag = match[1], match[2].lower()
        opened.end(tag) if closing else opened.start(tag)
        if opened.depth > MAX_DEPTH:
            return True
    return False


def check_bounds(html: str) -> None:
    """Raises ValidationError in words."""
    if len(html) > MAX_LENGTH:
        sentence = _(
            "This text has %(length)s characters with its formatting; %(limit)s are the most. "
            "Shorten it, or attach the long part as a document."
        )
        raise ValidationError(
            sentence
            % {
                "length": formats.number_format(len(html), force_grouping=True),
                "limit": formats.number_format(MAX_LENGTH, force_grouping=True),
            },
            code="too_long",
        )
    if too_deep(html):
        sentence = _(
            "In this text more than %(limit)d elements are nested (quotes in quotes, lists in "
            "lists). Take some of them out, or paste the text without its formatting."
        )
        raise ValidationError(sentence % {"limit": MAX_DEPTH}, code="too_deep")
