"""The words of a text without blocks, and what changed between two such texts."""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from django.utils.html import escape
from lxml.html import HtmlElement, tostring

# Elements that are read as one word.
SINGLE = {"br", "img"}
# A mail address, an address of the web and a number are one word each, whatever signs are in them.
_PART = re.compile(
    r"[ \t\r\n\f]+|[\w.+-]{1,64}@[\w.-]{0,99}\w|https?://[\w./?=&%#-]{1,300}"
    r"|\d+(?:[.,\u202f\xa0]\d+)*|\w+|[^\w \t\r\n\f]"
)
_LETTER = re.compile(r"\w")
ARROW = "→ "


class Word(NamedTuple):
    """With what stands before it, and the start tags of the elements that it stands in."""

    space: str
    html: str
    around: tuple[str, ...] = ()
    # The address of a link, which follows its words; not shown where it has not changed.
    is_address: bool = False

    @property
    def key(self) -> tuple:
        """What is compared; the address of a link is a word of its own."""
        return self.space, self.html, tuple(map(_without_address, self.around)), self.is_address


def _without_address(tag):
    return re.sub(r' href="[^"]*"', "", tag)


def start_tag(element: HtmlElement) -> str:
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in sorted(element.items()))
    return f"<{element.tag}{attributes}>"


def end_tag(start: str) -> str:
    return f"</{start[1:].split()[0].removesuffix('>')}>"


class Reader:
    def __init__(self) -> None:
        self.space = ""

    def words(self, nodes: Iterable[str | HtmlElement], around: tuple[str, ...] = ()) -> Iterator[Word]:
        for node in nodes:
            if isinstance(node, str):
                yield from self._text(node, around)
            elif node.tag in SINGLE:
                yield self._word(tostring(node, encoding="unicode", with_tail=False), around)
            else:
                yield from self.words(nodes_of(node), (*around, start_tag(node)))
                if address := node.get("href"):
                    yield Word(" ", ARROW + escape(address), around, is_address=True)

    def _text(self, text, around):
        for part in _PART.findall(text):
            if part.strip(" \t\r\n\f"):
                yield self._word(escape(part), around)
            else:
                self.space = " "

    def _word(self, html, around):
        space, self.space = self.space, ""
        return Word(space, html, around)


def nodes_of(element: HtmlElement) -> Iterator[str | HtmlElement]:
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str):
            yield child
        if child.tail:
            yield child.tail


def words_of(nodes: Iterable[str | HtmlElement]) -> tuple[Word, ...]:
    """The first one counts as if a space stood before it, like any other that begins something."""
    words = tuple(Reader().words(nodes))
    return tuple(word._replace(space=" ") if place == 0 else word for place, word in enumerate(words))


def shown(words: Iterable[Word]) -> str:
    """Without the space before the first."""
    parts: list[str] = []
    opened: tuple[str, ...] = ()
    for word in words:
        if word.around != opened:
            parts += map(end_tag, reversed(opened))
        parts.append(word.space if parts else "")
        if word.around != opened:
            parts += word.around
        parts.append(word.html)
        opened = word.around
    return "".join([*parts, *map(end_tag, reversed(opened))])


def without_addresses(words: Iterable[Word]) -> list[Word]:
    return [word for word in words if not word.is_address]


def marked(old: Sequence[Word], new: Sequence[Word]) -> str:
    parts: list[str] = []
    for kind, words in _steps(old, new):
        words = words if kind else without_addresses(words)
        if words:
            text = shown(words)
            parts += [words[0].space if parts else "", f"<{kind}>{text}</{kind}>" if kind else text]
    return "".join(parts)


def _steps(old, new):
    """(“del”, “ins” or “”, words)"""
    taken: list[Word] = []
    put: list[Word] = []
    for is_equal, before, after in _opcodes(old, new):
        if is_equal and (_is_seen(after) or not (taken or put)):
            yield from _change(taken, put)
            taken, put = [], []
            yield "", after
        else:
            # A comma between two changes belongs to both.
            taken, put = [*taken, *before], [*put, *after]
    yield from _change(taken, put)


def _change(taken, put):
    if [word.key for word in taken] == [word.key for word in put]:
        yield "", put
    else:
        yield from (("del", taken), ("ins", put))


def _opcodes(old, new):
    matcher = SequenceMatcher(None, [word.key for word in old], [word.key for word in new])
    for kind, i, j, k, m in matcher.get_opcodes():
        yield kind == "equal", old[i:j], new[k:m]


def _is_seen(words):
    return any(_LETTER.search(word.html) and not word.is_address for word in words)
