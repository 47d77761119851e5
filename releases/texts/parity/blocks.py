"""The blocks of a text in one language: their words, what they state, and what they are made of."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial

from lxml import html

from common.characters import for_xml

from .addresses import Link, Twin, link_fact
from .facts import Fact, Kind, Reading
from .names import Names
from .reading import facts_of

# {name of a field: its text}; those of RICH are rich texts.
Text = Mapping[str, str]
RICH = {"body"}
HEADINGS = {"h2", "h3"}
_LINES = HEADINGS | {
    *("p", "ul", "ol", "li", "blockquote", "hr", "br", "figure", "figcaption", "table", "thead", "tbody"),
    *("tfoot", "tr", "th", "td", "div"),
}
_COUNTED = dict.fromkeys(HEADINGS, Kind.HEADINGS) | {
    "li": Kind.ITEMS,
    "blockquote": Kind.QUOTATIONS,
    "tr": Kind.ROWS,
    "img": Kind.FIGURES,
}
# Blocks that are written as one another at times.
_RUNNING = {"p", "div", "blockquote", "ul", "ol", "figure"}
# Texts of which facts are kept: those of some releases that are being written.
KEPT = 2_000


@dataclass(frozen=True, eq=False)
class Block:
    field: str
    number: int
    kind: str
    text: str
    # What it states: most of the work, and some checks ask only a few blocks.
    read: Callable[[], tuple[Fact, ...]]
    counts: Mapping[Kind, int]

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        return self.read()

    @cached_property
    def stated(self) -> frozenset[Reading]:
        return frozenset(fact.reading for fact in self.facts if not fact.is_weak)

    @property
    def sort_key(self) -> tuple:
        return self.field, self.number, self.kind, self.text

    def likeness(self, other: "Block") -> float:
        if self.field != other.field or not self._may_be(other):
            return 0
        size = len(self.stated) + len(other.stated)
        # Where neither states anything, their lengths decide.
        facts = 2 * len(self.stated & other.stated) / size if size else 0.3
        lengths = sorted((len(self.text), len(other.text)))
        length = lengths[0] / lengths[1] if lengths[1] else 1
        return 0.3 * (self.kind == other.kind) + 0.5 * facts + 0.2 * length

    def _may_be(self, other):
        return self.kind == other.kind or (self.kind in _RUNNING and other.kind in _RUNNING)

    def joined(self, other: "Block") -> "Block":
        return replace(self, text=f"{self.text}\n{other.text}", read=lambda: self.facts + other.facts)


def blocks_of(
    text: Text, language: str, names: Names, twin: Twin | None, own_path: Twin | None = None
) -> list[Block]:
    """`twin` and `own_path` as link_fact() takes them."""
    read_link = partial(link_fact, twin=twin, own_path=own_path)
    return [
        block for field in text for block in _of_field(field, text[field] or "", language, names, read_link)
    ]


def _of_field(field, content, language, names, read_link) -> Iterator[Block]:
    if field not in RICH:
        if content.strip():
            yield Block(field, 0, field, content, partial(_facts, content, language, names), {})
        return
    for number, element in enumerate(_elements(content)):
        yield _rich_block(field, number, element, language, names, read_link)


def blocks_of_parts(field: str, parts: Iterable[str], language: str, names: Names) -> list[Block]:
    """Of a rich text that is parted already, one for each."""
    elements = [element for part in parts for element in _elements(part)]
    read_link = partial(link_fact, twin=None)
    return [
        _rich_block(field, place, each, language, names, read_link) for place, each in enumerate(elements)
    ]


def _rich_block(field, number, element, language, names, read_link):
    words = _Words(element)
    links = tuple(map(read_link, words.links))
    read = partial(_with_links, links, words.text, language, names)
    return Block(field, number, element.tag, words.text, read, words.counts)


def _elements(content):
    """As redline.blocks_of() counts them; words outside of any are one, too."""
    content = for_xml(content)
    if not content.strip():
        return
    for each in html.fragments_fromstring(content):
        if isinstance(each, str):
            element = html.Element("p")
            element.text = each
            yield element
        elif isinstance(each.tag, str):
            yield each


@lru_cache(KEPT)
def _facts(text: str, language: str, names: Names) -> tuple[Fact, ...]:
    return tuple(facts_of(text, language, names))


def _with_links(links, text, language, names):
    """An address that is both written and linked to is one fact."""
    facts = _facts(text, language, names)
    if not links:
        return facts
    written = {fact.reading for fact in links}
    kept = (fact for fact in facts if fact.reading not in written)
    return tuple(sorted((*kept, *links), key=lambda fact: (fact.start, fact.end)))


class _Words:
    """The words of a block, each line of it on its own line; its links; how many parts it has of a kind."""

    def __init__(self, element) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.links: list[Link] = []
        self.counts: dict[Kind, int] = {}
        self._read(element)
        self.text = "".join(self.parts)

    def _read(self, element) -> None:
        tag, start = element.tag, self.length
        if kind := _COUNTED.get(tag):
            self.counts[kind] = self.counts.get(kind, 0) + 1
        if tag in _LINES:
            self._add("\n" if self.length else "")
        self._add(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._read(child)
            if child.tag in _LINES and child.tail and child.tail.strip():
                self._add("\n")
            self._add(child.tail)
        if tag == "a" and (address := element.get("href")):
            self.links.append(Link(address, start, self.length))

    def _add(self, text):
        if text:
            self.parts.append(text)
            self.length += len(text)
