"""Cleaned HTML as paragraphs of Word, element by element."""

from collections.abc import Callable
from dataclasses import replace

from .lists import BULLETS
from .story import Story
from .tables import write_table
from .walk import Elements, Item, Place, Walk


def _styled(style: str) -> Callable:
    return lambda walk, element, place: walk.block(element, replace(place, style=style))


def _looking(**look: bool | str) -> Callable:
    return lambda walk, element, place: walk.inside(element, place.with_look(**look))


def _list(walk, element, place):
    level, is_numbered = place.level + 1, element.tag == "ol"
    numbers = element.get("type", "1") if is_numbered else BULLETS
    start = int(element.get("start") or 1)
    number = walk.story.parts.lists.begin(numbers, start, level)
    walk.block(element, replace(place, list_number=number, is_numbered=is_numbered, level=level, item=None))


def _item(walk, element, place):
    if place.level < 0:  # outside of any list
        walk.block(element, place)
        return
    walk.block(element, replace(place, item=Item(place.list_number, place.level)))


def _link(walk, element, place):
    walk.inside(element, place.with_look(address=element.get("href") or place.look.address))


def _figure(walk, element, place):
    # Below a quotation stands who said it.
    is_quotation = element.find("blockquote") is not None
    walk.block(element, replace(place, style="Quote" if is_quotation else place.style))


def _caption(walk, element, place):
    style = "Speaker" if place.style == "Quote" else "Caption"
    walk.block(element, replace(place, style=style))


def _line_break(walk, _element, place):
    walk.ensure_open(place)
    walk.story.break_line()


def _rule(walk, _element, _place):
    walk.story.open("Rule")
    walk.story.close()


def _picture(walk, element, place):
    path, alternative = element.get("src", ""), element.get("alt", "")
    drawing = walk.story.parts.pictures.drawing(path.removeprefix("/files/"), alternative, place.width)
    walk.story.close()
    if drawing is not None:
        walk.story.open("Picture")
        walk.story.add(drawing)
    elif alternative:
        walk.story.open("Caption")
        walk.story.write(alternative, place.look)
    walk.story.close()


# What each element of the allow-list (releases/texts/richtext.py) becomes.
ELEMENTS: Elements = {
    "p": Walk.block,
    "h2": _styled("Heading2"),
    "h3": _styled("Heading3"),
    "strong": _looking(bold=True),
    "em": _looking(italic=True),
    "sup": _looking(position="superscript"),
    "sub": _looking(position="subscript"),
    "a": _link,
    "br": _line_break,
    "hr": _rule,
    "ul": _list,
    "ol": _list,
    "li": _item,
    "blockquote": _styled("Quote"),
    "figure": _figure,
    "figcaption": _caption,
    "img": _picture,
    "table": write_table,
    # Parts of a table; where one stands alone, its words stay.
    **dict.fromkeys(("thead", "tbody", "tr", "th", "td"), Walk.block),
}


def write_html(story: Story, markup: str, place: Place) -> None:
    Walk(story, ELEMENTS).html(markup, place)
