"""What changed between two texts, marked: <del> what was taken out, <ins> what was put in.

Without what is inserted it reads as the old text, without what is deleted as the new one, word for word. What
differs in its form alone (bold, a heading, a picture) is taken out and put in.

Blocks are compared before words, so that time grows with what changed and not with the text: a press kit of a
hundred pages in which one sentence was corrected takes a moment.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from typing import NamedTuple

from django.utils.html import escape, linebreaks
from lxml import html

from .richtext import clean_marked_html
from .words import Word, end_tag, marked, nodes_of, shown, start_tag, without_addresses, words_of

# Of both sides together; more words that were changed at one place are shown as taken out and put in whole.
MOST_WORDS = 8_000
MOST_BLOCKS = 4_000
# More blocks that changed at one place are not compared each with each.
MOST_PAIRS = 400
# Of two blocks that are one block, changed: the share of their words that they have in common.
LIKENESS = 0.2
BLOCKS = {
    "p", "h2", "h3", "ul", "ol", "li", "blockquote", "hr", "figure", "figcaption",
    "table", "thead", "tbody", "tfoot", "tr", "th", "td", "div",
}  # fmt: skip
CELLS = {"<td>", "<th>"}
# Stand for what has no words.
EMPTY, RULE = "¶", "———"


class Run:
    """Words in a block, or in none."""

    start = ""

    def __init__(self, words: tuple[Word, ...]):
        self.words = words
        self.key: tuple = tuple(word.key for word in words)

    @property
    def shown(self) -> str:
        return shown(without_addresses(self.words))

    def marked(self, mark: str) -> str:
        return f"<{mark}>{self.shown}</{mark}>"

    def merged(self, other: "Run") -> str:
        return marked(self.words, other.words)

    @cached_property
    def vocabulary(self) -> set[str]:
        return {word.html for word in self.words}

    def __len__(self) -> int:
        return len(self.words)


class Block:
    def __init__(self, start: str, parts: list["Node"]):
        self.start, self.parts = start, parts
        self.key: tuple = (start, tuple(part.key for part in parts))

    @property
    def shown(self) -> str:
        return self._around("".join(part.shown for part in self.parts))

    def marked(self, mark: str) -> str:
        if self.start == "<hr>":
            return f"<p><{mark}>{RULE}</{mark}></p>"
        inner = "".join(part.marked(mark) for part in self.parts)
        return self._around(inner or f"<{mark}>{EMPTY}</{mark}>")

    def merged(self, other: "Block") -> str:
        return self._around("".join(_compared(self.parts, other.parts)))

    @cached_property
    def vocabulary(self) -> set[str]:
        return set().union(*(part.vocabulary for part in self.parts))

    def __len__(self) -> int:
        return sum(map(len, self.parts))

    def _around(self, inner):
        return self.start if self.start == "<hr>" else f"{self.start}{inner}{end_tag(self.start)}"


Node = Run | Block


class Pair(NamedTuple):
    old: Node | None
    new: Node | None


def redline(before: str, after: str) -> str:
    """Of two clean rich texts; clean again."""
    return clean_marked_html("\n".join(_compared(_parts(before), _parts(after))))


def compared_blocks(before: str, after: str) -> Iterator[tuple[bool, list[str], list[str]]]:
    """Of two clean rich texts, in order: whether both have it, blocks of one, blocks of the other."""
    old, new = blocks_of(before), blocks_of(after)
    if len(old) + len(new) > MOST_BLOCKS:
        yield old == new, old, new
        return
    for kind, i, j, k, m in SequenceMatcher(None, old, new).get_opcodes():
        yield kind == "equal", old[i:j], new[k:m]


def blocks_of(text: str) -> list[str]:
    """Of a clean rich text."""
    fragments = html.fragments_fromstring(text) if text.strip() else []
    return [escape(each) if isinstance(each, str) else _block(each) for each in fragments]


def _block(element):
    tail, element.tail = element.tail or "", None
    return html.tostring(element, encoding="unicode") + escape(tail.strip())


def redline_of_line(before: str, after: str) -> str:
    """Of two plain texts of one line."""
    return clean_marked_html(marked(words_of([before]), words_of([after])))


def redline_of_lines(before: str, after: str) -> str:
    return redline(*(str(linebreaks(text, autoescape=True)) if text else "" for text in (before, after)))


def _parts(text):
    root = html.fragment_fromstring(text, create_parent="div") if text.strip() else None
    return list(_parts_of(root)) if root is not None else []


def _parts_of(element) -> Iterator[Node]:
    words: list = []
    for node in nodes_of(element):
        if isinstance(node, str) or node.tag not in BLOCKS:
            words.append(node)
            continue
        yield from _run(words)
        words = []
        yield Block(start_tag(node), list(_parts_of(node)))
    yield from _run(words)


def _run(nodes):
    if words := words_of(nodes):
        yield Run(words)


def _compared(old: Sequence[Node], new: Sequence[Node]) -> Iterator[str]:
    for kind, i, j, k, m in _opcodes(old, new):
        if kind == "equal":
            yield from (node.shown for node in new[k:m])
        else:
            yield from map(_changed, _pairs(old[i:j], new[k:m]))


def _opcodes(old, new):
    if len(old) + len(new) > MOST_BLOCKS:
        return [("replace", 0, len(old), 0, len(new))]
    return SequenceMatcher(None, [node.key for node in old], [node.key for node in new]).get_opcodes()


def _changed(pair):
    old, new = pair
    if old is not None and new is not None and len(old) + len(new) <= MOST_WORDS:
        return old.merged(new)
    return "".join(node.marked(mark) for node, mark in ((old, "del"), (new, "ins")) if node is not None)


def _pairs(old, new) -> list[Pair]:
    """In order; alone is what has come or gone."""
    is_short = len(old) == len(new) and (len(old) == 1 or {node.start for node in (*old, *new)} <= CELLS)
    if is_short or len(old) * len(new) > MOST_PAIRS:
        return _one_by_one(old, new)
    return _alike(old, new)


def _one_by_one(old, new):
    places = [place for place in range(min(len(old), len(new))) if _may_be_one(old[place], new[place])]
    return _with_the_rest(old, new, [(place, place) for place in places])


def _may_be_one(old, new):
    return type(old) is type(new) and old.start == new.start


def _alike(old, new):
    """Those that have most in common, none before another that stood behind it."""
    best: dict[tuple[int, int], tuple[float, list[tuple[int, int]]]] = {}
    for i in range(len(old) + 1):
        for k in range(len(new) + 1):
            if not (i and k):
                best[i, k] = (0, [])
                continue
            options = [best[i - 1, k], best[i, k - 1]]
            if (likeness := _likeness(old[i - 1], new[k - 1])) >= LIKENESS:
                score, pairs = best[i - 1, k - 1]
                options.append((score + likeness, [*pairs, (i - 1, k - 1)]))
            best[i, k] = max(options, key=lambda option: option[0])
    return _with_the_rest(old, new, best[len(old), len(new)][1])


def _likeness(old, new):
    if not _may_be_one(old, new):
        return 0
    return len(old.vocabulary & new.vocabulary) / (len(old.vocabulary | new.vocabulary) or 1)


def _with_the_rest(old, new, pairs):
    found, i, k = [], 0, 0
    for place, other in [*pairs, (len(old), len(new))]:
        found += [Pair(node, None) for node in old[i:place]] + [Pair(None, node) for node in new[k:other]]
        if place < len(old):
            found.append(Pair(old[place], new[other]))
        i, k = place + 1, other + 1
    return found
