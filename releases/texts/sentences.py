"""Where the sentences of a plain text begin and end."""

import re
from collections.abc import Iterator
from typing import NamedTuple

# What ends one, with what closes behind it; a capital letter or a figure follows.
_END = re.compile(
    r"(?<![.!?…])[.!?…]++[ \u00a0\u202f]?[»”\"’)\]]*+"
    r"(?=[ \u00a0\u202f]++[«“\"‘(\[–—]*+[ \u00a0\u202f]?[^\W_a-zà-ÿ])"
)
# Behind these a full stop ends no sentence; nor does it behind one letter alone, an initial.
_SHORT = {
    *("mm", "mme", "mmes", "mlle", "dr", "pr", "me", "mr", "mrs", "ms", "prof", "st", "ste", "no", "pp"),
    *("art", "cf", "fig", "vol", "vs", "inc", "ltd", "tel", "tél", "env", "approx"),
}  # fmt: skip
# Longer than any of them.
_MOST_LETTERS = 8
_LAST_WORD = re.compile(r"\w+\Z")
_WORD = re.compile(r"\S*\w\S*")


class Sentence(NamedTuple):
    start: int
    end: int
    text: str
    # The number of its line: none goes on behind a line break.
    line: int

    @property
    def number_of_words(self) -> int:
        return sum(1 for _word in _WORD.finditer(self.text))


def sentences(text: str) -> list[Sentence]:
    """Without the spaces around them."""
    found, offset = [], 0
    for number, line in enumerate(text.split("\n")):
        found += [Sentence(offset + a, offset + b, line[a:b], number) for a, b in _spans(line)]
        offset += len(line) + 1
    return found


def _spans(line: str) -> Iterator[tuple[int, int]]:
    start = 0
    ends = [found.end() for found in _END.finditer(line) if not _is_short(line, found)]
    for end in (*ends, len(line)):
        part = line[start:end]
        if part.strip():
            yield start + len(part) - len(part.lstrip()), start + len(part.rstrip())
        start = end


def _is_short(line, end):
    word = _LAST_WORD.search(line[max(0, end.start() - _MOST_LETTERS) : end.start()])
    return end[0] == "." and word is not None and (len(word[0]) == 1 or word[0].lower() in _SHORT)
