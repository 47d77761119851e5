import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from .links import Links
from .lists import Lists
from .pictures import Pictures
from .runs import Look, line_break, run
from .xml import Element, made

_BLANKS = re.compile("[ \t\n\r\f]+")


# In all tables of a document.
MOST_CONTINUED_CELLS = 5_000


class Spare:
    """How many cells may still be added because the one above reaches down to them."""

    def __init__(self, number: int = MOST_CONTINUED_CELLS):
        self.number = number

    def take(self, number: int) -> bool:
        if number > self.number:
            return False
        self.number -= number
        return True


@dataclass(frozen=True)
class Parts:
    """What all texts of a document share."""

    links: Links
    lists: Lists
    pictures: Pictures
    spare: Spare = field(default_factory=Spare)


class Story:
    """Paragraphs one behind the other, in the document itself or in a cell of a table."""

    def __init__(self, append: Callable[[Element], Any], parts: Parts):
        self.append, self.parts = append, parts
        self.is_open, self._paragraph = False, made("p")
        # Of the open paragraph: its last words, and whether a blank that follows them counts.
        self._last: Element | None = None
        self._after_blank = True

    def open(self, style: str, properties: Iterable[Element] = ()) -> None:
        self.close()
        self.is_open = True
        self._paragraph = made("p", made("pPr", made("pStyle", val=style), *properties))
        self._after_blank = True
        self.append(self._paragraph)

    def close(self) -> None:
        if self._last is not None and self._last.text:
            self._last.text = self._last.text.rstrip(" ")
        self.is_open, self._last = False, None

    def write(self, words: str, look: Look) -> None:
        """Into the open paragraph; blanks count as in HTML."""
        words = _BLANKS.sub(" ", words)
        words = words.lstrip(" ") if self._after_blank else words
        if words:
            self._after_blank = words.endswith(" ")
            written = run(words, look)
            self._last = written[-1]
            self.add(written, look.address)

    def break_line(self) -> None:
        self.add(line_break())
        self._after_blank = True

    def add(self, element: Element, address: str = "") -> None:
        """A link is a frame around what leads somewhere."""
        frame = self.parts.links.frame(address) if address else None
        if frame is not None:
            frame.append(element)
        self._paragraph.append(element if frame is None else frame)
