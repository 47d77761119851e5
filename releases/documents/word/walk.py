import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from lxml import html as lxml_html
from lxml.etree import _Element as HtmlElement

from common.characters import for_xml

from .lists import indented, item_of
from .runs import Look, full_tag
from .story import Story

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_BLANK = re.compile("[ \t\n\r\f]*")


@dataclass
class Item:
    """Of a list; its first paragraph has its sign or number."""

    list_number: int
    level: int
    is_marked: bool = False

    def properties(self):
        is_first, self.is_marked = not self.is_marked, True
        return [item_of(self.list_number, self.level) if is_first else indented(self.level)]


@dataclass(frozen=True)
class Place:
    """What a text stands in."""

    style: str = "Normal"
    look: Look = field(default_factory=Look)
    # The list, and how many are around it.
    list_number: int = 0
    is_numbered: bool = False
    level: int = -1
    item: Item | None = None
    # In EMU.
    width: int = 0

    def with_look(self, **changes) -> "Place":
        return replace(self, look=replace(self.look, **changes))


class Walk:
    """Over cleaned HTML, once; `elements` says what each element becomes."""

    def __init__(self, story: Story, elements: "Elements"):
        self.story, self.elements = story, elements

    def html(self, markup: str, place: Place) -> None:
        if markup:
            self.inside(lxml_html.fragment_fromstring(for_xml(markup), create_parent="div"), place)
        self.story.close()

    def inside(self, element: HtmlElement, place: Place) -> None:
        self._words(element.text, place)
        for child in element:
            self.visit(child, place)
            self._words(child.tail, place)

    def block(self, element: HtmlElement, place: Place) -> None:
        self.story.close()
        self.inside(element, place)
        self.story.close()

    def visit(self, element, place):
        if not isinstance(element.tag, str):  # a comment
            return
        language = element.get("lang", "")
        if _LANGUAGE.fullmatch(language):
            place = place.with_look(language=full_tag(language))
        self.elements.get(element.tag, Walk.inside)(self, element, place)

    def _words(self, words, place):
        if not words or (not self.story.is_open and _BLANK.fullmatch(words)):
            return
        self.ensure_open(place)
        self.story.write(words, place.look)

    def ensure_open(self, place: Place) -> None:
        if not self.story.is_open:
            self.story.open(*_paragraph(place))


Elements = Mapping[str, Callable[[Walk, HtmlElement, Place], None]]


def _paragraph(place):
    """Its style, and what is its own."""
    if place.item is None or place.style not in ("Normal", "Quote"):
        return place.style, ()
    is_first, properties = not place.item.is_marked, place.item.properties()
    if place.style == "Quote":
        return "Quote", properties
    if not is_first:
        return "ListContinue", properties
    return ("ListNumber" if place.is_numbered else "ListBullet"), properties
