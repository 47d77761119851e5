"""A name that is spelt almost right: “Christian Picory-Donne”."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from .blocks import Block
from .facts import Fact, Kind
from .pairing import Mention

# Of the whole, and of each of its words.
ALIKE, WORD_ALIKE = 0.8, 0.6
MOST_WORDS = 400
# Lists of names that were looked for last.
KEPT = 16
_WORD = re.compile(r"[^\W\d_][\w’'-]{0,40}")


def near_name(mention: Mention, blocks: Iterable[Block]) -> Mention | None:
    """The words of these blocks that may be the name, misspelt; none of them are a known name."""
    if mention.fact.kind is not Kind.NAME:
        return None
    words = _WORD.findall(mention.fact.words)
    found = [
        (likeness, run, block)
        for block in blocks
        for run in _runs(block, len(words))
        if (likeness := _likeness(words, run)) >= ALIKE
    ]
    if not found:
        return None
    _alike, run, block = max(found, key=lambda each: each[0])
    start, end = run[0].start(), run[-1].end()
    return Mention(Fact(Kind.NAME, "", block.text[start:end], start, end), block)


def names_nearly(block: Block, names: tuple[str, ...]) -> Iterator[tuple[str, int, int]]:
    """(name, where it is almost said from, to), of names of several words."""
    for length, initials in _by_initials(names):
        for run in _runs(block, length):
            known = initials.get(tuple(word[0][0] for word in run), ())
            near = ((_likeness(words, run), name) for name, words in known)
            likeness, name = max(near, default=(0, ""))
            if likeness >= ALIKE:
                yield name, run[0].start(), run[-1].end()


@lru_cache(KEPT)
def _by_initials(names) -> list[tuple[int, dict[tuple[str, ...], list[tuple[str, list[str]]]]]]:
    """(number of words, {the first letters of them: (name, its words)})"""
    found: dict[int, dict[tuple[str, ...], list[tuple[str, list[str]]]]] = {}
    for name in names:
        words = _WORD.findall(name)
        if len(words) > 1:
            initials = tuple(word[0] for word in words)
            found.setdefault(len(words), {}).setdefault(initials, []).append((name, words))
    return list(found.items())


def _runs(block, length) -> Iterator[list[re.Match]]:
    """As many words in a row, the first with a capital, where no known name is."""
    known = {
        place
        for fact in block.facts
        if fact.kind is Kind.NAME and not fact.is_weak
        for place in range(fact.start, fact.end)
    }
    words = list(_WORD.finditer(block.text))[:MOST_WORDS]
    for place in range(len(words) - length + 1):
        run = words[place : place + length]
        if run and run[0][0][0].isupper() and known.isdisjoint(word.start() for word in run):
            yield run


def _likeness(words, run):
    """Of all their letters; 0 where one word is another."""
    ratios = [_word_likeness(word, found[0]) for word, found in zip(words, run, strict=True)]
    return sum(ratios) / len(ratios) if WORD_ALIKE <= min(ratios) < 1 else 0


def _word_likeness(word, other):
    if word == other or word[0] != other[0]:
        return float(word == other)
    return SequenceMatcher(None, word, other, autojunk=False).ratio()
